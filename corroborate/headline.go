package corroborate

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/lexis"
)

// What part of a headline's weight a statement of the body must share to be its
// counterpart, with its verb and without; and what part, or the verb with
// something else, suffices for a statement that may be one. A headline is listed only on
// counterparts, and never against what may be one: its words are fewer and
// others than the body's, so that in doubt nothing is listed.
const (
	counterpart    = 0.50
	wholly         = 0.75
	mayCounterpart = 0.45
)

// Least size of a body, in statements, of which it can be said that it does not
// say something: less may be a page that was cut off.
const leastBody = 5

// headlines lists the headlines, decks and captions that say more than the body
// of their report. A copy may have a headline of its own over the text of
// another; the same words over the same text are listed once.
func (s *story) headlines() []readout.Headline {
	var out []readout.Headline
	listed := map[string]bool{}
	by := map[int][]int{} // propositions by report
	for i := range s.props {
		by[s.props[i].report] = append(by[s.props[i].report], i)
	}
	for _, r := range s.out.Reports {
		var heads, body []told
		for _, i := range by[r] {
			if p := &s.props[i]; p.st.Position.Weak() {
				heads = append(heads, s.told(p))
			}
		}
		if len(heads) == 0 {
			continue
		}
		for _, i := range by[r] {
			if p := &s.props[i]; !p.st.Position.Weak() {
				body = append(body, s.told(p))
			}
		}
		page := s.page(r)
		for i := range heads {
			of, _ := s.voices.textOf(r, heads[i].st.Span)
			key := fmt.Sprint(of, heads[i].words)
			if x, ok := s.excess(&heads[i], body, page); ok && !listed[key] {
				listed[key] = true
				out = append(out, x)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b readout.Headline) int { return cmp.Compare(excessOrder[a.Kind], excessOrder[b.Kind]) })
	return out
}

var excessOrder = map[readout.Excess]int{readout.StrongerStatus: 0, readout.NoCounterpart: 1, readout.NoAttribution: 2}

// told is a proposition with its verbs.
type told struct {
	*prop
	main  string   // concept of the verb that the others hang on; "" for none
	verbs []string // concepts of all verbs
	text  string
}

func (s *story) told(p *prop) told {
	d := s.r.Docs[p.report]
	out := told{prop: p, text: p.st.Of(d.Report.Source)}
	first, last := wordsIn(d, p.st.Span)
	for i := first; i < last; i++ {
		w := &d.Words[i]
		if w.UPOS != readout.VERB {
			continue
		}
		for _, k := range []string{concept(fold.Key(w.Lemma)), concept(fold.Key(w.Of(d.Report.Source)))} {
			if !slices.Contains(out.verbs, k) {
				out.verbs = append(out.verbs, k)
			}
		}
		if out.main == "" && (w.Head < first || w.Head >= last) {
			out.main = concept(fold.Key(w.Lemma))
		}
	}
	return out
}

// wordsIn are the words within a span: Words[first:last].
func wordsIn(d *readout.Document, at readout.Span) (first, last int) {
	first, _ = slices.BinarySearchFunc(d.Words, at.Start, func(w readout.Word, p int) int { return cmp.Compare(w.Start, p) })
	for last = first; last < len(d.Words) && d.Words[last].End <= at.End; last++ {
	}
	return first, last
}

// excess is in what a headline says more than the body, if it does.
func (s *story) excess(h *told, body []told, page page) (readout.Headline, bool) {
	if m := mood(h.st.Status); m != "fact" || negative(h.st.Status) {
		return readout.Headline{}, false
	}
	var same, may []*told
	for i := range body {
		b := &body[i]
		switch {
		case h.says(b):
			same = append(same, b)
			may = append(may, b)
		case h.maySay(b):
			may = append(may, b)
		}
	}
	x := readout.Headline{StatementAt: readout.StatementAt{Report: h.report, Statement: h.stmt}}
	switch {
	case h.stronger(same, may, &x), s.unattributed(h, same, may, &x), len(body) >= leastBody && (h.uncounted(page, &x) || h.missing(page, &x)):
		return x, true
	}
	return readout.Headline{}, false
}

// cover is the part of the headline's weight that b shares.
func (h *told) cover(b *told) float32 {
	l := like(h.prop, b.prop)
	if h.sum == 0 || l.count == 0 {
		return 0
	}
	return l.part * min(h.sum, b.sum) / h.sum
}

// sharesVerb reports whether b has the headline's verb, or names the kind of act
// that it is a word for.
func (h *told) sharesVerb(b *told) bool {
	return h.main != "" && (slices.Contains(b.verbs, h.main) || slices.Contains(b.kinds, mannerTable().acts[h.main]))
}

// says reports that b is a counterpart: it shares the verb and half of the
// weight, or nearly all of it.
func (h *told) says(b *told) bool {
	return like(h.prop, b.prop).count >= leastStems && (h.sharesVerb(b) && h.cover(b) >= counterpart || h.cover(b) >= wholly)
}

// maySay reports that b may be a counterpart in other words.
func (h *told) maySay(b *told) bool {
	return h.cover(b) >= mayCounterpart || h.sharesVerb(b) && like(h.prop, b.prop).count >= 2
}

// stronger: the headline states as fact what the body has as planned, possible,
// denied, or nearly so, and nowhere as fact.
func (h *told) stronger(same, may []*told, x *readout.Headline) bool {
	var weaker []*told
	for _, b := range same {
		if h.sharesVerb(b) && (mood(b.st.Status) != "fact" || b.st.Status == readout.Denied) && h.weakened(b) {
			weaker = append(weaker, b)
		}
	}
	if len(weaker) == 0 || slices.ContainsFunc(may, func(b *told) bool { return mood(b.st.Status) == "fact" && b.st.Status != readout.Denied }) {
		return false
	}
	x.Kind, x.Body = readout.StrongerStatus, refs(weaker)
	x.Reason = "stated as " + string(h.st.Status) + "; the body has it only as " + string(weaker[0].st.Status)
	return true
}

// weakened reports that the words of b show why its status is weaker: somebody
// denies them, its main verb is another, which governs the headline's, or it has a word of doubt that
// the headline lacks.
func (h *told) weakened(b *told) bool {
	switch {
	case b.st.Status == readout.Denied:
		return !h.negates()
	case b.main != h.main:
		return b.main != "" && !slices.Contains(h.verbs, b.main)
	}
	return slices.ContainsFunc(b.words, func(w string) bool { return slices.Contains(doubts, w) && !slices.Contains(h.words, w) })
}

// doubts are words that take away that a thing has happened.
var doubts = []string{
	"will", "would", "could", "may", "might", "must", "should", "can", "to", "if", "unless", "perhaps", "possibly", "probably", "reportedly",
	"allegedly", "nearly", "almost", "not", "never",
}

// unattributed: the headline states in the report's own voice what the body
// gives to one source, and to nobody else.
func (s *story) unattributed(h *told, same, may []*told, x *readout.Headline) bool {
	if len(same) == 0 || !s.own(h) || hedged(h) {
		return false
	}
	for _, b := range may {
		if b.root != same[0].root || s.own(b) {
			return false
		}
	}
	same = slices.DeleteFunc(same, func(b *told) bool { return mood(b.st.Status) != "fact" || negative(b.st.Status) && !h.negates() })
	if len(same) == 0 {
		return false
	}
	hop := same[0].st.Root()
	if s.voices.newsroomHop(hop) || hop.Name == "" || hop.Unresolved {
		return false
	}
	x.Kind, x.Body = readout.NoAttribution, refs(same)
	x.Reason = "stated in the report's own voice; the body attributes it"
	if !hop.Kind.Named() {
		x.Reason = "stated in the report's own voice; the body attributes it, to nobody by name"
	}
	return true
}

// negates reports a headline with a negative word of its own.
func (h *told) negates() bool {
	return slices.ContainsFunc(h.words, func(w string) bool { return slices.Contains(negatives, w) })
}

var negatives = strings.Fields("no not never without fail fails failed refuse refuses refused reject rejects rejected")

// hedged reports a headline that has a word of saying, or quotation marks: it
// gives its words to somebody, though it may not say to whom.
func hedged(h *told) bool {
	return strings.ContainsAny(h.text, "\"“”«»:?") || singleMarks.MatchString(h.text) || slices.ContainsFunc(h.words, func(w string) bool { return slices.Contains(saying, w) })
}

// singleMarks finds a single quotation mark before a word.
var singleMarks = regexp.MustCompile(`(?:^|[\s(])['‘]\pL`)

var saying = strings.Fields(`say says said saying tell tells told claim claims claimed report reports reported reportedly allege alleges alleged
	allegedly accuse accuses accused according admit admits admitted deny denies denied source sources official officials`)

// own reports a statement in its report's own voice.
func (s *story) own(p *told) bool {
	return p.st.Attribution < 0 || s.voices.newsroomHop(p.st.Root()) && !p.through
}

func refs(list []*told) []readout.Ref {
	var out []readout.Ref
	for _, b := range list[:min(len(list), sideSpans)] {
		out = append(out, readout.Ref{Report: b.report, Span: b.st.Span})
	}
	return out
}

// vagueNumbers are number words that may stand for the headline's number.
var vagueNumbers = []string{"dozen", "dozens", "scores", "hundreds", "thousands", "half", "several"}

// page is the words of a report's body: what it can be said to say at all.
type page struct {
	stems   map[string]bool
	starts  map[string]bool // of longer stems
	numbers map[float64]bool
	vague   bool     // has number words that may stand for many a number
	sides   []string // judgements
}

// startLen is how many letters two longer stems must share to be of one family:
// "suspend" and "suspens".
const startLen = 5

func (s *story) page(r int) page {
	d := s.r.Docs[r]
	p := page{stems: map[string]bool{}, starts: map[string]bool{}, numbers: map[float64]bool{}}
	for _, b := range d.Report.Blocks {
		if !b.Role.Text() {
			continue
		}
		ws := words(b.Of(d.Report.Source))
		p.sides = append(p.sides, judgements(ws)...)
		for _, w := range ws {
			k := concept(w)
			p.stems[k] = true
			p.vague = p.vague || slices.Contains(vagueNumbers, w)
			if len(k) > startLen {
				p.starts[k[:startLen]] = true
			}
			if k != "" && strings.IndexByte("0123456789+-.iInN", k[0]) < 0 {
				continue // read as no number, "inf" neither
			}
			if v, err := strconv.ParseFloat(k, 64); err == nil {
				p.numbers[v] = true
			}
		}
		for _, k := range acts(ws) {
			p.stems["act "+k] = true
		}
	}
	return p
}

// has reports whether the body has a word of the family of a stem.
func (p *page) has(stem string) bool {
	act, ok := mannerTable().acts[stem]
	return p.stems[stem] || ok && p.stems["act "+act] || len(stem) > startLen && p.starts[stem[:startLen]]
}

// leastCount is the least number that is looked for: smaller ones are counted
// out by name.
const leastCount = 3

// uncounted: the headline counts the dead, the hurt, the missing or the seized,
// of whom the body speaks too, and its number is nowhere in the body, nor one
// near it, nor two that add up to it.
func (h *told) uncounted(p page, x *readout.Headline) bool {
	if h.st.Position == readout.InCaption {
		return false
	}
	for _, q := range h.numbers {
		v, err := strconv.ParseFloat(q.value, 64)
		if err != nil || v < leastCount || !slices.Contains(fates, q.unit) || !p.has(q.unit) || p.near(v) {
			continue
		}
		x.Kind, x.Reason = readout.NoCounterpart, "the body does not have the number "+q.label()
		return true
	}
	return false
}

// near reports whether the body has a number of which v may be a rounding, or
// two whose sum v is.
func (p *page) near(v float64) bool {
	for a := range p.numbers {
		if math.Abs(a-v) <= roundness*max(a, v) || p.numbers[v-a] {
			return true
		}
	}
	return p.vague
}

// missing: the headline judges how a meeting or an agreement went, and the body
// has neither the words of the judgement nor another to the same side.
func (h *told) missing(p page, x *readout.Headline) bool {
	sides := judgements(h.words)
	if !assessing(h.words) || slices.ContainsFunc(sides, func(side string) bool { return slices.Contains(p.sides, side) }) {
		return false
	}
	if slices.ContainsFunc(judging(h.words), p.has) || !slices.ContainsFunc(acts(h.words), func(k string) bool { return p.stems["act "+k] }) {
		return false
	}
	x.Kind, x.Reason = readout.NoCounterpart, "a judgement that the body does not have"
	return true
}

// judging are the stems of the words that judge.
func judging(words []string) []string {
	var out []string
	for i := range words {
		for n := min(5, len(words)-i); n > 0; n-- {
			if _, ok := assessTable()[strings.Join(words[i:i+n], " ")]; !ok {
				continue
			}
			for _, w := range words[i : i+n] {
				if !lexis.Grammar(w) && !slices.Contains(light, w) {
					out = append(out, concept(w))
				}
			}
			break
		}
	}
	return out
}

// light verbs say nothing without what hangs on them.
var light = []string{"make", "makes", "made", "take", "takes", "took", "get", "gets", "got"}
