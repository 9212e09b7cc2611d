package timex

import (
	_ "embed"
	"sort"
	"strconv"
	"strings"
	"sync"
)

//go:embed words.tsv
var wordsTSV string

// entry is a word or phrase of the table: its tokens after the first, its class
// and its value.
type entry struct {
	rest  []string
	class string
	value string
}

// words is the table of words, indexed by first token.
type words struct {
	entries      map[string][]entry
	abbreviation map[string]bool
	cardinal     map[string]int // number words to nineteen, and the dozen
	tens         map[string]int // twenty to ninety
}

// lexicon is read once from the embedded table and never changes.
var lexicon = sync.OnceValue(func() *words { return readWords(wordsTSV) })

func readWords(tsv string) *words {
	w := &words{map[string][]entry{}, map[string]bool{}, map[string]int{}, map[string]int{}}
	for _, line := range strings.Split(tsv, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			panic("timex: words.tsv: a line without three columns: " + line)
		}
		for _, phrase := range strings.Split(f[2], "|") {
			parts := strings.Fields(phrase)
			switch f[0] {
			case "ABBREVIATION":
				w.abbreviation[parts[0]] = true
			case "CARDINAL":
				w.cardinal[parts[0]] = atoi(f[1])
			case "TENSWORD":
				w.tens[parts[0]] = atoi(f[1])
			default:
				w.entries[parts[0]] = append(w.entries[parts[0]], entry{parts[1:], f[0], f[1]})
			}
		}
	}
	for _, es := range w.entries {
		sort.SliceStable(es, func(i, j int) bool { return len(es[i].rest) > len(es[j].rest) })
	}
	return w
}

// item is a reading of the tokens from one position on: a class with a value,
// over n tokens.
type item struct {
	class string
	value string
	n     int
}

// readings are the items at every position of a block, longest first for each
// class: words and phrases of the table, numbers, years, days and clock times.
func readings(toks []token) [][]item {
	out := make([][]item, len(toks))
	all := make([]item, 0, 2*len(toks))
	for i := range toks {
		first := len(all)
		for _, e := range lexicon().entries[toks[i].key] {
			if follows(toks[i+1:], e.rest) && letterCase(e.class, toks[i]) {
				all = append(all, item{e.class, e.value, 1 + len(e.rest)})
			}
		}
		all = append(all, numeric(toks, i)...)
		if z, ok := zone(toks, i); ok {
			all = append(all, z)
		}
		if it := plainWord(toks[i], all[first:]); it != "" {
			all = append(all, item{it, "", 1})
		}
		out[i] = all[first:len(all):len(all)]
	}
	return out
}

// mostHours is how far a zone lies from Greenwich at most.
const mostHours = 14

// zone reads a zone that is no word of the table: "UTC+2" and "Tokyo time".
func zone(toks []token, i int) (item, bool) {
	t := toks[i]
	switch {
	case i+1 >= len(toks) || t.kind != word || !t.upper:
	case toks[i+1].key == "time" && !toks[i+1].upper:
		return item{"ZONE", "", 2}, true
	case (t.key == "utc" || t.key == "gmt") && i+2 < len(toks) && toks[i+2].glued && toks[i+2].kind == number:
		sign, n := toks[i+1].key, atoi(toks[i+2].key)
		if (sign == "+" || sign == "-") && n <= mostHours && len(toks[i+2].key) <= 2 {
			return item{"ZONE", sign + pad(n) + ":00", 3}, true
		}
	}
	return item{}, false
}

// plainWord is the class of a word without a reading of its own: LOWER for a
// lower-case word, NAMEWORD for one that begins like a name; "" for others.
func plainWord(t token, items []item) string {
	switch {
	case t.kind != word || len(t.key) == 0 || t.key[0] == '\'':
		return ""
	case !t.upper && len(items) > 0:
		return ""
	case !t.upper:
		return "LOWER"
	case is(items, "MONTH") || is(items, "WEEKDAY"):
		return ""
	}
	return "NAMEWORD"
}

func follows(toks []token, rest []string) bool {
	if len(toks) < len(rest) {
		return false
	}
	for i, k := range rest {
		if toks[i].key != k || k == "." && !toks[i].glued {
			return false
		}
	}
	return true
}

// letterCase keeps verbs and names apart from dates: months and weekdays are
// written with a capital.
func letterCase(class string, t token) bool {
	switch class {
	case "MONTH", "WEEKDAY", "WEEKDAYS":
		return t.upper
	case "FREQ":
		return !t.upper // else part of a name: the Daily Herald
	case "ZONE":
		return t.caps || len(t.key) > 3
	}
	return true
}

// is reports whether the items hold one of the class.
func is(items []item, class string) bool {
	for _, it := range items {
		if it.class == class {
			return true
		}
	}
	return false
}

// numeric are the items that digits or number words make at position i.
func numeric(toks []token, i int) []item {
	t := toks[i]
	switch t.kind {
	case clock:
		return clockItem(t)
	case isoDate:
		return []item{{"ISO", t.key, 1}}
	case slashed:
		return []item{{"SLASHED", t.key, 1}}
	case number:
		return digitItems(toks, i)
	case word:
		if v, n := spelled(toks, i); n > 0 {
			items := []item{{"NUM", v, n}}
			if h := atoi(v); n == 1 && h > 0 && h <= 12 && t.key != "dozen" {
				items = append(items, item{"HOUR", pad(h), 1})
			}
			if y, m := spelledYear(toks, i); m > 0 {
				items = append(items, item{"YEAR", y, m})
			}
			return items
		}
	case punct:
		if t.key == "'" && i+1 < len(toks) && toks[i+1].glued && len(toks[i+1].key) == 2 && toks[i+1].kind == number {
			return []item{{"SHORTYEAR", toks[i+1].key, 2}}
		}
	}
	return nil
}

func clockItem(t token) []item {
	h, m, _ := strings.Cut(strings.Replace(t.key, ".", ":", 1), ":")
	if atoi(h) > 24 || atoi(m) > 59 {
		return nil
	}
	return []item{{"CLOCK", pad(atoi(h)) + ":" + m, 1}}
}

func pad(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// digitItems are the readings of a number in digits: a count, a day of the
// month, an hour, a year, a military time.
func digitItems(toks []token, i int) []item {
	key := toks[i].key
	if i > 0 && toks[i].glued && toks[i-1].kind == punct && (toks[i-1].key == "$" || toks[i-1].key == "#" || toks[i-1].key == "." || toks[i-1].key == ":") {
		return nil
	}
	var items []item
	n := atoi(key)
	plain := digits(key, 0) == len(key)
	following := ""
	if i+1 < len(toks) && toks[i+1].glued {
		following = toks[i+1].key
	}
	switch {
	case following == "s" && plain && n%10 == 0 && len(key) == 4:
		return []item{{"DECADE", key[:3], 2}}
	case following == "s" && plain && n%10 == 0 && len(key) == 2 && n >= 20:
		return []item{{"DECADE", strconv.Itoa(centuryOf(n))[:3], 2}}
	case strings.Contains(key, ",") || following == "%" || numbered(toks, i):
		return []item{{"NUM", strings.ReplaceAll(key, ",", ""), 1}}
	case plain && len(key) <= 2:
		items = append(items, dayItems(toks, i, n)...)
		if n <= 24 {
			items = append(items, item{"HOUR", pad(n), 1})
		}
		items = append(items, item{"TWODIGITS", key, 1})
	case plain && len(key) == 4:
		if n >= 1000 && n < 2200 {
			items = append(items, item{"YEAR", key, 1})
		}
		if n < 2400 && n%100 < 60 {
			items = append(items, item{"MILITARY", key[:2] + ":" + key[2:], 1})
		}
	}
	if i+4 <= len(toks) && plain && toks[i+1].key == "1" && toks[i+2].key == "/" && toks[i+2].glued && toks[i+3].key == "2" {
		items = append(items, item{"NUM", key + ".5", 4})
	}
	return append(items, item{"NUM", strings.ReplaceAll(key, ",", ""), 1})
}

// numbered reports whether the number at i belongs to a longer one, as of a
// telephone, or names something ("No. 2016").
func numbered(toks []token, i int) bool {
	if i == 0 {
		return false
	}
	prev := toks[i-1]
	switch {
	case prev.key == "." && i > 1:
		return toks[i-2].key == "no" || toks[i-2].key == "nos"
	case prev.key == "+" && toks[i].glued:
		return true
	case prev.key == "-" && toks[i].glued && prev.glued && i > 1 && toks[i-2].kind == number:
		return len(toks[i-2].key) == 3 || len(toks[i-2].key) > 4
	case prev.key == ")":
		return i > 2 && toks[i-2].kind == number && toks[i-3].key == "("
	}
	return false
}

func dayItems(toks []token, i, n int) []item {
	if n < 1 || n > 31 {
		return nil
	}
	if i+1 < len(toks) && toks[i+1].glued {
		switch toks[i+1].key {
		case "st", "nd", "rd", "th":
			return []item{{"DAY", pad(n), 2}, {"DAYORD", strconv.Itoa(n), 2}, {"CENTURY", pad(n - 1), 2}}
		}
		if toks[i+1].kind == word && !strings.HasPrefix(toks[i+1].key, "'") {
			return nil // the rocket "Long March 4C"
		}
	}
	return []item{{"DAY", pad(n), 1}}
}

// below reads a number word below a hundred at i ("forty-two", "nineteen").
func below(toks []token, i int) (value, n int) {
	if i >= len(toks) {
		return 0, 0
	}
	if v, ok := lexicon().cardinal[toks[i].key]; ok {
		return v, 1
	}
	v, ok := lexicon().tens[toks[i].key]
	if !ok {
		return 0, 0
	}
	j := i + 1
	if j+1 < len(toks) && toks[j].key == "-" && toks[j].glued {
		j++
	}
	if j < len(toks) {
		if u := lexicon().cardinal[toks[j].key]; u > 0 && u < 10 {
			return v + u, j + 1 - i
		}
	}
	return v, 1
}

// spelled reads a number in words at i, up to the thousands, also "a dozen"
// and "one and a half".
func spelled(toks []token, i int) (value string, n int) {
	key := func(j int) string {
		if j < len(toks) {
			return toks[j].key
		}
		return ""
	}
	if k := key(i); (k == "a" || k == "an") && (key(i+1) == "dozen" || key(i+1) == "hundred" || key(i+1) == "thousand") {
		return map[string]string{"dozen": "12", "hundred": "100", "thousand": "1000"}[key(i+1)], 2
	}
	v, n := below(toks, i)
	if n == 0 {
		return "", 0
	}
	for scale := 0; scale < 2; scale++ {
		switch key(i + n) {
		case "hundred":
			v, n = v*100, n+1
		case "thousand":
			v, n = v*1000, n+1
		default:
			continue
		}
		if u, m := below(toks, i+n); m > 0 {
			v, n = v+u, n+m
		}
	}
	if key(i+n) == "and" && key(i+n+1) == "a" && key(i+n+2) == "half" {
		return strconv.Itoa(v) + ".5", n + 3
	}
	return strconv.Itoa(v), n
}

// spelledYear reads a year in words at i: "nineteen ninety-four", "two thousand
// ten".
func spelledYear(toks []token, i int) (value string, n int) {
	c, n := below(toks, i)
	if n == 0 || i+n >= len(toks) {
		return "", 0
	}
	if c == 2 && toks[i+n].key == "thousand" {
		u, m := below(toks, i+n+1)
		return strconv.Itoa(2000 + u), n + 1 + m
	}
	if c < 15 || c > 20 {
		return "", 0
	}
	u, m := below(toks, i+n)
	if m == 0 || u < 10 {
		return "", 0
	}
	return strconv.Itoa(c*100 + u), n + m
}
