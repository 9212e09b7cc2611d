// Package attribution finds who is said to have said, thought or wanted what:
// sources, cues and contents after the PolNeAR guidelines (Newell, Margolin and
// Ruths, "An Attribution Relations Corpus for Political News", LREC 2018).
//
// A learned model over words, trees and quotation marks finds the heads of cues,
// then the cue, its source, and its content on either side (decode.go). What the
// corpus does not mark is read by rule: who gave no answer, posts with a
// signature, quotations that nobody is found to say. Where a source is not plain
// it stays empty: nobody is given words that the text does not plainly give them.
package attribution

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"

	"github.com/readout-project/readout"
)

// Find reads the attributions of a document with words, trees, mentions and
// entities, with the model of the program, in text order of their first span.
func Find(d *readout.Document) []readout.Attribution { return English().Find(d) }

// Find reads the attributions of a document with the model.
func (m *Model) Find(d *readout.Document) []readout.Attribution {
	if len(d.Words) == 0 {
		return nil
	}
	f := &finder{m: m, p: newPage(d)}
	f.weigh()
	all := f.sayings(acceptFrom, f.known())
	all = f.arrange(all)
	out := make([]readout.Attribution, 0, len(all))
	for i := range all {
		out = append(out, f.attribution(&all[i]))
	}
	out = f.posts(out)
	out = f.unclaimed(out)
	sources := newSources(d)
	for i := range out {
		sources.describe(&out[i])
		if out[i].Form == "" {
			out[i].Form = f.p.quotedForm(&out[i])
		}
	}
	return sorted(out)
}

// known are the sayings that are read by rule before the model reads, in order.
func (f *finder) known() []ruled {
	out := append(f.silences(), f.signed()...)
	slices.SortStableFunc(out, func(a, b ruled) int { return int(a.from - b.from) })
	return out
}

// attribution is a saying as spans.
func (f *finder) attribution(s *saying) readout.Attribution {
	a := readout.Attribution{Entity: -1, Within: s.within, Cue: []readout.Span{f.p.span(s.cue[0], s.cue[1])}, Rule: s.rule()}
	if s.source[0] < s.source[1] {
		a.Source = []readout.Span{f.p.span(s.source[0], s.source[1])}
	}
	for _, c := range s.content {
		a.Content = append(a.Content, f.p.span(c.from, c.to))
	}
	if s.byRule == ruleSilence || f.p.noComment(s) {
		a.Kind = readout.NoAnswer
	}
	return a
}

// noComment reports whether all that is said is that nothing is: “No comment,” he said.
func (p *page) noComment(s *saying) bool {
	if len(s.content) != 1 || s.content[0].to-s.content[0].from > 5 {
		return false
	}
	said := ""
	for i := s.content[0].from; i < s.content[0].to; i++ {
		if !p.punct(i) {
			said += " " + p.key[i]
		}
	}
	return said == " no comment"
}

// rule says how sure the model is of the cue, and what was read by rule.
func (s *saying) rule() string {
	if s.byRule != "" {
		return s.byRule
	}
	out := fmt.Sprintf("model, cue %.2f", 1/(1+math.Exp(-float64(s.odds))))
	if s.carried {
		out += ", goes on"
	}
	return out
}

// quotedForm tells direct, mixed and indirect contents by the words of theirs that
// stand in quotation marks: all, some or none. What somebody who is quoted says of
// others' words is not quoted for that.
func (p *page) quotedForm(a *readout.Attribution) readout.Form {
	around := int32(-1)
	if cue := p.wordsOf(a.Cue); len(cue) > 0 {
		around = p.quote[cue[0]]
	}
	whole, some := len(a.Content) > 0, false
	for _, w := range p.wordsOf(a.Content) {
		if p.words[w].UPOS == readout.PUNCT {
			continue
		}
		quoted := p.quote[w] >= 0 && p.quote[w] != around
		some, whole = some || quoted, whole && quoted
	}
	switch {
	case whole:
		return readout.Direct
	case some:
		return readout.Mixed
	}
	return readout.Indirect
}

// unclaimed adds the quotations that nobody was found to say and that stand as
// an utterance does, without a source.
func (f *finder) unclaimed(out []readout.Attribution) []readout.Attribution {
	p := f.p
	covered := make([]bool, len(p.words))
	for i := range out {
		for _, list := range [][]readout.Span{out[i].Content, out[i].Source, out[i].Cue} {
			for _, w := range p.wordsOf(list) {
				covered[w] = true
			}
		}
	}
	for _, q := range p.quotes {
		if slices.Contains(covered[q.first:q.last+1], true) || !p.utterance(q) {
			continue
		}
		out = append(out, readout.Attribution{
			Content: []readout.Span{p.span(int32(q.first), int32(q.last)+1)}, Entity: -1, Within: -1,
			Rule: "quotation without a speaker",
		})
	}
	return out
}

// utterance tells a quotation that stands alone from a title or a term: it begins
// a sentence or follows a colon, and ends as a sentence does or is long. In
// headings only length counts.
func (p *page) utterance(q quoted) bool {
	first := int32(q.first)
	lo, _ := p.bounds(first)
	if first != lo && p.key[first-1] != ":" {
		return false
	}
	text := strings.TrimRight(p.span(first, int32(q.last)+1).Of(p.source), "\"”’'")
	blanks := strings.Count(text, " ")
	return blanks >= 4 || !p.heading(first) && blanks >= 1 && text != "" && strings.ContainsAny(text[len(text)-1:], ".?!,")
}

// heading reports whether word i stands in a headline, a deck or a heading.
func (p *page) heading(i int32) bool {
	b := p.block(i)
	if b < 0 {
		return false
	}
	switch p.d.Report.Blocks[b].Role {
	case readout.RoleHeadline, readout.RoleDeck, readout.RoleHeading:
		return true
	}
	return false
}

// sorted puts the attributions in text order.
func sorted(in []readout.Attribution) []readout.Attribution {
	order, at := make([]int, len(in)), make([]int, len(in))
	for i := range in {
		a := &in[i]
		slices.SortFunc(a.Content, func(x, y readout.Span) int { return x.Start - y.Start })
		order[i], at[i] = i, math.MaxInt
		for _, spans := range [][]readout.Span{a.Source, a.Cue, a.Content} {
			for _, s := range spans {
				at[i] = min(at[i], s.Start)
			}
		}
	}
	sort.SliceStable(order, func(a, b int) bool { return at[order[a]] < at[order[b]] })
	place := make([]int, len(in))
	for k, i := range order {
		place[i] = k
	}
	out := make([]readout.Attribution, 0, len(in))
	for _, i := range order {
		a := in[i]
		if a.Within >= 0 {
			a.Within = place[a.Within]
		}
		out = append(out, a)
	}
	return out
}
