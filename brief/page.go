package brief

import (
	"bufio"
	"io"
	"strings"
)

// style is a terminal rendition (ECMA-48 SGR), used only where colour is asked
// for.
type style string

const (
	normal style = ""
	bold   style = "1"
	dim    style = "2"
	red    style = "31"
	green  style = "32"
	yellow style = "33"
)

// page writes folded lines. Its methods take clean text.
type page struct {
	w     *bufio.Writer
	width int
	color bool
}

func newPage(w io.Writer, opt Options) *page {
	return &page{w: bufio.NewWriter(w), width: opt.width(), color: opt.Color}
}

func (p *page) paint(st style, s string) string {
	if !p.color || st == normal || s == "" {
		return s
	}
	return "\x1b[" + string(st) + "m" + s + "\x1b[0m"
}

func (p *page) line(s string) {
	p.w.WriteString(strings.TrimRight(s, " ")) //nolint:errcheck // bufio keeps the error for Flush
	p.w.WriteByte('\n')                        //nolint:errcheck // likewise
}

func (p *page) blank() { p.line("") }

// item writes a prefix and a text folded behind it with a hanging indent. The
// prefix is padded to the indent; a wider one has one blank behind it.
func (p *page) item(st style, prefix string, indent int, text string) {
	prefix = strings.TrimRight(prefix, " ")
	lead := indent
	if n := columns(prefix); n >= indent && n > 0 {
		lead = n + 1
	}
	gap := strings.Repeat(" ", lead-columns(prefix))
	lines := wrap(text, p.width, lead, indent)
	first := p.paint(st, prefix)
	if lines[0] != "" {
		first += gap + lines[0]
	}
	if first != "" {
		p.line(first)
	}
	for _, l := range lines[1:] {
		p.line(l)
	}
}

// text writes a folded text at an indent.
func (p *page) text(indent int, text string) { p.item(normal, "", indent, text) }

// head writes the head of a section on a line of its own with a remark.
func (p *page) head(name, remark string) {
	p.blank()
	p.item(bold, name, len(name)+2, remark)
}

// fit is the number of columns left for a quotation that shares two lines with
// other text.
func (p *page) fit(indent int, other string) int {
	return max(leastColumns, 2*(p.width-indent)-columns(other)-8)
}

func (p *page) flush() error { return p.w.Flush() }
