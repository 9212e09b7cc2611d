// Package syntax tags and parses words after Universal Dependencies v2 and tells
// which of them head mentions: one small network, its model embedded.
//
// Words, their affixes and outward forms and what a lexicon of names knows of
// them are embedded; two bidirectional recurrent layers of coupled gates (CIFG:
// Greff et al. 2017) read the sentence; heads are scored by a biaffine form and
// the best tree is taken (Dozat and Manning 2017; Chu and Liu 1965). All of it
// computes in small integers (internal/quant), so that every machine gives the
// same answers. What it was trained on stands in the header of its file; see
// docs/models/syntax.md.
package syntax

import (
	_ "embed"
	"sync"

	"github.com/readout-project/readout"
)

//go:embed data/english.bin
var english []byte

// English is the embedded model. The first call takes about a millisecond.
var English = sync.OnceValue(func() *Model {
	m, err := Load(english)
	if err != nil {
		panic(err) // the file is part of the program; a test loads it
	}
	return m
})

// Parse sets the tags, heads, relations and mentions of words with the embedded
// model; see [Model.Parse].
func Parse(source string, words []readout.Word, sentences []readout.Sentence) {
	English().Parse(source, words, sentences)
}
