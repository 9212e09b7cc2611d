package corroborate

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/frame"
)

// strongAccord is the weight that two scenes share, apart from where they clash,
// to be one happening told in two ways.
const strongAccord = 9

// encounter is a pair of scenes of two reports that may be of one happening.
type encounter struct {
	*story
	a, b *node
	p, q *prop
	// What they have in common, read when first asked for.
	read, one bool
	accord    accord
}

// is reports whether the two can be one, all that stands around them taken in,
// and what they have in common.
func (e *encounter) is() (*accord, bool) {
	if !e.read {
		e.accord, e.one = e.story.accord(e.a, e.b)
		e.read = true
	}
	return &e.accord, e.one
}

// but reports the same with other scenes in their place: those without the part
// in which they may differ.
func (e *encounter) but(a, b *scene) (accord, bool) {
	x, y := *e.a, *e.b
	x.scene, y.scene = a, b
	x.tell(e.p)
	y.tell(e.q)
	return e.story.accord(&x, &y)
}

// facts reports two scenes of which each is told as having happened or going on.
func (e *encounter) facts() bool {
	fact := func(st readout.Status) bool { return st == readout.Happened || st == readout.Ongoing }
	return fact(e.a.status) && fact(e.b.status)
}

// oneDay reports scenes that both reports place on one day, in words.
func (e *encounter) oneDay() bool {
	return !e.a.assumed && !e.b.assumed && e.sameDay()
}

// sameDay reports scenes on one day, if only because their reports are of it.
func (e *encounter) sameDay() bool {
	day := func(n *node) bool { return len(n.days) > 0 && isDay(n.days[0]) && len(n.days[0]) == dayLen }
	return day(e.a) && day(e.b) && e.a.days[0] == e.b.days[0]
}

// firm reports so much in common that the two are one happening, apart from where
// they differ: of what is undergone once, to one whom both name, or with an agent,
// a number or a place; of other acts, who and whom and the day.
func (e *encounter) firm(x *accord) bool {
	if x.once && x.patient {
		return x.known && x.weight >= leastOnce || x.weight >= strongAccord && (x.agent || x.count || x.extra)
	}
	return x.agent && x.patient && x.weight >= firmAccord && e.oneDay()
}

// firmAccord is the weight that two scenes of one day share in predicate, agent
// and patient to be one happening though they differ.
const firmAccord = 10

// version is what one report has in a difference: the value, and, where it is not
// the predicate, whose value.
type version struct{ value, of string }

// contrary is one way in which scenes that are one happening cannot both hold.
type contrary struct {
	subject, reason string
	told            func(e *encounter) (a, b version, ok bool)
}

var contraries = []contrary{
	{"whether", "one says that it was so, another that it was not", (*encounter).yesNo},
	{"day", "one happening, placed on two days", (*encounter).days},
	{"age", "of one happening, and of two ages", (*encounter).ages},
	{"hour", "one happening, at two times of one day by the same clock", (*encounter).hours},
	{"place", "one happening, in two places of which neither lies in the other", (*encounter).places},
	{"name", "one happening, and two names for one part in it", (*encounter).names},
	{"how", "one happening, told in ways that exclude each other", (*encounter).manners},
	{"distance", "one happening, at two distances from one place", (*encounter).distances},
	{"term", "one sentence of one person, and two terms or sums", (*encounter).terms},
}

// scenesDiffer finds happenings that are one in who and what and that reports
// tell in ways that cannot both hold.
func (s *story) scenesDiffer() []readout.Difference {
	found := make([]clashing, len(contraries))
	s.nearly.met = make([]int, len(s.props))
	s.encounters(func(i, j int, e *encounter) {
		s.nearly.add(e)
		for k := range contraries {
			if x, y, ok := contraries[k].told(e); ok {
				found[k].add(len(s.scenes), i, j, x, y)
			}
		}
	})
	var out []readout.Difference
	for k := range contraries {
		for _, set := range found[k].all(s) {
			out = append(out, s.sceneDifference(set, contraries[k].subject, contraries[k].reason)...)
		}
	}
	return out
}

// traits are what a scene is compared by where differences are looked for, read
// once.
type traits struct {
	sites   []site
	holders []holder
	ways    []way
	aged    bool // somebody's age is given
	// The one distance and the one term of the clause, where it can have any.
	distance         distance
	term             term
	measured, termed bool
}

func (s *story) traits(p *prop, sc *scene) traits {
	t := traits{sites: s.sites(p, sc), holders: s.holdersIn(p, sc), ways: s.ways(p, sc)}
	t.aged = sc.any(func(t *taker) bool { return t.age != "" })
	if slices.ContainsFunc(sc.numbers, func(q quantity) bool { return lengths[q.noun] > 0 }) {
		t.distance, t.measured = s.distanceIn(p, sc)
	}
	if slices.Contains(sc.kinds, "sentence") || sc.what == fined() {
		t.term, t.termed = s.termIn(p, sc)
	}
	return t
}

// encounters calls f for each two scenes of different reports that share a key. The
// encounter is good until f returns.
func (s *story) encounters(f func(i, j int, e *encounter)) {
	index := make([][]int32, len(s.sceneKeys))
	seen := make([]int, len(s.scenes)) // the last scene that each was compared with, plus one
	e := &encounter{story: s}
	for i := range s.scenes {
		n := &s.scenes[i]
		p := &s.props[n.prop]
		if !n.base || p.st.Position.Weak() {
			continue
		}
		n.traits = s.traits(p, n.scene)
		keys := n.keys
		if more := n.scene.excluding(); more != nil {
			keys = slices.Concat(keys, s.sceneKeys.of(more))
			index = append(index, make([][]int32, len(s.sceneKeys)-len(index))...)
		}
		for _, key := range keys {
			list := index[key]
			for _, j := range list[max(0, len(list)-mostOfNear):] {
				if m := &s.scenes[j]; seen[j] != i+1 && p.report != s.props[m.prop].report {
					e.a, e.b, e.p, e.q, e.read = m, n, &s.props[m.prop], p, false
					f(int(j), i, e)
				}
				seen[j] = i + 1
			}
			index[key] = append(list, int32(i))
		}
	}
}

// clashing gathers scenes that clash in one way into sets, with what each tells.
type clashing struct {
	set  sets
	told map[int]version
}

func (c *clashing) add(n, i, j int, a, b version) {
	if c.told == nil {
		c.set, c.told = newSets(n), map[int]version{}
	}
	c.set.join(i, j)
	for k, t := range map[int]version{i: a, j: b} {
		if have, ok := c.told[k]; !ok || t.value < have.value {
			c.told[k] = t // whatever the order of the reports
		}
	}
}

// toldNode is a scene with what it tells.
type toldNode struct {
	*node
	version
}

func (c *clashing) all(s *story) [][]toldNode {
	by := map[int]int{}
	var out [][]toldNode
	for _, i := range slices.Sorted(maps.Keys(c.told)) {
		root := c.set.find(i)
		k, ok := by[root]
		if !ok {
			k, by[root] = len(out), len(out)
			out = append(out, nil)
		}
		out[k] = append(out[k], toldNode{&s.scenes[i], c.told[i]})
	}
	return out
}

// yesNo finds one that is told as not so, by words and not by a denial: a denial
// disputes a claim, and differs in no value.
func (e *encounter) yesNo() (a, b version, ok bool) {
	if !e.a.stated || !e.b.stated || !opposite(e.a, e.b) || e.a.status == readout.Denied || e.b.status == readout.Denied {
		return a, b, false
	}
	if e.since() {
		return a, b, false
	}
	x, ok := e.is()
	value := func(n *node) version {
		if n.not {
			return version{value: "not so"}
		}
		return version{value: "so"}
	}
	return value(e.a), value(e.b), ok && (x.denies() && x.same() || e.equated(x)) && !narrow(e.a, e.b) && (e.negates(e.p, e.a) || e.negates(e.q, e.b))
}

// since reports that what one says was not so the other may tell as having happened
// since: its report is of a later day, and the two are not placed on one.
func (e *encounter) since() bool {
	no, yes := e.p, e.q
	if e.b.not {
		no, yes = e.q, e.p
	}
	return !e.oneDay() && e.daysApart(yes.report, no.report) > 0
}

// daysApart is by how many days one report is of later than another; 0 where one of
// them is of no day.
func (s *story) daysApart(later, earlier int) int {
	x, first := s.published[later]
	y, second := s.published[earlier]
	if !first || !second {
		return 0
	}
	return int(x.Sub(y).Hours() / 24)
}

// datesOf are the days on which reports were published, where they say so.
func datesOf(docs []*readout.Document, reports []int) map[int]time.Time {
	out := map[int]time.Time{}
	for _, r := range reports {
		v := docs[r].Report.Published.Value
		if t, err := time.Parse(time.DateOnly, v[:min(len(v), dayLen)]); err == nil {
			out[r] = t
		}
	}
	return out
}

// equated reports two scenes that say of one thing what it is: "the release was a
// swap", "the release was not a swap".
func (e *encounter) equated(x *accord) bool {
	of := func(p *prop, sc *scene) bool {
		return sc.frame.Word != sc.frame.Verb || e.r.Docs[p.report].Words[sc.frame.Word].UPOS == readout.NOUN
	}
	return (x.patient || x.agent) && min(e.a.scene.weight, e.b.scene.weight) >= tellingNoun && e.a.scene.what == e.b.scene.what && of(e.p, e.a.scene) && of(e.q, e.b.scene)
}

// tellingNoun is the weight of a noun that says what something is, and not how
// somebody finds it: a coup, an accident; not a success, a surprise.
const tellingNoun = 4.5

// negates reports a scene that words negate: not "should have died".
func (s *story) negates(p *prop, n *node) bool {
	return n.not && (n.scene.none || n.scene.frame.Negated || slices.ContainsFunc(p.words, func(w string) bool {
		return slices.Contains(negations, w) || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t")
	}))
}

// plain reports that no words of the two put either beside other occasions: "had
// been seized there before".
func (e *encounter) plain() bool {
	in := func(p *prop) bool {
		return past(p) || slices.ContainsFunc(p.words, func(w string) bool { return slices.Contains(occasions, w) })
	}
	return !in(e.p) && !in(e.q)
}

// occasions are words of acts that are done again, or were before.
var occasions = []string{"again", "prior", "previous", "previously", "earlier", "before", "formerly", "once", "twice", "already", "another", "second", "first", "separately", "separate", "also"}

// days finds two days; only of what is undergone once, since most things are done
// again.
func (e *encounter) days() (a, b version, ok bool) {
	day := func(n *node) bool { return len(n.days) == 1 && isDay(n.days[0]) && len(n.days[0]) == dayLen }
	if !day(e.a) || !day(e.b) || e.a.days[0] == e.b.days[0] || e.a.not || e.b.not || e.a.mood != "fact" || e.b.mood != "fact" {
		return a, b, false
	}
	if e.weekdays() {
		return a, b, false
	}
	x, why := agree(e.a.scene, e.b.scene)
	ok = why == noClash && x.once && x.weight >= strongAccord && (x.agent || x.count || x.extra) && !e.twins(e.p, e.q)
	return version{value: e.a.days[0]}, version{value: e.b.days[0]}, ok
}

// weekdays reports two days with one name, one of which the words give by its name
// alone: which week is meant, the day of the report says, and it may be another's.
func (e *encounter) weekdays() bool {
	x, err := time.Parse(time.DateOnly, e.a.days[0])
	y, err2 := time.Parse(time.DateOnly, e.b.days[0])
	bare := func(p *prop, n *node) bool {
		d := e.r.Docs[p.report]
		return slices.ContainsFunc(d.Timexes, func(t readout.Timex) bool {
			return n.scene.clause.Contains(t.Span) && strings.HasPrefix(t.Value, n.days[0]) && !strings.ContainsAny(t.Of(d.Report.Source), "0123456789")
		})
	}
	return err == nil && err2 == nil && x.Weekday() == y.Weekday() && (bare(e.p, e.a) || bare(e.q, e.b))
}

// ages finds two ages of one who takes part.
func (e *encounter) ages() (a, b version, ok bool) {
	if !e.a.traits.aged || !e.b.traits.aged {
		return a, b, false
	}
	if x, ok := e.is(); !ok || !x.same() || opposite(e.a, e.b) {
		return a, b, false
	}
	for i := range e.a.scene.takes {
		t := &e.a.scene.takes[i]
		for j := range e.b.scene.takes {
			q := &e.b.scene.takes[j]
			if t.age == "" || q.age == "" || t.age == q.age || t.role != q.role || t.head != q.head {
				continue
			}
			if m, _ := t.meet(q); m.fit {
				who := min(e.word(e.p, t.word), e.word(e.q, q.word))
				return version{t.age, who}, version{q.age, who}, true
			}
		}
	}
	return a, b, false
}

// word is a word of a proposition's report, in small letters.
func (s *story) word(p *prop, w int32) string {
	d := s.r.Docs[p.report]
	return strings.ToLower(d.Words[w].Of(d.Report.Source))
}

// otherNumber reports two statements with scenes that are one but for how many
// the number of a unit counts: those whom it is done to, or who do it.
func (s *story) otherNumber(p, q *prop, unit string) bool {
	for i := range p.stated {
		for j := range q.stated {
			a, b := &p.stated[i], &q.stated[j]
			if a.what == b.what && s.countsApart(a, b, unit) {
				return true
			}
		}
	}
	return false
}

// countsApart reports scenes of one predicate whose patients, or sole
// participants, are alike in kind and cannot be alike in number, and that share a
// place, an agent or another noun.
func (s *story) countsApart(a, b *scene, unit string) bool {
	counted := func(s *scene) (*taker, int) {
		for i := range s.takes {
			t := &s.takes[i]
			if t.count.value != "" && t.role != frame.Oblique && (t.head == unit || unit == "kill" && slices.Contains(s.kinds, "killing")) {
				return t, i
			}
		}
		return nil, -1
	}
	x, i := counted(a)
	y, j := counted(b)
	if x == nil || y == nil || x.head != y.head || x.count.canBe(y.count) || differ(x.codes, y.codes) {
		return false
	}
	// With the counts set aside the rest must be one.
	got, why := agree(s.uncounted(a, i), s.uncounted(b, j))
	return why == noClash && got.weight >= strongAccord && (got.agent && got.patient || got.extra)
}

// countedTake is one of a scene's takers.
type countedTake struct {
	of   *scene
	take int
}

// uncounted is a scene without the number of one who takes part, made when first
// asked for: a scene is compared with many.
func (s *story) uncounted(sc *scene, take int) *scene {
	at := countedTake{sc, take}
	c, known := s.stripped[at]
	if !known {
		x := *sc
		x.takes = slices.Clone(sc.takes)
		x.takes[take].count = quantity{}
		x.seat()
		c = &x
		s.stripped[at] = c
	}
	return c
}

// sceneDifference makes a difference of scenes that tell several values.
func (s *story) sceneDifference(set []toldNode, subject, reason string) []readout.Difference {
	x := sides{s: s}
	what := ""
	for _, n := range set {
		p := &s.props[n.prop]
		if n.value != "" {
			x.add(n.value, p)
		}
		w := n.of
		if w == "" {
			w = s.word(p, n.scene.frame.Word)
		}
		if what == "" || w < what {
			what = w
		}
	}
	if !x.across() {
		return nil
	}
	about := subject + ": " + what
	return []readout.Difference{x.difference(readout.Contradiction, about, about, reason)}
}
