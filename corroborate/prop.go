package corroborate

import (
	"cmp"
	_ "embed"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/lexis"
)

// prop is a statement made comparable: its content stems with weights, its
// numbers, and where it stands.
type prop struct {
	report, stmt int
	key          string // names it by its report's content and its place there
	st           *readout.Statement
	words        []string // all folded words, for runs
	stems        []string // sorted, unique
	weight       []float32
	nominal      []bool // by stem: whether it stands in a name, or is a number
	sum          float32
	plain        float32 // the part of sum that is no names and no numbers
	numbers      []quantity
	origin, root int
	through      bool     // heard through a newsroom other than the report's own
	days         []string // TIMEX3 values of the days it names, perhaps partial
}

// quantity is a number with the stem of the word that it counts.
type quantity struct {
	value, unit string
	noun        string // the unit as it stands, folded
	bound       string // "least", "most", "about", or ""
}

// propositions are the statements of the story's reports that assert something
// of the world or pass on words.
func (s *story) propositions() []prop {
	var out []prop
	for _, r := range s.out.Reports {
		d := s.r.Docs[r]
		for i := range d.Statements {
			st := &d.Statements[i]
			if !asserts(st) {
				continue
			}
			p := newProp(d, st)
			if len(p.stems) < 2 {
				continue
			}
			p.report, p.stmt = r, i
			p.key = fmt.Sprintf("%s %08d", d.Report.ID(), st.Start)
			p.origin = s.voices.origin(r, st)
			p.root = s.voices.root(r, st, p.origin)
			p.through = s.voices.through(st)
			p.days = daysIn(d, st.Span)
			out = append(out, p)
		}
	}
	return out
}

// asserts reports a statement that says something that can be so: not silence, a
// photo credit or a fragment without a verb.
func asserts(st *readout.Statement) bool {
	switch k := st.Root().Kind; {
	case k == readout.NoAnswer, k == readout.PhotoCredit:
		return false
	}
	return st.Rule != readout.RuleFragment && st.Rule != readout.RulePhotoCredit
}

func newProp(d *readout.Document, st *readout.Statement) prop {
	p := prop{st: st, words: words(st.Of(d.Report.Source))}
	names := namesIn(d, st)
	seen := map[string]bool{}
	for _, w := range p.words {
		if lexis.Grammar(w) {
			continue
		}
		k := concept(w)
		if !seen[k] {
			seen[k] = true
			p.stems = append(p.stems, k)
		}
	}
	slices.Sort(p.stems)
	p.weight = make([]float32, len(p.stems))
	for i, k := range p.stems {
		p.weight[i] = weightOf(k)
		p.sum += p.weight[i]
		p.nominal = append(p.nominal, names[k] || nominal(k, p.weight[i]))
		if !p.nominal[i] {
			p.plain += p.weight[i]
		}
	}
	p.numbers = quantities(p.words)
	return p
}

// initials of a country that folding would make a pronoun.
var initials = regexp.MustCompile(`\bU\.\s?S\.|\bUS\b`)

// words are the folded words of s, country names of several words made one
// word, their code, and "U.S." kept apart from "us".
func words(s string) []string {
	in := fold.Words(initials.ReplaceAllString(s, " USA "))
	out := in[:0]
	for i := 0; i < len(in); i++ {
		n, code := countryAt(in[i:])
		if n > 1 {
			out = append(out, code)
			i += n - 1
			continue
		}
		out = append(out, in[i])
	}
	return out
}

// countryAt finds the longest country name or adjective that the words begin
// with, of at most three words.
func countryAt(w []string) (n int, code string) {
	for n := min(3, len(w)); n > 1; n-- {
		if c, _, ok := gazetteer.CountryOf(strings.Join(w[:n], " ")); ok && w[0] != "the" {
			return n, c.Code
		}
	}
	return 0, ""
}

// concept is the stem of a word, with country words brought to the country's
// code, number words to digits and exchangeable words to one.
func concept(w string) string {
	if n, ok := numberWords[w]; ok {
		return n
	}
	if w == "usa" {
		return "USA"
	}
	if isCode(w) {
		return w
	}
	if c, ok := synonymTable()[w]; ok {
		return c
	}
	if c, _, ok := gazetteer.CountryOf(w); ok {
		return c.Code
	}
	return lexis.Stem(w)
}

// countryWeight is what a country counts for: stories are about countries, so
// that naming one tells little, though the code is rare as a word.
const countryWeight = 3

// rare is the weight beyond which a stem is most often a name.
const rare = 5.5

// nominal reports a stem that is a country, a number or so rare that it most
// often is a name: it tells who and how many, not what.
func nominal(stem string, weight float32) bool {
	return isCode(stem) || weight > rare || allDigits(stem)
}

func weightOf(concept string) float32 {
	if isCode(concept) {
		return countryWeight
	}
	return lexis.IDF(concept)
}

//go:embed data/synonyms.tsv
var synonymsTSV string

var synonymTable = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(synonymsTSV) {
		c, list, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Fields(list) {
			m[w] = lexis.Stem(c)
		}
	}
	return m
})

var numberWords = map[string]string{
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
	"eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17",
	"eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70",
	"eighty": "80", "ninety": "90",
}

// quantities reads the numbers that count something: a number and the next
// content word within three words.
func quantities(words []string) []quantity {
	var out []quantity
	for i := 0; i < len(words); i++ {
		v, ok := numberWords[words[i]]
		if !ok || words[i] == "one" {
			if v = words[i]; !allDigits(v) {
				continue
			}
		}
		q := quantity{value: v, bound: boundBefore(words[:i])}
		for i+1 < len(words) && scales[words[i+1]] != 0 {
			q.value = scaled(q.value, scales[words[i+1]])
			i++
		}
		for j := i + 1; j < len(words) && j <= i+3; j++ {
			if !lexis.Grammar(words[j]) && !allDigits(words[j]) {
				q.unit, q.noun = concept(words[j]), words[j]
				break
			}
		}
		if q.unit == "person" {
			q.unit = fate(words, i)
		}
		if q.unit != "" {
			out = append(out, q)
		}
	}
	return out
}

// fate is what is counted where persons are: those killed, hurt or seized, if
// the words close before the number ("killing at least six civilians") or after
// it ("two people have died") say so.
func fate(words []string, number int) string {
	before := words[max(0, number-4):number]
	after := words[number+1 : min(len(words), number+7)]
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
	switch {
	case strings.HasSuffix(tail, "at least"), strings.HasSuffix(tail, "more than"), strings.HasSuffix(tail, "over"), strings.HasSuffix(tail, "above"):
		return "least"
	case strings.HasSuffix(tail, "up to"), strings.HasSuffix(tail, "at most"), strings.HasSuffix(tail, "fewer than"), strings.HasSuffix(tail, "less than"), strings.HasSuffix(tail, "under"):
		return "most"
	case strings.HasSuffix(tail, "about"), strings.HasSuffix(tail, "around"), strings.HasSuffix(tail, "some"), strings.HasSuffix(tail, "nearly"), strings.HasSuffix(tail, "almost"),
		strings.HasSuffix(tail, "roughly"), strings.HasSuffix(tail, "approximately"):
		return "about"
	}
	return ""
}

// namesIn are the concepts of the words that stand in names within a statement:
// in mentions, and outside headlines in words with a capital that do not begin
// it.
func namesIn(d *readout.Document, st *readout.Statement) map[string]bool {
	out := map[string]bool{}
	at := st.Span
	if st.Position != readout.InHeadline {
		for i, f := range strings.Fields(at.Of(d.Report.Source)) {
			if i > 0 && capital(f) {
				for _, w := range words(f) {
					out[concept(w)] = true
				}
			}
		}
	}
	i, _ := slices.BinarySearchFunc(d.Mentions, at.Start, func(m readout.Mention, p int) int { return cmp.Compare(m.Start, p) })
	for ; i < len(d.Mentions) && d.Mentions[i].Start < at.End; i++ {
		if m := d.Mentions[i]; m.Kind == readout.Name {
			for _, w := range words(m.Of(d.Report.Source)) {
				out[concept(w)] = true
			}
		}
	}
	return out
}

// capital reports a word whose first letter is a capital.
func capital(word string) bool {
	for _, r := range word {
		if unicode.IsLetter(r) {
			return unicode.IsUpper(r)
		}
	}
	return false
}

// daysIn are the values of the days that a span names.
func daysIn(d *readout.Document, at readout.Span) []string {
	i, _ := slices.BinarySearchFunc(d.Timexes, at.Start, func(t readout.Timex, p int) int { return cmp.Compare(t.Start, p) })
	var out []string
	for ; i < len(d.Timexes) && d.Timexes[i].Start < at.End; i++ {
		t := d.Timexes[i]
		if at.Contains(t.Span) && (t.Type == readout.Date || t.Type == readout.Time) && len(t.Value) >= dayLen {
			out = append(out, t.Value[:dayLen])
		}
	}
	return out
}

// dayIn compares the days that two propositions name: whether one is of both,
// and whether both name days of which none can be of both.
func dayIn(a, b *prop) (same, apart bool) {
	for _, x := range a.days {
		for _, y := range b.days {
			if x == y || isDay(y) && fits(x, y) || isDay(x) && fits(y, x) {
				return true, false
			}
		}
	}
	return false, len(a.days) > 0 && len(b.days) > 0
}

// likeness compares two propositions by the weight of the stems they share.
type likeness struct {
	count int     // stems shared
	names int     // of them countries and words that news hardly uses
	part  float32 // of the lighter one's weight
	act   float32 // likewise, of the stems that are no names and no numbers
	whole float32 // of the weight of both together
}

func like(a, b *prop) likeness {
	var l likeness
	var w, plain float32
	i, j := 0, 0
	for i < len(a.stems) && j < len(b.stems) {
		switch {
		case a.stems[i] < b.stems[j]:
			i++
		case a.stems[i] > b.stems[j]:
			j++
		default:
			l.count++
			if a.nominal[i] || b.nominal[j] {
				l.names++
			} else {
				plain += a.weight[i]
			}
			w += a.weight[i]
			i, j = i+1, j+1
		}
	}
	if w > 0 {
		l.part = w / min(a.sum, b.sum)
		l.whole = w / (a.sum + b.sum - w)
	}
	if least := min(a.plain, b.plain); least > 0 {
		l.act = plain / least
	}
	return l
}

// longestRun is the length of the longest run of words that both have.
func longestRun(a, b []string) int {
	if len(a) > 400 || len(b) > 400 {
		a, b = a[:min(len(a), 400)], b[:min(len(b), 400)]
	}
	best := 0
	row := make([]int, len(b)+1)
	for i := range a {
		diag := 0
		for j := range b {
			up := row[j+1]
			if a[i] == b[j] {
				row[j+1] = diag + 1
				best = max(best, row[j+1])
			} else {
				row[j+1] = 0
			}
			diag = up
		}
	}
	return best
}

// numbersAgree reports whether no number of a stands beside another of b: for
// each unit that both count, some value of the one agrees with one of the other.
func numbersAgree(a, b *prop) bool {
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

// agrees reports whether two quantities tell of one count: the same value, or a
// bound on one side that the other's value keeps. Two bounds with different
// values ("at least two", "at least four") are two tellings.
func (q quantity) agrees(o quantity) bool {
	return q.value == o.value || (q.bound == "" || o.bound == "" || q.bound == "about" || o.bound == "about") && q.canBe(o)
}

// canBe reports whether one value can satisfy both quantities.
func (q quantity) canBe(o quantity) bool {
	if q.value == o.value {
		return true
	}
	lo, hi, ok := q.reach()
	olo, ohi, ook := o.reach()
	return ok && ook && lo <= ohi && olo <= hi
}

// reach is the range of values that a quantity allows.
func (q quantity) reach() (lo, hi float64, ok bool) {
	v, err := strconv.ParseFloat(q.value, 64)
	if err != nil {
		return 0, 0, false
	}
	switch q.bound {
	case "least":
		return v, math.Inf(1), true
	case "most":
		return 0, v, true
	case "about":
		return v * (1 - roundness), v * (1 + roundness), true
	}
	return v, v, true
}
