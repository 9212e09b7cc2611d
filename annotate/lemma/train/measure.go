package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/readout-project/readout/annotate/lemma"
)

// scores are shares of words.
type scores struct{ lemma, feats float64 }

// measure compares what the model gives with the treebank, and prints the
// commonest mistakes.
func measure(model []byte, texts []lemma.Text, wrong int) (scores, error) {
	m, err := lemma.Open(string(model))
	if err != nil {
		return scores{}, err
	}
	mistakes := map[string]int{}
	n, lemmas, feats := 0, 0, 0
	for _, t := range texts {
		words := slices.Clone(t.Words)
		m.Fill(t.Source, words)
		for i, w := range words {
			gold := t.Words[i]
			n++
			if w.Lemma == gold.Lemma {
				lemmas++
			} else {
				mistakes[fmt.Sprintf("lemma %v %v %s: %s, not %s", w.UPOS, w.XPOS, w.Of(t.Source), gold.Lemma, w.Lemma)]++
			}
			if w.Feats == gold.Feats {
				feats++
			} else {
				mistakes[fmt.Sprintf("feats %v %v %v: %s, not %s", w.UPOS, w.XPOS, "", gold.Feats, w.Feats)]++
			}
		}
	}
	keys := slices.Collect(maps.Keys(mistakes))
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(mistakes[b]-mistakes[a], cmp.Compare(a, b)) })
	for _, k := range keys[:min(wrong, len(keys))] {
		fmt.Printf("%5d  %s\n", mistakes[k], k)
	}
	return scores{float64(lemmas) / float64(n), float64(feats) / float64(n)}, nil
}
