package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout"
)

// mark reports whether the stop at i belongs to a list mark that begins its
// sentence: "2.", "3.1.".
func (s *splitter) mark(i int) bool {
	const longest = 4
	t := s.text(s.first)
	return i == s.first+1 && s.text(i) == "." && !s.gap(i) && len(t) <= longest && !strings.Contains(t, "..") &&
		t[0] != '.' && digits(strings.ReplaceAll(t, ".", "")) && (len(t) <= 2 || strings.Contains(t, ".")) && s.gap(i+1) && s.begins(i+1)
}

// note passes what refers to a note after a stop: "[12]", "[source needed]", or
// the number of a footnote.
func (s *splitter) note(i, e int) int {
	const longest = 5
	stop := e
	for s.text(e) == "[" && (digits(s.text(e+1)) || !s.gap(e) || e > stop) {
		k := e + 1
		for k < e+longest && k < len(s.tokens) && s.text(k) != "]" {
			k++
		}
		if s.text(k) != "]" {
			return e
		}
		e = k + 1
	}
	before, _ := utf8.DecodeLastRuneInString(s.text(i - 1))
	if t := s.text(e); e == stop && len(t) <= 2 && digits(t) && s.gap(e+1) && unicode.IsLetter(before) && s.starts(e+1) {
		return e + 1
	}
	return e
}

// face passes an emoticon after the end of a sentence.
func (s *splitter) face(e int) int {
	const longest = 3
	if e >= len(s.tokens) || s.tokens[e].Kind != readout.PunctToken {
		return e
	}
	at := s.tokens[e].Start
	for k := e; k < len(s.tokens) && s.tokens[k].End <= at+longest; k++ {
		if emoticons[s.source[at:s.tokens[k].End]] && s.gap(k+1) {
			return k + 1
		}
	}
	return e
}

// careless reports whether the stop at i ends a sentence although the next word
// has no capital, as in messages: it stands at a word of lower case that is no
// abbreviation.
func (s *splitter) careless(i, e int) bool {
	if i <= s.first || s.gap(i) || s.tokens[e].Kind == readout.PunctToken {
		return false
	}
	if s.text(e-1) == ")" && !emoticons[s.source[s.tokens[e-2].Start:s.tokens[e-1].End]] {
		return false // "(U.S. Army, ret.) said"
	}
	const shortest = 2
	before := s.text(i - 1)
	if units[before] && i-2 >= s.first && s.tokens[i-2].Kind == readout.NumberToken {
		return false // "40 mi. away"
	}
	r, _ := utf8.DecodeRuneInString(before)
	return unicode.IsLower(r) && len(before) >= shortest && strings.IndexFunc(before, unicode.IsUpper) < 0 && classOf(before) == noClass
}

// trailsOff reports whether the ellipsis at i ends a sentence before the capital
// at e: it does before a function word, or if the sentence has more than its
// first word; not where it goes on with the word that it broke off at ("I ... I").
func (s *splitter) trailsOff(i, e int) bool {
	const fewest = 2
	switch {
	case s.text(i-1) == s.text(e):
		return false
	case s.starts(e):
		return true
	case i < s.first+fewest || s.titled:
		return false
	}
	r, _ := utf8.DecodeRuneInString(s.text(i - 1))
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// vital reports an abbreviation of a few small letters after a bracket, such as
// those of births and deaths: "(b. March 1971; d. 2019)".
func (s *splitter) vital(i int) bool {
	const longest = 3
	t, mark := s.text(i-1), s.text(i-2)
	return len(t) <= longest && strings.ToLower(t) == t && !digits(t) && (mark == "(" || mark == ";") && i-2 > s.first
}

// opening passes quotation marks and brackets that open at i.
func (s *splitter) opening(i int) int {
	for i < len(s.tokens) && strings.Contains("“‘\"'([«``", s.text(i)) {
		i++
	}
	return i
}

// begins reports whether token i can begin a sentence: a capital, a number or a
// mark that opens or sets off.
func (s *splitter) begins(i int) bool {
	j := s.opening(i)
	r, _ := utf8.DecodeRuneInString(s.text(j))
	switch {
	case unicode.IsLetter(r):
		return !unicode.IsLower(r) || s.camel(j) || strings.HasPrefix(s.text(j), "http")
	case unicode.IsDigit(r), strings.ContainsRune("$£€#@", r):
		return true
	case strings.ContainsRune("—–-_…•*", r):
		return true
	case r == '.':
		return len(s.text(j)) > 1 && j+1 < len(s.tokens) && s.tokens[j+1].Kind != readout.PunctToken && s.begins(j+1)
	}
	return false
}

// camel reports a name that begins in lower case: "iPhone", "al-Busaidi".
func (s *splitter) camel(i int) bool {
	t := s.text(i)
	return len(t) > 3 && strings.IndexFunc(t, unicode.IsUpper) > 0
}

// starts is begins for places where a capital may also be a name.
func (s *splitter) starts(i int) bool {
	j := s.opening(i)
	return starter(s.text(j))
}

// attributed reports whether a speaker and a verb of saying begin at i, so that
// the quotation before is part of their sentence: "“Why?” Ana Silva asked."
func (s *splitter) attributed(i int) bool {
	const longestName = 7
	for k := i; k < len(s.tokens) && k < i+longestName; k++ {
		t := s.text(k)
		if quoteVerbs[t] {
			return k > i
		}
		r, _ := utf8.DecodeRuneInString(t)
		if s.tokens[k].Kind != readout.WordToken || unicode.IsLower(r) && !s.camel(k) && k > i && !linking[t] {
			return false
		}
	}
	return false
}

// abbreviationEnds reports whether the word with a full stop at i ends a
// sentence before token e: the word there decides.
func (s *splitter) abbreviationEnds(i, e int, quoted bool) bool {
	if e >= len(s.tokens) {
		return true
	}
	if s.titled || !s.gap(e) || !s.begins(e) {
		return false
	}
	if quoted && s.opening(i-1) == i-1 && i > s.first {
		return true // the quotation holds more than the abbreviation
	}
	j := s.opening(e)
	next := s.text(j)
	switch s.class(i) {
	case title, inner, number, initial:
		return false
	case clock:
		return !s.zone(j)
	case open:
		return true
	case state:
		return starter(next) || s.placed(i) && s.tokens[j].Kind == readout.WordToken && classOf(next) != title
	}
	return starter(next)
}

// placed reports whether the state at i stands after a town and a comma, and not
// in a dateline: where the sentence goes on, a comma or a dash follows.
func (s *splitter) placed(i int) bool {
	const dateline = 4
	return s.text(i-1) == "," && i-s.first > dateline
}

func (s *splitter) dash(i int) bool {
	switch s.text(i) {
	case "—", "–", "-", "--":
		return true
	}
	return false
}

// zone reports whether token i belongs to the time of day before it: "ET",
// "Eastern", "Friday", "Muscat time".
func (s *splitter) zone(i int) bool {
	t := s.text(i)
	r, _ := utf8.DecodeRuneInString(t)
	acronym := len(t) > 1 && len(t) <= 4 && t == strings.ToUpper(t)
	return acronym || !unicode.IsLetter(r) || zones[strings.ToLower(t)] || s.text(i+1) == "time"
}

func (s *splitter) class(i int) class {
	word := strings.TrimSuffix(s.text(i), ".")
	if c := classOf(word); c != noClass {
		return c
	}
	if utf8.RuneCountInString(word) == 1 {
		return initial
	}
	return letters
}
