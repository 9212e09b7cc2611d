package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/corroborate"
	"github.com/readout-project/readout/ingest"
)

// saved writes reports as files and says how many bytes they have.
func saved(b *testing.B, reports []made, pages bool) (folder string, size int) {
	folder = b.TempDir()
	for i := range reports {
		name, text := fmt.Sprintf("%04d.txt", i), reports[i].text()
		if pages {
			name, text = fmt.Sprintf("%04d.html", i), reports[i].page()
		}
		size += len(text)
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	return folder, size
}

// perCPU runs fn and reports the processor's time of one run, which a busy
// machine changes less than the time on the wall.
func perCPU(b *testing.B, reports int, fn func()) {
	seconds := func() float64 {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			b.Skip(err)
		}
		return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
	}
	b.ReportAllocs()
	runtime.GC()
	start := seconds()
	for b.Loop() {
		fn()
	}
	cpu := (seconds() - start) / float64(b.N)
	b.ReportMetric(1000*cpu, "cpu-ms/op")
	b.ReportMetric(1000*cpu/float64(reports), "cpu-ms/report")
	b.ReportMetric(0, "ns/op")
}

// sizes are the numbers of reports that a reading is measured with: how the time
// grows with them tells what is quadratic.
var sizes = []struct {
	reports  int
	oneStory bool
}{{25, false}, {50, false}, {100, false}, {200, false}, {100, true}, {200, true}, {400, true}}

func name(reports int, oneStory bool) string {
	if oneStory {
		return fmt.Sprintf("story-of-%d", reports)
	}
	return fmt.Sprint(reports)
}

// BenchmarkBrief goes from the bytes of files to the printed brief, the tables
// and models in memory.
func BenchmarkBrief(b *testing.B) {
	brief := func(b *testing.B, reports []made, pages bool) {
		folder, size := saved(b, reports, pages)
		print := func() {
			if exit, stderr := runWith(context.Background(), nil, io.Discard, "brief", folder); exit != 0 {
				b.Fatal(exit, stderr)
			}
		}
		if pages {
			print() // loads tables and models, which weigh more than five pages do
		}
		perCPU(b, len(reports), print)
		b.ReportMetric(float64(size), "bytes")
	}
	b.Run("pages-5", func(b *testing.B) { brief(b, madeReports(5, true), true) })
	for _, n := range sizes {
		b.Run(name(n.reports, n.oneStory), func(b *testing.B) { brief(b, madeReports(n.reports, n.oneStory), false) })
	}
}

// BenchmarkBriefWeighed weighs reports that are read and annotated already.
func BenchmarkBriefWeighed(b *testing.B) {
	for _, n := range sizes {
		b.Run(name(n.reports, n.oneStory), func(b *testing.B) {
			var docs []*readout.Document
			for i, m := range madeReports(n.reports, n.oneStory) {
				r, err := ingest.Read(ingest.Input{Name: fmt.Sprintf("%04d.txt", i), Data: []byte(m.text())})
				if err != nil {
					b.Fatal(err)
				}
				docs = append(docs, annotate.Document(r))
			}
			var got *readout.Reading
			perCPU(b, len(docs), func() { got = corroborate.Read(docs, nil) })
			most, claims := 0, 0
			for _, s := range got.Stories {
				most, claims = max(most, len(s.Reports)), claims+len(s.Claims)
			}
			b.ReportMetric(float64(len(got.Stories)), "stories")
			b.ReportMetric(float64(most), "most-reports")
			b.ReportMetric(float64(claims), "claims")
		})
	}
}
