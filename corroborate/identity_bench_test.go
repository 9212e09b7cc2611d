package corroborate

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
)

// BenchmarkNames joins the names of one story of all saved texts among the
// examples, each forty times, and says what that takes as a share of the time
// that reading the documents took.
func BenchmarkNames(b *testing.B) {
	files, err := filepath.Glob("../examples/*/*.txt")
	if err != nil || len(files) == 0 {
		b.Fatalf("no examples: %v", err)
	}
	var docs []*readout.Document
	var reports []int
	start := time.Now()
	for range 40 {
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				b.Fatal(err)
			}
			docs = append(docs, annotate.Document(plain(string(bytes.TrimSpace(text)))))
			reports = append(reports, len(reports))
		}
	}
	read := time.Since(start)
	for b.Loop() {
		identify(docs, reports, nil)
	}
	b.ReportMetric(100*b.Elapsed().Seconds()/float64(b.N)/read.Seconds(), "%reading")
	b.ReportMetric(float64(len(docs))*float64(b.N)/b.Elapsed().Seconds(), "reports/s")
	b.ReportMetric(0, "ns/op")
}

// plain is a text as a report, a block a line.
func plain(text string) *readout.Report {
	r := &readout.Report{Source: text}
	at := 0
	for _, line := range bytes.SplitAfter([]byte(text), []byte("\n")) {
		end := at + len(bytes.TrimRight(line, "\n"))
		if end > at {
			r.Blocks = append(r.Blocks, readout.Block{Span: readout.Span{Start: at, End: end}, Role: readout.RoleBody, Reason: "bench", Repeats: -1})
		}
		at += len(line)
	}
	return r
}
