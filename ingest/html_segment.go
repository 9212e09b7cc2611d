package ingest

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlBlock is a stretch of text between two borders of block-level elements.
type htmlBlock struct {
	text  string     // white space made single blanks, nothing else changed
	inner *html.Node // element that holds its first word
	outer *html.Node // nearest block-level element around it
	chars int        // width of the words
	links int        // width of those inside links
	bold  int        // width of those inside strong emphasis
	form  bool       // the words of a form control
}

// brokenAt are the elements that begin and end a block.
var brokenAt = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true,
	atom.Button: true, atom.Caption: true, atom.Center: true, atom.Dd: true, atom.Details: true,
	atom.Dialog: true, atom.Dir: true, atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Fieldset: true,
	atom.Figcaption: true, atom.Figure: true, atom.Footer: true, atom.Form: true, atom.H1: true,
	atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Header: true,
	atom.Hgroup: true, atom.Hr: true, atom.Html: true, atom.Iframe: true, atom.Label: true, atom.Legend: true,
	atom.Li: true, atom.Listing: true, atom.Main: true, atom.Menu: true, atom.Nav: true, atom.Ol: true,
	atom.Optgroup: true, atom.Option: true, atom.P: true, atom.Pre: true, atom.Search: true,
	atom.Section: true, atom.Select: true, atom.Summary: true, atom.Table: true, atom.Tbody: true,
	atom.Td: true, atom.Textarea: true, atom.Tfoot: true, atom.Th: true, atom.Thead: true, atom.Tr: true,
	atom.Ul: true, atom.Video: true, atom.Audio: true,
}

// unread are the elements whose content is not words of the page.
var unread = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Svg: true,
	atom.Iframe: true, atom.Object: true, atom.Embed: true, atom.Canvas: true, atom.Math: true,
	atom.Head: true, atom.Noframes: true, atom.Noembed: true, atom.Datalist: true,
}

// segmenter walks a document once and cuts its text into blocks.
type segmenter struct {
	blocks []htmlBlock
	buf    []byte
	cur    htmlBlock
	blank  bool // a blank is due before the next word
	breaks int  // line breaks since the last word
	link   int  // depth inside links
	strong int
	form   int
	facts  *facts
}

// segment cuts the text of a document into blocks, in document order, and
// collects on the way what the markup states.
func segment(doc *html.Node) ([]htmlBlock, *facts) {
	s := &segmenter{facts: &facts{}}
	s.walk(doc)
	s.flush()
	return s.blocks, s.facts
}

// walk is recursive: the parser bounds the depth of the tree.
func (s *segmenter) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		s.words(n)
		return
	case html.ElementNode:
		s.facts.element(n, len(s.blocks))
		if unread[n.DataAtom] {
			s.facts.walk(n, len(s.blocks))
			return
		}
	case html.DocumentNode:
	default:
		return
	}
	if n.DataAtom == atom.Br {
		s.lineBreak()
		return
	}
	breaks := brokenAt[n.DataAtom]
	if breaks {
		s.flush()
	}
	s.enter(n, 1)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.walk(c)
	}
	if breaks {
		s.flush()
	}
	s.enter(n, -1)
}

func (s *segmenter) enter(n *html.Node, d int) {
	switch n.DataAtom {
	case atom.A:
		s.link += d
	case atom.B, atom.Strong:
		s.strong += d
	case atom.Button, atom.Select, atom.Textarea, atom.Label:
		s.form += d
	}
}

// lineBreak parts blocks where two follow each other, which is how pages
// without paragraphs make them.
func (s *segmenter) lineBreak() {
	s.blank = len(s.buf) > 0
	if s.breaks++; s.breaks >= 2 {
		s.flush()
	}
}

func (s *segmenter) words(n *html.Node) {
	for i := 0; i < len(n.Data); {
		c := n.Data[i]
		if c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\v' || c == 0 {
			s.blank = len(s.buf) > 0
			i++
			continue
		}
		if s.cur.inner == nil {
			s.cur.inner = n.Parent
		}
		if s.blank {
			s.buf = append(s.buf, ' ')
			s.blank = false
		}
		s.breaks = 0
		start := i
		for i < len(n.Data) && n.Data[i] > ' ' {
			i++
		}
		if i == start { // a control character
			i++
			continue
		}
		word := n.Data[start:i]
		s.buf = append(s.buf, word...)
		s.count(width(word))
	}
}

// width is the number of code points, those of the scripts of East Asia twice:
// they say as much as two letters.
func width(s string) int {
	n := utf8.RuneCountInString(s)
	if n == len(s) {
		return n
	}
	for _, r := range s {
		if r >= 0x2E80 && r < 0xFB00 || r >= 0x20000 {
			n++
		}
	}
	return n
}

func (s *segmenter) count(n int) {
	s.cur.chars += n
	if s.link > 0 {
		s.cur.links += n
	}
	if s.strong > 0 {
		s.cur.bold += n
	}
}

func (s *segmenter) flush() {
	s.breaks, s.blank = 0, false
	if text := strings.TrimSpace(lineSeparators.Replace(string(s.buf))); text != "" && strings.Trim(text, invisible) != "" {
		b := s.cur
		b.text, b.form, b.outer = text, s.form > 0, blockParent(s.cur.inner)
		s.blocks = append(s.blocks, b)
	}
	s.buf, s.cur = s.buf[:0], htmlBlock{}
}

// invisible are the characters that show nothing; a block of them alone is no
// block.
const invisible = " \u00a0\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"

// lineSeparators are the line breaks that are no white space of HTML.
var lineSeparators = strings.NewReplacer("\u2028", " ", "\u2029", " ", "\u0085", " ")

// blockParent is the nearest block-level element at or above n.
func blockParent(n *html.Node) *html.Node {
	for p := n; p != nil; p = p.Parent {
		if p.Type == html.ElementNode && brokenAt[p.DataAtom] {
			return p
		}
	}
	return n
}
