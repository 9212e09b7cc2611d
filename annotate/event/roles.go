package event

import (
	"github.com/readout-project/readout"
)

// Templates of features of participants.
const (
	rBias uint32 = iota + 100
	rPath
	rPathLemma
	rPathType
	rSort
	rSortType
	rRel
	rRelType
	rLemma
	rPrep
	rPrepLemma
	rPrepType
	rFirst
	rSide
	rSideType
	rFar
	rSpeaker
	rSpeakerType
	rUpos
	rPassive
	rNone
	rNoneLemma
	rNoneType
	rNoneObj
	rDepth
	rTop
	rOrder
	rLemmaRel
)

// phrases are the heads of noun phrases of a sentence that can be participants.
func (p *page) phrases(s int) []int32 {
	x := p.d.Sentences[s]
	var out []int32
	for i := x.FirstWord; i < x.LastWord && len(out) < mostCandidates; i++ {
		w := &p.words[i]
		switch w.UPOS {
		case readout.NOUN, readout.PROPN, readout.PRON:
		case readout.ADJ, readout.NUM:
			if w.Rel != readout.RelNsubj && w.Rel != readout.RelObj && w.Rel != readout.RelNsubjPass {
				continue
			}
		default:
			continue
		}
		switch w.Rel {
		case readout.RelFlat, readout.RelFixed, readout.RelGoeswith, readout.RelNmodDesc:
			continue
		case readout.RelCompound:
			if w.UPOS != readout.PROPN {
				continue
			}
		}
		if w.Mention == readout.TimeType || w.UPOS == readout.PRON && p.lemma[i] == "that" {
			continue
		}
		out = append(out, int32(i))
	}
	return out
}

// path is the way in the tree from one word to another, as relations up and down;
// long ways are cut.
func (p *page) path(from, to int32) string {
	up := 0
	a, b := from, to
	var ups, downs []byte
	for p.Depth[a] > p.Depth[b] {
		ups = append(append(ups, '<'), p.words[a].Rel.String()...)
		a = p.Head[a]
		up++
	}
	for p.Depth[b] > p.Depth[a] {
		downs = append([]byte(">"+p.step(b)), downs...)
		b = p.Head[b]
		up++
	}
	for a != b && p.Head[a] >= 0 && p.Head[b] >= 0 {
		ups = append(append(ups, '<'), p.words[a].Rel.String()...)
		downs = append([]byte(">"+p.step(b)), downs...)
		a, b = p.Head[a], p.Head[b]
		up += 2
	}
	if a != b {
		return "apart"
	}
	if up > 6 {
		return "far"
	}
	return string(ups) + string(downs)
}

// step is one relation down, with the preposition.
func (p *page) step(w int32) string {
	r := p.words[w].Rel.String()
	switch p.words[w].Rel {
	case readout.RelObl, readout.RelNmod:
		return r + ":" + p.prep(w)
	}
	return r
}

// participant gives the features of a noun phrase as the actor or recipient of
// an event of a type at a trigger; head is -1 for nobody.
func (p *page) participant(b *bag, trigger, head int32, typ, nth int) {
	b.f = b.f[:0]
	lemma, t := p.lemma[trigger], typeName(typ)
	if head < 0 {
		b.add(rNone)
		b.add(rNoneLemma, lemma)
		b.add(rNoneType, t)
		b.num(rNoneObj, b2i(p.child(trigger, readout.RelObj) >= 0), b2i(p.child(trigger, readout.RelNsubj, readout.RelNsubjPass) >= 0), int(p.words[trigger].UPOS))
		return
	}
	x := &p.words[head]
	path, sort := p.path(trigger, head), p.sort(head)
	upos := p.words[trigger].UPOS.String()
	b.add(rPath, path, upos)
	b.add(rPathLemma, path, lemma)
	b.add(rPathType, path, t)
	b.add(rSort, sort)
	b.add(rSortType, sort, t)
	b.add(rRel, x.Rel.String(), upos)
	b.add(rRelType, x.Rel.String(), t)
	b.add(rLemma, p.lemma[head])
	prep := p.prep(head)
	b.add(rPrep, prep, upos)
	b.add(rPrepLemma, prep, lemma)
	b.add(rPrepType, prep, t)
	b.num(rOrder, min(nth, 4))
	b.num(rSide, b2i(head < trigger))
	b.num(rSideType, b2i(head < trigger), typ)
	b.num(rFar, min(len(path)/6, 6))
	b.num(rUpos, int(x.UPOS))
	b.num(rPassive, b2i(p.child(trigger, readout.RelNsubjPass, readout.RelAuxPass) >= 0), int(x.Rel), b2i(head < trigger))
	b.num(rDepth, int(min(p.Depth[head], 6)))
	b.num(rTop, b2i(x.Rel == readout.RelNsubj && p.Depth[head] == 1), typ)
	if a := p.said[trigger]; a >= 0 {
		in := false
		for _, s := range p.d.Attributions[a].Source {
			in = in || x.Start >= s.Start && x.End <= s.End
		}
		b.num(rSpeaker, b2i(in))
		b.num(rSpeakerType, b2i(in), typ)
	}
}
