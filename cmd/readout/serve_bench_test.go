package main

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/serve"
)

// recordFile is a record that the benchmarks fill once and that of pages finds again.
var recordFile = flag.String("record.file", "", "the record of the benchmarks; it is filled where it is empty, and kept")

// BenchmarkServe measures the time of the server for each kind of page, and what it uses
// of the processors: the median and the 95th of 100 requests. The bar is 50 ms for the
// story, the claims and the search at the 95th, of 10,000 reports:
//
//	go test ./cmd/readout -run - -bench Serve -benchtime 100x -record.reports 10000 -record.file big.db -timeout 2h
//
// Stories are made of 5 to 20 reports; the largest, which may be two that were joined, is
// asked for.
func BenchmarkServe(b *testing.B) {
	path := *recordFile
	if path == "" {
		path = filepath.Join(b.TempDir(), "record.db")
	}
	r := newRecord(b, path)
	ctx := context.Background()
	if have, err := r.CountReports(ctx); err != nil {
		b.Fatal(err)
	} else if have == 0 {
		keep(b, r, madeReports(*recordReports, false), 0)
	}
	stories, err := r.Stories(ctx, 0)
	if err != nil {
		b.Fatal(err)
	}
	srv, err := serve.New(ctx, r, serve.Options{By: "A. Tester", Log: func(err error) { b.Error(err) }})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := srv.Close(); err != nil {
			b.Error(err)
		}
	})
	big := slices.MaxFunc(stories, func(x, y readout.StoryLine) int { return x.Reports - y.Reports })
	b.Logf("%d stories, the largest of %d reports and %d claims", len(stories), big.Reports, big.Claims)
	members, err := r.Reports(ctx)
	if err != nil {
		b.Fatal(err)
	}
	for _, x := range servedPages(big.ID, members[0].ID) {
		b.Run(x.name, func(b *testing.B) { askPages(b, srv, x.paths(stories)) })
	}
}

type servedPage struct {
	name, path string
	every      bool // the path is asked of one story after the other, so that none is open
}

func (x *servedPage) paths(stories []readout.StoryLine) []string {
	if !x.every {
		return []string{x.path}
	}
	var out []string
	for _, s := range stories {
		out = append(out, strings.Replace(x.path, "{story}", s.ID, 1))
	}
	return out
}

func servedPages(story, report string) []servedPage {
	at, api := "/stories/"+story, "/api/v1/stories/"+story
	claim := url.QueryEscape("Police arrested 30 men near the bridge.")
	return []servedPage{
		{name: "stories", path: "/"}, {name: "story", path: at}, {name: "story-any", path: "/stories/{story}", every: true}, {name: "claims", path: "/claims"},
		{name: "claims-disputed", path: "/claims?level=disputed"}, {name: "claims-speaker", path: "/claims?speaker=Ba"}, {name: "search", path: "/search?q=harbour"},
		{name: "search-all", path: "/search?q=said+the"}, {name: "search-phrase", path: "/search?q=" + url.QueryEscape(`"signed an agreement"`)}, {name: "search-speaker", path: "/search?q=bridge&speaker=Ba"},
		{name: "search-level", path: "/search?q=bridge&level=disputed"}, {name: "report", path: "/reports/" + report}, {name: "people", path: at + "/people"}, {name: "metrics", path: "/metrics"}, {name: "health", path: "/healthz"},
		{name: "api-stories", path: "/api/v1/stories"}, {name: "api-story", path: api}, {name: "api-story-any", path: "/api/v1/stories/{story}", every: true}, {name: "api-claims", path: "/api/v1/claims"},
		{name: "api-search", path: "/api/v1/search?q=harbour"}, {name: "api-timeline", path: api + "/timeline"}, {name: "api-why", path: api + "/why/C1"}, {name: "api-history", path: api + "/history/C1"},
		{name: "api-check", path: "/api/v1/check?story=" + story + "&claim=" + claim}, {name: "api-check-3", path: "/api/v1/check?stories=3&claim=" + claim}, {name: "api-who", path: "/api/v1/who?name=Union&stories=3"},
		{name: "api-gaps", path: "/api/v1/gaps"},
	}
}

// askPages asks for pages one after the other.
func askPages(b *testing.B, srv http.Handler, paths []string) {
	var times []time.Duration
	var used []float64
	size := 0
	for b.Loop() {
		r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+paths[len(times)%len(paths)], nil)
		w := httptest.NewRecorder()
		start, before := time.Now(), cpuSeconds(b)
		srv.ServeHTTP(w, r)
		times, used = append(times, time.Since(start)), append(used, cpuSeconds(b)-before)
		if w.Code != http.StatusOK {
			b.Fatal(r.URL, w.Code, w.Body.String())
		}
		size += w.Body.Len()
	}
	slices.Sort(times)
	slices.Sort(used)
	for _, at := range []int{50, 95} {
		b.ReportMetric(float64(times[len(times)*at/100].Microseconds())/1000, fmt.Sprintf("p%d-ms", at))
		b.ReportMetric(used[len(used)*at/100]*1000, fmt.Sprintf("p%d-cpu-ms", at)) // what a busy machine does not change much
	}
	b.ReportMetric(float64(size/len(times)), "bytes")
}
