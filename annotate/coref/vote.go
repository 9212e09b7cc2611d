package coref

import (
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
)

// ballot holds what types a document gives to its names: a name that is typed
// otherwise, or not at all, in one place follows the others.
type ballot struct {
	votes map[string]*[numTypes]int16 // by the words of a name
}

var typesByNumber = func() (out [numTypes]readout.Type) {
	for t, n := range typeNumbers {
		out[n] = t
	}
	return out
}()

// vote counts the types of all names. The words of a person's full name also vote
// for each of them alone.
func (p *page) vote() *ballot {
	b := &ballot{votes: map[string]*[numTypes]int16{}}
	for i := range p.words {
		w := &p.words[i]
		if !p.sound[i] || w.UPOS != readout.PROPN {
			continue
		}
		n := typeNumbers[w.Mention]
		k := p.properName(int32(i))
		b.add(k, n)
		if w.Mention != readout.Person {
			continue
		}
		if at := strings.LastIndexByte(k, ' '); at > 0 {
			b.add(k[at+1:], n)
		}
	}
	return b
}

func (b *ballot) add(k string, n int32) {
	v := b.votes[k]
	if v == nil {
		v = &[numTypes]int16{}
		b.votes[k] = v
	}
	if v[n] < 1<<14 {
		v[n]++
	}
}

// properName is the run of proper nouns that word i heads.
func (p *page) properName(i int32) string {
	lo, hi := i, i+1
	for lo > 0 && hi-lo < longestName && p.words[lo-1].UPOS == readout.PROPN && p.head[lo-1] == i && partOfName(p.words[lo-1].Rel) {
		lo--
	}
	for int(hi) < len(p.words) && hi-lo < longestName && p.words[hi].UPOS == readout.PROPN && p.head[hi] == i && partOfName(p.words[hi].Rel) {
		hi++
	}
	return p.phrase(lo, hi)
}

func partOfName(r readout.Rel) bool { return r == readout.RelCompound || r == readout.RelFlat }

// of is the type of the mention that proper noun i heads.
func (b *ballot) of(p *page, i int32) readout.Type {
	own := p.words[i].Mention
	name := p.properName(i)
	if name == p.key[i] && own != "" {
		own = p.corrected(i, own)
	}
	if own == "" && !arguments[p.words[i].Rel] {
		return ""
	}
	v := b.votes[name]
	if v == nil {
		return own
	}
	best := int32(0)
	for n := int32(1); n < numTypes; n++ {
		if v[n] > v[best] || best == 0 && v[n] > 0 {
			best = n
		}
	}
	mine := typeNumbers[own]
	switch {
	case best == mine || best == 0:
		return own
	case own == "" && v[best] >= 2*v[0], own != "" && v[best] >= 3*v[mine]:
		return typesByNumber[best]
	}
	return own
}

// corrected is the type of a name of one word, where a table knows better than the
// type that was predicted: days and months, countries, offices, short acronyms.
func (p *page) corrected(i int32, own readout.Type) readout.Type {
	c := gazetteer.ClassesFolded(p.key[i])
	switch {
	case c&knownName != 0:
	case c&gazetteer.Calendar != 0:
		return readout.TimeType
	case own != readout.Person:
		if noun := table().officeNoun(p.key[i]); noun != "" && table().person(noun) && own != readout.Organization {
			return readout.Person
		}
	case len(p.key[i]) <= 4 && acronym(p.form(i)):
		return readout.Organization
	case country(p.key[i]) != "":
		return readout.Place
	}
	return own
}

// knownName are the classes of words that are names of persons.
const knownName = gazetteer.Given | gazetteer.GivenMale | gazetteer.GivenFemale | gazetteer.Surname

// arguments are the relations in which a proper noun that nothing types may still
// head a mention.
var arguments = func() (out [readout.NumRel]bool) {
	for _, r := range []readout.Rel{
		readout.RelNsubj, readout.RelNsubjPass, readout.RelObj, readout.RelIobj, readout.RelObl, readout.RelOblAgent,
		readout.RelNmod, readout.RelNmodPoss, readout.RelConj, readout.RelAppos, readout.RelRoot,
	} {
		out[r] = true
	}
	return out
}()
