package frame

import (
	"slices"

	"github.com/readout-project/readout"
)

// Phrase are the words of a noun phrase in text order, without the clauses and
// the prepositional phrases that hang on it.
func (r *Reader) Phrase(head int32) []int32 {
	out := []int32{}
	var walk func(w int32, depth int)
	walk = func(w int32, depth int) {
		out = append(out, w)
		if depth > mostSteps {
			return
		}
		for c := r.First[w]; c >= 0; c = r.Next[c] {
			switch x := &r.d.Words[c]; x.Rel.Base() {
			case readout.RelAcl, readout.RelParataxis, readout.RelPunct, readout.RelCase, readout.RelDet, readout.RelCc, readout.RelConj,
				readout.RelCop, readout.RelNsubj, readout.RelAdvcl, readout.RelAux, readout.RelMark, readout.RelAppos, readout.RelObl:
			case readout.RelNmod:
				if x.Rel == readout.RelNmodPoss || r.child(c, readout.RelCase) < 0 {
					walk(c, depth+1)
				}
			case readout.RelNummod:
				for k := r.Lo[c]; k < r.Hi[c]; k++ {
					out = append(out, k) // "at least 14"
				}
			default:
				walk(c, depth+1)
			}
		}
	}
	walk(head, 0)
	slices.Sort(out)
	return out
}

// Core is the stretch of words, half-open, from the first to the last of a
// predicate, its auxiliaries and the given heads with their phrases.
func (r *Reader) Core(f *Frame, heads []int32) (lo, hi int32) {
	lo, hi = min(f.Word, f.Verb), max(f.Word, f.Verb)+1
	grow := func(w int32) { lo, hi = min(lo, w), max(hi, w+1) }
	for _, p := range []int32{f.Word, f.Verb} {
		for c := r.First[p]; c >= 0; c = r.Next[c] {
			switch r.d.Words[c].Rel.Base() {
			case readout.RelAux, readout.RelCop:
				grow(c)
			case readout.RelCompound, readout.RelDet, readout.RelAmod, readout.RelNummod:
				grow(c)
			case readout.RelAdvmod:
				if r.lemma[c] == "not" || r.lemma[c] == "n't" || r.lemma[c] == "never" || r.lemma[c] == "no" {
					grow(c)
				}
			}
		}
	}
	for _, h := range heads {
		bare := slices.ContainsFunc(f.Args, func(a Arg) bool { return a.Head == h && a.Role != Oblique && a.Prep == "" })
		r.grow(h, !bare, grow)
	}
	for lo+1 < hi && r.joint(lo) {
		lo++
	}
	for lo+1 < hi && r.d.Words[hi-1].UPOS == readout.PUNCT {
		hi--
	}
	return lo, hi
}

// grow adds the words of a noun phrase, with what it is of and, if marked, its
// preposition.
func (r *Reader) grow(h int32, marked bool, grow func(w int32)) {
	for _, w := range r.Phrase(h) {
		grow(w)
	}
	for c := r.First[h]; c >= 0; c = r.Next[c] {
		switch r.d.Words[c].Rel.Base() {
		case readout.RelDet:
			grow(c)
		case readout.RelCase:
			if marked {
				grow(c)
			}
		case readout.RelNmod:
			if r.Prep(c) == "of" {
				grow(c)
				for _, w := range r.Phrase(c) {
					grow(w)
				}
			}
		}
	}
}

// joint reports a word that only joins what follows to what stands before: none
// that a core begins with, but for a preposition of the predicate.
func (r *Reader) joint(w int32) bool {
	switch r.d.Words[w].UPOS {
	case readout.PUNCT, readout.CCONJ, readout.SCONJ:
		return true
	case readout.ADP:
		h := r.Head[w]
		if h < 0 {
			return true
		}
		switch r.d.Words[h].UPOS {
		case readout.NOUN, readout.PROPN, readout.PRON, readout.VERB:
			return r.d.Words[h].Rel.Base() != readout.RelObl
		}
		return false // "at least 14"
	}
	return false
}

// None reports a noun phrase of nobody or nothing: "no symptoms", "none of them".
func (r *Reader) None(head int32) bool {
	switch r.lemma[head] {
	case "none", "nobody", "nothing", "neither":
		return true
	}
	for c := r.First[head]; c >= 0; c = r.Next[c] {
		if l := r.lemma[c]; (l == "no" || l == "neither") && r.d.Words[c].Rel.Base() == readout.RelDet {
			return true
		}
	}
	return false
}
