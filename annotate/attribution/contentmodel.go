package attribution

import "github.com/readout-project/readout"

// speech is a cue with its source, as words: what a content is looked for.
type speech struct {
	head       int32 // of the cue
	cue        [2]int32
	source     [2]int32 // empty where there is none
	sourceHead int32    // -1
	frame      frame
}

// stretch is a run of words [from, to); empty for no content on a side.
type stretch struct{ from, to int32 }

func (s stretch) empty() bool { return s.from >= s.to }

func (s stretch) holds(i int32) bool { return i >= s.from && i < s.to }

// Sides of a cue.
const (
	right = iota
	left
)

// zones are the parts of the unit on a side of the cue in which a content may
// lie: all but the source.
func (p *page) zones(s *speech, side int) []stretch {
	lo, hi := p.unit(s.head)
	z := stretch{s.cue[1], hi}
	if side == left {
		z = stretch{lo, s.cue[0]}
	}
	if s.source[0] >= s.source[1] || s.source[1] <= z.from || s.source[0] >= z.to {
		return []stretch{z}
	}
	return []stretch{{z.from, s.source[0]}, {s.source[1], z.to}}
}

// starts and ends of contents lie at most this far from each other's anchors.
const (
	contentReach = 70
	beam         = 5
)

// startFeatures describes word i as the first word of the content on a side; other
// says what stands on the other side.
func (p *page) startFeatures(b *bag, s *speech, side int, i int32, other uint32) {
	b.reset(taskContentStart + task(side))
	lemma, upos := p.lemma[s.head], uint32(p.words[s.head].UPOS)
	top := p.Top(i, s.head, true)
	path := p.path(s.head, top)
	behind := bit(i == s.cue[1]) | bit(i == s.source[1])<<1
	quote := bit(p.opens(i)) | bit(p.quote[i] >= 0)<<1 | bit(i > 0 && p.closes(i-1))<<2
	first := p.Sent[i] < 0 || i == int32(p.d.Sentences[p.Sent[i]].FirstWord)
	b.add2(0, behind, quote)
	b.add2(1, path, quote)
	b.add2(2, path, lemma)
	b.add3(3, path, upos, behind)
	b.add3(4, p.near(i, 0), p.near(i, -1), behind)
	b.add2(5, lemma, p.near(i, 0))
	b.add2(6, p.near(i, -1), quote)
	b.add2(7, p.near(i, 0), behind)
	b.add3(8, p.nearTag(i, 0), p.nearTag(i, -1), behind)
	b.add3(9, uint32(p.words[top].Rel), uint32(p.words[top].UPOS), behind)
	b.add3(10, path, p.near(i, 0), behind)
	b.add3(11, step(i-s.cue[1]), upos, bit(first))
	b.add3(12, other, quote, behind)
	b.add3(13, path, p.near(i, -1), uint32(side))
	b.add3(14, lemma, behind, quote)
	b.add3(15, p.near(i, -1), p.near(i, -2), p.nearTag(i, 0))
	b.add3(16, path, other, bit(first))
	b.add3(17, s.frame.mask, path, behind)
	b.add3(18, lemma, p.near(i, -1), p.near(i, 0))
	b.add3(19, bit(first), p.near(i, 0), p.near(i, 1))
	b.add3(21, uint32(p.words[top].Rel), p.strength(top, s.head), behind)
	b.add3(22, path, p.strength(top, s.head), bit(i > s.head))
}

// endFeatures describes word i as the last word of the content.
func (p *page) endFeatures(b *bag, s *speech, side int, i int32, other uint32) {
	b.reset(taskContentEnd + task(side))
	lemma, upos := p.lemma[s.head], uint32(p.words[s.head].UPOS)
	top := p.Top(i, s.head, false)
	path := p.path(s.head, top)
	_, hi := p.unit(s.head)
	before := bit(i+1 == s.cue[0]) | bit(i+1 == s.source[0])<<1 | bit(i+1 >= hi)<<2 | bit(i+2 >= hi)<<3
	quote := bit(p.closes(i)) | bit(p.quote[i] >= 0)<<1 | bit(i+1 < int32(len(p.words)) && p.opens(i+1))<<2
	next, reason, strong := uint32(0), uint32(0), uint32(0)
	if j := i + 1; int(j) < len(p.words) && p.Sent[j] == p.Sent[i] {
		up := p.Top(j, s.head, true)
		next = p.path(s.head, up)
		reason = mix(uint32(p.words[up].Rel), uint32(p.words[up].UPOS))
		strong = p.strength(up, s.head)
		if p.punct(j) && int(j+1) < len(p.words) && p.Sent[j+1] == p.Sent[i] {
			up = p.Top(j+1, s.head, true)
			strong = p.strength(up, s.head)
			reason = mix(mix(uint32(p.words[up].Rel), p.path(s.head, up)), 7)
		}
	}
	b.add2(0, before, quote)
	b.add2(1, path, before)
	b.add3(2, path, lemma, before)
	b.add3(3, path, p.near(i, 1), quote)
	b.add2(4, next, p.near(i, 1))
	b.add3(5, next, path, before)
	b.add3(6, p.near(i, 0), p.near(i, 1), before)
	b.add3(7, p.nearTag(i, 0), p.nearTag(i, 1), p.nearTag(i, 2))
	b.add2(8, reason, p.near(i, 1))
	b.add3(9, reason, p.near(i, 1), p.near(i, 2))
	b.add3(10, p.near(i, 1), p.near(i, 2), quote)
	b.add3(11, other, quote, before)
	b.add3(12, upos, before, quote)
	b.add3(13, lemma, before, quote)
	b.add3(14, step(hi-i), p.near(i, 1), quote)
	b.add3(15, lemma, reason, p.near(i, 1))
	b.add3(16, p.near(i, 0), quote, before)
	b.add3(17, path, other, before)
	b.add3(18, path, reason, p.near(i, 1))
	b.add3(20, strong, p.near(i, 1), quote)
	b.add3(21, strong, reason, before)
	b.add3(22, strong, next, before)
}

// strength is how much like a cue a word other than h is.
func (p *page) strength(i, h int32) uint32 {
	if i == h {
		return 9
	}
	switch o := p.odds[i]; {
	case o == 0 || o < -3:
		return 0
	case o < -1:
		return 1
	case o < 0.5:
		return 2
	case o < 2:
		return 3
	}
	return 4
}

// spanFeatures describes the content z as a whole; an empty one is the choice of
// none.
func (p *page) spanFeatures(b *bag, s *speech, side int, z stretch, other uint32) {
	b.reset(taskContent + task(side))
	lemma, upos := p.lemma[s.head], uint32(p.words[s.head].UPOS)
	lo, hi := p.unit(s.head)
	if z.empty() {
		q := uint32(0)
		if side == right && s.cue[1] < hi {
			q = p.form[s.cue[1]]
		} else if side == left && s.cue[0] > lo {
			q = p.form[s.cue[0]-1]
		}
		near := p.edgeOfFrame(s, side)
		b.add2(0, other, 0)
		b.add2(1, lemma, other)
		b.add2(2, s.frame.mask, other)
		b.add3(3, upos, q, other)
		b.add2(4, lemma, q)
		b.add3(5, near, other, uint32(p.words[s.head].Rel))
		b.add2(6, lemma, uint32(p.words[s.head].Rel))
		b.add3(7, upos, s.frame.mask, uint32(p.words[s.head].Rel))
		b.add2(8, uint32(p.words[s.head].XPOS), near)
		b.add3(9, bit(p.quote[lo] >= 0), near, other)
		b.add2(10, lemma, near)
		return
	}
	one, two, n := p.tops(z, s.head)
	size := z.to - z.from
	over, under := p.cuesIn(z, s.head)
	b.add3(33, over, under, wrap(p, z))
	b.add3(34, over, one, two)
	b.add3(35, over, uint32(n), upos)
	b.add3(36, over, lemma, bit(z.from >= s.cue[1]))
	b.add3(37, over, bit(z.from == lo), bit(z.to >= hi-1))
	wrap := wrap(p, z)
	balanced := bit(p.quote[z.from] == p.quote[z.to-1])
	b.add2(20, one, two)
	b.add3(21, one, two, lemma)
	b.add3(22, uint32(n), wrap, balanced)
	b.add3(23, step(size), upos, uint32(n))
	b.add3(24, wrap, balanced, other)
	b.add3(25, s.frame.mask, one, two)
	b.add3(26, lemma, uint32(n), wrap)
	b.add3(27, one, wrap, bit(z.from == s.cue[1]))
	b.add2(28, lemma, step(size))
	b.add3(29, uint32(n), bit(z.to == s.cue[0] || z.to == s.source[0]), bit(z.from == s.cue[1] || z.from == s.source[1]))
	b.add3(30, one, uint32(n), p.near(z.to-1, 1))
	b.add3(31, bit(z.from == lo), bit(z.to >= hi-1), wrap)
	b.add2(32, other, one)
	p.cutFeatures(b, s, z)
}

// cutFeatures describes what a content leaves out at its ends, and whether that hangs
// on a word within: a clause torn from the words it belongs to.
func (p *page) cutFeatures(b *bag, s *speech, z stretch) {
	lo, hi := p.unit(s.head)
	lemma := p.lemma[s.head]
	for _, begins := range []bool{true, false} {
		j, by, side := z.to, int32(1), uint32(0)
		if begins {
			j, by, side = z.from-1, -1, 1
		}
		mark := edge
		for j >= lo && j < hi && p.punct(j) {
			mark = p.form[j]
			j += by
		}
		if j < lo || j >= hi {
			b.add3(40, side, mark, bit(p.quote[max(z.from, z.to-1)] >= 0))
			continue
		}
		t := p.Top(j, s.head, !begins)
		own := bit(j >= s.cue[0] && j < s.cue[1]) | bit(j >= s.source[0] && j < s.source[1])<<1
		torn := own<<1 | bit(z.holds(p.Head[t]))
		rel := uint32(p.words[t].Rel)
		b.add3(41, side, torn, mix(rel, mark))
		b.add3(42, side, torn, mix(p.form[j], mark))
		b.add3(43, side, torn, mix(lemma, rel))
		b.add3(44, side, torn, mix(rel, p.strength(t, s.head)))
		b.add3(45, side, torn, mix(mix(rel, uint32(p.words[t].XPOS)), p.nearTag(j, 0)))
		if h := p.Head[t]; h >= 0 {
			b.add3(46, side, torn, mix(rel, uint32(p.words[h].UPOS)<<8|uint32(p.words[h].Rel)))
			b.add3(47, side, torn, mix(mix(rel, p.lemma[h]), mark))
		}
		b.add3(48, side, torn, mix(mix(rel, bit(p.Hi[t]-p.Lo[t] > 6)), bit(p.quote[j] >= 0)))
	}
}

// edgeOfFrame is the form of what stands beyond source and cue on a side, where a
// content would touch them.
func (p *page) edgeOfFrame(s *speech, side int) uint32 {
	if side == right {
		i := s.cue[1]
		if s.source[0] == i {
			i = s.source[1]
		}
		return p.near(i-1, 1)
	}
	i := s.cue[0]
	if s.source[1] == i {
		i = s.source[0]
	}
	return p.near(i, -1)
}

// tops are the first two words of a stretch whose heads lie outside it, as their
// ways from h, and their number.
func (p *page) tops(z stretch, h int32) (one, two uint32, n int) {
	for i := z.from; i < z.to; i++ {
		if z.holds(p.Head[i]) || p.punct(i) {
			continue
		}
		switch n {
		case 0:
			one = p.path(h, i)
		case 1:
			two = p.path(h, i)
		}
		n++
	}
	return one, two, min(n, 5)
}

// before says whether a quotation ends where the cue and its source begin: what the
// choice on the right knows of the left.
func (p *page) before(s *speech) uint32 {
	i := s.cue[0]
	if s.source[0] < s.source[1] {
		i = min(i, s.source[0])
	}
	lo, _ := p.unit(s.head)
	i--
	if i >= lo && p.key[i] == "," {
		i--
	}
	if i < lo {
		return 0
	}
	return 1 + bit(p.quote[i] >= 0) + bit(p.closes(i))<<1
}

// shape is what a content is like to the choice on the other side.
func (p *page) shape(z stretch, s *speech) uint32 {
	if z.empty() {
		return 1
	}
	k := uint32(2)
	switch {
	case p.opens(z.from) && p.closes(z.to-1):
		k = 3
	case p.quote[z.from] >= 0 || p.quote[z.to-1] >= 0:
		k = 4
	}
	one, _, _ := p.tops(z, s.head)
	comp := uint32(0)
	if s.frame.comp >= 0 && p.path(s.head, s.frame.comp) == one {
		comp = 1
	} else if s.frame.obj >= 0 && p.path(s.head, s.frame.obj) == one {
		comp = 2
	}
	return k<<2 | comp
}

func wrap(p *page, z stretch) uint32 {
	return bit(p.opens(z.from)) | bit(p.closes(z.to-1))<<1 | bit(p.quote[z.from] >= 0)<<2 | bit(p.quote[z.to-1] >= 0)<<3
}

// cuesIn is the strength of the strongest cue in a stretch that does not hang on
// h, and of the strongest that does.
func (p *page) cuesIn(z stretch, h int32) (over, under uint32) {
	for i := z.from; i < z.to; i++ {
		if p.odds[i] < -1 || p.odds[i] == 0 || p.quote[i] >= 0 && p.quote[i] != p.quote[h] {
			continue
		}
		if p.Under(i, h) && p.rel(i) != readout.RelConj {
			under = max(under, p.strength(i, h))
		} else {
			over = max(over, p.strength(i, h))
		}
	}
	return over, under
}
