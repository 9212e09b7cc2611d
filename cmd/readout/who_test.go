package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/corroborate"
	"github.com/readout-project/readout/ingest"
)

// whoForms are the golden files of what the example newsroom has on a few names.
var whoForms = []struct {
	file string
	args []string
}{
	{"who.txt", []string{"Sorescu"}},
	{"who-all.txt", []string{"--all", "Strand"}},
	{"who-two.txt", []string{"foreign minister"}},
	{"who-place.txt", []string{"Malta"}},
	{"who.md", []string{"--format", "markdown", "Strand"}},
	{"who.json", []string{"--format", "json", "Sorescu"}},
}

func whoOf(t *testing.T, args ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	exit, stderr := runWith(context.Background(), nil, &out, append(append([]string{"who"}, args...), "examples")...)
	if exit != exitDone || stderr != "" {
		t.Fatalf("who %v: exit %d, %q", args, exit, stderr)
	}
	return out.Bytes()
}

// TestWhoGolden compares what the example newsroom has on a few names with what
// was read and agreed. After a change: go test ./cmd/readout -run TestWhoGolden
// -update, and read the diff.
func TestWhoGolden(t *testing.T) {
	golden := enter(t)
	for _, c := range whoForms {
		t.Run(c.file, func(t *testing.T) {
			got := whoOf(t, c.args...)
			if strings.HasSuffix(c.file, ".json") {
				got = indented(t, got)
			}
			agreed(t, golden, c.file, got)
		})
	}
}

// TestWhoTwice wants the same bytes whatever the number of jobs, and no line of
// the text wider than a terminal.
func TestWhoTwice(t *testing.T) {
	enter(t)
	for _, name := range []string{"Sorescu", "foreign minister", "Malta"} {
		first := whoOf(t, "--jobs", "1", name)
		if !bytes.Equal(first, whoOf(t, "--jobs", "5", name)) {
			t.Errorf("%s: other jobs give other bytes", name)
		}
		for l := range strings.Lines(string(first)) {
			if n := len([]rune(strings.TrimSuffix(l, "\n"))); n > 80 {
				t.Errorf("%d columns: %s", n, l)
			}
		}
	}
}

// TestWhoOpens finds everybody whom the brief names by each of their spellings,
// and opens every span of them.
func TestWhoOpens(t *testing.T) {
	slow(t)
	enter(t)
	var docs []*readout.Document
	sources := map[string][]rune{}
	for in, err := range ingest.Walk([]string{"examples"}, nil, ingest.WalkOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		r, err := ingest.Read(in)
		if err != nil {
			t.Fatal(err)
		}
		sources[brief.Label(len(docs))] = []rune(r.Source)
		docs = append(docs, annotate.Document(r))
	}
	reading := corroborate.Read(docs, nil)
	spans := 0
	for i := range reading.Stories {
		for _, p := range reading.Stories[i].People {
			for _, n := range p.Names {
				asked := corroborate.Ask(reading, n.Name)
				if !slices.ContainsFunc(asked.Found, func(f readout.Profile) bool {
					return f.Story == i && slices.ContainsFunc(f.Variants, func(v readout.Variant) bool { return slices.Contains(v.Places, n.Ref) })
				}) {
					t.Errorf("%q does not find whom it names", n.Name)
				}
				var out bytes.Buffer
				var form map[string]any
				if err := errors.Join(brief.WhoJSON(&out, reading, &asked, brief.Options{}), json.Unmarshal(out.Bytes(), &form)); err != nil {
					t.Fatal(err)
				}
				spans += opened(t, form["found"], sources)
			}
		}
	}
	if spans < 1000 {
		t.Errorf("only %d spans were opened", spans)
	}
}
