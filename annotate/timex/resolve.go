package timex

import (
	"fmt"
	"sort"
	"strconv"

	readout "github.com/readout-project/readout"
)

// result is what an expression comes to.
type result struct {
	value      string
	derivation string
	anchor     readout.Span
	conflict   string
	at         day // the day, month or year it names, for what is counted from it
}

// anchor is a day that other expressions are resolved against.
type anchor struct {
	day     day
	name    string       // in words: "publication 2026-02-07"
	span    readout.Span // where it stands in the report; empty for metadata
	written bool         // a full date of the text that serves for want of a publication date
}

func (a anchor) known() bool { return a.day.year > 0 }

// resolver carries what the expressions of one report are resolved with.
type resolver struct {
	source  string
	blocks  []block
	exprs   []expr
	doc     anchor // the day the report is written from
	results []result
	latest  anchor // when the report was published or last changed, the later one
	bound   string // the latest past date written out, for undated reports

	// Expressions with a full date, by weekday, in text order.
	fullDates, captionDates [8][]int
	writtenDay              map[day]int // the first of each

	disputed int    // the expression of a dateline that publication contradicts; -1
	dispute  string // why

	money    int // 1 where the report counts money, -1 where not; 0: not looked at
	last     lastNamed
	manyDays bool // more than one day has been named
}

// lastNamed are the expressions resolved last: with any date, with a full day,
// with a quarter; -1 for none.
type lastNamed struct {
	date, day, quarter int
	past               int    // a full day that is not to come
	latest             string // the latest quarter of this block and the one before, one that is over if there is one
	months             int    // a count of months: "the first nine months"
}

func (e *expr) quoted() string { return "\"" + e.text + "\"" }

// date resolves the date in expression i. For times it is the day part.
func (r *resolver) date(i int) result {
	e := &r.exprs[i]
	p := &e.p
	switch {
	case p.latest != "":
		return r.period(i)
	case p.that:
		return r.thatUnit(i)
	case p.step != 0 && r.canStep(i):
		return r.stepped(i)
	case p.offset != 0:
		return r.counted(i)
	case p.focus != none:
		return r.fromFocus(i)
	case p.nth != 0:
		return r.nth(i)
	case p.shift != 0:
		return r.shifted(i)
	case p.generic:
		return result{value: fmt.Sprintf("XXXX-WXX-%d", p.weekday), derivation: e.quoted() + ": any " + weekdayNames[p.weekday] + ", no day is meant"}
	case p.decade != "" || p.century != "":
		return result{value: p.decade + p.century, derivation: e.quoted() + " as written"}
	case p.quarter > 0 || p.half > 0 || p.season != "":
		return r.stretch(e)
	case p.year > 0:
		return weekIfMeant(e, r.written(e))
	case p.dayRef != none:
		return r.dayRef(e)
	case p.month > 0:
		return weekIfMeant(e, r.month(i))
	case p.day > 0:
		return r.dayOfMonth(e)
	case p.weekday > 0:
		return r.weekday(i)
	}
	return r.unit(e)
}

// weekIfMeant keeps the week of a day: "the week of March 6".
func weekIfMeant(e *expr, res result) result {
	if e.p.weekOf && res.at.full() {
		res.value, res.at = res.at.week(), day{}
	}
	return res
}

// written resolves what names its year itself.
func (r *resolver) written(e *expr) result {
	p := &e.p
	d := day{p.year, p.month, p.day}
	if p.weekday > 0 && d.full() && d.weekday() != p.weekday {
		return conflict(e, d)
	}
	if p.fiscal && p.month == 0 {
		return result{value: d.String(), at: d, derivation: e.quoted() + ": the fiscal year " + d.String() + ", its months are not stated"}
	}
	return result{value: d.String(), at: d, derivation: e.quoted() + " as written"}
}

func conflict(e *expr, d day) result {
	return result{
		conflict:   fmt.Sprintf("%s gives %s, but %s is a %s", e.quoted(), weekdayNames[e.p.weekday], d, weekdayNames[d.weekday()]),
		derivation: e.quoted() + ": weekday and date disagree, no value",
	}
}

// by is the derivation "words = meaning anchor".
func (r *resolver) by(e *expr, meaning string) string {
	return e.quoted() + " = " + meaning + " " + r.doc.name
}

func (r *resolver) unknown(e *expr, value string) result {
	return result{value: value, derivation: e.quoted() + ": the report gives no date to count from"}
}

var unknownUnit = map[string]string{
	"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "DE": "XXX", "CE": "XX",
}

func (r *resolver) dayRef(e *expr) result {
	if !r.doc.day.full() {
		return r.unknown(e, "XXXX-XX-XX")
	}
	n := e.p.dayRef
	if dir, _ := r.direction(e); e.p.overnight && dir > 0 {
		n = 0
	}
	d := r.doc.day.add(n)
	meaning := "the day of"
	switch {
	case n < 0:
		meaning = count(-n, "day") + " before"
	case n > 0:
		meaning = count(n, "day") + " after"
	}
	return result{value: d.String(), at: d, derivation: r.by(e, meaning), anchor: r.doc.span}
}

func count(n int, unit string) string {
	if n == 1 {
		return "1 " + unit
	}
	return strconv.Itoa(n) + " " + unit + "s"
}

// month resolves a month, with or without a day, whose year is not written.
func (r *resolver) month(i int) result {
	e := &r.exprs[i]
	p := &e.p
	partial := fmt.Sprintf("XXXX-%02d", p.month)
	if p.day > 0 {
		partial += fmt.Sprintf("-%02d", p.day)
	}
	if res, ok := r.rangeYear(i); ok {
		return res
	}
	if !r.doc.known() {
		if res, ok := r.yearNear(i); ok {
			return res
		}
		d := e.quoted() + ": no year is given"
		if r.bound != "" {
			d += "; the report is later than \"" + r.bound + "\""
		}
		return result{value: partial, derivation: d}
	}
	if p.unit == "Y" && p.rel != none {
		d := day{r.doc.day.year + p.rel, p.month, p.day}
		return r.checked(e, d, relWord(p.rel)+" year, seen from")
	}
	if r.doc.day.month == 0 {
		return result{value: partial, derivation: e.quoted() + ": the year does not follow from " + r.doc.name}
	}
	back, forth := r.around(p.month, p.day)
	if res, ok := r.rangeMonth(i); ok {
		return res
	}
	d, why := back, ""
	switch p.rel {
	case 1:
		d, why = forth, "the next one after"
	case 0:
		d, why = day{r.doc.day.year, p.month, p.day}, "this year's, seen from"
	case -1:
		d, why = r.strictlyBefore(p.month, p.day), "the last one before"
	default:
		d, why = r.byTense(e, back, forth)
	}
	if p.weekday > 0 && d.full() && d.weekday() != p.weekday {
		if o := other(d, back, forth); o.full() && o.weekday() == p.weekday && distance(o, r.doc.day) <= sameSeason {
			d, why = o, "the one whose weekday agrees, nearest to"
		}
	}
	return r.checked(e, d, why)
}

// Distances in days, back and ahead, beyond which a date without a year is
// rather the other one, whatever the tense.
const (
	tooFar   = 250
	farAhead = 330
)

// sameSeason is the distance in days within which a date without a year is
// surely of the year that is nearest, so that a wrong weekday is a conflict.
const sameSeason = 60

// beside is the distance in tokens at which a verb surely governs a month: "met
// in December".
const beside = 2

// lastYear is the distance in days beyond which a date with its day would be
// given its year: "has set Nov. 10 as the deadline" is no day of last year.
const lastYear = 300

// lastMonths is the same for a month: on Jan. 1 "in February they asked" is of the
// year before.
const lastMonths = 345

// byTense chooses between the last and the next such date: by the tense of the
// clause, unless that leads too far.
func (r *resolver) byTense(e *expr, back, forth day) (day, string) {
	doc := r.doc.day
	if back == forth {
		return back, "that of"
	}
	dir, cue, far := tense(r.blocks[e.block].toks, e.left, e.to)
	sign := "\"" + cue + "\": "
	switch {
	case dir < 0 && (far <= beside && (back.day == 0 || distance(back, doc) <= lastYear) || distance(back, doc) <= tooFar || back.day == 0 && distance(back, doc) <= lastMonths):
		return back, sign + "the last one on or before"
	case dir > 0 && distance(forth, doc) <= farAhead:
		return forth, sign + "the next one on or after"
	case nearer(forth, back, doc) && (back.day > 0 || distance(back, doc) > tooFar):
		return forth, "the one nearest to"
	}
	return back, "the last one on or before"
}

func other(d, back, forth day) day {
	if d == back {
		return forth
	}
	return back
}

func distance(a, b day) int {
	n := int(a.time().Sub(b.time()).Hours() / 24)
	if n < 0 {
		return -n
	}
	return n
}

func nearer(a, b, to day) bool { return distance(a, to) < distance(b, to) }

func (r *resolver) checked(e *expr, d day, meaning string) result {
	if d.day > 0 && !d.full() {
		return result{value: fmt.Sprintf("XXXX-%02d-%02d", d.month, d.day), derivation: e.quoted() + ": no year near " + r.doc.name + " has that day"}
	}
	if e.p.weekday > 0 && d.full() && d.weekday() != e.p.weekday {
		if distance(d, r.doc.day) > sameSeason {
			return result{value: fmt.Sprintf("XXXX-%02d-%02d", d.month, d.day),
				derivation: e.quoted() + ": the weekday does not fit the years near " + r.doc.name}
		}
		return conflict(e, d)
	}
	return result{value: d.String(), at: d, derivation: r.by(e, meaning), anchor: r.doc.span}
}

// around gives the nearest such dates on or before and on or after the day of
// the report.
func (r *resolver) around(month, dom int) (back, forth day) {
	doc := r.doc.day
	this := day{doc.year, month, dom}
	ref := doc
	if dom == 0 {
		ref.day = 0
	}
	switch {
	case this == ref:
		return this, this
	case this.before(ref):
		return this, day{doc.year + 1, month, dom}
	}
	return day{doc.year - 1, month, dom}, this
}

func (r *resolver) strictlyBefore(month, dom int) day {
	back, _ := r.around(month, dom)
	if back.year == r.doc.day.year && month == r.doc.day.month {
		back.year--
	}
	return back
}

func relWord(rel int) string {
	switch rel {
	case -1:
		return "last"
	case 1:
		return "next"
	}
	return "this"
}

// weekday resolves a weekday without a date.
func (r *resolver) weekday(i int) result {
	e := &r.exprs[i]
	p := &e.p
	partial := fmt.Sprintf("XXXX-WXX-%d", p.weekday)
	name := weekdayNames[p.weekday]
	if !r.doc.day.full() {
		if j := r.sameWeekday(i); j >= 0 {
			o := &r.exprs[j]
			d := day{o.p.year, o.p.month, o.p.day}
			return result{value: d.String(), at: d, anchor: o.span,
				derivation: e.quoted() + " and " + r.blocks[o.block].name() + " " + o.quoted()}
		}
		return r.unknown(e, partial)
	}
	if res, ok := r.rangeWeekday(i); ok {
		return res
	}
	doc := r.doc.day
	if p.unit == "W" && p.rel != none {
		d := doc.add(7*p.rel + p.weekday - doc.weekday())
		return result{value: d.String(), at: d, derivation: r.by(e, "the "+name+" of the "+weekWord(p.rel)), anchor: r.doc.span}
	}
	if doc.weekday() == p.weekday && p.rel == none && r.doc.written {
		return result{value: doc.String(), at: doc, anchor: r.doc.span, derivation: e.quoted() + " and " + r.doc.name}
	}
	back := doc.add(-((doc.weekday() - p.weekday + 7) % 7))
	forth := doc.add((p.weekday - doc.weekday() + 7) % 7)
	dir, cue := r.direction(e)
	d, why := back, "the "+name+" on or before"
	switch {
	case p.rel == -1:
		if back == doc {
			d = back.add(-7)
		}
		why = "the " + name + " before"
	case p.rel == 1:
		d, why = doc.add(7+p.weekday-doc.weekday()), "the "+name+" of the week after"
		if forth != doc && hasWord(e, "coming") {
			d, why = forth, "the "+name+" after"
		}
	case p.rel == 0:
		d, why = doc.add(p.weekday-doc.weekday()), "the "+name+" of the week of"
	case dir > 0:
		d, why = forth, "\""+cue+"\": the "+name+" on or after"
	case forth == doc.add(1) && dir < 0:
		return r.dayAfter(e, back, forth)
	case forth == doc.add(1):
		d, why = forth, "the "+name+" nearest to"
	}
	return result{value: d.String(), at: d, derivation: r.by(e, why), anchor: r.doc.span}
}

// dayAfter settles a weekday told as past that is the day after the report's
// date: a report from another time zone, or revised since, means that day; else
// six days before may be meant, and nothing is settled.
func (r *resolver) dayAfter(e *expr, back, forth day) result {
	for _, d := range [...]day{forth, back} {
		if j, ok := r.writtenDay[d]; ok {
			o := &r.exprs[j]
			return result{value: d.String(), at: d, anchor: o.span,
				derivation: e.quoted() + " and " + r.blocks[o.block].name() + " " + o.quoted()}
		}
	}
	if l := r.latest.day; l.full() && !l.before(forth) && distance(l, forth) < 7 {
		return result{value: forth.String(), at: forth, anchor: r.doc.span,
			derivation: e.quoted() + " = the day after " + r.doc.name + ", no later than " + r.latest.name}
	}
	return result{value: fmt.Sprintf("XXXX-WXX-%d", e.p.weekday), anchor: r.doc.span,
		derivation: fmt.Sprintf("%s: %s or %s, not settled from %s", e.quoted(), back, forth, r.doc.name)}
}

func weekWord(rel int) string {
	switch rel {
	case -1:
		return "week before that of"
	case 1:
		return "week after that of"
	}
	return "week of"
}

// sameWeekday finds the full date whose weekday expression i names: in its own
// block, then in a caption. A date farther off with that weekday may be any
// other; -1 means that there is none.
func (r *resolver) sameWeekday(i int) int {
	all := r.fullDates[r.exprs[i].p.weekday]
	if j := r.nearest(all, i); j >= 0 && r.exprs[j].block == r.exprs[i].block {
		return j
	}
	return r.nearest(r.captionDates[r.exprs[i].p.weekday], i)
}

// nearest is the expression of the list, in text order, that stands nearest to
// expression i; -1 for an empty list.
func (r *resolver) nearest(list []int, i int) int {
	k := sort.SearchInts(list, i)
	switch {
	case len(list) == 0:
		return -1
	case k == len(list):
		return list[k-1]
	case k == 0 || r.exprs[list[k]].span.Start-r.exprs[i].span.End < r.exprs[i].span.Start-r.exprs[list[k-1]].span.End:
		return list[k]
	}
	return list[k-1]
}
