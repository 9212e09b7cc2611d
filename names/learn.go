package names

import (
	"slices"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/boost"
)

// Pair is an example: two names and whether they mean one.
type Pair struct {
	A, B      string
	Kind      readout.Type
	OneReport bool
	Same      bool
}

// Learning are the settings of Learn.
type Learning struct {
	Trees   boost.Learning
	Spelled int // rounds of learning the costs of letters
}

// Standard are the settings that the embedded model was learned with.
var Standard = Learning{Trees: boost.Learning{Rounds: 300, Depth: 5, Rate: 0.04, Least: 4, Ridge: 3}, Spelled: 2}

// Learn learns a model. The same pairs in the same order give the same model.
func Learn(pairs []Pair, how Learning) *Model {
	pairs = slices.Concat(pairs, strangers(pairs))
	m := &Model{costs: *firstCosts()}
	for range how.Spelled {
		m.costs = *m.costs.learn(pairs)
	}
	x, same := make([][]int, len(pairs)), make([]bool, len(pairs))
	for i, p := range pairs {
		f, _ := m.costs.measure(Parse(p.A, p.Kind), Parse(p.B, p.Kind), p.OneReport)
		x[i], same[i] = f[:], p.Same
	}
	m.trees = *boost.Learn(x, same, how.Trees)
	return m
}

// strangers pairs words in capitals, most of them initials, with names that have
// nothing to do with them: the examples hold few of those, and reports many.
func strangers(pairs []Pair) []Pair {
	var bodies []string
	for _, p := range pairs {
		if p.Kind == readout.Organization {
			bodies = append(bodies, p.A, p.B)
		}
	}
	var out []Pair
	for i, p := range pairs {
		if p.Kind != readout.Organization || !p.Same {
			continue
		}
		for _, name := range []string{p.A, p.B} {
			if !Parse(name, p.Kind).caps {
				continue
			}
			for k := range strangersEach {
				other := bodies[(31*i+977*(k+1))%len(bodies)]
				if acronym(Parse(name, p.Kind), Parse(other, p.Kind)) == 0 && other != p.A && other != p.B {
					out = append(out, Pair{A: name, B: other, Kind: p.Kind, OneReport: p.OneReport})
				}
			}
		}
	}
	return out
}

const strangersEach = 2
