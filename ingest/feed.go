package ingest

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/readout-project/readout"
)

// Limits on one feed; one with more is refused by name.
const (
	maxFeedEntries = 10_000
	maxFeedDepth   = 300      // elements in elements
	maxFeedHead    = 64 << 10 // bytes of what is kept of the feed beside an entry
)

// feedKind tells a feed: "xml" for RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom (RFC
// 4287), "json" for JSON Feed 1.0 and 1.1, else "".
func feedKind(data []byte) string {
	s := skipProlog(sniffHead(data))
	if strings.HasPrefix(s, "<!doctype rss") || strings.HasPrefix(s, "<!doctype rdf") || strings.HasPrefix(s, "<!doctype feed") {
		if i := strings.Index(s, "<r"); i > 0 {
			s = s[i:]
		} else if i := strings.Index(s, "<feed"); i > 0 {
			s = s[i:]
		}
	}
	switch {
	case xmlKind(s) == "a feed":
		return "xml"
	case strings.HasPrefix(s, "{") && strings.Contains(s, "jsonfeed.org/version/"):
		return "json"
	}
	return ""
}

// cutFeed cuts a feed into one document for each entry: a feed of the same form
// that has the root, the feed's own title, link, language and author, and that
// entry, all byte for byte as in the feed once it is in UTF-8. What changes with
// every fetch of the feed is left out, so that an entry that has not changed has
// the same bytes again.
func cutFeed(data []byte) ([][]byte, error) {
	if feedKind(data) == "json" {
		return cutJSONFeed(data)
	}
	c := feedCut{text: feedText(data)}
	if err := c.run(); err != nil {
		return nil, err
	}
	return c.documents()
}

// feedText is a feed in UTF-8, without characters that XML does not have.
func feedText(data []byte) string {
	text, _ := decodeText(data)
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 {
			return r
		}
		return utf8.RuneError
	}, text)
}

// feedDecoder reads XML as loosely as the standard library can: feeds are often
// not well formed. It expands no entity but those of HTML and fetches nothing.
func feedDecoder(text string) *xml.Decoder {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	return d
}

// stretch is a part of a feed's text.
type stretch struct{ from, to int }

// feedCut finds where the parts of a feed stand.
type feedCut struct {
	text    string
	stack   []string // local names of the open elements
	root    stretch  // start tags
	channel stretch
	head    []stretch
	entries []stretch
}

// headFields are what an entry keeps of its feed.
var headFields = map[string]bool{"title": true, "link": true, "language": true, "author": true}

func (c *feedCut) run() error {
	d := feedDecoder(c.text)
	open := -1 // start of the head field or entry that is being read
	at := 0
	for {
		from := int(d.InputOffset())
		t, err := d.Token()
		if err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return fmt.Errorf("%w: the feed is broken behind entry %d (%w); save its pages instead", readout.ErrFormat, len(c.entries), err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if c.stack = append(c.stack, strings.ToLower(t.Name.Local)); len(c.stack) > maxFeedDepth {
				return fmt.Errorf("%w: the feed nests more than %d elements; save its pages instead", readout.ErrFormat, maxFeedDepth)
			}
			c.start(stretch{from, int(d.InputOffset())})
			if open < 0 && (c.atEntry() || c.atHead()) {
				open, at = len(c.stack), from
			}
		case xml.EndElement:
			if err := c.end(&open, stretch{at, int(d.InputOffset())}); err != nil {
				return err
			}
		}
	}
}

func (c *feedCut) end(open *int, whole stretch) error {
	if len(c.stack) == 0 {
		return nil
	}
	if len(c.stack) == *open {
		if *open = -1; c.atEntry() {
			c.entries = append(c.entries, whole)
		} else {
			c.head = append(c.head, whole)
		}
	}
	c.stack = c.stack[:len(c.stack)-1]
	if len(c.entries) > maxFeedEntries {
		return fmt.Errorf("%w: the feed has more than %d entries; split it", readout.ErrFormat, maxFeedEntries)
	}
	return nil
}

func (c *feedCut) start(tag stretch) {
	switch {
	case len(c.stack) == 1 && c.root.to == 0:
		c.root = tag
	case len(c.stack) == 2 && c.stack[1] == "channel" && c.channel.to == 0:
		c.channel = tag
	}
}

// atEntry reports whether the innermost element is an entry: in the root, or in
// the channel of the root.
func (c *feedCut) atEntry() bool {
	n := len(c.stack)
	if n < 2 || c.stack[n-1] != "item" && c.stack[n-1] != "entry" {
		return false
	}
	return n == 2 || n == 3 && c.stack[1] == "channel"
}

func (c *feedCut) atHead() bool {
	n := len(c.stack)
	if n < 2 || !headFields[c.stack[n-1]] {
		return false
	}
	return n == 2 && c.stack[0] == "feed" || n == 3 && c.stack[1] == "channel"
}

// documents puts each entry into a feed of its own.
func (c *feedCut) documents() ([][]byte, error) {
	if len(c.entries) == 0 {
		return nil, fmt.Errorf("%w: the feed has no entries", readout.ErrFormat)
	}
	var head strings.Builder
	for _, h := range append([]stretch{c.root, c.channel}, c.head...) {
		head.WriteString(c.text[h.from:h.to])
	}
	after := ""
	if c.channel.to > 0 {
		end := endTag(c.text[c.channel.from:c.channel.to])
		if c.stackRoot() == "rdf" {
			head.WriteString(end)
		} else {
			after = end
		}
	}
	after += endTag(c.text[c.root.from:c.root.to])
	if head.Len() > maxFeedHead {
		return nil, fmt.Errorf("%w: the title, links and names of the feed have more than %d kB; save its pages instead", readout.ErrFormat, maxFeedHead>>10)
	}
	out := make([][]byte, len(c.entries))
	for i, e := range c.entries {
		out[i] = []byte(head.String() + c.text[e.from:e.to] + after)
	}
	return out, nil
}

// stackRoot is the local name of the root.
func (c *feedCut) stackRoot() string {
	name := strings.ToLower(tagName(c.text[c.root.from:c.root.to]))
	if i := strings.IndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	return name
}

func tagName(start string) string {
	start = strings.TrimLeft(start, "< \t\r\n")
	if i := strings.IndexAny(start, " \t\r\n/>"); i >= 0 {
		return start[:i]
	}
	return start
}

func endTag(start string) string { return "</" + tagName(start) + ">" }

// jsonFeed is a JSON Feed 1.1 (jsonfeed.org).
type jsonFeed struct {
	Version  string            `json:"version"`
	Title    string            `json:"title,omitempty"`
	Home     string            `json:"home_page_url,omitempty"`
	Language string            `json:"language,omitempty"`
	Author   *jsonAuthor       `json:"author,omitempty"` // 1.0
	Authors  []jsonAuthor      `json:"authors,omitempty"`
	Items    []json.RawMessage `json:"items"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

func parseJSONFeed(data []byte) (jsonFeed, error) {
	var f jsonFeed
	text, _ := decodeText(data)
	text = strings.TrimPrefix(text, "\uFEFF")
	if err := json.Unmarshal([]byte(text), &f); err != nil {
		return f, fmt.Errorf("%w: the JSON Feed is broken (%w); fetch it again", readout.ErrFormat, err)
	}
	switch {
	case len(f.Items) == 0:
		return f, fmt.Errorf("%w: the feed has no entries", readout.ErrFormat)
	case len(f.Items) > maxFeedEntries:
		return f, fmt.Errorf("%w: the feed has more than %d entries; split it", readout.ErrFormat, maxFeedEntries)
	}
	return f, nil
}

func cutJSONFeed(data []byte) ([][]byte, error) {
	f, err := parseJSONFeed(data)
	if err != nil {
		return nil, err
	}
	items := f.Items
	f.Items = []json.RawMessage{}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(f); err != nil {
		return nil, err
	}
	head, ok := bytes.CutSuffix(bytes.TrimSpace(b.Bytes()), []byte("]}"))
	if !ok || len(head) > maxFeedHead {
		return nil, fmt.Errorf("%w: the title and names of the feed have more than %d kB; save its pages instead", readout.ErrFormat, maxFeedHead>>10)
	}
	out := make([][]byte, len(items))
	for i, raw := range items {
		out[i] = bytes.Join([][]byte{head, raw, []byte("]}")}, nil)
	}
	return out, nil
}
