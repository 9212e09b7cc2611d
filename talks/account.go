package talks

import (
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// quoted fills the outcome with what persons and bodies say of it: words in
// quotation marks near a sentence on the meeting, in the present or past.
func (f *filler) quoted() {
	for _, p := range f.pages {
		for i := range p.d.Statements {
			st := &p.d.Statements[i]
			if st.Attribution < 0 || st.Form != readout.Direct && st.Form != readout.Mixed || st.Position.Weak() || st.Root().Kind == readout.NoAnswer {
				continue
			}
			switch st.Status {
			case readout.Happened, readout.Ongoing, readout.DidNotHappen:
			default:
				continue
			}
			w := p.at(st.Start)
			if w >= len(p.words) || !p.article(int(p.Sent[w])) || !p.near(int(p.Sent[w]), reach) && !f.tookPart(p, st) || st.Len() < leastSaid {
				continue
			}
			if s := int(p.Sent[w]); f.otherDay(p, s) || p.narrates(st.Span) {
				continue
			}
			f.add(readout.CardOutcome, st.Of(p.source), f.speaker(st), p.ref(st.Span))
		}
	}
}

// reach is how many sentences away from a word for a meeting a sentence can be on
// it still.
const (
	reach     = 2
	reachFar  = 4 // for who took part, which stands apart in many reports
	leastSaid = 8 // bytes of a quotation that assesses
)

// near reports a sentence that speaks of the meeting, or one close to it.
func (p *page) near(s, reach int) bool {
	for k := max(0, s-reach); k <= min(len(p.talk)-1, s+reach); k++ {
		if p.talk[k] {
			return true
		}
	}
	return false
}

// narrates reports words that tell what somebody did ("We wrote and they wrote")
// and so assess nothing.
func (p *page) narrates(s readout.Span) bool {
	h := p.head(s)
	if h < 0 || p.words[h].XPOS != readout.TagVBD {
		return false
	}
	subject := p.child(h, readout.RelNsubj)
	return subject >= 0 && p.words[subject].UPOS == readout.PRON && p.form[subject] != "it" && p.form[subject] != "that" && p.form[subject] != "this"
}

// tookPart reports a speaker who is listed as present or as mediator.
func (f *filler) tookPart(p *page, st *readout.Statement) bool {
	e := st.Root().Entity
	if e < 0 {
		return false
	}
	name := fold.Key(f.nameOf(p.report, e))
	for _, field := range []readout.CardField{readout.CardPresent, readout.CardMediator} {
		if slices.ContainsFunc(f.card.Values[field], func(v readout.CardValue) bool { return fold.Key(v.Value) == name }) {
			return true
		}
	}
	return false
}

// bygone reports a plan that the words put in the past: "had been scheduled".
func (p *page) bygone(s readout.Span) bool {
	w := " " + strings.Join(p.in(p.form, s), " ") + " "
	for _, x := range []string{" had been ", " was to have ", " were to have ", " had planned ", " was scheduled ", " were scheduled ", " was due ", " were due ", " originally ", " initially "} {
		if strings.Contains(w, x) {
			return true
		}
	}
	return false
}

// naming are verbs that assess, in whatever tense.
var naming = map[string]bool{"call": true, "say": true, "describe": true, "think": true, "believe": true}

// coming fills the next steps and later rounds: what is planned, expected or
// possible and has a date ahead or a word for a meeting.
func (f *filler) coming() {
	for _, p := range f.pages {
		for i := range p.d.Statements {
			st := &p.d.Statements[i]
			w := p.at(st.Start)
			if w >= len(p.words) || !p.article(int(p.Sent[w])) || st.Position.Weak() {
				continue
			}
			proposed := slices.ContainsFunc(p.wordsIn(st.Span), func(w string) bool { return w == "propose" || w == "proposal" || w == "invite" })
			switch st.Status {
			case readout.Planned, readout.Expected, readout.Conditional:
			default:
				if !proposed {
					continue
				}
			}
			if h := p.head(st.Span); h >= 0 && naming[p.lemma[h]] {
				continue // "I would call it frank"
			}
			meets := slices.ContainsFunc(p.wordsIn(st.Span), func(w string) bool { return meetings[w] })
			dated := slices.ContainsFunc(p.d.Timexes, func(t readout.Timex) bool {
				return st.Contains(t.Span) && t.Type == readout.Date && (f.day == "" || t.Value > f.day || strings.HasPrefix(t.Value, "XXXX") || strings.HasPrefix(t.Value, "FUTURE"))
			})
			if proposed && !(meets && dated) || !meets && !(dated && (p.near(int(p.Sent[w]), reach) || f.namesSide(p, st.Span))) || p.bygone(st.Span) || f.others(p, st.Span) {
				continue
			}
			f.add(readout.CardNext, st.Of(p.source), f.speaker(st), p.ref(st.Span))
			if meets {
				f.add(readout.CardLater, st.Of(p.source), f.speaker(st), p.ref(st.Span))
			}
		}
	}
}

// in are the entries of a list of one for each word whose words stand in a span.
func (p *page) in(list []string, s readout.Span) []string {
	lo := p.at(s.Start)
	hi := lo
	for hi < len(p.words) && p.words[hi].Start < s.End {
		hi++
	}
	return list[lo:hi]
}

// wordsIn are the lemmas in a span.
func (p *page) wordsIn(s readout.Span) []string { return p.in(p.lemma, s) }

// pressure fills the acts and threats around the meeting.
func (f *filler) pressure() {
	for _, p := range f.pages {
		for i := range p.d.Events {
			e := &p.d.Events[i]
			w := p.at(e.Trigger.Start)
			if w >= len(p.words) || !p.article(int(p.Sent[w])) {
				continue
			}
			switch e.Type {
			case "SANCTION", "THREATEN", "MOBILIZE", "COERCE", "ASSAULT", "PROTEST":
			default:
				continue
			}
			switch e.Status {
			case readout.Happened, readout.Ongoing, readout.Threatened, readout.Planned:
			default:
				continue
			}
			at, st := p.statement(w)
			if st != nil && (st.Form == readout.Direct || st.Form == readout.Mixed || st.Status == readout.Demanded) {
				continue
			}
			f.add(readout.CardPressure, at.Of(p.source), "", p.ref(at))
		}
	}
}
