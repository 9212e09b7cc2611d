package entity

import (
	"embed"
	"strings"
	"sync"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
)

//go:embed data
var data embed.FS

// set is a set of folded words or phrases.
type set map[string]bool

// body is an entry of the table of bodies: every name of it leads to the first.
type body struct {
	name string // folded
	typ  readout.Type
	caps bool // an acronym, that counts only in capitals
}

// tables are the word lists, read once.
type tables struct {
	orgHeads, orgOf, placeHeads, placeOf, placeFirst, states                      set
	common, calendar, function, offices, honorifics, modifiers                    set
	particles, speech, people, eventFirst, headSurnames, nonPersons, female, male set
	ranks, kin                                                                    map[string]string
	bodies                                                                        map[string]body
}

var words = sync.OnceValue(func() *tables {
	return &tables{
		orgHeads: readSet("orgheads"), orgOf: readSet("orgof"), placeHeads: readSet("placeheads"),
		placeOf: readSet("placeof"), placeFirst: readSet("placefirst"), states: readLines("states"),
		common: readSet("common"), calendar: readSet("calendar"), function: readSet("functionwords"),
		offices: readSet("offices"), honorifics: readSet("honorifics"), modifiers: readSet("modifiers"),
		particles: readSet("particles"), speech: readSet("speech"), people: readSet("people"),
		eventFirst: readSet("eventfirst"), headSurnames: readSet("headsurnames"), nonPersons: readSet("nonpersons"),
		female: readSet("female"), male: readSet("male"),
		ranks: readPairs("ranks"), kin: readPairs("kin"), bodies: readBodies(),
	}
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
		for _, w := range strings.Fields(line) {
			s[w] = true
		}
	})
	return s
}

// readLines is readSet for tables whose entries hold blanks: tabs part them.
func readLines(name string) set {
	s := set{}
	read(name+".txt", func(line string) {
		for _, w := range strings.Split(line, "\t") {
			s[w] = true
		}
	})
	return s
}

func readPairs(name string) map[string]string {
	m := map[string]string{}
	read(name+".tsv", func(line string) {
		if a, b, ok := strings.Cut(line, "\t"); ok {
			m[a] = b
		}
	})
	return m
}

func readBodies() map[string]body {
	m := map[string]body{}
	read("bodies.tsv", func(line string) {
		f := strings.Split(line, "\t")
		b := body{name: key(f[0]), typ: readout.Type(f[1])}
		b.caps = capitals(f[0])
		m[b.name] = b
		if len(f) < 3 {
			return
		}
		for _, alias := range strings.Split(f[2], ";") {
			b.caps = capitals(alias)
			m[key(alias)] = b
		}
	})
	return m
}

// capitals reports whether no letter of s is in lower case.
func capitals(s string) bool { return s == strings.ToUpper(s) }

// givenName reports whether a word is a common given name.
func givenName(text string) bool {
	k := fold.Key(text)
	return words().female[k] || words().male[k] || gazetteer.GivenName(text)
}
