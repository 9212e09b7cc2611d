package attribution

import "github.com/readout-project/readout/internal/verb"

// breaks are the items at which a content that began before must end, because
// another attribution of the same level begins there.
func (u *unit) breaks(cues []cue) []int {
	var out []int
	cut := func(i int) {
		if u.key(i-1) == "," {
			i--
		}
		out = append(out, i)
	}
	for n := range cues {
		c := &cues[n]
		switch {
		case c.voice == gerund:
			if c.speech() && u.breakBeforeGerund(c) {
				cut(u.backOverAdverbs(c.verb))
			}
		case c.subject.shared && c.speech() && c.voice == active && u.sharedBreak(c):
			cut(c.from - 1)
		case c.subject.ok && c.speech() && c.voice == active && c.subject.who < 0:
			if p := u.clauseBefore(c); p >= 0 {
				cut(p)
			}
		}
	}
	return out
}

func (u *unit) backOverAdverbs(i int) int {
	for i > 0 && u.adverb(i-1) {
		i--
	}
	return i
}

func (u *unit) breakBeforeGerund(c *cue) bool {
	p := u.backOverAdverbs(c.verb) - 1
	if u.key(p) != "," {
		if c.lemma == "say" && p > 0 && (u.key(c.end) == "that" || u.quote(c.end) || u.clauseAt(c.end, u.end())) {
			return true
		}
		return p > 0 && (u.is("conjunction", p) || u.is("subordinator", p)) && u.key(p-1) == ","
	}
	k := u.key(c.end)
	return k == "that" || u.quote(c.end) || k == ":" || k == "," || k == `"` || u.clauseAt(c.end, u.end()) || c.takes("hearer") || c.takes("np")
}

// sharedBreak: "and added that", "but said the".
func (u *unit) sharedBreak(c *cue) bool {
	form := formOf(c.entry, u.key(c.verb))
	if !form.Has(verb.Past | verb.Third) {
		return false
	}
	k := u.key(c.end)
	return k == "that" || u.quote(c.end) || k == ":" || k == `"` || c.takes("hearer") || c.takes("np") && u.nounPhraseAt(c.end) ||
		c.takes("to") && k == "to" || u.clauseAt(c.end, u.end())
}

// clauseBefore is the item of the word that opens the clause of a cue with its
// own subject, after the content of another: "..., but Y said". -1 where the
// clause stands inside that content.
func (u *unit) clauseBefore(c *cue) int {
	p := c.subject.from - 1
	for p > 0 && (u.adverb(p) || u.is("opener", p) && u.key(p) != "but" && u.key(p) != "and") {
		p--
	}
	if p <= 0 {
		return -1
	}
	switch k := u.key(p); {
	case k == ";":
		return p
	case k == "and" || k == "but" || k == "while" || k == "although" || k == "though" || k == "whereas" || k == "yet":
		if u.key(c.end) == "that" && k == "and" && u.key(p-1) != "," && c.class == "believe" {
			return -1
		}
		return p
	case k == ",":
		if u.trailing(c) {
			return p
		}
	case k == `"` && u.trailing(c), u.quote(p):
		return p + 1
	}
	return -1
}

// trailing reports whether nothing but an adjunct follows the cue, so that its
// content stands before it.
func (u *unit) trailing(c *cue) bool {
	r := u.right(c, u.end())
	return !r.ok() && !r.colon && (r.adjunct >= u.end() || u.key(r.adjunct) == ",")
}

// limitFrom is where a content that begins at from ends: at the first break
// after it or at the end of the unit.
func (u *unit) limitFrom(from int, breaks []int) int {
	limit := u.end()
	for _, b := range breaks {
		if b > from && b < limit {
			limit = b
		}
	}
	return limit
}

// fence is where a content that begins at from must end because its cue stands
// in a clause that ends there: "If X says A, B", "X, who says A, did B".
func (u *unit) fence(c *cue, from, limit int) int {
	if c.inverted || !c.subject.ok {
		return limit
	}
	relative := c.subject.who >= 0
	if !relative && !u.subordinate(c.subject.from) {
		return limit
	}
	enclosed := relative && u.key(c.subject.who-1) == ","
	for i := from; i < limit; i++ {
		switch {
		case u.key(i) != ",":
			continue
		case enclosed, u.key(i+1) == "," || u.finite(i+1, false):
			return i
		case !relative && (u.clauseAt(i+1, u.end()) || u.quote(i+1)) && !u.is("conjunction", i+1):
			return i
		}
	}
	return limit
}

// subordinate reports whether the clause whose subject begins at i opens the
// unit, or a part of it, with a subordinating word.
func (u *unit) subordinate(i int) bool {
	for i > 0 && u.adverb(i-1) {
		i--
	}
	switch u.key(i - 1) {
	case "if", "while", "although", "though", "when", "because", "since", "whereas", "unless", "once", "after", "before", "as":
		return i-1 == 0 || u.key(i-2) == "," || u.is("conjunction", i-2) || u.key(i-2) == "-"
	}
	return false
}
