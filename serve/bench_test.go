package serve_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/serve"
)

// How large a record the benchmark fills.
var (
	benchReports = flag.Int("serve.reports", 60, "reports in the record of the benchmark")
	benchStory   = flag.Int("serve.story", 20, "reports in each of its stories")
)

// made are reports by program: stories of so many reports each, about invented places.
func made(n, each int) []string {
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
		k := i / each
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

// BenchmarkPages measures the time of the server for each kind of page, as the 95th of
// 100 requests.
func BenchmarkPages(b *testing.B) {
	d := open(b, serve.Options{}, made(*benchReports, *benchStory)...)
	stories, err := d.rec.Stories(b.Context(), 0)
	if err != nil {
		b.Fatal(err)
	}
	story := slices.MaxFunc(stories, func(x, y readout.StoryLine) int { return x.Reports - y.Reports }).ID
	for _, x := range []struct{ name, path string }{
		{"stories", "/"}, {"story", "/stories/" + story}, {"claims", "/claims"}, {"search", "/search?q=terminal"}, {"report", "/reports/" + d.ids[0].ID}, {"people", "/stories/" + story + "/people"},
		{"api-story", "/api/v1/stories/" + story},
	} {
		b.Run(x.name, func(b *testing.B) {
			var times []time.Duration
			size := 0
			for b.Loop() {
				r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+x.path, nil)
				w := httptest.NewRecorder()
				start := time.Now()
				d.srv.ServeHTTP(w, r)
				times = append(times, time.Since(start))
				if w.Code != http.StatusOK {
					b.Fatal(w.Code)
				}
				size = w.Body.Len()
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)*95/100].Microseconds())/1000, "p95-ms")
			b.ReportMetric(float64(size), "bytes")
		})
	}
}
