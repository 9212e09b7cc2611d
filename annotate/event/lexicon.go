package event

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed data/verbs.tsv
var verbsTSV string

//go:embed data/sets.tsv
var setsTSV string

//go:embed data/light.txt
var lightTXT string

//go:embed data/nouns.tsv
var nounsTSV string

// Types are the sixteen types of PLOVER; the last place stands for no event.
var Types = [...]string{
	"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
	"SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}

const (
	numTypes = len(Types)
	none     = numTypes
	classes  = numTypes + 1
)

func typeNo(name string) int { return slices.Index(Types[:], name) }

// pattern is words that must stand with a verb for it to be of a type.
type pattern struct {
	words []string // folded; "&name" stands for any word of a set
	typ   int      // none for no event
}

type lexicon struct {
	verbs    map[string]int // type that a verb has by itself
	patterns map[string][]pattern
	sets     map[string][]string // word -> sets, as "&name"
	nouns    map[string]int
	light    map[string]bool
}

var lexis = sync.OnceValue(func() *lexicon {
	x := &lexicon{verbs: map[string]int{}, patterns: map[string][]pattern{}, sets: map[string][]string{}, nouns: map[string]int{}, light: map[string]bool{}}
	var heads []string
	rows(verbsTSV, func(f []string) {
		switch {
		case f[0][0] == '=':
			heads = strings.Split(f[0][1:], "|")
		case f[0][0] == '+':
			x.verbs[f[0][1:]] = typeNo(f[1])
		case len(f) == 2:
			t := none
			if f[0] != "-" {
				t = typeNo(f[0])
			}
			for _, h := range heads {
				x.patterns[h] = append(x.patterns[h], pattern{strings.Fields(f[1]), t})
			}
		}
	})
	rows(setsTSV, func(f []string) {
		for _, w := range strings.Split(f[1], "|") {
			x.sets[w] = append(x.sets[w], "&"+f[0])
		}
	})
	rows(lightTXT, func(f []string) {
		for w := range strings.FieldsSeq(f[0]) {
			x.light[w] = true
		}
	})
	rows(nounsTSV, func(f []string) {
		t := none
		if f[1] != "-" {
			t = typeNo(f[1])
		}
		x.nouns[f[0]] = t
	})
	return x
})

func rows(table string, f func([]string)) {
	for line := range strings.Lines(table) {
		if line = strings.TrimRight(line, "\n"); line != "" && line[0] != '#' {
			f(strings.Split(line, "\t"))
		}
	}
}

// match is the type of the pattern of a verb that has most words among those
// given, the first of these; ok is false for none.
func (x *lexicon) match(verb string, with map[string]bool) (typ int, ok bool) {
	most := 0
	for _, p := range x.patterns[verb] {
		if len(p.words) > most && !slices.ContainsFunc(p.words, func(w string) bool { return !with[w] }) {
			most, typ = len(p.words), p.typ
		}
	}
	return typ, most > 0
}
