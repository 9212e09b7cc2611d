package ingest

import (
	"fmt"
	"strings"

	"github.com/readout-project/readout"
)

// Reach of the search for a headline above the running text, in blocks.
const headlineReach = 30

// findHeadline chooses the line above the running text that shares most words
// with it, is short, stands alone, comes twice or opens the text.
func (r *textReader) findHeadline() {
	if r.start >= len(r.blocks) {
		return
	}
	vocabulary := r.vocabulary()
	best, top := 0, -1
	for i := max(0, r.start-headlineReach); i <= r.start; i++ {
		if sc := r.headlineScore(i, vocabulary); sc > best {
			best, top = sc, i
		}
	}
	if top < 0 {
		return
	}
	r.headline = top
	r.set(top, readout.RoleHeadline, fmt.Sprintf("line above the running text that fits it best (%d points)", best))
}

// vocabulary holds the content words of the article's running text.
func (r *textReader) vocabulary() map[string]bool {
	v := map[string]bool{}
	book := phrases()
	n := 0
	for i := r.start; i < len(r.blocks) && n < 1500; i++ {
		if !r.article[i] {
			continue
		}
		for _, w := range r.shapes[i].words {
			if !book.functions[w] {
				v[w] = true
			}
			n++
		}
	}
	return v
}

// headlineScore is 0 for a line that cannot be the headline.
func (r *textReader) headlineScore(i int, vocabulary map[string]bool) int {
	s, b := &r.shapes[i], &r.blocks[i]
	n := len(s.words)
	if n < 2 || n > 30 || s.head || s.phrase != "" || s.class == "P" || caption(b.folded) || bylineOpen.MatchString(b.folded) || dateOnly(b.folded) {
		return 0
	}
	if formField.MatchString(b.text) || strings.Contains(s.marks, "h") && n < 4 || tweetEnd.MatchString(b.folded) {
		return 0
	}
	hit, content := r.known(i, vocabulary)
	if content == 0 || hit == 0 && i > 0 {
		return 0
	}
	return max(percent(hit, content)*6/10+6*min(hit, 5)+r.headlineForm(i)-4*(r.start-i), 1)
}

// known counts the content words of a line and those that the article has.
func (r *textReader) known(i int, vocabulary map[string]bool) (hit, content int) {
	book := phrases()
	for _, w := range r.shapes[i].words {
		if book.functions[w] || len(w) < 3 {
			continue
		}
		content++
		if vocabulary[w] {
			hit++
		}
	}
	return hit, content
}

// headlineForm are the points that a line's form and place give.
func (r *textReader) headlineForm(i int) int {
	s, b := &r.shapes[i], &r.blocks[i]
	n := len(s.words)
	points := 0
	add := func(ok bool, p int) {
		if ok {
			points += p
		}
	}
	add(n >= 4, 15)
	add(n >= 5 && n <= 20, 15)
	add(i == 0, 40)
	add(s.sentence && !strings.HasSuffix(b.folded, "?") && !strings.HasSuffix(b.folded, "!"), -30)
	add(s.sentence && n > 12 && i > 0, -30)
	add(i == r.start && i > 0, -30)
	add(r.again[i] || r.repeats[i].of >= 0 && !r.repeats[i].ahead, 15)
	add(b.bullet, -40)
	add(strings.ContainsAny(s.marks, ">|l["), -30)
	add(b.indent < r.indent, 35)
	add(r.opensTop(i), 20)
	add(i > 0 && r.blocks[i].gap && i+1 < len(r.blocks) && r.blocks[i+1].gap, 5)
	return points
}

// opensTop reports whether a byline or a date follows closely.
func (r *textReader) opensTop(i int) bool {
	for k := i + 1; k <= i+4 && k < len(r.blocks); k++ {
		t := r.blocks[k].folded
		if dateOnly(t) || len(t) < 120 && bylineOpen.MatchString(t) {
			return true
		}
	}
	return false
}

// topMatter gives roles to what stands between headline and running text, and
// finds byline and dates near the headline.
func (r *textReader) topMatter() {
	if r.headline < 0 {
		r.topLines(0, min(r.start, 6))
		return
	}
	r.topLines(max(r.headline-4, 0), min(max(r.start+4, r.headline+14), r.headline+24, len(r.blocks)))
	r.deck()
	r.restart()
	for i := r.headline + 1; i < r.start; i++ {
		if r.article[i] && r.free(i) && !prose(r.class(i)) && len(r.shapes[i].words) < 3 {
			r.article[i] = false
		}
	}
	for i := range r.headline {
		if r.article[i] && !prose(r.class(i)) {
			r.article[i] = false
		}
	}
}

// restart lets the running text begin behind what has a role at the top.
func (r *textReader) restart() {
	for i := max(r.headline+1, 0); i < len(r.blocks); i++ {
		if r.article[i] && r.free(i) && (i >= r.start || prose(r.class(i))) {
			r.start = i
			return
		}
	}
}

// topLines reads bylines, dates and captions in the blocks from lo up to hi.
func (r *textReader) topLines(lo, hi int) {
	for i := lo; i < hi; i++ {
		if !r.free(i) {
			continue
		}
		t := r.blocks[i].folded
		n := len(r.shapes[i].words)
		switch {
		case n > 40:
		case bylineOpen.MatchString(t) && n <= 30 && !r.bodyLike(i):
			r.byline(i)
		case dateOnly(t):
			r.set(i, readout.RoleDateline, "date on a line of its own at the top")
			r.article[i] = false
		case looksLikeName(t) && i > r.headline && r.headline >= 0 && r.nearDate(i) && !r.blocks[i].bullet:
			r.set(i, readout.RoleByline, "name on a line of its own below the headline")
			r.article[i] = false
			r.names = append(r.names, i)
			r.imageOf(i, strings.ToLower(t))
		}
	}
}

// bodyLike reports whether a line that opens with "by" is a sentence.
func (r *textReader) bodyLike(i int) bool {
	return r.shapes[i].sentence && len(r.shapes[i].words) > 18
}

// nearDate reports whether one of the two blocks beside is a date or a byline.
func (r *textReader) nearDate(i int) bool {
	for k := max(i-1, 0); k <= i+1 && k < len(r.blocks); k++ {
		if k != i && (dateOnly(r.blocks[k].folded) || bylineOpen.MatchString(r.blocks[k].folded)) {
			return true
		}
	}
	return false
}

// byline marks a byline; one that lost its name takes it from the line before.
func (r *textReader) byline(i int) {
	r.set(i, readout.RoleByline, "opens like a byline")
	r.article[i] = false
	r.names = append(r.names, i)
	if len(bylineNames(r.blocks[i].folded)) > 0 || i == 0 {
		return
	}
	t := r.blocks[i-1].folded
	if r.free(i-1) && looksLikeName(t) {
		r.set(i-1, readout.RoleByline, "name before a byline that lost its own")
		r.article[i-1] = false
		r.names[len(r.names)-1] = i - 1
		r.imageOf(i-1, strings.ToLower(t))
	}
}

// imageOf marks lines above a byline that describe a portrait of its author.
func (r *textReader) imageOf(i int, name string) {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		t := strings.ToLower(r.blocks[k].folded)
		if !r.free(k) || !strings.Contains(t, name) {
			return
		}
		r.set(k, readout.RoleCaption, "image text that names the author")
		r.article[k] = false
	}
}

// deck is a sentence or two directly below the headline and above byline, date
// or caption.
func (r *textReader) deck() {
	i := r.headline + 1
	for i < len(r.blocks) && r.repeats[i].of == r.headline {
		i++
	}
	if i >= len(r.blocks) || !r.free(i) {
		return
	}
	n := len(r.shapes[i].words)
	t := r.blocks[i].folded
	if n < 6 || n > 45 || r.blocks[i].bullet || r.shapes[i].phrase != "" || caption(t) || r.repeats[i].of >= 0 {
		return
	}
	if !r.topEnds(i + 1) {
		return
	}
	r.set(i, readout.RoleDeck, "sentence between headline and byline, date or image")
	r.article[i] = false
}

// topEnds reports whether the block is a byline, a date, a caption or an image
// text given twice.
func (r *textReader) topEnds(i int) bool {
	if i >= len(r.blocks) {
		return false
	}
	switch r.lines[i].role {
	case readout.RoleByline, readout.RoleDateline, readout.RoleCaption:
		return true
	}
	t := r.blocks[i].folded
	return caption(t) || len(r.shapes[i].words) < 40 && (r.again[i] || r.repeats[i].of >= 0) && i+1 < len(r.repeats) && (r.repeats[i+1].of == i || r.repeats[i].ahead)
}
