package attribution

import (
	"sort"

	"github.com/readout-project/readout"
)

// saying is an attribution as the model reads it.
type saying struct {
	speech
	odds    float32
	content []stretch
	within  int
}

// Read finds attributions with a model.
func Read(m *Model, d *readout.Document) []readout.Attribution {
	least := m.Header.Least
	p := newPage(d)
	f := &finder{m: m, p: p}
	f.weigh()
	all := f.sayings(least)
	f.arrange(all)
	out := make([]readout.Attribution, 0, len(all))
	for _, s := range all {
		a := readout.Attribution{Entity: -1, Within: s.within, Cue: []readout.Span{p.span(s.cue[0], s.cue[1])}}
		if s.source[0] < s.source[1] {
			a.Source = []readout.Span{p.span(s.source[0], s.source[1])}
		}
		for _, c := range s.content {
			a.Content = append(a.Content, p.span(c.from, c.to))
		}
		out = append(out, a)
	}
	return out
}

// weigh gives every word its odds of being the head of a cue.
func (f *finder) weigh() {
	for i := range f.p.words {
		if i := int32(i); f.p.candidateCue(i) {
			f.p.odds[i] = f.cueOdds(i)
		}
	}
}

// sayings reads the attributions of all words whose odds are high enough.
func (f *finder) sayings(least float32) []saying {
	p := f.p
	var all []saying
	for i := range p.words {
		i := int32(i)
		odds := p.odds[i]
		if odds == 0 || odds < least {
			continue
		}
		s := saying{speech: f.speech(i), odds: odds, within: -1}
		r := f.content(&s.speech, right, 0)
		l := f.content(&s.speech, left, p.shape(r, &s.speech))
		if !l.empty() {
			s.content = append(s.content, l)
		}
		if !r.empty() {
			s.content = append(s.content, r)
		}
		if len(s.content) == 0 {
			continue
		}
		all = append(all, s)
	}
	return all
}

// arrange gives every saying what goes on with it and where it is nested.
func (f *finder) arrange(all []saying) {
	f.nest(all)
	f.carry(all)
	for i := range all {
		all[i].within = -1
	}
	f.nest(all)
}

func (s *saying) holds(i int32) bool {
	for _, c := range s.content {
		if c.holds(i) {
			return true
		}
	}
	return false
}

// nest finds for each attribution the smallest whose content holds its cue.
func (f *finder) nest(all []saying) {
	for i := range all {
		a := &all[i]
		size := int32(1 << 30)
		for k := max(0, i-30); k < min(len(all), i+30); k++ {
			o := &all[k]
			if k == i || !o.holds(a.head) || a.holds(o.head) && (a.odds > o.odds || a.odds == o.odds && i < k) {
				continue
			}
			n := int32(0)
			for _, c := range o.content {
				n += c.to - c.from
			}
			if n < size {
				size, a.within = n, k
			}
		}
	}
	for i := range all { // no chain may bite its tail
		k, n := all[i].within, 0
		for k >= 0 && n <= len(all) {
			k, n = all[k].within, n+1
		}
		if n > len(all) {
			all[i].within = -1
		}
	}
}

// carry gives sentences that go on with a quotation to the speaker before.
func (f *finder) carry(all []saying) {
	p := f.p
	covered := make([]bool, len(p.words))
	cue := make([]int, len(p.d.Sentences))
	for i := range cue {
		cue[i] = -1
	}
	for k := range all {
		if all[k].within >= 0 {
			continue
		}
		for _, c := range all[k].content {
			for i := c.from; i < c.to; i++ {
				covered[i] = true
			}
		}
		if s := p.Sent[all[k].head]; s >= 0 && p.quote[all[k].head] < 0 {
			cue[s] = k
		}
	}
	last, lastAt := -1, -1
	for s, x := range p.d.Sentences {
		if cue[s] >= 0 {
			last, lastAt = cue[s], s
			continue
		}
		lo, hi := int32(x.FirstWord), int32(x.LastWord)
		if lo >= hi || covered[lo] || last < 0 || p.quote[lo] < 0 || s-lastAt > 4 || x.Block-p.d.Sentences[lastAt].Block > 1 {
			continue
		}
		q := p.quotes[p.quote[lo]]
		end := min(hi, int32(q.last)+1)
		if int32(q.first) < lo { // goes on
			end = min(hi, int32(q.last)+1)
		}
		quoted := false
		for _, c := range all[last].content {
			quoted = quoted || p.quote[c.from] >= 0 || p.quote[c.to-1] >= 0
		}
		if !quoted || end-lo < 2 {
			continue
		}
		all[last].content = append(all[last].content, stretch{lo, end})
		lastAt = s
	}
	for k := range all {
		c := all[k].content
		sort.Slice(c, func(a, b int) bool { return c[a].from < c[b].from })
	}
}
