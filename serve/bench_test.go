//go:build unix

package serve_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/serve"
)

// benchReports is how large a record the benchmark fills.
var benchReports = flag.Int("serve.reports", 60, "reports in the record of the benchmark")

// made are reports by program: stories of twenty reports each, about invented places.
func made(n int) []string {
	rng := rand.New(rand.NewPCG(3, 4))
	pick := func(list ...string) string { return list[rng.IntN(len(list))] }
	name := func(seed int) string {
		r := rand.New(rand.NewPCG(uint64(seed), 9))
		s := ""
		for range 3 {
			s += []string{"ba", "ke", "lin", "mor", "nu", "ra", "sel", "ti", "vo", "dan"}[r.IntN(10)]
		}
		return string(s[0]-'a'+'A') + s[1:]
	}
	var out []string
	for i := range n {
		k := i / 20
		place, body, person := name(3*k+1), name(3*k+2)+" Port", "Ada "+name(3*k+3)
		day := 1 + i%20
		out = append(out, page(fmt.Sprintf("%s %s %d", name(1000+i), pick("Post", "Herald", "Courier"), i), fmt.Sprintf("2031-05-%02dT08:00:00Z", day),
			pick("Workers in "+place+" walk out", "Strike shuts terminal in "+place, place+" port stands still"),
			fmt.Sprintf("About %d workers in %s walked out on Thursday over pay, the company %s said.", 400+k, place, body),
			fmt.Sprintf("%s closed the container terminal of %s at noon.", body, place), fmt.Sprintf("%s, who leads the union, said the strike would last until Monday.", person),
			fmt.Sprintf("%d ships waited outside the harbour of %s on Wednesday.", 3+rng.IntN(20), place), fmt.Sprintf("%s had offered a raise of %d percent in April.", body, 2+rng.IntN(5)),
			pick("A spokesman for "+body+" declined to comment.", person+" met the mayor of "+place+" on Friday.", "Trains to "+place+" were late all morning."),
		))
	}
	return out
}

// BenchmarkPages measures the time of the server for each kind of page: the median and
// the 95th of 100 requests, and the processor time of one. The bar is 50 ms for the
// story, the claims and the search at the 95th, of 10,000 reports:
//
//	go test ./serve -run - -bench Pages -benchtime 100x -serve.reports 10000 -timeout 1h
func BenchmarkPages(b *testing.B) {
	d := open(b, serve.Options{}, made(*benchReports)...)
	stories, err := d.rec.Stories(b.Context(), 0)
	if err != nil {
		b.Fatal(err)
	}
	big := slices.MaxFunc(stories, func(x, y readout.StoryLine) int { return x.Reports - y.Reports })
	b.Logf("%d reports, %d stories, the largest of %d reports and %d claims", *benchReports, len(stories), big.Reports, big.Claims)
	story := big.ID
	for _, x := range []struct{ name, path string }{
		{"stories", "/"}, {"story", "/stories/" + story}, {"claims", "/claims"}, {"claims-disputed", "/claims?level=disputed"}, {"claims-speaker", "/claims?speaker=Ada"},
		{"search", "/search?q=terminal"}, {"search-phrase", "/search?q=%22waited+outside+the+harbour%22"}, {"search-speaker", "/search?q=strike&speaker=Ada"},
		{"report", "/reports/" + d.ids[0].ID}, {"people", "/stories/" + story + "/people"}, {"gaps", "/gaps"}, {"metrics", "/metrics"},
		{"api-stories", "/api/v1/stories"}, {"api-story", "/api/v1/stories/" + story}, {"api-claims", "/api/v1/claims"}, {"api-search", "/api/v1/search?q=terminal"},
		{"api-timeline", "/api/v1/stories/" + story + "/timeline"}, {"api-why", "/api/v1/stories/" + story + "/why/C1"},
		{"api-check", "/api/v1/check?claim=" + url.QueryEscape("About 400 workers walked out.") + "&story=" + story}, {"api-check-all", "/api/v1/check?stories=3&claim=" + url.QueryEscape("The company closed the container terminal.")},
	} {
		b.Run(x.name, func(b *testing.B) {
			var times []time.Duration
			size, before := 0, processorTime()
			for b.Loop() {
				r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+x.path, nil)
				w := httptest.NewRecorder()
				start := time.Now()
				d.srv.ServeHTTP(w, r)
				times = append(times, time.Since(start))
				if w.Code != http.StatusOK {
					b.Fatal(w.Code, w.Body.String())
				}
				size = w.Body.Len()
			}
			used := processorTime() - before
			slices.Sort(times)
			for _, at := range []int{50, 95} {
				b.ReportMetric(float64(times[len(times)*at/100].Microseconds())/1000, fmt.Sprintf("p%d-ms", at))
			}
			b.ReportMetric(float64(used.Microseconds())/1000/float64(len(times)), "cpu-ms")
			b.ReportMetric(float64(size), "bytes")
		})
	}
}

// processorTime is what the program has used of the processors, with the collection of
// garbage.
func processorTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
