package corroborate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/readout-project/readout"
)

// asked is one statement of a claim made ready for comparing.
type asked struct {
	prop
	*parsed
	index int
	items []int           // words whose sense a report must have
	said  map[string]bool // all senses of the statement
	acts  []int           // words that tell of acts, the main one first
	whole []string        // "all", "every", "only": what a report must have too
}

// wholes are grammar words that make a claim say more.
var wholes = []string{"all", "every", "both", "each", "only", "most", "never", "entire", "whole"}

// operators are words that give a statement its status; where statuses are
// compared the words need not be the same.
var operators = []string{
	"plan", "expect", "schedul", "like", "possibl", "near", "almost", "want", "demand", "threaten", "hope", "intend", "possib", "probabl", "due", "prepar", "believ",
}

// newAsked reads statement i of a claim.
func newAsked(p *parsed, i int) *asked {
	st := &p.d.Statements[i]
	a := &asked{prop: newProp(p.d, st), parsed: p, index: i, said: map[string]bool{}}
	a.prop.days = daysIn(p.d, st.Span)
	list := p.within(st.Span)
	top := p.top(list)
	soft := mood(st.Status) != "fact"
	for _, w := range list {
		if slices.Contains(wholes, p.folded[w]) {
			a.whole = append(a.whole, p.folded[w])
		}
		x := p.senses[w]
		if x.form == "" {
			continue
		}
		a.said[x.form], a.said[x.lemma] = true, true
		operator := soft && slices.Contains(operators, x.form)
		switch {
		case operator:
		case p.occurs(w):
			a.acts = append(a.acts, p.children(w, readout.RelNsubj)[0])
			if w == top {
				top = a.acts[len(a.acts)-1]
			}
		case p.light(w):
			a.acts = append(a.acts, p.children(w, readout.RelObj, readout.RelNsubjPass)[0])
			if w == top {
				top = a.acts[len(a.acts)-1]
			}
		case p.acts(w) && !a.ofManner(w):
			a.acts = append(a.acts, w)
		}
		if !operator && !p.dated(w) && !a.counted(w) && !a.bounds(w) && !p.light(w) && !p.occurs(w) && !(p.folded[w] == "place" && w > 0 && p.occurs(w-1)) {
			a.items = append(a.items, w)
		}
	}
	if len(a.acts) == 0 && top >= 0 && a.senses[top].form != "" {
		a.acts = append(a.acts, top)
	}
	if slices.Contains(operators, p.senses[max(top, 0)].form) && soft {
		if down := p.children(top, readout.RelXcomp, readout.RelCcomp); len(down) > 0 {
			top = down[0]
		}
	}
	if k := slices.Index(a.acts, top); k > 0 {
		a.acts[0], a.acts[k] = a.acts[k], a.acts[0]
	}
	return a
}

// acts reports a word that tells of an act or a state: a verb of content, or
// what somebody or something is said to be.
func (p *parsed) acts(w int) bool {
	if p.d.Words[w].UPOS == readout.VERB {
		return true
	}
	return len(p.children(w, readout.RelCop)) > 0
}

// lightVerbs say nothing beside an act that is a noun: "held talks".
var lightVerbs = []string{"hold", "take", "make", "carry", "conduct", "launch", "give"}

// light reports a verb that says nothing beside its object, an act.
func (p *parsed) light(w int) bool {
	if p.d.Words[w].UPOS != readout.VERB || !slices.Contains(lightVerbs, p.d.Words[w].Lemma) {
		return false
	}
	return slices.ContainsFunc(p.children(w, readout.RelObj, readout.RelNsubjPass), func(c int) bool { return len(acts([]string{p.folded[c]})) > 0 })
}

// occurs reports a verb that says of an act, its subject, that it takes place.
func (p *parsed) occurs(w int) bool {
	x := &p.d.Words[w]
	place := w+1 < len(p.folded) && p.folded[w+1] == "place"
	if x.UPOS != readout.VERB || x.Lemma != "occur" && x.Lemma != "happen" && !(x.Lemma == "take" && place) {
		return false
	}
	subject := p.children(w, readout.RelNsubj)
	return len(subject) > 0 && len(acts([]string{p.folded[subject[0]]})) > 0
}

// dated reports a word of a day that is compared as a value.
func (p *parsed) dated(w int) bool {
	at := p.d.Words[w].Span
	return slices.ContainsFunc(p.d.Timexes, func(t readout.Timex) bool {
		return t.Contains(at) && t.Type == readout.Date && len(t.Value) >= dayLen
	})
}

// counted reports a number that is compared as a quantity, and its scale.
func (a *asked) counted(w int) bool {
	f := a.folded[w]
	if scales[f] != 0 && w > 0 && a.d.Words[w-1].UPOS == readout.NUM {
		return true
	}
	v, ok := numberWords[f]
	if !ok {
		v = f
	}
	return allDigits(v) && slices.ContainsFunc(a.numbers, func(q quantity) bool {
		return q.value == v || strings.HasPrefix(q.value, v)
	})
}

// boundWords are words that make a number a bound.
var boundWords = []string{"least", "most", "more", "fewer", "less", "about", "around", "nearly", "almost", "roughly", "approximately", "up", "over", "under", "above", "some"}

// bounds reports a word of a bound, which is compared with its number.
func (a *asked) bounds(w int) bool {
	if !slices.Contains(boundWords, a.folded[w]) {
		return false
	}
	for k := w + 1; k <= w+2 && k < len(a.folded); k++ {
		if a.counted(k) {
			return true
		}
	}
	return false
}

// has are the senses that a statement of a report has: of its words, and of the
// names and offices of those whom its mentions mean.
func (p *parsed) has(st *readout.Statement) map[string]bool {
	out := map[string]bool{}
	for _, w := range p.within(st.Span) {
		out[p.senses[w].form], out[p.senses[w].lemma], out["at "+p.folded[w]] = true, true, true
	}
	for _, w := range words(st.Of(p.d.Report.Source)) {
		out[concept(w)] = true // names of countries of several words
	}
	i, _ := slices.BinarySearchFunc(p.d.Mentions, st.Start, func(m readout.Mention, start int) int { return m.Start - start })
	for ; i < len(p.d.Mentions) && p.d.Mentions[i].Start < st.End; i++ {
		m := &p.d.Mentions[i]
		if m.Entity < 0 || !st.Contains(m.Span) {
			continue
		}
		e := &p.d.Entities[m.Entity]
		for _, n := range e.Names {
			for _, w := range words(n) {
				out[concept(w)] = true
			}
		}
		for _, o := range e.Roles {
			for _, w := range words(o.Title + " " + o.Of) {
				out[concept(w)] = true
			}
		}
	}
	delete(out, "")
	return out
}

// missing are the claim's words that a report does not have.
func (a *asked) missing(has map[string]bool) []int {
	var out []int
	for _, w := range a.items {
		if !a.senses[w].in(has) || a.siteOnly(w) && !has["at "+a.folded[w]] {
			out = append(out, w)
		}
	}
	return out
}

// siteOnly reports a capital as the place of something: its country is no answer
// there.
func (a *asked) siteOnly(w int) bool {
	return slices.Contains(locating, a.preposition(w)) && placeKind(a.folded[w]) == "city" && isCode(concept(a.folded[w]))
}

// wordsOf are words of the claim as they stand there.
func (a *asked) wordsOf(list []int) string {
	var out []string
	for _, w := range list {
		out = append(out, "“"+a.d.Words[w].Of(a.d.Report.Source)+"”")
	}
	return strings.Join(out, ", ")
}

// holds reports whether what o gives is within what q says: 17 within "at least
// 14", but not the other way round.
func (q quantity) holds(o quantity) bool {
	if q.value == o.value {
		return q.bound == o.bound || q.bound != "" && o.bound == ""
	}
	out, in := q.reach(), o.reach()
	return out.known && in.known && out.lo <= in.lo && in.hi <= out.hi
}

// mannersOf finds the one manner of a pair that the two state differently.
func (a *asked) mannersOf(b *prop) (differ *readout.Differing, twin string) {
	ms, ns := manners(a.words), manners(b.words)
	if !differs(ms, ns) {
		return nil, ""
	}
	for _, m := range ms {
		for _, n := range ns {
			if m.pair == n.pair {
				return &readout.Differing{Kind: "manner", Claim: m.side, Report: n.side}, ""
			}
		}
	}
	return nil, fmt.Sprintf("%s, not %s", ns[0].side, ms[0].side)
}

func differs(a, b []manner) bool { return differ(a, b) }

// mannered leaves out the words of a manner, which is compared by its side.
func (a *asked) mannered(list []int, side string) []int {
	return slices.DeleteFunc(slices.Clone(list), func(w int) bool { return slices.Contains(a.sideWords(side), a.folded[w]) })
}

// ofManner reports a word by which the claim states a manner: "face to face".
func (a *asked) ofManner(w int) bool {
	return slices.ContainsFunc(manners(a.words), func(m manner) bool { return slices.Contains(a.sideWords(m.side), a.folded[w]) })
}

// sideWords are the words of the claim that state a side of a pair of manners.
func (a *asked) sideWords(side string) []string {
	var out []string
	said := " " + strings.Join(a.words, " ") + " "
	for phrase, m := range mannerTable().words {
		if m.side == side && strings.Contains(said, " "+phrase+" ") {
			out = append(out, strings.Fields(phrase)...)
		}
	}
	return out
}
