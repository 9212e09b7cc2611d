package mcp

import (
	"context"
	"fmt"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/record"
)

type correctArgs struct {
	What   string   `json:"what,omitempty" bounds:"1,20" one:"merge-names|split-names|confirm|reject|merge-claims|split-claims|merge-stories|split-stories|block|date|speaker|note" jsonschema:"merge-names, split-names, confirm, reject, merge-claims, split-claims, merge-stories, split-stories, block, date, speaker or note; where it is left out, the corrections are listed, the latest first."`
	Args   []string `json:"args,omitempty" bounds:"1,1000" many:"2" jsonschema:"What it is about. merge-names and split-names: NAME, NAME. confirm and reject: CLAIM. merge-claims: CLAIM, CLAIM. split-claims: CLAIM, PLACE. merge-stories and split-stories: REPORT, REPORT. block: PLACE, ROLE. date: PLACE, VALUE. speaker: PLACE, NAME. note: PLACE, TEXT. CLAIM is C12 of the story, or its id. PLACE is a report id, 9fc5d529e988, a block of it, 9fc5d529e988:13, or words in it, 9fc5d529e988=on Friday."`
	Story  string   `json:"story,omitempty" bounds:"4,65" form:"story" jsonschema:"Story of names, and of claims like C12."`
	Reason string   `json:"reason,omitempty" bounds:"1,500" jsonschema:"Why, in words of the person who decides."`
	pageArgs
}

type undoArgs struct {
	Number int64 `json:"number" bounds:"1,1000000000" jsonschema:"Number of the correction; correct without what lists them."`
}

// Corrections are corrections that were made, or all that there are.
type Corrections struct {
	Corrections List[Correction] `json:"corrections"`
}

// Correction is what a person decided.
type Correction struct {
	Number   int64    `json:"number"`
	Kind     string   `json:"kind"`
	ReportA  ReportID `json:"report_a"`
	WordsA   *Span    `json:"words_a" jsonschema:"Null for a whole report."`
	ReportB  ReportID `json:"report_b" jsonschema:"Empty where it is about one place."`
	WordsB   *Span    `json:"words_b"`
	Value    string   `json:"value"`
	By       string   `json:"by"`
	At       string   `json:"at"`
	Reason   string   `json:"reason"`
	Undone   string   `json:"undone" jsonschema:"When it was undone; empty while it holds."`
	UndoneBy string   `json:"undone_by"`
	Without  string   `json:"without" jsonschema:"Why it changes nothing; empty where it does."`

	line string
}

// correct keeps a correction, or lists those that there are.
func (s *server) correct(ctx context.Context, a correctArgs) (*Corrections, error) {
	if a.What == "" {
		if len(a.Args) > 0 {
			return nil, fmt.Errorf("%w: args needs what: say which correction it is", readout.ErrInvalid)
		}
		list, err := s.r.Corrections(ctx)
		if err != nil {
			return nil, err
		}
		latest := make([]readout.Judgement, 0, len(list))
		for i := len(list) - 1; i >= 0; i-- {
			latest = append(latest, list[i])
		}
		return s.corrections(ctx, cut(latest, a.pageArgs, ""))
	}
	js, err := s.r.State(ctx, record.Correction{What: a.What, Args: a.Args, Story: a.Story, By: s.opt.By, Reason: a.Reason})
	if err != nil {
		return nil, fmt.Errorf("correct: %w", err)
	}
	return s.corrections(ctx, cut(js, pageArgs{Limit: len(js)}, ""))
}

// undo ends a correction.
func (s *server) undo(ctx context.Context, a undoArgs) (*Corrections, error) {
	js, err := s.r.Undo(ctx, s.opt.By, a.Number)
	if err != nil {
		return nil, fmt.Errorf("undo: %w", err)
	}
	return s.corrections(ctx, cut(js, pageArgs{Limit: 1}, ""))
}

// corrections tells judgements with the words that they are about. A report that is
// forgotten has none.
func (s *server) corrections(ctx context.Context, some List[readout.Judgement]) (*Corrections, error) {
	out := &Corrections{List[Correction]{All: some.All, Offset: some.Offset, Left: some.Left, Rest: some.Rest}}
	open := s.opener()
	for _, j := range some.Items {
		x := Correction{
			Number: j.ID, Kind: string(j.Kind), ReportA: ReportID(j.A.Report), ReportB: ReportID(j.B.Report), Value: j.Value, By: j.By, At: stamp(j.At),
			Reason: j.Reason, Undone: stamp(j.Undone), UndoneBy: j.UndoBy, line: brief.JudgementLine(j),
		}
		var err error
		if x.Without, err = s.r.Unplaced(ctx, j); err != nil {
			return nil, err
		}
		if x.WordsA, err = open.span(ctx, j.A); err != nil && adviceFor(err) == "" {
			return nil, err
		}
		if x.WordsB, err = open.span(ctx, j.B); err != nil && adviceFor(err) == "" {
			return nil, err
		}
		out.Corrections.Items = append(out.Corrections.Items, x)
	}
	return out, nil
}

func (x *Corrections) text(p *page) {
	section(p, "corrections", x.Corrections, func(c *Correction) {
		p.line("%d %s; by %s, %s%s%s%s", c.Number, clean(c.line), clean(c.By), c.At, with(": ", clean(c.Reason)), with("; undone ", c.Undone), with("; changes nothing: ", clean(c.Without)))
		for _, w := range []*Span{c.WordsA, c.WordsB} {
			if w != nil {
				p.line("  %s", w.words())
			}
		}
	})
}
