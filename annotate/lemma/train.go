package lemma

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/readout-project/readout"
)

// Text is a text with the words of a treebank, their lemmas and features among
// them.
type Text struct {
	Source string
	Words  []readout.Word
	Weight int // how often each word counts
}

// How often a form, a way and a feature must be seen.
const (
	closedLeast = 3 // a function word with features of its own
	featsLeast  = 2 // a form or a tree that makes an exception
	typeMost    = 4 // occurrences of one form that count for the forms that end as it does
)

// Train makes a model file from treebanks; it depends on nothing else. about are
// lines "key: value" for its header.
func Train(corpus []Text, about []string) ([]byte, error) {
	t := trainer{
		edits: samples{}, cases: samples{}, classes: samples{}, feats: samples{},
		editLabels: newLabels(), classLabels: newLabels(), featLabels: newLabels(), closed: map[string]int{},
	}
	t.editLabels.of("\x00") // edit 0 changes nothing
	trees := make([]tree, len(corpus))
	for i, c := range corpus {
		trees[i] = newTree(c.Source, c.Words)
		for k := range c.Words {
			t.closed[closedKey(&c.Words[k], c.Words[k].Of(c.Source))] += c.Weight
		}
	}
	for i := range corpus {
		t.learnForms(&trees[i], corpus[i].Weight)
	}
	t.edits.share()
	classes := t.classes.trie(1, 0)
	for i := range corpus {
		t.learnTrees(&trees[i], corpus[i].Weight, classes)
	}
	m := Model{
		edits: t.edits.trie(1, typeMost), cases: t.cases.trie(1, typeMost), classes: classes, feats: t.feats.trie(featsLeast, 0),
		featTexts: layTexts(t.featLabels.names),
	}
	var halves []string
	for _, e := range t.editLabels.names {
		off, add, _ := strings.Cut(e, "\x00")
		halves = append(halves, off, add)
	}
	m.editTexts = layTexts(halves)
	return m.file(about)
}

type trainer struct {
	edits, cases, classes, feats        samples
	editLabels, classLabels, featLabels *labels
	closed                              map[string]int
}

// typo marks words whose lemma and features are those of another form.
const typo = "Typo=Yes"

// learnForms learns what the form alone says.
func (t *trainer) learnForms(tr *tree, weight int) {
	for i := range tr.words {
		w := &tr.words[i]
		form := w.Of(tr.source)
		class := t.classLabels.of(t.class(w, form))
		t.classes.add(appendClassPath(nil, w, form), class, weight)
		if strings.Contains(w.Feats, typo) && closedKey(w, form) == "" {
			continue
		}
		key, _ := appendKey(nil, form)
		if len(key) == len(form) {
			t.edits.add(appendEditPath(nil, w, key), t.editLabels.of(edit(string(key), w.Lemma)), weight)
		}
		if op, ok := caseOf(form, w.Lemma, string(key)); ok {
			t.learnCase(tr, i, key, op, weight)
		}
	}
}

// learnCase learns what becomes of capital letters. Any word might be the first
// of a sentence and have one.
func (t *trainer) learnCase(tr *tree, i int, key []byte, op casing, weight int) {
	path := appendCasePath(nil, tr, i, key)
	t.cases.add(path, uint16(op), weight)
	letter := len(key) > 0 && 'a' <= key[0] && key[0] <= 'z'
	if path[0] == capitalised || path[0] == small && letter {
		path[0] = capitalisedFirst
		t.cases.add(path, uint16(op), weight)
	}
}

// learnTrees learns what the tree says, given the class of the form.
func (t *trainer) learnTrees(tr *tree, weight int, classes trie) {
	for i := range tr.words {
		w := &tr.words[i]
		class := classes.find(appendClassPath(nil, w, w.Of(tr.source)))
		path := []byte{byte(w.UPOS), byte(w.XPOS), byte(class >> 8), byte(class)}
		t.feats.add(tr.appendContext(path, i), t.featLabels.of(without(w.Feats, "Typo")), weight)
	}
}

// class names the ambiguity class of a word: a function word is its own, others
// have what their features say aside from the tree.
func (t *trainer) class(w *readout.Word, form string) string {
	if k := closedKey(w, form); k != "" && t.closed[k] >= closedLeast {
		return k
	}
	switch w.XPOS {
	case readout.TagVB, readout.TagVBG, readout.TagVBP, readout.TagVBD, readout.TagVBN:
		return without(w.Feats, "Typo", "ExtPos", "Mood", "VerbForm", "Tense", "Person", "Number", "Voice")
	case readout.TagPRP:
		return without(w.Feats, "Typo", "ExtPos", "Case")
	}
	return without(w.Feats, "Typo", "ExtPos")
}

// closedKey is the folded form of a function word; "" for another.
func closedKey(w *readout.Word, form string) string {
	switch w.UPOS {
	case readout.ADP, readout.AUX, readout.CCONJ, readout.DET, readout.PART, readout.PRON, readout.SCONJ:
	default:
		if w.XPOS != readout.TagWRB {
			return ""
		}
	}
	key, _ := appendKey(nil, form)
	return "form " + string(key)
}

// without is a list of features without some.
func without(feats string, names ...string) string {
	var keep []string
	for f := range strings.SplitSeq(feats, "|") {
		name, _, _ := strings.Cut(f, "=")
		if !slices.Contains(names, name) {
			keep = append(keep, f)
		}
	}
	return strings.Join(keep, "|")
}

// edit is what goes from the end of a form and what comes there for the lemma,
// with a zero byte between. Capitals count where nothing of the form is left
// ("me", "I").
func edit(form, given string) string {
	folded, _ := appendKey(nil, given)
	lemma, n := string(folded), 0
	for n < len(form) && n < len(lemma) && form[n] == lemma[n] {
		n++
	}
	for n > 0 && (n < len(form) && !utf8.RuneStart(form[n]) || n < len(lemma) && !utf8.RuneStart(lemma[n])) {
		n--
	}
	if n == 0 {
		lemma = given
	}
	return form[n:] + "\x00" + lemma[n:]
}

// caseOf is what became of the capital letters of a form in its lemma; false
// where that cannot be told.
func caseOf(form, lemma, key string) (casing, bool) {
	folded, _ := appendKey(nil, lemma)
	n := 0
	for n < len(key) && n < len(folded) && key[n] == folded[n] {
		n++
	}
	if n == 0 || len(key) != len(form) || len(folded) != len(lemma) {
		return 0, false
	}
	for _, op := range []casing{lower, keep, title} {
		if string(appendCased(nil, form[:n], []byte(key[:n]), op)) == lemma[:n] {
			return op, true
		}
	}
	return 0, false
}

// file writes a model file.
func (m *Model) file(about []string) ([]byte, error) {
	var head, body strings.Builder
	head.WriteString(magic)
	for _, line := range about {
		if strings.Contains(line, "\n") || line == "" {
			return nil, fmt.Errorf("train lemma: header line %q", line)
		}
		head.WriteString(line + "\n")
	}
	for _, p := range m.parts() {
		fmt.Fprintf(&head, "array: %s %d\n", p.name, len(*p.data))
		body.WriteString(*p.data)
	}
	head.WriteByte('\n')
	return []byte(head.String() + body.String()), nil
}
