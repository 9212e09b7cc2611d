package corroborate

import (
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/frame"
	"github.com/readout-project/readout/names"
)

// site is a named place that a clause puts its act in.
type site struct {
	name string // verbatim
	take int    // index into the scene's takes
}

// sites are the places that hang on the predicate itself with a preposition that
// puts the act inside: not "near" or "outside", and not where somebody who takes
// part is from.
func (s *story) sites(p *prop, sc *scene) []site {
	g := s.stages[p.report]
	var out []site
	for i := range sc.takes {
		t := &sc.takes[i]
		if t.role != frame.Oblique || !t.place || !t.named || t.prep != "in" && t.prep != "at" && t.prep != "inside" {
			continue
		}
		if h := g.frames.Head[t.word]; h != sc.frame.Verb && h != sc.frame.Word {
			continue
		}
		if name := g.properName(t.word); name != "" {
			out = append(out, site{name, i})
		}
	}
	return out
}

// properName is the run of proper names around the head of a noun phrase, as it
// stands; "" where other words stand in the phrase, which may say that a part of
// the place is meant: "northern Selm".
func (g *stage) properName(head int32) string {
	phrase := g.frames.Phrase(head)
	for _, w := range phrase {
		if x := &g.d.Words[w]; x.UPOS != readout.PROPN {
			return ""
		}
	}
	at := readout.Span{Start: g.d.Words[phrase[0]].Start, End: g.d.Words[phrase[len(phrase)-1]].End}
	if len(strings.Fields(at.Of(g.d.Report.Source))) > len(phrase) {
		return ""
	}
	return fold.Line(at.Of(g.d.Report.Source))
}

// places finds two places of one act that are known to lie apart.
func (e *encounter) places() (a, b version, ok bool) {
	here, there := e.a.traits.sites, e.b.traits.sites
	if len(here) == 0 || len(there) == 0 || !e.facts() || !e.plain() {
		return a, b, false
	}
	for _, x := range here {
		for _, y := range there {
			if !gazetteer.Apart(x.name, y.name) || names.Compare(names.Parse(x.name, readout.Place), names.Parse(y.name, readout.Place), false).Logit > 0 {
				return a, b, false
			}
		}
	}
	// With all places set aside the rest must be one happening.
	place := func(t taker) bool { return t.place }
	c, d := e.a.scene.without(place), e.b.scene.without(place)
	x, one := e.but(c, d)
	return version{value: here[0].name}, version{value: there[0].name}, one && x.same() && e.firm(&x)
}

// without is a scene without those who take part in it that drop names.
func (s *scene) without(drop func(t taker) bool) *scene {
	c := *s
	c.takes = slices.DeleteFunc(slices.Clone(s.takes), drop)
	c.seat()
	return &c
}
