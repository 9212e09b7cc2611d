package main

import (
	"fmt"
	"io"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/corroborate"
	"github.com/readout-project/readout/record"
)

// checkCommand says which reports support a claim from outside, which deny it,
// which report it at a distance and which say nothing of it.
type checkCommand struct {
	Claim  string `arg:"" name:"claim" help:"A sentence, in quotation marks of the shell."`
	source `embed:""`
	Format string `enum:"text,markdown,json" default:"text" placeholder:"FORM" help:"text, markdown or json."`
	All    bool   `help:"Cut no list."`
	looks  `embed:""`
}

func (checkCommand) Help() string { return detail("check") }

// stories are those of the record with most of the words of the claim.
func (c *checkCommand) stories(p *program, r *record.Record) ([]string, error) {
	list, err := r.Likely(p.ctx, c.Claim, mostStories)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("check: %w: no report of the record has words of the claim", readout.ErrNotFound)
	}
	return list, err
}

// Run reads the claim, then the reports, and prints what each has on it.
func (c *checkCommand) Run(p *program) error {
	opt, err := c.options(p)
	if err != nil {
		return err
	}
	claim, err := record.Outside(c.Claim)
	if err != nil {
		return fmt.Errorf("check: %w", err)
	}
	opt.All = c.All
	show := brief.CheckText
	switch c.Format {
	case "markdown":
		show = brief.CheckMarkdown
	case "json":
		show = brief.CheckJSON
	}
	return p.everywhere(&c.source, opt, c.stories, func(w io.Writer, r *readout.Reading, opt brief.Options) error {
		checked := corroborate.Check(r, claim)
		return show(w, r, &checked, opt)
	})
}
