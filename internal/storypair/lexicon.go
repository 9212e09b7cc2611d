// Package storypair says how likely two news reports are of one story. It
// compares their words, weighed by how rare they are in English news (package
// lexis), their names, numbers and days, and adds the evidence up with weights
// learned from reports that people have grouped (logistic regression; see
// docs/models/story-pairs.md).
//
// The answer depends on the two reports alone, never on a third, and is the
// same in either order.
package storypair

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/lexis"
)

// Word is one word of a text.
type Word struct {
	Hash   uint64 // of its folded form; the same in every run
	term   int32  // index into Lexicon.terms; -1 for grammar
	name   bool   // written with a capital
	first  bool   // begins a sentence or a line, where a capital says nothing
	number bool
}

// term is what is known of a stem. Its id is a hash of its letters, so that
// sums over stems run in one order whatever has been read before.
type term struct {
	id     uint32
	idf    float32
	weight float64 // idf sharpened
	sign   int8    // see calendar
}

// Lexicon reads texts and remembers what it has found out about their words. It
// holds nothing that depends on where they stand. It is not for use by several
// goroutines at once.
type Lexicon struct {
	fields map[string]field
	stems  map[string]int32
	terms  []term
	count  [channels][]float32 // by term, zero between texts
}

// field is a run of characters without white space.
type field struct {
	words []Word
	ends  bool // closes a sentence
}

// NewLexicon makes an empty lexicon.
func NewLexicon() *Lexicon {
	return &Lexicon{fields: map[string]field{}, stems: map[string]int32{}}
}

// Words are the words of s in their order, one for each of fold.Words(s).
func (l *Lexicon) Words(s string) []Word {
	out := make([]Word, 0, len(s)/5)
	for line := range strings.Lines(s) {
		first := true
		for f := range strings.FieldsSeq(line) {
			x, ok := l.fields[f]
			if !ok {
				f = strings.Clone(f)
				x = l.read(f)
				l.fields[f] = x
			}
			at := len(out)
			out = append(out, x.words...)
			if len(x.words) > 0 {
				out[at].first = first
				first = false
			}
			first = first || x.ends
		}
	}
	return out
}

func (l *Lexicon) read(s string) field {
	last, _ := utf8.DecodeLastRuneInString(s)
	x := field{ends: strings.ContainsRune(`.?!:"'”’`, last)}
	at := strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	capital := false
	if at >= 0 {
		r, _ := utf8.DecodeRuneInString(s[at:])
		capital = unicode.IsUpper(r)
	}
	for _, w := range fold.Words(s) {
		x.words = append(x.words, Word{Hash: Hash(w), term: l.term(w), name: capital, number: w[0] >= '0' && w[0] <= '9'})
	}
	return x
}

func (l *Lexicon) term(w string) int32 {
	if lexis.Grammar(w) {
		return -1
	}
	stem := lexis.Stem(w)
	i, ok := l.stems[stem]
	if !ok {
		i = int32(len(l.terms))
		l.stems[stem] = i
		idf := lexis.IDF(stem)
		l.terms = append(l.terms, term{uint32(Hash(stem)), idf, math.Pow(float64(idf), sharpening), calendar(w)})
		for c := range l.count {
			l.count[c] = append(l.count[c], 0)
		}
	}
	return i
}

var (
	weekdays = strings.Fields("monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun")
	months   = strings.Fields("january february march april may june july august september october november december " +
		"jan feb mar apr may jun jul aug sep oct nov dec")
)

const firstMonth = 11 // calendar's value for January

// calendar is 1 to 7 for a weekday, 11 to 22 for a month, -1 to -31 for a
// number that may be a day of one, 0 for other words.
func calendar(w string) int8 {
	if i := slices.Index(weekdays, w); i >= 0 {
		return int8(i%7 + 1)
	}
	if i := slices.Index(months, w); i >= 0 {
		return int8(i%12 + firstMonth)
	}
	w = strings.TrimRight(w, "thsndr")
	if len(w) == 0 || len(w) > 2 {
		return 0
	}
	n := 0
	for _, c := range w {
		if c < '0' || c > '9' {
			return 0
		}
		n = 10*n + int(c-'0')
	}
	if n < 1 || n > 31 {
		return 0
	}
	return int8(-n)
}

// Hash is the hash of a folded word: FNV-1a, finished so that every bit can be
// used.
func Hash(w string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(w) {
		h = (h ^ uint64(w[i])) * 1099511628211
	}
	h ^= h >> 32
	h *= 0x9E3779B97F4A7C15
	return h ^ h>>29
}
