package main

import "github.com/readout-project/readout/internal/gemm"

// batch is the rows of a set of sentences, longest first, laid out by time: row
// off[t]+s is word t of sentence s. Backwards, row off[t]+s of the other
// direction is word len-1-t, which turn names.
type batch struct {
	sents []*sentence
	off   []int
	turn  []int
	rows  int
}

// lay sets the layout; sents must be sorted by decreasing length.
func (b *batch) lay(sents []*sentence) {
	b.sents, b.off, b.turn, b.rows = sents, b.off[:0], b.turn[:0], 0
	if len(sents) == 0 {
		return
	}
	live := len(sents)
	for t := range len(sents[0].forms) {
		for live > 0 && len(sents[live-1].forms) <= t {
			live--
		}
		b.off = append(b.off, b.rows)
		b.rows += live
	}
	b.off = append(b.off, b.rows)
	for t := range len(b.off) - 1 {
		for s := range b.off[t+1] - b.off[t] {
			b.turn = append(b.turn, b.off[len(sents[s].forms)-1-t]+s)
		}
	}
}

func (b *batch) row(s, t int) int { return b.off[t] + s }

// layer is a bidirectional recurrent layer of coupled gates (the variant CIFG of
// Greff et al. 2017): gates i, g and o of H units each, forward then backward.
type layer struct {
	in, h  int
	wx, b  *tensor
	wr     [2]*tensor
	states [shards]layerState
}

// layerState is what one pass keeps for the way back.
type layerState struct {
	x, z, out []float32
	dir       [2]dirState
}

type dirState struct{ act, slope, c, h, dz []float32 }

func (l *layer) forward(p *pass, b *batch, x []float32) []float32 {
	st := &l.states[p.shard]
	h, n := l.h, b.rows
	st.x = x
	st.z = grow(st.z, n*6*h)
	st.out = grow(st.out, n*2*h)
	affine(st.z, x, n, l.wx, l.b)
	for d := range st.dir {
		s := &st.dir[d]
		s.act, s.slope, s.c, s.h = grow(s.act, n*3*h), grow(s.slope, n*3*h), grow(s.c, n*h), grow(s.h, n*h)
		for r := range n {
			from := r
			if d == 1 {
				from = b.turn[r]
			}
			copy(s.act[r*3*h:(r+1)*3*h], st.z[from*6*h+d*3*h:])
		}
		for t := range len(b.off) - 1 {
			o, cnt := b.off[t], b.off[t+1]-b.off[t]
			if t > 0 {
				gemm.Add(cnt, 3*h, h, s.h[b.off[t-1]*h:], h, l.wr[d].w, 3*h, s.act[o*3*h:], 3*h)
			}
			for i := range cnt {
				var before []float32
				if t > 0 {
					before = s.c[(b.off[t-1]+i)*h:][:h]
				}
				s.cell(o+i, h, before)
			}
		}
		for r := range n {
			to := r
			if d == 1 {
				to = b.turn[r]
			}
			copy(st.out[to*2*h+d*h:], s.h[r*h:(r+1)*h])
		}
	}
	return st.out
}

// cell turns the sums of row r into its state, keeping the slopes.
func (s *dirState) cell(r, h int, before []float32) {
	a, k := s.act[r*3*h:(r+1)*3*h], s.slope[r*3*h:(r+1)*3*h]
	c, out := s.c[r*h:(r+1)*h], s.h[r*h:(r+1)*h]
	for j := range h {
		i, di := sigmoid(a[j])
		g, dg := tanh(a[h+j])
		o, do := sigmoid(a[2*h+j])
		prev := float32(0)
		if before != nil {
			prev = before[j]
		}
		c[j] = prev + i*(g-prev)
		out[j] = o * c[j]
		a[j], a[h+j], a[2*h+j] = i, g, o
		k[j], k[h+j], k[2*h+j] = di, dg, do
	}
}

// tanh is the rational function that the shipped network uses, with its slope.
func tanh(x float32) (y, slope float32) {
	x = min(max(x, -3), 3)
	q := x * x
	k := (9 - q) / (9 + 3*q)
	return x * (27 + q) / (27 + 9*q), k * k
}

func sigmoid(x float32) (y, slope float32) {
	y, slope = tanh(x / 2)
	return 0.5 + 0.5*y, slope / 4
}

// backward takes the gradient of the output to that of the input, dx, and to
// the parameters.
func (l *layer) backward(p *pass, b *batch, dout, dx []float32) {
	st := &l.states[p.shard]
	h, n := l.h, b.rows
	for d := range st.dir {
		l.backDir(p, b, d, dout)
	}
	for d := range st.dir {
		dz := st.dir[d].dz
		for r := range n {
			to := r
			if d == 1 {
				to = b.turn[r]
			}
			copy(st.z[to*6*h+d*3*h:][:3*h], dz[r*3*h:(r+1)*3*h])
		}
	}
	p.back(dx, st.x, st.z, n, l.wx, l.b)
}

func (l *layer) backDir(p *pass, b *batch, d int, dout []float32) {
	st := &l.states[p.shard]
	s, h, n := &st.dir[d], l.h, b.rows
	s.dz = grow(s.dz, n*3*h)
	p.wT = grow(p.wT, 3*h*h)
	gemm.Transpose(p.wT, l.wr[d].w, h, 3*h)
	p.dh = zeroed(p.dh, len(b.sents)*h)
	p.dc = zeroed(p.dc, len(b.sents)*h)
	for t := len(b.off) - 2; t >= 0; t-- {
		o, cnt := b.off[t], b.off[t+1]-b.off[t]
		for i := range cnt {
			r := o + i
			from := r
			if d == 1 {
				from = b.turn[r]
			}
			var before []float32
			if t > 0 {
				before = s.c[(b.off[t-1]+i)*h:][:h]
			}
			s.backCell(r, h, before, dout[from*2*h+d*h:][:h], p.dh[i*h:(i+1)*h], p.dc[i*h:(i+1)*h])
		}
		if t > 0 {
			clear(p.dh[:cnt*h])
			gemm.Add(cnt, h, 3*h, s.dz[o*3*h:], 3*h, p.wT, h, p.dh, h)
		}
	}
	if first := b.off[1]; n > first {
		rest := n - first
		p.prev = grow(p.prev, rest*h)
		for t := 1; t < len(b.off)-1; t++ {
			copy(p.prev[(b.off[t]-first)*h:], s.h[b.off[t-1]*h:][:(b.off[t+1]-b.off[t])*h])
		}
		p.back(nil, p.prev, s.dz[first*3*h:], rest, l.wr[d], nil)
	}
}

// backCell sets the gradients of the sums of row r and turns dc into that of the
// cell before.
func (s *dirState) backCell(r, h int, before, dout, dh, dc []float32) {
	a, k, dz := s.act[r*3*h:(r+1)*3*h], s.slope[r*3*h:(r+1)*3*h], s.dz[r*3*h:(r+1)*3*h]
	c := s.c[r*h : (r+1)*h]
	for j := range h {
		i, g, o := a[j], a[h+j], a[2*h+j]
		prev := float32(0)
		if before != nil {
			prev = before[j]
		}
		up := dout[j] + dh[j]
		down := dc[j] + up*o
		dz[2*h+j] = up * c[j] * k[2*h+j]
		dz[j] = down * (g - prev) * k[j]
		dz[h+j] = down * i * k[h+j]
		dc[j] = down * (1 - i)
	}
}
