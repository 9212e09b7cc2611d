package main

import (
	"fmt"
	"log"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/syntax"
)

// tally counts right answers; the scorers in bench/ give the figures that last.
type tally struct {
	words, upos, uas, las   int
	mentions, types         int // heads of mentions, and those with the right type
	found, gold, head, kind int // mentions of persons, organisations and places with a proper noun as head
}

func (c *tally) String() string {
	f := func(x int) float64 { return 100 * float64(x) / float64(max(c.words, 1)) }
	g := func(x int) float64 { return 200 * float64(x) / float64(max(c.found+c.gold, 1)) }
	return fmt.Sprintf("UPOS %.2f UAS %.2f LAS %.2f types %.1f names %.1f typed %.1f", f(c.upos), f(c.uas), f(c.las),
		100*float64(c.types)/float64(max(c.mentions, 1)), g(c.head), g(c.kind))
}

func (c *tally) word(s *sentence, t int, upos readout.UPOS, head int, rel readout.Rel, mention int) {
	w := &s.src.Words[t]
	c.words++
	if upos.String() == w.UPOS {
		c.upos++
	}
	if head == int(s.head[t]) {
		c.uas++
		if rel.Base() == readout.Rel(s.rel[t]).Base() {
			c.las++
		}
	}
	gold := int(s.mention[t])
	if gold > 0 {
		c.mentions++
		if gold == mention {
			c.types++
		}
	}
	if gold < 0 || w.UPOS != "PROPN" {
		return
	}
	named := func(x int) bool { return x >= 1 && x <= 3 }
	if named(mention) {
		c.found++
	}
	if named(gold) {
		c.gold++
	}
	if named(gold) && named(mention) {
		c.head++
		if gold == mention {
			c.kind++
		}
	}
}

// measure parses with the network in float.
func measure(p *pass, tags []syntax.Tag, ss []*sentence) *tally {
	p.train = false
	c := &tally{}
	for _, b := range cut(ss, 2000) {
		p.run(b)
		heads := p.trees()
		h := &p.scores
		h.rels(p, func(s, t int) int { return heads[s][t] })
		for s, sent := range b {
			for t := range sent.forms {
				r := p.b.row(s, t)
				c.word(sent, t, tags[greatest(row(h.tag, r, p.n.tagW.cols))].UPOS, heads[s][t],
					readout.Rel(greatest(row(h.rel, r, readout.NumRel))), greatest(row(h.men, r, p.n.menW.cols)))
			}
		}
	}
	return c
}

// trees are the best trees of the sentences of the batch.
func (p *pass) trees() [][]int {
	heads := make([][]int, len(p.b.sents))
	for s, sent := range p.b.sents {
		n := len(sent.forms)
		heads[s] = make([]int, n)
		syntax.Tree(whole(p.scores.arc[s], n), n, heads[s])
	}
	return heads
}

func whole(score []float32, n int) []int32 {
	out := make([]int32, n*(n+1))
	for i := range out {
		out[i] = int32(score[i] * 4096)
	}
	return out
}

func row(x []float32, r, width int) []float32 { return x[r*width : (r+1)*width] }

func greatest(x []float32) int {
	best := 0
	for i, v := range x {
		if v > x[best] {
			best = i
		}
	}
	return best
}

// measureModel parses with the model as it is shipped.
func measureModel(m *syntax.Model, ss []*sentence) *tally {
	text, ws, sents := words(ss)
	m.Parse(text, ws, sents)
	c := &tally{}
	at := 0
	for _, s := range ss {
		for t := range s.forms {
			w := &ws[at+t]
			mention := 0
			for i, k := range mentionTypes {
				if k == w.Mention {
					mention = i
				}
			}
			c.word(s, t, w.UPOS, max(w.Head-at+1, 0), w.Rel, mention)
		}
		at += len(s.forms)
	}
	return c
}

// dev is what progress is measured on: never learned from.
type dev struct {
	name  string
	sents []*sentence
}

func reporter(devs []dev, tags []syntax.Tag) func(p *pass) {
	return func(p *pass) {
		for _, d := range devs {
			log.Printf("    %-9s %s", d.name, measure(p, tags, d.sents))
		}
	}
}

// news are the sentences of GUM's news documents.
func news(ss []*sentence) []*sentence {
	var out []*sentence
	for _, s := range ss {
		if strings.HasPrefix(s.doc, "GUM_news") {
			out = append(out, s)
		}
	}
	return out
}
