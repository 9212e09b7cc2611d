package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout"
)

// splitter cuts the tokens of one block, tokens[at:], into sentences.
type splitter struct {
	source string
	tokens []readout.Token
	at     int
	first  int  // of the sentence that is being read
	titled bool // a heading, where capitals say nothing
	whole  bool // list marks and pieces without a word are sentences too
}

// cut is a sentence: tokens[first:last], never empty.
type cut struct{ first, last int }

func (s *splitter) split() []cut {
	var out []cut
	first := s.at
	if !s.whole {
		first = s.skipMark(s.at)
		if e := s.dateline(first); !s.titled && e > first {
			out = s.add(out, cut{first, e})
			first = e
		}
	}
	for i := first; i < len(s.tokens); {
		s.first = first
		e, ends := s.end(i)
		if !ends {
			i++
			continue
		}
		out = s.add(out, cut{first, e})
		first = e
		if !s.whole && s.bullet(first) {
			first++
		}
		i = first
	}
	if first < len(s.tokens) {
		out = s.add(out, cut{first, len(s.tokens)})
	}
	return out
}

// add appends c; a piece without a word is joined to the sentence it follows, and
// is none where it follows none ("___").
func (s *splitter) add(out []cut, c cut) []cut {
	for _, t := range s.tokens[c.first:c.last] {
		if t.Kind != readout.PunctToken {
			return append(out, c)
		}
	}
	if len(out) > 0 && out[len(out)-1].last == c.first {
		out[len(out)-1].last = c.last
	} else if s.whole {
		out = append(out, c)
	}
	return out
}

func (s *splitter) text(i int) string {
	if i < s.at || i >= len(s.tokens) {
		return ""
	}
	return s.tokens[i].Of(s.source)
}

// gap reports whether something lies between tokens i-1 and i.
func (s *splitter) gap(i int) bool {
	return i <= s.at || i >= len(s.tokens) || s.tokens[i].Start > s.tokens[i-1].End
}

// skipMark passes the list mark that begins a block: a bullet, or a number with
// a full stop or a bracket.
func (s *splitter) skipMark(i int) int {
	if s.bullet(i) || s.text(i) == "-" && s.gap(i+1) || s.text(i) == "–" && s.gap(i+1) {
		if i+1 < len(s.tokens) {
			return i + 1
		}
		return i
	}
	mark := s.text(i + 1)
	if t := s.text(i); len(t) <= 2 && digits(t) && (mark == "." || mark == ")") && !s.gap(i+1) && s.gap(i+2) && i+2 < len(s.tokens) {
		return i + 2
	}
	return i
}

func (s *splitter) bullet(i int) bool {
	switch s.text(i) {
	case "*", "·":
		return i == s.at && i+1 < len(s.tokens) && s.gap(i+1)
	case "•", "‣", "▪", "●", "◦", "■", "►", "➤":
		return i+1 < len(s.tokens) && s.gap(i+1)
	}
	return false
}

func digits(t string) bool {
	return t != "" && strings.Trim(t, "0123456789") == ""
}

// end reports whether a sentence ends at token i, and the first token after it
// with the closing marks that belong to it.
func (s *splitter) end(i int) (int, bool) {
	t := s.text(i)
	if s.bullet(i + 1) {
		return i + 1, true
	}
	if s.tokens[i].Kind != readout.PunctToken {
		e, quoted := s.closers(i + 1)
		return e, strings.HasSuffix(t, ".") && s.abbreviationEnds(i, e, quoted)
	}
	if strings.Trim(t, ".!?…") != "" {
		return 0, false
	}
	if s.mark(i) {
		return 0, false
	}
	e, quoted := s.closers(i + 1)
	e = s.face(s.note(i, e))
	if e >= len(s.tokens) {
		return e, true
	}
	if !s.gap(e) && !s.runOn(i, e) {
		return 0, false
	}
	ellipsis := strings.Trim(t, ".") == "" && len(t) > 1 || strings.HasSuffix(t, "…")
	switch {
	case !s.begins(e):
		return e, !ellipsis && !quoted && !s.titled && s.gap(e) && s.careless(i, e)
	case strings.ContainsAny(t, "!?") && (quoted && s.attributed(e) || s.dash(e)):
		return 0, false
	case ellipsis:
		return e, quoted || s.trailsOff(i, e)
	case t == "." && s.vital(i):
		return 0, false
	}
	return e, true
}

// closers is the first token from i that does not close what the stop before it
// ended, and whether a quotation mark was among them.
func (s *splitter) closers(i int) (int, bool) {
	const most = 12 // so that a long run costs linear time
	quoted := false
	for end := min(i+most, len(s.tokens)); i < end; i++ {
		switch t := s.text(i); t {
		case "”", "»":
			quoted = true
		case "\"", "'", "’", "''":
			if s.gap(i) {
				return i, quoted
			}
			quoted = true
		case ")", "]", ".", "!", "?", "…", "...":
			if s.gap(i) && t != ")" && t != "]" {
				return i, quoted
			}
		default:
			return i, quoted
		}
	}
	return i, quoted
}

// runOn reports a stop without white space after it between a lower-case word
// and a capitalised one, or after a closing quotation mark: a blank was lost.
func (s *splitter) runOn(i, e int) bool {
	if e-i > 1 {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(s.text(i - 1))
	word := s.text(e)
	after, n := utf8.DecodeRuneInString(word)
	second, _ := utf8.DecodeRuneInString(word[n:])
	opens := strings.ContainsRune("“‘\"", after)
	return (unicode.IsLower(before) || unicode.IsDigit(before)) && (opens || unicode.IsUpper(after) && (unicode.IsLower(second) || second == utf8.RuneError))
}
