package corroborate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/readout-project/readout"
)

// collect fills what is expected, what was corrected, who is silent and how
// things were judged.
func (s *story) collect() {
	for c := range s.out.Claims {
		claim := &s.out.Claims[c]
		st := s.statement(claim.Evidence[0])
		if mood(claim.Status) == "coming" && st.Form != readout.Direct && st.Position != readout.InBackground && s.comes(claim) && !s.heldTwice(s.out.Next, c) {
			s.out.Next = append(s.out.Next, c)
		}
		if mood(claim.Status) == "fact" && st.Position != readout.InBackground && assessing(words(claim.Text)) && !s.heldTwice(s.out.Assessments, c) {
			s.out.Assessments = append(s.out.Assessments, c)
		}
	}
	for _, r := range s.out.Reports {
		d := s.r.Docs[r]
		for _, b := range d.Report.Blocks {
			if b.Role == readout.RoleCorrection {
				s.out.Corrections = append(s.out.Corrections, readout.Ref{Report: r, Span: b.Span})
			}
		}
		for _, st := range d.Statements {
			if st.Root().Kind == readout.NoAnswer {
				s.out.Silence = append(s.out.Silence, readout.Ref{Report: r, Span: st.Span})
			}
		}
	}
}

// comes reports a claim that can tell of something to come: it names an act or a
// time, and puts neither in the past.
func (s *story) comes(c *readout.Claim) bool {
	w := words(c.Text)
	if bygone(w) {
		return false
	}
	e := c.Evidence[0]
	d := s.r.Docs[e.Report]
	return len(acts(w)) > 0 || slices.ContainsFunc(d.Timexes, func(t readout.Timex) bool { return e.Span.Contains(t.Span) && t.Type != readout.Duration })
}

// bygone reports a plan that the words themselves put in the past: "was
// initially planned".
func bygone(words []string) bool {
	for i, w := range words[:max(0, len(words)-1)] {
		if w != "was" && w != "were" && w != "had" {
			continue
		}
		for _, next := range words[i+1 : min(i+4, len(words))] {
			switch next {
			case "initially", "originally", "first", "planned", "scheduled", "due", "supposed", "meant", "expected", "intended":
				return true
			}
		}
	}
	return false
}

func (s *story) statement(e readout.Evidence) *readout.Statement {
	return &s.r.Docs[e.Report].Statements[e.Statement]
}

// heldTwice reports whether a claim of the list rests on the evidence of claim
// c already, in the other ledger.
func (s *story) heldTwice(list []int, c int) bool {
	first := s.out.Claims[c].Evidence[0]
	return slices.ContainsFunc(list, func(o int) bool {
		return slices.ContainsFunc(s.out.Claims[o].Evidence, func(e readout.Evidence) bool {
			return e.Report == first.Report && e.Statement == first.Statement
		})
	})
}

// entitle names the story after the title of its first report that is read and no
// copy, where none is read of the first that is kept; and gives it an id of its
// reports' content.
func (s *story) entitle() {
	var keys []string
	unread := ""
	for _, r := range s.out.Reports {
		d := s.r.Docs[r]
		keys = append(keys, d.Report.ID())
		if _, copied := s.copyOf[r]; copied {
			continue
		}
		if len(d.Sentences) == 0 {
			unread = cmp.Or(unread, d.Report.Title.Value)
		} else if s.out.Title == "" {
			s.out.Title = d.Report.Title.Value
		}
	}
	s.out.Title = cmp.Or(s.out.Title, unread)
	slices.Sort(keys)
	s.out.ID = ident("s", keys[0])
	for _, d := range s.out.Days {
		if s.out.From == "" || d.Value < s.out.From {
			s.out.From = d.Value
		}
		s.out.To = max(s.out.To, d.Value)
	}
}

const dayLen = len("2006-01-02")

// days lists the calendar days that the reports give in headline, caption or
// one of their first sentences, and for each every expression of it. A report
// that gives day and month without a year, or a weekday alone, joins the one
// day of the others that it fits; where two fit, it joins none.
func (s *story) days() []readout.Day {
	at := map[string][]readout.TimexAt{}
	var partial []readout.TimexAt
	front := map[string]bool{}
	for _, r := range s.out.Reports {
		d := s.r.Docs[r]
		if _, copied := s.copyOf[r]; copied {
			continue // "Friday" of a copy is the Friday of its original's date
		}
		for i := range d.Timexes {
			t := &d.Timexes[i]
			switch {
			case t.Type != readout.Date && t.Type != readout.Time || len(t.Value) < dayLen:
			case isDay(t.Value[:dayLen]):
				v := t.Value[:dayLen]
				at[v] = append(at[v], readout.TimexAt{Report: r, Timex: i})
				front[v] = front[v] || s.inFront(d, t.Span)
			case strings.HasPrefix(t.Value, "XXXX-"):
				partial = append(partial, readout.TimexAt{Report: r, Timex: i})
			}
		}
	}
	var out []readout.Day
	for v, ts := range at {
		if front[v] {
			out = append(out, readout.Day{Value: v, Timexes: ts})
		}
	}
	slices.SortFunc(out, func(a, b readout.Day) int { return cmp.Compare(a.Value, b.Value) })
	s.joinPartial(out, partial)
	return out
}

// weekdays of TIMEX3 weeks, Monday first.
var weekdays = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// joinPartial adds expressions that lack the year or the week to the one day
// they fit: day and month first, then weekdays of reports that are with that
// day already.
func (s *story) joinPartial(days []readout.Day, partial []readout.TimexAt) {
	for _, dated := range []bool{true, false} {
		for _, p := range partial {
			d := s.r.Docs[p.Report]
			t := d.Timexes[p.Timex]
			if isMonthDay(t.Value) != dated {
				continue
			}
			fit := -1
			for k := range days {
				if !fits(t.Value, days[k].Value) {
					continue
				}
				if fit >= 0 {
					fit = -2
					break
				}
				fit = k
			}
			if fit < 0 || !dated && !holds(days[fit], p.Report) {
				continue
			}
			days[fit].Timexes = append(days[fit].Timexes, p)
			if dated {
				note := fmt.Sprintf("“%s” gives no year; it is taken from the other report", t.Of(d.Report.Source))
				days[fit].Derivation = join(days[fit].Derivation, note)
			}
		}
	}
}

func holds(day readout.Day, report int) bool {
	return slices.ContainsFunc(day.Timexes, func(t readout.TimexAt) bool { return t.Report == report })
}

func isDay(v string) bool {
	for i, c := range []byte(v) {
		if i == 4 || i == 7 {
			if c != '-' {
				return false
			}
		} else if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// isMonthDay reports a value such as "XXXX-02-06".
func isMonthDay(v string) bool { return len(v) >= dayLen && v[5] != 'W' }

// fits reports whether a partial value can be the day: "XXXX-02-06" by month
// and day, "XXXX-WXX-5" by the day of the week.
func fits(partial, day string) bool {
	if isMonthDay(partial) {
		return partial[4:dayLen] == day[4:]
	}
	t, err := time.Parse(time.DateOnly, day)
	if err != nil || len(partial) < dayLen {
		return false
	}
	n := int(partial[dayLen-1] - '1')
	return partial[:dayLen-1] == "XXXX-WXX-" && n >= 0 && n < len(weekdays) && weekdays[n] == t.Weekday().String()
}

// inFront reports whether a span stands in the headline, a caption or the first
// three text blocks of its report.
func (s *story) inFront(d *readout.Document, at readout.Span) bool {
	b := d.Report.BlockAt(at.Start)
	if b < 0 {
		return false
	}
	switch d.Report.Blocks[b].Role {
	case readout.RoleHeadline, readout.RoleDeck, readout.RoleCaption, readout.RoleLead, readout.RoleDateline:
		return true
	}
	n := 0
	for _, k := range d.Report.Blocks[:b+1] {
		if k.Role.Text() {
			n++
		}
	}
	return n <= 3
}
