package coref

import (
	"fmt"
	"unicode/utf8"

	"github.com/readout-project/readout"
)

// certain is the margin of a link that a rule makes.
const certain = 1 << 20

// linker joins mentions into entities: names and appositions by rules, the rest
// by the ranking.
type linker struct {
	*page
	ms      []mention
	model   *Model
	root    []int32 // union-find over mentions
	ent     []state // of each root
	reason  []string
	margin  []int32
	offices []held
	lastOf  [numClasses]int32 // last pronoun of a class so far; -1
	byLemma map[int32][]int32 // nominals and names so far by the lemma of the head
	speech  []bool            // mention is the subject of a verb of speech
	scratch []int32
	stamp   int32
	stamped []int32 // of roots: when they were met as candidates
	above   []int32 // heads above the mention at hand, the nearest first
	sums    []sum
}

// state is what is known of an entity.
type state struct {
	gender gender
	typ    readout.Type
	typeNo int32
	count  int32 // mentions so far
	last   int32 // its last mention so far; -1
	first  int32 // its first mention of all
	named  int32 // mention with its fullest name; -1
	office int32 // 1 + last office of offices; 0
	acted  int32 // 1 + sentence where it was last a subject; 0
	names  int32 // names of it in the whole text
}

// held is an office of a mention's entity, as a list by next.
type held struct {
	readout.Office
	mention int32
	noun    string // folded noun of office
	next    int32
}

func newLinker(d *readout.Document, m *Model) *linker {
	p := newPage(d)
	intern := map[string]int32{}
	l := &linker{page: p, ms: p.mentions(intern), model: m, byLemma: map[int32][]int32{}}
	n := len(l.ms)
	l.root, l.ent, l.stamped = make([]int32, n), make([]state, n), make([]int32, n)
	l.reason, l.margin, l.speech = make([]string, n), make([]int32, n), make([]bool, n)
	for c := range l.lastOf {
		l.lastOf[c] = -1
	}
	for i := range n {
		x := &l.ms[i]
		l.root[i] = int32(i)
		l.ent[i] = state{gender: x.gender, typ: x.typ, typeNo: x.typeNo, last: -1, first: int32(i), named: -1}
		if x.kind == readout.Name {
			l.ent[i].named = int32(i)
			l.ent[i].names = 1
		}
		if x.role == roleSubject {
			v := l.head[x.head]
			l.speech[i] = v >= 0 && l.words[v].UPOS == readout.VERB && table().speech[l.lemma(v)]
		}
	}
	l.speakers()
	return l
}

// of is the root of a mention's entity.
func (l *linker) of(i int32) int32 {
	for l.root[i] != i {
		l.root[i] = l.root[l.root[i]]
		i = l.root[i]
	}
	return i
}

// join makes the entities of two mentions one.
func (l *linker) join(a, b int32) {
	a, b = l.of(a), l.of(b)
	if a == b {
		return
	}
	if l.ent[b].first < l.ent[a].first {
		a, b = b, a
	}
	x, y := &l.ent[a], &l.ent[b]
	l.root[b] = a
	if g := x.gender & y.gender; g != 0 {
		x.gender = g
	} else {
		x.gender |= y.gender
	}
	if x.named < 0 && y.named >= 0 || l.ms[max(x.first, 0)].kind == readout.Pronoun && l.ms[max(y.first, 0)].kind != readout.Pronoun {
		x.typ, x.typeNo = y.typ, y.typeNo
	}
	x.named = l.fuller(x.named, y.named)
	x.count += y.count
	x.last = max(x.last, y.last)
	x.acted = max(x.acted, y.acted)
	x.names += y.names
	if y.office > 0 {
		o := y.office - 1
		for l.offices[o].next > 0 {
			o = l.offices[o].next - 1
		}
		l.offices[o].next = x.office
		x.office = y.office
	}
}

// fuller is which of two names has more words; the earlier where they are equal.
func (l *linker) fuller(a, b int32) int32 {
	switch {
	case a < 0:
		return b
	case b < 0:
		return a
	}
	x, y := l.ms[a].nameHi-l.ms[a].nameLo, l.ms[b].nameHi-l.ms[b].nameLo
	if y > x || y == x && b < a {
		return b
	}
	return a
}

// because joins and says why.
func (l *linker) because(i, j int32, format string, args ...any) {
	if l.of(i) == l.of(j) {
		return
	}
	l.join(j, i)
	l.margin[i] = certain
	l.reason[i] = fmt.Sprintf(format, args...)
}

// run resolves all mentions in the order of the text.
func (l *linker) run(choose func(i int32, c []candidate) int32) {
	l.names()
	l.findOffices()
	l.appositions()
	var c []candidate
	for i := range l.ms {
		m := int32(i)
		if !l.settled(m) {
			c = l.candidates(c[:0], m)
			if k := choose(m, c); k >= 0 {
				l.join(c[k].at, m)
			}
		}
		l.see(m)
	}
}

// settled reports whether a mention needs no antecedent from the ranking.
func (l *linker) settled(i int32) bool {
	m := &l.ms[i]
	if m.group || m.kind == readout.Name || m.class == classOther || l.reason[i] != "" {
		return true
	}
	if m.class == classI {
		if q := l.quote[m.head]; q >= 0 && l.quotes[q].speaker >= 0 {
			s := l.quotes[q].speaker
			l.because(i, s, "I: %s speaks", l.title(s))
			return true
		}
	}
	return false
}

// see notes that the mention now lies behind.
func (l *linker) see(i int32) {
	m := &l.ms[i]
	if m.group {
		return
	}
	e := &l.ent[l.of(i)]
	e.count++
	e.last = max(e.last, i)
	if m.role == roleSubject || m.role == rolePassive {
		e.acted = l.sent[m.head] + 1
	}
	if m.class.pronoun() {
		l.lastOf[m.class] = i
	} else {
		l.byLemma[m.lemma] = append(l.byLemma[m.lemma], i)
	}
}

// title is how a reason names an entity: by its name, else by this mention.
func (l *linker) title(i int32) string {
	if n := l.ent[l.of(i)].named; n >= 0 {
		return short(l.span(l.ms[n].nameLo, l.ms[n].nameHi).Of(l.source))
	}
	m := &l.ms[i]
	if f := &l.ms[l.ent[l.of(i)].first]; m.kind == readout.Pronoun && f.kind != readout.Pronoun {
		m = f
	}
	if m.end-m.start > 8 {
		return short(l.span(m.head, m.head+1).Of(l.source))
	}
	return short(l.span(m.start, m.end).Of(l.source))
}

// short cuts what is too long for a reason.
func short(s string) string {
	const most = 80
	if len(s) <= most {
		return s
	}
	cut := most
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}

// distance says how many sentences lie between two mentions, in words.
func (l *linker) distance(i, j int32) string {
	switch d := l.sent[l.ms[i].head] - l.sent[l.ms[j].head]; {
	case d < 0:
		return "later"
	case d == 0:
		return "in the same sentence"
	case d == 1:
		return "in the sentence before"
	}
	return "before"
}

// appositions joins "Lena Orlov, the head of the commission," into one.
func (l *linker) appositions() {
	for i := range l.ms {
		x := &l.ms[i]
		if x.group || x.role != roleApposition || l.head[x.head] < 0 {
			continue
		}
		j := l.at[l.head[x.head]]
		if j < 0 || int(j) == i || !l.mayBeApposed(int32(i), j) {
			continue
		}
		l.because(int32(i), j, "apposition to %s", l.title(j))
	}
}

func (l *linker) mayBeApposed(i, j int32) bool {
	x, y := &l.ms[i], &l.ms[j]
	if (x.typ == readout.Person) != (y.typ == readout.Person) {
		return false
	}
	if x.kind == readout.Name && y.kind == readout.Name {
		return x.typ == y.typ && x.typ != readout.Place && (initials(y.name) == x.name || initials(x.name) == y.name)
	}
	if x.typ == readout.TimeType != (y.typ == readout.TimeType) {
		return false
	}
	return x.kind != readout.Pronoun && y.kind != readout.Pronoun
}
