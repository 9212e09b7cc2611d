package segment

import (
	_ "embed"
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

//go:embed testdata/news.txt
var newsFile string

//go:embed testdata/hard.txt
var hardFile string

// readNews is the text of the file, a paragraph a line, and its sentences.
func readNews(file string) (string, []readout.Span) {
	var b strings.Builder
	var gold []readout.Span
	within := false
	for line := range strings.Lines(file) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(line, "#"):
			continue
		case line == "" && within:
			b.WriteByte('\n')
		case line != "" && within:
			b.WriteByte(' ')
		}
		within = line != ""
		if within {
			gold = append(gold, readout.Span{Start: b.Len(), End: b.Len() + len(line)})
			b.WriteString(line)
		}
	}
	return b.String(), gold
}

// The sentences of prose that is marked by hand, cut anew: F1 over sentences
// with the same start and end.
func TestNews(t *testing.T) {
	for _, c := range []struct {
		name, file string
		floor      float64
	}{
		{"news", newsFile, 0.99},
		{"hard", hardFile, 0.97},
	} {
		t.Run(c.name, func(t *testing.T) {
			if f1 := sentenceF1(t, c.file); f1 < c.floor {
				t.Errorf("F1 %.4f, the floor is %.2f", f1, c.floor)
			}
		})
	}
}

func sentenceF1(t *testing.T, file string) float64 {
	text, gold := readNews(file)
	found := Plain(text).Sentences
	want := map[readout.Span]bool{}
	for _, g := range gold {
		want[g] = true
	}
	right := 0
	for _, s := range found {
		if want[s.Span] {
			right++
			continue
		}
		t.Logf("not in the file: %s", s.Of(text))
	}
	f1 := 2 * float64(right) / float64(len(found)+len(gold))
	t.Logf("%d sentences, %d found, F1 %.4f", len(gold), len(found), f1)
	return f1
}
