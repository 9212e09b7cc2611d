package coref

import (
	"embed"
	"strings"
	"sync"

	"github.com/readout-project/readout/internal/fold"
)

//go:embed data
var data embed.FS

type set map[string]bool

// tables are the word lists, read once.
type tables struct {
	offices, speech, ambiguous set
	given                      map[string]gender // given names
	honorifics, nouns          map[string]gender
	ranks                      map[string]string // abbreviation -> noun of office
}

// gender is which of the pronouns he, she, it and they may stand for a referent,
// as a set of bits.
type gender uint8

const (
	masculine gender = 1 << iota
	feminine
	neuter
	plural
	human = masculine | feminine
)

var genders = map[string]gender{"m": masculine, "f": feminine, "e": human, "-": human, "g": neuter | plural}

var table = sync.OnceValue(func() *tables {
	t := &tables{
		offices: readSet("offices"), speech: readSet("speech"), ambiguous: readSet("ambiguous"),
		given: map[string]gender{}, ranks: readPairs("ranks"),
		honorifics: readGenders("honorifics"), nouns: readGenders("nouns"),
	}
	for w := range readSet("male") {
		t.given[w] |= masculine
	}
	for w := range readSet("female") {
		t.given[w] |= feminine
	}
	return t
})

// read calls f with every line of a table that is no comment.
func read(name string, f func(line string)) {
	b, err := data.ReadFile("data/" + name)
	if err != nil {
		panic(err) // the table is part of the program
	}
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			f(line)
		}
	}
}

func readSet(name string) set {
	s := set{}
	read(name+".txt", func(line string) {
		for w := range strings.FieldsSeq(line) {
			s[fold.Key(w)] = true
		}
	})
	return s
}

func readPairs(name string) map[string]string {
	m := map[string]string{}
	read(name+".tsv", func(line string) {
		if a, b, ok := strings.Cut(line, "\t"); ok {
			m[fold.Key(a)] = b
		}
	})
	return m
}

func readGenders(name string) map[string]gender {
	m := map[string]gender{}
	for w, g := range readPairs(name) {
		m[w] = genders[g]
	}
	return m
}

// officeNoun is the noun of office that a folded word is or stands for: "adm." is
// "admiral"; "" for other words.
func (t *tables) officeNoun(k string) string {
	if noun, ok := t.ranks[k]; ok {
		return noun
	}
	if t.offices[k] {
		return k
	}
	if cut := strings.LastIndexByte(k, '-'); cut >= 0 && t.offices[k[cut+1:]] {
		return k[cut+1:]
	}
	return ""
}

// person reports whether a noun names a person wherever it names anything.
func (t *tables) person(lemma string) bool {
	return (t.nouns[lemma]&human != 0 || t.offices[lemma]) && !t.ambiguous[lemma]
}

// honorific is whom a form of address before a name addresses; 0 for other words.
func (t *tables) honorific(k string) gender { return t.honorifics[strings.TrimSuffix(k, ".")] }
