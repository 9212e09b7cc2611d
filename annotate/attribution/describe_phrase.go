package attribution

import (
	"sort"

	"github.com/readout-project/readout"
)

// phraseAt is the noun phrase of a source as words: all of it is [from, to), its
// core, the head with what modifies it before and its name, is [lo, hi). own is
// where the core begins behind a possessor ("the ministry's | spokesman").
type phraseAt struct {
	from, to     int
	lo, own, hi  int
	head         int
	conj         int // head of the first phrase that is joined to it; -1
	name         int // mention of the person whose name the phrase gives; -1
	nameLo, last int // the words from the name's phrase to its end, where it is apposed
}

// phrase reads the noun phrase of the words [from, to).
func (s *sources) phrase(from, to int) phraseAt {
	p := phraseAt{from: from, to: to, conj: -1, name: -1}
	p.head = s.headOf(from, to)
	p.lo, p.hi = s.core(p.head, from, to)
	p.own = p.lo
	for i := p.lo; i < p.head; i++ {
		if s.possessiveMark(i) && !s.insideName(i, p.head) || s.words[i].XPOS == readout.TagPRPPoss || possessivePronoun(s.key(i)) {
			p.own = i + 1
		}
	}
	p.conj = s.conjunct(&p)
	if p.name = s.nameIn(p.own, p.hi, p.head); p.name < 0 && !s.plural(p.head) {
		s.nameAtEnd(&p)
	}
	if p.name < 0 {
		s.apposed(&p)
	}
	if w := &s.words[p.head]; p.name < 0 && p.conj < 0 && w.Rel == readout.RelAppos && w.Head < from && !s.plural(p.head) {
		p.name = s.nameAt(w.Head)
	}
	return p
}

// nameAtEnd takes a person's name that ends the plain noun phrase into the core,
// wherever the tree hangs it: "Lowen Gov. | Mira Arlen".
func (s *sources) nameAtEnd(p *phraseAt) {
	end := p.head + 1
	for end < p.to && !s.fence(end, p.to) && s.words[end].UPOS != readout.CCONJ {
		end++
	}
	if m := s.nameIn(p.hi, end, p.head); m >= 0 && s.mentions[m].End == s.words[end-1].End && p.conj < 0 {
		p.name, p.hi = m, end
	}
}

func possessivePronoun(k string) bool {
	switch k {
	case "his", "her", "their", "its", "my", "our", "your", "whose":
		return true
	}
	return false
}

// insideName reports a possessive mark in a name that goes on over the head:
// "Lowen's Voice".
func (s *sources) insideName(i, head int) bool {
	end := s.words[head].End
	for k := s.mentionFrom(s.words[max(0, i-4)].Start); k < len(s.mentions) && s.mentions[k].Start < s.words[i].Start; k++ {
		if m := &s.mentions[k]; m.Kind == readout.Name && m.End >= end {
			return true
		}
	}
	return false
}

// mentionFrom is the first mention that begins at byte b or behind it.
func (s *sources) mentionFrom(b int) int {
	return sort.Search(len(s.mentions), func(i int) bool { return s.mentions[i].Start >= b })
}

// headOf is the head of the words [from, to): the first nominal that hangs on
// nothing among them. Where the tree puts it behind a preposition or has no such
// word, it is the last word of the first noun phrase as the closed classes fence
// it in.
func (s *sources) headOf(from, to int) int {
	best := -1
	for i := from; i < to && best < 0; i++ {
		h := s.words[i].Head
		if (h < from || h >= to) && s.nominal(i) {
			best = i
		}
	}
	if best < 0 || s.fenced(from, best) {
		return s.plainHead(from, to)
	}
	if plain := s.plainHead(from, to); s.possessed(best, plain) {
		return plain // the tree took the possessor for the head
	}
	if last := to - 1; last > best && !s.capital(last) && (s.words[last].UPOS == readout.NOUN || s.noun(last) != unknownNoun) && s.plainHead(from, to) == last {
		return last // one plain noun phrase ends in its head
	}
	return best
}

func (s *sources) nominal(i int) bool {
	switch s.words[i].UPOS {
	case readout.NOUN, readout.PROPN, readout.PRON, readout.NUM, readout.ADJ, readout.DET, readout.X, readout.SYM:
		return true
	}
	return false
}

// possessed reports a possessive mark between the words i and k.
func (s *sources) possessed(i, k int) bool {
	for i++; i < k; i++ {
		if s.possessiveMark(i) && !s.insideName(i, k) {
			return true
		}
	}
	return false
}

// fenced reports whether a comma, a relative pronoun, or a preposition that
// governs the head stands between from and the head.
func (s *sources) fenced(from, head int) bool {
	for i := from + 1; i < head; i++ {
		if s.relative(i) || s.preposition(i) && s.words[i].Head == head && s.words[i].Rel == readout.RelCase {
			return true
		}
	}
	return false
}

// plainHead is the last word of the first noun phrase of [from, to).
func (s *sources) plainHead(from, to int) int {
	end := from + 1
	for end < to && !s.fence(end, to) {
		end++
	}
	for i := end - 1; i > from; i-- {
		if !s.punct(i) && !s.possessiveMark(i) {
			return i
		}
	}
	return from
}

// fence reports whether the noun phrase before word i ends there.
func (s *sources) fence(i, to int) bool {
	k := s.key(i)
	switch {
	case s.relative(i), k == "that", s.t.access[k] != nil:
		return true
	case s.punct(i):
		return k != "-" && k != "." && k != "'" && k != `"` && k != "&" && k != "/"
	case s.words[i].UPOS == readout.VERB && i == to-1 && s.noun(i) != unknownNoun:
		return false // a noun that the tagger took for a verb: "the harbor log"
	case s.words[i].UPOS == readout.VERB && s.words[i].Rel != readout.RelAmod && s.words[i].Rel != readout.RelCompound:
		return true
	case !s.preposition(i):
		return false
	}
	return k != "of" || !s.capital(i-1) || i+1 >= to || !s.capital(i+1)
}

// core is the head with the words before that modify it and those of its name
// behind.
func (s *sources) core(head, from, to int) (lo, hi int) {
	lo, hi = head, head+1
	if len(s.d.Words) == 0 {
		lo = from
	}
	for lo > from && s.hangs(lo-1, head, from) {
		lo--
	}
	for hi < to && s.nameGoesOn(hi, lo, hi) {
		hi++
	}
	for k := s.mentionFrom(s.words[lo].Start); k < len(s.mentions) && s.mentions[k].Start < s.words[hi-1].End; k++ {
		if m := &s.mentions[k]; m.Kind == readout.Name {
			for hi < to && s.words[hi].Start < m.End {
				hi++
			}
		}
	}
	return lo, hi
}

// hangs reports whether word i is below the head, over words from from on.
func (s *sources) hangs(i, head, from int) bool {
	for n := 0; n < 12; n++ {
		h := s.words[i].Head
		if h == head {
			return true
		}
		if h < from || h > head {
			return false
		}
		i = h
	}
	return false
}

// nameGoesOn reports whether word i continues the name or compound before it.
func (s *sources) nameGoesOn(i, lo, hi int) bool {
	w := &s.words[i]
	if w.Head < lo || w.Head >= hi {
		// A hyphen hangs on what follows it.
		return s.key(i) == "-" && w.Joined
	}
	switch w.Rel {
	case readout.RelFlat, readout.RelFixed, readout.RelGoeswith, readout.RelCompound, readout.RelNmodDesc:
		return true
	case readout.RelAppos:
		return s.capital(i) && s.words[i-1].UPOS != readout.PUNCT
	case readout.RelPunct:
		return s.key(i) == "-" || s.key(i) == "."
	}
	return false
}

// nameIn is the mention of a person's name that is the phrase [lo, hi), or ends
// it: the head stands in it or before it. -1 for none, and for names that only
// modify the head ("Arlen aides").
func (s *sources) nameIn(lo, hi, head int) int {
	if lo >= hi {
		return -1
	}
	span := s.span(lo, hi)
	for k := s.mentionFrom(span.Start); k < len(s.mentions) && s.mentions[k].Start < span.End; k++ {
		m := &s.mentions[k]
		if m.Kind != readout.Name || m.Type != readout.Person || m.End > span.End || m.End <= s.words[head].Start {
			continue
		}
		if next := s.wordAt(m.End); next < len(s.words) && s.possessiveMark(next) && next < hi {
			continue
		}
		return k
	}
	return -1
}

// nameAt is the mention of the person's name that word i heads; -1.
func (s *sources) nameAt(i int) int {
	if i < 0 || s.words[i].UPOS != readout.PROPN {
		return -1
	}
	return s.nameIn(max(0, i-3), min(len(s.words), i+6), i)
}

// apposed finds the person's name that explains a description: "her lawyer, Ola
// Berg", "a spokesman for the ministry, Ola Berg".
func (s *sources) apposed(p *phraseAt) {
	if s.plural(p.head) || !s.describesPerson(p.head) {
		return
	}
	commas := 0
	for i := p.hi; i+1 < p.to && commas < 3; i++ {
		if s.relative(i) {
			return
		}
		if s.key(i) != "," {
			continue
		}
		commas++
		end := i + 1
		for end < p.to && !s.fence(end, p.to) && s.key(end) != "and" {
			end++
		}
		if m := s.nameIn(i+1, end, i+1); m >= 0 && s.mentions[m].End == s.words[end-1].End && s.key(end) != "and" {
			p.name, p.nameLo, p.last = m, i+1, end
			return
		}
	}
}

// describesPerson reports whether the head is a noun for a person.
func (s *sources) describesPerson(i int) bool {
	return s.noun(i).human() || s.words[i].Mention == readout.Person || s.noun(i) == unknownNoun && s.words[i].Mention == ""
}

// conjunct is the head of the first phrase that is joined to the head by "and" or
// "or" within the source; -1 where there is none, and where both make one name.
func (s *sources) conjunct(p *phraseAt) int {
	if len(s.d.Words) == 0 {
		return s.plainConjunct(p)
	}
	for i := p.hi; i < p.to; i++ {
		if s.relative(i) {
			return -1
		}
		w := &s.words[i]
		if w.Rel != readout.RelConj || w.Head < p.lo || w.Head >= p.hi || !s.nominal(i) || !s.joined(i, p.from, p.to) {
			continue
		}
		if lo, _ := s.core(i, p.hi, i+1); lo < i || w.XPOS != readout.TagNN || s.noun(i) == bodyNoun {
			return i
		}
		// A noun without an article is no second source: "the founder and owner".
	}
	return -1
}

// joined reports whether a conjunction hangs on the conjunct i, or on a later one.
func (s *sources) joined(i, from, to int) bool {
	for k := from; k < to; k++ {
		if w := &s.words[k]; w.Rel == readout.RelCc && (w.Head == i || w.Head > i) {
			return true
		}
	}
	return false
}

// plainConjunct finds "and" between two names without a tree.
func (s *sources) plainConjunct(p *phraseAt) int {
	for i := p.lo + 1; i+1 < p.hi; i++ {
		if s.key(i) == "and" && s.nameIn(p.lo, i, p.lo) >= 0 && s.nameIn(i+1, p.hi, i+1) >= 0 {
			return i + 1
		}
	}
	return -1
}

// antecedent are the words of the noun phrase that a relative pronoun stands for.
func (s *sources) antecedent(rel int) (from, to int, ok bool) {
	head := -1
	for i, n := rel, 0; n < 12; n++ {
		w := &s.words[i]
		if w.Head < 0 {
			break
		}
		if w.Rel == readout.RelAclRelcl && w.Head < rel {
			head = w.Head
			break
		}
		i = w.Head
	}
	first := 0
	if k := sort.Search(len(s.d.Sentences), func(i int) bool { return s.d.Sentences[i].End > s.words[rel].Start }); k < len(s.d.Sentences) {
		first = s.wordAt(s.d.Sentences[k].Start)
	}
	first = max(first, rel-longestPhrase)
	if head < first {
		head = rel - 1
		for head >= first && (s.punct(head) || s.preposition(head)) {
			head--
		}
	}
	if head < first {
		return 0, 0, false
	}
	lo, _ := s.core(head, first, rel)
	for lo < head && s.punct(lo) {
		lo++
	}
	to = rel
	for to > head+1 && (s.punct(to-1) || s.preposition(to-1)) {
		to--
	}
	return lo, to, true
}
