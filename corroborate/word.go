package corroborate

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"

	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/lexis"
	"github.com/readout-project/readout/internal/verb"
)

// contentVerb reports a form that can be a verb that says what happened, not one
// that only joins ("is", "has", "would").
func contentVerb(w string) bool {
	if lexis.Grammar(w) {
		return false
	}
	r, ok := verb.Of(w)
	if !ok || r.Base == "be" || r.Base == "have" || r.Base == "do" || r.Base == "go" {
		return false
	}
	return !r.Form.Has(verb.Noun) || r.Form.Has(verb.Past|verb.Participle|verb.Ing)
}

// initials of a country that folding would make a pronoun.
var initials = regexp.MustCompile(`\bU\.\s?S\.|\bUS\b`)

// words are the folded words of s, country names of several words made one
// word, their code, and "U.S." kept apart from "us".
func words(s string) []string {
	if strings.Contains(s, "U.") || strings.Contains(s, "US") {
		s = initials.ReplaceAllString(s, " USA ")
	}
	in := fold.Words(s)
	out := in[:0]
	for i := 0; i < len(in); i++ {
		n, code := countryAt(in[i:])
		if n > 1 {
			out = append(out, code)
			i += n - 1
			continue
		}
		out = append(out, in[i])
	}
	return out
}

// countryAt finds the longest country name or adjective that the words begin
// with, of at most three words.
func countryAt(w []string) (n int, code string) {
	if len(w) < 2 || w[0] == "the" || !gazetteer.OpensCountry(w[0]) {
		return 0, ""
	}
	for n := min(3, len(w)); n > 1; n-- {
		if c, _, ok := gazetteer.CountryOf(strings.Join(w[:n], " ")); ok {
			return n, c.Code
		}
	}
	return 0, ""
}

// concept is the stem of a word, with country words brought to the country's
// code, number words to digits and exchangeable words to one.
func concept(w string) string {
	if n, ok := numberWords[w]; ok {
		return n
	}
	if w == "usa" {
		return "USA"
	}
	if isCode(w) {
		return w
	}
	if c, ok := synonymTable()[w]; ok {
		return c
	}
	if c, _, ok := gazetteer.CountryOf(w); ok {
		return c.Code
	}
	return lexis.Stem(w)
}

// act is the concept of a word that says what happens: of any form of a verb of
// which the table of exchangeable words has one.
func act(form, lemma string) string {
	if c, ok := predicateTable()[lemma]; ok {
		return c
	}
	return plainAct(form, lemma)
}

// plainAct is act by the words that stand for one another everywhere, which tells how
// much having said it weighs.
func plainAct(form, lemma string) string {
	for _, w := range []string{form, lemma} {
		if c, ok := synonymTable()[w]; ok {
			return c
		}
	}
	stem := lexis.Stem(lemma)
	if c, ok := synonymStems()[stem]; ok {
		return c
	}
	return stem
}

// predicates.tsv lists words that say that one thing happened, where who takes part
// in it is compared too.
//
//go:embed data/predicates.tsv
var predicatesTSV string

var predicateTable = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(predicatesTSV) {
		c, list, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Fields(list) {
			m[w] = concept(c)
		}
	}
	return m
})

// phrases.tsv lists verbs that with a particle or an adjective say what another
// verb says.
//
//go:embed data/phrases.tsv
var phrasesTSV string

var phraseTable = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(phrasesTSV) {
		c, list, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Split(list, ";") {
			m[w] = c
		}
	}
	return m
})

// phrasal is the concept of a verb with its particle, and the word for it, for
// the kinds of act, where it is another act than the verb's alone ("called off");
// "" where it is the same ("handed over").
func phrasal(lemma, particle string) (what, word string) {
	if w, ok := phraseTable()[lemma+" "+particle]; ok {
		return act(w, w), w
	}
	if particle == "off" || particle == "down" {
		return lexis.Stem(lemma) + " " + particle, ""
	}
	return "", ""
}

var synonymStems = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for w, c := range synonymTable() {
		stem := lexis.Stem(w)
		if have, ok := m[stem]; ok && have != c {
			c = stem // two concepts have the stem: it tells neither
		}
		m[stem] = c
	}
	return m
})

// countryWeight is what a country counts for: stories are about countries, so
// that naming one tells little, though the code is rare as a word.
const countryWeight = 3

// rare is the weight beyond which a stem is most often a name.
const rare = 5.5

// nominal reports a stem that is a country, a number or so rare that it most
// often is a name: it tells who and how many, not what.
func nominal(stem string, weight float32) bool {
	return isCode(stem) || weight > rare || allDigits(stem)
}

func weightOf(concept string) float32 {
	if isCode(concept) {
		return countryWeight
	}
	stem, _, _ := strings.Cut(concept, " ")
	return lexis.IDF(stem)
}

//go:embed data/synonyms.tsv
var synonymsTSV string

var synonymTable = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(synonymsTSV) {
		c, list, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Fields(list) {
			m[w] = lexis.Stem(c)
		}
	}
	return m
})

var numberWords = map[string]string{
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
	"eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17",
	"eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70",
	"eighty": "80", "ninety": "90",
}
