package ingest

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"github.com/readout-project/readout"
)

// maxTags bounds the tree of a page; a page with more is refused by name.
const maxTags = 1_000_000

// readHTML reads a page in four steps: characters, tree, blocks with their
// scores, then roles and metadata. The tree is parsed once and never changed.
func readHTML(data []byte) (*page, error) { return readHTMLAt(data, "") }

// readHTMLAt reads a page that an address served; "" where none is known.
func readHTMLAt(data []byte, address string) (*page, error) {
	m, err := theBlockModel()
	if err != nil {
		return nil, err
	}
	r, err := theRankers()
	if err != nil {
		return nil, err
	}
	h, err := openHTML(m, r, data)
	if err != nil {
		return nil, err
	}
	h.address = address
	return h.read(), nil
}

func openHTML(m *blockModel, r *rankers, data []byte) (*htmlPage, error) {
	text, _ := decodeText(data)
	if n := strings.Count(text, "<"); n > maxTags {
		return nil, fmt.Errorf("%w: the page has %d tags, the limit is %d; split it", readout.ErrFormat, n, maxTags)
	}
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		// The parser refuses trees deeper than 512 elements.
		doc = parseFlat(text)
	}
	blocks, stated := segment(doc)
	s := newScene(blocks, m.dict)
	return &htmlPage{scene: s, facts: stated, score: m.judge(s), rank: r}, nil
}

// htmlPage is a page being read.
type htmlPage struct {
	*scene
	facts   *facts
	score   []int
	rank    *rankers
	page    *page
	address string // that served it; "" for a file
	head    int    // block of the headline, -1 for none
	from    int    // first and last block of the article's text, -1 for none
	to      int
}

func (h *htmlPage) read() *page {
	h.page = &page{format: "html", lines: make([]line, len(h.blocks))}
	for i := range h.blocks {
		h.page.lines[i] = line{text: h.blocks[i].text, repeats: -1}
	}
	h.keepSomething()
	h.findRange()
	h.readTitle()
	h.dropBeforeHeadline()
	h.readMetadata()
	h.giveRoles()
	h.readOrigin()
	return h.page
}

// parseFlat builds a tree of bounded depth from the tokens of a page that nests
// too deep for the parser: elements below the bound become siblings.
func parseFlat(text string) *html.Node {
	const deepest = 100
	doc := &html.Node{Type: html.DocumentNode}
	stack := []*html.Node{doc}
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return doc
		case html.TextToken:
			stack[len(stack)-1].AppendChild(&html.Node{Type: html.TextNode, Data: string(z.Text())})
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			n := &html.Node{Type: html.ElementNode, Data: t.Data, DataAtom: t.DataAtom, Attr: t.Attr}
			stack[len(stack)-1].AppendChild(n)
			if t.Type == html.StartTagToken && !void[t.Data] && len(stack) < deepest {
				stack = append(stack, n)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			stack = closeElement(stack, string(name))
		}
	}
}

// void are the elements without content.
var void = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true,
	"link": true, "meta": true, "param": true, "source": true, "track": true, "wbr": true,
}

// closeElement takes the innermost element of that name and those in it off the
// stack; an end without a start changes nothing.
func closeElement(stack []*html.Node, name string) []*html.Node {
	for k := len(stack) - 1; k > 0; k-- {
		if stack[k].Data == name {
			return stack[:k]
		}
	}
	return stack
}
