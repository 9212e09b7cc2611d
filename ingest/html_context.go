package ingest

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// contextWidth is the number of measures that describe gives for a block.
const contextWidth = 68

// describe measures block i for the second pass: its own score and parts of
// it, the scores of its neighbours and containers, and its form.
func (s *scene) describe(i int, split [parts]int, out []int) []int {
	b := &s.blocks[i]
	out = append(out, s.score[i], split[0], split[1], split[2])
	for off := -3; off <= 3; off++ {
		if off != 0 {
			out = append(out, s.scoreAt(i+off))
		}
	}
	out = append(out, s.windowMean(i, 2), s.windowMean(i, 5), s.windowMean(i, 12))
	n := b.outer
	for k := 0; k < levels; k++ {
		if n.Parent != nil && n.Parent.Type == html.ElementNode {
			n = n.Parent
		}
		e := s.elem(n)
		out = append(out, share(e.weighted, e.chars*1000), share(e.positiveChars, s.positive), share(e.prose, s.prose),
			share(e.links, e.chars), e.proseBlocks, e.blocks, e.chars)
	}
	digits, upper, letters := shape(b.text)
	out = append(out, b.chars, share(b.links, b.chars), share(b.bold, b.chars), share(digits, b.chars), share(upper, letters),
		strings.Count(b.text, ",")+strings.Count(b.text, "，")+strings.Count(b.text, "、"), ending(b.text), tagClass(b))
	for _, off := range [...]int{-2, -1, 1, 2} {
		out = append(out, s.lengthAt(i+off), s.linksAt(i+off))
	}
	out = append(out, s.sameParent(i, i-1), s.sameParent(i, i+1), s.copies[b.text])
	before, after := 9999, 9999
	if s.first >= 0 {
		before, after = i-s.first, s.last-i
	}
	head := -9999
	if s.h1 >= 0 {
		head = i - s.h1
	}
	return append(out, before, after, head, i*1000/len(s.blocks), len(s.blocks), s.positive, share(s.positive, s.total), s.prose)
}

// share is part of whole in thousandths.
func share(part, whole int) int {
	if whole <= 0 {
		return 0
	}
	return 1000 * part / whole
}

func (s *scene) scoreAt(i int) int {
	if i < 0 || i >= len(s.blocks) {
		return -9999
	}
	return s.score[i]
}

func (s *scene) lengthAt(i int) int {
	if i < 0 || i >= len(s.blocks) {
		return -1
	}
	return s.blocks[i].chars
}

func (s *scene) linksAt(i int) int {
	if i < 0 || i >= len(s.blocks) {
		return -1
	}
	return share(s.blocks[i].links, s.blocks[i].chars)
}

func (s *scene) sameParent(i, j int) int {
	if j < 0 || j >= len(s.blocks) || s.blocks[i].outer.Parent != s.blocks[j].outer.Parent {
		return 0
	}
	if s.blocks[i].outer.DataAtom == s.blocks[j].outer.DataAtom {
		return 2
	}
	return 1
}

// windowMean is the mean squashed score of the blocks up to reach away, longer
// ones counting more.
func (s *scene) windowMean(i, reach int) int {
	sum, n := 0, 0
	for j := max(0, i-reach); j <= min(len(s.blocks)-1, i+reach); j++ {
		if j == i {
			continue
		}
		w := min(s.blocks[j].chars, 300)
		sum += squash(s.score[j]) * w
		n += w
	}
	return share(sum, n*1000)
}

// setScores keeps the scores of the first pass and sums them by container.
func (s *scene) setScores(score []int) {
	s.score, s.positive, s.first, s.last = score, 0, -1, -1
	for _, e := range s.elems {
		e.weighted, e.positiveChars = 0, 0
	}
	for i := range s.blocks {
		b := &s.blocks[i]
		positive := 0
		if score[i] > 0 {
			positive = b.chars
		}
		s.positive += positive
		if score[i] > sure && b.chars >= 60 {
			if s.first < 0 {
				s.first = i
			}
			s.last = i
		}
		w := squash(score[i]) * b.chars
		for n, k := b.outer, 0; n != nil && n.Type == html.ElementNode && k < highest; n, k = n.Parent, k+1 {
			e := s.elem(n)
			e.weighted += w
			e.positiveChars += positive
		}
	}
}

// sure is the score from which on a block marks where the article runs.
const sure = 1000

// squash is a score's rough probability in thousandths, by straight lines.
func squash(v int) int {
	return min(1000, max(0, 500+v/6))
}

// tagClass groups the elements that blocks stand in.
func tagClass(b *htmlBlock) int {
	switch b.outer.DataAtom {
	case atom.P:
		return 1
	case atom.Li:
		return 2
	case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return 3
	case atom.H1:
		return 4
	}
	return 0
}
