package attribution_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/attribution"
	"github.com/readout-project/readout/annotate/segment"
	"github.com/readout-project/readout/internal/gold"
)

// document makes a report of body blocks, one per paragraph, with tokens and
// sentences.
func document(paragraphs ...string) *readout.Document {
	r := &readout.Report{Source: strings.Join(paragraphs, "\n")}
	at := 0
	for _, p := range paragraphs {
		if p != "" {
			r.Blocks = append(r.Blocks, readout.Block{
				Span: readout.Span{Start: at, End: at + len(p)}, Role: readout.RoleBody, Reason: "test", Repeats: -1,
			})
		}
		at += len(p) + 1
	}
	d := &readout.Document{Report: r}
	d.Tokens, d.Sentences = segment.Find(r)
	return d
}

// roles prints the attributions as one line: source | cue | content, with
// parts apart by " + ".
func roles(d *readout.Document) string {
	var out []string
	join := func(spans []readout.Span) string {
		var t []string
		for _, s := range spans {
			t = append(t, s.Of(d.Report.Source))
		}
		return strings.Join(t, " + ")
	}
	for _, a := range d.Attributions {
		out = append(out, join(a.Source)+" | "+join(a.Cue)+" | "+join(a.Content))
	}
	return strings.Join(out, "\n")
}

// A case marks source S, cue C and content Q; a digit tells several
// attributions of a case apart ("S1"). Paragraphs are parted by " / ".
func TestFind(t *testing.T) {
	for _, line := range cases {
		g := gold.MustParse(line)
		d := document(strings.Split(strings.ReplaceAll(g.Text, " / ", " \n "), "\n")...)
		d.Report.Source = strings.ReplaceAll(g.Text, " / ", " \n ")
		d.Attributions = attribution.Find(d)
		if err := d.Check(); err != nil {
			t.Errorf("%s: %v", line, err)
		}
		if got, want := roles(d), wanted(g); got != want {
			t.Errorf("%s\n got %s\nwant %s", line, got, want)
		}
	}
}

// wanted is what a case marks, in the form of roles. "S1:2" is the source of
// the first and of the second.
func wanted(g gold.Text) string {
	of := func(role string, n int) string {
		var out []string
		for _, s := range g.Spans {
			digits, ok := strings.CutPrefix(s.Label, role)
			if !ok {
				continue
			}
			for _, d := range strings.Split(digits, ":") {
				if d == "" && n == 0 || d == fmt.Sprint(n) {
					out = append(out, s.Of(g.Text))
				}
			}
		}
		return strings.Join(out, " + ")
	}
	var out []string
	for n := range 5 {
		if line := of("S", n) + " | " + of("C", n) + " | " + of("Q", n); line != " |  | " {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}
