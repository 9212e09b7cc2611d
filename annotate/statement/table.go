package statement

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/cues.tsv
var cuesTSV string

//go:embed data/credits.txt
var creditsTXT string

//go:embed data/words.txt
var wordsTXT string

// cueRule says what a reporting verb makes of its content.
type cueRule struct {
	own    bool
	status string
}

type tables struct {
	cues    map[string]cueRule
	classes map[string]map[string]bool
	credits []string

	operators map[slot][]operator
}

func (t *tables) in(class, w string) bool { return t.classes[class][w] }

var data = sync.OnceValue(func() *tables {
	t := &tables{cues: map[string]cueRule{}, classes: map[string]map[string]bool{}}
	for _, f := range rows(wordsTXT, 2) {
		m := map[string]bool{}
		for _, w := range strings.Fields(f[1]) {
			m[w] = true
		}
		t.classes[f[0]] = m
	}
	for _, f := range rows(creditsTXT, 1) {
		t.credits = append(t.credits, f[0])
	}
	for _, f := range rows(cuesTSV, 3) {
		t.cues[f[0]] = cueRule{own: f[1] == "own", status: f[2]}
	}
	t.operators = parseOperators(operatorsTSV, t.classes)
	return t
})

// rows are the lines of a table with at least n columns, without comments.
func rows(table string, n int) [][]string {
	var out [][]string
	for line := range strings.Lines(table) {
		line = strings.TrimRight(line, "\r\n")
		if f := strings.Split(line, "\t"); len(f) >= n && !strings.HasPrefix(line, "#") {
			out = append(out, f)
		}
	}
	return out
}
