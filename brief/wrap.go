package brief

import (
	"strings"

	"github.com/rivo/uniseg"
)

// columns is the number of terminal columns that s takes: two for an East Asian
// wide character or an emoji, none for a combining mark (Unicode TR 11, TR 29).
func columns(s string) int {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] > '~' {
			return uniseg.StringWidth(strings.ReplaceAll(s, string(glue), " "))
		}
	}
	return len(s)
}

// wrap folds text into lines of at most width columns. The first line has only
// width-lead columns, as a prefix stands before it; the others get indent
// blanks in front. A word that fits the width but not beside the indent moves
// left; a word wider than width is cut between grapheme clusters. The first
// line comes without its prefix and may be empty.
func wrap(text string, width, lead, indent int) []string {
	indent = min(indent, width/2)
	w := wrapper{width: width, indent: indent, room: width - lead}
	for _, word := range strings.Split(text, " ") {
		if word != "" {
			w.add(word)
		}
	}
	w.flush()
	return w.lines
}

type wrapper struct {
	width, indent int
	lines         []string
	cur           strings.Builder
	used, room    int
	any           bool
}

func (w *wrapper) add(word string) {
	n := columns(word)
	word = strings.ReplaceAll(word, string(glue), " ")
	if w.any && w.used+1+n <= w.room {
		w.put(" "+word, n+1)
		return
	}
	if w.any || n > w.room && len(w.lines) == 0 {
		w.flush()
	}
	switch {
	case n <= w.room:
		w.put(word, n)
	case n <= w.width:
		w.cur.Reset()
		w.cur.WriteString(strings.Repeat(" ", w.width-n))
		w.room = n
		w.put(word, n)
	default:
		w.cut(word)
	}
}

// cut writes a word wider than the width, line by line.
func (w *wrapper) cut(word string) {
	state := -1
	for word != "" {
		cluster, rest, n, s := uniseg.FirstGraphemeClusterInString(word, state)
		if w.any && w.used+n > w.room {
			w.flush()
		}
		w.put(cluster, n)
		word, state = rest, s
	}
}

func (w *wrapper) put(s string, n int) {
	w.cur.WriteString(s)
	w.used += n
	w.any = true
}

// flush ends the line and starts the next one behind the indent.
func (w *wrapper) flush() {
	if w.any || len(w.lines) == 0 {
		w.lines = append(w.lines, w.cur.String())
	}
	w.cur.Reset()
	w.cur.WriteString(strings.Repeat(" ", w.indent))
	w.used, w.room, w.any = 0, w.width-w.indent, false
}

// cut is the longest start of s, a clean text, that ends at a word border and
// takes at most max columns, and whether something was left out. A first word
// wider than max is cut between grapheme clusters, after one of them at least,
// even if that is wider itself, as a two-em dash may be.
func cut(s string, max int) (string, bool) {
	if columns(s) <= max {
		return s, false
	}
	end, used := 0, 0
	for end < len(s) {
		next := strings.IndexByte(s[end+1:], ' ')
		if next < 0 {
			next = len(s)
		} else {
			next += end + 1
		}
		n := columns(s[end:next])
		if used+n > max {
			break
		}
		end, used = next, used+n
	}
	if end > 0 {
		return s[:end], end < len(s)
	}
	end = clusters(s, max)
	return s[:end], end < len(s)
}

// clusters is the number of bytes of the grapheme clusters that fit max
// columns; at least one cluster.
func clusters(s string, max int) int {
	end, used, state := 0, 0, -1
	rest := s
	for rest != "" {
		cluster, r, n, st := uniseg.FirstGraphemeClusterInString(rest, state)
		if used+n > max && end > 0 {
			break
		}
		end, used = end+len(cluster), used+n
		rest, state = r, st
	}
	return end
}

// pad fills s with blanks to n columns; a wider one is cut and ends in "…".
func pad(s string, n int) string {
	w := columns(s)
	if w > n {
		t := strings.TrimRight(s[:clusters(s, n-1)], " ") + "…"
		return t + strings.Repeat(" ", max(0, n-columns(t)))
	}
	return s + strings.Repeat(" ", n-w)
}
