// Package fold makes the forms of text that are compared: one spelling for all
// kinds of quotes, dashes, blanks and invisible characters, lower case, without
// diacritics. Stored text is never folded; only keys are.
package fold

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Rune is the folded form of one code point in quotes, dashes and blanks: ' for
// every single quote, " for every double one, - for every dash, a blank for
// every kind of space; -1 for characters that are not seen (zero-width, soft
// hyphen, byte order mark). Others come back as they are.
func Rune(r rune) rune {
	switch r {
	case '‘', '’', '‚', '‛', '′', '‹', '›', '´', '`', 'ʼ', '＇':
		return '\''
	case '“', '”', '„', '‟', '″', '«', '»', '＂':
		return '"'
	case '‐', '‑', '‒', '–', '—', '―', '−', '﹘', '﹣', '－':
		return '-'
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u200e', '\u200f':
		return -1
	}
	if unicode.IsSpace(r) {
		return ' '
	}
	return r
}

// Line folds quotes, dashes and blanks, joins runs of blanks and cuts both
// ends. Case and letters stay. Line is idempotent.
func Line(s string) string {
	if folded(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for _, r := range s {
		r = Rune(r)
		switch {
		case r < 0:
		case r == ' ':
			blank = b.Len() > 0
		default:
			if blank {
				b.WriteByte(' ')
				blank = false
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// folded reports a plain ASCII string that is its own Line, as most words are.
func folded(s string) bool {
	blank := true
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x80 || c == '`' || '\t' <= c && c <= '\r' || c == ' ' && blank {
			return false
		}
		blank = c == ' '
	}
	return !blank || s == ""
}

// Key is Line in lower case without diacritics: what two spellings of one
// string have in common. Key is idempotent.
func Key(s string) string {
	s = Line(s)
	if ascii(s) {
		return strings.ToLower(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFKD.String(s) {
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		r = unicode.ToLower(r)
		if t, ok := letters[r]; ok {
			b.WriteString(t)
			continue
		}
		b.WriteRune(r)
	}
	return Line(b.String())
}

// letters are those that Unicode does not decompose.
var letters = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th",
	'ł': "l", 'ħ': "h", 'ı': "i", 'ŋ': "n", 'ə': "a",
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// Words are the runs of letters and digits of Key(s), with inner apostrophes
// and the dots of abbreviations taken out ("U.S." is "us", "Iran's" is "iran").
func Words(s string) []string {
	if ascii(s) {
		return asciiWords(s)
	}
	return keyWords(Key(s))
}

// keyWords are the words of a key.
func keyWords(k string) []string {
	var out []string
	var w []byte
	flush := func() {
		if len(w) > 0 {
			out = append(out, string(w))
			w = w[:0]
		}
	}
	rs := []rune(k)
	for i := 0; i < len(rs); i++ {
		r := rs[i]
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			w = append(w, string(r)...)
		case r == '\'' && len(w) > 0 && i+1 < len(rs) && rs[i+1] == 's' && (i+2 >= len(rs) || !wordRune(rs[i+2])):
			i++
		case r == '\'' && len(w) > 0 && i+1 < len(rs) && unicode.IsLetter(rs[i+1]):
		case r == '.' && abbreviation(rs, i):
		case (r == ',' || r == '.') && i > 0 && i+1 < len(rs) && unicode.IsDigit(rs[i-1]) && unicode.IsDigit(rs[i+1]):
			if r == '.' {
				w = append(w, '.')
			}
		default:
			flush()
		}
	}
	flush()
	return out
}

// asciiWords is Words of plain text, which most text is: one pass, and one string
// for all words.
func asciiWords(s string) []string {
	letters := make([]byte, 0, len(s))
	var room [64]int32
	ends := room[:0] // of words in letters
	start := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		var next, second byte
		if i+1 < len(s) {
			next = s[i+1]
		}
		if i+2 < len(s) {
			second = s[i+2]
		}
		word := len(letters) > start
		switch {
		case letter(c):
			letters = append(letters, lower(c))
		case digit(c):
			letters = append(letters, c)
		case (c == '\'' || c == '`') && word && lower(next) == 's' && !letter(second) && !digit(second):
			i++
		case (c == '\'' || c == '`') && word && letter(next):
		case c == '.' && i > 0 && letter(s[i-1]) && !(i > 1 && (letter(s[i-2]) || digit(s[i-2]))) && (letter(next) || i > 1 && s[i-2] == '.'):
		case (c == ',' || c == '.') && i > 0 && digit(s[i-1]) && digit(next):
			if c == '.' {
				letters = append(letters, '.')
			}
		case word:
			ends = append(ends, int32(len(letters)))
			start = len(letters)
		}
	}
	if len(letters) > start {
		ends = append(ends, int32(len(letters)))
	}
	if len(ends) == 0 {
		return nil
	}
	all, out := string(letters), make([]string, len(ends))
	from := int32(0)
	for i, to := range ends {
		out[i], from = all[from:to], to
	}
	return out
}

func letter(c byte) bool { return lower(c) >= 'a' && lower(c) <= 'z' }

func digit(c byte) bool { return c >= '0' && c <= '9' }

// lower is a letter in lower case; other bytes may change, but into no letter.
func lower(c byte) byte { return c | 0x20 }

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// abbreviation reports whether the dot at i stands in one: after a single
// letter that itself follows a dot or a border ("u.s.", "j. k.").
func abbreviation(rs []rune, i int) bool {
	if i == 0 || !unicode.IsLetter(rs[i-1]) {
		return false
	}
	if i >= 2 && wordRune(rs[i-2]) {
		return false
	}
	return i+1 < len(rs) && unicode.IsLetter(rs[i+1]) || i >= 2 && rs[i-2] == '.'
}
