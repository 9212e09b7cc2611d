package ingest

import (
	"regexp"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
)

func foldLine(s string) string { return fold.Line(s) }

// credits marks credit lines around the end of the article: a newsroom alone on
// a line or behind a bullet or dash, "Source: X".
func (r *textReader) credits() {
	for i := max(r.end-4, 0); i < len(r.blocks) && i < r.end+6; i++ {
		if !r.free(i) && r.lines[i].role != readout.RoleCaption || len(r.shapes[i].words) > 8 || i <= r.start {
			continue
		}
		t := foldLine(r.blocks[i].text)
		if m := creditMark.FindStringSubmatch(t); m != nil {
			if _, ok := newsroom(m[1]); ok && r.closes(i) {
				r.credit(i, "newsroom alone on a line at the end")
				continue
			}
		}
		if closingMark.MatchString(t) && i >= r.end-1 && r.closes(i) && prose(r.lastClass(i)) {
			r.credit(i, "name in capitals behind a dash or bullet at the end")
			continue
		}
		if m := creditSource.FindStringSubmatch(t); m != nil {
			if _, ok := newsroom(m[2]); ok {
				r.credit(i, "names the newsroom it comes from")
			}
		}
	}
}

// lastClass is the kind of the block before, repeats left out.
func (r *textReader) lastClass(i int) string {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if r.repeats[k].of < 0 {
			return r.class(k)
		}
	}
	return "^"
}

// closes reports whether no more than a few lines of running text follow.
func (r *textReader) closes(i int) bool {
	n := 0
	for k := i + 1; k < len(r.blocks) && k < i+40; k++ {
		if r.article[k] && prose(r.class(k)) {
			n++
		}
	}
	return n <= 2
}

func (r *textReader) credit(i int, reason string) {
	r.set(i, readout.RoleCredit, reason)
	r.article[i] = false
}

// metadata reads what the lines state about the report.
func (r *textReader) metadata(p *page) {
	if h := r.headline; h >= 0 {
		t := r.lines[h].text
		p.title = readout.Found{Value: t[bulletLen(t):], Basis: basisAt(h, "headline")}
	}
	for _, i := range r.names {
		names := bylineNames(bareByline(r.blocks[i].text))
		if t := r.blocks[i].folded; len(names) == 0 && looksLikeName(t) && !bylineOpen.MatchString(t) && !houseWord.MatchString(t) {
			names = []string{r.lines[i].text}
		}
		for _, n := range names {
			p.byline = append(p.byline, readout.Found{Value: n, Basis: basisAt(i, "byline")})
		}
		if len(names) > 0 {
			break
		}
	}
	if len(p.byline) == 0 {
		r.lateByline(p)
	}
	r.dates(p)
	p.origin = creditOrigin(r.lines)
	p.outlet = r.outlet(p.origin)
	if p.outlet.Stated() && fold.Key(p.outlet.Value) == fold.Key(p.origin.Value) {
		p.origin = readout.Found{} // its own mark is no other's
	}
}

// lateByline reads a byline behind the text: one that names its author as such.
func (r *textReader) lateByline(p *page) {
	for i := max(r.start, 0); i < len(r.blocks) && i < r.end+8; i++ {
		t := r.blocks[i].folded
		if len(t) > 100 || !explicitAuthor.MatchString(t) || r.lines[i].role.Text() && i < r.end-3 {
			continue
		}
		for _, n := range bylineNames(t) {
			p.byline = append(p.byline, readout.Found{Value: n, Basis: basisAt(i, "byline behind the text")})
		}
		if len(p.byline) > 0 {
			r.set(i, readout.RoleByline, "names the author behind the text")
			return
		}
	}
}

// explicitAuthor opens a byline that can be nothing else.
var explicitAuthor = regexp.MustCompile(`(?i)^(authors?|autor(in|en)?|written by|text|reported by|story by) ?: ?\S`)

// dates reads published and modified from the lines around the headline.
func (r *textReader) dates(p *page) {
	lo, hi := 0, min(r.start+1, len(r.lines))
	if r.headline >= 0 {
		lo = max(r.headline-5, 0)
	}
	for i := lo; i < hi; i++ {
		role := r.lines[i].role
		if role.Text() || role == readout.RoleHeadline || role == readout.RoleDeck || role == readout.RoleCaption || role == readout.RoleRepeat || len(r.shapes[i].words) > 30 {
			continue
		}
		key := fold.Key(r.lines[i].text)
		r.datesOf(p, i, key)
	}
	for i := max(r.end-3, hi); i < len(r.lines) && i < r.end+8; i++ {
		if key := fold.Key(r.blocks[i].folded); len(key) < 120 && dateOnly(key) && (publishedOpen.MatchString(key) || updatedOpen.MatchString(key)) {
			r.datesOf(p, i, key)
		}
	}
}

func (r *textReader) datesOf(p *page, i int, key string) {
	updated := updatedOpen.FindStringIndex(key)
	first, rest := key, ""
	if updated != nil {
		first, rest = key[:updated[0]], key[updated[0]:]
	}
	if s, ok := findStamp(rest); ok && !p.modified.Stated() {
		p.modified = readout.Found{Value: s.value, Basis: basisAt(i, string(r.lines[i].role))}
	}
	explicit := dateOnly(key) || publishedOpen.MatchString(first) || r.lines[i].role == readout.RoleByline
	if s, ok := findStamp(first); ok && !p.published.Stated() && explicit {
		p.published = readout.Found{Value: s.value, Basis: basisAt(i, string(r.lines[i].role))}
	}
}

// Words of a report about its own house, on folded text.
var (
	writerAt    = regexp.MustCompile(`(?i)\b(?:writer|reporter|correspondent|editor|columnist|fellow|producer|journalist|intern) (?:at|for|with) (?:the )?([\p{Lu}][\p{L}&.' -]{1,40}?)(?:[.,;]|$| and\b| in\b| covering\b| based\b| who\b)`)
	ownRequests = regexp.MustCompile(`\b((?:The )?[\p{Lu}][\p{L}&.-]*(?: [\p{Lu}][\p{L}&.-]*){0,4})'s? (?:multiple |repeated )?(?:requests?|emails?|calls?|questions?|inquir(?:y|ies)) (?:for|seeking) (?:a )?(?:comments?|an interview|information)`)
	leadMark    = regexp.MustCompile(`^\(([^()]{2,30})\) ?-{0,2} ?\p{Lu}`)
)

// outlet finds the publisher where the report says it of itself: the house of
// its writer, its own requests for comment, its mark before the first words.
func (r *textReader) outlet(origin readout.Found) readout.Found {
	for i, l := range r.lines {
		if l.role != readout.RoleByline {
			continue
		}
		if m := writerAt.FindStringSubmatch(r.blocks[i].folded); m != nil {
			return readout.Found{Value: houseName(m[1]), Basis: basisAt(i, "byline, house of the writer")}
		}
		if n, ok := bylineHouse(r.blocks[i].folded); ok {
			return readout.Found{Value: n, Basis: basisAt(i, "byline names the outlet")}
		}
	}
	for i, l := range r.lines {
		if !l.role.Text() {
			continue
		}
		if m := ownRequests.FindStringSubmatch(r.blocks[i].folded); m != nil {
			if n, ok := newsroom(m[1]); ok && n != origin.Value {
				return readout.Found{Value: n, Basis: basisAt(i, "own requests for comment")}
			}
		}
		if m := leadMark.FindStringSubmatch(r.blocks[i].folded); m != nil && l.role == readout.RoleLead {
			if n, ok := gazetteer.NewsroomByName(m[1]); ok && !n.Agency {
				return readout.Found{Value: n.Name, Basis: basisAt(i, "mark before the first words")}
			}
		}
	}
	return readout.Found{}
}

func houseName(s string) string {
	s = strings.TrimSpace(s)
	if n, ok := newsroom(s); ok {
		return n
	}
	return s
}

// bylineHouse finds an outlet that is no agency behind the names of a byline.
func bylineHouse(folded string) (string, bool) {
	parts := strings.FieldsFunc(folded, func(c rune) bool { return c == ',' || c == '|' || c == '/' || c == '(' || c == ')' })
	for k, part := range parts {
		if k == 0 {
			continue
		}
		if n, ok := gazetteer.NewsroomByName(strings.TrimSpace(part)); ok && !n.Agency {
			return n.Name, true
		}
	}
	return "", false
}
