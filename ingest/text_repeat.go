package ingest

import (
	"strings"

	"github.com/readout-project/readout/internal/fold"
)

// repeat says which earlier or later block a block repeats.
type repeat struct {
	of    int // index of the block; -1 for none
	ahead bool
	why   string
}

// findRepeats marks blocks that give the words of another block again: the same
// words anywhere before, where they are more than a label; an image text or a
// cut paragraph that the next blocks give in full.
func findRepeats(bs []block) []repeat {
	out := make([]repeat, len(bs))
	keys := make([]string, len(bs))
	seen := make(map[string]int, len(bs))
	for i, b := range bs {
		out[i].of = -1
		keys[i] = repeatKey(b.folded)
		if keys[i] == "" {
			continue
		}
		j, ok := seen[keys[i]]
		switch {
		case !ok:
			seen[keys[i]] = i
		case i-j <= 2 || enough(keys[i]):
			out[i] = repeat{of: j, why: "the same words as block"}
		default:
			seen[keys[i]] = i
		}
		withoutDateline(b.folded, i, seen, out)
	}
	for i := range bs {
		markPrefix(keys, out, i)
	}
	return out
}

// withoutDateline marks block i, or remembers it, by its words behind a dateline:
// a paragraph given again often lacks "CITY (Agency) —".
func withoutDateline(folded string, i int, seen map[string]int, out []repeat) {
	head, rest, ok := strings.Cut(folded, "- ")
	if !ok || len(head) > longestDateline {
		return
	}
	k := repeatKey(rest)
	if !enough(k) || out[i].of >= 0 {
		return
	}
	if j, ok := seen[k]; ok && j != i {
		out[i] = repeat{of: j, why: "the same words, behind a dateline, as block"}
		return
	}
	seen[k] = i
}

// longestDateline is the number of bytes before the dash of a dateline.
const longestDateline = 60

// repeatKey is the words of a line without punctuation.
func repeatKey(folded string) string { return strings.Join(fold.Words(folded), " ") }

// enough reports whether words are too many to come twice by chance, as labels
// ("Read more") and refrains do.
func enough(key string) bool { return len(key) >= 60 && strings.Count(key, " ") >= 9 }

// markPrefix marks block i where one of the next three blocks begins with its
// words and says more: the alternative text of an image before its caption, the
// start of a paragraph before the paragraph.
func markPrefix(keys []string, out []repeat, i int) {
	if out[i].of >= 0 && !out[i].ahead && out[i].of != i-1 {
		return
	}
	k := keys[i]
	if len(k) < 25 || strings.Count(k, " ") < 4 {
		return
	}
	for j := i + 1; j < len(keys) && j <= i+3; j++ {
		if len(keys[j]) > len(k) && strings.HasPrefix(keys[j], k) && keys[j][len(k)] == ' ' {
			out[i] = repeat{of: j, ahead: true, why: "its words open the longer block"}
			return
		}
	}
}
