package main

import (
	"bytes"
	"fmt"
	"io"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/ingest"
)

// linesCommand shows what every block of a report was taken for.
type linesCommand struct {
	source `embed:""`
	Report string `placeholder:"ID" help:"One report of the record: its id, the beginning of its digest, its address, or its letter in --story."`
	Format string `enum:"text,json" default:"text" placeholder:"FORM" help:"text, or json: one line a report."`
	looks  `embed:""`
}

func (linesCommand) Help() string { return detail("lines") }

// Run prints each report as soon as those before it are done.
func (c *linesCommand) Run(p *program) error {
	opt, err := c.options(p)
	if err != nil {
		return err
	}
	n := 0
	show := func(r *readout.Report) error {
		var out bytes.Buffer
		label := brief.Label(n)
		if n++; c.Format == "json" {
			err = brief.LinesJSON(&out, label, r, opt)
		} else {
			if n > 1 {
				out.WriteByte('\n')
			}
			err = brief.LinesText(&out, label, r, opt)
		}
		if err != nil {
			return err
		}
		return p.write(out.Bytes())
	}
	if len(c.Reports) == 0 {
		return c.fromRecord(p, show)
	}
	if c.Story != "" || c.Held != "" || c.AsOf != "" || c.Report != "" {
		return fmt.Errorf("%w: lines: the flags of the record go without reports", readout.ErrInvalid)
	}
	p.private = c.AllowPrivate
	return reading[*readout.Report]{
		read: ingest.Read,
		done: show,
		failed: func(f readout.Failure) error {
			if c.Format != "json" {
				return nil
			}
			return p.line(func(w io.Writer) error { return brief.RefusedJSON(w, f.Input, f.Reason) })
		},
	}.run(p, c.Reports, c.Jobs)
}

// fromRecord prints one report of the record, or those of a story.
func (c *linesCommand) fromRecord(p *program, show func(*readout.Report) error) error {
	m, err := c.moment()
	if err != nil {
		return err
	}
	r, err := p.ask(c.kept)
	if err != nil {
		return err
	}
	defer r.Close() //nolint:errcheck // nothing was written
	if c.Report != "" {
		f, err := r.FindOne(p.ctx, c.Report, c.Story, m)
		if err != nil {
			return err
		}
		d, err := r.Document(p.ctx, f.ID)
		if err != nil {
			return err
		}
		return show(d.Report)
	}
	line, err := r.Story(p.ctx, c.Story)
	if err != nil {
		return err
	}
	reading, err := r.Reading(p.ctx, line.ID, m)
	if err != nil {
		return err
	}
	for _, d := range reading.Docs {
		if err := show(d.Report); err != nil {
			return err
		}
	}
	return nil
}

// write sends bytes to standard output; an error says so.
func (p *program) write(b []byte) error {
	if _, err := p.stdout.Write(b); err != nil {
		return fmt.Errorf("write standard output: %w", err)
	}
	return nil
}

// looks are the flags of what is printed for people.
type looks struct {
	Width int    `placeholder:"N" help:"Columns, 40 or more (default: the terminal's up to 100, 80 elsewhere)."`
	Color string `enum:"auto,always,never" default:"auto" placeholder:"WHEN" help:"auto, always or never; auto is on a terminal, unless NO_COLOR is set."`
}

func (l looks) options(p *program) (brief.Options, error) {
	opt := brief.Options{Width: l.Width, Color: p.colored(l.Color), Version: version, Pipeline: annotate.Pipeline}
	switch {
	case l.Width == 0:
		opt.Width = width(p.stdout)
	case l.Width < leastWidth:
		return opt, fmt.Errorf("%w: --width %d is too narrow; give %d or more", readout.ErrInvalid, l.Width, leastWidth)
	}
	return opt, nil
}
