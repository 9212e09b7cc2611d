package score

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/coref"
)

// Fraction is a measure as sums: precision and recall are weighted shares.
type Fraction struct {
	RightP, AllP, RightR, AllR float64
}

// F1 is the harmonic mean of precision and recall.
func (f Fraction) F1() float64 {
	if f.AllP == 0 || f.AllR == 0 || f.RightP == 0 || f.RightR == 0 {
		return 0
	}
	p, r := f.RightP/f.AllP, f.RightR/f.AllR
	return 2 * p * r / (p + r)
}

func (f *Fraction) add(g Fraction) {
	f.RightP += g.RightP
	f.AllP += g.AllP
	f.RightR += g.RightR
	f.AllR += g.AllR
}

// ChainScore compares the entities of a system with gold groups over the gold
// mentions: MUC (Vilain et al. 1995), B-cubed (Bagga and Baldwin 1998) and
// CEAF-e (Luo 2005), summed over documents. Mentions that are alone in their
// group count on neither side, as in OntoNotes.
type ChainScore struct {
	MUC, B3, CEAF Fraction
}

// Add adds the sums of another score.
func (c *ChainScore) Add(d ChainScore) {
	c.MUC.add(d.MUC)
	c.B3.add(d.B3)
	c.CEAF.add(d.CEAF)
}

// CoNLL is the mean of the three F1 (Pradhan et al. 2012).
func (c ChainScore) CoNLL() float64 { return (c.MUC.F1() + c.B3.F1() + c.CEAF.F1()) / 3 }

// Chains scores the mentions that a system found in a gold document. A mention of
// the system is the gold mention with its head word that shares most words with
// it; others are left out.
func Chains(gold *coref.Gold, system []readout.Mention) ChainScore {
	truth, found := map[string][]int{}, map[string][]int{}
	byHead := map[int][]int{}
	for k, m := range gold.Mentions {
		truth[m.Group] = append(truth[m.Group], k)
		byHead[m.Head] = append(byHead[m.Head], k)
	}
	taken := map[int]bool{}
	for _, l := range links(gold, system) {
		best, top := -1, 0.0
		for _, k := range byHead[l.head] {
			m := &gold.Mentions[k]
			both := min(l.last, m.Last) - max(l.first, m.First)
			if v := ratio(both, max(l.last, m.Last)-min(l.first, m.First)); v > top && !taken[k] {
				best, top = k, v
			}
		}
		if best >= 0 && l.group != "" {
			taken[best] = true
			found[l.group] = append(found[l.group], best)
		}
	}
	return compare(plural(truth), plural(found))
}

// plural are the groups of more than one, by their order of first mention.
func plural(groups map[string][]int) [][]int {
	var out [][]int
	for _, ms := range groups {
		if len(ms) > 1 {
			out = append(out, ms)
		}
	}
	slices.SortFunc(out, func(a, b []int) int { return cmp.Compare(a[0], b[0]) })
	return out
}

func compare(truth, found [][]int) ChainScore {
	var c ChainScore
	inTruth, inFound := index(truth), index(found)
	c.MUC.RightR, c.MUC.AllR = muc(truth, inFound)
	c.MUC.RightP, c.MUC.AllP = muc(found, inTruth)
	c.B3.RightR, c.B3.AllR = bcubed(truth, inFound)
	c.B3.RightP, c.B3.AllP = bcubed(found, inTruth)
	c.CEAF.RightR = ceaf(truth, found, inFound)
	c.CEAF.RightP = c.CEAF.RightR
	c.CEAF.AllR, c.CEAF.AllP = float64(len(truth)), float64(len(found))
	return c
}

func index(groups [][]int) map[int]int {
	m := map[int]int{}
	for g, ms := range groups {
		for _, k := range ms {
			m[k] = g
		}
	}
	return m
}

func muc(groups [][]int, other map[int]int) (right, all float64) {
	for _, ms := range groups {
		parts := map[string]bool{}
		for _, k := range ms {
			if g, ok := other[k]; ok {
				parts["g"+strconv.Itoa(g)] = true
			} else {
				parts["m"+strconv.Itoa(k)] = true
			}
		}
		right += float64(len(ms) - len(parts))
		all += float64(len(ms) - 1)
	}
	return right, all
}

func bcubed(groups [][]int, other map[int]int) (right, all float64) {
	for _, ms := range groups {
		common := map[int]int{}
		for _, k := range ms {
			if g, ok := other[k]; ok {
				common[g]++
			}
		}
		for _, n := range common {
			right += float64(n*n) / float64(len(ms))
		}
		all += float64(len(ms))
	}
	return right, all
}

// ceaf is the greatest sum of similarities over pairs of groups, one to one. Pairs
// are taken by greatest similarity first, which is the optimum or close to it.
func ceaf(truth, found [][]int, inFound map[int]int) float64 {
	type pair struct {
		t, f int
		sim  float64
	}
	var pairs []pair
	for t, ms := range truth {
		common := map[int]int{}
		for _, k := range ms {
			if g, ok := inFound[k]; ok {
				common[g]++
			}
		}
		for f, n := range common {
			pairs = append(pairs, pair{t, f, 2 * float64(n) / float64(len(ms)+len(found[f]))})
		}
	}
	usedT, usedF := map[int]bool{}, map[int]bool{}
	sum := 0.0
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.sim, a.sim), cmp.Compare(a.t, b.t), cmp.Compare(a.f, b.f))
	})
	for _, p := range pairs {
		if !usedT[p.t] && !usedF[p.f] {
			usedT[p.t], usedF[p.f] = true, true
			sum += p.sim
		}
	}
	return sum
}
