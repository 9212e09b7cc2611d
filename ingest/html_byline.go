package ingest

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// readByline finds who the page says wrote it, the most explicit statement
// first.
func (h *htmlPage) readByline(article thing) []readout.Found {
	for _, try := range []func(thing) ([]string, string){h.schemaAuthors, h.metaAuthors, h.itemAuthors, h.linkAuthors, h.shownAuthors} {
		values, basis := try(article)
		var out []readout.Found
		for _, v := range values {
			for _, name := range bylineNames(v) {
				if h.isPerson(name) && !contains(out, name) {
					out = append(out, readout.Found{Value: name, Basis: basis})
				}
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

func contains(list []readout.Found, name string) bool {
	for _, f := range list {
		if fold.Key(f.Value) == fold.Key(name) {
			return true
		}
	}
	return false
}

func (h *htmlPage) schemaAuthors(article thing) ([]string, string) {
	var out []string
	for _, key := range []string{"author", "creator"} {
		for _, v := range article.texts(key) {
			if t := h.facts.byID(v); t != nil {
				v = t.text("name")
			}
			out = append(out, v)
		}
		if len(out) > 0 {
			return out, "JSON-LD " + key
		}
	}
	return nil, ""
}

func (h *htmlPage) metaAuthors(thing) ([]string, string) {
	for _, key := range []string{"author", "article:author", "byl", "parsely-author", "dc.creator", "dcterms.creator", "sailthru.author", "citation_author", "article:author_name", "og:article:author", "cxenseparse:author"} {
		var out []string
		for _, m := range h.facts.meta {
			if m.key == key && h.isPerson(m.value) {
				out = append(out, m.value)
			}
		}
		if len(out) > 0 {
			return out, "meta " + key
		}
	}
	return nil, ""
}

func (h *htmlPage) itemAuthors(thing) ([]string, string) {
	var out []string
	for _, m := range h.facts.item {
		if m.key == "author" && len(m.value) < 80 {
			out = append(out, m.value)
		}
	}
	return out[:min(len(out), 3)], "itemprop author"
}

func (h *htmlPage) linkAuthors(thing) ([]string, string) {
	var out []string
	for _, l := range h.facts.links {
		if strings.HasPrefix(l.key, "a ") && len(l.value) < 80 {
			out = append(out, l.value)
		}
	}
	return out[:min(len(out), 1)], "link author"
}

// shownAuthors looks for a block named for the author, or one that begins with
// "By", near the headline.
func (h *htmlPage) shownAuthors(thing) ([]string, string) {
	for _, near := range []bool{true, false} {
		for i := range h.blocks {
			b := &h.blocks[i]
			if b.chars > 100 || b.form || near && (h.head < 0 || i < h.head-3 || i > h.head+10) {
				continue
			}
			if under(b.outer, atom.Aside, atom.Nav, atom.Footer) {
				continue
			}
			if w := h.named(b, readout.RoleByline); w != "" && len(bylineNames(b.text)) > 0 && h.isPerson(bylineNames(b.text)[0]) {
				return []string{b.text}, "block named " + w
			}
			if near && opensByline(b.text) && b.chars < 60 {
				return []string{b.text}, "line by the headline"
			}
		}
	}
	return nil, ""
}

// openings are the words that a line of authors begins with.
var openings = []string{"by ", "von ", "par ", "por ", "di ", "written by ", "text: ", "autor: ", "author: ", "foto: "}

func opensByline(t string) bool {
	k := fold.Key(t)
	for _, o := range openings[:8] {
		if strings.HasPrefix(k, o) {
			rest := []rune(t)[len([]rune(o)):]
			return len(rest) > 0 && unicode.IsUpper(rest[0])
		}
	}
	return false
}

// isPerson tells a name from addresses, accounts and the site's own name.
func (h *htmlPage) isPerson(s string) bool {
	k := fold.Key(s)
	words := strings.Fields(k)
	switch {
	case k == "" || len(k) > 60 || len(words) > 6 || strings.ContainsAny(k, "@/<>{}|=_") || strings.Contains(k, "www."):
		return false
	case k == fold.Key(h.siteName()) || k == fold.Key(h.page.outlet.Value):
		return false
	case k == "admin" || k == "administrator" || k == "webmaster" || k == "redaktion" || k == "editor" || k == "staff" || k == "unknown" || k == "author":
		return false
	}
	letters := 0
	for _, r := range k {
		if unicode.IsLetter(r) {
			letters++
		}
		if unicode.IsDigit(r) {
			return false
		}
	}
	return letters >= 2
}

// isByline reports whether a short block outside running text names the
// authors.
func (h *htmlPage) isByline(i int) bool {
	b := &h.blocks[i]
	if b.chars > 120 || len(h.page.byline) == 0 || under(b.outer, atom.H1, atom.Li) && h.score[i] > 0 {
		return false
	}
	k := fold.Key(b.text)
	rest := k
	found := false
	for _, f := range h.page.byline {
		if n := fold.Key(f.Value); strings.Contains(rest, n) {
			rest = strings.Replace(rest, n, "", 1)
			found = true
		}
	}
	return found && len(rest) <= 30 && (len(rest) <= 8 || h.named(b, readout.RoleByline) != "" || opensByline(b.text))
}

var _ *html.Node
