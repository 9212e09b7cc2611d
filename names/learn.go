package names

import (
	"math"
	"slices"

	"github.com/readout-project/readout"
)

// Pair is an example: two names and whether they mean one.
type Pair struct {
	A, B      string
	Kind      readout.Type
	OneReport bool
	Same      bool
}

// Learning are the settings of Learn.
type Learning struct {
	Rounds  int     // trees
	Depth   int     // of a tree
	Rate    float64 // how much of each tree counts
	Least   float64 // second derivative that a leaf must hold
	Ridge   float64
	Spelled int // rounds of learning the costs of letters
}

// Standard are the settings that the embedded model was learned with.
var Standard = Learning{Rounds: 300, Depth: 5, Rate: 0.04, Least: 4, Ridge: 3, Spelled: 2}

// Learn learns a model. The same pairs in the same order give the same model.
func Learn(pairs []Pair, how Learning) *Model {
	pairs = slices.Concat(pairs, strangers(pairs))
	m := &Model{costs: *firstCosts()}
	for range how.Spelled {
		m.costs = *m.costs.learn(pairs)
	}
	g := grower{how: how, x: make([]features, len(pairs)), y: make([]float64, len(pairs)), sum: make([]float64, len(pairs))}
	for i, p := range pairs {
		g.x[i], _ = m.costs.measure(Parse(p.A, p.Kind), Parse(p.B, p.Kind), p.OneReport)
		g.y[i] = float64(truth(p.Same))
	}
	g.prepare()
	for range how.Rounds {
		m.roots = append(m.roots, len(m.nodes))
		m.nodes = append(m.nodes, g.tree()...)
	}
	return m
}

// grower grows trees by second-order boosting of the logistic loss.
type grower struct {
	how    Learning
	x      []features
	y, sum []float64
	g, h   []float64
	sorted [numFeatures][]int32 // examples in the order of a measure
}

func (g *grower) prepare() {
	g.g, g.h = make([]float64, len(g.x)), make([]float64, len(g.x))
	for f := range g.sorted {
		o := make([]int32, len(g.x))
		for i := range o {
			o[i] = int32(i)
		}
		slices.SortStableFunc(o, func(i, j int32) int { return g.x[i][f] - g.x[j][f] })
		g.sorted[f] = o
	}
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

// strangers pairs words in capitals, most of them initials, with names that have
// nothing to do with them: the examples hold few of those, and reports many.
func strangers(pairs []Pair) []Pair {
	var bodies []string
	for _, p := range pairs {
		if p.Kind == readout.Organization {
			bodies = append(bodies, p.A, p.B)
		}
	}
	var out []Pair
	for i, p := range pairs {
		if p.Kind != readout.Organization || !p.Same {
			continue
		}
		for _, name := range []string{p.A, p.B} {
			if !Parse(name, p.Kind).caps {
				continue
			}
			for k := range strangersEach {
				other := bodies[(31*i+977*(k+1))%len(bodies)]
				if acronym(Parse(name, p.Kind), Parse(other, p.Kind)) == 0 && other != p.A && other != p.B {
					out = append(out, Pair{A: name, B: other, Kind: p.Kind, OneReport: p.OneReport})
				}
			}
		}
	}
	return out
}

const strangersEach = 2
