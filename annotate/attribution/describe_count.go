package attribution

import (
	"strconv"

	"github.com/readout-project/readout"
)

// mostSources bounds a count: a greater number is a year or no count of persons
// who spoke to anybody.
const mostSources = 1000

// count is the number of sources as the phrase states it: "two officials", "a
// diplomat", "a dozen residents"; 0 where it states none, only a part of it or
// only about how many.
func (s *sources) count(p *phraseAt) int {
	if p.conj >= 0 {
		return 0
	}
	return s.countIn(p.own, p.head)
}

// countIn reads the number that stands before the head in [lo, head].
func (s *sources) countIn(lo, head int) int {
	plural := s.plural(head)
	for i := lo; i <= head; i++ {
		k := s.key(i)
		if s.t.hedge[k] || k == "least" || k == "most" {
			return 0
		}
		n := s.number(i)
		switch {
		case i < head && (s.key(i+1) == "dozen" || s.key(i+1) == "couple"):
			continue
		case k == "half" && s.key(i+1) == "a" && s.key(i+2) == "dozen":
			return 6
		case k == "dozen" || k == "couple" && i == head:
			return s.dozens(i, lo)
		case (k == "a" || k == "an" || k == "another" || k == "one") && i == lo:
			if plural && i < head {
				return 0
			}
			return 1
		case n == 0:
			continue
		case s.share(i+1) && (i < head || s.key(i+1) == "in" || s.key(i+1) == "out"), i == head && n == 1 && i > lo:
			return 0
		case s.key(i-1) == "-" && i > 0 && s.words[i].Joined:
			return 0
		case i < head && !plural && n > 1:
			return 0
		}
		return n
	}
	return 0
}

// share reports that the number before word i is part of another one: "six in
// ten", "40 percent", "23-year-old".
func (s *sources) share(i int) bool {
	switch s.key(i) {
	case "-", "%", "percent", "in", "out", "million", "billion", "hundred", "thousand", ",", ".", "/":
		return true
	}
	return false
}

// number is the whole number that a word writes; 0 for none and for what may be
// a year.
func (s *sources) number(i int) int {
	k := s.key(i)
	if n := s.t.number[k]; n > 0 {
		return n
	}
	n, err := strconv.Atoi(k)
	if err != nil || n < 1 || n >= mostSources {
		return 0
	}
	if w := &s.words[i]; w.Rel != readout.RelNummod && w.Rel != readout.NoRel && w.UPOS == readout.NUM && w.Head != i+1 && w.Head != i-1 {
		if w.Rel == readout.RelCompound || w.Rel == readout.RelNmodUnmarked {
			return 0
		}
	}
	return n
}

// dozens is the number that a "dozen" at i makes with the word before it.
func (s *sources) dozens(i, lo int) int {
	unit := 12
	if s.key(i) == "couple" {
		unit = 2
	}
	switch {
	case i == lo, s.key(i-1) == "a", s.key(i-1) == "one":
		return unit
	case s.number(i-1) > 1:
		return unit * s.number(i-1)
	}
	return 0
}
