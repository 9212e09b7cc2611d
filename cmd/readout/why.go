package main

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/record"
	"github.com/readout-project/readout/store"
)

// whyCommand opens a claim, a difference, a relay or a silence of a brief.
type whyCommand struct {
	ID     string `arg:"" name:"id" help:"A number of the brief, such as C12 or D1, or an id of its JSON."`
	source `embed:""`
	Format string `enum:"text,markdown,json" default:"text" placeholder:"FORM" help:"text, markdown or json."`
	All    bool   `help:"Cut no list."`
	looks  `embed:""`
}

func (whyCommand) Help() string { return detail("why") }

// Run reads the reports, weighs them together and opens what the id means. That
// it means nothing is an error.
func (c *whyCommand) Run(p *program) error {
	opt, err := c.options(p)
	if err != nil {
		return err
	}
	opt.All = c.All
	show := brief.WhyText
	switch c.Format {
	case "markdown":
		show = brief.WhyMarkdown
	case "json":
		show = brief.WhyJSON
	}
	return p.everywhere(&c.source, opt, c.stories, func(w io.Writer, r *readout.Reading, opt brief.Options) error {
		items, err := brief.Items(r, c.ID)
		if err != nil {
			return fmt.Errorf("why: %w", err)
		}
		return show(w, r, items, opt)
	})
}

// stories are those of the record that have a claim of the id.
func (c *whyCommand) stories(p *program, r *record.Record) ([]string, error) {
	if list, err := r.Claims(p.ctx, store.ClaimQuery{ID: c.ID}); err == nil && len(list) > 0 {
		var out []string
		for _, line := range list {
			if !slices.Contains(out, line.Story) {
				out = append(out, line.Story)
			}
		}
		return out, nil
	}
	line, err := r.Story(p.ctx, "")
	if errors.Is(err, readout.ErrInvalid) && !brief.Numbered(c.ID) {
		return nil, fmt.Errorf("why: %w: no story of the record has a claim %q; D1, R1, S1 and C1 are numbers of a story: name it with --story", readout.ErrNotFound, c.ID)
	}
	if err != nil {
		return nil, fmt.Errorf("why %s: %w", c.ID, err)
	}
	return []string{line.ID}, nil
}
