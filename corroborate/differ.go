package corroborate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/readout-project/readout"
)

// Limits of what is printed on one side of a difference.
const (
	sideSpans = 2 // a report
	sideWords = 60
)

// differences lists where the reports differ, where that is certain: numbers
// that cannot both hold, manners that exclude each other, opposite judgements; and
// what one report alone says.
func (s *story) differences() []readout.Difference {
	scenes := slices.Concat(s.scenesDiffer(), s.beginningsDiffer(), s.ordersDiffer())
	out := beyond(s.numbersDiffer(), scenes)
	out = append(out, scenes...)
	s.dispute(out)
	out = append(out, s.mannersDiffer()...)
	out = append(out, s.judgementsDiffer()...)
	return append(out, s.onlyOneSays(out)...)
}

// beyond leaves out differences of a list of which another list has all words.
func beyond(list, other []readout.Difference) []readout.Difference {
	refs := func(d readout.Difference) (out []readout.Ref) {
		for _, side := range d.Sides {
			out = append(out, side.Evidence...)
		}
		return out
	}
	return slices.DeleteFunc(list, func(d readout.Difference) bool {
		return slices.ContainsFunc(other, func(o readout.Difference) bool {
			have := refs(o)
			return !slices.ContainsFunc(refs(d), func(r readout.Ref) bool { return !slices.Contains(have, r) })
		})
	})
}

// dispute gives the claims on the sides of contradictions their level: that
// something is so is disputed where another report has it otherwise. The counts
// of both sides stay.
func (s *story) dispute(list []readout.Difference) {
	for _, d := range list {
		for _, side := range d.Sides {
			for _, k := range side.Claims {
				c := &s.out.Claims[k]
				if c.Ledger != readout.IsSo || c.Level == readout.Withdrawn || strings.HasSuffix(c.Reason, otherwise) {
					continue
				}
				c.Level = readout.Disputed
				c.Reason = join(c.Reason, otherwise)
			}
		}
	}
}

const otherwise = "another report has it otherwise"

// sides gathers evidence by value, within the limits, in order of first use.
type sides struct {
	s    *story
	list []readout.Side
}

func (x *sides) add(value string, p *prop) {
	if _, copied := x.s.copyOf[p.report]; copied {
		return // its original says it
	}
	k := slices.IndexFunc(x.list, func(s readout.Side) bool { return s.Value == value })
	if k < 0 {
		k = len(x.list)
		x.list = append(x.list, readout.Side{Value: value})
	}
	side := &x.list[k]
	n := 0
	for _, e := range side.Evidence {
		if e.Report == p.report {
			n++
		}
		if e.Report == p.report && e.Span.Overlaps(p.st.Span) {
			return
		}
	}
	if n < sideSpans && len(p.words) <= sideWords {
		side.Evidence = append(side.Evidence, readout.Ref{Report: p.report, Span: p.st.Span})
	}
}

// claims names, on each side, the claims that rest on that side's words alone:
// a claim that other words carry too is not about the difference.
func (x *sides) claims() {
	for i := range x.list {
		side := &x.list[i]
		for c := range x.s.out.Claims {
			if !slices.ContainsFunc(x.s.out.Claims[c].Evidence, func(e readout.Evidence) bool { return !slices.Contains(side.Evidence, e.Ref) }) {
				side.Claims = append(side.Claims, c)
			}
		}
	}
}

// across reports whether two sides stand in different reports; where they do,
// the sides get their claims.
func (x *sides) across() bool {
	seen := map[int]bool{}
	for _, side := range x.list {
		for _, e := range side.Evidence {
			seen[e.Report] = true
		}
	}
	full := 0
	for _, side := range x.list {
		if len(side.Evidence) > 0 {
			full++
		}
	}
	if full < 2 || full > 4 || len(seen) < 2 {
		return false
	}
	x.claims()
	return true
}

// difference is what the sides make. Its id names it by its subject and by its
// first words in the order of content, which do not depend on the order of the
// reports or, but for earlier words, on what else is read.
func (x *sides) difference(kind readout.DifferenceKind, subject, about, reason string) readout.Difference {
	var keys []string
	for _, side := range x.list {
		for _, e := range side.Evidence {
			keys = append(keys, fmt.Sprintf("%s %08d", x.s.r.Docs[e.Report].Report.ID(), e.Span.Start))
		}
	}
	id := ident("d", strings.Join([]string{string(kind), subject, slices.Min(keys)}, " "))
	return readout.Difference{ID: id, Kind: kind, About: about, Sides: x.list, Reason: reason}
}

// Statements are alike but for a number where they share these parts.
const (
	alikePart  = 0.70
	alikeWhole = 0.45
	alikeAct   = 0.60
)

// partial reports words that count a part of a whole: "five others", "five of
// whom", "including five".
func partial(words []string) bool {
	for i, w := range words {
		switch w {
		case "other", "others", "another", "including", "among", "additional", "further", "more", "each", "per":
			if w != "more" || i+1 >= len(words) || words[i+1] != "than" {
				return true
			}
		case "whom", "them":
			if i > 0 && words[i-1] == "of" {
				return true
			}
		}
	}
	return false
}

// Measures of time, and shares that change by the hour, count too many things
// for a difference to be certain.
var timeUnits = []string{"percent", "point", "hour", "day", "week", "month", "year", "minut", "second", "decad", "centuri", "am", "pm", "time", "magnitud"}

// rising are the units of counts that grow as an event goes on: a later report
// of more is no contradiction.
var rising = []string{"kill", "hurt", "die", "bodi", "victim", "casualti", "arrest", "person"}

// numbersDiffer finds numbers of one unit that cannot both hold in statements
// otherwise alike.
func (s *story) numbersDiffer() []readout.Difference {
	var out []readout.Difference
	byUnit := map[string][]int{}
	var units []string
	for i := range s.props {
		p := &s.props[i]
		if mood(p.st.Status) != "fact" || past(p) || p.st.Position.Weak() {
			continue
		}
		for _, q := range p.numbers {
			if !slices.Contains(timeUnits, q.unit) && !slices.Contains(byUnit[q.unit], i) {
				if byUnit[q.unit] == nil {
					units = append(units, q.unit)
				}
				byUnit[q.unit] = append(byUnit[q.unit], i)
			}
		}
	}
	for _, unit := range units {
		if d, ok := s.numberDifference(unit, byUnit[unit]); ok {
			out = append(out, d)
		}
	}
	return out
}

func (s *story) numberDifference(unit string, at []int) (readout.Difference, bool) {
	x, noun := sides{s: s}, ""
	var counts []quantity
	var reach []reach // of each
	var counted []int // propositions
	for _, i := range at {
		vq := countOf(&s.props[i], unit)
		if vq.value == "" {
			continue
		}
		r := vq.reach()
		for m, j := range counted {
			p, q, vp := &s.props[j], &s.props[i], counts[m]
			if p.report == q.report || vp.value == vq.value || r.meets(reach[m]) || s.grown(p, q, unit) || s.again(p, q) || !(s.alike(p, q) && countsSame(p, q, unit)) && !s.otherNumber(p, q, unit) {
				continue
			}
			x.add(vp.label(), p)
			x.add(vq.label(), q)
			if first := min(vp.noun, vq.noun); noun == "" || first < noun {
				noun = first // whatever the order of the reports
			}
		}
		counts, reach, counted = append(counts, vq), append(reach, r), append(counted, i)
	}
	if !x.across() {
		return readout.Difference{}, false
	}
	return x.difference(readout.Contradiction, unit, "number of "+noun, "statements alike but for a number that cannot be both"), true
}

// grown reports a count that rises with an event, told by reports of different
// days.
func (s *story) grown(p, q *prop, unit string) bool {
	a, b := s.r.Docs[p.report].Report.Published.Value, s.r.Docs[q.report].Report.Published.Value
	if !slices.Contains(rising, unit) {
		return false
	}
	n := min(len(a), len(b), dayLen)
	return n < dayLen || a[:n] != b[:n]
}

// mostApart is how many days two reports are apart at most that tell of an act
// without its day, for the act to be one: most things are done again.
const mostApart = 3

// again reports two statements that name no day in common, in reports of days far
// apart.
func (s *story) again(p, q *prop) bool {
	n := s.daysApart(p.report, q.report)
	if max(n, -n) <= mostApart {
		return false
	}
	same, _ := dayIn(p, q)
	return !same
}

// holding are predicates that only say how many there are.
var holding = map[string]bool{"have": true, "be": true, "number": true, "total": true, "keep": true, "hold": true}

// nearlyAlike is the part of the words that two statements share where the tree
// of one alone shows what the number does.
const nearlyAlike = 0.6

// countsSame reports whether the trees, where they show what the numbers of a unit
// do or undergo, show one act.
func countsSame(p, q *prop, unit string) bool {
	acts := func(p *prop) (out []*scene) {
		for _, list := range [][]scene{p.stated, p.known} {
			if len(out) > 0 {
				break // what is stated of the number comes before what is known
			}
			for i := range list {
				if list[i].any(func(t *taker) bool { return t.head == unit && t.count.value != "" }) {
					out = append(out, &list[i])
				}
			}
		}
		return out
	}
	a, b := acts(p), acts(q)
	if len(a) == 0 || len(b) == 0 {
		return len(a) == len(b) || like(p, q).whole >= nearlyAlike
	}
	return slices.ContainsFunc(a, func(x *scene) bool {
		return slices.ContainsFunc(b, func(y *scene) bool { return x.kindred(y) || holding[x.what] || holding[y.what] })
	})
}

// countOf is the one number that p gives of a unit; empty for none or several.
func countOf(p *prop, unit string) quantity {
	var v quantity
	for _, q := range p.numbers {
		if q.unit != unit {
			continue
		}
		if v.value != "" && v.value != q.value {
			return quantity{}
		}
		v = q
	}
	return v
}

// alike reports whether two statements say the same but for their numbers.
func (s *story) alike(p, q *prop) bool {
	if l := like(p, q); l.count < leastStems || l.act < alikeAct {
		return false
	}
	var w, wp, wq float32
	n := 0
	count := func(p *prop, sum *float32) {
		for i, k := range p.stems {
			if !allDigits(k) {
				*sum += p.weight[i]
			}
		}
	}
	count(p, &wp)
	count(q, &wq)
	for i, j, ok := p.next(&q.bag, 0, 0); ok; i, j, ok = p.next(&q.bag, i+1, j+1) {
		if !allDigits(p.stems[i]) {
			w += p.weight[i]
			n++
		}
	}
	return n >= leastStems && w >= alikePart*min(wp, wq) && w >= alikeWhole*(wp+wq-w) &&
		!s.twins(p, q) && !partial(p.words) && !partial(q.words)
}

// stated is a proposition with a manner of an act.
type stated struct {
	*prop
	manner
}

// mannersDiffer finds acts of one kind that reports give different manners:
// what one says of the whole, another may say of a part. The statements must
// name a party in common; one that names none ("the officials also spoke
// directly") goes with those of its own report.
func (s *story) mannersDiffer() []readout.Difference {
	type key struct{ act, pair string }
	found := map[key][]stated{}
	var order []key
	for i := range s.props {
		p := &s.props[i]
		if mood(p.st.Status) != "fact" || negative(p.st.Status) || past(p) {
			continue
		}
		for _, m := range p.manners {
			for _, act := range p.kinds {
				k := key{act, m.pair}
				if found[k] == nil {
					order = append(order, k)
				}
				found[k] = append(found[k], stated{p, m})
			}
		}
	}
	var out []readout.Difference
	for _, k := range order {
		x := s.mannerSides(found[k])
		if len(x.list) >= 2 && x.across() {
			about := k.act + ", " + k.pair
			out = append(out, x.difference(readout.Scope, about, about, "both can hold of different parts of one "+k.act))
		}
	}
	return out
}

// mannerSides gathers the sides: the words that name a party in common and those
// of the same reports that name none, sourced ones first; headline, deck and
// caption only of reports whose body is silent.
func (s *story) mannerSides(list []stated) sides {
	x := sides{s: s}
	met, said := map[int]bool{}, map[[2]string]bool{}
	key := func(a stated) [2]string { return [2]string{a.side, s.r.Docs[a.report].Report.ID()} }
	add := func(weak bool, fit func(a stated) bool) {
		for _, a := range list {
			if a.st.Position.Weak() == weak && fit(a) && !(weak && said[key(a)]) {
				said[key(a)] = true
				x.add(a.side, a.prop)
			}
		}
	}
	opposed := func(a stated) bool {
		return slices.ContainsFunc(list, func(b stated) bool { return a.side != b.side && shareName(a.prop, b.prop) })
	}
	sourced := func(a stated) bool { return a.st.Attribution >= 0 }
	pointing := func(a stated) bool { return met[a.report] && !slices.ContainsFunc(a.stems, isCode) }
	for _, a := range list {
		met[a.report] = met[a.report] || opposed(a)
	}
	add(false, func(a stated) bool { return sourced(a) && (opposed(a) || pointing(a)) })
	add(false, func(a stated) bool { return opposed(a) || pointing(a) })
	add(true, opposed)
	return x
}

// earlier reports words that speak of other occasions than the one reported.
func earlier(words []string) bool {
	for _, w := range words {
		switch w {
		case "previous", "previously", "earlier", "formerly", "usually", "always", "often":
			return true
		}
	}
	return false
}

// shareName reports whether two propositions share a country or another rare
// stem.
func shareName(p, q *prop) bool {
	for i, j, ok := p.next(&q.bag, 0, 0); ok; i, j, ok = p.next(&q.bag, i+1, j+1) {
		if isCode(p.stems[i]) || p.weight[i] > rare {
			return true
		}
	}
	return false
}

func isCode(stem string) bool {
	return len(stem) == 3 && strings.ToUpper(stem) == stem && stem[0] >= 'A'
}

// judgementsDiffer sets those who judge well against those who judge badly.
func (s *story) judgementsDiffer() []readout.Difference {
	x := sides{s: s}
	for _, weak := range []bool{false, true} {
		for i := range s.props {
			p := &s.props[i]
			js := judgements(p.words)
			if p.st.Position.Weak() == weak && len(js) == 1 && assessing(p.words) && js[0] != "mixed" && mood(p.st.Status) == "fact" && p.st.Position != readout.InBackground {
				x.add(js[0], p)
			}
		}
	}
	if len(x.list) != 2 || !x.across() {
		return nil
	}
	for i := range x.list {
		x.list[i].Value = ""
	}
	return []readout.Difference{x.difference(readout.Assessment, "how it went", "how it went", "each side is the judgement of those who are named with it")}
}
