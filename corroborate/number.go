package corroborate

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/readout-project/readout/internal/lexis"
)

// quantity is a number with the stem of the word that it counts.
type quantity struct {
	value, unit string
	noun        string // the unit as it stands, folded
	bound       string // "least", "most", "about", "nearly", or ""
}

// partReach is how many words further the noun of a part may stand: "21 of the
// more than 200 students".
const partReach = 8

// quantities reads the numbers that count something: a number and the next
// content word within three words.
func quantities(words []string) []quantity {
	var out []quantity
	for i := 0; i < len(words); i++ {
		value, n := numberAt(words[i:])
		if n == 0 || words[i] == "one" {
			continue
		}
		if i > 0 && n == 1 && months[words[i-1]] {
			continue // "April 15" counts nothing
		}
		q := quantity{value: value, bound: boundBefore(words[:i])}
		i += n - 1
		reach := 3
		if i+1 < len(words) && words[i+1] == "of" {
			reach = partReach
		}
		for j := i + 1; j < len(words) && j <= i+reach; j++ {
			if months[words[j]] || clauseWords[words[j]] || j+1 < len(words) && equals[words[j]] && articles[words[j+1]] {
				break // "14 October", "15 while in school", "Breuer, 23, is the son"
			}
			if !lexis.Grammar(words[j]) && !allDigits(words[j]) {
				if k := concept(words[j]); !contentVerb(words[j]) || slices.Contains(fates, k) {
					q.unit, q.noun = k, words[j]
				}
				break
			}
		}
		if q.unit == "person" {
			q.unit = fate(words, i)
		}
		if i+1 < len(words) && (words[i+1] == "am" || words[i+1] == "pm") {
			continue // "7:16 a.m. on Monday" counts no Mondays
		}
		if q.unit != "" {
			out = append(out, q)
		}
	}
	return out
}

// clauseWords begin another clause than the one of a number before them; equals with
// an article say what somebody is.
var (
	clauseWords = map[string]bool{"while": true, "when": true, "where": true, "because": true}
	equals      = map[string]bool{"is": true, "was": true, "are": true, "were": true}
	articles    = map[string]bool{"a": true, "an": true, "the": true}
)

var months = map[string]bool{
	"january": true, "february": true, "march": true, "april": true, "june": true, "july": true, "august": true, "september": true, "october": true,
	"november": true, "december": true, "jan": true, "feb": true, "aug": true, "sept": true, "oct": true, "nov": true, "dec": true,
}

// numberAt reads the number that the words begin with: digits, a number word,
// tens with ones, and a scale ("twenty one", "2.6 million"). n is 0 for none.
func numberAt(words []string) (value string, n int) {
	if len(words) == 0 {
		return "", 0
	}
	v, ok := numberWords[words[0]]
	switch {
	case ok:
		if n = 1; len(words) > 1 && len(v) == 2 && v[1] == '0' && v != "10" {
			if ones := numberWords[words[1]]; len(ones) == 1 {
				v, n = v[:1]+ones, 2
			}
		}
	case allDigits(words[0]):
		v, n = words[0], 1
	default:
		return "", 0
	}
	for n < len(words) && scales[words[n]] != 0 {
		v = scaled(v, scales[words[n]])
		n++
	}
	return v, n
}

// fate is what is counted where persons are: those killed, hurt or seized, if
// the words close before the number ("killing at least six civilians") or after
// it ("two people have died") say so.
func fate(words []string, number int) string {
	before := words[max(0, number-4):number]
	after := words[number+1 : min(len(words), number+7)]
	for _, w := range after[:min(len(after), 2)] { // "14 dead, with 23 people missing"
		if k := concept(w); slices.Contains(fates, k) {
			return k
		}
	}
	for i := range before {
		if k := concept(before[len(before)-1-i]); slices.Contains(fates, k) {
			return k
		}
	}
	for _, w := range after {
		if k := concept(w); slices.Contains(fates, k) {
			return k
		}
	}
	return "person"
}

var fates = []string{"kill", "hurt", "arrest", "miss", "releas", "kidnap"}

var scales = map[string]float64{"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}

func scaled(value string, by float64) string {
	v, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return value
	}
	return strconv.FormatFloat(v*by, 'f', -1, 64)
}

func allDigits(w string) bool {
	for _, r := range w {
		if !unicode.IsDigit(r) && r != '.' {
			return false
		}
	}
	return w != ""
}

// boundBefore reads "at least", "more than", "up to", "about" before a number.
func boundBefore(words []string) string {
	tail := strings.Join(words[max(0, len(words)-2):], " ")
	if len(words) > 2 {
		switch w := words[len(words)-3]; { // "no more than", "not less than"
		case w != "no" && w != "not":
		case tail == "more than":
			return "most"
		case tail == "fewer than", tail == "less than":
			return "least"
		}
	}
	switch {
	case strings.HasSuffix(tail, "handed over"), strings.HasSuffix(tail, "turned over"), strings.HasSuffix(tail, "hand over"), strings.HasSuffix(tail, "turn over"),
		strings.HasSuffix(tail, "took over"), strings.HasSuffix(tail, "take over"):
		return ""
	case strings.HasSuffix(tail, "at least"), strings.HasSuffix(tail, "more than"), strings.HasSuffix(tail, "over"), strings.HasSuffix(tail, "above"),
		strings.HasSuffix(tail, "minimum of"), strings.HasSuffix(tail, "upwards of"), strings.HasSuffix(tail, "exceeding"):
		return "least"
	case strings.HasSuffix(tail, "up to"), strings.HasSuffix(tail, "at most"), strings.HasSuffix(tail, "fewer than"), strings.HasSuffix(tail, "less than"), strings.HasSuffix(tail, "under"),
		strings.HasSuffix(tail, "maximum of"), strings.HasSuffix(tail, "many as"):
		return "most"
	case strings.HasSuffix(tail, "about"), strings.HasSuffix(tail, "around"), strings.HasSuffix(tail, "some"), strings.HasSuffix(tail, "roughly"), strings.HasSuffix(tail, "approximately"):
		return "about"
	case strings.HasSuffix(tail, "nearly"), strings.HasSuffix(tail, "almost"), strings.HasSuffix(tail, "close to"), strings.HasSuffix(tail, "just under"):
		return "nearly"
	}
	return ""
}

// numbersAgree reports whether no number of a stands beside another of b: for
// each unit that both count, some value of the one agrees with one of the other.
func numbersAgree(a, b *prop) bool {
	if len(a.numbers) == 0 || len(b.numbers) == 0 {
		return true
	}
	for _, x := range a.numbers {
		met, ok := false, false
		for _, z := range a.numbers {
			for _, y := range b.numbers {
				if x.unit == y.unit && x.unit == z.unit {
					met = true
					ok = ok || z.agrees(y)
				}
			}
		}
		if met && !ok {
			return false
		}
	}
	return true
}

// roundness is the share by which a number given as "about" may be off.
const roundness = 0.1

// label is the quantity in words: "at least 20,000".
func (q quantity) label() string {
	whole, part, _ := strings.Cut(q.value, ".")
	var b []byte
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b = append(b, ',')
		}
		b = append(b, whole[i])
	}
	if part != "" {
		b = append(append(b, '.'), part...)
	}
	switch q.bound {
	case "least", "most":
		return "at " + q.bound + " " + string(b)
	case "about", "nearly":
		return q.bound + " " + string(b)
	}
	return string(b)
}

// agrees reports whether two quantities tell of one count: the same value, or a
// bound on one side that the other's value keeps. Two bounds with different
// values ("at least two", "at least four") are two tellings.
func (q quantity) agrees(o quantity) bool {
	return q.value == o.value || (q.bound == "" || o.bound == "" || q.bound == "about" || o.bound == "about") && q.canBe(o)
}

// near reports two quantities that can be of one count and hardly differ: "more
// than 310" and 314, not "at least four" and 30.
func (q quantity) near(o quantity) bool {
	v, err := strconv.ParseFloat(q.value, 64)
	w, err2 := strconv.ParseFloat(o.value, 64)
	least := 1 - roundness
	if min(v, w) >= 100 {
		least = 0.7 // "more than 300" of 390
	}
	return q.value == o.value || err == nil && err2 == nil && q.canBe(o) && min(v, w) >= least*max(v, w)
}

// canBe reports whether one value can satisfy both quantities.
func (q quantity) canBe(o quantity) bool {
	if q.value == o.value {
		return true
	}
	return q.reach().meets(o.reach())
}

// reach is the range of values that a quantity allows; known, where its value is a
// number.
type reach struct {
	lo, hi float64
	known  bool
}

// meets reports a value that both allow.
func (r reach) meets(o reach) bool { return r.known && o.known && r.lo <= o.hi && o.lo <= r.hi }

func (q quantity) reach() reach {
	v, err := strconv.ParseFloat(q.value, 64)
	if err != nil {
		return reach{}
	}
	switch q.bound {
	case "least":
		return reach{v, math.Inf(1), true}
	case "most":
		return reach{0, v, true}
	case "about":
		return reach{v * (1 - roundness), v * (1 + roundness), true}
	case "nearly":
		return reach{v * (1 - roundness), v, true}
	}
	return reach{v, v, true}
}
