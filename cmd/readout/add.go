package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"sync"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/record"
)

// addCommand puts reports into the record.
type addCommand struct {
	Reports []string `arg:"" name:"report" help:"Files, folders, addresses, or - for standard input."`
	kept    `embed:""`
	network `embed:""`
	Later   bool   `help:"Leave the weighing of the stories that change to the next command that reads."`
	Format  string `enum:"text,json" default:"text" placeholder:"FORM" help:"text, or json: one line a report."`
	Jobs    int    `placeholder:"N" help:"Reports read at once (default: one for each core)."`
}

func (addCommand) Help() string { return detail("add") }

// Run reads the reports and adds each in a transaction of its own, then weighs the
// stories that changed.
// bulkGarbage is how much garbage, in percent of what is in use, a command that reads
// many reports lets lie before it is collected: it takes a tenth less of the processor,
// and some 100 MB more.
const bulkGarbage = 400

// inBulk sets that, unless GOGC does; the function that it gives sets it back.
func inBulk(env func(string) string) func() {
	if env("GOGC") != "" {
		return func() {}
	}
	was := debug.SetGCPercent(bulkGarbage)
	return func() { debug.SetGCPercent(was) }
}

func (c *addCommand) Run(p *program) error {
	defer inBulk(p.env)()
	r, err := p.open(c.kept, true)
	if err != nil {
		return err
	}
	err = c.add(p, r)
	return errors.Join(err, r.Close())
}

func (c *addCommand) add(p *program, r *record.Record) error {
	sum := added{stories: map[string]bool{}}
	pages := &fetchedPages{p: p, r: r, got: map[string][2]string{}}
	p.private, p.pages = c.AllowPrivate, pages
	incomplete := reading[*record.Draft]{
		read: record.Read,
		done: func(d *record.Draft) error {
			d.Served(pages.served(d.Input()))
			res, err := r.Add(p.ctx, d)
			if err != nil {
				return err
			}
			sum.count(res)
			return c.say(p, res)
		},
		failed: func(f readout.Failure) error {
			if c.Format != "json" {
				return nil
			}
			return p.line(func(w io.Writer) error { return brief.RefusedJSON(w, f.Input, f.Reason) })
		},
	}.run(p, c.Reports, c.Jobs)
	if some := (*unread)(nil); incomplete != nil && !errors.As(incomplete, &some) {
		return incomplete
	}
	if !c.Later {
		if err := r.Weigh(p.ctx, p.weighing()); err != nil {
			return errors.Join(incomplete, fmt.Errorf("the reports are added; weighing their stories: %w", err))
		}
	}
	if c.Format != "json" {
		if err := p.write([]byte(sum.text(r.Path()) + "\n")); err != nil {
			return err
		}
	}
	return incomplete
}

// network is what may be fetched.
type network struct {
	AllowPrivate bool `help:"Fetch addresses in private networks too (also READOUT_ALLOW_PRIVATE=1)."`
}

// fetchedPages ask for a page that the record has only where it changed.
type fetchedPages struct {
	p   *program
	r   *record.Record
	mu  sync.Mutex
	got map[string][2]string
}

func (f *fetchedPages) of(address string) (etag, lastModified string, err error) {
	return f.r.Validators(f.p.ctx, address)
}

func (f *fetchedPages) keep(address, etag, lastModified string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.got[address] = [2]string{etag, lastModified}
}

// served is what the page of an address was served with.
func (f *fetchedPages) served(address string) (etag, lastModified string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.got[address][0], f.got[address][1]
}

// added counts what became of the reports of one run.
type added struct {
	added, known, forgotten int
	stories                 map[string]bool
}

func (a *added) count(r record.Result) {
	switch r.Outcome {
	case record.Added:
		a.added++
		a.stories[r.Story] = true
	case record.Known:
		a.known++
	case record.Forgotten:
		a.forgotten++
	}
}

func (a *added) text(path string) string {
	line := fmt.Sprintf("%d added", a.added)
	if a.known > 0 {
		line += fmt.Sprintf(", %d known before", a.known)
	}
	if a.forgotten > 0 {
		line += fmt.Sprintf(", %d forgotten and not taken", a.forgotten)
	}
	return line + fmt.Sprintf("; %s; record %s", storiesChanged(len(a.stories)), brief.Clean(path))
}

func storiesChanged(n int) string {
	if n == 1 {
		return "1 story changed"
	}
	return fmt.Sprintf("%d stories changed", n)
}

// say prints what became of one report.
func (c *addCommand) say(p *program, r record.Result) error {
	if c.Format == "json" {
		out := brief.Outcome{Input: r.Input, ID: r.ID, Outcome: string(r.Outcome), Story: r.Story, NewStory: r.NewStory, Revises: r.Version, Revised: r.Revised, Reason: r.Reason}
		return p.line(func(w io.Writer) error { return brief.OutcomeJSON(w, out) })
	}
	line := r.ID + "  " + brief.Clean(r.Input) + ": "
	switch r.Outcome {
	case record.Known:
		line += "known before, story " + r.Story
	case record.Forgotten:
		line += "not taken, " + brief.Clean(r.Reason)
	default:
		line += "added, " + map[bool]string{true: "new story ", false: "story "}[r.NewStory] + r.Story
		if r.Version != "" {
			line += ", revises " + r.Version
		}
		if r.Revised != "" {
			line += ", an earlier version of " + r.Revised
		}
		if r.Reason != "" {
			line += "; " + brief.Clean(r.Reason)
		}
	}
	return p.write([]byte(line + "\n"))
}

// line writes a line at once.
func (p *program) line(fn func(io.Writer) error) error {
	var b bytes.Buffer
	if err := fn(&b); err != nil {
		return err
	}
	return p.write(b.Bytes())
}
