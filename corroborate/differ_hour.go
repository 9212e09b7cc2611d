package corroborate

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// clock is a time of day as a report gives it: "at 10:00 local time".
type clock struct {
	text    string // verbatim
	zone    string // as written, folded: "local time"; "" for none
	at      time.Time
	fixed   bool // its distance from Greenwich is given
	halfDay bool // morning or evening is not said
	grain   int  // minutes to which it may be rounded
}

// clockOf reads a clock time that is told as one moment; false for one that is
// rounded or bounds another ("around 7", "by 10:00"), or whose day is not known.
func (s *story) clockOf(p *prop, timex int) (clock, bool) {
	d := s.r.Docs[p.report]
	t := &d.Timexes[timex]
	before := strings.Fields(fold.Key(d.Report.Source[max(0, t.Start-24):t.Start]))
	if t.Mod != "" || len(before) == 0 || !moment[before[len(before)-1]] || len(before) > 1 && !exact[before[len(before)-1]] && loosely[before[len(before)-2]] {
		return clock{}, false
	}
	day, hour, ok := strings.Cut(t.Value, "T")
	if !ok || len(day) != dayLen || !isDay(day) || len(hour) < len("10:00") {
		return clock{}, false
	}
	c := clock{text: fold.Line(t.Of(d.Report.Source))}
	offset := hour[len("10:00"):]
	form := "2006-01-02T15:04"
	if offset != "" {
		form, c.fixed = form+"Z07:00", true
	}
	at, err := time.Parse(form, t.Value)
	if err != nil {
		return clock{}, false
	}
	c.at, c.grain, c.halfDay = at, grainOf(at.Minute()), halfDay(c.text)
	if _, kept, ok := strings.Cut(t.Derivation, "; \""); ok {
		if zone, _, ok := strings.Cut(kept, "\" is kept as written"); ok {
			c.zone = fold.Key(zone)
		}
	}
	return c, true
}

// moment are the words before a clock time that give it as the time of an act.
var moment = map[string]bool{"at": true, "exactly": true, "precisely": true}

// exact are those that only sharpen another.
var exact = map[string]bool{"exactly": true, "precisely": true}

// loosely are words before "at" that make it a bound: "not before at 10:00".
var loosely = map[string]bool{"until": true, "since": true, "before": true, "after": true, "from": true, "around": true, "about": true, "daily": true, "shortly": true}

// grainOf is to how many minutes a time may be rounded.
func grainOf(minute int) int {
	for _, g := range []int{60, 30, 15, 10, 5} {
		if minute%g == 0 {
			return g
		}
	}
	return 1
}

// halfDay reports words that do not say which half of the day they mean: "at 7",
// "at 7:16".
func halfDay(text string) bool {
	key := fold.Key(text)
	for _, w := range []string{"am", "pm", "a.m", "p.m", "noon", "midday", "midnight", "morning", "afternoon", "evening", "night", "gmt", "utc", "hrs", "hours"} {
		if strings.Contains(key, w) {
			return false
		}
	}
	digits := strings.IndexFunc(key, func(r rune) bool { return r >= '0' && r <= '9' })
	if digits < 0 {
		return true
	}
	hour := key[digits:]
	n := strings.IndexFunc(hour, func(r rune) bool { return r < '0' || r > '9' })
	if n < 0 {
		n = len(hour)
	}
	h, err := strconv.Atoi(hour[:n])
	return err == nil && n <= 2 && h <= 12 && hour[0] != '0'
}

// leastApart is by how many minutes two clocks differ at least.
const leastApart = 5

// apart reports two times that cannot be of one moment, and whether the two can
// be compared at all: by one zone as written or by none, or both from Greenwich.
func (c *clock) apart(o *clock) (apart, compared bool) {
	if c.fixed != o.fixed || !c.fixed && c.zone != o.zone {
		return false, false
	}
	off := int(c.at.Sub(o.at).Abs() / time.Minute)
	if c.halfDay || o.halfDay {
		off %= 12 * 60
		off = min(off, 12*60-off)
	}
	return off >= leastApart && 2*off >= max(c.grain, o.grain), true
}

// hours finds two clock times of one act.
func (e *encounter) hours() (a, b version, ok bool) {
	if len(e.a.clocks) == 0 || len(e.b.clocks) == 0 || !e.facts() || !e.sameDay() || !e.plain() || e.side(e.p, e.a.scene) != e.side(e.q, e.b.scene) {
		return a, b, false
	}
	x, y, ok := e.clocksApart(e.p, e.q, e.a.clocks, e.b.clocks)
	if !ok {
		return a, b, false
	}
	got, one := e.is()
	return version{value: x}, version{value: y}, one && got.same() && e.firm(got)
}

// clocksApart compares the times of two clauses: some two are apart, and none
// that can be compared are one.
func (s *story) clocksApart(p, q *prop, a, b []int) (x, y string, ok bool) {
	for _, i := range a {
		for _, j := range b {
			c, first := s.clockOf(p, i)
			o, second := s.clockOf(q, j)
			if !first || !second {
				return "", "", false
			}
			apart, compared := c.apart(&o)
			if compared && !apart {
				return "", "", false
			}
			if apart && !ok {
				x, y, ok = c.text, o.text, true
			}
		}
	}
	return x, y, ok
}

// ends are the verbs that tell which end of something a time is of.
var ends = []struct {
	side  string
	verbs []string
}{
	{"begin", []string{"begin", "start", "open", "commence", "launch", "depart", "leave", "take"}},
	{"end", []string{"end", "finish", "close", "conclude", "stop", "adjourn", "arrive", "land", "reach"}},
	{"again", []string{"resume", "continue", "reopen", "return"}},
}

// side is which end of something a scene is: that of its verb; "" for neither.
func (s *story) side(p *prop, sc *scene) string {
	verb := s.stages[p.report].frames.Lemma(sc.frame.Verb)
	for _, x := range ends {
		if slices.Contains(x.verbs, verb) {
			return x.side
		}
	}
	return ""
}

// beginningsDiffer finds the beginning, or the end, of one thing at two times of a
// day: "the curfew began at 9 p.m.". Such a clause has nobody who takes part, and is
// compared by its noun, with an article, and all that the noun has with it.
func (s *story) beginningsDiffer() []readout.Difference {
	byNoun := map[string][]int{}
	var list []node
	var order []string
	for i := range s.props {
		p := &s.props[i]
		if from, _ := s.voices.textOf(p.report, p.st.Span); from != p.report || p.st.Position.Weak() {
			continue
		}
		for k := range p.stated {
			sc := &p.stated[k]
			if sc.frame.Word == sc.frame.Verb || sc.frame.Negated || !s.stages[p.report].definite(sc.frame.Word) || s.side(p, sc) == "" {
				continue
			}
			n := s.nodeOf(i, sc, true)
			if n.days, n.clocks, n.assumed = s.dates(p, sc); len(n.clocks) == 0 {
				continue
			}
			key := sc.what + " " + s.side(p, sc)
			if byNoun[key] == nil {
				order = append(order, key)
			}
			byNoun[key] = append(byNoun[key], len(list))
			list = append(list, n)
		}
	}
	var out []readout.Difference
	for _, key := range order {
		x := sides{s: s}
		for _, i := range byNoun[key] {
			for _, j := range byNoun[key] {
				e := encounter{story: s, a: &list[i], b: &list[j], p: &s.props[list[i].prop], q: &s.props[list[j].prop]}
				if j <= i || e.p.report == e.q.report || !e.facts() || !e.oneDay() || s.twins(e.p, e.q) || !s.sameThing(&e) {
					continue
				}
				if v, w, ok := s.clocksApart(e.p, e.q, e.a.clocks, e.b.clocks); ok {
					x.add(v, e.p)
					x.add(w, e.q)
				}
			}
		}
		if x.across() {
			out = append(out, x.difference(readout.Contradiction, "hour: "+key, "hour: "+key, "one happening, at two times of one day by the same clock"))
		}
	}
	return out
}

// sameThing reports two nouns with the same words around them, as far as either has
// any: "the curfew in the old town".
func (s *story) sameThing(e *encounter) bool {
	with := func(p *prop, sc *scene) []string {
		g := s.stages[p.report]
		out := g.stems(g.frames.Phrase(sc.frame.Word))
		for i := range sc.takes {
			out = append(out, sc.takes[i].stems...)
		}
		slices.Sort(out)
		return slices.Compact(out)
	}
	return slices.Equal(with(e.p, e.a.scene), with(e.q, e.b.scene))
}
