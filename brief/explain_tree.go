package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/readout-project/readout"
)

// Columns of the table of words.
const (
	mostForm  = 14 // of a form or a lemma; a longer one is cut
	leastTail = 20 // room for features beside the other columns
)

// words writes a line for each word: number, form, lemma, tags, head, relation,
// features. On a narrow page they flow behind the form.
func (x *explainer) words() {
	words := x.d.Words[x.s.FirstWord:x.s.LastWord]
	x.section("WORDS", len(words))
	form, lemma, rel := 0, 0, 0
	for _, w := range words {
		form, lemma = max(form, columns(x.form(w))), max(lemma, columns(or(Clean(w.Lemma), "_")))
		rel = max(rel, len(w.Rel.String()))
	}
	form, lemma = min(form, mostForm), min(lemma, mostForm)
	n := len(fmt.Sprint(len(words)))
	indent := 2 + n + 1 + form + 1 + lemma + 1 + 6 + 6 + n + 1 + rel + 2
	table := indent+leastTail <= x.width
	for i, w := range words {
		head := 0
		if w.Head >= 0 {
			head = w.Head - x.s.FirstWord + 1
		}
		feats := strings.ReplaceAll(Clean(w.Feats), "|", " ")
		if table {
			x.row(fmt.Sprintf("  %*d %s %s %-6s%-6s%*d %s", n, i+1, pad(x.form(w), form), pad(or(Clean(w.Lemma), "_"), lemma),
				w.UPOS, w.XPOS, n, head, w.Rel), indent, feats)
			continue
		}
		x.item(normal, fmt.Sprintf("  %*d", n, i+1), n+3, fmt.Sprintf("%s %s %s %s %d %s %s", x.form(w), or(Clean(w.Lemma), "_"),
			w.UPOS, w.XPOS, head, w.Rel, feats))
	}
}

// row writes a line of a table whose last column is folded by itself.
func (x *explainer) row(prefix string, indent int, last string) {
	for i, l := range wrap(last, x.width-indent, 0, 0) {
		if i > 0 {
			prefix = ""
		}
		x.line(pad(prefix, indent) + l)
	}
}

// form is a word as it is printed; one of nothing that is seen as its code.
func (x *explainer) form(w readout.Word) string {
	s := Clean(w.Of(x.d.Report.Source))
	if s == "" {
		return "<unseen>"
	}
	return s
}

// mostDepth is how many levels of a tree are drawn; deeper ones are numbered.
const mostDepth = 14

// branch is a word that the drawing of a tree still has to come to.
type branch struct {
	word, depth int
	last        bool // of its siblings
}

// tree draws the dependency tree, heads over dependents, those in the order of
// the text. Each word has its number, its form and its relation.
func (x *explainer) tree() {
	words := x.d.Words[x.s.FirstWord:x.s.LastWord]
	x.section("TREE", len(words))
	below := make([][]int, len(words)+1) // dependents of each head; the last are roots
	for i, w := range words {
		h := w.Head - x.s.FirstWord
		if h < 0 || h >= len(words) || h == i {
			h = len(words)
		}
		below[h] = append(below[h], i)
	}
	bars := []string{} // what stands left of each level
	var todo []branch
	push := func(list []int, depth int) {
		for k, i := range slices.Backward(list) {
			todo = append(todo, branch{i, depth, k == len(list)-1})
		}
	}
	push(below[len(words)], 0)
	for len(todo) > 0 {
		b := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		bars = bars[:min(len(bars), b.depth)]
		x.branch(b, words[b.word], bars)
		bar := "│ "
		if b.last || b.depth == 0 {
			bar = "  "
		}
		bars = append(bars, bar)
		push(below[b.word], b.depth+1)
	}
}

// branch writes the line of one word.
func (x *explainer) branch(b branch, w readout.Word, bars []string) {
	prefix := ""
	switch {
	case b.depth > mostDepth:
		prefix = fmt.Sprintf("%s… level %d: ", strings.Join(bars[1:mostDepth], ""), b.depth)
	case b.depth > 0:
		prefix = strings.Join(bars[1:], "") + "├ "
		if b.last {
			prefix = strings.Join(bars[1:], "") + "└ "
		}
	}
	x.line("  " + x.fitted(prefix+x.form(w), len(w.Rel.String())+4) + "  " + x.paint(dim, w.Rel.String()))
}

// fitted cuts a text that would leave no room for more columns behind it.
func (x *explainer) fitted(s string, more int) string {
	if most := x.width - more; columns(s) > most {
		return strings.TrimRight(pad(s, most), " ")
	}
	return s
}
