// Package event finds what happened, or is said to be coming: events in the terms
// of PLOVER (Open Event Data Alliance), each with its trigger, type, actors and
// recipients. Linear models over the trees say by which word an event happens, of
// which type it is, and who takes part; a dictionary of verbs and nouns lends them
// words that they have not learned from. See docs/models/event.md.
package event

import (
	"cmp"
	"slices"

	"github.com/readout-project/readout"
)

// Least is the share of a sentence's belief from which a word and a type are an
// event beside a likelier one.
const least = 0.35

// found is one event of a sentence.
type found struct {
	trigger int32
	typ     int
	p       float32
	actor   int32 // head of the phrase; -1
	receive int32
}

// Find finds the events of a document. status is the standing of the proposition
// that a word heads.
func Find(d *readout.Document, status func(word int) readout.Status) []readout.Event {
	return embedded().Find(d, status)
}

// Find finds the events of a document by the model.
func (m *Model) Find(d *readout.Document, status func(word int) readout.Status) []readout.Event {
	p := newPage(d, status)
	var out []readout.Event
	for s := range d.Sentences {
		for _, e := range m.sentence(p, s) {
			out = append(out, p.event(e, p.candidates(s)))
		}
	}
	return out
}

// sentence finds the events of one sentence, in the order of their triggers.
func (m *Model) sentence(p *page, s int) []found {
	x := scene{p: p, cands: p.candidates(s)}
	n := len(x.cands)
	if n == 0 {
		return nil
	}
	var b bag
	for k, c := range x.cands {
		p.candidate(&b, c, k)
		x.f = append(x.f, slices.Clone(b.f))
	}
	p.sentence(&b, s, x.cands)
	x.whole = b.f
	score := x.scores(&m.trigger, &m.whole)
	softmax(score)
	var out []found
	for i, c := range x.cands {
		best := found{trigger: c}
		for t := range numTypes {
			if q := score[i*numTypes+t]; q > best.p {
				best.p, best.typ = q, t
			}
		}
		out = append(out, best)
	}
	top := slices.MaxFunc(out, func(a, b found) int { return cmp.Compare(a.p, b.p) }).p
	nothing := score[n*numTypes]
	out = slices.DeleteFunc(out, func(e found) bool { return e.p < top && e.p < least || e.p < nothing/3 })
	out = p.outermost(out)
	for k := range out {
		m.roles(p, s, &out[k])
	}
	return slices.DeleteFunc(out, func(e found) bool {
		return m.saysLittle(p, e) || !m.supported(p, e) && !(p.known(e.actor) && p.known(e.receive))
	})
}

// governed reports a verb whose governor is of the type: "agreed to extend".
func (p *page) governed(e found) bool {
	g := p.Head[e.trigger]
	if g < 0 {
		return false
	}
	switch p.words[e.trigger].Rel {
	case readout.RelXcomp, readout.RelCcomp, readout.RelAdvcl:
		own, near := p.typesOf(g)
		return own == e.typ || near == e.typ
	}
	return false
}

// saysLittle reports a verb that tells of an event only by what stands near it, and
// nothing of the dictionary says that it is of the type.
func (m *Model) saysLittle(p *page, e found) bool {
	w := e.trigger
	if !lexis().light[p.lemma[w]] || p.particle(w) != "" {
		return false
	}
	if _, near := p.typesOf(w); near == e.typ || p.governed(e) {
		return false
	}
	for c := p.First[w]; c >= 0; c = p.Next[c] {
		if own, near := p.typesOf(c); own == e.typ || near == e.typ {
			return false
		}
	}
	var b bag
	p.pairs(&b, w)
	return m.trigger.of(b.f, e.typ) <= leastPaired
}

// leastPaired is the logit that a verb which says little must have with the words
// that hang on it.
const leastPaired = 0.2

// known reports a participant that is more than a word: a name, a country, or one
// that stands for a sector.
func (p *page) known(head int32) bool {
	if head < 0 {
		return false
	}
	for _, x := range p.participant1(head) {
		if x.Code != "" || x.Sector != "" {
			return true
		}
		if x.Entity >= 0 {
			switch p.d.Entities[x.Entity].Type {
			case readout.Person, readout.Organization, readout.Place:
				return true
			}
		}
	}
	return false
}

// supported reports that the words of the trigger by themselves speak for the
// type: the dictionary, or what was learned of the verb and its object. Most
// sentences of news tell of no event of PLOVER, and those that were learned from
// nearly all do.
func (m *Model) supported(p *page, e found) bool {
	own, near := p.typesOf(e.trigger)
	if own == e.typ || near == e.typ {
		return true
	}
	if p.governed(e) {
		return true
	}
	lemma := p.lemma[e.trigger]
	var b bag
	b.add(tLemma, lemma)
	b.add(tPhrase, p.phrase(e.trigger))
	p.pairs(&b, e.trigger)
	return m.trigger.of(b.f, e.typ) > leastSupport
}

// pairs gives the features of a verb with each word that hangs on it.
func (p *page) pairs(b *bag, w int32) {
	lemma := p.lemma[w]
	p.children(w, func(c int32) {
		switch p.words[c].Rel {
		case readout.RelObj, readout.RelIobj:
			b.add(tVerbObj, lemma, p.lemma[c])
		case readout.RelXcomp, readout.RelCcomp, readout.RelAdvcl:
			b.add(tVerbXcomp, lemma, p.lemma[c])
		case readout.RelObl, readout.RelNmod, readout.RelOblAgent:
			b.add(tVerbPrepNoun, lemma, p.prep(c), p.lemma[c])
		}
	})
}

// leastSupport is the logit that the trigger's own words must give.
const leastSupport = 0.02

// patient reports an actor that the act was done to: the subject of a passive verb
// that takes an object.
func (p *page) patient(e *found) bool {
	if p.words[e.actor].Rel != readout.RelNsubjPass || p.Head[e.actor] != e.trigger {
		return false
	}
	switch Types[e.typ] {
	case "ASSAULT", "COERCE", "SANCTION", "ACCUSE", "RETREAT", "AID", "REJECT":
		return true
	}
	return false
}

// outermost leaves one of two events of a type where one hangs on the other:
// "agreed to provide" is one.
func (p *page) outermost(list []found) []found {
	return slices.DeleteFunc(slices.Clone(list), func(e found) bool {
		return slices.ContainsFunc(list, func(o found) bool {
			if o.trigger == e.trigger || o.typ != e.typ || o.p < e.p || o.p == e.p && o.trigger > e.trigger {
				return false
			}
			return p.under(o.trigger, e.trigger) || p.under(e.trigger, o.trigger)
		})
	})
}

// under reports that one word hangs below another, within three steps.
func (p *page) under(top, w int32) bool {
	for range 3 {
		if w = p.Head[w]; w < 0 {
			return false
		}
		if w == top {
			return true
		}
	}
	return false
}

// roles finds who takes part.
func (m *Model) roles(p *page, s int, e *found) {
	heads := append(p.phrases(s), -1)
	pick := func(t *table, not int32) int32 {
		best, at := float32(0), int32(-2)
		var b bag
		for n, h := range heads {
			if h >= 0 && (h == e.trigger || h == not || e.typ == consult && p.venue(h)) {
				continue
			}
			p.participant(&b, e.trigger, h, e.typ, n)
			if q := t.score(b.f); at == -2 || q > best {
				best, at = q, h
			}
		}
		return at
	}
	e.actor = pick(&m.actor, -1)
	if e.actor >= 0 && p.words[e.actor].Rel == readout.RelObl && slices.Contains(locative, p.prep(e.actor)) {
		e.actor = -1 // where it was done is not who did it
	}
	e.receive = pick(&m.receiver, e.actor)
	if e.actor >= 0 && p.patient(e) {
		e.actor, e.receive = p.child(e.trigger, readout.RelOblAgent), e.actor
	}
	if e.actor >= 0 && slices.Contains(p.conjuncts(e.actor), e.receive) {
		e.receive = -1 // "A and B agreed": both act
	}
}

var consult = typeNo("CONSULT")

// venue reports a place that a meeting is held in and that is no country: "in
// Geneva" takes no part.
func (p *page) venue(h int32) bool {
	if p.words[h].Mention != readout.Place || !slices.Contains(locative, p.prep(h)) {
		return false
	}
	lo, hi := p.extent(h)
	for _, c := range p.countries(lo, hi, h) {
		if c != "" {
			return false
		}
	}
	return true
}

func (p *page) event(e found, cands []int32) readout.Event {
	w := p.words[e.trigger]
	s := p.d.Sentences[p.Sent[e.trigger]]
	out := readout.Event{Span: s.Span, Trigger: w.Span, Type: Types[e.typ], Mode: p.mode(e),
		Date: p.date(e.trigger, cands), Place: p.place(e.trigger, cands), Status: p.status(int(e.trigger))}
	out.Actors = p.participants(e.actor, nil)
	out.Recipients = p.participants(e.receive, out.Actors)
	return out
}
