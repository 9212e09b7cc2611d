package corroborate

import (
	"slices"

	"github.com/readout-project/readout"
)

// joined looks whether the claim's words hang together in a report as they do in
// the claim: what qualifies a noun there qualifies it here, and nothing is taken
// from a clause that tells of something else. "" where they do.
func (a *asked) joined(p *parsed, b *prop, v int) string {
	list := p.within(b.st.Span)
	for _, w := range a.items {
		at := p.alike(a.senses[w], list)
		if len(at) == 0 || slices.Contains(a.acts, w) {
			continue // it stands in a name or an office that the report gives elsewhere
		}
		if !slices.ContainsFunc(at, func(i int) bool { return a.inClause(p, i, v) }) {
			return "“" + a.d.Words[w].Of(a.d.Report.Source) + "” is said there of something else"
		}
		head := int(a.f.Head[w])
		if head < 0 || !qualifies(a.rel(w)) || !slices.Contains(a.items, head) {
			continue
		}
		heads := p.alike(a.senses[head], list)
		if len(heads) > 0 && !slices.ContainsFunc(at, func(i int) bool {
			return slices.ContainsFunc(heads, func(h int) bool { return p.beside(i, h) })
		}) {
			return "“" + a.d.Words[w].Of(a.d.Report.Source) + "” is said there of something else"
		}
	}
	return ""
}

// alike are the words of a list that have a sense.
func (p *parsed) alike(x wordSense, list []int) []int {
	var out []int
	for _, v := range list {
		if x.is(p.senses[v]) {
			out = append(out, v)
		}
	}
	return out
}

// qualifies reports a relation of a word to the noun that it tells more of.
func qualifies(r readout.Rel) bool {
	switch r.Base() {
	case readout.RelAmod, readout.RelNmod, readout.RelCompound, readout.RelNummod, readout.RelAppos:
		return true
	}
	return false
}

// beside reports that one of two words hangs on the other, or both on one.
func (p *parsed) beside(i, h int) bool {
	x, y := int32(i), int32(h)
	return p.f.Under(x, y) || p.f.Under(y, x) || p.f.Head[x] == p.f.Head[y] && p.f.Head[x] >= 0
}

// inClause reports that the nearest verb above a word is the act v, one above it
// or one that the claim has too.
func (a *asked) inClause(p *parsed, i, v int) bool {
	if i == v {
		return true
	}
	for u := int(p.f.Head[i]); u >= 0; u = int(p.f.Head[u]) {
		if u == v || p.f.Under(int32(v), int32(u)) {
			return true
		}
		if p.d.Words[u].UPOS == readout.VERB && !p.senses[u].in(a.said) {
			return false
		}
	}
	return true
}

// daysOf is a proposition with the days of an act alone: those that stand with it
// or with what governs it, and of several in a statement those that stand with it.
func (p *parsed) daysOf(b *prop, v int) *prop {
	several := slices.ContainsFunc(b.days, func(d string) bool { return d != b.days[0] })
	out := *b
	out.days = nil
	for _, t := range p.d.Timexes {
		if !b.st.Contains(t.Span) || t.Type != readout.Date && t.Type != readout.Time || len(t.Value) < dayLen {
			continue
		}
		i := p.top(p.within(t.Span))
		if i < 0 {
			continue
		}
		if u := p.verbAbove(i); u == v || !several && (u < 0 || p.f.Under(int32(v), int32(u))) {
			out.days = append(out.days, t.Value[:dayLen])
		}
	}
	return &out
}

// verbAbove is the nearest verb above a word; -1.
func (p *parsed) verbAbove(i int) int {
	for u := int(p.f.Head[i]); u >= 0; u = int(p.f.Head[u]) {
		if p.d.Words[u].UPOS == readout.VERB {
			return u
		}
	}
	return -1
}
