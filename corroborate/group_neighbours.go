package corroborate

import (
	"cmp"
	"math"
	"slices"

	"github.com/readout-project/readout/internal/storypair"
)

// Bounds of the search for reports that may be of one story.
const (
	keyTerms  = 24  // terms that a report is looked up by
	crowd     = 400 // reports with a key term that are looked at, those next in time and length
	nearest   = 40  // reports that one is compared with in full
	leastKeys = 0.02
)

// tie is how likely two reports are of one story; a < b.
type tie struct {
	a, b  int32
	score float64
}

// posting is a report under one of its key terms.
type posting struct {
	term   uint32
	report int32
	weight float32
}

// neighbours scores, for each report, those that share most of the weight of
// its key terms. They are found by an index over key terms, never by comparing
// all with all.
func neighbours(profiles []*storypair.Profile) []tie {
	var index []posting
	starts := make([]int, len(profiles)+1)
	for i, p := range profiles {
		ids, weights := p.Keys(keyTerms)
		for k, id := range ids {
			index = append(index, posting{id, int32(i), weights[k]})
		}
		starts[i+1] = len(index)
	}
	own := slices.Clone(index)
	byDay := ranks(profiles)
	slices.SortFunc(index, func(a, b posting) int {
		return cmp.Or(cmp.Compare(a.term, b.term), cmp.Compare(byDay[a.report], byDay[b.report]))
	})
	s := search{index: index, byDay: byDay, dots: make([]float32, len(profiles))}
	var found []uint64
	for i := range profiles {
		for _, j := range s.nearest(int32(i), own[starts[i]:starts[i+1]]) {
			found = append(found, uint64(min(i, int(j)))<<32|uint64(max(i, int(j))))
		}
	}
	slices.Sort(found)
	found = slices.Compact(found)
	out := make([]tie, len(found))
	for k, p := range found {
		a, b := int32(p>>32), int32(p&math.MaxUint32)
		out[k] = tie{a, b, storypair.Score(profiles[a], profiles[b])}
	}
	return out
}

// ranks are the places of the reports in order of publication.
func ranks(profiles []*storypair.Profile) []int32 {
	order := make([]int32, len(profiles))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int {
		return cmp.Compare(profiles[a].Published, profiles[b].Published)
	})
	out := make([]int32, len(order))
	for k, i := range order {
		out[i] = int32(k)
	}
	return out
}

// search looks reports up by their key terms.
type search struct {
	index []posting
	byDay []int32
	dots  []float32 // by report, zero between searches
}

func (s *search) nearest(i int32, keys []posting) []int32 {
	var met []int32
	for _, key := range keys {
		for _, p := range s.around(key) {
			if p.report == i {
				continue
			}
			if s.dots[p.report] == 0 {
				met = append(met, p.report)
			}
			s.dots[p.report] += p.weight * key.weight
		}
	}
	var likest []uint64 // the dot from the largest down, then the report
	for _, j := range met {
		if d := s.dots[j]; d >= leastKeys {
			likest = append(likest, uint64(^math.Float32bits(d))<<32|uint64(j))
		}
		s.dots[j] = 0
	}
	out := met[:0]
	for _, k := range least(likest, nearest) {
		out = append(out, int32(k&math.MaxUint32))
	}
	return out
}

// least are the n smallest of the list, in no order: its first n are kept as a
// heap with the largest on top, which gives way to what is smaller.
func least(list []uint64, n int) []uint64 {
	if len(list) <= n {
		return list
	}
	top := list[:n]
	slices.SortFunc(top, func(a, b uint64) int { return cmp.Compare(b, a) })
	for _, x := range list[n:] {
		if x >= top[0] {
			continue
		}
		i := 0
		for c := 1; c < n; c = 2*i + 1 {
			if c+1 < n && top[c+1] > top[c] {
				c++
			}
			if top[c] <= x {
				break
			}
			top[i], i = top[c], c
		}
		top[i] = x
	}
	return top
}

// around are the postings of a key term: all, or where there are many, those
// next to the key's own report.
func (s *search) around(key posting) []posting {
	from, _ := slices.BinarySearchFunc(s.index, key.term, func(p posting, t uint32) int { return cmp.Compare(p.term, t) })
	if key.term == math.MaxUint32 {
		return s.index[from:]
	}
	n, _ := slices.BinarySearchFunc(s.index[from:], key.term+1, func(p posting, t uint32) int { return cmp.Compare(p.term, t) })
	list := s.index[from : from+n]
	if n <= crowd {
		return list
	}
	at, _ := slices.BinarySearchFunc(list, s.byDay[key.report], func(p posting, r int32) int { return cmp.Compare(s.byDay[p.report], r) })
	from = max(0, min(at-crowd/2, n-crowd))
	return list[from : from+crowd]
}
