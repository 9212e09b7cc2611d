package timex

import (
	"fmt"
	"strings"
)

// clockTime resolves a time of day with or without its day.
func (r *resolver) clockTime(i int) result {
	e := &r.exprs[i]
	p := &e.p
	tail := e.timeOfDay()
	if !p.hasDay() {
		return r.dayless(i, tail)
	}
	res := r.date(i)
	if len(res.value) != dayValue {
		return res
	}
	res.value += tail
	return res
}

// zoned adds to a derivation the zone that the words give: local time stays local.
func (e *expr) zoned(derivation string) string {
	if e.zone == "" || e.p.zone != "" {
		return derivation
	}
	return derivation + "; \"" + e.zone + "\" is kept as written"
}

// sameMoment is the day of a clock time in brackets behind another, "07:06 (2206
// GMT)": the one before or after where the clocks are more than half a day apart.
func (r *resolver) sameMoment(i int, tail string) (d day, other *expr, ok bool) {
	if i == 0 {
		return day{}, nil, false
	}
	e, o := &r.exprs[i], &r.exprs[i-1]
	v := r.results[i-1].value
	if o.block != e.block || e.from != o.to+1 || r.blocks[e.block].toks[o.to].key != "(" || o.make != "time" || len(v) < dayValue+len("T10:00") || !byClock(tail) || !byClock(v[dayValue:]) {
		return day{}, nil, false
	}
	d = parseDay(v)
	switch n := atoi(tail[1:3]) - atoi(v[dayValue+1:dayValue+3]); {
	case !d.full():
		return day{}, nil, false
	case n > 12:
		d = d.add(-1)
	case n < -12:
		d = d.add(1)
	}
	return d, o, true
}

// hasDay reports whether the expression says its day itself.
func (p *parts) hasDay() bool {
	return p.year > 0 || p.month > 0 || p.weekday > 0 || p.dayRef != none || p.focus != none || p.rel != none
}

// toTheHour are the minutes of "a quarter to".
const toTheHour = "45"

// timeOfDay is the TIMEX3 ending of a time: "T10:00", "TMO".
func (e *expr) timeOfDay() string {
	p := &e.p
	if p.clock == "" {
		return "T" + p.part
	}
	h, minutes, ampm := atoi(p.clock[:2]), p.clock[3:], p.ampm
	if p.until != "" && ampm == "pm" && h%12 > atoi(p.until[:2])%12 {
		ampm = "am" // from 11 to 1 p.m.
	}
	if p.minutes != "" {
		minutes = p.minutes
	}
	if minutes == toTheHour && p.minutes != "" {
		h = (h + 23) % 24
	}
	switch {
	case (ampm == "pm" || ampm == "" && (p.part == "AF" || p.part == "EV")) && h < 12:
		h += 12
	case ampm == "" && p.part == "NI" && h >= 6 && h < 12:
		h += 12
	case ampm == "am" && h == 12:
		h = 0
	}
	return fmt.Sprintf("T%02d:%s%s", h, minutes, p.zone)
}

// dayless gives a clock time the day of its sentence or paragraph, else the one
// day that is named so far, else, where none is, the day of the report. Among
// several days it does not choose.
func (r *resolver) dayless(i int, tail string) result {
	e := &r.exprs[i]
	if d, o, ok := r.rangeDay(i, tail); ok {
		return result{value: d.String() + tail, anchor: o.span, derivation: e.quoted() + ", in one range with " + o.quoted()}
	}
	if r.ranged(i) && r.exprs[i+1].make == "time" && r.exprs[i+1].p.hasDay() {
		o := &r.exprs[i+1]
		v := r.date(i + 1).value
		if len(v) != dayValue {
			v = "XXXX-XX-XX"
		}
		return result{value: v + tail, anchor: o.span, derivation: e.quoted() + ", in one range with " + o.quoted() + ", whose day is not settled"}
	}
	if d, o, ok := r.sameMoment(i, tail); ok {
		return result{value: d.String() + tail, anchor: o.span, derivation: e.quoted() + ", the same moment as " + o.quoted() + " before it"}
	}
	if f, v := r.sentenceDay(i); v != "" {
		return result{value: v + tail, anchor: f.span, derivation: e.quoted() + ", the day of " + f.name}
	}
	if f, ok := r.focusDay(i, e.block); ok {
		return result{value: f.day.String() + tail, anchor: f.span, derivation: e.quoted() + ", the day of " + f.name}
	}
	if f, ok := r.focusDay(i, 0); ok && !r.manyDays {
		return result{value: f.day.String() + tail, anchor: f.span, derivation: e.quoted() + ", the day of " + f.name + ", the only one named so far"}
	}
	if r.last.past < 0 && r.doc.day.full() {
		return result{value: r.doc.day.String() + tail, anchor: r.doc.span, derivation: e.quoted() + ": no past day is named before it; the day of " + r.doc.name}
	}
	return result{value: "XXXX-XX-XX" + tail, derivation: e.quoted() + ": its day is not said"}
}

// namesDay reports whether an expression names a day by itself.
func (e *expr) namesDay() bool {
	p := &e.p
	return (e.make == "date" || e.make == "time") && p.focus == none && (p.weekday > 0 || p.day > 0 || p.dayRef != none)
}

// sentenceDay is the day that the next expressions of the same sentence name, or
// the only one that the sentence names at all, with its value, which may be
// partial; "" for none.
func (r *resolver) sentenceDay(i int) (a anchor, value string) {
	e := &r.exprs[i]
	toks := r.blocks[e.block].toks
	for j := i + 1; j < len(r.exprs) && j <= i+2; j++ {
		o := &r.exprs[j]
		if o.block != e.block || stopBetween(toks, e.to, o.from, near) {
			break
		}
		if !o.namesDay() {
			continue
		}
		if res := r.date(j); res.at.full() {
			return anchor{res.at, o.quoted() + " after it", o.span, false}, res.at.String()
		}
	}
	return r.onlyDay(i)
}

// dayValue is the length of the value of a day, known or not: "XXXX-WXX-5".
const dayValue = 10

// Bounds on the search for the day of a time: in tokens for the day behind it,
// in tokens and expressions for the only day of the sentence.
const (
	near    = 12
	far     = 60
	someFew = 6
)

// onlyDay is the only day that the sentence of expression i names, unless one of
// the two is told as past and the other as coming.
func (r *resolver) onlyDay(i int) (a anchor, value string) {
	e := &r.exprs[i]
	toks := r.blocks[e.block].toks
	found := -1
	for j := max(i-someFew, 0); j < len(r.exprs) && j <= i+someFew; j++ {
		o := &r.exprs[j]
		if j == i || o.block != e.block || !o.namesDay() || stopBetween(toks, min(e.to, o.to), max(e.from, o.from), far) {
			continue
		}
		if found >= 0 {
			return anchor{}, ""
		}
		found = j
	}
	if found < 0 {
		return anchor{}, ""
	}
	o := &r.exprs[found]
	mine, _ := r.direction(e)
	its, _ := r.direction(o)
	res := r.date(found)
	if mine*its < 0 || res.conflict != "" {
		return anchor{}, ""
	}
	where := " after it"
	if found < i {
		where = " before it"
	}
	return anchor{res.at, o.quoted() + where + ", the only day of the sentence", o.span, false}, res.value
}

// stopBetween reports whether a sentence ends between two tokens, or more than
// most lie between them.
func stopBetween(toks []token, from, to, most int) bool {
	if to-from > most {
		return true
	}
	for i := from; i < to; i++ {
		if toks[i].stop {
			return true
		}
	}
	return false
}

// duration is the value of a stretch of time: P12D, PT2H, PXY.
func (r *resolver) duration(e *expr) result {
	v := period(e.p.n, e.p.unit)
	if e.p.n2 != "" && e.mod == "" {
		e.mod = "EQUAL_OR_MORE"
	}
	if e.p.twoUnits {
		e.mod = "APPROX"
	}
	toward := e.p.toward
	if toward == 0 && e.p.rel != none {
		toward = e.p.rel
	}
	if toward == 0 || !r.doc.known() {
		return result{value: v, derivation: e.quoted() + ": a duration"}
	}
	how := ": a duration that ends with "
	if toward > 0 {
		how = ": a duration that begins with "
	}
	return result{value: v, anchor: r.doc.span, derivation: e.quoted() + how + r.doc.name}
}

// period writes n units as ISO 8601 does. Decades and centuries are counted in
// years, fortnights in weeks; "X" is a number that is not said.
func period(n, unit string) string {
	if n == "" {
		n = "1"
	}
	factor := map[string]int{"DE": 10, "CE": 100, "W2": 2}[unit]
	short := map[string]string{"DE": "Y", "CE": "Y", "W2": "W"}[unit]
	if n == "X" || factor == 0 {
		short = unit
		if n == "X" && len(unit) == 2 && unit[0] != 'T' {
			short = map[string]string{"DE": "DE", "CE": "CE", "W2": "W"}[unit]
		}
		factor = 1
	}
	whole, frac, _ := strings.Cut(n, ".")
	if n != "X" {
		whole, frac = times(whole, frac, factor)
	}
	switch {
	case frac == "5" && halves[short] != "":
		return withHalf(whole, short)
	case frac != "":
		whole += "." + frac
	}
	if strings.HasPrefix(short, "T") {
		return "PT" + whole + short[1:]
	}
	return "P" + whole + short
}

// halves are half of a unit, as far as they come out even.
var halves = map[string]string{"Y": "6M", "TH": "30M", "TM": "30S"}

// withHalf is a number of units and a half: P2Y6M, PT30M.
func withHalf(whole, unit string) string {
	form := "P"
	if strings.HasPrefix(unit, "T") {
		form = "PT"
	}
	if whole != "0" {
		form += whole + strings.TrimPrefix(unit, "T")
	}
	return form + halves[unit]
}

func times(whole, frac string, factor int) (w, f string) {
	if factor == 1 || len(whole) > 5 {
		return whole, frac
	}
	n := atoi(whole) * factor
	if frac == "5" {
		return fmt.Sprint(n + factor/2), ""
	}
	return fmt.Sprint(n), frac
}

// set is the value of a repeated time.
func (r *resolver) set(e *expr) result {
	p := &e.p
	d := e.quoted() + ": a repeated time"
	v := ""
	switch {
	case p.unit != "" && (p.weekday > 0 || p.nth != 0):
		v = period(p.n, p.unit) // every other Friday
	case p.weekend:
		v = "XXXX-WXX-WE"
	case p.weekday > 0:
		v = fmt.Sprintf("XXXX-WXX-%d", p.weekday)
		if p.part != "" {
			v += "T" + p.part
		}
	case p.month > 0:
		v = fmt.Sprintf("XXXX-%02d", p.month)
	case p.season != "":
		v = "XXXX-" + p.season
	case p.part != "":
		v = "XXXX-XX-XXT" + p.part
	case e.ref != "":
		v = e.ref
	case p.count:
		v = period("1", p.unit)
	default:
		v = period(p.n, p.unit)
	}
	return result{value: v, derivation: d}
}
