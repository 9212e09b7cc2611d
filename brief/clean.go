package brief

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// glue joins two words that a line must not part. The wrapper prints it as a
// blank. Clean never lets it through from a report.
const glue = '\x01'

// Clean makes text safe to print on one line of a terminal: runs of white space
// become one blank; characters that are not seen and say nothing (soft hyphen,
// zero-width space, direction marks) are left out; control characters,
// bidirectional embeddings, overrides and isolates, and tag characters are
// written out as <U+001B>; broken UTF-8 becomes U+FFFD. Clean is idempotent.
func Clean(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch {
		case unicode.IsSpace(r):
			blank = b.Len() > 0
			continue
		case silent(r):
			continue
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		if hostile(r) {
			fmt.Fprintf(&b, "<U+%04X>", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// plain reports whether s is printable ASCII with single blanks inside: most
// text, which Clean then returns as it is.
func plain(s string) bool {
	last := byte(' ')
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' || c > '~' || c == ' ' && last == ' ' {
			return false
		}
		last = c
	}
	return s == "" || last != ' '
}

func silent(r rune) bool {
	switch r {
	case '\u00ad', '\u061c', '\u180e', '\u200b', '\u200e', '\u200f', '\u2060', '\ufeff':
		return true
	}
	return false
}

// hostile reports whether r could move a cursor, start an escape sequence,
// reorder a line or hide text in it (Unicode TR 36, 3; TR 9, 2).
func hostile(r rune) bool {
	switch {
	case unicode.Is(unicode.Cc, r),
		r >= 0x202A && r <= 0x202E, r >= 0x2061 && r <= 0x206F,
		r >= 0xFFF9 && r <= 0xFFFB, r >= 0xE0000 && r <= 0xE007F:
		return true
	}
	return unicode.Is(unicode.Co, r) || unicode.Is(unicode.Cs, r)
}
