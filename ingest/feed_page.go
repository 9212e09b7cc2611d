package ingest

import (
	"fmt"
	"html"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// read makes a page of the entry: its text goes through the reader of HTML, with
// what the feed states set where a page would state it.
func (e *feedEntry) read() (*page, error) {
	outlet := e.house()
	p, err := readHTML([]byte("\uFEFF" + e.markup(outlet.Value)))
	if err != nil {
		return nil, err
	}
	p.format = "feed"
	if len(p.lines) == 0 {
		return nil, fmt.Errorf("%w: the entry has neither title nor text", readout.ErrFormat)
	}
	e.describe(p, outlet)
	if e.title != "" && (len(p.lines) == 0 || p.lines[0].role != readout.RoleHeadline) {
		p.nameHeadline(e.title)
	}
	p.entryText()
	if note := e.summaryLine(p); note.text != "" {
		p.lines = append(p.lines, note)
	}
	return p, nil
}

// markup sets the text of the entry into a page.
func (e *feedEntry) markup(outlet string) string {
	var b strings.Builder
	esc := html.EscapeString
	b.WriteString("<html")
	if l := primaryTag(e.feedLang); l != "" {
		b.WriteString(` lang="` + l + `"`)
	}
	b.WriteString("><head><title>" + esc(e.title) + "</title>")
	if outlet != "" {
		b.WriteString(`<meta property="og:site_name" content="` + esc(outlet) + `">`)
	}
	if absolute(e.link) {
		b.WriteString(`<link rel="canonical" href="` + esc(e.link) + `">`)
	}
	b.WriteString("</head><body><article>")
	if e.title != "" {
		b.WriteString("<h1>" + esc(e.title) + "</h1>\n")
	}
	b.WriteString("<div>" + e.body + "</div></article></body></html>")
	return b.String()
}

// describe sets what the feed states; each with the field that states it.
func (e *feedEntry) describe(p *page, outlet readout.Found) {
	p.outlet = outlet
	if e.title != "" {
		p.title = readout.Found{Value: e.title, Basis: "title of the entry"}
	}
	p.canonical = readout.Found{}
	if absolute(e.link) {
		p.canonical = readout.Found{Value: e.link, Basis: "link of the entry"}
	}
	switch {
	case e.published.Stated():
		p.published, p.modified = e.published, readout.Found{}
		if e.updated.Stated() && e.updated.Value != e.published.Value {
			p.modified = e.updated
		}
	case e.updated.Stated():
		p.published, p.modified = readout.Found{Value: e.updated.Value, Basis: e.updated.Basis + ", which states no other date"}, readout.Found{}
	}
	p.lang.Basis = strings.Replace(p.lang.Basis, "html lang", "language of the feed", 1)
	if o := e.origin(outlet.Value); o.Stated() {
		p.origin = o
	}
	var by []readout.Found
	for _, a := range e.authors {
		if _, house := newsroom(fold.Line(a)); house || sameHouse(a, outlet.Value) {
			continue
		}
		names := bylineNames(a)
		if len(names) == 0 && looksLikeName(fold.Line(a)) {
			names = []string{a}
		}
		for _, n := range names {
			by = append(by, readout.Found{Value: n, Basis: "author of the entry"})
		}
	}
	if by != nil {
		p.byline = by
	}
}

// nameHeadline gives the block of the title its role, where the reader of HTML
// took it for another.
func (p *page) nameHeadline(title string) {
	key := titleKey(title)
	for i := range p.lines {
		l := &p.lines[i]
		if titleKey(l.text) == key {
			l.role, l.reason, l.repeats = readout.RoleHeadline, "title of the entry", -1
			return
		}
	}
}

// entryText makes sentences of an entry its text where the reader of HTML found
// none: a feed says which field is the text, and a short one looks like furniture of a
// page.
func (p *page) entryText() {
	if slices.ContainsFunc(p.lines, func(l line) bool { return l.role.Text() }) {
		return
	}
	role := readout.RoleLead
	for i := range p.lines {
		l := &p.lines[i]
		if l.role == readout.RoleOther && strings.ContainsRune(l.text, ' ') && sentenceEnd(l.text) {
			l.role, l.reason, role = role, "the text of the entry, as the feed gives it", readout.RoleBody
		}
	}
}

// sentenceEnd reports whether text ends as a sentence does.
func sentenceEnd(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, "\"'”’)"))
	return strings.ContainsRune(".!?…", last)
}

// summaryLine is the description that stands beside the full text; it is set
// aside, since it says the same.
func (e *feedEntry) summaryLine(p *page) line {
	text := singleLine(plainText(e.summary))
	if text == "" {
		return line{}
	}
	for i, l := range p.lines {
		if l.role != readout.RoleRepeat && fold.Key(l.text) == fold.Key(text) {
			return line{text: text, role: readout.RoleRepeat, reason: "description of the entry, repeats a block", repeats: i}
		}
	}
	return line{text: text, role: readout.RoleTeaser, reason: "description of the entry, beside its text", repeats: -1}
}
