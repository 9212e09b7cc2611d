package attribution

import (
	"slices"

	"github.com/readout-project/readout"
)

// silence is a phrase that says that somebody gave no answer: its words [from, to)
// up to and with the verb, and where the whole phrase ends.
type silence struct {
	from, to, end int32
	source        [2]int32 // where the phrase says so itself; else empty
}

// silences finds who gave no answer: "did not immediately respond", "declined to
// comment", "no comment from X".
func (f *finder) silences() []ruled {
	p := f.p
	var out []ruled
	for i := int32(0); int(i) < len(p.words); i++ {
		if p.quote[i] >= 0 {
			continue
		}
		s, ok := p.noStatement(i)
		if !ok {
			s, ok = p.matchSilence(i)
		}
		if !ok {
			continue
		}
		if x, ok := f.silent(s); ok {
			out = append(out, ruled{x, s.from, s.end})
			i = s.end - 1
		}
	}
	return out
}

// matchSilence matches the phrases of silence at i.
func (p *page) matchSilence(i int32) (silence, bool) {
	_, hi := p.bounds(i)
next:
	for _, ph := range lex().silence[p.key[i]] {
		k, v := i, int32(0)
		for n, w := range ph {
			if w == "*" {
				for k < hi && (p.words[k].UPOS == readout.ADV || p.key[k] == "immediate" || p.key[k] == "further") {
					k++
				}
				continue
			}
			if w == "to" && v == 0 || w == "for" && v == 0 || w == "comment" && n == len(ph)-1 && ph[0] != "made" && !slices.Contains(ph, "not") && v == 0 {
				v = k
			}
			if k >= hi || p.key[k] != w {
				continue next
			}
			k++
		}
		if v == 0 {
			v = k
		}
		return silence{from: i, to: v, end: k}, true
	}
	return silence{}, false
}

// noStatement reads "no official statements from X".
func (p *page) noStatement(i int32) (silence, bool) {
	if p.key[i] != "no" || p.Head[i] < i {
		return silence{}, false
	}
	h := p.Head[i]
	_, hi := p.bounds(i)
	if !lex().in("silent", p.key[h]) || h+2 >= hi || p.key[h+1] != "from" && p.key[h+1] != "by" {
		return silence{}, false
	}
	x := p.Head[h+1]
	if x <= h+1 {
		return silence{}, false
	}
	s := silence{from: i, to: h + 1, end: p.Hi[x], source: [2]int32{h + 2, p.Hi[x]}}
	for k := x + 1; k < p.Hi[x]; k++ { // "from the ministry on whether ..."
		if y := p.Top(k, x, true); p.Head[y] == x && p.rel(y) == readout.RelNmod && p.caseOf(y) != hash("of") {
			s.end, s.source[1] = k, k
			break
		}
	}
	return s, true
}

// silent makes the saying of a silence; false where it is not said whose it is.
func (f *finder) silent(x silence) (saying, bool) {
	p := f.p
	h := x.from
	for k := x.from; k < x.to; k++ { // the verb carries the subject
		if p.words[k].UPOS == readout.VERB && p.words[h].UPOS != readout.VERB || p.Depth[k] < p.Depth[h] && p.words[h].UPOS != readout.VERB {
			h = k
		}
	}
	s := saying{speech: f.speech(h), within: -1, byRule: ruleSilence, odds: sure}
	s.cue = [2]int32{x.from, x.to}
	if x.source[0] < x.source[1] {
		s.source, s.sourceHead = x.source, x.source[0]
	}
	if request := s.frame.subj; request >= 0 && (p.key[x.end-1] == "returned" || p.key[x.end-1] == "answered" || p.key[x.end-1] == "unanswered") {
		if !lex().in("request", p.words[request].Lemma) {
			return s, false
		}
		if s.sourceHead = p.asked(&s.frame, request); s.sourceHead < 0 {
			return s, false
		}
		s.source = p.phrase(s.sourceHead, request)
	}
	if x := s.frame.subj; s.source[0] >= s.source[1] && x >= 0 {
		s.source, s.sourceHead = p.phrase(x, h), x
	}
	if s.source[0] < s.source[1] && s.source[0] < s.cue[1] && s.cue[0] < s.source[1] {
		if s.source[0] < s.cue[0] {
			s.source[1] = s.cue[0]
		} else {
			s.source[0] = s.cue[1]
		}
	}
	if s.source[0] >= s.source[1] {
		return s, false
	}
	_, hi := p.bounds(h)
	for hi > x.to && p.punct(hi-1) {
		hi--
	}
	from := max(x.to, int32(0))
	if s.source[0] >= from {
		from = s.source[1]
	}
	if c := (stretch{from, hi}); !c.empty() && s.source[0] < from {
		s.content = []stretch{p.clauseEnd(c, h)}
	}
	return s, true
}

// asked is whom a request went to that was not answered: "Calls to the bank were not
// returned", "Calls were not returned by the bank"; -1.
func (p *page) asked(fr *frame, request int32) int32 {
	if fr.agent >= 0 {
		return fr.agent
	}
	for c := p.First[request]; c >= 0; c = p.Next[c] {
		if k := p.caseOf(c); p.rel(c) == readout.RelNmod && (k == hash("to") || k == hash("with")) {
			return c
		}
	}
	if fr.obl >= 0 && p.caseOf(fr.obl) == hash("by") {
		return fr.obl
	}
	return -1
}

// clauseEnd cuts a stretch behind h before a clause that is joined to it.
func (p *page) clauseEnd(c stretch, h int32) stretch {
	for i := c.from; i < c.to; i++ {
		if p.rel(i) == readout.RelConj && p.words[i].UPOS == readout.VERB && !p.Under(p.Head[i], h) || p.rel(i) == readout.RelConj && p.Head[i] == h {
			c.to = max(c.from, p.Lo[i])
			for c.to > c.from && (p.punct(c.to-1) || p.words[c.to-1].UPOS == readout.CCONJ) {
				c.to--
			}
		}
	}
	return c
}
