package corroborate

import (
	"cmp"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
)

// identities are the persons and bodies of a story across its reports.
type identities struct {
	list []readout.Identity
	of   map[readout.Member]int // entity of a report -> index into list
}

// identify joins the entities of several reports: those of one name, and names
// that can mean one where something beside the name says so (see join). The
// order of the reports decides the order of the list and nothing else. What was
// decided goes before.
func identify(docs []*readout.Document, reports []int, copyOf map[int]readout.Copy, decided ...*decision) identities {
	p := newPool(docs, reports, copyOf, decided)
	ids := identities{of: map[readout.Member]int{}}
	for _, set := range p.join() {
		var keys []string
		id := readout.Identity{Type: p.bearers[set.of[0]].kind, Because: set.because}
		for _, k := range set.of {
			keys = append(keys, p.bearers[k].key)
			if p.bearers[k].kind == readout.Person {
				id.Type = readout.Person
			}
			id.Members = append(id.Members, p.bearers[k].members...)
			id.Near = append(id.Near, p.near(k, set.of)...)
		}
		slices.SortFunc(id.Members, func(a, b readout.Member) int {
			return cmp.Or(cmp.Compare(slices.Index(reports, a.Report), slices.Index(reports, b.Report)), cmp.Compare(a.Entity, b.Entity))
		})
		for _, m := range id.Members {
			ids.of[m] = len(ids.list)
			name(&id, docs[m.Report], m)
		}
		id.Key = slices.Min(keys)
		ids.list = append(ids.list, id)
	}
	return ids
}

// name adds the names and offices that a report has for one of its entities.
func name(id *readout.Identity, d *readout.Document, m readout.Member) {
	ent := &d.Entities[m.Entity]
	for _, n := range ent.Names {
		at, ok := firstMention(d, m.Entity, n)
		if !ok || slices.ContainsFunc(id.Names, func(x readout.NameAt) bool { return x.Name == n && x.Ref.Report == m.Report }) {
			continue
		}
		id.Names = append(id.Names, readout.NameAt{Name: n, Ref: readout.Ref{Report: m.Report, Span: at}})
	}
	for _, o := range ent.Roles {
		id.Offices = append(id.Offices, readout.OfficeAt{Office: o, Report: m.Report})
	}
}

func firstMention(d *readout.Document, entity int, name string) (readout.Span, bool) {
	for _, m := range d.Mentions {
		if m.Entity == entity && m.Of(d.Report.Source) == name {
			return m.Span, true
		}
	}
	return readout.Span{}, false
}

// players are the persons and bodies of the story: not the newsrooms that report
// it and not the reports' authors.
func (s *story) players() []readout.Identity {
	authors := map[string]bool{}
	for _, r := range s.out.Reports {
		for _, b := range s.r.Docs[r].Report.Byline {
			authors[strings.Join(nameWords(b.Value), " ")] = true
		}
	}
	var out []readout.Identity
	for _, id := range append(s.people.list[:len(s.people.list):len(s.people.list)], s.singles()...) {
		apart := slices.ContainsFunc(id.Names, func(n readout.NameAt) bool {
			_, newsroom := gazetteer.NewsroomByName(n.Name)
			return newsroom || authors[strings.Join(nameWords(n.Name), " ")]
		})
		if !apart && len(id.Names) > 0 {
			out = append(out, id)
		}
	}
	return out
}

// singles are the persons whom a report knows by one name only: each stands for
// itself, joined with none.
func (s *story) singles() []readout.Identity {
	var out []readout.Identity
	for _, r := range s.out.Reports {
		d := s.r.Docs[r]
		for e := range d.Entities {
			m := readout.Member{Report: r, Entity: e}
			if _, listed := s.people.of[m]; listed || d.Entities[e].Type != readout.Person {
				continue
			}
			id := readout.Identity{Type: readout.Person, Members: []readout.Member{m}}
			id.Key = "single " + d.Report.ID() + " " + d.Entities[e].Name
			name(&id, d, m)
			out = append(out, id)
		}
	}
	return out
}

// honorifics stand in names and are no part of them.
var honorifics = map[string]bool{"sayyid": true, "sheikh": true, "shaikh": true, "sir": true, "dr": true, "mr": true, "mrs": true, "ms": true, "the": true, "hajj": true, "jr": true, "sr": true}

// particles of names that spellings add, drop or attach.
var particles = map[string]bool{"al": true, "el": true, "bin": true, "ibn": true, "bint": true, "abu": true, "de": true, "la": true, "del": true, "da": true, "dos": true, "van": true, "von": true, "der": true}

func nameWords(name string) []string {
	var out []string
	for _, w := range fold.Words(name) {
		if !honorifics[w] {
			out = append(out, w)
		}
	}
	return out
}
