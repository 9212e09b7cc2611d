package attribution

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/verb"
)

type itemKind uint8

const (
	word itemKind = iota
	mark
	quotation // a whole quotation that is a statement of its own
)

// item is a word, a mark or a whole quotation.
type item struct {
	readout.Span
	key    string // folded
	kind   itemKind
	cap    bool
	inside bool // in a quoted fragment
	upper  bool // in capitals
	comma  bool // of a quotation: a comma stands before its closing mark
	sent   int  // sentence it begins in
}

// unit is a run of items read together: a sentence, or several where a
// quotation joins them. Indexes into it are item indexes.
type unit struct {
	items []item
	block int
	lex   *lexicon
}

func (u *unit) key(i int) string {
	if i < 0 || i >= len(u.items) {
		return ""
	}
	return u.items[i].key
}

func (u *unit) is(class string, i int) bool { return u.lex.in(class, u.key(i)) }

func (u *unit) kind(i int) itemKind {
	if i < 0 || i >= len(u.items) {
		return mark
	}
	return u.items[i].kind
}

func (u *unit) quote(i int) bool { return i >= 0 && i < len(u.items) && u.items[i].kind == quotation }

func (u *unit) word(i int) bool { return i >= 0 && i < len(u.items) && u.items[i].kind == word }

// span covers the items [from, to).
func (u *unit) span(from, to int) readout.Span {
	if from >= to || from < 0 || to > len(u.items) {
		return readout.Span{}
	}
	return readout.Span{Start: u.items[from].Start, End: u.items[to-1].End}
}

// end is the number of items without the stop that ends the unit.
func (u *unit) end() int {
	n := len(u.items)
	for n > 0 && u.items[n-1].kind == mark && strings.Trim(u.items[n-1].key, ".?!…") == "" {
		n--
	}
	return n
}

func (u *unit) adverb(i int) bool {
	k := u.key(i)
	if !u.word(i) || u.items[i].cap && i > 0 {
		return false
	}
	return u.lex.in("adverb", k) || u.lex.in("negation", k) || len(k) > 4 && strings.HasSuffix(k, "ly") && !u.lex.in("notadverb", k)
}

func (u *unit) auxiliary(i int) bool {
	if !u.word(i) {
		return false
	}
	return u.is("be", i) && u.key(i) != "'s" || u.is("have", i) || u.is("do", i) || u.is("modal", i) && !(u.key(i) == "may" && i > 0 && u.items[i].cap)
}

// plural reports whether the word looks like a plural noun.
func (u *unit) plural(i int) bool {
	k := u.key(i)
	switch k {
	case "people", "police", "men", "women", "children", "media", "troops":
		return true
	}
	return u.word(i) && len(k) > 3 && strings.HasSuffix(k, "s") && !strings.HasSuffix(k, "ss") && !strings.HasSuffix(k, "'s")
}

// finite reports whether the word at i is a finite verb; where sure is false
// also words that may be a participle count.
func (u *unit) finite(i int, sure bool) bool {
	if !u.word(i) || u.items[i].inside && sure {
		return false
	}
	k := u.key(i)
	if k == "am" && u.key(i-1) != "i" {
		return false // ante meridiem
	}
	if u.auxiliary(i) {
		return k != "be" && k != "been" && k != "being" && k != "having" && k != "doing"
	}
	if k == "'s" {
		return u.is("pronoun", i-1) || u.key(i-1) == "that" || u.key(i-1) == "there"
	}
	if u.items[i].cap && i > 0 {
		return false
	}
	r, ok := verb.Of(k)
	if !ok || u.is("determiner", i-1) || u.is("possessive", i-1) || u.is("preposition", i-1) && !r.Form.Has(verb.Base) {
		return false
	}
	switch {
	case r.Form.Has(verb.Third) && !r.Form.Has(verb.Noun):
		return true
	case r.Form.Has(verb.Past) && !r.Form.Has(verb.Participle):
		return true
	case k == "said":
		return !u.is("be", i-1)
	case r.Form.Has(verb.Past):
		return !sure || !u.is("preposition", i+1) && !u.is("be", i-1) && !u.is("have", i-1)
	case r.Form.Has(verb.Third):
		return !sure && u.word(i-1) && !u.plural(i-1)
	case r.Form.Has(verb.Base):
		if u.key(i-1) == "to" || u.is("modal", i-1) || u.is("do", i-1) {
			return false
		}
		return u.is("pronoun", i-1) || !r.Form.Has(verb.Noun) && u.plural(i-1)
	}
	return false
}

// hasFinite reports whether there is a finite verb among [from, to).
func (u *unit) hasFinite(from, to int) bool {
	for i := from; i < to; i++ {
		if u.finite(i, false) {
			return true
		}
	}
	return false
}

// itemsOf makes the items of one token: contractions fall into two.
func itemsOf(src string, t readout.Token, inside bool, sent int) []item {
	text := t.Of(src)
	r, _ := utf8.DecodeRuneInString(text)
	it := item{Span: t.Span, key: fold.Key(text), cap: unicode.IsUpper(r), inside: inside, sent: sent}
	it.upper = it.cap && len(text) > 2 && strings.ToUpper(text) == text
	if t.Kind == readout.PunctToken {
		it.kind = mark
		if it.key == "''" {
			it.key = `"`
		}
		return []item{it}
	}
	cut := strings.LastIndexByte(it.key, '\'')
	if cut <= 0 {
		return []item{it}
	}
	base, tail := it.key[:cut], it.key[cut:]
	if tail == "'t" && strings.HasSuffix(base, "n") && len(base) > 2 {
		base, tail = base[:len(base)-1], "not"
	} else if len(tail) < 2 || len(tail) > 3 {
		return []item{it}
	}
	at := contraction(text, tail == "not")
	if at <= 0 {
		return []item{it}
	}
	switch base {
	case "ca":
		base = "can"
	case "wo":
		base = "will"
	}
	second := it
	it.key, it.End = base, t.Start+at
	second.key, second.Start, second.cap = tail, t.Start+at, false
	return []item{it, second}
}

// contraction is the byte offset in text where its second part begins.
func contraction(text string, negative bool) int {
	at := -1
	for i, r := range text {
		if fold.Rune(r) == '\'' {
			at = i
		}
	}
	if negative && at > 0 {
		at--
	}
	return at
}

// dateline is the number of items of a dateline that opens the unit: "LOWEN,
// May 3 (Agency) - ".
func (u *unit) dateline() int {
	if len(u.items) == 0 || !u.items[0].upper {
		return 0
	}
	for i := 1; i < len(u.items) && i < 16; i++ {
		if u.key(i) == "-" && !u.hyphen(i) {
			return i + 1
		}
		if u.finite(i, true) && !u.items[i].cap || u.quote(i) {
			return 0
		}
	}
	return 0
}

// comma reports whether the quotation at i ends in a comma.
func (u *unit) comma(i int) bool { return u.quote(i) && u.items[i].comma }
