package attribution

import (
	"sort"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
)

// describe sets entity, kind, number and stated access of a source.
func (r *reader) describe(u *unit, f *found, a *readout.Attribution) {
	a.Entity = -1
	if !f.source.ok {
		a.Kind = readout.Unnamed
		if f.entry == silenceEntry {
			a.Kind = readout.NoAnswer
		}
		return
	}
	from, to := f.source.from, f.source.to
	if from >= to { // a relative pronoun alone
		from, to = f.source.who, f.source.who+1
	}
	head := u.headEnd(from, to)
	office := [2]int{from, head}
	m, named := r.mention(u.span(from, head))
	if name := u.nameBehind(head, to); !named && name >= 0 {
		if m, named = r.mention(u.span(name, u.headEnd(name, to))); named {
			from, head = name, u.headEnd(name, to)
		}
	}
	if m >= 0 {
		a.Entity = r.d.Mentions[m].Entity
	}
	a.Kind = r.kind(u, who{
		name: [2]int{from, head}, office: office, mention: m, named: named, reports: f.entry.lemma == "report",
	})
	if u.contains(from, head, "and") && r.names(u.span(from, head)) > 1 {
		a.Entity = -1 // two speak together: no one entity is the source
	}
	if a.Kind == readout.Unnamed || a.Kind == readout.UnnamedOfficial || a.Kind == readout.Group {
		a.Count = u.count(from, head)
		if a.Count > 0 || !u.is("determiner", from) {
			a.Entity = -1
		}
	}
	a.Access = u.access(f, from, to)
	if a.Kind == readout.Group && (!a.Access.Empty() || a.Count > 0 && (u.headNoun(from, head) == "people" || u.headNoun(from, head) == "persons")) {
		a.Kind = readout.Unnamed
	}
	if f.entry == silenceEntry {
		a.Kind = readout.NoAnswer
	}
}

// headEnd is where the head of a source ends: before the first preposition,
// comma, relative clause or participle.
func (u *unit) headEnd(from, to int) int {
	for i := from + 1; i < to; i++ {
		k := u.key(i)
		switch {
		case u.kind(i) == mark && k != "-" && k != "'" && k != `"` && k != "&" && k != ".", u.is("relative", i), u.lex.access[k]:
			return i
		case u.is("preposition", i) && !u.items[i].cap && !(k == "of" && u.titleOf(i, to)):
			return i
		}
	}
	return to
}

// titleOf: "the Ministry of Health", "Bank of England": the name goes on.
func (u *unit) titleOf(i, to int) bool {
	return i+1 < to && u.items[i-1].cap && (u.items[i+1].cap || u.is("determiner", i+1) && i+2 < to && u.items[i+2].cap)
}

// mention finds the mention that the head of a source is: the last one that
// ends in it, names first.
func (r *reader) mention(head readout.Span) (index int, named bool) {
	index = -1
	ms := r.byStart
	lo := sort.Search(len(ms), func(i int) bool { return r.d.Mentions[ms[i]].Start >= head.Start })
	for k := lo; k < len(ms) && r.d.Mentions[ms[k]].Start < head.End; k++ {
		m := r.d.Mentions[ms[k]]
		if m.End > head.End || m.Kind != readout.Name && m.End != head.End || r.possessive(m.End) {
			continue
		}
		switch {
		case m.Kind == readout.Name && m.Type == readout.Person:
			index, named = ms[k], true
		case m.Kind == readout.Name && !named && m.End == head.End:
			index = ms[k]
		case m.Kind != readout.Name && index < 0 && (m.Start == head.Start || m.End == head.End):
			index = ms[k]
		}
	}
	return index, named
}

// who is what is known of a source when its kind is asked: the items of its
// name and of the words that give its office, its mention (-1), whether that is
// a person's name, and whether its cue is "reported".
type who struct {
	name, office   [2]int
	mention        int
	named, reports bool
}

func (r *reader) kind(u *unit, w who) readout.SourceKind {
	from, head, m := w.name[0], w.name[1], w.mention
	text := u.span(from, head).Of(r.d.Report.Source)
	if k, ok := newsroom(text); ok {
		return k
	}
	if u.is("pronoun", from) && head-from == 1 {
		return r.pronounKind(u, from, m)
	}
	noun := u.headNoun(from, head)
	indefinite := u.key(from) == "a" || u.key(from) == "an" || numbers[u.key(from)] > 0 || u.plural(head-1)
	if w.named && !indefinite {
		return r.personKind(u, w)
	}
	switch k := u.lex.sources[noun]; {
	case k == "unnamed-official" && !indefinite && u.capsAtEnd(from, head):
		return readout.Official
	case k != "":
		return readout.SourceKind(k)
	}
	if m >= 0 {
		switch r.d.Mentions[m].Type {
		case readout.Person:
			return r.personKind(u, w)
		case readout.Organization, readout.Place:
			return readout.Body
		}
	}
	switch {
	case u.key(from) == "who" || u.key(from) == "they":
		return readout.Group
	case m < 0 && w.reports && u.capsAtEnd(from, head) && !r.surnames[u.key(head-1)]:
		return readout.OutletSource // no person or body of the report: "X reported"
	case u.capsAtEnd(from, head):
		return readout.NamedPerson
	case u.plural(head - 1):
		return readout.Group
	}
	return readout.Unnamed
}

func (r *reader) pronounKind(u *unit, i, m int) readout.SourceKind {
	if m >= 0 && r.d.Mentions[m].Entity >= 0 {
		e := r.d.Entities[r.d.Mentions[m].Entity]
		switch {
		case e.Type == readout.Person && len(e.Roles) > 0:
			return readout.Official
		case e.Type == readout.Organization, e.Type == readout.Place:
			return readout.Body
		}
		return readout.NamedPerson
	}
	switch u.key(i) {
	case "they", "we":
		return readout.Group
	case "he", "she":
		return readout.NamedPerson
	}
	return readout.Unnamed
}

// personKind: a person with an office, in the words or in the report, speaks
// in it.
func (r *reader) personKind(u *unit, w who) readout.SourceKind {
	m := w.mention
	if m >= 0 && r.d.Mentions[m].Entity >= 0 && len(r.d.Entities[r.d.Mentions[m].Entity].Roles) > 0 {
		return readout.Official
	}
	for _, part := range [][2]int{w.name, w.office} {
		for i := part[0]; i < part[1]; i++ {
			if u.lex.sources[u.key(i)] == "unnamed-official" {
				return readout.Official
			}
		}
	}
	return readout.NamedPerson
}

// headNoun is the last word of the head, or of what stands before "of".
func (u *unit) headNoun(from, head int) string {
	for i := from + 1; i < head; i++ {
		if u.key(i) == "of" {
			head = i
			break
		}
	}
	for i := head - 1; i >= from; i-- {
		if u.word(i) && u.key(i) != "'s" {
			return u.key(i)
		}
	}
	return ""
}

func (u *unit) capsAtEnd(from, head int) bool {
	return head > from && u.items[head-1].cap && u.word(head-1) && !(head-1 == 0 && u.is("determiner", 0))
}

// newsroom tells outlets and state media by their names.
func newsroom(text string) (readout.SourceKind, bool) {
	t := strings.TrimPrefix(strings.TrimPrefix(text, "The "), "the ")
	l := strings.ToLower(t)
	if strings.Contains(l, "state media") || strings.Contains(l, "state television") || strings.Contains(l, "state tv") ||
		strings.Contains(l, "state news agency") || strings.Contains(l, "state-run") || strings.Contains(l, "state broadcaster") ||
		strings.Contains(l, "state radio") {
		return readout.StateMedia, true
	}
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

// count is the number of sources as stated: "two officials", "a diplomat".
func (u *unit) count(from, head int) int {
	for i := from; i < head && i < from+3; i++ {
		k := u.key(i)
		if n := numbers[k]; n > 0 {
			return n
		}
		if len(k) == 1 && k[0] >= '2' && k[0] <= '9' {
			return int(k[0] - '0')
		}
	}
	if noun := u.lex.sources[u.headNoun(from, head)]; (u.key(from) == "a" || u.key(from) == "an") && (noun == "unnamed" || noun == "unnamed-official") {
		return 1
	}
	return 0
}

// access is the stated access of a source, verbatim.
func (u *unit) access(f *found, from, to int) readout.Span {
	for i := from; i < to; i++ {
		if start := u.accessAt(i, from); start >= 0 {
			return u.span(start, u.accessEnd(start, to))
		}
	}
	limit := min(f.cue[1]+14, u.end())
	for i := f.cue[1]; i < limit; i++ {
		if u.quote(i) || u.key(i) == "that" {
			break
		}
		if u.anonymity(i) >= 0 {
			start := u.anonymity(i)
			if start < f.cue[1] {
				start = f.cue[1]
			}
			return u.span(start, u.accessEnd(start, u.end()))
		}
	}
	return readout.Span{}
}

// accessAt is where a stated access begins that item i is the plainest word
// of; -1 for none.
func (u *unit) accessAt(i, from int) int {
	k := u.key(i)
	switch {
	case i > from && u.lex.access[k]:
		if u.is("relative", i-1) || u.auxiliary(i-1) && u.is("relative", i-2) {
			return i
		}
		return i
	case k == "knowledge" && u.key(i+1) == "of":
		for s := i; s > from && i-s < 4; s-- {
			if u.key(s) == "with" {
				return s
			}
		}
	case k == "who" && u.key(i+1) == "attended", k == "who" && u.key(i+1) == "took" && u.key(i+2) == "part":
		return i + 1
	}
	return u.anonymity(i)
}

// anonymity is where "who spoke on condition of anonymity" and its like begin.
func (u *unit) anonymity(i int) int {
	switch {
	case u.key(i) == "anonymity" || u.key(i) == "anonymously":
		for s := i; s >= 0 && i-s < 8; s-- {
			if u.key(s) == "speaking" || u.key(s) == "spoke" || u.key(s) == "who" && u.key(s+1) != "spoke" {
				return s
			}
		}
		if u.key(i-2) == "condition" && u.key(i-3) == "on" {
			return i - 3
		}
	case u.key(i) == "authorized" || u.key(i) == "authorised":
		for s := i; s >= 0 && i-s < 5; s-- {
			if u.key(s) == "not" {
				return s
			}
		}
	case u.key(i) == "named" && u.key(i-1) == "be" && u.key(i-3) == "not":
		for s := i; s >= 0 && i-s < 7; s-- {
			if k := u.key(s); k == "asked" || k == "asking" || k == "declined" || k == "requested" {
				return s
			}
		}
	}
	return -1
}

func (u *unit) accessEnd(start, to int) int {
	for i := start + 1; i < to; i++ {
		if k := u.key(i); k == "," || k == ";" || u.quote(i) || u.kind(i) == mark && k != "-" && k != "'" {
			return i
		}
	}
	return to
}

// names is the number of names of persons and bodies in a span.
func (r *reader) names(s readout.Span) int {
	n, end := 0, -1
	ms := r.byStart
	lo := sort.Search(len(ms), func(i int) bool { return r.d.Mentions[ms[i]].Start >= s.Start })
	for k := lo; k < len(ms) && r.d.Mentions[ms[k]].Start < s.End; k++ {
		m := r.d.Mentions[ms[k]]
		if m.Kind == readout.Name && m.Start >= end && (m.Type == readout.Person || m.Type == readout.Organization) {
			n, end = n+1, m.End
		}
	}
	return n
}

// possessive reports whether a possessive mark follows at p: the mention before
// it is whose, not who.
func (r *reader) possessive(p int) bool {
	t := sort.Search(len(r.d.Tokens), func(i int) bool { return r.d.Tokens[i].Start >= p })
	if t >= len(r.d.Tokens) || r.d.Tokens[t].Start != p {
		return false
	}
	k := fold.Line(r.d.Tokens[t].Of(r.d.Report.Source))
	return k == "'s" || k == "'"
}

// nameBehind is where a name explains a source without one: "her lawyer, X",
// "a spokesman for the ministry, X"; -1.
func (u *unit) nameBehind(head, to int) int {
	for i := head; i+1 < to && i-head < 8; i++ {
		if u.key(i) == "," && u.items[i+1].cap && u.word(i+1) {
			return i + 1
		}
		if u.finite(i, true) {
			break
		}
	}
	return -1
}
