package main

import (
	"log"
	"math"
	"math/rand/v2"
	"sync"
	"time"
)

// job is one training of a network: a schedule over batches.
type job struct {
	name    string
	net     *net
	masked  *masked // set: hidden words are learned instead of the tasks
	data    func(pass int, r *rand.Rand) []*sentence
	passes  int
	rate    float64
	size    int // words a batch
	seed    uint64
	report  func(p *pass) // after every fourth pass and at the end
	average bool          // of the weights over the second half: Polyak and Juditsky (1992)
}

// warm is the share of the steps in which the rate rises.
const warm = 0.03

func schedule(x float64) float64 {
	if x < warm {
		return x / warm
	}
	return 0.01 + 0.99*(1+math.Cos(math.Pi*x))/2
}

// fit trains j.net, whose weights are their means at the end where j asks.
func (j *job) fit() {
	ps := [shards]*pass{}
	for i := range ps {
		ps[i] = &pass{n: j.net, shard: i, rng: rand.New(rand.NewPCG(j.seed, uint64(i)+2))}
	}
	rng := rand.New(rand.NewPCG(j.seed, 1))
	opt := &adam{beta1: 0.9, beta2: 0.98, clip: 5}
	tensors := j.net.all
	if j.masked != nil {
		tensors = append(tensors[:len(tensors):len(tensors)], j.masked.w, j.masked.b)
	}
	for _, t := range tensors {
		t.reset()
	}
	means := 0
	for e := range j.passes {
		start, loss := time.Now(), 0.0
		batches := shuffle(j.data(e, rng), j.size, rng)
		for i, b := range batches {
			done := (float64(e) + float64(i)/float64(len(batches))) / float64(j.passes)
			opt.rate = j.rate * schedule(done)
			loss += j.step(ps, b)
			opt.update(tensors)
			if j.average && done > 0.5 && i%10 == 0 {
				means++
				average(tensors, means)
			}
		}
		log.Printf("%s, pass %d of %d: loss %.4f, %.0f s", j.name, e+1, j.passes, loss/float64(len(batches)), time.Since(start).Seconds())
		last := e+1 == j.passes
		if j.report != nil && ((e+1)%4 == 0 || last) {
			j.look(ps[0], tensors, means > 0)
		}
	}
	if means > 0 {
		swap(tensors)
	}
}

func (j *job) look(p *pass, tensors []*tensor, mean bool) {
	if mean {
		swap(tensors)
	}
	j.report(p)
	if mean {
		swap(tensors)
	}
}

// step computes the gradients of a batch, each shard's on a core of its own.
func (j *job) step(ps [shards]*pass, b []*sentence) float64 {
	weight := 1 / float32(countWords(b))
	var wg sync.WaitGroup
	for i, part := range deal(b) {
		p := ps[i]
		p.train = true
		wg.Go(func() {
			if j.masked != nil {
				p.learnMasked(j.masked, part, weight)
			} else {
				p.learn(part, weight)
			}
		})
	}
	wg.Wait()
	loss := 0.0
	for _, p := range ps {
		loss += p.loss
	}
	return loss
}
