package store

import (
	"context"
	"database/sql"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

// filled is a record with a row in each table of what is recorded.
func filled(t *testing.T) (*DB, *Entry) {
	t.Helper()
	ctx := context.Background()
	db := open1(t, filepath.Join(t.TempDir(), "record.db"))
	e := put(t, db, "The pier is closed.")
	if err := db.Place(ctx, "s1", []string{e.ID}); err != nil {
		t.Fatal(err)
	}
	j := note(e)
	j.Reason = "doubt"
	if err := db.Judge(ctx, j); err != nil {
		t.Fatal(err)
	}
	if err := db.Look(ctx, "Ada", noon); err != nil {
		t.Fatal(err)
	}
	return db, e
}

// sound fails where the record has faults.
func sound(t *testing.T, db *DB, when string) {
	t.Helper()
	if faults, err := db.Sound(context.Background()); err != nil || len(faults) != 0 {
		t.Fatalf("%s: %v, %v", when, faults, err)
	}
}

func columns(t *testing.T, db *DB, table string) []string {
	t.Helper()
	list, err := rows(context.Background(), db, func(r *sql.Rows, s *string) error { return r.Scan(s) }, "SELECT name FROM pragma_table_info($1)", table)
	if err != nil || len(list) == 0 {
		t.Fatalf("columns of %s: %v, %v", table, list, err)
	}
	return list
}

// Whatever changes in a column of what is recorded is a fault that names the row:
// another letter, a NUL, a number, and the same bytes as another kind of value.
func TestEveryRecordedColumnHasASum(t *testing.T) {
	db, _ := filled(t)
	sound(t, db, "before")
	for _, table := range []recorded{captures, reports, judgements, looks} {
		for _, c := range columns(t, db, table.name) {
			for _, value := range []string{"CAST($c || 'x' AS TEXT)", "CAST($c AS BLOB)", "CASE WHEN length($c) > 1 THEN CAST(substr($c, 1, 1) || x'00' || substr($c, 3) AS TEXT) ELSE $c END", "7919"} {
				altered(t, db, table, c, strings.ReplaceAll(value, "$c", c))
			}
		}
	}
	sound(t, db, "after all was put back")
}

// altered looks for the fault of a column with another value, and puts back what was
// there.
func altered(t *testing.T, db *DB, table recorded, column, value string) {
	t.Helper()
	ctx := context.Background()
	var old, now string
	ask := func(into *string) {
		if err := db.write.QueryRowContext(ctx, "SELECT quote("+column+") FROM "+table.name).Scan(into); err != nil {
			t.Fatal(err)
		}
	}
	ask(&old)
	if _, err := db.write.ExecContext(ctx, "UPDATE "+table.name+" SET "+column+" = "+value); err != nil {
		return // a number cannot hold it
	}
	if ask(&now); now == old {
		return
	}
	faults, err := db.Sound(ctx)
	if err != nil || !slices.ContainsFunc(faults, func(f string) bool { return strings.Contains(f, "("+table.name+")") }) {
		t.Errorf("%s.%s = %s: %v, %v", table.name, column, value, faults, err)
	}
	if _, err := db.write.ExecContext(ctx, "UPDATE "+table.name+" SET "+column+" = "+old); err != nil {
		t.Fatal(err)
	}
}

// What the program itself writes has its sum, whatever it does; what something else
// changed before keeps the wrong one.
func TestSumsFollowChanges(t *testing.T) {
	ctx := context.Background()
	db, e := filled(t)
	if _, err := db.Undo(ctx, "Bo", noon, 1); err != nil {
		t.Fatal(err)
	}
	sound(t, db, "after undo")
	if err := db.Look(ctx, "Ada", noon.Add(1e9)); err != nil {
		t.Fatal(err)
	}
	js, err := db.JudgementsOn(ctx, e.ID)
	if err != nil {
		t.Fatal(err)
	}
	e.Reason = "another"
	if ok, err := db.Refresh(ctx, e, js); !ok || err != nil {
		t.Fatal(ok, err)
	}
	sound(t, db, "after reading again")
	if _, err := db.write.ExecContext(ctx, "UPDATE report SET received = 'x'"); err != nil {
		t.Fatal(err)
	}
	if ok, err := db.Refresh(ctx, e, js); !ok || err != nil {
		t.Fatal(ok, err)
	}
	if faults, err := db.Sound(ctx); err != nil || len(faults) != 1 {
		t.Errorf("a report that was changed behind its back and read again: %v, %v", faults, err)
	}
	db, e = filled(t)
	if err := db.Forget(ctx, e.ID, "Ada", "court", noon); err != nil {
		t.Fatal(err)
	}
	sound(t, db, "after forgetting")
	if _, err := db.write.ExecContext(ctx, "UPDATE report SET reason = replace(reason, 'Ada', 'Bo')"); err != nil {
		t.Fatal(err)
	}
	if faults, err := db.Sound(ctx); err != nil || len(faults) != 1 {
		t.Errorf("an altered tombstone: %v, %v", faults, err)
	}
}

// A record of the form without sums gets them, after a copy was put beside it.
func TestOlderRecordsGetSums(t *testing.T) {
	ctx := context.Background()
	db, _ := filled(t)
	for _, q := range []string{
		"ALTER TABLE capture DROP COLUMN sum", "ALTER TABLE report DROP COLUMN sum", "ALTER TABLE judgement DROP COLUMN sum", "ALTER TABLE looked DROP COLUMN sum",
		"DROP TABLE ungrouped", "DROP INDEX claim_first", "DROP INDEX claim_speaker", "DROP INDEX evidence_speaker", "DROP INDEX report_state", "UPDATE record SET form = 1",
	} {
		if _, err := db.write.ExecContext(ctx, q); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
	}
	newer, err := Open(ctx, db.Path(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer newer.Close()
	sound(t, newer, "after the step")
	if list, err := filepath.Glob(db.Path() + ".form-1.*.backup"); err != nil || len(list) != 1 {
		t.Errorf("copies %v, %v", list, err)
	}
	if js, err := newer.Judgements(ctx); err != nil || len(js) != 1 || js[0].Kind != readout.Note {
		t.Errorf("judgements %v, %v", js, err)
	}
	if _, err := newer.write.ExecContext(ctx, "UPDATE judgement SET value = 'asked'"); err != nil {
		t.Fatal(err)
	}
	if faults, err := newer.Sound(ctx); err != nil || len(faults) != 1 {
		t.Errorf("after an alteration: %v, %v", faults, err)
	}
}
