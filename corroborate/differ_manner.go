package corroborate

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/frame"
)

// exclusive.tsv lists descriptions of which two cannot both hold.
//
//go:embed data/exclusive.tsv
var exclusiveTSV string

// exclusion is one side of a pair: pairs have a number, and its sides are 0 and 1.
type exclusion struct {
	pair, side int
	acts       []string // lemmas of the acts that it is a way of; "*" for any
}

type exclusions struct {
	is map[string][]exclusion // concept of a predicate
	by map[string][]exclusion // a way, as read by ways
}

var exclusiveTable = sync.OnceValue(func() exclusions {
	t := exclusions{map[string][]exclusion{}, map[string][]exclusion{}}
	n := 0
	for line := range strings.Lines(exclusiveTSV) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) < 3 || strings.HasPrefix(line, "#") {
			continue
		}
		for side, list := range f[1:3] {
			for _, w := range strings.Split(list, ";") {
				switch f[0] {
				case "is":
					k := act(w, w)
					t.is[k] = append(t.is[k], exclusion{pair: n, side: side})
				case "by":
					t.by[w] = append(t.by[w], exclusion{n, side, strings.Split(f[3], ";")})
				}
			}
		}
		n++
	}
	return t
})

// excluding are the keys under which a scene meets those whose predicate excludes
// its own.
func (s *scene) excluding() []string {
	var out []string
	for _, x := range exclusiveTable().is[s.what] {
		for i := range s.takes {
			if t := &s.takes[i]; t.role != frame.Oblique {
				for _, k := range t.stems {
					out = append(out, fmt.Sprint(x.pair, " ", k))
				}
			}
		}
	}
	return out
}

// manners finds two predicates, or two ways of one act, that exclude each other.
// States and ways change with time, so both must be told of one day, in reports of
// one day, and without words that put one before the other ("reopened", "again").
func (e *encounter) manners() (a, b version, ok bool) {
	if x, y, ok := opposites(exclusiveTable().is[e.a.scene.what], exclusiveTable().is[e.b.scene.what]); ok && x != y {
		v, w := e.word(e.p, e.a.scene.frame.Word), e.word(e.q, e.b.scene.frame.Word)
		of := min(v, w) + " / " + max(v, w)
		return version{v, of}, version{w, of}, e.atOnce() && e.sameRoles()
	}
	here, there := e.a.traits.ways, e.b.traits.ways
	if len(here) == 0 || len(there) == 0 || !e.a.scene.kindred(e.b.scene) {
		return a, b, false
	}
	for _, v := range here {
		for _, w := range there {
			if _, _, ok := opposites(v.on, w.on); !ok || shareWay(here, there) || !e.atOnce() {
				continue
			}
			if x, one := e.is(); one && x.same() {
				return version{value: v.words}, version{value: w.words}, true
			}
		}
	}
	return a, b, false
}

func shareWay(a, b []way) bool {
	return slices.ContainsFunc(a, func(v way) bool {
		return slices.ContainsFunc(b, func(w way) bool { return v.words == w.words })
	})
}

// opposites finds two sides of one pair.
func opposites(a, b []exclusion) (x, y int, ok bool) {
	for _, p := range a {
		for _, q := range b {
			if p.pair == q.pair && p.side != q.side {
				return p.side, q.side, true
			}
		}
	}
	return 0, 0, false
}

// way is how an act is told to have been done, with the sides that it is on.
type way struct {
	words string
	on    []exclusion
}

// ways are those of an act that the table knows: adverbs, adjectives, and
// prepositions with their nouns, on the predicate itself.
func (s *story) ways(p *prop, sc *scene) []way {
	g := s.stages[p.report]
	var out []way
	add := func(c int32, w string) {
		for k := g.frames.First[c]; k >= 0; k = g.frames.Next[k] {
			switch g.frames.Lemma(k) {
			case "not", "never", "hardly", "partly", "possibly", "perhaps", "almost", "nearly", "allegedly", "apparently":
				w = g.frames.Lemma(k) + " " + w
			}
		}
		x := way{words: w}
		for _, side := range exclusiveTable().by[w] {
			if side.acts[0] == "*" || slices.Contains(side.acts, g.frames.Lemma(sc.frame.Word)) || slices.Contains(side.acts, g.frames.Lemma(sc.frame.Verb)) {
				x.on = append(x.on, side)
			}
		}
		if len(x.on) > 0 {
			out = append(out, x)
		}
	}
	for _, v := range []int32{sc.frame.Word, sc.frame.Verb} {
		for c := g.frames.First[v]; c >= 0; c = g.frames.Next[c] {
			x := &g.d.Words[c]
			switch x.Rel.Base() {
			case readout.RelAdvmod, readout.RelAmod:
				add(c, g.frames.Lemma(c))
			case readout.RelXcomp, readout.RelObj, readout.RelAdvcl:
				if x.UPOS == readout.ADJ {
					add(c, g.frames.Lemma(c))
				}
			case readout.RelObl:
				prep := g.frames.Prep(c)
				if prep != "" {
					add(c, prep+" "+g.frames.Lemma(c))
					add(c, prep+" ...")
				}
				if x.Mention == readout.Person && prep == "with" {
					add(c, "with a person")
				}
			}
		}
		if sc.frame.Word == sc.frame.Verb {
			break
		}
	}
	return out
}

// ordering words put what they stand with before or after something else.
var ordered = []string{"again", "later", "then", "now", "still", "yet", "already", "initially", "originally", "earlier", "previously", "formerly", "eventually", "finally",
	"until", "since", "before", "after", "once", "meanwhile", "today", "reopened", "longer", "anymore", "if", "unless", "both", "partly", "either"}

// atOnce reports two facts that nothing puts at two times: told of one day in words,
// or of none by two reports of one day.
func (e *encounter) atOnce() bool {
	in := func(p *prop) bool {
		return slices.ContainsFunc(p.words, func(w string) bool { return slices.Contains(ordered, w) })
	}
	if !e.facts() || in(e.p) || in(e.q) || past(e.p) || past(e.q) || e.twins(e.p, e.q) {
		return false
	}
	if len(e.a.days) > 0 || len(e.b.days) > 0 {
		return e.oneDay()
	}
	v, w := e.r.Docs[e.p.report].Report.Published.Value, e.r.Docs[e.q.report].Report.Published.Value
	return len(v) >= dayLen && len(w) >= dayLen && v[:dayLen] == w[:dayLen]
}

// sameRoles reports two scenes of unlike predicates in which the same take part: in
// each role that either has, and in what either tells by a preposition, but for
// places and times; one of them named, or told in words that few things have.
func (e *encounter) sameRoles() bool {
	sure := false
	for _, r := range []frame.Role{frame.Agent, frame.Patient} {
		a, b := e.a.scene.of(r), e.b.scene.of(r)
		if len(a) != 1 || len(b) != 1 {
			if len(a)+len(b) > 0 {
				return false
			}
			continue
		}
		m, _ := a[0].meet(b[0])
		if !m.fit || len(a[0].stems) != len(b[0].stems) && !m.one && !(a[0].named && b[0].named) {
			return false
		}
		w, _ := a[0].shared(&b[0].bag)
		sure = sure || m.one || w >= heavy
	}
	for _, two := range [][2]*scene{{e.a.scene, e.b.scene}, {e.b.scene, e.a.scene}} {
		for i := range two[0].takes {
			t := &two[0].takes[i]
			if t.role != frame.Oblique || t.place {
				continue
			}
			if !two[1].any(func(q *taker) bool {
				m, _ := t.meet(q)
				return q.role == frame.Oblique && t.akin(q) && m.fit
			}) {
				return false
			}
		}
	}
	return sure
}
