package main

import (
	"math"
	"math/rand/v2"

	"github.com/readout-project/readout/internal/gemm"
)

// shards is into how many parts each batch is cut. Their gradients are added in
// a fixed order, so that the result does not depend on how many cores ran.
const shards = 2

// tensor is a matrix of parameters with its gradients and the state of Adam
// (Kingma and Ba 2015).
type tensor struct {
	name       string
	rows, cols int
	w          []float32
	grad       [shards][]float32
	m, v       []float32
	avg        []float32 // running mean of w
	sparse     bool      // a table of embeddings: only the rows that a batch touched change
	touched    [shards][]int32
	mark       [shards][]bool
}

func newTensor(name string, rows, cols int, scale float64, r *rand.Rand) *tensor {
	n := rows * cols
	t := &tensor{name: name, rows: rows, cols: cols, w: make([]float32, n), m: make([]float32, n), v: make([]float32, n)}
	for i := range t.w {
		t.w[i] = float32((2*r.Float64() - 1) * scale)
	}
	for i := range t.grad {
		t.grad[i] = make([]float32, n)
	}
	return t
}

// glorot is the range of Glorot and Bengio (2010).
func glorot(in, out int) float64 { return math.Sqrt(6 / float64(in+out)) }

func (t *tensor) embed() *tensor {
	t.sparse = true
	for i := range t.mark {
		t.mark[i] = make([]bool, t.rows)
	}
	return t
}

// reset forgets the state of an earlier training.
func (t *tensor) reset() {
	clear(t.m)
	clear(t.v)
	t.avg = nil
}

func (t *tensor) row(i int32) []float32 { return t.w[int(i)*t.cols : (int(i)+1)*t.cols] }

// gradRow is the gradient of one row of a sparse tensor.
func (t *tensor) gradRow(shard int, i int32) []float32 {
	if !t.mark[shard][i] {
		t.mark[shard][i] = true
		t.touched[shard] = append(t.touched[shard], i)
	}
	return t.grad[shard][int(i)*t.cols : (int(i)+1)*t.cols]
}

// affine sets z = x·w + b for rows of x.
func affine(z, x []float32, rows int, w, b *tensor) {
	for i := range rows {
		zi := z[i*w.cols : (i+1)*w.cols]
		if b != nil {
			copy(zi, b.w)
		} else {
			clear(zi)
		}
	}
	gemm.Add(rows, w.cols, w.rows, x, w.rows, w.w, w.cols, z, w.cols)
}

// back adds the gradients of affine: to dx unless it is nil, to w and to b.
func (p *pass) back(dx, x, dz []float32, rows int, w, b *tensor) {
	if dx != nil {
		p.wT = grow(p.wT, w.rows*w.cols)
		gemm.Transpose(p.wT, w.w, w.rows, w.cols)
		gemm.Add(rows, w.rows, w.cols, dz, w.cols, p.wT, w.rows, dx, w.rows)
	}
	p.xT = grow(p.xT, rows*w.rows)
	gemm.Transpose(p.xT, x[:rows*w.rows], rows, w.rows)
	gemm.Add(w.rows, w.cols, rows, p.xT, rows, dz, w.cols, w.grad[p.shard], w.cols)
	if b != nil {
		g := b.grad[p.shard]
		for i := range rows {
			for j, d := range dz[i*w.cols : (i+1)*w.cols] {
				g[j] += d
			}
		}
	}
}

// grow is s with room for n elements; its content is undefined.
func grow(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n+n/4)
	}
	return s[:n]
}

func zeroed(s []float32, n int) []float32 {
	s = grow(s, n)[:n]
	clear(s)
	return s
}

// adam holds the schedule of one training.
type adam struct {
	step         int
	rate         float64
	beta1, beta2 float64
	clip         float64
}

// update takes one step over all tensors and clears their gradients.
func (a *adam) update(ts []*tensor) {
	a.step++
	norm := 0.0
	for _, t := range ts {
		norm += t.join()
	}
	scale := float32(1)
	if norm = math.Sqrt(norm); norm > a.clip {
		scale = float32(a.clip / norm)
	}
	rate := float32(a.rate * math.Sqrt(1-math.Pow(a.beta2, float64(a.step))) / (1 - math.Pow(a.beta1, float64(a.step))))
	for _, t := range ts {
		if !t.sparse {
			a.apply(t, 0, len(t.w), scale, rate)
			continue
		}
		for _, i := range t.touched[0] {
			a.apply(t, int(i)*t.cols, (int(i)+1)*t.cols, scale, rate)
			t.mark[0][i] = false
		}
		t.touched[0] = t.touched[0][:0]
	}
}

func (a *adam) apply(t *tensor, from, to int, scale, rate float32) {
	b1, b2 := float32(a.beta1), float32(a.beta2)
	w, g, m, v := t.w[from:to], t.grad[0][from:to], t.m[from:to], t.v[from:to]
	for i := range w {
		x := g[i] * scale
		g[i] = 0
		m[i] += (1 - b1) * (x - m[i])
		v[i] += (1 - b2) * (x*x - v[i])
		w[i] -= rate * m[i] / (float32(math.Sqrt(float64(v[i]))) + 1e-8)
	}
}

// join adds the gradients of the other shards to those of the first and gives
// the sum of their squares.
func (t *tensor) join() float64 {
	sum := 0.0
	add := func(from, to int) {
		g := t.grad[0][from:to]
		for s := 1; s < shards; s++ {
			o := t.grad[s][from:to]
			for i := range g {
				g[i] += o[i]
				o[i] = 0
			}
		}
	}
	square := func(from, to int) {
		for _, x := range t.grad[0][from:to] {
			sum += float64(x) * float64(x)
		}
	}
	if !t.sparse {
		add(0, len(t.w))
		square(0, len(t.w))
		return sum
	}
	for s := 1; s < shards; s++ {
		for _, i := range t.touched[s] {
			t.gradRow(0, i)
			add(int(i)*t.cols, (int(i)+1)*t.cols)
			t.mark[s][i] = false
		}
		t.touched[s] = t.touched[s][:0]
	}
	for _, i := range t.touched[0] {
		square(int(i)*t.cols, (int(i)+1)*t.cols)
	}
	return sum
}

// average moves the running mean of all weights towards them: the n-th mean.
func average(ts []*tensor, n int) {
	for _, t := range ts {
		if t.avg == nil {
			t.avg = make([]float32, len(t.w))
		}
		k := 1 / float32(n)
		for i, x := range t.w {
			t.avg[i] += (x - t.avg[i]) * k
		}
	}
}

// swap exchanges the weights and their means.
func swap(ts []*tensor) {
	for _, t := range ts {
		if t.avg != nil {
			t.w, t.avg = t.avg, t.w
		}
	}
}
