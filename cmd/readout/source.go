package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/record"
)

// source is what a reading command reads: the reports that it names, of which
// nothing is kept, or where it names none, a story of the record.
type source struct {
	Reports []string `arg:"" optional:"" name:"report" help:"Files, folders, addresses, or - for standard input; none: the record."`
	kept    `embed:""`
	network `embed:""`
	Story   string `placeholder:"ID" help:"A story of the record, or a report in it."`
	AsOf    string `placeholder:"TIME" help:"Only what was published by then: 2026-02-07, 2026-02-07T09:00, with Z or +02:00; UTC where no zone is given."`
	Held    string `placeholder:"TIME" help:"Only what the record held by then."`
	Jobs    int    `placeholder:"N" help:"Reports read at once (default: one for each core)."`
}

// renderer prints a reading.
type renderer = func(io.Writer, *readout.Reading, brief.Options) error

// moment is the state that is asked for.
func (s *source) moment() (m record.Moment, err error) {
	if m.AsOf, err = record.ParseEnd("--as-of", s.AsOf); err != nil {
		return m, err
	}
	m.Held, err = record.ParseEnd("--held", s.Held)
	return m, err
}

// weighed prints the reading that a command asks for.
func (p *program) weighed(s *source, opt brief.Options, show renderer) error {
	opt.Pipeline = annotate.Pipeline
	m, err := s.moment()
	if err != nil {
		return err
	}
	p.private = s.AllowPrivate
	if len(s.Reports) == 0 {
		return p.fromRecord(s, m, opt, show)
	}
	if s.Story != "" || s.Held != "" {
		return fmt.Errorf("%w: --story and --held ask the record; leave out the reports, or the flags", readout.ErrInvalid)
	}
	return p.inMemory(s.Reports, s.Jobs, m, opt, show)
}

// everywhere is weighed for questions that need no story: where the record is asked
// and none is named, find says which stories are opened, each printed by itself.
func (p *program) everywhere(s *source, opt brief.Options, find func(*program, *record.Record) ([]string, error), show renderer) error {
	if len(s.Reports) > 0 || s.Story != "" {
		return p.weighed(s, opt, show)
	}
	opt.Pipeline = annotate.Pipeline
	m, err := s.moment()
	if err != nil {
		return err
	}
	r, err := p.ask(s.kept)
	if err != nil {
		return err
	}
	defer r.Close() //nolint:errcheck // nothing was written
	stories, err := find(p, r)
	if err != nil {
		return err
	}
	for _, id := range stories {
		err := p.showStory(r, id, m, opt, show)
		if errors.Is(err, readout.ErrNotFound) && len(stories) > 1 {
			continue // the likeliest stories are opened, not those that are known to have it
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// fromRecord prints a story of the record.
func (p *program) fromRecord(s *source, m record.Moment, opt brief.Options, show renderer) error {
	r, err := p.ask(s.kept)
	if err != nil {
		return err
	}
	defer r.Close() //nolint:errcheck // nothing was written
	if s.Story == "" {
		if err := r.Weigh(p.ctx, p.weighing()); err != nil {
			return err
		}
	}
	line, err := r.Story(p.ctx, s.Story)
	if err != nil {
		return err
	}
	return p.showStory(r, line.ID, m, opt, show)
}

// showStory prints one story as it was at a moment.
func (p *program) showStory(r *record.Record, story string, m record.Moment, opt brief.Options, show renderer) error {
	return p.buffered(func(w io.Writer) error {
		reading, err := r.Reading(p.ctx, story, m)
		if err != nil {
			return err
		}
		return show(w, reading, opt)
	})
}

// inMemory reads and annotates each report by itself, weighs them together and
// prints the reading.
func (p *program) inMemory(reports []string, jobs int, m record.Moment, opt brief.Options, show renderer) error {
	docs, failed, incomplete := p.documents(reports, jobs)
	if some := (*unread)(nil); incomplete != nil && !errors.As(incomplete, &some) {
		return incomplete
	}
	if !m.AsOf.IsZero() {
		docs = slices.DeleteFunc(docs, func(d *readout.Document) bool { return record.KnownAt(d.Report).After(m.AsOf) })
		failed = slices.DeleteFunc(failed, func(f readout.Failure) bool { return f.Report >= 0 })
		for i, d := range docs {
			if reason := annotate.Declines(d.Report); reason != "" {
				failed = append(failed, readout.Failure{Report: i, Input: d.Report.Capture.Input, Reason: reason})
			}
		}
		if len(docs) == 0 {
			return fmt.Errorf("%w: none of the reports was published by %s", readout.ErrNotFound, m)
		}
	}
	if err := p.buffered(func(w io.Writer) error { return show(w, weigh(docs, failed), opt) }); err != nil {
		return err
	}
	return incomplete
}

// buffered prints what fn writes, once it is whole.
func (p *program) buffered(fn func(io.Writer) error) error {
	var out bytes.Buffer
	if err := p.await(func() error { return fn(&out) }); err != nil {
		return err
	}
	return p.write(out.Bytes())
}

// writeJSON writes one value as a line of JSON.
func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// joined puts arguments together; one with blanks in it is a phrase.
func joined(words []string) string {
	out := make([]string, len(words))
	for i, w := range words {
		if out[i] = w; strings.ContainsAny(w, " \t") && !strings.ContainsAny(w, `"“”`) && len(words) > 1 {
			out[i] = `"` + w + `"`
		}
	}
	return strings.Join(out, " ")
}
