package main

import (
	"math/rand/v2"
	"slices"

	"github.com/readout-project/readout/annotate/syntax"
)

// Before it sees a treebank the network learns to fill gaps in plain news text:
// of each sentence some words are hidden and are to be guessed from the last
// layer (the masked language model of Devlin et al. 2019, small).
const (
	maskShare = 0.15
	maskRow   = syntax.ShapeRows - 1 // the only thing seen of a hidden word
	// maskWords is how many of the commonest words can be guessed.
	maskWords = 8000
)

// masked is the output over words, which is thrown away afterwards.
type masked struct {
	w, b  *tensor
	guess []int32 // for a row of the vocabulary the answer, -1 for none
}

func newMasked(n *net, v *vocabulary, counts []int, r *rand.Rand) *masked {
	m := &masked{guess: make([]int32, len(v.count))}
	rows := byCount(counts)
	rows = rows[:min(maskWords, len(rows))]
	for i := range m.guess {
		m.guess[i] = -1
	}
	for i, row := range rows {
		m.guess[row] = int32(i)
	}
	m.w = newTensor("maskW", 2*n.Hidden, len(rows), glorot(2*n.Hidden, len(rows)), r)
	m.b = newTensor("maskB", 1, len(rows), 0, r)
	return m
}

// byCount is the rows of words from the commonest down, without row 0.
func byCount(counts []int) []int {
	var rows []int
	for i := 1; i < len(counts); i++ {
		if counts[i] > 0 {
			rows = append(rows, i)
		}
	}
	slices.SortStableFunc(rows, func(a, b int) int { return counts[b] - counts[a] })
	return rows
}

// learnMasked adds the gradients of the loss on hidden words.
func (p *pass) learnMasked(m *masked, sents []*sentence, weight float32) {
	p.loss = 0
	if len(sents) == 0 {
		return
	}
	p.hidden = map[int]bool{}
	p.b.lay(sents)
	for r := range p.b.rows {
		if p.rng.Float64() < maskShare {
			p.hidden[r] = true
		}
	}
	p.encode()
	rows, wide := p.b.rows, 2*p.n.Hidden
	var x []float32
	var want []int32
	var from []int
	for s, sent := range sents {
		for t := range sent.forms {
			r := p.b.row(s, t)
			if g := m.guess[sent.word[t]]; p.hidden[r] && g >= 0 {
				x = append(x, p.out[1][r*wide:(r+1)*wide]...)
				want, from = append(want, g), append(from, r)
			}
		}
	}
	for i := range p.dout {
		p.dout[i] = zeroed(p.dout[i], rows*wide)
	}
	p.maskScore = grow(p.maskScore, len(want)*m.w.cols)
	affine(p.maskScore, x, len(want), m.w, m.b)
	for i, g := range want {
		p.loss += softmax(p.maskScore[i*m.w.cols:(i+1)*m.w.cols], g, weight/maskShare)
	}
	dx := make([]float32, len(x))
	p.back(dx, x, p.maskScore, len(want), m.w, m.b)
	for i, r := range from {
		copy(p.dout[1][r*wide:(r+1)*wide], dx[i*wide:(i+1)*wide])
	}
	p.decode()
	p.hidden = nil
}
