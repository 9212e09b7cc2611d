// Package store keeps the record: one SQLite file that holds the bytes of reports,
// what people judged, and what was derived from both, so that it can be asked fast.
//
// Bytes and judgements are recorded; documents, stories, claims and everything
// that is looked up by are derived, and can be dropped and made again. The package
// reads and weighs nothing: it takes and gives the types of the root.
//
// Every change is one transaction, written through a write-ahead log and synced
// before it is reported; readers see whole states only. Times are kept in UTC.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite": no cgo, with full-text search

	"github.com/readout-project/readout"
)

// DB is an open record. It may be used by several goroutines at once; writing is
// one at a time.
type DB struct {
	path string
	read *sql.DB // a pool that cannot write
	now  func() time.Time

	asking sync.Mutex
	asked  map[string]*sql.Stmt // queries that are asked again and again, prepared

	mu       sync.Mutex // held while a change is under way
	writer   *sql.DB
	write    *sql.Conn // the one connection that writes; nil where the file cannot be written
	prepared map[string]*sql.Stmt
}

// Options say how Open opens.
type Options struct {
	Create bool             // make the file where there is none
	Now    func() time.Time // the clock; nil means time.Now
}

// clock gives the time to the microsecond, as it is kept.
func (o Options) clock() func() time.Time {
	now := o.Now
	if now == nil {
		now = time.Now
	}
	return func() time.Time { return now().UTC().Truncate(time.Microsecond) }
}

// ErrReadOnly marks a change of a record that cannot be written.
var ErrReadOnly = fmt.Errorf("%w: the record cannot be written; make its file and its folder writable, or work on a copy", readout.ErrInvalid)

// Open opens the record at path and brings it to the newest form. A record of a
// newer program is refused; before an older one is changed, a copy is put beside
// it. The file is readable by its owner only.
func Open(ctx context.Context, path string, opt Options) (*DB, error) {
	db, err := open(ctx, path, opt)
	if err != nil {
		return nil, fmt.Errorf("record %s: %w", path, explained(err))
	}
	return db, nil
}

func open(ctx context.Context, path string, opt Options) (*DB, error) {
	if err := prepare(path, opt.Create); err != nil {
		return nil, err
	}
	db := &DB{path: path, prepared: map[string]*sql.Stmt{}, asked: map[string]*sql.Stmt{}, now: opt.clock()}
	var err error
	if !writable(path) {
		if err := db.onlyRead(ctx); err != nil {
			return nil, err
		}
		return db, nil
	}
	if db.writer, err = connect(path, writing); err != nil {
		return nil, err
	}
	if db.write, err = db.writer.Conn(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if err := db.migrate(ctx, db.now()); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if db.read, err = connect(path, reading); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// writable reports whether the file and its folder, where the log is put, can be
// written.
func writable(path string) bool {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return false
	}
	if f.Close() != nil {
		return false
	}
	if _, err := os.Stat(path + "-wal"); err == nil {
		return true // another program has put it there
	}
	probe, err := os.CreateTemp(filepath.Dir(path), ".readout-*")
	if err != nil {
		return false
	}
	return errors.Join(probe.Close(), os.Remove(probe.Name())) == nil
}

// onlyRead opens a record that lies where nothing can be written, as on a medium
// that was put away. One with a log beside it may be in use by others: it is read
// with it, or not at all.
func (db *DB) onlyRead(ctx context.Context) error {
	how := frozen
	if _, err := os.Stat(db.path + "-wal"); err == nil {
		how = reading
	}
	var err error
	if db.read, err = connect(db.path, how); err != nil {
		return err
	}
	at, err := db.form(ctx)
	switch {
	case err != nil:
	case at > form():
		err = newer(at)
	case at < form():
		err = fmt.Errorf("%w (it has form %d, this program needs %d)", ErrReadOnly, at, form())
	default:
		return nil
	}
	return errors.Join(err, db.Close())
}

// prepare makes sure that there is a file which only its owner can read.
func prepare(path string, create bool) error {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return fmt.Errorf("%w: it is a folder; name a file", readout.ErrInvalid)
	case err == nil && info.Size() > 0:
		return nil
	case err == nil && create:
		return os.Chmod(path, 0o600)
	case err == nil:
		return fmt.Errorf("%w: the file is empty; readout add REPORT... makes a record of it", readout.ErrNotFound)
	case !errors.Is(err, fs.ErrNotExist):
		return err
	case !create:
		return fmt.Errorf("%w: there is no record yet; readout add REPORT... makes one", readout.ErrNotFound)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

// access says what connections are for.
type access int

const (
	writing access = iota // one connection
	reading               // several
	frozen                // several, of a file that nobody can write
)

func connect(path string, how access) (*sql.DB, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	q := url.Values{"_pragma": {
		"busy_timeout(15000)", "journal_mode(WAL)", "synchronous(FULL)", "secure_delete(ON)", "cache_size(-65536)",
	}}
	if how != writing {
		q = url.Values{"_pragma": {"busy_timeout(15000)", "query_only(ON)", "cache_size(-16384)", "mmap_size(268435456)"}}
	}
	if how == frozen {
		q.Set("mode", "ro")
		q.Set("immutable", "1")
	}
	address := url.URL{Scheme: "file", Path: filepath.ToSlash(abs), RawQuery: q.Encode()}
	db, err := sql.Open("sqlite", address.String())
	if err != nil {
		return nil, err
	}
	if how == writing {
		db.SetMaxOpenConns(1)
	}
	return db, nil
}

// Path is the file of the record.
func (db *DB) Path() string { return db.path }

// Close ends the use of the record.
func (db *DB) Close() error {
	db.mu.Lock()
	defer db.mu.Unlock()
	db.asking.Lock()
	defer db.asking.Unlock()
	var errs []error
	for _, s := range db.asked {
		errs = append(errs, s.Close())
	}
	db.asked = nil
	for _, s := range db.prepared {
		errs = append(errs, s.Close())
	}
	db.prepared = nil
	if db.write != nil {
		errs = append(errs, db.write.Close())
	}
	for _, pool := range []*sql.DB{db.writer, db.read} {
		if pool != nil {
			errs = append(errs, pool.Close())
		}
	}
	return errors.Join(errs...)
}

// change runs fn in one transaction, which takes hold when fn gives no error.
func (db *DB) change(ctx context.Context, fn func(t *transaction)) error {
	if db.write == nil {
		return ErrReadOnly
	}
	db.mu.Lock()
	defer db.mu.Unlock()
	t := &transaction{ctx: ctx, db: db}
	t.exec(dialect.begin)
	if t.err != nil {
		return explained(t.err)
	}
	fn(t)
	t.exec("COMMIT")
	if t.err != nil {
		// The context may have ended; the lock must go all the same. Some errors have
		// ended the transaction already, and then this says so.
		_, _ = db.write.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
	}
	return explained(t.err)
}

// transaction is one change under way. After the first failure its steps do
// nothing, so that a change is a list of steps with one check at its end.
type transaction struct {
	ctx context.Context
	db  *DB
	err error
}

func (t *transaction) prepared(query string) *sql.Stmt {
	if t.err != nil {
		return nil
	}
	s, ok := t.db.prepared[query]
	if !ok {
		if s, t.err = t.db.write.PrepareContext(t.ctx, query); t.err != nil {
			return nil
		}
		t.db.prepared[query] = s
	}
	return s
}

func (t *transaction) exec(query string, args ...any) {
	if s := t.prepared(query); s != nil {
		_, t.err = s.ExecContext(t.ctx, args...)
	}
}

// scan reads one row; false where there is none.
func (t *transaction) scan(query string, args []any, into ...any) bool {
	s := t.prepared(query)
	if s == nil {
		return false
	}
	err := s.QueryRowContext(t.ctx, args...).Scan(into...)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		t.err = err
	}
	return err == nil
}

// fail ends the change with an error.
func (t *transaction) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}

// clockSlip is how far a clock may be set back without news being lost.
const clockSlip = time.Hour

// stamp is the time of a change: now, but after all that the record holds, so that
// what is new since a moment is found though a change waited for another one or the
// clock was set back.
func (t *transaction) stamp() time.Time {
	now := t.db.now()
	var last string
	t.scan(newest, nil, &last)
	if at := unstamp(last); !at.Before(now) && at.Sub(now) < clockSlip {
		return at.Add(time.Microsecond)
	}
	return now
}

// newest is when the record last came to hold something.
const newest = `SELECT coalesce(max(at), '') FROM (SELECT max(added) AS at FROM report UNION ALL SELECT max(at) FROM judgement UNION ALL SELECT max(undone) FROM judgement) m`

// Newest is when the record last came to hold a report or a correction; the zero
// time for never.
func (db *DB) Newest(ctx context.Context) (time.Time, error) {
	var at string
	err := db.read.QueryRowContext(ctx, newest).Scan(&at)
	return unstamp(at), explained(err)
}

// stampForm is a time that sorts as text.
const stampForm = "2006-01-02T15:04:05.000000Z"

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(stampForm)
}

func unstamp(s string) time.Time {
	t, err := time.Parse(stampForm, s)
	if err != nil {
		return time.Time{}
	}
	return t
}

// reading is a query on the pool of readers, prepared once.
func (db *DB) reading(ctx context.Context, query string) (*sql.Stmt, error) {
	db.asking.Lock()
	defer db.asking.Unlock()
	if s, ok := db.asked[query]; ok {
		return s, nil
	}
	s, err := db.read.PrepareContext(ctx, query)
	if err == nil {
		db.asked[query] = s
	}
	return s, err
}

// rows reads all rows of a query on the pool of readers.
func rows[T any](ctx context.Context, db *DB, scan func(*sql.Rows, *T) error, query string, args ...any) ([]T, error) {
	r, err := db.read.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, explained(err)
	}
	defer r.Close()
	var out []T
	for r.Next() {
		var v T
		if err := scan(r, &v); err != nil {
			return nil, explained(err)
		}
		out = append(out, v)
	}
	return out, explained(r.Err())
}
