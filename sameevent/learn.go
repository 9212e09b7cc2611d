package sameevent

import (
	"runtime"
	"sync"

	"github.com/readout-project/readout/internal/boost"
)

// Gold is a topic whose chains are known.
type Gold struct {
	Reports  []*Report
	Stories  []string // of each report
	Mentions []*Mention
	Chains   []string // of each mention
}

// Learning are the settings of Learn.
type Learning struct {
	Reports, Mentions, Together boost.Learning // the forest over reports, those over mentions, the last
	Draw                        boost.Binning
	Inner                       int // folds of topics that give the last forest its examples
	// Pairs is about how many pairs of mentions of any two chains, or of one, are
	// learned from, and Far one of how many of those whose words are far apart, so
	// that the few long chains do not speak for all.
	Pairs, Far   int
	Story, Chain int // see Model
}

// Standard are the settings that the embedded model was learned with.
var Standard = Learning{
	Reports:  boost.Learning{Rounds: 60, Depth: 3, Rate: 0.1, Least: 10, Ridge: 3},
	Mentions: boost.Learning{Rounds: 120, Depth: 4, Rate: 0.07, Least: 30, Ridge: 20},
	Together: boost.Learning{Rounds: 120, Depth: 3, Rate: 0.07, Least: 30, Ridge: 20},
	Draw:     boost.Binning{Bins: 64, Rows: 0.5, Measures: 0.3},
	Inner:    4, Pairs: 400, Far: 4, Story: 0, Chain: 400,
}

// examples of one forest.
type examples struct {
	x     [][]int
	holds []bool
}

func (e *examples) add(x []int, holds bool) {
	e.x, e.holds = append(e.x, x), append(e.holds, holds)
}

func (e *examples) learn(how boost.Learning, draw boost.Binning) boost.Forest {
	return *boost.LearnBinned(e.x, e.holds, how, draw)
}

// Learn learns a model. The same topics in the same order give the same model.
func Learn(topics []Gold, how Learning) *Model {
	known := make([]map[[2]id]float64, len(topics))
	parallel(len(topics), func(i int) { known[i] = shares(&topics[i]) })
	all := make([]*learned, len(topics))
	parallel(len(topics), func(i int) { all[i] = newLearned(&topics[i], habitsOf(known, i), how) })
	inner := make([]*Model, how.Inner)
	parallel(how.Inner, func(k int) {
		inner[k] = firstSteps(all, how, func(i int) bool { return i%how.Inner != k })
	})
	parallel(len(all), func(i int) { all[i].second(inner[i%how.Inner]) })
	m := firstSteps(all, how, func(int) bool { return true })
	var e examples
	for _, l := range all {
		e.x, e.holds = append(e.x, l.together.x...), append(e.holds, l.together.holds...)
	}
	m.pair = pairsAlone(all).learn(how.Mentions, how.Draw)
	m.habits = *habitsOf(known, -1)
	m.together = e.learn(how.Together, how.Draw)
	return m
}

// learned is a topic with the examples that it gives.
type learned struct {
	gold                     *Gold
	topic                    *topic
	pairs                    [][2]int
	reports, alone, together examples
}

func newLearned(g *Gold, h *habits, how Learning) *learned {
	l := &learned{gold: g, topic: newTopic(g.Reports, g.Mentions, h)}
	for i := range g.Reports {
		for j := range i {
			l.reports.add(l.topic.reportMeasures(i, j), g.Stories[i] == g.Stories[j])
		}
	}
	l.mentions(how)
	return l
}

// mentions makes the examples of two mentions and notes which they are.
func (l *learned) mentions(how Learning) {
	g := l.gold
	size, seen := map[string]int{}, map[[2]string]int{}
	for _, c := range g.Chains {
		size[c]++
	}
	far := 0
	for i, a := range g.Chains {
		for j, b := range g.Chains[:i] {
			two := [2]string{min(a, b), max(a, b)}
			if seen[two]++; seen[two]%(1+size[a]*size[b]/how.Pairs) != 0 {
				continue
			}
			x := l.topic.withTopic(i, j)
			if a != b && x[mNearKeys] < sameFrame {
				if far++; far%how.Far != 0 {
					continue
				}
			}
			l.pairs = append(l.pairs, [2]int{i, j})
			l.alone.add(x, a == b)
		}
	}
}

// second makes the examples of the last forest with a model that has not seen the
// topic.
func (l *learned) second(m *Model) {
	l.topic.stories(m)
	l.topic.compare(m)
	for k, p := range l.pairs {
		l.together.add(l.topic.together(p[0], p[1]), l.alone.holds[k])
	}
}

// pairsAlone are the examples of two mentions by themselves.
func pairsAlone(all []*learned) *examples {
	e := &examples{}
	for _, l := range all {
		for i, x := range l.alone.x {
			e.add(x[:numPair], l.alone.holds[i])
		}
	}
	return e
}

func firstSteps(all []*learned, how Learning, keep func(int) bool) *Model {
	var reports, alone examples
	for i, l := range all {
		if keep(i) {
			reports.x, reports.holds = append(reports.x, l.reports.x...), append(reports.holds, l.reports.holds...)
			alone.x, alone.holds = append(alone.x, l.alone.x...), append(alone.holds, l.alone.holds...)
		}
	}
	return &Model{reports: reports.learn(how.Reports, how.Draw), alone: alone.learn(how.Mentions, how.Draw), story: how.Story, chain: how.Chain}
}

// parallel calls do for 0 to n-1 on all cores.
func parallel(n int, do func(i int)) {
	var w sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		w.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	w.Wait()
}
