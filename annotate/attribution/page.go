package attribution

import (
	"slices"
	"sort"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/tree"
)

// page is a document as flat arrays over its words, with what the model asks of
// each word as a number.
type page struct {
	*tree.Forest
	d      *readout.Document
	source string
	words  []readout.Word
	key    []string  // folded form
	form   []uint32  // hash of the folded form
	lemma  []uint32  // hash of the lemma
	quote  []int32   // quotation that holds the word, marks included; -1
	quotes []quoted  // in words
	odds   []float32 // logit of the word being the head of a cue, as first read
}

// hash is FNV-1a on 32 bits.
func hash(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

func newPage(d *readout.Document) *page {
	n := len(d.Words)
	p := &page{
		Forest: tree.New(d.Words, d.Sentences), d: d, source: d.Report.Source, words: d.Words,
		key: make([]string, n), form: make([]uint32, n), lemma: make([]uint32, n), quote: make([]int32, n),
		odds: make([]float32, n),
	}
	for i := range d.Words {
		w := &d.Words[i]
		p.key[i] = folded(w.Of(p.source))
		p.form[i] = hash(p.key[i])
		p.lemma[i] = p.form[i]
		if w.Lemma != "" && w.Lemma != p.key[i] {
			p.lemma[i] = hash(folded(w.Lemma))
		}
		p.quote[i] = -1
	}
	p.findQuotes()
	return p
}

// folded is fold.Key, at no cost for what is folded already.
func folded(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || c >= 'A' && c <= 'Z' || c <= ' ' || c == '`' {
			return fold.Key(s)
		}
	}
	return s
}

// findQuotes pairs the quotation marks of each block and gives the words between.
func (p *page) findQuotes() {
	d := p.d
	for i := 0; i < len(d.Sentences); {
		j := i
		for j < len(d.Sentences) && d.Sentences[j].Block == d.Sentences[i].Block {
			j++
		}
		for _, q := range pair(d, d.Sentences[i].First, d.Sentences[j-1].Last) {
			first, last := p.at(d.Tokens[q.first].Start), p.at(d.Tokens[q.last].Start)
			if first >= last || last >= len(p.words) {
				continue
			}
			q.first, q.last = first, last
			for k := first; k <= last; k++ {
				p.quote[k] = int32(len(p.quotes))
			}
			p.quotes = append(p.quotes, q)
		}
		i = j
	}
}

// at is the first word that ends behind byte b.
func (p *page) at(b int) int {
	return sort.Search(len(p.words), func(i int) bool { return p.words[i].End > b })
}

// wordsOf are the words that spans touch, in order.
func (p *page) wordsOf(spans []readout.Span) []int32 {
	var out []int32
	for _, s := range spans {
		for i := p.at(s.Start); i < len(p.words) && p.words[i].Start < s.End; i++ {
			out = append(out, int32(i))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// span covers the words [from, to).
func (p *page) span(from, to int32) readout.Span {
	return readout.Span{Start: p.words[from].Start, End: p.words[to-1].End}
}

// rel is the base relation of a word to its head.
func (p *page) rel(i int32) readout.Rel { return p.words[i].Rel.Base() }

// bounds are the words of the sentence of word i.
func (p *page) bounds(i int32) (lo, hi int32) {
	s := p.Sent[i]
	if s < 0 {
		return i, i + 1
	}
	return int32(p.d.Sentences[s].FirstWord), int32(p.d.Sentences[s].LastWord)
}

func (p *page) block(i int32) int {
	if p.Sent[i] < 0 {
		return -1
	}
	return p.d.Sentences[p.Sent[i]].Block
}

// unit is the sentence of word i, and beyond it what a quotation that crosses its
// borders takes in.
func (p *page) unit(i int32) (lo, hi int32) {
	lo, hi = p.bounds(i)
	if lo < hi {
		if q := p.quote[lo]; q >= 0 && p.block(int32(p.quotes[q].first)) == p.block(lo) {
			lo = min(lo, int32(p.quotes[q].first))
		}
		if q := p.quote[hi-1]; q >= 0 && p.block(int32(p.quotes[q].last)) == p.block(hi-1) {
			hi = max(hi, int32(p.quotes[q].last)+1)
		}
	}
	return lo, hi
}

func (p *page) punct(i int32) bool { return p.words[i].UPOS == readout.PUNCT }

// mark reports whether word i is a quotation mark of a quotation that was paired.
func (p *page) opens(i int32) bool {
	return p.quote[i] >= 0 && p.quotes[p.quote[i]].first == int(i)
}

func (p *page) closes(i int32) bool {
	q := p.quote[i]
	return q >= 0 && p.quotes[q].last == int(i) && !p.quotes[q].open
}
