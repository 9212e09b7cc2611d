// Package coref finds the mentions of a report in its trees (names, nominals and
// pronouns), says which of them are one entity, and attaches titles and offices
// to persons.
//
// A mention is a word whose Word.Mention has a type, with the noun phrase that it
// heads, drawn as GUM draws it (Zeldes 2017); of a name only the name itself with
// what stands before it. Names that read alike, short names with one bearer,
// initials and appositions are joined by rules, the surest first (Raghunathan et
// al. 2010). Pronouns and nominals are joined by ranking what stands before them
// against each other and against nothing (Denis and Baldridge 2008; Durrett and
// Klein 2013): a linear model over distance, roles, agreement, salience, quotation
// and clause, learned from GUM.
//
// It cannot tell two persons of one full name apart, knows the gender of common
// given names only, resolves no pronoun that stands for several entities that no
// phrase names together, and reads "we" and "you" by their likes alone.
package coref

import (
	"sort"

	"github.com/readout-project/readout"
)

// Find reads the words, sentences and blocks of d. Mentions are in text order,
// outer ones first, and nest; entities are in the order of their first mention.
// What is mentioned once without a name, or by pronouns alone, has no entity (-1).
func Find(d *readout.Document) ([]readout.Mention, []readout.Entity) {
	r := Analyse(d, 0)
	return r.Mentions, r.Entities
}

// Result is what Analyse makes of a document.
type Result struct {
	Mentions []readout.Mention
	Entities []readout.Entity
	// Margins says for each mention how sure its link is, in thousandths of a
	// logit: how far its antecedent lies before the next best other entity, or
	// before none. Links by rule have a margin of 2^20; unlinked mentions 0.
	Margins []int32
	// Groups numbers for each mention the group of mentions that are one thing, from
	// 0 without gaps, also of those that have no entity: the GRP of GUM.
	Groups []int
}

// Analyse is Find with margins. A mention whose best antecedent has a margin below
// least stays unlinked.
func Analyse(d *readout.Document, least int32) Result { return english().Analyse(d, least) }

// Analyse is the same with another model.
func (m *Model) Analyse(d *readout.Document, least int32) Result {
	l := newLinker(d, m)
	l.run(func(i int32, c []candidate) int32 { return l.best(i, c, least) })
	return l.result()
}

func (l *linker) result() Result {
	n := len(l.ms)
	size := make([]int32, n)
	spoken := make([]bool, n) // a name or a nominal is among the mentions
	for i := range l.ms {
		r := l.of(int32(i))
		size[r]++
		spoken[r] = spoken[r] || l.ms[i].kind != readout.Pronoun
	}
	out := Result{}
	number, group := make([]int32, n), make([]int, n)
	groups := 0
	for i := range l.ms {
		x := &l.ms[i]
		r := l.of(int32(i))
		if x.group && size[r] == 1 {
			continue
		}
		typ := x.typ
		if typ == "" {
			if typ = l.ent[r].typ; typ == "" || size[r] == 1 {
				continue // "it" that stands for nothing
			}
		}
		m := readout.Mention{Span: l.span(x.start, x.end), Type: typ, Kind: x.kind, Entity: -1, Reason: l.reason[i]}
		if l.ent[r].named >= 0 && !l.doubtful(r) || size[r] > 1 && spoken[r] {
			if number[r] == 0 {
				out.Entities = append(out.Entities, l.entity(r))
				number[r] = int32(len(out.Entities))
			}
			m.Entity = int(number[r]) - 1
		}
		if m.Entity < 0 && x.kind == readout.Pronoun {
			m.Reason = ""
		}
		out.Mentions = append(out.Mentions, m)
		out.Margins = append(out.Margins, l.margin[i])
		if group[r] == 0 {
			groups++
			group[r] = groups
		}
		out.Groups = append(out.Groups, group[r]-1)
	}
	l.nameAll(&out)
	return out
}

// doubtful reports whether an entity is a lone name that two persons bear.
func (l *linker) doubtful(r int32) bool {
	n := l.ent[r].named
	return n >= 0 && l.reason[n] != "" && l.margin[n] == 0
}

// entity is the entity of root r without its names.
func (l *linker) entity(r int32) readout.Entity {
	e := readout.Entity{Type: l.ent[r].typ}
	if n := l.ent[r].named; n >= 0 {
		e.Name = l.span(l.ms[n].nameLo, l.ms[n].nameHi).Of(l.source)
		e.Code = country(l.ms[n].name)
	}
	for o := l.ent[r].office; o > 0; o = l.offices[o-1].next {
		e.Roles = append(e.Roles, l.offices[o-1].Office)
	}
	sort.Slice(e.Roles, func(a, b int) bool { return e.Roles[a].Span.Start < e.Roles[b].Span.Start })
	return e
}

// nameAll collects the names of each entity; one without any goes by its first
// nominal.
func (l *linker) nameAll(out *Result) {
	seen := map[string]bool{}
	k := 0
	for i := range l.ms {
		x := &l.ms[i]
		if k == len(out.Mentions) || out.Mentions[k].Span != l.span(x.start, x.end) {
			continue
		}
		m := &out.Mentions[k]
		k++
		if m.Entity < 0 {
			continue
		}
		e := &out.Entities[m.Entity]
		if m.Kind == readout.Nominal && e.Name == "" {
			e.Name = m.Of(l.source)
		}
		if m.Kind != readout.Name || x.nameHi <= x.nameLo {
			continue
		}
		name := l.span(x.nameLo, x.nameHi).Of(l.source)
		if key := name + "\x00" + string(rune(m.Entity)); !seen[key] {
			seen[key] = true
			e.Names = append(e.Names, name)
		}
	}
}
