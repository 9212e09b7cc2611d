package talks

import (
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/tree"
)

// page is a document of the story as flat arrays over its words.
type page struct {
	*tree.Forest
	d      *readout.Document
	report int
	source string
	words  []readout.Word
	lemma  []string // folded
	form   []string // folded
	talk   []bool   // by sentence: it speaks of a meeting
	phones bool     // the report names a telephone or the like
	rank   []int    // by sentence: which of the article's it is, from 1
}

func newPage(d *readout.Document, report int) *page {
	p := &page{Forest: tree.New(d.Words, d.Sentences), d: d, report: report, source: d.Report.Source, words: d.Words}
	for i := range d.Words {
		w := &d.Words[i]
		p.form = append(p.form, fold.Key(w.Of(p.source)))
		l := p.form[i]
		if w.Lemma != "" {
			l = fold.Key(w.Lemma)
		}
		p.lemma = append(p.lemma, l)
	}
	for _, l := range p.lemma {
		p.phones = p.phones || l == "telephone" || l == "phone" || l == "videoconference"
	}
	n := 0
	for s := range d.Sentences {
		if p.article(s) {
			n++
		}
		p.rank = append(p.rank, n)
		p.talk = append(p.talk, p.speaksOfTalks(s))
	}
	return p
}

// speaksOfTalks reports a sentence of the article with a word for a meeting.
func (p *page) speaksOfTalks(s int) bool {
	x := p.d.Sentences[s]
	for i := x.FirstWord; i < x.LastWord; i++ {
		if meetings[p.lemma[i]] || meetings[p.form[i]] {
			return true
		}
	}
	return false
}

// meetings are words for meetings and for meeting.
var meetings = map[string]bool{}

func init() {
	for w := range strings.FieldsSeq("talk talks meeting summit negotiation negotiations negotiate meet met conference round session consultation discussion call conversation dialogue parley sitting") {
		meetings[w] = true
	}
}

// article reports a sentence that is the report's own text, not a teaser or the
// like.
func (p *page) article(s int) bool {
	b := p.d.Sentences[s].Block
	return b >= 0 && b < len(p.d.Report.Blocks) && p.d.Report.Blocks[b].Role.Share() == readout.ShareArticle
}

func (p *page) ref(s readout.Span) readout.Ref { return readout.Ref{Report: p.report, Span: s} }

// statement is the smallest statement around a word, else its sentence.
func (p *page) statement(w int) (readout.Span, *readout.Statement) {
	var best *readout.Statement
	for i := range p.d.Statements {
		s := &p.d.Statements[i]
		if s.Start <= p.words[w].Start && p.words[w].End <= s.End && (best == nil || s.Len() < best.Len()) {
			best = s
		}
	}
	if best != nil {
		return best.Span, best
	}
	return p.d.Sentences[p.Sent[w]].Span, nil
}

// extent is the span of a word's subtree.
func (p *page) extent(w int32) readout.Span {
	return readout.Span{Start: p.words[p.Lo[w]].Start, End: p.words[p.Hi[w]-1].End}
}

func (p *page) child(w int32, rels ...readout.Rel) int32 {
	for c := p.First[w]; c >= 0; c = p.Next[c] {
		if slices.Contains(rels, p.words[c].Rel) {
			return c
		}
	}
	return -1
}

// at is the word that begins at or behind an offset.
func (p *page) at(offset int) int {
	i, _ := slices.BinarySearchFunc(p.words, offset, func(w readout.Word, o int) int { return w.Start - o })
	return i
}

// mentions are the indexes of the named mentions of some types within a span.
func (p *page) mentions(in readout.Span, types ...readout.Type) []int {
	var out []int
	for i := range p.d.Mentions {
		m := &p.d.Mentions[i]
		if m.Kind == readout.Name && in.Contains(m.Span) && slices.Contains(types, m.Type) {
			out = append(out, i)
		}
	}
	return out
}
