package corroborate

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// made makes n reports by program: stories of about ten reports, each of its
// own names, places and numbers in sentences of a common stock; a third are
// copies, cuts, or reports with a lifted passage.
func made(n int) []Item {
	rng := rand.New(rand.NewPCG(1, 2))
	word := func(syllables int) string {
		var b strings.Builder
		for range syllables {
			b.WriteString([]string{"ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "dan", "fer", "gol", "hin", "jus", "pel", "wex"}[rng.IntN(16)])
		}
		return b.String()
	}
	stock := make([]string, 4000)
	for i := range stock {
		stock[i] = word(2 + rng.IntN(2))
	}
	items := make([]Item, 0, n)
	for story := 0; len(items) < n; story++ {
		var own [12]string
		for i := range own {
			w := word(3)
			own[i] = strings.ToUpper(w[:1]) + w[1:]
		}
		var topic [40]string
		for i := range topic {
			topic[i] = stock[rng.IntN(len(stock))]
		}
		sentence := func() string {
			var b strings.Builder
			b.WriteString("The")
			for k := range 22 {
				switch {
				case k%3 == 0:
					b.WriteString([]string{" of the", " and", " said that the", " in", " to", " on"}[rng.IntN(6)])
				case k%5 == 1:
					b.WriteString(" " + own[rng.IntN(len(own))])
				case k == 7:
					fmt.Fprintf(&b, " %d", rng.IntN(400))
				case k%2 == 0:
					b.WriteString(" " + topic[rng.IntN(len(topic))])
				default:
					b.WriteString(" " + stock[rng.IntN(len(stock))])
				}
			}
			return b.String() + "."
		}
		first := len(items)
		for k := range min(4+rng.IntN(14), n-first) {
			var lines []string
			for range 10 {
				lines = append(lines, sentence())
			}
			if k > 0 {
				old := strings.Split(items[first+rng.IntN(k)].Text, "\n")
				switch rng.IntN(9) {
				case 0:
					lines = old
				case 1:
					lines = old[:max(1, len(old)/2)]
				case 2:
					lines[3], lines[7] = old[0], old[len(old)-1]
				}
			}
			items = append(items, Item{
				ID: fmt.Sprint(story, "-", k), Title: sentence(), Text: strings.Join(lines, "\n"),
				Date: time.Unix(int64(story%365)*86400, 0).UTC().Format(time.DateOnly),
			})
		}
	}
	return items
}

func TestLeast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOf(rapid.Uint64Range(0, 50)).Draw(t, "list")
		n := rapid.IntRange(1, 12).Draw(t, "n")
		want := slices.Sorted(slices.Values(list))
		got := slices.Clone(least(slices.Clone(list), n))
		slices.Sort(got)
		if !slices.Equal(got, want[:min(n, len(want))]) {
			t.Fatalf("got %v of %v", got, want)
		}
	})
}

func cpuSeconds(b *testing.B) float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Skip(err)
	}
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}

// BenchmarkGroup shows how the time for stories and copies grows with the
// number of reports.
func BenchmarkGroup(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			if testing.Short() && n > 10_000 {
				b.Skip("long")
			}
			items := made(n)
			runtime.GC()
			var got []Grouped
			start := cpuSeconds(b)
			for b.Loop() {
				got = Group(items)
			}
			cpu := (cpuSeconds(b) - start) / float64(b.N)
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(n)/cpu, "reports/cpu-s")
			b.ReportMetric(float64(m.Sys)/(1<<20), "MiB")
			b.ReportMetric(purity(items, got), "b-cubed")
		})
	}
}

// purity is the B-cubed F1 of stories against those that were made.
func purity(items []Item, got []Grouped) float64 {
	gold, pred, both := map[string]float64{}, map[string]float64{}, map[string]float64{}
	story := func(i int) string { s, _, _ := strings.Cut(items[i].ID, "-"); return s }
	for i := range items {
		gold[story(i)]++
		pred[got[i].Story]++
		both[story(i)+" "+got[i].Story]++
	}
	p, r := 0.0, 0.0
	for k, n := range both {
		g, s, _ := strings.Cut(k, " ")
		p += n * n / pred[s]
		r += n * n / gold[g]
	}
	return 2 * p * r / (p + r) / float64(len(items))
}
