// Package sameevent says which places of several reports tell of one event:
// event coreference across documents, as ECB+ defines it (Cybulska and Vossen
// 2014).
//
// A mention is a run of words of a parsed report. Two mentions are measured by
// their words (form, stem, derivation, a table of words that news uses one for
// another), by who takes part, by what stands around them, by numbers, days and
// names, and by how alike their reports are. Boosted trees (Friedman 2001) make
// a score of it. For the mentions of a topic a second forest looks at the scores
// of all the others: which mention of a report fits best, whether third mentions
// fit both, whether the reports are of one story. Groups then grow by the mean of
// their pairs, as Barhom et al. 2019 (arXiv:1906.01753) cluster.
//
// All scores in use are whole numbers. A score joins no claims: the model was
// made to be right more often than wrong, not to be never wrong.
package sameevent

// Pair is how likely two mentions tell of one event, in thousandths of a logit,
// from their two reports alone: above zero, rather one than two. The answer is the
// same in either order.
func Pair(a, b *Mention) int { return embedded().Pair(a, b) }

// Pair is Pair by another model.
func (m *Model) Pair(a, b *Mention) int { return m.pair.Sum(alone(a, b, &m.habits)) }

// Chains puts the mentions of the reports of one topic into chains: for each, the
// index of the first mention that is in its chain. The time grows with the third
// power of the number of mentions, which Align bounds.
func (m *Model) Chains(reports []*Report, mentions []*Mention) []int {
	t := newTopic(reports, mentions, &m.habits)
	t.stories(m)
	t.compare(m)
	n := len(mentions)
	odds := make([][]int32, n)
	for i := range odds {
		odds[i] = make([]int32, n)
	}
	parallel(n, func(i int) {
		for j := range i {
			odds[i][j] = squash(int32(clamp(m.together.Sum(t.together(i, j)), mostLogit)))
		}
	})
	for i := range n {
		for j := range i {
			odds[j][i] = odds[i][j]
		}
	}
	return cluster(odds, m.chain)
}
