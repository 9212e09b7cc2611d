package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// enter goes to the root of the repository, so that the reports are named
// examples/..., and gives the folder of the golden files.
func enter(t *testing.T) (golden string) {
	t.Helper()
	golden, err := filepath.Abs(filepath.Join("testdata", "golden"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Join("..", ".."))
	return golden
}

var briefForms = []struct{ file, format string }{
	{"examples.txt", "text"}, {"examples.md", "markdown"}, {"examples.json", "json"},
}

// TestExamplesGolden compares the brief of the example newsroom with what was
// read and agreed; docs/examples.md says what a reader of the reports expects.
// After a change: go test ./cmd/readout -run TestExamplesGolden -update, and
// read the diff. A form without its golden file is skipped.
func TestExamplesGolden(t *testing.T) {
	golden := enter(t)
	for _, c := range briefForms {
		t.Run(c.format, func(t *testing.T) {
			got := briefOf(t, c.format, "0")
			if c.format == "json" {
				got = indented(t, got)
			}
			agreed(t, golden, c.file, got)
		})
	}
}

// agreed compares what was printed with a golden file, or writes it anew.
func agreed(t *testing.T, folder, name string, got []byte) {
	t.Helper()
	file := filepath.Join(folder, name)
	if *update {
		if err := errors.Join(os.MkdirAll(folder, 0o755), os.WriteFile(file, got, 0o644)); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if n, g, w := firstChange(string(got), string(want)); n > 0 {
		t.Errorf("%s line %d\n got %s\nwant %s", name, n, g, w)
	}
}

// TestExamplesTwice wants the same bytes whatever the number of jobs.
func TestExamplesTwice(t *testing.T) {
	enter(t)
	for _, c := range briefForms {
		first := briefOf(t, c.format, "1")
		for _, jobs := range []string{"1", "2", "7"} {
			if !bytes.Equal(first, briefOf(t, c.format, jobs)) {
				t.Errorf("%s: %s jobs give other bytes", c.format, jobs)
			}
		}
	}
}

// TestExamplesOpen opens every span of the JSON brief in the sources that lines
// prints: exact is the words there, and no report stands in two stories.
func TestExamplesOpen(t *testing.T) {
	enter(t)
	var out bytes.Buffer
	if exit, stderr := runWith(context.Background(), nil, &out, "lines", "--format", "json", "examples"); exit != exitDone {
		t.Fatal(exit, stderr)
	}
	sources := map[string][]rune{}
	for l := range strings.Lines(out.String()) {
		var r struct {
			ID, Source string
			Ledger     struct{ Article, Repeat, Aside, All int }
		}
		if err := json.Unmarshal([]byte(l), &r); err != nil {
			t.Fatal(err)
		}
		if r.Ledger.All == 0 || r.Ledger.Article+r.Ledger.Repeat+r.Ledger.Aside != r.Ledger.All {
			t.Errorf("%s: the ledger is %+v", r.ID, r.Ledger)
		}
		sources[r.ID] = []rune(r.Source)
	}
	var b struct {
		Reports []struct{ ID, Input string }
		Stories []map[string]any
	}
	if err := json.Unmarshal(briefOf(t, "json", "0"), &b); err != nil {
		t.Fatal(err)
	}
	spans, placed := 0, map[string]bool{}
	for _, story := range b.Stories {
		for _, r := range story["reports"].([]any) {
			if placed[r.(string)] {
				t.Errorf("report %s stands in two stories", r)
			}
			placed[r.(string)] = true
		}
		spans += opened(t, story, sources)
	}
	if len(b.Reports) != len(sources) || len(placed) != len(sources) {
		t.Errorf("%d reports, %d in stories, %d sources", len(b.Reports), len(placed), len(sources))
	}
	if spans < 100 {
		t.Errorf("only %d spans were opened", spans)
	}
}

// opened checks every object below v that has report, start, end and exact, and
// counts them.
func opened(t *testing.T, v any, sources map[string][]rune) (n int) {
	t.Helper()
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			n += opened(t, x, sources)
		}
	case map[string]any:
		exact, ok := v["exact"].(string)
		if ok {
			n++
			source := sources[v["report"].(string)]
			start, end := int(v["start"].(float64)), int(v["end"].(float64))
			if start >= end || end > len(source) || string(source[start:end]) != exact {
				t.Errorf("%v [%d,%d) is not %q", v["report"], start, end, exact)
			}
		}
		for _, x := range v {
			n += opened(t, x, sources)
		}
	}
	return n
}

func briefOf(t *testing.T, format, jobs string) []byte {
	t.Helper()
	var out bytes.Buffer
	exit, stderr := runWith(context.Background(), nil, &out, "brief", "--format", format, "--jobs", jobs, "examples")
	if exit != exitDone || stderr != "" {
		t.Fatalf("brief --format %s examples: exit %d, %q", format, exit, stderr)
	}
	return out.Bytes()
}

// indented makes JSON readable in a diff.
func indented(t *testing.T, raw []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := json.Indent(&out, raw, "", " "); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// firstChange is the number of the first line that differs, 0 for none.
func firstChange(got, want string) (n int, g, w string) {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(a), len(b)) {
		g, w = "(nothing)", "(nothing)"
		if i < len(a) {
			g = a[i]
		}
		if i < len(b) {
			w = b[i]
		}
		if g != w {
			return i + 1, g, w
		}
	}
	return 0, "", ""
}
