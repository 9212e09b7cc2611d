package main

import (
	"fmt"
	"io"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/corroborate"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/record"
)

// whoCommand prints what reports have on one person, body or place.
type whoCommand struct {
	Name   string `arg:"" name:"name" help:"A name, a part of one, or an office."`
	source `embed:""`
	Format string `enum:"text,markdown,json" default:"text" placeholder:"FORM" help:"text, markdown or json."`
	All    bool   `help:"Cut no list."`
	looks  `embed:""`
}

func (whoCommand) Help() string { return detail("who") }

// Run reads the reports, weighs them together and prints what they have on the
// name. That they have nothing is an error.
func (c *whoCommand) Run(p *program) error {
	opt, err := c.options(p)
	if err != nil {
		return err
	}
	if len(fold.Words(c.Name)) == 0 {
		return fmt.Errorf("who: %w: the name %q has no letter; give a name, a part of one or an office", readout.ErrInvalid, c.Name)
	}
	opt.All = c.All
	show := brief.WhoText
	switch c.Format {
	case "markdown":
		show = brief.WhoMarkdown
	case "json":
		show = brief.WhoJSON
	}
	return p.everywhere(&c.source, opt, c.stories, func(w io.Writer, r *readout.Reading, opt brief.Options) error {
		asked := corroborate.Ask(r, c.Name)
		if len(asked.Found) == 0 {
			return fmt.Errorf("who: %w: %s", readout.ErrNotFound, brief.Nobody(r, &asked))
		}
		return show(w, r, &asked, opt)
	})
}

// mostStories is how many stories of the record are opened for one question.
const mostStories = 12

// stories are those of the record that have the name.
func (c *whoCommand) stories(p *program, r *record.Record) ([]string, error) {
	list, err := r.Named(p.ctx, c.Name, mostStories+1)
	if len(list) > mostStories {
		list = limited(p, list, mostStories, "stories", "--story ID opens one, readout search finds the others")
	}
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("who: %w: no story of the record has the name %q", readout.ErrNotFound, c.Name)
	}
	return list, err
}
