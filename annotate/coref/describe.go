package coref

import (
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
)

// longestName bounds the words of a name.
const longestName = 32

// nameOf finds the bare name in a mention whose head is a proper noun, and cuts
// what stands behind it: "Lena Orlov" of "Foreign Minister Lena Orlov, who ...".
func (p *page) nameOf(m *mention) {
	lo, hi := m.head, m.head+1
	for lo > m.start && hi-lo < longestName && p.inName(lo-1, m.head) {
		lo--
	}
	person := m.typ == readout.Person
	for hi < m.end && hi-lo < longestName {
		switch {
		case p.inName(hi, m.head):
			hi++
			continue
		case person:
		default:
			if n := p.link(hi, m.end); n > 0 {
				hi += n
				continue
			}
		}
		break
	}
	for hi > m.head+1 && !p.letters(hi-1) {
		hi--
	}
	for lo < m.head && !p.letters(lo) {
		lo++
	}
	m.end = hi
	if hi < int32(len(p.words)) && p.words[hi].XPOS == readout.TagPOS && p.sent[hi] == p.sent[m.head] && p.head[hi] == m.head {
		m.end = hi + 1
	}
	if person {
		lo = p.afterTitle(lo, hi)
	}
	m.nameLo, m.nameHi = lo, hi
	m.name = p.phrase(lo, hi)
}

func (p *page) letters(i int32) bool {
	switch p.words[i].UPOS {
	case readout.PUNCT, readout.SYM:
		return false
	}
	return true
}

// inName reports whether word i is a part of the name that h heads.
func (p *page) inName(i, h int32) bool {
	w := &p.words[i]
	if p.sent[i] != p.sent[h] {
		return false
	}
	switch w.UPOS {
	case readout.PROPN:
		return w.Rel != readout.RelNmodPoss && w.Rel != readout.RelConj && w.Rel != readout.RelAppos || i == h
	case readout.PUNCT:
		return w.XPOS == readout.TagHYPH || p.key[i] == "."
	case readout.ADJ, readout.NOUN, readout.NUM, readout.X:
		first := p.form(i)[0]
		upper := first >= 'A' && first <= 'Z' || first >= 0x80
		return upper && p.head[i] == h && (i > p.first[p.sent[i]] || w.UPOS != readout.ADJ)
	case readout.DET, readout.ADP:
		return w.Rel == readout.RelFlat
	}
	return false
}

// link is how many words from i on join a further part to the name of a body or
// place: "of the United" before "Nations"; 0 for none.
func (p *page) link(i, end int32) int32 {
	switch p.key[i] {
	case "of", "for", "de", "and", "&":
	default:
		return 0
	}
	n := i + 1
	if n < end && p.key[n] == "the" {
		n++
	}
	if n < end && p.words[n].UPOS == readout.PROPN {
		return n - i + 1
	}
	return 0
}

// afterTitle is where the name begins behind titles: at "Lena" of "Foreign
// Minister Lena Orlov".
func (p *page) afterTitle(lo, hi int32) int32 {
	t := table()
	for k := hi - 2; k >= lo; k-- {
		if key := p.key[k]; t.officeNoun(key) != "" || t.honorific(key) != 0 || t.ranks[key] != "" {
			if n := k + 1; n < hi && (p.letters(n) || n+1 < hi) {
				for n < hi-1 && !p.letters(n) {
					n++
				}
				return n
			}
		}
	}
	return lo
}

// describe fills in what agreement and the ranking look at.
func (p *page) describe(m *mention, intern map[string]int32) {
	h := m.head
	l := p.lemma(h)
	if m.kind == readout.Name {
		l = p.key[h]
	}
	n, ok := intern[l]
	if !ok {
		n = int32(len(intern))
		intern[l] = n
	}
	m.lemma = n
	m.role = p.roleOf(h)
	switch {
	case m.group:
	case m.kind == readout.Pronoun:
	case m.kind == readout.Name:
		m.gender = p.nameGender(m)
	default:
		m.det = p.determination(m)
		if m.det == the || m.det == this || m.det == possessed {
			m.class = classDefinite
		}
		m.gender = p.nounGender(m, l)
		m.office = table().officeNoun(p.key[h])
	}
}

// nameGender reads the gender of a name: of a person from titles and given
// names, of a body that it may be "they".
func (p *page) nameGender(m *mention) gender {
	t := table()
	switch m.typ {
	case readout.Person:
	case readout.Organization:
		return neuter | plural
	case readout.Animal:
		return human | neuter
	default:
		if p.words[m.head].XPOS == readout.TagNNPS {
			return neuter | plural
		}
		return neuter
	}
	if p.words[m.head].XPOS == readout.TagNNPS {
		return plural
	}
	for i := max(m.start, m.nameLo-longestName); i < m.nameLo; i++ {
		if g := t.honorific(p.key[i]); g != 0 && g != human {
			return g
		}
		if g := t.nouns[p.key[i]]; (g == masculine || g == feminine) && p.words[i].Rel != readout.RelNmodPoss {
			return g
		}
	}
	if m.nameHi-m.nameLo > 1 || p.words[m.head].Rel != readout.RelFlat {
		if g := givenGender(p.key[m.nameLo]); g != 0 {
			return g
		}
	}
	return human
}

// givenGender is the gender of a given name that is given to one only; 0 else.
func givenGender(k string) gender {
	if g := table().given[k]; g == masculine || g == feminine {
		return g
	}
	switch gazetteer.ClassesFolded(k) & (gazetteer.GivenMale | gazetteer.GivenFemale) {
	case gazetteer.GivenMale:
		return masculine
	case gazetteer.GivenFemale:
		return feminine
	}
	return 0
}

func (p *page) nounGender(m *mention, lemma string) gender {
	w := &p.words[m.head]
	many := w.XPOS == readout.TagNNS || w.XPOS == readout.TagNNPS || strings.Contains(w.Feats, "Number=Plur")
	g := table().nouns[lemma]
	switch {
	case many:
		return plural
	case g != 0:
		return g
	case m.typ == readout.Person:
		return human
	case m.typ == readout.Organization:
		return neuter | plural
	case m.typ == readout.Animal:
		return human | neuter
	}
	return neuter
}

var determiners = map[string]definite{
	"the": the, "this": this, "that": this, "these": this, "those": this, "such": this, "a": indefinite, "an": indefinite,
	"another": indefinite, "some": indefinite, "any": quantified, "no": quantified, "every": quantified, "each": quantified,
	"all": quantified, "both": the, "many": quantified, "either": quantified, "neither": quantified, "few": quantified,
}

func (p *page) determination(m *mention) definite {
	d := bare
	for c := p.child[m.head]; c >= 0 && c < m.head; c = p.next[c] {
		switch p.words[c].Rel {
		case readout.RelDet:
			if k := determiners[p.key[c]]; k != bare {
				d = k
			}
		case readout.RelNmodPoss:
			d = possessed
		case readout.RelNummod:
			if d == bare {
				d = quantified
			}
		}
	}
	return d
}

func (p *page) roleOf(h int32) role {
	w := &p.words[h]
	switch w.Rel {
	case readout.RelNsubj, readout.RelNsubjOuter, readout.RelCsubj:
		return roleSubject
	case readout.RelNsubjPass:
		return rolePassive
	case readout.RelObj, readout.RelIobj, readout.RelXcomp:
		if p.cop[h] {
			return rolePredicate
		}
		return roleObject
	case readout.RelObl, readout.RelOblUnmarked, readout.RelOblAgent:
		return roleOblique
	case readout.RelNmod, readout.RelNmodUnmarked:
		return roleNmod
	case readout.RelNmodPoss:
		return rolePossessor
	case readout.RelAppos:
		return roleApposition
	case readout.RelConj:
		return roleConjunct
	case readout.RelCompound, readout.RelNmodDesc, readout.RelFlat, readout.RelAmod:
		return roleModifier
	}
	if p.cop[h] {
		return rolePredicate
	}
	if w.Rel == readout.RelRoot {
		return roleRoot
	}
	return roleOther
}

// country is the code of the country that a name names; "" for other names.
func country(name string) string {
	if c, sense, ok := gazetteer.CountryOf(name); ok && sense == gazetteer.CountryName {
		return c.Code
	}
	return ""
}
