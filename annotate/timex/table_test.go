package timex

import (
	"strings"
	"testing"
)

// numericClasses are made from digits and number words, not from words.tsv.
var numericClasses = []string{
	"NUM", "YEAR", "SHORTYEAR", "DAY", "CLOCK", "HOUR", "MILITARY", "TWODIGITS", "DECADE", "CENTURY",
	"ISO", "SLASHED", "LOWER", "NAMEWORD",
}

// codeClasses are read by the code and need no rule.
var codeClasses = []string{"FUTURE", "NOMINAL", "DETERMINER", "PAST", "NOTED", "STATE", "MONEY", "ARCHIVE", "PICTURE", "BORDER", "CLAUSEWORD", "AHEAD", "RANGE", "TWODIGITS", "ISO"}

func classes(n *node, seen map[*node]bool, out map[string]bool) {
	if seen[n] {
		return
	}
	seen[n] = true
	for _, e := range n.edges {
		if e.class != "" {
			out[e.class] = true
		}
		classes(e.to, seen, out)
	}
}

func TestTablesFitTogether(t *testing.T) {
	made, used := map[string]bool{}, map[string]bool{}
	for _, es := range lexicon().entries {
		for _, e := range es {
			made[e.class] = true
		}
	}
	for _, c := range numericClasses {
		made[c] = true
	}
	seen := map[*node]bool{}
	for _, starts := range []map[string][]start{rules().byClass, rules().byLiteral} {
		for k, ss := range starts {
			if k == strings.ToUpper(k) && made[k] {
				used[k] = true
			}
			for _, s := range ss {
				for _, e := range s.not {
					if e.class != "" {
						used[e.class] = true
					}
				}
				if s.class != "" {
					used[s.class] = true
				}
				classes(s.to, seen, used)
			}
		}
	}
	for c := range used {
		if !made[c] {
			t.Errorf("rules.tsv uses the class %s, which nothing makes", c)
		}
	}
	for _, c := range codeClasses {
		used[c] = true
	}
	for c := range made {
		if !used[c] {
			t.Errorf("words.tsv has the class %s, which nothing uses", c)
		}
	}
}

func TestCalendar(t *testing.T) {
	for _, c := range []struct{ d, week, plus string }{
		{"2026-02-06", "2026-W06", "2026-02-07"},
		{"2027-01-03", "2026-W53", "2027-01-04"},
		{"2024-02-29", "2024-W09", "2024-03-01"},
		{"2025-12-31", "2026-W01", "2026-01-01"},
	} {
		d := parseDay(c.d)
		if d.String() != c.d || d.week() != c.week || d.add(1).String() != c.plus {
			t.Errorf("%s: %s, %s, %s", c.d, d, d.week(), d.add(1))
		}
	}
	for _, s := range []string{"", "soon", "2026-13-01", "2026-02-30", "0000-01-01", "26-01-01"} {
		if d := parseDay(s); d.known() {
			t.Errorf("parseDay(%q) = %s", s, d)
		}
	}
}

func TestTokens(t *testing.T) {
	for in, want := range map[string]string{
		"At 10am, 6 p.m. on Friday’s":     "at 10 am , 6 pm on friday 's",
		"2,000 of 2026-02-06 (7:06 a.m.)": "2,000 of 2026-02-06 ( 7:06 am )",
		"U.S. o’clock 1990s 6th 3/4/2026": "us o'clock 1990 s 6 th 3/4/2026",
		"12-day Feb. 6,2026 7.06am 7.06":  "12 - day feb . 6 , 2026 7.06 am 7.06",
		"F\u00adriday\u00a0“now”\u200b.":  `friday " now " .`,
	} {
		var keys []string
		for _, tok := range tokenise(in) {
			keys = append(keys, tok.key)
		}
		if got := strings.Join(keys, " "); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}
