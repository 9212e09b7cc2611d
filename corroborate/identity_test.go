package corroborate

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/names"
)

// people makes a document whose source holds the persons' names, a line each:
// "Name | Title | Of".
func people(lines ...string) *readout.Document {
	d := &readout.Document{Report: &readout.Report{}}
	for i, l := range lines {
		f := strings.Split(l, " | ")
		start := len(d.Report.Source)
		d.Report.Source += f[0] + "\n"
		e := readout.Entity{Type: readout.Person, Name: f[0], Names: []string{f[0]}}
		if len(f) == 3 {
			e.Roles = []readout.Office{{Title: f[1], Of: f[2]}}
		}
		d.Entities = append(d.Entities, e)
		d.Mentions = append(d.Mentions, readout.Mention{
			Span: readout.Span{Start: start, End: start + len(f[0])}, Type: readout.Person, Kind: readout.Name, Entity: i,
		})
	}
	return d
}

func TestIdentify(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b []string
		want int // identities
	}{
		{"same name", []string{"Tarek Hamdani"}, []string{"Tarek Hamdani"}, 1},
		{"honorific", []string{"Sayyid Tarek Hamdani"}, []string{"Tarek Hamdani"}, 1},
		{"two spellings, one office", []string{"Tarek al-Busiri | Foreign Minister | Omani"}, []string{"Tariq al-Bousiri | foreign minister | Oman"}, 1},
		{"two spellings, no office", []string{"Tarek al-Busiri"}, []string{"Tariq al-Bousiri"}, 2},
		{"two spellings, two offices", []string{"Tarek al-Busiri | Foreign Minister | Omani"}, []string{"Tariq al-Bousiri | foreign minister | Qatar"}, 2},
		{"two spellings, one title", []string{"Manuel Corvo | Prime Minister | "}, []string{"Manual Corvo | Prime Minister | French"}, 1},
		{"two spellings, two titles", []string{"Manuel Corvo | Prime Minister | "}, []string{"Manual Corvo | mayor | "}, 2},
		{"surname only", []string{"Tarek Hamdani"}, []string{"Hamdani"}, 1},
		{"same surname", []string{"Tarek Hamdani | president | Peru"}, []string{"Salma Hamdani | president | Peru"}, 2},
		{"two candidates", []string{"Tarek Busiri | minister | Oman", "Tariq Bousiri | minister | Oman"}, []string{"Tareq Boosiri | minister | Oman"}, 3},
	} {
		ids := identify([]*readout.Document{people(c.a...), people(c.b...)}, []int{0, 1}, nil)
		if len(ids.list) != c.want {
			t.Errorf("%s: %d identities, want %d: %+v", c.name, len(ids.list), c.want, ids.list)
		}
		for _, id := range ids.list {
			spellings := map[string]bool{}
			for _, n := range id.Names {
				spellings[strings.Join(nameWords(n.Name), " ")] = true
			}
			if len(spellings) > 1 && id.Because == "" {
				t.Errorf("%s: %+v was merged without a reason", c.name, id)
			}
		}
	}
}

// TestOneNameIsKept lists persons whom a report knows by one name only, joined
// with nobody.
func TestOneNameIsKept(t *testing.T) {
	docs := []*readout.Document{people("Lena Orlov"), people("Orlov")}
	s := &story{r: &readout.Reading{Docs: docs}}
	s.out.Reports = []int{0, 1}
	s.people = identify(docs, s.out.Reports, nil)
	got := s.players()
	if len(got) != 2 || got[0].Names[0].Name != "Lena Orlov" || got[1].Names[0].Name != "Orlov" || len(got[0].Members) != 1 {
		t.Errorf("players are %+v", got)
	}
	if len(s.people.list) != 1 {
		t.Error("the one name has become an identity that others are compared with")
	}
}

// who lists the sets of names of an identification, in alphabetical order.
func who(ids identities) []string {
	var out []string
	for _, id := range ids.list {
		var in []string
		for _, n := range id.Names {
			in = append(in, n.Name)
		}
		slices.Sort(in)
		out = append(out, strings.Join(slices.Compact(in), " = "))
	}
	slices.Sort(out)
	return out
}

// TestMergesStandOnEvidence: the order of reports changes no merge, every merge
// has a reason, and no report's two persons become one.
func TestMergesStandOnEvidence(t *testing.T) {
	lines := []string{
		"Tarek al-Busiri | Foreign Minister | Omani", "Tariq al-Bousiri | foreign minister | Oman", "Tareq Boosiri | foreign minister | Oman", "Tariq al-Busiri | mayor | Qatar",
		"Tarek Hamdani", "Sheikh Tarek Hamdani", "Salma Hamdani | president | Peru", "Ilian R. Dravec", "Ilian Dravec", "Ilian Dravec Moro | judge | Peru", "Ilian Dravec | judge | Peru",
		"Oleg Zhdanov | mayor | ", "Olga Zhdanova | mayor | ", "Hamdani", "Mihail Sorescu | minister | Arden", "Mikhail Sorescu | minister | Arden",
	}
	rapid.Check(t, func(t *rapid.T) {
		reports := rapid.SliceOfN(rapid.SliceOfNDistinct(rapid.SampledFrom(lines), 1, 3, rapid.ID), 2, 5).Draw(t, "reports")
		read := func(order []int) identities {
			var docs []*readout.Document
			var at []int
			for i, k := range order {
				docs, at = append(docs, people(reports[k]...)), append(at, i)
			}
			return identify(docs, at, nil)
		}
		forward := make([]int, len(reports))
		for i := range forward {
			forward[i] = i
		}
		ids := read(forward)
		if turned := read(rapid.Permutation(forward).Draw(t, "order")); !slices.Equal(who(ids), who(turned)) {
			t.Fatalf("%v in one order, %v in another", who(ids), who(turned))
		}
		for _, id := range ids.list {
			checkMerge(t, id)
		}
	})
}

func checkMerge(t *rapid.T, id readout.Identity) {
	spellings, in := map[string]bool{}, map[int]string{}
	for _, n := range id.Names {
		spelling := strings.Join(nameWords(n.Name), " ")
		spellings[spelling] = true
		if have, ok := in[n.Ref.Report]; ok && names.Parse(have, readout.Person).Key() != names.Parse(n.Name, readout.Person).Key() {
			t.Fatalf("%q and %q are two in one report", have, n.Name)
		}
		in[n.Ref.Report] = n.Name
	}
	if len(spellings) > 1 && id.Because == "" {
		t.Fatalf("%v was merged without a reason", id.Names)
	}
}
