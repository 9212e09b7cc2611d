package main

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
)

// checkForms are the golden files of claims on the example newsroom.
var checkForms = []struct {
	file string
	args []string
}{
	{"check.txt", []string{"The ministers met face to face."}},
	{"check-said.txt", []string{"Colm Adair said that he had never seen a letter, and the search ended on Saturday."}},
	{"check-number.txt", []string{"At least 14 people died."}},
	{"check-nearly.txt", []string{"The talks were called off."}},
	{"check.md", []string{"--format", "markdown", "At least 14 people died."}},
	{"check.json", []string{"--format", "json", "The round was called off."}},
}

func checkOf(t *testing.T, args ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	exit, stderr := runWith(context.Background(), nil, &out, append(append([]string{"check"}, args...), "examples")...)
	if exit != exitDone || stderr != "" {
		t.Fatalf("check %v: exit %d, %q", args, exit, stderr)
	}
	return out.Bytes()
}

// TestCheckGolden compares what the examples have on a few claims with what was
// read and agreed. After a change: go test ./cmd/readout -run TestCheckGolden
// -update, and read the diff.
func TestCheckGolden(t *testing.T) {
	golden := enter(t)
	for _, c := range checkForms {
		t.Run(c.file, func(t *testing.T) {
			got := checkOf(t, c.args...)
			if strings.HasSuffix(c.file, ".json") {
				got = indented(t, got)
			}
			agreed(t, golden, c.file, got)
		})
	}
}

// TestCheckOpens wants the same bytes whatever the number of jobs, no line of the
// text wider than a terminal, and every span of the JSON verbatim.
func TestCheckOpens(t *testing.T) {
	slow(t)
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
	spans := 0
	for _, c := range checkForms {
		claim := c.args[len(c.args)-1]
		first := checkOf(t, "--all", "--jobs", "1", claim)
		if !bytes.Equal(first, checkOf(t, "--all", "--jobs", "5", claim)) {
			t.Errorf("%s: other jobs give other bytes", claim)
		}
		for l := range strings.Lines(string(first)) {
			if n := len([]rune(strings.TrimSuffix(l, "\n"))); n > 80 {
				t.Errorf("%d columns: %s", n, l)
			}
		}
		var form map[string]any
		if err := json.Unmarshal(checkOf(t, "--format", "json", claim), &form); err != nil {
			t.Fatal(err)
		}
		spans += opened(t, form["checked"], sources)
	}
	if spans < 10 {
		t.Errorf("only %d spans were opened", spans)
	}
}

// slow leaves a test that reads no reports at once to the run without the race
// detector, which takes a seventh of the time.
func slow(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("run without -short")
	}
}
