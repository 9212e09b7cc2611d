package timex

// maxLength bounds an expression, in bytes: beyond it, blanks or digits fill it.
const maxLength = 120

// acceptable rejects matches whose numbers are no date or time, or whose year
// is more likely a count or a name.
func acceptable(m match, toks []token) bool {
	if m.rule.make == "dur" && m.from+1 < m.to && toks[m.to-1].key == "quarter" && toks[m.to-2].key == "a" {
		return false // a fourth part
	}
	if m.to-m.from == 1 && toks[m.from].key == "quarters" {
		return false // where somebody lives, or fourth parts
	}
	if toks[m.to-1].end-toks[m.from].start > maxLength {
		return false
	}
	if m.to-m.from == 2 && setPhrase(toks[m.from], toks[m.from+1]) {
		return false
	}
	if !quarterOfYear(m, toks) {
		return false
	}
	month, day, year := 0, 0, 0
	hour, minute, ampm := none, 0, ""
	for _, c := range m.caps {
		switch c.class {
		case "MONTH":
			month = atoi(c.value)
		case "DAY", "DAYORD":
			day = atoi(c.value)
		case "YEAR":
			year = atoi(c.value)
		case "ISO":
			if parseDay(c.value) == (day0) {
				return false
			}
		case "SLASHED":
			if !slashedDay(c.value).full() {
				return false
			}
		case "CLOCK", "MILITARY":
			hour, minute = atoi(c.value[:2]), atoi(c.value[3:])
		case "HOUR":
			hour = atoi(c.value)
		case "AMPM":
			ampm = c.value
		}
	}
	if month > 0 && day > 0 {
		y := year
		if y == 0 {
			y = 2000 // a leap year
		}
		if day > daysIn(y, month) {
			return false
		}
	}
	if hour > 24 || minute > 59 || hour == 24 && minute > 0 || ampm != "" && hour != none && (hour > 12 || hour == 0) {
		return false
	}
	return year == 0 || month > 0 || likelyYear(m, toks, year)
}

// quarterOfYear rejects "Q10" and "H3": a year has four quarters and two halves.
func quarterOfYear(m match, toks []token) bool {
	for i := m.from; i < m.to; i++ {
		most := 4
		switch toks[i].key {
		case "q":
		case "h":
			most = 2
		default:
			continue
		}
		for _, c := range m.caps {
			if n := atoi(c.value); c.class == "NUM" && (n < 1 || n > most) {
				return false
			}
		}
	}
	return true
}

// titled reports whether most longer words of a block begin with a capital.
func titled(toks []token) bool {
	const long = 4
	words, upper := 0, 0
	for i := range toks {
		if toks[i].kind == word && len(toks[i].key) >= long {
			words++
			if toks[i].upper {
				upper++
			}
		}
	}
	return 3*upper > 2*words
}

// named reports a word of time that is part of a name: "USA Today", "This Week".
func named(m match, toks []token) bool {
	first, last := toks[m.from], toks[m.to-1]
	switch {
	case m.to-m.from == 1 && first.upper && m.from > 0 && isClass(first.key, "DAYREF"):
		before := toks[m.from-1]
		return before.upper && before.kind == word && !before.stop && !isClass(before.key, "WEEKDAY")
	case m.to-m.from == 2 && first.upper && last.upper && !last.caps:
		return isClass(last.key, "UNIT") && (isClass(first.key, "THIS") || isClass(first.key, "LAST") || isClass(first.key, "NEXT"))
	}
	return false
}

var day0 day

// setPhrase reports whether two words are no time but a set phrase or a title:
// "last minute", "Player of the Year", "the minutes of the meeting".
func setPhrase(a, b token) bool {
	return a.key == "last" && b.key == "minute" || a.key == "the" && (b.key == "minutes" || b.key == "quarters") || a.key == "the" && b.upper && !b.caps && b.key != "weekend"
}

func slashedDay(s string) day {
	var e expr
	e.slashed(s)
	return day{e.p.year, e.p.month, e.p.day}
}

// likelyYear keeps years apart from counts: far years need a word before them
// that only a year can follow.
func likelyYear(m match, toks []token, year int) bool {
	if year >= 1900 && year < 2050 {
		return true
	}
	if m.from == 0 || m.rule.args["guard"] == "year" {
		return false
	}
	switch toks[m.from-1].key {
	case "in", "since", "during":
		return true
	}
	return m.to-m.from > 1
}
