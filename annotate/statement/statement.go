// Package statement cuts the sentences of a document into propositions, each
// with its standing: the chain from the outlet to whoever the words rest on,
// the form of quotation, the status (happened, planned, denied, ...) and the
// position in the report.
//
// A sentence is cut at the borders of contents: what lies in the content of an
// attribution is a statement with that speaker at the end of its chain, the
// rest is the report's own. Coordinated clauses are cut where both have a verb
// and say something of different status or subject.
//
// The status of a word is read from the trees (docs/status.md): what its own
// clause says by tense, modals and negation, then what every governor on the way
// up to the root makes of it, by a table of operators (data/operators.tsv:
// implicatives, factives, plans, wants, demands, denials), after the factuality
// profiles of FactBank (Saurí and Pustejovsky 2009) and their propagation (2012)
// in the words of this project.
package statement

import (
	"sort"
	"strings"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// Find reads the statements of a document that has attributions. Every
// sentence yields at least one.
func Find(d *readout.Document) []readout.Statement { return Standings(d).Find() }

// Find reads the statements of the document, whose standings it has.
func (x *Reading) Find() []readout.Statement {
	d := x.s.d
	r := &reader{d: d, t: data(), v: newVoices(d, data()), s: x.s}
	r.index()
	var out []readout.Statement
	for _, s := range d.Sentences {
		// very long sentences are read in pieces, which bounds the work
		for ; s.Last-s.First > longestSentence; s.First += longestSentence {
			out = append(out, r.sentence(piece(d, s, s.First+longestSentence))...)
		}
		out = append(out, r.sentence(piece(d, s, s.Last))...)
	}
	return out
}

// longestSentence is the number of tokens that are read as one sentence.
const longestSentence = 400

// piece is the sentence from its first token up to token last.
func piece(d *readout.Document, s readout.Sentence, last int) readout.Sentence {
	if s.First < last {
		s.Last = last
		s.Span = d.Tokens[s.First].Span.Join(d.Tokens[last-1].Span)
	}
	return s
}

type reader struct {
	d        *readout.Document
	t        *tables
	v        *voices
	s        *standings
	contents []part // speaking contents, by start
	silences []int  // attributions without an answer, by start of their cue

	published time.Time            // zero where the report does not state it
	dates     []int                // timexes that are dates, by start
	credits   map[int]readout.Span // photo credits of captions, by block
}

// part is a stretch of a content.
type part struct {
	readout.Span
	attribution int
}

func (r *reader) index() {
	r.indexDates()
	r.indexCredits()
	for i := range r.d.Attributions {
		a := &r.d.Attributions[i]
		if a.Kind == readout.NoAnswer && len(a.Cue) > 0 {
			r.silences = append(r.silences, i)
		}
		if !r.v.hops[i] {
			continue
		}
		for _, s := range r.v.content[i] {
			r.contents = append(r.contents, part{s, i})
		}
	}
	sort.SliceStable(r.contents, func(a, b int) bool { return r.contents[a].Start < r.contents[b].Start })
	sort.SliceStable(r.silences, func(a, b int) bool {
		return r.d.Attributions[r.silences[a]].Cue[0].Start < r.d.Attributions[r.silences[b]].Cue[0].Start
	})
}

// run is a stretch of a sentence with one speaker: tokens [first, last).
type run struct {
	first, last int
	attribution int // -1 for the report's own voice
	gap         gap // what stands in it and is not the speaker's: "the governor said"
}

// gap is a stretch of tokens [first, last); empty for none.
type gap struct{ first, last int }

// sentence reads one sentence.
func (r *reader) sentence(s readout.Sentence) []readout.Statement {
	if s.First >= s.Last {
		return nil
	}
	if a := r.silence(s.Span); a >= 0 {
		return []readout.Statement{r.silent(s, a)}
	}
	var out []readout.Statement
	for _, n := range r.runs(s) {
		if n.attribution < 0 && n.first > s.First && r.subjectless(n) {
			continue // its subject lies in an attribution: "X's claim that A drew laughter"
		}
		for _, c := range r.split(n) {
			if st, ok := r.statement(s, c); ok {
				out = append(out, st)
			}
		}
	}
	if len(out) == 0 {
		out = append(out, r.whole(s))
	}
	return out
}

// silence is the attribution without an answer that stands in the sentence; -1.
func (r *reader) silence(s readout.Span) int {
	k := sort.Search(len(r.silences), func(i int) bool { return r.d.Attributions[r.silences[i]].Cue[0].Start >= s.Start })
	if k < len(r.silences) && r.d.Attributions[r.silences[k]].Cue[0].Start < s.End && r.onlySilent(s) {
		return r.silences[k]
	}
	return -1
}

// onlySilent: nothing else is said in the sentence.
func (r *reader) onlySilent(s readout.Span) bool {
	k := sort.Search(len(r.contents), func(i int) bool { return r.contents[i].Start >= s.Start })
	return k >= len(r.contents) || r.contents[k].Start >= s.End
}

func (r *reader) silent(s readout.Sentence, a int) readout.Statement {
	n := r.trim(run{first: s.First, last: s.Last, attribution: a})
	if n.first >= n.last {
		n = run{first: s.First, last: s.Last, attribution: a}
	}
	return readout.Statement{
		Span: r.d.Tokens[n.first].Span.Join(r.d.Tokens[n.last-1].Span), Chain: r.v.chain(a), Attribution: a, Form: readout.NoForm,
		Status: readout.DidNotHappen, SpeechStatus: readout.DidNotHappen, Position: r.position(s, readout.Statement{Span: s.Span}, reading{}), Event: -1, Rule: "no answer",
	}
}

// whole is a sentence without any cut that reads as a clause.
func (r *reader) whole(s readout.Sentence) readout.Statement {
	st, _ := r.make(s, run{first: s.First, last: s.Last, attribution: r.speakerOf(s.Span)})
	return st
}

// speakerOf is the attribution whose content holds the whole span; -1.
func (r *reader) speakerOf(s readout.Span) int {
	best := -1
	for _, p := range r.around(s) {
		if p.Contains(s) {
			best = p.attribution
		}
	}
	return best
}

// around are the speaking contents that overlap the span.
func (r *reader) around(s readout.Span) []part {
	lo := sort.Search(len(r.contents), func(i int) bool { return r.contents[i].Start >= s.Start })
	var out []part
	for k := max(0, lo-64); k < len(r.contents) && r.contents[k].Start < s.End; k++ {
		if r.contents[k].Overlaps(s) {
			out = append(out, r.contents[k])
		}
	}
	return out
}

// runs cuts a sentence into stretches with one speaker. What belongs to the
// frame of an attribution, source, cue and what stands between them and the
// content, is in no run.
func (r *reader) runs(s readout.Sentence) []run {
	parts := r.around(s.Span)
	if len(parts) == 0 {
		return []run{{first: s.First, last: s.Last, attribution: -1}}
	}
	frames := r.frames(s.Span, parts)
	label := func(t readout.Span) int {
		best, size := -1, 1<<62
		for _, p := range parts {
			if p.Contains(t) && (p.Len() < size || p.Len() == size && r.inside(p.attribution, best)) {
				best, size = p.attribution, p.Len()
			}
		}
		for _, f := range frames {
			if f.Contains(t) && f.attribution != best && (best < 0 || r.inside(f.attribution, best)) {
				return -2
			}
		}
		return best
	}
	var out []run
	for t := s.First; t < s.Last; t++ {
		l := label(r.d.Tokens[t].Span)
		if n := len(out); n > 0 && out[n-1].attribution == l && out[n-1].last == t {
			out[n-1].last++
			continue
		}
		out = append(out, run{first: t, last: t + 1, attribution: l})
	}
	return r.bridge(out)
}

// bridge drops the frames and joins the two parts of a content that stands
// around one, where the first is no clause: "The bridge, X said, was safe".
func (r *reader) bridge(runs []run) []run {
	var out []run
	for i := 0; i < len(runs); i++ {
		n := runs[i]
		if n.attribution == -2 {
			continue
		}
		if i+2 < len(runs) && n.attribution >= 0 && runs[i+1].attribution == -2 && runs[i+2].attribution == n.attribution {
			if c := r.clause(n); !c.hasFinite(0, len(c.terms)) {
				n.gap = gap{n.last, runs[i+2].first}
				n.last = runs[i+2].last
				i += 2
			}
		}
		out = append(out, n)
	}
	return out
}

// inside reports whether attribution a stands within b.
func (r *reader) inside(a, b int) bool {
	if b < 0 {
		return true
	}
	for n := 0; a >= 0 && n <= len(r.d.Attributions); n++ {
		if a == b {
			return true
		}
		a = r.d.Attributions[a].Within
	}
	return false
}

// frames are, for each attribution in the sentence, the stretches between its
// source, cue and content.
func (r *reader) frames(s readout.Span, parts []part) []part {
	var out []part
	seen := map[int]bool{}
	for _, p := range parts {
		if seen[p.attribution] {
			continue
		}
		seen[p.attribution] = true
		a := &r.d.Attributions[p.attribution]
		var spans []readout.Span
		for n, list := range [][]readout.Span{a.Source, a.Cue, a.Content} {
			for _, x := range list {
				if x.Overlaps(s) && !(n == 0 && r.actsBefore(x, a)) {
					spans = append(spans, x)
				}
			}
		}
		if h := readout.Hull(spans); !h.Empty() && (len(a.Cue) > 0 && s.Contains(a.Cue[0])) {
			out = append(out, part{h, p.attribution})
		}
	}
	return out
}

// actsBefore reports whether a source does something else before it speaks: "X left
// the hall, saying that ..." tells of X in the report's own voice.
func (r *reader) actsBefore(source readout.Span, a *readout.Attribution) bool {
	if len(a.Cue) == 0 || source.End >= a.Cue[0].Start {
		return false
	}
	first, last := r.v.wordsIn(readout.Span{Start: source.End, End: a.Cue[0].Start})
	for i := first; i < last; i++ {
		switch r.d.Words[i].XPOS {
		case readout.TagWP, readout.TagWDT, readout.TagWPPoss:
			return false // a clause about the source
		}
		if tensed(r.d.Words[i].XPOS) {
			return true
		}
	}
	return false
}

// tensed reports whether a run holds a verb with a tense.
func (r *reader) tensed(n run) bool {
	first, last := r.v.wordsIn(r.d.Tokens[n.first].Span.Join(r.d.Tokens[n.last-1].Span))
	for i := first; i < last; i++ {
		if tensed(r.d.Words[i].XPOS) {
			return true
		}
	}
	return false
}

func tensed(x readout.XPOS) bool {
	switch x {
	case readout.TagVBD, readout.TagVBZ, readout.TagVBP, readout.TagMD:
		return true
	}
	return false
}

// statement makes a statement of a run, where it is one.
func (r *reader) statement(s readout.Sentence, n run) (readout.Statement, bool) {
	n = r.trim(n)
	if n.first >= n.last {
		return readout.Statement{}, false
	}
	c := r.clause(n)
	if k := c.label(); k > 0 && n.first == s.First && n.attribution < 0 {
		n.first = c.terms[k].token
		c = r.clause(n)
	}
	words := 0
	for _, t := range c.terms {
		if t.word {
			words++
		}
	}
	finite := c.hasFinite(0, len(c.terms)) || r.tensed(n)
	whole := (n.first == s.First || n.attribution < 0 && finite) && n.last >= s.Last-1
	if !whole && !finite && (n.attribution < 0 || words < 2 || r.rest(s, n)) {
		return readout.Statement{}, false
	}
	if !whole && words < 2 {
		return readout.Statement{}, false
	}
	return r.make(s, n)
}

// rest reports whether a run is only what an inner attribution left over of
// its outer one.
func (r *reader) rest(s readout.Sentence, n run) bool {
	for _, p := range r.around(s.Span) {
		if p.attribution != n.attribution && r.inside(p.attribution, n.attribution) {
			return true
		}
	}
	return false
}

// trim drops commas, conjunctions and "that" at the edges of a run.
func (r *reader) trim(n run) run {
	for n.first < n.last && r.edge(n.first, true) {
		if fold.Key(r.d.Tokens[n.first].Of(r.d.Report.Source)) == "that" && r.demonstrative(n) {
			break
		}
		n.first++
	}
	for n.first < n.last && r.edge(n.last-1, false) {
		n.last--
	}
	return n
}

func (r *reader) edge(t int, front bool) bool {
	k := fold.Key(r.d.Tokens[t].Of(r.d.Report.Source))
	if r.d.Tokens[t].Kind == readout.PunctToken {
		return k == "," || k == ";" || k == ":" || strings.Trim(k, "-") == "" || !front && strings.Trim(k, ".") == ""
	}
	switch k {
	case "and", "but", "or", "while", "though", "although":
		return true
	case "that":
		return front
	case "with", "as", "amid":
		return !front
	}
	return false
}

// demonstrative: the "that" of "That was the format" is a subject.
func (r *reader) demonstrative(n run) bool {
	c := r.clause(n)
	return c.finite(1)
}

func (r *reader) clause(n run) *clause {
	if n.gap.last > n.gap.first {
		return &clause{terms: append(r.v.terms.of(n.first, n.gap.first), r.v.terms.of(n.gap.last, n.last)...), t: r.t}
	}
	return &clause{terms: r.v.terms.of(n.first, n.last), t: r.t}
}

// make makes the statement of a run, without asking whether it is one.
func (r *reader) make(s readout.Sentence, n run) (readout.Statement, bool) {
	got := r.read(n)
	st := readout.Statement{
		Span:  r.d.Tokens[n.first].Span.Join(r.d.Tokens[n.last-1].Span),
		Chain: r.v.chain(n.attribution), Attribution: n.attribution, Form: readout.NoForm, Event: -1,
		Status: got.status, SpeechStatus: got.speech, Rule: got.rule,
	}
	if n.attribution >= 0 {
		a := &r.d.Attributions[n.attribution]
		st.Form = r.form(st.Span, a)
		st.Rule = got.rule + "; " + a.Rule
	} else if got.hearsay {
		st.Chain = append(st.Chain, readout.Hop{Kind: readout.Unnamed, Entity: -1, Unresolved: true})
		st.Form = readout.Indirect
	}
	if n.attribution < 0 && r.strangeWords(n) {
		st.Chain = append(st.Chain, readout.Hop{Kind: readout.Unnamed, Entity: -1, Unresolved: true})
		st.Form, st.Rule = readout.Mixed, st.Rule+"; quotation without a speaker"
	}
	if credit := r.credit(s.Block); !credit.Empty() && !s.Contains(credit) && st.Attribution < 0 {
		st.Chain = append(st.Chain, readout.Hop{
			Name: credit.Of(r.d.Report.Source), Kind: readout.PhotoCredit, Span: credit, Entity: -1,
		})
	} else if !credit.Empty() && s.Contains(credit) {
		st.Rule = readout.RulePhotoCredit
	}
	st.Position = r.position(s, st, got)
	return st, true
}

// form is the form of the part of a content that a statement is.
func (r *reader) form(s readout.Span, a *readout.Attribution) readout.Form {
	if a.Form == readout.Direct || a.Form == readout.Indirect {
		return a.Form
	}
	text := fold.Line(s.Of(r.d.Report.Source))
	if !strings.Contains(text, `"`) && !strings.Contains(text, "''") {
		return readout.Indirect
	}
	return readout.Mixed
}

// tokensIn are the tokens [first, last) that lie within the span.
func tokensIn(d *readout.Document, s readout.Span) (first, last int) {
	first = sort.Search(len(d.Tokens), func(i int) bool { return d.Tokens[i].Start >= s.Start })
	last = first
	for last < len(d.Tokens) && d.Tokens[last].End <= s.End {
		last++
	}
	return first, last
}

// sentenceAt is the index of the last sentence that begins at or before p.
func sentenceAt(d *readout.Document, p int) int {
	k := sort.Search(len(d.Sentences), func(i int) bool { return d.Sentences[i].Start > p })
	return max(0, k-1)
}

// subjectless reports whether a run opens with its verb.
func (r *reader) subjectless(n run) bool {
	c := r.clause(r.trim(n))
	if c.is("preposition", 0) {
		return !r.tensed(n) // "in a statement posted on Friday"
	}
	for i := range c.terms {
		if !c.adverb(i) {
			return c.finite(i) || c.auxiliary(i)
		}
	}
	return false
}
