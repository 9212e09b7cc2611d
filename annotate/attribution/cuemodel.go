package attribution

import "github.com/readout-project/readout"

// candidateCue reports whether word i may be the head of a cue.
func (p *page) candidateCue(i int32) bool {
	switch p.words[i].UPOS {
	case readout.VERB, readout.NOUN, readout.ADJ, readout.ADP, readout.ADV, readout.PROPN, readout.SCONJ:
		return true
	case readout.AUX:
		return p.rel(i) != readout.RelAux
	case readout.PUNCT:
		return p.key[i] == ":"
	case readout.PART:
		return p.rel(i) == readout.RelCase
	}
	return false
}

// cueFeatures describes word i as the head of a cue.
func (p *page) cueFeatures(b *bag, i int32) {
	b.reset(taskCue)
	w := &p.words[i]
	fr := p.frameOf(i)
	lemma, tag, rel := p.lemma[i], uint32(w.XPOS), uint32(w.Rel)
	b.add(0, 0)
	b.add(1, lemma)
	b.add2(2, lemma, tag)
	b.add2(3, lemma, rel)
	b.add2(4, tag, rel)
	b.add2(5, lemma, fr.mask)
	b.add3(6, uint32(w.UPOS), fr.mask, rel)
	for k := uint32(1); k <= 32768; k <<= 1 {
		if fr.mask&k != 0 {
			b.add2(7, lemma, k)
		}
	}
	b.add2(8, lemma, p.sortOf(fr.subj))
	b.add2(9, uint32(w.UPOS), p.sortOf(fr.subj))
	b.add2(10, lemma, p.sortOf(fr.obj))
	p.cueContext(b, i, &fr)
	p.cueComplement(b, i, &fr)
	p.cueSetting(b, i, &fr)
}

// cueContext adds the words around and above.
func (p *page) cueContext(b *bag, i int32, fr *frame) {
	lemma := p.lemma[i]
	b.add2(20, lemma, p.near(i, 1))
	b.add2(21, lemma, p.near(i, -1))
	b.add3(22, p.near(i, -1), uint32(p.words[i].XPOS), p.near(i, 1))
	b.add3(23, lemma, p.near(i, 1), p.near(i, 2))
	b.add3(24, lemma, p.nearTag(i, -1), p.nearTag(i, 1))
	b.add2(25, p.nearTag(i, 1), p.nearTag(i, 2))
	b.add2(26, p.nearTag(i, -1), p.nearTag(i, -2))
	if h := p.Head[i]; h >= 0 {
		b.add3(27, lemma, p.lemma[h], uint32(p.words[i].Rel))
		b.add2(28, p.lemma[h], uint32(p.words[i].Rel))
		b.add3(29, uint32(p.words[h].UPOS), uint32(p.words[i].Rel), bit(h < i))
		up := p.frameOf(h)
		b.add3(30, uint32(p.words[i].Rel), p.sortOf(up.subj), uint32(p.words[i].UPOS))
		b.add3(31, lemma, p.sortOf(up.subj), uint32(p.words[i].Rel))
	} else {
		b.add2(32, lemma, edge)
	}
	for c := p.First[i]; c >= 0; c = p.Next[c] {
		switch p.words[c].Rel {
		case readout.RelAux, readout.RelAuxPass, readout.RelCop:
			b.add2(33, lemma, p.lemma[c])
			b.add2(34, p.lemma[c], uint32(p.words[i].XPOS))
		case readout.RelAdvmod, readout.RelCompoundPrt, readout.RelCompound, readout.RelAmod, readout.RelDet:
			b.add2(35, lemma, p.lemma[c])
		case readout.RelMark, readout.RelCase:
			b.add2(36, lemma, p.form[c])
			b.add2(37, uint32(p.words[i].UPOS), p.form[c])
		}
	}
	b.add2(38, lemma, bit(fr.neg >= 0))
}

// cueComplement adds what the word governs.
func (p *page) cueComplement(b *bag, i int32, fr *frame) {
	lemma, upos := p.lemma[i], uint32(p.words[i].UPOS)
	for c := p.First[i]; c >= 0; c = p.Next[c] {
		switch p.rel(c) {
		case readout.RelObl, readout.RelNmod:
			b.add2(40, lemma, p.caseOf(c))
			b.add3(41, lemma, p.caseOf(c), p.sortOf(c))
		case readout.RelCcomp, readout.RelXcomp, readout.RelAdvcl, readout.RelAcl, readout.RelParataxis:
			m := p.caseOf(c)
			b.add3(42, lemma, uint32(p.words[c].Rel), m)
			b.add3(43, upos, uint32(p.words[c].Rel), m)
			b.add3(44, upos, uint32(p.words[c].Rel), p.form[p.Lo[c]])
			b.add3(45, uint32(p.words[c].Rel), bit(c < i), bit(p.quote[p.Lo[c]] >= 0))
		case readout.RelObj, readout.RelNsubj:
			b.add3(46, lemma, uint32(p.words[c].Rel), p.lemma[c])
			b.add2(47, uint32(p.words[c].Rel), p.lemma[c])
			b.add3(48, lemma, uint32(p.words[c].Rel), p.form[p.Lo[c]])
		}
	}
	if fr.obj >= 0 {
		o := p.frameOf(fr.obj)
		b.add2(49, lemma, o.mask)
	}
}

// cueSetting adds where the word stands: quotations, the sentence, the block.
func (p *page) cueSetting(b *bag, i int32, fr *frame) {
	lo, hi := p.bounds(i)
	lemma, upos := p.lemma[i], uint32(p.words[i].UPOS)
	before, after := p.quoteNear(i, -1, lo, hi), p.quoteNear(i, 1, lo, hi)
	b.add3(60, upos, before, after)
	b.add3(61, lemma, before, after)
	b.add3(62, p.sortOf(fr.subj), before, after)
	b.add2(63, upos, bit(p.quote[i] >= 0))
	b.add2(64, lemma, bit(p.quote[i] >= 0))
	title := uint32(0)
	if s := p.Sent[i]; s >= 0 {
		switch p.d.Report.Blocks[p.d.Sentences[s].Block].Role {
		case readout.RoleHeadline, readout.RoleDeck, readout.RoleHeading:
			title = 1
		}
	}
	b.add2(65, upos, title)
	b.add2(66, lemma, title)
	b.add3(67, upos, step(i-lo), title)
	b.add2(68, upos, step(hi-i))
	if p.key[i] == ":" {
		b.add3(69, step(i-lo), bit(i+1 < hi), title)
		b.add2(70, p.sortOf(i-1), title)
		b.add2(71, p.lemma[max(lo, i-1)], title)
	}
}

// quoteNear says how far the nearest mark of a quotation that does not hold the
// word is, in the sentence.
func (p *page) quoteNear(i, by, lo, hi int32) uint32 {
	for k, n := i+by, int32(0); k >= lo && k < hi && n < 14; k, n = k+by, n+1 {
		if p.quote[k] >= 0 && p.quote[k] != p.quote[i] {
			if n < 3 {
				return uint32(n) + 1
			}
			return 4
		}
	}
	return 0
}
