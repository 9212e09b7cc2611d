// Package conllu reads and writes CoNLL-U, the format of Universal Dependencies
// (universaldependencies.org/format.html), a sentence at a time.
//
// Multiword tokens become words that are Joined, and the marks of documents and
// paragraphs fields of Sentence. Empty nodes (8.1) and the column DEPS belong to
// the enhanced graph and are not kept.
package conllu

import "strings"

// Root and NoHead are what Word.Head is where there is no head: the word is the
// root of its sentence, or the column is empty.
const (
	Root   = -1
	NoHead = -2
)

// Sentence is a sentence with its basic tree.
type Sentence struct {
	Doc      string   // id of the document it stands in
	NewDoc   bool     // first of a document
	NewPar   bool     // first of a paragraph
	Par      string   // id of the paragraph that begins here; often ""
	Fields   []string // names of the fields of Entity=, of the comment global.Entity
	Comments []string // other comment lines with their "#"
	Words    []Word
}

// Word is a syntactic word. An empty column ("_") is "".
type Word struct {
	Form, Lemma, UPOS, XPOS, Feats string
	Head                           int // index into Words, Root or NoHead
	Rel                            string
	Misc                           string // without SpaceAfter=No
	// Joined says that the word goes on with the written token of the word before.
	Joined bool
	// SpaceAfter is false where the next word abuts, and within a token.
	SpaceAfter bool
	// Token is the form of the multiword token that begins at this word; "" for a
	// word that is a token of its own.
	Token string
	// TokenMisc is the column MISC of that token, without SpaceAfter=No.
	TokenMisc string
}

// Text is the text of the sentence and where its words lie in it. The words of a
// multiword token that do not spell it lie where they are found in it, or share
// what is left.
func (s *Sentence) Text() (string, []Span) {
	var b strings.Builder
	spans := make([]Span, len(s.Words))
	for i := 0; i < len(s.Words); {
		n := s.tokenEnd(i)
		token := s.Words[i].Token
		if n == i+1 {
			token = s.Words[i].Form
		}
		lay(token, b.Len(), s.Words[i:n], spans[i:n])
		b.WriteString(token)
		if s.Words[n-1].SpaceAfter && n < len(s.Words) {
			b.WriteByte(' ')
		}
		i = n
	}
	return b.String(), spans
}

// Span is half-open, in bytes.
type Span struct{ Start, End int }

// tokenEnd is the end of the written token that begins at word i.
func (s *Sentence) tokenEnd(i int) int {
	n := i + 1
	if s.Words[i].Token == "" {
		return n
	}
	for n < len(s.Words) && s.Words[n].Joined {
		n++
	}
	return n
}

func lay(token string, at int, words []Word, spans []Span) {
	from := 0
	for i, w := range words {
		k := strings.Index(token[from:], w.Form)
		switch {
		case len(words) == 1:
			spans[i] = Span{at, at + len(token)}
			continue
		case k < 0:
			spans[i] = Span{at + from, at + len(token)}
			continue
		}
		spans[i] = Span{at + from + k, at + from + k + len(w.Form)}
		from += k + len(w.Form)
	}
}
