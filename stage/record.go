package stage

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/readout-project/readout"
)

// maxLine bounds one line of a list, in bytes.
const maxLine = 64 << 20

// line is one line of a list, or the error that ends the list.
type line struct {
	list string
	n    int // from 1
	data []byte
	err  error
}

// at says where the line stands.
func (l line) at() string {
	if l.list == "-" {
		return fmt.Sprintf("line %d of standard input", l.n)
	}
	return fmt.Sprintf("%s line %d", l.list, l.n)
}

// wrong is an error of the list itself; it ends the run.
func (l line) wrong(format string, args ...any) error {
	return fmt.Errorf("%s: %w: %s", l.at(), readout.ErrInvalid, fmt.Sprintf(format, args...))
}

// readLines yields the lines of one list, plain or gzip, that are not blank. An
// error comes as the last line. It returns false where the loop was left or an
// error was given.
func readLines(list string, r io.Reader, yield func(line) bool) bool {
	l := line{list: list}
	b, err := unzip(list, r)
	if err != nil {
		l.n, l.err = 1, err
		yield(l)
		return false
	}
	for l.n = 1; ; l.n++ {
		data, err := readLine(b)
		if l.n == 1 {
			data = bytes.TrimPrefix(data, []byte("\ufeff"))
		}
		if err != nil && !errors.Is(err, io.EOF) {
			l.err = l.wrong("%v", err)
			yield(l)
			return false
		}
		if len(bytes.TrimSpace(data)) > 0 {
			l.data = data
			if !yield(l) {
				return false
			}
		}
		if err != nil {
			return true
		}
	}
}

// unzip buffers what is read and decompresses gzip.
func unzip(name string, r io.Reader) (*bufio.Reader, error) {
	b := bufio.NewReaderSize(r, 64<<10)
	if head, _ := b.Peek(2); !bytes.Equal(head, []byte{0x1f, 0x8b}) {
		return b, nil
	}
	z, err := gzip.NewReader(b)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w: broken gzip: %w", name, readout.ErrInvalid, err)
	}
	return bufio.NewReaderSize(z, 64<<10), nil
}

// readLine reads up to and with the next line break. io.EOF comes with the last
// line, which may be empty.
func readLine(b *bufio.Reader) ([]byte, error) {
	var data []byte
	for {
		part, err := b.ReadSlice('\n')
		if len(data)+len(part) > maxLine {
			return nil, fmt.Errorf("the line is longer than %d MiB", maxLine>>20)
		}
		data = append(data, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return data, err
		}
	}
}

// record is one line of a list, its values as they were written.
type record struct {
	line line
	id   json.RawMessage // "" where the line gives none
	keys map[string]json.RawMessage
}

// parse reads one line. Keys are compared as they are written, and keys that no
// stage reads are not looked into.
func parse(l line) (record, error) {
	rec := record{line: l, id: json.RawMessage(`""`)}
	if l.err != nil {
		return rec, l.err
	}
	if !utf8.Valid(l.data) {
		return rec, l.wrong("the line is not UTF-8")
	}
	if err := json.Unmarshal(l.data, &rec.keys); err != nil {
		return rec, l.malformed(err)
	}
	if rec.keys == nil {
		return rec, l.wrong("a JSON object is wanted, not null")
	}
	if id, ok := rec.keys["id"]; ok && string(id) != "null" {
		rec.id = id
	}
	return rec, nil
}

func (l line) malformed(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return l.wrong("malformed JSON at byte %d: %v", syntax.Offset, err)
	case errors.As(err, &kind):
		return l.wrong("a JSON object is wanted, not %s", article(kind.Value))
	}
	return l.wrong("malformed JSON: %v", err)
}

func article(kind string) string {
	if strings.HasPrefix(kind, "array") {
		return "an array"
	}
	return "a " + kind
}

// text is the value of the first of the keys that holds one: "" where it is
// null or missing. A value that is no string is an error of the list.
func (r record) text(keys ...string) (string, error) {
	for _, k := range keys {
		raw := r.keys[k]
		if len(raw) == 0 || string(raw) == "null" || string(raw) == `""` {
			continue
		}
		var s string
		if err := json.Unmarshal(raw, &s); err != nil {
			return "", r.line.wrong("%q must be a string or null", k)
		}
		return s, nil
	}
	return "", nil
}

// has reports whether the line gives the key a value.
func (r record) has(key string) bool {
	raw, ok := r.keys[key]
	return ok && string(raw) != "null"
}
