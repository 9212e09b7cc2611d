package event

import (
	"github.com/readout-project/readout"
)

// bag collects hashed features (Weinberger and others 2009).
type bag struct{ f []uint32 }

func mix(h, v uint32) uint32 {
	h ^= v
	h *= 0x9e3779b1
	return h ^ h>>15
}

func hash(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

func (b *bag) add(template uint32, parts ...string) {
	h := mix(0x811c9dc5, template)
	for _, s := range parts {
		h = mix(h, hash(s))
	}
	b.f = append(b.f, h)
}

func (b *bag) num(template uint32, parts ...int) {
	h := mix(0x811c9dc5, template)
	for _, n := range parts {
		h = mix(h, uint32(n)+0x51)
	}
	b.f = append(b.f, h)
}

// Templates of features.
const (
	tBias uint32 = iota + 1
	tLemma
	tPhrase
	tObj
	tVerbObj
	tVerbPrep
	tPrepNoun
	tVerbPrepNoun
	tXcomp
	tVerbXcomp
	tGov
	tGovRel
	tStatus
	tStatusType
	tVerbType
	tPatternType
	tObjType
	tGovType
	tBelowType
	tTypes
	tUpos
	tRel
	tNeg
	tModal
	tPassive
	tMark
	tSubjSort
	tObjSort
	tChildren
	tNounMod
	tDepth
	tSaid
	tGlobal
	tGlobalType
	tNth
	tHead
	tVerbHead
	tCompound
	tAux
	tPairType
)

// typesOf is what the tables say of a word as a candidate: by itself, and by the
// words near it; -1 where they say nothing.
func (p *page) typesOf(w int32) (own, near int) {
	if !p.asked[w] {
		own, near = p.lookUp(w)
		p.asked[w], p.types[w] = true, [2]int8{int8(own), int8(near)}
	}
	return int(p.types[w][0]), int(p.types[w][1])
}

func (p *page) lookUp(w int32) (own, near int) {
	x := lexis()
	own, near = -1, -1
	if p.words[w].UPOS == readout.NOUN {
		if t, ok := x.nouns[p.lemma[w]]; ok {
			own = t
		}
		return own, near
	}
	if t, ok := x.verbs[p.phrase(w)]; ok {
		own = t
	} else if t, ok := x.verbs[p.lemma[w]]; ok {
		own = t
	}
	if len(x.patterns[p.lemma[w]]) > 0 {
		if t, ok := x.match(p.lemma[w], p.near(w)); ok {
			near = t
		}
	}
	return own, near
}

// candidate gives the features of one candidate.
func (p *page) candidate(b *bag, w int32, nth int) {
	b.f = b.f[:0]
	x := &p.words[w]
	lemma := p.lemma[w]
	own, near := p.typesOf(w)
	b.add(tBias)
	b.add(tLemma, lemma)
	b.add(tPhrase, p.phrase(w))
	b.num(tUpos, int(x.UPOS))
	b.num(tRel, int(x.Rel))
	b.num(tVerbType, own)
	b.num(tPatternType, near)
	b.num(tTypes, own, near)
	b.num(tDepth, int(min(p.Depth[w], 5)))
	b.num(tNth, min(nth, 4))
	status := string(p.status(int(w)))
	b.add(tStatus, status)
	b.add(tStatusType, status, typeName(max(own, near)))
	b.num(tSaid, b2i(p.said[w] >= 0))
	p.below(b, w, lemma)
	p.above(b, w, lemma, own)
}

func typeName(t int) string {
	if t < 0 || t >= numTypes {
		return "-"
	}
	return Types[t]
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// below gives the features of what hangs on a candidate.
func (p *page) below(b *bag, w int32, lemma string) {
	x := lexis()
	p.children(w, func(c int32) {
		k := &p.words[c]
		switch k.Rel {
		case readout.RelPunct, readout.RelCc, readout.RelConj:
			return
		case readout.RelAux, readout.RelAuxPass:
			b.add(tAux, p.lemma[c])
			b.add(tModal, lemma, p.lemma[c])
			return
		case readout.RelAdvmod:
			if p.lemma[c] == "not" || p.lemma[c] == "never" {
				b.add(tNeg, lemma)
			}
		case readout.RelMark:
			b.add(tMark, p.lemma[c])
		case readout.RelNsubj, readout.RelNsubjPass:
			b.add(tSubjSort, p.sort(c))
			b.num(tPassive, b2i(k.Rel == readout.RelNsubjPass))
		case readout.RelObj, readout.RelIobj:
			b.add(tObj, p.lemma[c])
			b.add(tVerbObj, lemma, p.lemma[c])
			b.add(tObjSort, p.sort(c))
			b.add(tPairType, lemma, p.sort(c))
			if t, ok := x.nouns[p.lemma[c]]; ok {
				b.num(tObjType, t)
				b.add(tObjType, lemma, typeName(t))
			}
		case readout.RelXcomp, readout.RelCcomp, readout.RelAdvcl:
			own, near := p.typesOf(c)
			b.add(tXcomp, p.lemma[c])
			b.add(tVerbXcomp, lemma, p.lemma[c])
			b.num(tBelowType, int(k.Rel), max(own, near))
			b.add(tBelowType, lemma, typeName(max(own, near)))
		case readout.RelObl, readout.RelNmod, readout.RelOblAgent:
			prep := p.prep(c)
			b.add(tVerbPrep, lemma, prep)
			b.add(tPrepNoun, prep, p.lemma[c])
			b.add(tVerbPrepNoun, lemma, prep, p.lemma[c])
		case readout.RelCompound, readout.RelAmod, readout.RelNmodPoss:
			b.add(tNounMod, lemma, p.lemma[c])
			b.add(tCompound, p.lemma[c])
		}
		b.num(tChildren, int(k.Rel), int(p.words[w].UPOS))
	})
}

// above gives the features of what a candidate hangs on.
func (p *page) above(b *bag, w int32, lemma string, own int) {
	g := p.Head[w]
	if g < 0 {
		b.add(tGov, "root")
		return
	}
	rel := p.words[w].Rel
	b.add(tGov, p.lemma[g])
	b.add(tGovRel, p.lemma[g], rel.String())
	b.add(tHead, lemma, p.lemma[g])
	gOwn, gNear := p.typesOf(g)
	b.num(tGovType, int(rel), max(gOwn, gNear))
	b.num(tGovType, int(rel), max(gOwn, gNear), own)
}

// sort is what kind of thing a word is.
func (p *page) sort(w int32) string {
	x := &p.words[w]
	if x.UPOS == readout.PRON {
		return p.form[w]
	}
	if x.Mention != "" {
		return string(x.Mention)
	}
	return x.UPOS.String()
}

// sentence gives the features of a whole sentence.
func (p *page) sentence(b *bag, s int, cands []int32) {
	b.f = b.f[:0]
	x := p.d.Sentences[s]
	b.add(tBias, "sentence")
	seen := map[string]bool{}
	for i := x.FirstWord; i < x.LastWord; i++ {
		w := &p.words[i]
		if w.UPOS == readout.PUNCT || w.UPOS == readout.DET || w.UPOS == readout.PROPN || seen[p.lemma[i]] {
			continue
		}
		seen[p.lemma[i]] = true
		b.add(tGlobal, p.lemma[i])
	}
	var types [classes]bool
	for _, c := range cands {
		own, near := p.typesOf(c)
		for _, t := range []int{own, near} {
			if t >= 0 && !types[t] {
				types[t] = true
				b.num(tGlobalType, t)
			}
		}
	}
}
