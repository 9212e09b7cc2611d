package ingest

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/readout-project/readout"
)

// choice is what of a message is read, and what is only named.
type choice struct {
	main      *mailPart
	rest      []*mailPart // plain texts that go on from a plain main part
	forwarded []*mailPart // messages in it
	page      *page       // of main, where it was read to choose
	aside     []asidePart
}

type asidePart struct {
	part *mailPart
	why  string
}

func (m *mailPart) isText() bool {
	return !m.attached && (m.media == "text/html" || m.media == "text/plain" || m.media == "application/xhtml+xml")
}

func (m *mailPart) isHTML() bool { return m.media == "text/html" || m.media == "application/xhtml+xml" }

// choose finds the part that holds the text.
func (m *mailPart) choose() *choice {
	c := &choice{}
	c.visit(m)
	return c
}

func (c *choice) visit(m *mailPart) {
	if m.broken != "" {
		c.leave(m, "broken: "+m.broken)
	}
	switch {
	case m.media == "multipart/alternative":
		c.alternative(m)
	case strings.HasPrefix(m.media, "multipart/"):
		for _, p := range m.parts {
			c.visit(p)
		}
	case len(m.parts) == 1:
		c.forwarded = append(c.forwarded, m.parts[0])
	case m.isText() && len(bytes.TrimSpace(m.body)) == 0:
	case m.isText() && c.main == nil:
		c.main = m
	case m.isText() && m.media == "text/plain" && c.main.media == "text/plain" && m.name == "":
		c.rest = append(c.rest, m)
	case m.isText() && m.isHTML() && c.main.media == "text/plain" && c.page == nil && len(m.body) > 4*len(c.main.body):
		c.leave(c.main, "a text beside the longer HTML, not read")
		for _, p := range c.rest {
			c.leave(p, "a text beside the longer HTML, not read")
		}
		c.main, c.rest = m, nil
	default:
		c.leave(m, "not read")
	}
}

func (c *choice) leave(m *mailPart, why string) { c.aside = append(c.aside, asidePart{m, why}) }

// alternative takes one of several forms of one text (RFC 2046, 5.1.4): HTML,
// unless it has less than half of the words of the plain text.
func (c *choice) alternative(m *mailPart) {
	var forms []*choice
	for _, p := range m.parts {
		f := &choice{}
		f.visit(p)
		forms = append(forms, f)
	}
	best := -1
	for i, f := range forms {
		if f.main != nil && (best < 0 || f.main.isHTML() && !forms[best].main.isHTML()) {
			best = i
		}
	}
	if best >= 0 && forms[best].main.isHTML() {
		if plain := slices.IndexFunc(forms, func(f *choice) bool { return f.main != nil && !f.main.isHTML() }); plain >= 0 && forms[best].lacks(forms[plain]) {
			best = plain
		}
	}
	for i, f := range forms {
		c.forwarded = append(c.forwarded, f.forwarded...)
		c.aside = append(c.aside, f.aside...)
		switch {
		case f.main == nil:
		case i != best || c.main != nil:
			c.leave(f.main, "the same in another form, not read")
		default:
			c.main, c.rest, c.page = f.main, f.rest, f.page
		}
	}
}

// lacks reports whether the HTML has less than half of what the plain text has.
func (c *choice) lacks(plain *choice) bool {
	p, err := c.read()
	if err != nil {
		return true
	}
	words := 0
	for _, l := range p.lines {
		words += len(strings.Fields(l.text))
	}
	return 2*words < len(strings.Fields(string(plain.main.body)))
}

// read reads the chosen part.
func (c *choice) read() (*page, error) {
	if c.page != nil {
		return c.page, nil
	}
	data := inUTF8(c.main.body, c.main.params["charset"], true)
	var err error
	if c.main.isHTML() {
		c.page, err = readHTML(data)
	} else {
		for _, p := range c.rest {
			data = slices.Concat(data, []byte("\n\n"), bytes.TrimPrefix(inUTF8(p.body, p.params["charset"], false), []byte("\uFEFF")))
		}
		c.page, err = readText(data)
	}
	if err == nil && len(c.page.lines) == 0 {
		err = fmt.Errorf("%w: the mail holds no text", readout.ErrFormat)
	}
	return c.page, err
}

// named are lines that name what was not read: the name of the part, else what
// its header says it is.
func (c *choice) named() []line {
	var out []line
	for _, a := range c.aside {
		out = append(out, a.line())
	}
	for _, m := range c.forwarded {
		text := decodeWords(m.header.Get("Subject"))
		if text == "" {
			text = "message/rfc822"
		}
		out = append(out, line{text: text, role: readout.RoleOther, reason: "a forwarded mail beside others, not read: save it by itself", repeats: -1})
	}
	return out
}

func (a asidePart) line() line {
	text := a.part.name
	if text == "" || !utf8.ValidString(text) {
		text = singleLine(a.part.header.Get("Content-Type"))
	}
	if text == "" {
		text = a.part.media
	}
	return line{text: text, role: readout.RoleOther, reason: fmt.Sprintf("part of the mail, %s, %s: %s", singleLine(a.part.media), size(len(a.part.body)), a.why), repeats: -1}
}

// kinds are the media types of what a message holds.
func (c *choice) kinds() string {
	var out []string
	for _, a := range c.aside {
		if k := singleLine(a.part.media); !slices.Contains(out, k) && len(out) < 6 {
			out = append(out, k)
		}
	}
	if len(out) == 0 {
		return "it is empty"
	}
	return "only " + strings.Join(out, ", ")
}

// size is a number of bytes for people.
func size(n int) string {
	switch {
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%d kB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}
