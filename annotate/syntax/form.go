package syntax

import (
	"math/bits"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
)

// Rows of the tables of embeddings.
const (
	AffixRows = 1 << 14
	ShapeRows = 1 << 8
)

// maxRunes is how much of a word is read; what is longer is noise.
const maxRunes = 40

// Form is what the network sees of one word, out of context: rows of the tables
// of embeddings, which are summed, and the hash by which the word itself is
// looked up.
type Form struct {
	Hash  uint64   // of the word in lower case, digits made equal
	Affix []uint16 // rows of the table of affixes
	Shape []uint8  // rows of the table of shapes
	Upper bool     // begins with a capital
	Key   gazetteer.Hash
}

// Read fills f from a word as written; it reuses the slices of f.
func (f *Form) Read(word string) {
	var buf [maxRunes]rune
	n := 0
	var s shape
	for _, r := range word {
		if n == maxRunes {
			break
		}
		buf[n] = s.see(r, n)
		n++
	}
	low := buf[:n]
	f.Hash = hash(low, 0)
	f.Affix = f.Affix[:0]
	for k := 1; k <= 4 && k < n; k++ {
		f.Affix = append(f.Affix, affixRow(low[:k], uint64(k)))
	}
	for k := 1; k <= 5 && k < n; k++ {
		f.Affix = append(f.Affix, affixRow(low[n-k:], uint64(8+k)))
	}
	f.Affix = append(f.Affix, affixRow(low, 15))
	f.Shape = s.rows(f.Shape[:0], n, low)
	f.Upper = s.firstUpper
	f.Key = key(word, low)
}

// key is the key of a word in the lexicon of names.
func key(word string, low []rune) gazetteer.Hash {
	var buf [maxRunes]byte
	if len(word) > maxRunes {
		return 0
	}
	for i, r := range low {
		if r >= utf8.RuneSelf {
			return gazetteer.HashOf(fold.Key(word))
		}
		buf[i] = byte(r)
		if word[i] >= '0' && word[i] <= '9' {
			buf[i] = word[i]
		}
	}
	return gazetteer.HashOf(buf[:len(low)])
}

// Look adds to the forms of a sentence what the lexicon of names knows of its
// words, as rows of the table of shapes: the classes of a word by itself, apart
// for words with and without a capital, and those of the longest entry that it
// stands in. Scratch memory is reused from call to call.
func (l *Lexicon) Look(forms []Form) {
	l.keys, l.tags = l.keys[:0], slices.Grow(l.tags[:0], len(forms))[:len(forms)]
	for i := range forms {
		l.keys = append(l.keys, forms[i].Key)
	}
	gazetteer.Tags(l.keys, l.tags)
	for i := range forms {
		f, t := &forms[i], &l.tags[i]
		base := RowClass
		if f.Upper {
			base += classBits
		}
		f.Shape = classRows(f.Shape, t.Word, base)
		if !f.Upper {
			continue
		}
		base = RowClass + 3*classBits
		if t.Begin {
			base -= classBits
		}
		f.Shape = classRows(f.Shape, t.Phrase, base)
	}
}

// Lexicon is the scratch memory of Look.
type Lexicon struct {
	keys []gazetteer.Hash
	tags []gazetteer.Tag
}

// classBits is the width of a gazetteer.Class.
const classBits = 32

func classRows(to []uint8, c gazetteer.Class, base int) []uint8 {
	for ; c != 0; c &= c - 1 {
		to = append(to, uint8(base+bits.TrailingZeros32(uint32(c))))
	}
	return to
}

func affixRow(part []rune, kind uint64) uint16 {
	h := hash(part, kind)
	return uint16((h ^ h>>17 ^ h>>34) % AffixRows)
}

// hash is FNV-1a over code points, with the kind of part as its salt.
func hash(part []rune, kind uint64) uint64 {
	h := uint64(14695981039346656037) ^ kind*0x9E3779B97F4A7C15
	for _, r := range part {
		h = (h ^ uint64(r)) * 1099511628211
	}
	return h ^ h>>29
}

// shape collects the outward form of a word.
type shape struct {
	upper, lower, digit, other int
	firstUpper, innerUpper     bool
	hyphen, apostrophe, stop   bool
}

// see notes a code point and returns it as the network reads it: in lower case,
// digits as 0, quotation marks and dashes as their plain forms.
func (s *shape) see(r rune, at int) rune {
	switch {
	case r < utf8.RuneSelf && r >= 'a' && r <= 'z':
		s.lower++
		return r
	case unicode.IsUpper(r):
		s.upper++
		if at == 0 {
			s.firstUpper = true
		} else {
			s.innerUpper = true
		}
		return unicode.ToLower(r)
	case unicode.IsDigit(r):
		s.digit++
		return '0'
	case unicode.IsLetter(r):
		s.lower++
		return r
	}
	s.other++
	r = plain(r)
	switch r {
	case '-':
		s.hyphen = true
	case '\'':
		s.apostrophe = true
	case '.':
		s.stop = true
	}
	return r
}

func plain(r rune) rune {
	switch r {
	case '\u2018', '\u2019', '\u02bc', '\u00b4', '`':
		return '\''
	case '\u201c', '\u201d', '\u00ab', '\u00bb', '\u201e':
		return '"'
	case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212':
		return '-'
	case '\u2026':
		return '.'
	}
	return r
}

// Rows of the table of shapes: letter case, digits, length, marks.
const (
	rowCase   = 0
	rowDigit  = 8
	rowLength = 16
	rowMark   = 32
	// RowClass is the first of the rows that stand for the bits of gazetteer.Class.
	RowClass = 64
)

func (s *shape) rows(to []uint8, n int, low []rune) []uint8 {
	letters := rowCase
	switch {
	case s.upper == 0 && s.lower > 0:
		letters++
	case s.upper > 1 && s.lower == 0:
		letters += 2
	case s.upper == 1 && s.lower == 0:
		letters += 3
	case s.firstUpper && !s.innerUpper:
		letters += 4
	case s.firstUpper:
		letters += 5
	case s.upper > 0:
		letters += 6
	}
	to = append(to, uint8(letters))
	if s.digit > 0 {
		kind := rowDigit + min(s.digit, 4)
		if s.lower+s.upper > 0 {
			kind = rowDigit + 5
		} else if s.other > 0 {
			kind = rowDigit + 6
		}
		to = append(to, uint8(kind))
	}
	to = append(to, uint8(rowLength+min(n, 12)))
	if s.lower+s.upper+s.digit == 0 && n > 0 {
		to = append(to, uint8(rowMark+8+int(hash(low[:1], 3)%24)))
	}
	for i, has := range [...]bool{s.hyphen, s.apostrophe, s.stop} {
		if has {
			to = append(to, uint8(rowMark+i))
		}
	}
	return to
}
