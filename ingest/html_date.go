package ingest

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

//go:embed data/html_months.tsv
var monthTable string

// monthOf maps folded names of months in the larger languages of news to their
// numbers. Where two languages disagree on a word, the first row has it.
var monthOf = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	for l := range strings.Lines(monthTable) {
		number, names, _ := strings.Cut(strings.TrimSpace(l), "\t")
		n, err := strconv.Atoi(number)
		if err != nil {
			continue
		}
		for _, w := range strings.Fields(names) {
			if k := fold.Key(w); m[k] == 0 {
				m[k] = n
			}
		}
	}
	return m
})

// day is a calendar day; the zero day is none.
type day struct{ year, month, day int }

func (d day) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day) }

// valid reports whether the day exists and a web page can be of it.
func (d day) valid() bool {
	if d.year < 1990 || d.year > 2099 || d.month < 1 || d.month > 12 || d.day < 1 {
		return false
	}
	length := [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[d.month-1]
	if d.month == 2 && d.year%4 == 0 {
		length = 29
	}
	return d.day <= length
}

// dateToken is a number or a word of a text that may hold a date.
type dateToken struct {
	number int // -1 for a word
	digits int
	word   string
	mark   string // what stands between it and the next one
	end    int
}

// textDate is the first full date in a text, in numbers or with a month's name.
// Numbers such as 3/4/2021 are read in the order of the language, a tag such as
// "en-US"; the zero day where there is none.
func textDate(s, lang string) day {
	d, _ := dateAt(s, lang)
	return d
}

func dateAt(s, lang string) (day, int) {
	toks := dateTokens(s)
	for i := range toks {
		if d, n := dateFrom(toks[i:], lang); d.valid() {
			return d, toks[i+n-1].end
		}
	}
	return day{}, 0
}

// dateTokens cuts at most the first 40 numbers and words of a text.
func dateTokens(s string) []dateToken {
	var out []dateToken
	for i := 0; i < len(s) && len(out) < 40; {
		start := i
		kind := class(s[i:])
		for i < len(s) && class(s[i:]) == kind {
			i += runeLen(s[i:])
		}
		part := s[start:i]
		switch kind {
		case classDigit:
			n := -1
			if len(part) <= 8 {
				n, _ = strconv.Atoi(part)
			}
			out = append(out, dateToken{number: n, digits: len(part), end: i})
		case classLetter:
			out = append(out, dateToken{number: -1, word: part, end: i})
		default:
			if len(out) > 0 {
				out[len(out)-1].mark = strings.TrimSpace(part)
			}
		}
	}
	return out
}

const (
	classOther = iota
	classDigit
	classLetter
)

func class(s string) int {
	c := s[0]
	switch {
	case c >= '0' && c <= '9':
		return classDigit
	case c < 0x80 && (c|0x20 >= 'a' && c|0x20 <= 'z'):
		return classLetter
	case c < 0x80:
		return classOther
	}
	if r, _ := utf8.DecodeRuneInString(s); unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) {
		return classLetter
	}
	return classOther
}

func runeLen(s string) int {
	for i := 1; i < len(s) && i < 4; i++ {
		if s[i] < 0x80 || s[i] >= 0xC0 {
			return i
		}
	}
	return min(4, len(s))
}

// dateFrom reads a date at the start of the tokens and says how many it takes.
func dateFrom(t []dateToken, lang string) (day, int) {
	a := t[0]
	if a.digits == 8 {
		return day{a.number / 10000, a.number / 100 % 100, a.number % 100}, 1
	}
	if len(t) < 3 {
		return day{}, 1
	}
	b, c := t[1], t[2]
	numbers := a.number >= 0 && b.number >= 0 && c.number >= 0
	switch {
	case numbers && a.digits == 4 && a.mark == b.mark && strings.Contains("-/.", a.mark) && a.mark != "":
		return day{a.number, b.number, c.number}, 3
	case numbers && a.mark == b.mark && (a.mark == "." || a.mark == "/" || a.mark == "-" || a.mark == "|") && a.digits <= 2 && b.digits <= 2:
		return numericDay(a, b, c, lang), 3
	case a.digits == 4 && b.word == "年" && len(t) >= 5 && t[3].word == "月":
		return day{a.number, c.number, t[4].number}, 5
	}
	return namedMonth(t, a, b, c)
}

func numericDay(a, b, c dateToken, lang string) day {
	year := c.number
	if c.digits == 2 {
		year += 2000
	} else if c.digits != 4 {
		return day{}
	}
	d := day{year, b.number, a.number}
	american := day{year, a.number, b.number}
	if a.mark == "/" && (lang == "en-us" || !d.valid()) {
		return american
	}
	return d
}

// namedMonth reads "4 March 2021", "4. März 2021", "4 de marzo de 2021" and
// "March 4th, 2021".
func namedMonth(t []dateToken, a, b, c dateToken) (day, int) {
	if m := month(a.word); m > 0 && b.number > 0 && b.digits <= 2 {
		k := 2
		for k < len(t)-1 && k < 4 && t[k].number < 0 && len(t[k].word) <= 2 {
			k++
		}
		if t[k].digits == 4 {
			return day{t[k].number, m, b.number}, k + 1
		}
	}
	if a.number <= 0 || a.digits > 2 {
		return day{}, 1
	}
	k := 1
	for k < len(t)-1 && k < 3 && month(t[k].word) == 0 && len(t[k].word) <= 3 && t[k].number < 0 {
		k++
	}
	m := month(t[k].word)
	if m == 0 || k+1 >= len(t) {
		return day{}, 1
	}
	y := k + 1
	if t[y].number < 0 && len(t[y].word) <= 3 && y+1 < len(t) {
		y++
	}
	switch {
	case t[y].digits == 4:
		return day{t[y].number, m, a.number}, y + 1
	case t[y].digits == 2 && t[k].mark != ":" && t[y].mark != ":":
		return day{2000 + t[y].number, m, a.number}, y + 1
	}
	return day{}, 1
}

func month(w string) int {
	if len(w) < 3 || len(w) > 30 {
		return 0
	}
	return monthOf()[fold.Key(w)]
}

// markupDate makes an RFC 3339 date of what markup states: with the time where it
// comes with a zone, else the day alone; empty where no date is read.
func markupDate(s, lang string) string {
	s = strings.TrimSpace(s)
	if len(s) > 80 {
		s = s[:80]
	}
	d, end := dateAt(s, lang)
	if !d.valid() {
		return ""
	}
	rest := s[end:]
	if clock, ok := clockAndZone(rest); ok {
		return d.String() + "T" + clock
	}
	return d.String()
}

// clockAndZone reads "T10:11:12.345+0100" or " 10:11 Z".
func clockAndZone(s string) (string, bool) {
	if s == "" || s[0] != 'T' && s[0] != ' ' && s[0] != 't' {
		return "", false
	}
	s = s[1:]
	var hh, mm, ss int
	n, err := fmt.Sscanf(s, "%2d:%2d", &hh, &mm)
	if n != 2 || err != nil || len(s) < 5 {
		return "", false
	}
	s = s[5:]
	if len(s) >= 3 && s[0] == ':' {
		ss, _ = strconv.Atoi(s[1:3])
		s = s[3:]
	}
	if strings.HasPrefix(s, ".") {
		s = strings.TrimLeft(s[1:], "0123456789")
	}
	s = strings.TrimSpace(s)
	if hh > 23 || mm > 59 || ss > 59 {
		return "", false
	}
	clock := fmt.Sprintf("%02d:%02d:%02d", hh, mm, ss)
	if s == "Z" || s == "z" {
		return clock + "Z", true
	}
	z := strings.ReplaceAll(s, ":", "")
	if len(z) != 5 || z[0] != '+' && z[0] != '-' || strings.Trim(z[1:], "0123456789") != "" || z[1:3] > "14" || z[3:] > "59" {
		return "", false
	}
	return clock + z[:3] + ":" + z[3:], true
}

// The names under which pages state their dates.
var (
	publishedMeta = []string{
		"article:published_time", "og:published_time", "article:published", "datepublished", "date_published", "publishdate", "publish-date",
		"pubdate", "publish_date", "published_time", "article:publicationdate", "publication_date", "parsely-pub-date", "sailthru.date",
		"cxenseparse:recs:publishtime", "article.published", "bt:pubdate", "rnews:datepublished", "article_date_original", "originalpublicationdate",
		"og:article:published_time", "dcterms.issued", "dc.date.issued", "dcterms.created", "dc.date.created", "dcterms.date", "dc.date",
		"citation_publication_date", "citation_date", "date", "shareaholic:article_published_time", "vr:published_time", "displaydate", "created", "article:create",
	}
	modifiedMeta = []string{
		"article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified", "lastmod", "last-modified",
		"article:modified", "date_modified", "modified", "modificationdate", "revised", "article.updated", "utime", "updated_time",
	}
)

// readDates finds when the page says it was published, by a vote of all that
// speaks for a day, and changed.
func (h *htmlPage) readDates(article thing) (published, modified readout.Found) {
	lang := strings.ToLower(h.facts.lang)
	try := func(v, basis string) {
		if s := markupDate(v, lang); s != "" && !modified.Stated() {
			modified = readout.Found{Value: s, Basis: basis}
		}
	}
	try(article.text("dateModified"), "JSON-LD dateModified")
	v, k := first(h.facts.meta, modifiedMeta...)
	try(v, "meta "+k)
	try(firstValue(h.facts.item, "datemodified"), "itemprop dateModified")
	if c := h.dateBallot(article).decide(h.rank.fields[dateField.name]); c != nil {
		published = c.found[0]
	}
	if modified.Value == published.Value {
		modified = readout.Found{}
	}
	return published, modified
}

// byHeadline reports whether a block stands next to the headline, where names
// of elements are no sign against it.
func (h *htmlPage) byHeadline(i int) bool {
	return h.head >= 0 && i >= h.head-2 && i <= h.head+3
}

// nearHeadline reports whether a block stands a few blocks from the headline or,
// without one, from the start of the text.
func (h *htmlPage) nearHeadline(i int) bool {
	at := h.head
	if at < 0 {
		at = h.from
	}
	return at >= 0 && i >= at-4 && i <= at+8
}

// elsewhere reports whether an element stands outside the article by its name:
// in comments, asides, menus, teasers.
func (h *htmlPage) elsewhere(n *html.Node) bool {
	for k := 0; n != nil && n.Type == html.ElementNode && k < highest && !h.holdsArticle(n); n, k = n.Parent, k+1 {
		switch n.DataAtom {
		case atom.Aside, atom.Nav, atom.Footer:
			return true
		}
		if h.nameFor(n, readout.RoleComment) != "" || h.nameFor(n, readout.RoleTeaser) != "" {
			return true
		}
	}
	return false
}

// holdsArticle reports whether most of the text stands in an element: its names
// then say nothing about a part of it.
func (h *htmlPage) holdsArticle(n *html.Node) bool {
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html {
		return true
	}
	e := h.elems[n]
	return e != nil && h.positive > 0 && 2*e.positiveChars > h.positive
}

// addressDate reads "/2021/03/04/" in an address.
func addressDate(address string) day {
	_, path, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "http://"), "/")
	t := dateTokens(path)
	for i := range t {
		if i+2 >= len(t) {
			break
		}
		if t[i].mark != t[i+1].mark || t[i+1].digits != 2 {
			continue
		}
		d := day{t[i].number, t[i+1].number, t[i+2].number}
		if t[i].digits == 2 && t[i+2].digits == 4 {
			d = day{t[i+2].number, t[i+1].number, t[i].number}
		}
		if d.valid() {
			return d
		}
	}
	return day{}
}
