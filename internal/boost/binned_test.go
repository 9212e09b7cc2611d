package boost

import (
	"slices"
	"strings"
	"testing"
)

func TestBinsLearnWhatNoSingleMeasureTells(t *testing.T) {
	x, holds := either()
	f := LearnBinned(x[1:], holds[1:], how, Binning{Bins: 8, Rows: 1, Measures: 1})
	for i := range x {
		if got := f.Sum(x[i]) > 0; got != holds[i] {
			t.Errorf("%v: %v, want %v", x[i], got, holds[i])
		}
	}
	if f := LearnBinned(nil, nil, how, Binning{}); f.Check(1) != nil || f.Sum([]int{5}) != 0 {
		t.Error("no examples give another sum than zero")
	}
}

func TestDrawsAreTheSameEachTime(t *testing.T) {
	x, holds := either()
	text := func() string {
		var b strings.Builder
		f := LearnBinned(x, holds, how, Binning{Bins: 4, Rows: 0.5, Measures: 0.7})
		f.Write(&b)
		return b.String()
	}
	if one, other := text(), text(); one != other {
		t.Error("two forests of the same examples differ")
	}
}

func TestCuts(t *testing.T) {
	for _, c := range []struct {
		values []int
		bins   int
		want   []int
	}{
		{[]int{1, 1, 1}, 4, []int{}},
		{[]int{1, 2, 2, 3}, 4, []int{1, 2}},
		{[]int{1, 2, 3, 4, 5, 6, 7, 8}, 2, []int{5}},
	} {
		if got := cuts(c.values, c.bins); !slices.Equal(got, c.want) {
			t.Errorf("%v in %d bins: %v, want %v", c.values, c.bins, got, c.want)
		}
	}
}
