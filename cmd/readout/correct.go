package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/record"
	"github.com/readout-project/readout/store"
)

// correctCommand keeps a correction, or lists those that there are.
type correctCommand struct {
	What   string   `arg:"" optional:"" name:"what" help:"merge-names, split-names, confirm, reject, merge-claims, split-claims, merge-stories, split-stories, block, date, speaker or note; none: list the corrections."`
	Args   []string `arg:"" optional:"" name:"arg" help:"What it is about: see below."`
	kept   `embed:""`
	Story  string `placeholder:"ID" help:"The story of claims, names and labels."`
	By     string `placeholder:"NAME" help:"Who decides (default: READOUT_BY, the configuration file, the user)."`
	Reason string `placeholder:"TEXT" help:"Why."`
	Format string `enum:"text,json" default:"text" placeholder:"FORM" help:"text or json."`
	looks  `embed:""`
}

func (correctCommand) Help() string { return detail("correct") }

// Run keeps the correction and prints what it stands for.
func (c *correctCommand) Run(p *program) error {
	opt, err := c.options(p)
	if err != nil {
		return err
	}
	return p.changing(c.kept, func(w io.Writer, r *record.Record) error {
		var js []readout.Judgement
		if c.What == "" {
			if js, err = r.Corrections(p.ctx); err != nil {
				return err
			}
		} else {
			by, err := p.by(c.By)
			if err != nil {
				return err
			}
			if js, err = r.State(p.ctx, record.Correction{What: c.What, Args: c.Args, Story: c.Story, By: by, Reason: c.Reason}); err != nil {
				return fmt.Errorf("correct: %w", err)
			}
		}
		without := map[int64]string{}
		for _, j := range js {
			if without[j.ID], err = r.Unplaced(p.ctx, j); err != nil {
				return err
			}
		}
		if c.Format == "json" {
			return brief.JudgementsJSON(w, js, without, opt)
		}
		return brief.JudgementsText(w, js, without, opt)
	})
}

// undoCommand ends a correction.
type undoCommand struct {
	IDs    []int64 `arg:"" name:"number" help:"The numbers of corrections; readout correct lists them."`
	kept   `embed:""`
	By     string `placeholder:"NAME" help:"Who decides (default: READOUT_BY, the configuration file, the user)."`
	Format string `enum:"text,json" default:"text" placeholder:"FORM" help:"text or json."`
	looks  `embed:""`
}

func (undoCommand) Help() string { return detail("undo") }

// Run undoes the corrections, all or none.
func (c *undoCommand) Run(p *program) error {
	opt, err := c.options(p)
	if err != nil {
		return err
	}
	by, err := p.by(c.By)
	if err != nil {
		return err
	}
	return p.changing(c.kept, func(w io.Writer, r *record.Record) error {
		js, err := r.Undo(p.ctx, by, c.IDs...)
		if err != nil {
			return fmt.Errorf("undo: %w", err)
		}
		if c.Format == "json" {
			return brief.JudgementsJSON(w, js, nil, opt)
		}
		return brief.JudgementsText(w, js, nil, opt)
	})
}

// forgetCommand removes reports for good.
type forgetCommand struct {
	Reports []string `arg:"" optional:"" name:"report" help:"Reports of the record: the id, the beginning of the digest, or the address."`
	kept    `embed:""`
	By      string `placeholder:"NAME" help:"Who decides (default: READOUT_BY, the configuration file, the user)."`
	Reason  string `placeholder:"TEXT" help:"Why; it stays in the record."`
	Scrub   bool   `help:"Write the file anew, after a forgetting that was interrupted."`
	Format  string `enum:"text,json" default:"text" placeholder:"FORM" help:"text, or json: one line a report."`
}

func (forgetCommand) Help() string { return detail("forget") }

// Run forgets the reports, one after the other.
func (c *forgetCommand) Run(p *program) error {
	if len(c.Reports) == 0 && !c.Scrub {
		return fmt.Errorf("%w: forget: name the reports by their ids; readout stories --story ID lists them", readout.ErrInvalid)
	}
	by, err := p.by(c.By)
	if err != nil {
		return err
	}
	return p.changing(c.kept, func(w io.Writer, r *record.Record) error {
		var meant []string
		for _, name := range c.Reports { // all of them before the first is gone
			f, err := r.FindForGood(p.ctx, name)
			if err != nil {
				return fmt.Errorf("forget: %w", err)
			}
			if !slices.Contains(meant, f.ID) {
				meant = append(meant, f.ID)
			}
		}
		for _, id := range meant {
			f, err := r.Forget(p.ctx, id, by, c.Reason)
			if err != nil {
				return fmt.Errorf("forget %s: %w", id, err)
			}
			if err := c.say(w, f); err != nil {
				return err
			}
		}
		if c.Scrub {
			return r.Scrub(p.ctx)
		}
		return nil
	})
}

// say tells of one report that it is forgotten.
func (c *forgetCommand) say(w io.Writer, f store.Filed) error {
	if c.Format == "json" {
		return writeJSON(w, struct {
			ID     string `json:"id"`
			SHA256 string `json:"sha256"`
			Reason string `json:"reason"`
		}{f.ID, f.SHA256, f.Reason})
	}
	_, err := fmt.Fprintf(w, "%s forgotten: its bytes and text are gone from the record; backups may still hold them\n", f.ID)
	return err
}

// changing opens the record for a change and prints what fn writes.
func (p *program) changing(k kept, fn func(io.Writer, *record.Record) error) error {
	r, err := p.open(k, false)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	err = p.await(func() error { return fn(&out, r) })
	if err == nil || p.ctx.Err() == nil { // what was done before an error is told
		err = errors.Join(err, p.write(out.Bytes()))
	}
	return errors.Join(err, r.Close())
}
