package corroborate

import (
	"cmp"
	"container/heap"
	"maps"
	"slices"
)

// joins is the least mean score between two stories for them to be one. Two
// stories that each hold together well must be tied more strongly: of what
// their own members have in common beyond joins, apart says how much counts
// against joining. Two events of one kind are alike, but each is more like
// itself.
const (
	joins = 0.33
	apart = 0.25
)

// averageLink joins the two groups with the largest mean score, again and
// again, until none reaches joins. Pairs without a tie count as 0, but of a
// large group no more ties are asked for than the search could find. What was
// decided of the n goes before: nil says nothing.
func averageLink(n int, ties []tie, decided *ruling) sets {
	l := linkage{sets: newSets(n), groups: make([]linked, n), decided: decided}
	for i := range l.groups {
		l.groups[i] = linked{size: 1, ties: map[int32]float64{}}
	}
	for _, t := range ties {
		l.groups[t.a].ties[t.b] = t.score
		l.groups[t.b].ties[t.a] = t.score
	}
	l.follow()
	for _, t := range ties {
		if t.score > joins && l.groups[t.a].version == 0 && l.groups[t.b].version == 0 {
			l.queue = append(l.queue, candidate{score: t.score, a: t.a, b: t.b})
		}
	}
	heap.Init(&l.queue)
	for len(l.queue) > 0 {
		c := heap.Pop(&l.queue).(candidate)
		if l.groups[c.a].version != c.versionA || l.groups[c.b].version != c.versionB {
			continue
		}
		if l.decided == nil || l.decided.join(int(c.a), int(c.b)) {
			l.join(c.a, c.b)
		}
	}
	return l.sets
}

// follow joins, before anything else, what was decided to belong together.
func (l *linkage) follow() {
	if l.decided == nil {
		return
	}
	at := make([]int32, len(l.groups)) // the group that a thing is in, by what stands for it in decided
	for i := range at {
		at[i] = int32(i)
	}
	for i := range l.groups {
		if k := l.decided.find(i); k != i {
			at[k] = l.join(at[k], int32(i))
		}
	}
}

// linkage is the state of the joining.
type linkage struct {
	sets    sets
	groups  []linked
	queue   candidates
	decided *ruling // by what stands for a group in sets, or any of its members
}

// linked is one group: its size, the sum of scores inside it and to others.
type linked struct {
	size    float64
	inside  float64
	ties    map[int32]float64
	version int32 // -1 once it has gone into another
}

// join puts group b into a, or a into b where b has more ties; it gives the one
// that is left.
func (l *linkage) join(a, b int32) int32 {
	if len(l.groups[a].ties) < len(l.groups[b].ties) || len(l.groups[a].ties) == len(l.groups[b].ties) && b < a {
		a, b = b, a
	}
	to, from := &l.groups[a], &l.groups[b]
	l.sets.join(int(a), int(b))
	to.inside += from.inside + to.ties[b]
	to.size += from.size
	to.version++
	from.version = -1
	delete(to.ties, b)
	delete(from.ties, a)
	for _, c := range slices.Sorted(maps.Keys(from.ties)) {
		v := from.ties[c]
		delete(l.groups[c].ties, b)
		to.ties[c] += v
		l.groups[c].ties[a] = to.ties[c]
	}
	from.ties = nil
	for c := range to.ties {
		x, y := min(a, c), max(a, c)
		if s := l.score(x, y); s > joins {
			heap.Push(&l.queue, candidate{s, x, y, l.groups[x].version, l.groups[y].version})
		}
	}
	return a
}

// score is the mean score between two groups, less what holds them apart.
func (l *linkage) score(a, b int32) float64 {
	x, y := &l.groups[a], &l.groups[b]
	least := min(x.size, y.size)
	mean := x.ties[b] / min(x.size*y.size, nearest*least)
	return mean - apart*max(0, min(x.cohesion(), y.cohesion())-joins)
}

// cohesion is the mean score inside a group; 0 for one report.
func (g *linked) cohesion() float64 {
	if g.size < 2 {
		return 0
	}
	return g.inside / min(g.size*(g.size-1)/2, nearest*g.size/2)
}

// candidate is a join that may be made while both groups are as they were.
type candidate struct {
	score              float64
	a, b               int32
	versionA, versionB int32
}

// candidates are a heap with the largest score first.
type candidates []candidate

func (h candidates) Len() int { return len(h) }

func (h candidates) Less(i, j int) bool {
	x, y := h[i], h[j]
	return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) < 0
}

func (h candidates) Swap(i, j int) { h[i], h[j] = h[j], h[i] }

func (h *candidates) Push(x any) { *h = append(*h, x.(candidate)) } //nolint:errcheck // only candidates are pushed

func (h *candidates) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}
