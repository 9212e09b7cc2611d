package mcp

import (
	"context"
	"io"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/record"
)

type gapsArgs struct {
	Story string `json:"story,omitempty" bounds:"4,65" form:"story" jsonschema:"Only of this story: its id, or the id of a report in it."`
	Days  int    `json:"days,omitempty" bounds:"0,36500" preset:"7" jsonschema:"Claims on one root that have stood for so many days."`
	At    string `json:"at,omitempty" bounds:"4,40" jsonschema:"As if it were then: 2026-02-07 or 2026-02-07T09:00; now where it is left out."`
	pageArgs
}

// Gaps are what nobody has followed up.
type Gaps struct {
	Gaps List[Gap] `json:"gaps"`
}

// Gap is one of them.
type Gap struct {
	Kind  string `json:"kind" jsonschema:"one-root, passed-step or silence."`
	Story string `json:"story"`
	Claim string `json:"claim" jsonschema:"Id of the claim; empty for a silence."`
	Text  string `json:"text"`
	Since string `json:"since" jsonschema:"RFC 3339."`
	Why   string `json:"why"`
	Words *Span  `json:"words" jsonschema:"Where it stands; null where the claim was read otherwise meanwhile."`
}

// storiesOfGaps is how many stories are opened for steps and silences.
const storiesOfGaps = 50

// gaps lists what nobody has followed up.
func (s *server) gaps(ctx context.Context, a gapsArgs) (*Gaps, error) {
	q := record.GapQuery{Older: time.Duration(a.Days) * 24 * time.Hour, Limit: storiesOfGaps}
	var err error
	if q.At, err = record.ParseEnd("at", a.At); err != nil {
		return nil, err
	}
	if a.Story != "" {
		line, err := s.r.Story(ctx, a.Story)
		if err != nil {
			return nil, err
		}
		q.Story = line.ID
	}
	list, err := s.r.Gaps(ctx, q)
	if err != nil {
		return nil, err
	}
	some := cut(list, a.pageArgs, "")
	out := &Gaps{List[Gap]{All: some.All, Offset: some.Offset, Left: some.Left, Rest: some.Rest}}
	open := s.opener()
	for _, g := range some.Items {
		ref := g.Ref
		if ref.Report == "" {
			if ref, err = s.firstWords(ctx, g.Story, g.Claim); err != nil {
				return nil, err
			}
		}
		words, err := open.span(ctx, ref)
		if err != nil {
			return nil, err
		}
		out.Gaps.Items = append(out.Gaps.Items, Gap{string(g.Kind), g.Story, g.Claim, g.Text, stamp(g.Since), g.Why, words})
	}
	return out, nil
}

// firstWords is the first evidence of a claim; zero where the story no longer has it.
func (s *server) firstWords(ctx context.Context, story, claim string) (readout.Anchor, error) {
	reading, err := s.r.Reading(ctx, story, record.Moment{})
	if err != nil {
		return readout.Anchor{}, err
	}
	for _, c := range reading.Stories[0].Claims {
		if c.ID == claim && len(c.Evidence) > 0 {
			e := c.Evidence[0]
			return readout.Anchor{Report: reading.Docs[e.Report].Report.ID(), Span: e.Span, Exact: e.Exact}, nil
		}
	}
	return readout.Anchor{}, nil
}

func (x *Gaps) text(p *page) {
	section(p, "gaps", x.Gaps, func(g *Gap) {
		p.line("%s, since %s, %s; story %s%s", g.Kind, g.Since, clean(g.Why), g.Story, with(", claim ", g.Claim))
		p.line("  %s", g.Words.words())
	})
}

type newsArgs struct {
	Since string `json:"since,omitempty" bounds:"4,40" jsonschema:"Since this date or time: 2026-02-07 or 2026-02-07T09:00; where it is left out, since the person who runs the server last looked, else since the beginning."`
	Story string `json:"story,omitempty" bounds:"4,65" form:"story" jsonschema:"Only of this story: its id, or the id of a report in it."`
	pageArgs
}

// News are what became of claims.
type News struct {
	Since string     `json:"since" jsonschema:"RFC 3339; empty for the beginning of the record."`
	News  List[Item] `json:"news" jsonschema:"The stories with the newest reports first."`
}

// Item is what became of one claim.
type Item struct {
	Kind    string `json:"kind" jsonschema:"disputed, corroborated, named, gone, new or heard."`
	Story   string `json:"story"`
	Title   string `json:"title" jsonschema:"Of the story."`
	Claim   string `json:"claim"`
	Text    string `json:"text"`
	Before  string `json:"before"`
	After   string `json:"after"`
	Because []Span `json:"because" jsonschema:"The words that are new."`
	More    int    `json:"more" jsonschema:"Places that were left out; claim with the id of the claim has them."`
}

type newsForm struct {
	Stories []struct {
		ID      string       `json:"id"`
		Title   string       `json:"title"`
		Reports []reportForm `json:"reports"`
		News    []Item       `json:"news"`
	} `json:"stories"`
}

// news lists what became of claims; nothing is kept of it.
func (s *server) news(ctx context.Context, a newsArgs) (*News, error) {
	since, err := record.ParseBegin("since", a.Since)
	if err != nil {
		return nil, err
	}
	if a.Since == "" && s.opt.By != "" {
		if since, err = s.r.Looked(ctx, s.opt.By); err != nil {
			return nil, err
		}
	}
	only := ""
	if a.Story != "" {
		line, err := s.r.Story(ctx, a.Story)
		if err != nil {
			return nil, err
		}
		only = line.ID
	}
	changes, err := s.r.News(ctx, since)
	if err != nil {
		return nil, err
	}
	var list []brief.Bulletin
	for _, c := range changes {
		if only == "" || c.Story.ID == only {
			list = append(list, brief.Bulletin(c))
		}
	}
	var form newsForm
	if err := decode(&form, func(w io.Writer) error { return brief.NewsJSON(w, since, list, s.options()) }); err != nil {
		return nil, err
	}
	var all []Item
	at := map[string]labels{}
	for _, st := range form.Stories {
		at[st.ID] = newLabels(st.Reports)
		for _, n := range st.News {
			n.Story, n.Title = st.ID, st.Title
			all = append(all, n)
		}
	}
	out := &News{Since: stamp(since), News: cut(all, a.pageArgs, "")}
	for i := range out.News.Items {
		n := &out.News.Items[i]
		k := min(fewPlaces, len(n.Because))
		n.More, n.Because = len(n.Because)-k, n.Because[:k]
		at[n.Story].name(n)
	}
	return out, nil
}

func (x *News) text(p *page) {
	p.line("since %s", or(x.Since, "the beginning of the record"))
	section(p, "news", x.News, func(n *Item) {
		p.line("%s: claim %s %s; %s; story %s", n.Kind, n.Claim, quote(n.Text), or(n.Before, "not there before")+" -> "+or(n.After, "gone"), n.Story)
		for i := range n.Because {
			p.line("  %s", n.Because[i].words())
		}
		if n.More > 0 {
			p.line("  %d more places", n.More)
		}
	})
}
