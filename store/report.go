package store

import (
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/pack"
)

// State says what the record has of a report.
type State string

// States of a report.
const (
	Read      State = "read"      // bytes, text and all that was read in it
	Kept      State = "kept"      // bytes and text; it is not analysed, for Reason
	Forgotten State = "forgotten" // the digest alone: a tombstone
)

// Filed is a report as the record lists it, without its text.
type Filed struct {
	Seq       int64 // order of adding
	ID        string
	SHA256    string
	Input     string
	Container string
	Address   string // where versions of it are published; "" where not known
	Media     string
	Served    string // address that the bytes were served from; ""
	ETag      string // validators that it was served with (RFC 9110, 8.8)
	Changed   string
	Received  time.Time
	Added     time.Time
	State     State
	Reason    string
	Source    string // digest of the text of all blocks as it was read when added

	// What a reading of it gave; empty for a forgotten one.
	Outlet, Origin, Title, Published string
	Known                            time.Time // when it was published, else received
	Words                            int
	Pipeline                         string
	Story                            string
}

// Entry is a report to be put into the record.
type Entry struct {
	Filed
	Data     []byte // as received
	Document *readout.Document
	Terms    []uint32 // that reports of one story are looked up by
	Weights  []float32
	Profile  []byte // that they are compared by
}

// Put adds a report in one transaction; false where the record has it, or has
// forgotten it.
func (db *DB) Put(ctx context.Context, e *Entry) (added bool, err error) {
	packed, err := squeeze(e.Data)
	if err != nil {
		return false, err
	}
	err = db.change(ctx, func(t *transaction) {
		if e.Added.IsZero() {
			e.Added = t.stamp()
		}
		var seq int64
		added = t.scan(`INSERT INTO report (id, sha256, input, container, address, media, served, etag, changed, received, added, state, reason, source)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT DO NOTHING RETURNING seq`,
			[]any{e.ID, e.SHA256, e.Input, e.Container, e.Address, e.Media, e.Served, e.ETag, e.Changed, stamp(e.Received), stamp(e.Added), string(e.State), e.Reason, e.Source}, &seq)
		if !added {
			t.same(e)
			return
		}
		e.Seq = seq
		t.exec("INSERT INTO capture (sha256, size, packed) VALUES ($1, $2, $3)", e.SHA256, len(e.Data), packed)
		t.seal(captures, "sha256 = $1", e.SHA256)
		t.seal(reports, "id = $1", e.ID)
		t.document(e)
	})
	return added && err == nil, err
}

// same makes sure that a report which is not taken is there already: ids are the
// beginning of a digest, and somebody may make two reports that begin alike.
func (t *transaction) same(e *Entry) {
	var sha string
	if t.scan("SELECT sha256 FROM report WHERE id = $1", []any{e.ID}, &sha) && sha != e.SHA256 {
		t.fail(fmt.Errorf("%w: it is not taken: another report has the same id %s (digest %s, this one has %s)", readout.ErrFormat, e.ID, sha, e.SHA256))
	}
}

// Refresh replaces what was derived from a report that the record has, and marks
// its story as to be weighed again. The report was read under the judgements that
// are given; where others have come since, nothing is done and ok is false. Of one
// that was forgotten since nothing is kept.
func (db *DB) Refresh(ctx context.Context, e *Entry, under []readout.Judgement) (ok bool, err error) {
	undone := 0
	for i := range under {
		if !under[i].Holds() {
			undone++
		}
	}
	err = db.change(ctx, func(t *transaction) {
		var state, story string
		var all, ended int
		t.scan("SELECT count(*), coalesce(sum(CASE WHEN undone <> '' THEN 1 ELSE 0 END), 0) FROM judgement WHERE a_report = $1 OR b_report = $1", []any{e.ID}, &all, &ended)
		if ok = all == len(under) && ended == undone; !ok || !t.scan("SELECT state FROM report WHERE id = $1", []any{e.ID}, &state) || state == string(Forgotten) {
			return
		}
		t.dropDocument(e.ID, e.Seq)
		t.open(reports, "id = $1", e.ID)
		t.exec("UPDATE report SET state = $2, reason = $3, source = $4, address = $5 WHERE id = $1", e.ID, string(e.State), e.Reason, e.Source, e.Address)
		t.seal(reports, "id = $1", e.ID)
		t.document(e)
		if t.scan("SELECT story FROM member WHERE report = $1", []any{e.ID}, &story) {
			t.stale(story)
		}
	})
	return ok, err
}

// document writes what is derived from one report alone.
func (t *transaction) document(e *Entry) {
	d := e.Document
	t.exec(`INSERT INTO document (report, pipeline, outlet, origin, title, published, known, words, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		e.ID, e.Pipeline, e.Outlet, e.Origin, e.Title, e.Published, stamp(e.Known), e.Words, pack.Marshal(d))
	t.exec("INSERT INTO profile (report, body) VALUES ($1, $2)", e.Seq, e.Profile)
	for i, term := range e.Terms {
		t.exec("INSERT INTO term (term, report, weight) VALUES ($1, $2, $3)", int64(term), e.Seq, float64(e.Weights[i]))
	}
	for _, w := range Searched(e.ID, d) {
		t.exec("INSERT INTO words (rowid, text, report, start, stop) VALUES ($1, $2, $3, $4, $5)", e.Seq<<blockBits|int64(w.Block), w.Text, w.Report, w.Span.Start, w.Span.End)
	}
}

// Searched are the blocks of a report that are searched.
func Searched(report string, d *readout.Document) []Words {
	var out []Words
	for i, b := range d.Report.Blocks {
		if b.Role.Text() || b.Role == readout.RoleHeadline || b.Role == readout.RoleDeck || b.Role == readout.RoleCaption {
			out = append(out, Words{i, report, b.Of(d.Report.Source), b.Span})
		}
	}
	return out
}

// blockBits is the room that a row of the search has for the number of a block.
const blockBits = 24

func (t *transaction) dropDocument(id string, seq int64) {
	t.exec("DELETE FROM document WHERE report = $1", id)
	t.exec("DELETE FROM profile WHERE report = $1", seq)
	t.exec("DELETE FROM term WHERE report = $1", seq)
	t.exec("DELETE FROM words WHERE rowid >= $1 AND rowid < $2", seq<<blockBits, (seq+1)<<blockBits)
}

const filed = `SELECT r.seq, r.id, r.sha256, r.input, r.container, r.address, r.media, r.served, r.etag, r.changed, r.received, r.added, r.state, r.reason, r.source,
	coalesce(d.outlet, ''), coalesce(d.origin, ''), coalesce(d.title, ''), coalesce(d.published, ''), coalesce(d.known, ''), coalesce(d.words, 0), coalesce(d.pipeline, ''), coalesce(m.story, '')
	FROM report r LEFT JOIN document d ON d.report = r.id LEFT JOIN member m ON m.report = r.id `

func scanFiled(r *sql.Rows, f *Filed) error {
	var received, added, known, state string
	err := r.Scan(&f.Seq, &f.ID, &f.SHA256, &f.Input, &f.Container, &f.Address, &f.Media, &f.Served, &f.ETag, &f.Changed, &received, &added, &state, &f.Reason, &f.Source,
		&f.Outlet, &f.Origin, &f.Title, &f.Published, &known, &f.Words, &f.Pipeline, &f.Story)
	f.Received, f.Added, f.Known, f.State = unstamp(received), unstamp(added), unstamp(known), State(state)
	return err
}

// Reports lists all reports in the order of adding, forgotten ones too.
func (db *DB) Reports(ctx context.Context) ([]Filed, error) {
	return rows(ctx, db, scanFiled, filed+"ORDER BY r.seq")
}

// CountReports is the number of reports, forgotten ones too.
func (db *DB) CountReports(ctx context.Context) (n int, err error) {
	err = db.read.QueryRowContext(ctx, "SELECT count(*) FROM report").Scan(&n)
	return n, explained(err)
}

// Members lists the reports of a story in the order of adding.
func (db *DB) Members(ctx context.Context, story string) ([]Filed, error) {
	return rows(ctx, db, scanFiled, filed+"WHERE m.story = $1 ORDER BY r.seq", story)
}

// Unplaced lists the reports that have been read and are in no story yet. Mostly there
// are none, as counting tells: a report is in one story at most, a forgotten one in none.
func (db *DB) Unplaced(ctx context.Context) ([]Filed, error) {
	var reports, placed int
	err := db.read.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM report WHERE state <> 'forgotten'), (SELECT count(*) FROM member)").Scan(&reports, &placed)
	if err != nil || reports == placed {
		return nil, explained(err)
	}
	return rows(ctx, db, scanFiled, filed+"WHERE m.story IS NULL AND r.state <> 'forgotten' ORDER BY r.seq")
}

// AddedSince lists the reports that were added after a time, oldest first.
func (db *DB) AddedSince(ctx context.Context, since time.Time) ([]Filed, error) {
	return rows(ctx, db, scanFiled, filed+"WHERE r.added > $1 ORDER BY r.seq", stamp(since))
}

// Versions lists the reports of one address in the order of adding.
func (db *DB) Versions(ctx context.Context, address string) ([]Filed, error) {
	if address == "" {
		return nil, nil
	}
	return rows(ctx, db, scanFiled, filed+"WHERE r.address = $1 ORDER BY r.seq", address)
}

// Asked is the newest report that came from a path or an address, as it was named.
// The error wraps readout.ErrNotFound.
func (db *DB) Asked(ctx context.Context, input string) (Filed, error) {
	list, err := rows(ctx, db, scanFiled, filed+"WHERE r.input = $1 AND r.state <> 'forgotten' ORDER BY r.seq DESC LIMIT 1", input)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("%w: the record has nothing from %q", readout.ErrNotFound, input)
	}
	if err != nil {
		return Filed{}, err
	}
	return list[0], nil
}

// Report finds a report by its id or by the beginning of its digest, four digits
// or more. The error wraps readout.ErrNotFound, or readout.ErrInvalid where
// several begin so, and names them.
func (db *DB) Report(ctx context.Context, id string) (Filed, error) {
	begin, end := prefix(id)
	list, err := rows(ctx, db, scanFiled, filed+"WHERE r.id = $1 OR r.sha256 >= $2 AND r.sha256 < $3 ORDER BY r.seq", id, begin, end)
	if err != nil {
		return Filed{}, err
	}
	return Only(list, id)
}

// Find lists the reports that a name can mean, in the order of adding: an id or the
// beginning of a digest as in Report, else what they were read from as it was named, or
// an address that versions of them are published at. The error wraps
// readout.ErrNotFound where there is none.
func (db *DB) Find(ctx context.Context, name, address string) ([]Filed, error) {
	begin, end := prefix(name)
	list, err := rows(ctx, db, scanFiled, filed+"WHERE r.id = $1 OR r.sha256 >= $2 AND r.sha256 < $3 ORDER BY r.seq", name, begin, end)
	if err == nil && len(list) == 0 && name != "" {
		list, err = rows(ctx, db, scanFiled, filed+"WHERE r.state <> 'forgotten' AND (r.input = $1 OR r.served = $1 OR r.address <> '' AND r.address = $2) ORDER BY r.seq", name, address)
	}
	if err == nil && len(list) == 0 {
		_, err = Only(nil, name)
	}
	return list, err
}

// mostNamed is how many reports are named that a name can mean.
const mostNamed = 8

// Only is the one report of a list; the error says that there is none of the name, or
// which there are.
func Only(list []Filed, name string) (Filed, error) {
	switch len(list) {
	case 0:
		return Filed{}, fmt.Errorf("%w: the record has no report %q", readout.ErrNotFound, name)
	case 1:
		return list[0], nil
	}
	var which []string
	for i, f := range list {
		if i == mostNamed {
			which = append(which, fmt.Sprintf("and %d more", len(list)-i))
			break
		}
		which = append(which, f.String())
	}
	return Filed{}, fmt.Errorf("%w: %q can mean %d reports; give the id of one: %s", readout.ErrInvalid, name, len(list), strings.Join(which, "; "))
}

// String tells which report it is.
func (f Filed) String() string {
	out := []string{f.ID}
	if f.State == Forgotten {
		return f.ID + ", forgotten"
	}
	for _, s := range []string{f.Outlet, f.Title, f.Published} {
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(append(out, "added "+f.Added.Format(time.DateOnly)), ", ")
}

// prefix is the range of what begins with hex digits: from begin on, before end. It is
// empty where they are no hex digits or too few.
func prefix(id string) (begin, end string) {
	id = strings.ToLower(id)
	if len(id) < 4 {
		return "", ""
	}
	for _, r := range id {
		if (r < '0' || r > '9') && (r < 'a' || r > 'f') {
			return "", ""
		}
	}
	return id, id + "g" // behind every hex digit
}

// Data are the bytes of a report as received.
func (db *DB) Data(ctx context.Context, sha256 string) ([]byte, error) {
	var packed []byte
	var size int
	err := db.read.QueryRowContext(ctx, "SELECT size, packed FROM capture WHERE sha256 = $1", sha256).Scan(&size, &packed)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, fmt.Errorf("%w: the record has no bytes with the digest %s", readout.ErrNotFound, sha256)
	case err != nil:
		return nil, explained(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("bytes %s: %w (%w)", sha256, ErrDamaged, err)
	}
	data, err := io.ReadAll(io.LimitReader(z, int64(size)+1))
	if err != nil {
		return nil, fmt.Errorf("bytes %s: %w (%w)", sha256, ErrDamaged, err)
	}
	return data, nil
}

// unread marks the document of a report as to be read again. Its words stay for the
// search until then.
func (t *transaction) unread(report string) {
	t.exec("UPDATE document SET pipeline = '', body = $2 WHERE report = $1", report, make([]byte, 8)) // the fingerprint of no type
}

func squeeze(data []byte) ([]byte, error) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Documents are the documents of reports, in their order. A report without one,
// or with one of another version, is an error that wraps pack.ErrStale.
func (db *DB) Documents(ctx context.Context, ids []string) ([]*readout.Document, error) {
	out := make([]*readout.Document, len(ids))
	s, err := db.read.PrepareContext(ctx, "SELECT body FROM document WHERE report = $1")
	if err != nil {
		return nil, explained(err)
	}
	defer s.Close()
	for i, id := range ids {
		var body []byte
		err := s.QueryRowContext(ctx, id).Scan(&body)
		if errors.Is(err, sql.ErrNoRows) {
			err = fmt.Errorf("%w: it has not been read", pack.ErrStale)
		}
		if err == nil {
			out[i] = new(readout.Document)
			err = pack.Unmarshal(body, out[i])
		}
		if err != nil {
			return nil, fmt.Errorf("report %s: %w", id, explained(err))
		}
	}
	return out, nil
}

// Near is a report that shares with another some of the terms that reports of one
// story are looked up by.
type Near struct {
	Seq   int64
	ID    string
	Story string
	Size  int // reports of the story
}

// crowd is how many reports with a term are looked at, the newest ones.
const crowd = 300

// Nearest finds the n reports that share most of the weight of the terms of e, of
// those that are in a story; not e itself.
func (db *DB) Nearest(ctx context.Context, e *Entry, n int) ([]Near, error) {
	if len(e.Terms) == 0 {
		return nil, nil
	}
	var parts []string
	args := []any{e.Seq, n}
	for i, term := range e.Terms {
		k := len(args)
		parts = append(parts, fmt.Sprintf("SELECT report, weight * $%d AS w FROM (SELECT report, weight FROM term WHERE term = $%d ORDER BY report DESC LIMIT %d)", k+1, k+2, crowd))
		args = append(args, float64(e.Weights[i]), int64(term))
	}
	query := `SELECT h.report, r.id, m.story, (SELECT count(*) FROM member o WHERE o.story = m.story)
		FROM (SELECT report, sum(w) AS dot FROM (` + strings.Join(parts, " UNION ALL ") + `) AS hit WHERE report <> $1 GROUP BY report ORDER BY dot DESC, report LIMIT $2) AS h
		JOIN report r ON r.seq = h.report JOIN member m ON m.report = r.id ORDER BY h.dot DESC, h.report`
	s, err := db.reading(ctx, query)
	if err != nil {
		return nil, err
	}
	r, err := s.QueryContext(ctx, args...)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var out []Near
	for r.Next() {
		var x Near
		if err := r.Scan(&x.Seq, &x.ID, &x.Story, &x.Size); err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, r.Err()
}

// Profile is what the report of a number is compared by, as it was kept.
func (db *DB) Profile(ctx context.Context, seq int64) (profile []byte, err error) {
	s, err := db.reading(ctx, "SELECT body FROM profile WHERE report = $1")
	if err != nil {
		return nil, err
	}
	err = s.QueryRowContext(ctx, seq).Scan(&profile)
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("%w: report number %d has not been read", readout.ErrNotFound, seq)
	}
	return profile, err
}
