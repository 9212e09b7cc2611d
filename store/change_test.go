package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/readout-project/readout"
)

// weighedStory is a story of one claim on a report.
func weighedStory(e *Entry, changes int) *Weighed {
	return &Weighed{ID: "s1", Changes: changes, Members: []string{e.ID}, Reports: []string{e.ID}, Latest: noon, Print: "p",
		Reading: &readout.Reading{Docs: []*readout.Document{e.Document}, Stories: []readout.Story{{
			ID: "s1", Title: "Pier", Roots: []readout.Root{{Name: "Élan Øster"}},
			Claims: []readout.Claim{{ID: "c1", Text: "The pier is closed", Level: readout.Single, Evidence: []readout.Evidence{{Ref: readout.Ref{Span: readout.Span{End: 8}}}}}},
		}}},
		Claims: []ClaimRow{{Speaker: "Élan Øster", First: noon}},
	}
}

func note(e *Entry) *readout.Judgement {
	return &readout.Judgement{Kind: readout.Note, A: readout.Anchor{Report: e.ID}, Value: "ask", By: "Ada"}
}

// A correction that comes while a story is weighed is not lost: what was weighed
// without it is not kept.
func TestWhatIsWeighedMeanwhileIsNotKept(t *testing.T) {
	ctx := context.Background()
	db := open1(t, filepath.Join(t.TempDir(), "record.db"))
	e := put(t, db, "The pier is closed.")
	if err := db.Place(ctx, "s1", []string{e.ID}); err != nil {
		t.Fatal(err)
	}
	n, err := db.Changes(ctx, "s1")
	if err != nil || n == 0 {
		t.Fatalf("%d changes, %v", n, err)
	}
	if err := db.Judge(ctx, note(e)); err != nil {
		t.Fatal(err)
	}
	if kept, err := db.Keep(ctx, weighedStory(e, n)); kept || err != nil {
		t.Errorf("kept %v, %v", kept, err)
	}
	if n, err = db.Changes(ctx, "s1"); err != nil {
		t.Fatal(err)
	}
	if kept, err := db.Keep(ctx, weighedStory(e, n)); !kept || err != nil {
		t.Errorf("kept %v, %v", kept, err)
	}
	if list, err := db.Claims(ctx, ClaimQuery{Speaker: "elan ø"}); err != nil || len(list) != 1 {
		t.Errorf("by another spelling: %v, %v", list, err)
	}
}

// A report that was read under other corrections than it has now is not kept so, and
// one that was forgotten meanwhile does not come back.
func TestRefreshKnowsWhatCameMeanwhile(t *testing.T) {
	ctx := context.Background()
	db := open1(t, filepath.Join(t.TempDir(), "record.db"))
	e := put(t, db, "The pier is closed.")
	if err := db.Judge(ctx, note(e)); err != nil {
		t.Fatal(err)
	}
	if ok, err := db.Refresh(ctx, e, nil); ok || err != nil {
		t.Errorf("read without the correction: %v, %v", ok, err)
	}
	js, err := db.JudgementsOn(ctx, e.ID)
	if err != nil {
		t.Fatal(err)
	}
	if ok, err := db.Refresh(ctx, e, js); !ok || err != nil {
		t.Errorf("read with it: %v, %v", ok, err)
	}
	if err := db.Forget(ctx, e.ID, "Ada", "court", noon); err != nil {
		t.Fatal(err)
	}
	if ok, err := db.Refresh(ctx, e, js); !ok || err != nil {
		t.Errorf("forgotten: %v, %v", ok, err)
	}
	if err := db.Place(ctx, "s1", []string{e.ID}); err != nil {
		t.Fatal(err)
	}
	if faults, err := db.Sound(ctx); err != nil || len(faults) != 0 {
		t.Errorf("%v, %v", faults, err)
	}
	if list, err := db.Members(ctx, "s1"); err != nil || len(list) != 0 {
		t.Errorf("a forgotten report is in a story: %v, %v", list, err)
	}
}

// Two reports whose digests begin alike are two.
func TestIDsThatBeginAlike(t *testing.T) {
	ctx := context.Background()
	db := open1(t, filepath.Join(t.TempDir(), "record.db"))
	a := put(t, db, "The pier is closed.")
	b := report("The pier is open.")
	b.ID = a.ID
	if added, err := db.Put(ctx, b); added || !errors.Is(err, readout.ErrFormat) {
		t.Errorf("added %v, %v", added, err)
	}
}

// Times of changes go on though the clock is set back.
func TestTimesDoNotGoBack(t *testing.T) {
	ctx := context.Background()
	at := noon
	db, err := Open(ctx, filepath.Join(t.TempDir(), "record.db"), Options{Create: true, Now: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for i, text := range []string{"One pier.", "Two piers.", "Three piers."} {
		e := report(text)
		e.Added = time.Time{}
		at = noon.Add(-time.Duration(i) * time.Minute)
		before, err := db.Newest(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Put(ctx, e); err != nil {
			t.Fatal(err)
		}
		if !e.Added.After(before) {
			t.Errorf("%s is added %v, after one of %v", text, e.Added, before)
		}
	}
}

// What a disk changed in what was derived is told, never read as something else.
func TestDamageIsTold(t *testing.T) {
	ctx := context.Background()
	db := open1(t, filepath.Join(t.TempDir(), "record.db"))
	e := put(t, db, "The pier is closed.")
	var body []byte
	if err := db.read.QueryRowContext(ctx, "SELECT body FROM document").Scan(&body); err != nil {
		t.Fatal(err)
	}
	body[len(body)-3] ^= 4
	if err := db.change(ctx, func(tx *transaction) { tx.exec("UPDATE document SET body = $1", body) }); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Documents(ctx, []string{e.ID}); !errors.Is(err, ErrDamaged) {
		t.Errorf("document: %v", err)
	}
	if err := db.change(ctx, func(tx *transaction) { tx.exec("UPDATE capture SET packed = $1", []byte("x")) }); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Data(ctx, e.SHA256); !errors.Is(err, ErrDamaged) {
		t.Errorf("bytes: %v", err)
	}
}

// An empty file becomes a record that its owner alone can read; no command that reads
// makes one of it.
func TestAnEmptyFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "record.db")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(context.Background(), path, Options{}); !errors.Is(err, readout.ErrNotFound) {
		t.Errorf("%v", err)
	}
	open1(t, path)
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

// A record where nothing can be written is read, and says why it is not changed.
func TestAFrozenRecord(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "record.db")
	db, err := Open(ctx, path, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	e := put(t, db, "The pier is closed.")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	frozenDB := &DB{path: path, now: time.Now}
	if err := frozenDB.onlyRead(ctx); err != nil {
		t.Fatal(err)
	}
	defer frozenDB.Close()
	if list, err := frozenDB.Reports(ctx); err != nil || len(list) != 1 {
		t.Errorf("%d reports, %v", len(list), err)
	}
	if err := frozenDB.Judge(ctx, note(e)); !errors.Is(err, ErrReadOnly) {
		t.Errorf("judged: %v", err)
	}
	if faults, err := frozenDB.Sound(ctx); err != nil || len(faults) != 0 {
		t.Errorf("%v, %v", faults, err)
	}
	if err := frozenDB.Backup(ctx, path+".copy"); err != nil {
		t.Error(err)
	}
	if list, err := open1(t, path+".copy").Reports(ctx); err != nil || len(list) != 1 {
		t.Errorf("the copy has %d reports, %v", len(list), err)
	}
}

// A story that no report is in any more leaves nothing behind.
func TestAStoryThatIsLeft(t *testing.T) {
	ctx := context.Background()
	db := open1(t, filepath.Join(t.TempDir(), "record.db"))
	e := put(t, db, "The pier is closed.")
	if err := db.Place(ctx, "s1", []string{e.ID}); err != nil {
		t.Fatal(err)
	}
	n, err := db.Changes(ctx, "s1")
	if err != nil {
		t.Fatal(err)
	}
	if kept, err := db.Keep(ctx, weighedStory(e, n)); !kept || err != nil {
		t.Fatalf("kept %v, %v", kept, err)
	}
	if err := db.Place(ctx, "s2", []string{e.ID}); err != nil {
		t.Fatal(err)
	}
	var rows int
	if err := db.read.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM claim) + (SELECT count(*) FROM evidence)").Scan(&rows); err != nil || rows != 0 {
		t.Errorf("%d rows are left, %v", rows, err)
	}
}
