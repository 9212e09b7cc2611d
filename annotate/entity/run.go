package entity

import (
	"strings"
	"unicode"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/lexis"
	"github.com/readout-project/readout/internal/verb"
)

// candidate is a name that the report may hold: pieces [first,last).
type candidate struct {
	readout.Span
	first, last int
	typ         readout.Type // "" until something shows it
	key         string       // what two mentions of one name have in common
	code        string       // ISO 3166 alpha-3 of a country or its adjective
	capital     bool         // the word is also a capital: a city
	table       bool         // the name stands in a table
	titled      bool         // a title or an office stands before it
	spoke       bool         // a verb of saying or an age follows
	entity      int
	reason      string
}

func (c *candidate) words() int { return c.last - c.first }

// newsroomKey begins the keys of newsrooms.
const newsroomKey = "newsroom "

// longestName bounds look-ups, in words.
const longestName = 6

// points of the compass that are cut to one letter before a country.
var points = map[byte]string{'N': "North", 'S': "South", 'E': "East", 'W': "West"}

// lookUp asks the tables for a name as it is written. Typ is "" for none.
func lookUp(text string) candidate {
	w := words()
	if len(text) > 3 && text[1] == '.' && text[2] == ' ' {
		if point, ok := points[text[0]]; ok {
			text = point + text[2:] // "N. Korea"
		}
	}
	k := key(text)
	if b, ok := w.bodies[k]; ok && (!b.caps || capitals(text)) {
		return candidate{typ: b.typ, key: b.name, table: true}
	}
	if c, sense, ok := gazetteer.CountryOf(text); ok {
		if sense == gazetteer.Capital {
			return candidate{typ: readout.Place, key: k, capital: true, table: true}
		}
		return candidate{typ: readout.Place, key: "country " + c.Code, code: c.Code, table: true}
	}
	if w.states[fold.Key(text)] {
		return candidate{typ: readout.Place, key: k, table: true}
	}
	if n, ok := gazetteer.NewsroomByName(text); ok {
		return candidate{typ: readout.Organization, key: newsroomKey + key(n.Name), table: true}
	}
	return candidate{}
}

// longestRun bounds a run of capitalised words, so that text all in capitals
// is read in linear time.
const longestRun = 32

// reader reads the names of one sentence.
type reader struct {
	*page
	sentence int
	end      int // of the sentence
	out      []candidate
}

// names finds the candidates of a sentence that is written with capitals on
// names only.
func (p *page) names(sentence int) []candidate {
	r := reader{page: p, sentence: sentence, end: p.first[sentence+1]}
	for i := p.first[sentence]; i < r.end; {
		if !p.pieces[i].name {
			i++
			continue
		}
		i = r.run(i)
	}
	return r.out
}

// longest is the longest name from i that stands in a table, with its length.
func (p *page) longest(i int) (candidate, int) {
	for n := longestName; n > 0; n-- {
		text := p.phrase(i, i+n)
		if text == "" || !p.pieces[i+n-1].name && n > 1 {
			continue
		}
		c := p.look(text)
		if c.typ == "" || p.pieces[i].key == "the" && (n == 1 || !p.needsArticle(c, i, n)) {
			continue
		}
		return c, n
	}
	return candidate{}, 0
}

// needsArticle reports a newsroom that is known by its article: "The Sun".
func (p *page) needsArticle(c candidate, i, n int) bool {
	return strings.HasPrefix(c.key, newsroomKey) && p.look(p.phrase(i+1, i+n)).typ != readout.Organization
}

// run reads the capitalised run that begins at i and returns where it ends.
func (r *reader) run(i int) int {
	titled := r.officeEndsAt(i)
	j := r.runEnd(i)
	if j == i {
		if c, n := r.longest(i); n > 1 && !(n == 2 && r.nameAt(i+n)) {
			r.add(c, i, i+n, titled)
			return i + n
		}
		return i + 1
	}
	for n := 3; titled && n > 0; n-- {
		if r.isTitle(i-1, min(i+n, r.end)) { // "chief Cabinet secretary"
			return i + n
		}
	}
	for i < j {
		next, title := r.step(i, j, titled)
		titled = title
		j = max(j, next)
		i = next
	}
	return j
}

// nameAt reports whether a word written as a name follows the one before i.
func (r *reader) nameAt(i int) bool {
	return i < r.end && r.pieces[i].name && r.pieces[i].joined
}

// runEnd is the end of the run of words written as names, with the particles
// between them.
func (r *reader) runEnd(i int) int {
	j := i
	for j < r.end && j < i+longestRun {
		q := &r.pieces[j]
		if j > i && !q.joined {
			break
		}
		if q.name && !r.breaks(j, i) {
			j++
			continue
		}
		k := j
		for k < r.end && k > i && r.pieces[k].joined && words().particles[r.pieces[k].key] && k-j < 2 && !r.pieces[k].name {
			k++
		}
		if k == j || k >= r.end || !r.pieces[k].name || !r.pieces[k].joined || r.breaks(k, i) {
			break
		}
		j = k + 1
	}
	return j
}

// breaks reports whether the capitalised word at j is no part of a name that
// begins at i.
func (r *reader) breaks(j, i int) bool {
	q := &r.pieces[j]
	w := words()
	afterGiven := j > i && givenName(r.pieces[j-1].text)
	switch {
	case len(q.text) > 1 && capitals(q.text) && r.look(q.text).typ != "":
		return false
	case w.calendar[q.key]:
		return !afterGiven || strings.HasSuffix(q.key, "day")
	case w.function[q.key]:
		given := givenName(q.text) && j+1 < r.end && r.pieces[j+1].name && r.pieces[j+1].joined
		return !(afterGiven && j > i) && (q.initial || !given)
	case j > i:
		return false
	}
	if _, n := r.longest(j); n > 0 {
		return q.initial && n == 1 && r.lower[q.key]
	}
	if r.title(j, r.end) > 0 {
		return false
	}
	if formerly(q.key) {
		return true
	}
	next := j+1 < r.end && r.pieces[j+1].name && r.pieces[j+1].joined
	return w.common[q.key] && (q.initial || !next) || q.initial && r.lower[q.key] && !givenName(q.text)
}

// step reads one name or title of the run [i,j) and returns the piece after it
// and whether it was a title.
func (r *reader) step(i, j int, titled bool) (int, bool) {
	m := r.nameEnd(i, j)
	c, n := r.longest(i)
	if n > 0 && i+n >= m {
		r.add(c, i, i+n, titled)
		return i + n, false
	}
	if h, e := r.headed(i, m); e > 0 {
		r.add(h, i, e, titled)
		return e, false
	}
	single := n == 1 && c.typ == readout.Organization && !r.tableFrom(i+1, m) // "Nature Air" is not "Nature"
	if n > 0 && !(single && r.title(i+1, j) == 0) && !(n == 1 && c.code == "" && givenName(r.pieces[i].text)) && !(titled && c.code == "") {
		r.add(c, i, i+n, false)
		return i + n, false
	}
	if t := r.title(i, j); t > 0 && !titledPerson(r, i, m, t) {
		return i + t, true
	}
	r.generic(i, m, titled)
	return m, false
}

// tableFrom reports whether [i,m) is a name of a table.
func (r *reader) tableFrom(i, m int) bool {
	c, n := r.longest(i)
	return c.typ != "" && i+n >= m
}

// titledPerson reports a surname that is also a title: "King" alone after one.
func titledPerson(r *reader, i, m, t int) bool {
	return i+t == m && i > r.first[r.sentence] && words().honorifics[r.pieces[i-1].key]
}

// nameEnd is the end of the name that begins at i: the run's, or where a title
// stands inside it ("Norland Defense Minister Ana Ruiz").
func (r *reader) nameEnd(i, j int) int {
	for k := i + 1; k < j; k++ {
		if k == i+1 && r.pieces[i].initial && !givenName(r.pieces[i].text) {
			if c, n := r.longest(k); c.code != "" && (k+n == j || n > 1 || capitals(r.pieces[k].text) || r.title(k+n, j) > 0) {
				return k // "Visiting Norlandic officials"
			}
		}
		if k == i+1 && givenName(r.pieces[i].text) {
			continue
		}
		if t := r.title(k, j); t > 0 && k+t < j {
			return k
		}
	}
	return j
}

// headed reads [i,m) as an organization or a place that its last word shows, and
// goes on over "of ...". The end is 0 where it is none.
func (r *reader) headed(i, m int) (candidate, int) {
	w := words()
	last := r.pieces[m-1].key
	e := r.ofEnd(m, last)
	switch {
	case e > m && w.orgOf[last]:
		return r.named(readout.Organization, i, e), e
	case e > m && w.placeOf[last] && m-i == 1:
		return r.named(readout.Place, i, e), e
	case m-i < 2:
		return candidate{}, 0
	case givenName(r.pieces[i].text) && m-i == 2 && w.headSurnames[last]:
		return candidate{}, 0
	case gazetteer.City(r.phrase(i, m)):
		return r.named(readout.Place, i, m), m
	case w.orgHeads[last]:
		return r.named(readout.Organization, i, m), m
	case w.placeHeads[last], w.placeFirst[r.pieces[i].key] && r.placeByFirst(i, m):
		return r.named(readout.Place, i, m), m
	}
	return candidate{}, 0
}

func (r *reader) placeByFirst(i, m int) bool {
	switch r.pieces[i].key {
	case "lake", "mount", "mt.", "fort", "cape", "port":
		return true
	}
	return gazetteer.City(r.phrase(i, m))
}

func (r *reader) named(t readout.Type, i, j int) candidate {
	return candidate{typ: t, key: r.nameKey(i, j)}
}

// nameKey folds the name of pieces [i,j).
func (p *page) nameKey(i, j int) string {
	return key(p.source[p.pieces[i].Start:p.pieces[j-1].End])
}

// ofEnd is the end of "of (the) Name (and Name)" that follows the head before
// piece m; m where there is none.
func (r *reader) ofEnd(m int, head string) int {
	w := words()
	if !w.orgOf[head] && !w.placeOf[head] {
		return m
	}
	k := m
	switch word := r.at(k, r.sentence); {
	case word == "of":
	case w.orgOf[head] && word == "for":
	case (word == "on" || word == "against") && (head == "commission" || head == "committee" || head == "council" || head == "board"):
	default:
		return m
	}
	k++
	if r.at(k, r.sentence) == "the" {
		k++
	}
	e := r.capitals(k)
	if e == k {
		return m
	}
	for wide[head] {
		word := r.at(e, r.sentence)
		n := r.capitals(e + 1)
		after := r.at(n, r.sentence)
		if n == e+1 || givenName(r.pieces[e+1].text) || w.orgHeads[r.pieces[n-1].key] || word != "and" && !(word == "," && (after == "and" || after == ",")) {
			break
		}
		e = n
	}
	return e
}

// wide are the heads whose names hold "and": "Ministry of Health and Welfare".
var wide = set{"ministry": true, "department": true, "office": true, "committee": true, "center": true, "centre": true, "institute": true}

// capitals is the end of the words written as names from k.
func (r *reader) capitals(k int) int {
	w := words()
	for far := k + longestName; k < min(r.end, far); k++ {
		q := &r.pieces[k]
		if !q.name || !q.joined || w.function[q.key] || w.calendar[q.key] {
			break
		}
	}
	return k
}

// generic adds [i,m), a name that no table and no head word shows.
func (r *reader) generic(i, m int, titled bool) {
	for i < m && words().common[r.pieces[i].key] {
		i++
	}
	if i == m {
		return
	}
	c := candidate{key: r.nameKey(i, m), titled: titled}
	c.spoke = r.speaks(m)
	if r.personal(i, m, titled) {
		c.typ = readout.Person
	}
	r.add(c, i, m, titled)
}

func (r *reader) add(c candidate, i, j int, titled bool) {
	c.first, c.last, c.titled = i, j, titled
	c.Span = readout.Span{Start: r.pieces[i].Start, End: r.pieces[j-1].End}
	c.entity = -1
	r.out = append(r.out, c)
}

// personal reports whether the words or what stands beside them show a person.
func (r *reader) personal(i, m int, titled bool) bool {
	n := m - i
	const longest, longestTitled = 6, 8
	if r.impersonal(i, m) {
		return false
	}
	if titled {
		return n <= longestTitled
	}
	if n < 2 || n > longest {
		return false
	}
	given := givenName(r.pieces[i].text)
	last := &r.pieces[m-1]
	if !given && (words().placeFirst[r.pieces[i].key] || r.look(last.text).typ != "") {
		return false
	}
	for k := i; k < m; k++ {
		q := &r.pieces[k]
		switch {
		case k > i && k < m-1 && isInitial(q.text), q.key == "jr." || q.key == "sr.":
			return true
		case k > i && !q.name, k > i && strings.HasPrefix(q.key, "al-"):
			given = given || n <= 4
		}
	}
	if given || isInitial(r.pieces[i].text) && n <= 3 {
		return true
	}
	return n <= 3 && !allCaps(r.phrase(i, m)) && !everyday(last.key) && (r.speaks(m) && !r.governed(i) || r.introduced(i))
}

// impersonal reports whether a word of [i,m) shows that no person is named.
func (p *page) impersonal(i, m int) bool {
	w := words()
	first, last := &p.pieces[i], &p.pieces[m-1]
	switch {
	case w.eventFirst[first.key], w.nonPersons[last.key]:
		return true
	case m-i == 1:
		return w.orgHeads[last.key] && !w.headSurnames[last.key]
	case (acronym(strings.ReplaceAll(last.text, "-", "")) || acronym(first.text)) && !allCaps(p.phrase(i, m)):
		return true
	}
	r, verbal := verb.Of(first.key)
	return first.initial && verbal && r.Form.Has(verb.Ing) // "Calling Ruiz"
}

// everyday reports whether the news uses a word so often that it is more likely
// the last word of a company's name than an uncommon surname.
func everyday(k string) bool {
	const rare = 3.2
	return lexis.IDF(lexis.Stem(k)) < rare && !givenName(k)
}

// isInitial reports "M.", "J.K." but not "U.S.".
func isInitial(t string) bool {
	return strings.HasSuffix(t, ".") && len(t) <= 5 && capitals(t) && lookUp(t).typ == ""
}

func allCaps(s string) bool {
	return len(s) > 3 && capitals(s) && strings.IndexFunc(s, unicode.IsLetter) >= 0
}

// speaks reports whether at m stands what follows persons: ", 34," or a verb of
// saying with ", who".
func (r *reader) speaks(m int) bool {
	s := r.sentence
	word := r.at(m, s)
	if word != "," {
		return word == "who" || words().speech[word]
	}
	age, after := r.at(m+1, s), r.at(m+2, s)
	return isAge(age) && (after == "," || after == "." || after == "") || age == "who"
}

func isAge(s string) bool {
	return (len(s) == 1 || len(s) == 2) && strings.Trim(s, "0123456789") == ""
}

// governed reports whether a preposition before i makes the name the end of
// another phrase: "Ruiz of Temple Lund said".
func (r *reader) governed(i int) bool {
	switch r.at(i-1, r.sentence) {
	case "of", "at", "in", "for", "from", "with", "near", "and", ",":
		return true
	}
	return false
}

// introduced reports whether a noun for a person stands directly before i.
func (r *reader) introduced(i int) bool {
	if i <= r.first[r.sentence] || !r.pieces[i].joined {
		return false
	}
	k := r.pieces[i-1].key
	return words().people[k] || words().kin[k] != ""
}
