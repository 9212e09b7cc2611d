package ingest

import (
	"fmt"
	"strings"

	"github.com/readout-project/readout"
)

// assign gives every block its role: first what the article is, then what its
// lines are, then what the rest is.
func (r *textReader) assign() {
	r.floor()
	r.cutEnd()
	r.cutTop()
	r.bounds()
	r.findHeadline()
	r.topMatter()
	r.aboutAuthor()
	r.keepLists()
	r.keepProse()
	for i := range r.lines {
		if r.free(i) {
			r.insets(i)
		}
	}
	r.credits()
	lead := false
	for i := range r.lines {
		if r.free(i) && r.article[i] {
			lead = r.bodyRole(i, lead)
		}
	}
	for i := range r.lines {
		if r.free(i) {
			r.asideRole(i)
		}
	}
	r.markRepeats()
}

// floor takes all running text that no phrase of furniture marks for the article
// where the model finds none at all.
func (r *textReader) floor() {
	for i, a := range r.article {
		if a && prose(r.class(i)) {
			return
		}
	}
	for i := range r.article {
		if prose(r.class(i)) && r.shapes[i].phrase == "" {
			r.article[i] = true
		}
	}
}

// cutTop takes a few lines of running text at the top of a page out of the
// article, such as the words of a house about itself, where far below them the
// bulk of the text begins.
func (r *textReader) cutTop() {
	type group struct{ from, to, mass int }
	var gs []group
	gap := topGap
	for i, a := range r.article {
		if !a || !prose(r.class(i)) {
			gap++
			continue
		}
		if gap >= topGap || len(gs) == 0 {
			gs = append(gs, group{from: i})
		}
		g := &gs[len(gs)-1]
		g.to, g.mass = i+1, g.mass+len(r.shapes[i].words)
		gap = 0
	}
	best := 0
	for k, g := range gs {
		if g.mass > gs[best].mass {
			best = k
		}
	}
	before := 0
	for k := 0; k < best; k++ {
		before += gs[k].mass
	}
	if best == 0 || before*4 > gs[best].mass {
		return
	}
	r.start = gs[best].from
	vocabulary := r.vocabulary()
	for _, g := range gs[:best] {
		for i := g.from; i < g.to; i++ {
			if hit, content := r.known(i, vocabulary); percent(hit, content) < 30 {
				r.article[i] = false
			}
		}
	}
}

// topGap is how many lines without running text set the top of a page apart.
const topGap = 9

// bounds finds where the running text of the article begins and ends.
func (r *textReader) bounds() {
	r.start, r.end = len(r.blocks), 0
	for i, a := range r.article {
		if !a {
			continue
		}
		if prose(r.class(i)) && i < r.start {
			r.start = i
		}
		r.end = i + 1
	}
	if r.start == len(r.blocks) {
		for i, a := range r.article {
			if a {
				r.start = i
				break
			}
		}
	}
}

// keepProse puts back running text that stands between lines of the article and
// that nothing speaks against: the worst error is to lose it.
func (r *textReader) keepProse() {
	vocabulary := r.vocabulary()
	for i := max(r.headline+1, min(r.start, r.start-8), 0); i < r.end; i++ {
		if r.article[i] || r.shapes[i].phrase != "" || r.inSection(i) || !r.free(i) {
			continue
		}
		if prose(r.class(i)) && r.margin[i] > -strongMargin || r.subhead(i) {
			r.article[i] = true
		}
	}
	r.goOn(vocabulary)
}

// keepLists takes a list as a whole: where the model has one of its items in
// the article, and the line above the list, the others are too.
func (r *textReader) keepLists() {
	for i := r.start; i < min(r.end, len(r.blocks)); {
		j, in := i, 0
		for j < len(r.blocks) && r.blocks[j].bullet {
			if r.article[j] {
				in++
			}
			j++
		}
		if i > 0 && in > 0 && in < j-i && (r.article[i-1] || in*2 >= j-i && strings.HasSuffix(r.blocks[i-1].folded, ":") && !r.shapes[i-1].head) {
			for k := i - 1; k < j; k++ {
				r.article[k] = r.article[k] || r.shapes[k].phrase == "" && !r.shapes[k].head && r.free(k)
			}
			r.end = max(r.end, j)
		}
		i = j + 1
	}
}

// goOn carries the article over an inset behind which the model has lost it:
// running text that shares its words, no head of a section between.
func (r *textReader) goOn(vocabulary map[string]bool) {
	skipped := 0
	for i := r.end; i < len(r.blocks) && skipped <= 3; i++ {
		s := &r.shapes[i]
		if s.head || !r.free(i) {
			return
		}
		hit, content := r.known(i, vocabulary)
		least := 30 + 10*min(skipped, 2)
		switch {
		case s.phrase != "":
		case s.class == "P" && !r.blocks[i].bullet && r.margin[i] > -2*strongMargin && percent(hit, content) >= least,
			s.class == "p" && skipped == 0 && !r.blocks[i].bullet && r.margin[i] > -1500 && percent(hit, content) >= 40:
			r.article[i] = true
			r.end = i + 1
			skipped = 0
		default:
			skipped++
		}
	}
}

// subhead reports whether a short line stands between running text of the
// article in a text that has hardly anything else.
func (r *textReader) subhead(i int) bool {
	n := len(r.shapes[i].words)
	if n == 0 || n > 14 || i+1 >= len(r.blocks) || !r.tidy() || r.shapes[i].head || r.blocks[i].bullet {
		return false
	}
	t := r.blocks[i].folded
	return r.article[i+1] && prose(r.class(i+1)) && !caption(t) && !bracket.MatchString(t) && !shareCount.MatchString(t) && !formField.MatchString(t)
}

// tidy reports whether most blocks are the article's.
func (r *textReader) tidy() bool {
	n := 0
	for _, a := range r.article {
		if a {
			n++
		}
	}
	return n*10 >= len(r.article)*7
}

// strongMargin is how sure the model must be to take running text inside the
// article out of it, in thousandths.
const strongMargin = 4000

// inSection reports whether a section head stands closely before the block.
func (r *textReader) inSection(i int) bool {
	h := r.head[i]
	return h >= r.start && i-h <= 8 && !r.article[h]
}

// bodyRole gives a block of the article its role and reports whether the lead
// has been found.
func (r *textReader) bodyRole(i int, lead bool) bool {
	s, b := &r.shapes[i], &r.blocks[i]
	switch {
	case tweetEnd.MatchString(tail(b.folded)):
		r.set(i, readout.RoleQuote, "post with its author, handle and date")
	case dashed.MatchString(b.folded) || b.bullet && dashed.MatchString(foldLine(b.text)):
		r.set(i, readout.RoleHeading, "line between dashes")
	case b.bullet:
		r.set(i, readout.RoleList, "item of a list inside the article")
	case !s.sentence && len(s.words) <= 16 && !prose(s.class) && s.class != "q" && !strings.Contains(s.marks, ":") && r.headsProse(i):
		r.set(i, readout.RoleHeading, "short line without an end before running text")
	case !lead && (prose(s.class) || s.class == "q") && r.repeats[i].of < 0:
		r.set(i, readout.RoleLead, "first running text of the article")
		return true
	default:
		r.set(i, readout.RoleBody, r.why(i))
	}
	return lead
}

func (r *textReader) headsProse(i int) bool {
	for k := i + 1; k < len(r.blocks) && k <= i+2; k++ {
		if r.article[k] && (prose(r.class(k)) || r.blocks[k].bullet || r.class(k) == "q") {
			return true
		}
	}
	return false
}

// why says what kind of line it is and how sure the line model is of it.
func (r *textReader) why(i int) string {
	kind := map[string]string{
		"P": "running text", "p": "sentence", "q": "running text without an end", "t": "line like a title",
		"b": "short list item", "s": "label", "d": "line without letters",
	}[r.class(i)]
	sure := "line model"
	if m := r.margin[i]; m < 1500 && m > -1500 {
		sure = "line model, unsure"
	}
	if r.article[i] {
		return fmt.Sprintf("%s inside the article (%s)", kind, sure)
	}
	return fmt.Sprintf("%s outside the article (%s)", kind, sure)
}

// cutEnd takes lines out of the article that stand below the head of a section
// behind it. A head inside the article, of a box or of buttons, cuts nothing:
// solid running text follows there.
func (r *textReader) cutEnd() {
	first := r.firstSolid()
	for h := range r.blocks {
		if !r.shapes[h].head || first < 0 || h < first || r.mass[h]-r.mass[first] < 40 {
			continue
		}
		k := r.nextSolid(h + 1)
		if k < 0 {
			for i := h; i < len(r.blocks); i++ {
				r.article[i] = false
			}
			return
		}
		for i := h; i < k && i < h+40; i++ {
			if r.margin[i] < strongMargin/2 {
				r.article[i] = false
			}
		}
	}
}

func (r *textReader) firstSolid() int {
	for i := range r.blocks {
		if r.article[i] && prose(r.class(i)) {
			return i
		}
	}
	return -1
}

// nextSolid is the first of two neighbouring blocks of running text that the
// model is sure of and that are no cards of a list: given once, no captions.
func (r *textReader) nextSolid(from int) int {
	run, at := 0, -1
	for i := from; i < len(r.blocks); i++ {
		switch {
		case r.solid(i):
			if run == 0 {
				at = i
			}
			if run++; run == 2 {
				return at
			}
		case prose(r.class(i)) || !r.article[i]:
			run = 0
		}
	}
	return -1
}

func (r *textReader) solid(i int) bool {
	if !r.article[i] || !prose(r.class(i)) || r.blocks[i].bullet || r.again[i] || r.margin[i] < solidMargin {
		return false
	}
	return r.repeats[i].of < 0 && !caption(r.blocks[i].folded)
}

// solidMargin is how sure the model must be of running text behind a section
// head for the head not to end the article, in thousandths.
const solidMargin = 2500

// aboutAuthor takes the lines about the writer behind the text out of the
// article: they open with the name of the byline and say what its bearer is.
func (r *textReader) aboutAuthor() {
	var names []string
	for _, i := range r.names {
		for _, n := range bylineNames(r.lines[i].text) {
			names = append(names, strings.ToLower(foldLine(n)))
		}
	}
	for i := max(r.end-4, r.start+1); i < r.end && i < len(r.blocks); i++ {
		if !r.article[i] || !r.free(i) || r.mass[i] == r.mass[r.start] {
			continue
		}
		t := strings.ToLower(r.blocks[i].folded)
		for _, n := range names {
			if strings.HasPrefix(t, n) && authorVerb.MatchString(t[len(n):]) {
				r.set(i, readout.RolePromotion, "about the author, behind the text")
				r.article[i] = false
			}
		}
	}
}
