// Package gold reads the bracket notation of test cases: a text with labelled
// spans in one line.
//
//	[Q Taxes will rise], [C said] [S the minister].
//
// A bracket opens with a label, which is a run of ASCII letters, digits, "-",
// "_", "=" and ":" that begins with a letter, and one blank; spans may be nested.
// A backslash takes the next character as it is: "\[", "\]", "\\".
package gold

import (
	"fmt"
	"strings"

	"github.com/readout-project/readout"
)

// Text is a text without its brackets and the spans that they marked.
type Text struct {
	Text  string
	Spans []Span // in the order in which they open
}

// Span is a labelled stretch of a text: byte offsets into Text.Text.
type Span struct {
	readout.Span
	Label string
	Depth int // number of brackets around it
}

// Labelled are the spans with a label, in the order in which they open.
func (t Text) Labelled(label string) []readout.Span {
	var out []readout.Span
	for _, s := range t.Spans {
		if s.Label == label {
			out = append(out, s.Span)
		}
	}
	return out
}

// Words are the texts of the spans with a label, in the order in which they
// open.
func (t Text) Words(label string) []string {
	var out []string
	for _, s := range t.Labelled(label) {
		out = append(out, s.Of(t.Text))
	}
	return out
}

// Parse reads one case. The error names the byte of a bracket that does not
// close, closes nothing, or has no label.
func Parse(line string) (Text, error) {
	var t Text
	var b strings.Builder
	var stack, opened []int // indexes into t.Spans; byte of each open bracket
	for i := 0; i < len(line); i++ {
		switch c := line[i]; c {
		case '\\':
			if i+1 == len(line) {
				return Text{}, fmt.Errorf("gold: byte %d: a backslash ends the line", i)
			}
			i++
			b.WriteByte(line[i])
		case '[':
			label := labelAt(line[i+1:])
			if label == "" {
				return Text{}, fmt.Errorf("gold: byte %d: a bracket without a label and a blank; write \\[ for the character", i)
			}
			t.Spans = append(t.Spans, Span{Span: readout.Span{Start: b.Len()}, Label: label, Depth: len(stack)})
			stack, opened = append(stack, len(t.Spans)-1), append(opened, i)
			i += len(label) + 1
		case ']':
			if len(stack) == 0 {
				return Text{}, fmt.Errorf("gold: byte %d: a bracket closes nothing; write \\] for the character", i)
			}
			t.Spans[stack[len(stack)-1]].End = b.Len()
			stack, opened = stack[:len(stack)-1], opened[:len(opened)-1]
		default:
			b.WriteByte(c)
		}
	}
	if len(opened) > 0 {
		return Text{}, fmt.Errorf("gold: byte %d: a bracket does not close", opened[len(opened)-1])
	}
	t.Text = b.String()
	return t, nil
}

// MustParse is Parse for test tables. It panics on an error.
func MustParse(line string) Text {
	t, err := Parse(line)
	if err != nil {
		panic(err)
	}
	return t
}

// labelAt is the label at the start of s that a blank follows, or "".
func labelAt(s string) string {
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		switch {
		case c == ' ':
			return s[:i]
		case letter:
		case i > 0 && (c >= '0' && c <= '9' || strings.IndexByte("-_=:", c) >= 0):
		default:
			return ""
		}
	}
	return ""
}
