package statement

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/verb"
)

// term is a word or a mark of a clause.
type term struct {
	readout.Span
	key   string // folded
	cap   bool
	upper bool // in capitals
	word  bool
	token int
}

// clause is a run of terms with the tables to read them by.
type clause struct {
	terms []term
	t     *tables
}

func (c *clause) key(i int) string {
	if i < 0 || i >= len(c.terms) {
		return ""
	}
	return c.terms[i].key
}

func (c *clause) is(class string, i int) bool { return c.t.in(class, c.key(i)) }

func (c *clause) reading(i int) verb.Reading {
	r, _ := verb.Of(c.key(i))
	return r
}

// terms are the terms of all tokens of a document.
type terms struct {
	all []term
	at  []int32 // by token: its first term; one more for the end
}

func newTerms(d *readout.Document) *terms {
	t := &terms{all: make([]term, 0, len(d.Tokens)+8), at: make([]int32, 0, len(d.Tokens)+1)}
	for i := range d.Tokens {
		t.at = append(t.at, int32(len(t.all)))
		t.all = append(t.all, termsOf(d, i, i+1)...)
	}
	t.at = append(t.at, int32(len(t.all)))
	return t
}

// of are the terms of the tokens [first, last); they are not to be written.
func (t *terms) of(first, last int) []term {
	if first >= last {
		return nil
	}
	a, b := t.at[first], t.at[last]
	return t.all[a:b:b]
}

// termsOf are the terms of tokens [first, last); contractions fall into two,
// quotation marks are left out.
func termsOf(d *readout.Document, first, last int) []term {
	var out []term
	for i := first; i < last; i++ {
		t := d.Tokens[i]
		text := t.Of(d.Report.Source)
		key := fold.Key(text)
		if t.Kind == readout.PunctToken && (key == `"` || key == "''" || key == "'") {
			continue
		}
		r, _ := utf8.DecodeRuneInString(text)
		m := term{Span: t.Span, key: key, cap: unicode.IsUpper(r), word: t.Kind != readout.PunctToken, token: i}
		m.upper = m.cap && len(text) > 2 && strings.ToUpper(text) == text
		cut := strings.LastIndexByte(key, '\'')
		if !m.word || cut <= 0 || key == "'s" {
			out = append(out, m)
			continue
		}
		out = append(out, contraction(m, key[:cut], key[cut:])...)
	}
	return out
}

// contraction splits "didn't" and "they'll"; both terms keep the token's span.
func contraction(m term, base, tail string) []term {
	second := m
	second.cap = false
	switch {
	case tail == "'t" && strings.HasSuffix(base, "n"):
		base, second.key = strings.TrimSuffix(base, "n"), "not"
		switch base {
		case "ca":
			base = "can"
		case "wo":
			base = "will"
		}
	case tail == "'ll" || tail == "'ve" || tail == "'re" || tail == "'m" || tail == "'d":
		second.key = tail
	default:
		return []term{m}
	}
	m.key = base
	return []term{m, second}
}

func (c *clause) adverb(i int) bool {
	k := c.key(i)
	if i < 0 || i >= len(c.terms) || !c.terms[i].word || c.terms[i].cap && i > 0 {
		return false
	}
	return c.is("adverb", i) || c.is("doubt", i) || c.is("negation", i) || k == "likely" ||
		len(k) > 4 && strings.HasSuffix(k, "ly") && !c.is("notadverb", i)
}

func (c *clause) auxiliary(i int) bool {
	return c.is("be", i) || c.is("have", i) || c.is("do", i) || c.modalAt(i) || c.key(i) == "'s" && c.is("pronoun", i-1)
}

// finite reports whether the term at i is a finite verb.
func (c *clause) finite(i int) bool {
	if i < 0 || i >= len(c.terms) || !c.terms[i].word {
		return false
	}
	k := c.key(i)
	if k == "am" && c.key(i-1) != "i" {
		return false // ante meridiem
	}
	if c.auxiliary(i) {
		return k != "be" && k != "been" && k != "being" && k != "having"
	}
	if c.terms[i].cap && i > 0 || c.is("determiner", i-1) && !c.is("pronoun", i-1) || c.key(i-1) == "'s" && !c.is("pronoun", i-2) {
		return false
	}
	r, ok := verb.Of(k)
	if !ok || c.is("preposition", i-1) && !(r.Form.Has(verb.Past) && !r.Form.Has(verb.Participle)) {
		return false
	}
	switch {
	case r.Form.Has(verb.Third) && !r.Form.Has(verb.Noun), r.Form.Has(verb.Past) && !r.Form.Has(verb.Participle):
		return true
	case r.Form.Has(verb.Past):
		return !c.reduced(i) && !(c.is("determiner", i-1) && c.plural(i+1))
	case r.Form.Has(verb.Third):
		return i > 0 && c.terms[i-1].word && !c.plural(i-1) && !c.is("preposition", i-1) && c.nounPhraseAt(i+1)
	case r.Form.Has(verb.Base):
		if c.key(i-1) == "to" || c.modalAt(i-1) || c.is("do", i-1) {
			return false
		}
		return c.personal(i-1) || c.plural(i-1) && (!r.Form.Has(verb.Noun) || c.nounPhraseAt(i+1) || c.reading(i+1).Form.Has(verb.Ing))
	}
	return false
}

func (c *clause) personal(i int) bool {
	switch c.key(i) {
	case "they", "we", "you", "i", "who":
		return true
	}
	return false
}

// reduced reports whether the participle-like form at i stands in a reduced
// relative clause: "sources briefed on the plan said".
func (c *clause) reduced(i int) bool {
	if i == 0 {
		return true
	}
	if c.is("pronoun", i-1) || c.adverb(i-1) {
		return false
	}
	if !c.is("preposition", i+1) && (c.nounPhraseAt(i+1) || c.reading(i+1).Form != 0 || c.adverb(i+1)) || i+1 < len(c.terms) && !c.terms[i+1].word {
		return false
	}
	for k := i + 1; k < len(c.terms) && c.key(k) != ","; k++ {
		if c.is("relative", k-1) || c.is("relative", k-2) {
			continue
		}
		switch c.key(k) {
		case "doing", "having", "being", "be", "been":
			return false
		}
		if c.auxiliary(k) || c.reading(k).Form.Has(verb.Past) && !c.is("preposition", k+1) && !c.is("determiner", k-1) {
			return true
		}
	}
	return false
}

func (c *clause) plural(i int) bool {
	k := c.key(i)
	switch k {
	case "people", "police", "men", "women", "children", "media", "troops":
		return true
	}
	return i >= 0 && i < len(c.terms) && c.terms[i].word && len(k) > 3 && strings.HasSuffix(k, "s") && !strings.HasSuffix(k, "ss") && k != "this"
}

func (c *clause) nounPhraseAt(i int) bool {
	return c.is("determiner", i) || c.is("pronoun", i) || i >= 0 && i < len(c.terms) && c.terms[i].cap || c.is("preposition", i) || c.key(i) == "that" || c.key(i) == "to"
}

// hasFinite reports whether there is a finite verb among [from, to).
func (c *clause) hasFinite(from, to int) bool {
	for i := from; i < to; i++ {
		if c.finite(i) {
			return true
		}
	}
	return false
}

// predicate finds the main finite verb: the first that stands in no relative
// or subordinate clause; -1 where there is none.
func (c *clause) predicate(from int) int {
	first := -1
	for i := c.skipSubordinate(from); i < len(c.terms); i++ {
		if !c.finite(i) {
			continue
		}
		if first < 0 {
			first = i
		}
		if !c.inRelative(i) {
			return i
		}
	}
	if first < 0 && from == 0 {
		for i := range c.terms {
			if c.finite(i) {
				return i
			}
		}
	}
	return first
}

// skipSubordinate is where the main clause begins behind a clause that opens
// with a subordinating word.
func (c *clause) skipSubordinate(from int) int {
	switch c.key(from) {
	case "if", "while", "although", "though", "when", "because", "since", "whereas", "unless", "once", "after", "before", "as", "despite", "provided", "until", "should", "without", "far":
	default:
		return from
	}
	for i := from + 1; i < len(c.terms); i++ {
		if c.key(i) == "," && c.hasFinite(i+1, len(c.terms)) {
			return i + 1
		}
	}
	return from
}

// inRelative reports whether the verb at i belongs to a relative clause.
func (c *clause) inRelative(i int) bool {
	for k := i - 1; k > 0 && i-k < 6; k-- {
		switch c.key(k) {
		case "who", "which", "whom", "whose":
			return true
		case "that":
			return c.terms[k-1].word && !c.finite(k-1) && !c.is("preposition", k-1) && c.key(k-1) != "and" && c.key(k-1) != "but" && c.key(k-1) != "or" && !c.reading(k-1).Form.Has(verb.Past|verb.Third|verb.Ing)
		}
		if !c.terms[k].word || c.finite(k) && !c.auxiliary(k) {
			return false
		}
	}
	return false
}

// label is the number of terms of a dateline or a label that opens the clause:
// "LOWEN, May 3 (Agency) -"; "Why it matters:", at most four words before a
// colon and a clause behind it.
func (c *clause) label() int {
	if len(c.terms) > 0 && c.terms[0].upper {
		for i := 1; i < len(c.terms) && i < 16 && (c.terms[i].cap || !c.finite(i)); i++ {
			if c.key(i) == "-" && c.spaced(i) {
				return i + 1
			}
		}
	}
	for i := 1; i < len(c.terms) && i < 5; i++ {
		if c.key(i) == ":" && c.hasFinite(i+1, len(c.terms)) {
			return i + 1
		}
		if !c.terms[i].word {
			return 0
		}
	}
	return 0
}

// spaced reports whether the dash at i is no hyphen: blanks around it, or long.
func (c *clause) spaced(i int) bool {
	return i+1 < len(c.terms) && (c.terms[i].Len() > 1 || c.terms[i-1].End < c.terms[i].Start && c.terms[i].End < c.terms[i+1].Start)
}

// modalAt reports whether the term at i is a modal verb; "May" within a
// sentence is the month.
func (c *clause) modalAt(i int) bool {
	return c.is("modal", i) && !(c.key(i) == "may" && i > 0 && c.terms[i].cap)
}
