package corroborate

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/storypair"
)

// run is the length, in words, of the shingles that are compared.
const run = 5

// sample keeps one shingle hash in three for the candidate index, chosen by
// value, so that the same words are kept in every text (mod-p sketch, Broder
// 1997). Of texts with fewer than shortRuns shingles all are kept.
const (
	sample    = 3
	shortRuns = 40
)

// crowded is the number of texts beyond which those with one shingle are not
// all compared with each other, but each with the longest and with the few
// next to it in length.
const (
	crowded = 32
	beside  = 3
)

// text is one report's shingles.
type text struct {
	size     int      // words
	shingles []uint64 // sorted, unique
	// sketch, if made, has a bit for each shingle: a run without its bit does not
	// stand in the text, and one with it most often does.
	sketch []uint64
}

// sketched is the number of bits of a sketch for each shingle, at least.
const sketched = 8

func newTexts(items []Item) []text {
	out := make([]text, len(items))
	lex := storypair.NewLexicon()
	for i, it := range items {
		out[i] = newText(lex, it.Text)
	}
	return out
}

func newText(lex *storypair.Lexicon, s string) text {
	words := lex.Words(s)
	hashes := make([]uint64, len(words))
	for k, w := range words {
		hashes[k] = w.Hash
	}
	return text{size: len(words), shingles: runs(hashes)}
}

// draw makes the sketch of a text, for those that are compared with many.
func (t *text) draw() {
	t.sketch = make([]uint64, 1<<bits.Len(uint(len(t.shingles)*sketched/64)))
	for _, h := range t.shingles {
		t.sketch[h>>6&uint64(len(t.sketch)-1)] |= 1 << (h & 63)
	}
}

// canHold reports whether such a share of runs can stand in a text: false is
// certain, and found out sooner than how many do.
func (t *text) canHold(runs []uint64, share float64) bool {
	if t.sketch == nil {
		return true
	}
	can := int(float64(len(runs))*(1-share)) + 1 // that are missing
	for _, h := range runs {
		if t.sketch[h>>6&uint64(len(t.sketch)-1)]>>(h&63)&1 == 0 {
			if can--; can < 0 {
				return false
			}
		}
	}
	return true
}

// shingles are the hashes of all runs of words, sorted and without doubles; of
// a text shorter than a run, the one hash of all its words.
func shingles(words []string) []uint64 {
	hashes := make([]uint64, len(words))
	for i, w := range words {
		hashes[i] = storypair.Hash(w)
	}
	return runs(hashes)
}

func runs(words []uint64) []uint64 {
	if len(words) == 0 {
		return nil
	}
	n := max(1, len(words)-run+1)
	out := make([]uint64, n)
	for i := range n {
		h := uint64(len(words[i:min(i+run, len(words))]))
		for _, w := range words[i:min(i+run, len(words))] {
			h = (h ^ w) * 0x9E3779B97F4A7C15
			h ^= h >> 32
		}
		out[i] = h
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// contains is the containment of two texts where it is at least so much, else 0.
func contains(a, b text, least float64) (share float64, enough bool) {
	if len(a.shingles) > len(b.shingles) {
		a, b = b, a
	}
	if b.canHold(a.shingles, least) {
		share = containment(a, b)
	}
	if share < least {
		return 0, false
	}
	return share, true
}

// containment is the share of the shorter text's shingles that stand in the
// other.
func containment(a, b text) float64 {
	n := min(len(a.shingles), len(b.shingles))
	if n == 0 {
		return 0
	}
	return float64(storypair.Shared(a.shingles, b.shingles)) / float64(n)
}

// entry is a shingle of the text at a place in the order of length.
type entry struct {
	hash  uint64
	place int32
}

// pairs lists, in order, the pairs of texts that share sampled shingles, by an
// index from shingle to texts; a<b.
func pairs(texts []text) [][2]int {
	order := byLength(texts)
	index := sampled(texts, order)
	slices.SortFunc(index, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.place, b.place))
	})
	met := make([]map[int32]struct{}, len(texts)) // by place: shorter ones that share a shingle
	meet := func(x, y entry) {
		if met[x.place] == nil {
			met[x.place] = map[int32]struct{}{}
		}
		met[x.place][y.place] = struct{}{}
	}
	for len(index) > 0 {
		n := 1
		for n < len(index) && index[n].hash == index[0].hash {
			n++
		}
		for i, x := range index[:n] {
			to := n
			if n > crowded {
				meet(index[0], x)
				to = min(n, i+1+beside)
			}
			for _, y := range index[i+1 : to] {
				meet(x, y)
			}
		}
		index = index[n:]
	}
	var out [][2]int
	for x, shorter := range met {
		for y := range shorter {
			if a, b := order[x], order[y]; a != b {
				out = append(out, [2]int{min(a, b), max(a, b)})
			}
		}
	}
	slices.SortFunc(out, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[1], b[1]), cmp.Compare(a[0], b[0])) })
	return out
}

// byLength lists the texts, the longest first, in an order that rests on their
// words alone.
func byLength(texts []text) []int {
	order := make([]int, len(texts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := texts[a].shingles, texts[b].shingles
		return cmp.Or(cmp.Compare(len(y), len(x)), slices.Compare(x, y))
	})
	return order
}

// sampled are the shingles to be indexed: the sample, those of short texts, and
// those of long texts that stand in short ones.
func sampled(texts []text, order []int) []entry {
	short := map[uint64]struct{}{}
	for _, t := range texts {
		if len(t.shingles) < shortRuns {
			for _, h := range t.shingles {
				short[h] = struct{}{}
			}
		}
	}
	var out []entry
	for place, i := range order {
		for _, h := range texts[i].shingles {
			_, kept := short[h]
			if kept || h%sample == 0 {
				out = append(out, entry{h, int32(place)})
			}
		}
	}
	return out
}

// blockRuns are the shingles of a block; none of one of few words.
func blockRuns(block string) []uint64 {
	w := fold.Words(block)
	if len(w) < liftedWords {
		return nil
	}
	return shingles(w)
}

// liftedIn reports whether the words of a block stand, in runs, in a text.
func liftedIn(runs []uint64, other text) bool {
	return len(runs) > 0 && other.canHold(runs, liftedShare) && float64(storypair.Shared(runs, other.shingles))/float64(len(runs)) >= liftedShare
}
