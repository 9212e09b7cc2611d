package entity

import (
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
)

// offices reads the titles of every person.
func (f *finder) offices() {
	at := ends{}
	for i := range f.loose {
		at[f.loose[i].last] = &f.loose[i]
	}
	f.named = make([]bool, len(f.pieces))
	for i := range f.names {
		c := &f.names[i]
		if c.typ != readout.Person {
			at[c.last] = c
		}
		for k := c.first; k < c.last; k++ {
			f.named[k] = true
		}
	}
	f.titles = make([][]readout.Office, len(f.names))
	for i := range f.names {
		c := &f.names[i]
		if c.typ != readout.Person {
			continue
		}
		f.titles[i] = f.titlesBefore(c.first, at)
		if o, ok := f.titleBeforeComma(c.first, c.last, at); ok {
			f.titles[i] = append(f.titles[i], o)
		}
		if o, ok := f.titleAfter(c.last, at); ok {
			f.titles[i] = append(f.titles[i], o)
		}
	}
}

// index finds the entities of a report by their names.
type index struct {
	full     map[string]int   // folded name -> entity
	surnames map[string][]int // folded surname -> persons with a full name
	tails    map[string][]int // last words of a longer full name -> persons
	ends     map[string][]int // first and last word of a full name -> persons
	bodies   map[string][]int // name without the country before it -> organizations
}

// link gives every name its entity, in text order; headlines come last, since
// they stand for the body.
func (f *finder) link() {
	ix := index{map[string]int{}, map[string][]int{}, map[string][]int{}, map[string][]int{}, map[string][]int{}}
	for _, heads := range []bool{false, true} {
		for i := range f.names {
			c := &f.names[i]
			if f.head[f.pieces[c.first].sentence] != heads {
				continue
			}
			if c.typ == readout.Person {
				f.linkPerson(&ix, c, f.titles[i])
			} else {
				f.linkOther(&ix, c)
			}
			f.enter(c, f.titles[i])
		}
	}
}

// open makes a new entity of the name.
func (f *finder) open(c *candidate) {
	c.entity = len(f.entities)
	c.reason = "first mention of this name"
	f.entities = append(f.entities, person{
		Entity: readout.Entity{Type: c.typ, Code: c.code}, key: c.key,
	})
}

// mostForms bounds the names and the offices of one entity, and the persons that
// one surname or office is tried on: beyond it nothing is joined.
const mostForms = 64

// enter adds the name and its offices to its entity.
func (f *finder) enter(c *candidate, offices []readout.Office) {
	if c.entity < 0 {
		return
	}
	e := &f.entities[c.entity]
	e.last = c.first
	name := c.Of(f.source)
	if len(e.Names) < mostForms && !slices.Contains(e.Names, name) {
		e.Names = append(e.Names, name)
	}
	if fuller(name, e.Name) {
		e.Name = name
	}
	for _, o := range offices {
		if len(e.Roles) < mostForms && !slices.ContainsFunc(e.Roles, func(k readout.Office) bool { return officeKey(k) == officeKey(o) }) {
			e.Roles = append(e.Roles, o)
		}
	}
	if g := f.gender(c); c.typ == readout.Person && g != "" && e.gender == "" {
		e.gender = g
	}
}

// fuller reports whether a says more of a name than b. An adjective ("Norlandic")
// never replaces a country's name.
func fuller(a, b string) bool {
	if b == "" {
		return true
	}
	if _, sense, ok := gazetteer.CountryOf(a); ok && sense == gazetteer.Adjective {
		return false
	}
	if _, sense, ok := gazetteer.CountryOf(b); ok && sense == gazetteer.Adjective {
		return true
	}
	return len(strings.Fields(a)) > len(strings.Fields(b)) || len(strings.Fields(a)) == len(strings.Fields(b)) && capitals(b) && !capitals(a)
}

func (f *finder) linkPerson(ix *index, c *candidate, offices []readout.Office) {
	e, known := ix.full[c.key]
	surname := f.surname(c)
	if c.words() > 1 {
		switch {
		case known:
			c.entity, c.reason = e, "same name"
		default:
			f.linkFull(ix, c, surname, offices)
		}
		ix.full[c.key] = c.entity
		for k := c.first + 1; !known && k < c.last-1; k++ {
			if tail := f.nameKey(k, c.last); len(ix.tails[tail]) < 2 {
				ix.tails[tail] = append(ix.tails[tail], c.entity)
			}
		}
		for _, s := range f.surnames(c) {
			if len(ix.surnames[s]) <= mostForms && !slices.Contains(ix.surnames[s], c.entity) {
				ix.surnames[s] = append(ix.surnames[s], c.entity)
			}
		}
		return
	}
	holders := f.fitting(ix.surnames[c.key], c)
	switch {
	case len(holders) == 1 && known && e != holders[0] && len(f.entities[e].Roles) > 0 && !f.sameTitle(holders[0], offices):
		c.entity, c.reason = -1, "not resolved: someone else with an office went by this name before"
	case len(holders) == 1:
		c.entity, c.reason = holders[0], "surname of the person named before"
	case len(holders) > 1:
		c.entity, c.reason = f.byTitle(holders, offices)
	case known:
		c.entity, c.reason = e, "same name"
	default:
		f.open(c)
		ix.full[c.key] = c.entity
	}
}

// linkFull links a full name that is new: to one with the same first and last
// word, or to a surname before it that carries the same title.
func (f *finder) linkFull(ix *index, c *candidate, surname string, offices []readout.Office) {
	ends := f.pieces[c.first].key + " " + surname
	defer func() {
		if len(ix.ends[ends]) < 2 && !slices.Contains(ix.ends[ends], c.entity) {
			ix.ends[ends] = append(ix.ends[ends], c.entity)
		}
	}()
	if same := ix.ends[ends]; len(same) == 1 && f.shorter(c, same[0]) {
		c.entity, c.reason = same[0], "same first and last name"
		return
	}
	if whole := ix.tails[c.key]; len(whole) == 1 {
		c.entity, c.reason = whole[0], "last words of the name of the person named before"
		return
	}
	if e, ok := ix.full[surname]; ok && f.sameTitle(e, offices) {
		c.entity, c.reason = e, "same title and surname as the person named before"
		return
	}
	f.open(c)
}

// shorter reports whether one of the two names has only the first and the last
// word of the other, or an initial for what stands between.
func (f *finder) shorter(c *candidate, e int) bool {
	a, b := strings.Fields(c.Of(f.source)), strings.Fields(f.entities[e].Name)
	return min(len(a), len(b)) == 2
}

// sameTitle reports whether entity e has one of the offices, by its head noun.
func (f *finder) sameTitle(e int, offices []readout.Office) bool {
	for _, o := range offices {
		noun := headNoun(o.Title)
		for _, r := range f.entities[e].Roles {
			if noun != "" && noun == headNoun(r.Title) {
				return true
			}
		}
	}
	return false
}

// fitting leaves out the persons whom the form of address before the surname
// cannot mean: "Mrs. Ruiz".
func (f *finder) fitting(holders []int, c *candidate) []int {
	gender := f.gender(c)
	if gender == "" || len(holders) > mostForms {
		return holders
	}
	var out []int
	for _, h := range holders {
		if g := f.entities[h].gender; g == "" || g == gender {
			out = append(out, h)
		}
	}
	return out
}

// byTitle picks the only one of several persons of a surname whose title stands
// before the name.
func (f *finder) byTitle(holders []int, offices []readout.Office) (int, string) {
	found := -1
	if len(holders) > mostForms {
		holders = nil
	}
	for _, h := range holders {
		if !f.sameTitle(h, offices) {
			continue
		}
		if found >= 0 {
			found = -1
			break
		}
		found = h
	}
	if found >= 0 {
		return found, "surname and title of the person named before"
	}
	return -1, "not resolved: two persons of this surname were named before"
}

func (f *finder) linkOther(ix *index, c *candidate) {
	k := c.key
	if long, ok := f.alias[k]; ok {
		k = long
	}
	if e, ok := ix.full[string(c.typ)+k]; ok {
		c.entity, c.reason = e, "same name"
		switch {
		case k != c.key:
			c.reason = "acronym that the report gives for the name"
		case c.code != "":
			c.reason = "name or adjective of the same country"
		}
		return
	}
	bare := f.bare(c)
	if same := ix.bodies[bare]; c.typ == readout.Organization && bare != "" && len(same) == 1 && (bare == k || f.entities[same[0]].key == bare) {
		c.entity, c.reason = same[0], "same name with its country"
	} else {
		f.open(c)
	}
	ix.full[string(c.typ)+k] = c.entity
	if bare != "" && c.typ == readout.Organization && len(ix.bodies[bare]) < 2 && !slices.Contains(ix.bodies[bare], c.entity) {
		ix.bodies[bare] = append(ix.bodies[bare], c.entity)
	}
}

// bare is the key of an organization without the country that begins it; ""
// where less than two words are left.
func (f *finder) bare(c *candidate) string {
	if c.typ != readout.Organization || c.words() < 2 {
		return ""
	}
	k := c.key
	if country, n := f.longest(c.first); n < c.words() && country.code != "" {
		k = f.nameKey(c.first+n, c.last)
	}
	if !strings.Contains(k, " ") {
		return ""
	}
	return k
}
