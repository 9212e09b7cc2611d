package main

import (
	"bytes"
	"errors"
	"io"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/corroborate"
	"github.com/readout-project/readout/ingest"
)

// weighed reads and annotates each report by itself, weighs them together and
// prints the reading.
func (p *program) weighed(reports []string, jobs int, opt brief.Options, show func(io.Writer, *readout.Reading, brief.Options) error) error {
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
	}.run(p, reports, jobs)
	if some := (*unread)(nil); incomplete != nil && !errors.As(incomplete, &some) {
		return incomplete
	}
	var out bytes.Buffer
	if err := p.await(func() error { return show(&out, corroborate.Read(docs, failed), opt) }); err != nil {
		return err
	}
	if err := p.write(out.Bytes()); err != nil {
		return err
	}
	return incomplete
}
