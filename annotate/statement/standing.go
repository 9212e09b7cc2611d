package statement

import (
	"slices"
	"strings"

	"github.com/readout-project/readout"
)

// standing is the status of the proposition of a word, in its two layers.
type standing struct {
	status readout.Status
	speech readout.Status // "" where nobody but the report speaks
	rule   string
	// hearsay: allegedly, is said to have: somebody speaks whom nobody names
	hearsay bool
	undone  bool // thwarted, dropped or turned down, not only negated
	done    bool // kept or carried out, as a promise or a plan
}

// Reading reads the standing of words.
type Reading struct{ s *standings }

// Standings reads the trees of a document for the status of its words.
func Standings(d *readout.Document) *Reading { return &Reading{newStandings(d)} }

// At is the standing of the proposition that the word heads: an index into
// Words. The speech is "" where only the report itself speaks. The rule names
// the operators that acted, outermost first.
func (r *Reading) At(word int) (status, speech readout.Status, rule string) {
	if word < 0 || word >= len(r.s.d.Words) {
		return readout.Possible, "", "no word"
	}
	x := r.s.at(word)
	return x.status, x.speech, x.rule
}

// Act is the word that the predicate at word comes down to: through infinitives
// and -ing forms of operators, "refused to sign" to sign.
func (r *Reading) Act(word int) int { return r.s.act(word) }

// at is the standing of w: what its clause says, under all that governs it.
func (s *standings) at(w int) standing { return s.under(w, 0) }

// deepest bounds the number of governors that are read.
const deepest = 60

func (s *standings) under(w, depth int) standing {
	if m := s.memo[w]; m != nil {
		return *m
	}
	l := s.local(w)
	s.condition(w, &l)
	g, c := s.governor(w)
	var out standing
	if g < 0 || depth > deepest {
		out = s.top(w, l)
	} else {
		out = s.compose(w, l, g, c, s.under(g, depth+1))
	}
	out = s.adorn(w, l, out)
	s.memo[w] = &out
	return out
}

// adorn lets the adverbs and the "according to" of the clause speak.
func (s *standings) adorn(w int, l local, x standing) standing {
	plain := x.status == readout.Happened || x.status == readout.Ongoing
	switch {
	case l.nearly && (plain || x.status == readout.DidNotHappen):
		x.status, x.rule = readout.Nearly, "nearly; "+x.rule
	case l.doubt && (plain || x.status == readout.DidNotHappen):
		x.status, x.rule = readout.Possible, "adverb of doubt; "+x.rule
	case l.doubt && x.status == readout.Planned:
		x.status, x.rule = readout.Expected, "adverb of doubt; "+x.rule
	}
	if o, ok := s.itself(w); ok && (plain || x.status == readout.Planned && o.yes != effect(readout.Planned)) {
		x.status, x.rule = readout.Status(o.yes), o.lemma+": "+string(o.yes)
	}
	if x.status == readout.DidNotHappen && l.negated && s.leavesOpen(w) {
		x.status, x.rule = readout.Possible, notRuledOut
	}
	if plain && !s.noun(w) && s.foreseen(w) != "" {
		x.status = s.foreseen(w)
		x.rule = s.d.Words[w].Lemma + ": " + string(x.status)
	}
	if x.speech == "" && (l.alleged || s.according(w) || l.finite && s.quotation(w)) {
		x.speech = readout.Happened
	}
	x.hearsay = x.hearsay || l.alleged
	return x
}

func (s *standings) according(w int) bool {
	for c := s.f.First[w]; c >= 0; c = s.f.Next[c] {
		i := int(c)
		switch m := s.marker(i, readout.RelCase); {
		case m == "according", (m == "in" || m == "by") && s.t.in("viewpoint", strings.ToLower(s.d.Words[c].Lemma)):
			return true
		}
		if s.d.Words[c].Rel.Base() == readout.RelAdvcl && s.marker(i, readout.RelMark) == "as" && (s.speech(i) || s.is(i, "put") && s.has(i, "it")) {
			return true
		}
	}
	return false
}

// top is the standing of a word that nothing governs.
func (s *standings) top(w int, l local) standing {
	out := standing{status: l.status, rule: l.rule}
	if l.would && l.status == readout.Conditional && s.attributed[w] {
		out.status, out.rule = s.comes(w), "would, reported"
	}
	title, caption := s.role(w)
	x := &s.d.Words[w]
	switch {
	case s.asks(w):
		out.status, out.rule = readout.Possible, "question"
	case l.rule == "imperative" && (s.lower(w) == "let" || s.marker(w, readout.RelAux) == "let" || s.marker(w, readout.RelAux) == "may"):
		out.status = readout.Wanted
	case title && l.rule == "noun":
		out.status, out.rule = s.headline(w)
	case (title || caption) && l.rule == "present" && !s.stative(w):
		out.status, out.rule = readout.Happened, "present tense of headlines and captions"
	case title && l.rule == "infinitive":
		out.status, out.rule = s.comes(w), "infinitive of headlines"
	case title && l.rule == "imperative":
		out.status, out.rule = readout.Happened, "present tense of headlines and captions"
	case l.bare && l.negated && l.rule != "imperative" && l.status == readout.Happened:
		out.status, out.rule = readout.DidNotHappen, "negation without a verb"
	case l.rule == "noun" && x.UPOS == readout.NOUN && s.child(w, readout.RelAcl) < 0:
		out.status, out.rule = readout.Ongoing, readout.RuleFragment
	}
	return out
}

func (s *standings) stative(w int) bool {
	return s.child(w, readout.RelCop) >= 0 || s.t.in("stative", strings.ToLower(s.d.Words[w].Lemma)) || s.t.in("lasting", strings.ToLower(s.d.Words[w].Lemma))
}

func (s *standings) role(w int) (title, caption bool) {
	k := s.f.Sent[w]
	if k < 0 {
		return false, false
	}
	switch s.d.Report.Blocks[s.d.Sentences[k].Block].Role {
	case readout.RoleHeadline, readout.RoleDeck, readout.RoleHeading:
		return true, false
	case readout.RoleCaption:
		return false, true
	}
	return false, false
}

// introduces reports a word of a cue and a word of the content that it introduces.
func (s *standings) introduces(cue, g int) bool {
	a, ok := s.cueOf[cue]
	return ok && slices.ContainsFunc(s.d.Attributions[a].Content, func(c readout.Span) bool { return c.Contains(s.d.Words[g].Span) })
}
