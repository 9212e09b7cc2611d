package attribution_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/attribution"
	"github.com/readout-project/readout/annotate/lemma"
	"github.com/readout-project/readout/annotate/segment"
	"github.com/readout-project/readout/annotate/syntax"
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
	parse(d)
	return d
}

// parse gives a document its words and trees.
func parse(d *readout.Document) {
	d.Tokens, d.Sentences = segment.Find(d.Report)
	d.Words = segment.Words(d.Report.Source, d.Sentences)
	syntax.Parse(d.Report.Source, d.Words, d.Sentences)
	lemma.Fill(d.Report.Source, d.Words)
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
		if got, want := findIn(t, line); got != want {
			t.Errorf("%s\n got %s\nwant %s", line, got, want)
		}
	}
}

// What is known to be read wrongly is read validly, and is moved to the cases once
// it is read as it should be.
func TestMissed(t *testing.T) {
	for _, line := range missed {
		if got, want := findIn(t, line); got == want {
			t.Errorf("%s is read: move it to the cases", line)
		}
	}
}

func findIn(t *testing.T, line string) (got, want string) {
	t.Helper()
	g := gold.MustParse(line)
	d := document(strings.Split(strings.ReplaceAll(g.Text, " / ", " \n "), "\n")...)
	d.Attributions = attribution.Find(d)
	if err := d.Check(); err != nil {
		t.Errorf("%s: %v", line, err)
	}
	return roles(d), wanted(g)
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
