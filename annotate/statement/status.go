package statement

import (
	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/verb"
)

// reading of a clause: its status, the rule that gave it, and whether its verb
// looks back from another past.
type reading struct {
	status     readout.Status
	rule       string
	pluperfect bool
}

// setting is where a clause stands.
type setting struct {
	attributed bool // in the content of an attribution
	title      bool // in a headline or a deck
	caption    bool
	question   bool
}

// group is the predicate: auxiliaries and adverbs from first to the main verb.
type group struct {
	first, main int
	modal       string
	negated     bool
	have, be    int // terms of these auxiliaries; -1
	do          bool
}

// status reads what a clause asserts of its proposition.
func (c *clause) status(at setting) reading {
	switch {
	case at.question:
		return reading{status: readout.Possible, rule: "question"}
	case len(c.terms) == 0:
		return reading{status: readout.Possible, rule: "no words"}
	}
	if c.imperative() && !at.title {
		if at.attributed {
			return reading{status: readout.Demanded, rule: "imperative"}
		}
		return reading{status: readout.Possible, rule: "imperative"}
	}
	v := c.predicate(0)
	if v < 0 {
		return c.verbless(at)
	}
	g := c.groupAt(v)
	if at.attributed && c.subjunctive() {
		return reading{status: readout.Demanded, rule: "subjunctive"}
	}
	if r, ok := c.conditional(g); ok {
		return r
	}
	if that := c.reports(g); at.attributed && that > 0 {
		sub := clause{terms: c.terms[that:], t: c.t}
		return sub.status(at) // "we did note that ...": what was noted is the point
	}
	r := c.predicateStatus(g, at)
	r.pluperfect = g.have >= 0 && (c.key(g.have) == "had" || c.key(g.have) == "'d")
	if (c.doubted(g) || c.nearLikely(g)) && (r.status == readout.Happened || r.status == readout.Ongoing || r.status == readout.DidNotHappen) {
		r.status, r.rule = readout.Possible, "adverb of doubt"
	}
	return r
}

// groupAt reads the predicate that begins with the finite verb at v.
func (c *clause) groupAt(v int) group {
	g := group{first: v, main: v, have: -1, be: -1}
	for k := v - 1; k >= 0 && c.adverb(k) && v-k < 4; k-- {
		g.first = k
		g.negated = g.negated || c.is("negation", k)
	}
	i := v
	for ; i < len(c.terms); i++ {
		switch {
		case c.key(i) == "'d" && c.participleNext(i):
			g.have = i
		case c.modalAt(i):
			if g.modal == "" {
				g.modal = c.key(i)
			}
		case c.is("have", i):
			g.have = i
		case c.is("be", i) || c.key(i) == "'s":
			g.be = i
		case c.is("do", i):
			g.do = true
		case c.is("negation", i):
			g.negated = g.negated || !c.only(i+1)
		case c.key(i) == "since" && g.have >= 0, c.key(i) == "and" && c.adverb(i-1) && c.adverb(i+1):
		case c.adverb(i):
		default:
			g.main = i
			return c.finish(g)
		}
		if i-v > 9 {
			break
		}
	}
	g.main = min(i, len(c.terms)-1)
	return c.finish(g)
}

// finish adds the negation that stands elsewhere in the clause.
func (c *clause) finish(g group) group {
	if c.key(g.main) == "no" && (c.key(g.main+1) == "longer" || c.key(g.main+1) == "more") {
		g.negated = true
		g.main = min(g.main+2, len(c.terms)-1)
		return g
	}
	if c.negativeSubject(g.first) || c.negativeObject(g.main) {
		g.negated = true
	}
	return g
}

// only reports a word that makes "not" add rather than deny: "not only", "not
// just".
func (c *clause) only(i int) bool {
	switch c.key(i) {
	case "only", "just", "merely", "simply", "solely":
		return true
	}
	return false
}

// negativeSubject: "No agreement was", "Neither side has". Little and few are
// not none.
func (c *clause) negativeSubject(v int) bool {
	for i := range v {
		if c.is("noone", i) && (i == 0 || !c.terms[i-1].word || c.is("opener", i-1)) {
			return true
		}
		if i > 4 {
			break
		}
	}
	return false
}

// negativeObject: "made no progress", "ended without an agreement".
func (c *clause) negativeObject(m int) bool {
	for i := m; i < len(c.terms) && i < m+3; i++ {
		k := c.key(i)
		if k == "no" && c.key(i+1) != "longer" || k == "nothing" || k == "nobody" {
			return true
		}
		if k == "without" {
			return true
		}
		if i > m && !c.adverb(i) {
			return false
		}
	}
	return false
}

// conditional reads "if", "unless" and their like beside a modal or a plan.
func (c *clause) conditional(g group) (reading, bool) {
	cond := reading{status: readout.Conditional}
	future := g.modal != "must" && g.modal != "should" && c.futureIn()
	for i := range c.terms {
		switch k := c.key(i); {
		case (k == "if" || k == "unless") && c.key(i-1) != "as" && c.key(i-1) != "asked" && future:
			cond.rule = k + " beside a modal"
		case k == "provided" && (c.key(i+1) == "that" || i == 0), k == "providing" && c.key(i+1) == "that", k == "once" && i == 0 && g.modal != "",
			k == "once" && g.modal == "will" && i > g.main && c.hasFinite(i, len(c.terms)):
			cond.rule = k
		case i == 0 && (k == "should" || k == "had" || k == "were") && g.first > 0 && g.modal != "":
			cond.rule = "inverted condition"
		case i == 0 && k == "without" && g.modal == "would":
			cond.rule = "without ... would"
		}
	}
	return cond, cond.rule != ""
}

func (c *clause) futureIn() bool {
	for i := range c.terms {
		if c.modalAt(i) {
			return true
		}
	}
	return false
}

func (c *clause) doubted(g group) bool {
	for i := range c.terms {
		if i > g.main+4 {
			return false
		}
		if c.is("doubt", i) || c.key(i) == "possible" && c.is("be", i-1) {
			return true
		}
	}
	return false
}

// predicateStatus reads triggers first, then modals, negation and tense.
func (c *clause) predicateStatus(g group, at setting) reading {
	t, start, ok := c.trigger(g)
	if ok && t.status == readout.DidNotHappen && g.be >= 0 && c.reading(g.main).Form.Has(verb.Ing) {
		ok = false // "is refraining from", "is stopping" goes on
	}
	weak := g.modal == "can" || g.modal == "could" || g.modal == "may" || g.modal == "might"
	switch {
	case ok && t.status == readout.Nearly:
		return reading{status: readout.Nearly, rule: "trigger: " + t.rule}
	case ok && t.rule == "must" || ok && t.rule == "ought to" || ok && t.rule == "would like":
		return reading{status: t.status, rule: "trigger: " + t.rule}
	case ok && g.modal != "" && (weak || t.status == readout.Happened || t.status == readout.DidNotHappen):
		return c.modal(g, at)
	case ok && c.negatedBefore(g, start):
		s := t.negated
		if s == "-" {
			s = readout.DidNotHappen
		}
		return reading{status: s, rule: "trigger, negated: " + t.rule}
	case ok:
		return reading{status: t.status, rule: "trigger: " + t.rule}
	case g.modal != "":
		return c.modal(g, at)
	}
	return c.tense(g, at)
}

func (c *clause) negatedBefore(g group, start int) bool {
	if c.negativeSubject(g.first) {
		return true
	}
	for i := g.first; i <= max(start, g.main) && i < len(c.terms); i++ {
		if c.is("negation", i) && !c.only(i+1) {
			return true
		}
	}
	return false
}

// modal reads a predicate with a modal verb.
func (c *clause) modal(g group, at setting) reading {
	perfect := g.have > g.first && !c.terms[g.have].cap && c.key(g.have) == "have"
	switch g.modal {
	case "will", "shall", "'ll":
		if c.nearLikely(g) {
			return reading{status: readout.Expected, rule: "will, probably"}
		}
		return reading{status: readout.Planned, rule: "will"}
	case "would", "'d":
		switch {
		case perfect:
			return reading{status: readout.DidNotHappen, rule: "would have"}
		case at.attributed:
			return reading{status: readout.Planned, rule: "would, reported"}
		}
		return reading{status: readout.Conditional, rule: "would"}
	case "could", "can", "might", "may":
		switch {
		case perfect && g.modal == "could":
			return reading{status: readout.DidNotHappen, rule: "could have"}
		case g.negated && (g.modal == "could" || g.modal == "can"):
			return reading{status: readout.DidNotHappen, rule: "could not"}
		}
		return reading{status: readout.Possible, rule: g.modal}
	case "should", "ought":
		switch {
		case perfect:
			return reading{status: readout.DidNotHappen, rule: "should have"}
		case at.attributed:
			return reading{status: readout.Demanded, rule: "should, attributed"}
		}
		return reading{status: readout.Expected, rule: "should"}
	case "must":
		return reading{status: readout.Demanded, rule: "must"}
	}
	return reading{status: readout.Possible, rule: g.modal}
}

func (c *clause) nearLikely(g group) bool {
	for i := g.first; i < len(c.terms) && i <= g.main+1; i++ {
		if c.is("likely", i) {
			return true
		}
	}
	return false
}

// tense reads a predicate without trigger and modal.
func (c *clause) tense(g group, at setting) reading {
	r := c.reading(g.main)
	past := g.be >= 0 && (c.key(g.be) == "was" || c.key(g.be) == "were")
	if g.be >= 0 && c.key(g.main) == "to" && c.reading(g.main+1).Form.Has(verb.Base) || g.be >= 0 && c.key(g.main) == "to" && (c.is("be", g.main+1) || c.is("have", g.main+1)) {
		if past && c.key(g.main+1) == "have" {
			return reading{status: readout.DidNotHappen, rule: "was to have"}
		}
		return reading{status: readout.Planned, rule: "is to"}
	}
	if g.negated {
		return reading{status: readout.DidNotHappen, rule: "negation"}
	}
	progressive := g.be >= 0 && r.Form.Has(verb.Ing) && g.main > g.be && !c.is("adjective", g.main)
	switch {
	case progressive && (past && !at.attributed || g.have >= 0 && c.key(g.have) == "had"):
		return reading{status: readout.Happened, rule: "past progressive"}
	case progressive && c.futureTime(g.main):
		return reading{status: readout.Planned, rule: "present progressive with a coming time"}
	case progressive:
		return reading{status: readout.Ongoing, rule: "progressive"}
	case g.have >= 0 && g.main > g.have && c.key(g.have) != "had" && c.since(g.main) && g.be >= 0:
		return reading{status: readout.Ongoing, rule: "perfect with since"}
	case g.have >= 0 && (g.main > g.have && (r.Form.Has(verb.Participle) || g.be >= 0)):
		return reading{status: readout.Happened, rule: "perfect"}
	case g.have >= 0 && c.key(g.have) != "had":
		return c.present(g, at, "have")
	case past || g.have >= 0 || g.do && c.key(g.first) == "did":
		return reading{status: readout.Happened, rule: "past"}
	case g.be >= 0:
		return c.present(g, at, "be")
	case r.Form.Has(verb.Past):
		return reading{status: readout.Happened, rule: "past"}
	}
	return c.present(g, at, r.Base)
}

// present reads the present tense: a state or a habit in a text, an event in
// a headline or a caption, a plan beside a coming time.
func (c *clause) present(g group, at setting, base string) reading {
	switch {
	case (base == "be" || base == "have" || c.t.in("stative", base)) && !c.passiveEvent(g, at):
		return reading{status: readout.Ongoing, rule: "present of a state"}
	case at.title || at.caption:
		return reading{status: readout.Happened, rule: "present tense of headlines and captions"}
	case c.futureTime(g.main):
		return reading{status: readout.Planned, rule: "present with a coming time"}
	}
	return reading{status: readout.Ongoing, rule: "present"}
}

// passiveEvent: "is hit by a storm" in a headline.
func (c *clause) passiveEvent(g group, at setting) bool {
	return (at.title || at.caption) && g.be >= 0 && g.main > g.be && c.reading(g.main).Form.Has(verb.Participle)
}

// futureTime: a weekday, "tomorrow" or "next" behind the verb.
func (c *clause) futureTime(from int) bool {
	for i := from; i < len(c.terms); i++ {
		if c.is("weekday", i) && c.key(i-1) != "last" && c.key(i-1) != "since" && c.key(i-1) != "from" && c.key(i+1) != "'s" || c.key(i) == "tomorrow" || c.key(i) == "next" && c.key(i-1) != "the" {
			return true
		}
	}
	return false
}

func (c *clause) since(from int) bool {
	for i := from; i < len(c.terms); i++ {
		if c.key(i) == "since" {
			return true
		}
	}
	return false
}

// verbless reads a fragment: a headline's infinitive or participle, a noun
// phrase.
func (c *clause) verbless(at setting) reading {
	for i := range c.terms {
		r := c.reading(i)
		switch {
		case c.is("doubt", i):
			return reading{status: readout.Possible, rule: "adverb of doubt"}
		case c.is("noone", i) && i < 2 && !at.attributed:
			return reading{status: readout.DidNotHappen, rule: "negation without a verb"}
		case c.key(i) == "to" && i > 0 && at.title && c.reading(i+1).Form.Has(verb.Base):
			return reading{status: readout.Planned, rule: "infinitive of headlines"}
		case at.title && i > 0 && r.Form.Has(verb.Third) && c.terms[i-1].word && !c.is("preposition", i-1) && i+1 < len(c.terms):
			return reading{status: readout.Happened, rule: "present tense of headlines and captions"}
		case at.title && i > 0 && r.Form.Has(verb.Participle|verb.Past):
			return reading{status: readout.Happened, rule: "participle of headlines"}
		}
	}
	if t, _, ok := c.trigger(group{first: 0, main: 0, have: -1, be: -1}); ok {
		return reading{status: t.status, rule: "trigger: " + t.rule}
	}
	if !at.attributed && c.reading(0).Form.Has(verb.Base) && len(c.terms) > 1 {
		return reading{status: readout.Possible, rule: "imperative"}
	}
	return reading{status: readout.Ongoing, rule: readout.RuleFragment}
}

// participleNext: the 'd of "he'd emphasized" is had, that of "he'd go" would.
func (c *clause) participleNext(i int) bool {
	i++
	for c.adverb(i) {
		i++
	}
	r := c.reading(i)
	return c.key(i) == "been" || r.Form.Has(verb.Participle) && !r.Form.Has(verb.Base)
}

// reports is the term behind the "that" of a plain verb of saying at the
// predicate; 0 where there is none.
func (c *clause) reports(g group) int {
	rule, ok := c.t.cues[c.reading(g.main).Base]
	if !ok || rule.status != "-" || g.negated || g.modal != "" {
		return 0
	}
	for i := g.main + 1; i < len(c.terms)-1 && i-g.main < 6; i++ {
		if c.key(i) == "that" {
			return i + 1
		}
		if !c.terms[i].word || c.finite(i) {
			break
		}
	}
	return 0
}

// subjunctive: "that the base be closed".
func (c *clause) subjunctive() bool {
	for i := 1; i < len(c.terms); i++ {
		if c.finite(i) {
			return false
		}
		if c.key(i) == "be" {
			p := c.key(i - 1)
			return c.terms[i-1].word && p != "to" && !c.adverb(i-1) && !c.auxiliary(i-1) && !c.is("conjunction", i-1) && p != "and" && p != "or"
		}
	}
	return false
}
