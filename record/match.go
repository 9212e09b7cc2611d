package record

import (
	"slices"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// spot is a place of evidence that does not depend on the reading: the span of its
// statement, and which of the statements with that span it is.
type spot struct {
	report string
	ledger readout.ClaimLedger
	span   readout.Span
	nth    int
}

// matcher finds the claims of an earlier reading again. What a report said that a
// later version has replaced is looked for in that version.
type matcher struct {
	before *readout.Reading
	spots  [][]spot       // of each claim of before, by its evidence
	at     map[spot][]int // claims of before
	other  map[spot]bool  // places of a later version that say the same in other words
}

func newMatcher(before, now *readout.Reading) *matcher {
	m := &matcher{before: before, at: map[spot][]int{}, other: map[spot]bool{}}
	follow := followed(before, now)
	claims := before.Stories[0].Claims
	m.spots = make([][]spot, len(claims))
	for i := range claims {
		c := &claims[i]
		for _, e := range c.Evidence {
			s := spotOf(before, c.Ledger, e)
			if v := follow[e.Report]; v != nil {
				if to, ok := v.to[e.Statement]; ok {
					s = spotOf(now, c.Ledger, readout.Evidence{Ref: readout.Ref{Report: v.report}, Statement: to.statement})
					m.other[s] = m.other[s] || to.reworded
				}
			}
			m.spots[i] = append(m.spots[i], s)
			m.at[s] = append(m.at[s], i)
		}
	}
	return m
}

func spotOf(r *readout.Reading, ledger readout.ClaimLedger, e readout.Evidence) spot {
	d := r.Docs[e.Report]
	s := spot{report: d.Report.ID(), ledger: ledger, span: e.Span, nth: -1}
	if e.Statement >= 0 && e.Statement < len(d.Statements) {
		s.span, s.nth = d.Statements[e.Statement].Span, 0
		for _, o := range d.Statements[:e.Statement] {
			if o.Span == s.span {
				s.nth++
			}
		}
	}
	return s
}

// claim is the claim of before that shares most places with one of now, of several
// the one with its id, then the first; -1 for none.
func (m *matcher) claim(now *readout.Reading, c *readout.Claim) int {
	shared := map[int]int{}
	best := -1
	for _, e := range c.Evidence {
		for _, b := range m.at[spotOf(now, c.Ledger, e)] {
			shared[b]++
		}
	}
	for b, n := range shared {
		switch {
		case best < 0 || n > shared[best]:
			best = b
		case n == shared[best] && m.before.Stories[0].Claims[best].ID != c.ID && (b < best || m.before.Stories[0].Claims[b].ID == c.ID):
			best = b
		}
	}
	return best
}

// has reports whether claim b of before rests on a place.
func (m *matcher) has(now *readout.Reading, b int, e readout.Evidence) bool {
	return slices.Contains(m.at[spotOf(now, m.before.Stories[0].Claims[b].Ledger, e)], b)
}

// covered reports whether every place of claim b of before carries a claim now.
func (m *matcher) covered(now *readout.Reading, b int) bool {
	have := map[spot]bool{}
	for i := range now.Stories[0].Claims {
		k := &now.Stories[0].Claims[i]
		for _, e := range k.Evidence {
			have[spotOf(now, k.Ledger, e)] = true
		}
	}
	return !slices.ContainsFunc(m.spots[b], func(s spot) bool { return !have[s] })
}

// reworded reports whether a claim has other words than claim b of before since a
// later version of a report says it otherwise.
func (m *matcher) reworded(now *readout.Reading, b int, c *readout.Claim) bool {
	return slices.ContainsFunc(c.Evidence, func(e readout.Evidence) bool { return m.other[spotOf(now, c.Ledger, e)] }) &&
		!slices.Equal(fold.Words(m.before.Stories[0].Claims[b].Text), fold.Words(c.Text))
}

// version is a report that replaces one of before.
type version struct {
	report int                 // index into the documents of now
	to     map[int]counterpart // by the statements of the one before
}

type counterpart struct {
	statement int
	reworded  bool
}

// followed are the reports of before that a later version at the same address has
// replaced; nil for the others.
func followed(before, now *readout.Reading) []*version {
	at := map[string]int{}
	there := map[string]bool{}
	for i, d := range now.Docs {
		there[d.Report.ID()] = true
		if a := address(d.Report, d.Report.Capture.Address); a != "" {
			at[a] = i
		}
	}
	out := make([]*version, len(before.Docs))
	for i, d := range before.Docs {
		a := address(d.Report, d.Report.Capture.Address)
		if k, ok := at[a]; ok && a != "" && !there[d.Report.ID()] {
			out[i] = &version{k, counterparts(d, now.Docs[k])}
		}
	}
	return out
}

// counterparts pairs the statements of two versions: those with the same words
// first, then those with most words in common.
func counterparts(a, b *readout.Document) map[int]counterpart {
	x, y := statements(a), statements(b)
	out := map[int]counterpart{}
	pair(x, y, func(i, k int, same bool) { out[i] = counterpart{k, !same} })
	return out
}

func statements(d *readout.Document) []wording {
	out := make([]wording, len(d.Statements))
	for i := range d.Statements {
		out[i].words = fold.Words(d.Statements[i].Of(d.Report.Source))
	}
	return out
}

// wording is a sentence or a statement of a version.
type wording struct {
	words  []string
	paired bool
}

// alike is the share of words from which two wordings are one thing put otherwise.
const alike = 0.5

// pair pairs the wordings of two versions, and tells of each pair whether it has the
// same words.
func pair(x, y []wording, tell func(i, k int, same bool)) {
	for i := range x {
		for k := range y {
			if !x[i].paired && !y[k].paired && slices.Equal(x[i].words, y[k].words) {
				x[i].paired, y[k].paired = true, true
				tell(i, k, true)
			}
		}
	}
	for i := range x {
		best, most := -1, alike
		for k := range y {
			if x[i].paired || y[k].paired {
				continue
			}
			if s := likeness(x[i].words, y[k].words); s > most {
				best, most = k, s
			}
		}
		if best >= 0 {
			x[i].paired, y[best].paired = true, true
			tell(i, best, false)
		}
	}
}

// likeness is the share of the words of two wordings that both have.
func likeness(a, b []string) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	left := map[string]int{}
	for _, w := range a {
		left[w]++
	}
	n := 0
	for _, w := range b {
		if left[w] > 0 {
			left[w]--
			n++
		}
	}
	return 2 * float64(n) / float64(len(a)+len(b))
}
