package sameevent

import (
	"strings"

	"github.com/readout-project/readout"
)

// FromTokens lays sentences that are cut into tokens out as a document of one
// block: a word for each token, a blank between two. An empty token and white
// space in one become "_", so that words and tokens keep their numbers. The
// words have no tags yet; annotate/syntax and annotate/lemma give them.
func FromTokens(sentences [][]string) *readout.Document {
	var b strings.Builder
	d := &readout.Document{}
	for _, tokens := range sentences {
		s := readout.Sentence{FirstWord: len(d.Words)}
		s.Start, s.End = b.Len(), b.Len()
		for _, t := range tokens {
			start := b.Len()
			b.WriteString(visible(t))
			s.End = b.Len()
			d.Words = append(d.Words, readout.Word{Span: readout.Span{Start: start, End: s.End}, Head: -1})
			b.WriteByte(' ')
		}
		s.LastWord = len(d.Words)
		d.Sentences = append(d.Sentences, s)
	}
	d.Report = &readout.Report{Source: b.String()}
	if b.Len() > 0 {
		d.Report.Blocks = []readout.Block{{Span: readout.Span{End: b.Len()}, Role: readout.RoleBody, Repeats: -1}}
	}
	return d
}

// quotes are the Penn Treebank's signs for opening and closing ones.
var quotes = map[string]string{"``": "“", "''": "”"}

func visible(token string) string {
	if q, ok := quotes[token]; ok {
		return q
	}
	if f := strings.Join(strings.Fields(token), "_"); f != "" {
		return f
	}
	return "_"
}
