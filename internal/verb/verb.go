// Package verb knows the forms of common English verbs: which word forms may be
// a verb, of which base, and in which tense. It tags nothing: it says what a
// form can be, and callers look at the words around it.
package verb

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed verbs.tsv
var verbsTSV string

// Form says what a word form can be, as a set of bits.
type Form uint8

// Bits of a Form.
const (
	Base Form = 1 << iota
	Third
	Past
	Participle
	Ing
	Noun // the base or -s form is a noun more often than a verb
)

// Has reports whether f has one of the bits.
func (f Form) Has(bits Form) bool { return f&bits != 0 }

// Reading is a base with what the form can be of it.
type Reading struct {
	Base string
	Form Form
}

var readings = sync.OnceValue(func() map[string]Reading {
	m := make(map[string]Reading, 8000)
	for line := range strings.Lines(verbsTSV) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) < 2 || strings.HasPrefix(line, "#") {
			continue
		}
		var noun Form
		if len(f) > 2 && f[2] == "noun" {
			noun = Noun
		}
		past, participle := Pasts(f[0], f[1])
		for _, r := range []struct {
			word string
			form Form
		}{
			{f[0], Base | noun}, {ThirdPerson(f[0]), Third | noun},
			{past, Past}, {participle, Participle}, {Gerund(f[0], past), Ing},
		} {
			old, ok := m[r.word]
			if !ok {
				old.Base = f[0]
			}
			old.Form |= r.form
			m[r.word] = old
		}
	}
	return m
})

// Known is the reading of a folded word that the tables have.
func Known(word string) (Reading, bool) {
	r, ok := readings()[word]
	return r, ok
}

// Of is the reading of a folded word; ok is false for words that are no form of
// a verb known here; an unknown word in -ed is taken for a past or a participle.
// Auxiliaries (be, have, do, modals) are not among them.
func Of(word string) (Reading, bool) {
	r, ok := Known(word)
	if !ok && len(word) > 5 && strings.HasSuffix(word, "ed") && !notPast[word] && !strings.HasSuffix(word, "eed") && !strings.Contains(word, "-") {
		return Reading{Base: strings.TrimSuffix(word, "ed"), Form: Past | Participle}, true
	}
	return r, ok
}

// notPast end in -ed and are no verbs.
var notPast = map[string]bool{
	"hundred": true, "sacred": true, "hatred": true, "kindred": true, "unrelated": true, "unprecedented": true, "united": true,
	"limited": true, "supposed": true, "alleged": true, "so-called": true, "unnamed": true, "unidentified": true, "biased": true,
	"talented": true, "wicked": true, "rugged": true, "crooked": true, "unexpected": true, "unwanted": true, "gifted": true,
}

// Pasts are the past and the participle of a base, given the irregular forms as
// the tables write them: "-" for none, "past" or "past/participle".
func Pasts(base, irregular string) (past, participle string) {
	if irregular == "-" || irregular == "" {
		p := regularPast(base)
		return p, p
	}
	past, participle, ok := strings.Cut(irregular, "/")
	if !ok {
		participle = past
	}
	return past, participle
}

func regularPast(base string) string {
	switch {
	case strings.HasSuffix(base, "e"):
		return base + "d"
	case endsConsonantY(base):
		return base[:len(base)-1] + "ied"
	}
	return base + "ed"
}

// ThirdPerson is the -s form of a base.
func ThirdPerson(base string) string {
	switch {
	case endsConsonantY(base):
		return base[:len(base)-1] + "ies"
	case strings.HasSuffix(base, "s"), strings.HasSuffix(base, "x"), strings.HasSuffix(base, "z"),
		strings.HasSuffix(base, "ch"), strings.HasSuffix(base, "sh"), strings.HasSuffix(base, "o"):
		return base + "es"
	}
	return base + "s"
}

// Gerund is the -ing form of a base; past tells whether the last consonant is
// doubled ("planned", "planning").
func Gerund(base, past string) string {
	switch {
	case doubled[base], len(past) == len(base)+3 && strings.HasSuffix(past, "ed"):
		return base + base[len(base)-1:] + "ing"
	case strings.HasSuffix(base, "ie"):
		return base[:len(base)-2] + "ying"
	case strings.HasSuffix(base, "e") && !strings.HasSuffix(base, "ee") && !strings.HasSuffix(base, "oe") && !strings.HasSuffix(base, "ye"):
		return base[:len(base)-1] + "ing"
	}
	return base + "ing"
}

// doubled are the irregular verbs that double their consonant before -ing.
var doubled = map[string]bool{
	"begin": true, "bet": true, "bid": true, "cut": true, "dig": true, "fit": true, "forget": true, "get": true,
	"hit": true, "let": true, "overrun": true, "put": true, "quit": true, "rid": true, "run": true, "set": true,
	"shed": true, "shut": true, "sit": true, "spin": true, "split": true, "swim": true, "upset": true, "win": true,
}

func endsConsonantY(s string) bool {
	n := len(s)
	return n > 1 && s[n-1] == 'y' && !strings.ContainsRune("aeiou", rune(s[n-2]))
}
