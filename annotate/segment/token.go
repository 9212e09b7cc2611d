package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// scanner reads the tokens of one block. Positions are byte offsets into text.
type scanner struct {
	text string
	end  int
}

// tokenize appends the tokens of the block at span to tokens.
func tokenize(source string, span readout.Span, tokens []readout.Token) []readout.Token {
	s := scanner{text: source, end: span.End}
	for i := span.Start; i < s.end; {
		r, n := s.rune(i)
		if blank(r) {
			i += n
			continue
		}
		e, kind := s.token(i, span.Start)
		tokens = append(tokens, readout.Token{Span: readout.Span{Start: i, End: e}, Kind: kind})
		i = e
	}
	return tokens
}

// rune decodes at i; 0, 0 at the end. Bytes that are no UTF-8 are taken together
// with the continuation bytes after them, so that no cut falls inside a code
// point.
func (s scanner) rune(i int) (rune, int) {
	if i >= s.end {
		return 0, 0
	}
	r, n := utf8.DecodeRuneInString(s.text[i:s.end])
	if r == utf8.RuneError && n == 1 {
		for i+n < s.end && s.text[i+n]&0xC0 == 0x80 {
			n++
		}
	}
	return r, n
}

// blank reports whether r separates tokens: white space and what is not seen.
func blank(r rune) bool { return unicode.IsSpace(r) || fold.Rune(r) < 0 }

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '\u00ad' || r == '\u200d' || r == '\u200c'
}

func apostrophe(r rune) bool {
	switch r {
	case '\'', '’', 'ʼ', '＇', '‘':
		return true
	}
	return false
}

func hyphen(r rune) bool { return r == '-' || r == '‐' || r == '‑' }

// token finds the end and kind of the token that begins at i.
func (s scanner) token(i, start int) (int, readout.TokenKind) {
	r, n := s.rune(i)
	next, _ := s.rune(i + n)
	switch {
	case r == 'h' || r == 'w':
		if e := s.address(i); e > i {
			return e, readout.WordToken
		}
	case (r == '@' || r == '#') && (unicode.IsLetter(next) || next == '_'):
		return s.handle(i + n), readout.WordToken
	case r == '.' && unicode.IsDigit(next) && (i == start || !s.wordBefore(i)):
		return s.number(i + n), readout.NumberToken
	case apostrophe(r) && i > start && s.clitic(i) && s.wordBefore(i):
		return i + n + 1, readout.WordToken
	}
	switch {
	case unicode.IsDigit(r):
		e := s.number(i)
		return e, numberKind(s.text[i:e])
	case wordRune(r):
		if e := email(s.text, i, s.end); e > i {
			return e, readout.WordToken
		}
		return s.word(i), readout.WordToken
	}
	return s.punct(i), readout.PunctToken
}

// wordBefore reports whether a word character or a full stop abuts i.
func (s scanner) wordBefore(i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s.text[:i])
	return wordRune(r) || r == '.'
}

// clitic reports whether an apostrophe at i is followed by a lone s.
func (s scanner) clitic(i int) bool {
	_, n := s.rune(i)
	r, m := s.rune(i + n)
	after, _ := s.rune(i + n + m)
	return (r == 's' || r == 'S') && !wordRune(after)
}

// address is the end of a web address at i, or i.
func (s scanner) address(i int) int {
	rest := s.text[i:s.end]
	if !strings.HasPrefix(rest, "http://") && !strings.HasPrefix(rest, "https://") && !strings.HasPrefix(rest, "www.") {
		return i
	}
	e := i
	for e < s.end {
		r, n := s.rune(e)
		if blank(r) || strings.ContainsRune("<>\"“”", r) {
			break
		}
		e += n
	}
	return i + len(strings.TrimRight(s.text[i:e], ".,;:!?)]}'’"))
}

func (s scanner) handle(i int) int {
	for i < s.end {
		r, n := s.rune(i)
		if !wordRune(r) && r != '_' {
			break
		}
		i += n
	}
	return i
}

// number is the end of a number with its inner marks and the letters written on
// to it: "3,700", "10:30", "9/11", "2026-02-06", "10am", "12-day".
func (s scanner) number(i int) int {
	for i < s.end {
		r, n := s.rune(i)
		next, _ := s.rune(i + n)
		switch {
		case unicode.IsLetter(r):
			return s.word(i)
		case wordRune(r):
		case strings.ContainsRune(",.:/", r) && unicode.IsDigit(next):
		case hyphen(r) && wordRune(next):
		default:
			return i
		}
		i += n
	}
	return i
}

// numberKind tells "10am" and "2,000" from words with a number: "12-day".
func numberKind(t string) readout.TokenKind {
	cut := strings.IndexFunc(t, unicode.IsLetter)
	if cut > 0 && strings.ContainsAny(t[:cut], "-‐‑") || cut >= 0 && strings.ContainsAny(t[cut:], "-‐‑") {
		return readout.WordToken
	}
	return readout.NumberToken
}

// punct is the end of a punctuation mark: equal stops and dashes stay together.
func (s scanner) punct(i int) int {
	r, n := s.rune(i)
	set := ""
	switch {
	case r == '!' || r == '?':
		set = "!?"
	case strings.ContainsRune(".-—–_*=`…", r):
		set = string(r)
	case r == '\'':
		if next, m := s.rune(i + n); next == '\'' {
			return i + n + m
		}
	}
	i += n
	for set != "" && i < s.end {
		r, n = s.rune(i)
		if !strings.ContainsRune(set, r) {
			break
		}
		i += n
	}
	return i
}
