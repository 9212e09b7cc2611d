package statement

import (
	"sort"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/verb"
)

// local is what the clause of a word says by itself: tense, modals, negation,
// conditions and adverbs.
type local struct {
	status  readout.Status
	rule    string
	negated bool
	finite  bool
	would   bool // would or should without perfect
	future  bool
	nearly  bool
	doubt   bool // probably, apparently
	alleged bool
	past    bool // pluperfect or simple past
	bare    bool // infinitive or participle: no tense of its own
}

func wordFrom(words []readout.Word, at int) int {
	return sort.Search(len(words), func(i int) bool { return words[i].Start >= at })
}

// verbs are the auxiliaries of w: its own, and those right before it that the
// tree hung elsewhere; a conjunct without tense takes those of the first.
func (s *standings) auxiliaries(w int) []int {
	var out []int
	for c := s.f.First[w]; c >= 0; c = s.f.Next[c] {
		switch s.d.Words[c].Rel {
		case readout.RelAux, readout.RelAuxPass, readout.RelCop:
			out = append(out, int(c))
		}
	}
	if len(out) == 0 {
		for i := w - 1; i >= 0 && w-i < 5 && s.f.Sent[i] == s.f.Sent[w]; i-- {
			u := s.d.Words[i].UPOS
			if u == readout.AUX {
				out = append([]int{i}, out...)
			} else if u != readout.ADV && s.lower(i) != "not" && s.lower(i) != "n't" {
				break
			}
		}
	}
	x := &s.d.Words[w]
	untensed := x.XPOS == readout.TagVB || x.XPOS == readout.TagVBN || x.XPOS == readout.TagVBG
	if h := s.head(w); len(out) == 0 && x.Rel == readout.RelConj && untensed && s.child(w, readout.RelNsubj, readout.RelNsubjPass) < 0 && !s.infinitive(w) && h >= 0 && h < w && s.d.Words[h].Rel != readout.RelConj {
		return s.auxiliaries(h)
	}
	return out
}

// local is what the clause of w says by itself.
func (s *standings) local(w int) local {
	if s.locals[w] == nil {
		l := s.readLocal(w)
		s.locals[w] = &l
	}
	return *s.locals[w]
}

func (s *standings) readLocal(w int) local {
	var l local
	aux := s.auxiliaries(w)
	l.negated = s.negated(w, aux)
	s.adverbs(w, &l)
	modal, have, be, did := "", -1, -1, false
	for _, a := range aux {
		switch k := s.lower(a); {
		case s.d.Words[a].XPOS == readout.TagMD && modal == "":
			modal = k
		case strings.EqualFold(s.d.Words[a].Lemma, "have"):
			have = a
		case strings.EqualFold(s.d.Words[a].Lemma, "be"):
			be = a
		case k == "did":
			did = true
		}
	}
	p := predicate{w: w, modal: modal, have: have, be: be, did: did, aux: aux}
	switch {
	case modal != "":
		l.finite = true
		s.modal(&l, p)
	case s.infinitive(w):
		l.status, l.rule, l.bare = readout.Happened, "infinitive", true
		if is := s.isTo(w); is >= 0 {
			l.bare, l.finite = false, true
			l.status, l.rule, l.past = s.comes(w), "is to", s.d.Words[is].XPOS == readout.TagVBD
			if have >= 0 {
				l.status, l.rule = readout.DidNotHappen, "was to have"
			}
		} else if s.wereIt(w) {
			l.bare, l.finite = false, true
			l.status, l.rule = readout.Conditional, "were to"
		} else if s.lower(s.to(w)-1) == "course" || s.lower(s.to(w)-1) == "track" {
			l.bare, l.finite = false, be >= 0
			l.status, l.rule = readout.Expected, "on course"
		}
	default:
		s.tense(&l, p)
	}
	if l.negated && !l.bare {
		s.negate(&l)
	}
	return l
}

type predicate struct {
	w        int
	modal    string
	have, be int
	did      bool
	aux      []int
}

// to is the "to" of infinitive w, at least 1.
func (s *standings) to(w int) int {
	for i := w - 1; i > 0; i-- {
		if s.d.Words[i].XPOS == readout.TagTO {
			return i
		}
	}
	return 1
}

// negate is the status of a clause with a negation.
func (s *standings) negate(l *local) {
	switch l.status {
	case readout.Happened, readout.Ongoing, readout.Planned, readout.Expected:
		l.status, l.rule = readout.DidNotHappen, "negation, "+l.rule
	case readout.Conditional:
		if l.would {
			l.status, l.rule = readout.DidNotHappen, "negation, "+l.rule
		}
	case readout.Possible:
		if strings.HasPrefix(l.rule, "ca") || strings.HasPrefix(l.rule, "could") {
			l.status, l.rule = readout.DidNotHappen, "negation, "+l.rule
		}
	case readout.DidNotHappen:
		if l.rule == "would have" {
			return
		}
	}
}

// modal reads a modal verb.
func (s *standings) modal(l *local, p predicate) {
	perfect := p.have >= 0
	l.rule = p.modal
	switch p.modal {
	case "will", "shall", "'ll", "wo", "ll":
		l.status, l.future = s.comes(p.w), true
		if perfect || l.doubt {
			l.status = readout.Expected
		}
	case "would", "'d":
		l.status, l.would = readout.Conditional, true
		if perfect {
			l.status, l.would, l.rule = readout.DidNotHappen, false, "would have"
		} else if s.has(p.w, "rather") || s.has(p.w, "sooner") {
			l.status, l.would = readout.Wanted, false
		} else if s.t.in("liking", strings.ToLower(s.d.Words[p.w].Lemma)) {
			l.status, l.would = readout.Ongoing, false
		}
	case "should", "ought":
		l.status = readout.Demanded
		if perfect {
			l.status, l.rule = readout.DidNotHappen, "should have"
		} else if s.befalls(p.w) {
			l.status = readout.Expected
		}
	case "must":
		l.status = readout.Demanded
		if perfect || p.be >= 0 && s.d.Words[p.w].XPOS != readout.TagVBN && s.d.Words[p.w].UPOS != readout.NUM {
			l.status = readout.Possible
		}
	case "could", "might":
		l.status = readout.Possible
		if perfect && p.modal == "could" && p.be < 0 {
			l.status, l.rule = readout.DidNotHappen, "could have"
		}
	default:
		l.status = readout.Possible
	}
	if (p.modal == "can" || p.modal == "could") && !perfect && s.sensed(p) {
		l.status = readout.Ongoing
		if p.modal == "could" {
			l.status, l.past = readout.Happened, true
		}
	}
}

// sensed reports a passive of perception: what "can be heard" is heard. What
// "can be seen as" something is a view.
func (s *standings) sensed(p predicate) bool {
	x := &s.d.Words[p.w]
	if p.be < 0 || x.XPOS != readout.TagVBN || !s.t.in("sensed", strings.ToLower(x.Lemma)) {
		return false
	}
	for c := s.f.First[p.w]; c >= 0; c = s.f.Next[c] {
		if s.marker(int(c), readout.RelCase, readout.RelMark) == "as" {
			return false
		}
	}
	return true
}

// tense reads a predicate without a modal verb.
func (s *standings) tense(l *local, p predicate) {
	x := &s.d.Words[p.w]
	lead := x
	if len(p.aux) > 0 {
		lead = &s.d.Words[p.aux[0]]
	}
	past := lead.XPOS == readout.TagVBD || p.did
	present := lead.XPOS == readout.TagVBZ || lead.XPOS == readout.TagVBP
	if lead == x && x.XPOS == readout.TagVBP && s.pastForm(p.w) || x.XPOS == readout.TagVB && len(p.aux) == 0 && (s.cues[p.w] || s.quotes(p.w)) {
		past, present = true, false
	}
	l.finite = past || present
	l.past = past
	progressive := p.be >= 0 && x.XPOS == readout.TagVBG
	lemma := strings.ToLower(x.Lemma)
	switch {
	case x.XPOS == readout.TagVB && len(p.aux) == 1 && lead.XPOS == readout.TagVB && s.lower(p.aux[0]) == "do":
		l.status, l.rule, l.bare = readout.Demanded, "imperative", true
	case !l.finite && x.XPOS == readout.TagVBG, !l.finite && len(p.aux) > 0:
		l.status, l.rule, l.bare = readout.Happened, "no tense", true
	case !l.finite && x.XPOS == readout.TagVBN:
		l.status, l.rule, l.bare = readout.Happened, "participle", true
	case !l.finite && x.XPOS == readout.TagVB:
		l.status, l.rule, l.bare = readout.Demanded, "imperative", true
	case !l.finite && (x.UPOS == readout.NOUN || x.UPOS == readout.PROPN):
		l.status, l.rule, l.bare = readout.Happened, "noun", true
	case !l.finite:
		l.status, l.rule, l.bare = readout.Ongoing, "no verb", true
	case progressive && present && p.have < 0 && s.coming(p.w):
		l.status, l.rule = readout.Planned, "progressive with a coming time"
	case progressive && (present || !s.interrupted(p.w)):
		l.status, l.rule = readout.Ongoing, "progressive"
	case s.t.in("lasting", lemma) && !s.has(p.w, "closed") && lemma != "stay" || s.has(p.w, "still"):
		l.status, l.rule = readout.Ongoing, "goes on"
	case p.have >= 0 && present:
		l.status, l.rule = readout.Happened, "perfect"
		if s.lasts(p.w) {
			l.status, l.rule = readout.Ongoing, "perfect of what still holds"
		}
	case past:
		l.status, l.rule = readout.Happened, "past"
	default:
		l.status, l.rule = readout.Ongoing, "present"
		if title, caption := s.role(p.w); (title || caption) && x.Rel.Base() == readout.RelConj && !s.stative(p.w) {
			l.status, l.rule = readout.Happened, "present tense of headlines and captions"
			return
		}
		if title, caption := s.role(p.w); !title && !caption && p.be < 0 && s.coming(p.w) && s.datable(p.w) {
			l.status, l.rule = readout.Planned, "present with a coming time"
		}
	}
}

// datable: the present of a timetable, not a habit.
func (s *standings) datable(w int) bool { return !s.stative(w) }

// interrupted: "was driving home when".
func (s *standings) interrupted(w int) bool {
	for c := s.f.First[w]; c >= 0; c = s.f.Next[c] {
		if s.d.Words[c].Rel.Base() == readout.RelAdvcl && int(c) > w && s.marker(int(c), readout.RelMark, readout.RelAdvmod) == "when" {
			return true
		}
	}
	return false
}

// lasts: the perfect with since or for a time, of a state.
func (s *standings) lasts(w int) bool {
	state := s.child(w, readout.RelCop) >= 0 || s.t.in("stative", strings.ToLower(s.d.Words[w].Lemma)) || s.child(w, readout.RelAuxPass) >= 0
	for c := s.f.First[w]; c >= 0; c = s.f.Next[c] {
		k := s.marker(int(c), readout.RelCase, readout.RelMark)
		switch {
		case s.lower(int(c)) == "long" && s.d.Words[c].UPOS == readout.ADV:
			return true
		case k == "for" && s.unitIn(int(c)):
			return !s.t.in("sentencing", strings.ToLower(s.d.Words[w].Lemma))
		case k == "since":
			return state
		}
	}
	return s.d.Words[w].XPOS == readout.TagVBG || s.child(w, readout.RelCop) >= 0
}

func (s *standings) unitIn(w int) bool {
	return s.t.in("unit", strings.ToLower(s.d.Words[w].Lemma))
}

// coming reports whether a time to come stands in the clause.
func (s *standings) coming(w int) bool {
	for c := s.f.First[w]; c >= 0; c = s.f.Next[c] {
		i, x := int(c), &s.d.Words[c]
		switch k := s.lower(i); {
		case k == "tomorrow", x.Rel.Base() == readout.RelAdvmod && s.t.in("coming", k):
			return true
		case x.Rel == readout.RelXcomp && x.XPOS == readout.TagVBG:
			if s.coming(i) {
				return true // "gets going next month"
			}
		case x.Rel.Base() == readout.RelObl && s.has(i, "next"),
			x.Rel.Base() == readout.RelObl && s.toCome(i, k) && !s.has(i, "last") && !s.has(i, "since") && !s.has(i, "every") && !s.has(i, "each"):
			return true
		}
	}
	return false
}

// toCome: with a verb in the present, a weekday, a month, "this weekend" and "in
// three weeks" are to come.
func (s *standings) toCome(i int, k string) bool {
	switch m := s.marker(i, readout.RelCase); {
	case s.t.in("weekday", k), s.d.Words[i].UPOS == readout.PROPN && s.t.in("month", k):
		return true
	case k == "end" && m == "at", s.d.Words[i].XPOS == readout.TagCD && m == "on":
		return true
	case s.has(i, "this"):
		return s.unitIn(i) || s.t.in("season", k)
	default:
		return m == "in" && (s.t.in("season", k) || s.unitIn(i) && s.child(i, readout.RelNummod) >= 0)
	}
}

// adverbs reads what stands beside the predicate.
func (s *standings) adverbs(w int, l *local) {
	l.nearly = w >= 2 && s.lower(w-1) == "but" && s.lower(w-2) == "all" && s.d.Words[w].UPOS != readout.NOUN
	for c := s.f.First[w]; c >= 0; c = s.f.Next[c] {
		k, r := s.lower(int(c)), s.d.Words[c].Rel
		if r != readout.RelAdvmod && r != readout.RelDiscourse && r != readout.RelObl {
			continue
		}
		switch {
		case (k == "nearly" || k == "almost") && !s.measures(int(c)),
			k == "narrowly" && s.t.in("escaping", strings.ToLower(s.d.Words[w].Lemma)), (k == "just" || k == "barely") && s.t.in("escaping", strings.ToLower(s.d.Words[w].Lemma)) && s.child(w, readout.RelObj) >= 0:
			l.nearly = true
		case s.t.in("doubt", k), s.t.in("likely", k), k == "result" && r == readout.RelObl:
			l.doubt = true
		case s.t.in("hearsay", k):
			l.alleged = true
		}
	}
}

// measures: "nearly 40 people", "almost every shop".
func (s *standings) measures(w int) bool {
	if w+1 >= len(s.d.Words) || s.f.Sent[w+1] != s.f.Sent[w] {
		return true
	}
	switch u := s.d.Words[w+1].UPOS; u {
	case readout.NUM, readout.DET, readout.ADV:
		return s.lower(w+1) != "all" || w+2 >= len(s.d.Words) || s.lower(w+2) != "but"
	}
	return s.d.Words[w+1].XPOS == readout.TagCD
}

// quotes: "Stop the killing," read one banner.
func (s *standings) quotes(w int) bool {
	c := s.child(w, readout.RelCcomp)
	return c >= 0 && c < w
}

// pastForm reports a past that the tagger took for a present: "upheld", "The
// scandal cost him his job".
func (s *standings) pastForm(w int) bool {
	r, ok := verb.Of(s.lower(w))
	if !ok || !r.Form.Has(verb.Past) {
		return false
	}
	title, caption := s.role(w)
	return !r.Form.Has(verb.Base) || !title && !caption && s.child(w, readout.RelNsubj) >= 0
}
