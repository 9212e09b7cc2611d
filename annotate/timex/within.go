package timex

import "fmt"

// nth resolves "the first Monday of March" and "the last day of the month": the
// month or year is resolved as if it stood alone, then counted in.
func (r *resolver) nth(i int) result {
	e := &r.exprs[i]
	p := e.p
	e.p.nth, e.p.weekday = 0, 0
	res := r.date(i)
	e.p.nth, e.p.weekday = p.nth, p.weekday
	name := "day"
	if p.weekday > 0 {
		name = weekdayNames[p.weekday]
	}
	if !res.at.known() || res.at.day > 0 {
		res.derivation += "; which " + name + " that makes is not known"
		return res
	}
	d := pick(res.at, p.nth, p.weekday)
	if !d.full() {
		res.derivation += "; it has no such " + name
		return res
	}
	res.derivation += fmt.Sprintf("; the %s %s of %s", nthWord(p.nth), name, res.at)
	res.value, res.at = d.String(), d
	return res
}

func nthWord(n int) string {
	if n < 0 {
		return "last"
	}
	return [...]string{"", "first", "second", "third", "fourth", "fifth"}[min(n, 5)]
}

// pick is the nth day, or nth such weekday, of a month or year; the zero day
// where it has none. A negative n counts from the end.
func pick(in day, n, weekday int) day {
	first, last := day{in.year, max(in.month, 1), 1}, day{in.year, 12, 31}
	if in.month > 0 {
		last = day{in.year, in.month, daysIn(in.year, in.month)}
	}
	step, d := 1, first
	if n < 0 {
		step, d, n = -1, last, -n
	}
	if weekday > 0 {
		for d.weekday() != weekday {
			d = d.add(step)
		}
		step *= 7
	}
	d = d.add(step * (n - 1))
	if d.before(first) || last.before(d) {
		return day{}
	}
	return d
}

// dayOfMonth resolves "Friday the 6th", whose month is not written: the nearest
// one whose weekday agrees, else a conflict with the nearest one at all.
func (r *resolver) dayOfMonth(e *expr) result {
	doc := r.doc.day
	if !doc.full() {
		return r.unknown(e, fmt.Sprintf("XXXX-XX-%02d", e.p.day))
	}
	var near, agrees day
	for n := -1; n <= 1; n++ {
		d := doc.addMonths(n)
		d.day = e.p.day
		if !d.full() {
			continue
		}
		if !near.full() || nearer(d, near, doc) {
			near = d
		}
		if d.weekday() == e.p.weekday && (!agrees.full() || nearer(d, agrees, doc)) {
			agrees = d
		}
	}
	if !agrees.full() {
		return conflict(e, near)
	}
	return result{value: agrees.String(), at: agrees, anchor: r.doc.span, derivation: r.by(e, "the one whose weekday agrees, nearest to")}
}
