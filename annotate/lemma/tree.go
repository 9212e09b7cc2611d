package lemma

import (
	"github.com/readout-project/readout"
)

// tree is what is asked of the trees of a document.
type tree struct {
	source string
	words  []readout.Word
	root   []int32 // the root of each word's sentence
	below  []below
}

// below is what hangs on a word.
type below struct {
	has     flags
	subject int32 // the word; -1 for none
	extPos  byte  // 1 a fixed expression, 2 a name, 3 the rest of a word in parts
}

type flags uint8

const (
	hasTo        flags = 1 << iota // the infinitive's "to"
	hasModal                       // will, can, ...
	hasAux                         // another auxiliary
	hasPassive                     // an auxiliary or subject of the passive
	hasMark                        // a conjunction or preposition
	hasDet                         // an article or owner
	hasConj                        // "and" with more of its kind
	hasRelClause                   // a relative clause
)

func newTree(source string, words []readout.Word) tree {
	t := tree{source: source, words: words, root: make([]int32, len(words)), below: make([]below, len(words))}
	for i := range t.below {
		t.below[i].subject = -1
	}
	for i := range words {
		if h := t.head(i); h >= 0 {
			t.hang(i, h)
		}
	}
	t.findRoots()
	return t
}

// head is the head of word i; -1 where it has none.
func (t *tree) head(i int) int {
	if h := t.words[i].Head; h >= 0 && h < len(t.words) && h != i {
		return h
	}
	return -1
}

// hang adds word i to what is known of its head.
func (t *tree) hang(i, h int) {
	w, b := &t.words[i], &t.below[h]
	switch w.Rel {
	case readout.RelMark, readout.RelCase:
		if w.XPOS == readout.TagTO {
			b.has |= hasTo
		} else {
			b.has |= hasMark
		}
	case readout.RelAux:
		if w.XPOS == readout.TagMD {
			b.has |= hasModal
		} else {
			b.has |= hasAux
		}
	case readout.RelAuxPass, readout.RelOblAgent:
		b.has |= hasPassive
	case readout.RelDet, readout.RelNmodPoss:
		b.has |= hasDet
	case readout.RelConj:
		b.has |= hasConj
	case readout.RelAclRelcl:
		b.has |= hasRelClause
	case readout.RelFixed:
		b.extPos = 1
	case readout.RelFlat:
		b.extPos = max(b.extPos, 2)
	case readout.RelGoeswith:
		b.extPos = 3
	}
	t.subject(i, h)
}

// subject notes word i as the subject of h: of several the first, but a filler
// ("there") only where there is no other.
func (t *tree) subject(i, h int) {
	w, b := &t.words[i], &t.below[h]
	switch w.Rel {
	case readout.RelNsubjPass, readout.RelCsubjPass:
		b.has |= hasPassive
	case readout.RelNsubj, readout.RelCsubj, readout.RelNsubjOuter, readout.RelCsubjOuter:
	case readout.RelExpl:
		if b.subject < 0 {
			b.subject = int32(i)
		}
		return
	default:
		return
	}
	if s := b.subject; s < 0 || t.words[s].Rel == readout.RelExpl {
		b.subject = int32(i)
	}
}

// findRoots climbs from each word until a root that is known, and writes it down
// along the way: linear in all. A cycle is its own root where it was entered.
func (t *tree) findRoots() {
	const unknown, underway = -1, -2
	for i := range t.root {
		t.root[i] = unknown
	}
	for i := range t.words {
		k := i
		for t.root[k] == unknown {
			t.root[k] = underway
			h := t.head(k)
			if h < 0 {
				t.root[k] = int32(k)
				break
			}
			k = h
		}
		r := t.root[k]
		if r == underway {
			r = int32(k)
		}
		for k = i; t.root[k] == underway; {
			t.root[k] = r
			if k = t.head(k); k < 0 {
				break
			}
		}
	}
}

// contextSize is the number of symbols that appendContext appends.
const contextSize = 5

// maxClimb bounds the way to the first conjunct or to the clause around a word.
const maxClimb = 6

// appendContext appends what the tree says about the features of word i, the
// most telling first.
func (t *tree) appendContext(to []byte, i int) []byte {
	w := &t.words[i]
	ext := byte(0)
	if e := t.below[i].extPos; e != 0 {
		ext = e<<6 | byte(w.Rel)&63
	}
	to = append(to, ext)
	switch w.XPOS {
	case readout.TagVB:
		a := t.anchor(i, true)
		return append(to, byte(t.below[a].has&(hasTo|hasModal|hasAux)), t.bit(t.below[a].subject >= 0), byte(t.words[a].Rel), byte(w.Rel))
	case readout.TagVBP, readout.TagVBD:
		return append(to, t.subjectClass(i))
	case readout.TagVBN:
		a := t.anchor(i, true)
		return append(to, byte(t.below[a].has&(hasPassive|hasAux|hasTo|hasModal)), byte(t.words[a].Rel))
	case readout.TagVBG:
		a := t.anchor(i, true)
		return append(to, byte(t.below[a].has&(hasAux|hasMark|hasDet|hasTo)), byte(t.words[a].Rel), t.bit(t.below[a].subject >= 0))
	case readout.TagPRP, readout.TagDT, readout.TagCD:
		a := t.conjunct(i)
		return append(to, byte(t.words[a].Rel), t.bit(t.below[a].has&hasMark != 0))
	case readout.TagWDT, readout.TagWP, readout.TagWRB, readout.TagWPPoss, readout.TagIN:
		return append(to, byte(t.clause(i)), byte(w.Rel), byte(t.below[i].has&hasRelClause))
	}
	return append(to, byte(w.Rel))
}

func (t *tree) bit(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// conjunct is the first of the conjuncts that word i belongs to.
func (t *tree) conjunct(i int) int {
	for range maxClimb {
		if t.words[i].Rel != readout.RelConj || t.head(i) < 0 {
			break
		}
		i = t.head(i)
	}
	return i
}

// anchor is the word that auxiliaries and subjects of a verb hang on: the verb
// itself, what an auxiliary belongs to, or, where nothing hangs there, the
// conjunct before ("to go and see").
func (t *tree) anchor(i int, bare bool) int {
	switch t.words[i].Rel {
	case readout.RelAux, readout.RelAuxPass, readout.RelCop:
		if h := t.head(i); h >= 0 {
			i = h
		}
	}
	const own = hasTo | hasModal | hasAux | hasPassive
	for range maxClimb {
		if t.words[i].Rel != readout.RelConj || t.below[i].subject >= 0 || bare && t.below[i].has&own != 0 {
			break
		}
		h := t.head(i)
		if h < 0 {
			break
		}
		i = h
	}
	return i
}

// clause is the relation of the clause that word i stands in, or is.
func (t *tree) clause(i int) readout.Rel {
	for range maxClimb {
		switch r := t.words[i].Rel; r {
		case readout.RelRoot, readout.RelAclRelcl, readout.RelAdvclRelcl, readout.RelCcomp, readout.RelAdvcl,
			readout.RelXcomp, readout.RelCsubj, readout.RelCsubjPass, readout.RelAcl, readout.RelParataxis:
			return r
		}
		h := t.head(i)
		if h < 0 {
			break
		}
		i = h
	}
	return readout.NoRel
}
