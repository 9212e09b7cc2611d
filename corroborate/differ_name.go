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

// holder is a person with a full name whom a clause tells as the one who holds an
// office or stands in a relation: "the driver, Ada Mellin".
type holder struct {
	name string
	role []string // concepts of the nouns of the office or relation, sorted
	take int      // index into the scene's takes
}

// holdersIn are those among who takes part in a scene, each the only one of its part.
func (s *story) holdersIn(p *prop, sc *scene) []holder {
	var out []holder
	for i := range sc.takes {
		t := &sc.takes[i]
		if t.role == frame.Oblique || t.count.value != "" || len(sc.of(t.role)) != 1 {
			continue
		}
		if h, ok := s.holder(p.report, t); ok {
			h.take = i
			out = append(out, h)
		}
	}
	return out
}

// holder reads the full name and the office of a participant; false where either
// is missing, or more than one are meant.
func (s *story) holder(report int, t *taker) (holder, bool) {
	g := s.stages[report]
	if g.d.Words[t.word].XPOS == readout.TagNNS || g.d.Words[t.word].XPOS == readout.TagNNPS {
		return holder{}, false
	}
	// The words of the phrase and of what stands in apposition to it.
	phrase := g.frames.Phrase(t.word)
	for c := g.frames.First[t.word]; c >= 0; c = g.frames.Next[c] {
		switch g.d.Words[c].Rel.Base() {
		case readout.RelAppos:
			phrase = append(phrase, g.frames.Phrase(c)...)
		case readout.RelConj:
			return holder{}, false
		}
	}
	var name, role []string
	for _, w := range phrase {
		x := &g.d.Words[w]
		text := x.Of(g.d.Report.Source)
		switch {
		case gazetteer.Title(text), x.UPOS == readout.NOUN && x.Mention == readout.Person, x.UPOS == readout.NOUN && gazetteer.Classes(text)&gazetteer.Role != 0:
			role = append(role, concept(fold.Key(text)))
		case x.UPOS == readout.PROPN && (x.Mention == readout.Person || len(name) > 0 && x.Rel.Base() == readout.RelFlat):
			name = append(name, text)
		}
	}
	slices.Sort(role)
	h := holder{name: fold.Line(strings.Join(name, " ")), role: slices.Compact(role)}
	if len(name) < 2 || len(h.role) == 0 || names.Parse(h.name, readout.Person).Words() < 2 {
		return holder{}, false
	}
	return h, true
}

// surelyOther is the logit below which two names are never one person's.
const surelyOther = -2000

// others reports two full names of two persons, of whom neither report names the
// other: a report that has both tells of two who take part.
func (s *story) others(p, q *prop, a, b string) bool {
	x, y := names.Parse(a, readout.Person), names.Parse(b, readout.Person)
	m := names.Compare(x, y, false)
	return m.Logit < surelyOther && !m.Head && !s.mentions(p.report, b) && !s.mentions(q.report, a)
}

// mentions reports a report that has the last word of a name.
func (s *story) mentions(report int, name string) bool {
	f := fold.Words(name)
	return len(f) == 0 || slices.Contains(fold.Words(s.r.Docs[report].Report.Source), f[len(f)-1])
}

// names finds two persons in one part of an act. That one of them takes part is no
// contradiction: both must hold the same office or stand in the same relation, and
// without them the rest must be one happening.
func (e *encounter) names() (a, b version, ok bool) {
	here, there := e.a.traits.holders, e.b.traits.holders
	if len(here) == 0 || len(there) == 0 || !e.facts() || !e.plain() {
		return a, b, false
	}
	for _, y := range there {
		for _, x := range here {
			t, q := &e.a.scene.takes[x.take], &e.b.scene.takes[y.take]
			if t.role != q.role || !slices.Equal(x.role, y.role) || slices.ContainsFunc(t.who, func(k int) bool { return slices.Contains(q.who, k) }) ||
				differ(t.codes, q.codes) || differ(t.of, q.of) || !e.others(e.p, e.q, x.name, y.name) || !e.besides(x, y) {
				continue
			}
			of := strings.Join(x.role, " ")
			return version{x.name, of}, version{y.name, of}, true
		}
	}
	return a, b, false
}

// besides reports two scenes that are one but for those two: by who does it to
// them, or whom they do it to, and where, when or with what.
func (e *encounter) besides(x, y holder) bool {
	c, d := e.a.scene.unnamed(x), e.b.scene.unnamed(y)
	got, one := e.but(c, d)
	if !one || got.weight < strongAccord {
		return false
	}
	if e.a.scene.takes[x.take].role == frame.Patient {
		return got.patient && (got.agent || got.extra) && (e.oneDay() || got.extra)
	}
	return got.agent && (got.patient || got.extra && e.oneDay())
}

// unnamed is a scene in which one who takes part is known by the office alone.
func (s *scene) unnamed(h holder) *scene {
	c := *s
	c.takes = slices.Clone(s.takes)
	t := &c.takes[h.take]
	t.who, t.named, t.head, t.age = nil, false, h.role[0], ""
	t.know(slices.Clone(h.role))
	return &c
}
