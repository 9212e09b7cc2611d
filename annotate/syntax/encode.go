package syntax

import (
	"encoding/binary"
	"slices"

	"github.com/readout-project/readout/internal/quant"
)

// encoder is the memory of one goroutine's work: a batch of pieces of sentences
// goes through the network in it. Its buffers are reused.
type encoder struct {
	m      *Model
	forms  []Form
	names  Lexicon
	tables [32][]int8
	// rows of the batch: word t of piece s is row off[t]+s; pieces are sorted by
	// length, the longest first
	off  []int
	rows int
	turn []int // for the backward direction: the row that its row reads

	x      []uint8
	z      []float32
	acc    []int32
	c      []float32
	state  []uint8
	out    [2][]uint8
	read   []float32
	dep    []uint8
	head   []uint8
	du     []float32
	left   []int16
	right  []int16
	scores []int32
	sum    []float32
	hidden []uint8
	rel    []float32
	men    []uint8 // last layer and embeddings, side by side
	typ    []float32
}

// row finds the row of a word in the table of words; 0 for one that is not there.
func (m *Model) row(h uint32) int {
	v := m.vocabulary
	lo, hi := 0, len(v)/4
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if x := binary.LittleEndian.Uint32(v[4*mid:]); x < h {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(v)/4 && binary.LittleEndian.Uint32(v[4*lo:]) == h {
		return lo + 1
	}
	return 0
}

// embed writes the input of the network for a word.
func (e *encoder) embed(dst []uint8, f *Form) {
	m := e.m
	w := m.row(wordHash(f.Hash))
	e.tables[0] = m.word[w*m.Word : (w+1)*m.Word]
	quant.SumQ(dst[:m.Word], 0, e.tables[:1]...)
	n := 0
	for _, a := range f.Affix {
		e.tables[n] = m.affix[int(a)*m.Affix : (int(a)+1)*m.Affix]
		n++
	}
	quant.SumQ(dst[m.Word:m.Word+m.Affix], affixShift, e.tables[:n]...)
	n = 0
	for _, a := range f.Shape {
		if n < len(e.tables) {
			e.tables[n] = m.shape[int(a)*m.Shape : (int(a)+1)*m.Shape]
			n++
		}
	}
	quant.SumQ(dst[m.Word+m.Affix:m.Input()], affixShift, e.tables[:n]...)
}

// lay sets the layout of a batch whose pieces have the given lengths, the
// longest first.
func (e *encoder) lay(lengths []int) {
	e.off, e.rows, e.turn = e.off[:0], 0, e.turn[:0]
	live := len(lengths)
	for t := range lengths[0] {
		for lengths[live-1] <= t {
			live--
		}
		e.off = append(e.off, e.rows)
		e.rows += live
	}
	e.off = append(e.off, e.rows)
	for t := range lengths[0] {
		for s := range e.off[t+1] - e.off[t] {
			e.turn = append(e.turn, e.off[lengths[s]-1-t]+s)
		}
	}
}

// layers runs the recurrent layers over the rows in e.x and returns the last
// one's activations.
func (e *encoder) layers() []uint8 {
	in := e.x
	for i := range e.m.layers {
		l := &e.m.layers[i]
		e.z = sized(e.z, e.rows*l.x.NPad())
		l.x.MulAffine(e.z, in, e.rows, l.x.scale, l.x.bias)
		e.out[i] = sized(e.out[i], e.rows*2*e.m.Hidden)
		for d := range l.state {
			e.recur(l, d, e.out[i])
		}
		in = e.out[i]
	}
	return in
}

// recur runs one direction of a layer over e.z, writing its half of out. The
// pieces go in step, so that the matrix of the state serves all of them.
func (e *encoder) recur(l *recurrent, d int, out []uint8) {
	h, wide := e.m.Hidden, l.x.NPad()
	state := &l.state[d]
	width := e.off[1]
	e.acc = sized(e.acc, width*state.NPad())
	e.c = sized(e.c, width*h)
	e.state = sized(e.state, width*h)
	clear(e.acc)
	clear(e.c)
	for t := range len(e.off) - 1 {
		n := e.off[t+1] - e.off[t]
		if t > 0 {
			state.Mul(e.acc, e.state, n)
		}
		for s := range n {
			r := e.off[t] + s
			if d == 1 {
				r = e.turn[r]
			}
			q := e.state[s*h : (s+1)*h]
			quant.Cell(e.z[r*wide+d*3*h:][:3*h], e.acc[s*state.NPad():][:3*h], state.scale, e.c[s*h:(s+1)*h], q)
			copy(out[r*2*h+d*h:], q)
		}
	}
}

// readout computes what the heads need of the last layer.
func (e *encoder) readout(last []uint8) {
	m, at := e.m, &e.m.at
	e.read = sized(e.read, e.rows*m.heads.NPad())
	m.heads.MulAffine(e.read, last, e.rows, m.heads.scale, m.heads.bias)
	e.dep, e.head = sized(e.dep, e.rows*m.Arc), sized(e.head, e.rows*m.Arc)
	for r := range e.rows {
		z := e.read[r*m.heads.NPad():]
		quant.Tanh(e.dep[r*m.Arc:(r+1)*m.Arc], z[at.dep:at.dep+m.Arc])
		quant.Tanh(e.head[r*m.Arc:(r+1)*m.Arc], z[at.head:at.head+m.Arc])
	}
	e.du = sized(e.du, e.rows*m.Arc)
	m.arcU.MulAffine(e.du, e.dep, e.rows, m.arcU.scale, m.arcU.bias)
}

// mentions scores the type of mention that each row heads.
func (e *encoder) mentions(last []uint8) {
	m := e.m
	wide, in := 2*m.Hidden, m.Input()
	e.men = sized(e.men, e.rows*(wide+in))
	for r := range e.rows {
		copy(e.men[r*(wide+in):], last[r*wide:(r+1)*wide])
		copy(e.men[r*(wide+in)+wide:], e.x[r*in:(r+1)*in])
	}
	h, out := &m.mention[0], &m.mention[1]
	e.typ = sized(e.typ, e.rows*h.NPad())
	h.MulAffine(e.typ, e.men, e.rows, h.scale, h.bias)
	e.hidden = sized(e.hidden, e.rows*h.NPad())
	quant.Tanh(e.hidden, e.typ)
	e.typ = sized(e.typ, e.rows*out.NPad())
	out.MulAffine(e.typ, e.hidden, e.rows, out.scale, out.bias)
}

// arcScale brings the left side of arc scores to the integers of quant.Dots.
const arcScale = 64

// arcs scores the heads of a piece of n words, the s-th of the batch, for Tree.
func (e *encoder) arcs(s, n int) []int32 {
	a := e.m.Arc
	e.left, e.right = sized(e.left, n*a), sized(e.right, (n+1)*a)
	copy(e.right, e.m.root)
	for t := range n {
		r := e.off[t] + s
		quant.Round16(e.left[t*a:(t+1)*a], e.du[r*a:(r+1)*a], arcScale)
		to := e.right[(t+1)*a : (t+2)*a]
		for i, q := range e.head[r*a : (r+1)*a] {
			to[i] = int16(q) - 128
		}
	}
	e.scores = sized(e.scores, n*(n+1))
	quant.Dots(e.scores, e.left, e.right, n, n+1, a)
	return e.scores
}

// relations scores the relation of each word of a piece to its head, a row of
// readout.NumRel padded to e.m.rel.NPad() for each.
func (e *encoder) relations(s int, heads []int) []float32 {
	m, at := e.m, &e.m.at
	n := len(heads)
	e.sum = sized(e.sum, m.Rel)
	e.hidden = sized(e.hidden, n*m.Rel)
	wide := m.heads.NPad()
	for t, h := range heads {
		low := e.read[(e.off[t]+s)*wide+at.relDep:][:m.Rel]
		up := m.relRoot
		if h > 0 {
			up = e.read[(e.off[h-1]+s)*wide+at.relHead:][:m.Rel]
		}
		for i, x := range low {
			e.sum[i] = x + up[i]
		}
		quant.Tanh(e.hidden[t*m.Rel:(t+1)*m.Rel], e.sum)
	}
	e.rel = sized(e.rel, n*m.rel.NPad())
	m.rel.MulAffine(e.rel, e.hidden, n, m.rel.scale, m.rel.bias)
	return e.rel
}

// sized is s with n elements, whatever they are.
func sized[T any](s []T, n int) []T { return slices.Grow(s[:0], n)[:n] }
