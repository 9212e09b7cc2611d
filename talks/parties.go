package talks

import (
	"cmp"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
)

// parties fills the sides that talk: names joined by "and" before or between which
// a meeting stands, actors and recipients of talks that the events have, and "X-Y
// talks"; those that have most votes.
func (f *filler) parties() {
	byKey := map[string]*votes{}
	var order []string
	vote := func(p *page, at readout.Span, weight float64) {
		name := at.Of(p.source)
		k := sideKey(name)
		if k == "" {
			return
		}
		v := byKey[k]
		if v == nil {
			v = &votes{name: name}
			byKey[k] = v
			order = append(order, k)
		}
		v.n += weight
		v.at = append(v.at, p.ref(at))
	}
	for _, p := range f.pages {
		for s := range p.d.Sentences {
			if !p.article(s) || !p.talk[s] {
				continue
			}
			for _, pair := range p.pairs(s) {
				vote(p, pair[0], 1)
				vote(p, pair[1], 1)
			}
		}
	}
	slices.SortStableFunc(order, func(a, b string) int { return cmp.Compare(byKey[b].n, byKey[a].n) })
	for i, k := range order {
		v := byKey[k]
		if i > 4 || i > 1 && 2*v.n < byKey[order[1]].n || v.n < 2 && i > 1 {
			break
		}
		for _, at := range v.at {
			f.add(readout.CardParties, v.name, "", at)
		}
	}
}

// sideKey brings a country, its adjective and its possessive to one.
func sideKey(name string) string {
	if c, sense, ok := gazetteer.CountryOf(name); ok && sense != gazetteer.Capital {
		return c.Code
	}
	w := fold.Words(name)
	if len(w) == 0 {
		return ""
	}
	return strings.Join(w, " ")
}

// pairs are names of places, bodies or persons of one type that "and" joins, or
// that stand on both sides of "with".
func (p *page) pairs(s int) [][2]readout.Span {
	var out [][2]readout.Span
	x := p.d.Sentences[s]
	ms := p.mentions(x.Span, readout.Place, readout.Organization)
	for k := 1; k < len(ms); k++ {
		a, b := &p.d.Mentions[ms[k-1]], &p.d.Mentions[ms[k]]
		if a.End > b.Start {
			continue
		}
		switch between := strings.TrimSpace(fold.Line(p.source[a.End:b.Start])); between {
		case "and", "and the", "and its", "-", "and of":
			out = append(out, [2]readout.Span{a.Span, b.Span})
		}
	}
	for i := range p.d.Events {
		e := &p.d.Events[i]
		if !x.Contains(e.Trigger) || e.Type != "CONSULT" && e.Type != "AGREE" || len(e.Actors) == 0 || len(e.Recipients) == 0 {
			continue
		}
		a, b := p.sideIn(e.Actors[0].Span), p.sideIn(e.Recipients[0].Span)
		if !a.Empty() && !b.Empty() {
			out = append(out, [2]readout.Span{a, b})
		}
	}
	return out
}

// sideIn is the first place or body named in a phrase.
func (p *page) sideIn(in readout.Span) readout.Span {
	for _, i := range p.mentions(in, readout.Place, readout.Organization) {
		return p.d.Mentions[i].Span
	}
	return readout.Span{}
}
