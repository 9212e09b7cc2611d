package coref

// Accuracy is how often the ranking is right where all links before are true: the
// share of mentions of each class that get one of their true antecedents, or none
// where they have none before them. It tells more of the model than of its use,
// where a wrong link brings others with it.
func (m *Model) Accuracy(docs []Gold) map[string]float64 {
	var right, all [numClasses]int
	for i := range docs {
		g := &docs[i]
		l := newLinker(g.Document, m)
		group := align(l.ms, g)
		l.run(func(i int32, c []candidate) int32 {
			truth := int32(-1)
			for k := range c {
				if group[i] != "" && group[c[k].at] == group[i] {
					truth = int32(k)
					break
				}
			}
			chosen := l.best(i, c, 0)
			l.reason[i] = ""
			if chosen < 0 && truth < 0 || chosen >= 0 && truth >= 0 && group[c[chosen].at] == group[i] {
				right[l.ms[i].class]++
			}
			all[l.ms[i].class]++
			return truth
		})
	}
	out := map[string]float64{}
	for c, n := range all {
		if n > 0 {
			out[classNames[c]] = float64(right[c]) / float64(n)
		}
	}
	return out
}
