package store

import (
	"errors"
	"fmt"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/pack"
)

// ErrDamaged marks a record of which something cannot be read any more.
var ErrDamaged = fmt.Errorf("%w: the record is damaged; readout verify lists where, readout rebuild --all derives anew what the bytes of reports still give, else restore a backup", readout.ErrFormat)

// errOther marks a database of another program.
var errOther = errors.New("a database of another program")

// explained says of an error of the database what it means and what to do.
func explained(err error) error {
	if err == nil || errors.Is(err, ErrDamaged) {
		return err
	}
	if errors.Is(err, errOther) {
		return fmt.Errorf("%w: the file is no record of readout; name another with --db", readout.ErrFormat)
	}
	if errors.Is(err, pack.ErrBroken) {
		return fmt.Errorf("%w (%w)", ErrDamaged, err)
	}
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xff {
	case lib.SQLITE_NOTADB:
		return fmt.Errorf("%w: the file is no record of readout; name another with --db", readout.ErrFormat)
	case lib.SQLITE_CORRUPT:
		return fmt.Errorf("%w (%w)", ErrDamaged, err)
	case lib.SQLITE_FULL:
		return fmt.Errorf("the disk is full: nothing of this step was kept, all before it was; make room and run it again (%w)", err)
	case lib.SQLITE_READONLY, lib.SQLITE_PERM, lib.SQLITE_CANTOPEN:
		return fmt.Errorf("%w (%w)", ErrReadOnly, err)
	case lib.SQLITE_BUSY:
		return fmt.Errorf("%w: another program has been writing to the record for a while; run it again (%w)", readout.ErrConflict, err)
	}
	return err
}
