package statement

import (
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
)

// animate are the classes of nouns for those who can decide.
const animate = gazetteer.Role | gazetteer.OrgWord | gazetteer.PersonTitle | gazetteer.Nation | gazetteer.Faith

// things are the classes of nouns for what cannot.
const things = gazetteer.ThingNoun | gazetteer.SubstanceNoun | gazetteer.AbstractNoun | gazetteer.EventName

// comes is planned for what somebody can bring about and expected of weather,
// prices and consequences.
func (s *standings) comes(w int) readout.Status {
	if s.befalls(w) {
		return readout.Expected
	}
	return readout.Planned
}

// befalls reports whether what w tells comes without a decision of its subject.
func (s *standings) befalls(w int) bool {
	subj := s.subject(w)
	if subj >= 0 && s.t.in("nature", strings.ToLower(s.d.Words[subj].Lemma)) {
		return true
	}
	lemma := strings.ToLower(s.d.Words[w].Lemma)
	passive := s.child(w, readout.RelAuxPass) >= 0
	switch {
	case s.child(w, readout.RelCop) >= 0:
		return s.d.Words[w].UPOS != readout.NOUN && s.d.Words[w].UPOS != readout.VERB
	case passive:
		return s.t.in("affecting", lemma)
	case s.child(w, readout.RelExpl) >= 0:
		return subj < 0 || gazetteer.ClassesFolded(strings.ToLower(s.d.Words[subj].Lemma))&gazetteer.EventName == 0
	case s.t.in("undergoing", lemma):
		return true
	case s.t.in("befalling", lemma) && s.child(w, readout.RelObj) < 0:
		return !s.policy(subj)
	case s.t.in("becoming", lemma) && s.predicative(w):
		return true
	}
	return subj >= 0 && s.inanimate(subj) && !s.scheduled(w, lemma, subj)
}

// predicative: "will go hungry", "will become harder".
func (s *standings) predicative(w int) bool {
	c := s.child(w, readout.RelXcomp)
	return c >= 0 && s.d.Words[c].UPOS != readout.VERB && (s.d.Words[c].UPOS == readout.ADJ || !s.is(w, "become"))
}

// scheduled: what opens, starts or takes effect does so because somebody set a
// date, and a law does what its makers decided.
func (s *standings) scheduled(w int, lemma string, subj int) bool {
	if s.t.in("instrument", strings.ToLower(s.d.Words[subj].Lemma)) {
		return !s.t.in("affecting", lemma)
	}
	if !s.t.in("scheduled", lemma) {
		return false
	}
	if c := gazetteer.ClassesFolded(strings.ToLower(s.d.Words[subj].Lemma)); s.t.in("becoming", lemma) && c&gazetteer.AbstractNoun != 0 && c&gazetteer.EventName == 0 {
		return false
	}
	if lemma == "leave" && s.child(w, readout.RelObj) >= 0 {
		return false
	}
	for c := s.f.First[w]; c >= 0; c = s.f.Next[c] {
		if s.unitIn(int(c)) && (s.d.Words[c].Rel == readout.RelObj || s.d.Words[c].Rel == readout.RelOblUnmarked) && lemma == "take" {
			return false
		}
	}
	return true
}

// policy: taxes and fees rise because somebody decides so.
func (s *standings) policy(subj int) bool {
	return subj >= 0 && s.t.in("policy", strings.ToLower(s.d.Words[subj].Lemma))
}

// subject is the subject of w, also one that it shares with its governor; -1.
func (s *standings) subject(w int) int {
	for n := 0; n < 6 && w >= 0; n++ {
		if c := s.child(w, readout.RelNsubj, readout.RelNsubjPass, readout.RelNsubjOuter); c >= 0 {
			return c
		}
		h := s.head(w)
		switch s.d.Words[w].Rel.Base() {
		case readout.RelAcl:
			if h >= 0 && s.noun(h) {
				return h
			}
		case readout.RelXcomp, readout.RelConj, readout.RelObl, readout.RelAdvcl:
		default:
			return -1
		}
		w = h
	}
	return -1
}

// inanimate reports whether the noun cannot decide anything.
func (s *standings) inanimate(w int) bool {
	x := &s.d.Words[w]
	if x.UPOS == readout.NOUN && s.t.in("structure", strings.ToLower(x.Lemma)) {
		return true
	}
	switch x.UPOS {
	case readout.PRON:
		k := s.lower(w)
		return k == "this" || k == "that" || k == "which" || k == "what" || k == "nothing" || k == "everything"
	case readout.NOUN:
	default:
		return false
	}
	if x.Mention == readout.Person || x.Mention == readout.Organization || x.Mention == readout.Place {
		return false
	}
	c := gazetteer.ClassesFolded(strings.ToLower(x.Lemma))
	return c&animate == 0 && (c&(gazetteer.PlaceNoun|gazetteer.OrgPart) == 0 || c&things != 0)
}
