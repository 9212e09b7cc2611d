package main

import (
	"github.com/readout-project/readout/mcp"
)

// mcpCommand serves the record to a program that speaks the Model Context Protocol.
type mcpCommand struct {
	kept             `embed:""`
	AllowCorrections bool   `help:"Add the tools that correct and undo; without it nothing that a person decided can change."`
	By               string `placeholder:"NAME" help:"In whose name corrections are kept, and whose looks news go by (default: READOUT_BY, the configuration file, the user)."`
}

func (mcpCommand) Help() string { return detail("mcp") }

// Run serves one client on standard input and output until it goes.
func (c *mcpCommand) Run(p *program) error {
	by, err := p.by(c.By)
	if err != nil && c.AllowCorrections {
		return err
	}
	r, err := p.ask(c.kept)
	if err != nil {
		return err
	}
	err = mcp.Serve(p.ctx, r, p.stdin, p.stdout, mcp.Options{Version: version, Corrections: c.AllowCorrections, By: by, Log: p.stderr})
	if closed := r.Close(); err == nil {
		err = closed
	}
	return err
}
