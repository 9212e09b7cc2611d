// Package namedata reads lists and annotations of names that lie outside the
// project, for those who compile tables or train models: the program itself
// does not use it. See shared/reference/README.md for the lists and their
// licences.
package namedata

import (
	"bufio"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// Name is a name with its type and the country that the source gives.
type Name struct {
	Text    string // as the source writes it, or in rebuilt letter case
	Type    readout.Type
	Country string // ISO 3166 alpha-3; "" where it isn't known
	Detail  string // what the source says beyond: "city", "armed group"
	Major   bool   // a place of note
}

type file struct {
	io.Reader
	f *os.File
}

func (f file) Close() error { return f.f.Close() }

// open opens a file, unpacked where its name ends in .gz.
func open(path string) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if !strings.HasSuffix(path, ".gz") {
		return file{f, f}, nil
	}
	z, err := gzip.NewReader(bufio.NewReader(f))
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return file{z, f}, nil
}

// Rows are the lines of a table with a header line, as maps from its columns.
func Rows(path string) ([]map[string]string, error) {
	r, err := open(path)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	c := csv.NewReader(r)
	c.FieldsPerRecord = -1
	c.LazyQuotes = true
	rows, err := c.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var out []map[string]string
	for i, row := range rows {
		if i == 0 {
			continue
		}
		m := map[string]string{}
		for j, v := range row {
			if j < len(rows[0]) {
				m[rows[0][j]] = strings.TrimSpace(v)
			}
		}
		out = append(out, m)
	}
	return out, nil
}

// each decodes the JSON values of a file one after another.
func each[T any](path string, f func(T)) error {
	r, err := open(path)
	if err != nil {
		return err
	}
	defer r.Close()
	d := json.NewDecoder(r)
	for n := 1; ; n++ {
		var v T
		if err := d.Decode(&v); err == io.EOF {
			return nil
		} else if err != nil {
			return fmt.Errorf("%s: value %d: %w", path, n, err)
		}
		f(v)
	}
}

// Words are the folded words of a name as entries of the lexicon hold them: a
// hyphen parts words, a possessive 's is a word.
func Words(name string) []string {
	k := strings.NewReplacer("-", " ", "'s ", " 's ", "_", " ").Replace(fold.Key(name) + " ")
	return strings.Fields(k)
}
