package main

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/corroborate"
	"github.com/readout-project/readout/ingest"
	"github.com/readout-project/readout/record"
)

// checkCommand says which reports support a claim from outside, which deny it,
// which report it at a distance and which say nothing of it.
type checkCommand struct {
	Claim  string `arg:"" name:"claim" help:"A sentence, in quotation marks of the shell."`
	source `embed:""`
	Format string `enum:"text,markdown,json" default:"text" placeholder:"FORM" help:"text, markdown or json."`
	All    bool   `help:"Cut no list."`
	looks  `embed:""`
}

func (checkCommand) Help() string { return detail("check") }

// stories are those of the record with most of the words of the claim.
func (c *checkCommand) stories(p *program, r *record.Record) ([]string, error) {
	list, err := r.Likely(p.ctx, c.Claim, mostStories)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("check: %w: no report of the record has words of the claim", readout.ErrNotFound)
	}
	return list, err
}

// longestClaim is the number of code points that a claim may have.
const longestClaim = 2000

// Run reads the claim, then the reports, and prints what each has on it.
func (c *checkCommand) Run(p *program) error {
	opt, err := c.options(p)
	if err != nil {
		return err
	}
	if why := unfit(c.Claim); why != "" {
		return fmt.Errorf("check: %w: %s", readout.ErrInvalid, why)
	}
	claim := annotate.Claim(c.Claim)
	if !corroborate.Claims(claim) {
		return fmt.Errorf("check: %w: the claim has no verb that says what happened; give a whole sentence, such as \"The council closed the pier\"", readout.ErrInvalid)
	}
	opt.All = c.All
	show := brief.CheckText
	switch c.Format {
	case "markdown":
		show = brief.CheckMarkdown
	case "json":
		show = brief.CheckJSON
	}
	return p.everywhere(&c.source, opt, c.stories, func(w io.Writer, r *readout.Reading, opt brief.Options) error {
		checked := corroborate.Check(r, claim)
		return show(w, r, &checked, opt)
	})
}

// unfit says why a text cannot be checked and what to do; "" for one that can.
func unfit(claim string) string {
	n := utf8.RuneCountInString(claim)
	switch {
	case !utf8.ValidString(claim):
		return "the claim is not UTF-8; save or type it as UTF-8"
	case !strings.ContainsFunc(claim, unicode.IsLetter):
		return "the claim is empty; give a sentence in quotation marks, before the reports"
	case n > longestClaim:
		return fmt.Sprintf("the claim has %d characters; give at most %d: a sentence or two", n, longestClaim)
	case strings.HasSuffix(strings.TrimRight(claim, "\"'”’) \t\n"), "?"):
		return "the claim is a question; say it as a statement, such as \"The council closed the pier\""
	}
	if lang := ingest.ForeignLanguage(claim); lang != "" {
		return fmt.Sprintf("the claim is not in English (it looks like %q); only English is read", lang)
	}
	return ""
}
