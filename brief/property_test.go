package brief

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
)

var vocabulary = strings.Fields(`harbour ministry union “pay” accord "calm" walkout dockers Tuesday customs house
	port company ferry 400 600 pensions chapel secret talks minister Varga Redl U.S.-bound cafe` + "\u0301" + ` 港湾 re-opened
	extraordinarilylongcompoundnamesofharbourauthoritiesandtheirsubsidiarybodiesinseveraldistricts`)

// large makes a reading of n reports and many claims from invented words, with
// every list of a story filled.
func large(t *testing.T, n, claims int, pick func(int) int) *readout.Reading {
	room := &newsroom{t: t, r: &readout.Reading{}}
	r := room.r
	st := readout.Story{ID: "s", Title: "Port Vale walkout", From: "2031-03-01", To: "2031-03-30"}
	for i := range n {
		var lines []string
		for b := range 6 {
			var w []string
			for range 4 + pick(30) {
				w = append(w, vocabulary[pick(len(vocabulary))])
			}
			lines = append(lines, "body: "+fmt.Sprintf("%d.%d ", i, b)+strings.Join(w, " "))
		}
		room.report(fmt.Sprintf("in/%d.html", i), fmt.Sprintf("Outlet Number %d", i), "Walkout", "2031-03-02", lines...)
		st.Reports = append(st.Reports, i)
		st.Origins = append(st.Origins, readout.Origin{ID: fmt.Sprint("o", i), Name: fmt.Sprintf("Outlet Number %d", i)})
		st.Roots = append(st.Roots, readout.Root{ID: fmt.Sprint("r", i), Origin: i})
	}
	levels := []readout.Level{readout.Corroborated, readout.Disputed, readout.Relayed, readout.Withdrawn, readout.Single, readout.Single}
	evidence := func(i int) readout.Evidence {
		src := r.Docs[i].Report.BlockText(pick(6))
		w := strings.Split(src, " ")
		e := room.evidence(i, strings.Join(w[:1+pick(len(w))], " "), readout.InBody, "unnamed|two "+w[1]+" sources|"+w[2])
		return at(e, i, i)
	}
	for k := range claims {
		c := readout.Claim{ID: fmt.Sprint("c", k), Ledger: readout.IsSo, Level: levels[pick(len(levels))], Status: readout.Happened, Reason: "as made up"}
		if pick(3) == 0 {
			c.Ledger = readout.WasSaid
		}
		from, many := pick(n), 1+pick(n)
		if c.Level == readout.Single {
			many = 1
		}
		for i := range many {
			c.Evidence = append(c.Evidence, evidence((from+i)%n))
		}
		c.Count, c.Text = many, words(r, c.Evidence[0].Ref)
		st.Claims = append(st.Claims, c)
		ref := c.Evidence[0].Ref
		kinds := []readout.DifferenceKind{readout.Contradiction, readout.OnlyOneSays, readout.Scope}
		st.Differences = append(st.Differences, readout.Difference{ID: "d", Kind: kinds[k%3], About: "number", Sides: []readout.Side{{Claims: []int{k}, Evidence: []readout.Ref{ref}}}})
		st.Silence = append(st.Silence, ref)
		st.Relays = append(st.Relays, readout.Relay{Report: ref.Report, Of: "Outlet", Match: -1, Ref: ref})
		st.People = append(st.People, readout.Identity{Type: readout.Person, Names: []readout.NameAt{{Name: words(r, ref), Ref: ref}}})
		st.Days = append(st.Days, readout.Day{Value: "2031-03-01", Derivation: "as made up"})
	}
	voice(r, &st, claims, pick)
	st.Next, st.Assessments = []int{0}, []int{1}
	r.Stories = []readout.Story{st}
	return r
}

// voice makes a speaker and a headline of every statement.
func voice(r *readout.Reading, st *readout.Story, claims int, pick func(int) int) {
	for i, d := range r.Docs {
		for k := range d.Statements {
			at := readout.StatementAt{Report: i, Statement: k}
			x := readout.Speaker{Name: d.Statements[k].Root().Name, Kind: readout.Body, Identity: -1, Unresolved: pick(5) == 0}
			for range 1 + pick(5) {
				x.Utterances = append(x.Utterances, readout.Utterance{StatementAt: at, Claim: pick(claims), Also: []readout.StatementAt{at}})
			}
			st.Speakers = append(st.Speakers, x)
			st.Headlines = append(st.Headlines, readout.Headline{StatementAt: at, Reason: "as made up", Body: []readout.Ref{{Report: i, Span: d.Statements[k].Span}}})
		}
	}
}

func drawn(t *rapid.T) func(int) int {
	return func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "n") }
}

func TestNoLineIsWiderThanAsked(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		r := large(t, rapid.IntRange(2, 4).Draw(rt, "reports"), 6, drawn(rt))
		opt := Options{Width: rapid.IntRange(leastWidth, 130).Draw(rt, "width")}
		var b bytes.Buffer
		if err := LinesText(&b, "A", r.Docs[0].Report, opt); err != nil {
			rt.Fatal(err)
		}
		for _, l := range strings.Split(render(t, Text, r, opt)+b.String(), "\n") {
			if columns(l) > opt.Width {
				rt.Fatalf("%d columns, asked for %d: %q", columns(l), opt.Width, l)
			}
		}
	})
}

// quotations are the texts in outer typographic quotation marks; marks of the
// words themselves nest inside.
func quotations(s string) []string {
	var out []string
	depth, start := 0, 0
	for i, r := range s {
		switch r {
		case '“':
			if depth == 0 {
				start = i + len("“")
			}
			depth++
		case '”':
			if depth--; depth == 0 {
				out = append(out, s[start:i])
			}
		}
	}
	return out
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// Nothing stands in quotation marks unless it is in a report.
func TestQuotationsAreVerbatim(t *testing.T) {
	check := func(r *readout.Reading, least int) {
		var all strings.Builder
		for _, d := range r.Docs {
			all.WriteString(Clean(d.Report.Source) + "\n")
		}
		for name, out := range map[string]string{
			"text":     render(t, Text, r, Options{}),
			"markdown": strings.NewReplacer(`\\`, `\`, `\`, "").Replace(render(t, Markdown, r, Options{})),
		} {
			got := quotations(strings.Join(strings.Fields(out), " "))
			if len(got) < least {
				t.Errorf("%s has %d quotations only", name, len(got))
			}
			for _, q := range got {
				// A word wider than the line is broken there, so blanks are not compared.
				if !strings.Contains(squeeze(all.String()), squeeze(q)) {
					t.Errorf("%s: no report says %q", name, q)
				}
			}
		}
	}
	check(harbour(t), 15)
	seed := 7
	check(large(t, 5, 30, func(n int) int { seed = (seed*1103515245 + 12345) & 0x7fffffff; return (seed >> 8) % n }), 40)
}

// The brief of many reports stays a brief: lists are cut, and say so.
func TestManyReportsDoNotDrownTheBrief(t *testing.T) {
	seed := 3
	r := large(t, 30, 150, func(n int) int { seed = (seed*1103515245 + 12345) & 0x7fffffff; return (seed >> 8) % n })
	out := render(t, Text, r, Options{})
	if n := strings.Count(out, "\n"); n > 490 {
		t.Errorf("%d lines", n)
	}
	for _, w := range []string{"more claims: --format json", "more names: --format json", "more days: --format markdown", "more differences: --format json", "more speakers: --format markdown", "more headlines: --format json"} {
		if !strings.Contains(strings.Join(strings.Fields(out), " "), w) {
			t.Errorf("the text does not say %q", w)
		}
	}
	var whole struct{ Stories []struct{ Claims []any } }
	if err := json.Unmarshal([]byte(render(t, JSON, r, Options{})), &whole); err != nil || len(whole.Stories[0].Claims) != 150 {
		t.Errorf("JSON has not every claim: %v", err)
	}
}

func TestEveryClaimIsInMarkdown(t *testing.T) {
	r := harbour(t)
	out := render(t, Markdown, r, Options{})
	for _, c := range r.Stories[0].Claims {
		if !strings.Contains(out, md(Clean(c.Text))) {
			t.Errorf("no %q", c.Text)
		}
	}
}

func TestSameBytesTwice(t *testing.T) {
	for name, f := range map[string]renderer{"text": Text, "markdown": Markdown, "json": JSON} {
		first, again := render(t, f, harbour(t), Options{}), render(t, f, harbour(t), Options{})
		if first != again {
			t.Errorf("%s differs between two runs", name)
		}
	}
}

func TestColourChangesNoWord(t *testing.T) {
	plain, coloured := render(t, Text, harbour(t), Options{}), render(t, Text, harbour(t), Options{Color: true})
	if strings.Contains(plain, "\x1b") {
		t.Error("colour without being asked for")
	}
	if got := regexp.MustCompile("\x1b\\[[0-9]+m").ReplaceAllString(coloured, ""); got != plain || got == coloured {
		t.Error("colour changes the text, or there is none")
	}
}

// No report is dropped silently: each stands in a story, apart, or among those
// that could not be read. What may be given away names no folder.
func TestEveryInputIsNamed(t *testing.T) {
	n := &newsroom{t: t, r: &readout.Reading{}}
	n.report("in/a.txt", "Vale Courier", "Ferry fares", "", "lead: Ferry fares rise in May.")
	n.report("in/b.txt", "Kestrel Daily", "Bridge opens", "", "lead: A bridge opened in Kestrel.")
	n.report("in/c.txt", "Rive Gauche", "Le port", "", "lead: Le port rouvre.")
	n.r.Failed = []readout.Failure{{Report: 2, Input: "in/c.txt", Reason: "language fr is not read yet"}, {Report: -1, Input: "in/d.pdf", Reason: "PDF"}}
	n.r.Stories = []readout.Story{{ID: "s", Title: "Ferry fares", Reports: []int{0}}}
	for name, f := range map[string]renderer{"text": Text, "markdown": Markdown, "json": JSON} {
		out := render(t, f, n.r, Options{})
		for _, in := range []string{"in/a.txt", "in/b.txt", "in/c.txt", "in/d.pdf", "language fr is not read yet"} {
			if name == "markdown" {
				in = strings.TrimPrefix(in, "in/")
			}
			if !strings.Contains(out, in) {
				t.Errorf("%s does not name %q:\n%s", name, in, out)
			}
		}
	}
}
