package attribution

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed data/silence.tsv
var silenceTSV string

//go:embed data/words.txt
var wordsTXT string

// lexicon is the compiled tables.
type lexicon struct {
	silence map[string][][]string // phrases by their first word, longest first
	classes map[string]map[string]bool
}

// in reports whether a folded word is of a closed class.
func (l *lexicon) in(class, word string) bool { return l.classes[class][word] }

var lex = sync.OnceValue(func() *lexicon {
	l := &lexicon{silence: map[string][][]string{}, classes: map[string]map[string]bool{}}
	for _, f := range rows(silenceTSV) {
		w := strings.Fields(f[0])
		l.silence[w[0]] = append(l.silence[w[0]], w)
	}
	for _, p := range l.silence {
		slices.SortStableFunc(p, func(a, b []string) int { return len(b) - len(a) })
	}
	for _, f := range rows(wordsTXT) {
		m := map[string]bool{}
		for _, w := range strings.Fields(f[1]) {
			m[w] = true
		}
		l.classes[f[0]] = m
	}
	return l
})

// rows are the lines of a table, split at tabs, without comments.
func rows(table string) [][]string {
	var out [][]string
	for line := range strings.Lines(table) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		for len(f) < 4 {
			f = append(f, "")
		}
		out = append(out, f)
	}
	return out
}
