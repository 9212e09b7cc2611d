package coref

import (
	"github.com/readout-project/readout"
)

// How far an antecedent may stand, in mentions.
const (
	window        = 48 // back, of a pronoun
	nominalWindow = 24 // back, of a nominal with another head
	ahead         = 8  // onwards
	sameKin       = 3  // further nominals with the same head, anywhere
)

// candidate is a possible antecedent.
type candidate struct {
	at      int32
	between int32 // other fitting entities that stand nearer
	score   int32
}

// candidates lists the antecedents that mention i may have, the nearest first.
func (l *linker) candidates(c []candidate, i int32) []candidate {
	m := &l.ms[i]
	own := l.of(i)
	met := int32(0)
	l.stamp++
	reach := int32(window)
	if !m.class.pronoun() {
		reach = nominalWindow
	}
	for j := i - 1; j >= 0 && j >= i-reach; j-- {
		if !l.fits(i, j, own) {
			continue
		}
		c = append(c, candidate{at: j, between: met})
		if r := l.of(j); l.stamped[r] != l.stamp {
			l.stamped[r] = l.stamp
			met++
		}
	}
	l.path(m.head)
	if m.class.third() {
		for j := i + 1; int(j) < len(l.ms) && j <= i+ahead; j++ {
			x := &l.ms[j]
			if l.sent[x.head] != l.sent[m.head] {
				break
			}
			if x.kind != readout.Pronoun && !x.group && l.fits(i, j, own) {
				c = append(c, candidate{at: j, between: met})
			}
		}
		return c
	}
	if m.class.pronoun() {
		if j := l.lastOf[m.class]; j >= 0 && j < i-window && l.fits(i, j, own) {
			c = append(c, candidate{at: j, between: met})
		}
		return c
	}
	like := l.byLemma[m.lemma]
	for k, n := len(like)-1, 0; k >= 0 && n < sameKin; k, n = k-1, n+1 {
		if j := like[k]; j < i-reach && l.fits(i, j, own) {
			c = append(c, candidate{at: j, between: met})
		}
	}
	return c
}

// credited reports whether a mention is the name in a photo credit, "AGENCY/Mira
// Arlen": nothing that a report tells refers to it.
func (l *linker) credited(y *mention) bool {
	if y.kind != readout.Name {
		return false
	}
	for i := max(0, y.start-1); i <= y.end && int(i) < len(l.key); i++ {
		if l.key[i] == "/" {
			return true
		}
	}
	return false
}

// fits reports whether nothing forbids j as the antecedent of i.
func (l *linker) fits(i, j, own int32) bool {
	x, y := &l.ms[i], &l.ms[j]
	r := l.of(j)
	if r == own || y.end <= y.start || l.credited(y) {
		return false
	}
	g := l.ent[r].gender
	third := y.class.third()
	switch x.class {
	case classHe:
		if g&x.gender == 0 || y.class == classWe || y.class == classThis || y.group {
			return false
		}
	case classIt:
		if g == masculine || g == feminine || y.class == classHe || y.class == classI || y.class == classWe || y.class == classYou {
			return false
		}
	case classThey:
		if y.class == classI || y.class == classHe && g != human {
			return false
		}
	case classI, classYou:
		if y.class != x.class && (y.kind == readout.Pronoun || y.typ != readout.Person) {
			return false
		}
	case classWe:
		if y.class != x.class && (third || y.class == classI || y.class == classYou) {
			return false
		}
	case classThis:
		if y.class == classHe || y.class == classI || y.class == classWe || y.class == classYou {
			return false
		}
	default:
		if y.class == classI || y.class == classWe || y.class == classYou || x.gender == masculine && g == feminine || x.gender == feminine && g == masculine {
			return false
		}
	}
	return l.bound(x, y)
}

// bound keeps the conditions on binding: no phrase is its own part, and but for
// reflexives and possessives two arguments of one predicate are two things.
func (l *linker) bound(x, y *mention) bool {
	if y.start <= x.start && x.end <= y.end { // y holds x
		if l.head[x.head] == y.head || l.words[y.head].UPOS == readout.VERB {
			return false
		}
		return !y.group && x.class.pronoun()
	}
	if x.start <= y.start && y.end <= x.end {
		return false
	}
	if x.class > classThey {
		return true
	}
	if x.flags&(possessive|reflexive) != 0 {
		return true
	}
	if l.extraposed(x, y) {
		return true
	}
	h := l.head[x.head]
	return h < 0 || h != l.head[y.head] || l.words[x.head].Rel == readout.RelConj || l.words[y.head].Rel == readout.RelConj ||
		l.words[h].UPOS != readout.VERB || y.flags&possessive != 0
}

// best is the candidate with the highest score, -1 where none beats nothing by
// the margin that is asked. It notes the reason.
func (l *linker) best(i int32, c []candidate, atLeast int32) int32 {
	l.scratch = l.alone(l.scratch[:0], i)
	none := l.model.score(l.scratch)
	for k := range c {
		l.scratch = l.features(l.scratch[:0], i, &c[k])
		c[k].score = l.model.score(l.scratch)
	}
	top, first, second := l.byEntity(c, !l.ms[i].class.third())
	if top < 0 || first <= none {
		return -1
	}
	m := first - max(second, none)
	if m < atLeast {
		return -1
	}
	l.margin[i] = m
	nearest := top
	for k := range c {
		if k < int(top) && l.of(c[k].at) == l.of(c[top].at) {
			nearest = int32(k)
			break
		}
	}
	l.reason[i] = l.why(i, &c[nearest])
	return top
}

// byEntity takes for each entity the best score of its mentions among the
// candidates, or with sums adds them up as likelihoods. It returns the best mention of the best entity, and the scores of that
// entity and of the next best.
func (l *linker) byEntity(c []candidate, sums bool) (top, first, second int32) {
	top, first, second = -1, lowest, lowest
	l.sums = l.sums[:0]
	for k := range c {
		r := l.of(c[k].at)
		n := 0
		for n < len(l.sums) && l.sums[n].root != r {
			n++
		}
		switch {
		case n == len(l.sums):
			l.sums = append(l.sums, sum{r, int32(k), c[k].score})
			continue
		case c[k].score > c[l.sums[n].top].score:
			l.sums[n].top = int32(k)
		}
		if sums {
			l.sums[n].score = addLog(l.sums[n].score, c[k].score)
		} else {
			l.sums[n].score = max(l.sums[n].score, c[k].score)
		}
	}
	for _, s := range l.sums {
		if s.score > first {
			top, first, second = s.top, s.score, first
		} else {
			second = max(second, s.score)
		}
	}
	return top, first, second
}

// sum is the score of an entity and its best mention.
type sum struct {
	root, top, score int32
}

const lowest = -1 << 30

// addLog is the logarithm of e^a + e^b, all in thousandths.
func addLog(a, b int32) int32 {
	if a < b {
		a, b = b, a
	}
	d := int(a-b) / logStep
	if d >= len(logTable) {
		return a
	}
	return a + int32(logTable[d])
}

// logTable holds the logarithm of 1 + e^-x in thousandths, for x from 0 in steps of
// logStep thousandths, rounded: integers, so that all machines agree.
const logStep = 125

var logTable = [...]int16{
	662, 604, 549, 498, 451, 407, 367, 330, 297, 266, 238, 213, 190, 170,
	151, 135, 120, 106, 94, 84, 74, 66, 58, 52, 46, 40, 36, 32,
	28, 25, 22, 19, 17, 15, 13, 12, 10, 9, 8, 7, 6, 6,
	5, 4, 4, 3, 3, 3, 2, 2, 2, 2, 1, 1, 1, 1,
}

// why words the reason for a link of the ranking.
func (l *linker) why(i int32, c *candidate) string {
	x, y := &l.ms[i], &l.ms[c.at]
	what := l.title(c.at)
	if !x.class.pronoun() {
		head := short(l.key[x.head])
		switch {
		case x.office != "" && l.holds(l.of(c.at), x.office):
			return "the " + head + ": office of " + what
		case y.lemma == x.lemma:
			return "same noun: " + head
		}
		return "the " + head + ": " + what + ", " + l.distance(i, c.at)
	}
	how := "named"
	if y.kind == readout.Pronoun {
		how = "spoken of"
	}
	switch {
	case y.role == roleSubject:
		how = "the subject"
	case c.at > i:
		how = "named"
	}
	return l.key[x.head] + ": " + what + ", " + how + " " + l.distance(i, c.at)
}

// extraposed reports whether y is the clause that "it" in x holds the place of:
// "it is clear that the dam will hold".
func (l *linker) extraposed(x, y *mention) bool {
	if x.class != classIt || y.head < x.head || l.head[x.head] < 0 || l.head[y.head] != l.head[x.head] {
		return false
	}
	switch l.words[y.head].Rel {
	case readout.RelCsubj, readout.RelCcomp, readout.RelXcomp, readout.RelAdvcl, readout.RelCsubjPass:
		return true
	}
	return false
}
