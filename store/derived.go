package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/readout-project/readout"
)

// What is looked up by is derived from documents and stories; verification reads it
// here to hold it against them.

// Names gives the names that a story is looked up by.
func (db *DB) Names(ctx context.Context, story string) ([]NameRow, error) {
	return rows(ctx, db, func(r *sql.Rows, n *NameRow) error { return r.Scan(&n.Folded, &n.Name, &n.Kind, &n.Reports) },
		"SELECT folded, name, kind, reports FROM bearer WHERE story = $1 ORDER BY kind, folded", story)
}

// Terms gives the terms that the report of a number is looked up by, with their
// weights.
func (db *DB) Terms(ctx context.Context, seq int64) (map[uint32]float64, error) {
	type term struct {
		term   int64
		weight float64
	}
	list, err := rows(ctx, db, func(r *sql.Rows, t *term) error { return r.Scan(&t.term, &t.weight) }, "SELECT term, weight FROM term WHERE report = $1", seq)
	out := make(map[uint32]float64, len(list))
	for _, t := range list {
		if t.term < 0 || t.term >= 1<<32 {
			return nil, fmt.Errorf("%w: a term of report number %d", ErrDamaged, seq)
		}
		out[uint32(t.term)] = t.weight
	}
	return out, err
}

// Words is a block of a report as it is searched.
type Words struct {
	Block        int
	Report, Text string
	Span         readout.Span
}

// Words gives the blocks that the report of a number is searched by.
func (db *DB) Words(ctx context.Context, seq int64) ([]Words, error) {
	return rows(ctx, db, func(r *sql.Rows, w *Words) error {
		return r.Scan(&w.Block, &w.Report, &w.Text, &w.Span.Start, &w.Span.End)
	},
		fmt.Sprintf("SELECT rowid & %d, report, text, start, stop FROM words WHERE rowid >= $1 AND rowid < $2 ORDER BY rowid", 1<<blockBits-1), seq<<blockBits, (seq+1)<<blockBits)
}
