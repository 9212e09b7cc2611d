package serve

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/lexis"
)

// segment is a piece of the text of a report with how it is shown.
type segment struct {
	Text  string
	Class string // "lit", "same", both or neither
	ID    string // of the first lit piece
}

// light is a span that is to be shown in a way.
type light struct {
	readout.Span
	class string
}

// lit cuts a block where lights begin and end.
func lit(source string, block readout.Span, lights []light) []segment {
	cuts := []int{block.Start, block.End}
	for _, l := range lights {
		for _, p := range []int{l.Start, l.End} {
			if p > block.Start && p < block.End {
				cuts = append(cuts, p)
			}
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []segment
	for i := range cuts[:len(cuts)-1] {
		at := readout.Span{Start: cuts[i], End: cuts[i+1]}
		var classes []string
		for _, l := range lights {
			if l.Contains(at) && !slices.Contains(classes, l.class) {
				classes = append(classes, l.class)
			}
		}
		slices.Sort(classes)
		out = append(out, segment{Text: tame(at.Of(source)), Class: strings.Join(classes, " ")})
	}
	return out
}

// tame makes a piece of text safe to show within a line: as brief.Clean, but blanks at
// its ends stay.
func tame(s string) string {
	c := brief.Clean(s)
	if c == "" {
		if strings.TrimSpace(s) == "" && s != "" {
			return " "
		}
		return ""
	}
	if r, _ := utf8.DecodeRuneInString(s); unicode.IsSpace(r) {
		c = " " + c
	}
	if r, _ := utf8.DecodeLastRuneInString(s); unicode.IsSpace(r) {
		c += " "
	}
	return c
}

// word is a word that is compared with those of another report.
type word struct {
	readout.Span
	key string
}

// telling are the words of spans that are no function words.
func telling(d *readout.Document, spans []readout.Span) []word {
	var out []word
	for _, t := range d.Tokens {
		if slices.ContainsFunc(spans, func(s readout.Span) bool { return s.Contains(t.Span) }) {
			out = tells(out, d, t)
		}
	}
	return out
}

// tells adds a token that is no function word.
func tells(list []word, d *readout.Document, t readout.Token) []word {
	if t.Kind == readout.PunctToken {
		return list
	}
	key := strings.Join(fold.Words(t.Of(d.Report.Source)), "")
	if key == "" || lexis.Grammar(key) {
		return list
	}
	return append(list, word{t.Span, lexis.Stem(key)})
}

// sameWords are the words that two lists have in common, as lights.
func sameWords(a, b []word) (inA, inB []light) {
	has := func(list []word, key string) bool {
		return slices.ContainsFunc(list, func(w word) bool { return w.key == key })
	}
	for _, w := range a {
		if has(b, w.key) {
			inA = append(inA, light{w.Span, "same"})
		}
	}
	for _, w := range b {
		if has(a, w.key) {
			inB = append(inB, light{w.Span, "same"})
		}
	}
	return inA, inB
}

// fewestShared is how many words a sentence must share with others to be shown beside
// them.
const fewestShared = 3

// likest is the sentence of a report that shares most telling words with others, and
// how many; an empty span for none.
func likest(d *readout.Document, words []word) (best readout.Span, most int) {
	keys := map[string]bool{}
	for _, w := range words {
		keys[w.key] = true
	}
	most = fewestShared - 1
	for _, s := range d.Sentences {
		var list []word
		for _, t := range d.Tokens[s.First:s.Last] {
			list = tells(list, d, t)
		}
		seen := map[string]bool{}
		for _, w := range list {
			if keys[w.key] {
				seen[w.key] = true
			}
		}
		if len(seen) > most {
			best, most = s.Span, len(seen)
		}
	}
	return best, most
}

// paneBlock is a block of a report as it is shown.
type paneBlock struct {
	N        int
	Role     readout.Role
	Segments []segment
}

// blocks are the blocks of the article of a report, with lights; the first lit piece
// gets the id.
func blocks(r *readout.Report, lights []light, id string) []paneBlock {
	var out []paneBlock
	for i, b := range r.Blocks {
		if b.Role.Share() != readout.ShareArticle {
			continue
		}
		p := paneBlock{N: i + 1, Role: b.Role, Segments: lit(r.Source, b.Span, lights)}
		for k := range p.Segments {
			if s := &p.Segments[k]; id != "" && strings.Contains(s.Class, "lit") {
				s.ID, id = id, ""
			}
		}
		out = append(out, p)
	}
	return out
}

// characters name places by the code points of the sources of their reports: 100-140.
// One is for one request.
type characters map[*readout.Report]*readout.CodePoints

func (c characters) of(r *readout.Report, at readout.Span) string {
	points := c[r]
	if points == nil {
		points = readout.NewCodePoints(r.Source)
		c[r] = points
	}
	start, end := points.Span(at)
	return fmt.Sprintf("%d-%d", start, end)
}

// spanOf is the place that characters name; false where it is none of the report.
func spanOf(r *readout.Report, text string) (readout.Span, bool) {
	var start, end int
	if n, err := fmt.Sscanf(text, "%d-%d", &start, &end); n != 2 || err != nil || start < 0 || end <= start {
		return readout.Span{}, false
	}
	c := readout.NewCodePoints(r.Source)
	s := readout.Span{Start: c.ToByte(start), End: c.ToByte(end)}
	return s, !s.Empty() && s.Len() > 0
}
