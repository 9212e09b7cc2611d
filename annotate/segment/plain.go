package segment

import (
	"strings"
	"unicode/utf8"

	"github.com/readout-project/readout"
)

// Text is plain text cut into documents, paragraphs, sentences and words.
type Text struct {
	Tokens    []readout.Token
	Sentences []readout.Sentence // Block is the number of the paragraph, from 0
	Words     []readout.Word
	Documents []int // the first sentence of each document
}

// Plain cuts a plain text: a paragraph is a line, and a blank line stands
// between documents. Unlike in [Find], list marks and lines without a word
// belong to sentences: the words cover the text but for white space (and lines
// of nothing but characters that are not seen).
func Plain(source string) Text {
	var t Text
	blank := true
	for at, par := 0, 0; at < len(source); {
		end := at + strings.IndexByte(source[at:], '\n')
		if end < at {
			end = len(source)
		}
		n := len(t.Sentences)
		t.paragraph(source, readout.Span{Start: at, End: end}, par)
		switch {
		case len(t.Sentences) == n:
			blank = true
		case blank:
			t.Documents = append(t.Documents, n)
			fallthrough
		default:
			blank = false
			par++
		}
		at = end + 1
	}
	t.Words = Words(source, t.Sentences)
	return t
}

// paragraph appends the tokens and sentences of the line at span.
func (t *Text) paragraph(source string, span readout.Span, number int) {
	first := len(t.Tokens)
	t.Tokens = tokenize(source, span, t.Tokens)
	s := splitter{source: source, tokens: t.Tokens, at: first, whole: true}
	for _, c := range s.split() {
		at := readout.Span{Start: t.Tokens[c.first].Start, End: t.Tokens[c.last-1].End}
		if c.first == first {
			at.Start = seen(source, span.Start, at.Start)
		}
		for at.End < span.End {
			r, n := utf8.DecodeRuneInString(source[at.End:])
			if !invisible(r) {
				break
			}
			at.End += n
		}
		t.Sentences = append(t.Sentences, readout.Sentence{Span: at, Block: number, First: c.first, Last: c.last})
	}
}

// seen is the start of what is no white space in source[from:to], a stretch
// without a token.
func seen(source string, from, to int) int {
	for i, r := range source[from:to] {
		if !space(r) {
			return from + i
		}
	}
	return to
}
