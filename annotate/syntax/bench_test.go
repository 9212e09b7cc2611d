package syntax_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/readout-project/readout/annotate/segment"
	"github.com/readout-project/readout/annotate/syntax"
)

// megabyte is about 1 MB of news: the examples, again and again.
func megabyte(b *testing.B) string {
	var text strings.Builder
	files, err := filepath.Glob("../../examples/*/*.txt")
	if err != nil || len(files) == 0 {
		b.Fatalf("no examples: %v", err)
	}
	for text.Len() < 1<<20 {
		for _, f := range files {
			t, err := os.ReadFile(f)
			if err != nil {
				b.Fatal(err)
			}
			text.Write(t)
			text.WriteByte('\n')
		}
	}
	return text.String()
}

// BenchmarkRawToTree reads 1 MB of news into trees on one core.
func BenchmarkRawToTree(b *testing.B) {
	text := megabyte(b)
	words := 0
	for b.Loop() {
		t := segment.Plain(text)
		syntax.Parse(text, t.Words, t.Sentences)
		words += len(t.Words)
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}

// BenchmarkParse leaves cutting into words out.
func BenchmarkParse(b *testing.B) {
	text := megabyte(b)
	t := segment.Plain(text)
	for b.Loop() {
		syntax.Parse(text, t.Words, t.Sentences)
	}
	b.ReportMetric(float64(len(t.Words)*b.N)/b.Elapsed().Seconds(), "words/s")
}
