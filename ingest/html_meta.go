package ingest

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// titleMarks part a headline from a site's name in a title element.
var titleMarks = []string{" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / "}

// readTitle finds the headline: the candidate that the page shows as a heading
// and states in its head, in this order of trust.
func (h *htmlPage) readTitle() {
	h.head = -1
	shown := h.headings()
	find := func(s string) (int, bool) {
		i, ok := shown[titleKey(s)]
		return i, ok
	}
	article := h.facts.article(func(s string) bool { _, ok := find(s); return ok })
	og, ogKey := first(h.facts.meta, "og:title", "twitter:title", "dc.title", "title", "headline", "parsely-title")
	var candidates []readout.Found
	if article != nil {
		candidates = append(candidates, readout.Found{Value: article.text("headline"), Basis: "JSON-LD headline"})
	}
	candidates = append(candidates, readout.Found{Value: og, Basis: "meta " + ogKey})
	for _, t := range titleParts(h.facts.title) {
		candidates = append(candidates, readout.Found{Value: t, Basis: "title element"})
	}
	for _, c := range candidates {
		if i, ok := find(c.Value); ok && c.Value != "" {
			h.head = i
			h.page.title = readout.Found{Value: h.blocks[i].text, Basis: "heading, as in " + c.Basis}
			return
		}
	}
	for _, c := range candidates {
		if part, ok := h.partShown(c.Value, shown); ok {
			h.head = shown[titleKey(part)]
			h.page.title = readout.Found{Value: part, Basis: "heading, part of " + c.Basis}
			return
		}
	}
	if h.h1 >= 0 && h.onlyH1() {
		h.head = h.h1
	}
	for _, c := range candidates {
		if c.Value != "" {
			h.page.title = readout.Found{Value: h.cutSite(c.Value), Basis: c.Basis}
			return
		}
	}
	if h.h1 >= 0 {
		h.page.title = readout.Found{Value: h.blocks[h.h1].text, Basis: "first heading"}
	}
}

// headings maps the folded text of every heading, h1 before others, to its
// block.
func (h *htmlPage) headings() map[string]int {
	shown := map[string]int{}
	rank := map[string]int{}
	for i := range h.blocks {
		r := h.headingRank(i)
		if r == 0 {
			continue
		}
		k := titleKey(h.blocks[i].text)
		if k != "" && (rank[k] == 0 || r < rank[k]) {
			shown[k], rank[k] = i, r
		}
	}
	return shown
}

// headingRank is 1 for h1, 2 for what is named a headline, 3 for lower
// headings, 0 for others.
func (h *htmlPage) headingRank(i int) int {
	n := h.blocks[i].outer
	link := 0
	if h.blocks[i].links > 0 {
		link = 3
	}
	switch n.DataAtom {
	case atom.H1:
		return 1 + link
	case atom.H2, atom.H3, atom.H4:
		return 3 + link
	}
	for k := 0; k < 3 && n != nil; k++ {
		if n.DataAtom == atom.H1 {
			return 1 + link
		}
		c := strings.ToLower(attr(n, "class") + " " + attr(n, "itemprop"))
		if strings.Contains(c, "headline") || strings.Contains(c, "title") {
			return 2 + link
		}
		n = n.Parent
	}
	return 0
}

func (h *htmlPage) onlyH1() bool {
	n := 0
	for i := range h.blocks {
		if h.blocks[i].outer.DataAtom == atom.H1 {
			n++
		}
	}
	return n == 1
}

// partShown looks for a heading that the candidate begins with or ends in, apart
// from a site's name.
func (h *htmlPage) partShown(c string, shown map[string]int) (string, bool) {
	key := titleKey(c)
	best, at := "", -1
	for k, i := range shown {
		if len(k) < 12 || !strings.HasPrefix(key, k) && !strings.HasSuffix(key, k) {
			continue
		}
		if len(k) > len(best) || len(k) == len(best) && i < at {
			best, at = k, i
		}
	}
	if at < 0 || 2*len(best) < len(key) {
		return "", false
	}
	return h.blocks[at].text, true
}

// titleKey is the folded text without marks.
func titleKey(s string) string { return strings.Join(fold.Words(s), " ") }

// titleParts is a title element, whole and cut at its marks, the longest
// stretches first.
func titleParts(t string) []string {
	if t == "" {
		return nil
	}
	out := []string{t}
	for _, m := range titleMarks {
		if i := strings.LastIndex(t, m); i > 0 {
			out = append(out, strings.TrimSpace(t[:i]))
		}
		if i := strings.Index(t, m); i > 0 {
			out = append(out, strings.TrimSpace(t[:i]), strings.TrimSpace(t[i+len(m):]))
		}
	}
	return out
}

// cutSite takes a site's name off a title that no heading shows.
func (h *htmlPage) cutSite(t string) string {
	site := titleKey(h.siteName())
	for _, m := range titleMarks {
		if i := strings.LastIndex(t, m); i > 0 {
			tail := titleKey(t[i+len(m):])
			if tail != "" && (tail == site || 3*len(tail) < i && m != " - ") {
				return strings.TrimSpace(t[:i])
			}
		}
	}
	return t
}

func (h *htmlPage) siteName() string {
	v, _ := first(h.facts.meta, "og:site_name", "application-name", "apple-mobile-web-app-title")
	return v
}

// readMetadata reads what the markup states besides the title.
func (h *htmlPage) readMetadata() {
	p := h.page
	article := h.facts.article(func(s string) bool { return s != "" && titleKey(s) == titleKey(p.title.Value) })
	p.canonical = h.readCanonical(article)
	p.outlet = h.readOutlet(article)
	p.published, p.modified = h.readDates(article)
	p.byline = h.readByline(article)
}

func (h *htmlPage) readCanonical(article thing) readout.Found {
	for _, l := range h.facts.links {
		if l.key == "canonical" && absolute(l.value) {
			return readout.Found{Value: l.value, Basis: "link canonical"}
		}
	}
	if v, k := first(h.facts.meta, "og:url", "twitter:url"); absolute(v) {
		return readout.Found{Value: v, Basis: "meta " + k}
	}
	for _, k := range []string{"mainEntityOfPage", "url"} {
		if v := article.text(k); absolute(v) {
			return readout.Found{Value: v, Basis: "JSON-LD " + k}
		}
	}
	return readout.Found{}
}

func absolute(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

func host(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

func (h *htmlPage) readOutlet(article thing) readout.Found {
	if v, k := first(h.facts.meta, "og:site_name"); v != "" && !absolute(v) {
		return readout.Found{Value: v, Basis: "meta " + k}
	}
	if v := article.text("publisher"); v != "" && !absolute(v) && !strings.HasPrefix(v, "#") {
		return readout.Found{Value: v, Basis: "JSON-LD publisher"}
	}
	for _, t := range h.facts.things {
		if v := t.text("name"); t.is("NewsMediaOrganization", "WebSite") && v != "" && !absolute(v) {
			return readout.Found{Value: v, Basis: "JSON-LD name of the site"}
		}
	}
	v, k := first(h.facts.meta, "dc.publisher", "dcterms.publisher", "publisher", "application-name", "apple-mobile-web-app-title", "copyright")
	if v != "" && len(v) < 80 && !absolute(v) {
		return readout.Found{Value: v, Basis: "meta " + k}
	}
	return readout.Found{}
}

// readLang checks the declared language against the text: what is detected with
// many words wins.
func (h *htmlPage) readLang() readout.Found {
	declared, basis := primaryTag(h.facts.lang), "html lang"
	if declared == "" {
		v, k := first(h.facts.meta, "og:locale", "content-language", "dc.language", "language")
		declared, basis = primaryTag(v), "meta "+k
	}
	var b strings.Builder
	for _, l := range h.page.lines {
		if l.role.Text() && b.Len() < 4000 {
			b.WriteString(l.text)
			b.WriteByte('\n')
		}
	}
	detected := detectLang(b.String())
	switch {
	case declared == "":
		return detected
	case !detected.Stated() || detected.Value == declared:
		return readout.Found{Value: declared, Basis: basis}
	}
	return readout.Found{Value: detected.Value, Basis: detected.Basis + "; " + basis + " says " + declared}
}

// primaryTag is the language of a tag such as "en-GB", in lower case.
func primaryTag(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	if i := strings.IndexAny(s, "-_,; "); i >= 0 {
		s = s[:i]
	}
	if len(s) < 2 || len(s) > 3 {
		return ""
	}
	for _, c := range s {
		if c < 'a' || c > 'z' {
			return ""
		}
	}
	return s
}

// under reports whether n stands in an element of that kind.
func under(n *html.Node, tags ...atom.Atom) bool {
	for ; n != nil; n = n.Parent {
		for _, t := range tags {
			if n.DataAtom == t && n.Type == html.ElementNode {
				return true
			}
		}
	}
	return false
}
