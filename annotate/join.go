package annotate

import (
	"slices"
	"sort"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/coref"
	"github.com/readout-project/readout/gazetteer"
)

// sure is the margin from which a link of coref counts, in thousandths of a
// logit: nine in ten pronouns and nominals above it are right (docs/models/coref.md).
const sure = 1000

// join makes one layer of the names that rules have found and of what the trees
// add: nominals and pronouns, their links where they are sure, and offices. The
// rules decide what is a name and which names are one; an entity of the trees
// whose names belong to two of theirs lends them nothing.
func join(source string, mentions []readout.Mention, entities []readout.Entity, r coref.Result) ([]readout.Mention, []readout.Entity) {
	j := joiner{source: source, mentions: mentions, entities: slices.Clone(entities)}
	j.of = j.match(r)
	for i, m := range r.Mentions {
		j.add(m, r.Margins[i])
	}
	j.offices(r)
	sort.SliceStable(j.added, func(a, b int) bool { return before(j.added[a], j.added[b]) })
	return merge(j.mentions, j.added), j.entities
}

type joiner struct {
	source   string
	mentions []readout.Mention // of the rules
	entities []readout.Entity
	of       []int // for an entity of the trees, that of the rules; -1
	added    []readout.Mention
}

// Two entities of the trees and the rules are one where their names stand in the
// same places.
const several = -2

func (j *joiner) match(r coref.Result) []int {
	of := make([]int, len(r.Entities))
	for i := range of {
		of[i] = -1
	}
	for _, m := range r.Mentions {
		if m.Kind != readout.Name || m.Entity < 0 || of[m.Entity] == several {
			continue
		}
		for _, n := range j.overlapping(m.Span) {
			x := j.mentions[n]
			if x.Kind != readout.Name || x.Entity < 0 {
				continue
			}
			switch {
			case of[m.Entity] < 0:
				of[m.Entity] = x.Entity
			case of[m.Entity] != x.Entity:
				of[m.Entity] = several
			}
		}
	}
	for i, e := range of {
		if e >= 0 && j.entities[e].Type != r.Entities[i].Type {
			of[i] = several
		}
	}
	return of
}

// overlapping are the mentions of the rules that share words with a span.
func (j *joiner) overlapping(s readout.Span) []int {
	i := sort.Search(len(j.mentions), func(i int) bool { return j.mentions[i].Start >= s.Start })
	for i > 0 && j.mentions[i-1].End > s.Start {
		i--
	}
	var out []int
	for ; i < len(j.mentions) && j.mentions[i].Start < s.End; i++ {
		if j.mentions[i].End > s.Start {
			out = append(out, i)
		}
	}
	return out
}

// add takes a nominal or pronoun of the trees over: to a mention that the rules
// have left open it lends its entity, where there is none it stands by itself.
func (j *joiner) add(m readout.Mention, margin int32) {
	if m.Kind == readout.Name {
		return
	}
	m.Entity, m.Reason = j.entity(m, margin)
	for _, i := range j.overlapping(m.Span) {
		x := &j.mentions[i]
		if x.Kind != m.Kind || x.Start != m.Start && x.End != m.End {
			continue
		}
		if x.Entity < 0 && m.Entity >= 0 {
			x.Entity, x.Reason = m.Entity, m.Reason
		}
		return
	}
	if m.Entity < 0 && m.Reason == "" {
		m.Reason = "not resolved"
	}
	j.added = append(j.added, m)
}

// pronouns of one gender, and the given names that forbid them.
var forbids = map[string]gazetteer.Class{
	"he": gazetteer.GivenFemale, "him": gazetteer.GivenFemale, "his": gazetteer.GivenFemale, "himself": gazetteer.GivenFemale,
	"she": gazetteer.GivenMale, "her": gazetteer.GivenMale, "hers": gazetteer.GivenMale, "herself": gazetteer.GivenMale,
}

// gainsays reports whether a person's full name begins with a given name of the
// other gender than the pronoun shows. The trees may know the person by surname
// only.
func gainsays(pronoun, name string) bool {
	first, _, several := strings.Cut(name, " ")
	wrong := forbids[strings.ToLower(pronoun)]
	const both = gazetteer.GivenMale | gazetteer.GivenFemale
	return several && wrong != 0 && gazetteer.Classes(first)&both == wrong
}

// entity is the entity of the rules that a mention of the trees is linked to, and
// the reason; -1 with the reason why not.
func (j *joiner) entity(m readout.Mention, margin int32) (int, string) {
	if m.Entity < 0 {
		return -1, m.Reason
	}
	to := j.of[m.Entity]
	switch {
	case margin < sure:
		return -1, "not sure: " + m.Reason
	case to == several:
		return -1, "left open, the trees give it two names: " + m.Reason
	case to < 0:
		return -1, "without a name: " + m.Reason
	case m.Kind == readout.Pronoun && gainsays(m.Of(j.source), j.entities[to].Name):
		return -1, "left open, against the given name: " + m.Reason
	}
	return to, m.Reason
}

// offices adds the offices that the trees attach to a person and the rules have
// missed.
func (j *joiner) offices(r coref.Result) {
	for i, e := range r.Entities {
		to := j.of[i]
		if to < 0 || e.Type != readout.Person {
			continue
		}
		roles := slices.Clone(j.entities[to].Roles)
		for _, o := range e.Roles {
			o = plainOffice(o, roles)
			if !slices.ContainsFunc(roles, func(x readout.Office) bool { return x.Span.Start < o.Span.End && o.Span.Start < x.Span.End }) {
				roles = append(roles, o)
			}
		}
		sort.SliceStable(roles, func(a, b int) bool { return roles[a].Span.Start < roles[b].Span.Start })
		j.entities[to].Roles = roles
	}
}

// plainOffice is an office as the rules write it: "Foreign Minister" of
// "Norlandish" and not "Norlandish Foreign Minister", where the word before is
// of a country or the person is known to hold the rest.
func plainOffice(o readout.Office, known []readout.Office) readout.Office {
	word, rest, ok := strings.Cut(o.Title, " ")
	if !ok || o.Of != "" {
		return o
	}
	_, sense, country := gazetteer.CountryOf(word)
	country = country && sense == gazetteer.Adjective
	if country || slices.ContainsFunc(known, func(x readout.Office) bool { return x.Title == rest }) {
		o.Of, o.Title = word, rest
		o.Span.Start = o.Span.End - len(rest)
	}
	return o
}

func before(a, b readout.Mention) bool {
	return a.Start < b.Start || a.Start == b.Start && a.End > b.End
}

// merge keeps two sorted layers in the order of the text, outer mentions first.
func merge(a, b []readout.Mention) []readout.Mention {
	out := make([]readout.Mention, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if before(b[0], a[0]) {
			out, b = append(out, b[0]), b[1:]
		} else {
			out, a = append(out, a[0]), a[1:]
		}
	}
	return append(append(out, a...), b...)
}
