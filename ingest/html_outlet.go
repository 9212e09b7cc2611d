package ingest

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
)

// outletSign is a name that one place of the page gives for who publishes it.
type outletSign struct {
	name string
	kind signKind
	at   int // block, -1 for none
}

// signKind is the kind of place, the better ones at spelling the name first.
type signKind int

const (
	inHead signKind = iota
	inTitle
	inCopyright
	inText
)

// String is the sign in the words of a basis.
func (s outletSign) String() string {
	switch s.kind {
	case inHead:
		return fmt.Sprintf("block %d, head of the page", s.at+1)
	case inCopyright:
		return fmt.Sprintf("block %d, copyright", s.at+1)
	case inText:
		return fmt.Sprintf("block %d, speaks of itself", s.at+1)
	}
	return "title element"
}

// outletOfPage finds the outlet of a page that states none in its markup: a name
// that two places of the page agree on, of the holder of the copyright, the
// head of the page, the site's part of the title element, the host of the
// address and what sources "told" it. One place alone is no answer.
func (h *htmlPage) outletOfPage() readout.Found {
	signs := h.outletSigns()
	var best []outletSign
	for _, s := range signs {
		agree := []outletSign{s}
		for _, o := range signs {
			if sameHouse(o.name, s.name) && !slices.ContainsFunc(agree, func(a outletSign) bool { return a.kind == o.kind }) {
				agree = append(agree, o)
			}
		}
		if len(agree) > max(len(best), 1) {
			best = agree
		}
	}
	if best == nil {
		return h.outletByHost(signs)
	}
	basis := make([]string, len(best))
	for i, s := range best {
		basis[i] = s.String()
	}
	return readout.Found{Value: best[0].name, Basis: strings.Join(basis, ", ")}
}

// outletByHost accepts one name that the address of the page spells too.
func (h *htmlPage) outletByHost(signs []outletSign) readout.Found {
	site := letters(siteLabel(host(cmp.Or(h.page.canonical.Value, h.address))))
	if len(site) < 4 {
		return readout.Found{}
	}
	for _, s := range signs {
		if k := houseKey(s.name); k == site || len(k) > 4 && strings.TrimPrefix(site, "the") == k {
			return readout.Found{Value: s.name, Basis: s.String() + ", host of the address"}
		}
	}
	return readout.Found{}
}

// outletSigns gathers the names, the better spelt before the others.
func (h *htmlPage) outletSigns() []outletSign {
	const most = 30 // of one kind: a page that says more says no more of itself
	var out []outletSign
	seen := map[signKind]int{}
	add := func(name string, kind signKind, at int) {
		if seen[kind]++; seen[kind] > most {
			return
		}
		if name = strings.Trim(name, " .,;:|-–—·•«»"); outletLike(name) {
			out = append(out, outletSign{name, kind, at})
		}
	}
	for i := 0; i < len(h.blocks) && i < h.masthead(); i++ {
		if b := &h.blocks[i]; h.score[i] <= 0 && b.chars <= 50 && (h.isLogo(i) || b.links == 0) {
			add(b.text, inHead, i)
		}
	}
	for _, p := range outerParts(h.facts.title) {
		if !h.inHeadline(p) {
			add(p, inTitle, -1)
		}
	}
	for i := len(h.blocks) - 1; i > max(h.head, h.from, 0); i-- {
		if n := copyrightHolder(h.blocks[i].text); n != "" {
			add(n, inCopyright, i)
		}
	}
	for _, i := range h.textBlocks() {
		for _, m := range toldHouse.FindAllStringSubmatch(fold.Line(h.blocks[i].text), 4) {
			add(strings.TrimPrefix(m[1], "the "), inText, i)
		}
	}
	return out
}

// outerParts are the first and the last piece of a title between its marks, where
// sites put their names.
func outerParts(t string) []string {
	var first, last string
	for _, p := range titleParts(t) { // the longest first: the innermost cuts win
		switch {
		case p == t:
		case strings.HasPrefix(t, p):
			first = p
		case strings.HasSuffix(t, p):
			last = p
		}
	}
	return []string{last, first}
}

// masthead is the block up to which the head of the page can stand.
func (h *htmlPage) masthead() int {
	const most = 12
	switch {
	case h.head >= 0:
		return min(h.head, most)
	case h.from >= 0:
		return min(h.from, most)
	}
	return 0
}

func (h *htmlPage) textBlocks() []int {
	var out []int
	for i := max(h.from, 0); i <= h.to; i++ {
		if h.score[i] > 0 && h.isProse[i] {
			out = append(out, i)
		}
	}
	return out
}

// inHeadline reports whether a part of the title element belongs to the
// headline.
func (h *htmlPage) inHeadline(part string) bool {
	return strings.Contains(" "+titleKey(h.page.title.Value)+" ", " "+titleKey(part)+" ")
}

// copyrightHolder is the name in "Copyright 2031 Name", "© Name 2031, town"; ""
// for other lines. A line about the content of others names no holder.
func copyrightHolder(t string) string {
	const longest = 300
	if len(t) > longest {
		return ""
	}
	m := copyrightLine.FindStringSubmatch(fold.Line(t))
	if m == nil {
		return ""
	}
	name := copyrightTail.ReplaceAllString(m[1], "")
	name = strings.TrimSpace(copyrightForm.ReplaceAllString(name, ""))
	if r, _ := utf8.DecodeRuneInString(name); !unicode.IsUpper(r) && (strings.Contains(name, " ") || !strings.Contains(name, ".")) {
		return ""
	}
	return name
}

var (
	// copyrightLine is a line of copyright up to the end of the holder's name.
	copyrightLine = regexp.MustCompile(`(?i)(?:©|\(c\)|\bcopyright)(?: ?(?:©|\(c\)|copyright))? ?:?(?: ?\d{4}(?: ?[-,/] ?\d{2,4})?)?,?(?: by)? ?(\p{Lu}[^|·•/()©:;"]{1,60})`)
	// copyrightTail is what follows the name.
	copyrightTail = regexp.MustCompile(`(?i)(?:\. |,? ?\d{4}|,? ?all rights|,? ?alle rechte|,? ?todos los derechos|,? ?tous droits| - |, ).*$`)
	// copyrightForm are legal forms behind it.
	copyrightForm = regexp.MustCompile(`(?i),? (?:inc|ltd|llc|plc|limited|gmbh|gmbh & co\.? kg|s\.?a|s\.?l|ag|b\.?v|oy|a/s|pty ltd)\.?$|\.$`)
	// toldHouse is what a text says of the house that it stands in.
	toldHouse = regexp.MustCompile(`\b(?:told|confirmed to|commenting to|comment to|spoke to|spoke with|speaking to|interview with|seen by|wrote to|statement to) ((?:[Tt]he )?\p{Lu}[\p{L}&.'-]*(?: (?:of |the )?\p{Lu}[\p{L}&'-]*){0,4})`)
	// notOutlets are parts of titles and heads of pages that no outlet is
	// called.
	notOutlets = regexp.MustCompile(`(?i)^(?:home|news|world|sport|sports|politics|business|opinion|menu|search|login|log in|sign in|blog|index|welcome|front page|startseite|nachrichten|noticias|inicio|accueil|article|archive|archiv|subscribe|reporters|journalists|all rights reserved)$`)
)

// outletLike tells a name from a sentence: one to six words, the first with a
// capital or the whole an address, none that ends a sentence.
func outletLike(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return len(s) >= 3 && len(s) <= 50 && len(strings.Fields(s)) <= 6 && (unicode.IsUpper(r) || unicode.IsDigit(r) || strings.Contains(s, ".")) &&
		!strings.ContainsAny(s, "?!…@") && !notOutlets.MatchString(s) && textDate(s, "").day == 0
}

// houseKey are the letters of a name without its article.
func houseKey(s string) string {
	k := strings.TrimPrefix(fold.Key(s), "the ")
	return letters(k)
}

// sameHouse reports whether two places write one name.
func sameHouse(a, b string) bool {
	ka, kb := houseKey(a), houseKey(b)
	return ka != "" && ka == kb
}

// knownOutlet is the outlet whose host an address is on.
func knownOutlet(address string) (string, bool) {
	n, ok := gazetteer.NewsroomByDomain(host(address))
	return n.Name, ok
}
