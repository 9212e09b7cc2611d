// Package tree holds the dependency trees of a document as flat arrays over its
// words: heads, children in text order, and the words that each subtree spans.
package tree

import "github.com/readout-project/readout"

// Forest is the trees of a document. All slices but Order are indexed by word;
// -1 stands for none.
type Forest struct {
	Sent  []int32 // sentence
	Head  []int32 // head in the same sentence
	First []int32 // first child
	Next  []int32 // next child of the same head, in text order
	Lo    []int32 // the subtree spans the words [Lo, Hi)
	Hi    []int32
	Size  []int32 // words of the subtree
	Depth []int32 // heads above
	Order []int32 // all words, children before their heads
}

// New reads the trees of words. A head outside its sentence and a cycle are cut:
// the word becomes a root. It takes time linear in the number of words.
func New(words []readout.Word, sentences []readout.Sentence) *Forest {
	n := len(words)
	f := &Forest{Order: make([]int32, 0, n)}
	flat := make([]int32, 9*n)
	for i, a := range []*[]int32{&f.Sent, &f.Head, &f.First, &f.Next, &f.Lo, &f.Hi, &f.Size, &f.Depth} {
		*a = flat[i*n : (i+1)*n : (i+1)*n]
	}
	open := flat[8*n:] // children not yet measured
	for i := range n {
		f.Sent[i], f.Head[i], f.First[i], f.Next[i] = -1, -1, -1, -1
		f.Lo[i], f.Hi[i], f.Size[i] = int32(i), int32(i+1), 1
	}
	for s, x := range sentences {
		for i := max(0, x.FirstWord); i < min(n, x.LastWord); i++ {
			f.Sent[i] = int32(s)
			if h := words[i].Head; h >= x.FirstWord && h < min(n, x.LastWord) && h != i {
				f.Head[i] = int32(h)
				open[h]++
			}
		}
	}
	f.measure(open)
	for i := n - 1; i >= 0; i-- {
		if h := f.Head[i]; h >= 0 {
			f.Next[i] = f.First[h]
			f.First[h] = int32(i)
		}
	}
	for k := len(f.Order) - 1; k >= 0; k-- {
		if i := f.Order[k]; f.Head[i] >= 0 {
			f.Depth[i] = f.Depth[f.Head[i]] + 1
		}
	}
	return f
}

// measure takes the leaves first and goes up; what it cannot reach are cycles.
func (f *Forest) measure(open []int32) {
	for i := range open {
		if open[i] == 0 {
			f.Order = append(f.Order, int32(i))
		}
	}
	done := make([]bool, len(open))
	for k := 0; ; k++ {
		if k == len(f.Order) {
			if !f.cut(open, done) {
				return
			}
		}
		i := f.Order[k]
		done[i] = true
		h := f.Head[i]
		if h < 0 {
			continue
		}
		f.Lo[h], f.Hi[h] = min(f.Lo[h], f.Lo[i]), max(f.Hi[h], f.Hi[i])
		f.Size[h] += f.Size[i]
		if open[h]--; open[h] == 0 {
			f.Order = append(f.Order, h)
		}
	}
}

// cut makes roots of the words of cycles and adds those that are leaves then;
// false where no word is left.
func (f *Forest) cut(open []int32, done []bool) bool {
	found := false
	for i := range open {
		if open[i] == 0 || done[i] {
			continue
		}
		if h := f.Head[i]; h >= 0 && open[h] > 0 {
			f.Head[i] = -1
			if open[h]--; open[h] == 0 {
				f.Order = append(f.Order, h)
				found = true
			}
		}
	}
	return found
}

// Whole reports whether the subtree of i leaves out no word that it spans.
func (f *Forest) Whole(i int32) bool { return f.Hi[i]-f.Lo[i] == f.Size[i] }

// Under reports whether i is in the subtree of h.
func (f *Forest) Under(i, h int32) bool {
	for i >= 0 && f.Depth[i] > f.Depth[h] {
		i = f.Head[i]
	}
	return i == h
}

// Top is the highest word whose subtree ends (or begins, if begins) with word i and
// does not hold the word except; i itself where there is none higher.
func (f *Forest) Top(i, except int32, begins bool) int32 {
	for {
		h := f.Head[i]
		if h < 0 || begins && f.Lo[h] != f.Lo[i] || !begins && f.Hi[h] != f.Hi[i] || f.Under(except, h) {
			return i
		}
		i = h
	}
}
