package attribution

// A sentence without a cue of its own may go on with the words of the speaker
// before: the rest of a quotation, a quotation behind a colon, a paragraph of a
// long speech.

// Reach of a speaker over sentences and blocks behind his last words.
const (
	carrySentences = 3
	carryBlocks    = 2
)

// carryFeatures describes sentence s as going on with saying k, whose words last
// stood in sentence last; gone is the number of sentences that went on before.
func (p *page) carryFeatures(b *bag, x *saying, s, last, gone int) {
	b.reset(taskCarry)
	sent, prev := &p.d.Sentences[s], &p.d.Sentences[last]
	lo, hi := int32(sent.FirstWord), int32(sent.LastWord)
	q, prior := p.quoteState(lo, hi), p.priorState(x)
	dist := step(int32(s-last)) | step(int32(sent.Block-prev.Block))<<4
	own := uint32(0)
	for i := lo; i < hi; i++ {
		own = max(own, p.strength(i, -1))
	}
	lemma, colon := p.lemma[x.head], bit(p.colon(x))
	b.add3(0, q, prior, dist)
	b.add3(1, q, prior, colon)
	b.add3(2, q, own, dist)
	b.add3(3, prior, dist, own)
	b.add3(4, q, prior, uint32(min(gone, 3)))
	b.add3(5, p.near(lo, 0), q, prior)
	b.add3(6, lemma, q, colon)
	b.add3(7, p.sortOf(x.sourceHead), q, prior)
	b.add3(8, step(hi-lo), q, prior)
	b.add3(9, p.near(lo, 0), p.near(lo, 1), q)
	b.add3(10, colon, dist, q)
	b.add2(11, lemma, prior)
	b.add3(12, bit(p.heading(lo)), q, dist)
	after := uint32(9)
	if s+1 < len(p.d.Sentences) && p.d.Sentences[s+1].FirstWord < p.d.Sentences[s+1].LastWord {
		n := &p.d.Sentences[s+1]
		after = p.quoteState(int32(n.FirstWord), int32(n.LastWord)) | bit(n.Block == sent.Block)<<6
	}
	b.add3(13, after, q, prior)
	b.add3(14, p.quotedShare(lo, hi), q, prior)
	b.add3(15, bit(len(x.content) == 0), q, dist)
	b.add3(16, bit(len(x.content) == 0), colon, dist)
	b.add3(17, p.nearTag(lo, 0), p.nearTag(lo, 1), q)
	b.add3(18, own, q, prior)
}

// quoteState says how quotation marks stand at the ends of the words [lo, hi).
func (p *page) quoteState(lo, hi int32) uint32 {
	u := bit(p.quote[lo] >= 0) | bit(p.opens(lo))<<1 | bit(p.quote[hi-1] >= 0)<<2 | bit(p.closes(hi-1))<<3
	return u | bit(p.quote[lo] >= 0 && p.quote[lo] == p.quote[hi-1])<<4 | bit(hi-lo > 1 && p.closes(hi-2))<<5
}

// priorState says how the words of a saying end.
func (p *page) priorState(x *saying) uint32 {
	if len(x.content) == 0 {
		return 1
	}
	c := x.content[len(x.content)-1]
	u := uint32(2) | bit(p.quote[c.to-1] >= 0)<<2 | bit(p.closes(c.to-1))<<3 | bit(p.quote[c.from] >= 0)<<4
	return u | bit(p.quote[c.to-1] >= 0 && p.quotes[max(0, p.quote[c.to-1])].open)<<5 | bit(x.source[0] < x.source[1])<<6 | bit(c.from > x.head)<<7
}

func (p *page) quotedShare(lo, hi int32) uint32 {
	n := int32(0)
	for i := lo; i < hi; i++ {
		n += int32(bit(p.quote[i] >= 0))
	}
	return uint32(n * 4 / max(1, hi-lo))
}

// colon reports whether the sentence of a cue ends in a colon.
func (p *page) colon(x *saying) bool {
	_, hi := p.bounds(x.head)
	return p.key[hi-1] == ":"
}

// goer is a sentence that may go on with a saying.
type goer struct {
	k, s, last, gone int
}

// goers visits, in order, the sentences that may go on with a saying; does says
// whether one does. Sayings are in order of their heads.
func (p *page) goers(all []saying, does func(g goer) bool) {
	covered := make([]bool, len(p.words))
	cue := make([]int, len(p.d.Sentences))
	for i := range cue {
		cue[i] = -1
	}
	for k := range all {
		for _, c := range all[k].content {
			if p.quote[all[k].head] >= 0 && p.quote[all[k].head] == p.quote[c.from] {
				continue // within what somebody else says
			}
			for i := c.from; i < c.to; i++ {
				covered[i] = true
			}
		}
		if s := p.Sent[all[k].head]; s >= 0 && all[k].within < 0 && all[k].byRule != ruleSilence && p.quote[all[k].head] < 0 {
			if o := cue[s]; o < 0 || p.speaksLast(&all[k], &all[o]) {
				cue[s] = k
			}
		}
	}
	g := goer{k: -1}
	for s, x := range p.d.Sentences {
		if x.FirstWord >= x.LastWord {
			continue
		}
		if cue[s] >= 0 {
			g = goer{k: cue[s], last: s}
			if _, hi := p.unit(all[g.k].head); hi > 0 {
				g.last = max(s, int(p.Sent[hi-1]))
			}
			continue
		}
		if g.k < 0 || covered[x.FirstWord] || s-g.last > carrySentences || x.Block-p.d.Sentences[g.last].Block > carryBlocks {
			continue
		}
		g.s = s
		if does(g) {
			g.last, g.gone = s, g.gone+1
		}
	}
}

// speaksLast reports whether words behind the sentence of two sayings are rather a's
// than b's: who is quoted speaks on.
func (p *page) speaksLast(a, b *saying) bool {
	x, y := p.quotedAt(a), p.quotedAt(b)
	return x != y && x || x == y && len(a.content) > 0
}

// quotedAt reports whether a content begins or ends in a quotation.
func (p *page) quotedAt(x *saying) bool {
	for _, c := range x.content {
		if p.quote[c.from] >= 0 || p.quote[c.to-1] >= 0 {
			return true
		}
	}
	return false
}

// carry gives sentences that go on with a speaker to him.
func (f *finder) carry(all []saying) {
	p := f.p
	p.goers(all, func(g goer) bool {
		x := &all[g.k]
		p.carryFeatures(&f.b, x, g.s, g.last, g.gone)
		if f.m.score(taskCarry, f.b.f) < 0 {
			return false
		}
		x.content, x.carried = append(x.content, p.going(g.s)), true
		return true
	})
}

// going are the words of a sentence that go on with a speaker: all, without a
// plain stop behind a quotation.
func (p *page) going(s int) stretch {
	z := stretch{int32(p.d.Sentences[s].FirstWord), int32(p.d.Sentences[s].LastWord)}
	if z.to-z.from > 2 && p.punct(z.to-1) && p.quote[z.to-1] < 0 {
		z.to--
	}
	return z
}
