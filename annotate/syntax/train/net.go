package main

import (
	"math/rand/v2"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/syntax"
	"github.com/readout-project/readout/internal/gemm"
)

// sizes are the widths of the network.
type sizes struct {
	Word, Affix, Shape int // embeddings
	Hidden             int // units of a direction of a layer
	Arc, Rel           int
	Mention            int // units of the hidden layer of mentions
}

func (z sizes) input() int { return z.Word + z.Affix + z.Shape }

// net is the network in float: embeddings, two bidirectional recurrent layers
// and a head for each task. Arcs are scored by a biaffine form (Dozat and
// Manning 2017), relations by a hidden layer over both ends (Kiperwasser and
// Goldberg 2016).
type net struct {
	sizes
	drop               dropout
	count              []int // of words in the treebanks, by row
	word, affix, shape *tensor
	layers             [2]*layer
	tagW, tagB         *tensor
	menH, menC         *tensor // hidden layer of mentions, over the last layer and the embeddings
	menW, menB         *tensor
	depW, depB         *tensor
	headW, headB       *tensor
	root               *tensor // head representation of the root
	arcU, arcV         *tensor
	relDep, relHead    *tensor
	relRoot, relB      *tensor
	relW, relO         *tensor
	all                []*tensor
	lower              int // the first of all are embeddings and recurrent layers
}

type dropout struct {
	Input, Between, Head float64
	Word                 float64 // of words seen once; less for commoner ones
	Lexicon              float64 // of sentences
}

func newNet(z sizes, words, tags int, r *rand.Rand) *net {
	n := &net{sizes: z}
	add := func(name string, rows, cols int, scale float64) *tensor {
		t := newTensor(name, rows, cols, scale, r)
		n.all = append(n.all, t)
		return t
	}
	mat := func(name string, rows, cols int) *tensor { return add(name, rows, cols, glorot(rows, cols)) }
	n.word = add("word", words, z.Word, 0.2).embed()
	n.affix = add("affix", syntax.AffixRows, z.Affix, 0.1).embed()
	n.shape = add("shape", syntax.ShapeRows, z.Shape, 0.2).embed()
	in := z.input()
	for i := range n.layers {
		name := string(rune('1' + i))
		l := &layer{in: in, h: z.Hidden}
		l.wx, l.b = add("wx"+name, in, 6*z.Hidden, glorot(in, z.Hidden)), add("b"+name, 1, 6*z.Hidden, 0)
		for d := range 2 {
			for j := range z.Hidden { // begins by keeping what it has
				l.b.w[d*3*z.Hidden+j] = -1
			}
			l.wr[d] = add("wr"+name+"fb"[d:d+1], z.Hidden, 3*z.Hidden, glorot(z.Hidden, z.Hidden))
		}
		n.layers[i], in = l, 2*z.Hidden
	}
	n.lower = len(n.all)
	n.tagW, n.tagB = mat("tagW", in, tags), add("tagB", 1, tags, 0)
	n.menH, n.menC = mat("menH", in+z.input(), z.Mention), add("menC", 1, z.Mention, 0)
	n.menW, n.menB = mat("menW", z.Mention, len(mentionTypes)), add("menB", 1, len(mentionTypes), 0)
	n.depW, n.depB = mat("depW", in, z.Arc), add("depB", 1, z.Arc, 0)
	n.headW, n.headB = mat("headW", in, z.Arc), add("headB", 1, z.Arc, 0)
	n.root = add("root", 1, z.Arc, 0.5)
	n.arcU, n.arcV = mat("arcU", z.Arc, z.Arc), add("arcV", 1, z.Arc, 0.1)
	n.relDep, n.relHead = mat("relDep", in, z.Rel), mat("relHead", in, z.Rel)
	n.relRoot, n.relB = add("relRoot", 1, z.Rel, 0.5), add("relB", 1, z.Rel, 0)
	n.relW, n.relO = mat("relW", z.Rel, readout.NumRel), add("relO", 1, readout.NumRel, 0)
	return n
}

// pass is one shard's way through the network; its buffers are reused.
type pass struct {
	n         *net
	shard     int
	rng       *rand.Rand
	train     bool
	b         batch
	wT, xT    []float32
	dh, dc    []float32
	prev      []float32
	x, dx     []float32
	mask      [3][]float32
	out       [2][]float32 // of the layers, after dropout
	dout      [2][]float32
	scores    heads
	loss      float64
	unknown   []bool       // rows whose word was dropped
	blind     []bool       // sentences that are read without the lexicon of names
	hidden    map[int]bool // rows of words to be guessed
	maskScore []float32
}

// embed fills the input of the first layer.
func (p *pass) embed() {
	n, b := p.n, &p.b
	in := n.input()
	p.x = zeroed(p.x, b.rows*in)
	if cap(p.unknown) < b.rows {
		p.unknown = make([]bool, 2*b.rows)
	}
	p.unknown = p.unknown[:b.rows]
	p.blind = p.blind[:0]
	for s, sent := range b.sents {
		p.blind = append(p.blind, p.train && p.rng.Float64() < n.drop.Lexicon)
		for t := range sent.forms {
			r := b.row(s, t)
			f := &sent.forms[t]
			x := p.x[r*in : (r+1)*in]
			if p.hidden[r] {
				addTo(x[n.Word+n.Affix:], n.shape.row(maskRow))
				continue
			}
			w := sent.word[t]
			p.unknown[r] = p.train && w > 0 && p.rng.Float64() < n.wordDrop(w)
			if p.unknown[r] {
				w = 0
			}
			copy(x, n.word.row(w))
			for _, a := range f.Affix {
				addTo(x[n.Word:n.Word+n.Affix], n.affix.row(int32(a)))
			}
			for _, a := range f.Shape {
				if p.blind[s] && a >= syntax.RowClass {
					continue
				}
				addTo(x[n.Word+n.Affix:], n.shape.row(int32(a)))
			}
		}
	}
}

// wordDrop is the chance that a word is read as an unknown one: great for words
// that the treebanks have once, small for common ones (Kiperwasser and Goldberg
// 2016).
func (n *net) wordDrop(w int32) float64 {
	return n.drop.Word / (n.drop.Word + float64(max(n.count[w], 1)))
}

func addTo(x, y []float32) {
	for i, v := range y {
		x[i] += v
	}
}

func (p *pass) embedBack() {
	n, b := p.n, &p.b
	in := n.input()
	for s, sent := range b.sents {
		for t := range sent.forms {
			r := b.row(s, t)
			f := &sent.forms[t]
			dx := p.dx[r*in : (r+1)*in]
			if p.hidden[r] {
				addTo(n.shape.gradRow(p.shard, maskRow), dx[n.Word+n.Affix:])
				continue
			}
			w := sent.word[t]
			if p.unknown[r] {
				w = 0
			}
			addTo(n.word.gradRow(p.shard, w), dx[:n.Word])
			for _, a := range f.Affix {
				addTo(n.affix.gradRow(p.shard, int32(a)), dx[n.Word:n.Word+n.Affix])
			}
			for _, a := range f.Shape {
				if p.blind[s] && a >= syntax.RowClass {
					continue
				}
				addTo(n.shape.gradRow(p.shard, int32(a)), dx[n.Word+n.Affix:])
			}
		}
	}
}

// dropMask draws a mask for each sentence (Gal and Ghahramani 2016) and applies
// it to x.
func (p *pass) dropMask(k int, x []float32, width int, rate float64) {
	if !p.train || rate == 0 {
		return
	}
	p.mask[k] = grow(p.mask[k], len(p.b.sents)*width)
	keep := float32(1 / (1 - rate))
	m := p.mask[k][:len(p.b.sents)*width]
	for i := range m {
		m[i] = 0
		if p.rng.Float64() >= rate {
			m[i] = keep
		}
	}
	p.applyMask(k, x, width, rate)
}

func (p *pass) applyMask(k int, x []float32, width int, rate float64) {
	if !p.train || rate == 0 {
		return
	}
	for s, sent := range p.b.sents {
		m := p.mask[k][s*width : (s+1)*width]
		for t := range sent.forms {
			r := p.b.row(s, t)
			xr := x[r*width : (r+1)*width]
			for i := range xr {
				xr[i] *= m[i]
			}
		}
	}
}

// run reads the sentences of the batch and leaves the scores of all tasks in
// p.scores.
func (p *pass) run(sents []*sentence) {
	p.b.lay(sents)
	p.encode()
	p.scores.forward(p, p.out[1])
}

// encode runs the laid out batch through the recurrent layers.
func (p *pass) encode() {
	n := p.n
	p.embed()
	p.dropMask(0, p.x, n.input(), n.drop.Input)
	x := p.x
	for i, l := range n.layers {
		out := l.forward(p, &p.b, x)
		p.out[i] = grow(p.out[i], p.b.rows*2*n.Hidden)
		copy(p.out[i], out[:p.b.rows*2*n.Hidden])
		p.dropMask(i+1, p.out[i], 2*n.Hidden, []float64{n.drop.Between, n.drop.Head}[i])
		x = p.out[i]
	}
}

// learn adds the gradients of the loss on the batch, each word weighing weight.
func (p *pass) learn(sents []*sentence, weight float32) {
	p.loss = 0
	if len(sents) == 0 {
		return
	}
	p.run(sents)
	for i := range p.dout {
		p.dout[i] = zeroed(p.dout[i], p.b.rows*2*p.n.Hidden)
	}
	p.scores.backward(p, p.out[1], p.dout[1], weight)
	p.decode()
}

// decode takes the gradients of the last layer's output, p.dout[1], down to the
// embeddings.
func (p *pass) decode() {
	n, rows := p.n, p.b.rows
	wide := 2 * n.Hidden
	p.applyMask(2, p.dout[1], wide, n.drop.Head)
	n.layers[1].backward(p, &p.b, p.dout[1], p.dout[0])
	p.applyMask(1, p.dout[0], wide, n.drop.Between)
	p.dx = zeroed(p.dx, rows*n.input())
	if p.hidden == nil {
		p.scores.embedBack(p)
	}
	n.layers[0].backward(p, &p.b, p.dout[0], p.dx)
	p.applyMask(0, p.dx, n.input(), n.drop.Input)
	p.embedBack()
}

// transpose is gemm.Transpose into a buffer that grows.
func transpose(dst, a []float32, m, n int) []float32 {
	dst = grow(dst, m*n)
	gemm.Transpose(dst, a[:m*n], m, n)
	return dst
}
