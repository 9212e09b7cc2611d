package statement

import (
	"strings"

	"github.com/readout-project/readout"
)

// directly reports a yes-or-no question that is quoted: "Did he pay?" she asked.
func (s *standings) directly(w int) bool {
	if s.question(w) || s.child(w, readout.RelMark) >= 0 {
		return false
	}
	for i := int(s.f.Hi[w]) - 1; i > w && s.d.Words[i].UPOS == readout.PUNCT; i-- {
		if s.lower(i) == "?" {
			return true
		}
	}
	for i := int(s.f.Hi[w]); i < len(s.d.Words) && s.d.Words[i].UPOS == readout.PUNCT; i++ {
		if s.lower(i) == "?" {
			return true
		}
	}
	return false
}

// asks reports a question that can be answered with yes or no.
func (s *standings) asks(w int) bool {
	k := s.f.Sent[w]
	if k < 0 {
		return false
	}
	x := s.d.Sentences[k]
	for i := x.LastWord - 1; i >= x.FirstWord && s.d.Words[i].UPOS == readout.PUNCT; i-- {
		if strings.Contains(s.lower(i), "?") {
			return !s.question(w)
		}
	}
	return false
}

// quotation reports whether the clause of w stands in quotation marks as a whole.
func (s *standings) quotation(w int) bool {
	lo, hi := int(s.f.Lo[w]), int(s.f.Hi[w])
	for lo < w && s.d.Words[lo].UPOS == readout.PUNCT {
		if quoteMark(s.lower(lo)) {
			return true
		}
		lo++
	}
	return lo > 0 && hi < len(s.d.Words) && quoteMark(s.lower(lo-1)) && s.quoteBehind(hi)
}

func (s *standings) quoteBehind(i int) bool {
	for n := 0; n < 3 && i < len(s.d.Words) && s.d.Words[i].UPOS == readout.PUNCT; n++ {
		if quoteMark(s.lower(i)) {
			return true
		}
		i++
	}
	return false
}

func quoteMark(k string) bool {
	switch k {
	case "\"", "\u201c", "\u201d", "\u00ab", "\u00bb", "''", "``":
		return true
	}
	return false
}
