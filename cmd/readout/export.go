package main

import (
	"fmt"
	"io"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/export"
)

// exportCommand writes the stories in reports in a form that other programs take.
type exportCommand struct {
	Form    string   `arg:"" help:"markdown, html, csv, jsonl, json-ld, ical, atom or jsonfeed."`
	Reports []string `arg:"" name:"report" help:"Files, folders, or - for standard input."`
	Jobs    int      `placeholder:"N" help:"Reports read at once (default: one for each core)."`
}

func (exportCommand) Help() string { return detail("export") }

// Run reads the reports, weighs them together and writes the form.
func (c *exportCommand) Run(p *program) error {
	form, err := export.FormOf(c.Form)
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return p.weighed(c.Reports, c.Jobs, brief.Options{}, func(w io.Writer, r *readout.Reading, _ brief.Options) error {
		return form.Write(w, r, export.Options{Version: version, Pipeline: annotate.Pipeline})
	})
}
