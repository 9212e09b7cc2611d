package main

import (
	"cmp"
	"math/rand/v2"
	"slices"
)

// pool is how many batches of sentences are sorted by length together: batches
// hold sentences of like length, and still differ from pass to pass.
const pool = 40

// shuffle draws batches of about size words.
func shuffle(ss []*sentence, size int, r *rand.Rand) [][]*sentence {
	ss = slices.Clone(ss)
	r.Shuffle(len(ss), func(i, j int) { ss[i], ss[j] = ss[j], ss[i] })
	var out [][]*sentence
	for len(ss) > 0 {
		words, k := 0, 0
		for k < len(ss) && words < pool*size {
			words += len(ss[k].forms)
			k++
		}
		out = append(out, cut(ss[:k], size)...)
		ss = ss[k:]
	}
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// cut sorts sentences, the longest first, and cuts them into batches.
func cut(ss []*sentence, size int) [][]*sentence {
	ss = slices.Clone(ss)
	slices.SortStableFunc(ss, func(a, b *sentence) int { return cmp.Compare(len(b.forms), len(a.forms)) })
	var out [][]*sentence
	for len(ss) > 0 {
		words, k := 0, 0
		for k < len(ss) && (k == 0 || words+len(ss[k].forms) <= size) {
			words += len(ss[k].forms)
			k++
		}
		out = append(out, ss[:k])
		ss = ss[k:]
	}
	return out
}

func countWords(ss []*sentence) int {
	n := 0
	for _, s := range ss {
		n += len(s.forms)
	}
	return n
}

// deal parts a batch among the shards, still sorted.
func deal(batch []*sentence) [shards][]*sentence {
	var out [shards][]*sentence
	for i, s := range batch {
		out[i%shards] = append(out[i%shards], s)
	}
	return out
}
