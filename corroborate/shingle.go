package corroborate

import (
	"slices"

	"github.com/readout-project/readout/internal/fold"
)

// run is the length, in words, of the shingles that are compared.
const run = 5

// sample keeps one shingle hash in four for the candidate index, chosen by
// value, so that the same words are kept in every text (mod-p sketch, Broder
// 1997).
const sample = 4

// crowded is the number of texts beyond which a shingle is boilerplate and
// brings no candidates.
const crowded = 200

// text is one report's words and shingles.
type text struct {
	words    []string
	shingles []uint64 // sorted, unique
}

func newTexts(items []Item) []text {
	out := make([]text, len(items))
	for i, it := range items {
		out[i] = newText(it.Text)
	}
	return out
}

func newText(s string) text {
	w := fold.Words(s)
	return text{words: w, shingles: shingles(w)}
}

// shingles are the hashes of all runs of words, sorted and without doubles; of
// a text shorter than a run, the one hash of all its words.
func shingles(words []string) []uint64 {
	if len(words) == 0 {
		return nil
	}
	n := max(1, len(words)-run+1)
	out := make([]uint64, 0, n)
	for i := range n {
		out = append(out, hash(words[i:min(i+run, len(words))]))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// hash is FNV-1a over the words, finished so that low bits can be sampled.
func hash(words []string) uint64 {
	h := uint64(14695981039346656037)
	for _, w := range words {
		for i := range len(w) {
			h = (h ^ uint64(w[i])) * 1099511628211
		}
		h = (h ^ ' ') * 1099511628211
	}
	h ^= h >> 32
	h *= 0x9E3779B97F4A7C15
	return h ^ h>>29
}

// shared counts the hashes that stand in both sorted lists.
func shared(a, b []uint64) int {
	n, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// containment is the share of the shorter text's shingles that stand in the
// other.
func containment(a, b text) float64 {
	n := min(len(a.shingles), len(b.shingles))
	if n == 0 {
		return 0
	}
	return float64(shared(a.shingles, b.shingles)) / float64(n)
}

// pairs lists, in order, the pairs of texts that share sampled shingles, by an
// index from shingle to texts; a<b. A pair of short texts needs one, others two.
func pairs(texts []text) [][2]int {
	index := map[uint64][]int32{}
	for i, t := range texts {
		for _, h := range t.shingles {
			if h%sample == 0 || len(t.shingles) < 40 {
				index[h] = append(index[h], int32(i))
			}
		}
	}
	var out [][2]int
	count := make([]int32, len(texts))
	for i, t := range texts {
		var met []int32
		for _, h := range t.shingles {
			at := index[h]
			if len(at) > crowded {
				continue
			}
			for _, j := range at {
				if int(j) >= i {
					break
				}
				if count[j] == 0 {
					met = append(met, j)
				}
				count[j]++
			}
		}
		slices.Sort(met)
		for _, j := range met {
			if count[j] >= 2 || len(t.shingles) < 40 || len(texts[j].shingles) < 40 {
				out = append(out, [2]int{int(j), i})
			}
			count[j] = 0
		}
	}
	return out
}
