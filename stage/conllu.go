package stage

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strconv"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/conllu"
)

// entityFields names the fields of Entity= in what is written: the entity, and
// the type of the mention.
var entityFields = []string{"GRP", "etype"}

// treeText writes the sentences, words, trees and mentions of a document as
// CoNLL-U. Sentences are numbered in their paragraph, and paragraphs after the
// first ones that were written before.
type treeText struct {
	doc  string // id of the document
	part int    // number of the part of it, from 0, where it is written in several
	pars int    // paragraphs in the parts before
}

func (t treeText) write(out *bytes.Buffer, d *readout.Document) error {
	w := conllu.NewWriter(out)
	entities := brackets(d, t.group())
	block, n := -1, 0
	first := t.part == 0
	for i := range d.Sentences {
		s := &d.Sentences[i]
		if s.FirstWord == s.LastWord {
			continue
		}
		x := textSentence(d, i)
		if x.NewDoc = first; first {
			x.Doc, x.Fields, first = t.doc, entityFields, false
		}
		if n++; s.Block != block {
			x.NewPar, block, n = true, s.Block, 1
		}
		x.Comments = append([]string{fmt.Sprintf("# sent_id = %s-p%d-s%d", t.doc, t.pars+block+1, n)}, x.Comments...)
		annotateWords(&x, d, s, entities)
		if err := w.Write(&x); err != nil {
			return err
		}
	}
	return w.Flush()
}

// group begins the names of entities, so that those of two parts differ.
func (t treeText) group() string {
	if t.part == 0 {
		return "e"
	}
	return "p" + strconv.Itoa(t.part+1) + "e"
}

// textSentence lays out sentence i of a document as its text has it.
func textSentence(d *readout.Document, i int) conllu.Sentence {
	s := &d.Sentences[i]
	source, words := d.Report.Source, d.Words[s.FirstWord:s.LastWord]
	out := conllu.Sentence{Words: make([]conllu.Word, len(words)), Comments: []string{"# text = " + s.Of(source)}}
	for k, w := range words {
		x := &out.Words[k]
		x.Form, x.Joined = w.Of(source), w.Joined && k > 0
		x.SpaceAfter = k+1 == len(words) || words[k+1].Start > w.End
		if end := tokenEnd(words, k); !x.Joined && end > k+1 {
			x.Token = source[w.Start:words[end-1].End]
		}
	}
	if i+1 < len(d.Sentences) {
		if next := d.Sentences[i+1]; next.Block == s.Block && next.Start == s.End {
			out.Words[len(words)-1].SpaceAfter = false
		}
	}
	return out
}

// tokenEnd is the end of the written token that begins at word k.
func tokenEnd(words []readout.Word, k int) int {
	end := k + 1
	for end < len(words) && words[end].Joined {
		end++
	}
	return end
}

// annotateWords sets the columns that the document's layers give.
func annotateWords(out *conllu.Sentence, d *readout.Document, s *readout.Sentence, entities []string) {
	for k := range out.Words {
		w, x := &d.Words[s.FirstWord+k], &out.Words[k]
		x.Lemma, x.UPOS, x.XPOS, x.Feats = w.Lemma, w.UPOS.String(), w.XPOS.String(), w.Feats
		x.Rel, x.Head = w.Rel.String(), conllu.NoHead
		switch {
		case w.Rel == readout.NoRel:
		case w.Head < 0:
			x.Head = conllu.Root
		case w.Head >= s.FirstWord && w.Head < s.LastWord:
			x.Head = w.Head - s.FirstWord
		}
		x.Misc, x.TokenMisc = "", ""
		if e := entities[s.FirstWord+k]; e != "" {
			x.Misc = "Entity=" + e
		}
	}
}

// stretch is a mention as words of its document, half-open.
type stretch struct {
	first, last int
	group       string
	typ         readout.Type
}

// brackets are the values of Entity= for the words of a document: a group for
// each entity, and one for each mention that belongs to none. A mention that
// crosses another or the end of its sentence cannot be written and is left out.
func brackets(d *readout.Document, prefix string) []string {
	all := stretches(d, prefix)
	out := make([]string, len(d.Words))
	var open []stretch
	var last string // what was written last, for a mention of one word
	closeUpTo := func(word int) {
		for len(open) > 0 && open[len(open)-1].last <= word {
			x := open[len(open)-1]
			open = open[:len(open)-1]
			if end := ")"; last == x.group && x.first == x.last-1 {
				out[x.last-1] += end
			} else {
				out[x.last-1] += x.group + end
			}
			last = ""
		}
	}
	for _, x := range all {
		closeUpTo(x.first)
		if len(open) > 0 && open[len(open)-1].last < x.last {
			continue
		}
		out[x.first] += "(" + x.group + "-" + string(x.typ)
		open, last = append(open, x), x.group
	}
	closeUpTo(len(d.Words))
	return out
}

// stretches are the mentions in the order in which they open, outer ones first.
func stretches(d *readout.Document, prefix string) []stretch {
	ends := sentenceEnds(d)
	more := len(d.Entities) - 1
	var all []stretch
	for _, m := range d.Mentions {
		first := sort.Search(len(d.Words), func(i int) bool { return d.Words[i].Start >= m.Start })
		last := sort.Search(len(d.Words), func(i int) bool { return d.Words[i].End > m.End })
		if first >= last || last > ends[first] || m.Type == "" {
			continue
		}
		e := m.Entity
		if e < 0 {
			more++
			e = more
		}
		all = append(all, stretch{first, last, prefix + strconv.Itoa(e+1), m.Type})
	}
	slices.SortStableFunc(all, func(a, b stretch) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(b.last, a.last))
	})
	return all
}

// sentenceEnds is for each word where its sentence ends; 0 outside all.
func sentenceEnds(d *readout.Document) []int {
	ends := make([]int, len(d.Words))
	for _, s := range d.Sentences {
		for i := s.FirstWord; i < s.LastWord; i++ {
			ends[i] = s.LastWord
		}
	}
	return ends
}
