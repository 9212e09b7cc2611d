package record_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/record"
)

// Words of a forgotten report are gone from what was derived for any story that it was
// in, and from corrections, which can be listed and undone all the same.
func TestForgetAfterStoriesWereJoined(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "record.db")
	c := &clock{start}
	r := openAt(t, path, c)
	got := add(t, r, c, strikeDaily, quake)
	js := state(t, r, record.Correction{What: "merge-stories", Args: []string{got[0].ID, got[1].ID}})
	js = append(js, state(t, r, record.Correction{What: "block", Args: []string{got[1].ID + "=Nobody was killed", "aside"}, Reason: "the caretaker Runa told us"})...)
	js = append(js, state(t, r, record.Correction{What: "date", Args: []string{got[1].ID, "2031-05-02"}})...)
	js = append(js, state(t, r, record.Correction{What: "note", Args: []string{got[1].ID, "ask the caretaker Runa"}})...)
	if _, err := r.Forget(ctx, got[1].ID, "A. Tester", "court order"); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	wal, err := os.ReadFile(path + "-wal")
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	for _, words := range []string{"Tamsk", "Nobody was killed", "Runa", "Hill Courier", "magnitude"} {
		if strings.Contains(string(data)+string(wal), words) {
			t.Errorf("the record still has %q", words)
		}
	}
	list, err := r.Corrections(ctx)
	if err != nil || len(list) != len(js) {
		t.Fatalf("%d corrections, %v", len(list), err)
	}
	for _, j := range list {
		if why, err := r.Unplaced(ctx, j); err != nil || !strings.Contains(why, "forgotten") {
			t.Errorf("correction %d: %q, %v", j.ID, why, err)
		}
		if _, err := r.Undo(ctx, "A. Tester", j.ID); err != nil {
			t.Errorf("undo %d: %v", j.ID, err)
		}
	}
	if _, err := r.News(ctx, start); err != nil {
		t.Error(err)
	}
	clean(t, r)
}

// A note stands in the stored story, at the claim that it is about.
func TestNotesAreInTheReading(t *testing.T) {
	ctx := context.Background()
	r, c := open(t)
	got := add(t, r, c, strikeDaily)
	state(t, r, record.Correction{What: "note", Args: []string{"A=closed the container terminal", "ask the port"}})
	for range 2 {
		reading, err := r.Reading(ctx, got[0].Story, record.Moment{})
		if err != nil {
			t.Fatal(err)
		}
		notes := 0
		for i := range reading.Stories[0].Claims {
			k := &reading.Stories[0].Claims[i]
			if n := reading.Notes(k); len(n) > 0 {
				notes++
				if n[0].Value != "ask the port" || !strings.Contains(k.Text, "terminal") {
					t.Errorf("note %+v at %q", n[0], k.Text)
				}
			}
		}
		if notes == 0 {
			t.Error("the note is at no claim")
		}
	}
}

// Several corrections are undone all or none.
func TestUndoIsAllOrNone(t *testing.T) {
	ctx := context.Background()
	r, c := open(t)
	add(t, r, c, strikeDaily)
	a := state(t, r, record.Correction{What: "note", Args: []string{"A", "one"}})[0]
	b := state(t, r, record.Correction{What: "note", Args: []string{"A", "two"}})[0]
	if _, err := r.Undo(ctx, "Bo Lind", b.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Undo(ctx, "Bo Lind", a.ID, b.ID); err == nil || !strings.Contains(err.Error(), "was undone by Bo Lind") {
		t.Errorf("undone twice: %v", err)
	}
	if list, err := r.Corrections(ctx); err != nil || !list[0].Holds() {
		t.Errorf("%+v, %v", list, err)
	}
}

// Places are named as the help names them.
func TestPlaces(t *testing.T) {
	r, c := open(t)
	add(t, r, c, strikeDaily)
	for _, place := range []string{`A="on Thursday morning"`, "A=on Thursday morning", "A2=“on Thursday morning”"} {
		j := state(t, r, record.Correction{What: "date", Args: []string{place, "2031-05-01"}})[0]
		if j.A.Exact != "on Thursday morning" {
			t.Errorf("%s is %q", place, j.A.Exact)
		}
	}
	// The words of the title stand in the text too: those are meant.
	if j := state(t, r, record.Correction{What: "note", Args: []string{"A=over pay", "x"}})[0]; j.A.Span.Start < len("Dock workers in Sundvik walk out over pay") {
		t.Errorf("the place is in the headline: %+v", j.A)
	}
	if j := state(t, r, record.Correction{What: "block", Args: []string{"A:3", "article"}})[0]; j.Value != string(readout.RoleBody) {
		t.Errorf("article is %q", j.Value)
	}
}

// A rejected claim of three reports is parted three ways.
func TestRejectPartsAllReports(t *testing.T) {
	ctx := context.Background()
	r, c := open(t)
	third := page("Harbour Times", "https://times.example/a", "2031-05-01T13:00:00Z", "Sundvik terminal shut as dock workers strike",
		"The container terminal in Sundvik was closed at noon.", "Union leader Ketil Brenna said the strike would last until Monday.", "Some 400 dock workers walked out over pay.")
	got := add(t, r, c, strikeDaily, strikePost, third)
	most := func() (n, of int) {
		reading, err := r.Reading(ctx, got[0].Story, record.Moment{})
		if err != nil {
			t.Fatal(err)
		}
		for i := range reading.Stories[0].Claims {
			seen := map[int]bool{}
			for _, e := range reading.Stories[0].Claims[i].Evidence {
				if strings.Contains(e.Exact, "would last until Monday") {
					seen[e.Report] = true
				}
			}
			if len(seen) > of {
				n, of = i+1, len(seen)
			}
		}
		return n, of
	}
	n, of := most()
	if of != 3 {
		t.Fatalf("C%d is of %d reports", n, of)
	}
	for _, name := range []string{"was-said", "is-so"} {
		if n, of = most(); of > 1 {
			state(t, r, record.Correction{What: "reject", Args: []string{"C" + string(rune('0'+n))}, Reason: name})
		}
	}
	if n, of = most(); of > 1 {
		t.Errorf("C%d is still of %d reports", n, of)
	}
}

// A correction on a version that a later one replaces says so.
func TestACorrectionOnAnEarlierVersion(t *testing.T) {
	ctx := context.Background()
	r, c := open(t)
	got := add(t, r, c, strikeDaily, strikeLater)
	for _, x := range []record.Correction{
		{What: "note", Args: []string{got[0].ID + "=About 400", "which number?"}},
		{What: "speaker", Args: []string{got[0].ID + "=closed the container terminal", "Ola Brandt"}},
		{What: "date", Args: []string{got[0].ID + "=Thursday", "2031-05-01"}},
	} {
		x.By = "Ada Kvist"
		js, err := r.State(ctx, x)
		if err != nil {
			t.Fatal(err)
		}
		if why, err := r.Unplaced(ctx, js[0]); err != nil || !strings.Contains(why, "a later version replaces") {
			t.Errorf("%s: %q, %v", x.What, why, err)
		}
	}
}
