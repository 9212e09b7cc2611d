package corroborate

import (
	"slices"
	"strings"
)

// reusedShare is the least share of the shorter text's runs that stands in the
// other for the two to have text in common that neither wrote alone. Reports of
// one event that are written apart share under a tenth: names, quotations.
// A line that stands in both is not enough below quotedShare: both may quote.
const (
	reusedShare = 0.20
	quotedShare = 0.10
)

// Reuse says that a report has text of another.
type Reuse struct {
	Report, Of int     // indexes of the items
	Share      float64 // of the shorter text's runs that stand in the other
	Partial    bool
	Blocks     []int // lines of Report, from 0, that stand in Of; blank lines are counted out
}

// Reuses lists, in order, the pairs of items that share text: copies, and those
// of which one has passages of the other. Which passed it on is told by day,
// then length; where neither says, Report is the later in the input.
func Reuses(items []Item) []Reuse {
	texts := newTexts(items)
	var out []Reuse
	for _, p := range pairs(texts) {
		of, by := p[0], p[1]
		if later(items[of], items[by]) {
			of, by = by, of
		}
		r := Reuse{Report: by, Of: of, Share: containment(texts[of], texts[by])}
		r.Partial = r.Share < copyShare
		r.Blocks = liftedLines(items[by].Text, texts[of])
		if r.Share >= reusedShare || r.Share >= quotedShare && len(r.Blocks) > 0 {
			out = append(out, r)
		}
	}
	return out
}

// later reports whether a came out after b, or on the same day and is shorter.
func later(a, b Item) bool {
	if x, y := dayNumber(a.Date), dayNumber(b.Date); x > 0 && y > 0 && x != y {
		return x > y
	}
	return len(a.Text) < len(b.Text)
}

// liftedLines are the lines of s whose words stand, in runs, in the other text.
func liftedLines(s string, other text) []int {
	out := []int{}
	n := 0
	for line := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if liftedIn(blockRuns(line), other) {
			out = append(out, n)
		}
		n++
	}
	return slices.Clip(out)
}
