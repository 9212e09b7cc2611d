package ingest

import (
	"math"
	"slices"
	"sort"
)

// learnNode is a node of a tree in learning; measure is -1 in a leaf.
type learnNode struct {
	measure, limit, left, right int
	value                       float64
}

func predict(trees [][]learnNode, x []int) float64 {
	z := 0.0
	for _, t := range trees {
		k := 0
		for t[k].measure >= 0 {
			if x[t[k].measure] <= t[k].limit {
				k = t[k].left
			} else {
				k = t[k].right
			}
		}
		z += t[k].value
	}
	return z
}

// The size of the boosted trees.
const (
	boostTrees  = 120
	boostLeaves = 8
	boostRate   = 0.1
	boostLambda = 5.0
	boostLeast  = 3.0
	boostBins   = 64
)

// sample is what trees are grown from.
type sample struct {
	x      [][]int
	y, w   []float64
	group  []int   // where the vote that a row belongs to begins; nil for rows by themselves
	leaves int     // per tree
	least  float64 // sum of second derivatives in a leaf, at least

	cuts  [][]int   // per measure, the limits that are tried
	bins  [][]uint8 // per measure and row
	z     []float64
	g, h  []float64
	value [boostBins + 1][2]float64
}

func (s *sample) add(x []int, y, w float64) {
	s.x, s.y, s.w = append(s.x, x), append(s.y, y), append(s.w, w)
}

// boost grows trees with second-order steps, the leaf of most gain first: on the
// logistic loss of rows by themselves, or on that of the choice among the rows
// of a vote and none of them.
func (s *sample) boost(trees int) [][]learnNode {
	s.quantise()
	n := len(s.x)
	s.z, s.g, s.h = make([]float64, n), make([]float64, n), make([]float64, n)
	var out [][]learnNode
	for range trees {
		if s.group != nil {
			s.slopesOfVotes()
		} else {
			for i := range s.x {
				p := 1 / (1 + math.Exp(-s.z[i]))
				s.g[i], s.h[i] = s.w[i]*(p-s.y[i]), s.w[i]*p*(1-p)
			}
		}
		out = append(out, s.grow())
	}
	return out
}

// slopesOfVotes are the derivatives of the conditional logit over the rows of a
// vote and none of them, whose score is nought (McFadden 1974). The rows that
// are right share what is wanted as they share the likelihood.
func (s *sample) slopesOfVotes() {
	for start := 0; start < len(s.x); {
		end := start
		sum, right := 1.0, 0.0
		for ; end < len(s.x) && s.group[end] == start; end++ {
			e := math.Exp(s.z[end])
			sum += e
			right += e * s.y[end]
		}
		for i := start; i < end; i++ {
			e := math.Exp(s.z[i])
			p, want := e/sum, 0.0
			if right > 0 {
				want = e * s.y[i] / right
			}
			s.g[i], s.h[i] = s.w[i]*(p-want), s.w[i]*p*(1-p)
		}
		start = end
	}
}

func (s *sample) quantise() {
	for f := range s.x[0] {
		v := make([]int, len(s.x))
		for i := range s.x {
			v[i] = s.x[i][f]
		}
		sorted := slices.Sorted(slices.Values(v))
		var c []int
		for k := 1; k < boostBins; k++ {
			if x := sorted[k*len(sorted)/boostBins]; len(c) == 0 || x > c[len(c)-1] {
				c = append(c, x)
			}
		}
		b := make([]uint8, len(v))
		for i, x := range v {
			b[i] = uint8(sort.SearchInts(c, x))
		}
		s.cuts, s.bins = append(s.cuts, c), append(s.bins, b)
	}
}

// growing is a leaf that may be split.
type growing struct {
	rows         []int32
	node         int
	gain         float64
	measure, cut int
	g, h         float64
}

func (s *sample) grow() []learnNode {
	root := &growing{rows: make([]int32, len(s.x))}
	for i := range root.rows {
		root.rows[i] = int32(i)
	}
	s.bestSplit(root)
	t := []learnNode{{measure: -1}}
	leaves := []*growing{root}
	for len(leaves) < s.leaves {
		k := 0
		for j := range leaves {
			if leaves[j].gain > leaves[k].gain {
				k = j
			}
		}
		l := leaves[k]
		if l.gain <= 1e-9 {
			break
		}
		a, b := &growing{node: len(t)}, &growing{node: len(t) + 1}
		for _, i := range l.rows {
			if int(s.bins[l.measure][i]) <= l.cut {
				a.rows = append(a.rows, i)
			} else {
				b.rows = append(b.rows, i)
			}
		}
		t[l.node] = learnNode{measure: l.measure, limit: s.cuts[l.measure][l.cut], left: a.node, right: b.node}
		t = append(t, learnNode{measure: -1}, learnNode{measure: -1})
		s.bestSplit(a)
		s.bestSplit(b)
		leaves[k] = a
		leaves = append(leaves, b)
	}
	for _, l := range leaves {
		v := -boostRate * l.g / (l.h + boostLambda)
		t[l.node].value = v
		for _, i := range l.rows {
			s.z[i] += v
		}
	}
	return t
}

func (s *sample) bestSplit(l *growing) {
	for _, i := range l.rows {
		l.g += s.g[i]
		l.h += s.h[i]
	}
	for f := range s.bins {
		clear(s.value[:])
		for _, i := range l.rows {
			v := &s.value[s.bins[f][i]]
			v[0] += s.g[i]
			v[1] += s.h[i]
		}
		g, h := 0.0, 0.0
		for b := range s.cuts[f] {
			g += s.value[b][0]
			h += s.value[b][1]
			if h < s.least || l.h-h < s.least {
				continue
			}
			gain := g*g/(h+boostLambda) + (l.g-g)*(l.g-g)/(l.h-h+boostLambda) - l.g*l.g/(l.h+boostLambda)
			if gain > l.gain {
				l.gain, l.measure, l.cut = gain, f, b
			}
		}
	}
}
