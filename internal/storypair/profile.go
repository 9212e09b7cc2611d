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

// Vector holds terms with their weights, of unit length, sorted by id.
type Vector struct {
	IDs     []uint32
	Weights []float32
}

// Profile is what is compared of a report. It is plain data, so that it can be
// kept instead of the text.
type Profile struct {
	Body, Lead, Names Vector
	IDF               []float32 // of the terms of Body
	Total             float64   // sum of IDF
	Numbers           []uint32
	Days              []uint16 // days of months that the text names
	Week              uint8    // weekdays that the text names, a bit each
	Size              int      // words
	Published         int      // day since 1970; 0 for not known
}

// Profile makes the profile of a report of its words; published is its day
// since 1970, or 0.
func (l *Lexicon) Profile(title, text []Word, published int) *Profile {
	p := &Profile{Size: len(text), Published: published}
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
	slices.Sort(p.Days)
	p.Days = slices.Compact(p.Days)
	slices.Sort(p.Numbers)
	p.Numbers = slices.Compact(p.Numbers)
	p.Names, p.Lead = r.vector(inNames), r.vector(inLead)
	p.Body = r.vector(inBody)
	for _, t := range r.met[inBody] {
		p.IDF = append(p.IDF, l.terms[t].idf)
		p.Total += float64(l.terms[t].idf)
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
	day := func(month, n int8) { r.p.Days = append(r.p.Days, uint16(int(month)*32-int(n))) }
	switch {
	case t.sign > 0 && t.sign <= 7:
		r.p.Week |= 1 << (t.sign - 1)
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
		r.p.Numbers = append(r.p.Numbers, t.id)
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
func (r *reader) vector(channel int) Vector {
	met, count, terms := r.met[channel], r.l.count[channel], r.l.terms
	slices.SortFunc(met, func(a, b int32) int { return cmp.Compare(terms[a].id, terms[b].id) })
	v := Vector{make([]uint32, len(met)), make([]float32, len(met))}
	sum := 0.0
	for i, t := range met {
		w := damped(count[t]) * terms[t].weight
		count[t] = 0
		v.IDs[i], v.Weights[i] = terms[t].id, float32(w)
		sum += w * w
	}
	if sum > 0 {
		scale := float32(1 / math.Sqrt(sum))
		for i := range v.Weights {
			v.Weights[i] *= scale
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
	at := make([]int, len(p.Body.IDs))
	for i := range at {
		at[i] = i
	}
	slices.SortFunc(at, func(a, b int) int {
		return cmp.Or(cmp.Compare(p.Body.Weights[b], p.Body.Weights[a]), cmp.Compare(a, b))
	})
	at = at[:min(n, len(at))]
	ids, weights := make([]uint32, len(at)), make([]float32, len(at))
	for i, k := range at {
		ids[i], weights[i] = p.Body.IDs[k], p.Body.Weights[k]
	}
	return ids, weights
}
