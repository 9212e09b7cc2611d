package timex

import (
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout/internal/fold"
)

// kind is the outward form of a token.
type kind uint8

const (
	word    kind = iota
	number       // 12, 2,000, 1.5
	clock        // 10:35, 10.35 before am or pm
	isoDate      // 2026-02-06, with or without a time
	slashed      // 2/6/2026
	punct
)

// token is a word, a number or a punctuation mark of one block. Start and End
// are byte offsets into the block's text; key is the folded form, without the
// dots of an abbreviation.
type token struct {
	start, end int
	kind       kind
	key        string
	upper      bool // begins with an upper-case letter
	caps       bool // two or more letters, all upper case
	glued      bool // no white space before it
	stop       bool // a sentence ends with it
}

// tokenise cuts a block into tokens: at white space, between letters and
// digits, and around punctuation. "10am" is two tokens, "a.m." one, "Friday's"
// two.
func tokenise(text string) []token {
	toks := make([]token, 0, len(text)/5+1)
	glued := false
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		f := fold.Rune(r)
		switch {
		case f == ' ':
			glued = false
			i += n
			continue
		case f < 0:
			i += n
			continue
		case r == utf8.RuneError && n == 1 && text[i]&0xC0 == 0x80 && glued:
			// A stray byte of broken UTF-8: no token may end before it.
			i++
			toks[len(toks)-1].end = i
			continue
		}
		t := token{start: i, glued: glued}
		switch {
		case unicode.IsDigit(f):
			t.end, t.kind = numberEnd(text, i)
		case unicode.IsLetter(f):
			t.end, t.kind = wordEnd(text, i), word
		case f == '\'' && glued && clitic(text[i+n:]) > 0:
			t.end, t.kind = i+n+clitic(text[i+n:]), word
		default:
			t.end, t.kind = i+n, punct
		}
		shape(&t, text[t.start:t.end])
		toks = append(toks, t)
		i, glued = t.end, true
	}
	markStops(toks)
	return toks
}

// shape fills in the key and the letter case of t, whose text is s.
func shape(t *token, s string) {
	t.key = folded(s)
	if t.kind != word {
		return
	}
	if dotted(s) {
		t.key = undot(t.key)
	}
	letters, lower := 0, 0
	for i, r := range s {
		if i == 0 {
			t.upper = unicode.IsUpper(r)
		}
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsLower(r) {
				lower++
			}
		}
	}
	t.caps = letters > 1 && lower == 0
}

// folded is fold.Key without its cost for lower-case ASCII.
func folded(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 0x80 || c == '`' || c >= 'A' && c <= 'Z' || c <= ' ' {
			return fold.Key(s)
		}
	}
	return s
}

func dotted(s string) bool { return len(s) > 2 && s[1] == '.' }

func undot(s string) string {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '.' {
			b = append(b, s[i])
		}
	}
	return string(b)
}

// clitic is the length of the ending that s begins with, after an apostrophe.
func clitic(s string) int {
	for _, c := range [...]string{"s", "ll", "d", "re", "ve", "m", "t"} {
		if len(s) >= len(c) && s[:len(c)] == c && !letterAt(s, len(c)) {
			return len(c)
		}
	}
	return 0
}

func letterAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// wordEnd is the end of the word that begins at i. Single letters with dots
// are one word ("a.m.", "U.S."); an apostrophe stays inside unless an ending
// follows it.
func wordEnd(text string, i int) int {
	if e := abbreviationEnd(text, i); e > 0 {
		return e
	}
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch f := fold.Rune(r); {
		case f < 0 || unicode.IsLetter(r) || unicode.Is(unicode.Mn, r):
			i += n
		case f == '\'' && letterAt(text, i+n) && clitic(text[i+n:]) == 0:
			i += n
		default:
			return i
		}
	}
	return i
}

func abbreviationEnd(text string, i int) int {
	e := i
	for e+1 < len(text) && asciiLetter(text[e]) && text[e+1] == '.' {
		e += 2
	}
	if e-i < 4 {
		if e-i == 2 && e < len(text) && asciiLetter(text[e]) && !letterAt(text, e+1) {
			return e + 1
		}
		return 0
	}
	if e < len(text) && asciiLetter(text[e]) && !letterAt(text, e+1) {
		return e + 1
	}
	return e
}

func asciiLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func digitAt(s string, i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }

// digits is the end of the run of digits at i.
func digits(s string, i int) int {
	for digitAt(s, i) {
		i++
	}
	return i
}

// numberEnd is the end and the form of the number that begins at i.
func numberEnd(text string, i int) (int, kind) {
	e := digits(text, i)
	if e == i { // a digit of another script
		_, n := utf8.DecodeRuneInString(text[i:])
		return i + n, punct
	}
	at := func(p int, c byte) bool { return p < len(text) && text[p] == c }
	if e-i == 4 && at(e, '-') && digits(text, e+1) == e+3 && at(e+3, '-') && digits(text, e+4) == e+6 {
		return isoEnd(text, e+6), isoDate
	}
	if e-i <= 2 && at(e, '/') {
		m := digits(text, e+1)
		y := digits(text, m+1)
		if m > e+1 && m <= e+3 && at(m, '/') && (y == m+3 || y == m+5) {
			return y, slashed
		}
	}
	if e-i <= 2 && (at(e, ':') || at(e, '.')) && digits(text, e+1) == e+3 {
		if at(e, ':') || meridiemAt(text, e+3) {
			return e + 3, clock
		}
	}
	for {
		n := digits(text, e+1)
		switch {
		case at(e, ',') && n == e+4:
			e = n
		case at(e, '.') && n > e+1:
			e = n
		default:
			return e, number
		}
	}
}

// isoEnd is the end of an ISO date whose day ends at e, with its time if there
// is one.
func isoEnd(text string, e int) int {
	if e < len(text) && text[e] == 'T' && digits(text, e+1) == e+3 &&
		e+3 < len(text) && text[e+3] == ':' && digits(text, e+4) == e+6 {
		return e + 6
	}
	return e
}

func meridiemAt(text string, i int) bool {
	for i < len(text) && text[i] == ' ' {
		i++
	}
	if i+1 >= len(text) || (text[i]|0x20 != 'a' && text[i]|0x20 != 'p') {
		return false
	}
	return text[i+1]|0x20 == 'm' || text[i+1] == '.'
}

// markStops says after which tokens a sentence ends, for blocks whose sentences
// are not known.
func markStops(toks []token) {
	for i := range toks {
		t := &toks[i]
		if i+1 == len(toks) {
			t.stop = true
			continue
		}
		switch t.key {
		case "?", "!":
			t.stop = true
		case ".":
			abbreviated := i > 0 && (len(toks[i-1].key) == 1 && toks[i-1].kind == word || lexicon().abbreviation[toks[i-1].key])
			next := i + 1
			for next < len(toks)-1 && toks[next].kind == punct {
				next++
			}
			t.stop = !abbreviated && (toks[next].upper || toks[next].kind == number)
		}
	}
}
