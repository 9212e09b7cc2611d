package main

import (
	"github.com/readout-project/readout/stage"
)

// stageCommand runs one stage of the pipeline as a filter.
type stageCommand struct {
	Name   string   `arg:"" help:"The stage: ${stages}."`
	Files  []string `arg:"" optional:"" name:"file" help:"Lists of JSON Lines, plain or .gz (default: standard input). For capture also reports and folders; for syntax CoNLL-U."`
	Raw    bool     `help:"For syntax: read plain text, a paragraph a line, a blank line between documents."`
	Format string   `enum:"json,conllu" default:"json" placeholder:"FORM" help:"For annotate: json, or conllu: sentences, words, trees and entities."`
	Reuse  bool     `help:"For group: list pairs of texts that share passages."`
	Jobs   int      `placeholder:"N" help:"Lines worked on at once (default: one for each core)."`
}

func (stageCommand) Help() string { return detail("stage") }

// Run writes whole lines to standard output.
func (c *stageCommand) Run(p *program) error {
	if err := checkJobs(c.Jobs); err != nil {
		return err
	}
	return p.await(func() error {
		return stage.Run(p.ctx, c.Name, c.Files, p.stdout, stage.Options{Jobs: c.Jobs, Stdin: p.stdin, Reuse: c.Reuse, Raw: c.Raw, Format: c.Format})
	})
}
