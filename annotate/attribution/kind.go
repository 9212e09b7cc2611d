package attribution

import (
	"sort"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// mention finds the mention that the head of a source is: the last one that
// ends in it, names first.
func (r *reader) mention(head readout.Span) (index int, named bool) {
	index = -1
	ms := r.byStart
	lo := sort.Search(len(ms), func(i int) bool { return r.d.Mentions[ms[i]].Start >= head.Start })
	for k := lo; k < len(ms) && r.d.Mentions[ms[k]].Start < head.End; k++ {
		m := r.d.Mentions[ms[k]]
		if m.End > head.End || m.Kind != readout.Name && m.End != head.End || r.possessive(m.End) {
			continue
		}
		switch {
		case m.Kind == readout.Name && m.Type == readout.Person:
			index, named = ms[k], true
		case m.Kind == readout.Name && !named && m.End == head.End:
			index = ms[k]
		case m.Kind != readout.Name && index < 0 && (m.Start == head.Start || m.End == head.End):
			index = ms[k]
		}
	}
	return index, named
}

// possessive reports whether a possessive mark follows at p: the mention before
// it is whose, not who.
func (r *reader) possessive(p int) bool {
	t := sort.Search(len(r.d.Tokens), func(i int) bool { return r.d.Tokens[i].Start >= p })
	if t >= len(r.d.Tokens) || r.d.Tokens[t].Start != p {
		return false
	}
	k := fold.Line(r.d.Tokens[t].Of(r.d.Report.Source))
	return k == "'s" || k == "'"
}
