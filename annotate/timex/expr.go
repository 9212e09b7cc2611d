package timex

import (
	"strings"

	readout "github.com/readout-project/readout"
)

// none marks a number that an expression does not give.
const none = -1 << 20

// parts are what an expression says, before it is resolved.
type parts struct {
	year, month, day  int // 0: not given
	weekday           int
	quarter, half     int
	decade, century   string
	season            string
	unit              string
	rel               int    // last -1, this 0, next +1; none
	dayRef            int    // today 0, yesterday -1; none
	n                 string // a count, "X" for a vague one
	n2                string // the second count of a range
	part              string // MO, AF, EV, NI
	clock, zone       string
	ampm              string
	count             bool // freq: so many times a unit
	offset            int
	toward            int // a stretch that ends (-1) or begins (1) with the day of the report
	monthOf           int // the month stands with the date before (-1) or behind (1)
	shift             int // days from the date that the expression names
	overnight         bool
	orToday           bool // where no day is named: that of the report
	step              int  // the previous one -1, the following one +1, from the date named last
	focus             int  // relative to the day last named; none
	fromFocus         bool
	generic           bool // "a Friday"
	fiscal            bool
	latest            string
	that              bool // "that year": of the date named before
	every             bool
	nth               int    // the first Monday 1, the last -1; 0: not given
	slice             bool   // a part of a month or year, named by weeks, days or halves
	until             string // the clock at the end of the range whose AM or PM it shares
	minutes           string // past the hour, "45" to the hour
	zoneAt            [2]int // tokens of the zone
	weekOf            bool
	weekend, twoUnits bool
}

// expr is a time expression of one block, not yet resolved.
type expr struct {
	span     readout.Span // in the source
	block    int
	from, to int // tokens
	left     int // from where on the sign of tense is looked for to the left
	make     string
	mod      string
	ref      string
	p        parts
	text     string
	zone     string // as written
}

// build reads the captures of a match.
func build(m match, toks []token) expr {
	e := expr{from: m.from, to: m.to, make: m.rule.make}
	p := &e.p
	p.rel, p.dayRef, p.focus = none, none, none
	for _, c := range m.caps {
		e.read(c, m)
	}
	if toks[m.from].key == "every" || toks[m.from].key == "each" {
		p.every = true
	}
	for i := m.from; i < m.to; i++ {
		e.literal(toks, i)
	}
	e.arguments(m.rule.args)
	return e
}

// read stores one capture; where a class was taken twice, the later one counts,
// but the first of two numbers and of two units, and of the two ends of a range
// ("3-5 March") the one inside the expression.
func (e *expr) read(c capture, m match) {
	p := &e.p
	inside := side(c, m) == 0
	switch c.class {
	case "YEAR":
		p.year = atoi(c.value)
	case "SHORTYEAR", "TWODIGITS":
		p.year = centuryOf(atoi(c.value))
	case "MONTH", "SAFEMONTH":
		if inside || p.month == 0 {
			p.month, p.monthOf = atoi(c.value), side(c, m)
		}
	case "DAY", "DAYORD":
		if inside || p.day == 0 {
			p.day = atoi(c.value)
		}
	case "ISO":
		e.iso(c.value)
	case "SLASHED":
		e.slashed(c.value)
	case "WEEKDAY", "WEEKDAYS":
		p.weekday = atoi(c.value)
	case "ORD":
		p.quarter = atoi(c.value)
	case "DECADE":
		p.decade = c.value
	case "DECADEWORD":
		p.decade = "19" + c.value
	case "CENTURY", "CENTURYORD":
		p.century = c.value
	case "SEASON":
		p.season = c.value
	case "UNIT", "UNITS", "HYPHENUNIT":
		p.twoUnits = p.unit != ""
		if p.unit == "" {
			p.unit = c.value
		}
	case "WEEKEND":
		p.weekend = true
	case "NUM", "VAGUE", "TENS":
		if p.n == "" {
			p.n = c.value
		} else {
			p.n2 = c.value
		}
	case "LAST", "THIS", "NEXT":
		p.rel = signed(c.value)
	case "HOLIDAY", "FEAST":
		p.month, p.day = atoi(c.value[:2]), atoi(c.value[3:])
	case "NTH":
		p.nth = signed(c.value)
	default:
		e.readTime(c, inside)
	}
}

// hour keeps a time of the expression, and the other end of its range where that
// has the half of the day for both.
func (p *parts) hour(v string, inside bool) {
	if inside {
		p.clock = v
	} else {
		p.until = v
	}
}

// side is where a capture stands: before the expression -1, in it 0, behind it 1.
func side(c capture, m match) int {
	switch {
	case c.at < m.from:
		return -1
	case c.at >= m.to:
		return 1
	}
	return 0
}

// readTime stores a capture of a time of day.
func (e *expr) readTime(c capture, inside bool) {
	p := &e.p
	switch c.class {
	case "DAYREF":
		p.dayRef = signed(c.value)
	case "PART", "PARTS":
		p.part = c.value
	case "CLOCK", "MILITARY":
		p.hour(c.value, inside)
	case "HOUR":
		p.hour(c.value+":00", inside)
	case "HALFHOUR":
		p.minutes = c.value
	case "NOON":
		p.clock = strings.TrimPrefix(c.value, "T")
	case "AMPM":
		p.ampm = c.value
	case "ZONE":
		p.zone, p.zoneAt = c.value, [2]int{c.at, c.at + c.n}
	case "SLICE":
		p.slice, e.mod = true, c.value
	case "EDGE", "QUANT", "EARLIER", "OVER", "WELLOVER", "ABOUT":
		e.mod = c.value
	case "REF", "FREQ":
		e.ref = c.value
	}
}

func signed(s string) int {
	if t, ok := strings.CutPrefix(s, "-"); ok {
		return -atoi(t)
	}
	return atoi(s)
}

// centuryOf is the year that two digits stand for in news: 30 to 99 lie in the
// twentieth century.
func centuryOf(yy int) int {
	if yy >= 30 {
		return 1900 + yy
	}
	return 2000 + yy
}

func (e *expr) iso(s string) {
	d := parseDay(s)
	e.p.year, e.p.month, e.p.day = d.year, d.month, d.day
	if len(s) > 10 {
		e.p.clock = s[11:]
	}
}

// slashed reads month/day/year, or day/month/year where only that is a date.
func (e *expr) slashed(s string) {
	f := strings.Split(s, "/")
	m, d, y := atoi(f[0]), atoi(f[1]), atoi(f[2])
	if y < 100 {
		y = centuryOf(y)
	}
	if m > 12 {
		m, d = d, m
	}
	e.p.year, e.p.month, e.p.day = y, m, d
}

// literal reads a token that belongs to no class but changes the meaning.
func (e *expr) literal(toks []token, i int) {
	p := &e.p
	if p.slice {
		return
	}
	next := ""
	if i+1 < e.to {
		next = toks[i+1].key
	}
	switch toks[i].key {
	case "a", "an", "another":
		if p.n == "" {
			p.n = "1"
		}
	case "half":
		if e.make == "date" {
			p.half, p.quarter = p.quarter, 0
			if p.half == 0 {
				p.half = 2
			}
		} else if next == "a" || next == "an" || next == "-" && p.n == "" {
			p.n = "0.5"
		} else if !strings.Contains(p.n, ".") {
			p.n += ".5"
		}
	case "other":
		p.n = "2"
	case "few":
		if p.n == "" {
			p.n = "X"
		}
	case "this":
		if p.rel == none {
			p.rel = 0
		}
	case "coming":
		if p.rel == 0 {
			p.rel = 1
		}
	case "past":
		if p.rel == 0 {
			p.rel = -1
		}
	case "year", "week", "month", "quarter", "decade", "century":
		if p.unit == "" && e.make != "set" && !(toks[i].key == "quarter" && p.quarter > 0) {
			p.unit = map[string]string{"year": "Y", "week": "W", "month": "M", "quarter": "Q", "decade": "DE", "century": "CE"}[toks[i].key]
		}
	case "q":
		p.quarter, p.n = atoi(p.n), ""
	case "h":
		p.half, p.n = atoi(p.n), ""
	case "so":
		e.mod = "APPROX"
	}
}

func (e *expr) arguments(args map[string]string) {
	p := &e.p
	for k, v := range args {
		switch k {
		case "value":
			e.ref = v
		case "n":
			p.n = v
		case "focus":
			p.focus = signed(v)
		case "offset":
			p.offset = signed(v)
		case "overnight":
			p.part, p.dayRef, p.overnight = "NI", -1, true
		case "toward":
			p.toward = signed(v)
			if e.mod == "" {
				e.mod = "APPROX"
			}
		case "step":
			p.step = signed(v)
			p.rel = p.step
		case "base":
			p.fromFocus = true
		case "mod":
			e.mod = v
		case "rel":
			p.rel = signed(v)
		case "weekof":
			p.weekOf = true
		case "generic":
			p.generic = true
		case "fiscal":
			p.fiscal = true
		case "quarter":
			p.latest = v
			if v == "ended" {
				p.month, p.day = 0, 0 // they are the next expression's
			}
		case "that":
			p.that = true
		case "part":
			p.part = v
			if p.dayRef == none {
				p.dayRef = 0
			}
		case "freq":
			p.count = true
		default:
			e.rarer(k, v)
		}
	}
	if p.part != "" && p.rel == 0 && p.weekday == 0 && p.month == 0 && p.dayRef == none {
		p.dayRef = 0
	}
	// The arguments are read in no order, so the day is set last.
	if v, ok := args["dayref"]; ok {
		p.dayRef = signed(v)
	}
}

// rarer stores an argument of few rules.
func (e *expr) rarer(name, v string) {
	p := &e.p
	switch name {
	case "unit":
		p.unit = v
	case "shift":
		p.shift = signed(v)
	case "else":
		p.orToday = true
	case "weekend":
		p.weekend = true
	case "daypart":
		p.part = v
	}
}
