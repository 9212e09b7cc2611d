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

// stepped resolves "the following week" and "the previous Friday" by the date
// named last.
func (r *resolver) stepped(i int) result {
	e := &r.exprs[i]
	p := &e.p
	f := &r.exprs[r.last.date]
	from := r.results[r.last.date].at
	side, name := " before ", unitNames[p.unit]
	if p.step > 0 {
		side = " after "
	}
	var d day
	v := ""
	switch {
	case p.weekday > 0:
		name = weekdayNames[p.weekday]
		d = from.add(p.step)
		for d.weekday() != p.weekday {
			d = d.add(p.step)
		}
		v = d.String()
	case p.unit == "W":
		v = from.add(7 * p.step).week()
	default:
		d, v = shift(from, p.step, p.unit)
	}
	return result{value: v, at: d, anchor: f.span, derivation: e.quoted() + " = the " + name + side + f.quoted() + " before it"}
}

// canStep reports whether the date named last says enough to count from.
func (r *resolver) canStep(i int) bool {
	e := &r.exprs[i]
	j := r.last.date
	if j < 0 || r.exprs[j].block != e.block {
		return false
	}
	from := r.results[j].at
	switch {
	case e.p.weekday > 0 || e.p.unit == "W" || e.p.unit == "D":
		return from.full()
	case e.p.unit == "M":
		return from.month > 0
	}
	return e.p.unit == "Y"
}

// shifted resolves "the day before Friday's talks" and "the day after March 3".
func (r *resolver) shifted(i int) result {
	e := &r.exprs[i]
	n := e.p.shift
	e.p.shift = 0
	res := r.date(i)
	e.p.shift = n
	if !res.at.full() {
		return result{value: "XXXX-XX-XX", derivation: e.quoted() + ": the day that it is counted from is not known"}
	}
	side := "after"
	if n < 0 {
		side = "before"
	}
	res.derivation += "; the day " + side + " " + res.at.String()
	res.at = res.at.add(n)
	res.value = res.at.String()
	return res
}
