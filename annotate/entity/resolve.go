package entity

import (
	"strings"
	"unicode"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/verb"
)

// acronyms pairs "Trade Council (TRACO)": the name before the bracket and the
// acronym in it become one.
func (f *finder) acronyms() {
	f.alias = map[string]string{}
	for i := 0; i+1 < len(f.names); i++ {
		long, short := &f.names[i], &f.names[i+1]
		if short.first != long.last+1 || short.words() != 1 || f.pieces[long.last].text != "(" {
			continue
		}
		if f.at(short.last, f.pieces[short.first].sentence) != ")" || !abbreviates(short.key, long.key, f.phrase(long.first, long.last)) {
			continue
		}
		if !capitals(f.pieces[short.first].text) || long.typ == readout.Person || long.code != "" {
			continue
		}
		for _, c := range []*candidate{long, short} {
			c.typ = readout.Organization
		}
		if long.key != short.key {
			f.alias[short.key] = long.key
		}
	}
}

// abbreviates reports whether the letters of short stand in the long name in
// their order, the first at the beginning of a word.
func abbreviates(short, long, text string) bool {
	if short == long {
		return true
	}
	if len(short) < 2 || len(short) > 10 || text == "" {
		return false
	}
	folded := key(text)
	for at, w := 0, strings.Fields(folded); at < len(w); at++ {
		if w[at][0] == short[0] && subsequence(short, strings.Join(w[at:], "")) {
			return true
		}
	}
	return false
}

func subsequence(short, long string) bool {
	k := 0
	for i := 0; i < len(long) && k < len(short); i++ {
		if long[i] == short[k] {
			k++
		}
	}
	return k == len(short)
}

// resolve types the names that their own sentence left open, by the other
// mentions of the report, and drops those that nothing shows to be a name.
func (f *finder) resolve() {
	f.known, f.dropped, f.tails = map[string]candidate{}, map[int]bool{}, map[string]bool{}
	surnames := map[string]bool{}
	alone, alones, articles := map[string]bool{}, map[string]int{}, map[string]int{}
	for i := range f.names {
		c := &f.names[i]
		if c.typ == "" && !f.impersonal(c.first, c.last) && (f.apposed(c) || f.speaksOfSelf(i)) {
			c.typ = readout.Person
		}
		if c.typ == "" && f.standsAlone(c) {
			alones[c.key]++
		} else if c.words() == 1 && f.at(c.first-1, f.pieces[c.first].sentence) == "the" {
			articles[c.key]++
		}
		f.learn(*c, surnames)
	}
	for k, n := range alones {
		alone[k] = n > articles[k] // "the Caravan" is no person, nor is "Grand Caravan"
	}
	for i := range f.names {
		if c := &f.names[i]; c.typ == "" && !f.impersonal(c.first, c.last) && f.shortened(c, alone) {
			c.typ = readout.Person
			f.learn(*c, surnames)
		}
	}
	for i := range f.names {
		if c := &f.names[i]; c.typ == "" {
			c.typ = f.typeOf(c, surnames)
			f.learn(*c, surnames)
		}
	}
	f.readPersons()
	for i := range f.names {
		f.learn(f.names[i], surnames)
	}
	kept := f.names[:0]
	for _, c := range f.names {
		if c.typ == "" {
			c.typ = f.known[c.key].typ
		}
		f.trim(&c)
		f.widen(&c)
		if c.typ != "" {
			kept = append(kept, c)
			continue
		}
		if f.mayBePerson(&c) {
			f.dropped[c.first] = true
		}
		if f.mayOwn(&c) {
			f.loose = append(f.loose, c)
		}
	}
	f.names = kept
}

// trim cuts a word off a person's name that the report has without it: "Crooked
// Ana Ruiz".
func (f *finder) trim(c *candidate) {
	if c.typ != readout.Person || c.words() < 3 || isInitial(f.pieces[c.first].text) || givenName(f.pieces[c.first].text) {
		return
	}
	rest := f.nameKey(c.first+1, c.last)
	if k, ok := f.known[rest]; ok && k.typ == readout.Person {
		c.first++
		c.Start, c.key = f.pieces[c.first].Start, rest
	}
}

// widen takes the particles before a surname into it where the report has them
// in a full name: "van der Berg" after "Sven van der Berg".
func (f *finder) widen(c *candidate) {
	if c.typ != readout.Person || c.words() > 1 {
		return
	}
	s := f.pieces[c.first].sentence
	for n := 2; n > 0; n-- {
		i := c.first - n
		if i < f.first[s] || !words().particles[f.pieces[i].key] {
			continue
		}
		text := f.phrase(i, c.last)
		if k := key(text); text != "" && f.tails[k] {
			c.first, c.key = i, k
			c.Start = f.pieces[i].Start
			return
		}
	}
}

// mayOwn reports whether a name of unknown type can stand before an office as
// its country or organization: "Norlandic foreign minister", "Varda spokesman".
func (f *finder) mayOwn(c *candidate) bool {
	w := words()
	q := &f.pieces[c.first]
	if c.words() > 3 || w.common[q.key] || w.modifiers[q.key] || w.people[q.key] || w.kin[q.key] != "" || f.lower[q.key] {
		return false
	}
	if !q.initial {
		return true
	}
	for _, end := range []string{"ian", "ean", "ese", "ish", "ic"} {
		if strings.HasSuffix(q.key, end) {
			return true
		}
	}
	return false
}

// mayBePerson reports whether a name of unknown type can be that of a person.
func (f *finder) mayBePerson(c *candidate) bool {
	first, last := &f.pieces[c.first], &f.pieces[c.last-1]
	if _, verbal := verb.Of(first.key); first.initial && (verbal || strings.ContainsAny(first.key, "'")) || strings.HasSuffix(last.text, ".") {
		return false
	}
	return !f.located(c) && !words().nonPersons[last.key] && !capitals(last.text) && !words().common[last.key] &&
		f.at(c.first-1, first.sentence) != "the" && !(first.initial && f.lower[first.key])
}

// apposed reports whether an office stands beside the name: "X, spokesman for
// the council,".
func (f *finder) apposed(c *candidate) bool {
	if c.words() > 4 || c.words() == 1 || allCaps(c.Of(f.source)) || f.located(c) {
		return false
	}
	_, after := f.titleAfter(c.last, nil)
	_, before := f.titleBeforeComma(c.first, c.last, nil)
	return after || before
}

// speaksOfSelf reports whether a verb of saying follows the name, and in its
// sentence a pronoun that only a person can have, with no other name between.
func (f *finder) speaksOfSelf(i int) bool {
	c := &f.names[i]
	s := f.pieces[c.first].sentence
	if !words().speech[f.at(c.last, s)] || c.words() > 3 || f.located(c) || f.pieces[c.first].initial && f.lower[f.pieces[c.first].key] {
		return false
	}
	const far = 25
	for k := c.last; k < min(f.first[s+1], c.last+far); k++ {
		q := &f.pieces[k]
		if q.name && k > c.last && !q.initial || officeNoun(q.key) != "" || words().kin[q.key] != "" {
			return false
		}
		if pronouns[q.key] != "" && !q.quoted {
			return true
		}
	}
	return false
}

// standsAlone reports a single word that can be a surname: no article before
// it, and no sentence that begins with it unless it speaks.
func (f *finder) standsAlone(c *candidate) bool {
	q := &f.pieces[c.first]
	switch f.at(c.first-1, q.sentence) {
	case "the", "a", "an", "-":
		return false
	}
	return c.words() == 1 && !allCaps(q.text) && !f.lower[q.key] && (!q.initial || c.spoke)
}

// shortened reports whether the report goes on to use the last of two or three
// words alone, as it does with persons.
func (f *finder) shortened(c *candidate, alone map[string]bool) bool {
	if c.words() < 2 || c.words() > 3 || allCaps(c.Of(f.source)) || words().eventFirst[f.pieces[c.first].key] || f.located(c) {
		return false
	}
	first, last := &f.pieces[c.first], &f.pieces[c.last-1]
	if f.at(c.first-1, first.sentence) == "the" || first.initial && f.lower[first.key] || words().common[last.key] {
		return false
	}
	return alone[key(last.text)] && !everyday(last.key) && !f.lower[last.key] && f.look(first.text).typ == "" && f.look(last.text).typ == ""
}

// learn enters a typed name; the first type of a name stays.
func (f *finder) learn(c candidate, surnames map[string]bool) {
	if c.typ == "" {
		return
	}
	if _, ok := f.known[c.key]; !ok {
		f.known[c.key] = c
	}
	if c.typ == readout.Person && c.words() > 1 {
		for k := c.first + 1; k < c.last-1; k++ {
			f.tails[f.nameKey(k, c.last)] = true
		}
		for _, s := range f.surnames(&c) {
			surnames[s] = true
			if _, ok := f.known[s]; !ok {
				f.known[s] = candidate{typ: readout.Person, key: s}
			}
		}
	}
}

// typeOf is the type of a name that its words do not show; "" for none.
func (f *finder) typeOf(c *candidate, surnames map[string]bool) readout.Type {
	if k, ok := f.known[c.key]; ok {
		return k.typ
	}
	last := f.pieces[c.last-1]
	switch {
	case c.words() == 1 && f.pieces[c.first].initial && f.lower[c.key]:
		return ""
	case f.tails[c.key]:
		return readout.Person
	case c.words() == 2 && surnames[key(last.text)] && !f.pieces[c.first].initial && !f.impersonal(c.first, c.last):
		return readout.Person
	case f.inCountry(c), f.located(c) && !f.shouted(c) && gazetteer.City(f.phrase(c.first, c.last)):
		return readout.Place
	case c.words() == 1 && acronym(last.text) && !f.shouted(c) && !f.lower[fold.Key(last.text)] && !words().function[last.key]:
		return readout.Organization
	}
	return ""
}

// acronym reports three to six capitals, with digits or not at the end.
func acronym(t string) bool {
	letters := strings.IndexFunc(t, func(r rune) bool { return !unicode.IsUpper(r) }) < 0
	return letters && len(t) >= 3 && len(t) <= 6 && strings.Trim(t, "IVX") != ""
}

// shouted reports whether the words around the acronym are capitals too.
func (f *finder) shouted(c *candidate) bool {
	s := f.pieces[c.first].sentence
	for _, i := range []int{c.first - 1, c.last} {
		if i >= f.first[s] && i < f.first[s+1] && f.pieces[i].word && len(f.pieces[i].text) > 1 && allCaps(f.pieces[i].text+"AA") {
			return true
		}
	}
	return false
}

// inCountry reports whether a name stands after "in" or "at" and before a comma
// and a country.
func (f *finder) inCountry(c *candidate) bool {
	s := f.pieces[c.first].sentence
	if before := f.at(c.first-1, s); before != "in" && before != "at" && before != "near" || f.at(c.last, s) != "," {
		return false
	}
	k, n := f.longest(c.last + 1)
	return n > 0 && k.typ == readout.Place
}

// located reports whether the words around a name are those around a place: a
// preposition before it, a country after a comma, or a dateline.
func (f *finder) located(c *candidate) bool {
	s := f.pieces[c.first].sentence
	switch f.at(c.first-1, s) {
	case "in", "at", "near", "from", "outside", "around", "across", "toward", "towards", "to":
		return true
	}
	if f.at(c.last, s) == "," {
		if k, n := f.longest(c.last + 1); n > 0 && k.typ == readout.Place {
			return true
		}
	}
	next := f.at(c.last, s)
	return c.first == f.first[s] && (next == "(" || next == "-" || next == "--" || next == "," && allCaps(f.phrase(c.first, c.last)))
}

// surname is the folded last word of a person's name without "Jr.", with the
// particles written before it.
func (f *finder) surname(c *candidate) string {
	j := c.last
	for j-1 > c.first && generation(f.pieces[j-1].key) {
		j--
	}
	return key(f.pieces[j-1].text)
}

// surnames are the surname and, where the first word is no common given name,
// that word too: in Chinese and Korean names the surname comes first.
func (f *finder) surnames(c *candidate) []string {
	last := f.surname(c)
	first := &f.pieces[c.first]
	if givenName(first.text) || strings.HasSuffix(first.text, ".") || key(first.text) == last {
		return []string{last}
	}
	return []string{last, key(first.text)}
}

func generation(k string) bool {
	switch k {
	case "jr", "jr.", "sr", "sr.", "ii", "iii", "iv":
		return true
	}
	return false
}

// titledNames finds the names of a sentence in title case: those of the body and
// of the tables, longest first.
func (p *page) titledNames(s int, known map[string]candidate) []candidate {
	r := reader{page: p, sentence: s, end: p.first[s+1]}
	for i := p.first[s]; i < r.end; {
		c, n := candidate{}, 0
		if p.pieces[i].name {
			c, n = r.knownName(i, known)
		}
		if e := r.ofEnd(i+1, p.pieces[i].key); p.pieces[i].name && n == 0 && e > i+1 && words().orgOf[p.pieces[i].key] {
			c, n = r.named(readout.Organization, i, e), e-i
		}
		if n == 0 {
			i++
			continue
		}
		r.add(c, i, i+n, false)
		i += n
	}
	return r.out
}

// knownName is the longest name at i that the body or a table has.
func (r *reader) knownName(i int, known map[string]candidate) (candidate, int) {
	for n := longestName; n > 0; n-- {
		text := r.phrase(i, i+n)
		if text == "" || i+n > r.end {
			continue
		}
		if c, ok := known[key(text)]; ok && r.mayBeName(i, n) {
			return candidate{typ: c.typ, key: c.key, code: c.code}, n
		}
		c := r.look(text)
		switch {
		case c.typ == "":
		case strings.HasPrefix(c.key, newsroomKey) && !r.lower[r.pieces[i].key]:
			return c, n
		case n > 1, c.code != "", known[c.key].typ != "", c.capital && !r.lower[r.pieces[i].key]:
			return c, n
		}
	}
	return candidate{}, 0
}

// mayBeName guards against a surname that is a common word: "Moss Bill Passes".
func (r *reader) mayBeName(i, n int) bool {
	k := r.pieces[i].key
	return n > 1 || !r.lower[k] && !words().function[k] && !words().common[k]
}
