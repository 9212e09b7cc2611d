package corroborate

import (
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
)

// outcome is how one statement of a report stands to one of a claim: an answer,
// or the reason why its words were not taken for the claim's.
type outcome struct {
	answer readout.Answer // "" where there is none
	status readout.Status
	reason string
	differ *readout.Differing
}

func no(reason string) outcome { return outcome{reason: reason} }

// answer compares a statement of a report with one of the claim. All that the
// claim says must stand in the statement, in the same parts; what the statement
// says beyond does not matter, unless it is a negative, which then denies less.
func (s *story) answer(a *asked, p *parsed, b *prop) outcome {
	left := a.missing(p.has(b.st))
	var differ *readout.Differing
	if how, twin := a.mannersOf(b); twin != "" {
		return no("near twin: " + twin)
	} else if how != nil {
		left = a.mannered(left, how.Claim)
		differ = how
	} else {
		for _, m := range manners(a.words) {
			if slices.Contains(manners(b.words), m) {
				left = a.mannered(left, m.side) // "face to face" is "directly"
			}
		}
	}
	v, why := s.candidate(a, p, b, &left, &differ)
	other, lacks := a.numbersOf(p, b, v)
	if other != nil {
		differ = one(differ, other)
	}
	switch {
	case len(left) > 0:
		return no("it does not have " + a.wordsOf(left))
	case lacks != "":
		return no("it does not have the number " + lacks)
	case v < 0:
		return no(why)
	case differsIn(orders(a.words), orders(b.words)):
		return no("another one in order: " + strings.Join(orders(b.words), ", "))
	}
	for _, w := range a.whole {
		if !slices.Contains(b.words, w) {
			return no("it does not say “" + w + "”")
		}
	}
	if why := a.joined(p, b, v); why != "" {
		return no(why)
	}
	dated := p.daysOf(b, v)
	if len(a.prop.days) > 0 && len(dated.days) == 0 && len(b.days) > 0 {
		return no("its day is that of something else")
	}
	switch same, apart := dayIn(&a.prop, dated); {
	case apart:
		differ = one(differ, &readout.Differing{Kind: "day", Claim: a.dayWords(a.st, a.prop.days[0]), Report: p.dayWords(b.st, dated.days[0])})
	case len(a.prop.days) > 0 && !same:
		return no("it names no day")
	}
	switch {
	case differ == &several:
		return no("more than one value is another")
	case differ != nil && partial(b.words) && !partial(a.words):
		return no("it tells of a part, or of others besides")
	}
	return s.stands(a, p, b, v, differ)
}

// dayWords are the words of a statement for a day, with its value where that is
// whole.
func (p *parsed) dayWords(st *readout.Statement, value string) string {
	for _, t := range p.d.Timexes {
		if !st.Contains(t.Span) || !strings.HasPrefix(t.Value, value) {
			continue
		}
		words := t.Of(p.d.Report.Source)
		if isDay(value) && words != value {
			words += " (" + value + ")"
		}
		return words
	}
	return value
}

func differsIn(a, b []string) bool { return differ(a, b) }

// several stands for more differences than one.
var several readout.Differing

func one(a, b *readout.Differing) *readout.Differing {
	if a != nil {
		return &several
	}
	return b
}

// candidate finds the word of the report that tells of the claim's act with the
// same persons and things in the same parts; -1 and why there is none.
func (s *story) candidate(a *asked, p *parsed, b *prop, left *[]int, differ **readout.Differing) (int, string) {
	list := p.within(b.st.Span)
	first, why := -1, "no act in common"
	for k, w := range a.acts {
		at := -1
		for _, v := range list {
			if !a.senses[w].is(p.senses[v]) || !p.tells(v) || !slices.Equal(a.particles(w), p.particles(v)) {
				continue
			}
			reason := a.parts(w, p, v)
			if reason == "" {
				reason = a.ways(p, list)
			}
			if reason != "" {
				why = reason
				continue
			}
			at = v
			break
		}
		if at < 0 {
			return -1, why
		}
		if k == 0 {
			first = at
			a.nobody(w, p, at, b, left)
			a.places(w, p, at, left, differ)
		}
	}
	return first, why
}

// tells reports a word that can tell of an act.
func (p *parsed) tells(v int) bool {
	u := p.d.Words[v].UPOS
	return p.acts(v) || u == readout.NOUN || u == readout.ADJ
}

// particles are those of a verb, which make it another: "call off".
func (p *parsed) particles(v int) []string {
	var out []string
	for _, c := range p.children(v, readout.RelCompoundPrt) {
		out = append(out, p.folded[c])
	}
	return out
}

// symmetric are kinds of acts in which the parts can be exchanged.
var symmetric = []string{"meeting", "agreement"}

// turning are verbs whose subject and object can be the same thing: "the talks
// ended", "they ended the talks".
var turning = []string{"end", "begin", "open", "close", "stop", "start", "resume", "continue", "sink", "explode", "collapse", "burn", "crash", "move", "return", "shut", "break", "change", "increase", "halt"}

// nobodies are the words of a negative that nobody takes the part.
var nobodies = []string{"one", "nobody", "none", "nothing", "no"}

// parts compares who takes part in the act w of the claim and in the act v of a
// report; "" where they agree.
func (a *asked) parts(w int, p *parsed, v int) string {
	asks, has := a.rolesOf(w), p.rolesOf(v)
	if slices.ContainsFunc(acts([]string{a.folded[w]}), func(k string) bool { return slices.Contains(symmetric, k) }) {
		if !a.meetAs(slices.Concat(asks.agent, asks.patient), p, has.all(), asParty) {
			return "the parties are not the same"
		}
		return p.guarded(a, v, has)
	}
	turns := slices.Contains(turning, a.d.Words[w].Lemma) && (len(asks.agent) == 0 || len(asks.patient) == 0)
	for _, x := range []struct{ asks, has, other []int }{{asks.agent, has.agent, has.patient}, {asks.patient, has.patient, has.agent}} {
		if a.meet(x.asks, p, x.has) || turns && a.meet(x.asks, p, x.other) {
			continue
		}
		switch {
		case a.meet(x.asks, p, x.other):
			return "who acts and who is acted on are the other way round"
		case len(x.has) == 0:
			return "it does not say who takes that part in it"
		}
		return "it is said of another: “" + p.text(x.has[0]) + "”"
	}
	return p.guarded(a, v, has)
}

// meet reports that each of the claim's is among the report's.
func (a *asked) meet(asks []int, p *parsed, has []int) bool { return a.meetAs(asks, p, has, "") }

// meetAs is meet, with senses of the report's that have a mark before them taken
// for those without.
func (a *asked) meetAs(asks []int, p *parsed, has []int, mark string) bool {
	all := map[string]bool{}
	for _, i := range has {
		for _, h := range p.heads(i) {
			for k := range p.bearing(h) {
				all[k] = true
			}
			if slices.Contains(nobodies, p.folded[h]) {
				return true
			}
		}
	}
	for _, i := range asks {
		for _, h := range a.heads(i) {
			if a.d.Words[h].UPOS == readout.PRON && a.pointing(h) {
				return false
			}
			if a.senses[h].form == "" || a.ofManner(h) || a.d.Words[h].UPOS == readout.PRON || a.counted(h) {
				continue
			}
			own := a.bearing(h)
			if !slices.ContainsFunc(keys(own), func(k string) bool { return all[k] || mark != "" && all[mark+k] }) {
				return false
			}
		}
	}
	return true
}

// pointing reports a pronoun by which the claim itself does not say who is meant.
func (a *asked) pointing(i int) bool {
	switch a.folded[i] {
	case "it", "this", "that":
		return len(a.children(max(int(a.f.Head[i]), 0), readout.RelCop)) == 0
	case "he", "she", "they", "we", "i", "you", "him", "her", "them", "us", "me":
		return !slices.ContainsFunc(a.meaning(a.d.Words[i].Span), func(e int) bool { return len(a.d.Entities[e].Names) > 0 })
	}
	return false
}

func keys(m map[string]bool) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	return out
}

// privative are words that take away what the noun behind them says.
var privative = []string{"former", "ex", "fake", "alleged", "attempted", "proposed", "suspected", "would-be", "so-called", "deputy", "vice", "mock", "draft", "future", "late", "potential"}

// guarded looks for words that make the parts of an act another's or none.
func (p *parsed) guarded(a *asked, v int, has roles) string {
	for _, i := range append(has.all(), v) {
		for _, h := range p.heads(i) {
			for _, c := range p.children(h, readout.RelAmod, readout.RelCompound, readout.RelNmodDesc, readout.RelAdvmod) {
				if slices.Contains(privative, p.folded[c]) && !slices.Contains(a.words, p.folded[c]) {
					return "it is said of another: “" + p.folded[c] + "”"
				}
			}
		}
	}
	return ""
}

// families are prepositions of which one says the opposite of another.
var families = []map[string]int{
	{"from": 1, "to": 2, "into": 2, "toward": 2, "towards": 2},
	{"before": 1, "until": 1, "after": 2, "since": 2},
	{"for": 1, "against": 2},
	{"with": 1, "without": 2},
	{"inside": 1, "outside": 2},
	{"under": 1, "below": 1, "over": 2, "above": 2},
}

// ways looks for a word that stands with the opposite preposition in a report.
func (a *asked) ways(p *parsed, list []int) string {
	for _, w := range a.items {
		own := a.preposition(w)
		for _, family := range families {
			if family[own] == 0 {
				continue
			}
			other := ""
			for _, v := range list {
				if !a.senses[w].is(p.senses[v]) {
					continue
				}
				prep := p.preposition(v)
				if family[prep] == 0 || family[prep] == family[own] {
					other = ""
					break
				}
				other = prep
			}
			if other != "" {
				return "it says “" + other + "” where the claim says “" + own + "”"
			}
		}
	}
	return ""
}

// nobody takes the claim's words of a part for answered where a report says that
// nobody takes it.
func (a *asked) nobody(w int, p *parsed, v int, b *prop, left *[]int) {
	if !negative(b.st.Status) {
		return
	}
	asks, has := a.rolesOf(w), p.rolesOf(v)
	for _, x := range [][2][]int{{asks.agent, has.agent}, {asks.patient, has.patient}} {
		if !p.empty(x[1]) {
			continue
		}
		*left = slices.DeleteFunc(*left, func(k int) bool {
			return slices.ContainsFunc(x[0], func(i int) bool { return a.f.Under(int32(k), int32(i)) })
		})
	}
}

// empty reports a part that a report says nobody takes.
func (p *parsed) empty(part []int) bool {
	return slices.ContainsFunc(part, func(i int) bool { return slices.Contains(nobodies, p.folded[i]) })
}

// in which a thing happens.
var locating = []string{"in", "at", "near", "outside"}

// places takes missing words for another place where both name one, of one kind,
// with the same preposition.
func (a *asked) places(w int, p *parsed, v int, left *[]int, differ **readout.Differing) {
	if len(*left) == 0 {
		return
	}
	for _, i := range a.rolesOf(w).other {
		prep := a.preposition(i)
		inside := func(k int) bool { return a.f.Under(int32(k), int32(i)) }
		if !slices.Contains(locating, prep) || a.d.Words[i].Mention != readout.Place || slices.ContainsFunc(*left, func(k int) bool { return !inside(k) }) {
			continue
		}
		for _, j := range p.rolesOf(v).other {
			if p.preposition(j) == prep && p.d.Words[j].Mention == readout.Place && ofOneKind(a.folded[i], p.folded[j]) {
				*left = nil
				*differ = one(*differ, &readout.Differing{Kind: "place", Claim: a.text(i), Report: p.text(j)})
				return
			}
		}
	}
}

// ofOneKind reports two places of which neither can hold the other, as far as
// their names show.
func ofOneKind(a, b string) bool { return placeKind(a) == placeKind(b) }

// placeKind is "country", "city" or "" for a name that is not known.
func placeKind(w string) string {
	_, sense, ok := gazetteer.CountryOf(w)
	switch {
	case ok && sense == gazetteer.Capital, !ok && gazetteer.City(w):
		return "city"
	case ok:
		return "country"
	}
	return ""
}
