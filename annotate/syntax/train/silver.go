package main

import (
	"math"
	"sync"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/syntax"
)

// Answers of the teachers of which they are less sure are left unknown.
const (
	sureAnswer = 0.5
	sureHead   = 0.4
)

// labelBatch is how many words are labelled at once.
const labelBatch = 1500

// label gives plain sentences the answers on which the teachers agree: each
// answer is the best by the mean of their probabilities, the tree the best by
// the mean of the logarithms (Kuncoro et al. 2016 distil an ensemble so).
func label(teachers []*net, ss []*sentence) {
	batches := cut(ss, labelBatch)
	next := make(chan []*sentence, len(batches))
	for _, b := range batches {
		next <- b
	}
	close(next)
	var wg sync.WaitGroup
	for shard := range shards { // the layers keep the state of each shard apart
		wg.Go(func() {
			t := &council{}
			for _, n := range teachers {
				t.passes = append(t.passes, &pass{n: n, shard: shard})
			}
			for b := range next {
				t.label(b)
			}
		})
	}
	wg.Wait()
}

// council is the teachers at work on one batch.
type council struct {
	passes []*pass
	sum    []float64
}

func (c *council) label(b []*sentence) {
	for _, p := range c.passes {
		p.run(b)
	}
	first := c.passes[0]
	trees := make([][]int, len(b))
	for s, sent := range b {
		trees[s] = c.tree(s, sent)
	}
	for _, p := range c.passes {
		p.scores.rels(p, func(s, t int) int { return trees[s][t] })
	}
	for s, sent := range b {
		for t := range sent.forms {
			r := first.b.row(s, t)
			sent.tag[t] = c.best(r, first.n.tagW.cols, func(h *heads) []float32 { return h.tag })
			m := c.best(r, first.n.menW.cols, func(h *heads) []float32 { return h.men })
			if sure := sent.mention[t]; sure < 0 || m < 1 || m > 3 { // else the lexicon decides the type
				sent.mention[t] = m
			}
			if sent.head[t] >= 0 {
				sent.rel[t] = c.best(r, readout.NumRel, func(h *heads) []float32 { return h.rel })
			}
		}
	}
}

// best is the answer with the greatest mean probability; -1 if it is not sure.
func (c *council) best(r, width int, of func(*heads) []float32) int32 {
	c.sum = append(c.sum[:0], make([]float64, width)...)
	for _, p := range c.passes {
		addProbabilities(c.sum, row(of(&p.scores), r, width))
	}
	best := 0
	for i, x := range c.sum {
		if x > c.sum[best] {
			best = i
		}
	}
	if c.sum[best] < sureAnswer*float64(len(c.passes)) {
		return -1
	}
	return int32(best)
}

func addProbabilities(sum []float64, score []float32) {
	top, z := score[greatest(score)], 0.0
	for _, x := range score {
		z += math.Exp(float64(x - top))
	}
	for i, x := range score {
		sum[i] += math.Exp(float64(x-top)) / z
	}
}

// tree sets the heads of sentence s where the teachers are sure, and returns all.
func (c *council) tree(s int, sent *sentence) []int {
	n := len(sent.forms)
	score, chance := make([]int32, n*(n+1)), make([]float64, n*(n+1))
	for t := range n {
		for _, p := range c.passes {
			addProbabilities(chance[t*(n+1):(t+1)*(n+1)], row(p.scores.arc[s], t, n+1))
		}
	}
	for i, x := range chance {
		chance[i] = x / float64(len(c.passes))
		score[i] = int32(4096 * math.Log(max(chance[i], 1e-9)))
	}
	heads := make([]int, n)
	syntax.Tree(score, n, heads)
	for t, h := range heads {
		sent.head[t] = int32(h)
		if chance[t*(n+1)+h] < sureHead {
			sent.head[t], sent.rel[t] = -1, -1
		}
	}
	return heads
}
