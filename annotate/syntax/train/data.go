package main

import (
	"fmt"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/syntax"
	"github.com/readout-project/readout/internal/conllu"
)

// sentence is what the network learns from. An answer of -1 is unknown and not
// learned from.
type sentence struct {
	doc     string
	forms   []syntax.Form
	word    []int32 // row of the table of words
	tag     []int32
	head    []int32 // 0 is the root, i+1 the word i
	rel     []int32
	mention []int32
	runs    []run // names that can be replaced
	sure    bool  // some mentions are known from the lexicon
	src     *conllu.Sentence
}

// mentionTypes are the answers of the layer of mentions; 0 heads none.
var mentionTypes = []readout.Type{
	"", readout.Person, readout.Organization, readout.Place, readout.Abstract, readout.Object,
	readout.EventType, readout.TimeType, readout.Substance, readout.Animal, readout.Plant,
}

// read reads a treebank without the documents in skip.
func read(path string, skip map[string]bool, tags *tagset, entities bool) ([]*sentence, error) {
	all, err := conllu.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var out []*sentence
	for i := range all {
		s := &all[i]
		if skip[s.Doc] {
			continue
		}
		x, err := convert(s, tags, entities)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		out = append(out, x)
	}
	return out, nil
}

func convert(s *conllu.Sentence, tags *tagset, entities bool) (*sentence, error) {
	n := len(s.Words)
	x := &sentence{
		doc: s.Doc, src: s, forms: make([]syntax.Form, n), word: make([]int32, n), tag: make([]int32, n),
		head: make([]int32, n), rel: make([]int32, n), mention: make([]int32, n),
	}
	for i := range s.Words {
		w := &s.Words[i]
		x.forms[i].Read(w.Form)
		x.tag[i] = tags.id(w.UPOS, w.XPOS)
		rel, ok := readout.ParseRel(w.Rel)
		if !ok {
			return nil, fmt.Errorf("%s: relation %q is not of UD", s.Doc, w.Rel)
		}
		x.rel[i], x.head[i], x.mention[i] = int32(rel), int32(w.Head+1), -1
	}
	new(syntax.Lexicon).Look(x.forms)
	if entities {
		return x, x.mentions(s)
	}
	return x, nil
}

// mentions marks the head of each mention with its type; of mentions with one
// head the shortest counts.
func (x *sentence) mentions(s *conllu.Sentence) error {
	ms, err := s.Mentions()
	if err != nil {
		return err
	}
	for i := range x.mention {
		x.mention[i] = 0
	}
	length := make([]int, len(x.mention))
	for _, m := range ms {
		h := headWord(s, m.First, m.Last)
		if l := m.Last - m.First; length[h] == 0 || l < length[h] {
			for k, t := range mentionTypes {
				if string(t) == m.Type {
					x.mention[h], length[h] = int32(k), l
				}
			}
		}
	}
	return nil
}

// headWord is the first word of a span whose head lies outside it, punctuation
// aside.
func headWord(s *conllu.Sentence, first, last int) int {
	found := -1
	for i := first; i < last; i++ {
		if h := s.Words[i].Head; h >= first && h < last {
			continue
		}
		if s.Words[i].UPOS != "PUNCT" {
			return i
		}
		if found < 0 {
			found = i
		}
	}
	return max(found, first)
}

// tagset numbers the pairs of UPOS and XPOS in the order in which they are met.
type tagset struct {
	pairs []string // "NOUN NN"
	known map[string]int32
	fixed bool
}

func (t *tagset) id(upos, xpos string) int32 {
	p := upos + " " + xpos
	if i, ok := t.known[p]; ok {
		return i
	}
	if t.fixed {
		return -1
	}
	if t.known == nil {
		t.known = map[string]int32{}
	}
	t.known[p] = int32(len(t.pairs))
	t.pairs = append(t.pairs, p)
	return t.known[p]
}

func (t *tagset) list() []syntax.Tag {
	var out []syntax.Tag
	for _, p := range t.pairs {
		u, x, _ := strings.Cut(p, " ")
		upos, _ := readout.ParseUPOS(u)
		xpos, _ := readout.ParseXPOS(x)
		out = append(out, syntax.Tag{UPOS: upos, XPOS: xpos})
	}
	return out
}
