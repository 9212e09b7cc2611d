package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/ingest"
)

// explainCommand shows what was read into one sentence of a report.
type explainCommand struct {
	Report   string `arg:"" name:"report" help:"A file, or - for standard input."`
	Sentence *int   `placeholder:"N" help:"The sentence to explain, from 1 (default: list the sentences with their numbers)."`
	Format   string `enum:"text,json" default:"text" placeholder:"FORM" help:"text or json."`
	looks    `embed:""`
}

func (explainCommand) Help() string { return detail("explain") }

// Run annotates the report and prints its sentences, or the layers of one.
func (c *explainCommand) Run(p *program) error {
	opt, err := c.options(p)
	if err != nil {
		return err
	}
	d, err := p.oneDocument(c.Report)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := c.show(&out, d, opt); err != nil {
		return fmt.Errorf("explain %s: %w", c.Report, err)
	}
	return p.write(out.Bytes())
}

func (c *explainCommand) show(w io.Writer, d *readout.Document, opt brief.Options) error {
	asJSON := c.Format == "json"
	switch {
	case c.Sentence == nil && asJSON:
		return brief.SentencesJSON(w, d, opt)
	case c.Sentence == nil:
		return brief.SentencesText(w, d, opt)
	case asJSON:
		return brief.SentenceJSON(w, d, *c.Sentence, opt)
	}
	return brief.SentenceText(w, d, *c.Sentence, opt)
}

// oneDocument reads and annotates the only report that the argument names.
func (p *program) oneDocument(arg string) (*readout.Document, error) {
	var d *readout.Document
	err := reading[*readout.Document]{
		read: func(in ingest.Input) (*readout.Document, error) {
			r, err := ingest.Read(in)
			if err != nil {
				return nil, err
			}
			return annotate.Document(r), nil
		},
		done: func(got *readout.Document) error {
			if d != nil {
				return fmt.Errorf("explain %s: %w: it holds more than one report; name one file", arg, readout.ErrInvalid)
			}
			d = got
			return nil
		},
		failed: func(readout.Failure) error { return nil },
	}.run(p, []string{arg}, 1)
	if some := (*unread)(nil); errors.As(err, &some) && d != nil {
		return nil, fmt.Errorf("explain %s: %w: it holds more than one report; name one file", arg, readout.ErrInvalid)
	}
	switch {
	case err != nil:
		return nil, err
	case d == nil:
		return nil, fmt.Errorf("explain %s: %w: there is no report in it; name a file", arg, readout.ErrNotFound)
	}
	if reason := annotate.Declines(d.Report); reason != "" {
		return nil, fmt.Errorf("explain %s: %w: %s", arg, readout.ErrFormat, reason)
	}
	return d, nil
}
