package corroborate

import (
	"math"
	"slices"
	"strconv"
	"sync"

	"github.com/readout-project/readout/internal/frame"
)

// accord is what two scenes have in common.
type accord struct {
	weight         float32 // of the predicate and of what the participants share
	patient, agent bool
	count          bool // the same number of those it is about
	extra          bool // a place, an instrument, a recipient
	once           bool // it is undergone once
	known          bool // it is done to one whom both name
	matter         bool // what it is about, for or against
	weak           bool // a common act of somebody, done to nobody: "she arrived"
}

// clash is the part of two scenes that cannot be one.
type clash uint8

const (
	noClash      clash = iota
	otherKind          // another kind of act, or nothing to compare
	otherNumber        // "23 divers", "four divers"
	otherAgent         // somebody else does it
	unsettled          // whom a pronoun means is not settled
	otherPatient       // it is done to somebody else
	otherPlace
	unlike // in words, which may be two for one
)

// hard reports a clash that no likeness of the words makes up for.
func (c clash) hard() bool {
	return c == otherNumber || c == otherAgent || c == otherPatient || c == otherPlace
}

// turned reports an active and a passive with its agent: the same words, which
// may have changed places. Only scenes that agree show that they have not.
func turned(a, b *prop) bool {
	if a.passive == b.passive {
		return false
	}
	for i := range a.stated {
		for j := range b.stated {
			if x, c := agree(&a.stated[i], &b.stated[j]); c == noClash && (x.patient || x.agent) {
				return false
			}
		}
	}
	return true
}

// acting reports words of a passive with an agent: "was shot by".
func acting(words []string) bool {
	for i, w := range words {
		if w == "by" && i > 0 && slices.ContainsFunc(words[max(0, i-5):i], func(x string) bool { return slices.Contains(passives, x) }) {
			return true
		}
	}
	return false
}

var passives = []string{"was", "were", "been", "is", "are", "being", "be"}

// scenesClash reports two propositions that state happenings of one kind of
// which each pair clashes.
func scenesClash(a, b *prop) bool {
	met := false
	for i := range a.stated {
		for j := range b.stated {
			if !a.stated[i].kindred(&b.stated[j]) {
				continue
			}
			_, c := agree(&a.stated[i], &b.stated[j])
			if c != otherKind && !c.hard() {
				return false
			}
			met = met || c.hard()
		}
	}
	return met
}

// agree compares two scenes of different reports.
func agree(a, b *scene) (accord, clash) {
	var out accord
	if !a.kindred(b) {
		return out, otherKind
	}
	out.weight = min(a.weight, b.weight)
	if both := a.bits & b.bits; both != 0 && both&kindsAre().symmetric != 0 {
		return out, out.parties(a, b)
	}
	aa, pa, ab, pb := a.agents, a.patients, b.agents, b.patients
	out.weak = len(pa) == 0 && len(pb) == 0 && out.weight < tellingAct
	if len(pa) == 0 && (len(ab) == 0 || len(pb) == 0) {
		pa, aa = aa, nil // "the plane crashed", "they crashed the plane"
	}
	if len(pb) == 0 && (len(aa) == 0 || len(pa) == 0) {
		pb, ab = ab, nil
	}
	if swapped(aa, pa, ab, pb) || swapped(ab, pb, aa, pa) {
		return out, otherAgent // "the driver shot", "the police shot the driver"
	}
	if len(aa) == 0 && apartCodes(ab, pa) || len(ab) == 0 && apartCodes(aa, pb) {
		return out, otherAgent // "a Chilean plane was shot down", "Norway shot down"
	}
	m, why := meet(pa, pb)
	if why != noClash {
		return out, why
	}
	out.weak = out.weak && !m.several
	out.patient, out.count, out.known, out.weight = m.fit, m.count, m.one, out.weight+m.weight
	out.once = m.fit && a.bits&kindsAre().once != 0
	apart := len(pa) > 0 && len(pb) > 0 && !m.fit && !unnamed(pa) && !unnamed(pb)
	if apart && min(len(aa), len(ab)) < 2 {
		return out, unlike
	}
	m, why = meet(aa, ab)
	switch {
	case apart && !m.several: // two who do it together do hardly two such things
		return out, unlike
	case why == unsettled && out.count:
	case why == otherPatient, why == otherNumber:
		return out, otherAgent
	case why != noClash:
		return out, why
	}
	if len(aa) > 0 && len(ab) > 0 && !m.fit && voiced()[a.what] {
		return out, otherAgent // each says it for himself: "the ministry condemned", "the mayor condemned"
	}
	out.agent, out.weight = m.fit, out.weight+m.weight
	out.quantities(a, b)
	return out, out.obliques(a, b)
}

// voiced are acts that are done by saying so (performatives and stances: Austin 1962),
// which several do of one thing.
var voiced = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, w := range []string{"condemn", "criticise", "praise", "urge", "blame", "reject", "warn", "vow", "support", "oppose", "threaten", "order", "mourn",
		"estimate", "demand", "welcome", "thank", "apologise", "apologize", "confirm", "deny", "reveal", "announce", "call", "express", "offer", "invite", "regret"} {
		m[act(w, w)] = true
	}
	return m
})

// unnamed reports participants of whom nothing is said but a pronoun that is not
// settled: they may be anybody.
func unnamed(list []*taker) bool {
	return !slices.ContainsFunc(list, func(t *taker) bool { return t.head != "" || len(t.stems) > 0 || t.count.value != "" })
}

// kindred reports predicates that tell of one act.
func (a *scene) kindred(b *scene) bool {
	return a.what == b.what || a.near&b.near != 0
}

// kindsAre are the lists of kinds of act as sets.
var kindsAre = sync.OnceValue(func() (of struct{ loose, once, symmetric kindSet }) {
	of.loose, of.once, of.symmetric = kindsOf(loose), kindsOf(once), kindsOf(symmetric)
	return of
})

// loose are the kinds of act whose words cannot stand for each other: who spoke
// has not met.
var loose = []string{"meeting", "agreement", "vote"}

// parties compares who takes part in an act that is the same from either side, in
// whatever role.
func (x *accord) parties(a, b *scene) clash {
	party := func(t *taker) bool { return t.role != frame.Oblique || t.prep == "with" || t.prep == "between" }
	of, others := 0, 0
	for j := range b.takes {
		others += b2i(party(&b.takes[j]))
	}
	fits, hard := 0, false
	var room [8]bool
	taken := append(room[:0], make([]bool, len(b.takes))...) // each party is one of the other's, not two
	for i := range a.takes {
		p := &a.takes[i]
		if !party(p) {
			continue
		}
		of++
		for j := range b.takes {
			q := &b.takes[j]
			if !party(q) {
				continue
			}
			m, why := p.meet(q)
			hard = hard || why == otherNumber
			if m.fit && !taken[j] {
				taken[j] = true
				fits++
				x.weight += m.weight
				break
			}
		}
	}
	x.agent, x.patient = fits > 0, fits > 1
	switch {
	case hard && fits == 0:
		return otherNumber
	case fits < min(2, of, others):
		return unlike
	}
	return x.obliques(a, b)
}

// sameNumber is what an equal number adds to the weight of what is shared, and
// rareNumber what one does that few things have.
const (
	sameNumber = 3
	rareNumber = 4
)

// shares is what an equal count adds.
func (q quantity) shares() float32 {
	if v, err := strconv.ParseFloat(q.value, 64); err == nil && v > 12 && math.Mod(v, 10) != 0 {
		return rareNumber
	}
	return sameNumber
}

// met is what participants in one role have in common.
type met struct {
	weight     float32
	fit, count bool
	one        bool // the same person or body
	several    bool // two or more of each
}

// meet compares the participants in one role: those that fit stand for the role, and
// weigh together; a clash is one where none fit.
func meet(a, b []*taker) (met, clash) {
	var best met
	why := noClash
	var room [8]bool
	taken := append(room[:0], make([]bool, len(b))...) // each is one of the other's, not two
	for _, x := range a {
		var fits met
		at := -1
		for j, y := range b {
			m, c := x.meet(y)
			if m.fit && !taken[j] && (at < 0 || m.weight > fits.weight) {
				fits, at = m, j
			}
			if why == noClash {
				why = c
			}
		}
		if at < 0 {
			continue
		}
		taken[at] = true
		best = met{best.weight + fits.weight, true, best.count || fits.count, best.one || fits.one, best.fit}
	}
	if best.fit {
		why = noClash
	}
	return best, why
}

// meet compares two participants in one role.
func (a *taker) meet(b *taker) (met, clash) {
	one := slices.ContainsFunc(a.who, func(k int) bool { return slices.Contains(b.who, k) })
	counted := a.count.value != "" && b.count.value != ""
	equal := counted && a.count.near(b.count)
	w, telling := a.shared(&b.bag)
	bare := a.bare || b.bare
	switch {
	case !one && a.aged(b) && !differ(a.codes, b.codes):
		return met{weight: telling + rareNumber, fit: true, count: equal, one: true}, noClash
	case !one && len(a.who) > 0 && len(b.who) > 0 && w < heavy, !one && differ(a.codes, b.codes), !one && differ(a.of, b.of), a.next != b.next:
		return met{}, otherPatient
	case equal && (bare || !differ(a.codes, b.codes) && len(a.codes) > 0 && len(b.codes) > 0):
		return met{weight: telling + a.count.shares(), fit: true, count: true, one: one}, noClash // "12 Norwegian citizens", "12 Norwegian hikers"; "the 23"
	case !one && bare && a.role == frame.Agent && a.head != b.head:
		return met{}, unsettled
	case !one && bare:
		return met{}, noClash
	case !one && a.head != b.head && w >= heavy && slices.Contains(underArms, a.head) && slices.Contains(underArms, b.head):
	case !one && a.head != b.head && (!(a.named && slices.Contains(b.stems, a.head)) && !(b.named && slices.Contains(a.stems, b.head)) || w < heavy):
		return met{}, noClash
	case counted && !equal:
		return met{}, otherNumber
	}
	if equal {
		telling += a.count.shares()
	}
	return met{weight: telling, fit: true, count: equal, one: one}, noClash
}

// aged reports somebody by name and somebody without, of one age: "Ada Mellin, 16",
// "a 16-year-old girl".
func (a *taker) aged(b *taker) bool {
	return a.age != "" && a.age == b.age && a.named != b.named && a.role != frame.Oblique
}

// underArms are heads of phrases for the people of one armed or other body, whose
// name tells which: "Front leaders", "Front fighters".
var underArms = []string{"leader", "fighter", "member", "command", "troop", "offic"}

// quantities adds the measures that both clauses give: "2,000 kilometres".
func (x *accord) quantities(a, b *scene) {
	for _, p := range a.numbers {
		for _, q := range b.numbers {
			if p.unit == q.unit && p.value == q.value && slices.Contains(measures, p.unit) {
				x.weight, x.extra = x.weight+sameNumber, true
				return
			}
		}
	}
}

// measures are units of what is measured, not counted.
var measures = []string{"km", "mile", "metre", "kg", "percent", "dollar", "euro", "pound", "tonn", "ton", "barrel", "acr", "hectar", "degre", "foot", "feet"}

// heavy is the weight of stems in common, a name's and more, from which a phrase
// with another head is the same ("Oru Front fighters", "the Oru Front").
const heavy = 6

// sharedBy is the weight of the stems that stand in both of two sorted lists.
func sharedBy(a, b []string) (w float32) {
	for _, k := range a {
		if _, in := slices.BinarySearch(b, k); in {
			w += weightOf(k)
		}
	}
	return w
}

// mostOfName bounds what a name in common weighs: a story is about it, and it
// does many things there.
const mostOfName = 4

// once are the kinds of act that one person or thing undergoes once in a story.
var once = []string{"killing", "arrest", "release", "charge", "crash", "resign", "kidnap", "sentence", "sinking"}

// swapped reports agents of one scene that are the patients of the other, where
// others act: they do there what is done to them here.
func swapped(agents, patients, otherAgents, otherPatients []*taker) bool {
	if len(agents) == 0 || len(otherAgents) == 0 {
		return false
	}
	if turned, _ := meet(agents, otherPatients); !turned.fit {
		return false
	}
	same, _ := meet(agents, otherAgents)
	held, _ := meet(patients, otherPatients)
	return !same.fit && !held.fit
}

// apartCodes reports participants of different countries.
func apartCodes(a, b []*taker) bool {
	for _, x := range a {
		for _, y := range b {
			if differ(x.codes, y.codes) {
				return true
			}
		}
	}
	return false
}

// obliques adds what the places and the rest have in common, and finds places
// under one preposition of which none is of both.
func (x *accord) obliques(a, b *scene) clash {
	here, there, abroad := false, false, false
	for i := range a.takes {
		p := &a.takes[i]
		for j := range b.takes {
			q := &b.takes[j]
			if p.role != frame.Oblique || q.role != frame.Oblique || p.place != q.place || !p.akin(q) {
				continue
			}
			m, _ := p.meet(q)
			if p.place && p.named && q.named && (m.fit || len(p.codes) > 0 == (len(q.codes) > 0)) { // a country may hold the other place
				if !there && !m.fit {
					w, _ := p.shared(&q.bag)
					there = w > 0
				}
				here, there = true, there || m.fit
				abroad = abroad || differ(p.codes, q.codes)
			}
			if m.fit {
				x.weight, x.extra = x.weight+m.weight, true
				x.matter = x.matter || slices.Contains(matters, p.prep) && slices.Contains(matters, q.prep)
			}
		}
	}
	switch {
	case here && !there && abroad:
		return otherPlace
	case here && !there:
		return unlike
	}
	return noClash
}

// matters are prepositions of what an act is about.
var matters = []string{"against", "about", "over", "on", "for"}

// preps are prepositions by what they say of place and part; those of one line
// can stand for each other.
var preps = [][]string{
	{"in", "at", "on", "inside", "into", "within", "near", "around", ""}, {"to", "toward", "towards", "for", "into"}, {"into", "through"}, {"from", "off", "out"},
	{"under", "underneath", "beneath", "below"}, {"over", "across", "through", "above"}, {"with", "alongside", "along"},
	{"after", "following", "since"}, {"before", "ahead"}, {"about", "on", "over"},
}

// prepSet has a bit for each line of preps that a preposition is on.
type prepSet uint16

var prepLines = sync.OnceValue(func() map[string]prepSet {
	m := map[string]prepSet{}
	for i, line := range preps {
		for _, w := range line {
			m[w] |= 1 << i
		}
	}
	return m
})

// akin reports participants with prepositions that can stand for each other.
func (a *taker) akin(b *taker) bool { return a.joins&b.joins != 0 || a.prep == b.prep }

// akin reports prepositions that can stand for each other.
func akin(a, b string) bool { return a == b || prepLines()[a]&prepLines()[b] != 0 }

// same reports whether what two scenes share makes them one happening: who does
// it and to whom, or one of the two with a number or a place, or so much of one
// that few others can be meant; and words of some weight.
func (x *accord) same() bool {
	switch {
	case x.patient && x.once:
		return x.weight >= leastOnce
	case x.patient && x.count:
		return x.weight >= leastCounted
	case x.weak && !x.extra:
		return x.weight >= leastAgent
	case x.patient && (x.agent || x.extra):
		return x.weight >= leastAccord
	case x.agent && x.extra:
		return x.weight >= leastDoing
	case x.patient:
		return x.weight >= leastPatient
	case x.agent:
		return x.weight >= leastAgent
	case x.matter:
		return x.weight >= leastMatter
	}
	return false
}

// tellingAct is the weight of a predicate that one who is much in the news does not do
// again and again.
const tellingAct = 3.1

// Weights that a predicate and participants in common must have: the patient
// with one number, the patient of what is undergone once, both or more, the
// patient alone, the agent alone, and what the act is about.
const (
	leastCounted = 7.5
	leastOnce    = 5
	leastAccord  = 9
	leastPatient = 10
	leastDoing   = 11 // the agent with a place or the like, and no patient
	leastAgent   = 12
	leastMatter  = 8
)
