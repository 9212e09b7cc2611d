package statement

import (
	"sort"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/verb"
)

// voices is how the attributions of a document give hops to chains.
type voices struct {
	d     *readout.Document
	t     *tables
	hops  []bool    // by attribution: its source speaks for its content
	rules []cueRule // by attribution
	// links are the hops of each attribution: a newsroom told, then the source.
	links [][]readout.Hop
	// content is what each attribution gives its source, by attribution.
	content [][]readout.Span
	names   map[readout.Span]int // mentions by span: their entity
	terms   *terms
}

func newVoices(d *readout.Document, t *tables) *voices {
	v := &voices{d: d, t: t, terms: newTerms(d), hops: make([]bool, len(d.Attributions)), rules: make([]cueRule, len(d.Attributions))}
	v.names = make(map[readout.Span]int, len(d.Mentions))
	for _, m := range d.Mentions {
		v.names[m.Span] = m.Entity
	}
	for i := range d.Attributions {
		v.hops[i] = v.speaks(i)
	}
	v.denials()
	v.links = make([][]readout.Hop, len(d.Attributions))
	for i := range d.Attributions {
		if a := &d.Attributions[i]; v.hops[i] || a.Kind == readout.NoAnswer {
			if h, ok := v.told(a); ok {
				v.links[i] = append(v.links[i], h)
			}
			v.links[i] = append(v.links[i], v.hop(a))
		}
	}
	return v
}

// denials: who rejects "X's claim that A" denies A, and stands for the words in
// place of X.
func (v *voices) denials() {
	v.content = make([][]readout.Span, len(v.d.Attributions))
	for i := range v.d.Attributions {
		v.content[i] = v.d.Attributions[i].Content
	}
	for j := range v.d.Attributions {
		i := v.d.Attributions[j].Within
		if i < 0 || v.hops[i] || v.rules[i].status != string(readout.Denied) || len(v.d.Attributions[i].Source) == 0 {
			continue
		}
		v.hops[i], v.hops[j] = true, false
		v.content[i] = v.d.Attributions[j].Content
	}
}

// speaks reports whether attribution i gives its content a speaker: its cue is
// an utterance or a belief, and its content a proposition or quoted words.
func (v *voices) speaks(i int) bool {
	a := &v.d.Attributions[i]
	if len(a.Content) == 0 || a.Kind == readout.NoAnswer {
		return false
	}
	if len(a.Cue) == 0 {
		return true
	}
	if len(a.Source) == 0 {
		return false
	}
	rule, ok := v.cueRule(a)
	v.rules[i] = rule
	if !ok && a.Form == readout.Direct {
		c := v.clauseOf(a.Content[0])
		return c.hasFinite(0, len(c.terms)) // whatever the verb, a quoted clause is the source's
	}
	if !ok || rule.own {
		return false
	}
	if rule.status != "-" && a.Within >= 0 && v.pronoun(a.Source[0]) {
		return false // "said they believe": the clause says so itself
	}
	if a.Within >= 0 && v.firstPerson(a.Source[0]) && v.d.Attributions[a.Within].Form != readout.Indirect {
		return false // who is quoted speaks of himself
	}
	c := v.clauseOf(a.Content[0])
	first := c.key(0)
	if first == "to" || c.reading(0).Form.Has(verb.Ing) && a.Form == readout.Indirect {
		return false
	}
	quoted := strings.HasPrefix(fold.Line(a.Content[0].Of(v.d.Report.Source)), `"`) || a.Form == readout.Direct
	if !quoted && first != "that" && v.nominal(a) {
		return v.assessing(a)
	}
	finite := false
	for _, s := range a.Content {
		c := v.clauseOf(s)
		finite = finite || c.hasFinite(0, len(c.terms)) || v.tensed(s)
	}
	return quoted || first == "that" || first == "whether" || finite || v.assessing(a)
}

// nominal reports whether a content is no clause: a thing that is announced, a name.
// An object decides by itself: a clause behind it is about it.
func (v *voices) nominal(a *readout.Attribution) bool {
	for _, s := range a.Content {
		first, last := v.wordsIn(s)
		for i := first; i < last; i++ {
			w := &v.d.Words[i]
			if w.UPOS == readout.PUNCT || w.Head >= first && w.Head < last {
				continue
			}
			switch w.UPOS {
			case readout.NOUN, readout.PROPN, readout.PRON, readout.NUM, readout.DET, readout.SYM:
				if v.predicate(i) {
					return false
				}
				if w.Rel == readout.RelObj {
					return !v.clausal(first, last)
				}
			default:
				return false
			}
		}
	}
	return len(v.d.Words) > 0
}

// tensed reports whether a span holds a verb with a tense.
func (v *voices) tensed(s readout.Span) bool {
	first, last := v.wordsIn(s)
	for i := first; i < last; i++ {
		if tensed(v.d.Words[i].XPOS) {
			return true
		}
	}
	return false
}

// clausal reports whether the words [first, last) hold a verb with a tense that is in
// no relative or adverbial clause of theirs.
func (v *voices) clausal(first, last int) bool {
	for i := first; i < last; i++ {
		if !tensed(v.d.Words[i].XPOS) {
			continue
		}
		main := true
		for k, n := i, 0; k >= first && k < last && n < last-first; k, n = v.d.Words[k].Head, n+1 {
			switch v.d.Words[k].Rel.Base() {
			case readout.RelAcl, readout.RelAdvcl, readout.RelCcomp:
				main = false
			}
		}
		if main {
			return true
		}
	}
	return false
}

// predicate reports whether word i is what a copula says of its subject.
func (v *voices) predicate(i int) bool {
	for k := i - 1; k >= 0 && v.d.Words[k].Start+predicateReach > v.d.Words[i].Start; k-- {
		if w := &v.d.Words[k]; w.Head == i {
			switch w.Rel.Base() {
			case readout.RelCop, readout.RelNsubj:
				return true
			}
		}
	}
	return false
}

// predicateReach bounds, in bytes, how far before a predicate its copula is sought.
const predicateReach = 400

// wordsIn are the words [first, last) that lie within the span.
func (v *voices) wordsIn(s readout.Span) (first, last int) {
	first = sort.Search(len(v.d.Words), func(i int) bool { return v.d.Words[i].Start >= s.Start })
	last = first
	for last < len(v.d.Words) && v.d.Words[last].End <= s.End {
		last++
	}
	return first, last
}

// assessing: "called the talks useful" gives the words to the speaker.
func (v *voices) assessing(a *readout.Attribution) bool {
	for _, s := range a.Cue {
		key := fold.Key(s.Of(v.d.Report.Source))
		if strings.HasSuffix(key, " for") || strings.HasSuffix(key, " on") {
			continue // "called for"
		}
		for _, w := range strings.Fields(key) {
			switch r, _ := verb.Of(w); r.Base {
			case "describe", "deem", "portray", "liken", "call":
				return true
			}
		}
	}
	return false
}

func (v *voices) firstPerson(s readout.Span) bool {
	switch fold.Key(s.Of(v.d.Report.Source)) {
	case "i", "we", "me", "us":
		return true
	}
	return false
}

func (v *voices) pronoun(s readout.Span) bool {
	switch fold.Key(s.Of(v.d.Report.Source)) {
	case "which", "that", "he", "she", "they", "we", "i", "it", "you", "who", "his", "her", "their", "our", "its":
		return true
	}
	return false
}

// cueRule looks up the last word of the cue that the table knows.
func (v *voices) cueRule(a *readout.Attribution) (cueRule, bool) {
	for k := len(a.Cue) - 1; k >= 0; k-- {
		words := strings.Fields(fold.Key(a.Cue[k].Of(v.d.Report.Source)))
		for i := len(words) - 1; i >= 0; i-- {
			if r, ok := verb.Of(words[i]); ok {
				if rule, ok := v.t.cues[r.Base]; ok {
					return rule, true
				}
			}
			for _, w := range []string{words[i], strings.TrimSuffix(words[i], "s")} {
				if rule, ok := v.t.cues[w]; ok {
					return rule, true
				}
			}
		}
	}
	return cueRule{}, false
}

func (v *voices) clauseOf(s readout.Span) *clause {
	first, last := tokensIn(v.d, s)
	return &clause{terms: v.terms.of(first, last), t: v.t}
}

// outer is the chain of speaking attributions around and with i, outermost
// first.
func (v *voices) outer(i int) []int {
	var out []int
	for n := 0; i >= 0 && n <= len(v.d.Attributions); n++ {
		if v.hops[i] || v.d.Attributions[i].Kind == readout.NoAnswer {
			out = append(out, i)
		}
		i = v.d.Attributions[i].Within
	}
	for a, b := 0, len(out)-1; a < b; a, b = a+1, b-1 {
		out[a], out[b] = out[b], out[a]
	}
	return out
}

// chain is the chain of a statement whose innermost attribution is i; -1 for
// the report's own voice.
func (v *voices) chain(i int) []readout.Hop {
	r := v.d.Report
	hops := []readout.Hop{{Name: r.Outlet.Value, Kind: readout.OwnVoice, Entity: -1}}
	if r.Origin.Stated() && !sameNewsroom(r.Origin.Value, r.Outlet.Value) {
		hops = append(hops, readout.Hop{Name: r.Origin.Value, Kind: readout.OutletSource, Cue: "credit", Entity: -1})
	}
	for _, k := range v.outer(i) {
		for _, h := range v.links[k] {
			if !h.Kind.Newsroom() || !v.self(hops, h.Name) {
				hops = append(hops, h)
			}
		}
	}
	return hops
}

// self reports whether a newsroom is the one the chain has arrived at.
func (v *voices) self(hops []readout.Hop, name string) bool {
	for _, h := range hops {
		if h.Kind.Newsroom() && sameNewsroom(h.Name, name) {
			return true
		}
	}
	return false
}

func sameNewsroom(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	x, okX := gazetteer.NewsroomByName(a)
	y, okY := gazetteer.NewsroomByName(b)
	if okX && okY {
		return x.Name == y.Name
	}
	trim := func(s string) string { return strings.TrimPrefix(fold.Key(s), "the ") }
	return trim(a) == trim(b)
}

// hop is the source of an attribution as a link.
func (v *voices) hop(a *readout.Attribution) readout.Hop {
	h := readout.Hop{Kind: a.Kind, Entity: a.Entity, Count: a.Count, Access: a.Access}
	if len(a.Cue) > 0 {
		h.Cue = a.Cue[0].Of(v.d.Report.Source)
	}
	if len(a.Source) == 0 {
		h.Unresolved = true
		return h
	}
	h.Span = a.Source[0]
	h.Name = strings.TrimRight(h.Span.Of(v.d.Report.Source), ",; ")
	if !v.pronoun(h.Span) {
		return h
	}
	if a.Entity < 0 {
		h.Unresolved = true
		return h
	}
	h.Name = v.d.Entities[a.Entity].Name
	return h
}

// told is the newsroom that a speaker is said to have told it: "told X that",
// "in an interview with X", "said on X".
func (v *voices) told(a *readout.Attribution) (readout.Hop, bool) {
	if len(a.Cue) == 0 {
		return readout.Hop{}, false
	}
	from := a.Cue[len(a.Cue)-1].End
	first, last := v.behind(from, a)
	c := &clause{terms: v.terms.of(first, last), t: v.t}
	telling := v.telling(a.Cue[len(a.Cue)-1])
	for i := range c.terms {
		if !(i == 0 && telling) && !c.outletPlace(i) {
			continue
		}
		if s, kind, ok := v.newsroomAt(c, i); ok {
			return readout.Hop{Name: s.Of(v.d.Report.Source), Kind: kind, Cue: a.Cue[len(a.Cue)-1].Of(v.d.Report.Source), Span: s, Entity: v.entityAt(s)}, true
		}
	}
	return readout.Hop{}, false
}

func (v *voices) telling(cue readout.Span) bool {
	for _, w := range strings.Fields(fold.Key(cue.Of(v.d.Report.Source))) {
		switch r, _ := verb.Of(w); r.Base {
		case "tell", "inform", "assure":
			return true
		}
	}
	return false
}

// behind are the tokens between the cue and its content, or up to the end of
// the cue's sentence.
func (v *voices) behind(from int, a *readout.Attribution) (first, last int) {
	end := from
	if k := sentenceAt(v.d, from-1); k < len(v.d.Sentences) && v.d.Sentences[k].End >= from {
		end = v.d.Sentences[k].End
	}
	for _, s := range a.Content {
		if s.Start >= from && s.Start < end {
			end = s.Start
		}
	}
	end = min(end, from+160)
	return tokensIn(v.d, readout.Span{Start: from, End: max(from, end)})
}

// outletPlace reports whether a newsroom may stand at i: "with X", "on X".
func (c *clause) outletPlace(i int) bool {
	switch c.key(i - 1) {
	case "with", "on", "to", "by", "in":
		return true
	}
	return c.key(i-1) == "the" && i > 1 && c.outletPlace(i-1)
}

// newsroomAt is the newsroom whose name begins at term i.
func (v *voices) newsroomAt(c *clause, i int) (readout.Span, readout.SourceKind, bool) {
	for n := min(5, len(c.terms)-i); n > 0; n-- {
		s := readout.Span{Start: c.terms[i].Start, End: c.terms[i+n-1].End}
		text := s.Of(v.d.Report.Source)
		key := fold.Key(text)
		if key == "state media" || key == "state television" || key == "state tv" || key == "state radio" || strings.HasSuffix(key, " state media") || strings.HasSuffix(key, " state television") || strings.HasSuffix(key, " state tv") {
			return s, readout.StateMedia, true
		}
		if n == 1 && !c.terms[i].cap {
			continue
		}
		if room, ok := gazetteer.NewsroomByName(text); ok && c.terms[i+n-1].cap {
			if room.State {
				return s, readout.StateMedia, true
			}
			return s, readout.OutletSource, true
		}
		if n > 1 && c.masthead(i, i+n) {
			if k := i + n; k < len(c.terms) && c.terms[k].cap && houses[c.key(k)] {
				s.End = c.terms[k].End
			}
			return s, readout.OutletSource, true
		}
	}
	return readout.Span{}, "", false
}

// houses are last words of a newsroom's name that other bodies bear too: "the X
// Broadcasting Service".
var houses = map[string]bool{"service": true, "corporation": true, "company": true, "network": true, "authority": true, "group": true, "agency": true}

// masthead: capitalised words [from, to) that end as names of newspapers and
// stations do.
func (c *clause) masthead(from, to int) bool {
	for i := from; i < to; i++ {
		if !c.terms[i].cap && !(i == from && c.is("determiner", i) && to-from > 2) {
			return false
		}
	}
	return c.is("masthead", to-1)
}

func (v *voices) entityAt(s readout.Span) int {
	if e, ok := v.names[s]; ok {
		return e
	}
	return -1
}
