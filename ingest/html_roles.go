package ingest

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode"

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

// furniture finds the parts of an article that are not its text: deck, byline,
// dateline, caption, credit, correction.
func (h *htmlPage) furniture(i int) (readout.Role, string) {
	b := &h.blocks[i]
	if isCorrection(b.text) {
		return readout.RoleCorrection, "begins as a correction"
	}
	if h.isByline(i) {
		return readout.RoleByline, "names the author"
	}
	if b.chars < 100 && textDate(b.text, "").day != 0 && (under(b.inner, atom.Time) || h.named(b, readout.RoleDateline) != "" || mostlyDate(b.text)) {
		return readout.RoleDateline, "a date by itself"
	}
	if w := creditOpening(b.text); w != "" {
		if i < h.to-1 {
			return readout.RoleCaption, "credit of a picture: begins with \"" + w + "\""
		}
		return readout.RoleCredit, "begins with \"" + w + "\""
	}
	if h.closingCredit(i) {
		return readout.RoleCredit, "a line in brackets or after a dash that names a newsroom"
	}
	if h.score[i] <= 0 && h.isDeck(i) {
		return readout.RoleDeck, "heading right under the headline"
	}
	if h.score[i] <= 0 && b.chars > 15 && i < h.from && i > h.head && h.head >= 0 {
		if w := h.named(b, readout.RoleDeck); w != "" {
			return readout.RoleDeck, "named " + w
		}
	}
	return "", ""
}

// isDeck reports whether a block is a heading with the length of a sentence
// that follows the headline before any text.
func (h *htmlPage) isDeck(i int) bool {
	b := &h.blocks[i]
	if h.head < 0 || i <= h.head || i > h.head+3 || b.chars < 50 || b.links > 0 {
		return false
	}
	switch b.outer.DataAtom {
	case atom.H2, atom.H3, atom.H4:
	default:
		return false
	}
	for j := h.head + 1; j < i; j++ {
		if h.score[j] > 0 && h.isProse[j] {
			return false
		}
	}
	return i+1 < len(h.blocks) && i < h.to
}

// closingCredit reports whether a line at the end of the text is a credit in
// brackets or after a dash and names a newsroom.
func (h *htmlPage) closingCredit(i int) bool {
	t := h.blocks[i].text
	if h.to < 0 || i < h.to-2 || i > h.to+3 || len(t) > 100 {
		return false
	}
	k := fold.Line(t)
	inner, bracket := strings.CutPrefix(k, "(")
	if inner, ok := strings.CutSuffix(strings.TrimRight(inner, "."), ")"); bracket && ok {
		return namesNewsroom(inner)
	}
	inner, dash := strings.CutPrefix(k, "-")
	return dash && namesNewsroom(inner)
}

// namesNewsroom reports whether one of the parts of a line is a newsroom.
func namesNewsroom(s string) bool {
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",/;&", r) }) {
		words := strings.Fields(part)
		for k := range words {
			if _, ok := newsroom(strings.Join(words[k:], " ")); ok {
				return true
			}
			if _, ok := newsroom(words[k]); ok && len(words[k]) > 1 {
				return true
			}
		}
	}
	return false
}

// mostlyDate reports whether little stands in a line beside a date.
func mostlyDate(t string) bool {
	letters := 0
	for _, r := range t {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters <= 45
}

// creditOpenings are the words that lines of credit begin with, folded.
var creditOpenings = []string{
	"©", "(c) ", "copyright", "photo:", "photos:", "photo by", "photo credit", "photograph:", "image:", "images:", "image credit", "picture:", "credit:", "credits:",
	"source:", "sources:", "quelle:", "quellen:", "foto:", "fotos:", "bild:", "bilder:", "bildquelle", "bildnachweis", "titelbild:", "fuente:", "fonte:", "fotograf", "grafik:", "video:", "reporting by",
	"editing by", "additional reporting by",
}

// creditOpening is the word of credit that a short line begins with.
func creditOpening(t string) string {
	if len(t) > 160 {
		return ""
	}
	k := fold.Key(t)
	for _, o := range creditOpenings {
		if strings.HasPrefix(k, o) {
			return o
		}
	}
	return ""
}

// isCorrection reports whether a block announces that the report was changed.
func isCorrection(t string) bool {
	k := fold.Key(t[:min(len(t), 80)])
	for _, p := range []string{"correction:", "corrections:", "correction -", "clarification:", "editor's note: an earlier", "editor's note: this story has been corrected",
		"an earlier version of this", "this article has been corrected", "this article was corrected", "this story has been corrected", "berichtigung:", "korrektur:", "rectificatif", "correccion:", "rettifica:"} {
		if strings.HasPrefix(k, p) {
			return true
		}
	}
	return false
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
