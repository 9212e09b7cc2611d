package brief

import (
	"encoding/json"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
)

// profileAll makes a profile of anything: every statement of a reading said by
// or of the first person, or of nobody that its story has.
func profileAll(r *readout.Reading, st *readout.Story, pick func(int) int) *readout.Asked {
	bad := []string{"", "Ilse", "\x1b[2J", "wide 港湾大臣 name", strings.Repeat("long", 40)}
	a := &readout.Asked{Name: bad[pick(len(bad))], Near: []string{"\x1b]0;x\x07"}, Apart: bad[pick(2)]}
	for range 1 + pick(2) {
		p := readout.Profile{Person: pick(len(st.People)+1) - 1, Type: readout.Type([]string{"person", "organization", "place"}[pick(3)]), Because: bad[pick(3)],
			Match: []readout.NameMatch{readout.SameName, readout.PartOfName, readout.ByOffice}[pick(3)]}
		for i, d := range r.Docs {
			p.Absent = append(p.Absent, readout.Absence{Report: i})
			if len(d.Statements) == 0 {
				continue
			}
			ref := readout.Ref{Report: i, Span: d.Statements[0].Span}
			a.Words = append(a.Words, ref)
			p.Members = append(p.Members, readout.Member{Report: i})
			p.Variants = append(p.Variants, readout.Variant{Name: bad[pick(len(bad))], Places: []readout.Ref{ref}})
			p.Offices = append(p.Offices, readout.OfficeHeld{OfficeAt: readout.OfficeAt{Report: i, Office: readout.Office{Title: bad[pick(len(bad))], Of: bad[pick(len(bad))], Span: ref.Span}}, Former: pick(2) == 0})
			p.Absent[i].Word = ref.Span
			for k := range d.Statements {
				at := readout.StatementAt{Report: i, Statement: k}
				x := readout.Telling{Places: []readout.StatementAt{at, {Report: i}}, Claim: pick(len(st.Claims)+1) - 1, Line: pick(len(st.Timeline.Lines)+1) - 1,
					Day: []string{"", "2031-03-02"}[pick(2)], Mentions: []readout.Ref{{Report: i, Span: d.Statements[k].Span}}}
				p.Said, p.Told, p.Elsewhere = append(p.Said, x), append(p.Told, x), append(p.Elsewhere, x.Mentions...)
			}
		}
		if len(p.Variants) > 0 {
			a.Found = append(a.Found, p)
		}
	}
	return a
}

func who(f func(io.Writer, *readout.Reading, *readout.Asked, Options) error, a *readout.Asked) renderer {
	return func(w io.Writer, r *readout.Reading, opt Options) error { return f(w, r, a, opt) }
}

// No profile is wider than asked, lets a control character through or quotes
// what no report says, and JSON has every place.
func TestWhoOfAnything(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		pick := drawn(rt)
		r := large(t, rapid.IntRange(1, 3).Draw(rt, "reports"), 2, pick)
		st := &r.Stories[0]
		dateAll(r, st, pick)
		a := profileAll(r, st, pick)
		opt := Options{Width: rapid.IntRange(leastWidth, 100).Draw(rt, "width"), All: pick(2) == 0}
		text, markdown := render(t, who(WhoText, a), r, opt), render(t, who(WhoMarkdown, a), r, opt)
		for l := range strings.Lines(text) {
			if l = strings.TrimSuffix(l, "\n"); columns(l) > opt.Width {
				rt.Fatalf("%d columns, asked for %d: %q", columns(l), opt.Width, l)
			}
		}
		if strings.Contains(text+markdown+Nobody(r, a), "\x1b") {
			rt.Fatal("an escape got through")
		}
		var all strings.Builder
		for _, d := range r.Docs {
			all.WriteString(Clean(d.Report.Source) + "\n")
		}
		for _, q := range quotations(strings.Join(strings.Fields(text), " ")) {
			if !strings.Contains(squeeze(all.String()), squeeze(q)) {
				rt.Fatalf("no report says %q", q)
			}
		}
		var back struct {
			Found []struct {
				Said, Told []struct{ Evidence []struct{ Exact string } }
			}
		}
		if err := json.Unmarshal([]byte(render(t, who(WhoJSON, a), r, opt)), &back); err != nil {
			rt.Fatal(err)
		}
		for i, f := range a.Found {
			if len(back.Found[i].Said) != len(f.Said) || len(back.Found[i].Told) != len(f.Told) {
				rt.Fatal("JSON has not every statement")
			}
		}
		if again := render(t, who(WhoText, a), r, opt); again != text {
			rt.Fatal("the same profile has other bytes")
		}
	})
}

// What is cut says so, and all of it is there when it is asked for.
func TestLongProfilesAreCut(t *testing.T) {
	r := harbour(t)
	a := &readout.Asked{Name: "Redl", Found: []readout.Profile{{Person: 1, Type: readout.Person, Variants: []readout.Variant{{Name: "Tomas Redl", Places: []readout.Ref{r.Stories[0].People[1].Names[0].Ref}}}}}}
	f := &a.Found[0]
	for range 3 {
		for k := range r.Docs[1].Statements {
			f.Told = append(f.Told, readout.Telling{Places: []readout.StatementAt{{Report: 1, Statement: k}}, Claim: -1, Line: -1})
		}
	}
	cut, whole := render(t, who(WhoText, a), r, Options{}), render(t, who(WhoText, a), r, Options{All: true})
	if !strings.Contains(cut, "more: --all") || strings.Contains(whole, "more: --all") || len(whole) <= len(cut) {
		t.Errorf("cut:\n%s\nwhole:\n%s", cut, whole)
	}
}

func TestWhoIsChecked(t *testing.T) {
	at := []readout.StatementAt{{}}
	name := []readout.Variant{{Name: "X"}}
	for what, p := range map[string]readout.Profile{
		"story":     {Story: 9, Variants: name},
		"person":    {Person: 99, Variants: name},
		"nameless":  {},
		"name":      {Variants: []readout.Variant{{Name: "X", Places: []readout.Ref{{Report: 9}}}}},
		"office":    {Variants: name, Offices: []readout.OfficeHeld{{OfficeAt: readout.OfficeAt{Report: 9}}}},
		"member":    {Variants: name, Members: []readout.Member{{Report: 9}}},
		"nowhere":   {Variants: name, Said: []readout.Telling{{Claim: -1, Line: -1}}},
		"claim":     {Variants: name, Said: []readout.Telling{{Claim: 99, Line: -1, Places: at}}},
		"line":      {Variants: name, Told: []readout.Telling{{Claim: -1, Line: 99, Places: at}}},
		"statement": {Variants: name, Told: []readout.Telling{{Claim: -1, Line: -1, Places: []readout.StatementAt{{Statement: 999}}}}},
		"absent":    {Variants: name, Absent: []readout.Absence{{Report: 9}}},
		"stray":     {Variants: name, Absent: []readout.Absence{{Word: readout.Span{Start: 0, End: 1 << 20}}}},
	} {
		for _, f := range []renderer{who(WhoText, &readout.Asked{Found: []readout.Profile{p}}), who(WhoJSON, &readout.Asked{Found: []readout.Profile{p}}), who(WhoMarkdown, &readout.Asked{Found: []readout.Profile{p}})} {
			if f(&strings.Builder{}, harbour(t), Options{}) == nil {
				t.Errorf("%s: no error", what)
			}
		}
	}
}

// hostileAnswer is an answer of hostile words about a hostile story.
func hostileAnswer(r *readout.Reading) *readout.Asked {
	st := &r.Stories[0]
	p := &st.People[0]
	x := readout.Telling{Places: []readout.StatementAt{{}, {Report: 1}}, Claim: 0, Line: -1, Day: "\x1b[2J", Mentions: []readout.Ref{p.Names[0].Ref}}
	word := readout.Absence{Report: 1, Word: r.Docs[1].Statements[0].Span}
	return &readout.Asked{Name: p.Because, Near: []string{p.Because}, Found: []readout.Profile{{
		Person: 0, Type: readout.Person, Match: readout.PartOfName, Because: p.Because, Members: []readout.Member{{}},
		Variants: []readout.Variant{{Name: p.Because, Places: []readout.Ref{p.Names[0].Ref}}}, Offices: []readout.OfficeHeld{{OfficeAt: p.Offices[0]}},
		Said: []readout.Telling{x}, Told: []readout.Telling{x}, Elsewhere: x.Mentions, Absent: []readout.Absence{word},
	}}}
}

func TestNothingOfAReportIsLiveInAnAnswer(t *testing.T) {
	r := hostileStory(t)
	a := hostileAnswer(r)
	for _, l := range strings.Split(render(t, who(WhoText, a), r, Options{})+Nobody(r, &readout.Asked{Name: a.Name, Near: a.Near}), "\n") {
		if !safe(l) {
			t.Errorf("hostile character in %q", l)
		}
	}
	notLive(t, render(t, who(WhoMarkdown, a), r, Options{}))
}
