package ingest

import (
	"fmt"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
)

// Reach of the search for a headline above the running text, in blocks.
const headlineReach = 60

// findHeadline chooses among the lines above the running text by what they look
// like, where they stand and how many of their words the article has. The
// weights are those of the line model.
func (r *textReader) findHeadline() {
	if r.start >= len(r.blocks) {
		return
	}
	pool := r.headlinePool()
	var best int64
	top := -1
	for k, i := range pool.lines {
		sum := r.headlinePrior(pool, i)
		r.headlineFeatures(pool, k, func(template, value string) { sum += r.model.weight(template, value) })
		if top < 0 || sum > best {
			best, top = sum, i
		}
	}
	if top < 0 {
		return
	}
	r.headline = top
	hit, content := r.known(top, pool.vocabulary)
	r.set(top, readout.RoleHeadline, fmt.Sprintf("likeliest line above the running text, %d of its %d content words stand there", hit, content))
}

// headlinePool holds the lines that may be the headline.
type headlinePool struct {
	lines      []int
	vocabulary map[string]bool
	most       int   // words that the best of them shares with the article
	order      []int // how many candidates with four words or more stand between it and the running text
}

func (r *textReader) headlinePool() headlinePool {
	p := headlinePool{vocabulary: r.vocabulary()}
	for i := max(0, r.start-headlineReach); i <= r.start; i++ {
		if !r.maybeHeadline(i) {
			continue
		}
		p.lines = append(p.lines, i)
		hit, _ := r.known(i, p.vocabulary)
		p.most = max(p.most, hit)
	}
	p.order = make([]int, len(p.lines))
	n := 0
	for k := len(p.lines) - 1; k >= 0; k-- {
		p.order[k] = n
		if len(r.shapes[p.lines[k]].words) >= 4 {
			n++
		}
	}
	return p
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

// maybeHeadline reports whether a line can be the headline at all.
func (r *textReader) maybeHeadline(i int) bool {
	s, b := &r.shapes[i], &r.blocks[i]
	n := len(s.words)
	if n < 1 || n > 32 || s.class == "P" || bylineOpen.MatchString(b.folded) || dateOnly(b.folded) || tweetEnd.MatchString(tail(b.folded)) {
		return false
	}
	if i > 0 && (captionOpen.MatchString(b.folded) || captionFile.MatchString(b.folded) || position.MatchString(b.folded)) {
		return false
	}
	if i > 0 && strings.Contains(s.marks, "d") && s.digits >= 8 {
		return false
	}
	if i > 0 && s.class == "p" && b.indent >= r.indent && !r.inPageTitle(i) && strings.HasSuffix(b.folded, ".") && !strings.HasSuffix(b.folded, "...") {
		return false
	}
	// The first sentence of a text without a headline is none.
	return i != r.start || !r.article[i] || !s.sentence || n <= 12 || strings.Contains(s.marks, "?")
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

// headlinePrior is what words shared with the article and nearness to it count
// for before anything is learnt, in thousandths.
func (r *textReader) headlinePrior(p headlinePool, i int) int64 {
	hit, content := r.known(i, p.vocabulary)
	return 30 * int64(percent(hit, content)/2+8*min(hit, 5)-4*min(r.start-i, 15))
}

// headlineFeatures gives the features of a candidate to f.
func (r *textReader) headlineFeatures(p headlinePool, k int, f sink) {
	i := p.lines[k]
	s, b := &r.shapes[i], &r.blocks[i]
	n := len(s.words)
	hit, content := r.known(i, p.vocabulary)
	f("T:words", bucket(n))
	f("T:class", s.class)
	f("T:hits", bucket(hit))
	f("T:known", step(percent(hit, content), 20))
	f("T:share", step(hit*10/max(p.most, 1), 2))
	f("T:score", step(percent(hit, content)*6/10+8*min(hit, 5)-4*min(r.start-i, 12)+40, 10))
	f("T:far", bucket(r.start-i))
	f("T:order", small(min(p.order[k], 4)))
	f("T:above", r.topKind(i-1)+s.class)
	f("T:below", s.class+r.topKind(i+1))
	f("T:opens", bucket(r.opensTop(i)))
	f("T:capitals", step(s.capitals, 20))
	if i == 0 {
		f("T:opening", small(min(r.start, 4)))
	}
	if k > 0 && i-p.lines[k-1] <= 2 && r.titleLike(p.lines[k-1], p) {
		f("T:second", s.class)
	}
	if k+1 < len(p.lines) && p.lines[k+1]-i <= 2 && r.titleLike(p.lines[k+1], p) {
		f("T:first", s.class)
	}
	for k := range s.marks {
		f("T:mark", s.marks[k:k+1])
	}
	on := func(name string, ok bool) {
		if ok {
			f(name, s.class)
		}
	}
	on("T:sentence", s.sentence)
	on("T:bullet", b.bullet)
	on("T:gap", b.gap)
	on("T:gap after", i+1 < len(r.blocks) && r.blocks[i+1].gap)
	on("T:out", b.indent < r.indent)
	on("T:in", b.indent > r.indent)
	on("T:again", r.again[i])
	if r.again[i] || r.repeats[i].of >= 0 || r.inPageTitle(i) {
		f("T:again+hits", bucket(hit))
	}
	on("T:repeat", r.repeats[i].of >= 0)
	on("T:head", s.head)
	on("T:phrase", s.phrase != "")
	on("T:caption", caption(b.folded))
	on("T:article", r.article[i])
	on("T:start", i == r.start)
	on("T:page title", r.inPageTitle(i))
	if r.article[i] != (r.margin[i] > -2000) {
		f("T:unsure", s.class)
	}
}

// titleLike reports whether a line is long enough for a title and shares words
// with the article.
func (r *textReader) titleLike(i int, p headlinePool) bool {
	s := &r.shapes[i]
	if len(s.words) < 4 || s.head || s.phrase != "" || r.blocks[i].bullet || strings.Contains(s.marks, ">") {
		return false
	}
	hit, _ := r.known(i, p.vocabulary)
	return hit >= 2
}

// topKind is the class of a line, or the form that it has at the top of reports.
func (r *textReader) topKind(i int) string {
	if i < 0 || i >= len(r.blocks) {
		return "^"
	}
	t := r.blocks[i].folded
	switch {
	case len(t) < 120 && dateOnly(t):
		return "D"
	case len(t) < 160 && bylineOpen.MatchString(t):
		return "B"
	case r.shapes[i].head || r.shapes[i].phrase != "":
		return "F"
	case len(t) < 500 && caption(t):
		return "C"
	case r.shapes[i].class == "s" && looksLikeName(t):
		return "N"
	}
	return r.class(i)
}

// inPageTitle reports whether one of the first lines holds the words of the
// line and more, as the title of a page holds its headline.
func (r *textReader) inPageTitle(i int) bool {
	k := r.shapes[i].key
	if len(k) < 12 {
		return false
	}
	for j := 0; j < 4 && j < i; j++ {
		if len(r.shapes[j].key) > len(k) && strings.Contains(r.shapes[j].key, k) {
			return true
		}
	}
	return false
}

// opensTop is how far below the next byline or date stands, up to 6; 0 for none.
func (r *textReader) opensTop(i int) int {
	for k := i + 1; k <= i+6 && k < len(r.blocks); k++ {
		t := r.blocks[k].folded
		if dateOnly(t) || len(t) < 120 && bylineOpen.MatchString(t) {
			return k - i
		}
	}
	return 0
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
		case bylineOpen.MatchString(bareByline(t)) && n <= 30 && !r.bodyLike(i):
			r.byline(i)
		case dateOnly(t):
			r.set(i, readout.RoleDateline, "date on a line of its own at the top")
			r.article[i] = false
		case r.loneName(i):
			r.set(i, readout.RoleByline, "name on a line of its own by the headline")
			r.article[i] = false
			r.names = append(r.names, i)
			r.imageOf(i, strings.ToLower(t))
		}
	}
}

// loneName reports whether a line by the headline is a person's name alone: next
// to a date or a byline, or one with a common given name directly at the
// headline, that is not in a list of names.
func (r *textReader) loneName(i int) bool {
	t := r.blocks[i].folded
	if r.headline < 0 || r.blocks[i].bullet || r.shapes[i].phrase != "" || !onlyNames(t) {
		return false
	}
	if i > r.headline && r.nearDate(i) {
		return true
	}
	first, _, _ := strings.Cut(t, " ")
	d := i - r.headline
	if d < -2 || d > 3 || d == 0 || !gazetteer.GivenName(first) {
		return false
	}
	for _, k := range [...]int{i - 1, i + 1} {
		if k >= 0 && k < len(r.blocks) && k != r.headline && looksLikeName(r.blocks[k].folded) && r.repeats[k].of < 0 {
			return false
		}
	}
	return true
}

// onlyNames reports whether a line is one person's name or several in a row.
func onlyNames(t string) bool {
	if looksLikeName(t) {
		return personName(t)
	}
	if len(t) > 120 || !strings.ContainsAny(t, ",&") && !strings.Contains(t, " and ") && !strings.Contains(t, " und ") {
		return false
	}
	parts := bylineSplit.Split(t, -1)
	for _, p := range parts {
		if first, _, _ := strings.Cut(p, " "); !personName(p) || !gazetteer.GivenName(first) {
			return false
		}
	}
	return len(parts) > 1
}

// bareByline is a line without the mark of an image before a byline.
func bareByline(t string) string {
	if strings.HasPrefix(t, "[") {
		if _, rest, ok := strings.Cut(t, "] "); ok {
			return rest
		}
	}
	return t
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
	if len(bylineNames(bareByline(r.blocks[i].folded))) > 0 || i == 0 {
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
	if !r.topEnds(i+1) && !r.deckAbove(i) {
		return
	}
	r.set(i, readout.RoleDeck, "sentence between headline and byline, date or image")
	r.article[i] = false
}

// deckAbove reports whether a line that the model leaves out stands above a
// byline or date that follows within a few lines, and has words of the article.
func (r *textReader) deckAbove(i int) bool {
	if r.article[i] || i >= r.start {
		return false
	}
	hit, content := r.known(i, r.vocabulary())
	if percent(hit, content) < 40 {
		return false
	}
	for k := i + 1; k < r.start && k <= i+6; k++ {
		if role := r.lines[k].role; role == readout.RoleByline || role == readout.RoleDateline {
			return true
		}
	}
	return false
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
