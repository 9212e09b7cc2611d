package attribution

import "github.com/readout-project/readout"

// found is an attribution in the making.
type found struct {
	source  subject
	cue     [2]int
	content [][2]int
	entry   *entry
	rule    string
	within  *found
	colon   bool
	reuse   *found // whose source serves
}

// verbs reads all attributions of a unit that have a reporting verb.
func (u *unit) verbs(prior []*found, extra []int) []*found {
	cues := u.cues()
	for i := range cues {
		if cues[i].voice == active {
			cues[i].subject = u.subjectLeft(cues[i].from)
			u.invert(&cues[i])
		}
	}
	breaks := append(u.breaks(cues), extra...)
	out := prior
	for i := range cues {
		if f := u.attribute(&cues[i], breaks, out); f != nil {
			out = append(out, f)
		}
	}
	return out
}

// invert takes the subject from the right where the cue follows a quotation or
// a comma directly: `..., said X`.
func (u *unit) invert(c *cue) {
	p := u.key(c.from - 1)
	if c.from == 0 || !(u.quote(c.from-1) || p == "," || p == `"`) || !c.takes("quote") || c.from != c.verb {
		return
	}
	if c.subject.ok && !u.quote(c.from-1) && p != `"` {
		return
	}
	if s := u.subjectRight(c.end, u.end()); s.ok {
		c.subject, c.inverted = s, true
	}
}

// attribute reads what one cue attributes; nil where nothing is sure.
func (u *unit) attribute(c *cue, breaks []int, prior []*found) *found {
	switch {
	case c.voice == gerund:
		return u.gerund(c, breaks, prior)
	case c.voice == infinitive:
		return nil
	case c.inverted:
		return u.invertedSpeech(c, breaks)
	case c.subject.shared:
		return u.sharedSpeech(c, breaks, prior)
	case !c.subject.ok:
		return nil
	}
	return u.plainSpeech(c, breaks)
}

// plainSpeech reads subject and cue in that order.
func (u *unit) plainSpeech(c *cue, breaks []int) *found {
	f := &found{source: c.subject, entry: c.entry, cue: [2]int{c.from, c.end}}
	start := c.subject.from
	if c.subject.who >= 0 {
		start = -1 // a relative clause has no content before it
	}
	r := u.right(c, u.limitFrom(c.end, breaks))
	if u.is("relative", c.from-1) && u.key(c.from-1) != "who" {
		return nil
	}
	var l side
	if start > 0 && u.speaks(c) {
		l = u.left(0, start)
	}
	f.cue[1] = r.cueEnd
	switch {
	case l.quote:
		f.content, f.rule = [][2]int{{l.from, l.to}}, "quotation before"
		u.resume(f, r, breaks)
	case r.ok() && (r.rule != "object" || !u.clauseLeft(l)):
		r.to = u.fence(c, r.from, r.to)
		f.content, f.rule = [][2]int{{r.from, r.to}}, r.rule
	case r.colon:
		f.colon, f.rule = true, "colon"
	case u.key(start-1) == "as" && u.openersOnly(start-1) && u.key(r.adjunct) == "," && u.hasFinite(r.adjunct+1, u.end()):
		f.content, f.rule = [][2]int{{r.adjunct + 1, u.limitFrom(r.adjunct+1, breaks)}}, "as source put it"
	case l.to > l.from && u.aroundOrBefore(f, l, r, breaks):
	default:
		return nil
	}
	return f
}

// speaks reports whether the cue can follow its content.
func (u *unit) speaks(c *cue) bool { return c.takes("quote") || c.takes("bare") || c.takes("that") }

func (u *unit) clauseLeft(l side) bool { return l.to > l.from && u.hasFinite(l.from, l.to) }

// aroundOrBefore reads a content that stands before the cue, or on both sides.
func (u *unit) aroundOrBefore(f *found, l side, r content, breaks []int) bool {
	at := r.adjunct
	if u.key(at) == "," && at+1 < u.end() {
		limit := u.limitFrom(at+1, breaks)
		conj := u.is("conjunction", at+1) || u.key(at+1) == "because" || u.key(at+1) == "so"
		if !u.clauseLeft(l) && u.hasFinite(at+1, limit) && !u.clauseAt(at+1, limit) || u.clauseLeft(l) && (conj || u.quote(at+1)) && limit > at+1 {
			f.content, f.rule = [][2]int{{l.from, l.to}, {at + 1, limit}}, "content around"
			return true
		}
	}
	if !u.clauseLeft(l) || at < u.end() && u.key(at) != "," && u.key(at) != ";" && !u.atBreak(at, breaks) {
		return false
	}
	f.content, f.rule = [][2]int{{l.from, l.to}}, "content before"
	return true
}

func (u *unit) atBreak(i int, breaks []int) bool {
	for _, b := range breaks {
		if b == i {
			return true
		}
	}
	return false
}

// resume adds a quotation that goes on after the cue: "A," X said, "and B."
func (u *unit) resume(f *found, r content, breaks []int) {
	if r.rule == "quotation" || r.rule == "that" || r.rule == "colon" {
		f.content = append(f.content, [2]int{r.from, r.to})
		return
	}
	at := r.adjunct
	if u.key(at) == "," || u.key(at) == ":" || u.key(at) == ";" {
		at++
	}
	if u.quote(at) {
		f.content = append(f.content, [2]int{at, u.quoteEnd(at, u.limitFrom(at, breaks))})
	}
}

func (u *unit) invertedSpeech(c *cue, breaks []int) *found {
	l := u.left(0, c.from)
	if l.to <= l.from || !l.quote && !u.clauseLeft(l) {
		return nil
	}
	f := &found{source: c.subject, entry: c.entry, cue: [2]int{c.from, c.end}, content: [][2]int{{l.from, l.to}}, rule: "content before, cue and source"}
	after := *c
	after.end = c.subject.to
	r := content{adjunct: u.skipAdjuncts(&after, u.skipAdverbs(after.end, u.end()), u.end())}
	u.resume(f, r, breaks)
	return f
}

// sharedSpeech reads a cue joined to an earlier verb: "and added that".
func (u *unit) sharedSpeech(c *cue, breaks []int, prior []*found) *found {
	r := u.right(c, u.limitFrom(c.end, breaks))
	if !r.ok() && !r.colon {
		return nil
	}
	f := &found{entry: c.entry, cue: [2]int{c.from, r.cueEnd}, rule: "shared subject, " + r.rule, colon: r.colon}
	if r.ok() {
		f.content = [][2]int{{r.from, r.to}}
	}
	return u.borrow(f, prior)
}

// borrow gives f the source of the attribution before it, or else the subject
// of the unit's first clause; nil where there is neither.
func (u *unit) borrow(f *found, prior []*found) *found {
	var best *found
	for _, p := range prior {
		if p.source.ok && p.source.from < f.cue[0] && p.cue[0] < f.cue[0] && !p.holds(f.cue[0]) {
			best = p
		}
	}
	if best != nil {
		f.source, f.reuse = best.source, best
		return f
	}
	f.source = u.mainSubject(f.cue[0])
	if !f.source.ok || u.key(f.source.from) == "it" && f.source.to-f.source.from == 1 {
		return nil
	}
	return f
}

// holds reports whether item i lies in the content.
func (f *found) holds(i int) bool {
	for _, c := range f.content {
		if c[0] <= i && i < c[1] {
			return true
		}
	}
	return false
}

// gerund reads "adding that ...", "with X warning ...".
func (u *unit) gerund(c *cue, breaks []int, prior []*found) *found {
	if u.key(c.verb-1) == "as" || c.lemma == "cite" {
		return nil // read as a quotation or a citation within another
	}
	r := u.right(c, u.limitFrom(c.end, breaks))
	if !r.ok() && !r.colon {
		return nil
	}
	f := &found{entry: c.entry, cue: [2]int{c.from, r.cueEnd}, rule: "gerund, " + r.rule, colon: r.colon}
	if r.ok() {
		f.content = [][2]int{{r.from, r.to}}
	}
	p := u.backOverAdverbs(c.verb)
	f.cue[0] = p
	if u.key(p-1) == "," || p == 0 {
		return u.borrow(f, prior)
	}
	if with := u.withBefore(p); with >= 0 {
		f.source = subject{from: with + 1, to: p, who: -1, ok: true}
		f.rule = "with, " + r.rule
		for i := range f.content {
			f.content[i][1] = u.withEnd(with, f.content[i])
		}
		return f
	}
	if u.is("preposition", p-1) || u.is("subordinator", p-1) || u.is("conjunction", p-1) || r.rule == "object" {
		if r.rule == "object" {
			return nil
		}
		return u.borrow(f, prior)
	}
	from := u.trimLeft(u.nounPhraseLeft(p), p)
	if from >= p {
		return nil
	}
	document := u.lex.sources[u.key(p-1)] == "document"
	if r.rule != "bare clause" || document {
		if g := u.borrow(f, prior); g != nil {
			return g
		}
	}
	if document {
		f.source = subject{from: from, to: p, who: -1, ok: true}
		return f
	}
	return nil
}

// withBefore is the "with" that opens "with X warning", or -1.
func (u *unit) withBefore(p int) int {
	for i := p - 1; i >= 0 && p-i < 12; i-- {
		switch {
		case u.key(i) == "with":
			if u.nominal(i+1, p) && i+1 < p {
				return i
			}
			return -1
		case u.kind(i) == mark || u.finite(i, true):
			return -1
		}
	}
	return -1
}

// spans are the source spans of the item ranges.
func (u *unit) spans(ranges [][2]int) []readout.Span {
	var out []readout.Span
	for _, r := range ranges {
		from, to := r[0], r[1]
		for to > from && u.items[to-1].kind == mark && (u.key(to-1) == "," || u.key(to-1) == ";" || u.key(to-1) == "-" || u.key(to-1) == ":") {
			to--
		}
		for from < to && u.items[from].kind == mark && (u.key(from) == "," || u.key(from) == ";" || u.key(from) == "-" || u.key(from) == ":") {
			from++
		}
		if from < to {
			out = append(out, u.span(from, to))
		}
	}
	return out
}

// withEnd is where a content under "with X warning" ends: where "with" opens
// the unit, before the comma that parts off the main clause.
func (u *unit) withEnd(with int, content [2]int) int {
	if with > 0 && !u.openersOnly(with) {
		return content[1]
	}
	for i := content[0]; i < content[1]; i++ {
		if u.key(i) == "," && u.clauseAt(i+1, u.end()) {
			return i
		}
	}
	return content[1]
}

// quotationVerbs reads verbs that are no cues of the lexicon but stand where
// only one that speaks can: `X boomed: "..."`, `"...," X cut in`.
func (u *unit) quotationVerbs(known []*found) []*found {
	var out []*found
	for i := range u.items {
		if !u.quote(i) || heldBy(known, i) {
			continue
		}
		f := &found{entry: plainVerb, content: [][2]int{{i, i + 1}}}
		v := i - 2
		if u.key(v) == "back" || u.adverb(v) {
			v-- // "shot back"
		}
		if (u.key(i-1) == ":" || u.key(i-1) == ",") && v > 0 && u.finite(v, true) && !u.auxiliary(v) {
			from := u.auxiliariesLeft(v)
			f.source, f.cue, f.rule = u.subjectLeft(from), [2]int{from, v + 1}, "verb before a quotation"
		} else if v := u.verbBehind(i); v > 0 {
			from := u.auxiliariesLeft(v)
			f.source, f.cue, f.rule = u.subjectLeft(from), [2]int{from, v + 1}, "verb behind a quotation"
			if f.source.from <= i {
				continue
			}
		}
		if f.source.ok && !f.source.shared && f.source.who < 0 {
			out = append(out, f)
		}
	}
	return out
}

var plainVerb = &entry{lemma: "verb", class: "say", frames: map[string]bool{"quote": true}}

func heldBy(known []*found, i int) bool {
	for _, f := range known {
		if f.holds(i) {
			return true
		}
	}
	return false
}

// verbBehind is the first finite verb behind the quotation at i, where the
// quotation ends in a comma and a noun phrase follows at once; 0.
func (u *unit) verbBehind(i int) int {
	if !u.comma(i) || !u.word(i+1) || !u.items[i+1].cap && !u.is("pronoun", i+1) && !u.is("determiner", i+1) && !u.is("possessive", i+1) {
		return 0
	}
	for v := i + 2; v < len(u.items) && v-i < 12; v++ {
		if u.finite(v, true) {
			if u.auxiliary(v) {
				return 0
			}
			return v
		}
		if !u.word(v) {
			return 0
		}
	}
	return 0
}
