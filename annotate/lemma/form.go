package lemma

import (
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout"
)

// Symbols of paths that are no letters. Letters are the bytes of UTF-8, of which
// none is 0.
const (
	edge   = 0 // before the first letter of a form
	number = '0'
)

// maxPath bounds the letters of a path; a longer form is known by its end.
const maxPath = 48

// appendKey appends the form in lower case with a plain apostrophe, and says
// whether it has capital letters.
func appendKey(to []byte, form string) (key []byte, caps bool) {
	for _, r := range form {
		switch {
		case 'A' <= r && r <= 'Z':
			caps = true
			to = append(to, byte(r)|0x20)
		case r < utf8.RuneSelf:
			to = append(to, byte(r))
		case r == '’' || r == '‘' || r == 'ʼ':
			to = append(to, '\'')
		default:
			l := unicode.ToLower(r)
			caps = caps || l != r
			to = utf8.AppendRune(to, l)
		}
	}
	return to, caps
}

// appendEditPath leads to the edit of a form: its tags, its letters from the end.
func appendEditPath(to []byte, w *readout.Word, key []byte) []byte {
	to = append(to, byte(w.UPOS), byte(w.XPOS))
	for n := 0; n < len(key) && n < maxPath; n++ {
		to = append(to, key[len(key)-1-n])
	}
	return append(to, edge)
}

// Shapes of forms by their capital letters.
const (
	small = iota
	capitalised
	capitalisedFirst // and the first word of its sentence
	mixed
	allCapitals // plus the number of letters up to six, twice, plus one within other capitals
)

// appendCasePath leads to what becomes of capital letters.
func appendCasePath(to []byte, t *tree, i int, key []byte) []byte {
	w := &t.words[i]
	to = append(to, t.shape(i), byte(w.UPOS), byte(w.XPOS))
	for n := 0; n < len(key) && n < maxPath; n++ {
		to = append(to, key[len(key)-1-n])
	}
	return append(to, edge)
}

// shape is the shape of the form of word i.
func (t *tree) shape(i int) byte {
	form := t.words[i].Of(t.source)
	first, n := utf8.DecodeRuneInString(form)
	if plain(form) {
		return small
	}
	upper, other := 0, 0
	for _, r := range form[n:] {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLetter(r):
			other++
		}
	}
	switch {
	case upper > 0 && other == 0:
		n := byte(min(upper+1, 6)) << 1
		if t.shouts(i-1) || t.shouts(i+1) {
			n++
		}
		return allCapitals + n
	case upper == 0 && !unicode.IsUpper(first):
		return small
	case !unicode.IsUpper(first) || upper > 0:
		return mixed
	case t.opens(i):
		return capitalisedFirst
	}
	return capitalised
}

// plain reports whether a form has neither capital letters nor others than those
// of ASCII.
func plain(form string) bool {
	for i := range len(form) {
		if c := form[i]; 'A' <= c && c <= 'Z' || c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// shouts reports whether word i is written in capitals, four letters or more.
func (t *tree) shouts(i int) bool {
	if i < 0 || i >= len(t.words) {
		return false
	}
	n := 0
	for _, r := range t.words[i].Of(t.source) {
		if !unicode.IsUpper(r) {
			return false
		}
		n++
	}
	return n > 3
}

// opens reports whether only punctuation stands before word i in its sentence.
func (t *tree) opens(i int) bool {
	for k := i - 1; k >= 0 && t.root[k] == t.root[i]; k-- {
		if u := t.words[k].UPOS; u != readout.PUNCT && u != readout.SYM {
			return false
		}
		if i-k > maxPath {
			return false
		}
	}
	return true
}

// appendClassPath leads to the ambiguity class of a form: its tags, whether it is
// in capitals, its letters from the end with all runs of digits alike.
func appendClassPath(to []byte, w *readout.Word, form string) []byte {
	var space [2 * maxPath]byte
	if len(form) > maxPath {
		form = form[len(form)-maxPath:]
	}
	key, caps := appendKey(space[:0], form)
	shape := byte(0)
	if caps && len(form) > 1 {
		shape = 1
		if _, small := lowerLetter(form); small {
			shape = 2
		}
	}
	to = append(to, byte(w.UPOS), byte(w.XPOS), shape)
	before := byte(0)
	for n := len(key) - 1; n >= 0; n-- {
		b := key[n]
		if '0' <= b && b <= '9' {
			b = number
		}
		if b != number || before != number {
			to = append(to, b)
		}
		before = b
	}
	return append(to, edge)
}

// lowerLetter is the first lower-case letter of a form.
func lowerLetter(form string) (rune, bool) {
	for _, r := range form {
		if unicode.IsLower(r) {
			return r, true
		}
	}
	return 0, false
}
