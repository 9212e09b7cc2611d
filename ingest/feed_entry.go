package ingest

import (
	"cmp"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"net/url"
	"regexp"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// feedEntry is what a feed states of one entry, in its own words.
type feedEntry struct {
	title, link                      string
	authors                          []string
	published, updated               readout.Found
	body, summary                    string // HTML
	feedTitle, feedLink, feedLang    string
	source, sourceBasis, sourceTitle string
}

// readFeed makes a page of a feed that has one entry, as cutFeed makes them.
func readFeed(data []byte) (*page, error) {
	docs, err := cutFeed(data)
	if err != nil {
		return nil, err
	}
	if len(docs) > 1 {
		return nil, fmt.Errorf("%w: a feed of %d entries, each a report; name the feed as an argument by itself", readout.ErrFormat, len(docs))
	}
	var e feedEntry
	if feedKind(data) == "json" {
		e, err = parseJSONEntry(docs[0])
	} else {
		e, err = parseXMLEntry(string(docs[0]))
	}
	if err != nil {
		return nil, err
	}
	return e.read()
}

// element is an element of an entry, with its elements up to a small depth.
type element struct {
	name     string // "dc:creator"; without a prefix of the feed's own
	attrs    []xml.Attr
	text     strings.Builder // all text in it
	inner    stretch
	children []*element
}

func (e *element) attr(name string) string {
	for _, a := range e.attrs {
		if strings.EqualFold(a.Name.Local, name) {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// child is the first element of that name; "dc:creator" is of a namespace,
// "title" of the feed's own.
func (e *element) child(names ...string) *element {
	for _, n := range names {
		for _, c := range e.children {
			if c.name == n && (strings.TrimSpace(c.text.String()) != "" || len(c.attrs) > 0) {
				return c
			}
		}
	}
	return &element{}
}

func (e *element) value(names ...string) string {
	return singleLine(plainText(e.child(names...).text.String()))
}

// feedSpaces are the namespaces that entries are read in.
var feedSpaces = map[string]string{
	"http://purl.org/dc/elements/1.1/": "dc:", "dc": "dc:", "http://purl.org/dc/terms/": "dcterms:", "dcterms": "dcterms:",
	"http://purl.org/rss/1.0/modules/content/": "content:", "content": "content:",
	"": "", "http://www.w3.org/2005/Atom": "", "http://purl.org/atom/ns#": "", "atom": "", "http://purl.org/rss/1.0/": "",
	"http://my.netscape.com/rdf/simple/0.9/": "", "http://backend.userland.com/rss2": "", "http://backend.userland.com/RSS2": "",
	"http://blogs.law.harvard.edu/tech/rss": "",
}

// parseElements reads a document of one entry to a tree.
func parseElements(text string) (*element, error) {
	const deepest = 6 // below it elements are text
	d := feedDecoder(text)
	top := &element{}
	stack := []*element{top}
	depth := 0
	for {
		from := int(d.InputOffset())
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return top, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w: the entry is broken: %w", readout.ErrFormat, err)
		}
		last := stack[len(stack)-1]
		switch t := t.(type) {
		case xml.StartElement:
			if depth++; depth > deepest {
				break
			}
			space, known := feedSpaces[t.Name.Space]
			if !known {
				space = t.Name.Space + ":"
			}
			e := &element{name: space + t.Name.Local, attrs: t.Attr, inner: stretch{int(d.InputOffset()), int(d.InputOffset())}}
			last.children = append(last.children, e)
			stack = append(stack, e)
		case xml.EndElement:
			if depth--; depth < deepest && len(stack) > 1 {
				last.inner.to = max(from, last.inner.from)
				stack = stack[:len(stack)-1]
			}
		case xml.CharData:
			for _, e := range stack[min(len(stack), 2):] {
				e.text.Write(t)
			}
		}
	}
}

func parseXMLEntry(text string) (feedEntry, error) {
	var e feedEntry
	top, err := parseElements(text)
	if err != nil {
		return e, err
	}
	root := &element{}
	if len(top.children) > 0 {
		root = top.children[0]
	}
	feed := root
	entry := root.child("item", "entry")
	for _, c := range root.children {
		if c.name == "channel" {
			feed = c
		}
		if c.name == "item" || c.name == "entry" {
			entry = c
		}
	}
	for _, c := range feed.children {
		if c.name == "item" || c.name == "entry" {
			entry = c
		}
	}
	e.feedTitle, e.feedLink = feed.value("title"), feed.link()
	e.feedLang = cmp.Or(feed.value("language", "dc:language"), root.attr("lang"), entry.attr("lang"))
	e.title = entry.value("title", "dc:title")
	e.link = resolve(cmp.Or(root.attr("base"), e.feedLink), cmp.Or(entry.link(), entry.permalink()))
	e.authors = entry.people()
	if len(e.authors) == 0 {
		e.authors = feed.people()
	}
	e.dates(entry)
	e.texts(entry, text)
	if s := entry.child("source", "dc:source"); s.name != "" {
		e.sourceTitle, e.sourceBasis = s.value("title"), "atom:source of the entry"
		if e.sourceTitle == "" {
			e.sourceTitle, e.sourceBasis = singleLine(s.text.String()), "source of the entry"
		}
		e.source = cmp.Or(s.attr("url"), s.link())
	}
	return e, nil
}

// link is the address that an element gives for what it describes: the text of
// link, or its href where the relation is "alternate" (RFC 4287, 4.2.7).
func (e *element) link() string {
	other := ""
	for _, c := range e.children {
		if c.name != "link" {
			continue
		}
		if t := strings.TrimSpace(c.text.String()); t != "" && c.attr("href") == "" {
			return t
		}
		if rel := c.attr("rel"); rel == "" || rel == "alternate" {
			other = cmp.Or(other, c.attr("href"))
		}
	}
	return other
}

// permalink is a guid that is an address.
func (e *element) permalink() string {
	g := e.child("guid", "id")
	if v := strings.TrimSpace(g.text.String()); absolute(v) && g.attr("isPermaLink") != "false" {
		return v
	}
	return ""
}

// people are the names of the authors; RSS has "mail (Name)" in author.
func (e *element) people() []string {
	var out []string
	for _, c := range e.children {
		if c.name != "author" && c.name != "dc:creator" || len(out) > 20 {
			continue
		}
		v := c.value("name")
		if v == "" && len(c.children) == 0 {
			v = singleLine(plainText(c.text.String()))
			if m := mailAndName.FindStringSubmatch(v); m != nil {
				v = m[1]
			}
		}
		if v != "" && !strings.Contains(v, "@") {
			out = append(out, v)
		}
	}
	return out
}

var mailAndName = regexp.MustCompile(`^\S+@\S+ \(([^()]+)\)$`)

func (e *feedEntry) dates(entry *element) {
	first := func(names ...string) readout.Found {
		for _, n := range names {
			if v := feedDate(entry.value(n)); v != "" {
				return readout.Found{Value: v, Basis: n + " of the entry"}
			}
		}
		return readout.Found{}
	}
	e.published = first("published", "pubDate", "issued", "dc:date", "dcterms:issued", "dcterms:created")
	e.updated = first("updated", "modified", "dcterms:modified")
}

// feedDate reads RFC 3339, W3C dates and those of RFC 5322.
func feedDate(v string) string {
	if d := markupDate(v, ""); d != "" && len(v) > 4 && v[4] == '-' {
		return d
	}
	return dateOfHeader(v)
}

// texts finds the body: the full text before the description. The other of the
// two is kept beside it.
func (e *feedEntry) texts(entry *element, text string) {
	full, short := entry.child("content:encoded", "content"), entry.child("description", "summary")
	e.body, e.summary = full.markup(text), short.markup(text)
	if strings.TrimSpace(e.body) == "" {
		e.body, e.summary = e.summary, ""
	}
}

// markup is the content of a text construct as HTML (RFC 4287, 3.1 and 4.1.3).
func (e *element) markup(text string) string {
	s := e.text.String()
	switch kind := strings.ToLower(e.attr("type")); {
	case len(e.children) > 0 && e.inner.to <= len(text):
		return text[e.inner.from:e.inner.to]
	case kind == "text" || kind == "text/plain" || !looksMarkedUp(s):
		return paragraphs(s)
	}
	return s
}

var markedUp = regexp.MustCompile(`<[a-zA-Z/!]|&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,6});`)

func looksMarkedUp(s string) bool { return markedUp.MatchString(s) }

// paragraphs makes HTML of plain text.
func paragraphs(s string) string {
	var b strings.Builder
	for _, p := range strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n\n") {
		if strings.TrimSpace(p) != "" {
			b.WriteString("<p>" + html.EscapeString(p) + "</p>\n")
		}
	}
	return b.String()
}

var anyTag = regexp.MustCompile(`<[^<>]{0,1000}>`)

// plainText is a title without the markup that some feeds put in it.
func plainText(s string) string {
	if !looksMarkedUp(s) {
		return s
	}
	return html.UnescapeString(anyTag.ReplaceAllString(s, " "))
}

func resolve(base, ref string) string {
	ref = strings.TrimSpace(ref)
	if absolute(ref) || ref == "" {
		return ref
	}
	b, err := url.Parse(strings.TrimSpace(base))
	if err != nil || b.Host == "" {
		return ""
	}
	u, err := b.Parse(ref)
	if err != nil {
		return ""
	}
	return u.String()
}

// jsonEntry is an item of a JSON Feed.
type jsonEntry struct {
	URL       string       `json:"url"`
	Title     string       `json:"title"`
	HTML      string       `json:"content_html"`
	Text      string       `json:"content_text"`
	Summary   string       `json:"summary"`
	Published string       `json:"date_published"`
	Modified  string       `json:"date_modified"`
	Language  string       `json:"language"`
	Author    *jsonAuthor  `json:"author"`
	Authors   []jsonAuthor `json:"authors"`
}

func parseJSONEntry(doc []byte) (feedEntry, error) {
	f, err := parseJSONFeed(doc)
	if err != nil {
		return feedEntry{}, err
	}
	var j jsonEntry
	if err := json.Unmarshal(f.Items[0], &j); err != nil {
		return feedEntry{}, fmt.Errorf("%w: the entry is broken: %w", readout.ErrFormat, err)
	}
	e := feedEntry{
		title: singleLine(j.Title), link: resolve(f.Home, j.URL), feedTitle: singleLine(f.Title), feedLink: f.Home,
		feedLang: cmp.Or(j.Language, f.Language), body: j.HTML, summary: paragraphs(j.Summary),
	}
	if v := feedDate(j.Published); v != "" {
		e.published = readout.Found{Value: v, Basis: "date_published of the entry"}
	}
	if v := feedDate(j.Modified); v != "" {
		e.updated = readout.Found{Value: v, Basis: "date_modified of the entry"}
	}
	if strings.TrimSpace(e.body) == "" {
		e.body = paragraphs(j.Text)
	}
	if strings.TrimSpace(e.body) == "" {
		e.body, e.summary = e.summary, ""
	}
	authors := j.Authors
	if j.Author != nil {
		authors = append(authors, *j.Author)
	}
	if len(authors) == 0 {
		authors = f.Authors
		if f.Author != nil {
			authors = append(authors, *f.Author)
		}
	}
	for _, a := range authors {
		if n := singleLine(a.Name); n != "" && !strings.Contains(n, "@") && len(e.authors) < 20 {
			e.authors = append(e.authors, n)
		}
	}
	return e, nil
}

// house is the outlet: the part of the feed's title that the gazetteer or the
// feed's host knows, else the title as it is.
func (e *feedEntry) house() readout.Found {
	if e.feedTitle == "" {
		return readout.Found{}
	}
	for _, t := range titleParts(e.feedTitle) {
		if n, ok := newsroom(t); ok && t != e.feedTitle {
			return readout.Found{Value: n, Basis: "title of the feed: " + e.feedTitle}
		}
		if n, ok := houseOf(t, []string{host(e.feedLink)}); ok && t != e.feedTitle {
			return readout.Found{Value: n, Basis: "title of the feed: " + e.feedTitle}
		}
	}
	return readout.Found{Value: e.feedTitle, Basis: "title of the feed"}
}

// origin is whose the entry is where the feed passes it on: the source that it
// states, or a newsroom that stands for its author.
func (e *feedEntry) origin(outlet string) readout.Found {
	if v := e.sourceTitle; v != "" && len(v) < 200 && !absolute(v) && !sameHouse(v, outlet) {
		if n, ok := newsroom(v); ok {
			v = n
		}
		return readout.Found{Value: v, Basis: e.sourceBasis}
	}
	if n, ok := knownOutlet(e.source); ok && !sameHouse(n, outlet) {
		return readout.Found{Value: n, Basis: e.sourceBasis + ", host " + host(e.source)}
	}
	for _, a := range e.authors {
		if n, ok := newsroom(fold.Line(a)); ok && !sameHouse(n, outlet) && !sameHouse(a, outlet) {
			return readout.Found{Value: n, Basis: "author of the entry"}
		}
	}
	return readout.Found{}
}
