package record_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/readout-project/readout/ingest"
	"github.com/readout-project/readout/record"
)

// contents are all rows of all tables of a file, those of the index of words too; an
// error where they cannot be read.
func contents(path string) (string, error) {
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(path)+"?mode=ro&immutable=1")
	if err != nil {
		return "", err
	}
	defer db.Close()
	var out strings.Builder
	for _, table := range []string{
		"record", "capture", "report", "judgement", "looked", "ungrouped", "document", "profile", "term", "story", "member", "claim", "evidence", "bearer",
		"words_content", "words_data", "words_idx", "words_docsize",
	} {
		fmt.Fprintf(&out, "== %s\n", table)
		if err := rowsOf(db, table, &out); err != nil {
			return "", err
		}
	}
	return out.String(), nil
}

func rowsOf(db *sql.DB, table string, out *strings.Builder) error {
	rows, err := db.Query("SELECT * FROM " + table)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		fmt.Fprintf(out, "%#v\n", values)
	}
	return rows.Err()
}

// made is a record with something of everything, as it lies on the disk after use.
func made(t *testing.T) []byte {
	t.Helper()
	ctx := context.Background()
	c := &clock{start}
	path := filepath.Join(t.TempDir(), "record.db")
	r, err := record.Open(ctx, path, record.Options{Create: true, Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	got := add(t, r, c, strikeDaily, quake, strikePost)
	d, err := record.Read(ingest.Input{Name: "https://press.example/a?b", Address: "https://press.example/a?b", Media: "text/html", Data: []byte(strings.Replace(quake, "30 homes", "40 homes", 1)), Received: c.now()})
	if err != nil {
		t.Fatal(err)
	}
	d.Served(`"etag-1"`, "Thu, 01 May 2031 10:00:00 GMT")
	res, err := r.Add(ctx, d)
	if err != nil {
		t.Fatal(err)
	}
	state(t, r, record.Correction{What: "note", Args: []string{got[0].ID, "ask the port"}, Reason: "it is not clear"})
	js := state(t, r, record.Correction{What: "merge-stories", Args: []string{got[0].ID, got[1].ID}})
	if _, err := r.Undo(ctx, "Bo", js[0].ID); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Forget(ctx, res.ID, "Ada", "a source is in danger"); err != nil {
		t.Fatal(err)
	}
	if err := r.Look(ctx, "Ada", c.now()); err != nil {
		t.Fatal(err)
	}
	clean(t, r)
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// Whatever byte of the file changes, verify finds it, or nothing that the record
// holds is another.
func TestVerifyFindsFlippedBytes(t *testing.T) {
	file := made(t)
	folder := t.TempDir()
	whole := filepath.Join(folder, "whole.db")
	if err := os.WriteFile(whole, file, 0o600); err != nil {
		t.Fatal(err)
	}
	want, err := contents(whole)
	if err != nil {
		t.Fatal(err)
	}
	tries := 600
	if testing.Short() {
		tries = 80
	}
	rng := rand.New(rand.NewPCG(7, 11))
	found := 0
	for i := range tries {
		at, bit := rng.IntN(len(file)), byte(1)<<rng.IntN(8)
		file[at] ^= bit
		path := filepath.Join(folder, fmt.Sprintf("%d.db", i))
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		file[at] ^= bit
		have, err := contents(path)
		fault := verified(path)
		if fault != "" {
			found++
		} else if err != nil || have != want {
			t.Errorf("byte %d, bit %08b: nothing is found; %v\n%s", at, bit, err, difference(want, have))
		}
		for _, suffix := range []string{"", "-wal", "-shm"} {
			_ = os.Remove(path + suffix) //nolint:errcheck // in a folder of the test
		}
	}
	if found < tries/8 {
		t.Errorf("%d of %d changes were found: the test shows little", found, tries)
	}
	t.Logf("%d of %d changed bytes are found; the others are in no row", found, tries)
}

// verified is what verify says of a record: its first fault, or why it cannot be read;
// "" where it finds nothing.
func verified(path string) string {
	r, err := record.Open(context.Background(), path, record.Options{})
	if err != nil {
		return err.Error()
	}
	defer r.Close()
	v, err := r.Verify(context.Background(), nil)
	switch {
	case err != nil:
		return err.Error()
	case len(v.Faults) > 0:
		return v.Faults[0]
	case v.Unread > 0:
		return "to be derived anew"
	}
	return ""
}

// difference is the first line that two contents do not share.
func difference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	table := ""
	for i := range min(len(x), len(y)) {
		if strings.HasPrefix(x[i], "== ") {
			table = x[i]
		}
		if x[i] != y[i] {
			return table + "\n" + x[i][:min(len(x[i]), 600)] + "\n" + y[i][:min(len(y[i]), 600)]
		}
	}
	return table
}
