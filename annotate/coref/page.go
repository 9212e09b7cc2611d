package coref

import (
	"strings"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// page is a document as flat arrays over its words: the trees made sound, where
// each word stands, and what it reads like folded.
type page struct {
	source string
	words  []readout.Word
	key    []string // folded form
	sent   []int32  // sentence of the word; -1 outside all
	block  []int32  // block of the word's sentence
	head   []int32  // head in the same sentence; -1 for a root
	child  []int32  // first child; -1
	next   []int32  // next child of the same head, in the order of the text; -1
	lo, hi []int32  // words that the subtree spans, half-open
	size   []int32  // words of the subtree
	up     []int32  // nearest verb, adjective or predicate above the word, or the word itself; -1
	at     []int32  // mention that the word heads; -1
	quote  []int32  // quotation that holds the word; -1
	quotes []quotation
	sound  []bool // the word's bytes lie in the text and in order
	first  []int32
	titled []bool // sentence stands in a headline
	cop    []bool // a copula hangs on the word
	clause []bool // a clause hangs on the word, behind it
}

func newPage(d *readout.Document) *page {
	n := len(d.Words)
	p := &page{
		source: d.Report.Source, words: d.Words, key: make([]string, n), sound: make([]bool, n),
		cop: make([]bool, n), clause: make([]bool, n),
		titled: make([]bool, len(d.Sentences)), first: make([]int32, len(d.Sentences)),
	}
	flat := make([]int32, 11*n)
	for i, a := range []*[]int32{&p.sent, &p.block, &p.head, &p.child, &p.next, &p.lo, &p.hi, &p.size, &p.up, &p.at, &p.quote} {
		*a = flat[i*n : (i+1)*n : (i+1)*n]
	}
	for i := range n {
		p.sent[i], p.head[i], p.child[i], p.next[i], p.up[i], p.at[i], p.quote[i] = -1, -1, -1, -1, -1, -1, -1
	}
	p.place(d)
	p.apposed()
	p.trees()
	p.clauses()
	p.findQuotes()
	return p
}

// place puts the words into their sentences and looks whether their bytes are
// where they can be.
func (p *page) place(d *readout.Document) {
	from, before := 0, 0
	for s, x := range d.Sentences {
		if x.FirstWord < from || x.LastWord < x.FirstWord || x.LastWord > len(p.words) {
			continue
		}
		from = x.LastWord
		p.first[s] = int32(x.FirstWord)
		if x.Block >= 0 && x.Block < len(d.Report.Blocks) {
			p.titled[s] = d.Report.Blocks[x.Block].Role == readout.RoleHeadline
		}
		for i := x.FirstWord; i < x.LastWord; i++ {
			w := &p.words[i]
			if w.Start < before || w.End <= w.Start || w.End > len(p.source) ||
				!utf8.RuneStart(p.source[w.Start]) || w.End < len(p.source) && !utf8.RuneStart(p.source[w.End]) {
				continue
			}
			before = w.Start
			p.sound[i], p.sent[i], p.block[i] = true, int32(s), int32(x.Block)
			p.key[i] = folded(w.Of(p.source))
			if w.Head >= x.FirstWord && w.Head < x.LastWord && w.Head != i {
				p.head[i] = int32(w.Head)
			}
		}
	}
	for i, h := range p.head {
		if h >= 0 && !p.sound[h] {
			p.head[i] = -1
		}
	}
}

// apposed hangs the name in "the commander of the coast guard, Ewan Strand" on
// the commander. The parser hangs it on the nearest noun, which would make the
// guard a person.
func (p *page) apposed() {
	for i := range p.words {
		h, w := p.head[i], &p.words[i]
		if w.Rel != readout.RelAppos || w.UPOS != readout.PROPN || w.Mention != readout.Person || h < 0 || int(h) > i {
			continue
		}
		holder := p.head[h]
		if holder >= 0 && holder < h && p.words[h].Rel == readout.RelNmod &&
			table().officeNoun(p.key[h]) == "" && table().officeNoun(p.key[holder]) != "" {
			p.head[i] = holder
		}
	}
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

// trees cuts cycles, lists the children of each word and measures the subtrees,
// from the leaves upwards.
func (p *page) trees() {
	n := len(p.words)
	open := make([]int32, n) // children not yet measured
	for _, h := range p.head {
		if h >= 0 {
			open[h]++
		}
	}
	order := make([]int32, 0, n)
	for i := range n {
		p.lo[i], p.hi[i], p.size[i] = int32(i), int32(i+1), 1
		if open[i] == 0 {
			order = append(order, int32(i))
		}
	}
	for k := 0; k < len(order); k++ {
		i := order[k]
		h := p.head[i]
		if h < 0 {
			continue
		}
		p.lo[h], p.hi[h] = min(p.lo[h], p.lo[i]), max(p.hi[h], p.hi[i])
		p.size[h] += p.size[i]
		if open[h]--; open[h] == 0 {
			order = append(order, h)
		}
	}
	for i := range n {
		if open[i] > 0 { // what is left are cycles
			p.head[i] = -1
		}
	}
	for i := n - 1; i >= 0; i-- {
		if h := p.head[i]; h >= 0 {
			p.next[i] = p.child[h]
			p.child[h] = int32(i)
		}
	}
	p.descend(order)
}

// descend finds for each word the predicate above it, heads before their
// children.
func (p *page) descend(order []int32) {
	for i, h := range p.head {
		if h < 0 {
			p.up[i] = int32(i)
		}
	}
	for k := len(order) - 1; k >= 0; k-- {
		i := order[k]
		switch h := p.head[i]; {
		case h < 0, p.words[i].UPOS == readout.VERB, p.isPredicate(i):
			p.up[i] = i
		default:
			p.up[i] = p.up[h]
		}
	}
}

func (p *page) isPredicate(i int32) bool {
	for c := p.child[i]; c >= 0; c = p.next[c] {
		if r := p.words[c].Rel; r == readout.RelCop || r == readout.RelNsubj || r == readout.RelNsubjPass {
			return true
		}
	}
	return false
}

// clauses notes what hangs on each word.
func (p *page) clauses() {
	for i, h := range p.head {
		if h < 0 {
			continue
		}
		switch p.words[i].Rel {
		case readout.RelCop:
			p.cop[h] = true
		case readout.RelCcomp, readout.RelCsubj, readout.RelXcomp, readout.RelAdvcl:
			p.clause[h] = p.clause[h] || int32(i) > h
		}
	}
}

// has reports whether a child of i has the relation.
func (p *page) has(i int32, r readout.Rel) int32 {
	for c := p.child[i]; c >= 0; c = p.next[c] {
		if p.words[c].Rel == r {
			return c
		}
	}
	return -1
}

// whole reports whether the subtree of i leaves no word out.
func (p *page) whole(i int32) bool { return p.hi[i]-p.lo[i] == p.size[i] }

// lemma is the lemma of a word, its folded form where it has none.
func (p *page) lemma(i int32) string {
	if l := p.words[i].Lemma; l != "" {
		return folded(l)
	}
	return p.key[i]
}

func (p *page) form(i int32) string { return p.words[i].Of(p.source) }

func (p *page) span(a, b int32) readout.Span {
	return readout.Span{Start: p.words[a].Start, End: p.words[b-1].End}
}

// phrase is the folded words [a,b) joined by blanks, the possessive left out.
func (p *page) phrase(a, b int32) string {
	if b == a+1 {
		return p.key[a]
	}
	var s strings.Builder
	for i := a; i < b; i++ {
		if p.words[i].XPOS == readout.TagPOS || p.key[i] == "." {
			continue
		}
		if s.Len() > 0 {
			s.WriteByte(' ')
		}
		s.WriteString(p.key[i])
	}
	return s.String()
}
