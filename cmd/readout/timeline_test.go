package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

// timelineForms are the golden files of the timeline of the example newsroom.
var timelineForms = []struct {
	file string
	args []string
}{
	{"timeline.txt", []string{"--why"}},
	{"timeline.md", []string{"--format", "markdown", "--undated"}},
	{"timeline.json", []string{"--format", "json"}},
}

func timelineOf(t *testing.T, args ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	exit, stderr := runWith(context.Background(), nil, &out, append(append([]string{"timeline"}, args...), "examples")...)
	if exit != exitDone || stderr != "" {
		t.Fatalf("timeline %v: exit %d, %q", args, exit, stderr)
	}
	return out.Bytes()
}

// TestTimelineGolden compares the timeline of the example newsroom with what was
// read and agreed. After a change: go test ./cmd/readout -run TestTimelineGolden
// -update, and read the diff.
func TestTimelineGolden(t *testing.T) {
	golden := enter(t)
	for _, c := range timelineForms {
		t.Run(c.file, func(t *testing.T) {
			got := timelineOf(t, c.args...)
			if strings.HasSuffix(c.file, ".json") {
				got = indented(t, got)
			}
			agreed(t, golden, c.file, got)
		})
	}
}

// TestTimelineTwice wants the same bytes whatever the number of jobs, and no
// line of the text wider than a terminal.
func TestTimelineTwice(t *testing.T) {
	enter(t)
	first := timelineOf(t, "--why", "--jobs", "1")
	if !bytes.Equal(first, timelineOf(t, "--why", "--jobs", "5")) {
		t.Error("other jobs give other bytes")
	}
	for l := range strings.Lines(string(first)) {
		if n := len([]rune(strings.TrimSuffix(l, "\n"))); n > 80 {
			t.Errorf("%d columns: %s", n, l)
		}
	}
}
