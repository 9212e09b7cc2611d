// Package lexis weighs words: their stems, how common they are in English news,
// and which are mere grammar. The weights are fixed, not taken from the reports
// at hand, so that the likeness of two texts depends on those two alone and
// reading a third changes nothing.
package lexis

import (
	_ "embed"
	"hash/maphash"
	"math"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

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

// stems are the words met last with their stems: the words of news are few, and
// making a stem takes a hundred times longer than finding one.
var stems [1 << 14]atomic.Pointer[stemmed]

type stemmed struct{ word, stem string }

// longestKept bounds what the table can hold of odd input, in bytes a word.
const longestKept = 32

var seed = maphash.MakeSeed()

// Stem is the stem of a folded word (fold.Words): the Snowball English stem,
// with irregular verbs and nouns brought to their base first.
func Stem(word string) string {
	if len(word) > longestKept {
		return stem(word)
	}
	slot := &stems[maphash.String(seed, word)%uint64(len(stems))]
	if s := slot.Load(); s != nil && s.word == word {
		return s.stem
	}
	s := &stemmed{word: strings.Clone(word), stem: strings.Clone(stem(word))}
	slot.Store(s)
	return s.stem
}

func stem(word string) string {
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
