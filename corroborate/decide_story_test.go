package corroborate

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
)

// docsOf makes documents without annotation of items.
func docsOf(items []Item) []*readout.Document {
	out := make([]*readout.Document, len(items))
	for i, it := range items {
		d := report(it.Outlet, it.Origin, it.Date, strings.Split(it.Text, "\n")...)
		d.Report.Title = found(it.Title)
		out[i] = d
	}
	return out
}

// Stories of items are those of a reading of the reports, whatever was decided.
func TestStoriesAreThoseOfRead(t *testing.T) {
	docs := docsOf(made(60))
	rapid.Check(t, func(t *rapid.T) {
		some := rapid.SliceOfNDistinct(rapid.IntRange(0, len(docs)-1), 2, 30, rapid.ID[int]).Draw(t, "reports")
		var in []*readout.Document
		var items []Item
		for _, i := range some {
			in, items = append(in, docs[i]), append(items, ItemOf(docs[i]))
		}
		js := drawStoryJudgements(t, in)
		var want [][]int
		for _, s := range ReadWith(in, nil, js).Stories {
			want = append(want, s.Reports)
		}
		if got := Stories(items, js); !slices.EqualFunc(got, want, slices.Equal) {
			t.Fatalf("%v, of Read %v", got, want)
		}
	})
}
