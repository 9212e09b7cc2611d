package main

import (
	"fmt"
	"io"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/record"
	"github.com/readout-project/readout/store"
)

// listing is what the commands that list from the record have in common.
type listing struct {
	kept   `embed:""`
	Story  string `placeholder:"ID" help:"Of one story only."`
	From   string `placeholder:"TIME" help:"Not before this date or time."`
	To     string `placeholder:"TIME" help:"Not after this date or time."`
	AsOf   string `placeholder:"TIME" help:"As it was to be known then."`
	Held   string `placeholder:"TIME" help:"As the record held it then."`
	Format string `enum:"text,json" default:"text" placeholder:"FORM" help:"text or json."`
	looks  `embed:""`
}

// claimsCommand lists claims of the record.
type claimsCommand struct {
	listing `embed:""`
	Level   string `enum:",single,relayed,corroborated,disputed,withdrawn" default:"" placeholder:"LEVEL" help:"single, relayed, corroborated, disputed or withdrawn."`
	Ledger  string `enum:",is-so,was-said" default:"" placeholder:"LEDGER" help:"is-so or was-said."`
	Status  string `enum:",happened,did-not-happen,ongoing,planned,expected,wanted,demanded,threatened,conditional,possible,denied,nearly" default:"" placeholder:"STATUS" help:"happened, planned, denied, ... (docs/status.md)."`
	Speaker string `placeholder:"NAME" help:"Whom the claim rests on: a part of the name."`
	Only    bool   `help:"Claims of weight that one report alone makes."`
	Limit   int    `default:"200" placeholder:"N" help:"Claims that are listed; 0 for all."`
}

func (claimsCommand) Help() string { return detail("claims") }

// Run lists the claims.
func (c *claimsCommand) Run(p *program) error {
	return c.list(p, func(w io.Writer, r *record.Record, opt brief.Options) error {
		q := store.ClaimQuery{Level: c.Level, Ledger: c.Ledger, Status: c.Status, Speaker: c.Speaker, Marked: c.Only}
		if c.Limit > 0 {
			q.Limit = c.Limit + 1
		}
		bounds, err := c.within(p, r)
		if err != nil {
			return err
		}
		q.Story, q.From, q.Before = bounds.story, bounds.from, bounds.before
		list, err := r.ClaimsAt(p.ctx, q, bounds.at)
		if err != nil {
			return err
		}
		list = limited(p, list, c.Limit, "claims", "--limit 0 lists all")
		if c.Format == "json" {
			return brief.ClaimLinesJSON(w, list, opt)
		}
		return brief.ClaimLinesText(w, list, opt)
	})
}

// limited cuts a list, which then has one more than is listed, and says so.
func limited[T any](p *program, list []T, limit int, what, more string) []T {
	if limit <= 0 || len(list) <= limit {
		return list
	}
	fmt.Fprintf(p.stderr, "readout: there are more than these %d %s; %s\n", limit, what, more)
	return list[:limit]
}

// story is the id of the story that --story means; "" for all.
func (l *listing) story(p *program, r *record.Record) (string, error) {
	if l.Story == "" {
		return "", nil
	}
	line, err := r.Story(p.ctx, l.Story)
	return line.ID, err
}

// bounds are what a listing is held to.
type bounds struct {
	story        string // "" for all
	from, before time.Time
	at           record.Moment
}

// within reads the flags that say of what is listed.
func (l *listing) within(p *program, r *record.Record) (b bounds, err error) {
	if b.at, err = (&source{AsOf: l.AsOf, Held: l.Held}).moment(); err != nil {
		return b, err
	}
	if b.story, err = l.story(p, r); err != nil {
		return b, err
	}
	if b.from, err = record.ParseBegin("--from", l.From); err != nil {
		return b, err
	}
	b.before, err = record.ParseEnd("--to", l.To)
	return b, err
}

// list opens the record, weighs what changed, and prints what fn writes.
func (l *listing) list(p *program, fn func(io.Writer, *record.Record, brief.Options) error) error {
	opt, err := l.options(p)
	if err != nil {
		return err
	}
	r, err := p.open(l.kept, false)
	if err != nil {
		return err
	}
	defer r.Close() //nolint:errcheck // a failed write has been returned
	if err := r.Weigh(p.ctx, p.weighing()); err != nil {
		return err
	}
	return p.buffered(func(w io.Writer) error { return fn(w, r, opt) })
}

// searchCommand searches the text of the record.
type searchCommand struct {
	Words   []string `arg:"" name:"words" help:"Words that must all occur; phrases in quotation marks."`
	listing `embed:""`
	Outlet  string `placeholder:"NAME" help:"A part of the outlet's name."`
	Speaker string `placeholder:"NAME" help:"Whom the words rest on: a part of the name."`
	Level   string `enum:",single,relayed,corroborated,disputed,withdrawn" default:"" placeholder:"LEVEL" help:"Of a claim that rests on the words."`
	Limit   int    `default:"30" placeholder:"N" help:"Blocks that are listed."`
}

func (searchCommand) Help() string { return detail("search") }

// Run searches, and lists the blocks found.
func (c *searchCommand) Run(p *program) error {
	return c.list(p, func(w io.Writer, r *record.Record, opt brief.Options) error {
		if c.Limit < 1 {
			return fmt.Errorf("%w: search: --limit %d; give 1 or more", readout.ErrInvalid, c.Limit)
		}
		q := store.HitQuery{Text: joined(c.Words), Outlet: c.Outlet, Speaker: c.Speaker, Level: c.Level, Limit: c.Limit + 1}
		bounds, err := c.within(p, r)
		if err != nil {
			return err
		}
		q.Story, q.From, q.Before = bounds.story, bounds.from, bounds.before
		list, err := r.SearchAt(p.ctx, q, bounds.at)
		if err != nil {
			return err
		}
		list = limited(p, list, c.Limit, "blocks", "a larger --limit lists more")
		if len(list) == 0 {
			return fmt.Errorf("search: %w: no block of the record has all of these words under these fields", readout.ErrNotFound)
		}
		if c.Format == "json" {
			return brief.HitsJSON(w, list, opt)
		}
		return brief.HitsText(w, list, opt)
	})
}
