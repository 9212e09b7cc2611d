package store

import (
	"database/sql/driver"
	"strings"
	"unicode/utf8"

	"modernc.org/sqlite"

	"github.com/readout-project/readout/internal/fold"
)

func init() {
	sqlite.MustRegisterDeterministicScalarFunction(dialect.folded, 1, func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
		s, _ := args[0].(string) //nolint:errcheck // what is no text has no letters
		return fold.Key(s), nil
	})
}

// dialect is what databases say differently; all other SQL of the package is the
// same in SQLite and PostgreSQL ($1 parameters, ON CONFLICT, RETURNING).
var dialect = struct {
	begin  string
	folded string            // the function that folds letters, as fold.Key
	sum    string            // the function that gives the sum of a row
	schema *strings.Replacer // for migrations
	search string            // rows of words that match $1, from $3 to $4, best first
	newest string            // the row of words that matches $1 and is the $2th behind the newest up to $3
	blocks string            // the blocks of rows of words, a list of numbers in JSON
}{
	begin:  "BEGIN IMMEDIATE",
	folded: "folded",
	sum:    "sum_of",
	schema: strings.NewReplacer(
		"{{blob}}", "BLOB",
		"{{serial}}", "INTEGER PRIMARY KEY AUTOINCREMENT",
		"{{compact}}", " WITHOUT ROWID",
		"{{sum}}", "sum_of",
		"{{search}}", `CREATE VIRTUAL TABLE words USING fts5(text, report UNINDEXED, start UNINDEXED, stop UNINDEXED, tokenize = 'porter unicode61 remove_diacritics 2');`,
	),
	// Only numbers are sorted: the text of a row is far from its words.
	search: "SELECT rowid FROM words WHERE words MATCH $1 AND rowid BETWEEN $3 AND $4 ORDER BY rank, rowid LIMIT $2",
	newest: "SELECT rowid FROM words WHERE words MATCH $1 AND rowid <= $3 ORDER BY rowid DESC LIMIT 1 OFFSET $2",
	blocks: "SELECT w.rowid, w.report, w.start, w.stop, w.text FROM json_each($1) j JOIN words w ON w.rowid = j.value",
}

// matching turns what a person types into a query of the search: words and
// "phrases in quotation marks", all of which must occur. Nothing in it is syntax.
func matching(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' || r == utf8.RuneError {
			return ' ' // a NUL would end the query in the middle of a string
		}
		return r
	}, text)
	var parts []string
	for i, piece := range strings.Split(strings.NewReplacer("“", `"`, "”", `"`).Replace(text), `"`) {
		terms := strings.Fields(piece)
		if i%2 == 1 {
			terms = []string{strings.Join(terms, " ")}
		}
		for _, t := range terms {
			if t = strings.TrimFunc(t, func(r rune) bool { return r < '0' }); t != "" {
				parts = append(parts, `"`+t+`"`)
			}
		}
	}
	return strings.Join(parts, " ")
}
