package sameevent

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/readout-project/readout/internal/lexis"
)

//go:embed data/frames.txt
var framesText string

// groupsPerFrame leaves room for the groups of a frame in one number.
const groupsPerFrame = 16

var frames = sync.OnceValue(func() map[string][]int32 {
	out := map[string][]int32{}
	frame := int32(0)
	for line := range strings.Lines(framesText) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		for g, list := range strings.Split(line, ";") {
			for _, w := range strings.Fields(list) {
				s := lexis.Stem(strings.ToLower(w))
				out[s] = append(out[s], frame*groupsPerFrame+int32(g))
			}
		}
		frame++
	}
	return out
})

// groupsOf are the groups of the table that a stem stands in.
func groupsOf(stem string) []int32 { return frames()[stem] }

// Nearness of two words, from the nearest down.
const (
	apart = iota
	sameFrame
	sameGroup
	derived
	sameStem
	sameForm
)

// near is how near two words are, by form, derivation and the table.
func near(a, b *word) int {
	switch {
	case a.kind == grammar || b.kind == grammar:
		if a.form != "" && a.form == b.form {
			return sameForm
		}
		return apart
	case a.form == b.form:
		return sameForm
	case a.id == b.id:
		return sameStem
	}
	best := apart
	for _, g := range a.groups {
		for _, h := range b.groups {
			if g == h {
				best = max(best, sameGroup)
			} else if g/groupsPerFrame == h/groupsPerFrame {
				best = max(best, sameFrame)
			}
		}
	}
	if best < sameGroup && relatives(a.stem, b.stem) {
		return derived
	}
	return best
}

// endings are what derivation leaves behind the common beginning of two stems of
// Snowball ("produc", "product"; "explain", "explan").
var endings = func() map[string]bool {
	m := map[string]bool{"": true}
	for _, e := range strings.Fields(`e r er or s t d b n in i y m al at it ition ation ion sion sit iti ment anc enc ant ent ur ing
		ive iv ist ator itor ee eri ag ic ship th ar ici us uct pt k`) {
		m[e] = true
	}
	return m
}()

// relatives reports whether two stems look like derivatives of one word: a common
// beginning of four letters or more, and endings of derivation behind it.
func relatives(a, b string) bool {
	n := prefix(a, b)
	return n >= 4 && endings[a[n:]] && endings[b[n:]]
}

func prefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
