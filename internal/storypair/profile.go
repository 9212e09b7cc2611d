package storypair

import (
	"cmp"
	"math"
	"slices"
)

// Of a term's weight in a report: how often it stands there is damped, how rare
// it is in news sharpened, so that neither the words that fill a long report
// nor those that all news shares decide.
const (
	damping     = 0.7
	sharpening  = 2.0
	titleWeight = 2  // a word of the title counts so often
	leadWords   = 40 // content words that the lead is taken to have
)

// channels of evidence that have a vector each.
const (
	inBody = iota
	inLead
	inNames
	channels
)

// vector holds terms with their weights, of unit length, sorted by id.
type vector struct {
	ids     []uint32
	weights []float32
}

// Profile is what is compared of a report.
type Profile struct {
	body, lead, names vector
	idf               []float32 // of the terms of body
	total             float64   // sum of idf
	numbers           []uint32
	days              []uint16 // days of months that the text names
	week              uint8    // weekdays that the text names, a bit each
	size              int      // words
	published         int      // day since 1970; 0 for not known
}

// Profile makes the profile of a report of its words; published is its day
// since 1970, or 0.
func (l *Lexicon) Profile(title, text []Word, published int) *Profile {
	p := &Profile{size: len(text), published: published}
	r := reader{l: l, p: p}
	for _, w := range title {
		w.name = false
		r.add(w, titleWeight)
	}
	r.n, r.last = 0, 0
	for _, w := range text {
		r.add(w, 1)
	}
	for _, t := range r.met[inNames] {
		l.count[inNames][t] = l.count[inBody][t]
	}
	slices.Sort(p.days)
	p.days = slices.Compact(p.days)
	slices.Sort(p.numbers)
	p.numbers = slices.Compact(p.numbers)
	p.names, p.lead = r.vector(inNames), r.vector(inLead)
	p.body = r.vector(inBody)
	for _, t := range r.met[inBody] {
		p.idf = append(p.idf, l.terms[t].idf)
		p.total += float64(l.terms[t].idf)
	}
	return p
}

// reader counts the terms of one report.
type reader struct {
	l    *Lexicon
	p    *Profile
	met  [channels][]int32
	n    int  // content words so far
	last int8 // calendar of the word before
}

func (r *reader) add(w Word, times float32) {
	if w.term < 0 {
		r.last = 0
		return
	}
	t := r.l.terms[w.term]
	day := func(month, n int8) { r.p.days = append(r.p.days, uint16(int(month)*32-int(n))) }
	switch {
	case t.sign > 0 && t.sign <= 7:
		r.p.week |= 1 << (t.sign - 1)
	case t.sign >= firstMonth && r.last < 0:
		day(t.sign, r.last)
	case t.sign < 0 && r.last >= firstMonth:
		day(r.last, t.sign)
	}
	r.last = t.sign
	r.put(inBody, w.term, times)
	if r.n < leadWords {
		r.put(inLead, w.term, times)
	}
	if w.number {
		r.p.numbers = append(r.p.numbers, t.id)
	} else if w.name && !w.first && t.sign == 0 {
		r.put(inNames, w.term, times)
	}
	r.n++
}

func (r *reader) put(channel int, t int32, times float32) {
	if r.l.count[channel][t] == 0 {
		r.met[channel] = append(r.met[channel], t)
	}
	r.l.count[channel][t] += times
}

// vector makes a channel's vector and clears its counts.
func (r *reader) vector(channel int) vector {
	met, count, terms := r.met[channel], r.l.count[channel], r.l.terms
	slices.SortFunc(met, func(a, b int32) int { return cmp.Compare(terms[a].id, terms[b].id) })
	v := vector{make([]uint32, len(met)), make([]float32, len(met))}
	sum := 0.0
	for i, t := range met {
		w := damped(count[t]) * terms[t].weight
		count[t] = 0
		v.ids[i], v.weights[i] = terms[t].id, float32(w)
		sum += w * w
	}
	if sum > 0 {
		scale := float32(1 / math.Sqrt(sum))
		for i := range v.weights {
			v.weights[i] *= scale
		}
	}
	return v
}

var powers = func() (p [64]float64) {
	for i := range p {
		p[i] = math.Pow(float64(i), damping)
	}
	return p
}()

func damped(n float32) float64 {
	if int(n) < len(powers) {
		return powers[int(n)]
	}
	return math.Pow(float64(n), damping)
}

// Keys are the ids of the n terms that weigh most in the report, the heaviest
// first, with their weights: what to look it up by.
func (p *Profile) Keys(n int) ([]uint32, []float32) {
	at := make([]int, len(p.body.ids))
	for i := range at {
		at[i] = i
	}
	slices.SortFunc(at, func(a, b int) int {
		return cmp.Or(cmp.Compare(p.body.weights[b], p.body.weights[a]), cmp.Compare(a, b))
	})
	at = at[:min(n, len(at))]
	ids, weights := make([]uint32, len(at)), make([]float32, len(at))
	for i, k := range at {
		ids[i], weights[i] = p.body.ids[k], p.body.weights[k]
	}
	return ids, weights
}

// Published is the day of publication since 1970; 0 for not known.
func (p *Profile) Published() int { return p.published }
