package coref

import (
	"sort"

	"github.com/readout-project/readout"
)

// mention is an expression of the page that may refer.
type mention struct {
	head       int32
	start, end int32 // words
	kind       readout.MentionKind
	typ        readout.Type
	class      class
	typeNo     int32
	flags      uint8  // of pronouns
	office     string // noun of office that heads a nominal of a person
	gender     gender
	det        definite
	lemma      int32 // number of the head's lemma
	name       string
	nameLo     int32 // bare name; empty for none
	nameHi     int32
	role       role
	group      bool // "A and B" as one; left out where nothing refers to it
}

// class is how a mention is resolved: each has weights of its own.
type class uint8

const (
	classHe   class = iota // he, she and their forms
	classIt                // it, its, itself
	classThey              // they and its forms
	classI
	classWe
	classYou
	classThis // demonstratives that stand alone
	classDefinite
	classNominal
	classOther // pronouns that take no antecedent: "something", "who"
	numClasses
)

// classNames are the words that the model file and its card use.
var classNames = [numClasses]string{"he", "it", "they", "i", "we", "you", "this", "definite", "nominal", "other"}

func (c class) pronoun() bool { return c <= classThis || c == classOther }

// third reports whether the class is of the personal pronouns of the third person.
func (c class) third() bool { return c <= classThey }

// definite is the determination of a nominal.
type definite uint8

const (
	bare definite = iota
	the
	this
	indefinite
	possessed
	quantified
)

// pronoun is what a form of a pronoun says.
type pronoun struct {
	class  class
	gender gender
	flags  uint8
}

const (
	possessive uint8 = 1 << iota
	reflexive
	objective
)

var pronouns = map[string]pronoun{
	"he": {classHe, masculine, 0}, "him": {classHe, masculine, objective}, "his": {classHe, masculine, possessive},
	"himself": {classHe, masculine, reflexive}, "she": {classHe, feminine, 0}, "her": {classHe, feminine, objective},
	"hers": {classHe, feminine, possessive}, "herself": {classHe, feminine, reflexive},
	"it": {classIt, neuter, 0}, "its": {classIt, neuter, possessive}, "itself": {classIt, neuter, reflexive},
	"they": {classThey, plural, 0}, "them": {classThey, plural, objective}, "'em": {classThey, plural, objective},
	"their": {classThey, plural, possessive}, "theirs": {classThey, plural, possessive},
	"themselves": {classThey, plural, reflexive}, "themself": {classThey, plural, reflexive},
	"i": {classI, human, 0}, "me": {classI, human, objective}, "my": {classI, human, possessive},
	"mine": {classI, human, possessive}, "myself": {classI, human, reflexive},
	"we": {classWe, plural, 0}, "us": {classWe, plural, objective}, "our": {classWe, plural, possessive},
	"ours": {classWe, plural, possessive}, "ourselves": {classWe, plural, reflexive},
	"you": {classYou, human | plural, 0}, "your": {classYou, human | plural, possessive},
	"yours": {classYou, human | plural, possessive}, "yourself": {classYou, human, reflexive},
	"yourselves": {classYou, plural, reflexive}, "this": {classThis, neuter, 0}, "that": {classThis, neuter, 0},
	"these": {classThis, plural, 0}, "those": {classThis, plural, 0},
}

// role is the grammatical role of a mention.
type role uint8

const (
	roleOther role = iota
	roleSubject
	rolePassive
	roleObject
	roleOblique
	roleNmod
	rolePossessor
	roleApposition
	roleConjunct
	roleModifier
	rolePredicate
	roleRoot
	numRoles
)

// mentions finds all mentions of the page, outer ones before those within.
func (p *page) mentions(intern map[string]int32) []mention {
	var out []mention
	types := p.vote()
	for i := range p.words {
		if !p.sound[i] {
			continue
		}
		if m, ok := p.mentionAt(int32(i), types); ok {
			out = append(out, m)
		}
	}
	for k := range out {
		p.at[out[k].head] = int32(k)
	}
	n := len(out)
	for k := range n {
		if g, ok := p.coordination(out[k], out); ok {
			out = append(out, g)
		}
	}
	for k := range out {
		p.describe(&out[k], intern)
	}
	sort.SliceStable(out, func(a, b int) bool {
		x, y := &out[a], &out[b]
		s, e := p.span(x.start, x.end), p.span(y.start, y.end)
		return s.Start < e.Start || s.Start == e.Start && s.End > e.End
	})
	out = p.nested(out)
	for k := range out {
		if !out[k].group {
			p.at[out[k].head] = int32(k)
		}
	}
	return out
}

// nested drops mentions that cross one before them or cover the same bytes.
func (p *page) nested(in []mention) []mention {
	out := in[:0]
	var open []readout.Span
	for _, m := range in {
		s := p.span(m.start, m.end)
		for len(open) > 0 && open[len(open)-1].End <= s.Start {
			open = open[:len(open)-1]
		}
		if len(open) > 0 {
			if o := open[len(open)-1]; s.End > o.End || s == o {
				p.at[m.head] = -1
				continue
			}
		}
		open = append(open, s)
		out = append(out, m)
	}
	return out
}

func (p *page) mentionAt(i int32, types *ballot) (mention, bool) {
	w := &p.words[i]
	m := mention{head: i, start: i, end: i + 1, typ: w.Mention, typeNo: typeNumbers[w.Mention], class: classNominal, kind: readout.Nominal}
	pr, known := pronouns[p.key[i]]
	switch {
	case w.UPOS == readout.PRON && known && (w.XPOS == readout.TagPRP || w.XPOS == readout.TagPRPPoss || w.XPOS == readout.TagDT):
		if pr.class == classThis && w.Mention == "" {
			return m, false
		}
		if pr.class == classHe || pr.class == classI {
			m.typ, m.typeNo = readout.Person, typeNumbers[readout.Person]
		}
		m.kind, m.class, m.gender, m.flags = readout.Pronoun, pr.class, pr.gender, pr.flags
		if pr.class == classThis {
			m.start, m.end = p.extent(i)
		}
		return m, true
	case w.UPOS == readout.PROPN:
		m.typ = types.of(p, i)
	case w.UPOS == readout.NOUN && w.Mention != readout.Person && w.Mention != readout.Animal && arguments[w.Rel] && table().person(p.lemma(i)):
		m.typ = readout.Person
	}
	m.typeNo = typeNumbers[m.typ]
	if m.typ == "" || w.UPOS == readout.PUNCT {
		return m, false
	}
	m.start, m.end = p.extent(i)
	switch {
	case w.UPOS == readout.PRON && w.XPOS != readout.TagNN:
		m.kind, m.class = readout.Pronoun, classOther
	case w.UPOS == readout.PROPN && m.typ != readout.TimeType && !(w.XPOS == readout.TagNNPS && m.typ == readout.Person):
		m.kind = readout.Name
		p.nameOf(&m)
		if m.typ == readout.Person && m.nameHi == m.nameLo+1 && m.nameLo == i && table().officeNoun(p.key[i]) != "" &&
			(m.nameLo > m.start || p.has(i, readout.RelNmod) >= 0) {
			// "the Emperor", "President of the Council": an office, not a name
			m.kind, m.name, m.nameLo, m.nameHi = readout.Nominal, "", 0, 0
			m.start, m.end = p.extent(i)
		}
	}
	return m, true
}

// extent is the noun phrase that word h heads, as GUM draws it: without
// preposition, apposition, further conjuncts and what stands loosely beside it.
func (p *page) extent(h int32) (int32, int32) {
	var left []int32
	c := p.child[h]
	for ; c >= 0 && c < h; c = p.next[c] {
		left = append(left, c)
	}
	start, at := h, h
	for k := len(left) - 1; k >= 0; k-- {
		c := left[k]
		if p.hi[c] != at || !p.whole(c) {
			break
		}
		at = p.lo[c]
		switch p.side(c, h, true) {
		case inside:
			start = at
		case outside:
			k = 0
		}
	}
	end := h + 1
	at = end
	for ; c >= 0; c = p.next[c] {
		if p.lo[c] != at || !p.whole(c) {
			break
		}
		at = p.hi[c]
		s := p.side(c, h, false)
		if s == outside {
			break
		}
		if s == inside {
			end = at
		}
	}
	return start, end
}

// side says whether a dependent belongs to the noun phrase of its head, does not,
// or does only where something beyond it does.
type side uint8

const (
	outside side = iota
	inside
	between
)

func (p *page) side(c, h int32, left bool) side {
	verbal := p.words[h].UPOS == readout.VERB
	switch w := &p.words[c]; w.Rel {
	case readout.RelDet, readout.RelAmod, readout.RelCompound, readout.RelNmodPoss, readout.RelFlat, readout.RelNummod,
		readout.RelNmodDesc, readout.RelDetPredet, readout.RelFixed, readout.RelGoeswith, readout.RelCompoundPrt:
		return inside
	case readout.RelNmod, readout.RelAcl, readout.RelAclRelcl, readout.RelNmodUnmarked, readout.RelAdvclRelcl:
		return inside
	case readout.RelCase:
		if left {
			return outside
		}
		return inside
	case readout.RelPunct:
		return between
	case readout.RelAdvmod:
		if verbal {
			return inside
		}
		return between
	case readout.RelConj, readout.RelAppos:
		if w.Mention == "" && !verbal {
			return inside
		}
		return outside
	case readout.RelObj, readout.RelObl, readout.RelXcomp, readout.RelCcomp, readout.RelOblUnmarked, readout.RelIobj, readout.RelAdvcl:
		if verbal || !left {
			return inside
		}
		return outside
	case readout.RelCc:
		return between
	case readout.RelNsubj, readout.RelAux, readout.RelAuxPass, readout.RelNsubjPass:
		if verbal {
			return inside
		}
	}
	return outside
}

// coordination is "A and B" as one mention, where m is its first part.
func (p *page) coordination(m mention, all []mention) (mention, bool) {
	end := int32(-1)
	for c := p.child[m.head]; c >= 0; c = p.next[c] {
		if k := p.at[c]; p.words[c].Rel == readout.RelConj && k >= 0 && c >= m.end {
			end = max(end, all[k].end)
		}
	}
	if end <= m.end || m.kind == readout.Pronoun && m.class == classOther {
		return m, false
	}
	m.end, m.group, m.kind, m.class, m.flags = end, true, readout.Nominal, classNominal, 0
	m.name, m.nameLo, m.nameHi, m.gender = "", 0, 0, plural
	return m, true
}
