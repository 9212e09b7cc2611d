package readout

import (
	"sort"
	"unicode/utf8"
)

// Span is a half-open range of byte offsets, [Start, End), into the Source of
// one Report. Both ends lie on code point borders.
type Span struct {
	Start, End int
}

// Len is the length in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span covers nothing; the zero Span does.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether o lies within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether the spans share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Join is the shortest span that covers both. An empty span adds nothing.
func (s Span) Join(o Span) Span {
	switch {
	case s.Empty():
		return o
	case o.Empty():
		return s
	}
	return Span{min(s.Start, o.Start), max(s.End, o.End)}
}

// Best is the index of the span, of n, that has most in common with s, measured on
// what the two cover together, the first of those; -1 where none overlaps it.
func (s Span) Best(n int, of func(i int) Span) int {
	best, shared, covered := -1, 0, 1
	for i := range n {
		o := of(i)
		if !s.Overlaps(o) {
			continue
		}
		if both, all := min(s.End, o.End)-max(s.Start, o.Start), s.Join(o).Len(); both*covered > shared*all {
			best, shared, covered = i, both, all
		}
	}
	return best
}

// Of is the text that the span covers in source. It panics where the span lies
// outside, which is a broken invariant.
func (s Span) Of(source string) string { return source[s.Start:s.End] }

// Hull is the shortest span that covers all of them; empty for none.
func Hull(spans []Span) Span {
	var h Span
	for _, s := range spans {
		h = h.Join(s)
	}
	return h
}

// CodePoints converts between byte offsets and Unicode code point offsets of
// one text, in logarithmic time, from a table of one entry per 64 bytes.
type CodePoints struct {
	text string
	at   []int // code points before byte i*stride
}

const stride = 64

// NewCodePoints builds the table for text.
func NewCodePoints(text string) *CodePoints {
	c := &CodePoints{text: text, at: make([]int, 0, len(text)/stride+2)}
	n := 0
	for i := 0; i < len(text); i++ {
		if i%stride == 0 {
			c.at = append(c.at, n)
		}
		if utf8.RuneStart(text[i]) {
			n++
		}
	}
	if len(text)%stride == 0 {
		c.at = append(c.at, n)
	}
	return c
}

// FromByte is the number of code points before byte offset b.
func (c *CodePoints) FromByte(b int) int {
	k := b / stride
	n := c.at[k]
	for i := k * stride; i < b; i++ {
		if utf8.RuneStart(c.text[i]) {
			n++
		}
	}
	return n
}

// ToByte is the byte offset of the code point with index p; len(text) for any p
// beyond the last.
func (c *CodePoints) ToByte(p int) int {
	k := sort.SearchInts(c.at, p+1) - 1
	if k < 0 {
		return 0
	}
	n := c.at[k]
	for i := k * stride; i < len(c.text); i++ {
		if utf8.RuneStart(c.text[i]) {
			if n == p {
				return i
			}
			n++
		}
	}
	return len(c.text)
}

// Span converts a byte span to code points.
func (c *CodePoints) Span(s Span) (start, end int) {
	return c.FromByte(s.Start), c.FromByte(s.End)
}
