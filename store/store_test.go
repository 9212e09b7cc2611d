package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/pack"
)

var noon = time.Date(2031, 5, 1, 12, 0, 0, 0, time.UTC)

func open1(t testing.TB, path string) *DB {
	t.Helper()
	db, err := Open(context.Background(), path, Options{Create: true, Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// report is an entry of one block.
func report(text string) *Entry {
	sum := sha256.Sum256([]byte(text))
	digest := hex.EncodeToString(sum[:])
	r := &readout.Report{
		Capture: readout.Capture{SHA256: digest, Bytes: len(text), Input: "a.txt", Received: noon, Format: "text"},
		Source:  text, Blocks: []readout.Block{{Span: readout.Span{End: len(text)}, Role: readout.RoleBody, Reason: "made", Repeats: -1}},
	}
	return &Entry{
		Filed: Filed{ID: digest[:12], SHA256: digest, Input: "a.txt", Received: noon, Added: noon, State: Read, Outlet: "Sundvik Daily", Known: noon, Pipeline: "p"},
		Data:  []byte(text), Document: &readout.Document{Report: r}, Terms: []uint32{1, 4294967295}, Weights: []float32{0.5, 0.25}, Profile: []byte{0},
	}
}

func put(t testing.TB, db *DB, text string) *Entry {
	t.Helper()
	e := report(text)
	if added, err := db.Put(context.Background(), e); err != nil || !added {
		t.Fatalf("added %v, %v", added, err)
	}
	return e
}

func TestWhatIsPutComesBack(t *testing.T) {
	ctx := context.Background()
	db := open1(t, filepath.Join(t.TempDir(), "new folder", "record #1 100%?.db"))
	e := put(t, db, "The pier is closed, the harbour office said.")
	if added, err := db.Put(ctx, e); added || err != nil {
		t.Errorf("twice: added %v, %v", added, err)
	}
	data, err := db.Data(ctx, e.SHA256)
	if err != nil || string(data) != string(e.Data) {
		t.Errorf("bytes %q, %v", data, err)
	}
	docs, err := db.Documents(ctx, []string{e.ID})
	if err != nil || docs[0].Report.Source != e.Document.Report.Source {
		t.Errorf("document: %v", err)
	}
	got, err := db.Report(ctx, e.SHA256[:6])
	if err != nil || got.ID != e.ID || !got.Received.Equal(noon) || got.Outlet != "Sundvik Daily" {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := db.Report(ctx, "0000"); !errors.Is(err, readout.ErrNotFound) {
		t.Errorf("a report that is not there: %v", err)
	}
	if _, err := db.Data(ctx, "none"); !errors.Is(err, readout.ErrNotFound) {
		t.Errorf("bytes that are not there: %v", err)
	}
}

// The record is private: nobody else can read it or what lies beside it.
func TestOnlyItsOwnerReadsTheRecord(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sub", "record.db")
	db := open1(t, path)
	put(t, db, "The pier is closed.")
	for _, name := range []string{path, path + "-wal", path + "-shm"} {
		info, err := os.Stat(name)
		if errors.Is(err, fs.ErrNotExist) && name != path {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has the mode %v", name, info.Mode())
		}
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("the folder has the mode %v, %v", info.Mode(), err)
	}
	copied := filepath.Join(t.TempDir(), "copy.db")
	if err := db.Backup(context.Background(), copied); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(copied); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("the copy has the mode %v, %v", info.Mode(), err)
	}
}

func TestANewerRecordIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "record.db")
	db := open1(t, path)
	if err := db.change(context.Background(), func(tx *transaction) { tx.exec("UPDATE record SET form = 99") }); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(context.Background(), path, Options{}); !errors.Is(err, ErrNewer) || !strings.Contains(err.Error(), path) {
		t.Errorf("got %v", err)
	}
}

// oneMore are the migrations that there are and one more.
func oneMore(t *testing.T, text string) fs.FS {
	t.Helper()
	out := fstest.MapFS{"migrations/9999_more.sql": {Data: []byte(text)}}
	for _, name := range steps() {
		data, err := fs.ReadFile(migrations, name)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = &fstest.MapFile{Data: data}
	}
	return out
}

// A step to a newer form leaves a copy of the older one, which can be opened.
func TestMigrationMakesABackup(t *testing.T) {
	ctx := context.Background()
	folder := t.TempDir()
	path := filepath.Join(folder, "record.db")
	db := open1(t, path)
	e := put(t, db, "The pier is closed.")
	migrations = oneMore(t, "ALTER TABLE looked ADD COLUMN remark TEXT NOT NULL DEFAULT '-'; CREATE TABLE more (x BIGINT);")
	newer, err := Open(ctx, path, Options{Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	if err := newer.Look(ctx, "Ada", noon); err != nil {
		t.Error(err)
	}
	if err := newer.Close(); err != nil {
		t.Error(err)
	}
	migrations = embedded
	list, err := filepath.Glob(filepath.Join(folder, fmt.Sprintf("record.db.form-%d.*.backup", form())))
	if err != nil || len(list) != 1 {
		t.Fatalf("backups %v, %v", list, err)
	}
	old := open1(t, list[0])
	if data, err := old.Data(ctx, e.SHA256); err != nil || string(data) != string(e.Data) {
		t.Errorf("the backup has %q, %v", data, err)
	}
}

// A step that fails leaves the record as it was.
func TestAFailedMigrationChangesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "record.db")
	db := open1(t, path)
	put(t, db, "The pier is closed.")
	migrations = oneMore(t, "CREATE TABLE more (x BIGINT); DROP TABLE nowhere;")
	_, err := Open(context.Background(), path, Options{})
	migrations = embedded
	if err == nil {
		t.Fatal("the step succeeded")
	}
	again := open1(t, path)
	if list, err := again.Reports(context.Background()); err != nil || len(list) != 1 {
		t.Errorf("%d reports, %v", len(list), err)
	}
}

// Two programs may write to one record.
func TestTwoWriters(t *testing.T) {
	path := filepath.Join(t.TempDir(), "record.db")
	const each = 20
	var wg sync.WaitGroup
	for w := range 2 {
		db := open1(t, path)
		wg.Go(func() {
			for i := range each {
				e := report(fmt.Sprintf("Writer %d has the report %d.", w, i))
				if _, err := db.Put(context.Background(), e); err != nil {
					t.Error(err)
				}
				if err := db.Place(context.Background(), "s1", []string{e.ID}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	db := open1(t, path)
	if list, err := db.Members(context.Background(), "s1"); err != nil || len(list) != 2*each {
		t.Errorf("%d reports, %v", len(list), err)
	}
	if faults, err := db.Sound(context.Background()); err != nil || len(faults) != 0 {
		t.Errorf("%v, %v", faults, err)
	}
}

// What is damaged is found.
func TestSoundFindsFaults(t *testing.T) {
	ctx := context.Background()
	for _, q := range []string{
		"DELETE FROM capture", "DELETE FROM document", "UPDATE member SET story = 'nowhere'", "UPDATE report SET state = 'forgotten'",
	} {
		db := open1(t, filepath.Join(t.TempDir(), "record.db"))
		e := put(t, db, "The pier is closed.")
		if err := db.Place(ctx, "s1", []string{e.ID}); err != nil {
			t.Fatal(err)
		}
		if faults, err := db.Sound(ctx); err != nil || len(faults) != 0 {
			t.Fatalf("before: %v, %v", faults, err)
		}
		if err := db.change(ctx, func(tx *transaction) { tx.exec(q) }); err != nil {
			t.Fatal(err)
		}
		if faults, err := db.Sound(ctx); err != nil || len(faults) == 0 {
			t.Errorf("%s: no fault is found (%v)", q, err)
		}
	}
}

func TestJudgementsAreKept(t *testing.T) {
	ctx := context.Background()
	db := open1(t, filepath.Join(t.TempDir(), "record.db"))
	e := put(t, db, "The pier is closed.")
	j := readout.Judgement{Kind: readout.Note, A: readout.Anchor{Report: e.ID, Span: readout.Span{Start: 4, End: 8}, Exact: "pier"}, Value: "ask again", By: "Ada", At: noon, Reason: "doubt"}
	if err := db.Judge(ctx, &j); err != nil || j.ID == 0 {
		t.Fatalf("number %d, %v", j.ID, err)
	}
	other := j
	other.A.Report = "000000000000"
	if err := db.Judge(ctx, &other); !errors.Is(err, readout.ErrNotFound) {
		t.Errorf("a report that is not there: %v", err)
	}
	if _, err := db.Undo(ctx, "Bo", noon.Add(time.Hour), j.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Undo(ctx, "Bo", noon, j.ID); !errors.Is(err, readout.ErrConflict) {
		t.Errorf("undone twice: %v", err)
	}
	list, err := db.Judgements(ctx)
	if err != nil || len(list) != 1 {
		t.Fatalf("%d judgements, %v", len(list), err)
	}
	want := j
	want.Undone, want.UndoBy = noon.Add(time.Hour), "Bo"
	if list[0] != want {
		t.Errorf("got %+v, want %+v", list[0], want)
	}
}

// A document of another version is told apart, never misread.
func TestStaleDocument(t *testing.T) {
	db := open1(t, filepath.Join(t.TempDir(), "record.db"))
	e := put(t, db, "The pier is closed.")
	if err := db.change(context.Background(), func(tx *transaction) { tx.exec("UPDATE document SET body = $1", []byte("older version")) }); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Documents(context.Background(), []string{e.ID}); !errors.Is(err, pack.ErrStale) {
		t.Errorf("got %v", err)
	}
}

// Whatever is typed is words to look for, never syntax of the search or of SQL.
func FuzzSearch(f *testing.F) {
	db := open1(f, filepath.Join(f.TempDir(), "record.db"))
	put(f, db, "The pier is closed, the harbour office said.")
	for _, s := range []string{"pier", `"harbour office" pier`, `"`, "pier AND NOT closed", "pier*", "text:pier", "{a b}: c", "'; DROP TABLE report; --", "( ) ^ -", "\x00", "NEAR(a b)", "“pier”", "\xff", "arbo\xf9\xf9fi\x00\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_, err := db.Search(context.Background(), HitQuery{Text: text, Outlet: text, Speaker: text})
		if err != nil && !errors.Is(err, readout.ErrInvalid) {
			t.Fatalf("%q: %v", text, err)
		}
		if _, err := db.Likely(context.Background(), text, 3); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
	})
}
