package ingest

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// readByline finds who the page says wrote it, by a vote of all that names
// somebody. None is an answer.
func (h *htmlPage) readByline(article thing) []readout.Found {
	if c := h.bylineBallot(article, h.bylineByRule(article)).decide(h.rank.fields[bylineField.name]); c != nil {
		return c.found
	}
	return nil
}

// bylineByRule is the order of origins that the vote hears as one voice: the
// first statement that gives a full name, else the first with any, else the
// outlet as its own author.
func (h *htmlPage) bylineByRule(article thing) []readout.Found {
	var some, own []readout.Found
	for k, try := range []func(thing) ([]string, string){
		h.schemaAuthors, h.labelledAuthors, h.nearAuthors, h.metaAuthors, h.markedAuthors, h.itemAuthors, h.personThing, h.lineAuthors, h.endAuthors,
	} {
		if some != nil && k > 4 {
			break // what the last ones find is no better than a short name
		}
		values, basis := try(article)
		out, house := h.names(values, basis)
		switch {
		case fullName(out):
			return out
		case some == nil:
			some = out
		}
		if own == nil {
			own = house
		}
	}
	if some != nil {
		return some
	}
	return own[:min(len(own), 1)]
}

// names are the names in values, those of the house apart. A newsroom beside a
// person is an origin, no author.
func (h *htmlPage) names(values []string, basis string) (out, house []readout.Found) {
	for _, v := range values {
		for _, name := range statedNames(v) {
			f := readout.Found{Value: name, Basis: basis}
			switch {
			case contains(out, name):
			case h.isHouse(name):
				house = append(house, f)
			default:
				out = append(out, f)
			}
		}
	}
	if len(out) > 3 && !fullName(out) {
		return nil, house // a list of topics
	}
	if persons := slices.DeleteFunc(slices.Clone(out), isNewsroom); len(persons) > 0 {
		out = persons
	}
	return out, house
}

func isNewsroom(f readout.Found) bool {
	_, ok := newsroom(f.Value)
	return ok
}

// fullName reports whether there is a name of two words with capitals.
func fullName(list []readout.Found) bool {
	for _, f := range list {
		w := strings.Fields(f.Value)
		if len(w) >= 2 && unicode.IsUpper([]rune(w[0])[0]) && !houseWords().MatchString(f.Value) {
			return true
		}
	}
	return false
}

// lazily makes a pattern that is compiled when it is first used: most runs of the program need
// few of them, and all of them cost time at its start.
func lazily(expression string) pattern {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

// pattern is a regular expression that may not be compiled yet.
type pattern func() *regexp.Regexp

// FindString is the leftmost match in s, empty for none.
func (p pattern) FindString(s string) string { return p().FindString(s) }

// houseWords are words of organisations' names.
var houseWords = lazily(`(?i)\be\. ?v\b|\b(?:gmbh|ag|inc|ltd|stiftung|foundation|verband|verlag|redaktion|team|staff|editorial|news|magazin|magazine|online|landesanstalt|institut|university|press|media|agentur|agencies|agencia|blog)\b|\.(?:de|com|at|ch|it|org|net)\b`)

// isHouse reports whether a name is the outlet's, by what the page or its
// address calls it.
func (h *htmlPage) isHouse(name string) bool {
	k := letters(name)
	if k == "" {
		return true
	}
	if h.isOutlet(name) || k == letters(h.siteName()) || k == letters(h.page.outlet.Value) {
		return true
	}
	host := host(h.page.canonical.Value)
	if i := strings.LastIndexByte(host, '.'); i > 0 {
		return k == letters(host) || len(k) > 4 && (k == letters(host[:i]) || strings.HasSuffix(letters(host[:i]), k) && len(strings.Fields(name)) > 1)
	}
	return false
}

// letters are the letters and digits of the folded text.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, fold.Key(s))
}

func contains(list []readout.Found, name string) bool {
	for _, f := range list {
		if fold.Key(f.Value) == fold.Key(name) {
			return true
		}
	}
	return false
}

var (
	// statedLead is what stands before the names in a line of authors.
	statedLead = lazily(`(?i)^(?:(?:published|posted|written|submitted|created|verfasst|veröffentlicht|erstellt|geschrieben|gespeichert|publiziert|eingestellt|publi[eé]|[eé]crit|escrito|publicado|(?:ein )?(?:gast)?(?:beitrag|kommentar|artikel)|text|texto|story|interview|words|reporting|authored|alles|zum profil|mehr|all posts|more|articles?) )?(?:by|von|vom|par|por|przez|door|av|af)(?:[ :]+|$)|^(?:text|author|authors|autor|autorin|autoren|autore|auteur|interview|words|reporter|story|di|veröffentlicht|publiziert|published|posted)(?: und bild(?:er)?)?(?: am| on)?:? +`)
	// statedSplit parts the names of a list.
	statedSplit = lazily(`(?i)\s*(?:[,;|/&·•\n]|\s(?:and|und|et|y|con|with|mit|og|och)\s)\s*`)
	// dayWords are parts of a date.
	dayWords = lazily(`(?:^|\s)(?:mon|tues|wednes|thurs|fri|satur|sun)day$|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|marz|mai|juni|juli|oktober|dezember) \d|^\d{1,2}\.? \pL|likes$|shares$`)
	// officeStem is an office in a newsroom, where a second name should stand.
	officeStem = lazily(`(?i)^(?:freie[r]? )?(?:\pL+[- ])?(?:redakteur|korrespondent|journalist|chefredakt|volont|redactor|corresponsal|r[ée]dact|giornalista|redatt)`)
	// handle is an account's name beside a person's.
	handle = lazily(`\s+@\w+`)
	// joined is a "By" that lost the blank after it.
	joined = lazily(`^By(\p{Lu}\p{Ll})`)
	// statedTail is what follows the names: a day, a place, a time.
	statedTail = lazily(`(?i)\s+(?:in|at|for|on|am|um|vom|le|el|from|updated|published|posted|-+|–|—)\s.*$|\s*\(.*$|\s*\d{1,2}[./:]\s?\d.*$|\s+\d{1,2}\.?\s\pL{3,}.*$|\s*\b\d{4}\b.*$|\s*\d+\s+(?:min|comments?|kommentare?).*$`)
)

// statedNames are the names in a value that markup says names authors: also
// single words, organisations and accounts, as the page writes them.
func statedNames(v string) []string {
	v = joined().ReplaceAllString(handle().ReplaceAllString(fold.Line(v), ""), "$1")
	for range 2 {
		v = statedLead().ReplaceAllString(v, "")
	}
	if strings.Contains(v, "://") || strings.HasPrefix(v, "www.") {
		return nil
	}
	var out []string
	for k, part := range statedSplit().Split(v, 12) {
		part = statedTail().ReplaceAllString(part, "")
		part = strings.Trim(part, " .,;:|-\"*")
		if k > 0 && (roleWords.MatchString(part) || officeStem().MatchString(part)) || !nameLike(part) {
			continue
		}
		out = append(out, part)
	}
	return out
}

// notNames are words that stand where a name should.
var notNames = map[string]bool{
	"admin": true, "administrator": true, "webmaster": true, "unknown": true, "author": true, "autor": true, "by": true, "von": true, "n a": true,
	"null": true, "undefined": true, "none": true, "guest": true, "comment": true, "comments": true, "kommentare": true, "move comment": true,
	"about the author": true, "uber den autor": true, "view all posts": true, "posts": true, "follow": true, "share": true, "facebook": true, "twitter": true,
}

// labels are words that no name begins or ends with.
var labels = map[string]bool{
	"published": true, "posted": true, "updated": true, "publiziert": true, "veroffentlicht": true, "erstellt": true, "geschrieben": true, "am": true,
	"on": true, "por": true, "by": true, "von": true, "datum": true, "quelle": true, "stand": true, "interview": true, "symbolbild": true, "kategorie": true,
	"category": true, "lesezeit": true, "read": true, "min": true, "minuten": true, "uhr": true, "no": true, "the": true, "author": true, "autor": true,
	"wir": true, "photos": true, "fotos": true, "auteur": true, "auteurs": true, "authors": true, "autoren": true, "hace": true, "contributors": true, "contributor": true, "zur": true, "zum": true, "sie": true, "comment": true, "kommentar": true, "kommentare": true, "comments": true, "foto": true, "photo": true, "more": true, "mehr": true,
}

// nameLike tells a name from addresses, labels and sentences.
func nameLike(s string) bool {
	k := fold.Key(s)
	words := strings.Fields(k)
	if k == "" || len(k) > 50 || len(words) > 5 || strings.ContainsAny(k, "@<>{}=?!:") || strings.Contains(k, "www.") || strings.Contains(k, "http") {
		return false
	}
	if notNames[strings.Join(fold.Words(s), " ")] || textDate(s, "").valid() {
		return false
	}
	if w := fold.Words(s); len(w) == 0 || labels[w[0]] || labels[w[len(w)-1]] {
		return false
	}
	if dayWords().MatchString(k) {
		return false
	}
	n := 0
	for _, r := range k {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n >= 2 && n*2 > len(words)+len(k)/2
}

func (h *htmlPage) schemaAuthors(article thing) ([]string, string) {
	for _, key := range []string{"author", "creator"} {
		var out []string
		for _, v := range article.texts(key) {
			if t := h.facts.byID(v); t != nil {
				v = t.text("name")
			}
			out = append(out, v)
		}
		if len(out) > 0 {
			return out, "JSON-LD " + key
		}
	}
	return nil, ""
}

func (h *htmlPage) metaAuthors(thing) ([]string, string) {
	for _, key := range []string{"author", "byl", "parsely-author", "dc.creator", "dcterms.creator", "sailthru.author", "citation_author", "article:author_name", "og:article:author", "cxenseparse:author", "article:author"} {
		var out []string
		for _, m := range h.facts.meta {
			account := key == "article:author" && !strings.Contains(m.value, " ")
			if m.key == key && !account && len(statedNames(m.value)) > 0 {
				out = append(out, m.value)
			}
		}
		if len(out) > 0 {
			return out, "meta " + key
		}
	}
	return nil, ""
}

// labelledAuthors reads the pairs of label and value that pages give for link
// previews.
func (h *htmlPage) labelledAuthors(thing) ([]string, string) {
	for _, n := range []string{"1", "2"} {
		label, _ := first(h.facts.meta, "twitter:label"+n)
		k := fold.Key(label)
		if strings.Contains(k, "written by") || strings.Contains(k, "verfasst von") || strings.Contains(k, "ecrit par") || strings.Contains(k, "escrito por") || k == "author" || k == "by" || k == "posted by" || k == "scritto da" {
			v, key := first(h.facts.meta, "twitter:data"+n)
			return []string{v}, "meta " + key
		}
	}
	return nil, ""
}

func (h *htmlPage) itemAuthors(thing) ([]string, string) {
	var out []string
	for _, m := range h.facts.item {
		if m.key == "author" && len(m.value) < 80 {
			out = append(out, m.value)
		}
	}
	return out[:min(len(out), 1)], "itemprop author"
}

// personThing is the one person that the page's JSON-LD describes.
func (h *htmlPage) personThing(thing) ([]string, string) {
	var out []string
	for _, t := range h.facts.things {
		if t.is("Person") && t.text("name") != "" {
			out = append(out, t.text("name"))
		}
	}
	if len(out) != 1 {
		return nil, ""
	}
	return out, "JSON-LD Person"
}

// markedAuthors reads the elements whose names say that they hold the authors:
// the best placed one, what is nested in it, and its like beside it.
func (h *htmlPage) markedAuthors(thing) ([]string, string) {
	return h.bestMarked(1)
}

// nearAuthors are the marked ones by the headline only.
func (h *htmlPage) nearAuthors(thing) ([]string, string) {
	return h.bestMarked(5)
}

func (h *htmlPage) bestMarked(least int) ([]string, string) {
	var best *marked
	rank := least - 1
	for i := range h.facts.authors {
		m := &h.facts.authors[i]
		r := h.authorRank(m)
		if r == 0 || len(statedNames(m.text)) == 0 {
			continue
		}
		if r > rank || best != nil && r == rank && within(m.node, best.node) {
			best, rank = m, r
		}
	}
	if best == nil {
		return nil, ""
	}
	out := []string{best.text}
	for i := range h.facts.authors {
		m := &h.facts.authors[i]
		if m.node != best.node && h.authorRank(m) == rank && m.node.DataAtom == best.node.DataAtom && attr(m.node, "class") == attr(best.node, "class") && (m.node.Parent == best.node.Parent || m.node.Parent.Parent == best.node.Parent.Parent && m.block == best.block) {
			out = append(out, m.text)
		}
	}
	return out, "element marked as author"
}

// authorRank is how far an element is trusted to hold the author: by its place
// first, then by its markup.
func (h *htmlPage) authorRank(m *marked) int {
	near := h.nearHeadline(m.block)
	if under(m.node, atom.Figure, atom.Time, atom.H1, atom.Nav) || !(near && m.trust > 1) && !h.byHeadline(m.block) && h.elsewhere(m.node) {
		return 0
	}
	switch {
	case near:
		return 4 + m.trust
	case h.to >= 0 && m.block >= h.from && m.block <= h.to+8:
		return 2 + m.trust
	}
	return m.trust
}

func within(n, outer *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == outer {
			return true
		}
	}
	return false
}

// lineAuthors looks for a line by the headline that opens as a byline does, or
// holds one.
func (h *htmlPage) lineAuthors(thing) ([]string, string) {
	for i := range h.blocks {
		b := &h.blocks[i]
		if !h.nearHeadline(i) || i == h.head || b.chars > 120 || b.form || under(b.outer, atom.Aside, atom.Nav, atom.Footer, atom.H1) {
			continue
		}
		if i+1 < len(h.blocks) && labelLine().MatchString(b.text) && lineOfNames(h.blocks[i+1].text) {
			return []string{h.blocks[i+1].text}, "line after \"" + b.text + "\""
		}
		if opensByline(b.text) && lineOfNames(b.text) {
			return []string{b.text}, "line by the headline"
		}
		if m := byInside().FindStringSubmatch(b.text); m != nil {
			return []string{m[1]}, "line by the headline"
		}
	}
	return nil, ""
}

var (
	// byInside finds the names in a line such as "4 March 2031 by Ilse Torvand".
	byInside = lazily(`(?:^|[\s|·,])(?i:by|von|par|por|przez|door|autor:|author:|text:)\s+(\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*){1,3})`)
	// endLine is a line of authors at the end of a text.
	endLine = lazily(`^\(?(?i:by|von|par|por|text|text:|autor:|autorin:|autoren:?|author:|written by|text von|text und fotos:)\s+\p{Lu}[\p{L}.'’-]+(?:\s(?:und|and|\p{Lu}[\p{L}.'’-]*)){1,6}\)?$`)
	// labelLine is a label whose names stand in the next block.
	labelLine = lazily(`^(?i:by|von|par|por|autor|autorin|autoren|author|authors|text|auteur|autore|written by)\s?:?$`)
	// signature is a name alone.
	signature = lazily(`^\(?\p{Lu}[\p{Ll}'’-]+(?:\s\p{Lu}[\p{L}.'’-]*){1,2}\)?$`)
)

// lineOfNames reports whether a line of authors gives full names alone.
func lineOfNames(t string) bool {
	names := statedNames(t)
	for _, n := range names {
		w := strings.Fields(n)
		for _, x := range w {
			if r := []rune(x)[0]; !unicode.IsUpper(r) && len(x) > 3 {
				return false
			}
		}
		if len(w) < 2 {
			return false
		}
	}
	return len(names) > 0
}

// opensByline reports whether a line begins with a word of authorship and a
// name.
func opensByline(t string) bool {
	loc := statedLead().FindStringIndex(t)
	if loc == nil || loc[1] >= len(t) {
		return false
	}
	for _, r := range t[loc[1]:] {
		return unicode.IsUpper(r)
	}
	return false
}

// endAuthors looks for such a line at the end of the text.
func (h *htmlPage) endAuthors(thing) ([]string, string) {
	if h.to < 0 {
		return nil, ""
	}
	for i := max(0, h.to-3); i <= min(len(h.blocks)-1, h.to+3); i++ {
		t := h.blocks[i].text
		switch {
		case len(t) < 80 && endLine().MatchString(t):
			return []string{strings.Trim(t, "()")}, "line at the end"
		case i == h.to && i > h.from && len(t) < 40 && signature().MatchString(t) && under(h.blocks[i].inner, atom.Em, atom.I, atom.B, atom.Strong):
			return []string{strings.Trim(t, "()")}, "name alone at the end of the text"
		}
	}
	return nil, ""
}

// isByline reports whether a short block outside running text names the
// authors.
func (h *htmlPage) isByline(i int) bool {
	b := &h.blocks[i]
	if b.chars > 120 || len(h.page.byline) == 0 || under(b.outer, atom.H1, atom.Li) && h.score[i] > 0 {
		return false
	}
	rest := fold.Key(b.text)
	found := false
	for _, f := range h.page.byline {
		if n := fold.Key(f.Value); strings.Contains(rest, n) {
			rest = strings.Replace(rest, n, "", 1)
			found = true
		}
	}
	return found && len(rest) <= 30 && (len(rest) <= 8 || h.named(b, readout.RoleByline) != "" || opensByline(b.text))
}
