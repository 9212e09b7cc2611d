package ingest

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// pdfLine is one line of a page.
type pdfLine struct {
	text     string
	page     int // from 0
	x, end   float64
	y, size  float64
	turn     int
	artifact bool
	aside    string // why it is no part of the text; "" where it is
}

// linesOf joins letters to lines: a letter goes on from the one before where it
// stands on its line and not far behind it. A gap of a fifth of the size is a space.
func linesOf(page int, letters []pdfLetter) []pdfLine {
	var out []pdfLine
	var b strings.Builder
	var cur pdfLine
	open := false
	flush := func() {
		if cur.text = strings.TrimSpace(singleLine(b.String())); open && cur.text != "" {
			out = append(out, cur)
		}
		b.Reset()
		open = false
	}
	for _, l := range letters {
		size := max(l.size, 1)
		if open && (l.turn != cur.turn || l.artifact != cur.artifact || math.Abs(l.y-cur.y) > 0.4*size || l.x < cur.end-0.7*size || l.x > cur.end+2.5*size) {
			flush()
		}
		blank := strings.TrimSpace(l.text) == ""
		if !open {
			if blank {
				continue
			}
			cur = pdfLine{page: page, x: l.x, y: l.y, size: size, turn: l.turn, artifact: l.artifact}
			open = true
		} else if l.x > cur.end+0.2*size && !blank {
			b.WriteByte(' ')
		}
		b.WriteString(shownText(l.text))
		if !blank {
			cur.size = max(cur.size, size)
		}
		cur.end = max(l.end, l.x)
	}
	flush()
	return mergeLines(out)
}

// mergeLines joins pieces of one line that were drawn one after the other.
func mergeLines(in []pdfLine) []pdfLine {
	var out []pdfLine
	for _, l := range in {
		if n := len(out); n > 0 {
			p := &out[n-1]
			if p.turn == l.turn && p.artifact == l.artifact && math.Abs(p.y-l.y) < 0.3*p.size && l.x >= p.end-0.5*p.size && l.x < p.end+2.5*p.size {
				p.text, p.end, p.size = p.text+" "+l.text, l.end, max(p.size, l.size)
				continue
			}
		}
		out = append(out, l)
	}
	return out
}

// ligatures are letters that stand for several; a text has the several.
var ligatures = strings.NewReplacer("\uFB00", "ff", "\uFB01", "fi", "\uFB02", "fl", "\uFB03", "ffi", "\uFB04", "ffl", "\uFB05", "ft", "\uFB06", "st",
	// Bullets of the fonts Symbol and Wingdings, which have no letters.
	"\uF0B7", "•", "\uF0A7", "•", "\uF097", "•", "\uF096", "•", "\uF0D8", "•", "\uF0FC", "•", "\uF076", "•", "\uF0A8", "•")

func shownText(s string) string {
	s = ligatures.Replace(s)
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case unicode.IsControl(r):
			return -1
		case !utf8.ValidRune(r):
			return utf8.RuneError
		}
		return r
	}, s)
}

// setHeadsAside finds what is no part of the text: artifacts, numbers of pages,
// and lines at the edge of pages that three of them have, numbers apart.
func setHeadsAside(lines []pdfLine, pages int) {
	edges := map[int][]int{} // page -> its lines at the top and the bottom
	byPage := map[int][]int{}
	for i, l := range lines {
		byPage[l.page] = append(byPage[l.page], i)
	}
	for p, all := range byPage {
		sorted := slices.SortedFunc(slices.Values(all), func(a, b int) int {
			return cmp.Or(cmp.Compare(lines[b].y, lines[a].y), cmp.Compare(a, b))
		})
		n := len(sorted)
		edges[p] = append(edges[p], sorted[:min(2, n)]...)
		edges[p] = append(edges[p], sorted[max(min(2, n), n-2):]...)
	}
	count := map[string]map[int]bool{}
	for p, at := range edges {
		for _, i := range at {
			k := headKey(lines[i])
			if count[k] == nil {
				count[k] = map[int]bool{}
			}
			count[k][p] = true
		}
	}
	for p, at := range edges {
		for _, i := range at {
			l := &lines[i]
			switch n := len(count[headKey(*l)]); {
			case isPageNumber(l.text) && len(byPage[p]) > 1:
				l.aside = "number of the page"
			case n >= 3 || n == 2 && pages == 2 && len(byPage[p]) > 2 && len(l.text) < 80:
				l.aside = "stands at the edge of several pages"
			}
		}
	}
	for i := range lines {
		if l := &lines[i]; l.artifact && l.aside == "" {
			l.aside = "marked in the PDF as no part of the text"
		}
	}
}

// headKey are the words of a line with its height, numbers alike.
func headKey(l pdfLine) string {
	digits := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '#'
		}
		return unicode.ToLower(r)
	}, l.text)
	return digits
}

func isPageNumber(s string) bool {
	s = strings.Trim(strings.ToLower(s), " -–—|[]().")
	for _, w := range []string{"page", "p.", "seite", "pagina", "página"} {
		s = strings.TrimSpace(strings.TrimPrefix(s, w))
	}
	n := 0
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '/' }) {
		if w == "of" || w == "von" || w == "de" || w == "sur" {
			continue
		}
		if len(w) > 4 || strings.Trim(w, "0123456789") != "" {
			return false
		}
		n++
	}
	return n == 1 || n == 2
}
