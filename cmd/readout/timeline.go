package main

import "github.com/readout-project/readout/brief"

// timelineCommand prints what reports date, in order.
type timelineCommand struct {
	source  `embed:""`
	Format  string `enum:"text,markdown,json" default:"text" placeholder:"FORM" help:"text, markdown or json."`
	Why     bool   `help:"How each date came about: words, anchor, clause."`
	Undated bool   `help:"List the statements without a date of their own."`
	looks   `embed:""`
}

func (timelineCommand) Help() string { return detail("timeline") }

// Run reads the reports, weighs them together and prints their timelines.
func (c *timelineCommand) Run(p *program) error {
	opt, err := c.options(p)
	if err != nil {
		return err
	}
	opt.Why, opt.Undated = c.Why, c.Undated
	show := brief.TimelineText
	switch c.Format {
	case "markdown":
		show = brief.TimelineMarkdown
	case "json":
		show = brief.TimelineJSON
	}
	return p.weighed(&c.source, opt, show)
}
