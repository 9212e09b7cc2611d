package corroborate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/storypair"
)

// Bounds of containment in five-word runs: a report that has this share of the
// shorter text's runs is a copy; a block of at least liftedWords words, this
// share of whose runs stand in another report, is lifted.
const (
	copyShare   = 0.60
	liftedShare = 0.60
	liftedWords = 20
)

// findCopies compares the reports that share runs of words. A report that draws
// on another throughout is a partial copy without lifted blocks. Of each report at
// most one original is named: the one with the largest share.
func findCopies(docs []*readout.Document, texts []text) []readout.Copy {
	for i := range texts {
		texts[i].draw()
	}
	var out []readout.Copy
	own := ownWords{docs: docs, lex: storypair.NewLexicon(), of: map[int]text{}, blocks: map[int][]block{}}
	for _, p := range pairs(texts) {
		a, b := p[0], p[1]
		from, to, basis := direction(docs[a].Report, docs[b].Report, a, b)
		share, drawn := contains(texts[a], texts[b], drawnShare)
		if share >= copyShare {
			out = append(out, readout.Copy{Report: to, Of: from, Share: share, Basis: basis})
			continue
		}
		if blocks := own.lifted(to, texts[from]); len(blocks) > 0 || drawn && own.drawsOn(a, b) {
			out = append(out, readout.Copy{Report: to, Of: from, Share: containment(texts[a], texts[b]), Partial: true, Basis: basis, Blocks: blocks})
		}
	}
	return oneOriginal(out, func(i int) string { return docs[i].Report.ID() })
}

// ownWords are the texts of reports outside quotations, read when first asked
// for: a report is compared with many.
type ownWords struct {
	docs   []*readout.Document
	lex    *storypair.Lexicon
	of     map[int]text
	blocks map[int][]block
}

// block is a block of text long enough to be seen as lifted.
type block struct {
	index int
	runs  []uint64
}

// text is what report i says outside quotations.
func (w *ownWords) text(i int) text {
	t, known := w.of[i]
	if !known {
		t = newText(w.lex, unquoted(w.docs[i].Report.Text()))
		t.draw()
		w.of[i] = t
	}
	return t
}

// drawsOn reports whether two reports share much of their text outside quotations
// too.
func (w *ownWords) drawsOn(a, b int) bool {
	_, draws := contains(w.text(a), w.text(b), drawnShare)
	return draws
}

// oneOriginal keeps one full copy link a report: to a report that is itself no
// copy before one that is, then by the larger share, then by content. A link
// that would close a ring is dropped, so that following Of ends.
func oneOriginal(copies []readout.Copy, id func(int) string) []readout.Copy {
	copied := map[int]bool{}
	for _, c := range copies {
		copied[c.Report] = copied[c.Report] || !c.Partial
	}
	slices.SortStableFunc(copies, func(a, b readout.Copy) int {
		return cmp.Or(cmp.Compare(id(a.Report), id(b.Report)), cmp.Compare(b2i(copied[a.Of]), b2i(copied[b.Of])),
			cmp.Compare(b.Share, a.Share), cmp.Compare(id(a.Of), id(b.Of)))
	})
	of := map[int]int{}
	kept := slices.DeleteFunc(copies, func(c readout.Copy) bool {
		if c.Partial {
			return false
		}
		if _, has := of[c.Report]; has || leads(of, c.Of, c.Report) {
			return true
		}
		of[c.Report] = c.Of
		return false
	})
	slices.SortStableFunc(kept, func(a, b readout.Copy) int {
		return cmp.Or(cmp.Compare(a.Report, b.Report), cmp.Compare(b2i(a.Partial), b2i(b.Partial)), cmp.Compare(a.Of, b.Of))
	})
	return kept
}

// leads reports whether following the links from one report comes to another.
func leads(of map[int]int, from, to int) bool {
	for from != to {
		next, ok := of[from]
		if !ok {
			return false
		}
		from = next
	}
	return true
}

// unquoted is the text without what stands in quotation marks: two reports of one
// speech share its words, and have not therefore copied each other.
func unquoted(s string) string {
	var b strings.Builder
	in := false
	for _, r := range s {
		switch q := fold.Rune(r); {
		case q == '"' && r == '“':
			in = true
		case q == '"' && r == '”':
			in = false
		case q == '"':
			in = !in
		case !in:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// lifted lists the blocks of report i whose own words stand, in runs, in the
// other text.
func (w *ownWords) lifted(i int, other text) []int {
	blocks, known := w.blocks[i]
	if !known {
		r := w.docs[i].Report
		for k, b := range r.Blocks {
			if !b.Role.Text() {
				continue
			}
			if runs := blockRuns(unquoted(b.Of(r.Source))); len(runs) > 0 {
				blocks = append(blocks, block{k, runs})
			}
		}
		w.blocks[i] = blocks
	}
	var out []int
	for _, b := range blocks {
		if liftedIn(b.runs, other) {
			out = append(out, b.index)
		}
	}
	return out
}

// direction says which of two reports with common text passes it on, by
// credit, then time, then length.
func direction(a, b *readout.Report, ia, ib int) (from, to int, basis string) {
	switch {
	case credits(b, a):
		return ia, ib, "credit: " + b.Origin.Basis
	case credits(a, b):
		return ib, ia, "credit: " + a.Origin.Basis
	}
	ta, tb := a.Published.Value, b.Published.Value
	if n := min(len(ta), len(tb)); n >= len("2006-01-02") && ta[:n] != tb[:n] {
		if ta[:n] < tb[:n] {
			return ia, ib, "published earlier: " + ta + " before " + tb
		}
		return ib, ia, "published earlier: " + tb + " before " + ta
	}
	la, lb := textLen(a), textLen(b)
	if 5*la > 6*lb {
		return ia, ib, fmt.Sprintf("the shorter text, %d of %d characters", lb, la)
	}
	if 5*lb > 6*la {
		return ib, ia, fmt.Sprintf("the shorter text, %d of %d characters", la, lb)
	}
	if a.ID() <= b.ID() {
		return ia, ib, "direction not established"
	}
	return ib, ia, "direction not established"
}

// textLen is len(r.Text()) without making it.
func textLen(r *readout.Report) int {
	n := 0
	for _, b := range r.Blocks {
		if !b.Role.Text() {
			continue
		}
		if n > 0 {
			n += len("\n\n")
		}
		n += b.Len()
	}
	return n
}

// credits reports whether r states the outlet or the origin of the other as its
// origin.
func credits(r, other *readout.Report) bool {
	o := newsroomName(r.Origin.Value)
	return o != "" && o != newsroomName(r.Outlet.Value) && o == newsroomName(other.Outlet.Value)
}

// newsroomName is the name that spellings of one newsroom have in common.
func newsroomName(s string) string {
	if s == "" {
		return ""
	}
	if n, ok := gazetteer.NewsroomByName(s); ok {
		return n.Name
	}
	for _, the := range []string{"the ", "The "} {
		if name, ok := strings.CutPrefix(s, the); ok {
			return name
		}
	}
	return s
}

// sameNewsroom reports whether two names are of one newsroom: the same name, a
// name cut short by its last words, or its initials.
func sameNewsroom(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	x, y := fold.Words(newsroomName(a)), fold.Words(newsroomName(b))
	if len(x) > len(y) {
		x, y = y, x
	}
	if slices.Equal(x, y) || len(x) > 1 && slices.Equal(x, y[:len(x)]) {
		return true
	}
	initials := ""
	for _, w := range y {
		initials += w[:1]
	}
	return len(x) == 1 && len(initials) > 2 && x[0] == initials
}
