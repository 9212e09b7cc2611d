package main

import (
	"github.com/readout-project/readout/brief"
)

// originsCommand shows whose reporting reports and their blocks are.
type originsCommand struct {
	source `embed:""`
	Format string `enum:"text,json" default:"text" placeholder:"FORM" help:"text or json."`
	looks  `embed:""`
}

func (originsCommand) Help() string { return detail("origins") }

// Run reads the reports, weighs them together and prints the origin graph.
func (c *originsCommand) Run(p *program) error {
	opt, err := c.options(p)
	if err != nil {
		return err
	}
	show := brief.OriginsText
	if c.Format == "json" {
		show = brief.OriginsJSON
	}
	return p.weighed(&c.source, opt, show)
}
