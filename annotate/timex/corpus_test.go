package timex_test

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	readout "github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/segment"
	"github.com/readout-project/readout/annotate/timex"
)

var (
	wrong = flag.String("wrong", "", "list the expressions of this phenomenon that come out wrong; \"all\" for every one")
	part  = flag.Int("part", 0, "1 or 2: measure the one or the other half of the documents only")
)

const corpora = "../../../shared/corpora/timex"

// expression is one of a corpus or one that was found; offsets are code points.
type expression struct {
	Start, End             int
	Type, Value, Text, Mod string
	DCT                    bool
}

type article struct {
	ID, DCT, Text string
	Timexes       []expression
}

// phenomena are the kinds of expression, each with how it is told: the first
// that agrees with "TYPE value words" holds.
var phenomena = []struct {
	name string
	is   *regexp.Regexp
}{
	{"repeated times", regexp.MustCompile(`^SET `)},
	{"times of day", regexp.MustCompile(`^TIME `)},
	{"stretches without a number", regexp.MustCompile(`^DURATION \S*X`)},
	{"stretches with a number", regexp.MustCompile(`^DURATION `)},
	{"vague present, past, future", regexp.MustCompile(`_REF `)},
	{"quarters, halves, fiscal years", regexp.MustCompile(`^\S+ \S*-[QH]\S* |fiscal|quarter`)},
	{"seasons", regexp.MustCompile(`-(SP|SU|FA|WI) `)},
	{"decades, centuries", regexp.MustCompile(`^\S+ [\dX]{2,3} `)},
	{"counted from another day", regexp.MustCompile(` (ago|earlier|later|before|after|from now)\b|\b(next|same|previous|following) (day|morning)\b`)},
	{"weekdays", regexp.MustCompile(`(?i) [^\d]*\b(mon|tues|wednes|thurs|fri|satur|sun)day[^\d]*$`)},
	{"today, yesterday, tomorrow", regexp.MustCompile(`(?i)\b(today|yesterday|tomorrow|tonight)\b`)},
	{"days of a month", regexp.MustCompile(`(?i)^\S+ \S+ .*(\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? ?\d{1,2}\b|\b\d{1,2}(st|nd|rd|th)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d[/-]\d+[/-]\d)`)},
	{"months", regexp.MustCompile(`(?i) \S*\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?( |,|$)|-(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*`)},
	{"years", regexp.MustCompile(` .*\b'?\d{2,4}$`)},
	{"last, this, next week, month, year", regexp.MustCompile(`(?i)(week|month|year|day|decade|century|weekend)`)},
	{"all else", regexp.MustCompile(``)},
}

func phenomenon(e expression) int {
	s := e.Type + " " + e.Value + " " + strings.Join(strings.Fields(e.Text), " ")
	for i := range phenomena {
		if phenomena[i].is.MatchString(s) {
			return i
		}
	}
	return len(phenomena) - 1
}

func readArticles(t *testing.T, name string) []article {
	t.Helper()
	f, err := os.Open(filepath.Join(corpora, name))
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Stat(corpora); err == nil && os.Getenv("CI") == "true" {
			t.Fatalf("the corpora are there, but not %s", name)
		}
		t.Skipf("no corpora: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var out []article
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<24)
	for n := 0; lines.Scan(); n++ {
		var a article
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if *part == 0 || n%2 == *part-1 {
			out = append(out, a)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// found is what is found in an article: its lines are blocks.
func found(a article) []expression {
	r := &readout.Report{Source: a.Text, Published: readout.Found{Value: a.DCT, Basis: "corpus"}}
	at := 0
	for line := range strings.SplitAfterSeq(a.Text, "\n") {
		from, to := at+len(line)-len(strings.TrimLeft(line, " \n\t")), at+len(strings.TrimRight(line, " \n\t"))
		if at += len(line); from >= to {
			continue
		}
		role := readout.RoleBody
		if len(r.Blocks) == 0 {
			role = readout.RoleLead
		}
		r.Blocks = append(r.Blocks, readout.Block{Span: readout.Span{Start: from, End: to}, Role: role, Reason: "line", Repeats: -1})
	}
	d := &readout.Document{Report: r}
	d.Tokens, d.Sentences = segment.Find(r)
	points := make([]int, len(a.Text)+1)
	n := 0
	for i := range a.Text {
		points[i] = n
		n++
	}
	points[len(a.Text)] = n
	var out []expression
	for _, x := range timex.Find(d) {
		out = append(out, expression{Start: points[x.Start], End: points[x.End], Type: string(x.Type), Value: x.Value, Mod: x.Mod, Text: x.Of(a.Text)})
	}
	return out
}

// pair matches as the scorer of the corpora does: equal spans first, then by
// overlap.
func pair(gold, got []expression) (of []int) {
	of = make([]int, len(gold))
	taken := make([]bool, len(got))
	type overlap struct{ size, g, p int }
	var some []overlap
	for g := range gold {
		of[g] = -1
		for p := range got {
			if !taken[p] && gold[g].Start == got[p].Start && gold[g].End == got[p].End {
				of[g], taken[p] = p, true
				break
			}
		}
	}
	for g := range gold {
		for p := range got {
			if n := min(gold[g].End, got[p].End) - max(gold[g].Start, got[p].Start); n > 0 {
				some = append(some, overlap{-n, g, p})
			}
		}
	}
	slices.SortFunc(some, func(a, b overlap) int { return cmp.Or(a.size-b.size, a.g-b.g, a.p-b.p) })
	for _, o := range some {
		if of[o.g] < 0 && !taken[o.p] {
			of[o.g], taken[o.p] = o.p, true
		}
	}
	return of
}

// errors are the kinds of disagreement, each with how it is told: the first that
// agrees with "marked > found", where "-" stands for nothing, holds. Values of an
// expression that is marked and not found, or the reverse, stand with its words.
var disagreements = []struct {
	name string
	is   *regexp.Regexp
}{
	{"found, not marked: now, currently, recently, the future", regexp.MustCompile(`^- > \S+ \w+_REF`)},
	{"found, not marked: a stretch", regexp.MustCompile(`^- > DURATION`)},
	{"found, not marked: a repeated time", regexp.MustCompile(`^- > SET`)},
	{"found, not marked: a date or time", regexp.MustCompile(`^- > `)},
	{"marked, not found: current, recent, future, soon, once and the like", regexp.MustCompile(`_REF .*> -$`)},
	{"marked, not found: a day, week or month without its number", regexp.MustCompile(`(?i)\b(day|week|days|weeks)\b.*> -$`)},
	{"marked, not found: all else", regexp.MustCompile(`> -$`)},
	{"same time in another notation (1949-XX, 198X, W7, T24)", regexp.MustCompile(`^\S+ ((\d{4})(-XX)+ .*> \S+ (\d{4})|\d{3}X .*> \S+ \d{3}|\d{4}-W\d .*> .*-W0\d|\S+T\d\d .*> .*T\d\d:00|\d\dXX .*> \S+ \d\d|P\d*(E|L) .*> .*P|P1D .*> .*PT24H|PX+(XX|C|E) .*> .*PX)(\b|$)`)},
	{"a week: its number is left open", regexp.MustCompile(`^\S+ \d{4}-WXX .*> \S+ \d{4}-W\d\d$`)},
	{"a week: a month, a day or a length stands for it", regexp.MustCompile(`^\S+ (\d{4}-\d\d|P).*> \S+ \d{4}-W\d\d(-WE)?$`)},
	{"a week: another one", regexp.MustCompile(`> \S+ \d{4}-W\d\d(-WE)?$`)},
	{"a night or a morning: the day alone is marked", regexp.MustCompile(`^\S+ (\S+-\d\d) .*> \S+ \S+T(NI|MO|EV|AF)$`)},
	{"a night or a morning: all else", regexp.MustCompile(`> \S+ \S+T(NI|MO|EV|AF)$`)},
	{"quarters: which one, or left open", regexp.MustCompile(`-Q[\dX] `)},
	{"quarters: the year is marked", regexp.MustCompile(`> \S+ \S+-Q\d$`)},
	{"a stretch for a date", regexp.MustCompile(`^(DATE|TIME) \d.*> DURATION`)},
	{"a vague reference for a stretch (recent years, coming months)", regexp.MustCompile(`_REF .*> (DURATION|DATE P)`)},
	{"a date for a stretch", regexp.MustCompile(`^\S+ P.*> (DATE|TIME)`)},
	{"another length", regexp.MustCompile(`^\S+ P.*> DURATION`)},
	{"a weekday: not settled", regexp.MustCompile(`> \S+ XXXX`)},
	{"a day: another week or year", regexp.MustCompile(`\d-\d\d-\d\d(T\S+)?$`)},
	{"a month or a year: another year, or a day is marked", regexp.MustCompile(`> \S+ \d{4}(-\d\d)?$`)},
	{"all else", regexp.MustCompile(``)},
}

func disagreement(g, p *expression) int {
	side := func(e *expression, words bool) string {
		switch {
		case e == nil:
			return "-"
		case words:
			return e.Type + " " + e.Value + " " + e.Text
		}
		return e.Type + " " + e.Value
	}
	s := side(g, true) + " > " + side(p, g == nil)
	return slices.IndexFunc(disagreements, func(d struct {
		name string
		is   *regexp.Regexp
	}) bool {
		return d.is.MatchString(s)
	})
}

type tally struct{ gold, found, strict, value, extra int }

func (c *tally) add(o tally) {
	c.gold += o.gold
	c.found += o.found
	c.strict += o.strict
	c.value += o.value
	c.extra += o.extra
}

// f1 is the harmonic mean of precision and recall for n right ones.
func (c *tally) f1(n int) float64 {
	return 2 * float64(n) / float64(max(c.gold+c.found+c.extra, 1))
}

// clear removes what is the publication date itself, in a dateline.
func clear(gold, got []expression) (g, p []expression) {
	g = slices.DeleteFunc(slices.Clone(gold), func(e expression) bool { return e.DCT })
	p = slices.DeleteFunc(slices.Clone(got), func(e expression) bool {
		return slices.ContainsFunc(gold, func(o expression) bool { return o.DCT && min(e.End, o.End) > max(e.Start, o.Start) })
	})
	return g, p
}

func measure(t *testing.T, a article, sum []tally, errs []int) {
	gold, got := clear(a.Timexes, found(a))
	list := func(k int, how string, g, p *expression) {
		if how != "span" {
			d := disagreement(g, p)
			errs[d]++
			if disagreements[d].name == *wrong {
				t.Logf("%s %v %v", a.ID, g, p)
			}
		}
		if *wrong != "all" && (*wrong == "" || !strings.Contains(phenomena[k].name, *wrong)) {
			return
		}
		show := func(e *expression) string {
			if e == nil {
				return "-"
			}
			return fmt.Sprintf("%q %s %s", e.Text, e.Type, e.Value)
		}
		t.Logf("%s %s: %s | %s", how, a.ID, show(g), show(p))
	}
	extra := make([]bool, len(got))
	for i := range extra {
		extra[i] = true
	}
	for i, p := range pair(gold, got) {
		g, k := &gold[i], phenomenon(gold[i])
		sum[k].gold++
		if p < 0 {
			list(k, "missed", g, nil)
			continue
		}
		e := &got[p]
		extra[p] = false
		sum[k].found++
		right := strings.EqualFold(strings.TrimSpace(g.Value), e.Value)
		if right {
			sum[k].value++
		} else {
			list(k, "value", g, e)
		}
		if g.Start == e.Start && g.End == e.End {
			sum[k].strict++
		} else if right {
			list(k, "span", g, e)
		}
	}
	for i := range got {
		if extra[i] {
			k := phenomenon(got[i])
			sum[k].extra++
			list(k, "extra", nil, &got[i])
		}
	}
}

// TestCorpora prints the figures of docs/timex.md: by set, and by phenomenon
// over all sets. Run it with -v.
func TestCorpora(t *testing.T) {
	sums, errs := make([]tally, len(phenomena)), make([]int, len(disagreements))
	line := func(name string, c *tally) string {
		return fmt.Sprintf("| %s | %d | %d | %d | %d | %d | %.3f | %.3f | %.3f |", name, c.gold, c.found, c.strict, c.value, c.extra, c.f1(c.strict), c.f1(c.found), c.f1(c.value))
	}
	rows := []string{"| | marked | found | same span | right value | not marked | strict F1 | relaxed F1 | value F1 |", "|---|---|---|---|---|---|---|---|---|"}
	var all tally
	for _, set := range []string{"timebank", "aquaint", "meantime"} {
		mine := make([]tally, len(phenomena))
		for _, a := range readArticles(t, set+".jsonl.gz") {
			measure(t, a, mine, errs)
		}
		var c tally
		for k := range mine {
			c.add(mine[k])
			sums[k].add(mine[k])
		}
		all.add(c)
		rows = append(rows, line(set, &c))
	}
	rows = append(rows, line("all", &all))
	for k := range sums {
		rows = append(rows, line(phenomena[k].name, &sums[k]))
	}
	t.Log("\n" + strings.Join(rows, "\n"))
	rows = []string{"| | |", "|---|---|"}
	for k, n := range errs {
		rows = append(rows, fmt.Sprintf("| %s | %d |", disagreements[k].name, n))
	}
	t.Log("\n" + strings.Join(rows, "\n"))
}
