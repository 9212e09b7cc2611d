package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/readout-project/readout"
)

// Judge keeps judgements, all or none, and marks what they touch as to be derived
// again. It gives them their numbers, and the time where they have none.
func (db *DB) Judge(ctx context.Context, js ...*readout.Judgement) error {
	return db.change(ctx, func(t *transaction) {
		for _, j := range js {
			t.judge(j)
		}
	})
}

func (t *transaction) judge(j *readout.Judgement) {
	if j.At.IsZero() {
		j.At = t.stamp()
	}
	if err := j.Check(); err != nil {
		t.fail(err)
		return
	}
	for _, a := range []readout.Anchor{j.A, j.B} {
		var state string
		if a.Report != "" && !t.scan("SELECT state FROM report WHERE id = $1", []any{a.Report}, &state) {
			t.fail(fmt.Errorf("%w: the record has no report %q", readout.ErrNotFound, a.Report))
		} else if state == string(Forgotten) {
			t.fail(fmt.Errorf("%w: report %s is forgotten", readout.ErrInvalid, a.Report))
		}
	}
	t.scan(`INSERT INTO judgement (kind, a_report, a_start, a_stop, a_exact, b_report, b_start, b_stop, b_exact, value, who, at, reason, undone, undo_by)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '', '') RETURNING id`,
		[]any{
			string(j.Kind), j.A.Report, j.A.Span.Start, j.A.Span.End, j.A.Exact, j.B.Report, j.B.Span.Start, j.B.Span.End, j.B.Exact,
			j.Value, j.By, stamp(j.At), j.Reason,
		}, &j.ID)
	t.seal(judgements, "id = $1", j.ID)
	t.touched(j)
}

// touched marks what a judgement speaks of: the stories, and where it decides how a
// report is read, the report; where it decides on stories, that their reports are to
// be grouped anew.
func (t *transaction) touched(j *readout.Judgement) {
	switch {
	case j.Kind.Reads():
		t.unread(j.A.Report)
	case j.Kind == readout.MergeStories, j.Kind == readout.SplitStories:
		t.exec("INSERT INTO ungrouped (a, b) VALUES ($1, $2)", j.A.Report, j.B.Report)
	}
	for _, r := range []string{j.A.Report, j.B.Report} {
		var story string
		if r != "" && t.scan("SELECT story FROM member WHERE report = $1", []any{r}, &story) {
			t.stale(story)
		}
	}
}

// Ungrouped are two reports whose stories a judgement joins or parts, and that have
// not been grouped by it yet.
type Ungrouped struct {
	N       int64
	Reports [2]string
}

// Ungrouped lists them in the order of the judgements.
func (db *DB) Ungrouped(ctx context.Context) ([]Ungrouped, error) {
	return rows(ctx, db, func(r *sql.Rows, u *Ungrouped) error { return r.Scan(&u.N, &u.Reports[0], &u.Reports[1]) }, "SELECT n, a, b FROM ungrouped ORDER BY n")
}

// Grouped says that two reports have been grouped by the judgements that there were
// when they were listed.
func (db *DB) Grouped(ctx context.Context, n int64) error {
	return db.change(ctx, func(t *transaction) { t.exec("DELETE FROM ungrouped WHERE n = $1", n) })
}

// Undo ends judgements, all or none; they stay in the record with who undid them and
// when, which is now where no time is given. The error wraps readout.ErrNotFound, or
// readout.ErrConflict where one is undone.
func (db *DB) Undo(ctx context.Context, by string, at time.Time, ids ...int64) ([]readout.Judgement, error) {
	var out []readout.Judgement
	for _, id := range ids {
		list, err := db.judgements(ctx, "WHERE id = $1", id)
		switch {
		case err != nil:
			return nil, err
		case len(list) == 0:
			return nil, fmt.Errorf("%w: the record has no correction %d; readout correct lists them", readout.ErrNotFound, id)
		}
		out = append(out, list[0])
	}
	err := db.change(ctx, func(t *transaction) {
		if at.IsZero() {
			at = t.stamp()
		}
		for i := range out {
			j := &out[i]
			var undone int64
			t.open(judgements, "id = $1", j.ID)
			if !t.scan("UPDATE judgement SET undone = $2, undo_by = $3 WHERE id = $1 AND undone = '' RETURNING id", []any{j.ID, stamp(at), by}, &undone) {
				when := ""
				if !j.Undone.IsZero() {
					when = fmt.Sprintf(" by %s on %s", j.UndoBy, j.Undone.Format(time.DateTime))
				}
				t.fail(fmt.Errorf("%w: correction %d was undone%s", readout.ErrConflict, j.ID, when))
			}
			t.seal(judgements, "id = $1", j.ID)
			t.touched(j)
			j.Undone, j.UndoBy = at, by
		}
	})
	return out, err
}

// Judgements lists all judgements in the order of their numbers, undone ones too.
func (db *DB) Judgements(ctx context.Context) ([]readout.Judgement, error) {
	return db.judgements(ctx, "")
}

// JudgementsOn lists the judgements that speak of a report.
func (db *DB) JudgementsOn(ctx context.Context, report string) ([]readout.Judgement, error) {
	return db.judgements(ctx, "WHERE a_report = $1 OR b_report = $1", report)
}

func (db *DB) judgements(ctx context.Context, where string, args ...any) ([]readout.Judgement, error) {
	return rows(ctx, db, func(r *sql.Rows, j *readout.Judgement) error {
		var kind, at, undone string
		err := r.Scan(&j.ID, &kind, &j.A.Report, &j.A.Span.Start, &j.A.Span.End, &j.A.Exact, &j.B.Report, &j.B.Span.Start, &j.B.Span.End, &j.B.Exact,
			&j.Value, &j.By, &at, &j.Reason, &undone, &j.UndoBy)
		j.Kind, j.At, j.Undone = readout.JudgementKind(kind), unstamp(at), unstamp(undone)
		return err
	}, `SELECT id, kind, a_report, a_start, a_stop, a_exact, b_report, b_start, b_stop, b_exact, value, who, at, reason, undone, undo_by
		FROM judgement `+where+" ORDER BY id", args...)
}

// Forget removes the bytes and the text of a report, and all that was derived
// from them, for good: from the tables, from the index of words, from the file and
// its log. What stays is a tombstone: the digest, when it was added and forgotten,
// by whom and why.
func (db *DB) Forget(ctx context.Context, id, by, reason string, at time.Time) error {
	f, err := db.Report(ctx, id)
	if err != nil {
		return err
	}
	if f.State == Forgotten {
		return fmt.Errorf("%w: report %s is forgotten already: %s", readout.ErrConflict, f.ID, f.Reason)
	}
	why := "forgotten by " + by + ", " + at.UTC().Format(time.DateOnly)
	if reason != "" {
		why += ": " + reason
	}
	err = db.change(ctx, func(t *transaction) {
		t.dropDocument(f.ID, f.Seq)
		t.remove(f.ID)
		t.emptied()
		t.exec("DELETE FROM capture WHERE sha256 = $1", f.SHA256)
		const on, is = "a_report = $1 OR b_report = $1", "id = $1"
		t.open(judgements, on, f.ID)
		t.open(reports, is, f.ID)
		t.exec("UPDATE judgement SET a_exact = '', a_start = 0, a_stop = 0, value = '', reason = '' WHERE a_report = $1", f.ID)
		t.exec("UPDATE judgement SET b_exact = '', b_start = 0, b_stop = 0, value = '', reason = '' WHERE b_report = $1", f.ID)
		t.exec(`UPDATE report SET state = 'forgotten', reason = $2, input = '', address = '', served = '', etag = '', changed = '', source = '' WHERE id = $1`, f.ID, why)
		t.seal(judgements, on, f.ID)
		t.seal(reports, is, f.ID)
	})
	if err != nil {
		return err
	}
	return db.scrub(ctx)
}

// emptied drops what was derived for stories that are to be weighed again, and
// titles of theirs: words of a report that is forgotten may stand in any of them,
// if it was in another story before.
func (t *transaction) emptied() {
	for _, table := range []string{"claim", "evidence", "bearer"} {
		t.exec("DELETE FROM " + table + " WHERE NOT EXISTS (SELECT 1 FROM story s WHERE s.id = " + table + ".story AND s.stale = 0)")
	}
	t.exec("UPDATE story SET title = '' WHERE stale <> 0")
}

// scrub writes the file anew, so that nothing of what was deleted stays in it or
// in its log.
func (db *DB) scrub(ctx context.Context) error {
	if db.write == nil {
		return ErrReadOnly
	}
	db.mu.Lock()
	defer db.mu.Unlock()
	failed := func(err error) error {
		return fmt.Errorf("the report is forgotten, but its text may still be in the file: %w; close other programs that use the record and run readout forget --scrub", err)
	}
	for _, q := range []string{"INSERT INTO words(words) VALUES('optimize')", "VACUUM"} {
		if _, err := db.write.ExecContext(ctx, q); err != nil {
			return failed(explained(err))
		}
	}
	// The log is cut only where nobody reads an older state of the record.
	var busy, log, moved int
	if err := db.write.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &log, &moved); err != nil {
		return failed(explained(err))
	}
	if busy != 0 {
		return failed(fmt.Errorf("%w: another program is reading the record", readout.ErrConflict))
	}
	return nil
}

// Scrub does the last step of Forget again, for one that was interrupted.
func (db *DB) Scrub(ctx context.Context) error { return db.scrub(ctx) }

// Looked is when somebody last asked for news; the zero time for never.
func (db *DB) Looked(ctx context.Context, who string) (time.Time, error) {
	var at string
	err := db.read.QueryRowContext(ctx, "SELECT at FROM looked WHERE who = $1", who).Scan(&at)
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, nil
	}
	return unstamp(at), err
}

// Look keeps when somebody asked for news.
func (db *DB) Look(ctx context.Context, who string, at time.Time) error {
	return db.change(ctx, func(t *transaction) {
		t.exec("INSERT INTO looked (who, at) VALUES ($1, $2) ON CONFLICT (who) DO UPDATE SET at = excluded.at, sum = ''", who, stamp(at))
		t.seal(looks, "who = $1", who)
	})
}
