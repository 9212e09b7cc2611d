package ingest

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

//go:embed data/html_names.tsv
var nameTable string

// roleOfName maps words in class, id and role of elements to the role that they
// speak for.
var roleOfName = sync.OnceValue(func() map[string]readout.Role {
	m := map[string]readout.Role{}
	for l := range strings.Lines(nameTable) {
		if role, word, ok := strings.Cut(strings.TrimSpace(l), "\t"); ok && l[0] != '#' {
			m[word] = readout.Role(role)
		}
	}
	return m
})

// giveRoles gives every line its role and reason.
func (h *htmlPage) giveRoles() {
	if !h.page.outlet.Stated() {
		h.page.outlet = h.outletOfPage()
	}
	for i := range h.page.lines {
		l := &h.page.lines[i]
		switch {
		case i == h.head:
			l.role, l.reason = readout.RoleHeadline, "heading with the page's title"
		case h.score[i] > 0:
			l.role, l.reason = h.articleRole(i)
		default:
			l.role, l.reason = h.asideRole(i)
		}
	}
	h.markRepeats()
	h.markLead()
	h.page.lang = h.readLang()
}

// keepSomething lowers the bar on pages where no text of some length passes it:
// no page is lost to a model that has not seen its like.
func (h *htmlPage) keepSomething() {
	const little = 150
	kept, best := 0, 0
	for i, s := range h.score {
		if s > 0 {
			kept += h.blocks[i].chars
		}
		if h.isProse[i] && (best == 0 || s > best) {
			best = s
		}
	}
	if kept >= little || best == 0 {
		return
	}
	bar := best - 1500
	for i, s := range h.score {
		if h.isProse[i] && s <= 0 && s > bar {
			h.score[i] = 1
		}
	}
}

// dropBeforeHeadline sets aside what passed for text well above a headline that
// most of the text follows.
func (h *htmlPage) dropBeforeHeadline() {
	const near = 6
	if h.head < 0 || h.headingRank(h.head) > 2 {
		return
	}
	before, after := 0, 0
	for i, s := range h.score {
		switch {
		case s > 0 && i < h.head-near:
			before += h.blocks[i].chars
		case s > 0 && i > h.head:
			after += h.blocks[i].chars
		}
	}
	if before == 0 || after < 2*before {
		return
	}
	for i := 0; i < h.head-near; i++ {
		h.score[i] = min(h.score[i], 0)
	}
	h.findRange()
}

// findRange finds the first and last block of running text.
func (h *htmlPage) findRange() {
	h.from, h.to = -1, -1
	for i, s := range h.score {
		if s > 0 {
			if h.from < 0 && h.isProse[i] {
				h.from = i
			}
			h.to = i
		}
	}
}

// articleRole is the role of a block that the model takes for the article's.
func (h *htmlPage) articleRole(i int) (readout.Role, string) {
	b := &h.blocks[i]
	model := fmt.Sprintf("text of the article (model %+.1f)", float64(h.score[i])/1000)
	if r, why := h.furniture(i); r != "" {
		return r, why
	}
	if r, why := phraseRole(b.text); r != "" && i != h.from {
		return r, why
	}
	if h.head >= 0 && titleKey(b.text) == titleKey(h.blocks[h.head].text) {
		return readout.RoleRepeat, "the headline again"
	}
	switch {
	case under(b.outer, atom.Figcaption):
		return readout.RoleCaption, "figcaption element"
	case under(b.outer, atom.Blockquote):
		return readout.RoleQuote, "blockquote element; " + model
	case under(b.outer, atom.Li, atom.Dd, atom.Dt):
		return readout.RoleList, "list item; " + model
	case under(b.outer, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6):
		return readout.RoleHeading, "heading element; " + model
	case b.bold == b.chars && b.chars < 120 && ending(b.text) == endOther && i > h.from:
		return readout.RoleHeading, "a line in bold; " + model
	}
	return readout.RoleBody, model
}

// named is the word in the names of the elements close around a block that
// speaks for the role; empty for none.
func (h *htmlPage) named(b *htmlBlock, role readout.Role) string {
	n := b.inner
	for k := 0; k < 3 && n != nil && n.Type == html.ElementNode && n.DataAtom != atom.Body; k++ {
		if w := h.nameFor(n, role); w != "" {
			return w
		}
		if n == b.outer {
			k = max(k, 1)
		}
		n = n.Parent
	}
	return ""
}

// nameFor is the word in an element's own names that speaks for the role.
func (s *scene) nameFor(n *html.Node, role readout.Role) string {
	for _, r := range s.elem(n).roles {
		if r.role == role {
			return r.word
		}
	}
	return ""
}

// setAside are the roles of blocks that are not the article's, in the order of
// trust in names that speak for them.
var setAside = []readout.Role{
	readout.RoleComment, readout.RoleAdvertisement, readout.RoleNavigation, readout.RolePromotion, readout.RoleTeaser,
}

// asideRole is the role of a block that the model takes for something else than
// the article.
func (h *htmlPage) asideRole(i int) (readout.Role, string) {
	b := &h.blocks[i]
	model := fmt.Sprintf("not the article's (model %+.1f)", float64(h.score[i])/1000)
	if h.score[i] == 0 {
		model = "well above the headline of the text"
	}
	if h.from >= 0 && i > h.head && i < h.from || h.from >= 0 && i >= h.from && i <= h.to {
		if r, why := h.furniture(i); r != "" {
			return r, why
		}
		if under(b.outer, atom.Figcaption) {
			return readout.RoleCaption, "figcaption element"
		}
	}
	if why := h.creditBehind(i); why != "" {
		return readout.RoleCredit, why
	}
	if r, why := phraseRole(b.text); r != "" {
		return r, why
	}
	for _, role := range setAside {
		for n, k := b.inner, 0; n != nil && n.Type == html.ElementNode && k < highest && !h.holdsArticle(n); n, k = n.Parent, k+1 {
			if w := h.nameFor(n, role); w != "" {
				return role, fmt.Sprintf("inside %q; %s", w, model)
			}
		}
	}
	switch {
	case under(b.outer, atom.Nav, atom.Header, atom.Footer):
		return readout.RoleNavigation, "in nav, header or footer; " + model
	case b.form:
		return readout.RoleNavigation, "form control; " + model
	case b.links*10 >= b.chars*8 && b.chars >= 30:
		return readout.RoleTeaser, "a link by itself; " + model
	case b.links*10 >= b.chars*8:
		return readout.RoleNavigation, "a short link; " + model
	}
	return readout.RoleOther, model
}

// markRepeats finds text blocks that were there before.
func (h *htmlPage) markRepeats() {
	const short = 25 // below, words come again in lists and tables
	seen := map[string]int{}
	for i := range h.page.lines {
		l := &h.page.lines[i]
		if !l.role.Text() || h.blocks[i].chars < short {
			continue
		}
		k := fold.Line(l.text)
		if j, ok := seen[k]; ok {
			l.role, l.reason, l.repeats = readout.RoleRepeat, "the same words as before", j
			continue
		}
		seen[k] = i
	}
}

// markLead calls the first paragraph of running text the lead.
func (h *htmlPage) markLead() {
	for i := range h.page.lines {
		l := &h.page.lines[i]
		if l.role == readout.RoleBody && h.isProse[i] {
			l.role, l.reason = readout.RoleLead, "first paragraph; "+l.reason
			return
		}
	}
}
