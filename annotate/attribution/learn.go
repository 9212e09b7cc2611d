package attribution

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"
)

// Learning says how to learn a model.
type Learning struct {
	Epochs int
	Seed   uint64
	Rate   float64
	Least  float32 // logit from which a reading is an attribution
}

// teacher learns one table of weights by AdaGrad (Duchi, Hazan and Singer 2011).
type teacher struct {
	m    *Model
	g2   [numTasks][]float32
	avg  [numTasks][]float32
	n    int
	rate float32
	p    []float64
}

func newTeacher(m *Model, how Learning, tasks ...task) *teacher {
	t := &teacher{m: m, rate: float32(how.Rate)}
	for _, k := range tasks {
		t.g2[k] = make([]float32, len(m.w[k]))
		t.avg[k] = make([]float32, len(m.w[k]))
	}
	return t
}

// push moves the weights of features along a gradient.
func (t *teacher) push(k task, f []feature, g float32) {
	if g > -1e-4 && g < 1e-4 {
		return
	}
	w, g2, shift := t.m.w[k], t.g2[k], 32-tableBits[k]
	for _, x := range f {
		i := x >> shift
		g2[i] += g * g
		w[i] += t.rate * g / float32(math.Sqrt(float64(g2[i])+1))
	}
}

// settle adds the weights to their average.
func (t *teacher) settle() {
	t.n++
	for k := range t.avg {
		if t.avg[k] == nil {
			continue
		}
		for i, w := range t.m.w[k] {
			t.avg[k][i] += w
		}
	}
}

func (t *teacher) finish() {
	for k := range t.avg {
		for i := range t.avg[k] {
			t.m.w[k][i] = t.avg[k][i] / float32(t.n)
		}
	}
}

// choice is a decision among candidates, of which one is right.
type choice struct {
	f     [][]feature
	right int
}

func (t *teacher) choose(k task, c *choice) {
	t.softmax(len(c.f), func(i int) float32 { return t.m.score(k, c.f[i]) })
	for i := range c.f {
		g := -t.p[i]
		if i == c.right {
			g++
		}
		t.push(k, c.f[i], float32(g))
	}
}

// softmax leaves the likelihood of each of n candidates in t.p.
func (t *teacher) softmax(n int, score func(int) float32) {
	t.p = t.p[:0]
	top := math.Inf(-1)
	for i := range n {
		s := float64(score(i))
		t.p = append(t.p, s)
		top = math.Max(top, s)
	}
	sum := 0.0
	for i := range t.p {
		t.p[i] = math.Exp(t.p[i] - top)
		sum += t.p[i]
	}
	for i := range t.p {
		t.p[i] /= sum
	}
}

func clone(f []feature) []feature { return append([]feature(nil), f...) }

// corpus is gold documents as pages.
type corpus struct {
	pages []*page
	gold  [][]marked
	docs  []Gold
}

// without and only are the corpus without one of its folds, and that fold.
func (c corpus) fold(k int) (without, only corpus) {
	for i := range c.pages {
		to := &without
		if i*folds/len(c.pages) == k {
			to = &only
		}
		to.pages, to.gold, to.docs = append(to.pages, c.pages[i]), append(to.gold, c.gold[i]), append(to.docs, c.docs[i])
	}
	return without, only
}

const folds = 5

// Learn fits a model to gold documents. The result depends on the documents, their
// order and the settings alone.
func Learn(docs []Gold, how Learning) *Model {
	c := corpus{docs: docs}
	for i := range docs {
		p := newPage(docs[i].Document)
		c.pages, c.gold = append(c.pages, p), append(c.gold, p.marked(&docs[i]))
	}
	inParallel(folds, func(k int) { // odds by models that have not seen the document
		rest, own := c.fold(k)
		m := newModel()
		learnCues(m, rest.pages, rest.gold, rest.docs, how)
		for _, p := range own.pages {
			(&finder{m: m, p: p}).weigh()
		}
	})
	var readings [folds][]yesNo
	inParallel(folds, func(k int) {
		rest, own := c.fold(k)
		m := newModel()
		learnSources(m, rest.pages, rest.gold, how)
		learnContents(m, rest.pages, rest.gold, how, right)
		learnContents(m, rest.pages, rest.gold, how, left)
		readings[k] = m.readings(own)
	})
	m := newModel()
	jobs := []func(){
		func() { learnCues(m, c.pages, c.gold, docs, how) },
		func() { learnSources(m, c.pages, c.gold, how) },
		func() { learnContents(m, c.pages, c.gold, how, right) },
		func() { learnContents(m, c.pages, c.gold, how, left) },
		func() { learnCarry(m, c, how) },
		func() { learnAccept(m, slices.Concat(readings[:]...), how) },
	}
	inParallel(len(jobs), func(k int) { jobs[k]() })
	m.Header.Seed, m.Header.Epochs, m.Header.Least = how.Seed, how.Epochs, how.Least
	m.settle()
	return m
}

func inParallel(n int, do func(k int)) {
	var wg sync.WaitGroup
	for k := range n {
		wg.Add(1)
		go func() { defer wg.Done(); do(k) }()
	}
	wg.Wait()
}

func learnCues(m *Model, pages []*page, gold [][]marked, docs []Gold, how Learning) {
	var items []yesNo
	b := &bag{}
	for d, p := range pages {
		inside, is := p.goldCues(gold[d], &docs[d])
		for i := range p.words {
			if i := int32(i); !inside[i] && p.candidateCue(i) {
				p.cueFeatures(b, i)
				items = append(items, yesNo{clone(b.f), is[i]})
			}
		}
	}
	newTeacher(m, how, taskCue).yesNo(taskCue, items, how)
}

func learnSources(m *Model, pages []*page, gold [][]marked, how Learning) {
	var heads, sourceEdges, cueEdges []choice
	b := &bag{}
	var cands []int32
	for d, p := range pages {
		for k := range gold[d] {
			a := &gold[d][k]
			if a.head < 0 {
				continue
			}
			cueEdges = p.edgeChoices(cueEdges, b, taskCueEdge, a.head, a.head, run32(a.cue))
			s := p.speech(a)
			if s.sourceHead >= 0 {
				sourceEdges = p.edgeChoices(sourceEdges, b, taskSourceEdge, a.head, s.sourceHead, s.source)
			}
			cands = p.sourceCandidates(append(cands[:0], -1), a.head)
			c := choice{right: -1}
			for n, x := range cands {
				if x == s.sourceHead {
					c.right = n
				}
				p.sourceFeatures(b, a.head, x, &s.frame)
				c.f = append(c.f, clone(b.f))
			}
			if c.right >= 0 {
				heads = append(heads, c)
			}
		}
	}
	t := newTeacher(m, how, taskSource, taskSourceEdge, taskCueEdge)
	rng := rand.New(rand.NewPCG(how.Seed, uint64(taskSource)))
	for e := range how.Epochs {
		for _, set := range []struct {
			k task
			c []choice
		}{{taskSource, heads}, {taskSourceEdge, sourceEdges}, {taskCueEdge, cueEdges}} {
			for _, k := range rng.Perm(len(set.c)) {
				t.choose(set.k, &set.c[k])
			}
		}
		if e >= how.Epochs/2 {
			t.settle()
		}
	}
	t.finish()
}

// edgeChoices adds the choices of both edges of the phrase r with head x.
func (p *page) edgeChoices(out []choice, b *bag, t task, h, x int32, r [2]int32) []choice {
	for _, begins := range []bool{true, false} {
		at := r[0]
		if !begins {
			at = r[1] - 1
		}
		c := choice{right: -1}
		for _, i := range p.edgeCandidates(nil, t, x, begins) {
			if i == at {
				c.right = len(c.f)
			}
			p.edgeFeatures(b, t, h, x, i, begins)
			c.f = append(c.f, clone(b.f))
		}
		if c.right >= 0 {
			out = append(out, c)
		}
	}
	return out
}

// edgeCandidates are the words that may begin (end) the phrase with head x.
func (p *page) edgeCandidates(out []int32, t task, x int32, begins bool) []int32 {
	lo, hi := p.bounds(x)
	reach := int32(sourceReach)
	if t == taskCueEdge {
		reach = cueReach
	}
	if begins {
		for i := x; i >= lo && i >= x-reach; i-- {
			out = append(out, i)
		}
		return out
	}
	for i := x; i < hi && i <= x+reach; i++ {
		out = append(out, i)
	}
	return out
}

// want is a content that a gold attribution has on a side of its cue.
type want struct {
	p     *page
	s     speech
	z     stretch
	other uint32 // shape of the content on the other side
}

func wants(pages []*page, gold [][]marked, side int) []want {
	var out []want
	for d, p := range pages {
		for k := range gold[d] {
			a := &gold[d][k]
			if a.head < 0 || len(a.content) == 0 {
				continue
			}
			s := p.speech(a)
			w := want{p: p, s: s, z: p.goldSide(a, &s, side)}
			if w.other = p.before(&s); side == left {
				w.other = p.shape(p.goldSide(a, &s, right), &s)
			}
			out = append(out, w)
		}
	}
	return out
}

func learnContents(m *Model, pages []*page, gold [][]marked, how Learning, side int) {
	items := wants(pages, gold, side)
	t := newTeacher(m, how, taskContentStart+task(side), taskContentEnd+task(side), taskContent+task(side))
	rng := rand.New(rand.NewPCG(how.Seed, uint64(taskContent)+uint64(side)))
	f := &finder{m: m}
	for e := range how.Epochs {
		for _, k := range rng.Perm(len(items)) {
			t.content(f, &items[k], side)
		}
		if e >= how.Epochs/2 {
			t.settle()
		}
	}
	t.finish()
}

// content learns one content: the likelihood of the gold one among the likeliest is
// raised.
func (t *teacher) content(f *finder, x *want, side int) {
	f.p = x.p
	f.contents(&x.s, side, x.other, &x.z)
	gold := slices.IndexFunc(f.spans, func(c scored) bool { return c.z == x.z })
	if gold < 0 {
		return
	}
	t.softmax(len(f.spans), func(i int) float32 { return f.spans[i].score })
	for n := range f.spans {
		g := float32(-t.p[n])
		if n == gold {
			g++
		}
		c := &f.spans[n]
		if g > -1e-3 && g < 1e-3 {
			continue
		}
		if !c.z.empty() {
			x.p.startFeatures(&f.b, &x.s, side, c.z.from, x.other)
			t.push(taskContentStart+task(side), f.b.f, g)
			x.p.endFeatures(&f.b, &x.s, side, c.z.to-1, x.other)
			t.push(taskContentEnd+task(side), f.b.f, g)
		}
		x.p.spanFeatures(&f.b, &x.s, side, c.z, x.other)
		t.push(taskContent+task(side), f.b.f, g)
	}
}
