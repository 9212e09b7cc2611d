package corroborate

import (
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/frame"
)

// strongAccord is the weight that two scenes share, apart from where they clash,
// to be one happening told in two ways.
const strongAccord = 9

// scenesDiffer finds happenings that are one in who and what and of which one
// report says that it was so and another that it was not, or that are placed on
// two days.
func (s *story) scenesDiffer() []readout.Difference {
	var out []readout.Difference
	yes := s.pairs(func(a, b *node) bool { return s.deny(a, b) })
	for _, set := range yes {
		out = append(out, s.sceneDifference(set, "whether", "", "one says that it was so, another that it was not", func(n *node) string {
			if negative(s.status(n)) {
				return "not so"
			}
			return "so"
		})...)
	}
	days := s.pairs(func(a, b *node) bool { return s.otherDay(a, b) })
	for _, set := range days {
		out = append(out, s.sceneDifference(set, "day", "", "one happening, placed on two days", func(n *node) string { return n.days[0] })...)
	}
	for _, set := range s.pairs(func(a, b *node) bool { return s.otherAge(a, b) != nil }) {
		who, age := s.ageIn(set)
		out = append(out, s.sceneDifference(set, "age", who, "of one happening, and of two ages", age)...)
	}
	return out
}

// otherAge are those of a who take part in b as well, at another age; nil for
// none.
func (s *story) otherAge(a, b *node) *taker {
	x, ok := s.accord(a, b)
	if !ok || !x.same() || s.opposite(a, b) {
		return nil
	}
	for i := range a.scene.takes {
		t := &a.scene.takes[i]
		for j := range b.scene.takes {
			q := &b.scene.takes[j]
			if t.age == "" || q.age == "" || t.age == q.age || t.role != q.role || t.head != q.head {
				continue
			}
			if m, _ := t.meet(q); m.fit {
				return t
			}
		}
	}
	return nil
}

// ageIn names whose ages differ in a set, and gives the age in each scene.
func (s *story) ageIn(set []*node) (who string, age func(n *node) string) {
	heads := map[string]bool{}
	for i, a := range set {
		for _, b := range set[:i] {
			if s.props[a.prop].report != s.props[b.prop].report {
				if t := s.otherAge(a, b); t != nil {
					heads[t.head] = true
					d := s.r.Docs[s.props[a.prop].report]
					if w := strings.ToLower(d.Words[t.word].Of(d.Report.Source)); who == "" || w < who {
						who = w
					}
				}
			}
		}
	}
	return who, func(n *node) string {
		for i := range n.scene.takes {
			if t := &n.scene.takes[i]; t.age != "" && heads[t.head] {
				return t.age
			}
		}
		return ""
	}
}

// pairs are the sets of scenes of different reports that a test ties together.
func (s *story) pairs(tied func(a, b *node) bool) [][]*node {
	index := map[string][]int{}
	set := newSets(len(s.scenes))
	found := map[int]bool{}
	for i := range s.scenes {
		n := &s.scenes[i]
		if !n.base || s.props[n.prop].st.Position.Weak() {
			continue
		}
		seen := map[int]bool{}
		for _, key := range n.keys() {
			for _, j := range index[key][max(0, len(index[key])-mostOfNear):] {
				if m := &s.scenes[j]; !seen[j] && s.props[n.prop].report != s.props[m.prop].report && tied(m, n) {
					set.join(i, j)
					found[i], found[j] = true, true
				}
				seen[j] = true
			}
			index[key] = append(index[key], i)
		}
	}
	by := map[int]int{}
	var out [][]*node
	for i := range s.scenes {
		if !found[i] {
			continue
		}
		root := set.find(i)
		k, ok := by[root]
		if !ok {
			k, by[root] = len(out), len(out)
			out = append(out, nil)
		}
		out[k] = append(out[k], &s.scenes[i])
	}
	return out
}

// deny reports two scenes that are one but that one is told as not so, by words
// and not by a denial: a denial disputes a claim, and differs in no value.
func (s *story) deny(a, b *node) bool {
	if !a.stated || !b.stated || !s.opposite(a, b) || s.status(a) == readout.Denied || s.status(b) == readout.Denied {
		return false
	}
	x, ok := s.accord(a, b)
	return ok && x.denies() && x.same() && !s.narrow(a, b)
}

// otherDay reports two scenes that are one but for the day; only of what is
// undergone once, since most things are done again.
func (s *story) otherDay(a, b *node) bool {
	day := func(n *node) bool { return len(n.days) == 1 && isDay(n.days[0]) && len(n.days[0]) == dayLen }
	if !day(a) || !day(b) || a.days[0] == b.days[0] || negative(s.status(a)) || negative(s.status(b)) || mood(s.status(a)) != "fact" || mood(s.status(b)) != "fact" {
		return false
	}
	x, why := agree(a.scene, b.scene)
	return why == noClash && x.once && x.weight >= strongAccord && (x.agent || x.count || x.extra) && !s.twins(&s.props[a.prop], &s.props[b.prop])
}

// otherNumber reports two statements with scenes that are one but for how many
// the number of a unit counts: those whom it is done to, or who do it.
func (s *story) otherNumber(p, q *prop, unit string) bool {
	for i := range p.stated {
		for j := range q.stated {
			a, b := &p.stated[i], &q.stated[j]
			if a.what == b.what && countsApart(a, b, unit) {
				return true
			}
		}
	}
	return false
}

// countsApart reports scenes of one predicate whose patients, or sole
// participants, are alike in kind and cannot be alike in number, and that share a
// place, an agent or another noun.
func countsApart(a, b *scene, unit string) bool {
	counted := func(s *scene) (taker, int) {
		for i := range s.takes {
			t := &s.takes[i]
			if t.count.value != "" && t.role != frame.Oblique && (t.head == unit || slices.Contains(s.kinds, "killing") && unit == "kill") {
				return *t, i
			}
		}
		return taker{}, -1
	}
	x, i := counted(a)
	y, j := counted(b)
	if i < 0 || j < 0 || x.head != y.head || x.count.canBe(y.count) || differ(x.codes, y.codes) {
		return false
	}
	// With the counts set aside the rest must be one.
	c, d := *a, *b
	c.takes, d.takes = slices.Clone(a.takes), slices.Clone(b.takes)
	c.takes[i].count, d.takes[j].count = quantity{}, quantity{}
	got, why := agree(&c, &d)
	return why == noClash && got.weight >= strongAccord && (got.agent && got.patient || got.extra)
}

// sceneDifference makes a difference of scenes of which value tells the sides.
func (s *story) sceneDifference(set []*node, subject, of, reason string, value func(n *node) string) []readout.Difference {
	x := sides{s: s}
	what := ""
	for _, n := range set {
		p := &s.props[n.prop]
		if v := value(n); v != "" {
			x.add(v, p)
		}
		d := s.r.Docs[p.report]
		if w := strings.ToLower(d.Words[n.scene.frame.Word].Of(d.Report.Source)); what == "" || w < what {
			what = w
		}
	}
	if of != "" {
		what = of
	}
	if !x.across() {
		return nil
	}
	about := subject + ": " + what
	return []readout.Difference{x.difference(readout.Contradiction, about, about, reason)}
}
