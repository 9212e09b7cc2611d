package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/pack"
)

// Place puts reports into a story, from whatever story they were in; both are
// then to be weighed again. A story without reports is dropped.
func (db *DB) Place(ctx context.Context, story string, reports []string) error {
	return db.change(ctx, func(t *transaction) {
		for _, r := range reports {
			var old, state string
			if t.scan("SELECT state FROM report WHERE id = $1", []any{r}, &state) && state == string(Forgotten) {
				continue // since it was looked up
			}
			if t.scan("SELECT story FROM member WHERE report = $1", []any{r}, &old) && old != story {
				t.stale(old)
			}
			t.exec("INSERT INTO member (report, story) VALUES ($1, $2) ON CONFLICT (report) DO UPDATE SET story = excluded.story", r, story)
		}
		t.stale(story)
		t.left()
	})
}

// left drops stories that have no report any more, with all that was derived.
func (t *transaction) left() {
	t.exec("DELETE FROM story WHERE stale <> 0 AND NOT EXISTS (SELECT 1 FROM member m WHERE m.story = story.id)")
	for _, table := range []string{"claim", "evidence", "bearer"} {
		t.exec("DELETE FROM " + table + " WHERE NOT EXISTS (SELECT 1 FROM story s WHERE s.id = " + table + ".story)")
	}
}

// remove takes a report out of its story, as one that is forgotten.
func (t *transaction) remove(report string) {
	var old string
	if t.scan("SELECT story FROM member WHERE report = $1", []any{report}, &old) {
		t.exec("DELETE FROM member WHERE report = $1", report)
		t.stale(old)
		t.left()
	}
}

// stale marks a story as to be weighed again: it counts the changes since it was
// weighed, so that who weighs it knows of one that came meanwhile. The rows that
// claims are found by stay until then.
func (t *transaction) stale(story string) {
	t.exec(`INSERT INTO story (id, title, since, until, reports, origins, claims, corroborated, disputed, latest, stale, print, body)
		VALUES ($1, '', '', '', 0, 0, 0, 0, 0, '', 1, '', $2) ON CONFLICT (id) DO UPDATE SET stale = story.stale + 1, body = excluded.body`, story, []byte{})
}

// Stale lists the stories that are to be weighed: those whose reports or
// corrections changed, and those weighed by another version than print names.
func (db *DB) Stale(ctx context.Context, print string) ([]string, error) {
	return rows(ctx, db, func(r *sql.Rows, s *string) error { return r.Scan(s) }, "SELECT id FROM story WHERE stale <> 0 OR print <> $1 ORDER BY id", print)
}

// MarkStale marks the stories of reports as to be weighed again.
func (db *DB) MarkStale(ctx context.Context, reports ...string) error {
	return db.change(ctx, func(t *transaction) {
		for _, r := range reports {
			var story string
			if t.scan("SELECT story FROM member WHERE report = $1", []any{r}, &story) {
				t.stale(story)
			}
		}
	})
}

// Changes is how often a story changed since it was weighed last. Who weighs it
// asks before reading anything else.
func (db *DB) Changes(ctx context.Context, story string) (n int, err error) {
	err = db.read.QueryRowContext(ctx, "SELECT stale FROM story WHERE id = $1", story).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return n, explained(err)
}

// stored is the body of a story: its reading without the documents, which are
// kept by themselves.
type stored struct {
	Reports []string
	Reading readout.Reading
}

// Weighed is a story to be kept as it was weighed.
type Weighed struct {
	ID      string
	Changes int       // as DB.Changes gave them before the story was read
	Members []string  // all reports of the story, versions that were replaced too
	Reports []string  // those that were weighed, in the order of the documents of the reading
	Latest  time.Time // when its newest report was known
	Print   string    // of what weighed it
	Reading *readout.Reading
	Claims  []ClaimRow
	Names   []NameRow
}

// ClaimRow is what a claim is looked up by.
type ClaimRow struct {
	Speaker string
	First   time.Time
	Stated  bool // First is a date that the report states
	Reports int
	Marked  bool
}

// NameRow is a name that a story is looked up by.
type NameRow struct {
	Folded, Name, Kind string
	Reports            int
}

// Keep writes a weighed story in place of what was derived before. It does
// nothing where its reports or corrections have changed since, which leaves the
// story stale, and then gives false.
func (db *DB) Keep(ctx context.Context, w *Weighed) (kept bool, err error) {
	body := pack.Marshal(&stored{Reports: w.Reports, Reading: readout.Reading{Failed: w.Reading.Failed, Copies: w.Reading.Copies, Stories: w.Reading.Stories, Judgements: w.Reading.Judgements, Unplaced: w.Reading.Unplaced}})
	err = db.change(ctx, func(t *transaction) {
		if kept = t.still(w); !kept {
			return
		}
		t.dropDerived(w.ID)
		st := &w.Reading.Stories[0]
		corroborated, disputed := 0, 0
		for i := range st.Claims {
			switch st.Claims[i].Level {
			case readout.Corroborated:
				corroborated++
			case readout.Disputed:
				disputed++
			}
			t.claim(w, i)
		}
		for _, n := range w.Names {
			t.exec("INSERT INTO bearer (story, folded, name, kind, reports) VALUES ($1, $2, $3, $4, $5)", w.ID, n.Folded, n.Name, n.Kind, n.Reports)
		}
		t.exec(`UPDATE story SET title = $2, since = $3, until = $4, reports = $5, origins = $6, claims = $7, corroborated = $8, disputed = $9,
			latest = $10, stale = 0, print = $11, body = $12 WHERE id = $1`,
			w.ID, st.Title, st.From, st.To, len(w.Members), len(st.Origins), len(st.Claims), corroborated, disputed, stamp(w.Latest), w.Print, body)
	})
	return kept, err
}

// still reports whether the story is the one that was weighed.
func (t *transaction) still(w *Weighed) bool {
	var n, there, changes int
	if !t.scan("SELECT stale FROM story WHERE id = $1", []any{w.ID}, &changes) || changes != w.Changes {
		return false
	}
	t.scan("SELECT count(*) FROM member WHERE story = $1", []any{w.ID}, &n)
	for _, r := range w.Members {
		var one int
		if t.scan("SELECT 1 FROM member WHERE report = $1 AND story = $2", []any{r, w.ID}, &one) {
			there++
		}
	}
	return t.err == nil && n == len(w.Members) && there == n
}

func (t *transaction) claim(w *Weighed, n int) {
	st := &w.Reading.Stories[0]
	c, row := &st.Claims[n], &w.Claims[n]
	t.exec(`INSERT INTO claim (story, n, id, text, ledger, status, level, count, reports, independence, speaker, first, stated, marked)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
		w.ID, n, c.ID, c.Text, string(c.Ledger), string(c.Status), string(c.Level), c.Count, row.Reports, string(c.Independence), row.Speaker, stamp(row.First), number(row.Stated), number(row.Marked))
	for _, e := range c.Evidence {
		t.exec("INSERT INTO evidence (story, claim, report, start, stop, speaker) VALUES ($1, $2, $3, $4, $5, $6)",
			w.ID, n, w.Reading.Docs[e.Report].Report.ID(), e.Span.Start, e.Span.End, st.Roots[e.Root].Name)
	}
}

// number is how a yes or no is stored.
func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (t *transaction) dropDerived(story string) {
	t.exec("DELETE FROM claim WHERE story = $1", story)
	t.exec("DELETE FROM evidence WHERE story = $1", story)
	t.exec("DELETE FROM bearer WHERE story = $1", story)
}

const storyLine = "SELECT id, title, since, until, reports, origins, claims, corroborated, disputed, latest, stale <> 0 FROM story "

func scanStory(r *sql.Rows, s *readout.StoryLine) error {
	var latest string
	err := r.Scan(&s.ID, &s.Title, &s.From, &s.To, &s.Reports, &s.Origins, &s.Claims, &s.Corroborated, &s.Disputed, &latest, &s.Stale)
	s.Latest = unstamp(latest)
	return err
}

// Stories lists stories, those with the newest reports first; all where n is 0.
func (db *DB) Stories(ctx context.Context, n int) ([]readout.StoryLine, error) {
	if n == 0 {
		n = 1 << 30
	}
	return rows(ctx, db, scanStory, storyLine+"ORDER BY latest DESC, id LIMIT $1", n)
}

// CountStories is the number of stories.
func (db *DB) CountStories(ctx context.Context) (n int, err error) {
	err = db.read.QueryRowContext(ctx, "SELECT count(*) FROM story").Scan(&n)
	return n, explained(err)
}

// Story is one story by its id. The error wraps readout.ErrNotFound.
func (db *DB) Story(ctx context.Context, id string) (readout.StoryLine, error) {
	list, err := rows(ctx, db, scanStory, storyLine+"WHERE id = $1", id)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("%w: the record has no story %q; readout stories lists them", readout.ErrNotFound, id)
	}
	if err != nil {
		return readout.StoryLine{}, err
	}
	return list[0], nil
}

// Bearing lists the stories in which a name or an office stands that has the
// folded words in it, those with the newest reports first.
func (db *DB) Bearing(ctx context.Context, folded string, n int) ([]string, error) {
	return rows(ctx, db, func(r *sql.Rows, s *string) error { return r.Scan(s) },
		"SELECT s.id FROM story s WHERE EXISTS (SELECT 1 FROM bearer b WHERE b.story = s.id AND ' ' || b.folded || ' ' LIKE $1) ORDER BY s.latest DESC, s.id LIMIT $2", "% "+folded+" %", n)
}

// Reading is a story as it was weighed last, with its documents. The error wraps
// pack.ErrStale where it is to be weighed again, as one that another version than
// print names has weighed.
func (db *DB) Reading(ctx context.Context, story, print string) (*readout.Reading, error) {
	var body []byte
	var stale int
	var made string
	err := db.read.QueryRowContext(ctx, "SELECT body, stale, print FROM story WHERE id = $1", story).Scan(&body, &stale, &made)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, fmt.Errorf("%w: the record has no story %q; readout stories lists them", readout.ErrNotFound, story)
	case err != nil:
		return nil, explained(err)
	case stale != 0 || made != print:
		return nil, fmt.Errorf("story %s: %w", story, pack.ErrStale)
	}
	var w stored
	if err := pack.Unmarshal(body, &w); err != nil {
		return nil, fmt.Errorf("story %s: %w", story, explained(err))
	}
	docs, err := db.Documents(ctx, w.Reports)
	if err != nil {
		return nil, err
	}
	w.Reading.Docs = docs
	return &w.Reading, nil
}
