package stance

import (
	"math"
	"slices"
	"strings"

	"github.com/readout-project/readout"
)

// The measures of a claim held against a text: what the two have in common, and
// from mKinds on the counts of words of each kind, by place. Shares are in
// thousandths of the weight of the claim's words.
const (
	mAll        = iota // words that the text has anywhere
	mLead              // in its first three sentences
	mBest              // in the sentence that has most
	mTwo               // in two sentences in a row
	mPairs             // pairs of neighbours that are neighbours there
	mNear              // pairs of neighbours that share a sentence
	mDigits            // numbers that the text has: -1 where there are none
	mRarest            // the three rarest words
	mCosine            // of TF-IDF vectors
	mMatched           // words matched
	mWords             // words of the claim
	mWeight            // their weight
	mTop               // weight of the rarest word matched
	mSentences         // of the text
	mLength            // words of the text
	mWhere             // number of the best sentence
	mPart              // the same as a part of the text
	mOften             // sentences at least half as good
	mLetters           // runs of five letters in the lead
	mQuestion          // the claim ends with a question mark
	mColon             // it names a source before a colon
	mQuotes            // it has quotation marks
	mFirstShare        // words that the first sentence has
	mBestWords         // length of the best sentence
	mKinds             // from here on kinds of words by place
)

const (
	inClaim = iota
	inBest
	inRound // the sentences beside the best
	inLead
	inMatching // sentences at least half as good as the best
	inText     // per thousand words
	inEnd      // the last fifth, per thousand words
	numWhere
)

const numMeasures = mKinds + numWhere*int(numKinds)

// measured is what a claim and a text have to do with each other.
type measured struct {
	values  []int
	shares  []int // what each sentence has of the claim
	best    int   // the sentence that has most; -1 where none has any
	matched []int // sentences with at least half as much, in order
}

func (t *Text) measure(claim string) measured {
	claim = clip(claim, mostClaim)
	c := weigh(claim, readout.Span{})
	h := newHold(t, c)
	m := measured{values: make([]int, numMeasures), shares: h.shares}
	v := m.values
	v[mWords], v[mWeight] = len(c.order), h.total
	v[mSentences] = len(t.sentences)
	v[mQuestion] = truth(strings.HasSuffix(strings.TrimSpace(claim), "?"))
	v[mColon] = truth(strings.Contains(claim, ": "))
	v[mQuotes] = strings.Count(claim, "'") + strings.Count(claim, "\"") + strings.Count(claim, "“") + strings.Count(claim, "‘")
	h.overlap(v)
	h.pairs(v)
	m.best, m.matched = h.places(v)
	h.kinds(v, m)
	v[mLetters] = h.letters(claim)
	return m
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// hold is a claim held against a text.
type hold struct {
	t      *Text
	c      sentence
	total  int   // weight of the claim's words
	shares []int // of each sentence
}

func newHold(t *Text, c sentence) *hold {
	h := &hold{t: t, c: c, shares: make([]int, len(t.sentences))}
	for w := range c.stems {
		h.total += rarity(w)
	}
	for i, s := range t.sentences {
		h.shares[i] = h.share(func(w string) bool { return s.stems[w] })
	}
	return h
}

// share is how much of the claim's weight lies on the words that has holds for.
func (h *hold) share(has func(string) bool) int {
	got := 0
	for w := range h.c.stems {
		if has(w) {
			got += rarity(w)
		}
	}
	return part(got, h.total)
}

func part(a, of int) int {
	if of == 0 {
		return 0
	}
	return 1000 * a / of
}

// overlap measures how much of the claim the text has, and where.
func (h *hold) overlap(v []int) {
	t := h.t
	n := len(t.sentences)
	v[mAll] = h.share(t.has)
	v[mFirstShare], v[mLead] = h.within(0, min(1, n)), h.within(0, min(3, n))
	for i := range t.sentences {
		v[mBest] = max(v[mBest], h.shares[i])
		if i+1 < n && h.shares[i]+h.shares[i+1] > v[mTwo] {
			v[mTwo] = max(v[mTwo], h.within(i, i+2))
		}
	}
	v[mTwo] = max(v[mTwo], v[mBest])
	dot, square := 0, 0
	v[mDigits] = -1
	for w := range h.c.stems {
		r, has := rarity(w), t.has(w)
		dot += r * t.weight[w]
		square += r * r
		if has {
			v[mMatched]++
			v[mTop] = max(v[mTop], r)
		}
		if w[0] >= '0' && w[0] <= '9' {
			v[mDigits] = max(v[mDigits], 0) + truth(has)
		}
	}
	v[mRarest] = h.rarest(3)
	if square > 0 && t.norm > 0 {
		v[mCosine] = int(1000 * float64(dot) / (math.Sqrt(float64(square)) * math.Sqrt(float64(t.norm))))
	}
}

// within is the share of the claim that the sentences from first on have.
func (h *hold) within(first, end int) int {
	return h.share(func(w string) bool {
		return slices.ContainsFunc(h.t.sentences[first:end], func(s sentence) bool { return s.stems[w] })
	})
}

// rarest is the share of the n rarest words of the claim, and those as rare,
// that the text has.
func (h *hold) rarest(n int) int {
	var all []int
	for w := range h.c.stems {
		all = append(all, rarity(w))
	}
	slices.Sort(all)
	least := 0
	if len(all) > n {
		least = all[len(all)-n]
	}
	got, of := 0, 0
	for w := range h.c.stems {
		if r := rarity(w); r >= least {
			of += r
			got += r * truth(h.t.has(w))
		}
	}
	return part(got, of)
}

// pairs counts neighbouring words of the claim that are neighbours in the text,
// or at least stand in one sentence.
func (h *hold) pairs(v []int) {
	o := h.c.order
	if len(o) < 2 {
		return
	}
	next, near := 0, 0
	for i := range len(o) - 1 {
		beside, together := false, false
		for k := range h.t.sentences {
			s := &h.t.sentences[k]
			if !s.stems[o[i]] || !s.stems[o[i+1]] {
				continue
			}
			together = true
			for j := range len(s.order) - 1 {
				if s.order[j] == o[i] && s.order[j+1] == o[i+1] {
					beside = true
				}
			}
			if beside {
				break
			}
		}
		next += truth(beside)
		near += truth(together)
	}
	v[mPairs], v[mNear] = part(next, len(o)-1), part(near, len(o)-1)
}

// places finds the sentence that has most of the claim's words, the first of
// several, and those that have at least half as much.
func (h *hold) places(v []int) (best int, matched []int) {
	best = -1
	for i, s := range h.shares {
		if s > 0 && (best < 0 || s > h.shares[best]) {
			best = i
		}
	}
	if best < 0 {
		v[mWhere], v[mPart] = -1, -1
		return best, nil
	}
	for i, s := range h.shares {
		if 2*s >= h.shares[best] {
			matched = append(matched, i)
		}
	}
	v[mWhere], v[mPart], v[mOften] = best, part(best, len(h.shares)), len(matched)
	v[mBestWords] = h.t.sentences[best].words
	return best, matched
}

// kinds counts words that bear on standing, by place.
func (h *hold) kinds(v []int, m measured) {
	n := len(h.t.sentences)
	add := func(where int, s *sentence) {
		for k, c := range s.kinds {
			v[mKinds+where*int(numKinds)+k] += c
		}
	}
	add(inClaim, &h.c)
	words, endWords := 0, 0
	for i := range h.t.sentences {
		s := &h.t.sentences[i]
		add(inText, s)
		words += s.words
		if i < 3 {
			add(inLead, s)
		}
		if 5*i >= 4*n {
			add(inEnd, s)
			endWords += s.words
		}
		switch d := i - m.best; {
		case m.best < 0:
		case d == 0:
			add(inBest, s)
		case d == 1 || d == -1:
			add(inRound, s)
		}
	}
	for _, i := range m.matched {
		add(inMatching, &h.t.sentences[i])
	}
	v[mLength] = words
	for k := range int(numKinds) {
		text, end := &v[mKinds+inText*int(numKinds)+k], &v[mKinds+inEnd*int(numKinds)+k]
		*text, *end = part(*text, words), part(*end, endWords)
	}
}

// letters is the share of the claim's runs of five letters that the lead has,
// which finds names and words spelled otherwise.
func (h *hold) letters(claim string) int {
	has := map[string]bool{}
	for _, s := range h.t.sentences[:min(5, len(h.t.sentences))] {
		for _, w := range s.order {
			grams(w, func(g string) { has[g] = true })
		}
	}
	got, all := 0, 0
	for _, w := range h.c.order {
		grams(w, func(g string) {
			all++
			got += truth(has[g])
		})
	}
	return part(got, all)
}

func grams(w string, each func(string)) {
	if len(w) <= 4 {
		each(w)
	}
	for i := 0; i+4 <= len(w); i++ {
		each(w[i : i+4])
	}
}
