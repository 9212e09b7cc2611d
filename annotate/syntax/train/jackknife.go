package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/syntax"
	"github.com/readout-project/readout/internal/conllu"
)

// jackknife reads the documents of GUM as the program would read new ones: each
// by a network that was trained on the others. What is trained on top of the
// trees (annotate/coref) learns from this what to expect of them. The file has
// the treebank's words with the network's tags, trees and, as Mention= in MISC,
// the types of the mentions that they head.
func (o *options) jackknife(c *corpus, folds int, path string) error {
	base := o.fresh(c, 0)
	if o.pre > 0 {
		if err := o.step(c, "plain", base, base.all[:base.lower], func() { pretrain(o, c, base) }); err != nil {
			return err
		}
	}
	fold := map[string]int{}
	for _, s := range c.gold {
		if _, ok := fold[s.doc]; !ok && strings.HasPrefix(s.doc, "GUM_") {
			fold[s.doc] = len(fold) % folds
		}
	}
	read := map[*sentence][]readout.Word{}
	for k := range folds {
		part := *c
		part.gold = slices.DeleteFunc(slices.Clone(c.gold), func(s *sentence) bool { f, ok := fold[s.doc]; return ok && f == k })
		n := o.fresh(c, uint64(k)+100)
		n.inherit(base)
		name := fmt.Sprintf("fold%d", k+1)
		if err := o.step(c, name, n, n.all, func() { o.job(c, name, n, o.lessons, uint64(k)+100, part.lesson).fit() }); err != nil {
			return err
		}
		if err := o.reread(c, n, func(s *sentence) bool { f, ok := fold[s.doc]; return ok && f == k }, read); err != nil {
			return err
		}
	}
	return writeRead(path, c.gold, read)
}

// reread parses sentences with the network as it would be shipped.
func (o *options) reread(c *corpus, n *net, want func(*sentence) bool, read map[*sentence][]readout.Word) error {
	file, err := syntax.Build(n.params(c.vocab.hashes, c.tags.list()), nil)
	if err != nil {
		return err
	}
	m, err := syntax.Load(file)
	if err != nil {
		return err
	}
	for _, s := range c.gold {
		if want(s) {
			text, ws, cuts := words([]*sentence{s})
			m.Parse(text, ws, cuts)
			read[s] = ws
		}
	}
	return nil
}

func writeRead(path string, ss []*sentence, read map[*sentence][]readout.Word) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	b := bufio.NewWriter(f)
	w := conllu.NewWriter(b)
	for _, s := range ss {
		ws, ok := read[s]
		if !ok {
			continue
		}
		out := *s.src
		out.Comments, out.Fields = nil, nil
		out.Words = slices.Clone(s.src.Words)
		for i := range out.Words {
			x := &out.Words[i]
			x.UPOS, x.XPOS, x.Rel, x.Head = ws[i].UPOS.String(), ws[i].XPOS.String(), ws[i].Rel.String(), ws[i].Head
			x.Lemma, x.Feats, x.Misc = "", "", ""
			if ws[i].Mention != "" {
				x.Misc = "Mention=" + string(ws[i].Mention)
			}
		}
		if err := w.Write(&out); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return b.Flush()
}
