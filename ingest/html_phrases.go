package ingest

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

//go:embed data/html_phrases.tsv
var phraseTable string

// htmlPhrase is a beginning that tells what a block is.
type htmlPhrase struct {
	role  readout.Role
	words string
}

var htmlPhrases = sync.OnceValue(func() []htmlPhrase {
	var out []htmlPhrase
	for l := range strings.Lines(phraseTable) {
		if role, words, ok := strings.Cut(strings.TrimSpace(l), "\t"); ok && l[0] != '#' {
			out = append(out, htmlPhrase{readout.Role(role), words})
		}
	}
	return out
})

// phraseRole is the role that the beginning of a short block gives away.
func phraseRole(t string) (readout.Role, string) {
	const longest = 200
	if len(t) > longest {
		return "", ""
	}
	k := fold.Key(t)
	for _, p := range htmlPhrases() {
		if rest, ok := strings.CutPrefix(k, p.words); ok && (rest == "" || !letterFirst(rest)) {
			return p.role, "begins with \"" + p.words + "\""
		}
	}
	return "", ""
}

//go:embed data/html_callouts.txt
var calloutTable string

// callouts are the beginnings of sentences that ask something of the reader,
// folded, each with its first letter.
var callouts = sync.OnceValue(func() map[byte][]string {
	m := map[byte][]string{}
	for l := range strings.Lines(calloutTable) {
		if l = strings.TrimSpace(l); l != "" && l[0] != '#' {
			m[l[0]] = append(m[l[0]], l)
		}
	}
	return m
})

// callout tells a call to the readers: a short block without quotation one of
// whose sentences asks them for something.
func callout(t string) (readout.Role, string) {
	const longest = 320
	if len(t) > longest {
		return "", ""
	}
	k := fold.Key(t)
	if strings.Contains(k, `"`) {
		return "", ""
	}
	for at := 0; at >= 0 && at < len(k); at = nextSentence(k, at) {
		for _, c := range callouts()[k[at]] {
			if rest, ok := strings.CutPrefix(k[at:], c); ok && (rest == "" || !letterFirst(rest)) {
				return readout.RolePromotion, "asks the reader: \"" + c + "\""
			}
		}
	}
	return "", ""
}

// nextSentence is where the sentence after at begins; -1 for none.
func nextSentence(k string, at int) int {
	for i := at; i+2 < len(k); i++ {
		if strings.IndexByte(".?!:", k[i]) >= 0 && k[i+1] == ' ' {
			return i + 2
		}
	}
	return -1
}

func letterFirst(s string) bool {
	return class(s) == classLetter && s[0] != ' '
}
