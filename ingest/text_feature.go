package ingest

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout/internal/fold"
)

// lineShape is what a block looks like, read once.
type lineShape struct {
	key       string // words joined by blanks
	words     []string
	class     string // coarse kind, see classOf
	sentence  bool   // ends like a sentence
	functions int    // words that running text holds, in a hundred
	capitals  int    // words with a capital, in a hundred
	digits    int    // characters that are digits, in a hundred
	commas    int
	marks     string // letters, one for each mark found in it
	head      bool   // section head that ends an article
	phrase    string // role that the table of furniture gives
	where     string
}

var (
	dateMark = regexp.MustCompile(`(?i)\b(\d{1,2}[./-]\d{1,2}[./-](19|20)?\d\d|(19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}\.? (jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez|ene|abr|ago|dic|fev|avr|juin|juil|aout)[a-z]*\.?,? (19|20)\d\d|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2},? (19|20)\d\d)\b`)
	timeMark = regexp.MustCompile(`(?i)\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?[ap]\.?m\b|\b\d+ (minutes?|hours?|days?|weeks?|months?|years?) ago\b|\bvor \d+ (minuten|stunden|tagen|wochen)`)
	linkMark = regexp.MustCompile(`(?i)https?://|www\.[a-z]|\.(com|org|net|de|co\.uk)\b`)
	fileMark = regexp.MustCompile(`(?i)\.(jpe?g|png|gif|webp|svg|pdf|mp4)\b`)
)

// shapeOf reads a block.
func shapeOf(b block, book *phraseBook) lineShape {
	s := lineShape{words: fold.Words(b.folded)}
	s.key = strings.Join(s.words, " ")
	s.sentence = endsSentence(b.folded)
	n := len(s.words)
	for _, w := range s.words {
		if book.functions[w] {
			s.functions++
		}
	}
	s.capitals, s.digits = letterShares(b.folded)
	s.functions = percent(s.functions, n)
	s.commas = strings.Count(b.folded, ",")
	s.marks = marksOf(b.folded)
	s.head = n > 0 && n <= 9 && book.head(s.key) || n <= 7 && !s.sentence && book.opensHead(s.key) || n <= 30 && countHead.MatchString(b.folded)
	if p, ok := book.furniture(s.key, n); ok {
		s.phrase, s.where = string(p.role), p.where
	}
	s.class = classOf(b, &s)
	return s
}

func percent(part, all int) int {
	if all == 0 {
		return 0
	}
	return part * 100 / all
}

// endsSentence reports whether the last character that is no closing quote or
// bracket ends a sentence.
func endsSentence(t string) bool {
	t = strings.TrimRight(t, `"')] `)
	r, _ := utf8.DecodeLastRuneInString(t)
	switch r {
	case '.', '!', '?', '…', '。', '！', '？', ';':
		return true
	case ':':
		return false
	}
	return false
}

func letterShares(t string) (capitals, digits int) {
	words, caps, digit, chars := 0, 0, 0, 0
	start := true
	for _, r := range t {
		if r == ' ' {
			start = true
			continue
		}
		chars++
		if unicode.IsDigit(r) {
			digit++
		}
		if start && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			words++
			if unicode.IsUpper(r) {
				caps++
			}
			start = false
		}
	}
	return percent(caps, words), percent(digit, chars)
}

// innerDot reports a dot before anything but a blank or a digit, as in a name of
// a file or a host.
func innerDot(t string) bool {
	for i := 0; i+1 < len(t); i++ {
		if c := t[i+1]; t[i] == '.' && c != ' ' && (c < '0' || c > '9') {
			return true
		}
	}
	return false
}

// marksOf gives a letter for each of the marks that set furniture and captions
// apart from running text.
func marksOf(t string) string {
	if len(t) > 2000 {
		t = t[:2000]
	}
	var b strings.Builder
	mark := func(ok bool, c byte) {
		if ok {
			b.WriteByte(c)
		}
	}
	r, _ := utf8.DecodeRuneInString(t)
	mark(strings.Contains(t, "|"), '|')
	mark(strings.ContainsAny(t, "©®"), 'c')
	mark(strings.HasPrefix(t, "["), '[')
	mark(strings.HasPrefix(t, "("), '(')
	mark(strings.HasPrefix(t, `"`), '"')
	mark(strings.Contains(t, "@"), '@')
	mark(strings.Contains(t, "___"), '_')
	mark(strings.Contains(t, " > ") || strings.Contains(t, " / ") || strings.Contains(t, " › "), '>')
	mark(strings.HasSuffix(t, ":"), ':')
	mark(strings.HasSuffix(t, "...") || strings.HasSuffix(t, "…"), '~')
	mark(strings.HasSuffix(t, "?"), '?')
	mark(unicode.IsLower(r), 'l')
	mark(strings.ToUpper(t) == t && strings.ToLower(t) != t, 'U')
	digit, dot := strings.ContainsAny(t, "0123456789"), innerDot(t)
	mark(digit && dateMark.MatchString(t), 'd')
	mark(digit && timeMark.MatchString(t), 't')
	mark((dot || strings.Contains(t, "://")) && linkMark.MatchString(t), 'h')
	mark(dot && fileMark.MatchString(t), 'f')
	mark(strings.Contains(t, "(BUTTON)"), 'B')
	mark(strings.Contains(t, "#"), '#')
	return b.String()
}

// classOf is the coarse kind of a block: P long prose, p a sentence, q running
// text without an end, t like a title, s a short label, b a label of a list, d
// with hardly a letter.
func classOf(b block, s *lineShape) string {
	n := len(s.words)
	switch {
	case n == 0:
		return "d"
	case n >= 20 && s.functions >= 20 && (s.sentence || n >= 40):
		return "P"
	case n >= 5 && s.sentence && s.functions >= 15:
		return "p"
	case n >= 15 && s.functions >= 20:
		return "q"
	case b.bullet && n < 15:
		return "b"
	case n >= 4:
		return "t"
	}
	return "s"
}

// prose reports whether the class is that of running text.
func prose(class string) bool { return class == "P" || class == "p" }
