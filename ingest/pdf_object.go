package ingest

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/readout-project/readout"
)

// The objects of PDF (ISO 32000-1, 7.3): nil, bool, float64 for all numbers,
// string, pdfName, pdfRef, []any, pdfDict and *pdfStream. An operator of a content
// stream is a pdfWord.
type (
	pdfName string
	pdfWord string
	pdfRef  int // number of an indirect object
	pdfDict map[pdfName]any
)

// pdfStream is a stream whose data are still encoded.
type pdfStream struct {
	dict pdfDict
	raw  []byte
}

// Limits on one PDF. They count work and not time, so that the same file gives the
// same answer on every machine.
const (
	maxPDFDepth   = 100       // arrays and dictionaries in each other
	maxPDFTokens  = 20 << 20  // read in the whole file
	maxPDFObjects = 1 << 20   // indirect objects
	maxPDFDecoded = 128 << 20 // bytes that come out of all streams together
	maxPDFPages   = 2000
	maxPDFGlyphs  = 2 << 20 // letters shown
)

// pdfBudget counts the work left; every reader of one file shares it.
type pdfBudget struct {
	tokens, decoded, glyphs int
}

// charge takes work that is not one token from the budget.
func (b *pdfBudget) charge(n int) {
	if b.tokens -= n; b.tokens < 0 {
		panic(spent{"objects"})
	}
}

// spent reports that a file asks for more work than any report does.
type spent struct{ what string }

func (e spent) Error() string {
	return fmt.Sprintf("the PDF has more %s than any report; print the pages you need to a new PDF", e.what)
}

func (e spent) Unwrap() error { return readout.ErrFormat }

// pdfLexer reads tokens and objects.
type pdfLexer struct {
	data   []byte
	at     int
	budget *pdfBudget
}

func pdfSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func pdfDelimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

func (l *pdfLexer) skipSpace() {
	for l.at < len(l.data) {
		switch c := l.data[l.at]; {
		case pdfSpace(c):
			l.at++
		case c == '%':
			for l.at < len(l.data) && l.data[l.at] != '\n' && l.data[l.at] != '\r' {
				l.at++
			}
		default:
			return
		}
	}
}

// object reads one object or operator; ok is false at the end of the data, and
// where a closing bracket stands.
func (l *pdfLexer) object(depth int) (v any, ok bool) {
	l.skipSpace()
	if l.at >= len(l.data) {
		return nil, false
	}
	l.budget.charge(1)
	if depth > maxPDFDepth {
		panic(spent{"levels"})
	}
	switch c := l.data[l.at]; c {
	case '/':
		l.at++
		return l.name(), true
	case '(':
		l.at++
		return l.literal(), true
	case '[':
		l.at++
		return l.array(depth), true
	case '<':
		if l.at+1 < len(l.data) && l.data[l.at+1] == '<' {
			l.at += 2
			return l.dict(depth), true
		}
		l.at++
		return l.hex(), true
	case ']', '>', ')':
		return nil, false
	case '{', '}':
		l.at++
		return pdfWord(string(c)), true
	}
	return l.word(), true
}

func (l *pdfLexer) array(depth int) []any {
	out := []any{}
	for {
		v, ok := l.object(depth + 1)
		if !ok {
			if l.at < len(l.data) {
				l.at++ // ], or a stray bracket that ends it too
			}
			return out
		}
		if w, is := v.(pdfWord); is {
			if w == "R" {
				out = reference(out)
				continue
			}
			if w == "endobj" || w == "obj" || w == "stream" {
				return out
			}
		}
		out = append(out, v)
	}
}

// reference makes the last two numbers of a list a reference.
func reference(list []any) []any {
	if n := len(list); n >= 2 {
		if num, ok := list[n-2].(float64); ok && num >= 0 && num < 1<<31 {
			return append(list[:n-2], pdfRef(num))
		}
	}
	return list
}

func (l *pdfLexer) dict(depth int) pdfDict {
	var list []any
	for {
		v, ok := l.object(depth + 1)
		if !ok {
			if bytes.HasPrefix(l.data[min(l.at, len(l.data)):], []byte(">>")) {
				l.at += 2
			} else if l.at < len(l.data) {
				l.at++
			}
			break
		}
		if w, is := v.(pdfWord); is {
			if w == "R" {
				list = reference(list)
				continue
			}
			if w == "endobj" || w == "obj" || w == "stream" {
				l.at -= len(w)
				break
			}
		}
		list = append(list, v)
	}
	d := pdfDict{}
	for i := 0; i+1 < len(list); {
		k, ok := list[i].(pdfName)
		if !ok {
			i++
			continue
		}
		d[k] = list[i+1]
		i += 2
	}
	return d
}

func (l *pdfLexer) name() pdfName {
	var out []byte
	for l.at < len(l.data) && !pdfSpace(l.data[l.at]) && !pdfDelimiter(l.data[l.at]) {
		c := l.data[l.at]
		if c == '#' && l.at+2 < len(l.data) {
			if hi, lo := unhex(l.data[l.at+1]), unhex(l.data[l.at+2]); hi >= 0 && lo >= 0 {
				c = byte(hi<<4 | lo)
				l.at += 2
			}
		}
		out = append(out, c)
		l.at++
	}
	return pdfName(out)
}

// word is a number, a keyword or an operator.
func (l *pdfLexer) word() any {
	from := l.at
	for l.at < len(l.data) && !pdfSpace(l.data[l.at]) && !pdfDelimiter(l.data[l.at]) {
		l.at++
	}
	w := string(l.data[from:l.at])
	if len(w) < 40 {
		if n, ok := pdfNumber(w); ok {
			return n
		}
	}
	switch w {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	return pdfWord(w)
}

func pdfNumber(w string) (float64, bool) {
	for i := range len(w) {
		if c := w[i]; (c < '0' || c > '9') && c != '.' && c != '-' && c != '+' {
			return 0, false
		}
	}
	n, err := strconv.ParseFloat(w, 64)
	return n, err == nil
}

// literal is a string in round brackets (7.3.4.2).
func (l *pdfLexer) literal() string {
	var out []byte
	for depth := 1; l.at < len(l.data); {
		c := l.data[l.at]
		l.at++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return string(out)
			}
		case '\\':
			out = l.escape(out)
			continue
		case '\r':
			if l.at < len(l.data) && l.data[l.at] == '\n' {
				l.at++
			}
			c = '\n'
		}
		out = append(out, c)
	}
	return string(out)
}

func (l *pdfLexer) escape(out []byte) []byte {
	if l.at >= len(l.data) {
		return out
	}
	c := l.data[l.at]
	l.at++
	if i := bytes.IndexByte([]byte("nrtbf"), c); i >= 0 {
		return append(out, "\n\r\t\b\f"[i])
	}
	switch {
	case c == '\r' && l.at < len(l.data) && l.data[l.at] == '\n':
		l.at++
		return out
	case c == '\n' || c == '\r':
		return out
	case c < '0' || c > '7':
		return append(out, c)
	}
	n := int(c - '0')
	for k := 0; k < 2 && l.at < len(l.data) && l.data[l.at] >= '0' && l.data[l.at] <= '7'; k++ {
		n = n<<3 | int(l.data[l.at]-'0')
		l.at++
	}
	return append(out, byte(n))
}

func (l *pdfLexer) hex() string {
	var out []byte
	half := -1
	for l.at < len(l.data) {
		c := l.data[l.at]
		l.at++
		if c == '>' {
			break
		}
		switch n := unhex(c); {
		case n < 0:
		case half < 0:
			half = n
		default:
			out, half = append(out, byte(half<<4|n)), -1
		}
	}
	if half >= 0 {
		out = append(out, byte(half<<4))
	}
	return string(out)
}
