package ingest

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// furniture finds the parts of an article that are not its text: deck, byline,
// dateline, caption, credit, correction, calls to readers. The model's score
// tells whether a block belongs to the article; what it is there, its form
// tells.
func (h *htmlPage) furniture(i int) (readout.Role, string) {
	b := &h.blocks[i]
	if why := correctionNote(b.text); why != "" {
		return readout.RoleCorrection, why
	}
	if h.isByline(i) || h.openingByline(i) {
		return readout.RoleByline, "names the author"
	}
	if b.chars < 100 && h.isDateline(b) {
		return readout.RoleDateline, "a date by itself"
	}
	if r, why := h.pictureText(i); r != "" {
		return r, why
	}
	if why := h.creditLine(i); why != "" {
		return readout.RoleCredit, why
	}
	if r, why := callout(b.text); r != "" && i != h.from {
		return r, why
	}
	if t := b.text; b.links*10 >= b.chars*6 && t[0] == '[' && t[len(t)-1] == ']' {
		return readout.RoleTeaser, "a link in brackets"
	}
	if !strings.ContainsFunc(b.text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsSymbol(r) }) {
		return readout.RoleOther, "no words"
	}
	return h.deck(i)
}

func (h *htmlPage) isDateline(b *htmlBlock) bool {
	return textDate(b.text, "").day != 0 && (under(b.inner, atom.Time) || h.named(b, readout.RoleDateline) != "" || mostlyDate(b.text))
}

// deck finds the lines between the headline and the text that sum it up. Where
// the model takes such a line for text, only its name or a byline or date
// between it and the text make it a deck: many texts open with a line in bold.
func (h *htmlPage) deck(i int) (readout.Role, string) {
	b := &h.blocks[i]
	if h.head < 0 || i <= h.head || i >= h.to {
		return "", ""
	}
	text := h.score[i] > 0
	if h.isDeck(i) && (!text || h.parted(i)) {
		return readout.RoleDeck, "heading right under the headline"
	}
	if b.chars <= 15 || i > h.from || i == h.from && !h.parted(i) {
		return "", ""
	}
	if w := h.named(b, readout.RoleDeck); w != "" {
		return readout.RoleDeck, "named " + w
	}
	return "", ""
}

// parted reports whether a byline or a date stands between block i and the
// running text after it.
func (h *htmlPage) parted(i int) bool {
	const near = 4
	for j := i + 1; j < h.to && j <= i+near; j++ {
		b := &h.blocks[j]
		if h.isByline(j) || h.openingByline(j) || b.chars < 100 && h.isDateline(b) {
			return true
		}
		if h.score[j] > 0 && h.isProse[j] {
			return false
		}
	}
	return false
}

// isDeck reports whether a block is a heading with the length of a sentence
// that follows the headline before any text.
func (h *htmlPage) isDeck(i int) bool {
	b := &h.blocks[i]
	if i > h.head+3 || b.chars < 50 || b.links > 0 {
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
	return true
}

// openingByline reports whether a line by the headline or behind the text opens
// with "By" and a name of the byline, whatever office or house follows it.
func (h *htmlPage) openingByline(i int) bool {
	b := &h.blocks[i]
	if b.chars > 200 || under(b.outer, atom.H1) || !h.nearHeadline(i) && (h.to < 0 || i < h.to-3) {
		return false
	}
	k := fold.Line(b.text)
	if staffByline.MatchString(k) {
		return true
	}
	opens := opensByline(b.text)
	rest := fold.Key(k[len(statedLead.FindString(k)):])
	for _, f := range h.page.byline {
		after, ok := strings.CutPrefix(rest, fold.Key(f.Value))
		if ok && h.nearHeadline(i) && dayOnly(after) {
			return true
		}
		if opens && ok && (after == "" || strings.ContainsAny(after[:1], ",|(.-") || officeFollows.MatchString(after)) {
			return true
		}
	}
	return false
}

var (
	// staffByline is a byline that names no person.
	staffByline = regexp.MustCompile(`(?i)^(?:(?:by|from) (?:our |the )?)?(?:staff|wire|agency|news services?|wire services?|staff reporters?|staff writers?)(?:,? (?:and|&) (?:staff|wires?|agency|agencies|news services?|wire services?))*(?: reports?)?\.?$`)
	// officeFollows is what joins a name to an office, a place, others or a day.
	officeFollows = regexp.MustCompile(`^ (?:and|in|for|at|of|is|with|staff|special|updated|published|posted|-|\|)( |$)`)
	// clockWords are the words of times of day beside a date.
	clockWords = regexp.MustCompile(`^(?:am|pm|a|p|m|at|on|utc|gmt|est|edt|et|cet|cest|bst|ist|pst|pdt|cst|cdt|uhr|updated|published|posted|\d+(?:st|nd|rd|th)?|\pL+day|(?:mon|tue|wed|thu|fri|sat|sun)s?)$`)
)

// dayOnly reports whether a folded text is a date, with or without a time.
func dayOnly(k string) bool {
	if textDate(k, "").day == 0 {
		return false
	}
	for _, w := range fold.Words(k) {
		if monthOf()[w] == 0 && !clockWords.MatchString(w) {
			return false
		}
	}
	return true
}

// pictureText finds captions and credits of pictures.
func (h *htmlPage) pictureText(i int) (readout.Role, string) {
	const longest = 400
	b := &h.blocks[i]
	if w := creditOpening(b.text); w != "" {
		if i < h.to-1 && !allRights.MatchString(b.text) {
			return readout.RoleCaption, "credit of a picture: begins with \"" + w + "\""
		}
		return readout.RoleCredit, "begins with \"" + w + "\""
	}
	if b.chars > longest || i == h.head || i >= h.to && h.score[i] <= 0 {
		return "", ""
	}
	if h.score[i] <= 0 && (b.links > 0 || h.elsewhere(b.inner)) || under(b.inner, atom.Blockquote, atom.Pre, atom.Table) {
		return "", ""
	}
	if h.inPictureFrame(b.outer) {
		return readout.RoleCaption, "in a figure with a picture"
	}
	if w := h.named(b, readout.RoleCaption); w != "" && h.score[i] > 0 && !h.isProse[i] {
		return readout.RoleCaption, "named " + w
	}
	t := fold.Line(b.text)
	if strings.Contains(t, `"`) {
		return "", ""
	}
	switch {
	case endsInCredit(t) && (b.chars < 200 || afterPicture(b.outer)):
		return readout.RoleCaption, "ends with the credit of a picture"
	case strings.Count(t, ". ") < 2 && captionFile.MatchString(t) && afterPicture(b.outer):
		return readout.RoleCaption, "speaks of a picture and follows one"
	}
	return "", ""
}

var (
	// takerSlash is "Ana Roe/Name of a newsroom" at the end of a line.
	takerSlash  = regexp.MustCompile(`(?:^|[.!?(] ?)\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}.'-]*){1,3} ?/ ?\p{Lu}[\p{L}&.' -]{1,40}\)?\.?$`)
	pictureOpen = regexp.MustCompile(`(?i)^(?:(?:all )?(?:photos?|fotos?|images?|pictures?|credit|bild(?:er)?|file)\b|©)`)
)

// endsInCredit reports whether a folded line ends with the credit of a picture:
// in brackets where these name who took it or a newsroom.
func endsInCredit(t string) bool {
	if i := strings.LastIndexByte(t, '/'); i >= 0 && len(t)-i < 60 && takerSlash.MatchString(t) {
		return true
	}
	inner, bracket := strings.CutSuffix(strings.TrimRight(t, ". "), ")")
	if !bracket {
		return captionEnd.MatchString(tail(t))
	}
	at := strings.LastIndexByte(inner, '(')
	if at < 0 {
		return false
	}
	inner = inner[at+1:]
	return len(inner) < 100 && (pictureOpen.MatchString(inner) || strings.Contains(inner, "/") && namesNewsroom(strings.ReplaceAll(inner, " via ", "/")))
}

// inPictureFrame reports whether a block stands in a figure that holds a picture
// and little text.
func (h *htmlPage) inPictureFrame(n *html.Node) bool {
	const most = 4
	for ; n != nil && n.Type == html.ElementNode; n = n.Parent {
		if n.DataAtom == atom.Figure {
			e := h.elem(n)
			return e.blocks <= most && e.chars < 500 && holdsPicture(n, 0)
		}
	}
	return false
}

func holdsPicture(n *html.Node, depth int) bool {
	const deepest = 12
	if n.DataAtom == atom.Img || n.DataAtom == atom.Picture {
		return true
	}
	for c := n.FirstChild; c != nil && depth < deepest; c = c.NextSibling {
		if holdsPicture(c, depth+1) {
			return true
		}
	}
	return false
}

// afterPicture reports whether the element right before a block holds a picture
// and no words.
func afterPicture(n *html.Node) bool {
	const reach = 10 // siblings: comments and blanks may stand between
	for k := 0; k < 3 && n != nil; k++ {
		for p, s := n.PrevSibling, 0; p != nil && s < reach; p, s = p.PrevSibling, s+1 {
			if p.Type == html.ElementNode {
				nodes := 40
				return onlyPicture(p, &nodes) == 1
			}
			if p.Type == html.TextNode && strings.TrimSpace(p.Data) != "" {
				return false
			}
		}
		n = n.Parent
	}
	return false
}

// onlyPicture is 1 for an element with a picture and no words, -1 for one with
// words or with more nodes than are left, 0 for one with neither.
func onlyPicture(n *html.Node, left *int) int {
	*left--
	switch {
	case n.Type == html.TextNode && strings.TrimSpace(n.Data) != "", *left < 0:
		return -1
	case n.DataAtom == atom.Img || n.DataAtom == atom.Picture:
		return 1
	case n.DataAtom == atom.Noscript || n.DataAtom == atom.Script || n.DataAtom == atom.Style:
		return 0
	}
	found := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch onlyPicture(c, left) {
		case -1:
			return -1
		case 1:
			found = 1
		}
	}
	return found
}

// creditLine says why a block is a credit: it names the desk, contributors, or
// where the report comes from.
func (h *htmlPage) creditLine(i int) string {
	const longest = 400
	b := &h.blocks[i]
	if b.chars <= longest {
		t := fold.Line(b.text)
		switch {
		case i > h.from && b.chars < 400 && deskLine.MatchString(t) && !strings.Contains(t, `"`):
			return "names the desk or contributors"
		case b.chars < 240 && takenFrom.MatchString(t) && itself.MatchString(t):
			return "says where the report comes from"
		case i > h.from && b.chars < 240 && rightsHeld.MatchString(t):
			return "says who holds the rights"
		}
	}
	if h.closingCredit(i) {
		return "a line in brackets or after a dash that names a newsroom"
	}
	return ""
}

// creditBehind says why a block behind the text is a credit: as creditLine, but
// the rights of the page's own outlet are no credit there.
func (h *htmlPage) creditBehind(i int) string {
	const near = 6
	if h.to < 0 || i <= h.to || i > h.to+near || under(h.blocks[i].outer, atom.Nav, atom.Header, atom.Footer) {
		return ""
	}
	why := h.creditLine(i)
	if why != "" && rightsHeld.MatchString(fold.Line(h.blocks[i].text)) {
		if n := copyrightHolder(h.blocks[i].text); n == "" || !h.page.outlet.Stated() || h.isOwn(n) {
			return ""
		}
	}
	return why
}

// allRights are the words of rights in a text, not in a picture.
var allRights = regexp.MustCompile(`(?i)all rights reserved`)

var rightsHeld = regexp.MustCompile(`(?i)^(?:©|\(c\)|copyright)[^"]*(?:\d{4}|all rights reserved)|^all rights reserved\b|\bmay not be published, broadcast, rewritten`)

// closingCredit reports whether a line at the end of the text is a credit in
// brackets or after a dash and names a newsroom.
func (h *htmlPage) closingCredit(i int) bool {
	t := h.blocks[i].text
	if h.to < 0 || i < h.to-2 || i > h.to+3 || len(t) > 100 || strings.Contains(t, "@") {
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

// Notes that a report was changed, on folded text.
var (
	// "Correction, April 23:", "CLARIFICATION (3 May):", "* Corrections -".
	correctionLabel = regexp.MustCompile(`(?i)^\W{0,3}(?:correction|corrections|clarification|clarifications|corrected|erratum|berichtigung|korrektur|rectificatif|correccion|rettifica)((?:[ ,(\[][^:"]{1,40})?[)\]]?) ?(?:: ?|- )`)
	// "Editor's note:", where the note goes on to say so.
	editorsNote = regexp.MustCompile(`(?i)^\W{0,3}(?:editors?'?s?'? ?note|note|update|updated|anmerkung der redaktion|nota (?:del editor|de la redaccion))\b[^"]{0,60}`)
	// what such a note says of the report.
	wasCorrected  = regexp.MustCompile(`(?i)\b(?:an?|the) (?:earlier|previous|prior|original) version of (?:this|the|our)\b|\b(?:this|the|our) (?:story|article|report|post|piece|version|headline|text) (?:(?:has been|was|is being) (?:corrected|amended|updated to (?:correct|clarify|reflect)|edited to correct|changed to)|corrects\b|clarifies\b)|\bwas corrected\b|\bhas been corrected\b|\bin einer fruheren version\b`)
	selfCorrected = regexp.MustCompile(`(?i)^\W{0,3}(?:due to an (?:editing )?error, )?(?:(?:an?|the) (?:earlier|previous) version of this|(?:this|the) (?:story|article|report|post|piece|version) (?:(?:has been|was) (?:corrected|amended|updated to (?:correct|clarify|reflect)|edited to correct)|corrects\b)|corrects (?:paragraph|headline|spelling|name|day|date|typo)|in einer fruheren version)`)
)

// correctionNote says why a block is a note that the report was changed; empty
// where it is none.
func correctionNote(t string) string {
	const longest = 900
	if len(t) > longest {
		return ""
	}
	k := fold.Line(t)
	switch m := correctionLabel.FindStringSubmatch(k); {
	case m != nil && labelOfDay(m[1]):
		return "begins as a correction"
	case selfCorrected.MatchString(fold.Key(k)):
		return "says that the report was corrected"
	case editorsNote.MatchString(k) && wasCorrected.MatchString(fold.Key(k)):
		return "note that says that the report was corrected"
	}
	return ""
}

// labelOfDay reports whether what stands between "Correction" and its colon is
// nothing, a day or what was done.
func labelOfDay(s string) bool {
	for _, w := range fold.Words(s) {
		if monthOf()[w] == 0 && !clockWords.MatchString(w) && w[0] > '9' && !correctionWords[w] {
			return false
		}
	}
	return true
}

var correctionWords = map[string]bool{
	"appended": true, "note": true, "notice": true, "and": true, "of": true, "the": true, "clarification": true, "clarifications": true, "to": true, "this": true, "article": true, "story": true, "issued": true,
}
