package main

import (
	"fmt"
	"io"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/export"
)

// exportCommand writes stories in a form that other programs take.
type exportCommand struct {
	Form   string `arg:"" help:"markdown, html, csv, jsonl, json-ld, ical, atom or jsonfeed."`
	source `embed:""`
}

func (exportCommand) Help() string { return detail("export") }

// Run weighs the reports, or opens the story of the record, and writes the form.
func (c *exportCommand) Run(p *program) error {
	form, err := export.FormOf(c.Form)
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	opt := export.Options{Version: version, Pipeline: annotate.Pipeline}
	if len(c.Reports) == 0 && form.Feed != nil {
		return c.feed(p, form, opt)
	}
	return p.weighed(&c.source, brief.Options{}, func(w io.Writer, r *readout.Reading, _ brief.Options) error {
		return form.Write(w, r, opt)
	})
}

// feed writes what became of the claims of a story as the record grew.
func (c *exportCommand) feed(p *program, form export.Form, opt export.Options) error {
	if c.AsOf != "" || c.Held != "" {
		return fmt.Errorf("%w: export: a feed tells how the record grew until now; leave out --as-of and --held", readout.ErrInvalid)
	}
	r, err := p.ask(c.kept)
	if err != nil {
		return err
	}
	defer r.Close() //nolint:errcheck // nothing was written
	line, err := r.Story(p.ctx, c.Story)
	if err != nil {
		return err
	}
	return p.buffered(func(w io.Writer) error {
		changes, err := r.Feed(p.ctx, line)
		if err != nil {
			return err
		}
		return form.Feed(w, changes.Reading, changes.News, opt)
	})
}
