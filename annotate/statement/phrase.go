package statement

import (
	"strings"

	"github.com/readout-project/readout"
)

// aboveNoun is the governor of a noun in its phrase.
func (s *standings) aboveNoun(w, h int) (int, string) {
	switch x := &s.d.Words[w]; x.Rel.Base() {
	case readout.RelObj, readout.RelIobj:
		if s.provision(h) {
			return h, "condition"
		}
		if s.child(h, readout.RelNsubjPass) >= 0 && x.Rel == readout.RelObj || s.child(h, readout.RelIobj) >= 0 && x.Rel == readout.RelObj {
			return h, "r:obj" // "was denied entry", "denied her entry"
		}
		return h, "obj"
	case readout.RelNsubj:
		if x.Rel == readout.RelNsubjPass || s.passive(h) {
			return h, "p:obj"
		}
		return s.subjectOf(w, s.predicated(h)), "subj"
	case readout.RelObl, readout.RelNmod:
		switch f := s.casePhrase(w); {
		case f == "":
		case s.t.in("condition", f):
			return h, "condition"
		case s.t.in("negating", f):
			return h, "without"
		case s.t.in("seeking", f):
			return h, "purpose"
		}
		if c := s.child(w, readout.RelCase); c == h+1 && s.d.Words[c].XPOS == readout.TagRP {
			return h, "obj" // "called off their merger"
		}
		return s.abovePhrase(w, h)
	case readout.RelCompound:
		return h, "of"
	}
	return h, "kept"
}

// placed reports whether w is a place, a time or a proper name: from there is a
// distance, not nearness to an event.
func (s *standings) placed(w int) bool {
	x := &s.d.Words[w]
	return x.Mention == readout.Place || x.Mention == readout.TimeType || x.UPOS == readout.PROPN || s.lower(w) == "now" || s.lower(w) == "here"
}

// abovePhrase is the governor of a noun behind a preposition, or as a bare phrase.
func (s *standings) abovePhrase(w, h int) (int, string) {
	x := &s.d.Words[w]
	switch p := s.preposition(w); p {
	case "to":
		// the parser took the infinitive for a noun: "refuses to free jailed editor"
		if _, ok := s.operator(h, "to-n"); !ok && h+1 < w && s.lower(h+1) == "to" {
			k := "to"
			if s.passive(h) {
				k = "pto"
			}
			if _, ok := s.operator(h, k); ok {
				return h, k
			}
		}
		return h, "to-n"
	case "":
		if _, ok := s.operator(h, "obj"); ok && x.Rel == readout.RelOblUnmarked && w > h && s.child(h, readout.RelObj, readout.RelNsubjPass) < 0 {
			return h, "obj"
		}
		return h, "kept"
	default:
		if p == "from" && s.placed(w) && s.t.in("unit", strings.ToLower(s.d.Words[h].Lemma)) {
			return h, "kept" // "three miles from Lowen" measures the way
		}
		if v := s.idiom(h, p); v >= 0 {
			return v, p
		}
		if g := s.nearer(w, h, p); g >= 0 {
			return g, p
		}
		if s.passive(h) {
			return h, "p:" + p
		}
		return h, p
	}
}

// modifier is the participle or adjective of noun w that the table knows as an
// operator over it: "planned visit"; -1.
func (s *standings) modifier(w int) int {
	if !s.noun(w) {
		return -1
	}
	for c := s.f.First[w]; c >= 0; c = s.f.Next[c] {
		x := &s.d.Words[c]
		if x.Rel == readout.RelAmod || x.Rel == readout.RelAcl && x.XPOS == readout.TagVBN && s.child(int(c), readout.RelAux, readout.RelAuxPass, readout.RelMark) < 0 {
			if s.lower(int(c)) != "" && (x.UPOS == readout.ADJ || x.XPOS == readout.TagVBN || x.XPOS == readout.TagJJ) {
				if _, ok := s.operator(int(c), "mod"); ok && !s.light(int(c)) {
					return int(c)
				}
			}
		}
	}
	return -1
}

func (s *standings) light(w int) bool {
	o, ok := s.operator(w, "mod")
	return ok && o.yes == implies
}

func (s *standings) wordsIn(x readout.Span) []int {
	lo := wordFrom(s.d.Words, x.Start)
	var out []int
	for i := lo; i < len(s.d.Words) && s.d.Words[i].End <= x.End; i++ {
		out = append(out, i)
	}
	return out
}

// subjectOf is the predicate that w is the subject of: of two subjects the first
// belongs to the clause between them, "Reports that A are untrue, X said".
func (s *standings) subjectOf(w, h int) int {
	between := -1
	for c := s.f.First[h]; c >= 0; c = s.f.Next[c] {
		switch r := s.d.Words[c].Rel; {
		case int(c) <= w:
		case r == readout.RelCcomp && between < 0 && int(c) < h && s.child(int(c), readout.RelNsubj, readout.RelNsubjPass) < 0:
			between = int(c)
		case r == readout.RelNsubj && between >= 0:
			return between
		}
	}
	return h
}

func (s *standings) person(w int) bool {
	m := s.d.Words[w].Mention
	return m == readout.Person || m == readout.Organization
}

func (s *standings) object(w int) bool {
	switch s.d.Words[w].Rel.Base() {
	case readout.RelObj, readout.RelIobj, readout.RelObl, readout.RelNsubj:
		return s.d.Words[w].UPOS != readout.VERB
	}
	return false
}

// idiom is the verb of which h is a fixed part: "stopped short of saying"; -1.
func (s *standings) idiom(h int, c string) int {
	v := s.head(h)
	if v < 0 || s.d.Words[h].UPOS == readout.VERB || s.d.Words[v].UPOS != readout.VERB {
		return -1
	}
	if h > 0 && s.unitIn(h-1) {
		return -1 // "fell one vote short of passing"
	}
	if o, ok := s.operator(v, c); ok && o.with != "" && s.is(h, o.with) {
		return v
	}
	return -1
}

// predicated is the adjective that verb h ascribes to its subject: "The strike
// looks inevitable"; else h.
func (s *standings) predicated(h int) int {
	if c := s.child(h, readout.RelXcomp); c >= 0 && s.d.Words[c].UPOS == readout.ADJ {
		if _, ok := s.operator(c, "subj"); ok {
			return c
		}
	}
	return h
}

// preposition is the last of the prepositions before w: "out of selling" has
// that of its verb first.
func (s *standings) preposition(w int) string {
	out, last := "", -1
	for c := s.f.First[w]; c >= 0 && int(c) < w; c = s.f.Next[c] {
		if r := s.d.Words[c].Rel; r != readout.RelMark && r != readout.RelCase {
			continue
		}
		if k := s.lower(int(c)); out == "" || last == int(c)-1 && s.t.in("particle", out) {
			out, last = k, int(c)
		}
	}
	return out
}

// nearer is the noun or adjective before w that asks for w's construction where
// its head h does not, as the tree hangs too high or too low: "given permission
// for a march", "accuse the army of looting"; -1.
func (s *standings) nearer(w, h int, c string) int {
	if _, ok := s.operator(h, c); ok {
		return -1
	}
	if v := s.head(h); v >= 0 && s.d.Words[w].Rel == readout.RelNmod && s.d.Words[h].Rel == readout.RelObj {
		if _, ok := s.operator(v, c); ok {
			return v
		}
		return -1
	}
	for x := s.f.First[h]; x >= 0 && int(x) < w; x = s.f.Next[x] {
		switch r := s.d.Words[x].Rel; r {
		case readout.RelObj, readout.RelNsubjPass, readout.RelObl, readout.RelXcomp, readout.RelNsubj:
			infinitive := c == "to" || c == "oto" || c == "pto"
			if r == readout.RelNsubj && !s.t.in("dangling", strings.ToLower(s.d.Words[h].Lemma)) && !s.t.in("dangling", s.lower(h)) {
				continue
			}
			if infinitive && r != readout.RelNsubj && s.lower(int(x)+1) != "to" {
				continue
			}
			k := c
			if infinitive {
				k = "to"
			}
			if o, ok := s.operator(int(x), k); ok && c != "that" && (infinitive || o.voice != itself) {
				return int(x)
			}
		}
	}
	return -1
}

// equated is the noun of which w tells what it is, and the construction: "The
// plan is to sell"; -1.
func (s *standings) equated(w int) (int, string) {
	n := s.child(w, readout.RelNsubjOuter)
	if n < 0 || !s.noun(n) {
		return -1, ""
	}
	c := ""
	switch {
	case s.isTo(w) >= 0:
		c = "to"
	case s.marker(w, readout.RelMark) == "that":
		c = "that"
	}
	if _, ok := s.operator(n, c); c == "" || !ok {
		return -1, ""
	}
	return n, c
}

// isTo is the be of "is to": the word; -1.
func (s *standings) isTo(w int) int {
	to := -1
	for c := s.f.First[w]; c >= 0 && int(c) < w; c = s.f.Next[c] {
		if s.lower(int(c)) == "to" && (s.d.Words[c].XPOS == readout.TagTO || s.d.Words[c].Rel == readout.RelMark) {
			to = int(c)
		}
	}
	for i := to - 1; i >= 0 && to-i < 4 && s.f.Sent[i] == s.f.Sent[w]; i-- {
		switch u := s.d.Words[i].UPOS; {
		case u == readout.AUX:
			if t := s.d.Words[i].XPOS; strings.EqualFold(s.d.Words[i].Lemma, "be") && (t == readout.TagVBZ || t == readout.TagVBP || t == readout.TagVBD) && s.under2(i, w) {
				return i
			}
			return -1
		case u != readout.ADV && u != readout.PART:
			return -1
		}
	}
	return -1
}

// under2 reports whether i depends on w.
func (s *standings) under2(i, w int) bool { return s.f.Under(int32(i), int32(w)) }

// casePhrase is the preposition of several words before w, joined: in_case_of; "".
func (s *standings) casePhrase(w int) string {
	c := s.child(w, readout.RelCase, readout.RelMark)
	if c < 0 || s.child(c, readout.RelFixed) < 0 {
		return ""
	}
	out := s.lower(c)
	for f := s.f.First[c]; f >= 0; f = s.f.Next[f] {
		if s.d.Words[f].Rel == readout.RelFixed {
			out += "_" + s.lower(int(f))
		}
	}
	if n := s.child(w, readout.RelCase); n == c && s.f.Next[c] >= 0 && s.lower(int(s.f.Next[c])) == "of" && s.d.Words[s.f.Next[c]].Rel == readout.RelCase {
		out += "_of"
	}
	return out
}

// contentClause: a clause with a subject on a noun of saying or thought tells
// what is said or thought, unless its verb lacks an object that it must have:
// "suggestions that he had lied", not "the claim that he made".
func (s *standings) contentClause(w int) bool {
	h := s.head(w)
	if h < 0 || s.child(w, readout.RelNsubj, readout.RelNsubjPass) < 0 {
		return false
	}
	_, ok := s.operator(h, "that")
	return ok && !s.t.in("gapping", strings.ToLower(s.d.Words[w].Lemma))
}

// hidden is the past of which noun w is the object where the tree took it for an
// adjective: "The guerrillas swore revenge"; -1.
func (s *standings) hidden(w int) int {
	if !s.noun(w) {
		return -1
	}
	for c := s.f.First[w]; c >= 0 && int(c) < w; c = s.f.Next[c] {
		if s.d.Words[c].XPOS == readout.TagVBD && s.d.Words[c].Rel == readout.RelAmod && s.child(w, readout.RelNsubj) >= 0 {
			return int(c)
		}
	}
	return -1
}

// falsely is the predicate whose subject noun w is, where the tree gave noun and
// predicate to the verb of saying one by one: "The claim that he lied is false,
// she said"; -1.
func (s *standings) falsely(w int) int {
	h := s.head(w)
	if h < 0 || !s.noun(w) || s.d.Words[w].Rel != readout.RelCcomp && s.d.Words[w].Rel != readout.RelObj {
		return -1
	}
	for _, of := range []int{h, w} {
		for c := s.f.First[of]; c >= 0; c = s.f.Next[c] {
			if int(c) > w && s.child(int(c), readout.RelCop) > w && s.child(int(c), readout.RelNsubj, readout.RelNsubjOuter, readout.RelMark) < 0 && s.d.Words[c].Rel != readout.RelAclRelcl {
				return int(c)
			}
		}
	}
	return -1
}

// bereft is the subject of predicate w where falsely finds w for it; -1.
func (s *standings) bereft(w int) int {
	h := s.head(w)
	if h < 0 || s.child(w, readout.RelCop) < 0 || s.child(w, readout.RelNsubj, readout.RelNsubjOuter) >= 0 {
		return -1
	}
	if s.falsely(h) == w {
		return h
	}
	for c := s.f.First[h]; c >= 0 && int(c) < w; c = s.f.Next[c] {
		if s.falsely(int(c)) == w {
			return int(c)
		}
	}
	return -1
}

// aboveAcl is the governor of a clause that hangs on noun h.
func (s *standings) aboveAcl(w, h int, c string) (int, string) {
	if (c == "that" || c == "pthat") && s.d.Words[w].XPOS == readout.TagVBN && !s.finite(w) {
		return h, "kept" // "the talks begun in May"
	}
	if _, ok := s.operator(h, c); ok && (s.d.Words[h].UPOS != readout.VERB || c == "to") && !s.person(h) && !s.relative(w) {
		return h, c
	}
	if v := s.head(h); v >= 0 && c == "to" && s.d.Words[h].Rel == readout.RelNsubj && s.twoSubjects(v) {
		return v, "that" // "Prices to rise, bank says"
	}
	if n := s.head(h); n >= 0 && s.d.Words[h].Rel == readout.RelNmod && (c == "that" || c == "to") && s.noun(n) && !s.relative(w) {
		if _, ok := s.operator(n, c); ok {
			return n, c // "a claim by its former head that it lied"
		}
	}
	if x := s.nearer(w, h, c); x >= 0 && s.t.in("dangling", s.lower(h)) {
		return x, c // "preparations are under way to leave"
	}
	// the parser hangs what is said on whom it is said to
	if v := s.head(h); v >= 0 && s.object(h) && !s.relative(w) {
		for _, k := range []string{c, "o" + c} {
			if _, ok := s.operator(v, k); ok {
				return v, k
			}
		}
	}
	if s.d.Words[w].Rel == readout.RelAclRelcl || c != "to" && c != "oto" && (!s.gerund(w) || s.preposition(w) == "") {
		return h, "kept"
	}
	if s.gerund(w) {
		return h, c // "the vote on joining"
	}
	return s.ofHeadline(h)
}

// twoSubjects: the tree gave the subject of what is said to the verb of saying too.
func (s *standings) twoSubjects(v int) bool {
	n := 0
	for c := s.f.First[v]; c >= 0; c = s.f.Next[c] {
		if s.d.Words[c].Rel == readout.RelNsubj {
			n++
		}
	}
	return n > 1 && s.speech(v)
}
