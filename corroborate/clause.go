package corroborate

import (
	"cmp"
	"slices"
	"strings"

	"github.com/readout-project/readout"
)

// dating is which clause of a document each time expression belongs to, by the
// tree.
type dating struct {
	d    *readout.Document
	by   map[int][]dated // statement -> expressions of its clause, in text order
	said map[int][]dated // attribution -> expressions that date the saying
	own  map[int][]int   // sentence -> statements in it
	kids map[int][]int   // word -> its dependents
	of   map[int]bool    // expressions that date something
}

// dated is an expression with its place in a clause.
type dated struct {
	timex    int
	relation string
	because  string
	noun     string // the word that it may date instead
	verb     int    // the predicate that it dates
	fronted  bool   // before the predicate, so that later predicates share it
}

// mostSteps bounds the way up a tree.
const mostSteps = 16

func newDating(d *readout.Document) *dating {
	x := &dating{d: d, by: map[int][]dated{}, said: map[int][]dated{}, own: map[int][]int{}, kids: map[int][]int{}, of: map[int]bool{}}
	for i, w := range d.Words {
		if w.Head >= 0 && w.Head < len(d.Words) {
			x.kids[w.Head] = append(x.kids[w.Head], i)
		}
	}
	for i := range d.Statements {
		if k := x.sentenceAt(d.Statements[i].Start); k >= 0 {
			x.own[k] = append(x.own[k], i)
		}
	}
	for i := range d.Timexes {
		x.place(i)
	}
	for k := range d.Sentences {
		for _, i := range x.own[k] {
			x.share(i)
		}
	}
	return x
}

func (x *dating) sentenceAt(at int) int {
	ss := x.d.Sentences
	k, found := slices.BinarySearchFunc(ss, at, func(s readout.Sentence, at int) int { return cmp.Compare(s.Start, at) })
	if !found {
		k--
	}
	if k < 0 || at >= ss[k].End {
		return -1
	}
	return k
}

// place finds the clause of an expression and keeps it there.
func (x *dating) place(i int) {
	t := &x.d.Timexes[i]
	k := x.sentenceAt(t.Start)
	if k < 0 || !placing(x.d, t) {
		return
	}
	head := x.top(t.Span, &x.d.Sentences[k])
	if head < 0 {
		return
	}
	got := dated{timex: i}
	governor := x.governor(head, &got)
	if governor < 0 {
		return
	}
	if a := x.cueOf(governor); a >= 0 && x.outside(governor, a, k) {
		got.because = "stands with the cue " + x.quoted(governor)
		x.said[a], x.of[i] = append(x.said[a], got), true
		return
	}
	if s := x.statementOf(governor, k); s >= 0 {
		got.verb = governor
		got.fronted = t.Start < x.d.Words[governor].Start
		if got.because = "stands with the verb " + x.quoted(governor); x.d.Words[governor].UPOS != readout.VERB {
			got.because = "stands with " + x.quoted(governor)
		}
		x.by[s], x.of[i] = append(x.by[s], got), true
	}
}

// byVerb are the expressions of a statement, apart for each of its predicates:
// "met on Friday and signed on Monday" tells of two times.
func (x *dating) byVerb(i int) [][]dated {
	var out [][]dated
	for _, e := range x.by[i] {
		k := slices.IndexFunc(out, func(g []dated) bool { return g[0].verb == e.verb })
		if k < 0 {
			k, out = len(out), append(out, nil)
		}
		out[k] = append(out[k], e)
	}
	return out
}

func (x *dating) quoted(w int) string { return `"` + x.d.Words[w].Of(x.d.Report.Source) + `"` }

// placing reports whether an expression tells when: not how long, how often or
// "now". A stretch counted from now ("in the coming days") does.
func placing(d *readout.Document, t *readout.Timex) bool {
	switch t.Type {
	case readout.Set:
		return false
	case readout.Duration:
		return stretch(t.Of(d.Report.Source))
	}
	return t.Value != "PRESENT_REF" && (t.Value != "" || t.Conflict != "")
}

func stretch(words string) bool {
	for _, w := range strings.Fields(strings.ToLower(words)) {
		switch w {
		case "coming", "next", "following", "past", "last", "recent", "previous":
			return true
		}
	}
	return false
}

// top is the word of a span that hangs on one outside it; -1 where none does.
func (x *dating) top(span readout.Span, s *readout.Sentence) int {
	for i := s.FirstWord; i < s.LastWord && i < len(x.d.Words); i++ {
		w := &x.d.Words[i]
		if !span.Contains(w.Span) || w.UPOS == readout.PUNCT || w.Rel == readout.RelCase {
			continue
		}
		if w.Head < 0 || w.Head >= len(x.d.Words) || !span.Contains(x.d.Words[w.Head].Span) {
			return i
		}
	}
	return -1
}

// relations are the prepositions that do not say "at that time", and those that
// say nothing of when.
var relations = map[string]bool{
	"since": true, "until": true, "till": true, "before": true, "after": true, "by": true, "from": true, "to": true,
	"through": true, "than": false, "like": false, "as": false, "of": false, "despite": false, "about": false,
}

// governor is the predicate that an expression's head word dates; -1 for none.
func (x *dating) governor(h int, got *dated) int {
	for range mostSteps {
		w := &x.d.Words[h]
		for _, k := range x.kids[h] {
			c := &x.d.Words[k]
			if c.Rel.Base() != readout.RelCase && c.Rel.Base() != readout.RelMark {
				continue
			}
			switch kept, known := relations[strings.ToLower(c.Of(x.d.Report.Source))]; {
			case known && !kept:
				return -1
			case kept && got.relation == "":
				got.relation = strings.ToLower(c.Of(x.d.Report.Source))
			}
		}
		g := w.Head
		if g < 0 || g >= len(x.d.Words) {
			return -1
		}
		switch w.Rel.Base() {
		case readout.RelObl, readout.RelAdvmod:
			if x.predicate(g) {
				return g
			}
		case readout.RelNmod, readout.RelAppos, readout.RelConj:
			if !x.dates(g) && !x.placeName(g) {
				return x.beside(h, g, got)
			}
		default:
			if !x.placeName(g) {
				return -1
			}
		}
		h = g
	}
	return -1
}

// placeName reports the name of a place, which has no date: in "in Valletta on
// Friday" the clause has it, whatever the tree says.
func (x *dating) placeName(w int) bool {
	return x.d.Words[w].Mention == readout.Place && x.d.Words[w].UPOS == readout.PROPN
}

// predicate reports a word that a clause can hang on.
func (x *dating) predicate(w int) bool {
	switch x.d.Words[w].UPOS {
	case readout.VERB, readout.AUX:
		return true
	}
	for _, k := range x.kids[w] {
		switch x.d.Words[k].Rel.Base() {
		case readout.RelCop, readout.RelNsubj, readout.RelCsubj, readout.RelExpl:
			return true
		}
	}
	return false
}

// dates reports a word of another time expression.
func (x *dating) dates(w int) bool {
	at := x.d.Words[w].Span
	ts := x.d.Timexes
	k, _ := slices.BinarySearchFunc(ts, at.End, func(t readout.Timex, end int) int { return cmp.Compare(t.End, end) })
	return k < len(ts) && ts[k].Contains(at)
}

// beside is the predicate of a noun that the expression follows, which it may
// date in its place: "signed an accord on Tuesday". The date of a subject or of
// a possessor ("Friday's meeting") is the noun's alone.
func (x *dating) beside(h, g int, got *dated) int {
	w, n := &x.d.Words[h], &x.d.Words[g]
	if w.Rel != readout.RelNmod && w.Rel != readout.RelNmodUnmarked || w.Start < n.Start || got.relation != "" {
		return -1
	}
	if n.Head < 0 || n.Head >= len(x.d.Words) || n.Start < x.d.Words[n.Head].Start {
		return -1
	}
	if b := n.Rel.Base(); b != readout.RelObj && b != readout.RelObl || !x.predicate(n.Head) {
		return -1
	}
	got.noun = n.Of(x.d.Report.Source)
	return n.Head
}

// cueOf is the innermost attribution whose cue holds a word; -1 for none.
func (x *dating) cueOf(w int) int {
	at, out := x.d.Words[w].Span, -1
	for a := range x.d.Attributions {
		for _, c := range x.d.Attributions[a].Cue {
			if c.Contains(at) && (out < 0 || x.d.Attributions[a].Within == out) {
				out = a
			}
		}
	}
	return out
}

// outside reports whether a word stands outside the statements of an attribution,
// of which there is one in the sentence. The cue of "is expected in the coming
// days" is the predicate of what is dated.
func (x *dating) outside(w, attribution, sentence int) bool {
	some := false
	for _, i := range x.own[sentence] {
		s := &x.d.Statements[i]
		if s.Attribution != attribution || !speaksUp(s) {
			continue
		}
		if s.Contains(x.d.Words[w].Span) {
			return false
		}
		some = true
	}
	return some
}

// statementOf is the smallest statement of a sentence in whose clause a word is
// the predicate or shares it; -1 for none.
func (x *dating) statementOf(w, sentence int) int {
	out := -1
	for _, i := range x.own[sentence] {
		s := &x.d.Statements[i]
		if !s.Contains(x.d.Words[w].Span) || !speaksUp(s) || !x.reaches(w, s.Span, sentence) {
			continue
		}
		if out < 0 || s.Len() < x.d.Statements[out].Len() {
			out = i
		}
	}
	return out
}

func speaksUp(s *readout.Statement) bool {
	return s.Rule != readout.RuleFragment && s.Rule != readout.RulePhotoCredit
}

// reaches climbs from a word to the top of a span without leaving its clause.
func (x *dating) reaches(w int, span readout.Span, sentence int) bool {
	for range mostSteps {
		at := &x.d.Words[w]
		if at.Head < 0 || at.Head >= len(x.d.Words) || !span.Contains(x.d.Words[at.Head].Span) {
			// A side clause that the tree hung outside is not the statement.
			side := at.Rel.Base() == readout.RelAdvcl || at.Rel.Base() == readout.RelAcl
			return !side || x.top(span, &x.d.Sentences[sentence]) == w
		}
		switch at.Rel.Base() {
		case readout.RelXcomp, readout.RelConj, readout.RelAux, readout.RelCop:
		case readout.RelAcl:
			if !x.infinitive(w) || at.Rel == readout.RelAclRelcl {
				return false
			}
		default:
			return false
		}
		w = at.Head
	}
	return false
}

func (x *dating) infinitive(w int) bool {
	return slices.ContainsFunc(x.kids[w], func(k int) bool {
		return x.d.Words[k].Rel.Base() == readout.RelMark && x.d.Words[k].Lemma == "to"
	})
}

// share gives a clause without a date that of the clause before it in one row,
// where that stands in front of both: "On Monday they met and signed".
func (x *dating) share(i int) {
	s := &x.d.Statements[i]
	k := x.sentenceAt(s.Start)
	if len(x.by[i]) > 0 || !speaksUp(s) || k < 0 {
		return
	}
	w := x.top(s.Span, &x.d.Sentences[k])
	for w >= 0 && x.d.Words[w].Rel.Base() != readout.RelConj {
		w = x.next(w, s.Span)
	}
	if w < 0 {
		return
	}
	first := x.d.Words[w].Head
	if first < 0 || first >= len(x.d.Words) {
		return
	}
	for _, e := range x.by[x.statementOf(first, k)] {
		if e.fronted && e.noun == "" && e.relation == "" {
			e.because = "stands in front of this clause and the one before it"
			x.by[i] = append(x.by[i], e)
		}
	}
}

// next is the next word of a span after w that hangs on one outside it.
func (x *dating) next(w int, span readout.Span) int {
	for w++; w < len(x.d.Words) && span.Contains(x.d.Words[w].Span); w++ {
		if h := x.d.Words[w].Head; h >= 0 && h < len(x.d.Words) && !span.Contains(x.d.Words[h].Span) {
			return w
		}
	}
	return -1
}
