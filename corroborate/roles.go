package corroborate

import (
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/lexis"
	"github.com/readout-project/readout/internal/tree"
)

// wordSense is what a word of a tree can stand for when it is compared: the
// concepts of its form and of its lemma.
type wordSense struct{ form, lemma string }

func (x wordSense) in(set map[string]bool) bool { return set[x.form] || set[x.lemma] }

func (x wordSense) is(y wordSense) bool {
	return x.form != "" && (x.form == y.form || x.form == y.lemma) || x.lemma != "" && (x.lemma == y.form || x.lemma == y.lemma)
}

// parsed is a document with its trees and the sense of each word.
type parsed struct {
	d      *readout.Document
	f      *tree.Forest
	senses []wordSense // empty for grammar words and marks
	folded []string    // the folded form; "" for marks
}

func parse(d *readout.Document) *parsed {
	p := &parsed{d: d, f: tree.New(d.Words, d.Sentences), senses: make([]wordSense, len(d.Words)), folded: make([]string, len(d.Words))}
	for i := range d.Words {
		w := &d.Words[i]
		list := words(w.Of(d.Report.Source))
		if len(list) == 0 || w.UPOS == readout.PUNCT {
			continue
		}
		p.folded[i] = list[len(list)-1]
		if lexis.Grammar(p.folded[i]) && !says(w.UPOS) && len(p.children(i, readout.RelDet, readout.RelCop)) == 0 || w.UPOS == readout.AUX {
			continue
		}
		p.senses[i].form = concept(p.folded[i])
		if l := words(w.Lemma); len(l) > 0 {
			p.senses[i].lemma = concept(l[len(l)-1])
		}
		if len(list) > 1 && slices.Contains(prefixes, list[0]) {
			p.senses[i].form, p.senses[i].lemma = list[0]+"-"+p.senses[i].form, list[0]+"-"+p.senses[i].lemma
		}
	}
	p.countries()
	return p
}

// prefixes make a word with a hyphen another: "un-approved".
var prefixes = []string{"un", "non", "de", "dis", "mis", "anti", "pseudo", "semi", "half"}

// countries gives the words of a country's name of several words its code.
func (p *parsed) countries() {
	for i := 0; i < len(p.folded); i++ {
		run := p.folded[i:min(len(p.folded), i+3)]
		if k := slices.Index(run, ""); k >= 0 {
			run = run[:k]
		}
		if n, code := countryAt(run); n > 1 {
			for k := i; k < i+n; k++ {
				p.senses[k] = wordSense{code, code} // "United States"
			}
			i += n - 1
		}
	}
}

// says reports a part of speech whose words say something, though a word of the
// same form elsewhere only joins others: a "mine", not "mine".
func says(u readout.UPOS) bool {
	switch u {
	case readout.NOUN, readout.PROPN, readout.VERB, readout.ADJ, readout.NUM:
		return true
	}
	return false
}

// within are the words of a span, in order.
func (p *parsed) within(at readout.Span) []int {
	i, _ := slices.BinarySearchFunc(p.d.Words, at.Start, func(w readout.Word, start int) int { return w.Start - start })
	var out []int
	for ; i < len(p.d.Words) && p.d.Words[i].Start < at.End; i++ {
		out = append(out, i)
	}
	return out
}

// top is the word that all others of a span hang on, the first of several; -1.
func (p *parsed) top(list []int) int {
	best := -1
	for _, i := range list {
		if p.d.Words[i].UPOS != readout.PUNCT && (best < 0 || p.f.Depth[i] < p.f.Depth[best]) {
			best = i
		}
	}
	return best
}

func (p *parsed) rel(i int) readout.Rel { return p.d.Words[i].Rel }

// children are the dependents of a word with one of the relations, subtypes
// apart.
func (p *parsed) children(i int, rels ...readout.Rel) []int {
	var out []int
	for c := p.f.First[i]; c >= 0; c = p.f.Next[c] {
		if slices.Contains(rels, p.rel(int(c))) {
			out = append(out, int(c))
		}
	}
	return out
}

// preposition is the folded word that marks a noun, "" for none.
func (p *parsed) preposition(i int) string {
	for _, c := range p.children(i, readout.RelCase, readout.RelMark) {
		if s := p.folded[c]; s != "" && s != "'s" && s != "s" {
			return s
		}
	}
	return ""
}

// roles are the words that take part in an act, by the part that they take.
type roles struct{ agent, patient, other []int }

func (r roles) all() []int { return slices.Concat(r.agent, r.patient, r.other) }

// leastClimb bounds how far a part is looked for up the tree.
const leastClimb = 4

// rolesOf reads who takes part in the act that a word tells of. What the word
// itself does not say its governor may: "the dockers voted to end the strike".
func (p *parsed) rolesOf(w int) roles { return p.rolesWithin(w, leastClimb) }

func (p *parsed) rolesWithin(w, climb int) roles {
	var r roles
	r.agent = p.children(w, readout.RelNsubj, readout.RelCsubj, readout.RelOblAgent)
	r.patient = p.children(w, readout.RelObj, readout.RelNsubjPass)
	r.other = p.children(w, readout.RelIobj, readout.RelObl, readout.RelOblUnmarked)
	for _, o := range p.children(w, readout.RelObl) {
		if p.preposition(o) == "" && !p.dated(o) {
			r.patient = append(r.patient, o) // "killed at least 14 people", misread
		}
	}
	participle := p.d.Words[w].XPOS == readout.TagVBN && p.bare(w)
	passive := len(p.children(w, readout.RelNsubjPass, readout.RelAuxPass)) > 0 || participle
	if passive {
		if participle && p.rel(w) == readout.RelXcomp {
			r.patient, r.agent = append(r.patient, p.children(w, readout.RelNsubj)...), nil // "wants him freed"
		}
		for _, o := range r.other {
			if p.preposition(o) == "by" {
				r.agent = append(r.agent, o)
			}
		}
	}
	if p.d.Words[w].UPOS == readout.NOUN {
		p.nominal(w, &r)
	}
	p.relative(w, &r)
	if climb > 0 && p.f.Head[w] >= 0 {
		p.inherit(w, int(p.f.Head[w]), passive, climb-1, &r)
	}
	return r
}

// bare reports a participle without an auxiliary.
func (p *parsed) bare(w int) bool { return len(p.children(w, readout.RelAux)) == 0 }

// nominal adds the parts that stand with an act that is a noun: "the army's
// attack on the port", "an attack by rebels".
func (p *parsed) nominal(w int, r *roles) {
	r.agent = append(r.agent, p.children(w, readout.RelNmodPoss)...)
	for _, n := range p.children(w, readout.RelNmod) {
		switch p.preposition(n) {
		case "by":
			r.agent = append(r.agent, n)
		case "on", "against", "of":
			r.patient = append(r.patient, n)
		default:
			r.other = append(r.other, n)
		}
	}
}

// relative puts the noun that a relative clause hangs on in the place of its
// pronoun.
func (p *parsed) relative(w int, r *roles) {
	head := int(p.f.Head[w])
	if head < 0 || p.rel(w) != readout.RelAclRelcl && p.rel(w) != readout.RelAcl {
		return
	}
	found := false
	swap := func(list []int) {
		for k, i := range list {
			switch p.d.Words[i].XPOS {
			case readout.TagWDT, readout.TagWP:
				list[k], found = head, true
			case readout.TagIN, readout.TagDT:
				if p.folded[i] == "that" {
					list[k], found = head, true
				}
			}
		}
	}
	swap(r.agent)
	swap(r.patient)
	if found || p.rel(w) == readout.RelAclRelcl {
		if !found && len(r.patient) == 0 && len(r.agent) > 0 {
			r.patient = append(r.patient, head) // "the boat guards seized"
		}
		return
	}
	switch p.d.Words[w].XPOS {
	case readout.TagVBN:
		r.patient = append(r.patient, head)
	case readout.TagVBG, readout.TagVB:
		if len(r.agent) == 0 {
			r.agent = append(r.agent, head)
		}
	}
}

// ordering are verbs whose object is to do what follows.
var ordering = []string{"order", "ask", "tell", "urge", "force", "allow", "require", "press", "persuade", "instruct", "command", "invite", "call", "warn"}

// inherit takes a missing subject from the governor.
func (p *parsed) inherit(w, head int, passive bool, climb int, r *roles) {
	if len(p.children(w, readout.RelNsubj, readout.RelNsubjPass, readout.RelCsubj)) > 0 {
		return
	}
	switch p.rel(w).Base() {
	case readout.RelConj, readout.RelXcomp, readout.RelAdvcl:
	case readout.RelObj:
		if p.d.Words[w].UPOS == readout.NOUN && len(r.agent) == 0 && len(p.children(head, readout.RelNsubj)) > 0 {
			r.agent = append(r.agent, p.children(head, readout.RelNsubj)...) // "rebels carried out an attack"
		}
		return
	default:
		return
	}
	up := p.rolesWithin(head, climb)
	subject := up.agent
	if len(p.children(head, readout.RelNsubjPass)) > 0 || len(subject) == 0 {
		subject = p.children(head, readout.RelNsubjPass)
	}
	told := slices.Contains(ordering, p.d.Words[head].Lemma)
	if p.rel(w) == readout.RelXcomp && p.d.Words[head].Lemma != "promise" || p.rel(w) == readout.RelAdvcl && told {
		if o := p.children(head, readout.RelObj); len(o) > 0 {
			subject = o
		}
	}
	switch {
	case passive && len(r.patient) == 0:
		r.patient = append(r.patient, subject...)
	case !passive && len(r.agent) == 0:
		r.agent = append(r.agent, subject...)
	}
}

// gatherings are nouns that only count or gather what is "of" them.
var gatherings = []string{"total", "group", "band", "crowd", "pair", "team", "dozen", "hundred", "thousand", "score"}

// heads are a noun, those that stand beside it ("A and B") and what a measure is
// of ("a group of rebels").
func (p *parsed) heads(i int) []int {
	out := []int{i}
	if slices.Contains(gatherings, p.d.Words[i].Lemma) {
		for _, c := range p.children(i, readout.RelNmod) {
			if p.preposition(c) == "of" {
				out = append(out, p.heads(c)...)
			}
		}
	}
	for _, c := range p.children(i, readout.RelConj) {
		if !slices.ContainsFunc(p.children(c, readout.RelCc), func(k int) bool { return p.folded[k] == "but" || p.folded[k] == "not" }) {
			out = append(out, p.heads(c)...)
		}
	}
	return out
}

// bearing are the senses by which a noun is known: its own, those of the other
// words of its name, what stands in apposition, and of whom it is a mention of
// the names that the report has.
func (p *parsed) bearing(i int) map[string]bool {
	out := map[string]bool{}
	add := func(w int) {
		for _, s := range []string{p.senses[w].form, p.senses[w].lemma} {
			if s != "" {
				out[s] = true
			}
		}
	}
	add(i)
	for _, c := range p.children(i, readout.RelFlat, readout.RelAppos, readout.RelNmodDesc, readout.RelCompound) {
		if p.rel(c) != readout.RelCompound || p.d.Words[c].UPOS == readout.PROPN && p.d.Words[i].UPOS == readout.PROPN {
			add(c)
			for _, k := range p.children(c, readout.RelFlat, readout.RelCompound) {
				add(k)
			}
		}
	}
	if slices.Contains(forStates, p.d.Words[i].Lemma) {
		for _, c := range p.children(i, readout.RelAmod, readout.RelCompound, readout.RelNmodPoss) {
			if isCode(p.senses[c].form) {
				add(c) // "the Swiss government" is Switzerland
			}
		}
	}
	if slices.Contains(forParties, p.d.Words[i].Lemma) {
		for _, c := range p.children(i, readout.RelAmod, readout.RelCompound, readout.RelNmod, readout.RelNmodPoss, readout.RelNmodUnmarked) {
			for _, k := range append(p.children(c, readout.RelConj), c) {
				if isCode(p.senses[k].form) {
					out[asParty+p.senses[k].form] = true // "Norwegian and Chadian officials met"
				}
			}
		}
	}
	for _, m := range p.meaning(p.d.Words[i].Span) {
		for _, n := range p.d.Entities[m].Names {
			for _, w := range words(n) {
				out[concept(w)] = true
			}
		}
	}
	return out
}

// forParties are those who meet, talk and agree for their country; asParty marks
// the country of one among the senses of a noun.
var forParties = []string{"official", "envoy", "delegation", "delegate", "negotiator", "representative", "diplomat", "minister", "side", "team", "leader"}

const asParty = "party "

// forStates are bodies whose acts are those of their country.
var forStates = []string{"government", "force", "troop", "army", "military", "navy", "authority"}

// meaning are the entities that the smallest mention headed at a word refers to.
func (p *parsed) meaning(at readout.Span) []int {
	best, size := -1, 1<<30
	i, _ := slices.BinarySearchFunc(p.d.Mentions, at.End, func(m readout.Mention, end int) int { return m.Start - end })
	for i--; i >= 0 && at.Start-p.d.Mentions[i].Start < 200; i-- {
		m := &p.d.Mentions[i]
		if m.Entity >= 0 && m.Contains(at) && m.Len() < size && p.heading(m, at) {
			best, size = m.Entity, m.Len()
		}
	}
	if best < 0 {
		return nil
	}
	return []int{best}
}

// heading reports a word that a mention hangs on.
func (p *parsed) heading(m *readout.Mention, at readout.Span) bool {
	t := p.top(p.within(m.Span))
	return t >= 0 && p.d.Words[t].Span == at
}

// text is the words of a noun with its name: "Maria Ochoa".
func (p *parsed) text(i int) string {
	at := p.d.Words[i].Span
	for _, c := range p.children(i, readout.RelFlat, readout.RelCompound, readout.RelNummod, readout.RelAmod) {
		at = at.Join(p.d.Words[c].Span)
	}
	return strings.TrimSpace(at.Of(p.d.Report.Source))
}
