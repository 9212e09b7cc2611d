package event

import (
	"slices"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/tree"
)

// page is a document as flat arrays over its words.
type page struct {
	*tree.Forest
	d      *readout.Document
	source string
	words  []readout.Word
	lemma  []string // folded
	form   []string // folded
	status func(word int) readout.Status
	said   []int32   // word -> attribution whose content holds it, the innermost; -1
	types  [][2]int8 // word -> what the tables say of it; see typesOf
	asked  []bool    // whether types is known of a word
}

func newPage(d *readout.Document, status func(int) readout.Status) *page {
	n := len(d.Words)
	p := &page{Forest: tree.New(d.Words, d.Sentences), d: d, source: d.Report.Source, words: d.Words, lemma: make([]string, n), form: make([]string, n), status: status, said: make([]int32, n),
		types: make([][2]int8, n), asked: make([]bool, n)}
	for i := range d.Words {
		w := &d.Words[i]
		p.form[i] = folded(w.Of(p.source))
		p.lemma[i] = p.form[i]
		if w.Lemma != "" {
			p.lemma[i] = folded(w.Lemma)
		}
		p.said[i] = -1
	}
	for a := range d.Attributions {
		for _, c := range d.Attributions[a].Content {
			first, _ := slices.BinarySearchFunc(p.words, c.Start, func(w readout.Word, start int) int { return w.Start - start })
			for i := first; i < n && p.words[i].End <= c.End; i++ {
				p.said[i] = int32(a)
			}
		}
	}
	return p
}

// folded is fold.Key, at no cost for what is folded already.
func folded(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || c >= 'A' && c <= 'Z' {
			return fold.Key(s)
		}
	}
	return s
}

// children calls f for each child of a word, in text order.
func (p *page) children(w int32, f func(c int32)) {
	for c := p.First[w]; c >= 0; c = p.Next[c] {
		f(c)
	}
}

// child is the first child of a word with one of the relations, -1 for none.
func (p *page) child(w int32, rels ...readout.Rel) int32 {
	for c := p.First[w]; c >= 0; c = p.Next[c] {
		for _, r := range rels {
			if p.words[c].Rel == r {
				return c
			}
		}
	}
	return -1
}

// particle is the particle of a verb, "" for none.
func (p *page) particle(w int32) string {
	if c := p.child(w, readout.RelCompoundPrt); c >= 0 {
		return p.lemma[c]
	}
	return ""
}

// prep is the preposition of a nominal, "" for none.
func (p *page) prep(w int32) string {
	if c := p.child(w, readout.RelCase); c >= 0 {
		return p.lemma[c]
	}
	return ""
}

// candidates are the words of a sentence that can be what an event happens by:
// verbs, and nouns of events.
func (p *page) candidates(s int) []int32 {
	x := p.d.Sentences[s]
	var out []int32
	for i := x.FirstWord; i < x.LastWord && len(out) < mostCandidates; i++ {
		w := &p.words[i]
		_, noun := lexis().nouns[p.lemma[i]]
		if w.UPOS == readout.VERB || w.UPOS == readout.NOUN && noun && w.Rel != readout.RelCompound {
			out = append(out, int32(i))
		}
	}
	return out
}

// mostCandidates bounds the work for one sentence.
const mostCandidates = 60

// phrase is the words of a verb with its particle: "call off".
func (p *page) phrase(w int32) string {
	if prt := p.particle(w); prt != "" {
		return p.lemma[w] + " " + prt
	}
	return p.lemma[w]
}

// near gives the lemmas, forms and sets of the words close below a word.
func (p *page) near(w int32) map[string]bool {
	out := map[string]bool{}
	var walk func(w int32, depth int)
	walk = func(w int32, depth int) {
		p.children(w, func(c int32) {
			for _, s := range []string{p.lemma[c], p.form[c]} {
				out[s] = true
				for _, set := range lexis().sets[s] {
					out[set] = true
				}
			}
			if depth < 3 && len(out) < 200 {
				walk(c, depth+1)
			}
		})
	}
	walk(w, 0)
	return out
}
