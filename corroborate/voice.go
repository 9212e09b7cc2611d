package corroborate

import (
	"slices"

	"github.com/readout-project/readout"
)

// counted are the voices that a count rests on, those of one group in one. Whether
// one is named, its root says: the words of a copy are those of its original.
func (s *story) counted(pieces []piece, v weighed) []readout.Voice {
	var out []readout.Voice
	at := map[int]int{}
	for i, p := range pieces {
		g := v.groups.find(i)
		if !v.strong[g] || p.denies || p.withdrawn || p.weak {
			continue
		}
		k, known := at[g]
		if !known {
			k = len(out)
			at[g] = k
			out = append(out, readout.Voice{})
		}
		x := &out[k]
		if !slices.Contains(x.Roots, p.root) {
			x.Roots = append(x.Roots, p.root)
		}
		x.Named = x.Named || s.out.Roots[p.root].Kind.Named() && !p.vague
	}
	for i := range out {
		slices.Sort(out[i].Roots)
	}
	return out
}
