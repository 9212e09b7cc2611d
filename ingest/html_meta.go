package ingest

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// titleMarks part a headline from a site's name in a title element.
var titleMarks = []string{" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / "}

// wholeShown looks for a heading with the words of the candidate or of one of
// its parts, the longer before the shorter. The site's own name is no headline.
func (h *htmlPage) wholeShown(c string, shown map[string]int) (int, bool) {
	for _, t := range titleParts(c) {
		k := titleKey(t)
		i, ok := shown[k]
		if ok && k != "" && h.overText(i) && (t == c || k != titleKey(h.siteName()) && 4*len(t) >= len(c)) {
			return i, true
		}
	}
	return 0, false
}

// overText reports whether a heading can head the text: it stands before it, or
// not far inside.
func (h *htmlPage) overText(i int) bool {
	return h.from < 0 || i <= h.from+3 || i < h.to && h.headingRank(i) == 1
}

// headingOver is the first h1 over the text, or the only one; without any, the
// heading nearest above the text; -1 for none.
func (h *htmlPage) headingOver() int {
	over, only, near := -1, -1, -1
	for i := range h.blocks {
		r := h.headingRank(i)
		if r == 0 || h.blocks[i].chars <= 3 || titleKey(h.blocks[i].text) == titleKey(h.siteName()) {
			continue
		}
		switch {
		case r == 1 && only == -1:
			only = i
		case r == 1:
			only = -2
		case r <= 3 && i <= h.from && i >= h.from-4:
			near = i
		}
		if r == 1 && over < 0 && i <= h.from {
			over = i
		}
	}
	switch {
	case over >= 0:
		return over
	case only >= 0:
		return only
	}
	return near
}

// headings maps the folded text of the headings up to a rank to their blocks,
// the higher ones before the lower.
func (h *htmlPage) headings(lowest int) map[string]int {
	shown := map[string]int{}
	rank := map[string]int{}
	for i := range h.blocks {
		r := h.headingRank(i)
		if r == 0 || r > lowest {
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
	if h.isLogo(i) {
		return 0
	}
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

// partShown looks for the longest heading that the candidate begins with or
// ends in, where it makes up most of it, or that begins with or ends in a part
// of the candidate.
func (h *htmlPage) partShown(c string, shown map[string]int) (int, bool) {
	var keys []string
	for _, t := range titleParts(c) {
		keys = append(keys, titleKey(t))
	}
	best, at := "", -1
	if len(keys) == 0 {
		return at, false
	}
	for k, i := range shown {
		if len(k) < 12 || !h.overText(i) || !sharesEnd(k, keys) {
			continue
		}
		if len(k) > len(best) || len(k) == len(best) && i < at {
			best, at = k, i
		}
	}
	return at, at >= 0
}

// sharesEnd reports whether the key of a heading is the beginning or end of the
// first of the keys, or the other way round for any.
func sharesEnd(k string, keys []string) bool {
	if 5*len(k) >= 2*len(keys[0]) && (strings.HasPrefix(keys[0], k) || strings.HasSuffix(keys[0], k)) {
		return true
	}
	for _, key := range keys {
		if len(key) > 15 && 3*len(key) >= len(keys[0]) && len(k) < 3*len(key) && (strings.HasSuffix(k, key) || strings.HasPrefix(k, key)) {
			return true
		}
	}
	return false
}

// isLogo reports whether a block is a link to the site's front page.
func (h *htmlPage) isLogo(i int) bool {
	b := &h.blocks[i]
	if b.links < b.chars {
		return false
	}
	for n := b.inner; n != nil; n = n.Parent {
		if n.DataAtom == atom.A && n.Type == html.ElementNode {
			u, err := url.Parse(strings.TrimSpace(attr(n, "href")))
			return err == nil && strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && (u.Host != "" || u.Path != "" || u.Fragment == "")
		}
	}
	return false
}

// titleKey is the folded text without marks.
func titleKey(s string) string { return strings.Join(fold.Words(s), " ") }

// titleParts is a title, whole and cut at its marks, the longest stretches
// first.
func titleParts(t string) []string {
	if t == "" {
		return nil
	}
	out := []string{t}
	for _, m := range titleMarks {
		first, last := strings.Index(t, m), strings.LastIndex(t, m)
		if first <= 0 {
			continue
		}
		for _, p := range []string{t[:last], t[first+len(m):], t[:first], t[last+len(m):]} {
			if p = strings.TrimSpace(p); p != "" {
				out = append(out, p)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return len(b) - len(a) })
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
		if l.role.Text() && b.Len() < 1200 {
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
