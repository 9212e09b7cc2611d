package attribution

import (
	"github.com/readout-project/readout/internal/verb"
)

// subject is the noun phrase of a source: items [from, to), and a second part
// for a relative pronoun.
type subject struct {
	from, to int
	who      int // item of the relative pronoun; -1 where there is none
	ok       bool
	shared   bool // left out: the subject of the verb before serves
}

const longestSource = 45

// subjectLeft reads the subject that ends before item end.
func (u *unit) subjectLeft(end int) subject {
	s := subject{who: -1}
	i := end - 1
	switch k := u.key(i); {
	case i < 0:
		return s
	case k == "and" || k == "but" || k == "then" || k == "or":
		s.shared = true
		return s
	case u.is("relative", i) || k == "that" && u.word(i-1) && !u.finite(i-1, true) && !u.quote(i-1):
		return u.antecedent(i)
	case u.is("pronoun", i):
		return subject{from: i, to: i + 1, who: -1, ok: u.key(i-1) != "what"}
	case k == "," || k == "-":
		return u.appositive(i)
	case u.kind(i) == mark && k != ")" && k != `"` && k != "%":
		return s
	}
	from := u.nounPhraseLeft(end)
	from = u.trimLeft(from, end)
	end = u.trimRight(from, end)
	if from >= end || !u.nominal(from, end) || u.key(from-1) == "what" {
		return s // "what X calls Y" is a name for Y
	}
	s.from, s.to, s.ok = from, end, true
	return s
}

// trimRight drops a day between the source and its cue: "The ministry on
// Friday said".
func (u *unit) trimRight(from, end int) int {
	to := end
	for to > from+1 && u.is("time", to-1) && u.items[to-1].cap && u.key(to-1) != "may" && u.key(to-1) != "march" {
		to--
	}
	if to < end && to > from+1 && (u.key(to-1) == "on" || u.key(to-1) == "late" || u.key(to-1) == "early") {
		to--
	}
	return to
}

// antecedent reads "X, who" and "X who": both parts are the source.
func (u *unit) antecedent(who int) subject {
	s := subject{who: who, ok: true, from: who, to: who}
	end := who
	if u.key(end-1) == "," {
		end--
	}
	if end <= 0 || !u.word(end-1) && u.key(end-1) != ")" {
		return s
	}
	from := u.trimLeft(u.nounPhraseLeft(end), end)
	if from < end && u.nominal(from, end) {
		s.from, s.to = from, end
	}
	return s
}

// appositive reads "X, the head of Y," before the cue; comma is the closing one.
func (u *unit) appositive(comma int) subject {
	s := subject{who: -1}
	open := comma - 1
	dash := u.key(comma) == "-"
	for open >= 0 && (u.key(open) != "," || dash) && !(dash && u.key(open) == "-" && !u.hyphen(open)) && u.key(open) != ";" && u.key(open) != ":" && !u.quote(open) && comma-open < 30 {
		open--
	}
	if open <= 0 || u.key(open) != "," && !(dash && u.key(open) == "-") {
		return s
	}
	relative := u.is("relative", open+1) || u.is("preposition", open+1)
	if !relative && u.hasSureFinite(open+1, comma) {
		return s
	}
	if open-1 >= 0 && !u.word(open-1) && u.key(open-1) != ")" {
		return s
	}
	from := u.nounPhraseLeft(open)
	if prev := from - 1; prev > 0 && u.key(prev) == "," && !u.hasSureFinite(from, open) && open-from <= 16 {
		outer := u.nounPhraseLeft(prev)
		if u.properIn(outer, prev) && (!u.properIn(from, open) || !u.items[from].cap || u.is("determiner", from)) {
			from = outer
		}
	}
	from = u.trimLeft(from, open)
	if from >= open || !u.nominal(from, open) {
		return s
	}
	return subject{from: from, to: comma + 1, who: -1, ok: true}
}

func (u *unit) properIn(from, to int) bool {
	for i := from; i < to; i++ {
		if u.items[i].cap && u.word(i) && !(i == 0 && (u.is("determiner", 0) || u.is("opener", 0))) {
			return true
		}
	}
	return false
}

func (u *unit) hasSureFinite(from, to int) bool {
	for i := from; i < to; i++ {
		if u.finite(i, true) {
			return true
		}
	}
	return false
}

// nounPhraseLeft scans left from end to where the noun phrase that ends there
// begins.
func (u *unit) nounPhraseLeft(end int) int {
	i := end - 1
	for ; i >= 0 && end-i < longestSource; i-- {
		k := u.key(i)
		switch {
		case k == `"` && i > 0 && u.kind(i-1) == mark && u.key(i-1) != "(":
			return i + 1 // closes a fragment: “..., ” X said
		case u.quote(i), u.kind(i) == mark && k != `"` && k != ")" && k != "(" && k != "'" && k != "&" && k != "/" && k != "-" && k != "%" && k != "$" && k != ".":
			return i + 1
		case k == "-" && !u.hyphen(i):
			return i + 1
		case k == "and" || k == "or":
			if !u.joins(i) {
				return i + 1
			}
		case k == "but", k == "that" && i < end-1 && !u.finite(i+1, false) && !u.auxiliary(i+1):
			return i + 1
		case u.is("subordinator", i) && k != "that" && k != "than" && k != "as":
			return i + 1
		case u.is("relative", i):
			continue
		case u.finite(i, true):
			if u.relativeBefore(i) || u.madePublic(i) {
				continue
			}
			if u.auxiliary(i) && i+1 < end && u.participle(i+1) {
				return end // "has made X" is no noun phrase
			}
			return i + 1
		}
	}
	return i + 1
}

// madePublic reports a participle with its complement behind a noun: "a video
// made public on Monday", "figures made available".
func (u *unit) madePublic(i int) bool {
	switch u.key(i + 1) {
	case "public", "available":
		return u.key(i) == "made" && i > 0 && u.word(i-1) && !u.auxiliary(i-1)
	}
	return false
}

// hyphen reports whether the dash at i stands inside a compound, without blanks.
func (u *unit) hyphen(i int) bool {
	return i > 0 && i+1 < len(u.items) && u.items[i-1].End == u.items[i].Start && u.items[i].End == u.items[i+1].Start &&
		u.items[i].Len() == 1
}

// joins reports whether the "and" at i joins noun phrases: no verb stands left
// of it before the next border.
func (u *unit) joins(i int) bool {
	for k := i - 1; k >= 0 && i-k < longestSource; k-- {
		if u.kind(k) == mark && u.key(k) != ")" && u.key(k) != "(" && u.key(k) != `"` && u.key(k) != "-" && u.key(k) != "'" || u.quote(k) {
			return i-k > 1 && u.key(k) != ":" && !(u.key(k) == "," && i-k == 1)
		}
		if u.is("subordinator", k) {
			return true
		}
		if u.finite(k, false) {
			return false
		}
		if r, ok := verb.Of(u.key(k)); ok && !u.items[k].cap && r.Form.Has(verb.Past|verb.Ing) && !u.relativeBefore(k) {
			return false
		}
	}
	return true
}

// relativeBefore reports whether the verb at i belongs to a relative clause:
// "officials who attended", "people who had been briefed".
func (u *unit) relativeBefore(i int) bool {
	for k := i - 1; k >= 0 && i-k < 5; k-- {
		if u.is("relative", k) {
			return true
		}
		if !u.auxiliary(k) && !u.adverb(k) && !u.is("pronoun", k) && u.key(k) != "and" {
			return false
		}
	}
	return false
}

// trimLeft drops what opens a clause before its subject: "But", "Meanwhile",
// "On Monday", "as".
func (u *unit) trimLeft(from, end int) int {
	for from < end {
		k := u.key(from)
		switch {
		case u.is("opener", from), u.adverb(from) && !u.numberAfter(from), u.is("conjunction", from),
			k == "as", k == "that", k == "if", k == "when", k == "because", k == "how", k == "why", k == "since", u.kind(from) == mark && k != `"` && k != "'":
			from++
			continue
		case u.is("preposition", from) && !u.items[from].cap || u.is("preposition", from) && from == 0 || u.is("preposition", from) && u.kind(from-1) == mark:
			next, ok := u.skipAdjunct(from, end)
			if !ok {
				return end
			}
			from = next
			continue
		case u.is("time", from) && from+1 < end && k != "may" && k != "march":
			from++
			continue
		}
		break
	}
	return from
}

// numberAfter: "nearly 200 people", "roughly half".
func (u *unit) numberAfter(i int) bool {
	k := u.key(i + 1)
	return k != "" && (k[0] >= '0' && k[0] <= '9' || k == "half" || k == "all" || k == "every" || numbers[k] > 0)
}

// skipAdjunct steps over a preposition with a time or an occasion before a
// subject ("On Monday the minister"); ok is false where its end is not plain.
func (u *unit) skipAdjunct(from, end int) (int, bool) {
	last := -1
	for i := from + 1; i < end && i-from < 8; i++ {
		k := u.key(i)
		if u.is("time", i) || len(k) == 4 && (k[0] == '1' || k[0] == '2') && k[3] >= '0' && k[3] <= '9' || u.is("occasion", i) {
			last = i
		}
	}
	if last < 0 || last+1 >= end {
		return end, false
	}
	return last + 1, true
}

// nominal reports whether [from, to) can name someone: a word that is not
// grammar alone.
func (u *unit) nominal(from, to int) bool {
	if to-from > longestSource || u.key(from) == "there" || u.key(from) == "what" {
		return false
	}
	for i := from; i < to; i++ {
		if !u.word(i) {
			continue
		}
		if u.items[i].cap || u.is("pronoun", i) {
			return true
		}
		if !u.is("determiner", i) && !u.is("preposition", i) && !u.adverb(i) && !u.auxiliary(i) {
			return true
		}
		switch u.key(i) {
		case "many", "some", "others", "both", "several", "most", "few", "all", "another", "other":
			return true
		}
	}
	return false
}

// subjectRight reads the subject after an inverted cue: "said X, the head of Y".
func (u *unit) subjectRight(at, limit int) subject {
	s := subject{who: -1}
	if at >= limit || !u.word(at) {
		return s
	}
	k := u.key(at)
	if k == "that" || k == "this" {
		return s
	}
	if u.is("pronoun", at) && k != "you" && k != "it" {
		return subject{from: at, to: at + 1, who: -1, ok: true}
	}
	if !u.items[at].cap && !u.is("determiner", at) && !u.is("possessive", at) && numbers[k] == 0 && u.lex.sources[k] == "" {
		return s
	}
	if u.is("time", at) || u.is("preposition", at) {
		return s
	}
	end := at + 1
	for end < limit && end-at < longestSource && !u.endsSource(at, end, limit) {
		end++
	}
	if end < limit && u.auxiliary(end) {
		for i := at; i < end; i++ {
			if u.is("relative", i) {
				end = i // its clause goes on: the name before it is the source
			}
		}
	}
	for end > at && (u.key(end-1) == "," || u.is("conjunction", end-1)) {
		end--
	}
	if !u.nominal(at, end) {
		return s
	}
	return subject{from: at, to: end, who: -1, ok: true}
}

// endsSource reports whether an inverted source that began at from ends at i.
func (u *unit) endsSource(from, i, limit int) bool {
	k := u.key(i)
	switch {
	case u.quote(i), k == ";", k == ":", k == "-" && !u.hyphen(i), k == `"` && i > from+4:
		return true
	case k == "," && (u.quote(i+1) || u.key(i+1) == `"` || u.is("conjunction", i+1) || u.gerundCue(i+1)):
		return true
	case u.is("preposition", i) && u.adjunctAhead(i, limit):
		return true
	case u.is("time", i) && k != "may" && k != "march" && u.items[i].cap:
		return true
	case u.auxiliary(i) && !u.relativeBefore(i):
		return true
	}
	return false
}

func (u *unit) gerundCue(i int) bool {
	e, ok := u.lex.verbs[u.key(i)]
	return ok && formOf(e, u.key(i)).Has(verb.Ing) || u.adverb(i) && u.word(i+1) && u.gerundCueAt(i+1)
}

func (u *unit) gerundCueAt(i int) bool {
	e, ok := u.lex.verbs[u.key(i)]
	return ok && formOf(e, u.key(i)).Has(verb.Ing)
}

// adjunctAhead reports whether a time or an occasion follows the preposition.
func (u *unit) adjunctAhead(i, limit int) bool {
	k := u.key(i)
	if k == "during" || k == "after" || k == "before" || k == "following" || k == "when" || k == "while" || k == "ahead" {
		return true
	}
	if k == "of" || k == "for" || k == "with" || k == "from" {
		return false
	}
	for j := i + 1; j < limit && j-i < 6; j++ {
		if u.is("time", j) || u.is("occasion", j) {
			return true
		}
		if u.kind(j) == mark {
			return false
		}
	}
	return false
}

// mainSubject is the subject of the clause that the unit opens with, before
// item limit; for a verb that shares it.
func (u *unit) mainSubject(limit int) subject {
	s := subject{who: -1}
	from := u.dateline()
	for from < limit && (u.is("opener", from) || u.is("conjunction", from) || u.key(from) == ",") {
		from++
	}
	if u.is("preposition", from) || u.is("subordinator", from) || u.gerundCueAt(from) {
		for from < limit && u.key(from) != "," {
			from++
		}
		from++
	}
	end := from
	for end < limit && !u.finite(end, true) && !(end > from && u.finite(end, false) && u.key(end+1) == "to" && u.infinitiveAt(end+1)) && !u.quote(end) && end-from < 25 {
		end++
	}
	if end >= limit || end <= from || u.quote(end) {
		return s
	}
	for end > from && (u.adverb(end-1) || u.key(end-1) == ",") {
		end--
	}
	if end <= from || !u.nominal(from, end) || u.hasComma(from, end) > 2 {
		return s
	}
	return subject{from: from, to: end, who: -1, ok: true}
}

func (u *unit) hasComma(from, to int) int {
	n := 0
	for i := from; i < to; i++ {
		if u.key(i) == "," {
			n++
		}
	}
	return n
}

var numbers = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12,
}

func (u *unit) participle(i int) bool {
	for u.adverb(i) {
		i++
	}
	r, ok := verb.Of(u.key(i))
	return ok && r.Form.Has(verb.Participle|verb.Ing)
}
