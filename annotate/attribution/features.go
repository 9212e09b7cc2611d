package attribution

import (
	"github.com/readout-project/readout"
)

// A feature is a hashed conjunction of a template and values (Weinberger and
// others, "Feature Hashing for Large Scale Multitask Learning", ICML 2009).
type feature = uint32

// edge stands for the word beyond the end of a sentence.
const edge uint32 = 0x5bd1e995

func mix(h, v uint32) uint32 {
	h ^= v
	h *= 0x9e3779b1
	return h ^ h>>15
}

// bag collects the features of one candidate; the salt is the task's.
type bag struct {
	f    []feature
	salt uint32
}

func (b *bag) reset(t task) { b.f, b.salt = b.f[:0], mix(0x811c9dc5, uint32(t)+1) }

func (b *bag) add(template, x uint32) { b.f = append(b.f, mix(mix(b.salt, template), x)) }

func (b *bag) add2(template, x, y uint32) {
	b.f = append(b.f, mix(mix(mix(b.salt, template), x), y))
}

func (b *bag) add3(template, x, y, z uint32) {
	b.f = append(b.f, mix(mix(mix(mix(b.salt, template), x), y), z))
}

func bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// step is a number of words as a size: small ones as they are.
func step(n int32) uint32 {
	switch {
	case n < 0:
		return 15
	case n <= 4:
		return uint32(n)
	case n <= 7:
		return 5
	case n <= 12:
		return 6
	case n <= 20:
		return 7
	case n <= 40:
		return 8
	}
	return 9
}

// near is the form of the word at i+by, where that is in the same sentence.
func (p *page) near(i, by int32) uint32 {
	j := i + by
	if j < 0 || int(j) >= len(p.words) || p.Sent[j] != p.Sent[i] {
		return edge
	}
	return p.form[j]
}

func (p *page) nearTag(i, by int32) uint32 {
	j := i + by
	if j < 0 || int(j) >= len(p.words) || p.Sent[j] != p.Sent[i] {
		return 63
	}
	return uint32(p.words[j].XPOS)
}

// sort of a word as a participant: what kind of thing its mention is, pronouns by
// themselves.
func (p *page) sortOf(i int32) uint32 {
	if i < 0 {
		return 0
	}
	w := &p.words[i]
	if w.UPOS == readout.PRON {
		return p.form[i]
	}
	h := uint32(w.UPOS) << 4
	switch w.Mention {
	case readout.Person:
		h |= 1
	case readout.Organization:
		h |= 2
	case readout.Place:
		h |= 3
	case readout.Abstract:
		h |= 4
	case readout.Object:
		h |= 5
	case readout.EventType:
		h |= 6
	case readout.TimeType:
		h |= 7
	case "":
	default:
		h |= 8
	}
	return h
}

// frame is what hangs on a word.
type frame struct {
	subj, obj, comp, xcomp, obl, para, aux, neg, mark, cop, adv, acl, nmod, poss, agent, amod, det int32
	mask                                                                                           uint32
}

// The slots of a frame, by the relation of the child.
func (f *frame) slot(r readout.Rel) (*int32, uint32) {
	switch r {
	case readout.RelNsubj, readout.RelNsubjOuter, readout.RelCsubj, readout.RelCsubjOuter:
		return &f.subj, 1
	case readout.RelNsubjPass, readout.RelCsubjPass:
		return &f.subj, 2
	case readout.RelObj:
		return &f.obj, 4
	case readout.RelIobj:
		return nil, 8
	case readout.RelCcomp:
		return &f.comp, 16
	case readout.RelXcomp:
		return &f.xcomp, 32
	case readout.RelObl, readout.RelOblUnmarked:
		return &f.obl, 64
	case readout.RelParataxis:
		return &f.para, 128
	case readout.RelAux, readout.RelAuxPass:
		return &f.aux, 0
	case readout.RelMark:
		return &f.mark, 256
	case readout.RelCop:
		return &f.cop, 512
	case readout.RelAdvmod:
		return &f.adv, 0
	case readout.RelAcl, readout.RelAclRelcl:
		return &f.acl, 1024
	case readout.RelNmod:
		return &f.nmod, 2048
	case readout.RelNmodPoss:
		return &f.poss, 4096
	case readout.RelOblAgent:
		return &f.agent, 8192
	case readout.RelExpl:
		return nil, 16384
	case readout.RelCompoundPrt:
		return nil, 32768
	case readout.RelAmod:
		return &f.amod, 0
	case readout.RelDet:
		return &f.det, 0
	}
	return nil, 0
}

func (p *page) frameOf(i int32) frame {
	f := frame{-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0}
	for c := p.First[i]; c >= 0; c = p.Next[c] {
		at, bit := f.slot(p.words[c].Rel)
		f.mask |= bit
		if at != nil && *at < 0 {
			*at = c
		}
		if p.key[c] == "not" || p.key[c] == "n't" || p.key[c] == "never" {
			f.neg = c
		}
	}
	return f
}

// caseOf is the preposition of a nominal; edge where it has none.
func (p *page) caseOf(i int32) uint32 {
	for c := p.First[i]; c >= 0 && c < i; c = p.Next[c] {
		if p.words[c].Rel == readout.RelCase || p.words[c].Rel == readout.RelMark {
			return p.form[c]
		}
	}
	return edge
}

// path is the way from word i to word j in the tree: relations up, then down; 0
// where it is longer than six steps.
func (p *page) path(i, j int32) uint32 {
	up, down := uint32(1), uint32(1)
	for n := 0; i != j; n++ {
		if n > 6 || i < 0 || j < 0 {
			return 0
		}
		if p.Depth[i] >= p.Depth[j] {
			up = mix(up, uint32(p.words[i].Rel)+1)
			i = p.Head[i]
		} else {
			down = mix(down, uint32(p.words[j].Rel)+101)
			j = p.Head[j]
		}
	}
	return mix(up, down)
}
