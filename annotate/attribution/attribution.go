// Package attribution finds who is said to have said, thought or wanted what:
// sources, cues and contents after the PolNeAR guidelines (Newell, Margolin and
// Ruths, "An Attribution Relations Corpus for Political News", LREC 2018).
//
// It reads by rule, from a lexicon of cues (data/) and from quotation marks. A
// whole quotation is one item, so that `"...", said X` and `X said ...` are the
// same few patterns. The rule that read an attribution is named in it. Where a
// source is not plain it stays empty: nobody is given words that the text does
// not plainly give them.
//
// It has no syntax: a subject is the noun phrase that words of closed classes
// and a table of verb forms fence in. It does not see contents that are spread
// over a paragraph without quotation marks, nor cues inside whole quotations.
package attribution

import (
	"sort"
	"strings"
	"unicode"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// Find reads the attributions of a document with tokens, sentences, mentions
// and entities, in text order of their first span. A quotation without a cue
// goes to the speaker of the quotation before it in the same paragraph, or
// where that one goes on over the paragraph's end; else it has no source.
func Find(d *readout.Document) []readout.Attribution {
	r := &reader{d: d, lex: lex(), sources: newSources(d), direct: -1, pending: -1}
	r.index()
	for i := 0; i < len(d.Sentences); {
		j := i
		for j < len(d.Sentences) && d.Sentences[j].Block == d.Sentences[i].Block {
			j++
		}
		r.block(i, j)
		i = j
	}
	r.posts()
	r.nest()
	return r.sorted()
}

// longestUnit is the number of items at which a unit is cut, however long its
// sentence.
const longestUnit = 300

// reader holds what reading one document needs.
type reader struct {
	d             *readout.Document
	lex           *lexicon
	sources       *sources
	byStart       []int // mentions by their start
	sentenceStart map[int]bool
	surnames      map[string]bool // words that follow a capitalised one, folded
	out           []readout.Attribution
	direct        int  // last attribution with a quotation in this paragraph; -1
	open          bool // whose quotation goes on in the next paragraph
	pending       int  // attribution that ended in a colon; -1
}

func (r *reader) index() {
	r.byStart = make([]int, len(r.d.Mentions))
	for i := range r.byStart {
		r.byStart[i] = i
	}
	sort.SliceStable(r.byStart, func(a, b int) bool {
		return r.d.Mentions[r.byStart[a]].Start < r.d.Mentions[r.byStart[b]].Start
	})
	r.surnames = map[string]bool{}
	for i := 1; i < len(r.d.Tokens); i++ {
		a, b := r.d.Tokens[i-1].Of(r.d.Report.Source), r.d.Tokens[i].Of(r.d.Report.Source)
		if unicode.IsUpper(firstRune(a)) && unicode.IsUpper(firstRune(b)) {
			r.surnames[fold.Key(b)] = true
		}
	}
	r.sentenceStart = make(map[int]bool, len(r.d.Sentences))
	for _, s := range r.d.Sentences {
		r.sentenceStart[s.First] = true
	}
}

// block reads the sentences [i, j), which are one paragraph.
func (r *reader) block(i, j int) {
	first, last := r.d.Sentences[i].First, r.d.Sentences[j-1].Last
	if first >= last {
		return
	}
	if !r.open {
		r.direct = -1
	}
	wasOpen := r.open
	r.open = false
	quotes := pair(r.d, first, last)
	for k := range quotes {
		r.classify(&quotes[k], first, last)
	}
	for n, u := range r.units(i, j, quotes) {
		r.unit(u, n == 0 && wasOpen)
	}
	if len(quotes) > 0 && quotes[len(quotes)-1].open && r.direct >= 0 {
		r.open = true
	}
}

// units cuts a paragraph into units: sentences, but for those that a whole
// quotation joins. A quotation behind a full stop always begins a unit.
func (r *reader) units(i, j int, quotes []quoted) []*unit {
	var out []*unit
	u := &unit{block: r.d.Sentences[i].Block, lex: r.lex}
	cut := func() {
		if len(u.items) > 0 {
			out = append(out, u)
			u = &unit{block: u.block, lex: r.lex}
		}
	}
	q := 0
	for s := i; s < j; s++ {
		if len(u.items) > 0 && !r.continues(u, s) {
			cut()
		}
		for t := r.d.Sentences[s].First; t < r.d.Sentences[s].Last; t++ {
			for q < len(quotes) && t > quotes[q].last {
				q++
			}
			in := q < len(quotes) && t >= quotes[q].first
			if len(u.items) >= longestUnit {
				cut() // bounds the work on text without full stops
			}
			if in && t == quotes[q].first && u.key(len(u.items)-1) == "." && u.kind(len(u.items)-1) == mark {
				cut()
			}
			switch {
			case in && quotes[q].full && t == quotes[q].first:
				u.items = append(u.items, item{
					Span: r.d.Tokens[t].Span.Join(r.d.Tokens[quotes[q].last].Span), key: "\x00", kind: quotation, sent: s,
					comma: !quotes[q].open && r.d.Tokens[quotes[q].last-1].Of(r.d.Report.Source) == ",",
				})
			case in && quotes[q].full:
			default:
				inside := in && t > quotes[q].first && t < quotes[q].last
				u.items = append(u.items, itemsOf(r.d.Report.Source, r.d.Tokens[t], inside, s)...)
			}
		}
	}
	cut()
	for _, u := range out {
		u.lowerTitles()
	}
	return out
}

// continues reports whether sentence s belongs to the unit: it begins inside a
// quotation of it, or is the rest of a clause after one ("'Why?' he asked").
func (r *reader) continues(u *unit, s int) bool {
	last := u.items[len(u.items)-1]
	sent := r.d.Sentences[s]
	if last.kind != quotation {
		return false
	}
	if sent.Start < last.End {
		return true
	}
	if sent.First >= sent.Last {
		return false
	}
	t := r.d.Tokens[sent.First]
	c := r.d.Report.Source[t.Start]
	return c >= 'a' && c <= 'z' || c == ','
}

// lowerTitles lets verbs and words of grammar be seen in headlines that
// capitalise every word.
func (u *unit) lowerTitles() {
	caps, all := 0, 0
	for i, it := range u.items {
		if it.kind == word && len(it.key) > 3 && i > 0 {
			all++
			if it.cap {
				caps++
			}
		}
	}
	if all < 3 || caps*10 < all*7 {
		return
	}
	for i := range u.items {
		if u.lex.verbs[u.items[i].key] != nil || u.lex.in("preposition", u.items[i].key) || u.lex.in("determiner", u.items[i].key) || u.auxiliary(i) {
			u.items[i].cap = false
		}
	}
}

// unit reads one unit and adds what it finds.
func (r *reader) unit(u *unit, continued bool) {
	bare := u.onlyQuotations()
	if bare && (continued || r.pending >= 0 || r.direct >= 0) {
		r.carry(u)
		return
	}
	if r.pending >= 0 && u.quote(0) && !continued {
		r.add(r.pending, u.items[0].Span)
		r.direct, r.pending = r.pending, -1
	}
	prior, breaks := u.prefixed()
	silent, more := u.silences()
	breaks = append(breaks, more...)
	quoted := u.quotedSaying(breaks)
	found := u.verbs(append(append(prior, silent...), quoted...), breaks)
	found = append(found, u.nounCues(breaks)...)
	found = append(found, u.sourcelessCues(breaks)...)
	found = append(found, u.citations(found)...)
	found = append(found, u.quotationVerbs(found)...)
	direct := r.direct
	r.emit(u, found)
	if len(found) == 0 && direct >= 0 && u.quotationFirst() && !u.speaksOn() {
		r.add(direct, u.span(0, u.end()))
		r.direct = direct
	}
	r.unclaimed(u)
}

// quotationFirst reports whether the unit opens with a quotation of some
// length that it goes on in its own words.
func (u *unit) quotationFirst() bool {
	if u.quote(0) {
		return true
	}
	n := 0
	for n+1 < len(u.items) && u.key(0) == `"` && u.items[n+1].inside {
		n++
	}
	return n >= 5 && u.hasFinite(1, n+1)
}

func (u *unit) onlyQuotations() bool {
	n := 0
	for _, it := range u.items {
		if it.kind == word {
			return false
		}
		if it.kind == quotation {
			n++
		}
	}
	return n > 0
}

// carry adds a bare quotation to the speaker it continues.
func (r *reader) carry(u *unit) {
	to := r.direct
	if r.pending >= 0 {
		to = r.pending
	}
	for _, it := range u.items {
		if it.kind == quotation {
			r.add(to, it.Span)
		}
	}
	r.direct, r.pending = to, -1
}

func (r *reader) add(a int, s readout.Span) {
	at := &r.out[a]
	at.Content = append(at.Content, s)
	at.Form = r.form(at.Content)
}

// emit turns what was found in a unit into attributions.
func (r *reader) emit(u *unit, fs []*found) {
	index := map[*found]int{}
	r.pending = -1
	direct := -1
	for _, f := range fs {
		a := readout.Attribution{Within: -1, Rule: f.entry.class + ": " + f.rule, Content: u.spans(f.content)}
		a.Cue = u.spans([][2]int{f.cue})
		if f.source.ok {
			a.Source = u.spans([][2]int{{f.source.from, f.source.to}})
			if f.source.who >= 0 {
				a.Source = append(a.Source, u.span(f.source.who, f.source.who+1))
			}
		}
		if len(a.Content) == 0 && !f.colon && f.entry != silenceEntry || !disjoint(&a) || r.known(&a) {
			continue
		}
		if f.entry == silenceEntry {
			a.Kind = readout.NoAnswer
		}
		r.sources.describe(&a)
		a.Form = r.form(a.Content)
		if f.within != nil {
			if w, ok := index[f.within]; ok {
				a.Within = w
			}
		}
		index[f] = len(r.out)
		r.out = append(r.out, a)
		if f.colon {
			r.pending = len(r.out) - 1
		}
		if u.quotesIn(f.content) && f.source.ok {
			direct = len(r.out) - 1
		}
	}
	if direct >= 0 || len(fs) > 0 || !u.onlyQuotations() {
		r.direct = direct
	}
}

func (u *unit) quotesIn(content [][2]int) bool {
	for _, c := range content {
		for i := c[0]; i < c[1]; i++ {
			if u.quote(i) {
				return true
			}
		}
	}
	return false
}

// disjoint reports whether cue and source lie outside the content.
func disjoint(a *readout.Attribution) bool {
	for _, s := range a.Content {
		for _, o := range append(append([]readout.Span{}, a.Cue...), a.Source...) {
			if s.Overlaps(o) {
				return false
			}
		}
	}
	return true
}

// known reports whether an attribution with this cue is there already.
func (r *reader) known(a *readout.Attribution) bool {
	for i := len(r.out) - 1; i >= 0 && i > len(r.out)-40; i-- {
		o := &r.out[i]
		if len(o.Cue) > 0 && len(a.Cue) > 0 && o.Cue[0].Overlaps(a.Cue[0]) {
			return true
		}
	}
	return false
}

// unclaimed keeps whole quotations that nobody was found to say, without a
// source.
func (r *reader) unclaimed(u *unit) {
	for i, it := range u.items {
		if it.kind != quotation || !r.utterance(u, it.Span) || r.covered(it.Span) || !(i == 0 || u.key(i-1) == ":") {
			continue
		}
		r.out = append(r.out, readout.Attribution{
			Content: []readout.Span{it.Span}, Entity: -1, Kind: readout.Unnamed, Form: readout.Direct, Within: -1,
			Rule: "say: quotation without a speaker",
		})
	}
}

func (r *reader) covered(s readout.Span) bool {
	for i := len(r.out) - 1; i >= 0 && i > len(r.out)-40; i-- {
		for _, c := range r.out[i].Content {
			if c.Overlaps(s) {
				return true
			}
		}
	}
	return false
}

// form tells direct, mixed and indirect contents by their quotation marks.
func (r *reader) form(content []readout.Span) readout.Form {
	whole, some := len(content) > 0, false
	for _, c := range content {
		m := marksIn(c.Of(r.d.Report.Source))
		some = some || m.any
		whole = whole && m.first && m.last
	}
	switch {
	case whole:
		return readout.Direct
	case some:
		return readout.Mixed
	}
	return readout.Indirect
}

// nest sets Within: the smallest attribution whose content holds the cue.
func (r *reader) nest() {
	for i := range r.out {
		a := &r.out[i]
		if a.Within >= 0 || len(a.Cue) == 0 {
			continue
		}
		best, size := -1, 0
		for k := max(0, i-40); k < min(len(r.out), i+40); k++ {
			if k == i {
				continue
			}
			for _, c := range r.out[k].Content {
				if c.Contains(a.Cue[0]) && (best < 0 || c.Len() < size) && !r.reaches(k, i) {
					best, size = k, c.Len()
				}
			}
		}
		a.Within = best
	}
}

// reaches reports whether the chain of outer attributions from k meets i.
func (r *reader) reaches(k, i int) bool {
	for n := 0; k >= 0 && n <= len(r.out); n++ {
		if k == i {
			return true
		}
		k = r.out[k].Within
	}
	return false
}

// sorted puts the attributions in text order.
func (r *reader) sorted() []readout.Attribution {
	order := make([]int, len(r.out))
	for i := range order {
		order[i] = i
	}
	start := func(i int) int {
		a := &r.out[i]
		at := 1 << 62
		for _, spans := range [][]readout.Span{a.Source, a.Cue, a.Content} {
			for _, s := range spans {
				at = min(at, s.Start)
			}
		}
		return at
	}
	sort.SliceStable(order, func(a, b int) bool { return start(order[a]) < start(order[b]) })
	place := make([]int, len(order))
	for k, i := range order {
		place[i] = k
	}
	out := make([]readout.Attribution, 0, len(order))
	for _, i := range order {
		a := r.out[i]
		sort.Slice(a.Content, func(x, y int) bool { return a.Content[x].Start < a.Content[y].Start })
		if a.Within >= 0 {
			a.Within = place[a.Within]
		}
		out = append(out, a)
	}
	return out
}

// utterance tells a quotation that stands alone from a title or a term: it ends
// as a sentence does, or is long. In headings only length counts.
func (r *reader) utterance(u *unit, s readout.Span) bool {
	text := strings.TrimRight(s.Of(r.d.Report.Source), "\"”’'")
	role := r.d.Report.Blocks[u.block].Role
	title := role == readout.RoleHeading || role == readout.RoleHeadline || role == readout.RoleDeck
	blanks := strings.Count(text, " ")
	return blanks >= 4 || !title && blanks >= 1 && text != "" && strings.ContainsAny(text[len(text)-1:], ".?!,")
}

// speaksOn reports whether somebody acts behind the quotation that opens the
// unit: its words are then not plainly those of the speaker before.
func (u *unit) speaksOn() bool {
	i := 0
	for i < len(u.items) && (u.quote(i) || u.items[i].inside || u.kind(i) == mark) {
		i++
	}
	return u.hasFinite(i, len(u.items))
}
