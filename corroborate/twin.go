package corroborate

import (
	"cmp"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/frame"
)

// Near-twins share so much of their words, and are listed, the likest first, at
// most so many a story and a claim.
const (
	twinWhole     = 0.45
	twinAct       = 0.60
	mostTwins     = 12
	mostTwinsEach = 2
)

// twin is a pair of statements of two reports that share most of their words and
// were kept apart, with the reason as either side has it.
type twin struct {
	p, q     *prop
	whole    float32
	why, yhw string
}

// twinning gathers near-twins among the scenes that are compared anyway.
type twinning struct {
	met  []int // by proposition, the last that it was compared with, plus one
	list []twin
}

// add notes two statements that are alike, if there is a reason that sets them
// apart which can be told in a few words.
func (x *twinning) add(e *encounter) {
	if !e.a.stated || !e.b.stated {
		return
	}
	if x.met[e.a.prop] == e.b.prop+1 {
		return
	}
	x.met[e.a.prop] = e.b.prop + 1 // the scenes of a proposition stand side by side
	l := like(e.p, e.q)
	if l.whole < twinWhole || l.act < twinAct || l.count < leastStems {
		return
	}
	if why := causeOf(e.p, e.q); why != nil {
		x.list = append(x.list, twin{e.p, e.q, l.whole, why.of(false), why.of(true)})
	}
}

// cause is what sets two statements apart: what differs, and the value of each.
type cause struct{ what, a, b string }

func (c *cause) of(turned bool) string {
	a, b := c.a, c.b
	if turned {
		a, b = b, a
	}
	if a == "" || b == "" {
		return c.what
	}
	return c.what + " (" + a + " / " + b + ")"
}

// causeOf is what sets two statements apart that are alike in words; nil where that
// takes more than a few words to say.
func causeOf(p, q *prop) *cause {
	switch {
	case differ(p.manners, q.manners):
		return &cause{"another manner", p.manners[0].in(p.words), q.manners[0].in(q.words)}
	case differ(p.orders, q.orders):
		return &cause{"another in order", p.orders[0], q.orders[0]}
	}
	if a, b, ok := otherCount(p, q); ok {
		return &cause{"other number", a.label(), b.label()}
	}
	if _, other := dayIn(p, q); other && isDay(p.days[0]) && isDay(q.days[0]) {
		return &cause{"other day", p.days[0], q.days[0]}
	}
	if coming(p.st.Status) && over(q.st.Status) || over(p.st.Status) && coming(q.st.Status) {
		return &cause{"other status", string(p.st.Status), string(q.st.Status)}
	}
	if !scenesClash(p, q) {
		return nil
	}
	for i := range p.stated {
		for j := range q.stated {
			a, b := &p.stated[i], &q.stated[j]
			_, why := agree(a, b)
			switch {
			case why == otherAgent && othersIn(a, b, frame.Agent):
				return &cause{what: "somebody else does it"}
			case why == otherPatient && othersIn(a, b, frame.Patient):
				return &cause{what: "it is done to somebody else"}
			case why == otherPlace:
				return &cause{what: "in another place"}
			}
		}
	}
	return nil
}

// in is a manner in the words that state it.
func (m manner) in(words []string) string {
	for i := range words {
		for n := min(3, len(words)-i); n > 0; n-- {
			if w := strings.Join(words[i:i+n], " "); mannerTable().words[w] == m {
				return w
			}
		}
	}
	return m.side
}

// coming reports what is still to happen, and over what has happened or has not.
func coming(s readout.Status) bool {
	return s == readout.Planned || s == readout.Expected || s == readout.Threatened
}

func over(s readout.Status) bool { return s == readout.Happened || s == readout.DidNotHappen }

// othersIn reports participants in a role who are of different countries or have
// different names.
func othersIn(a, b *scene, role frame.Role) bool {
	for _, t := range a.of(role) {
		for _, q := range b.of(role) {
			if w, _ := t.shared(&q.bag); t.named && q.named && (differ(t.codes, q.codes) || differ(t.who, q.who) && w == 0) {
				return true
			}
		}
	}
	return false
}

// otherCount finds a number of one unit that cannot be both.
func otherCount(p, q *prop) (a, b quantity, ok bool) {
	if numbersAgree(p, q) || partial(p.words) || partial(q.words) {
		return a, b, false
	}
	for _, x := range p.numbers {
		for _, y := range q.numbers {
			if x.value == y.value {
				return a, b, false // of one number with more words in one of the two
			}
		}
	}
	for _, x := range p.numbers {
		for _, y := range q.numbers {
			if x.unit == y.unit && !x.agrees(y) && isPeople(x) && isPeople(y) { // no years, no measures of time
				return x, y, true
			}
		}
	}
	return a, b, false
}

// nearTwins tells, beside claims, which others are near to them and why each stays
// apart, where no difference shows the two.
func (s *story) nearTwins() {
	of := [2]map[readout.StatementAt]int{claimsOf(s.r.Docs, &s.out, readout.IsSo), claimsOf(s.r.Docs, &s.out, readout.WasSaid)}
	facing := s.facing()
	rankOf := func(t twin) int {
		best := 0
		for _, p := range []*prop{t.p, t.q} {
			if c, ok := of[0][readout.StatementAt{Report: p.report, Statement: p.stmt}]; ok {
				best = max(best, rank(s.out.Claims[c]))
			}
		}
		return best
	}
	slices.SortStableFunc(s.nearly.list, func(a, b twin) int {
		return cmp.Or(cmp.Compare(rankOf(b), rankOf(a)), cmp.Compare(b.whole, a.whole),
			strings.Compare(min(a.p.key, a.q.key), min(b.p.key, b.q.key)), strings.Compare(max(a.p.key, a.q.key), max(b.p.key, b.q.key)))
	})
	n := 0
	for _, t := range s.nearly.list {
		if s.faced(t) {
			continue
		}
		for _, claims := range of {
			i, first := claims[readout.StatementAt{Report: t.p.report, Statement: t.p.stmt}]
			j, second := claims[readout.StatementAt{Report: t.q.report, Statement: t.q.stmt}]
			if !first || !second {
				continue
			}
			a, b := &s.out.Claims[i], &s.out.Claims[j]
			if i == j || facing[[2]int{i, j}] || len(a.Near) == mostTwinsEach || len(b.Near) == mostTwinsEach {
				break
			}
			facing[[2]int{i, j}], facing[[2]int{j, i}] = true, true
			a.Near = append(a.Near, readout.NearClaim{Claim: j, Reason: t.why})
			b.Near = append(b.Near, readout.NearClaim{Claim: i, Reason: t.yhw})
			n++
			break
		}
		if n == mostTwins {
			return
		}
	}
}

// faced reports two statements on two sides of a difference.
func (s *story) faced(t twin) bool {
	on := func(side readout.Side, p *prop) bool {
		return slices.ContainsFunc(side.Evidence, func(e readout.Ref) bool { return e.Report == p.report && e.Span.Overlaps(p.st.Span) })
	}
	for _, d := range s.out.Differences {
		if len(d.Sides) > 1 && slices.ContainsFunc(d.Sides, func(x readout.Side) bool { return on(x, t.p) }) && slices.ContainsFunc(d.Sides, func(x readout.Side) bool { return on(x, t.q) }) {
			return true
		}
	}
	return false
}

// facing are the pairs of claims that a difference shows, or that share a place.
func (s *story) facing() map[[2]int]bool {
	out := map[[2]int]bool{}
	for _, d := range s.out.Differences {
		for k, side := range d.Sides {
			for _, other := range d.Sides[:k] {
				for _, i := range side.Claims {
					for _, j := range other.Claims {
						out[[2]int{i, j}], out[[2]int{j, i}] = true, true
					}
				}
			}
		}
	}
	return out
}
