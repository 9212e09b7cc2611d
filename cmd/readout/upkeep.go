package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/record"
	"github.com/readout-project/readout/store"
)

// errFaults says that a verification found faults.
var errFaults = errors.New("the record does not agree with itself")

// verifyCommand reads the whole record against itself.
type verifyCommand struct {
	kept   `embed:""`
	Format string `enum:"text,json" default:"text" placeholder:"FORM" help:"text or json."`
}

func (verifyCommand) Help() string { return detail("verify") }

// Run verifies; faults are listed and end in exit status 3.
func (c *verifyCommand) Run(p *program) error {
	var faults int
	err := p.changing(c.kept, func(w io.Writer, r *record.Record) error {
		bar := newProgress(p.stderr)
		v, err := r.Verify(p.ctx, func(done, of int) { bar.of("verifying reports", done, of) })
		bar.clear()
		if err != nil {
			return err
		}
		faults = len(v.Faults)
		if c.Format == "json" {
			if v.Faults == nil {
				v.Faults = []string{}
			}
			return writeJSON(w, struct {
				Reports     int      `json:"reports"`
				Spans       int      `json:"spans"`
				Claims      int      `json:"claims"`
				Corrections int      `json:"corrections"`
				Forgotten   int      `json:"forgotten"`
				Unread      int      `json:"unread"`
				Faults      []string `json:"faults"`
			}{v.Reports, v.Spans, v.Claims, v.Corrections, v.Forgotten, v.Unread, v.Faults})
		}
		for _, f := range v.Faults {
			if _, err := fmt.Fprintln(w, "FAULT", brief.Clean(f)); err != nil {
				return err
			}
		}
		if v.Unread > 0 {
			if _, err := fmt.Fprintf(w, "%d reports and stories are to be derived anew: readout rebuild does it, and their spans were not read\n", v.Unread); err != nil {
				return err
			}
		}
		_, err = fmt.Fprintf(w, "%d reports, %d claims, %d spans, %d corrections read again; %d forgotten; %d faults\n", v.Reports, v.Claims, v.Spans, v.Corrections, v.Forgotten, faults)
		return err
	})
	if errors.Is(err, store.ErrDamaged) { // so that it could not be opened, or not be read to the end
		return fmt.Errorf("verify: %w: %v", errFaults, err) //nolint:errorlint // the status is that of a fault
	}
	if err == nil && faults > 0 {
		places := fmt.Sprintf("%d places", faults)
		if faults == 1 {
			places = "one place"
		}
		return fmt.Errorf("verify: %w in %s; run readout rebuild --all, which derives anew what the bytes of reports give; where a fault stays, restore a backup", errFaults, places)
	}
	return err
}

// rebuildCommand derives everything anew.
type rebuildCommand struct {
	kept   `embed:""`
	All    bool   `help:"Read all reports again, not only those that another version read."`
	Format string `enum:"text,json" default:"text" placeholder:"FORM" help:"text or json."`
}

func (rebuildCommand) Help() string { return detail("rebuild") }

// mostChanged is how many changed claims the text form lists.
const mostChanged = 40

// Run rebuilds and says what changed and why.
func (c *rebuildCommand) Run(p *program) error {
	defer inBulk(p.env)()
	return p.changing(c.kept, func(w io.Writer, r *record.Record) error {
		bar := newProgress(p.stderr)
		b, err := r.Rebuild(p.ctx, c.All, bar.of)
		bar.clear()
		if err != nil {
			return fmt.Errorf("rebuild: %w; run it again", err)
		}
		if c.Format == "json" {
			return rebuiltJSON(w, b)
		}
		return rebuiltText(w, b)
	})
}

func rebuiltText(w io.Writer, b *record.Rebuilt) error {
	var errs []error
	say := func(format string, args ...any) {
		_, err := fmt.Fprintf(w, format+"\n", args...)
		errs = append(errs, err)
	}
	say("%d reports, %d read again", b.Reports, b.Reread)
	for _, x := range b.Changed {
		say("read otherwise  %s %s: %s", x.ID, brief.Clean(x.Input), x.Why)
	}
	for _, x := range b.Moved {
		from := x.From
		if from == "" {
			from = "no story"
		}
		say("moved  %s from %s to %s: grouped together with all others  %s", x.ID, from, x.To, brief.Clean(x.Title))
	}
	for i, x := range b.Claims {
		if i == mostChanged {
			say("and %d more claims: --format json", len(b.Claims)-i)
			break
		}
		before, after := x.Before, x.After
		if before == "" {
			before = "not there"
		}
		if after == "" {
			after = "not there"
		}
		say("claim  %s in %s: %s -> %s; %s", x.ID, x.Story, before, after, x.Why)
	}
	if len(b.Changed)+len(b.Moved)+len(b.Claims) == 0 {
		say("nothing changed")
	}
	return errors.Join(errs...)
}

func rebuiltJSON(w io.Writer, b *record.Rebuilt) error {
	type changed struct {
		ID    string `json:"id"`
		Input string `json:"input"`
		Why   string `json:"why"`
	}
	type moved struct {
		ID   string `json:"id"`
		From string `json:"from"`
		To   string `json:"to"`
	}
	type claim struct {
		Story  string `json:"story"`
		ID     string `json:"id"`
		Text   string `json:"text"`
		Before string `json:"before"`
		After  string `json:"after"`
		Why    string `json:"why"`
	}
	out := struct {
		Reports int       `json:"reports"`
		Reread  int       `json:"read_again"`
		Changed []changed `json:"changed"`
		Moved   []moved   `json:"moved"`
		Claims  []claim   `json:"claims"`
	}{b.Reports, b.Reread, []changed{}, []moved{}, []claim{}}
	for _, x := range b.Changed {
		out.Changed = append(out.Changed, changed(x))
	}
	for _, x := range b.Moved {
		out.Moved = append(out.Moved, moved{x.ID, x.From, x.To})
	}
	for _, x := range b.Claims {
		out.Claims = append(out.Claims, claim(x))
	}
	return writeJSON(w, out)
}

// backupCommand copies the record while it may be in use.
type backupCommand struct {
	File   string `arg:"" name:"file" help:"A file that is not there yet."`
	kept   `embed:""`
	Format string `enum:"text,json" default:"text" placeholder:"FORM" help:"text or json."`
}

func (backupCommand) Help() string { return detail("backup") }

// Run writes the copy.
func (c *backupCommand) Run(p *program) error {
	return p.changing(c.kept, func(w io.Writer, r *record.Record) error {
		if err := r.Backup(p.ctx, c.File); err != nil {
			return fmt.Errorf("backup: %w", err)
		}
		if c.Format == "json" {
			return writeJSON(w, struct {
				Record string `json:"record"`
				Backup string `json:"backup"`
			}{r.Path(), c.File})
		}
		_, err := fmt.Fprintf(w, "the record is copied to %s\n", brief.Clean(c.File))
		return err
	})
}
