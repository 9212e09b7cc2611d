package corroborate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/frame"
)

// node is one scene of one statement in the matching of cores: what reports
// have in common where their sentences say more than that, and each more of
// something else.
type node struct {
	prop   int
	scene  *scene
	stated bool     // by the statement; else taken for known
	days   []string // TIMEX3 values of the dates in its clause
	off    bool     // they are none of the story's
	base   bool     // its text is the report's own
	keys   []int32  // of scenes that it is compared with
	clocks []int    // indexes of the clock times in its clause
	status readout.Status
	not    bool   // it is told as not so
	mood   string // of its status
	// assumed marks a clock time whose day no words say: it is the report's.
	assumed bool
	traits  traits // of a node that differences are looked for in
}

// nodeOf puts a scene beside its proposition.
func (s *story) nodeOf(prop int, sc *scene, stated bool) node {
	n := node{prop: prop, scene: sc, stated: stated}
	n.tell(&s.props[prop])
	return n
}

// tell reads how a node's proposition tells its scene: what a statement takes for
// known is told as having happened.
func (n *node) tell(p *prop) {
	n.status = n.scene.told(readout.Happened)
	if n.stated {
		n.status = p.sceneStatus(n.scene)
	}
	n.not, n.mood = negative(n.status), mood(n.status)
}

// told is the status of a scene in a clause of a status: what is told of nobody
// did not happen.
func (s *scene) told(st readout.Status) readout.Status {
	if s.none && (st == readout.Happened || st == readout.Ongoing) {
		return readout.DidNotHappen
	}
	return st
}

// sceneStatus is the status of one of a statement's scenes. Of several joined in a
// negative statement, those that hold no negation themselves are not negative:
// "I noticed nothing, then I felt the quay shake".
func (p *prop) sceneStatus(sc *scene) readout.Status {
	holds := func(x *scene) bool { return x.none || x.frame.Negated }
	if sc.frame.Negated && len(p.stated) > 0 && sc != &p.stated[0] && (p.st.Status == readout.Happened || p.st.Status == readout.Ongoing) {
		return readout.DidNotHappen // "took the chair, and did not speak"
	}
	if p.st.Status != readout.DidNotHappen || holds(sc) {
		return sc.told(p.st.Status)
	}
	if slices.ContainsFunc(p.stated, func(x scene) bool { return holds(&x) }) {
		return readout.Happened
	}
	if slices.ContainsFunc(p.words, func(w string) bool { return slices.Contains(negations, w) }) {
		return readout.Possible // what the negation is of, the tree does not show
	}
	return p.st.Status
}

var negations = []string{"no", "not", "never", "nobody", "none", "nothing", "neither", "nor", "without"}

// empty are predicates that say too little to be a happening of their own.
var empty = map[string]bool{}

func init() {
	for w := range strings.FieldsSeq("be have do go come take make get say tell ask know think believe see need want seem appear become give use include show call add put keep let begin continu start stop end try help involv follow base relat prevent refuse fail avoid able unable likely unlikely ready due set expect possible look seem feel") {
		empty[concept(w)] = true
	}
}

// nodes are the scenes of all statements that name a happening and somebody or
// something in it.
func (s *story) nodes() []node {
	n := 0
	for i := range s.props {
		n += len(s.props[i].stated) + len(s.props[i].known)
	}
	out := make([]node, 0, n)
	s.sceneKeys = numbering{}
	for i := range s.props {
		p := &s.props[i]
		from, _ := s.voices.textOf(p.report, p.st.Span)
		for k, list := range [][]scene{p.stated, p.known} {
			for j := range list {
				sc := &list[j]
				if empty[sc.what] || len(sc.of(frame.Agent)) == 0 && len(sc.of(frame.Patient)) == 0 {
					continue
				}
				n := s.nodeOf(i, sc, k == 0)
				n.base = from == p.report
				n.days, n.clocks, n.assumed = s.dates(p, sc)
				n.keys = s.sceneKeys.of(sc.keys())
				n.off = len(n.days) > 0 && !slices.ContainsFunc(n.days, s.onStoryDay)
				out = append(out, n)
			}
		}
	}
	return out
}

// dates are the values of the dates that hang on a scene's predicate, or on what
// takes part in it, and the indexes of those that are clock times; assumed, where
// the day of one is the report's.
func (s *story) dates(p *prop, sc *scene) (days []string, clocks []int, assumed bool) {
	g := s.stages[p.report]
	d := g.d
	i, _ := slices.BinarySearchFunc(d.Timexes, sc.clause.Start, func(t readout.Timex, p int) int { return cmp.Compare(t.Start, p) })
	for ; i < len(d.Timexes) && d.Timexes[i].Start < sc.clause.End; i++ {
		t := &d.Timexes[i]
		if t.Type != readout.Date && t.Type != readout.Time || len(t.Value) < 4 || t.Value[0] == 'P' {
			continue
		}
		w, _ := slices.BinarySearchFunc(d.Words, t.Start, func(w readout.Word, p int) int { return cmp.Compare(w.Start, p) })
		if w == len(d.Words) {
			continue
		}
		if v := g.frames.Predicate(int32(w)); v == sc.frame.Verb || g.frames.Under(int32(w), sc.frame.Word) && !g.frames.Under(v, sc.frame.Word) {
			days = append(days, t.Value[:min(len(t.Value), dayLen)])
			if t.Type == readout.Time {
				clocks = append(clocks, i)
				assumed = assumed || strings.Contains(t.Derivation, assumedDay)
			}
		}
	}
	return days, clocks, assumed
}

// assumedDay stands in the derivation of a clock time of which no words say the
// day.
const assumedDay = "no past day is named"

// onStoryDay reports a date that can be one of the story's days, or tells no day.
// Where no report gives a full date, a weekday is of the story.
func (s *story) onStoryDay(v string) bool {
	if strings.Trim(v, "X-") == "" || len(s.out.Days) == 0 && strings.HasPrefix(v, "XXXX-WXX-") {
		return true
	}
	return slices.ContainsFunc(s.out.Days, func(d readout.Day) bool { return covers(v, d.Value) })
}

// covers reports whether a day can lie in the date v: a day, a month, a year, a
// weekday, or a day without its year.
func covers(v, day string) bool {
	switch {
	case len(v) >= dayLen && strings.ContainsRune(v, 'X'):
		return fits(v, day)
	case strings.ContainsAny(v, "XW"):
		return true // a week, a season: not looked into
	}
	return strings.HasPrefix(day, v)
}

// apartDates reports two lists of dates of which none can be of both.
func apartDates(a, b []string) bool {
	known := false
	for _, x := range a {
		for _, y := range b {
			switch {
			case strings.Trim(x, "X-") == "" || strings.Trim(y, "X-") == "":
				return false
			case x == y, isDay(y) && covers(x, y), isDay(x) && covers(y, x), strings.HasPrefix(x, y), strings.HasPrefix(y, x):
				return false
			}
			known = true
		}
	}
	return known
}

// keys are what near scenes share one of: a kind of act or a predicate, and a noun.
func (s *scene) keys() []string {
	whats := append([]string{s.what}, s.kinds...)
	var out []string
	for i := range s.takes {
		if t := &s.takes[i]; t.role != frame.Oblique {
			for _, w := range whats {
				for _, k := range t.stems {
					out = append(out, w+" "+k)
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

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
const besideAccord = 5

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
			if !ok || s.barredNodes(&nodes[i], &nodes[j]) || x.weight < besideAccord || !x.agent && !x.patient {
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
	if hi-lo > longestCore && len(heads) > 0 {
		lo, hi = g.frames.Core(&n.scene.frame, heads)
	}
	at := readout.Span{Start: g.d.Words[lo].Start, End: g.d.Words[hi-1].End}
	if !p.st.Contains(at) {
		return p.st.Span
	}
	return at
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
		if words[t.word].UPOS == readout.PRON {
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
