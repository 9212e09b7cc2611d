package statement

import "github.com/readout-project/readout"

// split cuts a run at coordinated clauses: after a comma or a semicolon, where
// both sides have a verb of their own and differ in subject or status.
func (r *reader) split(n run) []run {
	var out []run
	c := r.clause(n)
	from := 0
	for i := 1; i+1 < len(c.terms); i++ {
		next, ok := c.border(i)
		if !ok || !c.hasFinite(from, i) || c.opensSubordinate(from, i) {
			continue
		}
		left := &clause{terms: c.terms[from:i], t: c.t}
		right := &clause{terms: c.terms[next:], t: c.t}
		if left.predicate(0) < 0 || !c.ownSubject(next) && !r.differs(left, right, n) {
			continue
		}
		out = append(out, run{c.terms[from].token, c.terms[i-1].token + 1, n.attribution})
		from = next
	}
	if len(out) == 0 {
		return []run{n}
	}
	return append(out, run{c.terms[from].token, n.last, n.attribution})
}

// border reports whether a coordinated clause may begin at term i, and where
// its words do.
func (c *clause) border(i int) (next int, ok bool) {
	next = i
	comma := c.key(i) == ","
	if comma {
		next++
	}
	if c.key(i) == ";" {
		return i + 1, c.hasFinite(i+1, len(c.terms))
	}
	switch c.key(next) {
	case "and", "but", "yet":
		next++
	case "while", "whereas", "although", "though":
		if !comma {
			return 0, false
		}
		next++
	default:
		return 0, false
	}
	if !comma && c.key(next-1) == "yet" || c.key(next) == "that" {
		return 0, false
	}
	own := c.ownSubject(next)
	shared := c.sharedPredicate(next)
	return next, comma && own || comma && shared || !comma && (own && c.personalSubject(next) || shared && c.auxiliary(next))
}

// ownSubject reports whether a clause with a subject of its own begins at i.
func (c *clause) ownSubject(i int) bool {
	if i >= len(c.terms) || c.finite(i) || c.adverb(i) && c.finite(i+1) || c.is("preposition", i) || c.key(i) == "to" || c.reading(i).Form != 0 && !c.terms[i].cap && !c.plural(i) {
		return false
	}
	for k := i + 1; k < len(c.terms) && k-i < 14; k++ {
		if c.finite(k) && !c.inRelative(k) {
			return true
		}
		if c.key(k) == "," || c.key(k) == ";" {
			return false
		}
	}
	return false
}

func (c *clause) personalSubject(i int) bool {
	return c.is("pronoun", i) || c.is("determiner", i) || c.terms[i].cap
}

// sharedPredicate: "but went ahead": a finite verb at once.
func (c *clause) sharedPredicate(i int) bool {
	for c.adverb(i) {
		i++
	}
	return c.finite(i)
}

// opensSubordinate reports whether the clause that begins at from opens with a
// subordinating word and its main clause has not come before item i.
func (c *clause) opensSubordinate(from, i int) bool {
	sub := &clause{terms: c.terms[from:i], t: c.t}
	switch sub.key(0) {
	case "if", "unless", "once", "provided", "should", "had":
		return true
	case "while", "although", "though", "when", "because", "since", "whereas", "after", "before", "as", "despite", "until", "without", "far":
		return sub.skipSubordinate(0) == 0
	}
	return false
}

// differs reports whether two clauses that share a subject say something of
// different status.
func (r *reader) differs(left, right *clause, n run) bool {
	at := setting{attributed: n.attribution >= 0}
	return left.status(at).status != right.status(at).status
}

// speech says whether the speaker of an attribution is reported to have
// spoken: a negated cue did not, a coming one is expected to.
func (v *voices) speech(a *readout.Attribution) readout.Status {
	for _, s := range a.Cue {
		c := v.clauseOf(s)
		for i := range c.terms {
			switch {
			case c.is("negation", i) && c.key(i) != "only":
				return readout.DidNotHappen
			case c.key(i) == "will" || c.key(i) == "would" || c.key(i) == "expected":
				return readout.Expected
			case c.is("modal", i):
				return readout.Possible
			}
		}
	}
	return readout.Happened
}
