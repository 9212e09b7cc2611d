package sameevent

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// habits say how often, in topics whose chains are known, mentions of one story
// with given heads told of one event: in thousandths, for two mentions of one
// head and for two of different ones. Words are kept by their hash alone.
type habits struct {
	same map[id]int
	pair map[[2]id]int
}

const (
	usualSame = 450 // of a head that is not known
	usualPair = 20
	unsure    = 2.0 // topics that the usual counts for
)

func (h *habits) of(a, b id) int {
	if h == nil {
		return usualSame*truth(a == b) + usualPair*truth(a != b)
	}
	if a == b {
		if v, ok := h.same[a]; ok {
			return v
		}
		return usualSame
	}
	if v, ok := h.pair[[2]id{min(a, b), max(a, b)}]; ok {
		return v
	}
	return usualPair
}

// shares are the parts of the pairs of mentions of one topic, by their heads, that
// are one event.
func shares(g *Gold) map[[2]id]float64 {
	of := map[*Report]string{}
	for i, r := range g.Reports {
		of[r] = g.Stories[i]
	}
	count := map[[2]id][2]int{}
	for i, a := range g.Mentions {
		for j, b := range g.Mentions[:i] {
			if a.report == b.report || of[a.report] != of[b.report] {
				continue
			}
			x, y := a.report.words[a.head].id, b.report.words[b.head].id
			k := [2]id{min(x, y), max(x, y)}
			c := count[k]
			count[k] = [2]int{c[0] + truth(g.Chains[i] == g.Chains[j]), c[1] + 1}
		}
	}
	out := map[[2]id]float64{}
	for k, c := range count {
		out[k] = float64(c[0]) / float64(c[1])
	}
	return out
}

// habitsOf learns from the shares of all topics but one; -1 for none.
func habitsOf(all []map[[2]id]float64, but int) *habits {
	sum, topics := map[[2]id]float64{}, map[[2]id]float64{}
	for i, m := range all {
		if i == but {
			continue
		}
		for k, v := range m {
			sum[k] += v
			topics[k]++
		}
	}
	h := &habits{map[id]int{}, map[[2]id]int{}}
	for k, s := range sum {
		usual := usualPair
		if k[0] == k[1] {
			usual = usualSame
		}
		v := int(math.Round((1000*s + unsure*float64(usual)) / (topics[k] + unsure)))
		switch {
		case k[0] == k[1]:
			h.same[k[0]] = v
		case v > 3*usualPair:
			h.pair[k] = v
		}
	}
	return h
}

// write appends a line for each habit.
func (h *habits) write(b *strings.Builder) {
	same := make([]id, 0, len(h.same))
	for k := range h.same {
		same = append(same, k)
	}
	slices.Sort(same)
	for _, k := range same {
		fmt.Fprintf(b, "same %d %d\n", int64(k), h.same[k])
	}
	pairs := make([][2]id, 0, len(h.pair))
	for k := range h.pair {
		pairs = append(pairs, k)
	}
	slices.SortFunc(pairs, func(x, y [2]id) int { return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1])) })
	for _, k := range pairs {
		fmt.Fprintf(b, "pair %d %d %d\n", int64(k[0]), int64(k[1]), h.pair[k])
	}
}

// add reads a line that write wrote.
func (h *habits) add(kind string, v []int) bool {
	switch {
	case kind == "same" && len(v) == 2:
		h.same[id(v[0])] = v[1]
	case kind == "pair" && len(v) == 3:
		h.pair[[2]id{id(v[0]), id(v[1])}] = v[2]
	default:
		return false
	}
	return true
}
