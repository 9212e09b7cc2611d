package statement

import (
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/tree"
	"github.com/readout-project/readout/internal/verb"
)

// standings reads the status of words from the trees of a document.
type standings struct {
	d    *readout.Document
	t    *tables
	f    *tree.Forest
	keys []string // folded words
	cues map[int]bool
	memo []*standing

	locals []*local
	hangs  []hanging
	names  [][]string

	attributed map[int]bool // words in the content of an attribution
	cueOf      map[int]int  // word of a cue -> its attribution
}

func newStandings(d *readout.Document) *standings {
	s := &standings{d: d, t: data(), f: tree.New(d.Words, d.Sentences), keys: make([]string, len(d.Words)), cues: map[int]bool{}, memo: make([]*standing, len(d.Words)), locals: make([]*local, len(d.Words)), hangs: make([]hanging, len(d.Words)), names: make([][]string, len(d.Words))}
	for i := range d.Words {
		s.keys[i] = fold.Key(d.Words[i].Of(d.Report.Source))
	}
	s.attributed, s.cueOf = map[int]bool{}, map[int]int{}
	for i := range d.Attributions {
		for _, c := range d.Attributions[i].Content {
			for _, w := range s.wordsIn(c) {
				s.attributed[w] = true
			}
		}
		for _, c := range d.Attributions[i].Cue {
			for _, w := range s.wordsIn(c) {
				s.cues[w] = s.d.Words[w].UPOS == readout.VERB
				s.cueOf[w] = i
			}
		}
	}
	return s
}

func (s *standings) lower(w int) string { return s.keys[w] }

func verbOf(key string) string {
	if r, ok := verb.Of(key); ok && strings.HasSuffix(key, "ed") {
		return r.Base
	}
	return ""
}

// child is the first dependent of w with one of the relations; -1.
func (s *standings) child(w int, rels ...readout.Rel) int {
	for c := s.f.First[w]; c >= 0; c = s.f.Next[c] {
		for _, r := range rels {
			if s.d.Words[c].Rel == r {
				return int(c)
			}
		}
	}
	return -1
}

// marker is the first dependent with the relation, as folded text; "" for none.
func (s *standings) marker(w int, rels ...readout.Rel) string {
	c := s.child(w, rels...)
	if c < 0 {
		return ""
	}
	return s.lower(c)
}

// infinitive reports whether w has "to" before it.
func (s *standings) infinitive(w int) bool {
	for c := s.f.First[w]; c >= 0 && int(c) < w; c = s.f.Next[c] {
		if s.d.Words[c].XPOS == readout.TagTO || s.d.Words[c].Rel == readout.RelMark && s.lower(int(c)) == "to" {
			return true
		}
	}
	return false
}

// finite reports whether w heads a finite clause.
func (s *standings) finite(w int) bool {
	a := s.local(w)
	return a.finite
}

func (s *standings) noun(w int) bool {
	u := s.d.Words[w].UPOS
	return (u == readout.NOUN || u == readout.PROPN || u == readout.PRON || u == readout.NUM) && s.child(w, readout.RelCop) < 0
}

// passive reports whether w is a passive participle.
func (s *standings) passive(w int) bool {
	if s.child(w, readout.RelAuxPass, readout.RelNsubjPass) >= 0 {
		return true
	}
	title, _ := s.role(w)
	return (s.child(w, readout.RelNsubj) < 0 || title) &&
		(s.d.Words[w].XPOS == readout.TagVBN || title && s.d.Words[w].XPOS == readout.TagVBD && s.participle(w)) && s.child(w, readout.RelAux, readout.RelAuxPass) < 0 && s.child(w, readout.RelObj, readout.RelIobj) < 0 && s.d.Words[w].UPOS == readout.VERB
}

// participle reports whether the form of w can be a participle.
func (s *standings) participle(w int) bool {
	r, ok := verb.Of(s.lower(w))
	return ok && r.Form.Has(verb.Participle)
}

// governor is the word that w hangs on in meaning, and the construction in
// which it does; -1 for none.
func (s *standings) governor(w int) (int, string) {
	if m := &s.hangs[w]; m.known {
		return m.governor, m.construction
	}
	g, c := s.above(w, 0)
	if g >= 0 && s.introduces(w, g) {
		g, c = -1, "" // a torn tree: what a cue introduces doesn't govern it
	}
	s.hangs[w] = hanging{governor: g, construction: c, known: true}
	return g, c
}

// hanging is what governor has found for a word.
type hanging struct {
	governor     int
	construction string
	known        bool
}

func (s *standings) above(w, depth int) (int, string) {
	if q, c := s.equated(w); q >= 0 {
		return q, c
	}
	if p := s.reporter(w); p >= 0 {
		return p, s.clausal(w, p)
	}
	if m := s.modifier(w); m >= 0 {
		return m, "mod"
	}
	h := s.head(w)
	switch v := s.headVerb(w); {
	case v == w && v >= 0:
		return -1, ""
	case v >= 0:
		return v, "obj"
	}
	if h >= 0 && s.hidden(h) == w || depth > 60 {
		return s.above2(h, depth)
	}
	if v := s.hidden(w); v >= 0 {
		return v, "obj"
	}
	if n := s.bereft(w); n >= 0 {
		return s.head(n), "that"
	}
	if p := s.falsely(w); p >= 0 {
		return p, "subj"
	}
	if h < 0 {
		return -1, ""
	}
	if s.modifier(h) == w {
		return s.head(h), "kept" // governed by it, not governing
	}
	if q, _ := s.equated(h); q == w {
		return s.above2(h, depth)
	}
	switch x := &s.d.Words[w]; x.Rel.Base() {
	case readout.RelConj:
		if s.marker(w, readout.RelCc) == "rather" {
			return h, "without" // "kept silent rather than betray him"
		}
		return s.aboveConjunct(w, h, depth)
	case readout.RelParataxis:
		if s.reporter(h) == w {
			return s.above2(h, depth)
		}
		if s.speech(h) && (h > w || s.child(h, readout.RelCcomp) < 0) { // the verb of saying as the head of what is said
			return h, s.clausal(w, h)
		}
		return h, "kept"
	case readout.RelCcomp, readout.RelXcomp, readout.RelCsubj, readout.RelAdvcl, readout.RelAcl:
		return s.aboveClause(w, h)
	}
	return s.aboveNoun(w, h)
}

// head is the head of w, over auxiliaries that the parser took for one.
func (s *standings) head(w int) int { return int(s.f.Head[w]) }

// above2 is the governor by the tree alone, of a clause whose reporter stands in
// a parenthesis.
func (s *standings) above2(w, depth int) (int, string) {
	if w < 0 {
		return -1, ""
	}
	h := s.head(w)
	if h < 0 || depth > 60 {
		return -1, ""
	}
	switch s.d.Words[w].Rel.Base() {
	case readout.RelConj:
		return s.aboveConjunct(w, h, depth)
	case readout.RelCcomp, readout.RelXcomp, readout.RelCsubj, readout.RelAdvcl, readout.RelAcl:
		return s.aboveClause(w, h)
	}
	return h, "kept"
}

// reporter is the verb of saying in a parenthesis of w: "The pier fell, she
// said"; -1.
func (s *standings) reporter(w int) int {
	for c := s.f.First[w]; c >= 0; c = s.f.Next[c] {
		r := s.d.Words[c].Rel
		if r == readout.RelConj && s.invertedSay(int(c)) {
			return int(c)
		}
		if r == readout.RelParataxis && s.speech(int(c)) && s.child(int(c), readout.RelCcomp) < 0 {
			return int(c)
		}
	}
	return -1
}

// invertedSay: "The tax must go, chanted the crowd", read as two clauses.
func (s *standings) invertedSay(c int) bool {
	return s.d.Words[c-1].UPOS == readout.PUNCT && s.d.Words[c].XPOS == readout.TagVBD && s.speech(c) &&
		s.child(c, readout.RelCc, readout.RelNsubj, readout.RelCcomp) < 0 && s.child(c, readout.RelObj) == s.after(c)
}

// after is the head of the noun group right behind c; -1.
func (s *standings) after(c int) int {
	for i := c + 1; i < len(s.d.Words) && s.f.Sent[i] == s.f.Sent[c]; i++ {
		if s.head(i) == c {
			return i
		}
	}
	return -1
}

// speech reports whether w is a verb whose complement is said.
func (s *standings) speech(w int) bool {
	if s.d.Words[w].UPOS != readout.VERB {
		return false
	}
	o, ok := s.operator(w, "that")
	return ok && o.voice != noVoice || s.cues[w]
}

// aboveConjunct: a conjunct shares the governor of the first one that is as
// finite as it is.
func (s *standings) aboveConjunct(w, h, depth int) (int, string) {
	if s.noun(w) {
		g, c := s.above(h, depth+1)
		if p := s.preposition(w); p != "" && g >= 0 {
			return g, p // "against the airport and for a park"
		}
		return g, c
	}
	for n := 0; s.finite(w) && !s.finite(h) && s.head(h) >= 0 && n < 20; n++ {
		h = s.head(h)
	}
	return s.above2or(h, depth+1)
}

func (s *standings) above2or(h, depth int) (int, string) {
	if p := s.reporter(h); p >= 0 {
		return p, s.clausal(h, p)
	}
	return s.above(h, depth)
}

// aboveClause is the governor of a dependent clause.
func (s *standings) aboveClause(w, h int) (int, string) {
	c := s.clausal(w, h)
	rel := s.d.Words[w].Rel
	if v := s.head(h); v >= 0 && rel == readout.RelAdvclRelcl && s.d.Words[h].XPOS == readout.TagWRB {
		return v, "wh" // "heard how"
	}
	if hh := s.head(h); hh >= 0 && s.d.Words[h].UPOS == readout.ADV && s.d.Words[hh].UPOS == readout.VERB {
		if _, ok := s.operator(h, c); !ok {
			h, c = hh, s.clausal(w, hh) // hung on an adverb of the verb
		}
	}
	if v := s.wereTo(w, h); v >= 0 {
		return v, "condition"
	}
	if s.inOrder(w) {
		return h, "purpose"
	}
	if rel.Base() == readout.RelAcl {
		return s.aboveAcl(w, h, c)
	}
	if v := s.idiom(h, c); v >= 0 {
		return v, c
	}
	if s.provision(h) {
		return h, "condition"
	}
	if x := s.nearer(w, h, c); x >= 0 {
		return x, c
	}
	if rel.Base() == readout.RelAdvcl {
		return h, s.adverbial(w, h, c)
	}
	return h, c
}

// inOrder reports whether w says to what end: "in order to hear them".
func (s *standings) inOrder(w int) bool {
	m := s.child(w, readout.RelMark)
	if m < 0 || s.lower(m) != "in" && s.lower(m) != "so" {
		return false
	}
	f := s.child(m, readout.RelFixed)
	return f >= 0 && (s.lower(f) == "order" || s.lower(f) == "as")
}

// commaAt reports whether a comma parts w off.
func (s *standings) commaAt(w int) bool {
	for c := s.f.First[w]; c >= 0 && int(c) < w; c = s.f.Next[c] {
		if s.lower(int(c)) == "," {
			return true
		}
	}
	return false
}

// relative reports whether the clause w has a gap that its "that" or "who"
// fills.
func (s *standings) relative(w int) bool {
	for c := s.f.First[w]; c >= 0; c = s.f.Next[c] {
		x := &s.d.Words[c]
		if x.XPOS == readout.TagWP || x.XPOS == readout.TagWDT && s.lower(int(c)) == "which" {
			return true
		}
		if x.XPOS == readout.TagWDT && x.Rel != readout.RelMark {
			if s.child(w, readout.RelNsubj, readout.RelNsubjPass) == int(c) {
				return true
			}
			return !s.overfull(w) && !s.contentClause(w)
		}
	}
	return false
}

// overfull reports whether w has a subject and no gap for an object.
func (s *standings) overfull(w int) bool {
	n := 0
	for c := s.f.First[w]; c >= 0; c = s.f.Next[c] {
		switch r := s.d.Words[c].Rel; {
		case r == readout.RelCop, r == readout.RelAuxPass:
			return true
		case r == readout.RelObj && s.lower(int(c)) != "that", r == readout.RelCcomp, r == readout.RelXcomp, r.Base() == readout.RelObl:
			n++
		}
	}
	return n > 0
}

// clausal names the construction of clause w under h.
func (s *standings) clausal(w, h int) string {
	mark := s.marker(w, readout.RelMark)
	passive := s.passive(h)
	switch {
	case mark == "whether" || mark == "if" || mark != "" && s.has(w, "whether"),
		mark == "" && s.f.Lo[w] > 0 && s.lower(int(s.f.Lo[w])-1) == "whether": // the tree gave it to the main verb
		return "if"
	case s.infinitive(w) && s.isTo(w) < 0:
		switch {
		case passive:
			return "pto"
		case s.child(h, readout.RelObj, readout.RelIobj) >= 0 && s.child(h, readout.RelObj, readout.RelIobj) < w || s.addressed(h, w):
			return "oto"
		}
		return "to"
	case s.gerund(w):
		if p := s.preposition(w); p != "" {
			return p
		}
		return "ing"
	case s.d.Words[w].XPOS == readout.TagVBG && s.caseOfSubject(w) != "":
		return s.caseOfSubject(w)
	case s.question(w):
		return "wh"
	case s.bare(w):
		return "sub"
	case !s.finite(w) && s.d.Words[w].Rel == readout.RelXcomp && passive:
		return "pto"
	case !s.finite(w) && s.d.Words[w].Rel == readout.RelXcomp:
		return "opart"
	case passive:
		return "pthat"
	}
	return "that"
}

// caseOfSubject is the preposition of "depends on the family paying".
func (s *standings) caseOfSubject(w int) string {
	if c := s.child(w, readout.RelNsubj); c >= 0 {
		return s.marker(c, readout.RelCase)
	}
	return ""
}

// addressed: "called on the mayor to act".
func (s *standings) addressed(h, w int) bool {
	for c := s.f.First[h]; c >= 0 && int(c) < w; c = s.f.Next[c] {
		if s.d.Words[c].Rel != readout.RelObl || int(c) < h {
			continue
		}
		switch s.marker(int(c), readout.RelCase) {
		case "on", "upon", "to", "with", "for":
			return true
		}
	}
	return false
}

func (s *standings) gerund(w int) bool {
	if s.d.Words[w].XPOS == readout.TagVBG && s.child(w, readout.RelAux, readout.RelNsubj) < 0 {
		return true
	}
	a := s.child(w, readout.RelAux, readout.RelAuxPass, readout.RelCop)
	return a >= 0 && (s.lower(a) == "having" || s.lower(a) == "being")
}

// question reports whether w is opened by a word of asking.
func (s *standings) question(w int) bool {
	for c := s.f.First[w]; c >= 0 && int(c) <= w; c = s.f.Next[c] {
		switch s.d.Words[c].XPOS {
		case readout.TagWRB, readout.TagWP:
			return true
		case readout.TagWDT:
			return s.lower(int(c)) != "that"
		}
	}
	return false
}

// bare reports a subjunctive: a subject and a bare verb, "that she leave".
func (s *standings) bare(w int) bool {
	if s.child(w, readout.RelNsubj, readout.RelNsubjPass) < 0 {
		return false
	}
	a := s.child(w, readout.RelAux, readout.RelAuxPass, readout.RelCop)
	if a >= 0 {
		return s.lower(a) == "be"
	}
	return s.d.Words[w].XPOS == readout.TagVB && !s.infinitive(w)
}

// adverbial names the construction of an adverbial clause.
func (s *standings) adverbial(w, h int, c string) string {
	mark := s.marker(w, readout.RelMark, readout.RelAdvmod, readout.RelCc)
	if m := s.marker(w, readout.RelMark); m != "" {
		mark = m
	}
	if w < h && (c == "to" || c == "oto" || c == "pto") {
		return "purpose" // "To avoid a split, she offered him a post"
	}
	if _, ok := s.operator(h, mark); ok && mark != "" && mark != "to" {
		return mark
	}
	if c == "ing" && w > h && s.commaAt(w) && s.child(h, readout.RelObj) >= 0 {
		return "adjunct" // "rejected the plan, saying"
	}
	if _, ok := s.operator(h, c); ok && (c != "that" && c != "pthat" || mark == "that") && (c != "wh" || !s.t.in("temporal", mark)) && !(c == "if" && w < h) {
		return c
	}
	switch {
	case c == "if" && mark != "if", mark == "when" && w > h && s.speech(h) && s.auxFuture(w) && s.local(h).negated:
		return c
	case s.t.in("condition", mark) || s.inverted(w) || s.asLongAs(h) || mark == "until" && s.opens(w, h):
		return "condition"
	case mark == "so" && s.auxFuture(w):
		return "purpose"
	case c == "to" || c == "oto" || c == "pto":
		return "purpose"
	case mark == "without" || mark == "instead" || mark == "rather":
		return "without"
	case s.t.in("temporal", mark):
		return "temporal"
	case c == "ing" || !s.finite(w):
		return "adjunct"
	}
	return "kept"
}
