package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Watch tells whether the record has changed, by whatever process.
type Watch struct {
	db   *sql.DB
	conn *sql.Conn
}

// Watch begins to watch the record. Close ends it.
func (db *DB) Watch(ctx context.Context) (*Watch, error) {
	pool, err := connect(db.path, reading)
	if err != nil {
		return nil, fmt.Errorf("watch %s: %w", db.path, err)
	}
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("watch %s: %w", db.path, err), pool.Close())
	}
	return &Watch{pool, conn}, nil
}

// Version is a number that is another after every change of the record. It means
// something to this watch alone.
func (w *Watch) Version(ctx context.Context) (n int64, err error) {
	err = w.conn.QueryRowContext(ctx, "PRAGMA data_version").Scan(&n)
	return n, err
}

// Close ends the watch.
func (w *Watch) Close() error { return errors.Join(w.conn.Close(), w.db.Close()) }
