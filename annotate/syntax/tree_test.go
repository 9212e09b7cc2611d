package syntax

import (
	"testing"

	"pgregory.net/rapid"
)

// total is the score of a tree, or false where it is none or has not one root.
func total(score []int32, n int, heads []int) (int64, bool) {
	sum, roots := int64(0), 0
	for d, h := range heads {
		if h == d+1 || h < 0 || h > n {
			return 0, false
		}
		if h == 0 {
			roots++
		}
		sum += int64(score[d*(n+1)+h])
	}
	return sum, roots == 1 && acyclic(heads)
}

// best tries every assignment of heads.
func best(score []int32, n int) int64 {
	heads := make([]int, n)
	found, have := int64(0), false
	var try func(d int)
	try = func(d int) {
		if d == n {
			if s, ok := total(score, n, heads); ok && (!have || s > found) {
				found, have = s, true
			}
			return
		}
		for h := range n + 1 {
			heads[d] = h
			try(d + 1)
		}
	}
	try(0)
	return found
}

func TestTreeIsTheBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5).Draw(t, "n")
		score := rapid.SliceOfN(rapid.Int32Range(-20, 20), n*(n+1), n*(n+1)).Draw(t, "score")
		heads := make([]int, n)
		Tree(score, n, heads)
		got, ok := total(score, n, heads)
		if want := best(score, n); !ok || got != want {
			t.Fatalf("heads %v: tree %v of score %d, the best has %d", heads, ok, got, want)
		}
	})
}

func TestTreeOfManyCycles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 60).Draw(t, "n")
		score := rapid.SliceOfN(rapid.Int32Range(-3, 3), n*(n+1), n*(n+1)).Draw(t, "score")
		heads := make([]int, n)
		Tree(score, n, heads)
		if _, ok := total(score, n, heads); !ok {
			t.Fatalf("heads %v are no tree with one root", heads)
		}
	})
}
