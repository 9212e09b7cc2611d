package attribution

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// quoted is a passage in quotation marks within one block.
type quoted struct {
	first, last int  // tokens [first, last], marks included
	open        bool // without closing mark: goes on in the next block
}

// pair finds the outermost quotations of the tokens [first, last).
func pair(d *readout.Document, first, last int) []quoted {
	var out []quoted
	open, kind := -1, byte(0)
	for i := first; i < last; i++ {
		m, opens, closes := quoteMark(d, i)
		switch {
		case m == 0:
		case open < 0 && opens && (m == '"' || singleOpens(d, i)):
			open, kind = i, m
		case open >= 0 && m == kind && closes && i > open+1:
			out = append(out, quoted{first: open, last: i})
			open = -1
		case open >= 0 && m == '"' && kind == '"' && opens && !closes:
			open = i // the earlier mark was never closed
		}
	}
	if open >= 0 && kind == '"' && (open == first || goesOn(d, last)) {
		out = append(out, quoted{first: open, last: last - 1, open: true})
	}
	return out
}

// quoteMark says whether token i is a quotation mark, double or single, and
// whether it can open and close.
func quoteMark(d *readout.Document, i int) (m byte, opens, closes bool) {
	t := d.Tokens[i]
	if t.Kind != readout.PunctToken {
		return 0, false, false
	}
	src := d.Report.Source
	text := t.Of(src)
	key := fold.Line(text)
	switch {
	case key == `"` || key == "''" || key == `"'` || key == `'"`:
		m = '"'
	case key == "'":
		m = '\''
	default:
		return 0, false, false
	}
	r, _ := utf8.DecodeRuneInString(text)
	switch r {
	case '“', '„', '«', '‘':
		return m, true, false
	case '”', '»', '’':
		return m, misprinted(src, t), true
	}
	before, _ := utf8.DecodeLastRuneInString(src[:t.Start])
	after, _ := utf8.DecodeRuneInString(src[t.End:])
	left := t.Start == 0 || unicode.IsSpace(before) || strings.ContainsRune("([—–-\n", before)
	right := t.End == len(src) || unicode.IsSpace(after) || strings.ContainsRune(")],.;:?!—–-\n", after)
	if left != right {
		return m, left, right
	}
	return m, true, true
}

// singleOpens: a single mark opens a quotation only where a word follows at
// once and a blank stands before.
func singleOpens(d *readout.Document, i int) bool {
	src := d.Report.Source
	t := d.Tokens[i]
	before, _ := utf8.DecodeLastRuneInString(src[:t.Start])
	after, _ := utf8.DecodeRuneInString(src[t.End:])
	return (t.Start == 0 || unicode.IsSpace(before)) && (unicode.IsLetter(after) || unicode.IsDigit(after))
}

// misprinted: a closing mark that stands as an opening one does.
func misprinted(src string, t readout.Token) bool {
	before, _ := utf8.DecodeLastRuneInString(src[:t.Start])
	after, _ := utf8.DecodeRuneInString(src[t.End:])
	return (t.Start == 0 || unicode.IsSpace(before)) && (unicode.IsLetter(after) || unicode.IsDigit(after))
}

// goesOn reports whether the paragraph that begins with token t opens with a
// quotation mark, as each paragraph of a long quotation does.
func goesOn(d *readout.Document, t int) bool {
	if t >= len(d.Tokens) {
		return false
	}
	m, opens, _ := quoteMark(d, t)
	return m == '"' && opens
}
