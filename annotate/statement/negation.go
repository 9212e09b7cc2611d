package statement

import "github.com/readout-project/readout"

// negated reports whether the clause of w is negated.
func (s *standings) negated(w int, aux []int) bool {
	n := false
	for c := s.f.First[w]; c >= 0; c = s.f.Next[c] {
		x, k := &s.d.Words[c], s.lower(int(c))
		switch r := x.Rel.Base(); {
		case (k == "not" || k == "n't" || k == "never" || k == "neither" || k == "nor" || k == "cannot") && (r == readout.RelAdvmod || r == readout.RelCc || r == readout.RelCc.Base() || x.Rel == readout.RelCcPreconj):
			n = n || !s.adding(int(c))
		case r == readout.RelAdvmod && (k == "longer" || k == "more") && s.has(int(c), "no"):
			n = true
		case r == readout.RelNsubj || r == readout.RelObj || r == readout.RelObl && s.frontedNo(int(c), w):
			n = n || s.none(int(c)) || s.marker(int(c), readout.RelAdvmod) == "nowhere"
		case r == readout.RelDet && k == "no" && s.d.Words[w].UPOS == readout.NOUN:
			n = n || !s.amount(int(c))
		case r == readout.RelAdvmod && ((k == "once" || k == "anywhere") && s.hasNot(int(c)) || k == "nowhere"):
			n = true
		}
	}
	if s.head(w) < 0 && s.f.Sent[w] >= 0 && s.lower(s.d.Sentences[s.f.Sent[w]].FirstWord) == "nowhere" {
		n = true
	}
	if !n && w > 0 && s.f.Sent[w-1] == s.f.Sent[w] && !s.adding(w-1) {
		for i := w - 1; i >= 0 && w-i < 4 && s.f.Sent[i] == s.f.Sent[w]; i-- {
			k := s.lower(i)
			if k == "not" || k == "n't" || k == "never" {
				return !s.adding(i)
			}
			if u := s.d.Words[i].UPOS; u != readout.ADV && u != readout.AUX && u != readout.PART {
				break
			}
		}
	}
	if h := s.head(w); !n && h >= 0 && h < w && s.d.Words[w].Rel == readout.RelConj && len(aux) > 0 && s.head(aux[0]) == h {
		return s.negated(h, nil)
	}
	return n
}

func (s *standings) hasNot(w int) bool { return s.has(w, "not") }

// frontedNo: "At no point did".
func (s *standings) frontedNo(c, w int) bool {
	return c < w && s.child(c, readout.RelDet) >= 0 || s.lower(c) == "nothing"
}

// adding: a "not" that adds or corrects, and does not deny: "not only".
func (s *standings) adding(w int) bool {
	if w+1 >= len(s.d.Words) {
		return false
	}
	switch s.lower(w + 1) {
	case "only", "just", "merely", "simply", "solely", "because", "until", "all", "every", "everyone", "least", "unlike", "without", "for", "before", "surprisingly":
		return true
	}
	return false
}

// none: nobody, no ship, neither side.
func (s *standings) none(w int) bool {
	switch k := s.lower(w); k {
	case "nobody", "none", "nothing", "neither":
		return true
	case "one":
		return w > 0 && (s.lower(w-1) == "no" || s.lower(w-1) == "not")
	}
	if c := s.child(w, readout.RelCcPreconj); c >= 0 && s.lower(c) == "neither" {
		return true
	}
	if c := s.child(w, readout.RelAdvmod); c >= 0 && c < w && s.lower(c) == "not" {
		k := s.lower(c + 1)
		return k == "a" || k == "an" || k == "one"
	}
	d := s.child(w, readout.RelDet)
	return d >= 0 && (s.lower(d) == "no" || s.lower(d) == "neither") && !s.amount(d)
}

// amount: "no fewer than six".
func (s *standings) amount(w int) bool {
	if w+1 >= len(s.d.Words) {
		return false
	}
	k := s.lower(w + 1)
	return k == "fewer" || k == "less" || k == "doubt"
}
