package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/ingest"
	"github.com/readout-project/readout/record"
)

// recordReports is how large a record the benchmarks fill: 10000 takes minutes.
var recordReports = flag.Int("record.reports", 1000, "reports in the record of the benchmarks")

func cpuSeconds(b *testing.B) float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Skip(err)
	}
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}

func newRecord(b *testing.B, path string) *record.Record {
	r, err := record.Open(context.Background(), path, record.Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := r.Close(); err != nil {
			b.Error(err)
		}
	})
	return r
}

// keep reads pages and adds them, one after the other.
func keep(b *testing.B, r *record.Record, pages []made, from int) {
	for i := range pages {
		d, err := record.Read(ingest.Input{Name: fmt.Sprintf("%05d.html", from+i), Data: []byte(pages[i].page()), Received: time.Date(2031, 1, 1, 0, 0, from+i, 0, time.UTC)})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := r.Add(context.Background(), d); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRecordAdd goes from the bytes of pages to the committed record, in
// steps from an empty record to -record.reports, and weighs the stories at the end
// of each step: how the time of a report grows with the record shows what is not
// linear. Then every command that reads is asked of the full record.
func BenchmarkRecordAdd(b *testing.B) {
	path := *recordFile
	if path == "" {
		path = filepath.Join(b.TempDir(), "record.db")
	}
	r := newRecord(b, path)
	if have, err := r.CountReports(context.Background()); err != nil || have > 0 {
		b.Skipf("%s has %d reports already; %v", path, have, err)
	}
	all := madeReports(*recordReports, false)
	defer inBulk(os.Getenv)() // as readout add does
	done := 0
	for _, size := range []int{100, 300, 1000, 3000, 10000, len(all)} {
		if size = min(size, len(all)); size <= done {
			continue
		}
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			if done >= size {
				return // the framework runs it again
			}
			start := cpuSeconds(b)
			keep(b, r, all[done:size], done)
			kept := cpuSeconds(b)
			if err := r.Weigh(context.Background(), nil); err != nil {
				b.Fatal(err)
			}
			end := cpuSeconds(b)
			n := float64(size - done)
			done = size
			info, err := os.Stat(path)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(1000*(kept-start)/n, "keep-cpu-ms/report")
			b.ReportMetric(1000*(end-kept)/n, "weigh-cpu-ms/report")
			b.ReportMetric(n/(end-start), "reports/cpu-s")
			b.ReportMetric(float64(info.Size())/float64(size), "bytes/report")
			b.ReportMetric(0, "ns/op")
		})
	}
	ask(b, r, path)
}

// ask runs every command that reads on a record.
func ask(b *testing.B, r *record.Record, path string) {
	lines, err := r.Stories(context.Background(), 0)
	if err != nil {
		b.Fatal(err)
	}
	largest := slices.MaxFunc(lines, func(x, y readout.StoryLine) int { return x.Reports - y.Reports })
	reading, err := r.Reading(context.Background(), largest.ID, record.Moment{})
	if err != nil {
		b.Fatal(err)
	}
	claim := reading.Stories[0].Claims[0].ID
	name := reading.Stories[0].People[0].Names[0].Name
	since := time.Now().Add(time.Hour).UTC().Format(time.RFC3339)
	for _, c := range []struct {
		name string
		args []string
	}{
		{"stories", []string{"stories"}}, {"brief", []string{"brief", "--story", largest.ID}}, {"timeline", []string{"timeline", "--story", largest.ID}},
		{"origins", []string{"origins", "--story", largest.ID}}, {"lines", []string{"lines", "--story", largest.ID}},
		{"who", []string{"who", name}}, {"who-in-story", []string{"who", name, "--story", largest.ID}}, {"claims", []string{"claims", "--level", "corroborated"}},
		{"why", []string{"why", claim}}, {"check", []string{"check", "Police arrested men near the bridge.", "--story", largest.ID}},
		{"search", []string{"search", "bridge police arrested"}}, {"search-fields", []string{"search", "harbour", "--outlet", "Herald", "--level", "corroborated"}},
		{"history", []string{"history", claim}}, {"gaps", []string{"gaps", "--story", largest.ID}}, {"news", []string{"news", "--since", since}},
		{"as-of", []string{"brief", "--story", largest.ID, "--as-of", "2033-01-01"}},
	} {
		b.Run("ask/"+c.name, func(b *testing.B) {
			args := append(c.args, "--db", path)
			perCPU(b, 1, func() {
				if exit, stderr := runWith(context.Background(), nil, io.Discard, args...); exit > exitUnread {
					b.Fatal(exit, stderr)
				}
			})
			b.ReportMetric(float64(largest.Reports), "reports-in-story")
		})
	}
}

// BenchmarkRecordGrow adds one report to a story of 200: what keeping it costs, and
// what weighing the story anew costs.
func BenchmarkRecordGrow(b *testing.B) {
	r := newRecord(b, filepath.Join(b.TempDir(), "record.db"))
	all := madeReports(200+20, true)
	keep(b, r, all[:200], 0)
	if err := r.Weigh(context.Background(), nil); err != nil {
		b.Fatal(err)
	}
	var kept, weighed float64
	n := 0
	for b.Loop() {
		start := cpuSeconds(b)
		keep(b, r, all[200+n%20:201+n%20], 200+n)
		middle := cpuSeconds(b)
		if err := r.Weigh(context.Background(), nil); err != nil {
			b.Fatal(err)
		}
		kept, weighed, n = kept+middle-start, weighed+cpuSeconds(b)-middle, n+1
	}
	b.ReportMetric(1000*kept/float64(n), "keep-cpu-ms")
	b.ReportMetric(1000*weighed/float64(n), "weigh-cpu-ms")
	b.ReportMetric(0, "ns/op")
}
