package corroborate

import (
	"slices"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/frame"
)

// succession is two acts of which a report puts the one before the other.
type succession struct {
	prop          int
	first, second scene
}

// behind are joints behind which stands what was before, and toward those behind which
// stands what came after.
var (
	behind = []string{"after", "following"}
	toward = []string{"before"}
	// answers are nouns of what is done because of something before: "in response to".
	answers = []string{"response", "reaction", "retaliation", "revenge", "answer", "reply"}
)

// successions are those that statements of fact tell, in the words of one clause.
func (s *story) successions() []succession {
	var out []succession
	for i := range s.props {
		p := &s.props[i]
		if from, _ := s.voices.textOf(p.report, p.st.Span); from != p.report || p.st.Position.Weak() || past(p) {
			continue
		}
		g := s.stages[p.report]
		for k := range p.stated {
			sc := &p.stated[k]
			if st := p.sceneStatus(sc); st != readout.Happened && st != readout.Ongoing {
				continue
			}
			out = append(out, g.ordered(i, sc)...)
		}
	}
	return out
}

// ordered are the acts that a clause puts before or after its own.
func (g *stage) ordered(prop int, sc *scene) []succession {
	var out []succession
	own := g.coming(sc)
	if own == nil {
		return nil
	}
	add := func(w int32, before bool) {
		other, ok := g.actOf(w)
		switch {
		case !ok || other.frame.Negated || other.frame.Word == own.frame.Word:
		case before:
			out = append(out, succession{prop, other, *own})
		default:
			out = append(out, succession{prop, *own, other})
		}
	}
	for c := g.frames.First[sc.frame.Verb]; c >= 0; c = g.frames.Next[c] {
		x := &g.d.Words[c]
		joint := g.frames.Prep(c)
		if x.Rel.Base() == readout.RelAdvcl {
			joint = g.mark(c)
		} else if x.Rel.Base() != readout.RelObl {
			continue
		}
		switch {
		case slices.Contains(behind, joint):
			add(c, true)
		case slices.Contains(toward, joint):
			add(c, false)
		case (joint == "in" || joint == "as") && slices.Contains(answers, g.frames.Lemma(c)):
			for k := g.frames.First[c]; k >= 0; k = g.frames.Next[k] {
				if prep := g.frames.Prep(k); g.d.Words[k].Rel.Base() == readout.RelNmod && (prep == "to" || prep == "for") {
					add(k, true)
				}
			}
		}
	}
	return out
}

// coming is the act itself, or the one of its subject that it only places in time
// ("the launch came after"); nil for one of a noun that names none.
func (g *stage) coming(sc *scene) *scene {
	switch g.frames.Lemma(sc.frame.Verb) {
	case "come", "occur", "happen", "take":
	default:
		return sc
	}
	for _, t := range sc.of(frame.Agent) {
		if x, ok := g.actOf(t.word); ok {
			return &x
		}
	}
	return nil
}

// mark is the joint of a clause.
func (g *stage) mark(w int32) string {
	for c := g.frames.First[w]; c >= 0; c = g.frames.Next[c] {
		if g.d.Words[c].Rel.Base() == readout.RelMark {
			return g.frames.Lemma(c)
		}
	}
	return ""
}

// actOf is the act that a word tells: a verb in the past or the present, or a noun
// that names an act and none of several.
func (g *stage) actOf(w int32) (scene, bool) {
	x := &g.d.Words[w]
	lemma := g.frames.Lemma(w)
	switch {
	case x.UPOS == readout.VERB:
		for c := g.frames.First[w]; c >= 0; c = g.frames.Next[c] {
			if y := &g.d.Words[c]; y.XPOS == readout.TagMD || y.XPOS == readout.TagTO {
				return scene{}, false
			}
		}
		return g.scene(g.frames.Of(w)), true
	case x.UPOS == readout.NOUN && !things[lemma] && (frame.Deverbal(lemma) || len(acts([]string{lemma})) > 0) && !g.modified(w):
		sc := g.scene(g.frames.OfNoun(w))
		for c := g.frames.First[w]; c >= 0; c = g.frames.Next[c] {
			// "the Norwegian launch": whose it is.
			if y := &g.d.Words[c]; y.Rel.Base() == readout.RelAmod || y.Rel.Base() == readout.RelCompound {
				if t, ok := g.taker(frame.Arg{Role: frame.Agent, Head: c}); ok && len(t.codes) > 0 {
					sc.takes = append(sc.takes, t)
					sc.seat()
				}
			}
		}
		return sc, len(sc.takes) > 0
	}
	return scene{}, false
}

// ordersDiffer finds two acts that two reports tell in opposite orders.
func (s *story) ordersDiffer() []readout.Difference {
	list := s.successions()
	index := map[string][]int{}
	var out []readout.Difference
	for i := range list {
		x := &list[i]
		for _, key := range x.second.whats() {
			for _, j := range index[key] {
				y := &list[j]
				if s.props[x.prop].report != s.props[y.prop].report && !s.again(&s.props[x.prop], &s.props[y.prop]) && s.oneAct(&x.first, &y.second) && s.oneAct(&x.second, &y.first) {
					out = append(out, s.orderDifference(x, y)...)
				}
			}
		}
		for _, key := range x.first.whats() {
			index[key] = append(index[key], i)
		}
	}
	return distinctDifferences(out)
}

func (s *scene) whats() []string { return append([]string{s.what}, s.kinds...) }

// oneAct reports two acts of one kind in which somebody takes part whom both know:
// a name, a country, or a noun with words that few things have.
func (s *story) oneAct(a, b *scene) bool {
	if !a.kindred(b) || empty[a.what] {
		return false
	}
	x, why := agree(a, b)
	if why.hard() || why == otherKind {
		return false
	}
	if x.patient && x.agent || x.patient && x.once && x.weight >= leastOnce {
		return true
	}
	for i := range a.takes {
		for j := range b.takes {
			t, q := &a.takes[i], &b.takes[j]
			if t.role == q.role && t.role != frame.Oblique && (t.codes != nil && slices.Equal(t.codes, q.codes) || slices.ContainsFunc(t.who, func(k int) bool { return slices.Contains(q.who, k) })) {
				return true
			}
		}
	}
	return false
}

func (s *story) orderDifference(x, y *succession) []readout.Difference {
	p, q := &s.props[x.prop], &s.props[y.prop]
	v, w := s.word(p, x.first.frame.Word), s.word(p, x.second.frame.Word)
	sides := sides{s: s}
	sides.add(v+" before "+w, p)
	sides.add(w+" before "+v, q)
	if !sides.across() {
		return nil
	}
	about := "order: " + min(v, w) + " / " + max(v, w)
	return []readout.Difference{sides.difference(readout.Contradiction, about, about, "two acts, told in opposite orders")}
}

// distinctDifferences leaves out those with the words of an earlier one.
func distinctDifferences(list []readout.Difference) []readout.Difference {
	var out []readout.Difference
	for _, d := range list {
		if len(beyond([]readout.Difference{d}, out)) > 0 {
			out = append(out, d)
		}
	}
	return out
}
