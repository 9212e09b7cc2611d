package corroborate

import (
	"cmp"
	"slices"

	"github.com/readout-project/readout"
)

// What two reports give as said by one named speaker is one utterance where it
// shares these parts and neither report has anything of his that is more like
// it: what was said in one place is cut, quoted and put in other words.
const (
	sayingPart = 0.42
	sayingAct  = 0.34
	quotedRun  = 4
	mostSaid   = 120 // statements of a speaker in one report that are compared
)

// sayings pairs the statements of one named speaker in two reports that are each
// other's likest. They are matches, never sure.
func (s *story) sayings() []match {
	type voice struct{ root, report int }
	by := map[voice][]int{}
	var order []voice
	for i := range s.props {
		p := &s.props[i]
		if p.st.Attribution < 0 || !p.st.Root().Kind.Named() || p.st.Root().Unresolved {
			continue
		}
		if from, _ := s.voices.textOf(p.report, p.st.Span); from != p.report {
			continue
		}
		v := voice{p.root, p.report}
		if by[v] == nil {
			order = append(order, v)
		}
		if len(by[v]) < mostSaid {
			by[v] = append(by[v], i)
		}
	}
	slices.SortFunc(order, func(a, b voice) int { return cmp.Or(cmp.Compare(a.root, b.root), cmp.Compare(a.report, b.report)) })
	var out []match
	for k, a := range order {
		for _, b := range order[k+1:] {
			if a.root != b.root {
				break
			}
			out = append(out, s.likest(by[a], by[b])...)
		}
	}
	return out
}

// likest are the pairs of two lists that are each other's likest.
func (s *story) likest(a, b []int) []match {
	best := func(i int, list []int) (at int, part float32) {
		at = -1
		for _, j := range list {
			switch l, ok := s.oneSaying(&s.props[i], &s.props[j]); {
			case ok && l.part > part:
				at, part = j, l.part
			case ok && l.part == part:
				at = -1 // two are as like: neither is taken
			}
		}
		return at, part
	}
	var out []match
	for _, i := range a {
		j, part := best(i, b)
		if j < 0 {
			continue
		}
		if back, _ := best(j, a); back == i {
			out = append(out, match{min(i, j), max(i, j), min(part, sure-0.01)})
		}
	}
	return out
}

// oneSaying compares two statements of one speaker.
func (s *story) oneSaying(p, q *prop) (likeness, bool) {
	l := like(p, q)
	short := l.count >= leastPlain && l.names == 0 && l.whole >= nearlyAll // "The talks will go on"
	if !short && (l.count < leastStems || l.count-l.names < leastPlain || l.part < sayingPart || l.act < sayingAct) {
		return l, false
	}
	if p.st.Form == readout.Direct && q.st.Form == readout.Direct && longestRun(p.said, q.said) < quotedRun {
		return l, false // two quotations of one passage have words in a row
	}
	_, apart := dayIn(p, q)
	return l, !apart && kinSaid(p.st, q.st) && !opposed(p, q) && numbersAgree(p, q) && !s.twins(p, q) && !scenesClash(p, q)
}

// kinSaid is kin for one speaker's words: what one report gives as a wish may be
// a demand in another, and what is going on may be to come.
func kinSaid(a, b *readout.Statement) bool {
	soft := func(st *readout.Statement) bool {
		switch mood(st.Status) {
		case "fact", "coming", "will":
			return true
		}
		return false
	}
	return kin(a, b) || soft(a) && soft(b) && a.Form != readout.NoForm && b.Form != readout.NoForm && (a.Form == readout.Direct || b.Form == readout.Direct)
}
