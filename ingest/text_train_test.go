package ingest

import (
	"bytes"
	"fmt"
	"testing"
)

// tinySamples are a few variants of the invented page, labelled by what stands
// between headline and "Read More".
func tinySamples() []LineSample {
	var out []LineSample
	for i := range 8 {
		text := savedPage + fmt.Sprintf("\n    Number %d of eight\n", i)
		blocks := TextBlocks(text)
		labels := make([]int8, len(blocks))
		inside := false
		for k, b := range blocks {
			switch {
			case b == "Read More":
				inside = false
			case len(b) > 150:
				inside = true
			}
			if inside {
				labels[k] = 1
			}
			if k == 3 {
				labels[k] = -1
			}
		}
		out = append(out, LineSample{Text: text, Group: fmt.Sprint(i), Title: blocks[0], Labels: labels})
	}
	return out
}

func TestTrainLinesIsDeterministic(t *testing.T) {
	a, err := TrainLines(tinySamples())
	if err != nil {
		t.Fatal(err)
	}
	b, err := TrainLines(tinySamples())
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) {
		t.Error("two fits on the same samples differ")
	}
	m, err := readLineModel(a)
	if err != nil {
		t.Fatal(err)
	}
	s := tinySamples()[0]
	got, _ := m.best(m.scores(newContext(splitBlocks(s.Text))), 0)
	for i, want := range s.Labels {
		if want >= 0 && got[i] != (want == 1) {
			t.Errorf("block %d: article %v after the fit, labelled %d", i+1, got[i], want)
		}
	}
}

func TestTrainLinesWantsALabelForEachBlock(t *testing.T) {
	s := tinySamples()[0]
	s.Labels = s.Labels[1:]
	if _, err := TrainLines([]LineSample{s}); err == nil {
		t.Error("no error for missing labels")
	}
}

func TestBrokenLineModelIsAnError(t *testing.T) {
	for _, text := range []string{"move 00\tx\n", "word\n", "class\tP\t99999999999999\n"} {
		if _, err := parseLineModel(text); err == nil {
			t.Errorf("no error for %q", text)
		}
	}
}
