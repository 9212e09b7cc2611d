package ingest

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// facts is what a page's markup states about it, in document order, unjudged.
type facts struct {
	lang     string // html lang
	title    string // title element
	meta     []stated
	item     []stated // microdata: itemprop and its value
	links    []stated // rel and href
	things   []thing  // JSON-LD, graphs taken apart
	times    []timeElement
	comments bool
}

// stated is one key in lower case with its value.
type stated struct{ key, value string }

// timeElement is a time element, or one that carries a date for scripts.
type timeElement struct {
	node     *html.Node
	datetime string
	text     string
}

// thing is an object of schema.org.
type thing map[string]any

// gather walks a document once and collects what its markup states.
func gather(doc *html.Node) *facts {
	f := &facts{}
	f.walk(doc)
	return f
}

func (f *facts) walk(n *html.Node) {
	if n.Type == html.ElementNode {
		f.element(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		f.walk(c)
	}
}

func (f *facts) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		if f.lang == "" {
			f.lang = attr(n, "lang")
		}
		if f.lang == "" {
			f.lang = attr(n, "xml:lang")
		}
	case atom.Title:
		if f.title == "" && n.Parent != nil && n.Parent.DataAtom != atom.Svg {
			f.title = innerText(n)
		}
	case atom.Meta:
		f.metaElement(n)
	case atom.Link, atom.A:
		if rel := strings.ToLower(attr(n, "rel")); rel != "" && (n.DataAtom == atom.Link || strings.Contains(rel, "author")) {
			v := attr(n, "href")
			if n.DataAtom == atom.A {
				v = innerText(n)
				rel = "a " + rel
			}
			f.links = append(f.links, stated{rel, v})
		}
	case atom.Script:
		if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") && n.FirstChild != nil {
			f.things = append(f.things, parseJSONLD(n.FirstChild.Data)...)
		}
	case atom.Time:
		f.times = append(f.times, timeElement{n, attr(n, "datetime"), innerText(n)})
	}
	if prop := attr(n, "itemprop"); prop != "" && n.DataAtom != atom.Meta {
		f.itemElement(n, prop)
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

// itemElement keeps the value of a microdata property. Of a nested item the
// words are kept too; its own name comes by itself.
func (f *facts) itemElement(n *html.Node, props string) {
	v := attr(n, "content")
	if v == "" {
		v = attr(n, "datetime")
	}
	for _, p := range strings.Fields(strings.ToLower(props)) {
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
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if b.Len() > 2000 {
			return
		}
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
			return
		}
		if n.Type == html.ElementNode && (n.DataAtom == atom.Script || n.DataAtom == atom.Style || n.DataAtom == atom.Svg) {
			return
		}
		if brokenAt[n.DataAtom] || n.DataAtom == atom.Br {
			b.WriteByte(' ')
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
