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

func letterFirst(s string) bool {
	return class(s) == classLetter && s[0] != ' '
}
