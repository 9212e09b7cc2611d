package corroborate

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/storypair"
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

// Reports of one story find each other by term or run.
func TestSketchesMeet(t *testing.T) {
	docs := docsOf(made(120))
	items := make([]Item, len(docs))
	sketches := make([]Sketch, len(docs))
	for i, d := range docs {
		items[i], sketches[i] = ItemOf(d), NewSketch(d)
		k := sketches[i]
		if len(k.Terms) != len(k.Weights) || len(k.Terms) > keyTerms || !slices.IsSorted(k.Runs) || k.Day != dayNumber(items[i].Date) {
			t.Fatalf("%+v", k)
		}
	}
	for _, members := range Stories(items, nil) {
		for _, i := range members {
			met := slices.ContainsFunc(members, func(j int) bool {
				return i != j && (storypair.Shared(slices.Sorted(slices.Values(sketches[i].Terms)), slices.Sorted(slices.Values(sketches[j].Terms))) > 0 || storypair.Shared(sketches[i].Runs, sketches[j].Runs) > 0)
			})
			if len(members) > 1 && !met {
				t.Errorf("report %d meets none of its story", i)
			}
		}
	}
}

func BenchmarkStories(b *testing.B) {
	items := made(200)
	for b.Loop() {
		Stories(items, nil)
	}
}

func BenchmarkSketch(b *testing.B) {
	d := docsOf(made(1))[0]
	for b.Loop() {
		NewSketch(d)
	}
}
