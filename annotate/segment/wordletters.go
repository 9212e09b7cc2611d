package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word adds the words of the token of letters at i and returns its end.
func (c *cutter) word(i, e int) int {
	if k := c.abbreviation(i, e); k > i {
		c.add(i, k, false)
		return k
	}
	k := i
	for k < e {
		b := c.text[k]
		if b < utf8.RuneSelf && bytes[b]&(letterByte|digitByte) != 0 {
			k++
			continue
		}
		r, n := c.rune(k)
		switch {
		case wordRune(r) || invisible(r) || r == '_':
			k += n
		case apostrophe(r):
			done, inside := c.clitics(i, k, e)
			if !inside {
				return done
			}
			k = done
		case c.keeps(i, k, e):
			k += n
			if a := c.abbreviation(k, e); a > k { // "anti-U.S."
				c.add(i, a, false)
				return a
			}
		default:
			return c.finish(i, k, e)
		}
	}
	return c.finish(i, k, e)
}

// finish adds the word text[i:k], with the stop after it where it is an
// abbreviation, and returns its end.
func (c *cutter) finish(i, k, e int) int {
	switch r, _ := c.runeBefore(k, e); {
	case r == '.' && c.keepsStop(i, k, e):
		c.add(i, k+1, false)
		return k + 1
	case r == '$' && k-i <= 2 && upper(c.text[i:k]): // "US$5"
		c.add(i, k+1, false)
		return k + 1
	}
	c.plain(i, k)
	return k
}

// clitics reads the apostrophe at k inside the word that begins at i. It adds
// the word and its clitics ("is|n't", "they|'d|'ve", "boats|'") and returns
// their end, or returns where the word goes on ("O'Hara").
func (c *cutter) clitics(i, k, e int) (end int, inside bool) {
	_, n := c.rune(k)
	t := k + n
	for t < e && c.text[t] < utf8.RuneSelf && bytes[c.text[t]]&letterByte != 0 {
		t++
	}
	rest := c.text[k+n : t]
	if after, _ := c.runeBefore(t, e); wordRune(after) && !apostrophe(after) {
		return t, true
	}
	switch {
	case rest == "":
		return c.possessive(i, k, e), false
	case len(rest) == 1 && rest[0]|0x20 == 't' && k-i > 1 && c.text[k-1]|0x20 == 'n':
		c.add(i, k-1, false)
		c.add(k-1, t, true)
	case rest == "ma" && t-k == n+2 && k-i == 1 && c.text[i]|0x20 == 'i': // "I'ma"
		c.add(i, k, false)
		c.add(k, t-1, true)
		c.add(t-1, t, false)
		return t, false
	case !clitic(rest):
		return t, true
	case rest[0]|0x20 == 's' && c.decade(i, k): // "the 1590's"
		c.add(i, t, false)
		return t, false
	default:
		c.add(i, k, false)
		c.add(k, t, true)
	}
	for t < e { // "they'd've"
		r, n := c.rune(t)
		u := t + n
		for u < e && c.text[u] < utf8.RuneSelf && bytes[c.text[u]]&letterByte != 0 {
			u++
		}
		if !apostrophe(r) || !clitic(c.text[t+n:u]) {
			break
		}
		c.add(t, u, true)
		t = u
	}
	return t, false
}

// clitic reports whether the letters after an apostrophe are 's, 'm, 're, 've,
// 'll or 'd.
func clitic(rest string) bool {
	switch len(rest) {
	case 1:
		switch rest[0] | 0x20 {
		case 's', 'm', 'd':
			return true
		}
	case 2:
		a, b := rest[0]|0x20, rest[1]|0x20
		return a == 'r' && b == 'e' || a == 'v' && b == 'e' || a == 'l' && b == 'l'
	}
	return false
}

// possessive adds the word text[i:k] with the apostrophe that ends it: a
// possessive after s where no single quotation mark is open, part of "goin'",
// or else left for the next token.
func (c *cutter) possessive(i, k, e int) int {
	_, n := c.rune(k)
	last := c.text[k-1] | 0x20
	next, _ := c.runeBefore(k+n, e)
	switch {
	case c.open || apostrophe(next):
	case last == 's' || last == 'z' || last == 'x':
		c.add(i, k, false)
		c.add(k, k+n, true)
		return k + n
	case k-i > 4 && strings.HasSuffix(c.text[i:k], "in"):
		c.add(i, k+n, false)
		return k + n
	}
	c.plain(i, k)
	return k
}

// decade reports whether text[i:k] is a number that names a decade.
func (c *cutter) decade(i, k int) bool {
	return (k-i == 2 || k-i == 4) && c.text[k-1] == '0' && digit(rune(c.text[i]))
}

// keeps reports whether the mark at k belongs to the word that begins at i and
// goes on after it.
func (c *cutter) keeps(i, k, e int) bool {
	r, n := c.rune(k)
	next, _ := c.runeBefore(k+n, e)
	switch {
	case hyphen(r):
		return c.keepsHyphen(i, k, e)
	case r == '&':
		before, _ := utf8.DecodeLastRuneInString(c.text[i:k])
		return unicode.IsUpper(before) && unicode.IsUpper(next)
	case r == '*':
		return letter(next)
	case r == '/':
		return c.keepsSlash(i, k, e)
	}
	return false
}

// keepsHyphen is true after a prefix, before a suffix, and for a cut-off sound
// at the end of a chunk ("th-").
func (c *cutter) keepsHyphen(i, k, e int) bool {
	_, n := c.rune(k)
	t := k + n
	if t == e {
		return k-i <= 2 && k > i
	}
	for t < e && t-k <= longestAffix+n && c.text[t] < utf8.RuneSelf && bytes[c.text[t]]&letterByte != 0 {
		t++
	}
	if t == k+n {
		return digit(rune(c.text[t])) && c.prefix(i, k)
	}
	if k-i <= longestAffix && upper(c.text[i:k]) && (k-i > 1 && c.text[k+n] >= 'a' || t == k+n+1) {
		return false // "UN-led", "E-J"
	}
	return c.prefix(i, k) || t-k-n <= longestAffix && suffixes[c.text[k+n:t]]
}

// prefix reports whether text[i:k] is a prefix of the table, whatever its case,
// and begins a compound.
func (c *cutter) prefix(i, k int) bool {
	if before, _ := utf8.DecodeLastRuneInString(c.text[:i]); k-i > longestAffix || hyphen(before) {
		return false
	}
	if c.text[i:k] == "Post" && len(c.out) > c.begin {
		return false // the newspaper: "a Post-Ledger poll"
	}
	var b [longestAffix]byte
	return prefixes[string(lowered(b[:0], c.text[i:k]))]
}

// keepsSlash is true between single letters ("A/C", but "w/ friends") and in
// "s/he" and "w/out".
func (c *cutter) keepsSlash(i, k, e int) bool {
	t := k + 1
	for t < e && c.text[t] < utf8.RuneSelf && bytes[c.text[t]]&letterByte != 0 {
		t++
	}
	rest := c.text[k+1 : t]
	switch {
	case k-i != 1 || rest == "" || t < e && c.text[t] == '/':
		return false
	case len(rest) == 1:
		return true
	}
	return c.text[i] == 's' && rest == "he" || c.text[i] == 'w' && rest == "out"
}

// abbreviation is the end of an abbreviation with stops inside: "U.S.", "a.m",
// "Ph.D."; i where there is none.
func (c *cutter) abbreviation(i, e int) int {
	if i >= e {
		return i
	}
	_, n := c.rune(i)
	if i+n >= e || c.text[i+n] != '.' && (i+n+1 >= e || c.text[i+n+1] != '.') {
		return i
	}
	return scanner{text: c.text, end: e}.letters(i)
}

// keepsStop reports whether the full stop at k belongs to the word text[i:k].
// The sentence tells: inside it a stop is an abbreviation's.
func (c *cutter) keepsStop(i, k, e int) bool {
	next, _ := c.runeBefore(k+1, e)
	if after, _ := c.runeBefore(k+2, e); wordRune(next) || next == '.' && after == '.' {
		return false
	}
	last := c.lastStop(k + 1)
	word := c.text[i:k]
	r, n := utf8.DecodeRuneInString(word)
	if n == len(word) && (unicode.IsUpper(r) || !last) {
		return letter(r) && !last
	}
	if h := strings.LastIndexAny(word, "-‐‑"); h >= 0 {
		_, n := utf8.DecodeRuneInString(word[h:])
		word = word[h+n:]
	}
	switch classOf(word) {
	case noClass:
		return false
	case number:
		return digit(c.beyond(k + 1))
	case weekday, title, inner:
		return !last
	}
	return true
}

// lastStop reports whether nothing but closing marks follows in the sentence.
func (c *cutter) lastStop(i int) bool {
	for i < c.end {
		r, n := c.rune(i)
		if !space(r) && !closing(r) {
			return false
		}
		i += n
	}
	return true
}

// beyond is the first character from i that is no space; 0 at the end.
func (c *cutter) beyond(i int) rune {
	for i < c.end {
		r, n := c.rune(i)
		if !space(r) {
			return r
		}
		i += n
	}
	return 0
}
