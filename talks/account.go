package talks

import (
	"slices"
	"strings"

	"github.com/readout-project/readout"
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
			if w >= len(p.words) || !p.article(int(p.Sent[w])) {
				continue
			}
			f.add(readout.CardOutcome, st.Of(p.source), f.speaker(st), p.ref(st.Span))
		}
	}
}

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
			switch st.Status {
			case readout.Planned, readout.Expected, readout.Conditional:
			default:
				continue
			}
			meets := slices.ContainsFunc(p.wordsIn(st.Span), func(w string) bool { return meetings[w] })
			dated := slices.ContainsFunc(p.d.Timexes, func(t readout.Timex) bool {
				return st.Contains(t.Span) && t.Type == readout.Date && (f.day == "" || t.Value > f.day || strings.HasPrefix(t.Value, "XXXX") || strings.HasPrefix(t.Value, "FUTURE"))
			})
			if !meets && !dated {
				continue
			}
			f.add(readout.CardNext, st.Of(p.source), f.speaker(st), p.ref(st.Span))
			if meets {
				f.add(readout.CardLater, st.Of(p.source), f.speaker(st), p.ref(st.Span))
			}
		}
	}
}

func (p *page) wordsIn(s readout.Span) []string {
	var out []string
	for i := p.at(s.Start); i < len(p.words) && p.words[i].Start < s.End; i++ {
		out = append(out, p.lemma[i])
	}
	return out
}

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
			at, _ := p.statement(w)
			f.add(readout.CardPressure, at.Of(p.source), "", p.ref(at))
		}
	}
}
