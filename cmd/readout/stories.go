package main

import "github.com/readout-project/readout/brief"

// storiesCommand lists the stories in reports.
type storiesCommand struct {
	Reports []string `arg:"" name:"report" help:"Files, folders, or - for standard input."`
	Format  string   `enum:"text,json" default:"text" placeholder:"FORM" help:"text or json."`
	looks   `embed:""`
	Jobs    int `placeholder:"N" help:"Reports read at once (default: one for each core)."`
}

func (storiesCommand) Help() string { return detail("stories") }

// Run reads the reports, weighs them together and prints their stories.
func (c *storiesCommand) Run(p *program) error {
	opt, err := c.options(p)
	if err != nil {
		return err
	}
	show := brief.StoriesText
	if c.Format == "json" {
		show = brief.StoriesJSON
	}
	return p.weighed(c.Reports, c.Jobs, opt, show)
}
