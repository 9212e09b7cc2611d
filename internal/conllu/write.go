package conllu

import (
	"bufio"
	"io"
	"strconv"
	"strings"
)

// Writer writes sentences. Flush must be called at the end.
type Writer struct{ w *bufio.Writer }

// NewWriter writes to w.
func NewWriter(w io.Writer) *Writer { return &Writer{bufio.NewWriterSize(w, 64<<10)} }

// Flush writes what is buffered and gives the first error of all writing.
func (w *Writer) Flush() error { return w.w.Flush() }

// Write writes a sentence with its comments and the blank line after it. White
// space that a column cannot hold is written as a blank. An error shows at the
// latest in Flush.
func (w *Writer) Write(s *Sentence) error {
	w.head(s)
	for i := range s.Words {
		if s.Words[i].Token != "" {
			w.token(s, i)
		}
		w.word(s, i)
	}
	return w.w.WriteByte('\n')
}

func (w *Writer) head(s *Sentence) {
	if s.NewDoc {
		w.mark("newdoc", s.Doc)
		if len(s.Fields) > 0 {
			w.line("# global.Entity = " + strings.Join(s.Fields, "-"))
		}
	}
	if s.NewPar {
		w.mark("newpar", s.Par)
	}
	for _, c := range s.Comments {
		w.line(c)
	}
}

func (w *Writer) mark(name, id string) {
	if id == "" {
		w.line("# " + name)
		return
	}
	w.line("# " + name + " id = " + id)
}

func (w *Writer) token(s *Sentence, i int) {
	n := s.tokenEnd(i)
	t := &s.Words[i]
	w.num(i + 1)
	w.put("-")
	w.num(n)
	w.column(t.Token)
	w.put("\t_\t_\t_\t_\t_\t_\t_\t")
	w.misc(t.TokenMisc, s.Words[n-1].SpaceAfter)
}

func (w *Writer) word(s *Sentence, i int) {
	x := &s.Words[i]
	w.num(i + 1)
	for _, f := range [...]string{x.Form, x.Lemma, x.UPOS, x.XPOS, x.Feats} {
		w.column(f)
	}
	w.put("\t")
	if x.Head == NoHead {
		w.put("_")
	} else {
		w.num(x.Head + 1)
	}
	w.column(x.Rel)
	w.put("\t_\t")
	within := x.Token != "" || x.Joined
	w.misc(x.Misc, within || x.SpaceAfter)
}

func (w *Writer) misc(misc string, space bool) {
	switch {
	case space && misc == "":
		w.put("_")
	case space:
		w.put(clean(misc))
	case misc == "":
		w.put("SpaceAfter=No")
	default:
		w.put(clean(misc))
		w.put("|SpaceAfter=No")
	}
	w.put("\n")
}

func (w *Writer) column(s string) {
	w.put("\t")
	if s == "" {
		s = "_"
	}
	w.put(clean(s))
}

var blanks = strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")

// clean puts a blank for what would end a column or a line.
func clean(s string) string {
	if !strings.ContainsAny(s, "\t\n\r") {
		return s
	}
	return blanks.Replace(s)
}

// line, put and num leave errors to the buffered writer, which keeps the first.
func (w *Writer) line(s string) { w.put(clean(s)); w.put("\n") }

func (w *Writer) put(s string) { _, _ = w.w.WriteString(s) }

func (w *Writer) num(n int) {
	var b [20]byte
	_, _ = w.w.Write(strconv.AppendInt(b[:0], int64(n), 10))
}
