package main

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/corroborate"
	"github.com/readout-project/readout/ingest"
)

// briefCommand prints the brief of the stories in reports.
type briefCommand struct {
	Reports []string `arg:"" name:"report" help:"Files, folders, or - for standard input."`
	Format  string   `enum:"text,markdown,json" default:"text" placeholder:"FORM" help:"text, markdown or json."`
	looks   `embed:""`
	Jobs    int `placeholder:"N" help:"Reports read at once (default: one for each core)."`
}

func (briefCommand) Help() string { return detail("brief") }

// Run reads and annotates each report by itself, then weighs them together.
func (c *briefCommand) Run(p *program) error {
	opt, err := c.options(p)
	if err != nil {
		return err
	}
	opt.Pipeline = annotate.Pipeline
	var docs []*readout.Document
	var failed []readout.Failure
	incomplete := reading[*readout.Document]{
		read: func(in ingest.Input) (*readout.Document, error) {
			r, err := ingest.Read(in)
			if err != nil {
				return nil, err
			}
			return annotate.Document(r), nil
		},
		done: func(d *readout.Document) error {
			if reason := annotate.Declines(d.Report); reason != "" {
				failed = append(failed, readout.Failure{Report: len(docs), Input: d.Report.Capture.Input, Reason: reason})
			}
			docs = append(docs, d)
			return nil
		},
		failed: func(f readout.Failure) error { failed = append(failed, f); return nil },
	}.run(p, c.Reports, c.Jobs)
	if some := (*unread)(nil); incomplete != nil && !errors.As(incomplete, &some) {
		return incomplete
	}
	var out bytes.Buffer
	err = p.await(func() error { return c.print(&out, corroborate.Read(docs, failed), opt) })
	if err != nil {
		return err
	}
	if err := p.write(out.Bytes()); err != nil {
		return err
	}
	return incomplete
}

func (c *briefCommand) print(out *bytes.Buffer, r *readout.Reading, opt brief.Options) error {
	switch c.Format {
	case "markdown":
		return brief.Markdown(out, r, opt)
	case "json":
		return brief.JSON(out, r, opt)
	case "text":
		return brief.Text(out, r, opt)
	}
	return fmt.Errorf("brief: %w: there is no format %s", readout.ErrInvalid, c.Format)
}
