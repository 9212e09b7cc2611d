package event

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/readout-project/readout"
)

//go:embed data/modes.tsv
var modesTSV string

type mode struct {
	name  string
	words []string
}

var modes = sync.OnceValue(func() map[string][]mode {
	m := map[string][]mode{}
	rows(modesTSV, func(f []string) { m[f[0]] = append(m[f[0]], mode{f[1], strings.Fields(f[2])}) })
	return m
})

// mode is the first of a type's modes that has a word as the trigger or close
// below it; "" for none.
func (p *page) mode(e found) string {
	near := p.near(e.trigger)
	near[p.lemma[e.trigger]] = true
	for _, m := range modes()[Types[e.typ]] {
		if slices.ContainsFunc(m.words, func(w string) bool { return near[w] }) {
			return m.name
		}
	}
	return ""
}

// locative are the prepositions of the place of an event.
var locative = []string{"in", "at", "near", "outside", "inside", "on", "around"}

// place is the first place named with a locative preposition below the trigger
// and not below another candidate; -1 for none.
func (p *page) place(trigger int32, cands []int32) int {
	for i := range p.d.Mentions {
		m := &p.d.Mentions[i]
		if m.Type != readout.Place || m.Kind != readout.Name {
			continue
		}
		w := p.headOf(m.Span)
		if w < 0 || p.Sent[w] != p.Sent[trigger] || !slices.Contains(locative, p.prep(w)) {
			continue
		}
		if p.below1(trigger, w, cands) {
			return i
		}
	}
	return -1
}

// date is the first date or time of day below the trigger and not below another
// candidate; where the trigger is the only one of its sentence, the first of the
// sentence; -1 for none.
func (p *page) date(trigger int32, cands []int32) int {
	first := -1
	for i := range p.d.Timexes {
		t := &p.d.Timexes[i]
		if t.Type != readout.Date && t.Type != readout.Time {
			continue
		}
		w := p.headOf(t.Span)
		if w < 0 || p.Sent[w] != p.Sent[trigger] {
			continue
		}
		if p.below1(trigger, w, cands) {
			return i
		}
		if first < 0 {
			first = i
		}
	}
	if len(cands) == 1 {
		return first
	}
	return -1
}

// below1 reports that the nearest candidate above a word is the trigger.
func (p *page) below1(trigger, w int32, cands []int32) bool {
	for range 12 {
		if w = p.Head[w]; w < 0 {
			return false
		}
		if w == trigger {
			return true
		}
		if slices.Contains(cands, w) {
			return false
		}
	}
	return false
}

// headOf is the word of a span that hangs on one outside of it; -1 for a span
// without words.
func (p *page) headOf(s readout.Span) int32 {
	at, _ := slices.BinarySearchFunc(p.words, s.Start, func(w readout.Word, start int) int { return w.Start - start })
	head := int32(-1)
	for i := at; i < len(p.words) && p.words[i].Start < s.End; i++ {
		if head < 0 || p.Depth[i] < p.Depth[head] {
			head = int32(i)
		}
	}
	return head
}
