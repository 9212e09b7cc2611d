package ingest

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// readTitle finds the headline: a heading of the page that its head states too,
// h1 before others, else the h1 over the text, else what the head states.
func (h *htmlPage) readTitle() {
	all := h.headings(6)
	article := h.facts.article(func(s string) bool { _, ok := all[titleKey(s)]; return ok && s != "" })
	og, ogKey := first(h.facts.meta, "og:title", "dc.title", "title", "headline", "parsely-title")
	tw, _ := first(h.facts.meta, "twitter:title")
	candidates := []readout.Found{
		{Value: article.text("headline"), Basis: "JSON-LD headline"},
		{Value: og, Basis: "meta " + ogKey},
		{Value: tw, Basis: "meta twitter:title"},
		{Value: h.facts.title, Basis: "title element"},
	}
	h.head = -1
	for _, shown := range []map[string]int{h.headings(1), all} {
		if i, basis := h.statedHeading(shown, candidates); i >= 0 {
			h.head = i
			h.page.title = readout.Found{Value: h.headingTitle(i, candidates), Basis: "heading, as in " + basis}
			return
		}
	}
	h.head = h.headingOver()
	if h.head >= 0 && h.headingRank(h.head) == 1 && !h.saysLess(h.head) {
		h.page.title = readout.Found{Value: h.headingTitle(h.head, candidates), Basis: "heading over the text"}
		return
	}
	candidates = withoutCut(candidates)
	for k, c := range candidates {
		if c.Value != "" && (k < len(candidates)-1 || h.head < 0 || h.saysLess(h.head)) {
			h.page.title = readout.Found{Value: h.cutSite(c.Value), Basis: c.Basis}
			return
		}
	}
	if h.head >= 0 {
		h.page.title = readout.Found{Value: h.headingTitle(h.head, nil), Basis: "heading over the text"}
	}
}

// saysLess reports whether a heading that nothing else states is one word, such
// as the name of a part of the site, where the title element has more.
func (h *htmlPage) saysLess(i int) bool {
	return len(fold.Words(h.blocks[i].text)) == 1 && len(fold.Words(h.cutSite(h.facts.title))) > 1
}

// withoutCut drops candidates that are the beginning of the title element up to
// a quotation mark: an attribute whose marks were not escaped.
func withoutCut(candidates []readout.Found) []readout.Found {
	whole := candidates[len(candidates)-1].Value
	return slices.DeleteFunc(candidates, func(c readout.Found) bool {
		rest, ok := strings.CutPrefix(whole, c.Value)
		return ok && c.Value != "" && strings.HasPrefix(strings.TrimSpace(rest), "\"")
	})
}

// statedHeading finds the heading that a candidate states, as a whole before in
// part; -1 for none.
func (h *htmlPage) statedHeading(shown map[string]int, candidates []readout.Found) (int, string) {
	for _, find := range []func(string, map[string]int) (int, bool){h.wholeShown, h.partShown} {
		for _, c := range candidates {
			if i, ok := find(c.Value, shown); ok {
				return i, c.Basis
			}
		}
	}
	return -1, ""
}

// headingTitle is the title that a heading gives: without the line above it that
// some set inside, where its markup names one or most of what the head states
// leaves it out.
func (h *htmlPage) headingTitle(i int, candidates []readout.Found) string {
	if t := withoutKicker(h.blocks[i].outer); t != "" {
		return t
	}
	key := titleKey(h.blocks[i].text)
	whole, part, best := 0, 0, ""
	for _, c := range candidates {
		for _, t := range titleParts(c.Value) {
			k := titleKey(t)
			if k == key {
				whole++
				break
			}
			if len(k) >= 12 && 3*len(k) >= len(key) && (strings.HasSuffix(key, " "+k) || t == c.Value && strings.HasPrefix(key, k+" ")) {
				part++
				if best == "" {
					best = t
				}
				break
			}
		}
	}
	if part > 0 && part >= whole && inParts(h.blocks[i].outer) {
		return noHyphens.Replace(best)
	}
	return noHyphens.Replace(h.blocks[i].text)
}

// inParts reports whether a heading has elements inside that may be lines of
// their own.
func inParts(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && (c.NextSibling != nil || c.PrevSibling != nil || inParts(c)) {
			return true
		}
	}
	return false
}

// noHyphens drops the hyphens that only break lines.
var noHyphens = strings.NewReplacer("\u00ad", "", "\u200b", "")

// kickers are parts of names of the line over or under a headline that some
// pages set inside its element.
var kickers = []string{
	"kicker", "overline", "roofline", "topline", "dachzeile", "toptitle", "supertitle", "pretitle", "eyebrow", "subtitle", "subheadline",
	"sub-heading", "subheading", "overtitle", "spitzmarke", "visually-hidden", "visuallyhidden", "titleheader", "h1small",
}

// withoutKicker is the text of a heading without such a line; empty where there
// is none, or nothing else.
func withoutKicker(n *html.Node) string {
	var kept strings.Builder
	dropped := false
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			kept.WriteString(n.Data)
			return
		case n.Type != html.ElementNode || unread[n.DataAtom]:
			return
		case n.DataAtom == atom.Small || hasAny(strings.ToLower(attr(n, "class")), kickers):
			dropped = true
			return
		case n.DataAtom == atom.Br:
			kept.WriteByte(' ')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walk(c)
	}
	t := strings.TrimSpace(strings.TrimLeft(oneBlank(kept.String()), ":-–—|/• "))
	if !dropped || len(strings.Fields(t)) < 2 {
		return ""
	}
	return noHyphens.Replace(t)
}
