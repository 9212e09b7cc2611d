package serve_test

import (
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/readout-project/readout/record"
	"github.com/readout-project/readout/serve"
)

var (
	sampleLine = regexp.MustCompile(`^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(.*)\})? ([^ ]+)$`)
	labelPair  = regexp.MustCompile(`^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(,|$)`)
)

// series is one time series: its labels without le, and its buckets in their order.
type series struct {
	buckets    [][2]float64 // upper end, count
	sum, count float64
	parts      int // of sum and count that were there
}

// expose reads the text format 0.0.4 strictly: the values by name and labels, and the
// histograms. Every breach of the format is a fault.
func expose(text string) (values map[string]float64, histograms map[string]*series, faults []string) {
	values, histograms = map[string]float64{}, map[string]*series{}
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	if !strings.HasSuffix(text, "\n") {
		fault("no line break at the end")
	}
	kinds, helped, family := map[string]string{}, map[string]bool{}, ""
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if f := strings.SplitN(line, " ", 4); f[0] == "#" {
			switch {
			case len(f) < 4 || f[1] != "HELP" && f[1] != "TYPE":
				fault("%q is no HELP and no TYPE", line)
			case f[1] == "HELP":
				if helped[f[2]] {
					fault("%s is helped twice", f[2])
				}
				helped[f[2]], family = true, f[2]
			case kinds[f[2]] != "" || family != f[2] || f[3] != "gauge" && f[3] != "histogram":
				fault("%q is out of place", line)
			default:
				kinds[f[2]] = f[3]
			}
			continue
		}
		m := sampleLine.FindStringSubmatch(line)
		if m == nil {
			fault("%q is no sample", line)
			continue
		}
		v, err := strconv.ParseFloat(m[4], 64)
		if err != nil {
			fault("%q: %v", line, err)
		}
		labels, le := "", math.NaN()
		for rest := m[3]; rest != ""; {
			l := labelPair.FindStringSubmatch(rest)
			if l == nil {
				fault("%q has labels that are none", line)
				break
			}
			if rest = rest[len(l[0]):]; l[1] == "le" {
				if le, err = strconv.ParseFloat(l[2], 64); err != nil {
					fault("%q: %v", line, err)
				}
				continue
			}
			labels += l[1] + "=" + l[2] + ";"
		}
		base := m[1]
		if kinds[family] == "histogram" {
			base = family
		}
		if base != family || kinds[family] == "" {
			fault("%q stands apart from its TYPE", line)
		}
		key := fmt.Sprintf("%s{%s}%v", m[1], labels, le)
		if _, ok := values[key]; ok {
			fault("%q twice", line)
		}
		values[key] = v
		if kinds[family] != "histogram" {
			continue
		}
		h := histograms[labels]
		if h == nil {
			h = &series{}
			histograms[labels] = h
		}
		switch strings.TrimPrefix(m[1], family) {
		case "_bucket":
			h.buckets = append(h.buckets, [2]float64{le, v})
		case "_sum":
			h.sum, h.parts = v, h.parts+1
		case "_count":
			h.count, h.parts = v, h.parts+1
		default:
			fault("%q is of no histogram", line)
		}
	}
	for labels, h := range histograms {
		if n := len(h.buckets); h.parts != 2 || n == 0 || !math.IsInf(h.buckets[n-1][0], 1) || h.buckets[n-1][1] != h.count || h.sum < 0 {
			fault("histogram %s: %+v", labels, h)
		}
		if !slices.IsSortedFunc(h.buckets, func(a, b [2]float64) int {
			if a[0] < b[0] && a[1] <= b[1] {
				return -1
			}
			return 1
		}) {
			fault("buckets of %s do not grow: %v", labels, h.buckets)
		}
	}
	return values, histograms, faults
}

func TestMetrics(t *testing.T) {
	d := open(t, serve.Options{Version: "v9"}, daily, courier)
	for _, path := range []string{"/", "/", "/stories/nope", "/api/v1/stories", "/nothing"} {
		d.get(path)
	}
	etag := d.get("/api/v1/gaps").Header.Get("ETag")
	d.do(http.MethodGet, "/api/v1/gaps", "", func(r *http.Request) { r.Header.Set("If-None-Match", etag) })
	a := d.get("/metrics")
	if got := a.Header.Get("Content-Type"); got != "text/plain; version=0.0.4; charset=utf-8" {
		t.Errorf("Content-Type %q", got)
	}
	values, histograms, faults := expose(a.body)
	for _, f := range faults {
		t.Error(f)
	}
	for name, want := range map[string]float64{"readout_stories{}NaN": 2, "readout_reports{}NaN": 2, "readout_requests_under_way{}NaN": 1, "readout_build_info{version=v9;}NaN": 1} {
		if values[name] != want {
			t.Errorf("%s is %v, want %v", name, values[name], want)
		}
	}
	for labels, want := range map[string]float64{
		"route=GET /{$};status=200;": 2, "route=GET /stories/{story};status=404;": 1, "route=GET /api/v1/stories;status=200;": 1, "route=none;status=404;": 1,
		"route=GET /api/v1/gaps;status=200;": 1, "route=GET /api/v1/gaps;status=304;": 1,
	} {
		if h := histograms[labels]; h == nil || h.count != want || h.sum <= 0 {
			t.Errorf("%s: %+v, want %v requests", labels, h, want)
		}
	}
	if strings.Contains(a.body, "nope") || strings.Contains(a.body, d.ids[0].ID) {
		t.Error("the metrics tell what was asked for")
	}
}

// The strict reading of the test above finds what is wrong.
func TestExposeFindsFaults(t *testing.T) {
	const good = "# HELP a Words.\n# TYPE a gauge\na{x=\"y\\\"\"} 1\n# HELP h Words.\n# TYPE h histogram\nh_bucket{le=\"1\"} 1\nh_bucket{le=\"+Inf\"} 2\nh_sum 3\nh_count 2\n"
	if _, _, faults := expose(good); faults != nil {
		t.Fatal(faults)
	}
	for _, change := range [][2]string{
		{"h_count 2\n", "h_count 2"}, {"h_count 2\n", ""}, {"h_count 2", "h_count 3"}, {`le="+Inf"} 2`, `le="+Inf"} 0`}, {"a{", "b{"}, {"# TYPE a gauge\n", ""},
		{`x="y\""`, `x="y""`}, {`x="y\""`, "x=y"}, {" 1\n#", " one\n#"}, {"h_sum 3\n", "h_sum 3\nh_sum 3\n"}, {"gauge", "thing"},
	} {
		if _, _, faults := expose(strings.Replace(good, change[0], change[1], 1)); faults == nil {
			t.Errorf("%q instead of %q passes", change[1], change[0])
		}
	}
}

// Health needs no token and tells nothing but that the record can be read.
func TestHealth(t *testing.T) {
	d := open(t, serve.Options{Tokens: tokens(t)}, daily)
	if a := d.get("/healthz"); a.StatusCode != 200 || a.body != "ok\n" || a.Header.Get("Content-Type") != "text/plain; charset=utf-8" {
		t.Errorf("%s %q", a.Status, a.body)
	}
	if a := d.get("/metrics"); a.StatusCode != http.StatusUnauthorized {
		t.Errorf("metrics without a token: %s", a.Status)
	}
	if a := d.do(http.MethodHead, "/healthz", "", nil); a.StatusCode != 200 || a.body != "" {
		t.Errorf("HEAD: %s", a.Status)
	}
}

// A record that cannot be read any more is not healthy.
func TestHealthOfABrokenRecord(t *testing.T) {
	ctx := t.Context()
	rec, err := record.Open(ctx, filepath.Join(t.TempDir(), "record.db"), record.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	var told error
	srv, err := serve.New(ctx, rec, serve.Options{By: "A. Tester", Log: func(err error) { told = err }})
	if err != nil {
		t.Fatal(err)
	}
	defer srv.Close()
	if err := rec.Close(); err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	srv.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://127.0.0.1/healthz", nil))
	if w.Code != http.StatusInternalServerError || w.Header().Get("Content-Type") != "application/problem+json" || strings.Contains(w.Body.String(), "closed") || told == nil {
		t.Errorf("%d %s, told %v", w.Code, w.Body, told)
	}
}
