package syntax

import "math"

// Tree finds the heads of the best dependency tree of a sentence of n words.
// score[d*(n+1)+h] is the score of word h (1 to n; 0 is the root) as the head
// of word d+1; exactly one word hangs on the root. The result holds n heads, 0
// for the root. It is the maximum spanning arborescence (Chu and Liu 1965,
// Edmonds 1967), contracted in place in O(n²) for each cycle; most sentences
// have none. Scores must be within ±2^30.
func Tree(score []int32, n int, heads []int) {
	roots := 0
	for d := range n {
		row := score[d*(n+1) : (d+1)*(n+1)]
		best := -1
		for h, s := range row {
			if h != d+1 && (best < 0 || s > row[best]) {
				best = h
			}
		}
		heads[d] = best
		if best == 0 {
			roots++
		}
	}
	if roots == 1 && acyclic(heads[:n]) {
		return
	}
	t := newArborescence(score, n)
	t.solve()
	t.expand(heads)
}

// acyclic reports whether every word leads to the root.
func acyclic(heads []int) bool {
	seen := make([]int, len(heads)+1)
	for i := range heads {
		for j := i + 1; j != 0; j = heads[j-1] {
			if seen[j] == i+1 {
				return false
			}
			if seen[j] != 0 {
				break
			}
			seen[j] = i + 1
		}
	}
	return true
}

// arborescence is the graph while cycles are contracted. A contracted cycle
// lives on in the slot of its first node under a new identity.
type arborescence struct {
	size   int     // slots: the words and the root, slot 0
	weight []int64 // from slot u to slot v: weight[u*size+v]
	edge   []arc   // the words that the edge from slot u to slot v joins
	alive  []bool
	best   []int // for a slot, the slot of its best head
	id     []int // identity of what lives in a slot
	outer  []int // for an identity, that of the cycle it was contracted into; -1
	cycles []cycle
}

type arc struct{ head, dep int32 }

type cycle struct {
	id    int
	inner []int // identities of its nodes
	edges []arc // the edge into each of them within the cycle
}

// single is added to what hangs on a word, so that the best tree hangs as few
// words as possible on the root: one (Zmigrod, Vieira and Cotterell 2020).
const single = int64(1) << 40

func newArborescence(score []int32, n int) *arborescence {
	size := n + 1
	t := &arborescence{
		size: size, weight: make([]int64, size*size), edge: make([]arc, size*size),
		alive: make([]bool, size), best: make([]int, size), id: make([]int, size),
	}
	for u := range size {
		t.alive[u], t.id[u] = true, u
		t.outer = append(t.outer, -1)
		for v := 1; v < size; v++ {
			w := int64(score[(v-1)*size+u])
			if u > 0 {
				w += single
			}
			t.weight[u*size+v], t.edge[u*size+v] = w, arc{int32(u), int32(v)}
		}
	}
	for v := 1; v < size; v++ {
		t.choose(v)
	}
	return t
}

// choose finds the best head of a slot.
func (t *arborescence) choose(v int) {
	best, at := int64(math.MinInt64), 0
	for u := range t.size {
		if w := t.weight[u*t.size+v]; t.alive[u] && u != v && w > best {
			best, at = w, u
		}
	}
	t.best[v] = at
}

// solve contracts cycles until none is left.
func (t *arborescence) solve() {
	mark := make([]int, t.size)
	for walk, v := 1, 1; v < t.size; walk++ {
		u := v
		for u != 0 && t.alive[u] && mark[u] == 0 {
			mark[u] = walk
			u = t.best[u]
		}
		if u != 0 && mark[u] == walk {
			for _, c := range t.contract(u) {
				mark[c] = 0
			}
			for x := 1; x < t.size; x++ { // the walk begins anew, over what it had passed
				if mark[x] == walk {
					mark[x] = 0
				}
			}
			continue
		}
		for v < t.size && (!t.alive[v] || mark[v] != 0) {
			v++
		}
	}
}

// contract joins the cycle through slot r into r and returns its slots.
func (t *arborescence) contract(r int) []int {
	slots := []int{r}
	for u := t.best[r]; u != r; u = t.best[u] {
		slots = append(slots, u)
	}
	c := cycle{id: len(t.outer)}
	inside := make([]int64, len(slots))
	for i, s := range slots {
		inside[i] = t.weight[t.best[s]*t.size+s]
		c.inner = append(c.inner, t.id[s])
		c.edges = append(c.edges, t.edge[t.best[s]*t.size+s])
		t.outer[t.id[s]] = c.id
		t.alive[s] = false
	}
	t.outer = append(t.outer, -1)
	t.cycles = append(t.cycles, c)
	for x := range t.size {
		if t.alive[x] {
			t.merge(x, r, slots, inside)
		}
	}
	t.alive[r], t.id[r] = true, c.id
	for v := 1; v < t.size; v++ {
		if !t.alive[v] || v == r {
			continue
		}
		if !t.alive[t.best[v]] {
			t.best[v] = r
		}
	}
	t.choose(r)
	return slots
}

// merge sets the edges between slot x and the cycle, which will live in r: out
// of it the best, into it the one that gains most over the edge it breaks.
func (t *arborescence) merge(x, r int, slots []int, inside []int64) {
	out, in := int64(math.MinInt64), int64(math.MinInt64)
	var outArc, inArc arc
	for i, s := range slots {
		if w := t.weight[s*t.size+x]; w > out {
			out, outArc = w, t.edge[s*t.size+x]
		}
		if w := t.weight[x*t.size+s] - inside[i]; w > in {
			in, inArc = w, t.edge[x*t.size+s]
		}
	}
	t.weight[r*t.size+x], t.edge[r*t.size+x] = out, outArc
	t.weight[x*t.size+r], t.edge[x*t.size+r] = in, inArc
}

// expand reads the heads of the words off the contracted graph, cycle by cycle
// from the outermost: the edge that enters a cycle breaks it at one node.
func (t *arborescence) expand(heads []int) {
	entered := make([]arc, len(t.outer)) // by identity
	for v := 1; v < t.size; v++ {
		if t.alive[v] {
			entered[t.id[v]] = t.edge[t.best[v]*t.size+v]
		}
	}
	for i := len(t.cycles) - 1; i >= 0; i-- {
		c := t.cycles[i]
		broken := int(entered[c.id].dep)
		for t.outer[broken] != c.id {
			broken = t.outer[broken]
		}
		for k, x := range c.inner {
			entered[x] = c.edges[k]
			if x == broken {
				entered[x] = entered[c.id]
			}
		}
	}
	for v := 1; v < t.size; v++ {
		heads[v-1] = int(entered[v].head)
	}
}
