package corroborate

import (
	"strings"
	"testing"

	"github.com/readout-project/readout"
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
		ids := identify([]*readout.Document{people(c.a...), people(c.b...)}, []int{0, 1})
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
	s.people = identify(docs, s.out.Reports)
	got := s.players()
	if len(got) != 2 || got[0].Names[0].Name != "Lena Orlov" || got[1].Names[0].Name != "Orlov" || len(got[0].Members) != 1 {
		t.Errorf("players are %+v", got)
	}
	if len(s.people.list) != 1 {
		t.Error("the one name has become an identity that others are compared with")
	}
}
