package mcp

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
)

type timelineArgs struct {
	storyArgs
	From    string `json:"from,omitempty" bounds:"10,10" form:"day" jsonschema:"Only lines that begin on this day or later: 2026-02-07."`
	To      string `json:"to,omitempty" bounds:"10,10" form:"day" jsonschema:"Only lines that begin on this day or earlier."`
	Section string `json:"section,omitempty" bounds:"1,20" one:"lines|undated" jsonschema:"Give this list alone, from offset on: lines, which is meant where it is left out, or undated for the statements without a date of their own."`
	momentArgs
	pageArgs
}

// Timeline is what the reports of a story date.
type Timeline struct {
	Story   Head        `json:"story"`
	Lines   List[Dated] `json:"lines"`
	Undated List[Span]  `json:"undated" jsonschema:"Statements without a date of their own; given where section asks for them."`
}

// Dated is one line of a timeline.
type Dated struct {
	ID       string    `json:"id"`
	Section  string    `json:"section" jsonschema:"Part of the timeline: what was, or what is said to come."`
	Begin    string    `json:"begin" jsonschema:"TIMEX3, as exact as the words are."`
	Saying   bool      `json:"saying" jsonschema:"The date is of the saying, not of what is said."`
	Status   string    `json:"status"`
	Claim    string    `json:"claim" jsonschema:"Id of the claim; empty for none."`
	Level    string    `json:"level"`
	Roots    int       `json:"roots"`
	Doubts   []Doubt   `json:"doubts"`
	Evidence []DatedAt `json:"evidence"`
	More     int       `json:"more" jsonschema:"Places that were left out; claim with the id of the claim has them."`
}

// Doubt is why a date is doubtful.
type Doubt struct {
	Kind string `json:"kind"`
	Why  string `json:"why"`
}

// DatedAt is a place with its date.
type DatedAt struct {
	Span
	Date     Date   `json:"date"`
	Relation string `json:"relation"`
	Because  string `json:"because"`
	Status   string `json:"status"`
	Chain    []Hop  `json:"chain"`
}

type timelineForm struct {
	Reports   []reportForm `json:"reports"`
	Timelines []struct {
		Lines   []Dated `json:"lines"`
		Undated []Span  `json:"undated"`
	} `json:"timelines"`
}

// timeline gives the timeline of a story.
func (s *server) timeline(ctx context.Context, a timelineArgs) (*Timeline, error) {
	if a.Section == "" {
		a.Section = "lines"
	}
	for name, day := range map[string]string{"from": a.From, "to": a.To} {
		if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
			return nil, fmt.Errorf("%w: %s %q is no day; give 2026-02-07", readout.ErrInvalid, name, day)
		}
	}
	x, err := newSections(a.Section, a.pageArgs)
	if err != nil {
		return nil, err
	}
	o, err := s.open(ctx, a.Story, a.momentArgs)
	if err != nil {
		return nil, err
	}
	var form timelineForm
	if err := decode(&form, func(w io.Writer) error { return brief.TimelineJSON(w, o.reading, s.options()) }); err != nil {
		return nil, err
	}
	var lines []Dated
	for _, l := range form.Timelines[0].Lines {
		day := l.Begin[:min(len(time.DateOnly), len(l.Begin))]
		if (a.From == "" || day >= a.From) && (a.To == "" || day <= a.To) {
			lines = append(lines, l)
		}
	}
	out := &Timeline{Story: o.head(), Lines: part(x, "lines", lines), Undated: part(x, "undated", form.Timelines[0].Undated)}
	for i := range out.Lines.Items {
		l := &out.Lines.Items[i]
		n := min(fewPlaces, len(l.Evidence))
		l.More, l.Evidence = len(l.Evidence)-n, l.Evidence[:n]
	}
	newLabels(form.Reports).name(out)
	return out, nil
}

func (x *Timeline) text(p *page) {
	x.Story.text(p)
	section(p, "lines", x.Lines, func(l *Dated) {
		p.line("%s %s, %s%s%s", or(l.Begin, "no date"), clean(l.Section), l.Status, with(", claim ", l.Claim), with(", ", l.Level))
		for i := range l.Evidence {
			e := &l.Evidence[i]
			p.line("  %s; date %s: %s; %s", e.words(), quote(e.Date.Exact), e.Date.Value, clean(e.Date.Derivation))
		}
		for _, d := range l.Doubts {
			p.line("  doubt: %s", clean(d.Why))
		}
		if l.More > 0 {
			p.line("  %d more places", l.More)
		}
	})
	section(p, "undated", x.Undated, func(s *Span) { p.line("%s", s.words()) })
}
