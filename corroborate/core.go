package corroborate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/frame"
)

// mostOfNear bounds the scenes of one key: of more, only so many are compared
// with each.
const mostOfNear = 300

// link is a pair of nodes that tell one happening; against, where one says that
// it was not so.
type link struct {
	a, b    int
	weight  float32
	against bool
}

// links finds the pairs of scenes that are one happening.
func (s *story) links(nodes []node) []link {
	index := make([][]int32, len(s.sceneKeys))
	seen := make([]int32, len(nodes)) // the last node that each was compared with, plus one
	var out []link
	for i := range nodes {
		if !nodes[i].base {
			continue
		}
		for _, key := range nodes[i].keys {
			list := index[key]
			for _, j := range list[max(0, len(list)-mostOfNear):] {
				if seen[j] == int32(i)+1 || nodes[i].prop == nodes[j].prop {
					continue
				}
				seen[j] = int32(i) + 1
				x, ok := s.accord(&nodes[j], &nodes[i])
				against := opposite(&nodes[j], &nodes[i])
				if ok && x.same() && (!against || x.denies() && !narrow(&nodes[j], &nodes[i])) {
					out = append(out, link{int(j), i, x.weight, against})
				}
			}
			index[key] = append(list, int32(i))
		}
	}
	place := s.ranking()
	return stably(out, func(x, y *link) int {
		if c := cmp.Or(cmp.Compare(b2i(x.against), b2i(y.against)), cmp.Compare(y.weight, x.weight)); c != 0 {
			return c
		}
		return place.compare(nodes[x.a].prop, nodes[x.b].prop, nodes[y.a].prop, nodes[y.b].prop)
	})
}

// accord compares two scenes with all that stands around them; false where they
// cannot be one.
func (s *story) accord(a, b *node) (accord, bool) {
	p, q := &s.props[a.prop], &s.props[b.prop]
	if a.mood != b.mood || a.not && b.not && a.status != b.status {
		return accord{}, false // the words of the one hold the negation, those of the other do not
	}
	// A negative without a date denies whatever the day: "no fighters were freed".
	undated := opposite(a, b) && (a.not && len(a.days) == 0 || b.not && len(b.days) == 0)
	if a.off != b.off && !undated || apartDates(a.days, b.days) || opposite(a, b) && hidden(p, q) {
		return accord{}, false
	}
	if s.twins(p, q) || a.stated && b.stated && (p.earlier != q.earlier || !undated && s.elsewhen(p, q)) || !measuresAgree(a.scene.numbers, b.scene.numbers) {
		return accord{}, false
	}
	x, clash := agree(a.scene, b.scene)
	return x, clash == noClash
}

// measuresAgree reports whether no measure of one stands beside another of the
// same unit.
func measuresAgree(a, b []quantity) bool {
	met, ok := false, false
	for _, x := range a {
		for _, y := range b {
			if x.unit == y.unit && slices.Contains(measures, x.unit) {
				met, ok = true, ok || x.canBe(y)
			}
		}
	}
	return !met || ok
}

// leastAgainst is the weight that two scenes share of which one denies the other.
const leastAgainst = 8

// narrow reports an act denied with more than the other tells of it, which may be
// all that the denial is of: "did not resign for the money".
func narrow(a, b *node) bool {
	if b.not {
		a, b = b, a
	}
	return a.scene.frame.Negated && a.scene.any(func(t *taker) bool {
		return t.role == frame.Oblique && !b.scene.any(func(q *taker) bool {
			m, _ := t.meet(q)
			return m.fit
		})
	})
}

// denies reports so much in common that what the one negates is the other.
func (x *accord) denies() bool {
	return x.patient && (x.once || x.weight >= leastAgainst)
}

// opposite reports two scenes of which one is told as not so.
func opposite(a, b *node) bool { return a.not != b.not }

// besideAccord is the weight that each two of a bundle must share.
const besideAccord = 4.5

// cores joins links from the heaviest down; each two of a bundle must be able to
// be one.
func (s *story) cores() [][]int {
	s.scenes = s.nodes()
	nodes := s.scenes
	set := newSets(len(nodes))
	members := map[int][]int{}
	get := func(i int) []int {
		if m, ok := members[i]; ok {
			return m
		}
		return []int{i}
	}
	refused := map[[2]int]bool{} // what two bundles cannot be they cannot be with more in them
	for _, l := range s.links(nodes) {
		a, b := set.find(l.a), set.find(l.b)
		if a == b || refused[[2]int{a, b}] {
			continue
		}
		if !s.beside(nodes, get(a), get(b)) {
			refused[[2]int{a, b}] = true
			continue
		}
		m := append(slices.Clone(get(a)), get(b)...)
		slices.Sort(m)
		set.join(a, b)
		delete(members, max(a, b))
		members[min(a, b)] = m
	}
	copies := s.copiedNodes(nodes)
	var out [][]int
	for i := range nodes {
		m, ok := members[i]
		if !ok || set.find(i) != i {
			continue
		}
		for _, k := range m {
			for _, c := range copies[k] {
				if !slices.ContainsFunc(m, func(o int) bool { return s.barredNodes(&nodes[o], &nodes[c]) }) {
					m = append(m, c)
				}
			}
		}
		out = append(out, s.coreProps(nodes, m))
	}
	return out
}

// copiedNodes are, for a node, those of the same words in copied text: they go
// where their original goes, whatever else the copy says.
func (s *story) copiedNodes(nodes []node) map[int][]int {
	at := map[string]int{}
	copied := map[int]bool{} // reports
	for i := range nodes {
		if p := &s.props[nodes[i].prop]; !nodes[i].base {
			from, _ := s.voices.textOf(p.report, p.st.Span)
			copied[from] = true
		}
	}
	key := func(report int, n *node) string {
		p := &s.props[n.prop]
		d := s.r.Docs[p.report]
		return fmt.Sprint(report, " ", n.scene.what, " ", strings.Join(words(n.scene.clause.Of(d.Report.Source)), " "))
	}
	for i := range nodes {
		if n := &nodes[i]; n.base && copied[s.props[n.prop].report] {
			at[key(s.props[n.prop].report, n)] = i
		}
	}
	out := map[int][]int{}
	for i := range nodes {
		n := &nodes[i]
		if n.base {
			continue
		}
		p := &s.props[n.prop]
		from, _ := s.voices.textOf(p.report, p.st.Span)
		if k, ok := at[key(from, n)]; ok {
			out[k] = append(out[k], i)
		}
	}
	return out
}

func (s *story) beside(nodes []node, a, b []int) bool {
	for _, i := range a {
		for _, j := range b {
			x, ok := s.accord(&nodes[i], &nodes[j])
			if !ok || s.barredNodes(&nodes[i], &nodes[j]) || x.weight < besideAccord || !x.agent && !x.patient && !x.matter {
				return false
			}
		}
	}
	return true
}

// coreProps adds, for each node of a bundle, the proposition of its core: the
// words that state what all have in common.
func (s *story) coreProps(nodes []node, bundle []int) []int {
	var out []int
	for _, i := range bundle {
		n := &nodes[i]
		p := s.props[n.prop]
		st := *p.st
		st.Status = n.status
		st.Span = s.coreSpan(nodes, bundle, n)
		p.st = &st
		p.core = true
		p.lone = s.loneRoles(nodes, bundle, n)
		out = append(out, len(s.props))
		s.props = append(s.props, p)
	}
	return out
}

// longestCore is the number of words of a core with a subject that stands apart
// from its predicate.
const longestCore = 20

// coreSpan is the stretch from the first to the last word of what a node states
// in common with the others: predicate, who and whom, and what else all have.
func (s *story) coreSpan(nodes []node, bundle []int, n *node) readout.Span {
	p := &s.props[n.prop]
	g := s.stages[p.report]
	var heads, apart []int32
	for i := range n.scene.takes {
		t := &n.scene.takes[i]
		own := g.frames.Under(t.word, n.scene.frame.Verb) || g.relative(t, &n.scene.frame)
		switch {
		case (t.role == frame.Oblique || t.prep == "by") && !s.inAll(nodes, bundle, n, t):
		case own:
			heads = append(heads, t.word)
		default:
			apart = append(apart, t.word)
		}
	}
	lo, hi := g.frames.Core(&n.scene.frame, append(heads, apart...))
	if len(heads) > 0 && (hi-lo > longestCore || g.acts(lo, hi, &n.scene.frame)) {
		lo, hi = g.frames.Core(&n.scene.frame, heads)
	}
	at := readout.Span{Start: g.d.Words[lo].Start, End: g.d.Words[hi-1].End}
	if !p.st.Contains(at) {
		return p.st.Span
	}
	return at
}

// acts reports a stretch before a joined predicate in which the one that it is joined
// to says something else of the subject: "flew for an hour and landed".
func (g *stage) acts(lo, hi int32, f *frame.Frame) bool {
	h := g.frames.Head[f.Verb]
	return g.d.Words[f.Verb].Rel.Base() == readout.RelConj && h >= lo && h < hi && g.d.Words[h].UPOS == readout.VERB
}

// loneRoles counts who of a node does not take part in all others of the bundle,
// and half for a pronoun or an act told by a noun: the fewer, the better its words
// stand for all.
func (s *story) loneRoles(nodes []node, bundle []int, n *node) int {
	lone := 0
	words := s.stages[s.props[n.prop].report].d.Words
	for i := range n.scene.takes {
		t := &n.scene.takes[i]
		if t.role != frame.Oblique && !s.inAll(nodes, bundle, n, t) {
			lone += 2
		}
		if words[t.word].UPOS == readout.PRON || t.role != frame.Oblique && t.bare {
			lone++
		}
	}
	if words[n.scene.frame.Word].UPOS == readout.NOUN {
		lone++
	}
	return lone
}

// inAll reports whether every other node of a bundle has a participant like t.
func (s *story) inAll(nodes []node, bundle []int, n *node, t *taker) bool {
	for _, i := range bundle {
		o := &nodes[i]
		if o == n {
			continue
		}
		if !o.scene.any(func(q *taker) bool {
			if (q.role == frame.Oblique) != (t.role == frame.Oblique) || q.place != t.place || t.role == frame.Oblique && !t.akin(q) {
				return false
			}
			m, _ := t.meet(q)
			return m.fit
		}) {
			return false
		}
	}
	return true
}
