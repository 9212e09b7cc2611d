package attribution

import (
	"strings"
)

// prefixed reads "according to X" and its kind, before the verbs are read: what
// they attribute ends contents that began before them. It returns the
// attributions and the items at which those contents end.
func (u *unit) prefixed() (out []*found, breaks []int) {
	for i := 0; i < len(u.items); i++ {
		if !u.word(i) || u.items[i].inside {
			continue
		}
		p, ok := u.match(u.lex.prefix, i)
		if !ok || p.words[0] == "citing" {
			continue
		}
		f, cut := u.accordingTo(i, p)
		if f == nil {
			continue
		}
		out = append(out, f)
		if cut >= 0 {
			breaks = append(breaks, cut)
		}
		i = f.source.to - 1
	}
	return out, breaks
}

// accordingTo reads one phrase at i; cut is where contents before it end.
func (u *unit) accordingTo(i int, p phrase) (f *found, cut int) {
	at := i + len(p.words)
	f = &found{entry: p.entry, cue: [2]int{i, at}}
	before := u.key(i - 1)
	opening := i == 0 || u.openersOnly(i) || before == "that" || before == "," && u.key(i-2) == "that" || u.kind(i-1) == mark && before != "," && before != ")" && before != `"`
	if opening {
		return u.accordingBefore(f, at), -1
	}
	end := u.sourceEnd(at, u.end())
	if end <= at || !u.nominal(at, end) {
		return nil, -1
	}
	f.source = subject{from: at, to: end, who: -1, ok: true}
	l := i
	if before == "," || before == "-" && !u.hyphen(i-1) {
		l--
	}
	start := u.contentStart(l)
	f.content, f.rule = [][2]int{{start, l}}, "content, according to source"
	if u.key(end) == "," && end+1 < u.end() && !u.hasFinite(start, l) && u.hasFinite(end+1, u.end()) {
		f.content = append(f.content, [2]int{end + 1, u.end()})
		f.rule = "according to source within content"
	}
	if l <= start {
		return nil, -1
	}
	return f, l
}

func (u *unit) openersOnly(i int) bool {
	for k := range i {
		if !u.is("opener", k) && !u.is("conjunction", k) && u.key(k) != "," && !u.adverb(k) {
			return false
		}
	}
	return true
}

// contentStart is where a content that ends at end begins: at the start of the
// unit, or behind a semicolon, without a leading conjunction.
func (u *unit) contentStart(end int) int {
	start := u.dateline()
	for k := end - 1; k > 0; k-- {
		if u.key(k) == ";" {
			start = k + 1
			break
		}
	}
	for start < end && (u.kind(start) == mark && u.key(start) != `"` && u.key(start) != "$" || u.key(start) == "but" || u.key(start) == "and") {
		start++
	}
	return start
}

// accordingBefore reads "According to X, content".
func (u *unit) accordingBefore(f *found, at int) *found {
	comma := at
	for comma < u.end() && u.key(comma) != "," {
		comma++
	}
	if comma >= u.end() || !u.nominal(at, comma) {
		return nil
	}
	end := comma
	if next := u.nextComma(comma + 1); next > 0 && u.apposition(comma+1, next) && u.hasFinite(next+1, u.end()) {
		end = next
	}
	if !u.hasFinite(end+1, u.end()) && !u.quote(end+1) {
		return nil
	}
	f.source = subject{from: at, to: end, who: -1, ok: true}
	f.content, f.rule = [][2]int{{end + 1, u.end()}}, "according to source, content"
	return f
}

func (u *unit) nextComma(from int) int {
	for i := from; i < u.end() && i-from < 25; i++ {
		if u.key(i) == "," {
			return i
		}
	}
	return -1
}

// apposition reports whether [from, to) explains the name before it.
func (u *unit) apposition(from, to int) bool {
	if from >= to {
		return false
	}
	if u.is("relative", from) {
		return true
	}
	return !u.hasFinite(from, to) && (u.is("determiner", from) || u.is("preposition", from) || u.plainNoun(from))
}

// sourceEnd is where a source that begins at from, behind its cue, ends.
func (u *unit) sourceEnd(from, limit int) int {
	i := from
	for ; i < limit && i-from < longestSource; i++ {
		switch k := u.key(i); {
		case k == ";" || k == ":" || k == "-" && !u.hyphen(i) || u.quote(i):
			return i
		case k == "," && (u.is("conjunction", i+1) || u.key(i+1) == "which" || u.gerundCue(i+1) || u.gerundAt(i+1) || u.is("preposition", i+1) && i+1 > from):
			return i
		case k == ",":
			next := u.nextComma(i + 1)
			if next < 0 {
				next = limit
			}
			if !u.apposition(i+1, next) {
				return i
			}
		case u.is("conjunction", i) && k != "and" && k != "or":
			return i
		case k == "as" || k == "because" || k == "if" || k == "when":
			return i
		case u.finite(i, true) && !u.relativeBefore(i) && i > from:
			return i
		}
	}
	return i
}

// nounCues reads "X's claim that ..." and "fears that ...".
func (u *unit) nounCues(breaks []int) []*found {
	var out []*found
	for i := 1; i < len(u.items); i++ {
		class, ok := u.lex.nouns[u.key(i)]
		if !ok || !u.word(i) || u.items[i].inside {
			continue
		}
		that := i + 1
		by := subject{who: -1}
		if k := u.key(that); k == "by" || k == "from" || k == "of" {
			end := that + 1
			for end < u.end() && u.key(end) != "that" && u.word(end) {
				end++
			}
			by, that = subject{from: i + 2, to: end, who: -1, ok: u.nominal(i+2, end)}, end
		}
		if u.key(that) != "that" || that+1 >= u.end() || u.finite(that+1, true) || !u.nounReading(i) {
			continue
		}
		f := &found{
			entry: &entry{lemma: u.key(i), class: class, frames: map[string]bool{}}, cue: [2]int{i, i + 1}, source: by,
			content: [][2]int{{that, u.clauseEnd(i, that, u.limitFrom(that, breaks))}}, rule: "noun with that-clause",
		}
		if !by.ok {
			f.source = u.possessor(i)
		}
		out = append(out, f)
	}
	return out
}

// nounReading reports whether the word at i is a noun by what stands before.
func (u *unit) nounReading(i int) bool {
	k := i - 1
	if u.word(k) && !u.is("determiner", k) && !u.is("possessive", k) && !u.is("preposition", k) && !u.auxiliary(k) && !u.finite(k, false) && !u.plural(k) {
		k-- // an adjective
	}
	return u.is("determiner", k) || u.is("possessive", k) || u.is("preposition", k) || u.key(k) == "were" || u.key(k) == "are" ||
		u.finite(k, true) && !u.auxiliary(k)
}

// possessor is whose noun the one at i is.
func (u *unit) possessor(i int) subject {
	for k := i - 1; k >= 0 && i-k < 4; k-- {
		switch key := u.key(k); {
		case (key == "'s" || key == "'") && k > 0:
			if from := u.trimLeft(u.nounPhraseLeft(k), k); from < k {
				return subject{from: from, to: k, who: -1, ok: true}
			}
			return subject{who: -1}
		case u.is("possessive", k):
			return subject{from: k, to: k + 1, who: -1, ok: true}
		case !u.word(k) || u.is("determiner", k) || u.is("preposition", k):
			return subject{who: -1}
		}
	}
	return subject{who: -1}
}

// sourcelessCues reads "reportedly", "is expected to", "it is believed that".
func (u *unit) sourcelessCues(breaks []int) []*found {
	var out []*found
	for i := 0; i < len(u.items); i++ {
		if !u.word(i) || u.items[i].inside {
			continue
		}
		p, ok := u.match(u.lex.sourceless, i)
		if !ok {
			continue
		}
		end := i + len(p.words)
		f := &found{entry: p.entry, cue: [2]int{i, end}, source: subject{who: -1}, rule: "no source"}
		limit := u.limitFrom(end, breaks)
		switch {
		case p.class == "adverb":
			f.content = u.aroundAdverb(i, limit)
		case p.class == "that" && u.hasFinite(end, limit):
			f.content = [][2]int{{end, limit}}
		case p.class == "to" && u.key(end) == "to":
			if s := u.subjectLeft(i); s.ok && s.who < 0 {
				f.content = [][2]int{{s.from, s.to}, {end, limit}}
			}
		}
		if len(f.content) > 0 {
			out = append(out, f)
		}
	}
	return out
}

func (u *unit) aroundAdverb(i, limit int) [][2]int {
	if i == 0 && u.key(1) == "," || i+1 >= limit {
		return nil
	}
	start := i
	for start > 0 && u.kind(start-1) == word && u.key(start-1) != "but" {
		start--
	}
	if start == i {
		return [][2]int{{i + 1, limit}}
	}
	return [][2]int{{start, i}, {i + 1, limit}}
}

// citations reads "citing X" and "quoted X as saying" within the attribution
// they belong to.
func (u *unit) citations(prior []*found) []*found {
	var out []*found
	for i := 1; i < len(u.items); i++ {
		if u.key(i) != "citing" || !u.word(i) || u.items[i].inside {
			continue
		}
		outer := u.nearest(prior, i)
		if outer == nil {
			continue
		}
		end := u.sourceEnd(i+1, u.end())
		if !u.nominal(i+1, end) {
			continue
		}
		out = append(out, &found{
			entry: &entry{lemma: "citing", class: "say", frames: map[string]bool{}}, cue: [2]int{i, i + 1},
			source: subject{from: i + 1, to: end, who: -1, ok: true}, content: trimTo(outer.content, i), within: outer, rule: "citing",
		})
	}
	return out
}

// trimTo cuts content ranges that run over item i, which is a cue.
func trimTo(content [][2]int, i int) [][2]int {
	var out [][2]int
	for _, c := range content {
		if c[0] <= i && i < c[1] {
			c[1] = i
		}
		if c[0] < c[1] {
			out = append(out, c)
		}
	}
	return out
}

// nearest is the last attribution whose cue stands before item i.
func (u *unit) nearest(prior []*found, i int) *found {
	var best *found
	for _, p := range prior {
		if p.cue[0] < i && len(p.content) > 0 && p.entry.speech() && (best == nil || p.cue[0] > best.cue[0]) {
			best = p
		}
	}
	return best
}

// quotedSaying reads "X was quoted as saying that ...": the one quoted speaks.
func (u *unit) quotedSaying(breaks []int) []*found {
	var out []*found
	for i := 1; i+1 < len(u.items); i++ {
		if u.key(i) != "as" || !strings.HasPrefix(u.key(i+1), "saying") && u.key(i+1) != "telling" {
			continue
		}
		q := i - 1
		for q > 0 && u.key(q) != "quoted" && i-q < 25 && u.kind(q) == word {
			q--
		}
		if u.key(q) != "quoted" {
			continue
		}
		e := u.lex.verbs["say"]
		c := &cue{entry: e, from: i + 1, verb: i + 1, end: i + 2}
		r := u.right(c, u.limitFrom(c.end, breaks))
		if !r.ok() {
			continue
		}
		inner := &found{entry: e, cue: [2]int{i, i + 2}, content: [][2]int{{r.from, r.to}}, rule: "quoted as saying"}
		out = append(out, u.quotedBy(q, i, inner)...)
	}
	return out
}

// quotedBy reads who is quoted, and by whom, around the "quoted" at q and the
// "as" at as: "X quoted Y as saying", "Y was quoted by X as saying".
func (u *unit) quotedBy(q, as int, inner *found) []*found {
	be := u.auxiliariesLeft(q)
	passive := false
	for k := be; k < q; k++ {
		passive = passive || u.is("be", k)
	}
	outer := &found{
		entry: inner.entry, cue: [2]int{be, q + 1}, source: u.subjectLeft(be),
		content: [][2]int{{q + 1, inner.content[0][1]}}, rule: "quoted as saying, outer",
	}
	if passive {
		inner.source, outer.source = outer.source, subject{who: -1}
		outer.content = inner.content
		if u.key(q+1) == "by" && u.nominal(q+2, as) {
			outer.source = subject{from: q + 2, to: as, who: -1, ok: true}
		}
	} else {
		inner.source = subject{from: q + 1, to: as, who: -1, ok: u.nominal(q+1, as)}
	}
	if !inner.source.ok {
		return nil
	}
	if !outer.source.ok {
		return []*found{inner}
	}
	inner.within = outer
	return []*found{outer, inner}
}

// clauseEnd is where the that-clause of the noun at i ends: before the verb
// whose subject the noun is ("X's claim that A | drew laughter").
func (u *unit) clauseEnd(i, that, limit int) int {
	if u.hasSureFinite(0, i) {
		return limit
	}
	seen := false
	for k := that + 1; k < limit; k++ {
		switch {
		case u.is("conjunction", k), u.is("subordinator", k), u.is("relative", k), u.key(k) == ",":
			return limit
		case u.finite(k, true) && seen && !u.auxiliary(k-1):
			return k
		case u.finite(k, true):
			seen = true
		}
	}
	return limit
}
