package statement

import (
	"github.com/readout-project/readout"
)

// condition makes a clause conditional that has an open condition beside it,
// and one that did not come about of a condition that was not met.
func (s *standings) condition(w int, l *local) {
	if !s.conditioned(w) || l.status == readout.Ongoing && s.carries(w) {
		return
	}
	switch l.status {
	case readout.Planned, readout.Expected, readout.Conditional, readout.Possible, readout.Ongoing:
		l.status, l.rule, l.would, l.future = readout.Conditional, "condition, "+l.rule, false, l.future || l.would
	}
	if l.bare && l.rule == "infinitive" {
		l.status, l.rule = readout.Conditional, "condition"
	}
	if l.negated && l.status == readout.DidNotHappen && l.rule != "would have" && !l.past {
		l.status, l.rule = readout.Conditional, "condition"
	}
}

// carries: the condition beside "say" in "If it fails, they say, we will leave"
// is one of what is said.
func (s *standings) carries(w int) bool {
	c := s.child(w, readout.RelCcomp)
	return c >= 0 && s.speech(w) && s.finite(c)
}

// conditioned reports whether an open condition hangs on w, or on the verb of
// saying that it stands under.
func (s *standings) conditioned(w int) bool {
	if s.hasCondition(w) {
		return true
	}
	g, c := s.governor(w)
	if g < 0 || c != "that" && c != "sub" {
		return false
	}
	if !s.speech(g) || !s.hasCondition(g) {
		return false
	}
	a := s.local(g)
	return a.past || a.status == readout.Ongoing
}

func (s *standings) hasCondition(w int) bool {
	if s.supposed(w) {
		return true
	}
	for c := s.f.First[w]; c >= 0; c = s.f.Next[c] {
		i := int(c)
		switch r := s.d.Words[c].Rel.Base(); r {
		case readout.RelAdvcl, readout.RelXcomp, readout.RelCcomp:
			if s.opens(i, w) {
				return true
			}
		case readout.RelObl, readout.RelNmod:
			if m := s.marker(i, readout.RelCase); m == "without" && s.auxWould(w) && (i < w || s.would(w)) || s.lower(i) == "event" && m == "in" {
				return true
			}
		}
	}
	return false
}

func (s *standings) would(w int) bool {
	for _, a := range s.auxiliaries(w) {
		if s.lower(a) == "would" {
			return true
		}
	}
	return false
}

func (s *standings) auxWould(w int) bool {
	for _, a := range s.auxiliaries(w) {
		if k := s.lower(a); k == "would" || k == "will" {
			return true
		}
	}
	return false
}

// opens reports whether clause c of w is an open condition.
func (s *standings) opens(c, w int) bool {
	if s.has(c, "even") || c > 0 && s.lower(c-1) == "even" {
		return false
	}
	m := s.marker(c, readout.RelMark)
	if s.t.in("condition", m) && !(m == "if" && c > w && s.takesIf(w)) {
		return !s.evenBefore(c)
	}
	if m == "until" || s.marker(c, readout.RelAdvmod) == "until" {
		return s.negated(w, s.auxiliaries(w)) && s.auxFuture(w)
	}
	if s.provision(c) {
		return true
	}
	return s.d.Words[c].Rel.Base() == readout.RelAdvcl && s.inverted(c)
}

func (s *standings) evenBefore(c int) bool {
	m := s.child(c, readout.RelMark)
	return m > 0 && s.lower(m-1) == "even"
}

func (s *standings) takesIf(w int) bool {
	_, ok := s.operator(w, "if")
	return ok && s.d.Words[w].UPOS == readout.VERB
}

func (s *standings) auxFuture(w int) bool {
	for _, a := range s.auxiliaries(w) {
		if s.d.Words[a].XPOS == readout.TagMD {
			return true
		}
	}
	return false
}

// hypothesis is the if half of a condition.
func (s *standings) hypothesis(w, g int, outer standing) standing {
	out := standing{status: readout.Conditional, speech: outer.speech, rule: "condition"}
	for _, a := range s.auxiliaries(w) {
		if s.lower(a) == "had" {
			out.status, out.rule = readout.DidNotHappen, "condition that was not met"
		}
	}
	if m := s.child(w, readout.RelMark); m >= 0 && s.lower(m) == "if" && s.lower(m+1) == "only" && !s.auxFuture(g) {
		out.status, out.rule = readout.Wanted, "if only"
	}
	if l := s.local(g); l.rule == "would have" {
		out.status, out.rule = readout.DidNotHappen, "condition that was not met"
	}
	return out
}

// asLongAs: the long of "as long as" and "so long as", on which the condition hangs.
func (s *standings) asLongAs(w int) bool {
	return s.lower(w) == "long" && w > 0 && (s.lower(w-1) == "as" || s.lower(w-1) == "so")
}

// wereTo is the verb that the condition w depends on where the tree took its
// subject h for one of the verb: "Were the king to abdicate, she would follow"; -1.
func (s *standings) wereTo(w, h int) int {
	if !s.infinitive(w) || !s.noun(h) || s.d.Words[h].Rel.Base() != readout.RelNsubj {
		return -1
	}
	v := s.head(h)
	for c := s.f.First[v]; c >= 0 && int(c) < h; c = s.f.Next[c] {
		if s.lower(int(c)) == "were" && v > w {
			return v
		}
	}
	return -1
}

// supposed: "otherwise", "on condition that", "in that case".
func (s *standings) supposed(w int) bool {
	for c := s.f.First[w]; c >= 0; c = s.f.Next[c] {
		switch i := int(c); s.lower(i) {
		case "otherwise":
			if s.d.Words[c].Rel == readout.RelAdvmod && s.auxFuture(w) {
				return true
			}
		case "condition", "proviso", "understanding":
			if s.d.Words[c].Rel.Base() == readout.RelObl && s.child(i, readout.RelAcl, readout.RelAclRelcl) >= 0 {
				return true
			}
		case "long":
			if s.asLongAs(i) && s.child(i, readout.RelAdvcl) >= 0 {
				return true
			}
		}
		if f := s.casePhrase(int(c)); f != "" && s.t.in("condition", f) {
			return true
		}
	}
	return false
}

// wereIt: "Were it to rain", with the condition as the head of the sentence.
func (s *standings) wereIt(w int) bool {
	subj := s.child(w, readout.RelNsubj, readout.RelNsubjPass)
	for c := s.f.First[w]; c >= 0 && int(c) < subj; c = s.f.Next[c] {
		if s.lower(int(c)) == "were" {
			return true
		}
	}
	return false
}

// provision: "provided that", "assuming", as the head of the condition.
func (s *standings) provision(w int) bool {
	switch s.lower(w) {
	case "barring", "failing", "absent":
		return s.child(w, readout.RelObj) >= 0 && s.child(w, readout.RelXcomp, readout.RelMark, readout.RelCase, readout.RelNsubj, readout.RelAux) < 0
	case "provided", "providing", "assuming", "supposing":
		return s.child(w, readout.RelNsubj, readout.RelAux, readout.RelAuxPass) < 0
	}
	return false
}

func opensCondition(k string) bool { return k == "should" || k == "had" || k == "were" }

// inverted: "Should the audit find gaps", "Had it been warned".
func (s *standings) inverted(w int) bool {
	a := s.child(w, readout.RelAux, readout.RelAuxPass, readout.RelCop)
	subj := s.child(w, readout.RelNsubj, readout.RelNsubjPass)
	if subj >= 0 && a < 0 && s.f.Lo[subj] > 0 && opensCondition(s.lower(int(s.f.Lo[subj])-1)) {
		return true // the tree gave the "had" to the other clause
	}
	if a < 0 || subj < a || s.child(w, readout.RelMark) >= 0 || s.question(w) {
		return false
	}
	return opensCondition(s.lower(a))
}
