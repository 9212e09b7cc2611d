// Package stance says how a report as a whole stands to a claim from outside, in
// the four classes of the Fake News Challenge (FNC-1): it agrees, disagrees,
// discusses without taking a side, or has nothing to do with it.
//
// Measures of overlap (words weighed by how rare they are, neighbours, the best
// sentence) and counts of words that bear on standing, by where they stand, go
// into boosted trees: one forest for whether the report is about the claim at
// all, three for how it stands. Riedel et al. 2017 (arXiv:1707.03264) and
// Hanselowski et al. 2018 (arXiv:1806.05180) show how far such measures carry.
//
// The stance of a whole report is coarse. It does not read who says what; that
// is what claims are for.
package stance

import (
	"slices"

	"github.com/readout-project/readout"
)

// Stance is how a report stands to a claim.
type Stance int

// The stances.
const (
	Agree Stance = iota
	Disagree
	Discuss
	Unrelated
	numStances
)

var stanceNames = [numStances]string{"agree", "disagree", "discuss", "unrelated"}

func (s Stance) String() string { return stanceNames[s] }

// Named is the stance of a name ("agree"); false for a name of none.
func Named(name string) (Stance, bool) {
	k := slices.Index(stanceNames[:], name)
	return Stance(max(k, 0)), k >= 0
}

// Verdict is how a text stands to a claim.
type Verdict struct {
	Stance   Stance
	Evidence []readout.Span // bytes of the text: the sentences nearest to the claim, in order; none where unrelated
}

// mostEvidence is how many sentences a verdict shows.
const mostEvidence = 3

// Judge holds a claim against the text.
func (t *Text) Judge(claim string) Verdict { return embedded().Judge(t, claim) }

// Judge holds a claim against a text.
func (m *Model) Judge(t *Text, claim string) Verdict {
	got := t.measure(claim)
	v := Verdict{Stance: m.decide(got.values)}
	if v.Stance == Unrelated {
		return v
	}
	near := slices.Clone(got.matched)
	slices.SortStableFunc(near, func(a, b int) int { return got.shares[b] - got.shares[a] })
	near = near[:min(len(near), mostEvidence)]
	slices.Sort(near)
	for _, i := range near {
		v.Evidence = append(v.Evidence, t.sentences[i].span)
	}
	return v
}
