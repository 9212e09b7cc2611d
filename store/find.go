package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// ClaimQuery says which claims are listed; zero fields ask for nothing.
type ClaimQuery struct {
	Story, ID, Level, Ledger, Status, Speaker string
	Marked                                    bool
	From, Before                              time.Time // of First
	Limit                                     int
}

// Claims lists claims by story and place, or where no story is named by when
// they were first made, newest first.
func (db *DB) Claims(ctx context.Context, q ClaimQuery) ([]readout.ClaimLine, error) {
	w := where{}
	w.is("c.story", q.Story)
	w.is("c.id", q.ID)
	w.is("c.level", q.Level)
	w.is("c.ledger", q.Ledger)
	w.is("c.status", q.Status)
	w.spoken("+c.speaker", "claim", q.Speaker) // +: the newest are looked through, until there are enough
	if q.Marked {
		w.add("c.marked = 1")
	}
	if !q.From.IsZero() {
		w.add("c.first >= $%d", stamp(q.From))
	}
	if !q.Before.IsZero() {
		w.add("c.first < $%d", stamp(q.Before))
	}
	order := "ORDER BY c.first DESC, c.story, c.n"
	if q.Story != "" {
		order = "ORDER BY c.n"
	}
	if q.Limit <= 0 {
		q.Limit = 1 << 30
	}
	return rows(ctx, db, scanClaim, claimLine+w.text()+order+fmt.Sprintf(" LIMIT %d", q.Limit), w.args...)
}

const claimLine = `SELECT c.story, s.title, c.n, c.id, c.text, c.speaker, c.ledger, c.status, c.level, c.count, c.reports, c.independence, c.first, c.stated, c.marked
	FROM claim c JOIN story s ON s.id = c.story `

func scanClaim(r *sql.Rows, c *readout.ClaimLine) error {
	var ledger, status, level, independence, first string
	var marked, stated int
	err := r.Scan(&c.Story, &c.StoryTitle, &c.N, &c.ID, &c.Text, &c.Speaker, &ledger, &status, &level, &c.Count, &c.Reports, &independence, &first, &stated, &marked)
	c.Ledger, c.Status, c.Level = readout.ClaimLedger(ledger), readout.Status(status), readout.Level(level)
	c.Independence, c.First, c.Stated, c.Marked = readout.Independence(independence), unstamp(first), stated != 0, marked != 0
	return err
}

// where collects the conditions of a query.
type where struct {
	parts []string
	args  []any
}

func (w *where) add(format string, args ...any) {
	numbers := make([]any, len(args))
	for i, a := range args {
		w.args = append(w.args, a)
		numbers[i] = len(w.args)
	}
	w.parts = append(w.parts, fmt.Sprintf(format, numbers...))
}

func (w *where) is(column, value string) {
	if value != "" {
		w.add(column+" = $%d", value)
	}
}

// holds asks for a part of the column, in any case of letters and with any accents.
func (w *where) holds(column, value string) {
	if value != "" {
		w.add(dialect.folded+"("+column+") LIKE $%d ESCAPE '!'", "%"+strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(fold.Key(value))+"%")
	}
}

// spoken asks for a part of a speaker, as holds does. Speakers are fewer than the rows
// that have them: each is folded once.
func (w *where) spoken(column, table, value string) {
	if value == "" {
		return
	}
	in := where{args: w.args}
	in.holds("x.speaker", value)
	w.args = in.args
	w.parts = append(w.parts, column+" IN (SELECT x.speaker FROM (SELECT DISTINCT speaker FROM "+table+" LIMIT 1000000000) x "+in.text()+")") // the limit keeps the condition outside
}

func (w *where) text() string {
	if len(w.parts) == 0 {
		return ""
	}
	return "WHERE " + strings.Join(w.parts, " AND ") + " "
}

// HitQuery says what is searched for.
type HitQuery struct {
	Text                          string
	Story, Outlet, Speaker, Level string
	From, Before                  time.Time // of when the report was known
	Limit                         int
}

// Search finds the blocks in which all words of a query stand, best first. The
// error wraps readout.ErrInvalid where there is no word in it.
func (db *DB) Search(ctx context.Context, q HitQuery) ([]readout.Hit, error) {
	match := matching(q.Text)
	if match == "" {
		return nil, fmt.Errorf("%w: search: there is no word in %q", readout.ErrInvalid, q.Text)
	}
	if q.Limit <= 0 {
		q.Limit = 50
	}
	asked, err := db.reportsOf(ctx, q)
	if err != nil {
		return nil, err
	}
	var out []readout.Hit
	for upto := int64(math.MaxInt64); upto > 0; {
		best := q.Limit - len(out)
		if q.fields() {
			best = mostRanked // the fields choose among all blocks
		}
		found, from, err := db.ranked(ctx, match, upto, best)
		if err != nil {
			return nil, err
		}
		if asked != nil {
			found = slices.DeleteFunc(found, func(row int64) bool { return !asked[row>>blockBits] })
		}
		for part := range slices.Chunk(found, max(200, q.Limit)) {
			hits, err := db.hits(ctx, part, q)
			if err != nil {
				return nil, err
			}
			if out = append(out, hits...); len(out) >= q.Limit {
				return out[:q.Limit], nil
			}
		}
		upto = from - 1
	}
	return out, nil
}

// mostRanked is how many blocks are ranked together: the rank of one takes longer than
// finding it.
var mostRanked = 5000 // changed by tests

// ranked are the rows of words that match, best first and at most n, of the newest
// mostRanked up to a row; from is where those begin, 0 where there are no older ones.
func (db *DB) ranked(ctx context.Context, match string, upto int64, n int) (found []int64, from int64, err error) {
	number := func(r *sql.Rows, n *int64) error { return r.Scan(n) }
	oldest, err := rows(ctx, db, number, dialect.newest, match, mostRanked-1, upto)
	if err != nil {
		return nil, 0, err
	}
	if len(oldest) > 0 {
		from = oldest[0]
	}
	found, err = rows(ctx, db, number, dialect.search, match, n, from, upto)
	return found, from, err
}

// fields reports a query that chooses among the blocks by more than their words.
func (q *HitQuery) fields() bool {
	return q.Outlet+q.Story+q.Speaker+q.Level != "" || !q.From.IsZero() || !q.Before.IsZero()
}

// reportsOf are the numbers of the reports that a query asks for; nil for all.
func (db *DB) reportsOf(ctx context.Context, q HitQuery) (map[int64]bool, error) {
	if !q.fields() {
		return nil, nil //nolint:nilnil // all are no list
	}
	w := where{}
	w.holds("d.outlet", q.Outlet)
	w.is("m.story", q.Story)
	if !q.From.IsZero() {
		w.add("d.known >= $%d", stamp(q.From))
	}
	if !q.Before.IsZero() {
		w.add("d.known < $%d", stamp(q.Before))
	}
	if q.Speaker != "" {
		in := where{args: w.args}
		in.spoken("e.speaker", "evidence", q.Speaker)
		w.args = in.args
		w.parts = append(w.parts, "r.id IN (SELECT e.report FROM evidence e "+in.text()+")")
	}
	seqs, err := rows(ctx, db, func(r *sql.Rows, n *int64) error { return r.Scan(n) },
		"SELECT r.seq FROM report r JOIN document d ON d.report = r.id LEFT JOIN member m ON m.report = r.id "+w.text(), w.args...)
	if err != nil {
		return nil, err
	}
	asked := make(map[int64]bool, len(seqs))
	for _, n := range seqs {
		asked[n] = true
	}
	return asked, nil
}

// Likely lists the stories with the blocks that have most of the words of a text,
// best first.
func (db *DB) Likely(ctx context.Context, text string, n int) ([]string, error) {
	match := strings.ReplaceAll(matching(text), `" "`, `" OR "`)
	if match == "" {
		return nil, nil
	}
	found, _, err := db.ranked(ctx, match, math.MaxInt64, 10*n)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, row := range found {
		list, err := rows(ctx, db, func(r *sql.Rows, s *string) error { return r.Scan(s) },
			"SELECT m.story FROM report r JOIN member m ON m.report = r.id WHERE r.seq = $1", row>>blockBits)
		if err != nil {
			return nil, err
		}
		if len(list) > 0 && len(out) < n && !slices.Contains(out, list[0]) {
			out = append(out, list[0])
		}
	}
	return out, nil
}

// hits opens rows of words, in their order, with what claims rest on them. It leaves
// out those on which none of the query's speaker or level rests.
func (db *DB) hits(ctx context.Context, list []int64, q HitQuery) ([]readout.Hit, error) {
	numbers, err := json.Marshal(list)
	if err != nil {
		return nil, err
	}
	blocks := map[int64]*readout.Hit{}
	if _, err := rows(ctx, db, func(r *sql.Rows, _ *bool) error {
		var row int64
		var h readout.Hit
		var known, published string
		err := r.Scan(&row, &h.Report, &h.Span.Start, &h.Span.End, &h.Text, &h.Outlet, &h.Title, &known, &published, &h.Story)
		h.Stated = published != ""
		h.Block, h.Known = int(row&(1<<blockBits-1)), unstamp(known)
		blocks[row] = &h
		return err
	}, "SELECT w.rowid, w.report, w.start, w.stop, w.text, d.outlet, d.title, d.known, d.published, coalesce(m.story, '') FROM ("+dialect.blocks+`) w
		JOIN document d ON d.report = w.report LEFT JOIN member m ON m.report = w.report`, string(numbers)); err != nil {
		return nil, err
	}
	on := map[int64][][2]string{}
	if _, err := rows(ctx, db, func(r *sql.Rows, _ *bool) error {
		var row int64
		var v [2]string
		err := r.Scan(&row, &v[0], &v[1])
		if (q.Level == "" || v[0] == q.Level) && strings.Contains(fold.Key(v[1]), fold.Key(q.Speaker)) {
			on[row] = append(on[row], v)
		}
		return err
	}, "SELECT DISTINCT w.rowid, c.level, e.speaker FROM ("+dialect.blocks+`) w
		JOIN evidence e ON e.report = w.report AND e.start < w.stop AND e.stop > w.start JOIN claim c ON c.story = e.story AND c.n = e.claim ORDER BY c.level, e.speaker`, string(numbers)); err != nil {
		return nil, err
	}
	var out []readout.Hit
	for _, row := range list {
		h := blocks[row]
		if h == nil || len(on[row]) == 0 && (q.Level != "" || q.Speaker != "") {
			continue
		}
		Fill(h, on[row])
		out = append(out, *h)
	}
	return out, nil
}

// levels in the order in which one stands for a block.
var levels = []readout.Level{readout.Disputed, readout.Corroborated, readout.Relayed, readout.Single, readout.Withdrawn}

// Fill tells of a block the level that stands for it and the speakers, from the
// levels and speakers of the evidence on it.
func Fill(h *readout.Hit, on [][2]string) {
	seen := map[string]bool{}
	at := len(levels)
	for _, v := range on {
		for i, l := range levels[:at] {
			if string(l) == v[0] {
				at, h.Level = i, l
			}
		}
		if v[1] != "" && !seen[v[1]] {
			seen[v[1]] = true
			h.Speakers = append(h.Speakers, v[1])
		}
	}
}

// Place is where evidence of a claim stands, as the record looks it up.
type Place struct {
	Story, Claim, Report, Speaker string
	Span                          readout.Span
}

// Places gives every place that a claim of a story rests on.
func (db *DB) Places(ctx context.Context, story string) ([]Place, error) {
	return rows(ctx, db, func(r *sql.Rows, p *Place) error {
		return r.Scan(&p.Story, &p.Claim, &p.Report, &p.Speaker, &p.Span.Start, &p.Span.End)
	}, "SELECT e.story, c.id, e.report, e.speaker, e.start, e.stop FROM evidence e JOIN claim c ON c.story = e.story AND c.n = e.claim WHERE e.story = $1 ORDER BY e.claim, e.report, e.start", story)
}

// whole checks the pages and indexes of the file, on a connection of its own: one
// that has searched before others wrote takes its own memory of the index of words
// for a fault.
func (db *DB) whole(ctx context.Context) (faults []string, err error) {
	how := reading
	if db.write == nil {
		how = frozen
	}
	fresh, err := connect(db.path, how)
	if err != nil {
		return nil, err
	}
	faults, err = rows(ctx, &DB{read: fresh}, func(r *sql.Rows, s *string) error { return r.Scan(s) }, "PRAGMA integrity_check")
	return faults, errors.Join(err, fresh.Close())
}

// Sound checks the file itself: its pages, its indexes and that nothing derived
// points to what is not there. Each line says one fault.
func (db *DB) Sound(ctx context.Context) ([]string, error) {
	faults, err := db.whole(ctx)
	if errors.Is(err, ErrDamaged) {
		return []string{"the file: " + err.Error()}, nil
	}
	if err != nil {
		return nil, err
	}
	if len(faults) == 1 && faults[0] == "ok" {
		faults = nil
	}
	type check struct{ what, query string }
	checks := []check{
		{"report %s has no bytes", "SELECT id FROM report r WHERE state <> 'forgotten' AND NOT EXISTS (SELECT 1 FROM capture c WHERE c.sha256 = r.sha256)"},
		{"bytes %s belong to no report", "SELECT sha256 FROM capture c WHERE NOT EXISTS (SELECT 1 FROM report r WHERE r.sha256 = c.sha256 AND r.state <> 'forgotten')"},
		{"report %s has not been read", "SELECT id FROM report r WHERE state <> 'forgotten' AND NOT EXISTS (SELECT 1 FROM document d WHERE d.report = r.id)"},
		{"report %s is in a story that is not there", "SELECT report FROM member m WHERE NOT EXISTS (SELECT 1 FROM story s WHERE s.id = m.story)"},
		{"a claim rests on report %s, which is not in its story", "SELECT DISTINCT e.report FROM evidence e JOIN story s ON s.id = e.story WHERE s.stale = 0 AND NOT EXISTS (SELECT 1 FROM member m WHERE m.report = e.report AND m.story = e.story)"},
		{"claims of story %s are there without it", "SELECT DISTINCT story FROM claim c WHERE NOT EXISTS (SELECT 1 FROM story s WHERE s.id = c.story) UNION SELECT DISTINCT story FROM evidence e WHERE NOT EXISTS (SELECT 1 FROM story s WHERE s.id = e.story) UNION SELECT DISTINCT story FROM bearer b WHERE NOT EXISTS (SELECT 1 FROM story s WHERE s.id = b.story)"},
		{"the text of forgotten report %s is still there", "SELECT id FROM report r WHERE state = 'forgotten' AND EXISTS (SELECT 1 FROM document d WHERE d.report = r.id)"},
	}
	for _, r := range []recorded{captures, reports, judgements, looks} {
		what, query := r.changedBehind()
		checks = append(checks, check{what, query})
	}
	for _, q := range checks {
		list, err := rows(ctx, db, func(r *sql.Rows, s *string) error { return r.Scan(s) }, q.query)
		if errors.Is(err, ErrDamaged) {
			faults = append(faults, "the file: "+err.Error())
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, id := range list {
			faults = append(faults, fmt.Sprintf(q.what, id))
		}
	}
	return faults, nil
}

// Reindex makes the index of words anew from the words that it has.
func (db *DB) Reindex(ctx context.Context) error {
	return db.change(ctx, func(t *transaction) { t.exec("INSERT INTO words(words) VALUES('rebuild')") })
}
