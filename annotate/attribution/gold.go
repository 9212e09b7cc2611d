package attribution

import (
	"github.com/readout-project/readout"
)

// Gold is a document with the attributions that people have marked in it.
type Gold struct {
	Document     *readout.Document
	Attributions []readout.Attribution // Source, Cue and Content only
	Discard      []readout.Span        // no part of the report
}

// marked is an attribution of a gold document as words.
type marked struct {
	head                 int32 // of the cue; -1
	cue, source, content []int32
	sourceHead           int32 // -1
}

// headOf is the head of a set of words: one whose own head lies outside, a verb
// where there are several, no mark.
func (p *page) headOf(ws []int32, last bool) int32 {
	in := func(i int32) bool {
		for _, w := range ws {
			if w == i {
				return true
			}
		}
		return false
	}
	best := int32(-1)
	for _, w := range ws {
		if in(p.Head[w]) || p.punct(w) && len(ws) > 1 {
			continue
		}
		verb := p.words[w].UPOS == readout.VERB
		if best < 0 || last && verb && (p.words[best].UPOS != readout.VERB || w > best) {
			best = w
		}
	}
	return best
}

func (p *page) marked(g *Gold) []marked {
	out := make([]marked, 0, len(g.Attributions))
	for i := range g.Attributions {
		a := &g.Attributions[i]
		m := marked{cue: p.wordsOf(a.Cue), source: p.wordsOf(a.Source), content: p.wordsOf(a.Content)}
		m.head = p.headOf(m.cue, true)
		m.sourceHead = p.headOf(m.source, false)
		out = append(out, m)
	}
	return out
}

func run32(ws []int32) [2]int32 {
	if len(ws) == 0 {
		return [2]int32{}
	}
	return [2]int32{ws[0], ws[len(ws)-1] + 1}
}

// speech is a gold attribution as what the model would have found before its
// content.
func (p *page) speech(m *marked) speech {
	s := speech{head: m.head, cue: run32(m.cue), source: run32(m.source), sourceHead: m.sourceHead, frame: p.frameOf(m.head)}
	if s.source[0] < s.source[1] && p.Sent[s.source[0]] != p.Sent[s.head] {
		s.source, s.sourceHead = [2]int32{}, -1
	}
	return s
}

// side is the gold content on a side of the cue, within the unit.
func (p *page) goldSide(m *marked, s *speech, side int) stretch {
	best := stretch{}
	for _, z := range p.zones(s, side) {
		r := stretch{}
		for _, w := range m.content {
			if w < z.from || w >= z.to {
				continue
			}
			if r.empty() {
				r = stretch{w, w + 1}
			} else {
				r.to = w + 1
			}
		}
		if r.to-r.from > best.to-best.from {
			best = r
		}
	}
	return best
}

// goldCues says which words tell nothing about cues, since they lie inside a content
// or outside the report, and which are heads of cues.
func (p *page) goldCues(gold []marked, g *Gold) (inside []bool, heads map[int32]bool) {
	inside, heads = make([]bool, len(p.words)), map[int32]bool{}
	for _, a := range gold {
		for _, w := range a.content {
			inside[w] = true
		}
	}
	for _, w := range p.wordsOf(g.Discard) {
		inside[w] = true
	}
	for _, a := range gold {
		if a.head >= 0 {
			heads[a.head], inside[a.head] = true, false
		}
	}
	return inside, heads
}
