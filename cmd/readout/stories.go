package main

import (
	"bytes"
	"fmt"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/record"
)

// storiesCommand lists the stories in reports, or in the record.
type storiesCommand struct {
	source `embed:""`
	Limit  int    `default:"50" placeholder:"N" help:"Stories of the record that are listed, those with the newest reports first; 0 for all."`
	Format string `enum:"text,json" default:"text" placeholder:"FORM" help:"text or json."`
	looks  `embed:""`
}

func (storiesCommand) Help() string { return detail("stories") }

// Run weighs the reports together and prints their stories, or lists those of the
// record.
func (c *storiesCommand) Run(p *program) error {
	opt, err := c.options(p)
	if err != nil {
		return err
	}
	show := brief.StoriesText
	if c.Format == "json" {
		show = brief.StoriesJSON
	}
	if len(c.Reports) > 0 || c.Story != "" {
		return p.weighed(&c.source, opt, show)
	}
	r, err := p.ask(c.kept)
	if err != nil {
		return err
	}
	defer r.Close() //nolint:errcheck // nothing else was written
	if err := r.Weigh(p.ctx, p.weighing()); err != nil {
		return err
	}
	list, err := c.lines(p, r)
	if err != nil {
		return err
	}
	all := len(list)
	if c.Limit > 0 && all > c.Limit {
		list = list[:c.Limit]
	}
	var out bytes.Buffer
	if c.Format == "json" {
		err = brief.StoryLinesJSON(&out, list, all, opt)
	} else {
		err = brief.StoryLinesText(&out, list, all, opt)
	}
	if err != nil {
		return err
	}
	return p.write(out.Bytes())
}

// lines are the stories of the record, as they are or as they were.
func (c *storiesCommand) lines(p *program, r *record.Record) ([]readout.StoryLine, error) {
	m, err := c.moment()
	switch {
	case err != nil:
		return nil, err
	case c.Limit < 0:
		return nil, fmt.Errorf("%w: stories: --limit %d; give 0 for all, or more", readout.ErrInvalid, c.Limit)
	case m.Now():
		return r.Stories(p.ctx, 0)
	}
	return r.At(p.ctx, m)
}
