package main

import (
	"math"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/gemm"
)

// heads holds the scores of the tasks for one batch, and what leads to them.
type heads struct {
	tag, men      []float32 // rows × answers
	menIn, menHid []float32 // of the hidden layer of mentions
	menS, dMen    []float32
	dMenIn        []float32
	dep, head     []float32 // after tanh
	depS, headS   []float32 // slopes
	du            []float32 // dep · U
	arc           [][]float32
	relD, relH    []float32
	hid, hidS     []float32
	rel           []float32
	dDep, dHead   []float32
	dDu           []float32
	dArc          []float32
	dHid, dRelH   []float32
	ht, local, dl []float32
}

func (h *heads) forward(p *pass, x []float32) {
	n, rows := p.n, p.b.rows
	h.tag, h.men = grow(h.tag, rows*n.tagW.cols), grow(h.men, rows*n.menW.cols)
	affine(h.tag, x, rows, n.tagW, n.tagB)
	h.mentions(p, x)
	h.dep, h.depS = hidden(h.dep, h.depS, x, rows, n.depW, n.depB)
	h.head, h.headS = hidden(h.head, h.headS, x, rows, n.headW, n.headB)
	h.du = grow(h.du, rows*n.Arc)
	affine(h.du, h.dep, rows, n.arcU, nil)
	h.relD, h.relH = grow(h.relD, rows*n.Rel), grow(h.relH, rows*n.Rel)
	affine(h.relD, x, rows, n.relDep, n.relB)
	affine(h.relH, x, rows, n.relHead, nil)
	for len(h.arc) < len(p.b.sents) {
		h.arc = append(h.arc, nil)
	}
	for s := range p.b.sents {
		h.arc[s] = h.arcs(p, s, h.arc[s])
	}
}

// mentions are read off the last layer and, because types lie in the words
// themselves, the embeddings.
func (h *heads) mentions(p *pass, x []float32) {
	n, rows := p.n, p.b.rows
	wide, in := 2*n.Hidden, n.input()
	h.menIn = grow(h.menIn, rows*(wide+in))
	for r := range rows {
		to := row(h.menIn, r, wide+in)
		copy(to, row(x, r, wide))
		copy(to[wide:], row(p.x, r, in))
	}
	h.menHid, h.menS = hidden(h.menHid, h.menS, h.menIn, rows, n.menH, n.menC)
	affine(h.men, h.menHid, rows, n.menW, n.menB)
}

// embedBack adds the gradients that reach the embeddings by way of mentions.
func (h *heads) embedBack(p *pass) {
	wide, in := 2*p.n.Hidden, p.n.input()
	for r := range p.b.rows {
		addTo(row(p.dx, r, in), row(h.dMenIn, r, wide+in)[wide:])
	}
}

func hidden(y, slope, x []float32, rows int, w, b *tensor) ([]float32, []float32) {
	y, slope = grow(y, rows*w.cols), grow(slope, rows*w.cols)
	affine(y, x, rows, w, b)
	for i := range rows * w.cols {
		y[i], slope[i] = tanh(y[i])
	}
	return y, slope
}

// gather copies the rows of sentence s of a matrix, after the row first where it
// is not nil.
func (p *pass) gather(dst, m []float32, s, width int, first []float32) []float32 {
	n := len(p.b.sents[s].forms)
	k := 0
	if first != nil {
		k = 1
	}
	dst = grow(dst, (n+k)*width)
	copy(dst, first)
	for t := range n {
		copy(dst[(t+k)*width:(t+k+1)*width], m[p.b.row(s, t)*width:])
	}
	return dst
}

// arcs scores each word of sentence s with each head: words × (1 + words).
func (h *heads) arcs(p *pass, s int, to []float32) []float32 {
	n, a := len(p.b.sents[s].forms), p.n.Arc
	h.local = p.gather(h.local, h.head, s, a, p.n.root.w)
	h.ht = transpose(h.ht, h.local, n+1, a)
	h.dl = p.gather(h.dl, h.du, s, a, nil)
	to = zeroed(to, n*(n+1))
	for j := range n + 1 { // the bias of a head
		v := dot(h.local[j*a:(j+1)*a], p.n.arcV.w)
		for i := range n {
			to[i*(n+1)+j] = v
		}
	}
	gemm.Add(n, n+1, a, h.dl, a, h.ht, n+1, to, n+1)
	return to
}

func dot(a, b []float32) float32 {
	s := float32(0)
	for i, x := range a {
		s += x * b[i]
	}
	return s
}

// rels scores the relations of all words to the heads given for each sentence.
func (h *heads) rels(p *pass, head func(s, t int) int) {
	n, rows := p.n, p.b.rows
	h.hid, h.hidS, h.rel = grow(h.hid, rows*n.Rel), grow(h.hidS, rows*n.Rel), grow(h.rel, rows*readout.NumRel)
	for s, sent := range p.b.sents {
		for t := range sent.forms {
			r := p.b.row(s, t)
			up := n.relRoot.w
			if k := head(s, t); k > 0 {
				up = h.relH[p.b.row(s, k-1)*n.Rel:]
			}
			for j := range n.Rel {
				h.hid[r*n.Rel+j], h.hidS[r*n.Rel+j] = tanh(h.relD[r*n.Rel+j] + up[j])
			}
		}
	}
	affine(h.rel, h.hid, rows, n.relW, n.relO)
}

// softmax turns scores into gradients of the loss for the answer want; -1 gives
// none.
func softmax(score []float32, want int32, weight float32) (loss float64) {
	if want < 0 {
		clear(score)
		return 0
	}
	top := score[0]
	for _, x := range score {
		top = max(top, x)
	}
	sum := 0.0
	for i, x := range score {
		e := math.Exp(float64(x - top))
		sum += e
		score[i] = float32(e)
	}
	loss = -math.Log(max(float64(score[want])/sum, 1e-30))
	k := weight / float32(sum)
	for i := range score {
		score[i] *= k
	}
	score[want] -= weight
	return loss * float64(weight)
}

// backward turns the scores into gradients and adds them to dx.
func (h *heads) backward(p *pass, x, dx []float32, weight float32) {
	h.classify(p, x, dx, weight)
	h.arcBack(p, x, dx, weight)
	h.relBack(p, x, dx, weight)
}

// menWeight is what a mention counts beside a tag.
const menWeight = 1.5

func (h *heads) classify(p *pass, x, dx []float32, weight float32) {
	n, rows := p.n, p.b.rows
	for s, sent := range p.b.sents {
		for t := range sent.forms {
			r := p.b.row(s, t)
			p.loss += softmax(h.tag[r*n.tagW.cols:(r+1)*n.tagW.cols], sent.tag[t], weight)
			p.loss += softmax(h.men[r*n.menW.cols:(r+1)*n.menW.cols], sent.mention[t], weight*menWeight)
		}
	}
	p.back(dx, x, h.tag, rows, n.tagW, n.tagB)
	h.dMen = zeroed(h.dMen, rows*n.Mention)
	p.back(h.dMen, h.menHid, h.men, rows, n.menW, n.menB)
	for i := range rows * n.Mention {
		h.dMen[i] *= h.menS[i]
	}
	wide := 2 * n.Hidden
	h.dMenIn = zeroed(h.dMenIn, rows*(wide+n.input()))
	p.back(h.dMenIn, h.menIn, h.dMen, rows, n.menH, n.menC)
	for r := range rows {
		addTo(row(dx, r, wide), row(h.dMenIn, r, wide+n.input())[:wide])
	}
}

func (h *heads) arcBack(p *pass, x, dx []float32, weight float32) {
	n, rows, a := p.n, p.b.rows, p.n.Arc
	h.dHead, h.dDu, h.dDep = zeroed(h.dHead, rows*a), zeroed(h.dDu, rows*a), zeroed(h.dDep, rows*a)
	for s, sent := range p.b.sents {
		k := len(sent.forms)
		arc := h.arc[s]
		for t := range k {
			p.loss += softmax(arc[t*(k+1):(t+1)*(k+1)], sent.head[t], weight)
		}
		h.local = p.gather(h.local, h.head, s, a, n.root.w)
		h.dl = p.gather(h.dl, h.du, s, a, nil)
		h.arcSentence(p, s, k, arc)
	}
	p.back(h.dDep, h.dep, h.dDu, rows, n.arcU, nil)
	for i := range rows * a {
		h.dDep[i] *= h.depS[i]
		h.dHead[i] *= h.headS[i]
	}
	p.back(dx, x, h.dDep, rows, n.depW, n.depB)
	p.back(dx, x, h.dHead, rows, n.headW, n.headB)
}

// arcSentence adds the gradients of one sentence's arcs to dDu, dHead, the root
// and the bias of heads.
func (h *heads) arcSentence(p *pass, s, k int, arc []float32) {
	n, a := p.n, p.n.Arc
	grad := zeroed(h.dArc, (k+1)*a)
	h.dArc = grad
	gemm.Add(k, a, k+1, arc, k+1, h.local, a, grad, a)
	for t := range k {
		addTo(h.dDu[p.b.row(s, t)*a:][:a], grad[t*a:(t+1)*a])
	}
	h.ht = transpose(h.ht, arc, k, k+1)
	clear(grad)
	gemm.Add(k+1, a, k, h.ht, k, h.dl, a, grad, a)
	for j := range k + 1 {
		bias := float32(0)
		for t := range k {
			bias += arc[t*(k+1)+j]
		}
		g := grad[j*a : (j+1)*a]
		gv := n.arcV.grad[p.shard]
		for i := range g {
			g[i] += bias * n.arcV.w[i]
			gv[i] += bias * h.local[j*a+i]
		}
		if j == 0 {
			addTo(n.root.grad[p.shard], g)
		} else {
			addTo(h.dHead[p.b.row(s, j-1)*a:][:a], g)
		}
	}
}

func (h *heads) relBack(p *pass, x, dx []float32, weight float32) {
	n, rows, w := p.n, p.b.rows, p.n.Rel
	h.rels(p, func(s, t int) int { return max(int(p.b.sents[s].head[t]), 0) })
	for s, sent := range p.b.sents {
		for t := range sent.forms {
			r := p.b.row(s, t)
			want := sent.rel[t]
			if sent.head[t] < 0 {
				want = -1
			}
			p.loss += softmax(h.rel[r*readout.NumRel:(r+1)*readout.NumRel], want, weight)
		}
	}
	h.dHid = zeroed(h.dHid, rows*w)
	p.back(h.dHid, h.hid, h.rel, rows, n.relW, n.relO)
	for i := range rows * w {
		h.dHid[i] *= h.hidS[i]
	}
	h.dRelH = zeroed(h.dRelH, rows*w)
	for s, sent := range p.b.sents {
		for t := range sent.forms {
			d := h.dHid[p.b.row(s, t)*w:][:w]
			if k := int(sent.head[t]); k > 0 {
				addTo(h.dRelH[p.b.row(s, k-1)*w:][:w], d)
			} else {
				addTo(n.relRoot.grad[p.shard], d)
			}
		}
	}
	p.back(dx, x, h.dHid, rows, n.relDep, n.relB)
	p.back(dx, x, h.dRelH, rows, n.relHead, nil)
}
