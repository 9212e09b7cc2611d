package attribution

import "github.com/readout-project/readout"

// acceptFeatures describes a saying as a whole: whether it is one, now that its
// source and content are read.
func (p *page) acceptFeatures(b *bag, x *saying) {
	b.reset(taskAccept)
	h := x.head
	lemma, upos := p.lemma[h], uint32(p.words[h].UPOS)
	odds := uint32(min(15, max(-15, int32(x.odds*2)))) + 16
	from := p.sortOf(x.sourceHead)
	var one, two uint32
	size, quoted, finite, n := int32(0), int32(0), uint32(0), 0
	for _, c := range x.content {
		a, _, k := p.tops(c, h)
		if one == 0 {
			one = a
		} else {
			two = a
		}
		n += k
		size += c.to - c.from
		for i := c.from; i < c.to; i++ {
			quoted += int32(bit(p.quote[i] >= 0))
			if w := &p.words[i]; w.XPOS == readout.TagVBD || w.XPOS == readout.TagVBZ || w.XPOS == readout.TagVBP || w.XPOS == readout.TagMD {
				finite = 1
			}
		}
	}
	sides := uint32(len(x.content))<<2 | finite<<1 | bit(len(x.content) > 0 && x.content[0].from < h)
	b.add(0, odds)
	b.add2(1, lemma, finite)
	b.add3(2, lemma, from, finite)
	b.add3(3, lemma, one, two)
	b.add3(4, upos, one, from)
	b.add3(5, lemma, step(size), uint32(min(n, 4)))
	b.add3(6, odds, upos, sides)
	b.add3(7, odds, from, finite)
	b.add3(8, upos, step(quoted), sides)
	b.add3(9, lemma, bit(quoted > 0), sides)
	b.add3(10, odds, bit(x.within >= 0), upos)
	b.add3(11, lemma, bit(x.within >= 0), bit(p.quote[h] >= 0))
	b.add3(12, odds, bit(p.quote[h] >= 0), bit(p.heading(h)))
	b.add3(13, upos, p.sourceWords(x), sides)
	b.add3(14, p.lemmaOf(x.sourceHead), upos, finite)
	b.add3(15, lemma, uint32(p.words[h].XPOS), x.frame.mask)
	for _, c := range x.content {
		b.add3(16, lemma, p.form[c.from], bit(c.from > h))
		b.add3(17, upos, p.form[c.from], p.nearTag(c.from, 1))
		b.add3(18, p.nearTag(c.from, 0), p.near(c.to-1, 1), upos)
	}
	b.add3(19, p.path(h, x.sourceHead), upos, sides)
	b.add3(20, lemma, p.caseOf(max(0, x.sourceHead)), from)
	b.add3(21, odds, uint32(p.words[h].Rel), upos)
	b.add3(22, step(size), step(quoted), from)
}

func (p *page) lemmaOf(i int32) uint32 {
	if i < 0 {
		return 0
	}
	return p.lemma[i]
}

// sourceWords is the length of a source, and whether it has a capital letter.
func (p *page) sourceWords(x *saying) uint32 {
	proper := uint32(0)
	for i := x.source[0]; i < x.source[1]; i++ {
		if p.words[i].UPOS == readout.PROPN {
			proper = 1
		}
	}
	return step(x.source[1]-x.source[0])<<1 | proper
}

// cueShare is what the odds of the cue alone add to those of the whole: two models
// that err apart.
const cueShare = 0.5

// nobodyMore is how much less sure the model needs to be where nobody is named: the
// corpus marks such ones less regularly, and no mouth is put wrong by them.
const nobodyMore = 0.6

// accept keeps what is an attribution as a whole.
func (f *finder) accept(all []saying) []saying {
	kept := all[:0]
	for i := range all {
		x := &all[i]
		if x.byRule == "" {
			f.p.acceptFeatures(&f.b, x)
			x.odds = f.m.score(taskAccept, f.b.f) + cueShare*x.odds
			least := f.m.Header.Least
			if x.source[0] >= x.source[1] {
				least -= nobodyMore
			}
			if x.odds < least || f.p.names(x) || f.p.patient(x) {
				continue
			}
		}
		kept = append(kept, *x)
	}
	return kept
}

// names reports whether a saying without a source only gives something its name:
// "the statue known as", "a storm called".
func (p *page) names(x *saying) bool {
	return x.source[0] >= x.source[1] && lex().in("naming", p.words[x.head].Lemma)
}

// patient reports whether the source is what a participle is done to: "an adult found
// guilty", "a man accused of theft".
func (p *page) patient(x *saying) bool {
	return p.words[x.head].XPOS == readout.TagVBN && p.rel(x.head) == readout.RelAcl && x.sourceHead >= 0 && x.sourceHead == p.Head[x.head]
}
