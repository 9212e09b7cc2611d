package corroborate_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/corroborate"
)

// pier are three reports of one matter with a person in two spellings, a former
// office and two of one surname.
func pier() []*readout.Document {
	return []*readout.Document{
		doc("Coast Wire", "", "2031-05-07", "The harbour council of Ostrava Bay closed the old ferry pier on Monday, council leader Marit Solberg said on Tuesday.",
			"Foreign Minister Oskar Breuer met Solberg at the customs house. “We had no choice after the divers found the rust,” Solberg said."),
		doc("Town Post", "", "2031-05-08", "The old ferry pier of Ostrava Bay was closed on Monday by the harbour council, council leader Marit Solberg told residents.",
			"Former mayor Ines Breuer criticised Marit Solberg. “We had no choice after the divers found the rust,” Marit Solberg said."),
		doc("Bay Echo", "", "", "The old ferry pier of Ostrava Bay stays closed, and the harbour council gave no date for a new landing stage.",
			"Residents of Ostrava Bay have to take the bus. Oskar Breuer did not respond to questions about the closed ferry pier."),
	}
}

func names(a readout.Asked) []string {
	var out []string
	for i := range a.Found {
		out = append(out, fmt.Sprint(a.Found[i].Name(), " ", a.Found[i].Match))
	}
	slices.Sort(out)
	return out
}

func TestAsk(t *testing.T) {
	r := corroborate.Read(pier(), nil)
	for asked, want := range map[string][]string{
		"Solberg":          {"Marit Solberg same-name"},
		"Marit  SOLBERG’s": {"Marit Solberg same-name"},
		"Mrs Solberg":      {"Marit Solberg same-name"},
		"Marit":            {"Marit Solberg part-of-name"},
		"Breuer":           {"Ines Breuer part-of-name", "Oskar Breuer part-of-name"},
		"minister Breuer":  {"Oskar Breuer part-of-name"},
		"foreign minister": {"Oskar Breuer office"},
		"mayor":            {"Ines Breuer office"},
		"Solbergg":         {"Marit Solberg spelled-alike"},
		"Sxlbxrg":          nil,
		"":                 nil,
	} {
		if got := names(corroborate.Ask(r, asked)); !slices.Equal(got, want) {
			t.Errorf("%q finds %v, expected %v", asked, got, want)
		}
	}
	if a := corroborate.Ask(r, "Sxlbxrg"); len(a.Near) == 0 || a.Near[0] != "Marit Solberg" {
		t.Errorf("closest to Sxlbxrg: %v", a.Near)
	}
	if a := corroborate.Ask(r, "Coast Wire"); a.Apart == "" {
		t.Error("a newsroom is not named as one")
	}
}

func TestProfile(t *testing.T) {
	docs := pier()
	a := corroborate.Ask(corroborate.Read(docs, nil), "Solberg")
	if len(a.Found) != 1 {
		t.Fatal(names(a))
	}
	p := &a.Found[0]
	said := map[string][]string{}
	for _, x := range p.Said {
		at := x.Places[0]
		said[docs[at.Report].Statements[at.Statement].Of(docs[at.Report].Report.Source)] = []string{fmt.Sprint(len(x.Places)), x.Day}
	}
	if got := said["“We had no choice after the divers found the rust,”"]; !slices.Equal(got, []string{"2", "2031-05-07"}) {
		t.Errorf("the quotation of two reports is %v of %v", got, said)
	}
	if len(p.Told) == 0 || len(p.Absent) != 1 || p.Absent[0].Report != 2 || !slices.Equal(p.Reports(), []int{0, 1}) {
		t.Errorf("told %d, absent %v, reports %v", len(p.Told), p.Absent, p.Reports())
	}
	if !slices.IsSortedFunc(p.Said, func(x, y readout.Telling) int { return strings.Compare(x.Day[:10], y.Day[:10]) }) {
		t.Error("its words are out of order")
	}
}

func TestFormerOffice(t *testing.T) {
	r := corroborate.Read(pier(), nil)
	for name, want := range map[string]bool{"Ines Breuer": true, "Oskar Breuer": false} {
		for _, o := range corroborate.Ask(r, name).Found[0].Offices {
			if o.Former != want {
				t.Errorf("%s: %q former %v", name, o.Office.Title, o.Former)
			}
		}
	}
}

// No answer is told of the one who gave none, and is none of his words.
func TestNoAnswerIsTold(t *testing.T) {
	docs := pier()
	p := corroborate.Ask(corroborate.Read(docs, nil), "Oskar Breuer").Found[0]
	told := slices.ContainsFunc(p.Told, func(x readout.Telling) bool {
		st := docs[x.Places[0].Report].Statements[x.Places[0].Statement]
		return st.Root().Kind == readout.NoAnswer
	})
	if !told || len(p.Said) > 0 {
		t.Errorf("told %v, said %d", told, len(p.Said))
	}
}

// open checks what holds of everybody found: each spelling stands where it is
// said to, each statement once, each mention within its statement, and a report
// names somebody or does not.
func open(t *testing.T, docs []*readout.Document, a readout.Asked) {
	t.Helper()
	for i := range a.Found {
		p := &a.Found[i]
		if p.Match == "" || len(p.Variants) == 0 || len(p.Members) == 0 {
			t.Fatalf("%+v", p)
		}
		for _, v := range p.Variants {
			for _, ref := range v.Places {
				if got := ref.Span.Of(docs[ref.Report].Report.Source); got != v.Name {
					t.Errorf("%q stands for %q", got, v.Name)
				}
			}
		}
		once := map[readout.StatementAt]bool{}
		for _, x := range slices.Concat(p.Said, p.Told) {
			for _, at := range x.Places {
				if once[at] {
					t.Errorf("%v is listed twice", at)
				}
				once[at] = true
			}
			for _, m := range x.Mentions {
				if !slices.ContainsFunc(x.Places, func(at readout.StatementAt) bool {
					return at.Report == m.Report && docs[at.Report].Statements[at.Statement].Contains(m.Span)
				}) {
					t.Errorf("mention %v is in none of %v", m, x.Places)
				}
			}
		}
		for _, x := range p.Absent {
			if slices.Contains(p.Reports(), x.Report) {
				t.Errorf("report %d both names and does not name %s", x.Report, p.Name())
			}
		}
		if n := len(p.Reports()) + len(p.Absent); n != len(docs) {
			t.Errorf("%d of %d reports are accounted for", n, len(docs))
		}
	}
}

// gist is what somebody's profile says, whatever the order of the reports.
func gist(docs []*readout.Document, a readout.Asked) []string {
	var out []string
	words := func(list []readout.Telling) []string {
		var w []string
		for _, x := range list {
			for _, at := range x.Places {
				w = append(w, docs[at.Report].Statements[at.Statement].Of(docs[at.Report].Report.Source)+" "+x.Day)
			}
		}
		slices.Sort(w)
		return w
	}
	for i := range a.Found {
		p := &a.Found[i]
		var spelled []string
		for _, v := range p.Variants {
			spelled = append(spelled, fmt.Sprint(v.Name, len(v.Places)))
		}
		slices.Sort(spelled)
		out = append(out, fmt.Sprint(spelled, len(p.Offices), words(p.Said), words(p.Told), len(p.Elsewhere), len(p.Absent)))
	}
	slices.Sort(out)
	return out
}

// The order of the reports changes nobody's profile, and the same question has
// the same answer.
func TestShuffledReportsGiveTheSamePersons(t *testing.T) {
	want := pier()
	rapid.Check(t, func(rt *rapid.T) {
		asked := rapid.SampledFrom([]string{"Solberg", "Breuer", "foreign minister", "Ostrava Bay"}).Draw(rt, "asked")
		docs := rapid.Permutation(pier()).Draw(rt, "order")
		r := corroborate.Read(docs, nil)
		a := corroborate.Ask(r, asked)
		open(t, docs, a)
		if x, y := gist(docs, a), gist(want, corroborate.Ask(corroborate.Read(want, nil), asked)); !slices.Equal(x, y) {
			rt.Fatalf("%s\n%q\n%q", asked, x, y)
		}
		if x, y := fmt.Sprint(a), fmt.Sprint(corroborate.Ask(r, asked)); x != y {
			rt.Fatalf("%s twice:\n%s\n%s", asked, x, y)
		}
	})
}

// Any two texts and any name give an answer that opens.
func FuzzAsk(f *testing.F) {
	f.Add("Marit Solberg said the pier was closed.\nSolberg met Ines Breuer of France.", "French ex-minister Ines Breuer did not respond.", "Solberg")
	f.Add("The U.S. and Iran held talks, Iran said.", "“No,” Iran's foreign minister said.", "iranian")
	f.Add("A B", "C", "\x1b ’s \xff")
	f.Fuzz(func(t *testing.T, a, b, name string) {
		docs := []*readout.Document{doc("A", "", "2026-03-02", paragraphs(a)...), doc("", "A", "", paragraphs(b)...)}
		r := corroborate.Read(docs, nil)
		open(t, docs, corroborate.Ask(r, name))
		for _, s := range r.Stories {
			for _, p := range s.People {
				open(t, docs, corroborate.Ask(r, p.Names[0].Name))
			}
		}
	})
}
