package entity

import (
	"strings"
	"unicode"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
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
	f.known = map[string]candidate{}
	surnames := map[string]bool{}
	for _, c := range f.names {
		f.learn(c, surnames)
	}
	for i := range f.names {
		if c := &f.names[i]; c.typ == "" {
			c.typ = f.typeOf(c, surnames)
			f.learn(*c, surnames)
		}
	}
	kept := f.names[:0]
	for _, c := range f.names {
		if c.typ == "" {
			c.typ = f.known[c.key].typ
		}
		if c.typ != "" {
			kept = append(kept, c)
		}
	}
	f.names = kept
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
		s := f.surname(&c)
		surnames[s] = true
		if _, ok := f.known[s]; !ok {
			f.known[s] = candidate{typ: readout.Person, key: s}
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
	case c.words() == 2 && surnames[key(last.text)] && !c.table:
		return readout.Person
	case f.inCountry(c), f.located(c) && gazetteer.City(f.phrase(c.first, c.last)):
		return readout.Place
	case c.words() == 1 && acronym(last.text) && !f.shouted(c):
		return readout.Organization
	}
	return ""
}

// acronym reports three to six capitals, with digits or not at the end.
func acronym(t string) bool {
	letters := strings.IndexFunc(t, func(r rune) bool { return !unicode.IsUpper(r) }) < 0
	return letters && len(t) >= 3 && len(t) <= 6
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
		c := lookUp(text)
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
