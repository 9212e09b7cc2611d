package attribution

import (
	"math"
	"sort"

	"github.com/readout-project/readout"
)

// finder finds the attributions of a page with a model.
type finder struct {
	p     *page
	m     *Model
	b     bag
	cands []int32
	spans []scored
	edges []scoredWord
}

type scored struct {
	z     stretch
	score float32
}

type scoredWord struct {
	i     int32
	score float32
}

// cueOdds is the logit of word i being the head of a cue.
func (f *finder) cueOdds(i int32) float32 {
	f.p.cueFeatures(&f.b, i)
	return f.m.score(taskCue, f.b.f)
}

// edge chooses an edge of the phrase with head x.
func (f *finder) edge(t task, h, x int32, begins bool) int32 {
	f.cands = f.p.edgeCandidates(f.cands[:0], t, x, begins)
	best, top := x, float32(math.Inf(-1))
	for _, i := range f.cands {
		f.p.edgeFeatures(&f.b, t, h, x, i, begins)
		if s := f.m.score(t, f.b.f); s > top {
			best, top = i, s
		}
	}
	return best
}

// speech reads cue and source of the cue head h.
func (f *finder) speech(h int32) speech {
	s := speech{head: h, sourceHead: -1, frame: f.p.frameOf(h)}
	s.cue = [2]int32{f.edge(taskCueEdge, h, h, true), f.edge(taskCueEdge, h, h, false) + 1}
	cands := f.p.sourceCandidates([]int32{-1}, h)
	top := float32(math.Inf(-1))
	for _, x := range cands {
		if x >= s.cue[0] && x < s.cue[1] {
			continue
		}
		f.p.sourceFeatures(&f.b, h, x, &s.frame)
		if v := f.m.score(taskSource, f.b.f); v > top {
			s.sourceHead, top = x, v
		}
	}
	if s.sourceHead < 0 {
		s.sourceHead = f.p.sharer(h)
	}
	if x := s.sourceHead; x >= 0 {
		s.source = [2]int32{f.edge(taskSourceEdge, h, x, true), f.edge(taskSourceEdge, h, x, false) + 1}
		if s.source[0] < s.cue[1] && s.cue[0] < s.source[1] { // the cue is no part of its source
			if x < h {
				s.source[1] = min(s.source[1], s.cue[0])
			} else {
				s.source[0] = max(s.source[0], s.cue[1])
			}
		}
		f.p.untimed(&s)
		f.p.fullSource(&s)
	}
	return s
}

// sharer is the word that a participle or a joined verb h without a subject of its own
// shares its subject with another verb by, where it is a person or a body: "Berg left
// the hall, saying"; -1.
func (p *page) sharer(h int32) int32 {
	if t := p.words[h].XPOS; t != readout.TagVBG || p.frameOf(h).mask&3 != 0 {
		return -1
	}
	for i, n := h, 0; n < 3; n++ {
		g := p.Head[i]
		if g < 0 {
			return -1
		}
		switch p.rel(i) {
		case readout.RelAcl:
			return p.speaker(g)
		case readout.RelAdvcl, readout.RelConj, readout.RelXcomp, readout.RelParataxis:
			if x := p.frameOf(g).subj; x >= 0 {
				return p.speaker(x)
			}
		default:
			return -1
		}
		i = g
	}
	return -1
}

// speaker is word x where it can speak; else -1.
func (p *page) speaker(x int32) int32 {
	switch m := p.words[x].Mention; {
	case m == readout.Person || m == readout.Organization, p.words[x].UPOS == readout.PRON, p.words[x].UPOS == readout.PROPN:
		return x
	}
	return -1
}

// fullSource gives a source what stands before its head as part of its name or
// description: "investigators" of "Lowen investigators".
func (p *page) fullSource(s *speech) {
	lo, _ := p.bounds(s.sourceHead)
	for i := s.source[0] - 1; i >= lo && p.Under(i, s.sourceHead) && !(i >= s.cue[0] && i < s.cue[1]) && p.quote[i] == p.quote[s.sourceHead]; i-- {
		switch t := p.Top(i, s.sourceHead, false); p.rel(t) {
		case readout.RelAmod, readout.RelCompound, readout.RelNummod, readout.RelDet, readout.RelNmod:
			if p.Head[t] != s.sourceHead || t > s.sourceHead || p.punct(i) {
				return
			}
			s.source[0] = p.Lo[t]
			i = p.Lo[t]
		default:
			return
		}
	}
}

// untimed cuts off a source what says when it spoke: "The ministry on Friday said".
func (p *page) untimed(s *speech) {
	for i := s.sourceHead + 1; i < s.source[1]; i++ {
		if p.words[i].Mention != readout.TimeType || !p.Under(i, s.sourceHead) {
			continue
		}
		if lo := p.Lo[i]; lo > s.sourceHead && p.Head[i] == s.sourceHead {
			for lo > s.sourceHead+1 && p.words[lo-1].UPOS == readout.ADV {
				lo--
			}
			s.source[1] = lo
		}
		return
	}
}

// contents lists what the content on a side may be, none first, in f.spans. keep,
// where it is given, is always among them.
func (f *finder) contents(s *speech, side int, other uint32, keep *stretch) {
	p := f.p
	f.spans = f.spans[:0]
	p.spanFeatures(&f.b, s, side, stretch{}, other)
	f.spans = append(f.spans, scored{score: f.m.score(taskContent+task(side), f.b.f)})
	for _, z := range p.zones(s, side) {
		if z.empty() {
			continue
		}
		starts := f.best(z, s, side, other, true, keep)
		n := len(starts)
		f.edges = starts
		ends := f.best(z, s, side, other, false, keep)
		starts = f.edges[:n]
		for _, a := range starts {
			for _, e := range ends {
				if e.i < a.i {
					continue
				}
				c := stretch{a.i, e.i + 1}
				p.spanFeatures(&f.b, s, side, c, other)
				f.spans = append(f.spans, scored{c, a.score + e.score + f.m.score(taskContent+task(side), f.b.f)})
			}
		}
	}
}

// best are the likeliest first (last) words of a content in a zone.
func (f *finder) best(z stretch, s *speech, side int, other uint32, begins bool, keep *stretch) []scoredWord {
	p := f.p
	var out []scoredWord
	lo, hi := p.bounds(s.head)
	for i := z.from; i < z.to; i++ {
		if i < lo && !(begins && i == z.from) || i >= hi && !(!begins && i == z.to-1) {
			continue // beyond the sentence only the far mark of a quotation
		}
		if i < s.head-contentReach*2 || i > s.head+contentReach*2 {
			continue
		}
		w := scoredWord{i: i}
		if begins {
			p.startFeatures(&f.b, s, side, i, other)
			w.score = f.m.score(taskContentStart+task(side), f.b.f)
		} else {
			p.endFeatures(&f.b, s, side, i, other)
			w.score = f.m.score(taskContentEnd+task(side), f.b.f)
		}
		out = append(out, w)
	}
	sort.SliceStable(out, func(a, b int) bool { return out[a].score > out[b].score })
	if len(out) <= beam {
		return out
	}
	if keep != nil && !keep.empty() {
		at := keep.from
		if !begins {
			at = keep.to - 1
		}
		for k := beam; k < len(out); k++ {
			if out[k].i == at {
				out[beam-1] = out[k]
			}
		}
	}
	return out[:beam]
}

// content chooses the content on a side.
func (f *finder) content(s *speech, side int, other uint32) stretch {
	f.contents(s, side, other, nil)
	best := 0
	for k := range f.spans {
		if f.spans[k].score > f.spans[best].score {
			best = k
		}
	}
	z := f.spans[best].z
	if z.empty() {
		return z
	}
	if side == right {
		z.from = f.p.behindAside(z)
	} else {
		z.to = f.p.upToSource(s, z)
	}
	return f.p.complete(s, side, z)
}

// behindAside is where a content begins that opens with how it was said: "said,
// without giving details, that ...".
func (p *page) behindAside(z stretch) int32 {
	switch u := p.words[z.from].UPOS; {
	case u != readout.ADP && u != readout.SCONJ, p.key[z.from] == "that", p.quote[z.from] >= 0:
		return z.from
	}
	for i := z.from + 1; i+1 < z.to && p.quote[i] < 0; i++ {
		if p.key[i] == "," {
			if p.key[i+1] == "that" && p.words[i+1].UPOS == readout.SCONJ {
				return i + 1
			}
			return z.from
		}
	}
	return z.from
}

// circumstance reports whether the stretch behind a cue tells what went on meanwhile,
// not what was said, that having come before: "it sank, X said, as boats searched".
func (p *page) circumstance(s *speech, z stretch) bool {
	if z.empty() || p.key[max(0, z.from-1)] != "," || p.words[z.from].UPOS != readout.SCONJ || p.key[z.from] == "that" {
		return false
	}
	before := p.rel(s.head) == readout.RelParataxis && p.Head[s.head] < s.head
	for _, c := range []int32{s.frame.comp, s.frame.para} {
		before = before || c >= 0 && c < s.cue[0] && !z.holds(c)
	}
	return before
}

// upToSource is where a content ends that stands before its source and cue, when it
// was read without its last phrase: ", for about 40 minutes, two sources said".
func (p *page) upToSource(s *speech, z stretch) int32 {
	end := s.cue[0]
	if s.source[0] < s.source[1] && s.source[0] >= z.to {
		end = min(end, s.source[0])
	}
	if p.quote[z.to-1] >= 0 || end <= z.to || p.Sent[end-1] != p.Sent[z.to-1] {
		return z.to
	}
	phrase := false
	for i := z.to; i < end; i++ {
		switch p.words[i].UPOS {
		case readout.NOUN, readout.PROPN, readout.NUM:
			phrase = true
		case readout.CCONJ, readout.SCONJ:
			return z.to
		}
		if p.odds[i] > 0 || p.quote[i] >= 0 {
			return z.to
		}
	}
	for phrase && end > z.to && p.loose(end-1) {
		end--
	}
	if !phrase {
		return z.to
	}
	return end
}

// complete gives a content that ends in the middle of a phrase the rest of it:
// "that Sorescu had met his counterpart", ", Ilian Dravec, in Malta".
func (p *page) complete(s *speech, side int, z stretch) stretch {
	if p.quote[z.to-1] >= 0 {
		return z
	}
	for _, zone := range p.zones(s, side) {
		if !zone.holds(z.to - 1) {
			continue
		}
		for {
			j := z.to
			for zone.holds(j) && (p.key[j] == "," || p.key[j] == "-") {
				j++
			}
			if !zone.holds(j) || p.quote[j] >= 0 {
				return z
			}
			if end := p.secondThat(j, zone); end > z.to {
				z.to = end
				continue
			}
			t := p.Top(j, s.head, true)
			if !z.holds(p.Head[t]) || !p.belongs(t) || !zone.holds(p.Hi[t]-1) || p.cueWithin(t) {
				return z
			}
			z.to = p.Hi[t]
		}
	}
	return z
}

// secondThat is where a second that-clause ends that begins at word j, "but that they
// doubted it"; 0 where none does.
func (p *page) secondThat(j int32, zone stretch) int32 {
	if p.words[j].UPOS != readout.CCONJ || !zone.holds(j+1) || p.key[j+1] != "that" || p.words[j+1].UPOS != readout.SCONJ {
		return 0
	}
	h := p.Head[j+1]
	if h <= j+1 || !zone.holds(p.Hi[h]-1) {
		return 0
	}
	return p.Hi[h]
}

// belongs reports whether what word t heads is a part of the phrase it hangs on, not
// a clause beside it.
func (p *page) belongs(t int32) bool {
	switch p.rel(t) {
	case readout.RelAppos, readout.RelNmod, readout.RelObl, readout.RelFlat, readout.RelAdvmod:
		return true
	case readout.RelAdvcl:
		return p.words[t].XPOS == readout.TagVBG && p.frameOf(t).mask&1 == 0
	case readout.RelConj:
		return p.frameOf(t).mask&3 == 0
	}
	return false
}

// cueWithin reports whether the words under t hold a cue.
func (p *page) cueWithin(t int32) bool {
	for i := p.Lo[t]; i < p.Hi[t]; i++ {
		if p.odds[i] > 0 {
			return true
		}
	}
	return false
}
