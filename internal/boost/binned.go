package boost

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Binning are the settings of LearnBinned beside those of Learn.
type Binning struct {
	Bins     int     // of each measure, 2 to 256, with about as many examples in each
	Rows     float64 // share of the examples that each tree is grown on, drawn anew
	Measures float64 // share of the measures likewise
}

// LearnBinned is Learn with the values of each measure put into bins first, and
// limits only between bins (Ke et al. 2017, LightGBM): for tens of thousands of
// examples and more it is many times faster. Each tree may be grown on a draw of
// the examples and of the measures (Friedman 2002, Stochastic gradient boosting).
// The draws are the same each time.
func LearnBinned(examples [][]int, holds []bool, how Learning, with Binning) *Forest {
	f := &Forest{}
	if len(examples) == 0 {
		return Learn(examples, holds, how)
	}
	with.Bins = min(max(with.Bins, 2), 256)
	b := newBinner(examples, holds, how, with)
	for range how.Rounds {
		f.roots = append(f.roots, len(f.nodes))
		f.nodes = append(f.nodes, b.tree()...)
	}
	return f
}

// binner grows trees from counts by bin.
type binner struct {
	how         Learning
	with        Binning
	rng         *rand.Rand
	use         []bool // measures of the tree being grown
	n, measures int
	bins        int
	limits      [][]int // by measure: the greatest value of each bin but the last
	x           []uint8 // bins of an example side by side
	y, sum      []float64
	gh          [][2]float64
	rows        []int32
}

func newBinner(x [][]int, holds []bool, how Learning, with Binning) *binner {
	n, m := len(x), len(x[0])
	b := &binner{
		how: how, with: with, rng: rand.New(rand.NewPCG(1, 2)), use: make([]bool, m), n: n, measures: m, bins: with.Bins, limits: make([][]int, m), x: make([]uint8, n*m),
		y: make([]float64, n), sum: make([]float64, n), gh: make([][2]float64, n), rows: make([]int32, n),
	}
	for i, yes := range holds {
		if yes {
			b.y[i] = 1
		}
	}
	values := make([]int, n)
	for f := range m {
		for i := range x {
			values[i] = x[i][f]
		}
		slices.Sort(values)
		b.limits[f] = cuts(values, with.Bins)
		for i := range x {
			k, _ := slices.BinarySearch(b.limits[f], x[i][f])
			b.x[i*m+f] = uint8(k)
		}
	}
	return b
}

// cuts are the greatest values of all bins but the last.
func cuts(sorted []int, bins int) []int {
	distinct := slices.Compact(slices.Clone(sorted))
	if len(distinct) <= bins {
		return distinct[:len(distinct)-1]
	}
	var out []int
	for k := 1; k < bins; k++ {
		v := sorted[k*len(sorted)/bins]
		if v != sorted[len(sorted)-1] && (len(out) == 0 || v > out[len(out)-1]) {
			out = append(out, v)
		}
	}
	return out
}

// leaf is a node that may be divided: its examples and their sums by bin.
type leaf struct {
	node int
	rows []int32
	hist [][2]float64
}

func (b *binner) tree() []node {
	for i := range b.y {
		p := 1 / (1 + math.Exp(-b.sum[i]))
		b.gh[i] = [2]float64{p - b.y[i], p * (1 - p)}
	}
	b.draw()
	nodes := []node{{measure: -1}}
	level := []leaf{{0, b.rows, b.count(b.rows)}}
	var done []leaf
	for range b.how.Depth {
		var next []leaf
		for _, l := range level {
			s := b.split(l)
			if s.gain <= 1e-6 {
				done = append(done, l)
				continue
			}
			nodes[l.node] = node{measure: s.measure, limit: b.limits[s.measure][s.cut], left: len(nodes), right: len(nodes) + 1}
			left, right := b.divide(l, s)
			left.node, right.node = len(nodes), len(nodes)+1
			nodes = append(nodes, node{measure: -1}, node{measure: -1})
			next = append(next, left, right)
		}
		level = next
	}
	b.settle(nodes, append(done, level...))
	return nodes
}

// draw chooses the examples and the measures of a tree.
func (b *binner) draw() {
	b.rows = b.rows[:0]
	for i := range b.n {
		if b.with.Rows >= 1 || b.rng.Float64() < b.with.Rows {
			b.rows = append(b.rows, int32(i))
		}
	}
	for f := range b.use {
		b.use[f] = b.with.Measures >= 1 || b.rng.Float64() < b.with.Measures
	}
}

// settle gives the leaves their values, and all examples the sum with the tree.
func (b *binner) settle(nodes []node, leaves []leaf) {
	for _, l := range leaves {
		var g, h float64
		for _, i := range l.rows {
			g += b.gh[i][0]
			h += b.gh[i][1]
		}
		v := int(math.Round(-1000 * b.how.Rate * g / (h + b.how.Ridge)))
		nodes[l.node].value = v
	}
	for i := range b.n {
		k := 0
		for nodes[k].measure >= 0 {
			n := &nodes[k]
			if c, _ := slices.BinarySearch(b.limits[n.measure], n.limit); int(b.x[i*b.measures+n.measure]) <= c {
				k = n.left
			} else {
				k = n.right
			}
		}
		b.sum[i] += float64(nodes[k].value) / 1000
	}
}

func (b *binner) count(rows []int32) [][2]float64 {
	hist := make([][2]float64, b.measures*b.bins)
	for _, i := range rows {
		gh := b.gh[i]
		at := 0
		for _, k := range b.x[int(i)*b.measures : (int(i)+1)*b.measures] {
			c := &hist[at+int(k)]
			c[0] += gh[0]
			c[1] += gh[1]
			at += b.bins
		}
	}
	return hist
}

// divide counts the lesser half; the other is what is left.
func (b *binner) divide(l leaf, s split) (left, right leaf) {
	var lo, hi []int32
	for _, i := range l.rows {
		if int(b.x[int(i)*b.measures+s.measure]) <= s.cut {
			lo = append(lo, i)
		} else {
			hi = append(hi, i)
		}
	}
	left, right = leaf{rows: lo}, leaf{rows: hi}
	small, large := &left, &right
	if len(hi) < len(lo) {
		small, large = &right, &left
	}
	small.hist, large.hist = b.count(small.rows), l.hist
	for k, c := range small.hist {
		large.hist[k][0] -= c[0]
		large.hist[k][1] -= c[1]
	}
	return left, right
}

// split is the best division of a leaf; its cut is the last bin on the left.
func (b *binner) split(l leaf) split {
	var g, h float64
	for _, c := range l.hist[:b.bins] {
		g += c[0]
		h += c[1]
	}
	value := func(sg, sh float64) float64 { return sg * sg / (sh + b.how.Ridge) }
	var best split
	for f := range b.measures {
		if !b.use[f] {
			continue
		}
		var sg, sh float64
		for k := range b.limits[f] {
			c := l.hist[f*b.bins+k]
			sg += c[0]
			sh += c[1]
			if sh < b.how.Least || h-sh < b.how.Least {
				continue
			}
			if gain := value(sg, sh) + value(g-sg, h-sh) - value(g, h); gain > best.gain+1e-9 {
				best = split{gain, f, k}
			}
		}
	}
	return best
}
