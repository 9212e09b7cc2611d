package statement

import (
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
)

const notRuledOut = "not ruled out"

// leavesOpen: "did not rule out a landing".
func (s *standings) leavesOpen(w int) bool {
	o, ok := s.operator(w, "obj")
	return ok && o.yes == negates && o.no == effect(readout.Possible) && o.voice == believes
}

// foreseen: "a decision is expected" tells of the decision.
func (s *standings) foreseen(w int) readout.Status {
	if s.lower(w) == "due" && s.child(w, readout.RelCop) >= 0 && s.act(w) == w {
		return readout.Planned
	}
	title, _ := s.role(w)
	if s.child(w, readout.RelNsubjPass) < 0 && !(s.passive(w) && s.child(w, readout.RelNsubj) >= 0) && (s.child(w, readout.RelCop) < 0 || !s.participle(w)) || s.act(w) != w {
		return ""
	}
	if o, ok := s.operator(w, "p:obj"); ok && (o.yes == effect(readout.Planned) || o.yes == effect(readout.Expected)) && o.no == negates && (title || !s.local(w).past) {
		return readout.Status(o.yes)
	}
	return ""
}

// itself is the operator that makes of its own governor what it makes of the
// noun below: "is close to collapse", "faces a fine".
func (s *standings) itself(w int) (operator, bool) { return s.itselfUnder(w, w) }

// substance: who depends on grain or on his son depends on nothing that is open.
func (s *standings) substance(w int) bool {
	x := &s.d.Words[w]
	c := gazetteer.ClassesFolded(strings.ToLower(x.Lemma))
	return x.UPOS == readout.NOUN && c&(gazetteer.SubstanceNoun|gazetteer.ThingNoun|gazetteer.Role) != 0 && c&(gazetteer.EventName|gazetteer.AbstractNoun) == 0
}

func (s *standings) itselfUnder(w, top int) (operator, bool) {
	for c := s.f.First[w]; c >= 0; c = s.f.Next[c] {
		g, k := s.governor(int(c))
		if b := s.d.Words[c].Rel.Base(); b == readout.RelObj || b == readout.RelObl {
			g, k = s.aboveNoun(int(c), w)
		}
		if (g == w || g == top) && int(c) > w {
			if o, ok := s.operator(g, k); ok && o.voice == itself && s.idiom(g, k) < 0 && !(o.yes == effect(readout.Conditional) && s.substance(int(c))) {
				return o, true
			}
		}
		if u := s.d.Words[c]; int(c) > w && (u.Rel == readout.RelObl || u.Rel == readout.RelXcomp || u.Rel == readout.RelAdvmod) && u.UPOS != readout.VERB {
			if o, ok := s.itselfUnder(int(c), top); ok {
				return o, true
			}
		}
	}
	return operator{}, false
}
