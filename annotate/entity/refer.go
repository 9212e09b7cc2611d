package entity

import (
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/verb"
)

// refer resolves pronouns and nominals of office sentence by sentence.
func (f *finder) refer() {
	w := referrer{finder: f, nameAt: map[int]*candidate{}, covered: make([]bool, len(f.pieces)+1), heads: map[string][]int{}}
	for i := range f.names {
		c := &f.names[i]
		w.nameAt[c.first] = c
		for k := c.first; k < c.last; k++ {
			w.covered[k] = true
		}
	}
	w.titleSpans()
	for s := range f.block {
		w.sentence(s)
	}
}

// seen is who was mentioned in a sentence so far.
type seen struct {
	persons map[int]bool
	others  string // an unnamed person who may be meant as well: "he", "she", "either" or ""
}

// unnamed notes an unnamed person of a gender, "either" where it is open.
func (s *seen) unnamed(gender string) {
	if s.others != "" && s.others != gender {
		gender = "either"
	}
	s.others = gender
}

func (s *seen) mayMean(gender string) bool { return s.others == "either" || s.others == gender }

// referrer walks the report with the persons of this sentence and the last.
type referrer struct {
	*finder
	nameAt  map[int]*candidate
	covered []bool           // piece belongs to a name or to an office of a person
	heads   map[string][]int // head noun of an office -> persons named so far who hold it
	entered map[int]int      // roles already entered
	last    seen
	now     seen
}

// titleSpans marks the offices that stand beside their holders.
func (w *referrer) titleSpans() {
	w.entered = map[int]int{}
	at := map[int]int{}
	for i := range w.pieces {
		at[w.pieces[i].Start] = i
	}
	for _, list := range w.titles {
		for _, o := range list {
			for k, ok := at[o.Span.Start]; ok && k < len(w.pieces) && w.pieces[k].End <= o.Span.End; k++ {
				w.covered[k] = true
			}
		}
	}
}

func (w *referrer) sentence(s int) {
	if w.head[s] {
		return
	}
	w.last, w.now = w.now, seen{persons: map[int]bool{}}
	if s > 0 && (w.head[s-1] || w.titled[s-1]) {
		w.last = seen{}
	}
	for i := w.first[s]; i < w.first[s+1]; i++ {
		q := &w.pieces[i]
		if c := w.nameAt[i]; c != nil && c.typ == readout.Person {
			w.meet(c)
			continue
		}
		if w.dropped[i] {
			w.now.unnamed("either")
		}
		switch {
		case w.covered[i]:
		case pronouns[q.key] != "":
			w.pronoun(i, s)
		case officeNoun(q.key) != "" && !otherwise[q.key]:
			w.nominal(i, s)
		case words().kin[q.key] != "" && !w.describes(i, s):
			w.now.unnamed(words().kin[q.key])
		case strings.HasSuffix(q.key, "-year-old") && !w.describes(i, s):
			w.now.unnamed("either")
		}
	}
}

// meet enters a named person with the offices that are known by now.
func (w *referrer) meet(c *candidate) {
	if w.at(c.first-1, w.pieces[c.first].sentence) == "the" {
		return // "the Ruiz family" is not Ruiz
	}
	if w.at(c.first-1, w.pieces[c.first].sentence) == "/" {
		return // "AGENCY/Mira Arlen" took the picture
	}
	if c.entity < 0 {
		w.now.unnamed("either")
		return
	}
	w.now.persons[c.entity] = true
	if w.entered[c.entity] > 0 {
		return
	}
	w.entered[c.entity] = 1
	heads := map[string]bool{}
	for _, o := range w.entities[c.entity].Roles {
		if n := headNoun(o.Title); n != "" && !heads[n] {
			heads[n] = true
			w.heads[n] = append(w.heads[n], c.entity)
		}
	}
}

// pronouns and the gender they show.
var pronouns = map[string]string{
	"he": "he", "him": "he", "his": "he", "himself": "he",
	"she": "she", "her": "she", "hers": "she", "herself": "she",
	"he's": "he", "she's": "she", "he'd": "he", "she'd": "she", "he'll": "he", "she'll": "she",
}

func (w *referrer) pronoun(i, s int) {
	q := &w.pieces[i]
	gender := pronouns[q.key]
	m := readout.Mention{Span: q.Span, Type: readout.Person, Kind: readout.Pronoun, Entity: -1}
	if cut := strings.IndexAny(q.text, "'’"); cut > 0 {
		m.End = m.Start + cut
	}
	e, why := w.antecedent(gender)
	switch {
	case q.quoted:
		m.Reason = "not resolved: inside a quotation"
	case e < 0:
		m.Reason = "not resolved: " + why
	case len(w.now.persons) == 0 && q.key != "he" && q.key != "she" && i > w.first[s]+opening:
		m.Reason = "not resolved: no person named before it in the sentence"
	case q.key == "him" && w.now.persons[e] && !w.clauseBetween(i, s, e):
		m.Reason = "not resolved: the person named before it is the subject of its clause"
	case len(w.now.persons) == 0 && q.key != "he" && q.key != "she" && w.otherAhead(i, s, e):
		m.Reason = "not resolved: another person follows in the sentence"
	default:
		m.Entity, m.Reason = e, why
		w.entities[e].gender = gender
		w.now.persons[e] = true
	}
	if m.Entity < 0 && !q.quoted {
		w.now.unnamed(gender)
	}
	w.refs = append(w.refs, m)
}

// opening is how far into a sentence, in pieces, "his" and "him" can mean a
// person of the sentence before: "Her party lost", not "... found with her son".
const opening = 4

// antecedent is the only person named before the pronoun in this sentence whom
// it can mean, or else in the sentence before; -1 with the reason where there is
// none or more than one.
func (w *referrer) antecedent(gender string) (int, string) {
	for k, list := range []seen{w.now, w.last} {
		found := -1
		for e := range list.persons {
			if g := w.entities[e].gender; g != "" && g != gender {
				continue
			}
			if found >= 0 {
				return -1, "two persons may be meant"
			}
			found = e
		}
		switch {
		case list.mayMean(gender):
			return -1, "an unnamed person may be meant"
		case found >= 0:
			return found, []string{"the only person named before it in the sentence", "the only person named in the sentence before"}[k]
		}
	}
	return -1, "no person named in this sentence or the one before"
}

// clauseBetween reports whether a mark or a conjunction stands between the last
// mention of person e in the sentence and "him" at piece i: within one clause
// the subject is not "him".
func (w *referrer) clauseBetween(i, s, e int) bool {
	for k := i - 1; k >= w.first[s]; k-- {
		q := &w.pieces[k]
		switch {
		case !q.word, q.key == "that", q.key == "who", q.key == "when", q.key == "after", q.key == "because", q.key == "as", q.key == "if":
			return true
		case w.covered[k] || pronouns[q.key] != "":
			return false
		}
	}
	return false
}

// otherAhead reports whether a person other than e is named after piece i.
func (w *referrer) otherAhead(i, s, e int) bool {
	const far = 40
	for k := i + 1; k < w.first[s+1] && k < i+far; k++ {
		if c := w.nameAt[k]; c != nil && c.typ == readout.Person && c.entity != e {
			return true
		}
	}
	return false
}

// nominal reads "the minister", "the Norlandic foreign minister", "Norland’s
// envoy" with its noun at piece i.
func (w *referrer) nominal(i, s int) {
	next := w.at(i+1, s)
	if officeNoun(next) != "" {
		return
	}
	start, owner := w.nominalStart(i, s)
	if start < 0 {
		w.unnamed(i, s)
		return
	}
	if !w.closesNominal(i+1, s) {
		return
	}
	if next == "of" || next == "for" || i+1 < w.first[s+1] && w.pieces[i+1].name && w.pieces[i+1].joined {
		w.now.unnamed("either")
		return
	}
	if k := w.at(start-1, s); predicative[k] {
		return
	}
	m := readout.Mention{
		Span: readout.Span{Start: w.pieces[start].Start, End: w.pieces[i].End},
		Type: readout.Person, Kind: readout.Nominal, Entity: -1,
	}
	m.Entity, m.Reason = w.holder(i, s, owner)
	if m.Entity >= 0 {
		w.now.persons[m.Entity] = true
	} else {
		w.now.unnamed("either")
	}
	w.refs = append(w.refs, m)
}

// closesNominal reports whether a noun phrase can end before piece i: a mark, a
// function word or a verb follows.
func (w *referrer) closesNominal(i, s int) bool {
	k := w.at(i, s)
	if k == "" || !w.pieces[i].word || k == "'s" || words().function[k] || w.pieces[i].name {
		return true
	}
	r, ok := verb.Of(k)
	return ok && r.Form.Has(verb.Past|verb.Third|verb.Ing) && !r.Form.Has(verb.Noun) || strings.HasSuffix(k, "ly")
}

// otherwise are nouns of office that mean something else more often after "the".
var otherwise = set{"head": true, "host": true, "fellow": true, "major": true, "justice": true, "chair": true, "anchor": true, "chief": true}

// predicative words stand before a nominal that says what somebody is.
var predicative = set{"is": true, "was": true, "be": true, "been": true, "became": true, "become": true, "as": true, "remains": true, "being": true}

// describes reports whether the noun at i says what somebody is who is named or
// meant already: "Ana Ruiz, a driver,", "was a driver", "as a driver".
func (w *referrer) describes(i, s int) bool {
	const far = 5
	for k := i - 1; k >= w.first[s] && k > i-far; k-- {
		switch w.pieces[k].key {
		case "a", "an", "the", "one":
			before := w.at(k-1, s)
			return predicative[before] || (before == "," || before == "(" || before == "—") && k >= 2 && w.covered[k-2]
		}
		if !w.pieces[k].word {
			return false
		}
	}
	return false
}

// unnamed notes a person of office who is not named: "an official".
func (w *referrer) unnamed(i, s int) {
	if w.describes(i, s) {
		return
	}
	if k := w.at(i-1, s); k == "a" || k == "an" || k == "another" || k == "one" || words().modifiers[k] {
		w.now.unnamed("either")
	}
}

// nominalStart walks back from the noun over modifiers and a country to "the" or
// a possessive; -1 where the phrase is of another kind.
func (w *referrer) nominalStart(i, s int) (int, *candidate) {
	k := i - 1
	for k >= w.first[s] && words().modifiers[w.pieces[k].key] && !w.covered[k] {
		k--
	}
	if k < w.first[s] {
		return -1, nil
	}
	if w.pieces[k].key == "the" {
		return k, nil
	}
	possessive := w.pieces[k].key == "'s"
	if possessive {
		k--
	}
	c := w.ending(k, s)
	if c == nil {
		return -1, nil
	}
	if w.at(c.first-1, s) == "the" {
		return c.first - 1, c
	}
	if possessive {
		return c.first, c
	}
	return -1, nil
}

// ending is the country or organization whose name ends with piece k.
func (w *referrer) ending(k, s int) *candidate {
	for i := k; i >= w.first[s] && i > k-longestName; i-- {
		if c := w.nameAt[i]; c != nil {
			if c.last == k+1 && c.typ != readout.Person {
				return c
			}
			return nil
		}
	}
	return nil
}

// holder is the only person named before who holds the office of the noun at i.
func (w *referrer) holder(i, s int, owner *candidate) (int, string) {
	noun := officeNoun(w.pieces[i].key)
	found := -1
	holders := w.heads[noun]
	if len(holders) > mostForms {
		return -1, "not resolved: many persons of the report hold such an office"
	}
	for _, e := range holders {
		if !w.holds(e, noun, i, s, owner) {
			continue
		}
		if found >= 0 {
			return -1, "not resolved: two persons of the report hold such an office"
		}
		found = e
	}
	if found < 0 {
		return -1, "not resolved: no person named before holds this office"
	}
	return found, "the only person named before who is " + noun
}

// holds reports whether person e has the office with all the modifiers before
// the noun and of the same owner.
func (w *referrer) holds(e int, noun string, i, s int, owner *candidate) bool {
	former := false
	for k := i - 1; k >= w.first[s] && words().modifiers[w.pieces[k].key]; k-- {
		former = former || formerly(w.pieces[k].key)
	}
	for _, o := range w.entities[e].Roles {
		if past(o) != former {
			continue
		}
		if headNoun(o.Title) != noun || owner != nil && !w.sameOwner(o.Of, owner) {
			continue
		}
		all := true
		title := " " + key(o.Title) + " "
		for k := i - 1; k >= w.first[s] && words().modifiers[w.pieces[k].key]; k-- {
			all = all && strings.Contains(title, " "+key(w.pieces[k].text)+" ")
		}
		if all {
			return true
		}
	}
	return false
}

func (w *referrer) sameOwner(of string, owner *candidate) bool {
	if of == "" {
		return false
	}
	c := lookUp(of)
	return owner.code != "" && c.code == owner.code || key(of) == owner.key
}

// gender is "he" or "she" where a form of address or the given name says so.
func (p *page) gender(c *candidate) string {
	switch p.at(c.first-1, p.pieces[c.first].sentence) {
	case "mr", "mr.", "sir", "lord", "king", "prince", "congressman", "spokesman", "chairman":
		return "he"
	case "mrs", "mrs.", "ms", "ms.", "miss", "dame", "lady", "queen", "princess", "congresswoman", "spokeswoman", "chairwoman":
		return "she"
	}
	if c.words() < 2 {
		return ""
	}
	switch first := p.pieces[c.first].key; {
	case words().male[first]:
		return "he"
	case words().female[first]:
		return "she"
	}
	return ""
}
