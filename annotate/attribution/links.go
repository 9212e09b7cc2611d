package attribution

import (
	"slices"

	"github.com/readout-project/readout"
)

// links adds the inner links of chains, which the corpus leaves unmarked: the
// source that another one cites, and whose words another one quotes or rejects.
func (f *finder) links(all []saying) []saying {
	p := f.p
	at := make(map[int32]int, len(all))
	for k := range all {
		at[all[k].head] = k
	}
	n := len(all)
	for i := range p.words {
		w := int32(i)
		switch {
		case p.cites(w):
			all = f.cited(all, at, w)
		case lex().in("claim", p.words[i].Lemma) && p.words[i].UPOS == readout.NOUN:
			all = f.claimed(all, at, w)
		}
	}
	if len(all) > n {
		slices.SortStableFunc(all, func(a, b saying) int { return int(a.head - b.head) })
	}
	return all
}

func (p *page) cites(i int32) bool {
	if p.words[i].UPOS != readout.VERB {
		return false
	}
	switch p.words[i].Lemma {
	case "cite", "quote":
		return true
	}
	return false
}

// cited reads "X quoted Y as saying C" and "X said C, citing Y": Y said C to X.
func (f *finder) cited(all []saying, at map[int32]int, h int32) []saying {
	p := f.p
	fr := p.frameOf(h)
	speaker, reporter := fr.obj, fr.subj
	if fr.mask&2 != 0 { // "Y was quoted by X as saying C"
		speaker, reporter = fr.subj, fr.agent
		if reporter < 0 && fr.obl >= 0 && p.caseOf(fr.obl) == hash("by") {
			reporter = fr.obl
		}
	}
	if speaker < 0 {
		return all
	}
	if as, v := p.asSaying(h); v >= 0 {
		return f.quotedSaying(all, at, [4]int32{h, speaker, reporter, as}, v)
	}
	k := p.citing(all, at, h)
	if k < 0 || len(all[k].content) == 0 {
		return all
	}
	s := saying{odds: sure, within: -1, byRule: ruleCites, under: all[k].head}
	s.speech = speech{head: h, cue: [2]int32{h, h + 1}, source: p.phrase(speaker, h), sourceHead: speaker, frame: fr}
	for _, c := range all[k].content {
		if c.from > speaker { // the tree may hang the content on the source
			s.source[1] = min(s.source[1], p.trimmed(stretch{s.source[0], c.from}).to)
		}
	}
	var rest []stretch
	for _, c := range all[k].content {
		for _, part := range c.without(stretch{min(h, s.source[0]), max(h+1, s.source[1])}) {
			if part = p.trimmed(part); !part.empty() {
				rest = append(rest, part)
			}
		}
	}
	if len(rest) == 0 {
		return all
	}
	all[k].content, s.content = rest, slices.Clone(rest)
	if own, ok := at[h]; ok {
		all[own] = s
		return all
	}
	at[h] = len(all)
	return append(all, s)
}

// citing is the saying that the participle h hangs on, else the one before it in its
// sentence; -1.
func (p *page) citing(all []saying, at map[int32]int, h int32) int {
	if p.words[h].XPOS != readout.TagVBG {
		return -1
	}
	for x := p.Head[h]; x >= 0; x = p.Head[x] {
		if k, ok := at[x]; ok {
			return k
		}
	}
	lo, _ := p.bounds(h)
	for x := h - 1; x >= lo; x-- {
		if k, ok := at[x]; ok && p.quote[x] < 0 {
			return k
		}
	}
	return -1
}

// quotedSaying reads "X quoted Y as saying C" with the words h, Y, X, "as" and the
// verb v behind it.
func (f *finder) quotedSaying(all []saying, at map[int32]int, w [4]int32, v int32) []saying {
	p := f.p
	h, speaker, reporter, as := w[0], w[1], w[2], w[3]
	c := p.trimmed(stretch{v + 1, p.Hi[v]})
	if c.empty() {
		return all
	}
	inner := saying{odds: sure, within: -1, byRule: ruleQuoted, content: []stretch{c}}
	inner.speech = speech{head: v, cue: [2]int32{as, v + 1}, source: p.phrase(speaker, h), sourceHead: speaker, frame: p.frameOf(v)}
	if reporter >= 0 {
		outer := saying{odds: sure, within: -1, byRule: ruleQuoted, content: []stretch{c}}
		outer.speech = speech{head: h, cue: [2]int32{h, h + 1}, source: p.phrase(reporter, h), sourceHead: reporter, frame: p.frameOf(h)}
		inner.under = h
		all = put(all, at, outer)
	} else if k, ok := at[h]; ok {
		all[k].content = nil // the one speaker is the one quoted
	}
	return put(all, at, inner)
}

// put adds a saying in place of what was read at its head.
func put(all []saying, at map[int32]int, s saying) []saying {
	if k, ok := at[s.head]; ok {
		all[k] = s
		return all
	}
	at[s.head] = len(all)
	return append(all, s)
}

// asSaying finds "as saying" under a verb; -1 where there is none.
func (p *page) asSaying(h int32) (as, v int32) {
	for i := h + 1; i+1 < p.Hi[h]; i++ {
		if p.key[i] == "as" && p.words[i+1].XPOS == readout.TagVBG && p.Under(i+1, h) {
			return i, i + 1
		}
	}
	return -1, -1
}

// claimed reads "X's claim that C" where the model did not.
func (f *finder) claimed(all []saying, at map[int32]int, h int32) []saying {
	p := f.p
	if _, ok := at[h]; ok {
		return all
	}
	fr := p.frameOf(h)
	if fr.poss < 0 {
		return all
	}
	for c := p.First[h]; c >= 0; c = p.Next[c] {
		if r := p.rel(c); c > h && (r == readout.RelAcl || r == readout.RelCcomp) && p.key[p.Lo[c]] == "that" && p.words[p.Lo[c]].UPOS == readout.SCONJ {
			s := saying{odds: sure, within: -1, byRule: ruleClaim, content: []stretch{p.trimmed(stretch{p.Lo[c], p.Hi[c]})}}
			s.speech = speech{head: h, cue: [2]int32{h, h + 1}, source: p.phrase(fr.poss, h), sourceHead: fr.poss, frame: fr}
			return put(all, at, s)
		}
	}
	return all
}

// phrase are the words of a nominal that stand on its side of h, without a
// preposition, a possessive mark or marks at its ends.
func (p *page) phrase(x, h int32) [2]int32 {
	lo, hi := p.Lo[x], p.Hi[x]
	if x < h {
		hi = min(hi, h)
	} else {
		lo = max(lo, h+1)
	}
	for c := p.First[x]; c >= 0; c = p.Next[c] {
		if c > x && (p.rel(c) == readout.RelAdvcl || p.rel(c) == readout.RelParataxis) {
			hi = min(hi, p.Lo[c])
		}
	}
	for lo < x && (p.punct(lo) || p.words[lo].Rel == readout.RelCase) {
		lo++
	}
	for hi > x+1 && (p.punct(hi-1) || p.words[hi-1].XPOS == readout.TagPOS) {
		hi--
	}
	return [2]int32{lo, hi}
}

// trimmed is a stretch without commas, semicolons, colons and stops outside
// quotations at its ends.
func (p *page) trimmed(c stretch) stretch {
	for c.from < c.to && p.loose(c.from) {
		c.from++
	}
	for c.from < c.to && p.loose(c.to-1) {
		c.to--
	}
	return c
}

func (p *page) loose(i int32) bool {
	switch p.key[i] {
	case ",", ";", ":", ".":
		return p.quote[i] < 0
	}
	return false
}

// without is what is left of a stretch outside another.
func (s stretch) without(o stretch) []stretch {
	var out []stretch
	for _, c := range []stretch{{s.from, min(s.to, o.from)}, {max(s.from, o.to), s.to}} {
		if !c.empty() {
			out = append(out, c)
		}
	}
	return out
}
