package attribution

import (
	"slices"

	"github.com/readout-project/readout"
)

// part cuts a content where its own speaker speaks on: "said that fares would rise,
// adding that the ferry would stay" are two.
func (f *finder) part(all []saying) {
	p := f.p
	p.withinQuotes(all)
	p.oneSpeaker(all)
	for i := range all {
		for k := max(0, i-30); k < min(len(all), i+30); k++ {
			p.outward(&all[i], &all[k])
		}
	}
	f.nest(all)
	for i := range all {
		b := &all[i]
		if b.within < 0 || b.odds < 0 || b.source[0] >= b.source[1] || p.quote[b.head] >= 0 {
			continue
		}
		a := &all[b.within]
		joined := p.words[b.head].XPOS == readout.TagVBG && b.frame.mask&512 == 0 && b.frame.aux < 0 || p.Head[b.head] == a.head && p.rel(b.head) == readout.RelConj
		if a.source != b.source || a.head >= b.head || !joined {
			continue
		}
		for k := range a.content {
			c := &a.content[k]
			if !c.holds(b.head) {
				continue
			}
			end := min(b.cue[0], b.head)
			for end > c.from && (p.loose(end-1) || p.words[end-1].UPOS == readout.CCONJ) {
				end--
			}
			if end > c.from {
				c.to = end
			}
		}
	}
	f.nest(all)
}

// outward cuts from the content of a the source and cue of b that end it, where b in
// turn says that a spoke: "X says it sank, according to Reuters".
func (p *page) outward(a, b *saying) {
	if a == b || !b.holds(a.head) {
		return
	}
	for k := range a.content {
		c := &a.content[k]
		if !c.holds(b.head) {
			continue
		}
		from, to := b.cue[0], b.cue[1]
		if b.source[0] < b.source[1] {
			from, to = min(from, b.source[0]), max(to, b.source[1])
		}
		if rest := p.trimmed(stretch{c.from, from}); !rest.empty() && to >= p.trimmed(*c).to {
			*c = rest
		}
	}
}

// withinQuotes leaves to a cue inside a quotation only what lies in it: who is quoted
// says nothing of the report's words.
func (p *page) withinQuotes(all []saying) {
	for i := range all {
		q := p.quote[all[i].head]
		if q < 0 || all[i].byRule != "" {
			continue
		}
		first, last := int32(p.quotes[q].first), int32(p.quotes[q].last)
		all[i].content = slices.DeleteFunc(all[i].content, func(c stretch) bool { return c.from < first || c.to > last+1 })
	}
}

// oneSpeaker gives a quotation that several cues beside it claim to the nearest.
func (p *page) oneSpeaker(all []saying) {
	type claim struct{ k, far int32 }
	best := map[int32]claim{}
	each := func(do func(k, q, far int32) bool) {
		for k := range all {
			x := &all[k]
			x.content = slices.DeleteFunc(x.content, func(c stretch) bool {
				q := p.quote[c.from]
				if q < 0 || q == p.quote[x.head] || int(c.from) > p.quotes[q].first+1 {
					return false
				}
				far := c.from - x.cue[1]
				if c.from < x.cue[0] {
					far = x.cue[0] - c.to
				}
				return do(int32(k), q, far)
			})
		}
	}
	each(func(k, q, far int32) bool {
		b, ok := best[q]
		if !ok || far < b.far || far == b.far && all[k].odds > all[b.k].odds {
			best[q] = claim{k, far}
		}
		return false
	})
	each(func(k, q, far int32) bool {
		b := best[q]
		return b.k != k && !all[b.k].holds(all[k].head) && !all[k].holds(all[b.k].head)
	})
}
