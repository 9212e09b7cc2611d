package attribution

import (
	"math"
	"sort"
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
	if x := s.sourceHead; x >= 0 {
		s.source = [2]int32{f.edge(taskSourceEdge, h, x, true), f.edge(taskSourceEdge, h, x, false) + 1}
		if s.source[0] < s.cue[1] && s.cue[0] < s.source[1] { // the cue is no part of its source
			if x < h {
				s.source[1] = min(s.source[1], s.cue[0])
			} else {
				s.source[0] = max(s.source[0], s.cue[1])
			}
		}
	}
	return s
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
	return f.spans[best].z
}
