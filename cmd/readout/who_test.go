package main

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
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

// TestWhoOpens opens every span of everybody whom the brief names in the sources
// that lines prints, and finds everybody by the full name.
func TestWhoOpens(t *testing.T) {
	enter(t)
	var out bytes.Buffer
	if exit, stderr := runWith(context.Background(), nil, &out, "lines", "--format", "json", "examples"); exit != exitDone {
		t.Fatal(exit, stderr)
	}
	sources := map[string][]rune{}
	for l := range strings.Lines(out.String()) {
		var r struct{ ID, Source string }
		if err := json.Unmarshal([]byte(l), &r); err != nil {
			t.Fatal(err)
		}
		sources[r.ID] = []rune(r.Source)
	}
	var b struct {
		Stories []struct{ Entities []struct{ ID, Name string } }
	}
	if err := json.Unmarshal(briefOf(t, "json", "0"), &b); err != nil {
		t.Fatal(err)
	}
	spans := 0
	for _, s := range b.Stories {
		for _, e := range s.Entities {
			raw := whoOf(t, "--format", "json", e.Name)
			if !bytes.Contains(raw, []byte(`"id":"`+e.ID+`"`)) {
				t.Errorf("%s (%s) is not found by name", e.Name, e.ID)
			}
			var form map[string]any
			if err := json.Unmarshal(raw, &form); err != nil {
				t.Fatal(err)
			}
			spans += opened(t, form["found"], sources)
		}
	}
	if spans < 200 {
		t.Errorf("only %d spans were opened", spans)
	}
}
