package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/readout-project/readout"
)

//go:embed migrations/*.sql
var embedded embed.FS

// migrations are the steps from one form to the next, one file each, in the order
// of their names.
var migrations fs.FS = embedded

// ErrNewer marks a record that a newer program has written.
var ErrNewer = fmt.Errorf("%w: the record was written by a newer version of the program; use that one, or restore a backup", readout.ErrInvalid)

// form is the number of the newest form of the record: that of the last migration.
func form() int { return len(steps()) }

// steps are the migrations in order, by the numbers in front of their names.
func steps() []string {
	list, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	slices.Sort(list)
	return list
}

// migrate brings the record to the newest form, one step a transaction.
func (db *DB) migrate(ctx context.Context, now time.Time) error {
	at, err := db.form(ctx)
	switch {
	case err != nil:
		return err
	case at > form():
		return newer(at)
	case at == form():
		return nil
	case at > 0:
		if err := db.Backup(ctx, fmt.Sprintf("%s.form-%d.%s.backup", db.path, at, now.Format("20060102-150405"))); err != nil {
			return fmt.Errorf("backup before the change to form %d: %w", form(), err)
		}
	}
	for n, name := range steps()[at:] {
		if err := db.step(ctx, name, at+n+1); err != nil {
			return fmt.Errorf("change to form %d: %w", at+n+1, err)
		}
	}
	return nil
}

func newer(at int) error {
	return fmt.Errorf("%w (form %d, this program knows %d)", ErrNewer, at, form())
}

// form reads the form that the record has; 0 for a new one.
func (db *DB) form(ctx context.Context) (int, error) {
	ask := db.read.QueryRowContext
	if db.write != nil {
		ask = db.write.QueryRowContext
	}
	var tables, at int
	if err := ask(ctx, "SELECT count(*) FROM sqlite_master").Scan(&tables); err != nil {
		return 0, err
	}
	if tables == 0 {
		return 0, nil
	}
	err := ask(ctx, "SELECT form FROM record").Scan(&at)
	if err != nil && !errors.Is(err, sql.ErrNoRows) && strings.Contains(err.Error(), "no such table") {
		return 0, errOther
	}
	return at, err
}

func (db *DB) step(ctx context.Context, name string, number int) error {
	text, err := fs.ReadFile(migrations, name)
	if err != nil {
		return err
	}
	return db.change(ctx, func(t *transaction) {
		// Another program may have taken the step since.
		var there, at int
		t.scan("SELECT count(*) FROM sqlite_master WHERE name = 'record'", nil, &there)
		if there > 0 && t.scan("SELECT form FROM record", nil, &at) && at >= number {
			return
		}
		if t.err == nil {
			_, t.err = db.write.ExecContext(ctx, dialect.schema.Replace(string(text)))
		}
		t.exec("UPDATE record SET form = $1", number)
	})
}

// Backup writes a whole copy of the record, as it stands now, to a file that does
// not exist yet. The record may be in use meanwhile.
func (db *DB) Backup(ctx context.Context, path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	switch {
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%w: %s is there already; name a new file", readout.ErrInvalid, path)
	case err != nil:
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err = db.copyTo(ctx, path); err != nil {
		return errors.Join(explained(err), os.Remove(path))
	}
	return nil
}

func (db *DB) copyTo(ctx context.Context, path string) error {
	if db.write == nil {
		return copyFile(db.path, path)
	}
	db.mu.Lock()
	defer db.mu.Unlock()
	_, err := db.write.ExecContext(ctx, "VACUUM INTO $1", path)
	return err
}

// copyFile copies a record that nobody can write.
func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close() //nolint:errcheck // only read
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}
