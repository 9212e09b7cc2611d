package boost

import (
	"strings"
	"testing"
)

// either are examples of which exactly one of two measures is high, or not.
func either() (x [][]int, holds []bool) {
	for i := range 64 {
		a, b := i%8, i/8
		x = append(x, []int{a, b, 7 * i % 5})
		holds = append(holds, (a > 3) != (b > 3))
	}
	return x, holds
}

var how = Learning{Rounds: 40, Depth: 3, Rate: 0.3, Least: 0.5, Ridge: 1}

func TestLearnsWhatNoSingleMeasureTells(t *testing.T) {
	x, holds := either()
	// One corner is left out, else no first division gains anything.
	f := Learn(x[1:], holds[1:], how)
	for i := range x {
		if got := f.Sum(x[i]) > 0; got != holds[i] {
			t.Errorf("%v: %v, want %v", x[i], got, holds[i])
		}
	}
}

func TestNoExamplesGiveTheZeroSum(t *testing.T) {
	f := Learn(nil, nil, how)
	if err := f.Check(1); err != nil || f.Sum([]int{5}) != 0 {
		t.Errorf("sum %d, error %v", f.Sum([]int{5}), err)
	}
}

func TestWrittenForestIsReadAgain(t *testing.T) {
	x, holds := either()
	f := Learn(x[1:], holds[1:], how)
	var b strings.Builder
	f.Write(&b)
	var g Forest
	for line := range strings.Lines(b.String()) {
		kind, v, err := Line(line)
		if err != nil {
			t.Fatal(err)
		}
		if !g.Add(kind, v) {
			t.Fatalf("%q is not taken", line)
		}
	}
	if err := g.Check(3); err != nil {
		t.Fatal(err)
	}
	for i := range x {
		if f.Sum(x[i]) != g.Sum(x[i]) {
			t.Errorf("%v: %d written, %d read", x[i], f.Sum(x[i]), g.Sum(x[i]))
		}
	}
}

func TestBrokenForestsAreRefused(t *testing.T) {
	for name, lines := range map[string][][]int{
		"empty tree":       {{}},
		"loop":             {{}, {0, 1, 0, 1, 0}, {-1, 0, 0, 0, 5}},
		"beyond the tree":  {{}, {0, 1, 1, 2, 0}, {-1, 0, 0, 0, 5}},
		"measure unknown":  {{}, {3, 1, 1, 2, 0}, {-1, 0, 0, 0, 5}, {-1, 0, 0, 0, 5}},
		"into another one": {{}, {0, 1, 1, 2, 0}, {-1, 0, 0, 0, 5}, {}, {-1, 0, 0, 0, 5}},
	} {
		var f Forest
		for _, v := range lines {
			kind := "node"
			if len(v) == 0 {
				kind = "tree"
			}
			if !f.Add(kind, v) {
				t.Fatalf("%s: %v is not taken", name, v)
			}
		}
		if f.Check(3) == nil {
			t.Errorf("%s: no error", name)
		}
	}
	var f Forest
	if f.Add("node", []int{-1, 0, 0, 0, 1}) {
		t.Error("a node outside a tree is taken")
	}
	if f.Add("leaf", nil) {
		t.Error("a line of another kind is taken")
	}
}
