package corroborate

import (
	"fmt"
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

// identify joins the entities of several reports. Two entities are one where
// their full names fold to the same words, or where the names are spelled alike
// by sound and they share an office. A surname alone joins nothing across
// reports, two candidates join nothing, and each entity is compared with the
// names as its report gives them, so merges never chain.
func identify(docs []*readout.Document, reports []int) identities {
	ids := identities{of: map[readout.Member]int{}}
	byName := map[string]int{}
	bySound := map[string][]int{}
	for _, r := range reports {
		for e := range docs[r].Entities {
			ent := &docs[r].Entities[e]
			if ent.Type != readout.Person && ent.Type != readout.Organization {
				continue
			}
			key := nameKey(ent)
			if key == "" {
				continue
			}
			i, because, found := ids.find(ent, r, key, byName, bySound)
			if !found {
				i = len(ids.list)
				ids.list = append(ids.list, readout.Identity{Type: ent.Type})
				byName[key] = i
				s := soundKey(ent)
				bySound[s] = append(bySound[s], i)
			}
			ids.add(i, docs[r], r, e, because)
		}
	}
	return ids
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
	ids := identities{of: map[readout.Member]int{}}
	for _, r := range s.out.Reports {
		d := s.r.Docs[r]
		for e := range d.Entities {
			ent := &d.Entities[e]
			if _, listed := s.people.of[readout.Member{Report: r, Entity: e}]; listed || ent.Type != readout.Person {
				continue
			}
			ids.list = append(ids.list, readout.Identity{Type: ent.Type})
			ids.add(len(ids.list)-1, d, r, e, "")
		}
	}
	return ids.list
}

// find looks for the identity of an entity of report r.
func (ids *identities) find(ent *readout.Entity, r int, key string, byName map[string]int, bySound map[string][]int) (i int, because string, found bool) {
	if i, ok := byName[key]; ok && ids.list[i].Type == ent.Type {
		return i, "", true
	}
	if ent.Type != readout.Person {
		return 0, "", false
	}
	var fit []int
	for _, i := range bySound[soundKey(ent)] {
		if office, ok := sharedOffice(&ids.list[i], ent); ok && !ids.in(i, r) {
			fit = append(fit, i)
			because = fmt.Sprintf("spelled alike by sound, same office: %s", office)
		}
	}
	if len(fit) != 1 {
		return 0, "", false
	}
	return fit[0], because, true
}

func (ids *identities) in(i, report int) bool {
	return slices.ContainsFunc(ids.list[i].Members, func(m readout.Member) bool { return m.Report == report })
}

func (ids *identities) add(i int, d *readout.Document, r, e int, because string) {
	id, ent := &ids.list[i], &d.Entities[e]
	m := readout.Member{Report: r, Entity: e}
	id.Members = append(id.Members, m)
	ids.of[m] = i
	if because != "" && id.Because == "" {
		id.Because = because
	}
	for _, name := range ent.Names {
		at, ok := firstMention(d, e, name)
		if !ok || slices.ContainsFunc(id.Names, func(n readout.NameAt) bool { return n.Name == name && n.Ref.Report == r }) {
			continue
		}
		id.Names = append(id.Names, readout.NameAt{Name: name, Ref: readout.Ref{Report: r, Span: at}})
	}
	for _, o := range ent.Roles {
		id.Offices = append(id.Offices, readout.OfficeAt{Office: o, Report: r})
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

// nameKey is what a name must share to be the same without further evidence:
// for a person the words of the full name, of which there must be two, for a
// body all words without the article.
func nameKey(ent *readout.Entity) string {
	w := nameWords(ent.Name)
	if ent.Type == readout.Person && len(w) < 2 || len(w) == 0 {
		return ""
	}
	if ent.Type == readout.Organization {
		if n, ok := gazetteer.NewsroomByName(ent.Name); ok {
			return "newsroom " + n.Name
		}
	}
	return string(ent.Type) + " " + strings.Join(w, " ")
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

// soundKey is the name by sound: particles out, letters that transliterations
// exchange made one, vowels dropped but for a first one.
func soundKey(ent *readout.Entity) string {
	var out []string
	for _, w := range nameWords(ent.Name) {
		if !particles[w] {
			out = append(out, sound(w))
		}
	}
	return string(ent.Type) + " " + strings.Join(out, " ")
}

var sounds = strings.NewReplacer("kh", "", "ck", "k", "gh", "g", "ph", "f", "sch", "sh", "tch", "ch", "dj", "j", "zh", "j",
	"q", "k", "c", "k", "w", "v", "y", "i", "z", "s", "h", "")

func sound(w string) string {
	w = sounds.Replace(w)
	var b []byte
	for i := range len(w) {
		c := w[i]
		vowel := strings.IndexByte("aeiou", c) >= 0
		if vowel && i > 0 || len(b) > 0 && b[len(b)-1] == c {
			continue
		}
		if vowel {
			c = 'a'
		}
		b = append(b, c)
	}
	return string(b)
}

// sharedOffice reports an office that the identity and the entity both hold: the
// same title, of the same country or body where both name one.
func sharedOffice(id *readout.Identity, ent *readout.Entity) (string, bool) {
	for _, a := range id.Offices {
		for _, b := range ent.Roles {
			if titleKey(a.Office) == "" || titleKey(a.Office) != titleKey(b) {
				continue
			}
			x, y := partyKey(a.Office.Of), partyKey(b.Of)
			if x == y || x == "" || y == "" {
				return b.Title, true
			}
		}
	}
	return "", false
}

// officeKey is a title with the country or body it belongs to; empty where
// either is missing.
func officeKey(o readout.Office) string {
	of, title := partyKey(o.Of), titleKey(o)
	if of == "" || title == "" {
		return ""
	}
	return of + " " + title
}

// titleKey is the words of a title without country, body, articles and forms of
// address, which many bear, in alphabetical order.
func titleKey(o readout.Office) string {
	of := partyKey(o.Of)
	var title []string
	for _, w := range fold.Words(o.Title) {
		if particles[w] || honorifics[w] || w == "of" || w == "the" || w == "former" {
			continue
		}
		if _, _, ok := gazetteer.CountryOf(w); ok || demonym(w) == of {
			continue
		}
		title = append(title, w)
	}
	slices.Sort(title)
	return strings.Join(title, " ")
}

// partyKey is the country of a country word, else the folded words.
func partyKey(s string) string {
	if s == "" {
		return ""
	}
	if c, _, ok := gazetteer.CountryOf(strings.TrimSuffix(strings.TrimSuffix(fold.Line(s), "'s"), "'")); ok {
		return c.Code
	}
	w := fold.Words(s)
	for len(w) > 0 && w[0] == "the" {
		w = w[1:]
	}
	if len(w) == 1 {
		return demonym(w[0])
	}
	return strings.Join(w, " ")
}

// demonym brings the adjective of a place that no table knows to the place:
// "ardenian" and "ardenia" are "arden".
func demonym(w string) string {
	for _, end := range []string{"ians", "ian", "ans", "an", "ese", "ish", "ia", "is", "i", "a"} {
		if stem, ok := strings.CutSuffix(w, end); ok && len(stem) >= 4 {
			return stem
		}
	}
	return w
}
