package boost

import (
	"math"
	"slices"
)

// Learning are the settings of Learn.
type Learning struct {
	Rounds int     // trees
	Depth  int     // of a tree
	Rate   float64 // how much of each tree counts
	Least  float64 // second derivative that a leaf must hold
	Ridge  float64
}

// Learn grows a forest that tells the examples that hold from those that do not.
// All have the same number of measures. The same examples in the same order
// give the same forest.
func Learn(examples [][]int, holds []bool, how Learning) *Forest {
	g := newGrower(examples, holds, how)
	f := &Forest{}
	for range how.Rounds {
		f.roots = append(f.roots, len(f.nodes))
		f.nodes = append(f.nodes, g.tree()...)
	}
	return f
}

// grower grows trees by second-order boosting of the logistic loss.
type grower struct {
	how    Learning
	x      [][]int
	y, sum []float64
	g, h   []float64
	sorted [][]int32 // by measure: examples in its order
}

func newGrower(x [][]int, holds []bool, how Learning) *grower {
	n := len(x)
	g := &grower{how: how, x: x, y: make([]float64, n), sum: make([]float64, n), g: make([]float64, n), h: make([]float64, n)}
	for i, yes := range holds {
		if yes {
			g.y[i] = 1
		}
	}
	if n == 0 {
		return g
	}
	g.sorted = make([][]int32, len(x[0]))
	for f := range g.sorted {
		o := make([]int32, n)
		for i := range o {
			o[i] = int32(i)
		}
		slices.SortStableFunc(o, func(i, j int32) int { return g.x[i][f] - g.x[j][f] })
		g.sorted[f] = o
	}
	return g
}

// split is the best division of a leaf.
type split struct {
	gain         float64
	measure, cut int
}

// tree grows one tree level by level and adds its values to the sums.
func (g *grower) tree() []node {
	at := make([]int, len(g.x))
	for i := range g.x {
		p := 1 / (1 + math.Exp(-g.sum[i]))
		g.g[i], g.h[i] = p-g.y[i], p*(1-p)
	}
	nodes := []node{{measure: -1}}
	first := 0
	for range g.how.Depth {
		best := g.splits(at, first, len(nodes))
		last := len(nodes)
		for k := first; k < last; k++ {
			if s := best[k-first]; s.gain > 1e-6 {
				nodes[k] = node{measure: s.measure, limit: s.cut, left: len(nodes), right: len(nodes) + 1}
				nodes = append(nodes, node{measure: -1}, node{measure: -1})
			}
		}
		for i := range at {
			if n := nodes[at[i]]; n.measure >= 0 {
				if g.x[i][n.measure] <= n.limit {
					at[i] = n.left
				} else {
					at[i] = n.right
				}
			}
		}
		first = last
	}
	g.settle(nodes, at)
	return nodes
}

func (g *grower) settle(nodes []node, at []int) {
	sg, sh := make([]float64, len(nodes)), make([]float64, len(nodes))
	for i, k := range at {
		sg[k] += g.g[i]
		sh[k] += g.h[i]
	}
	for k := range nodes {
		if nodes[k].measure < 0 {
			nodes[k].value = int(math.Round(-1000 * g.how.Rate * sg[k] / (sh[k] + g.how.Ridge)))
		}
	}
	for i, k := range at {
		g.sum[i] += float64(nodes[k].value) / 1000
	}
}

// splits finds the best division of each leaf from first on.
func (g *grower) splits(at []int, first, end int) []split {
	n := end - first
	total := make([][2]float64, n)
	for i, k := range at {
		if k >= first {
			total[k-first][0] += g.g[i]
			total[k-first][1] += g.h[i]
		}
	}
	best := make([]split, n)
	value := func(sg, sh float64) float64 { return sg * sg / (sh + g.how.Ridge) }
	left := make([][2]float64, n)
	seen := make([]int, n)
	for f := range g.sorted {
		clear(left)
		for k := range seen {
			seen[k] = math.MinInt
		}
		for _, i := range g.sorted[f] {
			k := at[i] - first
			if k < 0 {
				continue
			}
			v, l := g.x[i][f], left[k]
			if seen[k] != math.MinInt && v > seen[k] && l[1] >= g.how.Least && total[k][1]-l[1] >= g.how.Least {
				gain := value(l[0], l[1]) + value(total[k][0]-l[0], total[k][1]-l[1]) - value(total[k][0], total[k][1])
				if gain > best[k].gain+1e-9 {
					best[k] = split{gain, f, seen[k] + (v-seen[k])/2}
				}
			}
			seen[k] = v
			left[k][0] += g.g[i]
			left[k][1] += g.h[i]
		}
	}
	return best
}
