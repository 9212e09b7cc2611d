package statement

import (
	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/verb"
)

// split cuts a run at coordinated clauses: after a comma or a semicolon, where
// both sides have a verb of their own and differ in subject or status.
func (r *reader) split(n run) []run {
	if n.gap.last > n.gap.first {
		return []run{n}
	}
	var out []run
	c := r.clause(n)
	from, start := 0, n.first
	for i := 1; i+1 < len(c.terms); i++ {
		next, ok := c.border(i)
		if !ok || !c.hasFinite(from, i) || c.opensSubordinate(from, i) || c.hanging(from, i) || c.series(from, i) {
			continue
		}
		left := &clause{terms: c.terms[from:i], t: c.t}
		right := &clause{terms: c.terms[next:], t: c.t}
		if left.predicate(0) < 0 || !c.ownSubject(next) && !r.differs(left, right) {
			continue
		}
		out = append(out, run{first: start, last: r.closing(c.terms[i-1].token+1, n.last), attribution: n.attribution})
		from, start = next, r.opening(c.terms[next].token, c.terms[i].token)
	}
	if len(out) == 0 {
		return []run{n}
	}
	return append(out, run{first: start, last: n.last, attribution: n.attribution})
}

// closing and opening take in the quotation marks at a border.
func (r *reader) closing(t, last int) int {
	if t < last && r.quoteMark(t) && !r.spaceBefore(t) {
		return t + 1
	}
	return t
}

func (r *reader) opening(t, first int) int {
	if t-1 > first && r.quoteMark(t-1) && r.spaceBefore(t-1) {
		return t - 1
	}
	return t
}

func (r *reader) quoteMark(t int) bool {
	k := fold.Line(r.d.Tokens[t].Of(r.d.Report.Source))
	return r.d.Tokens[t].Kind == readout.PunctToken && (k == `"` || k == "''")
}

func (r *reader) spaceBefore(t int) bool {
	return t == 0 || r.d.Tokens[t-1].End < r.d.Tokens[t].Start
}

// hanging: the words before item i end in a clause that has no verb yet
// ("noted that talks | and the settlement must").
func (c *clause) hanging(from, i int) bool {
	for k := i - 1; k > from; k-- {
		if c.finite(k) {
			return false
		}
		switch c.key(k) {
		case "that", "which", "who", "whose", "whether", "if", "when", "where", "what", "how", "because", "while", "before", "after":
			return true
		}
	}
	return false
}

// series: item i is the comma before the last member of "A, B, and C".
func (c *clause) series(from, i int) bool {
	if c.key(i) != "," {
		return false
	}
	for k := i - 1; k > from && i-k < 7; k-- {
		if c.key(k) == "," {
			return true
		}
		if c.finite(k) {
			return false
		}
	}
	return false
}

// border reports whether a coordinated clause may begin at term i, and where
// its words do.
func (c *clause) border(i int) (next int, ok bool) {
	next = i
	comma := c.key(i) == ","
	if c.key(i-1) == "," {
		return 0, false // judged at the comma
	}
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
	if !comma && c.key(next-1) == "yet" {
		return 0, false
	}
	if c.key(next) == "that" {
		return next + 1, c.ownSubject(next + 1)
	}
	own := c.ownSubject(next)
	shared := c.sharedPredicate(next)
	return next, comma && own || comma && shared || !comma && (own && c.personalSubject(next) && c.strictSubject(next) || shared && c.auxiliary(next))
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
	return c.finite(i) && c.key(i) != "do" && c.key(i) != "have" && !(c.reading(i).Form.Has(verb.Base) && !c.reading(i).Form.Has(verb.Past))
}

// strictSubject: the verb behind the subject at i is no participle.
func (c *clause) strictSubject(i int) bool {
	for k := i + 1; k < len(c.terms) && k-i < 14; k++ {
		if c.finite(k) && !c.inRelative(k) {
			r := c.reading(k)
			return c.auxiliary(k) || !r.Form.Has(verb.Participle) || !c.is("preposition", k+1)
		}
	}
	return false
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
func (r *reader) differs(left, right *clause) bool {
	return r.readClause(left).status != r.readClause(right).status
}
