// Package lemma gives the words of a tagged and parsed document their lemma and
// their morphological features, after the English treebanks of Universal
// Dependencies v2.
//
// Both are read from decision tries that are trained on treebanks: at each node
// the answer that most training words below it have, and below it only what
// answers otherwise (IGTree: Daelemans, van den Bosch and Weijters 1997). A
// lemma is an edit of the end of the form (Chrupała, Dinu and van Genabith
// 2008), found under the tags and the letters of the form from its end: a known
// word by all of its letters, another by its longest known ending. A second trie
// says what becomes of capital letters. Features are found in two steps: the
// tags and the form give an ambiguity class (Cutting et al. 1992), and this with
// the tree around the word (is there a subject, and of which person and number?
// an auxiliary, a "to"?) gives the features.
//
// It cannot tell two lemmas of one form and tag apart ("lay", "found"), nor see
// a misspelling: no word gets Typo=Yes.
package lemma

import (
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout"
)

// Fill sets Lemma and Feats of all words from their forms, tags, heads and
// relations. words are all words of a document, so that heads are indexes into
// them; a word whose head is not one of them counts as a root. Lemmas share the
// bytes of source and of the model where they can.
func Fill(source string, words []readout.Word) {
	english().Fill(source, words)
}

// Fill is as the function Fill with the tables of the model.
func (m *Model) Fill(source string, words []readout.Word) {
	f := filler{Model: m, tree: newTree(source, words)}
	var made []int // words whose lemma lies in the arena, with its border
	for i := range words {
		w := &words[i]
		w.Feats = m.features(&f.tree, i)
		lemma, fresh := f.lemma(i)
		if fresh {
			made = append(made, i, len(f.arena))
			continue
		}
		w.Lemma = lemma
	}
	all, start := string(f.arena), 0
	for k := 0; k < len(made); k += 2 {
		words[made[k]].Lemma = all[start:made[k+1]]
		start = made[k+1]
	}
}

// filler works through one document.
type filler struct {
	*Model
	tree  tree
	key   []byte // the folded form of the word at hand
	path  []byte
	arena []byte // lemmas that are no part of a string there is
}

// lemma is the lemma of word i; fresh says that it was appended to the arena
// instead.
func (f *filler) lemma(i int) (lemma string, fresh bool) {
	w := &f.tree.words[i]
	form := w.Of(f.tree.source)
	key, caps := appendKey(f.key[:0], form)
	f.key = key
	cut, add := f.edit(w, key)
	f.path = appendCasePath(f.path[:0], &f.tree, i, key)
	op := casing(f.cases.find(f.path))
	stem := len(key) - cut
	switch {
	case stem == 0 && add != "" && op == lower:
		return add, false
	case len(key) != len(form):
		f.arena = append(append(f.arena, key[:stem]...), add...)
		return "", true
	case add == "" && (op == keep || op == lower && !caps):
		return form[:stem], false
	}
	f.arena = append(appendCased(f.arena, form[:stem], key[:stem], op), add...)
	return "", true
}

// edit is how many bytes go from the end of the key, and what comes in their
// place.
func (f *filler) edit(w *readout.Word, key []byte) (cut int, add string) {
	f.path = appendEditPath(f.path[:0], w, key)
	n := int(f.edits.find(f.path))
	off, add := f.editTexts.at(2*n), f.editTexts.at(2*n+1)
	if len(off) > len(key) || string(key[len(key)-len(off):]) != off || len(off) == len(key) && add == "" {
		return 0, ""
	}
	return len(off), add
}

// features are the features of word i, as CoNLL-U writes them.
func (m *Model) features(t *tree, i int) string {
	var space [maxPath + contextSize]byte
	w := &t.words[i]
	path := appendClassPath(space[:0], w, w.Of(t.source))
	class := m.classes.find(path)
	path = append(path[:0], byte(w.UPOS), byte(w.XPOS), byte(class>>8), byte(class))
	path = t.appendContext(path, i)
	return m.featTexts.at(int(m.feats.find(path)))
}

// casing is what becomes of the capital letters of a form.
type casing uint16

const (
	lower casing = iota
	keep
	title // the first letter is a capital, others are not
)

// appendCased appends the first bytes of a form, given with their folded form of
// the same length.
func appendCased(to []byte, form string, key []byte, op casing) []byte {
	switch op {
	case keep:
		return append(to, form...)
	case title:
		first, n := utf8.DecodeRuneInString(form)
		return append(utf8.AppendRune(to, unicode.ToTitle(first)), key[n:]...)
	}
	return append(to, key...)
}
