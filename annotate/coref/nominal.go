package coref

import "github.com/readout-project/readout"

// heads says how the words of two nominals agree: 0 not at all, 1 the same words,
// 2 the same head with nothing new, 3 with other modifiers, 4 with both, 5 the
// antecedent's name holds the noun, 6 the entity was called so before.
func (l *linker) heads(x, y *mention, e int32) int32 {
	if y.lemma == x.lemma {
		if y.kind == readout.Pronoun {
			return 0
		}
		if l.phrase(x.head, x.head+1) == l.phrase(y.head, y.head+1) && l.content(x) == l.content(y) {
			return 1
		}
		news, olds := l.unshared(x, y), l.unshared(y, x)
		switch {
		case !news && !olds:
			return 1
		case !news:
			return 2
		case !olds:
			return 3
		}
		return 4
	}
	if y.kind == readout.Name {
		for k := y.nameLo; k < y.nameHi; k++ {
			if l.key[k] == l.key[x.head] {
				return 5
			}
		}
	}
	if like := l.byLemma[x.lemma]; len(like) > 0 && l.of(like[len(like)-1]) == e {
		return 6
	}
	return 0
}

// content counts the words of a phrase that are no determiners.
func (l *linker) content(x *mention) int32 {
	n := x.end - x.start
	for k := x.start; k < x.end && l.words[k].UPOS == readout.DET; k++ {
		n--
	}
	return n
}

// unshared reports whether x has a modifier before its head that y lacks.
func (l *linker) unshared(x, y *mention) bool {
	for k := max(x.start, x.head-4); k < x.head; k++ {
		switch l.words[k].UPOS {
		case readout.DET, readout.PUNCT, readout.PRON, readout.PART, readout.ADP:
			continue
		}
		found := false
		for n := max(y.start, y.head-6); n < y.end && n < y.head+8 && !found; n++ {
			found = l.key[n] == l.key[k]
		}
		if !found {
			return true
		}
	}
	return false
}

func (l *linker) officeFit(x *mention, e int32) int32 {
	switch {
	case x.office == "":
		return 0
	case l.holds(e, x.office):
		return 2
	}
	return 1
}

// copular says whether y is the subject of which nominal x is said.
func (l *linker) copular(x, y *mention) int32 {
	if s := l.has(x.head, readout.RelNsubj); s != y.head || s < 0 {
		return 0
	}
	if l.asserted(x.head) {
		return 1
	}
	return 2
}
