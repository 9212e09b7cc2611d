package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is the end of the word at i, with the full stop of an abbreviation.
func (s scanner) word(i int) int {
	if e := s.letters(i); e > i {
		return e
	}
	e := s.stem(i)
	if r, n := s.rune(e); r == '.' && n == 1 && s.keepsStop(i, e) {
		return e + 1
	}
	return e
}

// letters is the end of an abbreviation of single letters, "U.S." or "a.m.", or
// of one with stops inside that the table knows, "Ph.D."; i where there is none.
func (s scanner) letters(i int) int {
	e, groups := i, 0
	for {
		r, n := s.rune(e)
		if !unicode.IsLetter(r) {
			break
		}
		if stop, _ := s.rune(e + n); stop != '.' {
			if groups > 0 && !wordRune(stop) {
				e += n
				groups++
			}
			break
		}
		e += n + 1
		groups++
	}
	if groups >= 2 {
		return e
	}
	return s.dotted(i)
}

// longestDotted bounds the look-up of an abbreviation with stops inside.
const longestDotted = 8

func (s scanner) dotted(i int) int {
	e, dot := i, -1
	for e < s.end && e-i < longestDotted {
		r, n := s.rune(e)
		if !unicode.IsLetter(r) && r != '.' {
			break
		}
		if r == '.' {
			if dot >= i && classOf(s.text[i:e]) != noClass {
				return e + 1
			}
			dot = e
		}
		e += n
	}
	return i
}

// stem is the end of a run of word characters with inner marks.
func (s scanner) stem(i int) int {
	start := i
	for i < s.end {
		r, n := s.rune(i)
		if wordRune(r) {
			i += n
			continue
		}
		if i == start || !s.joins(i, start) {
			break
		}
		i += n
		if e := s.letters(i); hyphen(r) && e > i { // "anti-U.S."
			return e
		}
	}
	// A joining character that is not seen does not end a word.
	return start + len(strings.TrimRightFunc(s.text[start:i], func(r rune) bool { return blank(r) }))
}

// joins reports whether the mark at i holds two parts of one word together.
func (s scanner) joins(i, start int) bool {
	r, n := s.rune(i)
	next, _ := s.rune(i + n)
	if !unicode.IsLetter(next) && !unicode.IsDigit(next) {
		return false
	}
	switch {
	case apostrophe(r):
		return !s.clitic(i)
	case hyphen(r):
		return true
	case r == '&' || r == '_':
		return true
	case r == '.':
		before, _ := utf8.DecodeLastRuneInString(s.text[start:i])
		return unicode.IsLower(before) && unicode.IsLower(next) || unicode.IsDigit(before) && unicode.IsDigit(next)
	case r == '@':
		return true
	}
	return false
}

// keepsStop reports whether the full stop after text[i:e] belongs to the word.
func (s scanner) keepsStop(i, e int) bool {
	word := s.text[i:e]
	next, gap := s.following(e + 1)
	if r, n := s.rune(i); n == len(word) && (unicode.IsUpper(r) || classOf(word) == noClass) {
		return unicode.IsUpper(r) && next != 0 && !s.starterAt(e+1) && !(r == 'I' && !unicode.IsUpper(next))
	}
	if k := strings.LastIndexAny(word, "-‐‑"); k >= 0 && classOf(word) == noClass {
		_, n := utf8.DecodeRuneInString(word[k:])
		word = word[k+n:]
	}
	switch c := classOf(word); c {
	case noClass:
		return false
	case number:
		return unicode.IsDigit(next)
	case inner:
		return next != 0
	case month, weekday:
		return gap && (unicode.IsDigit(next) || unicode.IsLower(next)) || next == ',' || next == 0
	case title:
		return next != 0 && (unicode.IsUpper(next) || unicode.IsDigit(next) || !unicode.IsLetter(next))
	}
	return true
}

// following is the first character at or after i that is no blank, 0 at the end
// of the block, and whether a blank stands before it. It looks at a few only.
func (s scanner) following(i int) (rune, bool) {
	const far = 8
	for k, gap := 0, false; k < far; k++ {
		r, n := s.rune(i)
		if n == 0 {
			break
		}
		if !blank(r) {
			return r, gap
		}
		gap = true
		i += n
	}
	return 0, false
}

// starterAt reports whether the next word from i is a capitalised function word.
func (s scanner) starterAt(i int) bool {
	for i < s.end {
		r, n := s.rune(i)
		if !blank(r) {
			break
		}
		i += n
	}
	e := i
	for e < s.end && e-i < longestStarter {
		r, n := s.rune(e)
		if !unicode.IsLetter(r) {
			break
		}
		e += n
	}
	return starter(s.text[i:e])
}

const longestStarter = 16

// starter reports whether w is a capitalised function word that begins a
// sentence.
func starter(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) && starters[strings.ToLower(w)]
}
