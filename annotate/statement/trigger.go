package statement

import (
	"strings"

	"github.com/readout-project/readout/internal/verb"
)

// trigger is the first row that matches at the predicate; start is the term it
// begins at.
func (c *clause) trigger(g group) (t *trigger, start int, ok bool) {
	for i := g.first; i <= g.main && i < len(c.terms); i++ {
		for k := range c.t.triggers {
			if t := &c.t.triggers[k]; t.adverbial && c.matches(t, i) {
				return t, i, true
			}
		}
	}
	for i := g.first; i <= g.main+2 && i < len(c.terms); i++ {
		for k := range c.t.triggers {
			t := &c.t.triggers[k]
			if i > g.main && !c.chained(g.main, i) {
				continue
			}
			if c.matches(t, i) {
				return t, i, true
			}
		}
	}
	return nil, 0, false
}

// chained: behind the main verb only its infinitive or its noun counts.
func (c *clause) chained(main, i int) bool {
	for k := main + 1; k <= i && k < len(c.terms); k++ {
		if !c.adverb(k) && c.key(k) != "to" && c.key(k) != "be" {
			return k == i && c.key(k-1) == "to"
		}
	}
	return false
}

func (c *clause) matches(t *trigger, i int) bool {
	for n, alts := range t.pattern {
		for n > 0 && c.adverb(i) && !c.anyOf(alts, i) && i < len(c.terms) {
			i++
		}
		if !c.anyOf(alts, i) {
			return false
		}
		i++
	}
	return true
}

func (c *clause) anyOf(alts []element, i int) bool {
	for _, e := range alts {
		if e.rest == "" && i >= len(c.terms) {
			continue
		}
		if c.fits(e, i) {
			return true
		}
	}
	return false
}

func (c *clause) fits(e element, i int) bool {
	switch {
	case e.rest == "$":
		return i >= len(c.terms) || !c.terms[i].word
	case e.rest != "":
		for k := i; k < len(c.terms) && k-i < 8; k++ {
			if c.key(k) == e.rest {
				return true
			}
		}
		return false
	case e.class != "":
		return c.is(e.class, i) || e.class == "be" && c.key(i) == "'s" && c.is("pronoun", i-1)
	case e.lemma != "":
		r, ok := verb.Of(c.key(i))
		return ok && r.Base == e.lemma && !c.is("determiner", i-1) && (r.Form.Has(verb.Participle|verb.Ing) || !c.is("be", i-1))
	case e.verb && e.form != 0:
		return c.reading(i).Form.Has(e.form)
	case e.verb:
		return c.reading(i).Form != 0
	}
	return c.key(i) == e.word || strings.EqualFold(c.key(i), e.word)
}
