package main

import (
	"fmt"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
)

// briefCommand prints the brief of the stories in reports.
type briefCommand struct {
	source `embed:""`
	Format string `enum:"text,markdown,json" default:"text" placeholder:"FORM" help:"text, markdown or json."`
	Need   string `placeholder:"RULE" help:"How many roots the desk asks for: 2, or 2:named."`
	looks  `embed:""`
}

func (briefCommand) Help() string { return detail("brief") }

// Run reads the reports, weighs them together and prints the brief.
func (c *briefCommand) Run(p *program) error {
	opt, err := c.options(p)
	if err != nil {
		return err
	}
	if c.Need != "" {
		if opt.Need, err = readout.ParseNeed(c.Need); err != nil {
			return fmt.Errorf("brief: --need: %w", err)
		}
	}
	show := brief.Text
	switch c.Format {
	case "markdown":
		show = brief.Markdown
	case "json":
		show = brief.JSON
	}
	return p.weighed(&c.source, opt, show)
}
