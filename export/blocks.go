package export

import (
	"regexp"
	"strconv"
	"strings"
)

// The Markdown of the brief is a small language in which every character of a
// report that could be markup has a backslash before it. It is read here line by
// line; what is no markup of the brief's own is text.

type blockKind int

const (
	paragraph blockKind = iota
	heading
	item
	row
	note
)

// block is one line of the chronology with the lines that continue it.
type block struct {
	kind  blockKind
	depth int      // of a heading 1 to 3, of an item 0 or 1
	text  string   // Markdown, without the marker
	more  []string // further lines of an item, each after a hard break
	cells []string // of a row
	n     int      // of a note
}

var (
	headLine = regexp.MustCompile(`^(#{1,3}) (.*)$`)
	itemLine = regexp.MustCompile(`^((?:  )?)- (.*)$`)
	noteLine = regexp.MustCompile(`^\[\^(\d+)\]: (.*)$`)
	ruleLine = regexp.MustCompile(`^\|(?: --- \|)+$`)
)

// blocks splits the chronology.
func blocks(text string) []block {
	var out []block
	for l := range strings.Lines(text) {
		broken := strings.HasSuffix(l, "  \n")
		l = strings.TrimRight(l, " \n")
		switch {
		case l == "" || ruleLine.MatchString(l):
			continue
		case continues(out, l):
			last := &out[len(out)-1]
			last.more = append(last.more, strings.TrimLeft(l, " "))
		default:
			out = append(out, blockOf(l))
		}
		if last := &out[len(out)-1]; broken && last.kind == item {
			last.text += hardBreak
		}
	}
	for i := range out {
		out[i].text = strings.TrimSuffix(out[i].text, hardBreak)
	}
	return out
}

// hardBreak marks an item whose next line belongs to it, while lines are read. The
// Markdown has no such character: it is a control character.
const hardBreak = "\x02"

func continues(out []block, line string) bool {
	if len(out) == 0 || !strings.HasPrefix(line, "  ") || strings.HasPrefix(line, "  - ") {
		return false
	}
	last := &out[len(out)-1]
	return last.kind == item && len(last.more) == 0 && strings.HasSuffix(last.text, hardBreak)
}

func blockOf(l string) block {
	if m := headLine.FindStringSubmatch(l); m != nil {
		return block{kind: heading, depth: len(m[1]), text: m[2]}
	}
	if m := itemLine.FindStringSubmatch(l); m != nil {
		return block{kind: item, depth: len(m[1]) / 2, text: m[2]}
	}
	if m := noteLine.FindStringSubmatch(l); m != nil {
		if n, err := strconv.Atoi(m[1]); err == nil {
			return block{kind: note, n: n, text: m[2]}
		}
	}
	if strings.HasPrefix(l, "| ") && strings.HasSuffix(l, "|") {
		return block{kind: row, cells: cellsOf(l)}
	}
	return block{kind: paragraph, text: l}
}

// cellsOf splits a row at the bars that have no backslash before them.
func cellsOf(l string) []string {
	var out []string
	start := 1
	for i := 1; i < len(l); i++ {
		switch l[i] {
		case '\\':
			i++
		case '|':
			out = append(out, strings.TrimSpace(l[start:i]))
			start = i + 1
		}
	}
	return out
}

// run is a piece of a line in one style, or a reference to a note.
type run struct {
	text         string
	strong, emph bool
	note         int // number of the note; 0 for text
}

const punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"

var noteRef = regexp.MustCompile(`^\[\^(\d{1,9})\]`)

// runs reads the inline markup of a line: **strong**, *emphasis*, [^1] and
// backslash escapes.
func runs(s string) []run {
	var out []run
	var b strings.Builder
	var st run
	flush := func() {
		if b.Len() > 0 {
			out = append(out, run{text: b.String(), strong: st.strong, emph: st.emph})
			b.Reset()
		}
	}
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && strings.IndexByte(punctuation, s[i+1]) >= 0:
			i++
			b.WriteByte(s[i])
		case strings.HasPrefix(s[i:], "**"):
			flush()
			st.strong = !st.strong
			i++
		case s[i] == '*':
			flush()
			st.emph = !st.emph
		case s[i] == '[' && noteRef.MatchString(s[i:]):
			m := noteRef.FindStringSubmatch(s[i:])
			flush()
			n, _ := strconv.Atoi(m[1]) // nine digits at most
			out = append(out, run{note: n})
			i += len(m[0]) - 1
		default:
			b.WriteByte(s[i])
		}
	}
	flush()
	return out
}

// plainText is the text of a line without its markup.
func plainText(s string) string {
	var b strings.Builder
	for _, r := range runs(s) {
		b.WriteString(r.text)
	}
	return b.String()
}
