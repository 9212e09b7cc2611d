package timex

// The two ends of a range say one thing together: "from March 3 to April 9,
// 2024", "shut from Thursday to Monday", "from 10am to around 6pm on Friday".

// ranged reports whether expressions i and i+1 are the ends of one range.
func (r *resolver) ranged(i int) bool {
	if i < 0 || i+1 >= len(r.exprs) {
		return false
	}
	e, o := &r.exprs[i], &r.exprs[i+1]
	if o.block != e.block || o.from <= e.to || o.from > e.to+2 {
		return false
	}
	toks := r.blocks[e.block].toks
	t := toks[e.to]
	switch {
	case !isClass(t.key, "RANGE"):
		return false
	case t.key == "or" || t.key == "and" && (e.from == 0 || toks[e.from-1].key != "between"):
		return false
	}
	return o.from == e.to+1 || isClass(toks[e.to+1].key, "ABOUT")
}

// findRanges lets the tense of a range be looked for before its beginning.
func (r *resolver) findRanges() {
	for i := range r.exprs {
		r.exprs[i].left = r.exprs[i].from
		if r.ranged(i - 1) {
			r.exprs[i].left = r.exprs[i-1].from
		}
	}
}

// direction is past or coming by the clause around an expression.
func (r *resolver) direction(e *expr) (sign int, cue string) {
	return direction(r.blocks[e.block].toks, e.left, e.to)
}

// rangeYear gives the first date of a range the year of the second.
func (r *resolver) rangeYear(i int) (result, bool) {
	if i+1 >= len(r.exprs) {
		return result{}, false
	}
	e, o := &r.exprs[i], &r.exprs[i+1]
	toks := r.blocks[e.block].toks
	if o.block != e.block || o.make != "date" || o.p.year == 0 || o.p.month == 0 || o.from-e.to != 1 || !isClass(toks[e.to].key, "RANGE") {
		return result{}, false
	}
	d := lastOnOrBefore(day{0, e.p.month, e.p.day}, day{o.p.year, o.p.month, o.p.day})
	if d.day > 0 && !d.full() || e.p.weekday > 0 && d.weekday() != e.p.weekday {
		return result{}, false
	}
	return result{value: d.String(), at: d, anchor: o.span, derivation: e.quoted() + " with the year of " + o.quoted()}, true
}

func lastOnOrBefore(d, end day) day {
	d.year = end.year
	if end.before(d) && !(end.day == 0 && end.month == d.month) {
		d.year--
	}
	return d
}

func nextOnOrAfter(d, begin day) day {
	d.year = begin.year
	if d.before(begin) && !(d.day == 0 && begin.month == d.month) {
		d.year++
	}
	return d
}

// plainMonth reports a month or a day of one without a year.
func (e *expr) plainMonth() bool {
	p := &e.p
	return e.make == "date" && p.month > 0 && p.year == 0 && p.rel == none && p.unit == "" && p.nth == 0 && p.weekday == 0
}

// rangeMonth keeps the ends of a range of months or dates in order: what is told
// as past is counted back from its end, all else on from its beginning. In a row
// of ranges nothing is counted back, so that the work stays linear.
func (r *resolver) rangeMonth(i int) (result, bool) {
	e := &r.exprs[i]
	if res, ok := r.listedDay(i); ok {
		return res, true
	}
	if !e.plainMonth() || !r.ranged(i) && !r.ranged(i-1) {
		return result{}, false
	}
	dir, _ := r.direction(e)
	written := day{0, e.p.month, e.p.day}
	if r.ranged(i) && !r.ranged(i+1) && r.exprs[i+1].plainMonth() && dir < 0 {
		o := &r.exprs[i+1]
		if end := r.month(i + 1).at; end.known() {
			return e.counted(lastOnOrBefore(written, end), " = the last one on or before ", o)
		}
	}
	if r.ranged(i-1) && r.exprs[i-1].plainMonth() && dir >= 0 {
		if begin := r.results[i-1].at; begin.known() {
			return e.counted(nextOnOrAfter(written, begin), " = the next one on or after ", &r.exprs[i-1])
		}
	}
	return result{}, false
}

// listedDay gives a day that shares the month of the date beside it that one's
// year: "May 3, 4 and 5".
func (r *resolver) listedDay(i int) (result, bool) {
	e := &r.exprs[i]
	j := i + e.p.monthOf
	if j == i || j < 0 || j >= len(r.exprs) || r.exprs[j].block != e.block || r.exprs[j].p.month != e.p.month || r.exprs[j].p.year > 0 {
		return result{}, false
	}
	o := &r.exprs[j]
	at := r.results[j].at
	if j > i && o.p.monthOf == 0 {
		at = r.month(j).at
	}
	if !at.known() {
		return result{}, false
	}
	return e.counted(day{at.year, e.p.month, e.p.day}, " with the year of ", o)
}

// counted is a date that follows from the other end of a range.
func (e *expr) counted(d day, how string, o *expr) (result, bool) {
	if d.day > 0 && !d.full() || d.year < 1 || d.year > 9999 {
		return result{}, false
	}
	return result{value: d.String(), at: d, anchor: o.span, derivation: e.quoted() + how + o.quoted()}, true
}

func (e *expr) plainWeekday() bool {
	p := &e.p
	return p.weekday > 0 && p.month == 0 && p.day == 0 && p.rel == none && p.unit == "" && p.nth == 0 && !p.generic && e.make != "set"
}

// rangeWeekday does the same for a range of weekdays.
func (r *resolver) rangeWeekday(i int) (result, bool) {
	e := &r.exprs[i]
	if !e.plainWeekday() || !r.ranged(i) && !r.ranged(i-1) {
		return result{}, false
	}
	dir, _ := r.direction(e)
	if r.ranged(i) && !r.ranged(i+1) && r.exprs[i+1].plainWeekday() && dir < 0 {
		if end := r.weekday(i + 1).at; end.full() {
			n := (end.weekday() - e.p.weekday + 7) % 7
			if n == 0 && e.make != "time" {
				n = 7
			}
			return e.counted(end.add(-n), " = the "+weekdayNames[e.p.weekday]+" before ", &r.exprs[i+1])
		}
	}
	if r.ranged(i-1) && r.exprs[i-1].plainWeekday() && dir >= 0 {
		if begin := r.results[i-1].at; begin.full() {
			n := (e.p.weekday - begin.weekday() + 7) % 7
			if n == 0 && e.make != "time" {
				n = 7
			}
			return e.counted(begin.add(n), " = the "+weekdayNames[e.p.weekday]+" after ", &r.exprs[i-1])
		}
	}
	return result{}, false
}

// rangeDay is the day of a clock time whose range says it at the other end. What
// begins later than it ends runs past midnight.
func (r *resolver) rangeDay(i int, tail string) (d day, other *expr, ok bool) {
	if r.ranged(i) && r.exprs[i+1].make == "time" && r.exprs[i+1].p.hasDay() {
		o := &r.exprs[i+1]
		if end := r.date(i + 1).at; end.full() {
			if byClock(tail) && byClock(o.timeOfDay()) && tail > o.timeOfDay() {
				end = end.add(-1)
			}
			return end, o, true
		}
	}
	if r.ranged(i-1) && r.exprs[i-1].make == "time" && len(r.results[i-1].value) > 10 {
		o := &r.exprs[i-1]
		if begin := parseDay(r.results[i-1].value); begin.full() {
			if byClock(tail) && byClock(o.timeOfDay()) && tail < o.timeOfDay() {
				begin = begin.add(1)
			}
			return begin, o, true
		}
	}
	return day{}, nil, false
}

// byClock reports an ending "T10:00", not "TMO".
func byClock(tail string) bool { return digitAt(tail, 1) }

// yearNear gives a date of an undated report the year of the date named last in
// its sentence: "arrived on Feb. 2, 2026, and left on Feb. 6".
func (r *resolver) yearNear(i int) (result, bool) {
	e := &r.exprs[i]
	j := r.last.date
	if j < 0 || r.exprs[j].block != e.block || stopBetween(r.blocks[e.block].toks, r.exprs[j].to, e.from, far) || !e.plainMonth() {
		return result{}, false
	}
	near := r.results[j].at
	d := day{near.year, e.p.month, e.p.day}
	if near.full() && d.day > 0 {
		d = nearestYear(day{0, d.month, d.day}, near)
	}
	return e.counted(d, " = the one nearest to ", &r.exprs[j])
}
