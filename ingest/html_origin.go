package ingest

import (
	"regexp"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
)

// readOrigin finds whose reporting it is, where it is another's than the
// outlet's: by schema.org, by a credit, by a newsroom as author, by a canonical
// address elsewhere. The outlet is settled before, so that its own name in a
// dateline or a credit is no other origin.
func (h *htmlPage) readOrigin() {
	p := h.page
	article := h.facts.article(func(s string) bool { return s != "" && titleKey(s) == titleKey(p.title.Value) })
	for _, find := range [...]func(thing) readout.Found{h.schemaOrigin, h.creditOrigin, h.authorOrigin, h.canonicalOrigin} {
		if f := find(article); f.Stated() {
			p.origin = f
			break
		}
	}
	h.dropNewsroomAuthors()
}

// schemaOrigin reads what JSON-LD says of the source. A work that an article is
// based on is its origin only where a newsroom published it.
func (h *htmlPage) schemaOrigin(article thing) readout.Found {
	if v := article.text("sourceOrganization"); v != "" && len(v) < 60 && !absolute(v) && !h.isOwn(v) {
		return readout.Found{Value: v, Basis: "JSON-LD sourceOrganization"}
	}
	for _, key := range []string{"sourceOrganization", "isBasedOn"} {
		v := article.text(key)
		if n, ok := knownOutlet(v); absolute(v) && ok && !h.isOwn(n) && !h.isOwn(host(v)) {
			return readout.Found{Value: n, Basis: "JSON-LD " + key + ", host " + host(v)}
		}
		if n, ok := newsroom(v); ok && !h.isOwn(n) && !h.isOwn(v) {
			return readout.Found{Value: n, Basis: "JSON-LD " + key}
		}
	}
	return readout.Found{}
}

func (h *htmlPage) creditOrigin(thing) readout.Found {
	return otherOrigin(h.page.lines, h.isOwn)
}

// authorOrigin finds an agency, or a newsroom by its form, where the author
// should be. A text that the house wrote together with an agency is its own.
func (h *htmlPage) authorOrigin(article thing) readout.Found {
	authors := append(article.texts("author"), article.texts("creator")...)
	if slices.ContainsFunc(append(authors, h.authorValues()...), h.namesHouse) {
		return readout.Found{}
	}
	const initials = 2 // letters: of a writer as likely as of an agency
	for _, v := range authors {
		v = staffTail.ReplaceAllString(fold.Line(v), "")
		if n, ok := gazetteer.NewsroomByName(v); ok && n.Agency && len(v) > initials && !h.isOwn(n.Name) {
			return readout.Found{Value: n.Name, Basis: "JSON-LD author"}
		}
	}
	f := originFinder{own: h.isOwn}
	if !h.page.outlet.Stated() {
		return readout.Found{}
	}
	for _, b := range h.page.byline {
		if o := f.bylineIn(fold.Line(b.Value), 0, ""); o.Stated() && len(b.Value) > initials {
			return readout.Found{Value: o.Value, Basis: b.Basis}
		}
	}
	return readout.Found{}
}

// authorValues are the values of the page's markup that name authors.
func (h *htmlPage) authorValues() []string {
	var out []string
	for _, m := range h.facts.meta {
		if strings.Contains(m.key, "author") || strings.HasPrefix(m.key, "twitter:data") {
			out = append(out, m.value)
		}
	}
	for _, m := range h.facts.authors {
		if h.nearHeadline(m.block) {
			out = append(out, m.text)
		}
	}
	return out
}

// jointly parts the names of those who wrote a text together.
var jointly = regexp.MustCompile(`(?i) ?[/,&;|+] ?| (?:with|and|avec|et|mit|und|con|y) `)

// namesHouse reports whether a statement of authors names the outlet.
func (h *htmlPage) namesHouse(v string) bool {
	return h.page.outlet.Stated() && slices.ContainsFunc(jointly.Split(fold.Line(v), 8), func(part string) bool { return part != "" && h.isOwn(part) })
}

// dropNewsroomAuthors takes the newsroom that is the origin out of the byline: it
// is no person.
func (h *htmlPage) dropNewsroomAuthors() {
	origin := h.page.origin.Value
	if origin == "" {
		return
	}
	h.page.byline = slices.DeleteFunc(h.page.byline, func(b readout.Found) bool {
		name := staffTail.ReplaceAllString(fold.Line(b.Value), "")
		n, ok := newsroom(name)
		return sameHouse(name, origin) || ok && n == origin
	})
}

// canonicalOrigin finds the publisher that a page gives as its canonical one,
// where it is another than the page's own.
func (h *htmlPage) canonicalOrigin(thing) readout.Found {
	own, canonical := firstValue(h.facts.meta, "og:url"), h.page.canonical.Value
	if !absolute(own) || !absolute(canonical) || !h.deepAddress(canonical) {
		return readout.Found{}
	}
	a, b := host(own), host(canonical)
	if siteLabel(a) == siteLabel(b) || strings.HasSuffix(a, "."+b) || strings.HasSuffix(b, "."+a) {
		return readout.Found{}
	}
	if k := letters(siteLabel(b)); k == houseKey(h.page.outlet.Value) || k == houseKey(h.siteName()) {
		return readout.Found{}
	}
	f := readout.Found{Value: b, Basis: "canonical address on another host than og:url " + a}
	if n, ok := gazetteer.NewsroomByDomain(b); ok {
		if sameHouse(n.Name, h.page.outlet.Value) {
			return readout.Found{}
		}
		f.Value, f.Basis = n.Name, "canonical address on "+b+", og:url on "+a
	}
	return f
}

// deepAddress reports whether an address is of an article, not of a front page.
func (h *htmlPage) deepAddress(address string) bool {
	_, path, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "http://"), "/")
	return len(strings.Trim(path, "/")) > 3
}

// siteLabel is the part of a host that a site is known by: "name" in
// "news.name.co.uk".
func siteLabel(host string) string {
	parts := strings.Split(host, ".")
	if len(parts) < 2 {
		return host
	}
	k := len(parts) - 2
	if k > 0 && len(parts[k]) <= 3 && len(parts[k+1]) == 2 {
		k--
	}
	return parts[k]
}

// isOwn reports whether a name or a host is the outlet's own, also as one of the
// words of its name, as a name that goes on from it ("Name Sport"), or as the
// newsroom that the gazetteer knows on the page's host.
func (h *htmlPage) isOwn(name string) bool {
	if h.isHouse(name) || sameHouse(name, h.page.outlet.Value) {
		return true
	}
	k := " " + strings.TrimPrefix(strings.Join(fold.Words(name), " "), "the ") + " "
	if len(k) < 3 {
		return true
	}
	for _, own := range []string{h.page.outlet.Value, h.siteName()} {
		o := " " + strings.TrimPrefix(strings.Join(fold.Words(own), " "), "the ") + " "
		if strings.Contains(o, k) || len(o) > 4 && strings.HasPrefix(k, o) {
			return true
		}
	}
	n, known := gazetteer.NewsroomByName(name)
	if m, ok := newsroom(h.page.outlet.Value); ok && known && m == n.Name {
		return true
	}
	for _, address := range []string{h.page.canonical.Value, firstValue(h.facts.meta, "og:url")} {
		a := host(address)
		if a != "" && (a == name || strings.HasSuffix(a, "."+name) || strings.HasSuffix(name, "."+a) || known && n.Domain != "" && siteLabel(a) == siteLabel(n.Domain)) {
			return true
		}
	}
	return false
}

// isOutlet reports whether a name is the outlet's own.
func (h *htmlPage) isOutlet(name string) bool {
	return fold.Key(name) == fold.Key(h.page.outlet.Value) || fold.Key(name) == fold.Key(h.siteName())
}
