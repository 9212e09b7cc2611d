package attribution

import (
	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
)

// identify says who or what a phrase is. Several that are joined are no one
// entity, and a number of some of them is none of all.
func (s *sources) identify(p phraseAt, depth int) source {
	if p.conj >= 0 && !(p.name >= 0 && p.nameLo > p.conj) {
		return s.several(p, depth)
	}
	p.conj = -1
	return s.one(&p, depth)
}

// several describes sources that speak together.
func (s *sources) several(p phraseAt, depth int) source {
	at := p.conj
	p.conj, p.to = -1, max(p.hi, min(p.to, at))
	first := s.one(&p, depth)
	out := source{kind: first.kind, entity: -1}
	if depth > 2 {
		return out
	}
	lo, hi := s.core(at, p.hi, at+1)
	second := s.phrase(lo, hi)
	second.conj = -1
	switch k := s.one(&second, depth+1).kind; {
	case k == first.kind:
	case named(k) && named(first.kind):
		out.kind = readout.NamedPerson
	default:
		out.kind = readout.Group
	}
	return out
}

func named(k readout.SourceKind) bool { return k == readout.NamedPerson || k == readout.Official }

// one describes a single phrase.
func (s *sources) one(p *phraseAt, depth int) source {
	if k, ok := s.newsroomIn(p); ok {
		return source{kind: k, entity: s.entityOf(p, readout.Organization)}
	}
	if p.name >= 0 {
		return source{kind: s.personKind(p), entity: s.mentions[p.name].Entity}
	}
	if inner, ok := s.part(p, depth); ok {
		return inner
	}
	if s.pronoun(p) {
		return s.pronounKind(p, depth)
	}
	if s.number(p.head) > 0 && s.words[p.head].UPOS != readout.PROPN { // "two said", "six in ten voters"
		return source{kind: readout.Group, entity: -1, count: s.countIn(p.own, p.head)}
	}
	n := s.noun(p.head)
	if n != bodyNoun && s.words[p.head].UPOS == readout.PROPN && p.to-p.from == 1 && !s.plural(p.head) && s.capital(p.head) && n != officeNoun && n != spokesmanNoun {
		n = unknownNoun // a name that is also a word: "Variety"
	}
	if s.capital(p.hi-1) && n != officeNoun && !(n == documentNoun || n == bodyNoun || n == spokesmanNoun) || n == unknownNoun {
		if out, ok := s.proper(p, n); ok {
			return out
		}
	}
	out := s.byNoun(p, n)
	if out.kind == readout.Unnamed || out.kind == readout.UnnamedOfficial || out.kind == readout.Group {
		out.count = s.count(p)
		if out.count > 0 || s.indefinite(p) {
			out.entity = -1
		}
	}
	return out
}

// byNoun describes a phrase by the class of its head.
func (s *sources) byNoun(p *phraseAt, n noun) source {
	out := source{kind: readout.Unnamed, entity: -1}
	one := !s.plural(p.head) && !s.indefinite(p)
	if n == officialNoun && s.key(p.head-1) == "chief" {
		n = postNoun
	}
	switch n {
	case officeNoun, postNoun, officialNoun:
		if one {
			out.entity = s.entityOf(p, readout.Person)
		}
		switch {
		case one && (n != officialNoun || out.entity >= 0):
			out.kind = readout.Official
		case n != postNoun:
			out.kind = readout.UnnamedOfficial
		case s.plural(p.head):
			out.kind = readout.Group
		}
	case spokesmanNoun:
		return source{kind: readout.Body, entity: s.principal(p)}
	case bodyNoun, bodyGroupNoun:
		out = source{kind: readout.Body, entity: s.entityOf(p, readout.Organization)}
		if out.entity < 0 && s.key(p.head) == "office" {
			out.entity = s.principal(p)
		}
	case documentNoun:
		out.kind = readout.SourceDocument
	case outletNoun:
		return source{kind: readout.OutletSource, entity: s.entityOf(p, readout.Organization)}
	case collectiveNoun, partitiveNoun:
		out.kind = readout.Group
	case sourceNoun:
	default:
		if s.plural(p.head) {
			out.kind = readout.Group
		} else if one {
			out.entity = s.entityOf(p, readout.Person)
			out.kind = s.heldBy(out.entity)
		}
	}
	return out
}

// heldBy is the kind of a person that a description was resolved to.
func (s *sources) heldBy(entity int) readout.SourceKind {
	switch {
	case entity < 0:
		return readout.Unnamed
	case s.inOffice(entity):
		return readout.Official
	}
	return readout.NamedPerson
}

// proper describes a name that is none of a known person, or a noun of no known
// class.
func (s *sources) proper(p *phraseAt, n noun) (source, bool) {
	last := p.hi - 1
	person := s.words[p.head].Mention == readout.Person || s.words[last].Mention == readout.Person
	if m := s.mentionOf(p); m >= 0 && s.mentions[m].Kind == readout.Name {
		switch s.mentions[m].Type {
		case readout.Organization, readout.Place:
			return source{kind: readout.Body, entity: s.mentions[m].Entity}, true
		}
	}
	if !s.capital(last) || last == p.from && n != unknownNoun || s.words[last].UPOS == readout.NOUN {
		return s.common(p, n)
	}
	switch {
	case s.plural(p.head), gazetteer.ClassesFolded(s.key(last))&(gazetteer.Nation|gazetteer.Faith) != 0 && !person:
		return source{kind: readout.Group, entity: -1}, n == unknownNoun
	case n == officialNoun || n == postNoun:
		return source{kind: readout.Official, entity: -1}, last > p.head
	case n != unknownNoun:
		return source{kind: readout.NamedPerson, entity: -1}, n == personNoun && last > p.head
	case person && !(s.reports() && p.hi-p.lo == 1 && s.mentionOf(p) < 0):
		return source{kind: s.personKind(p), entity: -1}, true
	case s.words[p.head].Mention == readout.Organization, s.words[p.head].Mention == readout.Place:
		if s.reports() && s.mentionOf(p) < 0 {
			return source{kind: readout.OutletSource, entity: -1}, true
		}
		return source{kind: readout.Body, entity: -1}, true
	case s.reports() && s.mentionOf(p) < 0:
		return source{kind: readout.OutletSource, entity: -1}, true // "X reported", and no person or body of the report
	}
	return source{kind: s.personKind(p), entity: -1}, true
}

// common describes a noun of no known class by what the tree reads it as.
func (s *sources) common(p *phraseAt, n noun) (source, bool) {
	if n != unknownNoun {
		return source{}, false
	}
	switch t, c := s.words[p.head].Mention, gazetteer.ClassesFolded(s.lemma(p.head)); {
	case t == readout.Organization, t == readout.Place, t == "" && c&gazetteer.OrgWord != 0:
		return source{kind: readout.Body, entity: s.entityOf(p, readout.Organization)}, true
	case t == readout.Person, t == "" && c&gazetteer.Role != 0, t == "" && s.plural(p.head):
		return source{}, false // by number, as nouns for persons are
	}
	return source{kind: readout.Unnamed, entity: -1}, true
}

// reports reports whether the cue at hand is "reported".
func (s *sources) reports() bool {
	for _, c := range s.cue {
		from, to := s.wordsIn(c)
		for i := from; i < min(to, from+6); i++ {
			if s.lemma(i) == "report" || s.key(i) == "reported" || s.key(i) == "reporting" {
				return true
			}
		}
	}
	return false
}

// part describes "a number of officials", "one of the residents", "a group of
// senators" by the persons, who may be counted before the "of".
func (s *sources) part(p *phraseAt, depth int) (source, bool) {
	n := s.noun(p.head)
	counts := s.words[p.head].UPOS == readout.NUM || s.number(p.head) > 0 || quantifier(s.key(p.head))
	if depth > 2 || !counts && n != partitiveNoun && n != bodyGroupNoun && n != collectiveNoun || s.key(p.hi) != "of" || p.hi+1 >= p.to {
		return source{}, false
	}
	inner := s.phrase(p.hi+1, p.to)
	if n == bodyGroupNoun && !s.noun(inner.head).human() {
		return source{}, false
	}
	out := s.identify(inner, depth+1)
	switch {
	case out.kind == readout.Body || out.kind == readout.Official, out.kind == readout.NamedPerson:
		out.kind = readout.Group
	case !person(out.kind):
		out.entity = -1
		return out, true
	}
	out.entity = -1
	switch {
	case s.t.hedge[s.key(p.lo)]:
		out.count = 0
	case counts || n == partitiveNoun && s.lemma(p.head) == "dozen":
		out.count = s.countIn(p.own, p.head)
	case s.lemma(p.head) == "couple", s.lemma(p.head) == "pair":
		out.count = 2
	case s.lemma(p.head) == "trio":
		out.count = 3
	case n == partitiveNoun:
		out.count = 0
	}
	if out.count == 1 && out.kind == readout.Group {
		out.kind = readout.Unnamed
	}
	return out, true
}

func quantifier(k string) bool {
	switch k {
	case "all", "another", "any", "both", "each", "few", "many", "more", "most", "neither", "none", "one", "others", "several", "some":
		return true
	}
	return false
}

// indefinite reports a phrase that means some person, not a certain one: "a
// diplomat", "two officials", "officials".
func (s *sources) indefinite(p *phraseAt) bool {
	switch k := s.key(p.lo); {
	case k == "a", k == "an", k == "another", k == "some", k == "any", k == "no", s.number(p.lo) > 0:
		return true
	}
	return s.plural(p.head)
}
