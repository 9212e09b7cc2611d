package attribution

import (
	"slices"

	"github.com/readout-project/readout"
)

// longestAccess bounds a stated access, in words: a longer one is not an access
// but the rest of a sentence that no mark ends.
const longestAccess = 30

// access is the stated access of a source, verbatim: in its words, directly
// behind them, or behind the cue.
func (s *sources) access(a *readout.Attribution, p phraseAt) readout.Span {
	stop := len(s.words)
	if k := s.sentenceEnd(p.head); k > 0 {
		stop = k
	}
	for i := p.head + 1; i < p.to; i++ {
		if n := s.opens(i, p.to); n > 0 && s.fits(i, &p) {
			return s.accessFrom(i, n, p.to)
		}
	}
	if x := s.behind(p.to, stop, &p); !x.Empty() {
		return x
	}
	for _, c := range a.Cue {
		_, to := s.wordsIn(c)
		end := s.sentenceEnd(max(0, to-1))
		for i, skipped := to, 0; i < end && skipped < 12; i, skipped = i+1, skipped+1 {
			k := s.key(i)
			if k == `"` || k == "''" || k == "that" {
				break
			}
			n := s.opens(i, end)
			if n > 0 && s.unnamed(i, end) && (skipped < 3 || !s.inContent(a, i)) {
				return s.accessFrom(i, n, end)
			}
		}
	}
	return readout.Span{}
}

// sentenceEnd is behind the last word of the sentence of word i, its stop left out.
func (s *sources) sentenceEnd(i int) int {
	if i >= len(s.words) {
		return len(s.words)
	}
	lo, hi := 0, len(s.d.Sentences)
	for lo < hi {
		if m := (lo + hi) / 2; s.d.Sentences[m].End > s.words[i].Start {
			hi = m
		} else {
			lo = m + 1
		}
	}
	if lo == len(s.d.Sentences) {
		return len(s.words)
	}
	end := s.wordAt(s.d.Sentences[lo].End)
	for end > i+1 && s.punct(end-1) {
		end--
	}
	return end
}

func (s *sources) inContent(a *readout.Attribution, i int) bool {
	for _, c := range a.Content {
		if c.Contains(s.words[i].Span) {
			return true
		}
	}
	return false
}

// behind is the access that stands right behind the source, at word i.
func (s *sources) behind(i, stop int, p *phraseAt) readout.Span {
	for n := 0; n < 4 && i < stop; n++ {
		if x := s.opens(i, stop); x > 0 && s.fits(i, p) {
			return s.accessFrom(i, x, stop)
		}
		if s.key(i) != "," && !s.relative(i) && s.words[i].UPOS != readout.AUX && s.words[i].UPOS != readout.ADV && s.key(i) != "also" {
			break
		}
		i++
	}
	return readout.Span{}
}

// opens is the number of words of the access opener at word i; 0 for none. What
// it needs must follow before to.
func (s *sources) opens(i, to int) int {
	if o := s.opener(i, to); o != nil {
		return len(o.words)
	}
	return 0
}

func (s *sources) unnamed(i, to int) bool {
	o := s.opener(i, to)
	return o != nil && o.unnamed
}

func (s *sources) opener(i, to int) *opener {
	list := s.t.access[s.key(i)]
next:
	for k := range list {
		o := &list[k]
		if i+len(o.words) > to {
			continue
		}
		for n, w := range o.words {
			if w != "*" && s.key(i+n) != w {
				continue next
			}
		}
		if len(o.need) == 0 || s.follows(o.need, i+len(o.words), to) {
			return o
		}
	}
	return nil
}

// follows reports whether one of the words comes within six words from i on.
func (s *sources) follows(need []string, i, to int) bool {
	for k := i; k < min(to, i+6); k++ {
		if slices.Contains(need, s.key(k)) {
			return true
		}
	}
	return false
}

// fits leaves out what the words of an access mean of other things: a distance
// ("residents close to the border"), a number ("close to 200").
func (s *sources) fits(i int, p *phraseAt) bool {
	switch s.key(i) {
	case "close", "very":
		at := i + 2
		if s.key(i) == "very" {
			at++
		}
		if at >= len(s.words) || s.number(at) > 0 || s.words[at].UPOS == readout.NUM {
			return false
		}
		n := s.noun(p.head)
		return n == sourceNoun || n == officialNoun || s.key(p.head) == "people" || s.key(p.head) == "persons" || n == officeNoun
	case "present":
		return s.key(i+1) != "day" && s.words[i].Rel != readout.RelAmod
	}
	return true
}

// accessFrom is the access of n words or more that begins at word i; one that
// begins with a contracted "not" takes in its verb.
func (s *sources) accessFrom(i, n, to int) readout.Span {
	end := s.accessEnd(i, n, to)
	if s.words[i].Joined && i > 0 {
		i--
	}
	return s.span(i, end)
}

// accessEnd is where an access that begins at word i with n words ends: at a
// mark, at the cue or the content, or where a new clause begins.
func (s *sources) accessEnd(i, n, to int) int {
	end := min(to, i+longestAccess)
	for k := i + n; k < end; k++ {
		switch key := s.key(k); {
		case s.breaks(k), s.atCue(k), s.words[k].Start == s.said.Start && k > i+n:
			return s.trimmed(i+n, k)
		case key == "and" && (s.opens(k+1, to) == 0 && s.words[k].Rel == readout.RelCc && s.finiteAfter(k, end)):
			return s.trimmed(i+n, k)
		}
	}
	for k := end; end < to && k > i+n; k-- {
		if s.key(k) == "because" {
			return s.trimmed(i+n, k)
		}
	}
	return s.trimmed(i+n, end)
}

// breaks reports a mark or a word that begins another clause.
func (s *sources) breaks(k int) bool {
	switch key := s.key(k); key {
	case "who", "whose", "but", "while", "although", "though", "whereas", "citing", "given", "said", "says", "told":
		return true
	case "-", "'", "&", "/", ".", "'s", "$", "%":
		return s.punct(k) && key == "-" && !s.words[k].Joined && s.words[k].Start > s.words[k-1].End
	case ",":
		return true
	}
	return s.punct(k)
}

// finiteAfter reports whether the conjunct behind the "and" at k is a clause of
// its own: it hangs on a verb that has a tense.
func (s *sources) finiteAfter(k, end int) bool {
	h := s.words[k].Head
	if h < k || h >= end {
		return h >= end
	}
	switch s.words[h].XPOS {
	case readout.TagVBD, readout.TagVBZ, readout.TagVBP:
		return true
	}
	return false
}

func (s *sources) atCue(k int) bool {
	for _, c := range s.cue {
		if s.words[k].Overlaps(c) {
			return true
		}
	}
	return false
}

// trimmed cuts marks and words that lead on from the end of an access.
func (s *sources) trimmed(least, end int) int {
	for end > least {
		switch k := s.key(end - 1); {
		case s.punct(end-1) && k != ")", k == "and", k == "or", k == "also", k == "that", k == "has", k == "had", k == "have":
			end--
			continue
		}
		return end
	}
	return end
}
