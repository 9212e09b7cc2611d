package export

import (
	"bufio"
	"crypto/sha256"
	_ "embed" // for the style
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/readout-project/readout"
)

//go:embed style.css
var style string

// HTML writes the chronology of [Markdown], the same content in the same order, as
// one page that loads nothing and runs nothing: HTML5 with landmarks, a heading
// for each section, notes with links there and back (roles of DPUB-ARIA 1.1), a
// style for light, dark and paper. The policy in its head forbids all but that
// style (CSP 3).
func HTML(w io.Writer, r *readout.Reading, opt Options) error {
	text, err := chronology(r, opt)
	if err != nil {
		return err
	}
	p := &htmlPage{blocks: blocks(text), w: bufio.NewWriter(w), refs: map[int]int{}, ids: map[string]bool{}, names: map[int]string{}}
	p.plan()
	p.head(opt)
	p.body()
	return p.w.Flush()
}

// htmlPage writes blocks as a page.
type htmlPage struct {
	w      *bufio.Writer
	blocks []block
	single bool            // one story: its title is the title of the page
	story  int             // number of the story that is written
	refs   map[int]int     // references to each note so far
	ids    map[string]bool // of claims and differences, as planned
	used   map[string]bool // of them, as written
	names  map[int]string  // ids of the headings, by block
	open   []string        // elements to be closed
}

func (p *htmlPage) put(format string, args ...any) {
	fmt.Fprintf(p.w, format, args...) //nolint:errcheck // bufio keeps the error for Flush
}

// begin opens an element on a line of its own, end closes the last.
func (p *htmlPage) begin(name, attrs string) {
	p.put("<%s%s>\n", name, attrs)
	p.open = append(p.open, name)
}

func (p *htmlPage) end() {
	p.put("</%s>\n", p.open[len(p.open)-1])
	p.open = p.open[:len(p.open)-1]
}

// close ends elements up to and with the named one, where it is open.
func (p *htmlPage) close(name string) {
	if !slices.Contains(p.open, name) {
		return
	}
	for last := ""; last != name; {
		last = p.open[len(p.open)-1]
		p.end()
	}
}

// outside reports a heading of what follows the last story.
func outside(b *block) bool {
	return b.kind == heading && b.depth == 2 && (b.text == apartHead || b.text == unreadHead)
}

var numbered = regexp.MustCompile(`^\[([A-Z]\d+)\]|^([A-Z]\d+) `)

// itemID is the id of a claim or difference in its story: s1-C12.
func itemID(story int, text string) string {
	m := numbered.FindStringSubmatch(plainText(text))
	if m == nil {
		return ""
	}
	return fmt.Sprintf("s%d-%s", story, m[1]+m[2])
}

// plan gives headings their ids and finds the items that can be pointed at.
func (p *htmlPage) plan() {
	story, section, day := 0, 0, 0
	p.used = map[string]bool{}
	for i := range p.blocks {
		b := &p.blocks[i]
		switch {
		case b.kind == heading && b.depth == 1:
			story++
			section, day = 0, 0
			p.names[i] = fmt.Sprintf("s%d", story)
		case outside(b):
			p.names[i] = strings.ReplaceAll(strings.ToLower(b.text), " ", "-")
		case b.kind == heading && b.depth == 2:
			section++
			p.names[i] = fmt.Sprintf("s%d-part%d", story, section)
		case b.kind == heading:
			day++
			p.names[i] = fmt.Sprintf("s%d-day%d", story, day)
		case b.kind == item && b.depth == 0:
			if id := itemID(story, b.text); id != "" {
				p.ids[id] = true
			}
		}
	}
	p.single = story == 1
}

// level is that of a heading: of several stories each is below the page's own.
func (p *htmlPage) level(b *block) int {
	if p.single || outside(b) {
		return b.depth
	}
	return b.depth + 1
}

// title is that of the page.
func (p *htmlPage) title() string {
	n := 0
	for i := range p.blocks {
		if b := &p.blocks[i]; b.kind == heading && b.depth == 1 {
			if n++; p.single {
				return plainText(b.text)
			}
		}
	}
	if n == 0 {
		return "No story"
	}
	return fmt.Sprintf("%d stories", n)
}

func (p *htmlPage) head(opt Options) {
	sum := sha256.Sum256([]byte(style))
	p.put("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
	p.put("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-%s'\">\n", base64.StdEncoding.EncodeToString(sum[:]))
	p.put("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
	p.put("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"%s\">\n", escape(maker(opt)))
	p.put("<title>%s</title>\n<style>%s</style>\n</head>\n", escape(p.title()), style)
}

func (p *htmlPage) body() {
	p.put("<body>\n<a class=\"skip\" href=\"#content\">Skip to the chronology</a>\n")
	p.contents()
	p.begin("main", ` id="content"`)
	if !p.single {
		p.put("<h1>%s</h1>\n", escape(p.title()))
	}
	for i := 0; i < len(p.blocks); {
		i = p.block(i)
	}
	p.close("main")
	p.put("</body>\n</html>\n")
}

// contents is the navigation: the sections of the story; of several, the stories
// with theirs.
func (p *htmlPage) contents() {
	var out strings.Builder
	ends := ""
	link := func(id, text, before, after string) {
		fmt.Fprintf(&out, "%s<li><a href=\"#%s\">%s</a>", before, id, escape(text))
		ends = after
	}
	for i := range p.blocks {
		b := &p.blocks[i]
		before, after := ends, "</li>\n"
		switch {
		case b.kind != heading || b.depth > 2 || b.depth == 1 && p.single:
			continue
		case b.depth == 1:
			after = "\n<ul>\n</ul>\n</li>\n"
		case !outside(b) && !p.single:
			before, after = strings.TrimSuffix(ends, "</ul>\n</li>\n"), "</li>\n</ul>\n</li>\n"
		}
		link(p.names[i], plainText(b.text), before, after)
	}
	if p.hasNotes() {
		link("sources", "Sources", ends, "</li>\n")
	}
	if out.Len() > 0 {
		p.put("<nav aria-label=\"Sections\">\n<ul>\n%s%s</ul>\n</nav>\n", out.String(), ends)
	}
}

func (p *htmlPage) hasNotes() bool {
	return slices.ContainsFunc(p.blocks, func(b block) bool { return b.kind == note })
}

// maker names the program for the forms that say what made them.
func maker(opt Options) string {
	return strings.TrimSpace("Readout " + opt.Version)
}

// escape makes text safe in HTML, in content and in quoted attributes. Characters
// that HTML does not allow become U+FFFD.
func escape(s string) string {
	return html.EscapeString(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r >= 0x7F && r < 0xA0 || r >= 0xFDD0 && r <= 0xFDEF || r&0xFFFE == 0xFFFE {
			return '\uFFFD'
		}
		return r
	}, s))
}
