package attribution

import (
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
)

// mentionOf is the mention that the phrase is: a name that holds its head, else a
// description that begins with the phrase; -1.
func (s *sources) mentionOf(p *phraseAt) int {
	best, span, head := -1, s.span(p.lo, p.hi), s.words[p.head].Span
	for k := s.mentionFrom(span.Start); k < len(s.mentions) && s.mentions[k].Start <= head.Start; k++ {
		m := &s.mentions[k]
		switch {
		case m.End < head.End || m.End > s.words[p.to-1].End:
		case m.Kind == readout.Name && m.End <= span.End:
			return k
		case m.Kind != readout.Name && best < 0 && (m.Start == span.Start || m.Start == s.words[p.own].Start || m.End == span.End):
			best = k
		}
	}
	return best
}

// entityOf is the entity of the phrase, if it is of the type (bodies may be
// places); -1.
func (s *sources) entityOf(p *phraseAt, t readout.Type) int {
	m := s.mentionOf(p)
	if m < 0 || s.mentions[m].Entity < 0 {
		return -1
	}
	e := s.mentions[m].Entity
	if got := s.d.Entities[e].Type; got != t && !(t == readout.Organization && got == readout.Place) {
		return -1
	}
	return e
}

// principal is the entity for whom a spokesman or an office speaks: its possessor,
// the name before the noun, or the one behind "for" or "of"; -1.
func (s *sources) principal(p *phraseAt) int {
	best := -1
	head := s.words[p.head].Start
	for k := s.mentionFrom(s.words[p.lo].Start); k < len(s.mentions) && s.mentions[k].Start < head; k++ {
		m := &s.mentions[k]
		next := s.wordAt(m.End)
		if m.Entity >= 0 && m.End <= head && (next >= p.head || s.possessiveMark(next) && next < p.head || possessivePronoun(s.key(next-1)) || next == p.own) {
			best = m.Entity
		}
	}
	if best >= 0 || p.hi >= p.to {
		return best
	}
	switch s.key(p.hi) {
	case "for", "of", "at", "from", "with":
		inner := s.phrase(p.hi+1, max(p.hi+2, p.to))
		if p.hi+1 >= p.to || inner.conj >= 0 {
			return -1
		}
		if inner.name >= 0 && inner.nameLo == 0 {
			return s.mentions[inner.name].Entity
		}
		if m := s.mentionOf(&inner); m >= 0 {
			return s.mentions[m].Entity
		}
	}
	return -1
}

// pronoun reports whether the phrase is a pronoun alone.
func (s *sources) pronoun(p *phraseAt) bool {
	if p.hi-p.lo != 1 {
		return false
	}
	switch k := s.key(p.head); k {
	case "he", "she", "it", "they", "i", "we", "you", "him", "her", "them", "me", "us", "who", "whom", "that", "which", "this", "these", "those":
		return true
	}
	return s.words[p.head].UPOS == readout.PRON && s.t.nouns[s.key(p.head)] == unknownNoun
}

func (s *sources) pronounKind(p *phraseAt, depth int) source {
	k := s.key(p.head)
	out := source{kind: readout.Unnamed, entity: -1}
	switch k {
	case "i", "me":
		return source{kind: readout.NamedPerson, entity: -1}
	case "we", "us":
		return source{kind: readout.Group, entity: -1}
	case "who", "whom", "that", "which":
		if from, to, ok := s.antecedent(p.head); ok && depth < 2 {
			return s.identify(s.phrase(from, to), depth+2)
		}
	}
	if m := s.mentionOf(p); m >= 0 && s.mentions[m].Entity >= 0 {
		out.entity = s.mentions[m].Entity
		out.kind = s.entityKind(out.entity)
		return out
	}
	switch k {
	case "he", "she", "him", "her":
		out.kind = readout.NamedPerson
	case "they", "them", "these", "those", "others", "some", "many", "most", "several", "few", "all", "who", "whom":
		out.kind = readout.Group
	case "both":
		out.kind, out.count = readout.Unnamed, 2
	case "one", "another":
		out.count = 1
	}
	return out
}

// entityKind is the kind of source that an entity is.
func (s *sources) entityKind(e int) readout.SourceKind {
	switch s.d.Entities[e].Type {
	case readout.Person:
		return s.heldBy(e)
	case readout.Organization, readout.Place:
		if k, ok := newsroom(s.d.Entities[e].Name); ok {
			return k
		}
		return readout.Body
	}
	return readout.Unnamed
}

// inOffice reports whether the report gives a person an office that is not said
// to be a former one.
func (s *sources) inOffice(entity int) bool {
	for i := range s.d.Entities[entity].Roles {
		if s.office(s.d.Entities[entity].Roles[i].Title) {
			return true
		}
	}
	return false
}

// office reports whether a title is one of an office that is held: "Foreign
// Minister", not "former minister", "lawyer".
func (s *sources) office(title string) bool {
	known, some := unknownNoun, false
	for _, w := range strings.Fields(strings.ReplaceAll(fold.Key(title), "-", " ")) {
		if lex().in("preposition", w) {
			break
		}
		some = true
		if s.t.formerly[w] {
			return false
		}
		if n := s.t.nouns[strings.TrimSuffix(w, ".")]; n.human() {
			known = n
		}
	}
	return some && known != personNoun && known != sourceNoun
}

// personKind is the kind of a person named in the phrase: with an office, in the
// words or in the report, a person speaks in it.
func (s *sources) personKind(p *phraseAt) readout.SourceKind {
	if p.name >= 0 && s.mentions[p.name].Entity >= 0 && s.inOffice(s.mentions[p.name].Entity) {
		return readout.Official
	}
	if s.officeIn(p.own, p.hi) || p.nameLo > 0 && s.officeIn(p.nameLo, p.last) {
		return readout.Official
	}
	for i, n := p.hi, 0; i+1 < p.to && n < 3; i++ {
		if s.relative(i) {
			break
		}
		if s.key(i) != "," {
			continue
		}
		n++
		end := i + 1
		for end < p.to && !s.fence(end, p.to) {
			end++
		}
		if end > i+1 && s.officeIn(i+1, end) {
			return readout.Official
		}
	}
	return readout.NamedPerson
}

// officeIn reports whether the words [lo, hi) name an office that is held.
func (s *sources) officeIn(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if s.t.formerly[s.key(i)] {
			return false
		}
		switch s.noun(i) {
		case officeNoun, officialNoun, postNoun, spokesmanNoun:
			return !s.plural(i)
		}
	}
	return false
}

// newsroomIn tells whether the phrase is an outlet, an agency or a medium of the
// state.
func (s *sources) newsroomIn(p *phraseAt) (readout.SourceKind, bool) {
	news := false
	for i := p.own; i < p.hi; i++ {
		news = news || s.key(i) == "news" || s.key(i) == "press"
	}
	if n := s.noun(p.head); n == outletNoun || news && s.key(p.head) == "agency" {
		for i := p.own; i < p.head; i++ {
			if s.t.state[s.key(i)] || s.key(i) == "government" && s.key(i+1) == "-" {
				return readout.StateMedia, true
			}
		}
	}
	if !s.capital(p.hi-1) && !s.capital(p.head) {
		return "", false
	}
	if k, ok := newsroom(s.line(p.lo, p.hi)); ok || p.own == p.lo {
		return k, ok
	}
	return newsroom(s.line(p.own, p.hi))
}

// newsroom tells outlets and state media by their names.
func newsroom(text string) (readout.SourceKind, bool) {
	t := strings.TrimPrefix(strings.TrimPrefix(text, "The "), "the ")
	for _, name := range []string{text, t, strings.TrimPrefix(t, "news agency "), strings.TrimSuffix(t, " news agency")} {
		if n, ok := gazetteer.NewsroomByName(name); ok {
			if n.State {
				return readout.StateMedia, true
			}
			return readout.OutletSource, true
		}
	}
	if masthead(t) {
		return readout.OutletSource, true
	}
	return "", false
}

// masthead: a name of capitalised words that ends as names of newspapers and
// stations do.
func masthead(name string) bool {
	words := strings.Fields(name)
	if len(words) < 2 || len(words) > 5 || !lex().in("masthead", strings.ToLower(words[len(words)-1])) {
		return false
	}
	for _, w := range words {
		if w[0] < 'A' || w[0] > 'Z' {
			return false
		}
	}
	return true
}
