package record_test

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/pack"
	"github.com/readout-project/readout/record"
	"github.com/readout-project/readout/store"
)

// alter changes the file of a record behind its back.
func alter(t testing.TB, path, query string, args ...any) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(query, args...); err != nil {
		t.Fatal(err)
	}
}

// upset makes the document of a report one that weighing falls over, and its story
// one that is to be weighed.
func upset(t testing.TB, r *record.Record, report, story string) {
	t.Helper()
	d, err := r.Document(context.Background(), report)
	if err != nil {
		t.Fatal(err)
	}
	for i := range d.Statements {
		d.Statements[i].Span = readout.Span{Start: 1 << 20, End: 1 << 21}
	}
	alter(t, r.Path(), "UPDATE document SET body = $1 WHERE report = $2", pack.Marshal(d), report)
	alter(t, r.Path(), "UPDATE story SET stale = stale + 1 WHERE id = $1", story)
}

// A story that the program fails on stops none of the others, is told of, and is
// weighed again once it can be.
func TestAFailingStoryStopsNoOther(t *testing.T) {
	ctx := context.Background()
	c := &clock{start}
	r := openAt(t, filepath.Join(t.TempDir(), "record.db"), c)
	got := add(t, r, c, strikeDaily, quake)
	upset(t, r, got[0].ID, got[0].Story)
	add(t, r, c, strings.Replace(quake, "Hill Courier", "Tamsk Post", 1))

	lines, err := r.Stories(ctx, 0)
	if err != nil || len(lines) != 2 {
		t.Fatalf("%d stories, %v", len(lines), err)
	}
	for _, l := range lines {
		if want := l.ID == got[0].Story; l.Stale != want {
			t.Errorf("story %s: to be weighed: %v", l.ID, l.Stale)
		}
	}
	u := r.Unweighed()
	if !errors.Is(u, record.ErrFault) || !strings.Contains(u.Error(), got[0].Story) || strings.Contains(u.Error(), got[1].Story) {
		t.Errorf("told: %v", u)
	}
	if _, err := r.Reading(ctx, got[1].Story, record.Moment{}); err != nil {
		t.Error(err)
	}
	if _, err := r.Reading(ctx, got[0].Story, record.Moment{}); !errors.Is(err, record.ErrFault) {
		t.Errorf("the failing story itself: %v", err)
	}
	if list, err := r.At(ctx, record.Moment{Held: c.at}); err != nil || len(list) != 1 {
		t.Errorf("at a moment %d stories, %v", len(list), err)
	}
	if list, err := r.Claims(ctx, store.ClaimQuery{Story: got[1].Story}); err != nil || len(list) == 0 {
		t.Errorf("%d claims of the other story, %v", len(list), err)
	}
	if list, err := r.News(ctx, start.Add(-1)); err != nil || len(list) != 1 {
		t.Errorf("news of %d stories, %v", len(list), err)
	}
	if _, err := r.Gaps(ctx, record.GapQuery{At: c.at}); err != nil {
		t.Error(err)
	}

	if _, err := r.Rebuild(ctx, true, nil); err != nil {
		t.Fatal(err)
	}
	if err := r.Unweighed(); err != nil {
		t.Errorf("after the rebuild: %v", err)
	}
	clean(t, r)
}

// A story that is kept and leads nowhere stops no verification.
func TestVerifyReadsOnOverWhatItFallsOver(t *testing.T) {
	ctx := context.Background()
	c := &clock{start}
	r := openAt(t, filepath.Join(t.TempDir(), "record.db"), c)
	got := add(t, r, c, strikeDaily, quake)
	reading, err := r.Reading(ctx, got[0].Story, record.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	st := &reading.Stories[0]
	st.Differences = append(st.Differences, readout.Difference{Sides: []readout.Side{{Evidence: []readout.Ref{{Report: 1 << 20}}}}})
	db, err := store.Open(ctx, r.Path(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	ids := []string{got[0].ID}
	kept, err := db.Keep(ctx, &store.Weighed{ID: st.ID, Members: ids, Reports: ids, Print: "print", Reading: reading, Claims: make([]store.ClaimRow, len(st.Claims))})
	if !kept || err != nil {
		t.Fatal(kept, err)
	}
	alter(t, r.Path(), "UPDATE story SET print = (SELECT print FROM story WHERE id = $1) WHERE id = $2", got[1].Story, got[0].Story)
	v, err := r.Verify(ctx, nil)
	if err != nil || v.Reports != 2 || !slices.ContainsFunc(v.Faults, func(f string) bool {
		return strings.Contains(f, got[0].Story) && strings.Contains(f, "fault of the program")
	}) {
		t.Errorf("verified %+v, %v", v, err)
	}
}
