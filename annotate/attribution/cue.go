package attribution

import (
	"github.com/readout-project/readout/internal/verb"
)

type voice uint8

const (
	active voice = iota
	gerund
	infinitive
)

// cue is a reporting verb in a unit with its subject.
type cue struct {
	*entry
	from, verb, end int // words [from, end), the verb itself at verb
	voice           voice
	subject         subject
	inverted        bool
}

// cues finds the reporting verbs of a unit, left to right.
func (u *unit) cues() []cue {
	var out []cue
	for i := 0; i < len(u.items); i++ {
		if !u.word(i) || u.items[i].inside {
			continue
		}
		c, ok := u.multiCue(i)
		if !ok {
			c, ok = u.verbCue(i)
		}
		if !ok {
			continue
		}
		out = append(out, c)
		i = c.end - 1
	}
	return out
}

// match finds the longest phrase of m that begins at i.
func (u *unit) match(m map[string][]phrase, i int) (phrase, bool) {
next:
	for _, p := range m[u.key(i)] {
		for k, w := range p.words {
			if u.key(i+k) != w || u.kind(i+k) != word {
				continue next
			}
		}
		return p, true
	}
	return phrase{}, false
}

func (u *unit) multiCue(i int) (cue, bool) {
	p, ok := u.match(u.lex.multi, i)
	if !ok {
		return cue{}, false
	}
	c := cue{entry: p.entry, from: i, verb: i, end: i + len(p.words)}
	c.from = u.auxiliariesLeft(i)
	r, _ := verb.Of(u.key(i))
	switch {
	case r.Form.Has(verb.Ing):
		c.voice = gerund
	case u.key(c.from-1) == "to":
		c.voice = infinitive
	}
	return c, true
}

// auxiliariesLeft is where the auxiliaries and adverbs before the verb at i
// begin.
func (u *unit) auxiliariesLeft(i int) int {
	from := i
	for k := i - 1; k >= 0 && i-k < 8; k-- {
		if u.auxiliary(k) || u.is("negation", k) {
			from = k
			continue
		}
		if u.adverb(k) {
			continue
		}
		break
	}
	// adverbs directly before the verb belong to it: "also said"
	for k := from - 1; k >= 0 && from-k < 3 && u.adverb(k) && k > 0 && u.key(k) != "yesterday" && u.key(k) != "today"; k-- {
		from = k
	}
	return from
}

func (u *unit) verbCue(i int) (cue, bool) {
	e, ok := u.lex.verbs[u.key(i)]
	if !ok || u.items[i].cap && i > 0 {
		return cue{}, false
	}
	form := formOf(e, u.key(i))
	c := cue{entry: e, verb: i, end: i + 1, from: u.auxiliariesLeft(i)}
	be, have := false, false
	for k := c.from; k < i; k++ {
		be = be || u.is("be", k) && u.key(k) != "'s" || u.key(k) == "'s" && u.is("pronoun", k-1)
		have = have || u.is("have", k)
	}
	switch {
	case form.Has(verb.Ing) && be:
	case form.Has(verb.Ing):
		c.voice, c.from = gerund, i
	case form.Has(verb.Participle) && be:
		return cue{}, false // passive: the subject is not who speaks
	case form.Has(verb.Base) && u.key(c.from-1) == "to":
		c.voice = infinitive
	case form.Has(verb.Base) && c.from == i && !u.baseIsVerb(i):
		return cue{}, false
	}
	if e.lemma == "claim" && u.claimsLives(i) || u.nounHere(i, e, form) {
		return cue{}, false
	}
	return c, true
}

func formOf(e *entry, w string) verb.Form {
	switch {
	case w == e.lemma:
		if r, ok := verb.Of(w); ok && r.Base == w {
			return r.Form
		}
		return verb.Base
	case w == verb.ThirdPerson(e.lemma):
		return verb.Third
	}
	if r, ok := verb.Of(w); ok {
		return r.Form
	}
	return verb.Past | verb.Participle
}

// baseIsVerb reports whether the base form at i can be a finite verb.
func (u *unit) baseIsVerb(i int) bool {
	p := i - 1
	return u.is("pronoun", p) && u.key(p) != "he" && u.key(p) != "she" && u.key(p) != "it" || u.plural(p) ||
		u.items[i].key == "put" || u.key(p) == "and" || u.key(p) == "," || u.key(p) == ")"
}

// nounHere reports whether a form that can be a noun or an adjective is one,
// by the words around it.
func (u *unit) nounHere(i int, e *entry, form verb.Form) bool {
	p := u.key(i - 1)
	if u.is("determiner", i-1) || u.is("possessive", i-1) && u.key(i-1) != "'s" {
		return p != "all" && p != "both" && p != "some" && p != "many" && p != "most" && p != "few" && p != "this" && p != "that" || e.takes("noun")
	}
	if p == "'s" && !u.is("pronoun", i-2) {
		return true
	}
	if !e.takes("noun") || !form.Has(verb.Base|verb.Third) || u.auxiliary(i-1) || p == "to" || u.is("pronoun", i-1) {
		return false
	}
	if i == 0 || u.is("preposition", i-1) || u.is("conjunction", i-1) || u.kind(i-1) == mark && p != "," {
		return true
	}
	if form.Has(verb.Base) && e.lemma == u.key(i) && !u.plural(i-1) {
		return true
	}
	return !u.complementFollows(i+1, e)
}

// complementFollows reports whether the words at i begin what a verb takes.
func (u *unit) complementFollows(i int, e *entry) bool {
	switch k := u.key(i); {
	case k == "that", k == "to" && e.takes("to"), k == "for" && e.takes("for"), k == "on" && e.takes("on"), u.quote(i), k == ":", k == `"`:
		return true
	case u.is("determiner", i), u.is("pronoun", i), u.is("possessive", i):
		return true
	case i < len(u.items) && u.items[i].cap && u.word(i):
		return e.takes("np") || e.takes("bare")
	}
	return false
}

// claimsLives: "the storm claimed twenty lives" says nothing.
func (u *unit) claimsLives(i int) bool {
	for k := i + 1; k < len(u.items) && k-i < 7 && u.word(k); k++ {
		if u.is("casualty", k) {
			return true
		}
	}
	return false
}
