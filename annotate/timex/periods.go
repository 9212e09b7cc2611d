package timex

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

func hasWord(e *expr, w string) bool {
	return strings.Contains(" "+strings.ToLower(e.text)+" ", " "+w+" ")
}

// stretch resolves seasons, quarters and halves of a year.
func (r *resolver) stretch(e *expr) result {
	p := &e.p
	tail := p.season
	switch {
	case p.half > 0:
		tail = "H" + strconv.Itoa(p.half)
	case p.season == "":
		tail = "Q" + strconv.Itoa(p.quarter)
	}
	if p.year > 0 {
		v := fmt.Sprintf("%04d-%s", p.year, tail)
		return result{value: v, at: day{year: p.year}, derivation: e.quoted() + " as written"}
	}
	if !r.doc.known() {
		return result{value: "XXXX-" + tail, derivation: e.quoted() + ": no year is given"}
	}
	if p.quarter > 0 && p.rel == none && !r.countsMoney() {
		return result{value: "XXXX-" + tail, derivation: e.quoted() + ": nothing in the report is counted by quarters of a year"}
	}
	year, why := r.doc.day.year, "that of the year of"
	switch {
	case p.rel != none && p.unit == "Y":
		year, why = year+p.rel, "that of "+relWord(p.rel)+" year, seen from"
	case p.rel == none && p.unit == "" && p.quarter > 0 && r.doc.day.month > 0 && r.doc.day.quarter() < p.quarter:
		// What is reported of a quarter that has not begun is of last year's.
		dir, _ := r.direction(e)
		if dir <= 0 {
			year, why = year-1, "the one ended before"
		}
	case p.season != "" && r.doc.day.month > 0:
		year, why = r.seasonYear(e)
	}
	v := fmt.Sprintf("%04d-%s", year, tail)
	return result{value: v, at: day{year: year}, derivation: r.by(e, why), anchor: r.doc.span}
}

// countsMoney reports a report with words of money or shares.
func (r *resolver) countsMoney() bool {
	if r.money == 0 {
		r.money = -1
		for i := range r.blocks {
			for _, t := range r.blocks[i].toks {
				if isClass(t.key, "MONEY") {
					r.money = 1
					return true
				}
			}
		}
	}
	return r.money > 0
}

// firstMonth is the month in which a season has begun for certain.
var firstMonth = map[string]int{"WI": 1, "SP": 3, "SU": 6, "FA": 9}

func (r *resolver) seasonYear(e *expr) (int, string) {
	year, m := r.doc.day.year, firstMonth[e.p.season]
	begun := r.doc.day.month >= m
	over := r.doc.day.month >= m+3
	switch {
	case e.p.rel == -1 && !hasWord(e, "past") && !over:
		return year - 1, "the last one before"
	case e.p.rel == 1 && begun:
		return year + 1, "the next one after"
	case e.p.rel == none && !begun:
		if dir, _ := r.direction(e); dir < 0 {
			return year - 1, "the last one before"
		}
	}
	return year, "that of the year of"
}

// unit resolves "last week", "this year", "the weekend".
func (r *resolver) unit(e *expr) result {
	p := &e.p
	rel := p.rel
	if rel == none {
		rel = 0
	}
	u := p.unit
	if p.weekend {
		u = "W"
	}
	switch u {
	case "TH", "TM", "TS", "W2", "":
		return result{value: vagueRef(rel), derivation: e.quoted() + ": no day is meant"}
	}
	if !r.doc.known() {
		v := unknownUnit[u]
		if p.weekend {
			v += "-WE"
		}
		return r.unknown(e, v)
	}
	return r.unitOf(e, u, rel)
}

func (r *resolver) unitOf(e *expr, u string, rel int) result {
	doc := r.doc.day
	res := result{derivation: r.by(e, unitWords(u, rel)), anchor: r.doc.span}
	switch {
	case u == "Y":
		res.at = day{year: doc.year + rel}
		res.value = res.at.String()
	case u == "DE":
		res.value = strconv.Itoa(doc.year/10 + rel)
	case u == "CE":
		res.value = strconv.Itoa(doc.year/100 + rel)
	case doc.month == 0:
		return r.unknown(e, unknownUnit[u])
	case u == "M":
		res.at = doc.addMonths(rel)
		res.value = res.at.String()
	case u == "Q":
		q := doc.year*4 + doc.quarter() - 1 + rel
		res.value = fmt.Sprintf("%04d-Q%d", q/4, q%4+1)
	case !doc.full():
		return r.unknown(e, unknownUnit[u])
	case u == "W":
		if e.p.weekend && rel == 0 && r.weekendBefore(e) {
			rel = -1
			res.derivation = r.by(e, "the weekend before")
		}
		res.value = doc.add(7 * rel).week()
		if e.p.weekend {
			res.value += "-WE"
		}
	case u == "D":
		res.at = doc.add(rel)
		res.value = res.at.String()
	}
	return res
}

// weekendBefore reports whether a weekend told as past on a working day is the
// one before: "over the weekend"; "this weekend" only at the start of a week.
func (r *resolver) weekendBefore(e *expr) bool {
	dir, _ := r.direction(e)
	last := 5
	if e.p.rel == 0 {
		last = 2
	}
	return dir <= 0 && r.doc.day.weekday() <= last
}

// thatUnit resolves "that year", "later that week" by the date named last.
func (r *resolver) thatUnit(i int) result {
	e := &r.exprs[i]
	u := e.p.unit
	j := r.last.date
	if j < 0 || r.exprs[j].block < e.block-1 || unknownUnit[u] == "" {
		return result{value: cmp.Or(unknownUnit[u], "PAST_REF"), derivation: e.quoted() + ": no date is named just before it"}
	}
	d := r.results[j].at
	res := result{anchor: r.exprs[j].span, derivation: e.quoted() + " = the " + unitNames[u] + " of " + r.exprs[j].quoted() + " before it"}
	switch {
	case u == "Y":
		res.at = day{year: d.year}
		res.value = res.at.String()
	case u == "M" && d.month > 0:
		res.at = day{year: d.year, month: d.month}
		res.value = res.at.String()
	case u == "W" && d.full():
		res.value = d.week()
	case u == "D" && d.full():
		res.at = d
		res.value = d.String()
	default:
		return result{value: unknownUnit[u], derivation: e.quoted() + ": no such date is named just before it"}
	}
	return res
}

func vagueRef(rel int) string {
	switch {
	case rel < 0:
		return "PAST_REF"
	case rel > 0:
		return "FUTURE_REF"
	}
	return "PRESENT_REF"
}

var unitNames = map[string]string{
	"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "DE": "decade", "CE": "century",
	"TH": "hour", "TM": "minute", "TS": "second", "W2": "fortnight",
}

func unitWords(u string, rel int) string {
	switch rel {
	case -1:
		return "the " + unitNames[u] + " before that of"
	case 1:
		return "the " + unitNames[u] + " after that of"
	case -2:
		return "2 " + unitNames[u] + "s before that of"
	case 2:
		return "2 " + unitNames[u] + "s after that of"
	}
	return "the " + unitNames[u] + " of"
}

// shift moves d by n units and keeps no more than the unit says.
func shift(d day, n int, unit string) (day, string) {
	switch unit {
	case "D":
		if d.full() {
			t := d.add(n)
			return t, t.String()
		}
	case "W", "W2":
		if unit == "W2" {
			n *= 2
		}
		if d.full() {
			t := d.add(7 * n)
			if n == 1 || n == -1 {
				return t, t.String()
			}
			return t, t.week()
		}
	case "M":
		if d.month > 0 {
			t := d.addMonths(n)
			return t, t.String()
		}
	case "Y", "DE", "CE":
		n *= map[string]int{"Y": 1, "DE": 10, "CE": 100}[unit]
		if y := d.year + n; y > 0 && y < 10000 {
			return day{year: y}, day{year: y}.String()
		}
	}
	return day{}, ""
}

// counted resolves "two days ago" and "three years later".
func (r *resolver) counted(i int) result {
	e := &r.exprs[i]
	p := &e.p
	if partial := unknownUnit[p.unit]; p.fromFocus && partial == "" {
		e.make = "dur"
		return r.duration(e)
	}
	partial := unknownUnit[p.unit]
	if partial == "" || p.n == "X" || strings.Contains(p.n, ".") || len(p.n) > 4 || p.n == "" {
		return result{value: vagueRef(p.offset), derivation: e.quoted() + ": no day follows from it"}
	}
	from := r.doc
	if p.fromFocus {
		if r.inQuarters(i) && p.unit == "Y" {
			return r.yearFrom(e, r.last.latest, p.offset*atoi(p.n))
		}
		if f, ok := r.focus(i); ok {
			from = f
		} else if p.unit != "Y" || p.offset > 0 {
			return result{value: partial, derivation: e.quoted() + ": no date is named just before it"}
		}
	} else if r.inQuarters(i) && p.unit == "Y" && p.n == "1" && e.mod == "" {
		return r.yearFrom(e, r.last.latest, p.offset)
	}
	if !from.known() {
		return r.unknown(e, partial)
	}
	n := atoi(p.n)
	d, v := shift(from.day, p.offset*n, p.unit)
	if p.weekday > 0 && p.unit == "W" && from.day.full() {
		d = from.day.add(-((from.day.weekday() - p.weekday + 7) % 7) + 7*p.offset*n)
		return result{value: d.String(), at: d, anchor: from.span,
			derivation: e.quoted() + " = " + count(n, "week") + " before the " + weekdayNames[p.weekday] + " on or before " + from.name}
	}
	if v == "" {
		return r.unknown(e, partial)
	}
	side := " before "
	if p.offset > 0 {
		side = " after "
	}
	return result{value: v, at: d, anchor: from.span,
		derivation: e.quoted() + " = " + count(n, unitNames[p.unit]) + side + from.name}
}

// yearFrom is the quarter v, n years away from it.
func (r *resolver) yearFrom(e *expr, v string, n int) result {
	q := &r.exprs[r.last.quarter]
	return result{
		value:      fmt.Sprintf("%04d%s", atoi(v[:4])+n, v[4:]),
		derivation: e.quoted() + " = the same quarter, another year, than " + v + ", named before it last in " + q.quoted(),
		anchor:     q.span,
	}
}

// inQuarters reports whether the text before expression i, in its block or the
// one before, tells of quarters.
func (r *resolver) inQuarters(i int) bool {
	q := r.last.quarter
	return q >= 0 && r.exprs[q].block >= r.exprs[i].block-1 && !r.inMonths(i)
}

// inMonths reports whether the text before expression i tells last of so many
// months, not of a quarter.
func (r *resolver) inMonths(i int) bool {
	m := r.last.months
	return m > r.last.quarter && r.exprs[m].block >= r.exprs[i].block-1
}

// remember keeps what later expressions are counted from.
func (r *resolver) remember(i int, res result) {
	if res.at.known() {
		r.last.date = i
	}
	if res.at.full() {
		r.last.day = i
		if !r.doc.known() || !r.doc.day.before(res.at) {
			r.last.past = i
		}
	}
	e, v := &r.exprs[i], res.value
	if e.make == "dur" && e.p.unit == "M" && len(e.p.n) < 3 && atoi(e.p.n) > 3 {
		r.last.months = i
	}
	if len(v) != 7 || v[4:6] != "-Q" || v[0] == 'X' || v[6] == 'X' {
		return
	}
	q := r.last.quarter
	told := e.p.latest != "yearago" && e.p.offset == 0 // not by the one a year later
	if q < 0 || told && (r.exprs[q].block < e.block-2 || r.isOver(v) && (v > r.last.latest || !r.isOver(r.last.latest)) || !r.isOver(r.last.latest) && v > r.last.latest) {
		r.last.latest = v
	}
	r.last.quarter = i
}

// isOver reports whether a quarter is over on the day of the report.
func (r *resolver) isOver(v string) bool {
	doc := r.doc.day
	return doc.month > 0 && v < fmt.Sprintf("%04d-Q%d", doc.year, doc.quarter())
}

// period resolves "the latest quarter", "the year-ago period", "the 1988
// period" against the quarter that the text is about.
func (r *resolver) period(i int) result {
	e := &r.exprs[i]
	if e.p.latest == "ended" && r.last.quarter < 0 {
		return r.periodEnded(i)
	}
	if r.last.quarter < 0 || r.inMonths(i) && !hasWord(e, "quarter") {
		return r.periodAlone(e)
	}
	q := &r.exprs[r.last.quarter]
	res := result{anchor: q.span}
	v := r.last.latest
	switch e.p.latest {
	case "latest", "this", "ended":
		res.value = v
		res.derivation = e.quoted() + " = the latest quarter named before it, last in " + q.quoted()
	case "year":
		res.value = fmt.Sprintf("%04d%s", e.p.year, v[4:])
		res.derivation = e.quoted() + " = the quarter of " + q.quoted() + " in that year"
	default:
		return r.yearFrom(e, v, -1)
	}
	return res
}

// lateDay is from when on the last day of a quarter's books is that of the
// calendar's: companies end on the Sunday before.
const lateDay = 24

// periodEnded resolves "the quarter ended Sept. 30" by its last day.
func (r *resolver) periodEnded(i int) result {
	e := &r.exprs[i]
	if i+1 >= len(r.exprs) || r.exprs[i+1].p.day == 0 {
		return r.periodAlone(e)
	}
	o := &r.exprs[i+1]
	end := r.date(i + 1).at
	switch {
	case !end.full():
		return result{value: "XXXX-QX", derivation: e.quoted() + ": which quarter is not said"}
	case end.month%3 != 0 || end.day < lateDay:
		return result{value: fmt.Sprintf("%04d-QX", end.year), anchor: o.span, derivation: e.quoted() + ": no quarter of the calendar ends with " + o.quoted()}
	}
	return result{value: fmt.Sprintf("%04d-Q%d", end.year, end.quarter()), anchor: o.span, derivation: e.quoted() + " = the quarter that ends with " + o.quoted()}
}

// periodAlone resolves a quarter or period where no other quarter is named.
func (r *resolver) periodAlone(e *expr) result {
	doc := r.doc.day
	switch {
	case e.p.latest == "year":
		return result{value: fmt.Sprintf("%04d", e.p.year), derivation: e.quoted() + ": which part of the year is not said"}
	case e.p.latest == "yearago" && doc.known() && !hasWord(e, "quarter"):
		return result{value: fmt.Sprintf("%04d", doc.year-1), derivation: r.by(e, "the year before that of"), anchor: r.doc.span}
	}
	return result{value: "XXXX-QX", derivation: e.quoted() + ": which quarter is not said"}
}

// focus is the day, month or year named last before expression i in its block.
func (r *resolver) focus(i int) (anchor, bool) {
	j := r.last.date
	if j < 0 || r.exprs[j].block != r.exprs[i].block {
		return anchor{}, false
	}
	return anchor{r.results[j].at, r.exprs[j].quoted() + " before it", r.exprs[j].span, false}, true
}

func (d day) known() bool { return d.year > 0 }

// fromFocus resolves "the next day" and "the same day".
func (r *resolver) fromFocus(i int) result {
	e := &r.exprs[i]
	f, ok := r.focusDay(i, e.block-1)
	if !ok && e.p.orToday {
		e.p.dayRef = 0
		return r.dayRef(e)
	}
	if !ok {
		return result{value: "XXXX-XX-XX", derivation: e.quoted() + ": no day is named before it"}
	}
	d := f.day.add(e.p.focus)
	word := "the day of "
	switch {
	case e.p.focus > 0:
		word = "the day after "
	case e.p.focus < 0:
		word = "the day before "
	}
	return result{value: d.String(), at: d, anchor: f.span, derivation: e.quoted() + " = " + word + f.name}
}

// focusDay is the full day named last before i, in blocks from first on; what
// is told as past does not fall on a day to come.
func (r *resolver) focusDay(i, first int) (anchor, bool) {
	j := r.last.day
	e := &r.exprs[i]
	if j >= 0 && j != r.last.past && (r.exprs[j].block != e.block || stopBetween(r.blocks[e.block].toks, r.exprs[j].to, e.from, far)) {
		if dir, _ := r.direction(e); dir <= 0 {
			j = r.last.past
		}
	}
	if j < 0 || j >= i || r.exprs[j].block < first {
		return anchor{}, false
	}
	return anchor{r.results[j].at, r.exprs[j].quoted() + " before it", r.exprs[j].span, false}, true
}
