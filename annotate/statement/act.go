package statement

import (
	"strings"

	"github.com/readout-project/readout"
)

// act goes from a predicate to the infinitive or -ing form of it that the table
// knows.
func (s *standings) act(w int) int {
	for n := 0; n < 8; n++ {
		next := -1
		for c := s.f.First[w]; c >= 0 && next < 0; c = s.f.Next[c] {
			next = s.downThrough(int(c), w)
		}
		if next < 0 {
			next = s.downTold(w)
		}
		if next < 0 {
			return w
		}
		w = next
	}
	return w
}

// downThrough is c, or what hangs on an adjective or adverb c of w: "came close
// to ramming"; -1.
func (s *standings) downThrough(c, w int) int {
	if s.downTo(c, w) {
		return c
	}
	if u := s.d.Words[c].UPOS; c < w || u != readout.ADJ && u != readout.ADV {
		return -1
	}
	for x := s.f.First[c]; x >= 0; x = s.f.Next[x] {
		if s.downTo(int(x), w) {
			return int(x)
		}
	}
	return -1
}

// downTold is the infinitive of "told the press to leave", which the tree hangs
// on whom it is said to, or the adjective of "is presumed dead"; -1.
func (s *standings) downTold(w int) int {
	for c := s.f.First[w]; c >= 0; c = s.f.Next[c] {
		i := int(c)
		switch s.d.Words[c].Rel {
		case readout.RelObj, readout.RelIobj:
			if a := s.child(i, readout.RelAcl); a > w && s.infinitive(a) {
				if g, _ := s.governor(a); g == w {
					return a
				}
			}
		case readout.RelXcomp:
			if s.t.in("seeming", strings.ToLower(s.d.Words[w].Lemma)) && (s.d.Words[c].UPOS == readout.ADJ || s.appointed(i)) && s.child(i, readout.RelXcomp) > i {
				return i
			}
			if o, ok := s.operator(w, "pto"); ok && i > w && s.d.Words[c].UPOS == readout.ADJ && s.passive(w) && o.yes != keeps && s.child(i, readout.RelXcomp) < 0 {
				return i
			}
		}
	}
	return -1
}

func (s *standings) downTo(c, w int) bool {
	x := &s.d.Words[c]
	switch x.Rel.Base() {
	case readout.RelXcomp, readout.RelCcomp, readout.RelAdvcl, readout.RelAcl, readout.RelObl, readout.RelCsubj:
	default:
		return false
	}
	if c < w || x.Rel == readout.RelAclRelcl {
		return false
	}
	if g, k := s.governor(c); g == w && (k == "to" || k == "pto") && x.Rel == readout.RelObl {
		return true
	}
	if x.UPOS == readout.NOUN && s.child(c, readout.RelCop) < 0 && !s.infinitive(c) {
		return false
	}
	g, k := s.governor(c)
	if g != w {
		return false
	}
	if !s.infinitive(c) && !s.gerund(c) || s.isTo(c) >= 0 {
		return false
	}
	o, ok := s.operator(w, k)
	return ok && o.yes != keeps
}

// Clause is the word whose proposition the words of a span tell: the highest
// predicate in it, read through to its act. Where the span is a whole sentence,
// a "the ministry said" around it is passed over. -1 for a span without words.
func (r *Reading) Clause(x readout.Span) int { return r.s.clause(r.s.wordsIn(x)) }

// clause is the word whose proposition the words tell.
func (s *standings) clause(words []int) int {
	in := make(map[int]bool, len(words))
	for _, w := range words {
		in[w] = true
	}
	best := s.highest(words, in)
	if best < 0 {
		return -1
	}
	best = s.content(best, in)
	if v := s.hidden(best); v >= 0 && in[v] && in[s.child(best, readout.RelNsubj)] {
		return s.act(v)
	}
	if w := s.allBut(words); w >= 0 && s.noun(best) {
		return w
	}
	if title, _ := s.role(best); title && s.head(best) < 0 {
		if v := s.mistaken(best); v >= 0 && in[v] {
			return s.act(v)
		}
	}
	if s.noun(best) {
		if title, _ := s.role(best); title && (s.head(best) < 0 || s.d.Words[best].Rel.Base() == readout.RelNsubj) {
			return s.predicateOf(best)
		}
		return s.nexus(best, in)
	}
	if w := s.act(best); in[w] {
		return w
	}
	return best
}

// highest is the word of the span whose head lies outside it, a predicate
// before a noun.
func (s *standings) highest(words []int, in map[int]bool) int {
	best, rank := -1, -1
	for _, w := range words {
		if h := s.head(w); h >= 0 && in[h] || s.d.Words[w].UPOS == readout.PUNCT {
			continue
		}
		r := 1
		switch u := s.d.Words[w].UPOS; {
		case s.d.Words[w].Rel == readout.RelAdvcl && len(s.marker(w, readout.RelMark)) > 2 && !s.infinitive(w) && len(words) > 0 && w > words[0] && best >= 0:
			r = 1
		case u == readout.VERB, s.child(w, readout.RelCop, readout.RelNsubj, readout.RelNsubjPass) >= 0:
			r = 3
		case u == readout.NOUN || u == readout.PROPN || u == readout.ADJ:
			r = 2
		case u == readout.ADP || u == readout.CCONJ || u == readout.SCONJ || u == readout.DET:
			r = 0
		}
		if r > rank {
			best, rank = w, r
		}
	}
	return best
}

// content goes from a verb of saying to what it carries where that stands
// before it: "The pier fell, the ministry said".
func (s *standings) content(w int, in map[int]bool) int {
	if c := s.child(w, readout.RelConj); c >= 0 && s.lower(w) == "all" && s.marker(c, readout.RelCc) == "but" {
		w = c // "all but wiped out"
	}
	if c := s.child(w, readout.RelNsubj); c >= 0 && s.twoSubjects(w) {
		if a := s.child(c, readout.RelAcl); a >= 0 && s.infinitive(a) && in[a] {
			return a
		}
	}
	for c := s.f.First[w]; c >= 0 && int(c) < w; c = s.f.Next[c] {
		if r := s.d.Words[c].Rel; (r == readout.RelCcomp || r == readout.RelParataxis) && in[int(c)] && s.speech(w) {
			return int(c)
		}
	}
	return w
}

// allBut is the verb of "all but wiped out", which the tree may not see; -1.
func (s *standings) allBut(words []int) int {
	for i, w := range words {
		if s.lower(w) == "all" && i+2 < len(words) && s.lower(words[i+1]) == "but" && s.d.Words[words[i+2]].UPOS != readout.NOUN && s.d.Words[words[i+2]].UPOS != readout.DET {
			return words[i+2]
		}
	}
	return -1
}

// nexus is the infinitive of "the press to leave" where the words around it
// govern that and not the noun.
func (s *standings) nexus(w int, in map[int]bool) int {
	for c := s.f.First[w]; c >= 0; c = s.f.Next[c] {
		if s.d.Words[c].Rel == readout.RelAcl && s.infinitive(int(c)) {
			if g, _ := s.governor(int(c)); g >= 0 && !in[g] {
				return int(c)
			}
		}
	}
	return w
}

// predicateOf is the infinitive or participle that a headline hangs on its noun.
func (s *standings) predicateOf(w int) int {
	for c := s.f.First[w]; c >= 0; c = s.f.Next[c] {
		if s.d.Words[c].Rel == readout.RelParataxis && s.finite(int(c)) && !s.speech(int(c)) {
			return s.act(int(c)) // "Near miss: tanker rams pier"
		}
		if r := s.d.Words[c].Rel; int(c) > w && (r == readout.RelAcl || r == readout.RelXcomp && s.infinitive(int(c)) || r == readout.RelAmod && s.child(int(c), readout.RelXcomp) >= 0) {
			return s.act(int(c))
		}
	}
	for i := w + 1; i < int(s.f.Hi[w]); i++ {
		if s.d.Words[i].Rel == readout.RelAcl && s.infinitive(i) && s.head(w) < 0 {
			if g, _ := s.governor(i); g < 0 {
				return i
			}
		}
	}
	return w
}
