package corroborate

import (
	"cmp"
	"slices"
)

// ranking are the ranks of propositions in the order of their keys, which is one of
// content, whatever the order of reports.
type ranking []int32

func (s *story) ranking() ranking {
	order := make([]int32, len(s.props))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Compare(s.props[a].key, s.props[b].key) })
	out := make(ranking, len(order))
	for k, i := range order {
		if k > 0 && s.props[order[k-1]].key == s.props[i].key {
			out[i] = out[order[k-1]]
			continue
		}
		out[i] = int32(k)
	}
	return out
}

// compare orders two pairs of propositions.
func (p ranking) compare(a, b, c, d int) int {
	x, y, z, w := p[a], p[b], p[c], p[d]
	if c := cmp.Compare(min(x, y), min(z, w)); c != 0 {
		return c
	}
	return cmp.Compare(max(x, y), max(z, w))
}

// stably is a list in order, equals as they stood: a stable sort of the library
// takes several times as long.
func stably[T any](list []T, compare func(a, b *T) int) []T {
	order := make([]int32, len(list))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		if c := compare(&list[a], &list[b]); c != 0 {
			return c
		}
		return cmp.Compare(a, b)
	})
	out := make([]T, len(list))
	for k, i := range order {
		out[k] = list[i]
	}
	return out
}

// numbering gives each string a number, in the order in which they are met.
type numbering map[string]int32

// of are the numbers of some strings.
func (n numbering) of(list []string) []int32 {
	out := make([]int32, len(list))
	for i, k := range list {
		at, known := n[k]
		if !known {
			at = int32(len(n))
			n[k] = at
		}
		out[i] = at
	}
	return out
}
