package coref

import (
	"math/bits"

	"github.com/readout-project/readout"
)

// template is a feature with its values: how the model file names it, and how
// many values it has.
type template struct {
	name string
	size int32
}

// Features of a mention that stays alone, then of one with an antecedent.
const (
	tAlone = iota
	tAloneRole
	tAloneType
	tAloneDet
	tAloneForm
	tAloneClausal
	tAloneSeen
	tAloneModified
	tAloneQuoted
	tAloneFew
	tLink
	tSentences
	tMentions
	tRole
	tParallel
	tKind
	tGender
	tTypes
	tCount
	tFirst
	tBetween
	tClause
	tHolds
	tQuote
	tBlock
	tSpeech
	tForm
	tDepth
	tRoleKind
	tHead
	tOffice
	tDets
	tCopula
	tVerb
	tTotal
	tCommand
	tActed
	tFocus
	tParent
	tOpening
	tRecent
	numTemplates
)

const (
	numKinds = int32(numClasses) + 2
	numRole  = int32(numRoles)
	numTypes = 11
	near     = 3 // same sentence, the one before, further
)

var templates = [numTemplates]template{
	tAlone: {"alone", 1}, tAloneRole: {"alone role", numRole * 2}, tAloneType: {"alone type", numTypes},
	tAloneDet: {"alone determiner", 6}, tAloneForm: {"alone possessive, reflexive", 4}, tAloneClausal: {"alone clausal", 5},
	tAloneSeen: {"alone head seen", 3}, tAloneModified: {"alone modified", 8}, tAloneQuoted: {"alone quoted", 2},
	tAloneFew: {"alone candidates", 4},
	tLink:     {"link", 1}, tSentences: {"sentences between, possessive", 16}, tMentions: {"mentions between", 8},
	tRole: {"antecedent role, near, possessive", numRole * near * 2}, tParallel: {"roles", numRole * numRole},
	tKind: {"antecedent kind, near", numKinds * near}, tGender: {"gender", 12}, tTypes: {"types", numTypes * numTypes},
	tCount: {"mentions of entity, recent", 18}, tFirst: {"entity of headline or first sentence", 3},
	tBetween: {"entities between, near, possessive", 8 * near * 2}, tClause: {"same clause", 12}, tHolds: {"holds", 8}, tQuote: {"quotation", 7},
	tBlock: {"paragraph", 4}, tSpeech: {"subjects of speech", 4}, tForm: {"pronoun form", 5}, tDepth: {"depth", 9},
	tRoleKind: {"role, kind, near", numRole * numKinds * near}, tHead: {"heads", 8 * 2}, tOffice: {"office", 3},
	tDets: {"determiners", 36}, tCopula: {"copula", 3}, tVerb: {"same verb", 4}, tTotal: {"names of entity", 6},
	tCommand: {"command", 10 * 3}, tActed: {"subject before", 4}, tFocus: {"last pronoun", 8}, tParent: {"role of the phrase around", numRole},
	tOpening: {"opening, paragraph", 12}, tRecent: {"last mention of entity, named", 24},
}

// offsets are where the values of each template begin in the weights of a class;
// stride is how many weights a class has.
var offsets, stride = layOut()

func layOut() ([numTemplates]int32, int32) {
	var at [numTemplates]int32
	n := int32(0)
	for t := range templates {
		at[t] = n
		n += templates[t].size
	}
	return at, n
}

var typeNumbers = map[readout.Type]int32{
	readout.Person: 1, readout.Organization: 2, readout.Place: 3, readout.Abstract: 4, readout.Object: 5,
	readout.EventType: 6, readout.TimeType: 7, readout.Substance: 8, readout.Animal: 9, readout.Plant: 10,
}

func flag(b bool) int32 {
	if b {
		return 1
	}
	return 0
}

// alone appends the features of i without an antecedent.
func (l *linker) alone(f []int32, i int32) []int32 {
	m := &l.ms[i]
	base := int32(m.class) * stride
	add := func(t int, v int32) { f = append(f, base+offsets[t]+min(v, templates[t].size-1)) }
	add(tAlone, 0)
	add(tAloneRole, int32(m.role)*2+flag(l.up[m.head] == l.head[m.head]))
	add(tAloneType, m.typeNo)
	add(tAloneQuoted, flag(l.quote[m.head] >= 0))
	add(tAloneFew, min(i, 30)/8)
	if m.class.pronoun() {
		flags := m.flags
		add(tAloneForm, int32(flags&3))
		add(tAloneClausal, l.clausal(m.head))
		return f
	}
	add(tAloneDet, int32(m.det))
	seen := int32(0)
	if like := l.byLemma[m.lemma]; len(like) > 0 {
		seen = 1
		if l.sent[l.ms[like[len(like)-1]].head]+5 > l.sent[m.head] {
			seen = 2
		}
	}
	add(tAloneSeen, seen)
	add(tAloneModified, l.modified(m))
	return f
}

// clausal says how the predicate of a pronoun goes on: "it is clear that", "it
// seems", where the pronoun may stand for nothing.
func (l *linker) clausal(i int32) int32 {
	h := l.head[i]
	switch {
	case h >= 0 && l.words[i].Rel == readout.RelExpl:
		return 4
	case h < 0 || l.words[i].Rel.Base() != readout.RelNsubj:
		return 0
	}
	switch {
	case !l.clause[h]:
		return 1
	case l.words[h].UPOS == readout.VERB:
		return 2
	}
	return 3
}

// modified says what stands in a nominal beside its head: adjective or noun
// before it, phrase or clause after it.
func (l *linker) modified(m *mention) int32 {
	v := int32(0)
	for c := l.child[m.head]; c >= 0; c = l.next[c] {
		switch w := &l.words[c]; {
		case w.Rel == readout.RelAmod || w.Rel == readout.RelCompound || w.Rel == readout.RelNummod:
			v |= 1
		case w.Rel == readout.RelNmod && c > m.head:
			v |= 2
		case w.Rel == readout.RelAclRelcl || w.Rel == readout.RelAcl:
			v |= 4
		}
	}
	return v
}

func (m *mention) kindNumber() int32 {
	switch {
	case m.group:
		return int32(numClasses)
	case m.kind == readout.Name:
		return int32(numClasses) + 1
	}
	return int32(m.class)
}

// features appends those of i with the antecedent c.
func (l *linker) features(f []int32, i int32, c *candidate) []int32 {
	x, y := &l.ms[i], &l.ms[c.at]
	e := &l.ent[l.of(c.at)]
	base := int32(x.class) * stride
	add := func(t int, v int32) { f = append(f, base+offsets[t]+min(v, templates[t].size-1)) }
	d := l.sent[x.head] - l.sent[y.head]
	how := min(d, near-1)
	kind := y.kindNumber()
	poss := flag(x.flags&possessive != 0)
	add(tLink, 0)
	if c.at > i {
		add(tSentences, 7+8*poss)
		add(tMentions, 7)
	} else {
		add(tSentences, min(d, 6)+8*poss)
		add(tMentions, min(int32(bits.Len32(uint32(i-c.at))), 6))
	}
	add(tRole, (int32(y.role)*near+how)*2+poss)
	add(tParallel, int32(x.role)*numRole+int32(y.role))
	add(tKind, kind*near+how)
	add(tRoleKind, (int32(y.role)*numKinds+kind)*near+how)
	add(tGender, agreement(x.gender, e.gender)*3+agreement(x.gender, y.gender)%3)
	add(tTypes, x.typeNo*numTypes+e.typeNo)
	add(tFirst, l.salient(e))
	add(tBetween, (min(c.between, 7)*near+how)*2+poss)
	add(tQuote, l.quoting(x, y, c.at))
	add(tBlock, min(max(l.block[x.head]-l.block[y.head], 0), 2))
	add(tHolds, flag(y.start <= x.start && x.end <= y.end)+2*flag(l.words[y.head].UPOS == readout.VERB)+4*flag(l.extraposed(x, y)))
	add(tDepth, l.depth(x)*3+l.depth(y))
	add(tTotal, int32(bits.Len32(uint32(e.names))))
	add(tActed, l.acted(x, e))
	add(tParent, l.parentRole(y))
	if x.class.pronoun() {
		flags := x.flags
		add(tClause, flag(l.up[x.head] == l.up[y.head])*6+int32(flags&3)*flag(d == 0)+flag(d == 0))
		add(tSpeech, flag(l.speech[i])*2+flag(l.speech[c.at]))
		add(tForm, l.pronounForm(x, y))
		add(tVerb, l.verbs(x, y))
		add(tDets, int32(y.det))
		add(tCommand, l.command(y)*3+min(int32(flags&3), 2))
		add(tFocus, l.focus(x, c.at, e))
		add(tOpening, l.opening(x, y))
		add(tRecent, l.recent(x, e))
		return f
	}
	add(tCount, min(int32(bits.Len32(uint32(e.count))), 5)*3+l.recency(e, c.at))
	add(tHead, l.heads(x, y, l.of(c.at))*2+flag(y.kind == readout.Name))
	add(tOffice, l.officeFit(x, l.of(c.at)))
	add(tDets, int32(x.det)*6+int32(y.det))
	add(tCopula, l.copular(x, y))
	return f
}

// agreement says how an entity's gender suits: 0 wholly, 1 it may, 2 it may not,
// 3 it is narrower or wider.
func agreement(x, e gender) int32 {
	switch {
	case x == e:
		return 0
	case x&e == 0:
		return 2
	case e&^x == 0:
		return 3
	}
	return 1
}

// recency says whether this mention is the entity's last so far.
func (l *linker) recency(e *state, j int32) int32 {
	switch {
	case e.last == j:
		return 0
	case e.last > j:
		return 1
	}
	return 2
}

func (l *linker) salient(e *state) int32 {
	s := l.sent[l.ms[e.first].head]
	switch {
	case s >= 0 && l.titled[s]:
		return 2
	case s <= 1:
		return 1
	}
	return 0
}

// quoting says how two mentions stand to quotations.
func (l *linker) quoting(x, y *mention, j int32) int32 {
	a, b := l.quote[x.head], l.quote[y.head]
	switch {
	case a < 0 && b < 0:
		return 0
	case a == b:
		return 1
	case a < 0:
		return 2
	}
	same := l.quotes[a].speaker >= 0 && l.of(l.quotes[a].speaker) == l.of(j)
	switch {
	case same:
		return 3
	case b < 0:
		return 4
	case l.quotes[a].speaker >= 0 && l.quotes[b].speaker >= 0 && l.of(l.quotes[a].speaker) == l.of(l.quotes[b].speaker):
		return 5
	}
	return 6
}

// depth is how far below the root of its sentence a mention's clause stands.
func (l *linker) depth(x *mention) int32 {
	h := l.head[x.head]
	switch {
	case h < 0 || l.head[h] < 0:
		return 0
	case l.up[h] >= 0 && l.head[l.up[h]] < 0:
		return 1
	}
	return 2
}

func (l *linker) pronounForm(x, y *mention) int32 {
	switch {
	case y.kind != readout.Pronoun:
		return 0
	case l.key[x.head] == l.key[y.head]:
		return 1
	case x.class == y.class && x.gender == y.gender:
		return 2
	case x.class == y.class:
		return 3
	}
	return 4
}

// verbs says whether two mentions stand to verbs of one lemma in one role.
func (l *linker) verbs(x, y *mention) int32 {
	a, b := l.head[x.head], l.head[y.head]
	if a < 0 || b < 0 || a == b || x.role != y.role {
		return 0
	}
	if l.lemma(a) == l.lemma(b) {
		return 1
	}
	if l.words[a].Rel == readout.RelConj && l.head[a] == b {
		return 2
	}
	return 3
}

// acted says when the entity was last a subject: 1 in this sentence, 2 in the one
// before, 3 further back.
func (l *linker) acted(x *mention, e *state) int32 {
	if e.acted == 0 {
		return 0
	}
	return 1 + min(max(l.sent[x.head]+1-e.acted, 0), 2)
}

func (l *linker) parentRole(y *mention) int32 {
	if y.role != roleNmod && y.role != rolePossessor || l.head[y.head] < 0 {
		return 0
	}
	return int32(l.roleOf(l.head[y.head]))
}

// focus says whether the entity is that of the last pronoun of the class.
func (l *linker) focus(x *mention, j int32, e *state) int32 {
	f := l.lastOf[x.class]
	if f < 0 {
		return 0
	}
	d := min(max(l.sent[x.head]-l.sent[l.ms[f].head], 0), 2)
	if l.of(f) == l.of(j) {
		return 1 + d
	}
	if l.ms[f].gender&e.gender&l.ms[f].gender == 0 {
		return 7
	}
	return 4 + d
}

// opening says whether the pronoun opens its sentence or paragraph, and whether
// the antecedent opens its own.
func (l *linker) opening(x, y *mention) int32 {
	v := int32(0)
	if s := l.sent[x.head]; x.head-l.first[s] < 3 {
		v = 1
		if s > 0 && l.block[l.first[s-1]] != l.block[x.head] {
			v = 2
		}
	}
	w := int32(0)
	if s := l.sent[y.head]; y.start-l.first[s] < 2 {
		w = 1
		if s > 0 && l.block[l.first[s-1]] != l.block[y.head] {
			w = 2
		}
	}
	return v*3 + w
}

// recent says how many sentences ago the entity was last mentioned, whether by
// name, and whether it has one.
func (l *linker) recent(x *mention, e *state) int32 {
	v := int32(0)
	if e.last >= 0 {
		last := &l.ms[e.last]
		v = 1 + min(max(l.sent[x.head]-l.sent[last.head], 0), 4)
		if last.kind != readout.Pronoun {
			v += 6
		}
	}
	return v*2 + flag(e.named >= 0)
}

// longestPath bounds how far up the tree is looked.
const longestPath = 12

// path notes the words above i.
func (l *linker) path(i int32) {
	l.above = append(l.above[:0], i)
	for h := l.head[i]; h >= 0 && len(l.above) < longestPath; h = l.head[h] {
		l.above = append(l.above, h)
	}
}

// command says by which relation the clause of the mention at hand hangs on the
// word that y depends on: "she" of "Orlov said she ..." by ccomp; 0 where it does
// not.
func (l *linker) command(y *mention) int32 {
	h := l.head[y.head]
	if h < 0 {
		return 0
	}
	for k := 1; k < len(l.above); k++ {
		if l.above[k] != h {
			continue
		}
		switch l.words[l.above[k-1]].Rel {
		case readout.RelCcomp:
			return 1
		case readout.RelXcomp:
			return 2
		case readout.RelAdvcl, readout.RelAdvclRelcl:
			return 3
		case readout.RelConj:
			return 4
		case readout.RelAclRelcl, readout.RelAcl:
			return 5
		case readout.RelParataxis:
			return 6
		case readout.RelObj, readout.RelIobj:
			return 7
		case readout.RelObl, readout.RelNmod, readout.RelOblAgent:
			return 8
		}
		return 9
	}
	return 0
}
