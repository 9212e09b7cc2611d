package mcp

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/corroborate"
	"github.com/readout-project/readout/record"
)

type checkArgs struct {
	Claim   string `json:"claim" bounds:"3,2000" jsonschema:"A sentence in English that says what happened, such as: The council closed the pier."`
	Story   string `json:"story,omitempty" bounds:"4,65" form:"story" jsonschema:"Ask only this story: its id, or the id of a report in it."`
	Stories int    `json:"stories,omitempty" bounds:"1,12" preset:"3" jsonschema:"How many stories are asked where none is named: those with most of the words."`
	momentArgs
	pageArgs
}

// Checked is what stories have on a claim from outside.
type Checked struct {
	Claim   string         `json:"claim"`
	Stories []CheckedStory `json:"stories"`
}

// CheckedStory is what one story has on it.
type CheckedStory struct {
	Story Head          `json:"story"`
	Parts []CheckedPart `json:"parts" jsonschema:"One for each statement that the claim makes."`
}

// CheckedPart is what the reports of a story have on one statement of the claim.
type CheckedPart struct {
	Statement string              `json:"statement" jsonschema:"Words of the claim."`
	Summary   []AnswerSum         `json:"summary"`
	Reports   List[CheckedReport] `json:"reports" jsonschema:"Those with an answer first."`
}

// AnswerSum is how many stand behind an answer.
type AnswerSum struct {
	Answer  string `json:"answer" jsonschema:"supports, denies, differs, at-a-distance or nothing."`
	Reports int    `json:"reports"`
	Copies  int    `json:"copies" jsonschema:"Of the reports, those that are copies."`
	Weak    int    `json:"weak" jsonschema:"Of the reports, those with it in headline, deck or caption alone."`
	Origins int    `json:"origins"`
	Roots   int    `json:"roots"`
}

// CheckedReport is what one report has on a statement.
type CheckedReport struct {
	Report  ReportID      `json:"report"`
	CopyOf  ReportID      `json:"copy_of"`
	Answers []string      `json:"answers"`
	Found   []CheckedAt   `json:"found"`
	Nearest []CheckedNear `json:"nearest" jsonschema:"The likest words, where it has nothing, and why they are not it."`
	More    int           `json:"more" jsonschema:"Places that were left out."`
}

// CheckedAt is a place that answers.
type CheckedAt struct {
	Span
	Answer   string `json:"answer"`
	Reason   string `json:"reason" jsonschema:"What keeps the words at a distance; empty where nothing does."`
	Differs  *Value `json:"differs" jsonschema:"The value that differs; null for other answers."`
	Status   string `json:"status"`
	Position string `json:"position"`
	Form     string `json:"form"`
	Chain    []Hop  `json:"chain"`
}

// Value is what a report has in place of a value of the claim.
type Value struct {
	Kind   string `json:"kind" jsonschema:"number, day, place or manner."`
	Claim  string `json:"claim"`
	Report string `json:"report"`
	Both   bool   `json:"both" jsonschema:"Both values can hold of one thing: about 12,000 beside 12,000."`
}

func (v *Value) words() string {
	if v == nil {
		return ""
	}
	s := fmt.Sprintf("%s: the claim has %s, the report %s", v.Kind, clean(v.Claim), clean(v.Report))
	if v.Both {
		s += "; both can hold"
	}
	return s
}

// CheckedNear is a place that does not.
type CheckedNear struct {
	Span
	Reason string `json:"reason"`
}

type checkForm struct {
	Reports []reportForm `json:"reports"`
	Claim   struct {
		Statements []struct {
			Exact string `json:"exact"`
		} `json:"statements"`
	} `json:"claim"`
	Checked []struct {
		Statement int             `json:"statement"`
		Reports   []CheckedReport `json:"reports"`
		Summary   []AnswerSum     `json:"summary"`
	} `json:"checked"`
}

// check asks stories for a claim from outside.
func (s *server) check(ctx context.Context, a checkArgs) (*Checked, error) {
	claim, err := record.Outside(a.Claim)
	if err != nil {
		return nil, fmt.Errorf("check: %w", err)
	}
	stories := []string{a.Story}
	if a.Story == "" {
		if stories, err = s.r.Likely(ctx, a.Claim, a.Stories); err != nil {
			return nil, err
		}
		if len(stories) == 0 {
			return nil, fmt.Errorf("check: %w: no report of the record has words of the claim", readout.ErrNotFound)
		}
	}
	out := &Checked{Claim: a.Claim}
	err = s.eachStory(ctx, stories, a.momentArgs, func(o opened) error {
		checked := corroborate.Check(o.reading, claim)
		var form checkForm
		if err := decode(&form, func(w io.Writer) error { return brief.CheckJSON(w, o.reading, &checked, s.options()) }); err != nil {
			return err
		}
		x := CheckedStory{Story: o.head()}
		for _, part := range form.Checked {
			slices.SortStableFunc(part.Reports, func(a, b CheckedReport) int { return len(b.Found) - len(a.Found) })
			y := CheckedPart{Statement: form.Claim.Statements[part.Statement].Exact, Summary: part.Summary, Reports: cut(part.Reports, a.pageArgs, "")}
			for i := range y.Reports.Items {
				y.Reports.Items[i].shorten()
			}
			x.Parts = append(x.Parts, y)
		}
		newLabels(form.Reports).name(&x)
		out.Stories = append(out.Stories, x)
		return nil
	})
	return out, err
}

// eachStory opens stories one after the other. Those that had no report at the
// moment are passed over where there are others.
func (s *server) eachStory(ctx context.Context, stories []string, at momentArgs, fn func(opened) error) error {
	opened := 0
	var missing error
	for _, id := range stories {
		if err := ctx.Err(); err != nil {
			return err
		}
		o, err := s.open(ctx, id, at)
		if err == nil {
			err = fn(o)
		}
		switch {
		case errors.Is(err, readout.ErrNotFound):
			missing = err // the likeliest stories are opened, not those that are known to have it
		case err != nil:
			return err
		default:
			opened++
		}
	}
	if opened == 0 {
		return missing
	}
	return nil
}

// fewPlaces is how many places of one report a check gives.
const fewPlaces = 3

func (r *CheckedReport) shorten() {
	r.More = len(r.Found) - min(fewPlaces, len(r.Found)) + len(r.Nearest) - min(1, len(r.Nearest))
	r.Found, r.Nearest = r.Found[:min(fewPlaces, len(r.Found))], r.Nearest[:min(1, len(r.Nearest))]
}

func (x *Checked) text(p *page) {
	for i := range x.Stories {
		st := &x.Stories[i]
		st.Story.text(p)
		for j := range st.Parts {
			part := &st.Parts[j]
			p.line("statement of the claim: %s", clean(part.Statement))
			for _, s := range part.Summary {
				p.line("  %s: %s, %s, %s", s.Answer, count(s.Reports, "report", "reports"), count(s.Origins, "origin", "origins"), count(s.Roots, "root", "roots"))
			}
			section(p, "  reports", part.Reports, func(r *CheckedReport) {
				for k := range r.Found {
					f := &r.Found[k]
					p.line("  %s: %s%s%s; through %s", f.Answer, f.words(), with("; ", clean(f.Reason)), with("; ", f.Differs.words()), chain(f.Chain))
				}
				for k := range r.Nearest {
					p.line("  nothing; nearest: %s; %s", r.Nearest[k].words(), clean(r.Nearest[k].Reason))
				}
				if len(r.Found)+len(r.Nearest) == 0 {
					p.line("  report %s: %s", r.Report, strings.Join(r.Answers, ", "))
				}
			})
		}
	}
}
