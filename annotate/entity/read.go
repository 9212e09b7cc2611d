package entity

import (
	"sort"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
)

// ballot counts how a name is read where it stands.
type ballot struct {
	all, placed int // mentions, and those after "in" or the like
	hits        map[readout.Type]int
}

// readNames types the names that no rule can, by what the trees say of them: a
// name is a person, an organization or a place if most of its mentions in the
// report are read so. For persons the name must be a whole one and the tree must
// hang its words on the first, as UD does.
func (f *finder) readNames() {
	votes := map[string]*ballot{}
	for i := range f.names {
		c := &f.names[i]
		if c.typ != "" {
			continue
		}
		b := votes[c.key]
		if b == nil {
			b = &ballot{hits: map[readout.Type]int{}}
			votes[c.key] = b
		}
		b.all++
		if f.located(c) || f.placeOf(c) {
			b.placed++
		}
		if t := f.readType(c); t != "" {
			b.hits[t]++
		}
	}
	for i := range f.names {
		c := &f.names[i]
		if c.typ != "" {
			continue
		}
		b := votes[c.key]
		for _, t := range []readout.Type{readout.Person, readout.Organization, readout.Place} {
			if 3*b.hits[t] >= 2*b.all && f.believable(c, t, b) {
				c.typ = t
			}
		}
	}
}

// believable reports whether the reading of a name may stand without a rule: only
// names of several words, and no person that the report goes to.
func (f *finder) believable(c *candidate, t readout.Type, b *ballot) bool {
	if c.words() < 2 {
		return false
	}
	if t == readout.Person {
		return b.placed == 0 && c.words() <= 4 && f.mayBePerson(c) && !f.impersonal(c.first, c.last)
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

// readType is the type of the mention that the name heads in the tree.
func (f *finder) readType(c *candidate) readout.Type {
	lo := sort.Search(len(f.words), func(i int) bool { return f.words[i].Start >= c.Start })
	hi := lo
	for hi < len(f.words) && f.words[hi].End <= c.End {
		hi++
	}
	for i := lo; i < hi; i++ {
		w := &f.words[i]
		if w.Head >= lo && w.Head < hi {
			continue
		}
		if w.UPOS != readout.PROPN || w.Mention == readout.Person && i > lo {
			return ""
		}
		return w.Mention
	}
	return ""
}
