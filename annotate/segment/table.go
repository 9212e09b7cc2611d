package segment

import (
	_ "embed"
	"strings"
)

//go:embed abbreviations.tsv
var abbreviationTable string

//go:embed starters.txt
var starterTable string

//go:embed quoteverbs.txt
var quoteVerbTable string

//go:embed linking.txt
var linkingTable string

//go:embed zones.txt
var zoneTable string

// class says what an abbreviation does to the sentence it stands in.
type class string

const (
	noClass class = ""
	title   class = "title"
	number  class = "number"
	month   class = "month"
	weekday class = "weekday"
	clock   class = "clock"
	inner   class = "inner"
	open    class = "open"
	state   class = "state"
	initial class = "initial" // a single capital: no entry in the table
	letters class = "letters" // "U.S.": no entry in the table
)

var (
	abbreviations = readClasses(abbreviationTable)
	starters      = readWords(starterTable)
	quoteVerbs    = readWords(quoteVerbTable)
	linking       = readWords(linkingTable)
	zones         = readWords(zoneTable)
)

func readClasses(table string) map[string]class {
	m := map[string]class{}
	for line := range strings.Lines(table) {
		word, c, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if ok && !strings.HasPrefix(word, "#") {
			m[word] = class(c)
		}
	}
	return m
}

func readWords(table string) map[string]bool {
	m := map[string]bool{}
	for line := range strings.Lines(table) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Fields(line) {
			m[w] = true
		}
	}
	return m
}

// classOf looks up a word without its full stop. "ADM" and "Adm" are "Adm";
// "no" is not "No".
func classOf(word string) class {
	if c, ok := abbreviations[word]; ok {
		return c
	}
	low := strings.ToLower(word)
	if c, ok := abbreviations[low]; ok {
		return c
	}
	if word != strings.ToUpper(word) || len(word) < 2 {
		return noClass
	}
	return abbreviations[strings.ToUpper(low[:1])+low[1:]]
}
