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
