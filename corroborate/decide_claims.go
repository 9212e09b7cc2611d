package corroborate

import (
	"slices"
	"strings"

	"github.com/readout-project/readout"
)

// decidedClaims is what was decided on the claims of a story. A nil one says
// nothing.
type decidedClaims struct {
	ruling *ruling     // of propositions
	parted []*decision // that hold
	merged []*decision // likewise, the first first
	parts  []*decision // of these, about words that are a part of a statement only
	judged map[string]bool
}

// decideClaims reads what was decided on the claims; nil for nothing.
func (s *story) decideClaims() *decidedClaims {
	x := &decidedClaims{ruling: newRuling(len(s.props)), judged: map[string]bool{}}
	for _, d := range of(s.decided, readout.MergeClaims, readout.SplitClaims) {
		in, on := held(d.a, s.out.Reports), held(d.b, s.out.Reports)
		if len(in) == 0 || len(on) == 0 {
			continue
		}
		d.met = true
		a, b := s.propsAt(in, d.at), s.propsAt(on, d.to)
		switch {
		case len(a) == 0 || len(b) == 0:
			d.why = "no statement that a claim can rest on is read at the words"
		case slices.ContainsFunc(a, func(i int) bool { return slices.Contains(b, i) }):
			d.why = "both are words of one statement"
		case d.Kind == readout.SplitClaims:
			if slices.ContainsFunc(x.parts, func(m *decision) bool { return sameWords(m, d) }) {
				d.why = overruled
			} else if x.ruling.follow(d, false, a, b) {
				x.parted = append(x.parted, d)
			}
		default:
			s.decideMerge(x, d, in, on)
		}
	}
	slices.Reverse(x.merged)
	slices.Reverse(x.parts)
	if len(x.parted) == 0 && len(x.merged) == 0 {
		return nil
	}
	return x
}

// decideMerge joins the statements that two places mean, or keeps for the claims
// on what is in common those places that are no more than a part of one.
func (s *story) decideMerge(x *decidedClaims, d *decision, in, on []int) {
	a, narrow := s.meant(in, d.at)
	b, too := s.meant(on, d.to)
	switch {
	case narrow || too:
		if slices.ContainsFunc(x.parted, func(p *decision) bool { return sameWords(p, d) }) {
			d.why = overruled
			return
		}
		x.parts = append(x.parts, d)
	case !x.ruling.follow(d, true, a, b):
		return
	}
	x.merged = append(x.merged, d)
}

// sameWords reports two decisions whose places overlap each other, in either order.
func sameWords(p, q *decision) bool {
	over := func(a string, at readout.Span, b string, to readout.Span) bool { return a == b && at.Overlaps(to) }
	return over(p.A.Report, p.at, q.A.Report, q.at) && over(p.B.Report, p.to, q.B.Report, q.to) ||
		over(p.A.Report, p.at, q.B.Report, q.to) && over(p.B.Report, p.to, q.A.Report, q.at)
}

// propsAt are the propositions of reports that stand at the words.
func (s *story) propsAt(reports []int, at readout.Span) []int {
	var out []int
	for i := range s.props {
		if p := &s.props[i]; slices.Contains(reports, p.report) && p.st.Overlaps(at) {
			out = append(out, i)
		}
	}
	return out
}

// A place is a part of a statement where it covers less than so many tenths of it.
const wholeStatement = 7

// meant are the propositions that the words mean, the one in each report that has
// most in common with them; narrow says that they are a part of it only.
func (s *story) meant(reports []int, at readout.Span) (out []int, narrow bool) {
	for _, r := range reports {
		list := s.propsAt([]int{r}, at)
		k := at.Best(len(list), func(i int) readout.Span { return s.props[list[i]].st.Span })
		if k < 0 {
			continue
		}
		st := s.props[list[k]].st
		narrow = narrow || st.Contains(at) && 10*at.Len() < wholeStatement*st.Len()
		out = append(out, list[k])
	}
	return out, narrow
}

// barred reports two propositions that must not stand in one claim.
func (x *decidedClaims) barred(i, j int) bool { return x != nil && x.ruling.barred(i, j) }

// follow joins the propositions by the matches that bundles were made of, the
// likest first, after what was decided: who joins bundles joins all that is in them. Of
// matches that are not needed for it none weakens a bundle.
func (x *decidedClaims) follow(n int, used []match) []bundle {
	r := x.ruling.clone()
	weakest := make([]float32, n)
	for i := range weakest {
		weakest[i] = 1
	}
	for _, m := range used {
		a, b := r.find(m.a), r.find(m.b)
		if a != b && r.join(a, b) {
			weakest[min(a, b)] = min(weakest[a], weakest[b], m.score)
		}
	}
	at := make([]int, n)
	var out []bundle
	for i := range n {
		k := r.find(i)
		if k == i {
			at[i] = len(out)
			out = append(out, bundle{sure: weakest[i]})
		}
		b := &out[at[k]]
		b.props = append(b.props, i)
	}
	return out
}

// one reports propositions that were all decided to be one.
func (x *decidedClaims) one(props []int) bool {
	return x != nil && !slices.ContainsFunc(props, func(i int) bool {
		return i >= len(x.ruling.sets) || x.ruling.find(i) != x.ruling.find(props[0])
	})
}

// rests reports a claim with evidence at both places of a decision.
func rests(c *readout.Claim, d *decision) bool {
	on := func(reports []int, at readout.Span) bool {
		return slices.ContainsFunc(c.Evidence, func(e readout.Evidence) bool { return slices.Contains(reports, e.Report) && e.Span.Overlaps(at) })
	}
	return on(d.a, d.at) && on(d.b, d.to)
}

// credit says in a claim by whom its evidence was joined.
func (x *decidedClaims) credit(c *readout.Claim) {
	if x == nil {
		return
	}
	for _, d := range x.merged {
		if rests(c, d) {
			if by := "one claim " + d.Basis(); !strings.Contains(c.Reason, by) {
				c.Reason = join(c.Reason, by)
			}
			x.judged[c.ID] = true
		}
	}
}

// isJudged reports a claim that people joined.
func (x *decidedClaims) isJudged(c *readout.Claim) bool { return x != nil && x.judged[c.ID] }

// settle says of decisions that joined claims which none holds what they join.
func (s *story) settle() {
	if s.ruled == nil {
		return
	}
	for _, d := range s.ruled.merged {
		if !slices.ContainsFunc(s.out.Claims, func(c readout.Claim) bool { return rests(&c, d) }) {
			d.why = "no claim can hold both: what one source says and what is so are claims of two ledgers, the words of two speakers are two claims, or what else was decided parts them"
		}
	}
}

// reach is the widest stretch that the words of a scene can take as evidence.
func (s *story) reach(n *node) readout.Span {
	p := &s.props[n.prop]
	g := s.stages[p.report]
	var all []int32
	for i := range n.scene.takes {
		all = append(all, n.scene.takes[i].word)
	}
	lo, hi := g.frames.Core(&n.scene.frame, all)
	at := readout.Span{Start: g.d.Words[lo].Start, End: g.d.Words[hi-1].End}
	if !p.st.Contains(at) {
		return p.st.Span
	}
	return at
}

// barredNodes reports two scenes that must not stand in one claim.
func (s *story) barredNodes(a, b *node) bool {
	if s.ruled == nil || len(s.ruled.parted) == 0 {
		return false
	}
	return s.barredWords(s.props[a.prop].report, s.reach(a), s.props[b.prop].report, s.reach(b))
}

// barredWords reports words of two reports that must not be evidence of one claim.
func (s *story) barredWords(p int, at readout.Span, q int, to readout.Span) bool {
	over := func(reports []int, words readout.Span, r int, at readout.Span) bool {
		return slices.Contains(reports, r) && words.Overlaps(at)
	}
	return slices.ContainsFunc(s.ruled.parted, func(d *decision) bool {
		return over(d.a, d.at, p, at) && over(d.b, d.to, q, to) || over(d.a, d.at, q, to) && over(d.b, d.to, p, at)
	})
}

// decidedCores joins the cores of a story at words that were decided to be one
// claim, though they are a part of their statements only.
func (s *story) decidedCores(cores [][]int) [][]int {
	if s.ruled == nil {
		return cores
	}
	for _, d := range s.ruled.parts {
		var own, all []int
		for _, place := range []struct {
			reports []int
			at      readout.Span
		}{{held(d.a, s.out.Reports), d.at}, {held(d.b, s.out.Reports), d.to}} {
			for _, r := range place.reports {
				at := s.corePart(r, place.at)
				if at < 0 {
					continue
				}
				own = append(own, at)
				k := slices.IndexFunc(cores, func(core []int) bool { return slices.Contains(core, at) })
				if k < 0 {
					all = append(all, at)
					continue
				}
				all = append(all, cores[k]...)
				cores = slices.Delete(cores, k, k+1)
			}
		}
		slices.Sort(all)
		if all = slices.Compact(all); s.parts(all) {
			cores = append(cores, s.without(all, own)...)
			all = own
		}
		cores = append(cores, all)
	}
	return cores
}

// without are the rest of a list, each by itself.
func (s *story) without(all, own []int) [][]int {
	var out [][]int
	for _, i := range all {
		if !slices.Contains(own, i) {
			out = append(out, []int{i})
		}
	}
	return out
}

// parts reports propositions of which some must not stand in one claim.
func (s *story) parts(props []int) bool {
	for k, i := range props {
		for _, j := range props[:k] {
			p, q := &s.props[i], &s.props[j]
			if s.barredWords(p.report, p.st.Span, q.report, q.st.Span) {
				return true
			}
		}
	}
	return false
}

// corePart is the core at the words, or one made of them: -1 where no statement
// is there.
func (s *story) corePart(report int, at readout.Span) int {
	best := at.Best(len(s.props), func(i int) readout.Span {
		if p := &s.props[i]; p.core && p.report == report {
			return p.st.Span
		}
		return readout.Span{}
	})
	if best >= 0 {
		both := s.props[best].st.Span
		if 2*(min(both.End, at.End)-max(both.Start, at.Start)) >= both.Join(at).Len() {
			return best
		}
	}
	list, _ := s.meant([]int{report}, at)
	if len(list) == 0 {
		return -1
	}
	p := s.props[list[0]]
	st := *p.st
	st.Span = readout.Span{Start: max(st.Start, at.Start), End: min(st.End, at.End)}
	p.st, p.core, p.lone = &st, true, 0
	s.props = append(s.props, p)
	return len(s.props) - 1
}
