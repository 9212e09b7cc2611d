package main

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/ingest"
)

// linesCommand shows what every block of a report was taken for.
type linesCommand struct {
	Reports []string `arg:"" name:"report" help:"Files, folders, or - for standard input."`
	Format  string   `enum:"text,json" default:"text" placeholder:"FORM" help:"text, or json: one line a report."`
	looks   `embed:""`
	Jobs    int `placeholder:"N" help:"Reports read at once (default: one for each core)."`
}

func (linesCommand) Help() string { return detail("lines") }

// Run prints each report as soon as those before it are done.
func (c *linesCommand) Run(p *program) error {
	opt, err := c.options(p)
	if err != nil {
		return err
	}
	n := 0
	return reading[*readout.Report]{
		read: ingest.Read,
		done: func(r *readout.Report) error {
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
		},
		failed: func(f readout.Failure) error {
			if c.Format != "json" {
				return nil
			}
			line, err := json.Marshal(struct {
				Input string `json:"input"`
				Error string `json:"error"`
			}{f.Input, f.Reason})
			if err != nil {
				return err
			}
			return p.write(append(line, '\n'))
		},
	}.run(p, c.Reports, c.Jobs)
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
	opt := brief.Options{Width: l.Width, Color: p.colored(l.Color), Version: version}
	switch {
	case l.Width == 0:
		opt.Width = width(p.stdout)
	case l.Width < leastWidth:
		return opt, fmt.Errorf("%w: --width %d is too narrow; give %d or more", readout.ErrInvalid, l.Width, leastWidth)
	}
	return opt, nil
}
