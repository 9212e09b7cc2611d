package main

import (
	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/corroborate"
	"github.com/readout-project/readout/ingest"
)

// documents reads and annotates each report that the arguments name. The error is
// an *unread where some could not be read.
func (p *program) documents(reports []string, jobs int) (docs []*readout.Document, failed []readout.Failure, err error) {
	err = reading[*readout.Document]{
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
	return docs, failed, err
}

func weigh(docs []*readout.Document, failed []readout.Failure) *readout.Reading {
	return corroborate.Read(docs, failed)
}
