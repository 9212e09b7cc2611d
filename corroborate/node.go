package corroborate

import (
	"cmp"
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

// state are predicates that leave what is so to words that may be no part of it: only
// how many there are of whom they tell makes them a happening.
var state = map[string]bool{"remain": true, "stay": true, "becom": true}

func init() {
	for w := range strings.FieldsSeq("be have do go come take make get say tell ask know think believe see need want seem appear become give use include show call add put keep let begin continu start stop end try help involv follow base relat prevent refuse fail avoid able unable likely unlikely ready due set expect possible look seem feel force bring allow cause enable lead put") {
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
				if empty[sc.what] || state[sc.what] && !sc.any(func(t *taker) bool { return t.count.value != "" }) || !sc.any(func(t *taker) bool { return t.role != frame.Oblique || slices.Contains(matters, t.prep) }) {
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

// keys are what near scenes share one of: a kind of act or a predicate, and a noun or
// a number.
func (s *scene) keys() []string {
	whats := append([]string{s.what}, s.kinds...)
	var out []string
	for i := range s.takes {
		if t := &s.takes[i]; t.role != frame.Oblique || slices.Contains(matters, t.prep) {
			for _, w := range whats {
				for _, k := range t.stems {
					out = append(out, w+" "+k)
				}
				if t.count.value != "" {
					out = append(out, w+" #"+t.count.value)
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
