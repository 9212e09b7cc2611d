package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/lemma"
	"github.com/readout-project/readout/internal/conllu"
)

// read makes a text of each sentence of a treebank and counts the words.
func read(name string, skip map[string]bool, weight int) ([]lemma.Text, int, error) {
	sentences, err := conllu.ReadFile(name)
	if err != nil {
		return nil, 0, err
	}
	var texts []lemma.Text
	words := 0
	for i := range sentences {
		s := &sentences[i]
		if skip[s.Doc] {
			continue
		}
		t, err := text(s)
		if err != nil {
			return nil, 0, fmt.Errorf("%s: %s: %w", name, s.Doc, err)
		}
		t.Weight = weight
		texts = append(texts, t)
		words += len(t.Words)
	}
	return texts, words, nil
}

// text lays the forms of a sentence out, one after another, so that a word that
// its token does not spell has its own form.
func text(s *conllu.Sentence) (lemma.Text, error) {
	var b strings.Builder
	out := lemma.Text{Words: make([]readout.Word, len(s.Words))}
	for i, w := range s.Words {
		upos, ok1 := readout.ParseUPOS(w.UPOS)
		xpos, ok2 := readout.ParseXPOS(w.XPOS)
		rel, ok3 := readout.ParseRel(w.Rel)
		if !ok1 || !ok2 || !ok3 || w.Head == conllu.NoHead {
			return out, fmt.Errorf("word %d has %q, %q and %q", i+1, w.UPOS, w.XPOS, w.Rel)
		}
		start := b.Len()
		b.WriteString(w.Form)
		out.Words[i] = readout.Word{
			Span: readout.Span{Start: start, End: b.Len()}, Joined: w.Joined, UPOS: upos, XPOS: xpos,
			Rel: rel, Head: w.Head, Lemma: w.Lemma, Feats: w.Feats,
		}
		b.WriteByte(' ')
	}
	out.Source = b.String()
	return out, nil
}

func digest(name string) (string, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%x", sha256.Sum256(data)), nil
}
