package conllu

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// What a Reader accepts.
const (
	maxLine  = 1 << 20 // bytes of a line
	maxWords = 1 << 21 // words of a sentence
	maxLines = 1 << 16 // comment lines of a sentence
)

// Reader reads sentences. Its errors name the line.
type Reader struct {
	lines  *bufio.Scanner
	n      int
	doc    string
	fields []string
	err    error
}

// NewReader reads from r. It does not decompress; see [Open].
func NewReader(r io.Reader) *Reader {
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 0, 64<<10), maxLine)
	return &Reader{lines: s}
}

// File is a Reader over a file.
type File struct {
	*Reader
	file *os.File
	name string
}

// Open opens a CoNLL-U file; one whose name ends in ".gz" is decompressed.
func Open(name string) (*File, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, errors.Join(fmt.Errorf("%s: %w", name, err), f.Close())
		}
	}
	return &File{NewReader(r), f, name}, nil
}

// Next is as Reader's, with the name of the file in its errors.
func (f *File) Next() (Sentence, error) {
	s, err := f.Reader.Next()
	if err != nil && !errors.Is(err, io.EOF) {
		err = fmt.Errorf("%s: %w", f.name, err)
	}
	return s, err
}

// Close closes the file.
func (f *File) Close() error { return f.file.Close() }

// ReadFile is all sentences of a file.
func ReadFile(name string) ([]Sentence, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	all, err := f.all()
	return all, errors.Join(err, f.Close())
}

func (f *File) all() ([]Sentence, error) {
	var all []Sentence
	for {
		s, err := f.Next()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return all, err
		}
		all = append(all, s)
	}
}

// Next is the next sentence that has words; io.EOF at the end. After an error it
// returns the same error again.
func (r *Reader) Next() (Sentence, error) {
	if r.err != nil {
		return Sentence{}, r.err
	}
	s, err := r.sentence()
	if err != nil {
		r.err = err
		return Sentence{}, err
	}
	return s, nil
}

func (r *Reader) sentence() (Sentence, error) {
	b := builder{s: Sentence{Doc: r.doc, Fields: r.fields}}
	for r.lines.Scan() {
		r.n++
		line := strings.TrimSuffix(r.lines.Text(), "\r")
		var err error
		switch {
		case line == "" && len(b.s.Words) > 0:
			return r.finish(&b)
		case line == "":
		case line[0] == '#':
			err = b.comment(line)
		default:
			err = b.line(line)
		}
		if err != nil {
			return Sentence{}, fmt.Errorf("line %d: %w", r.n, err)
		}
	}
	if err := r.lines.Err(); errors.Is(err, bufio.ErrTooLong) {
		return Sentence{}, fmt.Errorf("line %d: longer than %d bytes", r.n+1, maxLine)
	} else if err != nil {
		return Sentence{}, fmt.Errorf("line %d: %w", r.n+1, err)
	}
	if len(b.s.Words) == 0 {
		return Sentence{}, io.EOF
	}
	return r.finish(&b)
}

func (r *Reader) finish(b *builder) (Sentence, error) {
	if b.until > len(b.s.Words) {
		return Sentence{}, fmt.Errorf("line %d: the multiword token goes on to word %d, the sentence has %d", r.n, b.until, len(b.s.Words))
	}
	for i, w := range b.s.Words {
		if w.Head >= len(b.s.Words) {
			return Sentence{}, fmt.Errorf("line %d: the head of word %d is %d, the sentence has %d words", r.n, i+1, w.Head+1, len(b.s.Words))
		}
	}
	r.doc, r.fields = b.s.Doc, b.s.Fields
	return b.s, nil
}

// builder holds a sentence that is being read. Words up to until belong to the
// multiword token that began last.
type builder struct {
	s         Sentence
	until     int
	token     string
	misc      string
	spaceless bool
}

func (b *builder) comment(line string) error {
	body := strings.TrimSpace(line[1:])
	key, value, _ := strings.Cut(body, "=")
	key, value = strings.TrimSpace(key), strings.TrimSpace(value)
	switch key {
	case "newdoc", "newdoc id":
		b.s.NewDoc, b.s.Doc = true, value
	case "newpar", "newpar id":
		b.s.NewPar, b.s.Par = true, value
	case "global.Entity":
		b.s.Fields = strings.Split(value, "-")
	default:
		if len(b.s.Comments) >= maxLines {
			return fmt.Errorf("more than %d comments in a sentence", maxLines)
		}
		b.s.Comments = append(b.s.Comments, line)
	}
	return nil
}

const columns = 10

func (b *builder) line(line string) error {
	var c [columns]string
	n := 0
	for f := range strings.SplitSeq(line, "\t") {
		if n < columns {
			c[n] = f
		}
		n++
	}
	if n != columns {
		return fmt.Errorf("%d columns, not %d", n, columns)
	}
	if strings.Contains(c[0], ".") {
		return nil // an empty node
	}
	if strings.TrimSpace(c[1]) == "" {
		return errors.New("empty form")
	}
	if from, to, ok := strings.Cut(c[0], "-"); ok {
		return b.multiword(from, to, c)
	}
	return b.word(c)
}

func (b *builder) multiword(from, to string, c [columns]string) error {
	i, err1 := strconv.Atoi(from)
	j, err2 := strconv.Atoi(to)
	n := len(b.s.Words)
	if err1 != nil || err2 != nil || i != n+1 || j < i || n < b.until {
		return fmt.Errorf("id %q after word %d", c[0], n)
	}
	if j > maxWords {
		return fmt.Errorf("more than %d words in a sentence", maxWords)
	}
	b.until, b.token = j, c[1]
	b.misc, b.spaceless = misc(c[9])
	return nil
}

func (b *builder) word(c [columns]string) error {
	n := len(b.s.Words)
	if id, err := strconv.Atoi(c[0]); err != nil || id != n+1 {
		return fmt.Errorf("id %q after word %d", c[0], n)
	}
	if n >= maxWords {
		return fmt.Errorf("more than %d words in a sentence", maxWords)
	}
	w := Word{
		Form: c[1], Lemma: field(c[2]), UPOS: field(c[3]), XPOS: field(c[4]),
		Feats: field(c[5]), Rel: field(c[7]), Head: NoHead,
	}
	if c[1] == "_" && c[2] == "_" {
		w.Lemma = "_"
	}
	if c[6] != "_" {
		h, err := strconv.Atoi(c[6])
		if err != nil || h < 0 || h > maxWords {
			return fmt.Errorf("head %q of word %d", c[6], n+1)
		}
		w.Head = h - 1
	}
	none := false
	w.Misc, none = misc(c[9])
	switch {
	case b.until <= n:
		w.SpaceAfter = !none
	case b.until == n+1:
		w.SpaceAfter = !b.spaceless
	}
	if b.token != "" {
		w.Token, w.TokenMisc = b.token, b.misc
		b.token, b.misc = "", ""
	} else {
		w.Joined = n < b.until
	}
	b.s.Words = append(b.s.Words, w)
	return nil
}

func field(s string) string {
	if s == "_" {
		return ""
	}
	return s
}

// misc takes SpaceAfter=No out of the column MISC.
func misc(s string) (rest string, spaceless bool) {
	const mark = "SpaceAfter=No"
	if s == "_" || !strings.Contains(s, mark) {
		return field(s), false
	}
	var keep []string
	for part := range strings.SplitSeq(s, "|") {
		if part == mark {
			spaceless = true
		} else {
			keep = append(keep, part)
		}
	}
	return field(strings.Join(keep, "|")), spaceless
}
