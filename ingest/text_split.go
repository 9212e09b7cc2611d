package ingest

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout/internal/fold"
)

// block is one paragraph of saved text with what its layout shows.
type block struct {
	text   string
	folded string // fold.Line of text without its bullet
	indent int    // columns before the text
	bullet bool
	gap    bool // a blank line stands before it
	lines  int  // physical lines joined
}

// physical is one line of the input.
type physical struct {
	text   string // without white space at both ends
	indent int
	width  int // code points from the left margin to the end
	bullet bool
	gap    bool
}

// splitBlocks cuts saved text into blocks: a line each, where lines were not
// wrapped; lines that a program wrapped at a right margin are joined again by a
// blank. All characters but white space are kept.
func splitBlocks(text string) []block {
	lines := physicalLines(text)
	margin := rightMargin(lines)
	var out []block
	for i := 0; i < len(lines); {
		j := i + 1
		for j < len(lines) && margin > 0 && continues(lines[j-1], lines[j], lines[i], margin) {
			j++
		}
		out = append(out, cutDesk(joinLines(lines[i:j]))...)
		i = j
	}
	return out
}

// deskTail is a note of the desk behind the last words of a paragraph.
var deskTail = regexp.MustCompile(`[.!?"'”’] (\((?i:(additional |further )?(reporting|writing|editing) by|compiled by|edited by) [^()]{3,300}\))$`)

// cutDesk makes a block of its own of a note of the desk that stands behind the
// last words of a paragraph.
func cutDesk(b block) []block {
	m := deskTail.FindStringSubmatchIndex(b.text[max(0, len(b.text)-400):])
	if m == nil {
		return []block{b}
	}
	at := m[2] + max(0, len(b.text)-400)
	rest := b
	rest.text, rest.bullet, rest.gap = b.text[at:], false, false
	rest.folded = fold.Line(rest.text)
	b.text = strings.TrimRightFunc(b.text[:at], unicode.IsSpace)
	b.folded = strings.TrimSpace(strings.TrimSuffix(b.folded, rest.folded))
	return []block{b, rest}
}

func joinLines(ls []physical) block {
	b := block{indent: ls[0].indent, bullet: ls[0].bullet, gap: ls[0].gap, lines: len(ls)}
	if len(ls) == 1 {
		b.text = ls[0].text
	} else {
		parts := make([]string, len(ls))
		for i, l := range ls {
			parts[i] = l.text
		}
		b.text = strings.Join(parts, " ")
	}
	t := b.text
	if b.bullet {
		t = t[bulletLen(t):]
	}
	b.folded = fold.Line(t)
	return b
}

func physicalLines(text string) []physical {
	var out []physical
	gap := false
	for len(text) > 0 {
		n := strings.IndexAny(text, "\n\r\u2028\u2029\f\v\u0085")
		raw := text
		if n >= 0 {
			_, size := utf8.DecodeRuneInString(text[n:])
			raw, text = text[:n], text[n+size:]
		} else {
			text = ""
		}
		l, ok := physicalLine(raw)
		if !ok {
			gap = true
			continue
		}
		l.gap = gap
		gap = false
		out = append(out, l)
	}
	return out
}

func physicalLine(raw string) (physical, bool) {
	t := strings.TrimLeftFunc(raw, unicode.IsSpace)
	lead := raw[:len(raw)-len(t)]
	t = strings.TrimRightFunc(t, unicode.IsSpace)
	if t == "" {
		return physical{}, false
	}
	l := physical{text: t}
	for _, r := range lead {
		l.indent++
		if r == '\t' {
			l.indent += 7
		}
	}
	l.width = l.indent + utf8.RuneCountInString(t)
	l.bullet = bulletLen(t) > 0
	return l, true
}

// bulletLen is the length in bytes of a bullet with the blank behind it, at the
// start of a line; 0 where there is none.
func bulletLen(t string) int {
	r, n := utf8.DecodeRuneInString(t)
	switch r {
	case '•', '*', '+', '·', '◦', '▪', '‣', '●', '○', '■', '►', '▸', '–', '—', '-', '#', '@', 'o':
	default:
		return 0
	}
	rest := strings.TrimLeftFunc(t[n:], unicode.IsSpace)
	if rest == "" || len(rest) == len(t[n:]) {
		return 0
	}
	return len(t) - len(rest)
}

// rightMargin is the column at which the text was wrapped, 0 where it was not:
// lines that another follows without a blank line between crowd below it.
func rightMargin(ls []physical) int {
	const widest, narrowest = 140, 50
	var count [widest + 1]int
	long, followed := 0, 0
	for i, l := range ls {
		if l.width > widest {
			long++
			continue
		}
		if i+1 < len(ls) && !ls[i+1].gap {
			followed++
			count[l.width]++
		}
	}
	if followed < 3 || long*20 > len(ls) {
		return 0
	}
	// The margin is the widest column that is not a stray: a few lines hold one
	// unbreakable word.
	stray := followed / 100
	m, seen := 0, 0
	for w := widest; w > 0; w-- {
		seen += count[w]
		if seen > stray {
			m = w
			break
		}
	}
	if !runsOn(ls, m) {
		return 0
	}
	crowd := 0
	for w := max(m-14, 1); w <= m; w++ {
		crowd += count[w]
	}
	if m < narrowest || crowd < 3 || crowd*8 < followed {
		return 0
	}
	return m
}

// runsOn reports whether sentences go on from lines near the margin to the next:
// a third of the lines there have no end and a small letter follows.
func runsOn(ls []physical, margin int) bool {
	near, on := 0, 0
	for i := 0; i+1 < len(ls); i++ {
		if ls[i+1].gap || ls[i].width < margin-14 || ls[i].width > margin {
			continue
		}
		near++
		if r, _ := utf8.DecodeRuneInString(ls[i+1].text); unicode.IsLetter(r) && !unicode.IsUpper(r) && !endsSentence(ls[i].text) {
			on++
		}
	}
	return on*3 >= near && on > 0
}

// continues reports whether next carries on the paragraph of prev: the first
// word of next did not fit behind prev. first is the paragraph's first line.
func continues(prev, next, first physical, margin int) bool {
	if next.gap || startsItem(next) {
		return false
	}
	want := first.indent
	if first.bullet {
		want += utf8.RuneCountInString(first.text[:bulletLen(first.text)])
	}
	if d := next.indent - want; d < -4 || d > 4 {
		return false
	}
	word := next.text
	if i := strings.IndexFunc(word, unicode.IsSpace); i >= 0 {
		word = word[:i]
	}
	return prev.width+1+utf8.RuneCountInString(word)+slack(prev.text, next.text) > margin
}

// slack is how many columns a line may fall short of the margin and still be a
// wrapped one: none behind the end of a sentence, some inside one, since not
// every program fills its lines.
func slack(prev, next string) int {
	r, _ := utf8.DecodeRuneInString(next)
	switch {
	case endsSentence(prev):
		return 0
	case unicode.IsLower(r):
		return 12
	}
	return 3
}

// startsItem reports whether a wrapped line opens a list item. A dash or a
// letter alone may stand in running text, so those count only where they are
// set off.
func startsItem(l physical) bool {
	if !l.bullet {
		return false
	}
	r, _ := utf8.DecodeRuneInString(l.text)
	switch r {
	case '–', '—', '-', 'o', '#', '@', '+':
		return l.indent >= 5
	}
	return true
}
