package sameevent

// cluster joins the two groups with the greatest mean score as long as it is
// above the least, and gives for each item the first of its group. The first of
// several wins, by the order of the items.
func cluster(score [][]int32, least int) []int {
	g := newGroups(score)
	for {
		a := g.next()
		if a < 0 || g.mean(a, g.best[a]) <= float64(least) {
			return g.of
		}
		g.join(a, g.best[a])
	}
}

// groups are the groups of items as they grow; each is known by its first item.
type groups struct {
	sum   [][]int64 // of the scores of two groups
	size  []int64
	alive []bool
	best  []int // the nearest of the later groups; -1 for none
	of    []int // the group of each item
}

func newGroups(score [][]int32) *groups {
	n := len(score)
	g := &groups{sum: make([][]int64, n), size: make([]int64, n), alive: make([]bool, n), best: make([]int, n), of: make([]int, n)}
	for i, row := range score {
		g.size[i], g.of[i], g.alive[i] = 1, i, true
		g.sum[i] = make([]int64, n)
		for j, s := range row {
			g.sum[i][j] = int64(s)
		}
	}
	for i := range n {
		g.find(i)
	}
	return g
}

func (g *groups) mean(i, j int) float64 { return float64(g.sum[i][j]) / float64(g.size[i]*g.size[j]) }

func (g *groups) find(i int) {
	g.best[i] = -1
	for j := i + 1; j < len(g.of); j++ {
		if g.alive[j] && (g.best[i] < 0 || g.mean(i, j) > g.mean(i, g.best[i])) {
			g.best[i] = j
		}
	}
}

// next is the first group of the nearest two; -1 where only one is left.
func (g *groups) next() int {
	a := -1
	for i := range g.of {
		if g.alive[i] && g.best[i] >= 0 && (a < 0 || g.mean(i, g.best[i]) > g.mean(a, g.best[a])) {
			a = i
		}
	}
	return a
}

// join puts group b into the earlier group a.
func (g *groups) join(a, b int) {
	g.alive[b] = false
	for k := range g.of {
		if k != a && k != b {
			g.sum[a][k] += g.sum[b][k]
			g.sum[k][a] = g.sum[a][k]
		}
		if g.of[k] == b {
			g.of[k] = a
		}
	}
	g.size[a] += g.size[b]
	for i := range g.of {
		switch {
		case !g.alive[i]:
		case i == a || g.best[i] == a || g.best[i] == b:
			g.find(i)
		case i < a && g.mean(i, a) > g.mean(i, g.best[i]):
			g.best[i] = a
		}
	}
}
