package corroborate

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed data/assess.tsv
var assessTSV string

// assessOpens are the first words of the table's phrases.
var assessOpens = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for phrase := range assessTable() {
		first, _, _ := strings.Cut(phrase, " ")
		m[first] = true
	}
	return m
})

var assessTable = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(assessTSV) {
		side, phrase, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if ok && !strings.HasPrefix(line, "#") {
			m[phrase] = side
		}
	}
	return m
})

// judgements are the sides that the words judge on: "good", "bad", "mixed".
// The longest phrase at a place counts, so that "no breakthrough" is no
// breakthrough.
func judgements(words []string) []string {
	t, opens := assessTable(), assessOpens()
	var out []string
	for i := 0; i < len(words); i++ {
		if !opens[words[i]] {
			continue
		}
		for n := min(5, len(words)-i); n > 0; n-- {
			if side, ok := t[strings.Join(words[i:i+n], " ")]; ok {
				out = append(out, side)
				i += n - 1
				break
			}
		}
	}
	return out
}

// assessing reports whether the words judge how a meeting or an agreement went;
// one that is only pointed at ("it was a good start") counts too.
func assessing(words []string) bool {
	if len(judgements(words)) == 0 {
		return false
	}
	if len(words) > 1 && (words[0] == "it" || words[0] == "this" || words[0] == "that") && words[1] == "was" {
		return true
	}
	a := acts(words)
	return slices.Contains(a, "meeting") || slices.Contains(a, "agreement")
}
