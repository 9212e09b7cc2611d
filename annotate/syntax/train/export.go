package main

import (
	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/syntax"
)

// params hands the network to syntax.Build.
func (n *net) params(vocab []uint64, tags []syntax.Tag) *syntax.Params {
	p := &syntax.Params{
		Sizes: syntax.Sizes(n.sizes), Tags: tags, Types: mentionTypes[1:], Vocab: vocab,
		WordE: n.word.w, AffixE: n.affix.w, ShapeE: n.shape.w,
		DepW: n.depW.w, DepB: n.depB.w, HeadW: n.headW.w, HeadB: n.headB.w,
		Root: n.root.w, ArcU: n.arcU.w, ArcV: n.arcV.w,
		RelDep: n.relDep.w, RelHead: n.relHead.w,
		RelRoot: n.relRoot.w, RelB: n.relB.w, RelW: n.relW.w, RelO: n.relO.w,
		TagW: n.tagW.w, TagB: n.tagB.w, MenH: n.menH.w, MenC: n.menC.w, MenW: n.menW.w, MenB: n.menB.w,
	}
	for i, l := range n.layers {
		p.X[i], p.B[i] = l.wx.w, l.b.w
		for d, t := range l.wr {
			p.State[i][d] = t.w
		}
	}
	return p
}

// words makes the input of syntax.Model.Parse from sentences: their text, word
// by word with blanks between.
func words(ss []*sentence) (string, []readout.Word, []readout.Sentence) {
	var text []byte
	var ws []readout.Word
	var out []readout.Sentence
	for _, s := range ss {
		o := readout.Sentence{FirstWord: len(ws)}
		for i := range s.src.Words {
			from := len(text)
			text = append(text, s.src.Words[i].Form...)
			ws = append(ws, readout.Word{Span: readout.Span{Start: from, End: len(text)}})
			text = append(text, ' ')
		}
		o.LastWord = len(ws)
		out = append(out, o)
	}
	return string(text), ws, out
}
