package corroborate

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/readout-project/readout/internal/lexis"
)

// manners.tsv lists pairs of manners that exclude each other for one part of an
// act: a meeting is direct or indirect, but part of it may have been either.
//
//go:embed data/manners.tsv
var mannersTSV string

// acts.tsv lists the words that name one kind of act, a kind a line.
//
//go:embed data/acts.tsv
var actsTSV string

// manner is one side of a pair: "direct" of format.
type manner struct {
	pair, side string
}

type mannerTables struct {
	words map[string]manner // one folded word, or more joined by blanks
	opens map[string]bool   // the first of them
	acts  map[string]string // stem -> kind of act
	kinds map[string]kindSet
}

// kindSet is a set of kinds of act, a bit each.
type kindSet uint64

// kindsOf is the set of some kinds.
func kindsOf(kinds []string) (s kindSet) {
	for _, k := range kinds {
		s |= mannerTable().kinds[k]
	}
	return s
}

var mannerTable = sync.OnceValue(func() *mannerTables {
	t := &mannerTables{words: map[string]manner{}, opens: map[string]bool{}, acts: map[string]string{}, kinds: map[string]kindSet{}}
	for line := range strings.Lines(mannersTSV) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Split(f[2], ";") {
			t.words[w] = manner{f[0], f[1]}
			first, _, _ := strings.Cut(w, " ")
			t.opens[first] = true
		}
	}
	for line := range strings.Lines(actsTSV) {
		kind, list, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		if _, known := t.kinds[kind]; !known {
			t.kinds[kind] = 1 << len(t.kinds)
		}
		for _, w := range strings.Fields(list) {
			t.acts[lexis.Stem(w)] = kind
		}
	}
	return t
})

// near is the distance in words within which a manner belongs to an act.
const near = 3

// manners are those that the words state of an act, each once, in order.
func manners(words []string) []manner {
	t := mannerTable()
	var out []manner
	for i := range words {
		if !t.opens[words[i]] {
			continue
		}
		for n := min(3, len(words)-i); n > 0; n-- {
			m, ok := t.words[strings.Join(words[i:i+n], " ")]
			if !ok {
				continue
			}
			around := words[max(0, i-near):min(len(words), i+n+near)]
			if !denied(words[:i]) && len(acts(around)) > 0 && !slices.Contains(out, m) {
				out = append(out, m)
			}
			break
		}
	}
	return out
}

// denied reports whether the words before a manner take it away: "not",
// "rather than", "instead of".
func denied(before []string) bool {
	tail := before[max(0, len(before)-3):]
	for i, w := range tail {
		if w == "not" || w == "never" || w == "without" || i+1 < len(tail) && (w == "rather" && tail[i+1] == "than" || w == "instead" && tail[i+1] == "of") {
			return true
		}
	}
	return false
}

// acts are the kinds of act that the words name, sorted, each once.
func acts(words []string) []string {
	t := mannerTable()
	var out []string
	for _, w := range words {
		if k, ok := t.acts[lexis.Stem(w)]; ok && !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out
}

// sameAct reports whether both name one kind of act, with the same manner where
// both state one of the same pair.
func (s *story) sameAct(a, b *prop) bool {
	return a.kindBits&b.kindBits != 0 && !s.twins(a, b)
}

// twins reports near-twins: propositions alike in their words that state
// different manners, "formal" of one and "face-to-face" of the other, or an
// order ("first", "second") that only one has or that differs.
func (s *story) twins(a, b *prop) bool {
	return differ(a.manners, b.manners) || differ(a.orders, b.orders)
}

// differ reports whether both lists say something and nothing in common.
func differ[T comparable](a, b []T) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	return !slices.ContainsFunc(a, func(x T) bool { return slices.Contains(b, x) })
}

var ordinals = []string{"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "last", "latest", "only"}

// orders are the ordinals among the words.
func orders(words []string) []string {
	var out []string
	for _, w := range words {
		if w == "first" || slices.Contains(ordinals, w) {
			out = append(out, w)
		}
	}
	return out
}
