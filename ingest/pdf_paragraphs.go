package ingest

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/lexis"
)

// pdfParagraph is a paragraph rebuilt from lines.
type pdfParagraph struct {
	text string
	page int
	size float64
}

// paragraphsOf joins lines to paragraphs.
func paragraphsOf(lines []pdfLine) []pdfParagraph {
	lines = slices.DeleteFunc(slices.Clone(lines), func(l pdfLine) bool { return l.aside != "" })
	w := wordsOfLines(lines)
	leading, edge := usualLeading(lines), rightEdges(lines)
	var out []pdfParagraph
	for i, l := range lines {
		if n := len(out); i > 0 && goesOn(lines, i, leading, edge) {
			out[n-1].text = w.join(out[n-1].text, l.text)
			continue
		}
		out = append(out, pdfParagraph{l.text, l.page, l.size})
	}
	for i := range out {
		out[i].text = strings.ReplaceAll(out[i].text, "\u00AD", "")
	}
	return out
}

// goesOn reports whether line i goes on from the one before.
func goesOn(lines []pdfLine, i int, leading float64, edge map[edgeKey]float64) bool {
	p, l := lines[i-1], lines[i]
	if p.turn != l.turn || math.Abs(p.size-l.size) > 0.12*p.size {
		return false
	}
	gap := p.y - l.y
	if p.page != l.page || gap < -p.size || gap > 20*p.size {
		// The next column or page: a sentence goes on.
		r, _ := utf8.DecodeRuneInString(l.text)
		return !stopsAt(p.text) && (unicode.IsLower(r) || strings.HasSuffix(p.text, ",") || strings.HasSuffix(p.text, "-"))
	}
	switch {
	case gap < 0.3*p.size: // beside it: a cell of a table
		return false
	case gap > 1.35*max(leading, p.size):
		return false
	case startsItem(physical{text: l.text, bullet: bulletLen(l.text) > 0}) || numbered.MatchString(l.text):
		return false
	case l.x > p.x+0.8*p.size && (i < 2 || lines[i-2].page != p.page || p.x <= lines[i-2].x+0.8*p.size) && l.x < p.x+5*p.size && stopsAt(p.text):
		return false // a first line that is set in
	}
	right := edge[edgeOf(p)]
	short := p.end < right-0.18*(right-p.x)
	return !short || !stopsAt(p.text) && !shortHeading(p, l, right)
}

// numbered opens an item of a numbered list.
var numbered = regexp.MustCompile(`^\d{1,2}[.)] `)

// shortHeading reports whether a line that ends early stands by itself: a heading
// without a mark at its end, over a line that begins anew.
func shortHeading(p, l pdfLine, right float64) bool {
	r, _ := utf8.DecodeRuneInString(l.text)
	return unicode.IsUpper(r) && p.end < right-0.35*(right-p.x)
}

func stopsAt(s string) bool {
	s = strings.TrimRight(s, " \"'”’»)]")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, ":")
}

// edgeKey is a column of a page, by where its lines begin.
type edgeKey struct{ page, x int }

func edgeOf(l pdfLine) edgeKey { return edgeKey{l.page, int(l.x / 36)} }

// rightEdges are where the lines of each column end.
func rightEdges(lines []pdfLine) map[edgeKey]float64 {
	out := map[edgeKey]float64{}
	for _, l := range lines {
		k := edgeOf(l)
		out[k] = max(out[k], l.end)
	}
	return out
}

// usualLeading is the most common distance of two lines.
func usualLeading(lines []pdfLine) float64 {
	var gaps []float64
	for i := 1; i < len(lines); i++ {
		if g := lines[i-1].y - lines[i].y; lines[i].page == lines[i-1].page && g > 0.5*lines[i].size && g < 4*lines[i].size {
			gaps = append(gaps, g)
		}
	}
	if len(gaps) == 0 {
		return 0
	}
	slices.Sort(gaps)
	return gaps[len(gaps)*2/5]
}

// lineWords are the words of a document that stand inside its lines.
type lineWords map[string]bool

func wordsOfLines(lines []pdfLine) lineWords {
	w := lineWords{}
	for _, l := range lines {
		fields := strings.Fields(l.text)
		for k, f := range fields {
			if k < len(fields)-1 || !strings.HasSuffix(f, "-") {
				w[hyphenKey(f)] = true
			}
		}
	}
	return w
}

// hyphenKey is a word without the marks around it, with its hyphens.
func hyphenKey(s string) string {
	return strings.TrimFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// join sets the next line behind a text. A hyphen at the end goes only where it is
// sure that the line broke the word there: where it is a soft one, or where the
// word stands elsewhere in the document without it, or is one that news has. Else
// it stays, and the word is one with it.
func (w lineWords) join(text, next string) string {
	if before, ok := strings.CutSuffix(text, "\u00AD"); ok {
		return before + next
	}
	before, ok := strings.CutSuffix(text, "-")
	r, _ := utf8.DecodeRuneInString(next)
	last, _ := utf8.DecodeLastRuneInString(before)
	if !ok || !unicode.IsLetter(last) || !unicode.IsLetter(r) {
		return text + " " + next
	}
	head, tail := before[strings.LastIndexByte(before, ' ')+1:], next
	if i := strings.IndexByte(next, ' '); i >= 0 {
		tail = next[:i]
	}
	whole, parted := hyphenKey(head+tail), hyphenKey(head+"-"+tail)
	if unicode.IsLower(r) && !w[parted] && (w[whole] || !strings.Contains(whole, "-") && inNews(whole)) {
		return before + next
	}
	return text + next
}

// inNews reports whether a word is one that news often has.
func inNews(word string) bool {
	const rare = 6.5 // nats
	ws := fold.Words(word)
	return len(ws) == 1 && lexis.IDF(lexis.Stem(ws[0])) < rare
}
