package corroborate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/talks"
)

// happenings are the events of the story, those of one type, status, day and
// parties in one, in the order in which reports have them. Text that is copied
// from a report which is here tells nothing again.
func (s *story) happenings() []readout.Happening {
	var out []readout.Happening
	at := map[string]int{}
	who := s.membership()
	named := make([]string, len(s.out.People))
	for i, id := range s.out.People {
		named[i] = fullest(id)
	}
	claims := claimsOf(s.r.Docs, &s.out, readout.IsSo)
	for _, r := range s.out.Reports {
		d := s.r.Docs[r]
		by := statementsOf(d)
		for i := range d.Events {
			e := &d.Events[i]
			if b := d.Report.BlockAt(e.Trigger.Start); b < 0 || d.Report.Blocks[b].Role.Share() != readout.ShareArticle {
				continue
			}
			h := s.happening(r, e, cast{who, named})
			key := happeningKey(&h)
			k, known := at[key]
			if !known {
				k = len(out)
				at[key] = k
				out = append(out, h)
			}
			x := &out[k]
			x.Members = append(x.Members, readout.EventAt{Report: r, Event: i})
			if st, ok := by[i]; ok {
				if c, ok := claims[readout.StatementAt{Report: r, Statement: st}]; ok && !slices.Contains(x.Claims, c) {
					x.Claims = append(x.Claims, c)
				}
			}
		}
	}
	return out
}

// membership says which identity an entity of a report is.
func (s *story) membership() map[readout.Member]int {
	who := map[readout.Member]int{}
	for i, id := range s.out.People {
		for _, m := range id.Members {
			who[m] = i
		}
	}
	return who
}

// statementsOf are the statements of a document by the event that they tell.
func statementsOf(d *readout.Document) map[int]int {
	out := map[int]int{}
	for i := range d.Statements {
		if e := d.Statements[i].Event; e >= 0 {
			out[e] = i
		}
	}
	return out
}

// cast is whom the entities of reports are, and their fullest names.
type cast struct {
	who   map[readout.Member]int
	named []string
}

func (s *story) happening(r int, e *readout.Event, who cast) readout.Happening {
	d := s.r.Docs[r]
	h := readout.Happening{Type: e.Type, Mode: e.Mode, Status: e.Status, Actors: s.takers(r, e.Actors, who), Recipients: s.takers(r, e.Recipients, who)}
	if e.Date >= 0 {
		h.Date, h.Derivation = d.Timexes[e.Date].Value, d.Timexes[e.Date].Derivation
	}
	if e.Place >= 0 {
		m := d.Mentions[e.Place]
		h.Place = m.Of(d.Report.Source)
		if m.Entity >= 0 {
			h.Code = d.Entities[m.Entity].Code
		}
	}
	return h
}

// takers are participants with their identities.
func (s *story) takers(r int, list []readout.Participant, in cast) []readout.Party {
	var out []readout.Party
	for _, x := range list {
		p := readout.Party{Name: x.Span.Of(s.r.Docs[r].Report.Source), Identity: -1, Code: x.Code, Sector: x.Sector}
		if i, ok := in.who[readout.Member{Report: r, Entity: x.Entity}]; ok && x.Entity >= 0 {
			p.Identity, p.Name = i, in.named[i]
		}
		out = append(out, p)
	}
	return out
}

// happeningKey tells happenings apart.
func happeningKey(h *readout.Happening) string {
	side := func(list []readout.Party) string {
		var keys []string
		for _, p := range list {
			switch {
			case p.Identity >= 0:
				keys = append(keys, fmt.Sprint(p.Identity))
			case p.Code != "":
				keys = append(keys, p.Code+p.Sector)
			default:
				keys = append(keys, strings.Join(fold.Words(p.Name), " "))
			}
		}
		slices.Sort(keys)
		return strings.Join(keys, "+")
	}
	return strings.Join([]string{h.Type, string(h.Status), h.Date, side(h.Actors), side(h.Recipients)}, "|")
}

// tracks tells the lines of the timeline on the meeting from those on the pressure
// around it, in a story that has a card.
func (s *story) tracks() {
	if s.out.Card == nil {
		return
	}
	within := func(at readout.Ref, fields ...readout.CardField) bool {
		return slices.ContainsFunc(fields, func(f readout.CardField) bool {
			return slices.ContainsFunc(s.out.Card.Values[f], func(v readout.CardValue) bool {
				return slices.ContainsFunc(v.Evidence, func(e readout.Ref) bool { return e.Report == at.Report && e.Span.Overlaps(at.Span) })
			})
		})
	}
	for i := range s.out.Timeline.Lines {
		l := &s.out.Timeline.Lines[i]
		for _, p := range l.Places {
			at := readout.Ref{Report: p.Report, Span: s.r.Docs[p.Report].Statements[p.Statement].Span}
			switch {
			case within(at, readout.CardNearly, readout.CardHours):
				l.Track = readout.TalksTrack
			case l.Track == readout.NoTrack && within(at, readout.CardPressure):
				l.Track = readout.PressureTrack
			case l.Track == readout.NoTrack && (talks.Speak(s.r.Docs[p.Report], at.Span) ||
				within(at, readout.CardFormat, readout.CardHours, readout.CardNearly, readout.CardDiscussed, readout.CardEarlier, readout.CardLater, readout.CardOutcome)):
				l.Track = readout.TalksTrack
			}
		}
	}
}
