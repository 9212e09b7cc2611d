package readout_test

import (
	"errors"
	"testing"
	"time"

	"github.com/readout-project/readout"
)

func TestJudgementCheck(t *testing.T) {
	a, b := readout.Anchor{Report: "a", Exact: "words"}, readout.Anchor{Report: "b", Exact: "others"}
	whole, other := readout.Anchor{Report: "a"}, readout.Anchor{Report: "b"}
	for _, c := range []struct {
		about string
		j     readout.Judgement
		ok    bool
	}{
		{"two names", readout.Judgement{Kind: readout.MergeNames, A: a, B: b}, true},
		{"one name", readout.Judgement{Kind: readout.MergeNames, A: a}, false},
		{"names of whole reports", readout.Judgement{Kind: readout.SplitNames, A: whole, B: other}, false},
		{"two stories", readout.Judgement{Kind: readout.SplitStories, A: whole, B: other}, true},
		{"one story", readout.Judgement{Kind: readout.SplitStories, A: whole, B: whole}, false},
		{"a role", readout.Judgement{Kind: readout.BlockRole, A: a, Value: "deck"}, true},
		{"no role", readout.Judgement{Kind: readout.BlockRole, A: a, Value: "lede"}, false},
		{"published on a day", readout.Judgement{Kind: readout.DateIs, A: whole, Value: "2026-02-06"}, true},
		{"published at a time", readout.Judgement{Kind: readout.DateIs, A: whole, Value: "2026-02-06T10:00:00+04:00"}, true},
		{"published in a month", readout.Judgement{Kind: readout.DateIs, A: whole, Value: "2026-02"}, false},
		{"a month", readout.Judgement{Kind: readout.DateIs, A: a, Value: "2026-02"}, true},
		{"a day without its year", readout.Judgement{Kind: readout.DateIs, A: a, Value: "XXXX-02-06"}, true},
		{"a duration", readout.Judgement{Kind: readout.DateIs, A: a, Value: "P3D"}, true},
		{"some time ago", readout.Judgement{Kind: readout.DateIs, A: a, Value: "PAST_REF"}, true},
		{"no day", readout.Judgement{Kind: readout.DateIs, A: a, Value: "2026-02-31"}, false},
		{"no value", readout.Judgement{Kind: readout.DateIs, A: a, Value: "Friday"}, false},
		{"a note", readout.Judgement{Kind: readout.Note, A: whole, Value: "ask"}, true},
		{"a blank note", readout.Judgement{Kind: readout.Note, A: whole, Value: " "}, false},
		{"a kind that is none", readout.Judgement{Kind: "guess", A: a, Value: "x"}, false},
	} {
		c.j.By, c.j.At = "Ada", time.Unix(1, 0)
		if err := c.j.Check(); (err == nil) != c.ok || err != nil && !errors.Is(err, readout.ErrInvalid) {
			t.Errorf("%s: %v", c.about, err)
		}
	}
}

func TestAnchorIn(t *testing.T) {
	const source = "the pier, the pier and é"
	for _, c := range []struct {
		exact string
		at    int
		want  int // -1 for none
	}{
		{"the pier", 0, 0}, {"the pier", 10, 10}, {"the pier", 12, 10}, {"the pier", -5, 0}, {"the pier", 1 << 40, 10}, {"a pier", 0, -1}, {"", 0, -1}, {"\xa9", 24, -1}, {"é", 0, 23},
	} {
		a := readout.Anchor{Exact: c.exact, Span: readout.Span{Start: c.at, End: c.at + len(c.exact)}}
		got, ok := a.In(source)
		if ok != (c.want >= 0) || ok && (got.Start != c.want || got.Of(source) != c.exact) {
			t.Errorf("%q at %d: %v %v", c.exact, c.at, got, ok)
		}
	}
}

func TestSpanBest(t *testing.T) {
	spans := []readout.Span{{Start: 0, End: 10}, {Start: 4, End: 8}, {Start: 4, End: 8}, {Start: 20, End: 30}}
	of := func(i int) readout.Span { return spans[i] }
	for _, c := range []struct{ start, end, want int }{{4, 8, 1}, {0, 9, 0}, {5, 6, 1}, {29, 40, 3}, {12, 15, -1}, {3, 3, -1}} {
		if got := (readout.Span{Start: c.start, End: c.end}).Best(len(spans), of); got != c.want {
			t.Errorf("[%d,%d): %d, want %d", c.start, c.end, got, c.want)
		}
	}
}
