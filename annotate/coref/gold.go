package coref

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/conllu"
)

// Gold is an annotated document: its trees and mention types as the layers that
// Find reads, and the true mentions with their groups.
type Gold struct {
	ID       string
	Document *readout.Document
	Mentions []GoldMention
}

// GoldMention is a mention of a corpus: words [First,Last) of the document, the
// word that heads it, and the group of mentions that are one thing.
type GoldMention struct {
	First, Last, Head int
	Type              readout.Type
	Group             string
}

// ReadGold reads documents in CoNLL-U with entities as GUM writes them. A
// paragraph is a block; the text is rebuilt from SpaceAfter. Where keep is not
// nil, only the documents whose id it accepts are read.
func ReadGold(r io.Reader, keep func(id string) bool) ([]Gold, error) {
	in := conllu.NewReader(r)
	var out []Gold
	var b *builder
	for {
		s, err := in.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("read coreference: %w", err)
		}
		if b == nil || s.NewDoc {
			if b != nil {
				out = append(out, b.done())
			}
			b = &builder{skip: keep != nil && !keep(s.Doc)}
			b.g = Gold{ID: s.Doc, Document: &readout.Document{Report: &readout.Report{}}}
		}
		if b.skip {
			continue
		}
		if err := b.add(&s); err != nil {
			return nil, fmt.Errorf("read coreference: document %s: %w", s.Doc, err)
		}
	}
	if b != nil {
		out = append(out, b.done())
	}
	n := 0
	for _, g := range out {
		if len(g.Document.Words) > 0 {
			out[n] = g
			n++
		}
	}
	return out[:n], nil
}

type builder struct {
	g    Gold
	text strings.Builder
	skip bool
}

func (b *builder) done() Gold {
	b.g.Document.Report.Source = b.text.String()
	return b.g
}

func (b *builder) add(s *conllu.Sentence) error {
	d := b.g.Document
	text, spans := s.Text()
	blocks := &d.Report.Blocks
	switch {
	case b.text.Len() == 0 || s.NewPar:
		if b.text.Len() > 0 {
			b.text.WriteByte('\n')
		}
		*blocks = append(*blocks, readout.Block{
			Span: readout.Span{Start: b.text.Len()}, Role: readout.RoleBody, Reason: "paragraph", Repeats: -1,
		})
	default:
		b.text.WriteByte(' ')
	}
	at, first := b.text.Len(), len(d.Words)
	b.text.WriteString(text)
	(*blocks)[len(*blocks)-1].End = b.text.Len()
	for i := range s.Words {
		d.Words = append(d.Words, word(&s.Words[i], spans[i], at, first))
	}
	d.Sentences = append(d.Sentences, readout.Sentence{
		Span: readout.Span{Start: at, End: b.text.Len()}, Block: len(*blocks) - 1, FirstWord: first, LastWord: len(d.Words),
	})
	mentions, err := s.Mentions()
	if err != nil {
		return err
	}
	for _, m := range mentions {
		g := GoldMention{First: m.First + first, Last: m.Last + first, Type: readout.Type(m.Type), Group: m.Group}
		g.Head = HeadOf(d.Words, g.First, g.Last)
		b.g.Mentions = append(b.g.Mentions, g)
		if d.Words[g.Head].Mention == "" {
			d.Words[g.Head].Mention = g.Type
		}
	}
	return nil
}

func word(w *conllu.Word, s conllu.Span, at, first int) readout.Word {
	out := readout.Word{
		Span: readout.Span{Start: s.Start + at, End: s.End + at}, Joined: w.Joined, Lemma: w.Lemma, Feats: w.Feats, Head: -1,
	}
	out.UPOS, _ = readout.ParseUPOS(w.UPOS)
	out.XPOS, _ = readout.ParseXPOS(w.XPOS)
	out.Rel, _ = readout.ParseRel(w.Rel)
	if w.Head >= 0 {
		out.Head = w.Head + first
	}
	return out
}

// HeadOf is the first word of [first,last) whose head lies outside, punctuation
// aside.
func HeadOf(words []readout.Word, first, last int) int {
	head := -1
	for i := first; i < last; i++ {
		if h := words[i].Head; h >= first && h < last {
			continue
		}
		if words[i].UPOS != readout.PUNCT {
			return i
		}
		if head < 0 {
			head = i
		}
	}
	return max(head, first)
}
