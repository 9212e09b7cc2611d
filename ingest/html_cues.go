package ingest

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/html_cues.tsv
var cueTable string

// What a cue is for.
const (
	cueBy        = "by"        // before the names of authors
	cuePublished = "published" // beside the day of publication
	cueChanged   = "changed"   // beside the day of the last change
	cueDay       = "day"       // names of days and words of the page's furniture, no names of persons
	cueEvent     = "event"     // beside a day that is no day of the page
)

// cues are the folded words and phrases per use.
var cues = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for l := range strings.Lines(cueTable) {
		if use, words, ok := strings.Cut(strings.TrimSpace(l), "\t"); ok && l[0] != '#' {
			out[use] = append(out[use], strings.Split(words, "|")...)
		}
	}
	return out
})

// saysCue reports whether a folded text has one of the cues as words of its own
// or, where the cue ends in "*", as the beginning of a word.
func saysCue(key, use string) bool {
	for _, c := range cues()[use] {
		stem := strings.TrimSuffix(c, "*")
		for from := 0; ; {
			i := strings.Index(key[from:], stem)
			if i < 0 {
				break
			}
			i += from
			end := i + len(stem)
			if (i == 0 || class(key[i-1:]) != classLetter) && (stem != c || end == len(key) || class(key[end:]) != classLetter) {
				return true
			}
			from = end
		}
	}
	return false
}

// afterCue is what follows a cue at the beginning of a text, which is not
// folded; ok is false without one.
func afterCue(text, use string) (rest string, ok bool) {
	const longest = 48
	low := strings.ToLower(text[:min(len(text), longest)])
	for _, c := range cues()[use] {
		if len(text) <= len(c) || !strings.HasPrefix(low, c) {
			continue
		}
		if k := strings.ToLower(text[:len(c)]); k == c && class(text[len(c):]) != classLetter {
			if r := strings.TrimLeft(text[len(c):], " :\u00a0：–-"); len(r) > len(rest) && (!ok || len(r) < len(rest)) || !ok {
				rest, ok = r, true
			}
		}
	}
	return rest, ok
}
