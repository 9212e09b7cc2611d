package main

import (
	"fmt"
	"path"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// style is a way in which programs save a page as text.
type style string

// The four styles: two text browsers, text with a block a paragraph, and
// indented text with alternative text twice and the first paragraphs again.
const (
	styleLynx    style = "lynx"
	styleW3M     style = "w3m"
	stylePlain   style = "plain"
	styleDoubled style = "doubled"
)

var styles = []style{styleLynx, styleW3M, stylePlain, styleDoubled}

// piece is a block of the page before it is laid out.
type piece struct {
	text  string
	depth int  // of lists; 0 outside
	first bool // first block of its list item
	head  bool
	image bool
	gap   bool // blank line around it in text browsers
}

type renderer struct {
	style style
	out   []piece
	buf   strings.Builder
	depth int
	item  bool
	head  bool
	gap   bool
}

func pieces(doc *html.Node, s style) []piece {
	r := &renderer{style: s}
	r.walk(doc)
	r.flush(true)
	return r.out
}

func (r *renderer) flush(gap bool) {
	t := strings.Join(strings.Fields(r.buf.String()), " ")
	r.buf.Reset()
	if t != "" {
		r.out = append(r.out, piece{text: t, depth: r.depth, first: r.item, head: r.head, gap: r.gap})
		r.item = false
		r.gap = false
	}
	r.gap = r.gap || gap
}

func (r *renderer) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		r.buf.WriteString(n.Data)
		return
	case html.ElementNode:
	default:
		r.children(n)
		return
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Head, atom.Iframe, atom.Object, atom.Select, atom.Textarea:
		return
	case atom.Img:
		r.image(n)
	case atom.Br:
		r.flush(false)
	case atom.Hr:
		r.flush(true)
	case atom.Input:
		r.input(n)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		r.flush(true)
		r.head = true
		r.children(n)
		r.flush(true)
		r.head = false
	case atom.Ul, atom.Ol:
		r.flush(true)
		r.depth++
		r.children(n)
		r.flush(true)
		r.depth--
	case atom.Li:
		r.flush(false)
		r.item = r.depth > 0
		r.children(n)
		r.flush(false)
		r.item = false
	case atom.P, atom.Blockquote, atom.Table, atom.Pre, atom.Form, atom.Dl, atom.Figure:
		r.flush(true)
		r.children(n)
		r.flush(true)
	case atom.Div, atom.Section, atom.Article, atom.Header, atom.Footer, atom.Nav, atom.Aside, atom.Main, atom.Tr,
		atom.Dt, atom.Dd, atom.Figcaption, atom.Address, atom.Fieldset, atom.Body, atom.Video, atom.Label:
		r.flush(false)
		r.children(n)
		r.flush(false)
	case atom.Button:
		r.button(n)
	case atom.Td, atom.Th:
		r.children(n)
		r.buf.WriteString(" ")
	default:
		r.children(n)
	}
}

func (r *renderer) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.walk(c)
	}
}

func (r *renderer) button(n *html.Node) {
	if r.style == styleLynx {
		r.buf.WriteString(" (BUTTON) ")
	}
	r.children(n)
	if r.style != styleLynx {
		r.flush(false)
	}
}

func (r *renderer) input(n *html.Node) {
	if t := attr(n, "type"); t == "hidden" {
		return
	}
	if r.style == styleLynx {
		r.buf.WriteString(" ____________________ ")
	}
	if r.style == styleW3M {
		r.buf.WriteString(" [                    ] ")
	}
}

func (r *renderer) image(n *html.Node) {
	alt := strings.TrimSpace(attr(n, "alt"))
	name := path.Base(attr(n, "src"))
	if i := strings.IndexAny(name, "?#"); i >= 0 {
		name = name[:i]
	}
	switch r.style {
	case styleLynx:
		if alt == "" && name != "" && name != "." {
			alt = "[" + name + "]"
		}
		r.buf.WriteString(" " + alt + " ")
	case styleW3M:
		if alt == "" {
			alt = strings.TrimSuffix(name, path.Ext(name))
		}
		if alt != "" {
			r.buf.WriteString(" [" + alt + "] ")
		}
	case styleDoubled:
		if alt == "" {
			return
		}
		r.flush(false)
		for range 2 {
			r.out = append(r.out, piece{text: strings.Join(strings.Fields(alt), " "), depth: r.depth, first: r.item, image: true})
			r.item = false
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

// layout writes the pieces in their style.
func layout(ps []piece, s style) string {
	switch s {
	case styleLynx:
		return wrapped(ps, 79)
	case styleW3M:
		return wrapped(ps, 0)
	}
	var b strings.Builder
	long := 0
	indent := ""
	if s == styleDoubled {
		indent = "    "
		ps = again(ps)
	}
	for _, p := range ps {
		mark := ""
		if p.depth > 0 && p.first {
			mark = "• "
			if s == styleDoubled {
				mark = "  • "
			}
		}
		fmt.Fprintf(&b, "%s%s%s\n\n", indent, mark, p.text)
		long += len(p.text)
	}
	return b.String()
}

// again repeats the first two long paragraphs behind the second.
func again(ps []piece) []piece {
	var at []int
	for i, p := range ps {
		if len(p.text) > 250 && p.depth == 0 && !p.image {
			at = append(at, i)
		}
		if len(at) == 2 {
			break
		}
	}
	if len(at) < 2 {
		return ps
	}
	var out []piece
	out = append(out, ps[:at[1]+1]...)
	out = append(out, ps[at[0]], ps[at[1]])
	return append(out, ps[at[1]+1:]...)
}

// wrapped lays out like a text browser; width 0 keeps a paragraph on a line.
func wrapped(ps []piece, width int) string {
	var b strings.Builder
	bullets := []string{"*", "+", "o", "#", "@"}
	for i, p := range ps {
		if i > 0 && (p.gap || p.head) {
			b.WriteByte('\n')
		}
		margin, hang := "   ", "   "
		switch {
		case width == 0 && p.depth > 0:
			margin = strings.Repeat("  ", p.depth) + "• "
			hang = strings.Repeat("  ", p.depth+1)
		case width == 0:
			margin, hang = "", ""
		case p.depth > 0:
			margin = strings.Repeat("     ", p.depth) + bullets[(p.depth-1)%5] + " "
			hang = strings.Repeat(" ", len(margin))
		case p.head:
			margin, hang = "", ""
		}
		if !p.first {
			margin = hang
		}
		b.WriteString(fillLines(p.text, margin, hang, width))
	}
	return b.String()
}

func fillLines(text, margin, hang string, width int) string {
	if width == 0 {
		return margin + text + "\n"
	}
	var b strings.Builder
	line, n := margin, 0
	for _, w := range strings.Fields(text) {
		if n > 0 && len([]rune(line))+1+len([]rune(w)) > width-3 {
			b.WriteString(line + "\n")
			line, n = hang, 0
		}
		if n > 0 {
			line += " "
		}
		line += w
		n++
	}
	b.WriteString(line + "\n")
	return b.String()
}
