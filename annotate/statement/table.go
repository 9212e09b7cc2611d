package statement

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/verb"
)

//go:embed data/triggers.tsv
var triggersTSV string

//go:embed data/cues.tsv
var cuesTSV string

//go:embed data/credits.txt
var creditsTXT string

//go:embed data/words.txt
var wordsTXT string

// trigger is a row of the table: what the words of a predicate say of it.
type trigger struct {
	pattern   [][]element
	status    readout.Status
	negated   readout.Status
	rule      string
	adverbial bool // begins with an adverb
}

// element is one alternative of a place in a pattern.
type element struct {
	word  string
	class string // "be", "have", "do": any form of it
	lemma string // any form of this verb
	verb  bool   // any verb
	form  verb.Form
	rest  string // a later word that must follow within the clause
}

// cueRule says what a reporting verb makes of its content.
type cueRule struct {
	own    bool
	status string
}

type tables struct {
	triggers []trigger
	cues     map[string]cueRule
	classes  map[string]map[string]bool
	credits  []string

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
	for _, f := range rows(triggersTSV, 4) {
		g := trigger{status: readout.Status(f[1]), negated: readout.Status(f[2]), rule: f[3]}
		for _, place := range strings.Fields(f[0]) {
			var alts []element
			for _, w := range strings.Split(place, "/") {
				alts = append(alts, elementOf(w))
			}
			g.pattern = append(g.pattern, alts)
		}
		g.adverbial = t.in("adverb", g.pattern[0][0].word)
		t.triggers = append(t.triggers, g)
	}
	return t
})

func elementOf(w string) element {
	switch w {
	case "be", "have", "do":
		return element{class: w}
	case "V":
		return element{verb: true}
	case "Ving":
		return element{verb: true, form: verb.Ing}
	case "Vto":
		return element{rest: "to"}
	case "Vend":
		return element{rest: "$"}
	}
	if l, ok := strings.CutSuffix(w, "+"); ok {
		return element{lemma: l}
	}
	return element{word: w}
}

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
