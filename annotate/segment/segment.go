// Package segment cuts the annotated blocks of a report into tokens and
// sentences.
//
// Tokens follow Universal Dependencies (universaldependencies.org, English) with
// three exceptions: contractions stay whole ("don't", "they're") but for 's,
// which is always a token of its own; hyphenated words stay whole
// ("face-to-face", "al-Busaidi") unless the first part is written with stops
// ("U.S.-led" is three tokens); a number stays with the letters it is written
// with ("10am"). White space and characters that are not seen belong to no
// token.
//
// Beside them, [Words] gives the words of Universal Dependencies proper, on which
// syntax rests, and [Plain] cuts text that is no report.
//
// Sentences end at stops, told from abbreviations by tables and by the word
// that follows. A quotation over several sentences is cut at its inner ends. In a
// report a list mark that begins a block belongs to no sentence; elsewhere it
// begins the sentence of its item. A dateline is a sentence of its own ("LOWEN,
// May 3 (Agency) -"). The number of a note after a stop ("[12]")
// belongs to the sentence before. What the package cannot do: see an end that
// carries no stop, or tell "Plan B. Talks resumed" from "Robert B. Talks".
package segment

import "github.com/readout-project/readout"

// Find cuts the blocks of role headline, deck and caption and those of
// readout.Role.Text, in their order. A sentence never crosses a block. Every
// token points at its bytes in r.Source.
func Find(r *readout.Report) ([]readout.Token, []readout.Sentence) {
	var tokens []readout.Token
	var sentences []readout.Sentence
	for i, b := range r.Blocks {
		if !annotated(b.Role) {
			continue
		}
		first := len(tokens)
		tokens = tokenize(r.Source, b.Span, tokens)
		s := splitter{
			source: r.Source, tokens: tokens, at: first,
			titled: b.Role == readout.RoleHeadline || b.Role == readout.RoleHeading,
		}
		for _, c := range s.split() {
			sentences = append(sentences, readout.Sentence{
				Span:  readout.Span{Start: tokens[c.first].Start, End: tokens[c.last-1].End},
				Block: i, First: c.first, Last: c.last,
			})
		}
	}
	return tokens, sentences
}

func annotated(r readout.Role) bool {
	switch r {
	case readout.RoleHeadline, readout.RoleDeck, readout.RoleCaption:
		return true
	}
	return r.Text()
}
