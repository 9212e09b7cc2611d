package stance

import (
	"runtime"
	"sync"

	"github.com/readout-project/readout/internal/boost"
)

// Example is a claim, a text and the stance of the text to it.
type Example struct {
	Claim string
	Text  *Text
	Is    Stance
}

// Learning are the settings of Learn.
type Learning struct {
	About, Sides boost.Learning  // the forest for Unrelated, those for the others
	Less         [numStances]int // see Model
}

// Standard are the settings that the embedded model was learned with. Less makes
// up for how rare those who disagree are.
var Standard = Learning{
	About: boost.Learning{Rounds: 120, Depth: 4, Rate: 0.1, Least: 10, Ridge: 3},
	Sides: boost.Learning{Rounds: 120, Depth: 4, Rate: 0.06, Least: 10, Ridge: 3},
	Less:  [numStances]int{Agree: -1200, Disagree: -2400, Discuss: 0, Unrelated: 500},
}

// Learn learns a model. The same examples in the same order give the same model.
func Learn(examples []Example, how Learning) *Model {
	all := make([][]int, len(examples))
	parallel(len(all), func(i int) { all[i] = examples[i].Text.measure(examples[i].Claim).values })
	m := &Model{less: how.Less}
	parallel(int(numStances), func(k int) {
		s := Stance(k)
		var x [][]int
		var is []bool
		for i, e := range examples {
			if s == Unrelated || e.Is != Unrelated {
				x, is = append(x, all[i][:numMeasuresOf(s)]), append(is, e.Is == s)
			}
		}
		with := how.Sides
		if s == Unrelated {
			with = how.About
		}
		m.trees[s] = *boost.Learn(x, is, with)
	})
	return m
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
