package attribution

import "github.com/readout-project/readout"

// sourceCandidates are the words that may head the source of the cue: nominals
// of its sentence.
func (p *page) sourceCandidates(out []int32, h int32) []int32 {
	lo, hi := p.bounds(h)
	for i := max(lo, h-60); i < min(hi, h+60); i++ {
		if i == h || p.othersWords(i, h) {
			continue
		}
		switch p.words[i].UPOS {
		case readout.NOUN, readout.PROPN, readout.PRON:
			out = append(out, i)
		case readout.ADJ, readout.NUM, readout.DET:
			if r := p.rel(i); r == readout.RelNsubj || r == readout.RelObl || r == readout.RelNmod {
				out = append(out, i)
			}
		}
	}
	return out
}

// shortQuote is the number of words up to which a quotation may be a name or a term.
const shortQuote = 4

// othersWords reports whether word i stands in a quotation of some length that the cue
// h is not in: who speaks outside is not found there.
func (p *page) othersWords(i, h int32) bool {
	q := p.quote[i]
	return q >= 0 && q != p.quote[h] && p.quotes[q].last-p.quotes[q].first > shortQuote+1
}

// sourceFeatures describes word x, or none (-1), as the head of the source of h.
func (p *page) sourceFeatures(b *bag, h, x int32, fr *frame) {
	b.reset(taskSource)
	lemma, upos := p.lemma[h], uint32(p.words[h].UPOS)
	if x < 0 {
		b.add(0, 0)
		b.add(1, lemma)
		b.add2(2, lemma, fr.mask&16387)
		b.add2(3, upos, fr.mask&16387)
		b.add2(4, lemma, uint32(p.words[h].XPOS))
		b.add2(5, lemma, uint32(p.words[h].Rel))
		b.add2(6, upos, uint32(p.words[h].Rel))
		b.add2(7, lemma, p.sortOf(fr.subj))
		b.add2(8, p.near(h, -1), uint32(p.words[h].XPOS))
		return
	}
	path, passive, sort := p.path(h, x), bit(fr.mask&2 != 0), p.sortOf(x)
	left := bit(x < h)
	b.add(20, path)
	b.add3(21, path, upos, passive)
	b.add2(22, path, lemma)
	b.add2(23, path, sort)
	b.add3(24, path, lemma, sort)
	b.add2(25, path, p.caseOf(x))
	b.add3(26, path, lemma, p.caseOf(x))
	b.add2(27, sort, left)
	b.add3(28, step(max(h-x, x-h)), left, upos)
	b.add3(29, uint32(p.words[x].Rel), left, upos)
	b.add2(30, bit(p.quote[x] >= 0), bit(p.quote[h] >= 0))
	b.add2(31, lemma, p.lemma[x])
	b.add(32, p.lemma[x])
	b.add2(33, p.lemma[x], left)
	if y := p.Head[x]; y >= 0 {
		b.add3(34, p.lemma[y], uint32(p.words[x].Rel), upos)
		b.add3(35, p.lemma[y], uint32(p.words[x].Rel), lemma)
	}
	b.add3(36, p.near(p.Lo[x], -1), p.near(p.Hi[x]-1, 1), left)
	b.add3(37, path, left, step(p.between(h, x)))
	b.add2(38, p.near(h, 1), left)
}

// between is the number of nouns and verbs between two words.
func (p *page) between(a, b int32) int32 {
	if a > b {
		a, b = b, a
	}
	n := int32(0)
	for i := a + 1; i < b && n < 9; i++ {
		switch p.words[i].UPOS {
		case readout.NOUN, readout.PROPN, readout.PRON, readout.VERB:
			n++
		}
	}
	return n
}

// Reach of the edges of sources and cues, in words from their heads.
const (
	sourceReach = 40
	cueReach    = 8
)

// edgeFeatures describes word i as the first (last, where not begins) word of the
// source or cue with head x, of the cue h.
func (p *page) edgeFeatures(b *bag, t task, h, x, i int32, begins bool) {
	b.reset(t)
	side, out := uint32(0), int32(1)
	if begins {
		side, out = 1, -1
	}
	top := p.Top(i, -1, begins)
	if top != x && p.Under(x, top) {
		top = x
	}
	d := i - x
	if d < 0 {
		d = -d
	}
	path := p.path(x, top)
	b.add2(0, side, step(d))
	b.add2(1, side, path)
	b.add3(2, side, path, p.near(i, out))
	b.add3(3, side, p.form[i], p.near(i, out))
	b.add3(4, side, p.nearTag(i, 0), p.nearTag(i, out))
	b.add3(5, side, p.lemma[x], p.form[i])
	beyond := int32(-1)
	if j := i + out; j >= 0 && int(j) < len(p.words) && p.Sent[j] == p.Sent[i] {
		beyond = j
		up := p.Top(j, x, !begins)
		q := p.path(x, up)
		b.add3(6, side, q, path)
		b.add3(7, side, q, uint32(p.words[up].UPOS))
		b.add3(8, side, q, p.form[j])
		b.add3(9, side, p.lemma[x], q)
		b.add3(10, side, uint32(p.words[x].UPOS), q)
		b.add3(11, side, bit(p.Under(j, x)), bit(p.punct(j)))
	}
	b.add3(12, side, p.form[i], bit(beyond < 0))
	b.add3(13, side, uint32(p.words[x].Rel), step(d))
	b.add3(14, side, p.lemma[x], step(d))
	if t == taskCueEdge {
		b.add3(15, side, p.lemma[x], p.near(i, out))
		b.add3(16, side, p.near(i, 0), p.nearTag(i, 2*out))
		return
	}
	whole := begins && i == p.Lo[x] || !begins && i == p.Hi[x]-1
	b.add3(17, side, bit(whole), bit(h < x))
	b.add3(18, side, bit(whole), p.near(i, out))
	b.add3(19, side, p.near(i, out), p.near(i, 2*out))
	b.add3(20, side, bit(whole), uint32(p.words[i].Rel))
}
