package syntax

import (
	"cmp"
	"slices"

	"github.com/readout-project/readout"
)

// Longer sentences are parsed in pieces: the cost of a tree grows with the
// square of its words.
const maxPiece = 160

// A batch holds so many pieces, which go through the network in step.
const maxBatch = 16

// piece is a run of words of one sentence that gets a tree of its own.
type piece struct{ first, last int }

// Parse sets the tags, heads, relations and mentions of words. Words of a
// sentence hang on one root; a sentence beyond maxPiece words is parsed in
// pieces, whose roots hang on the first one's as parataxis. It takes time linear
// in the words and memory for one batch.
func (m *Model) Parse(source string, words []readout.Word, sentences []readout.Sentence) {
	pieces := cut(words, sentences, source)
	slices.SortStableFunc(pieces, func(a, b piece) int { return cmp.Compare(b.last-b.first, a.last-a.first) })
	e, _ := m.spare.Get().(*encoder)
	if e == nil {
		e = &encoder{m: m}
	}
	defer m.spare.Put(e)
	for len(pieces) > 0 {
		n := min(maxBatch, len(pieces))
		e.parse(source, words, pieces[:n])
		pieces = pieces[n:]
	}
	for _, s := range sentences {
		join(words, s.FirstWord, s.LastWord)
		mend(source, words, s)
	}
}

func cut(words []readout.Word, sentences []readout.Sentence, source string) []piece {
	var out []piece
	for _, s := range sentences {
		at := s.FirstWord
		for s.LastWord-at > maxPiece {
			end := at + maxPiece
			for k := end; k > at+maxPiece/2; k-- {
				if w := words[k-1]; w.End-w.Start == 1 && (source[w.Start] == ';' || source[w.Start] == ',') {
					end = k
					break
				}
			}
			out = append(out, piece{at, end})
			at = end
		}
		if s.LastWord > at {
			out = append(out, piece{at, s.LastWord})
		}
	}
	return out
}

// join hangs the roots of further pieces on the first.
func join(words []readout.Word, first, last int) {
	root := -1
	for i := first; i < last; i++ {
		switch {
		case words[i].Head >= 0:
		case root < 0:
			root = i
		default:
			words[i].Head, words[i].Rel = root, readout.RelParataxis
		}
	}
}

func (e *encoder) parse(source string, words []readout.Word, batch []piece) {
	lengths := make([]int, len(batch))
	for s, p := range batch {
		lengths[s] = p.last - p.first
	}
	e.lay(lengths)
	in := e.m.Input()
	e.x = sized(e.x, e.rows*in)
	for s, p := range batch {
		for len(e.forms) < lengths[s] {
			e.forms = append(e.forms, Form{})
		}
		forms := e.forms[:lengths[s]]
		for t := range forms {
			w := words[p.first+t].Span
			forms[t].Read(source[w.Start:w.End])
		}
		e.names.Look(forms)
		for t := range forms {
			r := e.off[t] + s
			e.embed(e.x[r*in:(r+1)*in], &forms[t])
		}
	}
	last := e.layers()
	e.readout(last)
	e.mentions(last)
	heads := make([]int, lengths[0])
	for s, p := range batch {
		n := lengths[s]
		Tree(e.arcs(s, n), n, heads[:n])
		e.write(words[p.first:p.last], p.first, s, heads[:n])
	}
}

// write sets the answers for a piece that begins at word first.
func (e *encoder) write(words []readout.Word, first, s int, heads []int) {
	m, at := e.m, &e.m.at
	rels := e.relations(s, heads)
	for t := range words {
		w := &words[t]
		z := e.read[(e.off[t]+s)*m.heads.NPad():]
		tag := m.Tags[greatest(z[at.tag:at.tag+len(m.Tags)])]
		w.UPOS, w.XPOS = tag.UPOS, tag.XPOS
		w.Mention = m.Types[greatest(e.typ[(e.off[t]+s)*m.mention[1].NPad():][:len(m.Types)])]
		w.Head, w.Rel = -1, readout.RelRoot
		if heads[t] > 0 {
			w.Head = first + heads[t] - 1
			w.Rel = relation(rels[t*m.rel.NPad():][:readout.NumRel])
		}
	}
}

// relation is the best relation to a word.
func relation(score []float32) readout.Rel {
	score[readout.NoRel], score[readout.RelRoot] = -1e30, -1e30
	return readout.Rel(greatest(score))
}

func greatest(x []float32) int {
	best := 0
	for i, v := range x {
		if v > x[best] {
			best = i
		}
	}
	return best
}
