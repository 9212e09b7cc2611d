package attribution

import (
	"github.com/readout-project/readout/internal/verb"
)

// content is what a cue governs on one side of it.
type content struct {
	from, to int // items [from, to); empty where there is none
	cueEnd   int // where the cue ends, a preposition of its own included
	adjunct  int // end of what stands between cue and content
	rule     string
	colon    bool // the unit ends in a colon: what follows is the content
}

func (c content) ok() bool { return c.from < c.to }

// right reads the content after a cue, up to item limit.
func (u *unit) right(c *cue, limit int) content {
	out := content{cueEnd: c.end, adjunct: c.end}
	j := c.end
	if r, ok := u.governed(c, limit); ok {
		return r
	}
	if c.takes("hearer") {
		j = u.skipHearer(j, limit)
	}
	k := u.skipAdverbs(j, limit)
	if r, ok := u.opens(c, k, limit, out); ok {
		return r
	}
	if k == j && c.takes("to") && u.key(j) == "to" && u.infinitiveAt(j) {
		out.from, out.to, out.rule = j, limit, "to"
		return out
	}
	if c.class == "refuse" {
		return out
	}
	if far := u.skipAdjuncts(c, k, limit); far > k {
		if r, ok := u.opens(c, far, limit, out); ok {
			return r
		}
		out.adjunct = far
		if u.key(far) == ":" && far+1 >= limit {
			out.colon = true
		}
		return out
	}
	out.adjunct = k
	if k < limit && c.takes("bare") && u.clauseAt(k, limit) && (!c.takes("np") || u.hasSureFinite(k+1, limit)) {
		out.from, out.to, out.rule = k, limit, "bare clause"
		return out
	}
	if (c.takes("np") || c.takes("name")) && k < limit && u.nounPhraseAt(k) {
		out.from, out.to, out.rule = k, u.objectEnd(k, limit), "object"
	}
	return out
}

// governed reads a content behind the cue's own preposition: "called for X".
func (u *unit) governed(c *cue, limit int) (content, bool) {
	switch k := u.key(c.end); k {
	case "for", "on", "of", "about", "against", "with", "in", "as":
		if !c.takes(k) || c.end+1 >= limit || !u.nounPhraseAt(c.end+1) && !u.gerundAt(c.end+1) {
			return content{}, false
		}
		if k == "on" && c.lemma == "call" && !u.contains(c.end, limit, "to") {
			return content{}, false
		}
		if k == "on" && u.is("time", c.end+1) {
			return content{}, false
		}
		return content{cueEnd: c.end + 1, adjunct: c.end + 1, from: c.end + 1, to: u.objectEnd(c.end+1, limit), rule: "object"}, true
	}
	return content{}, false
}

func (u *unit) gerundAt(i int) bool {
	r, ok := verb.Of(u.key(i))
	return ok && r.Form.Has(verb.Ing)
}

func (u *unit) contains(from, to int, key string) bool {
	for i := from; i < to; i++ {
		if u.key(i) == key {
			return true
		}
	}
	return false
}

// opens reports whether a content plainly begins at k.
func (u *unit) opens(c *cue, k, limit int, out content) (content, bool) {
	out.adjunct = k
	key := u.key(k)
	switch {
	case k >= limit:
		if key == ":" {
			out.colon = true
			return out, true
		}
		return out, false
	case key == "that" && c.takes("that") && k+1 < limit && !u.finite(k+1, true):
		out.from, out.to, out.rule = k, limit, "that"
	case (key == "whether" || key == "if" && c.class == "ask" || c.class == "ask" && (key == "how" || key == "why" || key == "what")) && c.takes("whether"):
		out.from, out.to, out.rule = k, limit, "whether"
	case u.quote(k) && c.takes("quote"):
		out.from, out.to, out.rule = k, u.quoteEnd(k, limit), "quotation"
	case (key == "," || key == ":") && u.quote(k+1) && c.takes("quote") && k+1 < limit:
		out.from, out.to, out.rule = k+1, u.quoteEnd(k+1, limit), "quotation"
	case key == ":" && k+1 >= limit:
		out.colon = true
	case key == ":" && c.takes("quote") && u.hasFinite(k+1, limit):
		out.from, out.to, out.rule = k+1, limit, "colon"
	case key == `"` && (c.takes("quote") || c.takes("np") || c.takes("name")):
		out.from, out.to, out.rule = k, limit, "quoted words"
	case key == "," && c.takes("that"):
		return u.afterAside(k, limit, out)
	default:
		return out, false
	}
	return out, true
}

// quoteEnd is where the content that begins with a quotation at k ends: with
// it, or where more quotations are joined to it.
func (u *unit) quoteEnd(k, limit int) int {
	end := k + 1
	for end+1 < limit && (u.is("conjunction", end) || u.key(end) == ",") && u.quote(end+1) {
		end += 2
	}
	if end < limit && u.is("conjunction", end) && u.contains(end, min(end+3, limit), "that") {
		return limit
	}
	return end
}

// afterAside reads "said, without giving details, that ...".
func (u *unit) afterAside(k, limit int, out content) (content, bool) {
	for i := k + 1; i < limit && i-k < 16; i++ {
		if u.key(i) == "," && u.key(i+1) == "that" && i+2 < limit {
			out.from, out.to, out.rule, out.adjunct = i+1, limit, "that", i+1
			return out, true
		}
		if u.finite(i, true) || u.quote(i) {
			break
		}
	}
	return out, false
}

func (u *unit) skipAdverbs(k, limit int) int {
	for k < limit && u.key(k+1) != "'s" && u.key(k+1) != "'" && (u.adverb(k) || u.is("time", k) && (u.items[k].cap || k+1 >= limit || u.key(k) == "today" || u.key(k) == "yesterday") && u.key(k) != "may") {
		k++
	}
	return k
}

// skipHearer steps over who is told.
func (u *unit) skipHearer(j, limit int) int {
	k := u.key(j)
	switch {
	case j >= limit || k == "that" || u.kind(j) != word || u.is("preposition", j):
		return j
	case k == "him" || k == "them" || k == "us" || k == "me" || (k == "her" || k == "it" || k == "you") && !u.plainNoun(j+1):
		return j + 1
	}
	if that := u.thatAhead(j, limit); that > j {
		return that
	}
	stop := j
	for i := j; i < limit && i-j < 14; i++ {
		switch k := u.key(i); {
		case k == "that" && i > j, k == ":" || k == "," || u.quote(i) || k == `"`:
			return i
		case u.is("hearer", i) && !u.plainNoun(i+1):
			return i + 1
		case i > j && u.is("time", i), i > j && u.is("preposition", i) && k != "of":
			return i
		case i > j && (u.is("determiner", i) || u.is("pronoun", i)) && u.key(i-1) != "of" && u.key(i-1) != "and":
			return i
		case i > j && k == "to", i > j && u.is("whether", i), k == "whether" || k == "if":
			return i
		case i > j && u.finite(i, true):
			return stop
		}
		if u.items[i].cap && !(i+1 < limit && u.items[i+1].cap) && u.key(i+1) != "'s" && u.key(i+1) != "'" && u.key(i+1) != "of" && u.key(i+1) != "and" {
			stop = i + 1
			if u.clauseAt(i+1, limit) {
				return stop
			}
		}
	}
	return max(stop, j)
}

func (u *unit) plainNoun(i int) bool {
	return u.word(i) && !u.is("determiner", i) && !u.is("preposition", i) && !u.is("pronoun", i) && !u.finite(i, false) &&
		!u.adverb(i) && u.key(i) != "that" && u.key(i) != "to" && u.key(i) != "whether" && !u.is("time", i) && !u.is("conjunction", i)
}

// skipAdjuncts steps over time and place between cue and content: "on Monday
// in Oslo", "in a statement", "ahead of the talks". It stops before a comma, a
// colon, a quotation or "that".
func (u *unit) skipAdjuncts(c *cue, k, limit int) int {
	if !u.is("preposition", k) && !u.is("time", k) && !u.is("subordinator", k) || k >= limit || u.key(k) == "that" {
		return k
	}
	bare := -1
	for i := k; i < limit && i-k < 30; i++ {
		key := u.key(i)
		switch {
		case key == "that" && i > k && !u.finite(i+1, true) && (u.word(i-1) || u.key(i-1) == ","):
			return i
		case key == ":" || u.quote(i):
			return i
		case key == "," && u.quote(i+1):
			return i
		case key == "," && !u.dateComma(i):
			if c.takes("that") && u.key(i+1) == "that" {
				return i + 1
			}
			return i
		case bare < 0 && c.takes("bare") && (u.is("time", i) || u.is("occasion", i)) && u.clauseAt(i+1, limit):
			bare = i + 1
		}
	}
	if bare > 0 {
		return bare
	}
	return limit
}

func (u *unit) dateComma(i int) bool {
	return u.is("time", i-1) && (u.is("time", i+1)) || u.word(i+1) && len(u.key(i+1)) == 4 && u.key(i + 1)[0] == '2' ||
		u.items[i-1].cap && i+1 < len(u.items) && u.items[i+1].cap && u.word(i+1) && u.key(i+2) != ","
}

// clauseAt reports whether a clause begins at k: a noun phrase and, behind it,
// a finite verb.
func (u *unit) clauseAt(k, limit int) bool {
	if k >= limit || u.kind(k) != word && u.key(k) != `"` && u.key(k) != "$" || u.finite(k, true) && u.key(k) != "had" || u.auxiliary(k) {
		return false
	}
	if u.is("preposition", k) && u.key(k) != "this" && u.key(k) != "last" && u.key(k) != "under" && u.key(k) != "in" || u.key(k) == "to" || u.key(k) == "that" {
		return false
	}
	if u.is("conjunction", k) && u.key(k) != "while" || u.key(k) == "when" || u.key(k) == "as" || u.key(k) == "because" {
		return false
	}
	if r, ok := verb.Of(u.key(k)); ok && r.Form.Has(verb.Ing) && !u.items[k].cap && u.is("preposition", k+1) {
		return false
	}
	return u.verbOfSubject(k+1, limit)
}

// verbOfSubject reports whether a finite verb follows before a subordinate
// clause does; the verb of a relative clause does not count.
func (u *unit) verbOfSubject(from, limit int) bool {
	relative := false
	for i := from; i < limit; i++ {
		switch k := u.key(i); {
		case u.finite(i, false) && relative:
			relative = u.auxiliary(i) && !u.finite(i+1, false)
		case u.finite(i, false):
			return true
		case u.is("relative", i):
			relative = true
		case k == "before" || k == "after" || k == "when" || k == "because" || k == "while" || k == "although" || k == "if" || k == "until":
			return false
		}
	}
	return false
}

func (u *unit) nounPhraseAt(k int) bool {
	if u.key(k) == `"` || u.key(k) == "$" {
		return true
	}
	if !u.word(k) || u.is("preposition", k) || u.is("conjunction", k) || u.auxiliary(k) || u.is("subordinator", k) && u.key(k) != "what" && u.key(k) != "how" || u.key(k) == "to" ||
		u.is("time", k) && u.items[k].cap {
		return false
	}
	return !u.finite(k, true) && !u.adverb(k)
}

// side is where a content stands to its cue.
type side struct {
	from, to int
	quote    bool // ends with a whole quotation
}

// left reads the content before the clause of a cue, whose first item is at.
// from is where the text that is still free begins.
func (u *unit) left(from, at int) side {
	end := at
	from = max(from, u.dateline())
	if u.key(end-1) == "," || u.key(end-1) == "-" && !u.hyphen(end-1) {
		end--
	}
	if end <= from {
		return side{}
	}
	for from < end && (u.kind(from) == mark && u.key(from) != `"` && u.key(from) != "$" || u.key(from) == "but" || u.key(from) == "and" || u.key(from) == "as") {
		from++
	}
	switch {
	case u.quote(end - 1):
		return side{from: u.quoteStart(from, end), to: end, quote: true}
	case u.key(end-1) == `"` && end == at && (u.key(end-2) == "," || u.kind(end-2) == mark && u.key(end-2) != `"`):
		return side{from: from, to: end}
	case end < at && !u.onlySubordinate(from, end):
		return side{from: from, to: end}
	}
	return side{}
}

// onlySubordinate reports whether [from, to) is a subordinate clause without a
// main one: "While talks went on, X said ...".
func (u *unit) onlySubordinate(from, to int) bool {
	switch u.key(from) {
	case "while", "although", "though", "when", "after", "before", "if", "because", "since", "once", "as", "unless", "whereas":
	default:
		return false
	}
	for i := from; i < to; i++ {
		if u.key(i) == "," && u.clauseAt(i+1, to) {
			return false
		}
	}
	return true
}

// objectEnd is where an object that begins at from ends: before a clause that
// a comma parts off.
func (u *unit) objectEnd(from, limit int) int {
	for i := from + 1; i < limit; i++ {
		if u.key(i) != "," {
			continue
		}
		n := i + 1
		if u.is("relative", n) && u.key(n) != "whose" || u.is("subordinator", n) || u.gerundAt(n) || u.is("conjunction", n) && u.hasFinite(n+1, limit) || u.clauseAt(n, limit) && u.hasSureFinite(n, min(limit, n+8)) {
			return i
		}
	}
	return limit
}

// quoteStart is where the content that ends with a quotation begins: at it, or
// before, where a clause leads up to it.
func (u *unit) quoteStart(from, end int) int {
	start := end - 1
	for start-2 >= from && u.quote(start-2) && (u.is("conjunction", start-1) || u.key(start-1) == ",") {
		start -= 2
	}
	return start
}

// infinitiveAt reports whether the "to" at i opens an infinitive.
func (u *unit) infinitiveAt(i int) bool {
	i++
	for u.adverb(i) {
		i++
	}
	r, ok := verb.Of(u.key(i))
	return ok && r.Form.Has(verb.Base) || u.key(i) == "be" || u.key(i) == "have" || u.key(i) == "do"
}

// thatAhead is the "that" behind a plain noun phrase at j; -1.
func (u *unit) thatAhead(j, limit int) int {
	for i := j; i < limit && i-j < 12 && u.word(i); i++ {
		if u.key(i) == "that" && i > j && !u.finite(i+1, true) {
			return i
		}
		if u.finite(i, true) || u.is("pronoun", i) && i > j || u.is("preposition", i) && u.key(i) != "of" {
			return -1
		}
	}
	return -1
}
