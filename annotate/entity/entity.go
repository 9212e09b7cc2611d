// Package entity finds the names, nominals and pronouns of a report, says what
// they refer to inside that report, and attaches titles and offices to persons.
//
// Names are read by rules over capitalised runs with word lists and the
// gazetteer; what nothing shows to be a person, an organization or a place is
// left out. In a headline, where capitals say nothing, a name counts only where
// the body or a table has it too. Mentions are typed and named after GUM
// (Zeldes 2017): kind name, nominal or pronoun.
//
// Linking is for precision: one folded name is one entity; a surname joins an
// earlier full name, and only where it is the only one; an acronym joins the
// name it stands behind in brackets; a pronoun or "the minister" joins a person
// only where a single one fits. Every mention says why. The package knows
// the gender of common given names only, resolves no plural and no pronoun inside a quotation, and
// does not join a full name to a shorter one that came before it unless both
// carry the same title.
package entity

import (
	"sort"

	"github.com/readout-project/readout"
)

// Find reads the report, the tokens and the sentences of d. Mentions are in text
// order, entities in the order of their first mention.
func Find(d *readout.Document) ([]readout.Mention, []readout.Entity) {
	p := newPage(d)
	f := finder{page: p}
	for s := range p.block {
		if !p.titled[s] {
			f.names = append(f.names, p.names(s)...)
		}
	}
	f.acronyms()
	f.resolve()
	for s := range p.block {
		if p.titled[s] {
			f.names = append(f.names, p.titledNames(s, f.known)...)
		}
	}
	sort.SliceStable(f.names, func(i, j int) bool { return f.names[i].Start < f.names[j].Start })
	f.offices()
	f.link()
	f.refer()
	return f.layer()
}

// finder holds what is known of one document.
type finder struct {
	*page
	names    []candidate
	tails    map[string]bool      // last words of the full names of persons
	loose    []candidate          // names of unknown type that may still own an office
	dropped  map[int]bool         // first piece of a name of unknown type
	titles   [][]readout.Office   // of each name
	known    map[string]candidate // typed names of the body by key
	alias    map[string]string    // key of an acronym -> key of its long form
	entities []person             // and all others, too
	refs     []readout.Mention    // nominals and pronouns
}

// person is an entity in the making.
type person struct {
	readout.Entity
	key    string
	last   int    // piece of its last mention
	gender string // "he" or "she" once a pronoun or title has said so
}

// layer puts mentions in text order and numbers the entities by first mention.
func (f *finder) layer() ([]readout.Mention, []readout.Entity) {
	var mentions []readout.Mention
	for i := range f.names {
		c := &f.names[i]
		mentions = append(mentions, readout.Mention{
			Span: c.Span, Type: c.typ, Kind: readout.Name, Entity: c.entity, Reason: c.reason,
		})
	}
	mentions = append(mentions, f.refs...)
	sort.SliceStable(mentions, func(i, j int) bool {
		a, b := mentions[i], mentions[j]
		return a.Start < b.Start || a.Start == b.Start && a.End > b.End
	})
	number := make([]int, len(f.entities))
	var entities []readout.Entity
	for i := range mentions {
		e := mentions[i].Entity
		if e < 0 {
			continue
		}
		if number[e] == 0 {
			entities = append(entities, f.entities[e].Entity)
			number[e] = len(entities)
		}
		mentions[i].Entity = number[e] - 1
	}
	return mentions, entities
}
