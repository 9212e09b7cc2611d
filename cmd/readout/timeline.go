package main

import "github.com/readout-project/readout/brief"

// timelineCommand prints what reports date, in order.
type timelineCommand struct {
	Reports []string `arg:"" name:"report" help:"Files, folders, or - for standard input."`
	Format  string   `enum:"text,markdown,json" default:"text" placeholder:"FORM" help:"text, markdown or json."`
	Why     bool     `help:"How each date came about: words, anchor, clause."`
	Undated bool     `help:"List the statements without a date of their own."`
	looks   `embed:""`
	Jobs    int `placeholder:"N" help:"Reports read at once (default: one for each core)."`
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
	return p.weighed(c.Reports, c.Jobs, opt, show)
}
