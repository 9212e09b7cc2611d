package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// whyForms are the golden files of what stands behind a few lines of the brief of
// the example newsroom.
var whyForms = []struct {
	file string
	args []string
}{
	{"why-claim.txt", []string{"C1"}},
	{"why-difference.txt", []string{"D2"}},
	{"why-relay.txt", []string{"R1"}},
	{"why-silence.txt", []string{"S1"}},
	{"why.md", []string{"--format", "markdown", "D1"}},
	{"why.json", []string{"--format", "json", "R1"}},
}

func whyOf(t *testing.T, args ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	exit, stderr := runWith(context.Background(), nil, &out, append(append([]string{"why"}, args...), "examples")...)
	if exit != exitDone || stderr != "" {
		t.Fatalf("why %v: exit %d, %q", args, exit, stderr)
	}
	return out.Bytes()
}

// TestWhyGolden compares what stands behind a few lines with what was read and
// agreed. After a change: go test ./cmd/readout -run TestWhyGolden -update, and
// read the diff.
func TestWhyGolden(t *testing.T) {
	golden := enter(t)
	for _, c := range whyForms {
		t.Run(c.file, func(t *testing.T) {
			got := whyOf(t, c.args...)
			if strings.HasSuffix(c.file, ".json") {
				got = indented(t, got)
			}
			agreed(t, golden, c.file, got)
		})
	}
}

// TestWhyTwice wants the same bytes whatever the number of jobs and the case of
// the id, and no line of the text wider than a terminal.
func TestWhyTwice(t *testing.T) {
	enter(t)
	for _, id := range []string{"C1", "D1"} {
		first := whyOf(t, "--all", "--jobs", "1", id)
		if !bytes.Equal(first, whyOf(t, "--all", "--jobs", "5", strings.ToLower(id))) {
			t.Errorf("%s: other jobs give other bytes", id)
		}
		for l := range strings.Lines(string(first)) {
			if n := len([]rune(strings.TrimSuffix(l, "\n"))); n > 80 {
				t.Errorf("%d columns: %s", n, l)
			}
		}
	}
}

// TestWhyOpens opens what the brief in JSON has, by number: the same claims and
// differences, with every place a span of its report that lies in its context.
func TestWhyOpens(t *testing.T) {
	slow(t)
	enter(t)
	var brief struct {
		Stories []struct{ Claims, Differences []struct{ ID string } }
	}
	if err := json.Unmarshal(briefOf(t, "json", "0"), &brief); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"C2": brief.Stories[0].Claims[1].ID, "D1": brief.Stories[0].Differences[0].ID, "C61": brief.Stories[0].Claims[60].ID}
	for number, id := range want {
		type span struct{ Start, End int }
		var got struct {
			Found []struct {
				Number            string
				Claim, Difference *struct{ ID string }
				Places            []struct {
					span
					SHA256  string
					Context span
				}
			}
		}
		if err := json.Unmarshal(whyOf(t, "--format", "json", id), &got); err != nil {
			t.Fatal(err)
		}
		if len(got.Found) != 1 || got.Found[0].Number != number {
			t.Fatalf("%s is %+v", id, got.Found)
		}
		for _, p := range got.Found[0].Places {
			if p.Start < p.Context.Start || p.End > p.Context.End || len(p.SHA256) != 64 {
				t.Errorf("%s stands in %+v", number, p)
			}
		}
		if len(got.Found[0].Places) == 0 {
			t.Errorf("%s stands nowhere: %s", number, fmt.Sprint(got))
		}
	}
}
