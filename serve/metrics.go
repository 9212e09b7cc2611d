package serve

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

// metrics count the requests of this run, in the text format of Prometheus 0.0.4.
type metrics struct {
	mu      sync.Mutex
	started time.Time
	under   int
	routes  map[measured]*timing
}

type measured struct {
	route  string
	status int
}

type timing struct {
	count   int
	seconds float64
	buckets [len(bounds)]int
}

// bounds are the upper ends of the buckets of times, in seconds.
var bounds = [...]float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}

func (m *metrics) begin() { m.started, m.routes = time.Now(), map[measured]*timing{} }

func (m *metrics) enter() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.under++
}

func (m *metrics) leave(route string, status int, took time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.under--
	k := measured{cmp.Or(route, "none"), status}
	t := m.routes[k]
	if t == nil {
		t = &timing{}
		m.routes[k] = t
	}
	t.count++
	t.seconds += took.Seconds()
	for i, b := range bounds {
		if took.Seconds() <= b {
			t.buckets[i]++
		}
	}
}

// text is the state of all counters; routes are patterns of the table, so that the
// number of series is bounded.
func (m *metrics) text(version string, stories, reports int) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	var b strings.Builder
	gauge := func(name, help string, v any) {
		fmt.Fprintf(&b, "# HELP %s %s\n# TYPE %s gauge\n%s %v\n", name, help, name, name, v)
	}
	fmt.Fprintf(&b, "# HELP readout_build_info The program that serves.\n# TYPE readout_build_info gauge\nreadout_build_info{version=%q} 1\n", version)
	gauge("readout_stories", "Stories of the record.", stories)
	gauge("readout_reports", "Reports of the record, forgotten ones too.", reports)
	gauge("readout_requests_under_way", "Requests that are being answered.", m.under)
	gauge("process_start_time_seconds", "When the program was started.", m.started.Unix())
	const name = "readout_request_seconds"
	fmt.Fprintf(&b, "# HELP %s Time to answer a request.\n# TYPE %s histogram\n", name, name)
	keys := slices.SortedFunc(maps.Keys(m.routes), func(x, y measured) int {
		return cmp.Or(cmp.Compare(x.route, y.route), cmp.Compare(x.status, y.status))
	})
	for _, k := range keys {
		t := m.routes[k]
		labels := fmt.Sprintf("route=%q,status=\"%d\"", k.route, k.status)
		for i, le := range bounds {
			fmt.Fprintf(&b, "%s_bucket{%s,le=\"%g\"} %d\n", name, labels, le, t.buckets[i])
		}
		fmt.Fprintf(&b, "%s_bucket{%s,le=\"+Inf\"} %d\n%s_sum{%s} %g\n%s_count{%s} %d\n", name, labels, t.count, name, labels, t.seconds, name, labels, t.count)
	}
	return b.String()
}
