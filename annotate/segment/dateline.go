package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout"
)

// longestDateline bounds the tokens of a dateline.
const longestDateline = 14

// dateline is the end of the dateline that opens the tokens from i on, "LOWEN,
// May 3 (Agency) -" or "(Agency)"; i where none does. It is a sentence of its
// own: no part of what the next words say.
func (s *splitter) dateline(i int) int {
	loud := false
	for j := i; j < min(len(s.tokens)-1, i+longestDateline); j++ {
		t := s.text(j)
		switch {
		case j > i && s.dash(j):
			if (loud || s.text(j-1) == ")") && s.raised(j+1) {
				return j + 1
			}
			return i
		case t == ")" && j > i:
			if s.dash(j + 1) {
				continue
			}
			if (loud || s.text(i) == "(") && s.raised(j+1) {
				return j + 1
			}
			return i
		case t == "," || t == "(" || t == "/" || t == "." || t == "of" || t == "the":
		case s.tokens[j].Kind == readout.PunctToken:
			return i
		case !s.raised(j):
			return i
		}
		loud = loud || len(t) > 2 && t == strings.ToUpper(t) && t != strings.ToLower(t)
	}
	return i
}

// raised reports a token that can begin a sentence: a capital, a digit or a
// quotation mark.
func (s *splitter) raised(i int) bool {
	r, _ := utf8.DecodeRuneInString(s.text(i))
	return unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune("\"“‘'", r)
}
