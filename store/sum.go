package store

import (
	"crypto/sha256"
	"database/sql/driver"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"

	"modernc.org/sqlite"
)

func init() {
	sqlite.MustRegisterDeterministicScalarFunction(dialect.sum, -1, func(_ *sqlite.FunctionContext, row []driver.Value) (driver.Value, error) {
		return sum(row), nil
	})
}

// sum is that of a row: of each value its kind, its length and its bytes.
func sum(row []driver.Value) string {
	h := sha256.New()
	for _, v := range row {
		var kind byte
		var data []byte
		switch v := v.(type) {
		case int64:
			kind, data = 'i', binary.BigEndian.AppendUint64(nil, uint64(v)) //nolint:gosec // its bits
		case float64:
			kind, data = 'f', binary.BigEndian.AppendUint64(nil, math.Float64bits(v))
		case string:
			kind, data = 't', []byte(v)
		case []byte:
			kind, data = 'b', v
		default:
			kind = 'n'
		}
		h.Write(binary.AppendUvarint([]byte{kind}, uint64(len(data))))
		h.Write(data)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// recorded is a table of what is recorded. Its rows carry the sum of all their
// columns, so that what a disk changes in them is found; ” is a row that is being
// written.
type recorded struct{ name, key, columns, fault string }

var (
	captures   = recorded{"capture", "sha256", "sha256, size, packed", "bytes %s"}
	reports    = recorded{"report", "id", "seq, id, sha256, input, container, address, media, served, etag, changed, received, added, state, reason, source", "report %s"}
	judgements = recorded{"judgement", "id", "id, kind, a_report, a_start, a_stop, a_exact, b_report, b_start, b_stop, b_exact, value, who, at, reason, undone, undo_by", "correction %s"}
	looks      = recorded{"looked", "who", "who, at", "the last look of %s"}
)

func (r recorded) sum() string { return dialect.sum + "(" + r.columns + ")" }

// open lets rows be changed: those whose sum is right. One that was changed by
// something else keeps its wrong sum.
func (t *transaction) open(r recorded, where string, args ...any) {
	t.exec("UPDATE "+r.name+" SET sum = '' WHERE ("+where+") AND sum = "+r.sum(), args...)
}

// seal gives rows that were opened, or are new, their sum.
func (t *transaction) seal(r recorded, where string, args ...any) {
	t.exec("UPDATE "+r.name+" SET sum = "+r.sum()+" WHERE ("+where+") AND sum = ''", args...)
}

// changedBehind is the query for the keys of rows whose sum is not that of their columns.
func (r recorded) changedBehind() (what, query string) {
	return r.fault + ": what is recorded of it is not what was written (" + r.name + ")", fmt.Sprintf("SELECT CAST(%s AS TEXT) FROM %s WHERE sum <> %s", r.key, r.name, r.sum())
}
