// Package lexis weighs words: their stems, how common they are in English news,
// and which are mere grammar. The weights are fixed, not taken from the reports
// at hand, so that the likeness of two texts depends on those two alone and
// reading a third changes nothing.
package lexis

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
	"sync"

	"github.com/kljensen/snowball/english"

	"github.com/readout-project/readout/internal/fold"
)

//go:embed data/df.tsv
var dfTSV string

//go:embed data/irregular.tsv
var irregularTSV string

//go:embed data/grammar.txt
var grammarTXT string

type table struct {
	idf       map[string]float32
	unseen    float32
	irregular map[string]string
	grammar   map[string]bool
}

var tables = sync.OnceValue(func() *table {
	t := &table{idf: map[string]float32{}, irregular: map[string]string{}, grammar: map[string]bool{}}
	n := 0.0
	for line := range strings.Lines(dfTSV) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		w, v, _ := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		df, err := strconv.ParseFloat(v, 64)
		if err != nil {
			panic("lexis: the embedded table df.tsv is broken: " + err.Error())
		}
		if w == "" {
			n = df
			continue
		}
		t.idf[w] = float32(math.Log((n + 1) / (df + 1)))
	}
	t.unseen = float32(math.Log((n + 1) / 2))
	for line := range strings.Lines(irregularTSV) {
		if f := strings.Fields(line); len(f) > 1 && f[0] != "#" {
			for _, form := range f[1:] {
				t.irregular[form] = f[0]
			}
		}
	}
	for _, w := range strings.Fields(grammarTXT) {
		t.grammar[w] = true
	}
	return t
})

// Stem is the stem of a folded word (fold.Words): the Snowball English stem,
// with irregular verbs and nouns brought to their base first.
func Stem(word string) string {
	if b, ok := tables().irregular[word]; ok {
		word = b
	}
	return english.Stem(word, false)
}

// IDF is the inverse document frequency of a stem in English news, in nats: 0
// for a word that every report has, about 7 for one that hardly any has.
func IDF(stem string) float32 {
	if v, ok := tables().idf[stem]; ok {
		return v
	}
	return tables().unseen
}

// Grammar reports whether a folded word is a function word.
func Grammar(word string) bool { return tables().grammar[word] }

// Stems are the stems of the content words of s, in order.
func Stems(s string) []string {
	words := fold.Words(s)
	out := words[:0]
	for _, w := range words {
		if !Grammar(w) {
			out = append(out, Stem(w))
		}
	}
	return out
}
