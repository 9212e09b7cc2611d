package ingest

import (
	"cmp"
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// facts is what a page's markup states about it, in document order, unjudged.
type facts struct {
	lang    string // html lang
	title   string // title element
	meta    []stated
	item    []stated // microdata: itemprop and its value
	links   []stated // rel and href of link elements
	things  []thing  // JSON-LD, graphs taken apart
	dates   []marked
	authors []marked
	script  string // first date of publication in a script that is no JSON-LD
}

// stated is one key in lower case with its value.
type stated struct{ key, value string }

// marked is an element whose markup says that it holds a date or an author.
type marked struct {
	node  *html.Node
	block int    // index of the block that it begins in
	value string // stated by an attribute
	text  string // its words
	trust int    // 2 where the markup says it outright, 1 where a name hints at it
}

// thing is an object of schema.org.
type thing map[string]any

// walk collects from everything under n.
func (f *facts) walk(n *html.Node, block int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			f.element(c, block)
			f.walk(c, block)
		}
	}
}

func (f *facts) element(n *html.Node, block int) {
	switch n.DataAtom {
	case atom.Html:
		f.lang = cmp.Or(f.lang, attr(n, "lang"), attr(n, "xml:lang"))
	case atom.Title:
		if f.title == "" && n.Parent != nil && n.Parent.DataAtom != atom.Svg {
			f.title = innerText(n)
		}
		return
	case atom.Meta:
		f.metaElement(n)
		return
	case atom.Link:
		if rel := strings.ToLower(attr(n, "rel")); rel != "" {
			f.links = append(f.links, stated{rel, attr(n, "href")})
		}
		return
	case atom.Script:
		f.scriptElement(n)
		return
	}
	f.markedElement(n, block)
}

func (f *facts) scriptElement(n *html.Node) {
	if n.FirstChild == nil {
		return
	}
	if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") {
		if t := parseJSONLD(n.FirstChild.Data); t != nil {
			f.things = append(f.things, t...)
			return
		}
	}
	if f.script == "" {
		f.script = scriptDate(n.FirstChild.Data)
	}
}

// scriptDate finds a date of publication among the data of a script.
func scriptDate(s string) string {
	for rest := s; ; {
		i := strings.Index(rest, "ublish")
		if i < 0 {
			return ""
		}
		rest = rest[i+len("ublish"):]
		key, value, ok := strings.Cut(rest[:min(len(rest), 60)], ":")
		if !ok || len(key) > 12 || !strings.HasSuffix(key, "\"") && !strings.HasSuffix(key, "\\\"") && !strings.HasSuffix(key, "'") {
			continue
		}
		value = strings.Trim(value, " \\\"'")
		if len(value) >= 10 && textDate(value[:10], "").valid() {
			end := strings.IndexAny(value, "\"'\\,}")
			if end < 0 {
				end = len(value)
			}
			return value[:end]
		}
	}
}

func (f *facts) metaElement(n *html.Node) {
	content := oneBlank(attr(n, "content"))
	if content == "" {
		return
	}
	for _, key := range []string{"name", "property", "itemprop", "http-equiv"} {
		if k := strings.ToLower(strings.TrimSpace(attr(n, key))); k != "" {
			s := stated{k, content}
			if key == "itemprop" {
				f.item = append(f.item, s)
			} else {
				f.meta = append(f.meta, s)
			}
		}
	}
}

// markedElement keeps microdata and the elements that hold a date or an author.
func (f *facts) markedElement(n *html.Node, block int) {
	names, prop, rel := "", "", ""
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "data-testid", "data-component":
			names += " " + a.Val
		case "itemprop":
			prop = strings.ToLower(a.Val)
		case "property":
			prop = strings.TrimPrefix(strings.ToLower(a.Val), "schema:")
		case "rel":
			rel = strings.ToLower(a.Val)
		}
	}
	if prop != "" {
		f.itemElement(n, prop)
	}
	if len(names) > 300 {
		names = names[:300]
	}
	names = strings.ToLower(names)
	switch {
	case n.DataAtom == atom.Time:
		f.dates = append(f.dates, marked{n, block, attr(n, "datetime"), innerText(n), dateTrust(names + prop)})
	case hasAny(names, dateNames):
		if t := innerText(n); t != "" && len(t) < 160 {
			f.dates = append(f.dates, marked{n, block, cmp.Or(attr(n, "title"), attr(n, "datetime")), t, dateTrust(names+prop) - 1})
		}
	}
	trust := 0
	switch {
	case rel == "author" || n.DataAtom == atom.A && strings.Contains(rel, "author") || strings.Contains(prop, "author"):
		trust = 2
	case hasAny(names, authorNames), n.DataAtom == atom.A && hasAny(attr(n, "href"), authorPaths):
		trust = 1
	}
	if trust > 0 {
		if t := innerText(n); t != "" && len(t) < 160 {
			f.authors = append(f.authors, marked{n, block, "", t, trust})
		}
	}
}

// Parts of names of elements that hold dates, changes of dates, and authors.
var (
	dateNames    = []string{"date", "datum", "publish", "posted", "timestamp", "fecha", "pubtime", "meta-time", "entry-meta", "postmeta", "post-meta", "submitted"}
	changedNames = []string{"updat", "modif", "changed", "expire", "event", "upcoming"}
	authorNames  = []string{"author", "autor", "byline", "byl ", "posted-by", "postedby", "submitted", "username", "writer", "journalist", "documentby", "vcard", "credits", "verfasser", "auteur", "autore", "redacteur"}
)

// authorPaths are parts of addresses of authors' pages.
var authorPaths = []string{"/author/", "/authors/", "/autor/", "/autoren/", "/auteur/", "/auteurs/", "/autore/", "/autori/", "/staff/", "/profil/", "/profile/", "/people/", "/redakteur/", "/journalist", "/contributor", "/columnist"}

func hasAny(s string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

func dateTrust(names string) int {
	if hasAny(names, changedNames) {
		return 0
	}
	return 2
}

// itemElement keeps the value of a microdata property. Of a nested item the
// words are kept too; its own name comes by itself.
func (f *facts) itemElement(n *html.Node, props string) {
	v := cmp.Or(attr(n, "content"), attr(n, "datetime"))
	for _, p := range strings.Fields(props) {
		switch p {
		case "headline", "author", "datepublished", "datemodified", "datecreated", "publisher", "creator":
			if v == "" {
				v = innerText(n)
			}
			f.item = append(f.item, stated{p, oneBlank(v)})
		}
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// innerText is the text under an element, white space made single blanks. It
// reads no more than a long paragraph.
func innerText(n *html.Node) string {
	var b strings.Builder
	nodes := 0
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if nodes++; b.Len() > 2000 || nodes > 500 {
			return
		}
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
			return
		}
		if n.Type == html.ElementNode && (n.DataAtom == atom.Script || n.DataAtom == atom.Style || n.DataAtom == atom.Svg) {
			return
		}
		if brokenAt[n.DataAtom] || n.DataAtom == atom.Br || n.DataAtom == atom.Span || n.DataAtom == atom.A {
			b.WriteByte(' ') // inline elements side by side are words apart on the page
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return oneBlank(b.String())
}

func oneBlank(s string) string { return strings.Join(strings.Fields(s), " ") }

// parseJSONLD reads a JSON-LD script, mending what pages often get wrong, and
// takes lists and graphs apart. A script that is no JSON gives nothing.
func parseJSONLD(s string) []thing {
	s = strings.TrimSpace(s)
	s = strings.TrimSuffix(strings.TrimPrefix(s, "<!--"), "-->")
	s = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(s), "//<![CDATA["), "//]]>")
	s = strings.TrimRight(strings.TrimSpace(s), ";")
	var v any
	if json.Unmarshal([]byte(s), &v) != nil && json.Unmarshal([]byte(mendJSON(s)), &v) != nil {
		return nil
	}
	var out []thing
	flatten(v, 0, &out)
	return out
}

// mendJSON replaces bare control characters and drops commas before a closing
// bracket.
func mendJSON(s string) string {
	var b strings.Builder
	quoted, escaped := false, false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case escaped:
			escaped = false
		case quoted && c == '\\':
			escaped = true
		case c == '"':
			quoted = !quoted
		case c < ' ':
			c = ' '
		case !quoted && c == ',' && closes(s[i+1:]):
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

func closes(rest string) bool {
	rest = strings.TrimLeft(rest, " \t\r\n")
	return rest != "" && (rest[0] == '}' || rest[0] == ']')
}

// maxThings and maxSchemaDepth bound what a page can make the reader do.
const (
	maxThings      = 500
	maxSchemaDepth = 8
)

func flatten(v any, depth int, out *[]thing) {
	if depth > maxSchemaDepth || len(*out) >= maxThings {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			flatten(x, depth+1, out)
		}
	case map[string]any:
		*out = append(*out, thing(v))
		for _, key := range []string{"@graph", "mainEntity", "hasPart", "liveBlogUpdate"} {
			if key != "liveBlogUpdate" && v[key] != nil {
				flatten(v[key], depth+1, out)
			}
		}
	}
}

// is reports whether one of the thing's types ends in one of the words.
func (t thing) is(words ...string) bool {
	var types []string
	switch v := t["@type"].(type) {
	case string:
		types = []string{v}
	case []any:
		for _, x := range v {
			if s, ok := x.(string); ok {
				types = append(types, s)
			}
		}
	}
	for _, typ := range types {
		for _, w := range words {
			if strings.HasSuffix(typ, w) {
				return true
			}
		}
	}
	return false
}

// text is a property as text: itself, or the name or id of the thing it holds,
// the first of a list.
func (t thing) text(key string) string {
	if all := t.texts(key); len(all) > 0 {
		return all[0]
	}
	return ""
}

func (t thing) texts(key string) []string {
	var out []string
	var add func(v any, depth int)
	add = func(v any, depth int) {
		if depth > 3 {
			return
		}
		switch v := v.(type) {
		case string:
			if s := oneBlank(html.UnescapeString(v)); s != "" {
				out = append(out, s)
			}
		case []any:
			for _, x := range v {
				add(x, depth+1)
			}
		case map[string]any:
			for _, k := range []string{"name", "@value", "@id", "url"} {
				if v[k] != nil {
					add(v[k], depth+1)
					return
				}
			}
		}
	}
	add(t[key], 0)
	return out
}

// article is the thing that describes the page itself: the article whose
// headline the page shows, else the first article, else the first page.
func (f *facts) article(shown func(string) bool) thing {
	var first thing
	for _, t := range f.things {
		if !t.is("Article", "Posting", "Report", "NewsItem", "Review", "Recipe") {
			continue
		}
		if shown(t.text("headline")) {
			return t
		}
		if first == nil {
			first = t
		}
	}
	return first
}

// byID finds the thing that an "@id" points to.
func (f *facts) byID(id string) thing {
	for _, t := range f.things {
		if s, _ := t["@id"].(string); s == id && t["name"] != nil {
			return t
		}
	}
	return nil
}

// first is the value of the first of the keys that is stated, with the key.
func first(list []stated, keys ...string) (value, key string) {
	for _, k := range keys {
		for _, s := range list {
			if s.key == k && s.value != "" {
				return s.value, k
			}
		}
	}
	return "", ""
}

func firstValue(list []stated, keys ...string) string {
	v, _ := first(list, keys...)
	return v
}
