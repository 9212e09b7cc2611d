package export

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/readout-project/readout"
)

// block writes the block with index i, with those that belong to it, and gives the
// index of the next.
func (p *htmlPage) block(i int) int {
	switch b := &p.blocks[i]; b.kind {
	case heading:
		p.heading(i)
	case item:
		return p.list(i)
	case row:
		return p.table(i)
	case note:
		return p.notes(i)
	default:
		p.put("<p>%s</p>\n", p.inline(b.text))
	}
	return i + 1
}

// heading opens the article of a story, a section of it or a day of a section.
func (p *htmlPage) heading(i int) {
	b := &p.blocks[i]
	name := p.names[i]
	about := fmt.Sprintf(" aria-labelledby=%q", name)
	switch {
	case b.depth == 1:
		p.close("article")
		p.story++
		p.begin("article", about)
	case outside(b):
		p.close("article")
		p.close("section")
		p.begin("section", about)
	case b.depth == 2:
		p.close("section")
		p.begin("section", about)
	}
	n := p.level(b)
	p.put("<h%d id=\"%s\">%s</h%d>\n", n, name, p.inline(b.text), n)
}

// list writes items that follow each other, those of depth 1 inside the one before.
func (p *htmlPage) list(i int) int {
	p.put("<ul>\n")
	for i < len(p.blocks) && p.blocks[i].kind == item {
		b := &p.blocks[i]
		p.put("<li%s>%s", p.idOf(b), p.inline(b.text))
		for _, s := range b.more {
			p.put("<br>\n<span class=\"standing\">%s</span>", p.seeing(s))
		}
		i++
		if b.depth == 0 && i < len(p.blocks) && p.blocks[i].kind == item && p.blocks[i].depth > 0 {
			p.put("\n<ul>\n")
			for ; i < len(p.blocks) && p.blocks[i].kind == item && p.blocks[i].depth > 0; i++ {
				p.put("<li>%s</li>\n", p.inline(p.blocks[i].text))
			}
			p.put("</ul>\n")
		}
		p.put("</li>\n")
	}
	p.put("</ul>\n")
	return i
}

// idOf is the id of an item, at its first place.
func (p *htmlPage) idOf(b *block) string {
	id := itemID(p.story, b.text)
	if id == "" || b.depth > 0 || p.used[id] {
		return ""
	}
	p.used[id] = true
	return fmt.Sprintf(" id=%q", id)
}

// seeAt finds the differences that a judgement refers to, at its end.
var seeAt = regexp.MustCompile(`^(.*; see )(D\d+(?:, D\d+)*)$`)

// seeing is inline with links to the differences that are referred to.
func (p *htmlPage) seeing(s string) string {
	m := seeAt.FindStringSubmatch(s)
	if m == nil {
		return p.inline(s)
	}
	list := strings.Split(m[2], ", ")
	for i, d := range list {
		if id := fmt.Sprintf("s%d-%s", p.story, d); p.ids[id] {
			list[i] = fmt.Sprintf("<a href=\"#%s\">%s</a>", id, d)
		}
	}
	return p.inline(m[1]) + strings.Join(list, ", ")
}

// table writes rows that follow each other; a first cell spans the empty ones
// below it. Its caption is the heading above.
func (p *htmlPage) table(i int) int {
	caption := ""
	if i > 0 && p.blocks[i-1].kind == heading {
		caption = p.inline(p.blocks[i-1].text)
	}
	p.put("<div class=\"wide\">\n<table>\n<caption>%s</caption>\n<thead>\n<tr>", caption)
	for _, c := range p.blocks[i].cells {
		p.put("<th scope=\"col\">%s</th>", p.inline(c))
	}
	p.put("</tr>\n</thead>\n<tbody>\n")
	for i++; i < len(p.blocks) && p.blocks[i].kind == row; i++ {
		cells := p.blocks[i].cells
		p.put("<tr>")
		for k, c := range cells {
			switch {
			case k == 0 && c != "":
				p.put("<th scope=\"row\"%s>%s</th>", p.rows(i), p.inline(c))
			case k > 0:
				p.put("<td>%s</td>", p.inline(c))
			}
		}
		p.put("</tr>\n")
	}
	p.put("</tbody>\n</table>\n</div>\n")
	return i
}

// rows says how many rows the first cell of a row spans, where not one.
func (p *htmlPage) rows(i int) string {
	n := 1
	for i++; i < len(p.blocks) && p.blocks[i].kind == row && len(p.blocks[i].cells) > 0 && p.blocks[i].cells[0] == ""; i++ {
		n++
	}
	if n == 1 {
		return ""
	}
	return fmt.Sprintf(" rowspan=\"%d\"", n)
}

// notes writes the source lines, each with links back to where it is cited.
func (p *htmlPage) notes(i int) int {
	p.close("article")
	p.close("section")
	p.begin("section", ` role="doc-endnotes" aria-labelledby="sources"`)
	n := 2
	p.put("<h%d id=\"sources\">Sources</h%d>\n<ol>\n", n, n)
	for ; i < len(p.blocks) && p.blocks[i].kind == note; i++ {
		b := &p.blocks[i]
		p.put("<li id=\"n%d\">%s", b.n, p.inline(b.text))
		for k := 1; k <= p.refs[b.n]; k++ {
			p.put(" <a href=\"#%s\" role=\"doc-backlink\" aria-label=\"Back to place %d of note %d\">↩</a>", refID(b.n, k), k, b.n)
		}
		p.put("</li>\n")
	}
	p.put("</ol>\n")
	p.close("section")
	return i
}

// refID is the id of the k-th reference to a note.
func refID(note, k int) string { return fmt.Sprintf("r%d-%d", note, k) }

var levels = map[string]bool{
	string(readout.Single): true, string(readout.Relayed): true, string(readout.Corroborated): true,
	string(readout.Disputed): true, string(readout.Withdrawn): true,
}

// inline writes a line with its styles and references to notes.
func (p *htmlPage) inline(s string) string {
	var b strings.Builder
	for _, x := range runs(s) {
		switch text := escape(x.text); {
		case x.note > 0:
			p.refs[x.note]++
			fmt.Fprintf(&b, "<sup><a id=\"%s\" href=\"#n%d\" role=\"doc-noteref\" aria-label=\"Note %d\">%d</a></sup>", refID(x.note, p.refs[x.note]), x.note, x.note, x.note)
		case x.strong && levels[x.text]:
			fmt.Fprintf(&b, "<strong class=\"level %s\">%s</strong>", text, text)
		case x.strong:
			fmt.Fprintf(&b, "<strong>%s</strong>", text)
		case x.emph:
			fmt.Fprintf(&b, "<cite>%s</cite>", text)
		default:
			b.WriteString(text)
		}
	}
	return b.String()
}
