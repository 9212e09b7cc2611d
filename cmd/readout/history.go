package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/record"
	"github.com/readout-project/readout/store"
)

// historyCommand tells how a claim came to stand as it does, or how a report was
// revised.
type historyCommand struct {
	ID     string `arg:"" name:"id" help:"A claim, C12 of --story or its id; or a report: its id, the beginning of its digest, its address, or its letter in --story."`
	kept   `embed:""`
	Story  string `placeholder:"ID" help:"The story of a claim like C12, or of a report like B."`
	AsOf   string `placeholder:"TIME" help:"Only what was published by then."`
	Held   string `placeholder:"TIME" help:"Only what the record held by then."`
	Format string `enum:"text,json" default:"text" placeholder:"FORM" help:"text or json."`
	looks  `embed:""`
}

func (historyCommand) Help() string { return detail("history") }

// Run prints the history of the claim, or the versions of the report.
func (c *historyCommand) Run(p *program) error {
	opt, err := c.options(p)
	if err != nil {
		return err
	}
	src := source{AsOf: c.AsOf, Held: c.Held}
	m, err := src.moment()
	if err != nil {
		return err
	}
	r, err := p.open(c.kept, false)
	if err != nil {
		return err
	}
	defer r.Close() //nolint:errcheck // nothing was written
	return p.buffered(func(w io.Writer) error {
		list, err := r.Find(p.ctx, c.ID, c.Story, m)
		switch {
		case err == nil:
			return c.versions(p, r, list, m, w, opt)
		case !errors.Is(err, readout.ErrNotFound):
			return fmt.Errorf("history: %w", err)
		}
		reading, h, err := r.History(p.ctx, c.Story, c.ID, m)
		if err != nil {
			return fmt.Errorf("history: %w", err)
		}
		if c.Format == "json" {
			return brief.HistoryJSON(w, reading, h, opt)
		}
		return brief.HistoryText(w, reading, h, opt)
	})
}

// versions prints the versions of the one report that is meant, or of the one address
// that those have which are.
func (c *historyCommand) versions(p *program, r *record.Record, meant []store.Filed, m record.Moment, w io.Writer, opt brief.Options) error {
	last := meant[len(meant)-1]
	if slices.ContainsFunc(meant, func(f store.Filed) bool { return f.Address == "" || f.Address != last.Address || f.Story != last.Story }) && len(meant) > 1 {
		_, err := store.Only(meant, c.ID)
		return fmt.Errorf("history: %w", err)
	}
	list, err := r.Versions(p.ctx, last.ID, m)
	if err != nil {
		return fmt.Errorf("history: %w", err)
	}
	if c.Format == "json" {
		return brief.VersionsJSON(w, list, opt)
	}
	return brief.VersionsText(w, list, opt)
}

// gapsCommand lists what nobody has followed up.
type gapsCommand struct {
	kept   `embed:""`
	Story  string `placeholder:"ID" help:"Of one story only."`
	Days   int    `default:"7" placeholder:"N" help:"Claims on one root that are older than so many days."`
	At     string `aliases:"as-of" placeholder:"TIME" help:"As if it were then, of what was published by then; also --as-of (default: now)."`
	Limit  int    `default:"50" placeholder:"N" help:"Stories looked at for steps and silences, those with the newest reports first; 0 for all."`
	Format string `enum:"text,json" default:"text" placeholder:"FORM" help:"text or json."`
	looks  `embed:""`
}

func (gapsCommand) Help() string { return detail("gaps") }

// Run lists the gaps.
func (c *gapsCommand) Run(p *program) error {
	l := listing{kept: c.kept, Story: c.Story, Format: c.Format, looks: c.looks}
	return l.list(p, func(w io.Writer, r *record.Record, opt brief.Options) error {
		if c.Days < 0 || c.Days > 36500 {
			return fmt.Errorf("%w: --days %d; give 0 or more", readout.ErrInvalid, c.Days)
		}
		q := record.GapQuery{Older: time.Duration(c.Days) * 24 * time.Hour, Limit: c.Limit}
		var err error
		if q.Story, err = l.story(p, r); err != nil {
			return err
		}
		if q.At, err = record.ParseEnd("--at", c.At); err != nil {
			return err
		}
		list, err := r.Gaps(p.ctx, q)
		if err != nil {
			return err
		}
		if c.Format == "json" {
			return brief.GapsJSON(w, list, opt)
		}
		titles, err := r.Titles(p.ctx)
		if err != nil {
			return err
		}
		return brief.GapsText(w, list, titles, opt)
	})
}

// newsCommand lists what became of claims.
type newsCommand struct {
	kept   `embed:""`
	Since  string `placeholder:"TIME" help:"Since a date or time (default: since you last looked)."`
	AsOf   string `placeholder:"TIME" help:"Only what was published by then; nothing is kept of the look."`
	Held   string `placeholder:"TIME" help:"Only what the record held by then, so that news are told from --since until then; nothing is kept of the look."`
	By     string `placeholder:"NAME" help:"Who looks (default: READOUT_BY, the configuration file, the user)."`
	Keep   bool   `help:"Do not count this as a look."`
	All    bool   `help:"Cut no list."`
	Format string `enum:"text,json" default:"text" placeholder:"FORM" help:"text or json."`
	looks  `embed:""`
}

func (newsCommand) Help() string { return detail("news") }

// Run prints the news; where no time is given, the next run begins where this one
// ended.
func (c *newsCommand) Run(p *program) error {
	l := listing{kept: c.kept, Format: c.Format, looks: c.looks}
	return l.list(p, func(w io.Writer, r *record.Record, opt brief.Options) error {
		opt.All = c.All
		since, err := record.ParseBegin("--since", c.Since)
		if err != nil {
			return err
		}
		m, err := (&source{AsOf: c.AsOf, Held: c.Held}).moment()
		if err != nil {
			return err
		}
		who, err := p.by(c.By)
		if err != nil {
			return err
		}
		look := c.Since == "" && !c.Keep && m.Now()
		if c.Since == "" {
			if since, err = r.Looked(p.ctx, who); err != nil {
				return err
			}
		}
		if !m.Held.IsZero() && m.Held.Before(since) {
			return fmt.Errorf("news: %w: --held %s is before %s, since when news are asked for; give an earlier --since", readout.ErrInvalid, c.Held, since.UTC().Format(time.RFC3339))
		}
		seen, err := r.Newest(p.ctx) // what comes later is news of the next look
		if err != nil {
			return err
		}
		changes, err := r.NewsAt(p.ctx, since, m)
		if err != nil {
			return err
		}
		list := make([]brief.Bulletin, len(changes))
		for i, x := range changes {
			list[i] = brief.Bulletin(x)
		}
		if c.Format == "json" {
			err = brief.NewsJSON(w, since, list, opt)
		} else {
			err = brief.NewsText(w, since, list, opt)
		}
		if err == nil && look {
			if err = r.Look(p.ctx, who, seen); errors.Is(err, store.ErrReadOnly) {
				p.tell(errors.New("the record cannot be written: this look does not count"))
				err = nil
			}
		}
		return err
	})
}
