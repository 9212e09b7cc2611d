// Package record keeps reports and what people judged of them, and answers from
// them: it reads reports into the store, puts them into stories, weighs the stories
// that changed, and gives any story as it is, or as it was at a date.
//
// Bytes and judgements are recorded. Documents, stories, claims and levels are
// derived, kept for speed, and made again by Rebuild. The clock is read here and
// nowhere below.
package record

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/corroborate"
	"github.com/readout-project/readout/internal/pack"
	"github.com/readout-project/readout/store"

	"github.com/readout-project/readout"
)

// Record is an open record.
type Record struct {
	db  *store.DB
	now func() time.Time

	placing  sync.Mutex // one report is placed at a time
	profiles map[int64]*corroborate.Profile

	failing sync.Mutex
	failed  map[string]unweighed // stories that could not be weighed
}

// Options say how Open opens.
type Options struct {
	Create bool             // make the file where there is none
	Now    func() time.Time // the clock; nil means time.Now
}

// Open opens the record in a file. Errors name the file.
func Open(ctx context.Context, path string, opt Options) (*Record, error) {
	now := opt.Now
	if now == nil {
		now = time.Now
	}
	db, err := store.Open(ctx, path, store.Options{Create: opt.Create, Now: now})
	if err != nil {
		return nil, err
	}
	return &Record{db: db, now: func() time.Time { return now().UTC().Truncate(time.Microsecond) }, profiles: map[int64]*corroborate.Profile{}, failed: map[string]unweighed{}}, nil
}

// Close ends the use of the record.
func (r *Record) Close() error { return r.db.Close() }

// Path is the file of the record.
func (r *Record) Path() string { return r.db.Path() }

// Backup writes a whole copy of the record to a file that is not there yet; the
// record may be in use.
func (r *Record) Backup(ctx context.Context, path string) error { return r.db.Backup(ctx, path) }

// print is the fingerprint of what derives stories: a story with another one is
// weighed again.
func print() string {
	return fmt.Sprintf("%s %s %016x", annotate.Pipeline, weighing, pack.Print[readout.Reading]())
}

// weighing names how stories are weighed; it changes whenever package corroborate
// may answer otherwise.
const weighing = "weighing-2"

// derived is the fingerprint of what makes documents.
func derived() string {
	return fmt.Sprintf("%s %016x", annotate.Pipeline, pack.Print[readout.Document]())
}
