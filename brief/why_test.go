package brief

import (
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
)

// allItems are all items of a reading.
func allItems(r *readout.Reading) []Item {
	var out []Item
	for s := range r.Stories {
		for _, k := range itemKinds {
			for i := range k.of(&r.Stories[s]) {
				out = append(out, Item{k, s, i})
			}
		}
	}
	return out
}

func why(f func(io.Writer, *readout.Reading, []Item, Options) error, items []Item) renderer {
	return func(w io.Writer, r *readout.Reading, opt Options) error { return f(w, r, items, opt) }
}

// whyOf is the text of what a number means.
func whyOf(t *testing.T, r *readout.Reading, id string) string {
	t.Helper()
	items, err := Items(r, id)
	if err != nil {
		t.Fatal(err)
	}
	return render(t, why(WhyText, items), r, Options{})
}

func TestItemsByNumberAndID(t *testing.T) {
	r := harbour(t)
	for id, want := range map[string]Item{
		"C3": {claimItem, 0, 2}, "c3": {claimItem, 0, 2}, "C2B": {claimItem, 0, 8}, "D2": {differenceItem, 0, 1},
		"D-7f": {differenceItem, 0, 0}, "r1": {relayItem, 0, 0}, "s1": {silenceItem, 0, 0},
	} {
		if got, err := Items(r, id); err != nil || len(got) != 1 || got[0] != want {
			t.Errorf("%s is %v, %v", id, got, err)
		}
	}
	r.Stories = append(r.Stories, r.Stories[0])
	if got, err := Items(r, "D1"); err != nil || len(got) != 2 {
		t.Errorf("D1 of two stories is %v, %v", got, err)
	}
}

func TestUnknownItemsAreAnError(t *testing.T) {
	for _, id := range []string{"C10", "C0", "C", "", "X1", "\x1b[2J", "C1 "} {
		_, err := Items(harbour(t), id)
		if !errors.Is(err, readout.ErrNotFound) || !strings.Contains(err.Error(), "there are C1 to C9, D1 to D2, R1, S1") || strings.Contains(err.Error(), "\x1b") {
			t.Errorf("%q: %v", id, err)
		}
	}
	if _, err := Items(&readout.Reading{}, "C1"); !errors.Is(err, readout.ErrNotFound) || !strings.Contains(err.Error(), "no claim") {
		t.Error(err)
	}
	broken := []Item{{claimItem, 0, 99}, {relayItem, 7, 0}, {differenceItem, 0, -1}}
	for _, x := range broken {
		if WhyText(io.Discard, harbour(t), []Item{x}, Options{}) == nil {
			t.Errorf("%v: no error", x)
		}
	}
}

func TestWhyOpensAnItem(t *testing.T) {
	r := harbour(t)
	sum := r.Docs[1].Report.Capture.SHA256[:12]
	for id, want := range map[string][]string{
		"C3": {
			"C3 claim, relayed", "1 root in 2 reports", "independence contradicted: A relays Northern Wire", "2 places in 2 reports",
			"Two union members who took part said [the sides had met in secret at a chapel on Sunday].", "sha256 " + sum, "· indirect ·",
			"Northern Wire > Two union members (“said”), “who took part”", "“Sunday” is 2031-03-09",
			"Northern Wire (outlet of B), root two union members, unnamed: B4 A6", "relays Northern Wire (B): named in the text",
		},
		"C1": {"copy of Northern Wire (B), 100 % of the shorter text: credit line C3", "root both sides, group"},
		"C2": {"C9 has the same words in the other ledger", "2 hearers of 1 speaker"},
		"D1": {
			"D1 difference, contradiction", "400 and 600 cannot both hold", "side 1 400; C4", "side 2 600; C5",
			"[About 400 dockers had stayed away], the ministry said.", "[More than 600 dockers had joined the walkout], union leader Tomas Redl said.",
			"root the ministry, body", "root Tomas Redl, person",
		},
		"D2": {"only one says", "silent B, C", "ending a walkout of nine days"},
		"R1": {"relays Northern Wire (B)", "lost “who took part”, “at a chapel”", "C3 (relayed, 1 root in 2 reports)", "[the sides had met in secret at a chapel on Sunday]"},
		"S1": {"S1 silence", "as of 2031-03-12", "[The port company did not answer questions.]", "counted for no claim"},
	} {
		got := strings.Join(strings.Fields(whyOf(t, r, id)), " ")
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: no %q in\n%s", id, w, whyOf(t, r, id))
			}
		}
	}
}

// What is recorded of rules, names and dates stands as it is; what is not recorded
// has no line.
func TestWhySaysWhatReadThePlace(t *testing.T) {
	r := harbour(t)
	bare := whyOf(t, r, "C8")
	if strings.Contains(bare, "past") || strings.Contains(bare, "” is Tomas") {
		t.Errorf("a rule from nowhere in\n%s", bare)
	}
	d := r.Docs[1]
	s := &d.Statements[r.Stories[0].Claims[7].Evidence[0].Statement]
	s.Rule, s.Attribution = "past", 0
	he := strings.Index(d.Report.Source, "He called")
	s.Chain[1].Span = readout.Span{Start: he, End: he + 2}
	d.Attributions = []readout.Attribution{{Rule: "model, cue 0.91"}}
	d.Entities = []readout.Entity{{Type: readout.Person, Name: "Tomas Redl"}}
	d.Mentions = []readout.Mention{{Span: s.Chain[1].Span, Kind: readout.Pronoun, Entity: 0, Reason: "the one speaker before"}}
	got := strings.Join(strings.Fields(whyOf(t, r, "C8")), " ")
	for _, w := range []string{"past; attribution: model, cue 0.91", "“He” is Tomas Redl: the one speaker before"} {
		if !strings.Contains(got, w) {
			t.Errorf("no %q in %s", w, got)
		}
	}
}

// Each number that the brief prints opens the words that it stands beside.
func TestNumbersOfTheBriefOpen(t *testing.T) {
	r := harbour(t)
	for name, out := range map[string]string{"text": render(t, Text, r, Options{}), "markdown": strings.ReplaceAll(render(t, Markdown, r, Options{}), `\`, "")} {
		found := regexp.MustCompile(`\[([CRS][0-9]+)\] ([^\n]{12})`).FindAllStringSubmatch(out, -1)
		seen := map[string]bool{}
		for _, m := range found {
			seen[m[1]] = true
			if got := whyOf(t, r, m[1]); m[1][0] == 'C' && strings.HasPrefix(m[2], "“") && !strings.Contains(squeeze(got), squeeze(m[2][len("“"):])) {
				t.Errorf("%s: %s does not open %q", name, m[1], m[2])
			}
		}
		for _, id := range []string{"C1", "C2", "C3", "C6", "C7", "R1", "S1"} {
			if !seen[id] {
				t.Errorf("%s has no %s", name, id)
			}
		}
	}
}

// Brackets of the sentence are not taken for those around the words.
func TestBracketsAreDoubledBesideBrackets(t *testing.T) {
	n := &newsroom{t: t, r: &readout.Reading{}}
	a := n.report("a.txt", "Vale Courier", "Accord", "", "lead: The union said [its] members had signed the accord.")
	v := newView(n.r, &readout.Story{})
	if got, _, _ := v.marked(n.ref(a, "members had signed")); got != "The union said [its] [[members had signed]] the accord." {
		t.Error(got)
	}
}

// Of a claim in many places the text opens a few, denials among them, and counts
// the others; all are there when asked for.
func TestWhyIsCut(t *testing.T) {
	r := harbour(t)
	c := &r.Stories[0].Claims[0]
	for len(c.Evidence) < 30 {
		c.Evidence = append(c.Evidence, c.Evidence[len(c.Evidence)%3])
	}
	c.Evidence[29].Stance = readout.Denies
	items := []Item{{claimItem, 0, 0}}
	cut, all := render(t, why(WhyText, items), r, Options{}), render(t, why(WhyText, items), r, Options{All: true})
	if !strings.Contains(cut, "24 more places: --all") || !strings.Contains(cut, "denies") || strings.Contains(all, "--all") {
		t.Errorf("cut:\n%s", cut)
	}
	if n := strings.Count(cut, " sha256 "); n != mostOpened {
		t.Errorf("%d places are opened", n)
	}
	if n := strings.Count(all, " sha256 "); n != 30 {
		t.Errorf("--all opens %d places", n)
	}
}

// Nothing is wider than asked, live or quoted from nowhere, whatever the reading,
// colour changes no word, and JSON has every place.
func TestWhyOfAnything(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		pick := drawn(rt)
		r := large(t, rapid.IntRange(1, 3).Draw(rt, "reports"), 3, pick)
		items := allItems(r)
		opt := Options{Width: rapid.IntRange(leastWidth, 100).Draw(rt, "width"), All: pick(2) == 0}
		text, markdown := render(t, why(WhyText, items), r, opt), render(t, why(WhyMarkdown, items), r, opt)
		for l := range strings.Lines(text) {
			if l = strings.TrimSuffix(l, "\n"); columns(l) > opt.Width {
				rt.Fatalf("%d columns, asked for %d: %q", columns(l), opt.Width, l)
			}
		}
		if strings.ContainsAny(text+markdown, "\x1b\x01") {
			rt.Fatal("a control character got through")
		}
		var all strings.Builder
		for _, d := range r.Docs {
			all.WriteString(Clean(d.Report.Source) + "\n")
		}
		plain := strings.NewReplacer("[", "", "]", "").Replace(strings.Join(strings.Fields(text), " "))
		for _, q := range quotations(plain) {
			if !strings.Contains(squeeze(all.String()), squeeze(q)) {
				rt.Fatalf("no report says %q", q)
			}
		}
		var back struct {
			Found []struct {
				Number string
				Places []struct{ Exact string }
			}
		}
		if err := json.Unmarshal([]byte(render(t, why(WhyJSON, items), r, opt)), &back); err != nil {
			rt.Fatal(err)
		}
		for i, x := range items {
			v := newView(r, &r.Stories[0])
			for k, p := range v.open(x) {
				if back.Found[i].Number != x.number() || back.Found[i].Places[k].Exact != v.words(p.Ref) {
					rt.Fatalf("JSON has %+v for %s", back.Found[i], x.number())
				}
			}
		}
		if again := render(t, why(WhyText, items), r, opt); again != text {
			rt.Fatal("the same items have other bytes")
		}
		opt.Color = true
		if got := render(t, why(WhyText, items), r, opt); regexp.MustCompile("\x1b\\[[0-9]+m").ReplaceAllString(got, "") != text || got == text {
			rt.Fatal("colour changes the text, or there is none")
		}
	})
}

func TestNothingOfAReportIsLiveInAReason(t *testing.T) {
	r := hostileStory(t)
	bad := r.Stories[0].Title
	for _, d := range r.Docs {
		d.Entities = []readout.Entity{{Name: bad}}
		d.Attributions = []readout.Attribution{{Rule: bad}}
		for i := range d.Statements {
			s := &d.Statements[i]
			s.Rule, s.Attribution, s.Status, s.SpeechStatus, s.Form = bad, 0, readout.Status(bad), readout.Status(bad), readout.Form(bad)
			d.Mentions = append(d.Mentions, readout.Mention{Span: s.Span, Entity: 0, Reason: bad})
			d.Timexes = append(d.Timexes, readout.Timex{Span: s.Span, Value: bad, Derivation: bad})
		}
	}
	items := allItems(r)
	for l := range strings.Lines(render(t, why(WhyText, items), r, Options{})) {
		if !safe(strings.TrimSuffix(l, "\n")) {
			t.Errorf("hostile character in %q", l)
		}
	}
	notLive(t, render(t, why(WhyMarkdown, items), r, Options{}))
}

// What two reports have on a claim or a difference fits a terminal.
func TestWhyFitsAScreen(t *testing.T) {
	r := harbour(t)
	for _, id := range []string{"C2", "C3", "C4", "C6", "D1", "D2", "S1"} {
		if n := strings.Count(whyOf(t, r, id), "\n"); n > 25+3 { // NOT READ takes three
			t.Errorf("%s takes %d lines:\n%s", id, n, whyOf(t, r, id))
		}
	}
}

// Places of one root stand together where not all are opened, one of each root
// first; each report has one line in the tree, a few of many.
func TestWhyGroupsByRoot(t *testing.T) {
	seed := 5
	r := large(t, 30, 12, func(n int) int { seed = (seed*1103515245 + 12345) & 0x7fffffff; return (seed >> 8) % n })
	st := &r.Stories[0]
	c := &st.Claims[0]
	c.Evidence = nil
	for i := range 30 {
		e := st.Claims[1+i%11].Evidence[0]
		e.Report, e.Span, e.Statement = i, r.Docs[i].Statements[0].Span, 0
		e.Exact = e.Span.Of(r.Docs[i].Report.Source)
		e.Root, e.Origin = i%2, i%2
		c.Evidence = append(c.Evidence, e)
	}
	c.Text = c.Evidence[0].Exact
	out := render(t, why(WhyText, []Item{{claimItem, 0, 0}}), r, Options{})
	for _, w := range []string{"24 more places: --all", "18 more reports: --all"} {
		if !strings.Contains(strings.Join(strings.Fields(out), " "), w) {
			t.Errorf("no %q in\n%s", w, out)
		}
	}
	if n := strings.Count(out, "\n  root "); n != 2 {
		t.Errorf("%d heads of roots in\n%s", n, out)
	}
	if n := strings.Count(out, "\n"); n > 110 {
		t.Errorf("%d lines", n)
	}
}
