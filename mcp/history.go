package mcp

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/record"
)

type historyArgs struct {
	ID    string `json:"id" bounds:"2,64" form:"claim" jsonschema:"A claim, C12 of the story or its id; or the id of a report."`
	Story string `json:"story,omitempty" bounds:"4,65" form:"story" jsonschema:"Id of the story of a claim like C12."`
	momentArgs
	pageArgs
}

// History is how a claim came to stand as it does, or how a report was revised.
type History struct {
	Story    *Head         `json:"story" jsonschema:"Null for a report."`
	Claim    *ClaimStands  `json:"claim" jsonschema:"Null for a report."`
	Steps    List[Step]    `json:"steps" jsonschema:"Evidence of the claim in the order of time."`
	Versions List[Version] `json:"versions" jsonschema:"Revisions of the report, the earliest first."`
}

// Step is one piece of evidence.
type Step struct {
	At       string   `json:"at" jsonschema:"When its report was known, RFC 3339."`
	Stated   bool     `json:"stated" jsonschema:"The report states that time; else it is when it was received."`
	DayOnly  bool     `json:"day_only"`
	Marks    []string `json:"marks" jsonschema:"What it was the first to bring."`
	Reworded string   `json:"reworded" jsonschema:"Words that came and went since the step before."`
	Evidence Evidence `json:"evidence"`
}

// Version is what a later version of a report says otherwise.
type Version struct {
	Before   ReportID     `json:"before"`
	After    ReportID     `json:"after"`
	At       string       `json:"at" jsonschema:"When the later one was known, RFC 3339."`
	Added    List[Span]   `json:"added"`
	Dropped  List[Span]   `json:"dropped"`
	Reworded List[Reword] `json:"reworded"`
	Claims   List[Became] `json:"claims" jsonschema:"What became of claims of the story by this version."`
}

// Became is what became of a claim by a version of a report.
type Became struct {
	Kind   string `json:"kind" jsonschema:"disputed, corroborated, named, gone, less, reworded, new or heard, as in news."`
	Claim  string `json:"claim" jsonschema:"Id of the claim."`
	Text   string `json:"text"`
	Was    string `json:"was" jsonschema:"Its words before, where they were others."`
	Before string `json:"before" jsonschema:"Level and count before."`
	After  string `json:"after"`
}

// Reword is a sentence in both versions.
type Reword struct {
	Before Span `json:"before"`
	After  Span `json:"after"`
}

type historyForm struct {
	Reports []reportForm `json:"reports"`
	Claim   claimForm    `json:"claim"`
	Steps   []Step       `json:"steps"`
}

// history tells the history of a claim or of a report.
func (s *server) history(ctx context.Context, a historyArgs) (*History, error) {
	m, err := a.moment()
	if err != nil {
		return nil, err
	}
	if _, err := s.r.Report(ctx, a.ID); err == nil {
		return s.versions(ctx, a, m)
	} else if !errors.Is(err, readout.ErrNotFound) {
		return nil, err
	}
	reading, h, err := s.r.History(ctx, a.Story, a.ID, m)
	if err != nil {
		return nil, fmt.Errorf("history: %w", err)
	}
	var form historyForm
	if err := decode(&form, func(w io.Writer) error { return brief.HistoryJSON(w, reading, h, s.options()) }); err != nil {
		return nil, err
	}
	st := &reading.Stories[h.Story]
	c := &form.Claim
	out := &History{
		Story: &Head{st.ID, st.Title, st.From, st.To},
		Claim: &ClaimStands{c.ID, c.Text, c.Ledger, c.Status, c.Level, c.Count, c.Independence, c.Reason},
		Steps: cut(form.Steps, a.pageArgs, ""),
	}
	t := tablesOf(st)
	for i := range out.Steps.Items {
		one := []Evidence{out.Steps.Items[i].Evidence}
		t.name(one)
		out.Steps.Items[i].Evidence = one[0]
	}
	newLabels(form.Reports).name(out)
	return out, nil
}

// tablesOf are the origins and roots of a story by their ids.
func tablesOf(st *readout.Story) tables {
	var origins []originForm
	var roots []Root
	for _, o := range st.Origins {
		origins = append(origins, originForm{o.ID, o.Name})
	}
	for _, r := range st.Roots {
		roots = append(roots, Root{r.ID, r.Name, string(r.Kind), st.Origins[r.Origin].ID})
	}
	return newTables(origins, roots)
}

// versions tells how a report was revised. Of each revision the lists have the
// length that is asked for.
func (s *server) versions(ctx context.Context, a historyArgs, m record.Moment) (*History, error) {
	list, err := s.r.Versions(ctx, a.ID, m)
	if err != nil {
		return nil, fmt.Errorf("history: %w", err)
	}
	some := cut(list, a.pageArgs, "")
	out := &History{Versions: List[Version]{All: some.All, Offset: some.Offset, Left: some.Left, Rest: some.Rest}}
	open := s.opener()
	for _, c := range some.Items {
		v := Version{Before: ReportID(c.Before), After: ReportID(c.After), At: stamp(c.At)}
		if v.Added, err = open.spans(ctx, c.Added, a.Limit); err != nil {
			return nil, err
		}
		if v.Dropped, err = open.spans(ctx, c.Dropped, a.Limit); err != nil {
			return nil, err
		}
		became := first(c.Claims, a.Limit, moreWords)
		v.Claims = List[Became]{All: became.All, Left: became.Left, Rest: became.Rest}
		for _, n := range became.Items {
			v.Claims.Items = append(v.Claims.Items, Became{string(n.Kind), n.Claim, n.Text, n.Was, n.Before, n.After})
		}
		pairs := first(c.Reworded, a.Limit, moreWords)
		v.Reworded = List[Reword]{All: pairs.All, Left: pairs.Left, Rest: pairs.Rest}
		for _, x := range pairs.Items {
			before, err := open.span(ctx, x[0])
			if err != nil {
				return nil, err
			}
			after, err := open.span(ctx, x[1])
			if err != nil {
				return nil, err
			}
			if before != nil && after != nil {
				v.Reworded.Items = append(v.Reworded.Items, Reword{*before, *after})
			}
		}
		out.Versions.Items = append(out.Versions.Items, v)
	}
	return out, nil
}

const moreWords = "call again with a larger limit"

// spans are the words of the first n anchors.
func (o *opener) spans(ctx context.Context, list []readout.Anchor, n int) (List[Span], error) {
	some := first(list, n, moreWords)
	out := List[Span]{All: some.All, Left: some.Left, Rest: some.Rest}
	for _, a := range some.Items {
		x, err := o.span(ctx, a)
		if err != nil {
			return out, err
		}
		if x != nil {
			out.Items = append(out.Items, *x)
		}
	}
	return out, nil
}

// quoted is quote, but nothing for no words.
func quoted(words string) string {
	if words == "" {
		return ""
	}
	return quote(words)
}

func (x *History) text(p *page) {
	if x.Claim == nil {
		section(p, "versions", x.Versions, func(v *Version) {
			p.line("%s report %s revises report %s", v.At, v.After, v.Before)
			section(p, "  added", v.Added, func(s *Span) { p.line("  + %s", s.words()) })
			section(p, "  dropped", v.Dropped, func(s *Span) { p.line("  - %s", s.words()) })
			section(p, "  reworded", v.Reworded, func(r *Reword) { p.line("  ~ %s; now %s", r.Before.words(), r.After.words()) })
			section(p, "  claims", v.Claims, func(b *Became) {
				p.line("  %s: claim %s %s%s; %s -> %s", b.Kind, b.Claim, quote(b.Text), with("; was ", quoted(b.Was)), or(b.Before, "not there"), or(b.After, "not there"))
			})
		})
		return
	}
	x.Story.text(p)
	c := x.Claim
	p.line("%s %s: %s, count %d, independence %s%s", c.ID, quote(c.Text), c.Level, c.Count, c.Independence, with(": ", clean(c.Reason)))
	section(p, "steps", x.Steps, func(s *Step) {
		when := s.At
		if !s.Stated {
			when = "received " + when
		}
		p.line("%s%s%s", when, with(": ", strings.Join(s.Marks, ", ")), with("; words ", clean(s.Reworded)))
		s.Evidence.text(p)
	})
}
