package talks

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/readout-project/readout"
)

//go:embed data/cues.tsv
var cuesTSV string

// cue is a row of the table of cues.
type cue struct {
	field readout.CardField
	how   string
	steps [][]string // alternatives of each word; nil for a gap
	value string
}

var fieldNames = map[string]readout.CardField{
	"nearly": readout.CardNearly, "moved": readout.CardMoved, "format": readout.CardFormat, "mediator": readout.CardMediator, "leftout": readout.CardLeftOut,
	"wanted": readout.CardWanted, "discussed": readout.CardDiscussed, "present": readout.CardPresent, "outcome": readout.CardOutcome,
	"silence": readout.CardSilence, "earlier": readout.CardEarlier, "pressure": readout.CardPressure,
}

var cues = sync.OnceValue(func() []cue {
	var out []cue
	for line := range strings.Lines(cuesTSV) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		c := cue{field: fieldNames[f[0]], how: f[1]}
		if len(f) > 3 {
			c.value = f[3]
		}
		for w := range strings.FieldsSeq(f[2]) {
			if w == "*" {
				c.steps = append(c.steps, nil)
			} else {
				c.steps = append(c.steps, strings.Split(w, "|"))
			}
		}
		out = append(out, c)
	}
	return out
})

// gap is how many words a gap of a cue may hold.
const gap = 4

// byFirst are the cues by the words that they can begin with.
var byFirst = sync.OnceValue(func() map[string][]int {
	out := map[string][]int{}
	for k, c := range cues() {
		for _, w := range c.steps[0] {
			out[strings.TrimPrefix(w, "=")] = append(out[strings.TrimPrefix(w, "=")], k)
		}
	}
	return out
})

// found is the words [lo, hi) of the first place of a cue in a sentence.
type found struct{ cue, lo, hi int }

// matches are the cues of a sentence, each at its first place, in the order of the
// table.
func (p *page) matches(x readout.Sentence) []found {
	var out []found
	for i := x.FirstWord; i < x.LastWord; i++ {
		for n, w := range []string{p.lemma[i], p.form[i]} {
			if n == 1 && w == p.lemma[i] {
				break
			}
			for _, k := range byFirst()[w] {
				if slices.ContainsFunc(out, func(f found) bool { return f.cue == k }) {
					continue
				}
				if hi := p.steps(cues()[k].steps, i, x.LastWord); hi > 0 {
					out = append(out, found{k, i, hi})
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b found) int { return a.cue - b.cue })
	return out
}

func (p *page) steps(steps [][]string, i, end int) int {
	for k, s := range steps {
		if s == nil {
			for skip := 0; skip <= gap && i+skip < end; skip++ {
				if j := p.steps(steps[k+1:], i+skip, end); j > 0 {
					return j
				}
			}
			return 0
		}
		if i >= end || !slices.Contains(s, p.lemma[i]) && !slices.Contains(s, p.form[i]) && !slices.Contains(s, "="+p.form[i]) {
			return 0
		}
		i++
	}
	return i
}

// byCues fills the fields that cues are for.
func (f *filler) byCues() {
	for _, p := range f.pages {
		for s := range p.d.Sentences {
			if !p.article(s) {
				continue
			}
			for _, m := range p.matches(p.d.Sentences[s]) {
				if c := &cues()[m.cue]; f.fits(p, s, c, m.lo) {
					f.read(p, s, c, m.lo, m.hi)
				}
			}
		}
	}
}

// fits reports that a cue may say something of this meeting: for most fields the
// sentence, the one before or the one behind speaks of a meeting, and of no other
// day.
func (f *filler) fits(p *page, s int, c *cue, lo int) bool {
	near := p.near(s, reach)
	_, st := p.statement(lo)
	switch c.field {
	case readout.CardSilence, readout.CardNearly:
		return true
	case readout.CardMoved:
		x := p.d.Sentences[s]
		return !slices.ContainsFunc(p.wordsIn(x.Span), func(w string) bool { return w == "cancel" || w == "cancelled" || w == "canceled" })
	case readout.CardEarlier:
		x := p.d.Sentences[s]
		own := slices.ContainsFunc(p.d.Timexes, func(t readout.Timex) bool {
			return x.Contains(t.Span) && f.day != "" && strings.HasPrefix(t.Value, f.day)
		})
		return !own && !f.others(p, x.Span) && (st == nil || st.Status == readout.Happened) && (st == nil || !st.Position.Weak())
	case readout.CardPressure:
		if st != nil && (st.Form == readout.Direct || st.Form == readout.Mixed || st.Status == readout.Demanded || st.Status == readout.Conditional) {
			return false
		}
		if at, _ := p.statement(lo); slices.ContainsFunc(p.wordsIn(readout.Span{Start: at.Start, End: p.words[lo].Start}), func(w string) bool { return meetings[w] }) {
			return false // "the meeting marked the first talks since the strikes"
		}
		if at, _ := p.statement(lo); slices.ContainsFunc(p.wordsIn(at), func(w string) bool { return w == "want" || w == "agenda" || w == "propose" || w == "discuss" }) {
			return false // what somebody wants withdrawn or talked about
		}
		return st == nil || st.Status != readout.DidNotHappen && st.Status != readout.Denied && st.Status != readout.Wanted
	case readout.CardPresent:
		return p.near(s, reachFar) && !f.otherDay(p, s) && (st == nil || st.Status == readout.Happened || st.Status == readout.Ongoing)
	case readout.CardMediator, readout.CardDiscussed:
		return near && !f.otherDay(p, s) && (st == nil || st.Status == readout.Happened || st.Status == readout.Ongoing)
	case readout.CardFormat:
		if c.value == "phone" && p.rank[s] > topSentences && !slices.Contains(c.steps[0], "by") {
			return false // a call that was made about the talks
		}
		return near && !f.otherDay(p, s) && (st == nil || st.Status == readout.Happened || st.Status == readout.Ongoing)
	case readout.CardOutcome:
		return p.near(s, 1) && !f.otherDay(p, s) && (st == nil || st.Status != readout.Planned && st.Status != readout.Expected && st.Status != readout.Conditional)
	case readout.CardLeftOut:
		return p.near(s, reachFar)
	}
	return near && !f.otherDay(p, s)
}

// closeBehind is how many bytes behind a cue its place may begin: an article or an
// adjective.
const closeBehind = 14

// read takes the value of a cue.
func (f *filler) read(p *page, s int, c *cue, lo, hi int) {
	last := int32(hi - 1)
	clause, st := p.statement(lo)
	by := f.speaker(st)
	switch c.how {
	case "clause":
		value := c.value
		if value == "" {
			value = clause.Of(p.source)
		}
		f.add(c.field, value, by, p.ref(clause))
	case "words":
		f.add(c.field, orWords(c.value, p, lo, hi), "", p.ref(p.span(lo, hi)))
	case "subject", "agent":
		f.subject(p, c, int32(lo), last)
	case "excluded":
		f.excluded(p, c, int32(lo))
	case "beside":
		f.beside(p, c, int32(lo))
	case "object":
		f.object(p, c, int32(lo), last, by)
	case "about":
		f.about(p, c, last, by)
	case "place":
		for _, m := range p.sides() {
			if behind := m.Start - p.words[hi-1].End; behind >= 0 && behind < closeBehind && m.End <= p.d.Sentences[s].End {
				f.add(c.field, m.Of(p.source), "", p.ref(m))
				break
			}
		}
	case "names":
		f.names(p, c.field, p.d.Sentences[s].Span)
	}
}

func orWords(value string, p *page, lo, hi int) string {
	if value != "" {
		return value
	}
	return p.span(lo, hi).Of(p.source)
}

func (p *page) span(lo, hi int) readout.Span {
	return readout.Span{Start: p.words[lo].Start, End: p.words[hi-1].End}
}

// speaker is the name of whoever a statement's words rest on; "" for the report's
// own voice.
func (f *filler) speaker(st *readout.Statement) string {
	if st == nil || st.Attribution < 0 {
		return ""
	}
	return st.Root().Name
}

// verbOf is the verb that a word of a cue hangs on, or is.
func (p *page) verbOf(w int32) int32 {
	for range 4 {
		if p.words[w].UPOS == readout.VERB || p.Head[w] < 0 {
			return w
		}
		w = p.Head[w]
	}
	return w
}

// subject takes the names of the subject of a cue's verb, or of whoever does it in
// the passive.
func (f *filler) subject(p *page, c *cue, lo, last int32) {
	v := p.verbOf(lo)
	w := p.child(v, readout.RelOblAgent)
	if w < 0 {
		if w = p.child(v, readout.RelNsubj); w < 0 && p.words[v].Rel == readout.RelConj && p.Head[v] >= 0 {
			w = p.child(p.Head[v], readout.RelNsubj)
		}
	}
	if w >= 0 {
		if n := f.names(p, c.field, p.extent(w)); n == 0 {
			f.meant(p, c.field, w)
		}
	}
}

// excluded takes whom a verb shuts out: its object, its subject in the passive; of
// a phrase without a name the words.
func (f *filler) excluded(p *page, c *cue, lo int32) {
	v := p.verbOf(lo)
	w := p.child(v, readout.RelNsubjPass, readout.RelObj)
	if w < 0 && p.words[v].Rel == readout.RelAclRelcl {
		w = p.Head[v]
	}
	if w < 0 || p.words[w].UPOS == readout.PRON {
		if w >= 0 {
			f.meant(p, c.field, w)
		}
		return
	}
	switch p.words[w].Mention {
	case readout.Person, readout.Organization, readout.Place:
	default:
		return
	}
	if at := p.phrase(w); f.names(p, c.field, at) == 0 {
		f.add(c.field, at.Of(p.source), "", p.ref(at))
	}
}

// beside takes the names that a noun is said of: those it stands beside as an
// apposition, or of which it is the predicate.
func (f *filler) beside(p *page, c *cue, w int32) {
	if prep := p.caseOf(w); prep == "through" || prep == "via" || prep == "without" || prep == "by" && p.words[w].Rel != readout.RelOblAgent {
		return
	}
	h := p.Head[w]
	switch {
	case p.child(w, readout.RelCop) >= 0:
		if s := p.child(w, readout.RelNsubj); s >= 0 {
			f.names(p, c.field, p.phrase(s))
		}
	case h >= 0 && (p.words[w].Rel == readout.RelAppos || p.words[w].Rel == readout.RelNmodDesc || p.words[w].Rel == readout.RelCompound):
		f.names(p, c.field, p.phrase(h))
	default:
		f.names(p, c.field, p.phrase(w))
	}
}

// phrase is the span of a noun phrase without clauses that hang on it.
func (p *page) phrase(w int32) readout.Span {
	lo, hi := w, w+1
	for k := p.First[w]; k >= 0; k = p.Next[k] {
		switch p.words[k].Rel {
		case readout.RelAclRelcl, readout.RelAcl, readout.RelPunct, readout.RelParataxis, readout.RelCase, readout.RelNsubj, readout.RelCop, readout.RelAdvcl:
			continue
		}
		lo, hi = min(lo, p.Lo[k]), max(hi, p.Hi[k])
	}
	return readout.Span{Start: p.words[lo].Start, End: p.words[hi-1].End}
}

// meant adds the person or body that a pronoun or a noun means.
func (f *filler) meant(p *page, field readout.CardField, w int32) {
	for i := range p.d.Mentions {
		m := &p.d.Mentions[i]
		if m.Start <= p.words[w].Start && p.words[w].End <= m.End && m.Entity >= 0 {
			f.add(field, p.d.Entities[m.Entity].Name, "", p.ref(m.Span))
			return
		}
	}
}

// object takes what hangs on a cue's last word as its object, or behind its
// preposition.
func (f *filler) object(p *page, c *cue, lo, last int32, by string) {
	v := last
	if w := p.child(p.verbOf(lo), readout.RelNsubj); w >= 0 && p.words[w].UPOS == readout.PRON && !p.talk[p.Sent[lo]] {
		return // "we want" is of anything
	}
	if p.words[v].UPOS != readout.VERB && p.Head[v] >= 0 {
		// "asked for a single item": the item, of which "for" is the case
		if h := p.Head[v]; p.words[v].Rel == readout.RelCase {
			f.take(p, c.field, h, f.wisher(p, lo, by))
			return
		}
	}
	for _, r := range []readout.Rel{readout.RelObj, readout.RelXcomp, readout.RelCcomp, readout.RelObl} {
		if o := p.child(v, r); o >= 0 {
			f.take(p, c.field, o, f.wisher(p, lo, by))
			return
		}
	}
}

// wisher is whoever wants: the subject of the cue's verb.
func (f *filler) wisher(p *page, lo int32, by string) string {
	v := p.verbOf(lo)
	if s := p.child(v, readout.RelNsubj); s >= 0 {
		return p.extent(s).Of(p.source)
	}
	return by
}

func (f *filler) take(p *page, field readout.CardField, w int32, by string) {
	// "speak first of the debt" comes down to the debt, "a single item, the
	// return of the district" to the return.
	for range 2 {
		if p.words[w].UPOS == readout.VERB {
			if o := p.child(w, readout.RelObj, readout.RelObl); o >= 0 && meetings[p.lemma[w]] || o >= 0 && aboutVerbs[p.lemma[w]] {
				w = o
			}
		}
		if a := p.child(w, readout.RelAppos); a >= 0 && field == readout.CardWanted {
			w = a
		}
	}
	at := p.extent(w)
	for k := p.Lo[w]; k < w && (p.words[k].Rel == readout.RelCase || p.words[k].Rel == readout.RelMark || p.words[k].UPOS == readout.PUNCT); k++ {
		at.Start = p.words[k+1].Start
	}
	for at.Len() > 0 && strings.IndexByte(" ,;:-", p.source[at.Start]) >= 0 {
		at.Start++
	}
	f.add(field, at.Of(p.source), by, p.ref(at))
}

var aboutVerbs = map[string]bool{"speak": true, "talk": true, "discuss": true, "raise": true, "put": true, "hear": true}

// about takes what stands behind a cue's preposition, or is its object; several
// joined by "and" one by one.
func (f *filler) about(p *page, c *cue, last int32, by string) {
	w := int32(-1)
	switch p.words[last].Rel {
	case readout.RelCase, readout.RelMark:
		w = p.Head[last]
	default:
		for _, r := range []readout.Rel{readout.RelObj, readout.RelNsubjPass, readout.RelObl, readout.RelNmod} {
			if w = p.child(last, r); w >= 0 {
				break
			}
		}
	}
	if w < 0 || feelings[strings.ToLower(p.words[w].Lemma)] || p.words[w].Mention == readout.Person || p.words[w].Mention == readout.TimeType || p.words[w].UPOS == readout.PRON {
		return
	}
	f.take(p, c.field, w, by)
	for k := p.First[w]; k >= 0; k = p.Next[k] {
		if p.words[k].Rel == readout.RelConj {
			f.take(p, c.field, k, by)
		}
	}
}

// feelings are raised by a meeting, not in it.
var feelings = map[string]bool{"hope": true, "fear": true, "doubt": true, "suspicion": true, "alarm": true, "expectation": true, "spectre": true, "specter": true}

// names adds the persons in a span, and for most fields bodies; it says how many.
func (f *filler) names(p *page, field readout.CardField, in readout.Span) int {
	types := []readout.Type{readout.Person}
	if field != readout.CardPresent {
		types = append(types, readout.Organization, readout.Place)
	}
	n := 0
	for _, i := range p.mentions(in, types...) {
		m := &p.d.Mentions[i]
		if h := p.head(m.Span); h >= 0 && (p.words[h].Rel == readout.RelNmodPoss || p.words[h].Rel == readout.RelCompound) {
			continue // "Trump's advisers" are not Trump
		}
		if m.Type == readout.Place && field == readout.CardLeftOut && locative[p.caseOf(p.head(m.Span))] {
			continue
		}
		name := m.Of(p.source)
		if m.Entity >= 0 {
			name = f.nameOf(p.report, m.Entity)
		}
		f.add(field, name, "", p.ref(m.Span))
		n++
	}
	for _, at := range p.runs(in) {
		f.add(field, at.Of(p.source), "", p.ref(at))
		n++
	}
	return n
}

// runs are full names in a span that are no mention: proper nouns that hang
// together as the words of a name do.
func (p *page) runs(in readout.Span) []readout.Span {
	var out []readout.Span
	for w := p.at(in.Start); w < len(p.words) && p.words[w].End <= in.End; w++ {
		last := int32(-1)
		for k := p.First[w]; k >= 0; k = p.Next[k] {
			if p.words[k].Rel == readout.RelFlat && p.words[k].UPOS == readout.PROPN {
				last = k
			}
		}
		if last < 0 || p.words[w].UPOS != readout.PROPN {
			continue
		}
		at := readout.Span{Start: p.words[w].Start, End: p.words[last].End}
		if !slices.ContainsFunc(p.d.Mentions, func(m readout.Mention) bool { return m.Kind == readout.Name && m.Overlaps(at) }) {
			out = append(out, at)
		}
	}
	return out
}

// nameOf is the fullest name of an entity across the reports.
func (f *filler) nameOf(report, entity int) string {
	if i, ok := f.of[readout.Member{Report: report, Entity: entity}]; ok {
		best := ""
		for _, n := range f.people[i].Names {
			if len(strings.Fields(n.Name)) > len(strings.Fields(best)) {
				best = n.Name
			}
		}
		return best
	}
	for _, p := range f.pages {
		if p.report == report {
			return p.d.Entities[entity].Name
		}
	}
	return ""
}
