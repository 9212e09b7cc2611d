package entity

import (
	"sort"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
)

// ballot counts how a name is read where it stands.
type ballot struct{ all, person, placed int } // mentions, those read as a person, those after "in" or the like

// readPersons types the names that no rule can as persons, by what the trees say
// of them: if most mentions of the name in the report are read so. The name
// must be a whole one, and the tree must hang its words on the first, as UD does.
// Readings of organizations and places are right too seldom to stand by
// themselves.
func (f *finder) readPersons() {
	votes := map[string]*ballot{}
	for i := range f.names {
		c := &f.names[i]
		if c.typ != "" {
			continue
		}
		b := votes[c.key]
		if b == nil {
			b = &ballot{}
			votes[c.key] = b
		}
		b.all++
		if f.located(c) || f.placeOf(c) {
			b.placed++
		}
		if !f.pieces[c.first].quoted && f.readPerson(c) {
			b.person++
		}
	}
	for i := range f.names {
		c := &f.names[i]
		if c.typ != "" {
			continue
		}
		if b := votes[c.key]; 3*b.person >= 2*b.all && b.placed == 0 && f.believable(c) {
			c.typ = readout.Person
		}
	}
}

// believable reports whether the reading of a name as a person may stand without
// a rule.
func (f *finder) believable(c *candidate) bool {
	return c.words() >= 2 && c.words() <= 4 && f.mayBePerson(c) && !f.impersonal(c.first, c.last) && f.humanWords(c)
}

const (
	personal   = gazetteer.GivenMale | gazetteer.GivenFemale | gazetteer.Given | gazetteer.Surname | gazetteer.Particle
	impersonal = gazetteer.Lower | gazetteer.Role | gazetteer.PersonTitle | gazetteer.Nation | gazetteer.Major | gazetteer.PlaceNoun |
		gazetteer.OrgWord | gazetteer.OrgName | gazetteer.EventName | gazetteer.LegalForm | gazetteer.ThingNoun
)

// humanWords reports whether no word of a name is known as something else and
// not as part of persons' names: "Gran Torino", "Iron Man".
func (f *finder) humanWords(c *candidate) bool {
	for i := c.first; i < c.last; i++ {
		if k := gazetteer.Classes(f.pieces[i].text); k&personal == 0 && k&impersonal != 0 {
			return false
		}
	}
	return true
}

// placeOf reports whether a noun for a place stands before the name: "the village
// of X".
func (f *finder) placeOf(c *candidate) bool {
	s := f.pieces[c.first].sentence
	if f.at(c.first-1, s) != "of" {
		return false
	}
	_, _, _, place := gazetteer.Kinds(f.at(c.first-2, s))
	return place
}

// readPerson reports whether the tree reads the name as that of a person, its
// first word the head.
func (f *finder) readPerson(c *candidate) bool {
	lo := sort.Search(len(f.words), func(i int) bool { return f.words[i].Start >= c.Start })
	hi := lo
	for hi < len(f.words) && f.words[hi].End <= c.End {
		hi++
	}
	if lo == hi {
		return false
	}
	w := &f.words[lo]
	return (w.Head < lo || w.Head >= hi) && w.UPOS == readout.PROPN && w.Mention == readout.Person
}
