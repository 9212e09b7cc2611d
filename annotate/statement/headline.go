package statement

import (
	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/verb"
)

// headline reads a headline without a verb.
func (s *standings) headline(w int) (readout.Status, string) {
	if i := s.mistaken(w); i >= 0 {
		base := s.verbBase(i)
		switch {
		case i > 0 && (s.lower(i-1) == "nearly" || s.lower(i-1) == "almost"):
			return readout.Nearly, "present tense of headlines and captions"
		case s.t.in("stative", base) || s.t.in("ongoing", base):
			return readout.Ongoing, "state of headlines"
		}
		return readout.Happened, "present tense of headlines and captions"
	}
	if s.none(w) {
		return readout.DidNotHappen, "negation of headlines"
	}
	if s.has(w, "without") || s.marker(w, readout.RelCase) != "" {
		return readout.Ongoing, "state of headlines"
	}
	return readout.Ongoing, readout.RuleFragment
}

func (s *standings) verbBase(w int) string {
	r, _ := verb.Of(s.lower(w))
	return r.Base
}

// mistaken is the present of a headline that was taken for a noun: "Landslide
// buries highway", "Talks collapse as delegates leave"; -1.
func (s *standings) mistaken(w int) int {
	x := s.d.Sentences[s.f.Sent[w]]
	doubtful := -1
	for i := x.FirstWord + 1; i+1 < x.LastWord; i++ {
		r, ok := verb.Of(s.lower(i))
		u, next := s.d.Words[i].UPOS, s.d.Words[i+1].UPOS
		if s.d.Words[i].XPOS == readout.TagMD || u == readout.VERB && s.d.Words[i].XPOS == readout.TagVBZ {
			return -1
		}
		clear := r.Form.Has(verb.Third) && !r.Form.Has(verb.Noun)
		if !ok || u != readout.NOUN && u != readout.PROPN || !s.subjectBefore(i, x.FirstWord, clear) || next == readout.PUNCT {
			continue
		}
		p := &s.d.Words[i-1]
		switch {
		case s.lower(i-1) == "nearly" || s.lower(i-1) == "almost",
			clear,
			r.Form.Has(verb.Base) && p.XPOS == readout.TagNNS && (next == readout.SCONJ || next == readout.DET || s.lower(i+1) == "as"):
			return i
		case doubtful < 0 && r.Form.Has(verb.Third) && p.XPOS != readout.TagNNS && next != readout.ADP && (s.governing(i) || i == x.FirstWord+1),
			doubtful < 0 && r.Form.Has(verb.Base) && p.XPOS == readout.TagNNS && next == readout.NOUN && s.governing(i):
			doubtful = i
		}
	}
	if doubtful >= 0 && s.verbless(x) {
		return doubtful
	}
	return -1
}

func (s *standings) governing(i int) bool {
	_, ok := s.operator(i, "obj")
	return ok
}

// subjectBefore reports whether a noun stands before i, or the first word; before
// what can only be a verb also an adjective: "Premier denies affair".
func (s *standings) subjectBefore(i, first int, clear bool) bool {
	for i--; i > first && s.d.Words[i].UPOS == readout.ADV; i-- {
	}
	u := s.d.Words[i].UPOS
	if clear && u == readout.ADJ {
		return true
	}
	return i == first && s.d.Words[i+1].UPOS == readout.ADV || u == readout.NOUN || u == readout.PROPN
}

func (s *standings) verbless(x readout.Sentence) bool {
	for i := x.FirstWord; i < x.LastWord; i++ {
		if u := s.d.Words[i].UPOS; u == readout.AUX || u == readout.VERB && s.d.Words[i].XPOS != readout.TagVB && s.d.Words[i].XPOS != readout.TagVBG {
			return false
		}
	}
	return true
}

// headVerb is the verb of a headline that was taken for a noun and governs w; w
// itself where it is that verb; -1.
func (s *standings) headVerb(w int) int {
	if title, _ := s.role(w); !title {
		return -1
	}
	v := s.mistaken(w)
	switch {
	case v == w:
		return w
	case v < 0 || v > w || !s.governing(v):
		return -1
	}
	for k := v + 1; k < w; k++ {
		if u := s.d.Words[k].UPOS; u != readout.DET && u != readout.ADJ && u != readout.NUM && u != readout.NOUN && u != readout.PROPN && u != readout.PUNCT {
			return -1
		}
	}
	if h := s.head(w); h > w {
		switch s.d.Words[w].Rel.Base() {
		case readout.RelCompound, readout.RelAmod, readout.RelNummod, readout.RelDet:
			return -1
		}
	}
	return v
}

// ofHeadline is the governor of the infinitive that hangs on noun h: none in
// "Tax to rise", the verb of saying in "Tax to rise, mayor says".
func (s *standings) ofHeadline(h int) (int, string) {
	if title, _ := s.role(h); !title {
		return h, "to"
	}
	for s.d.Words[h].Rel == readout.RelNmod && s.head(h) >= 0 {
		h = s.head(h) // "Ban on smoking to be lifted"
	}
	v := s.head(h)
	switch {
	case v < 0:
		return -1, ""
	case s.speech(v) && s.d.Words[h].Rel.Base() == readout.RelNsubj:
		return v, "that"
	}
	return h, "to"
}
