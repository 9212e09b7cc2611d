package stage

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

const plums = "Plum harvest starts early\n\nBy Jön Veselý\n\nThe growers of the Orlava valley – most of them – picked the first plums of the season on Monday.\n\nThe cooperative said that it expected a “small” harvest.\n"

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestCaptureOffsets reads the blocks back by code points, as a program outside
// does.
func TestCaptureOffsets(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "box/a.txt", plums)
	write(t, "box/b.txt.gz", packed(plums))
	write(t, "box/list.jsonl", `{"id":"a","text_file":"a.txt"}`+"\n"+`{"id":"b","html_file":null,"text_file":"b.txt.gz"}`)
	var out bytes.Buffer
	if err := Run(context.Background(), "capture", []string{"box/list.jsonl"}, &out, Options{}); err != nil {
		t.Fatal(err)
	}
	n := 0
	for l := range strings.Lines(out.String()) {
		n++
		var c struct {
			ID, Source, Text string
			Blocks           []capturedBlock
		}
		if err := json.Unmarshal([]byte(l), &c); err != nil {
			t.Fatal(err)
		}
		runes, at := []rune(c.Source), 0
		for i, b := range c.Blocks {
			if b.Start != at || b.End <= b.Start || b.End > len(runes) || b.Role.Share() == "" || b.Reason == "" {
				t.Fatalf("%s: block %d is %+v, expected a start of %d", c.ID, i, b, at)
			}
			at = b.End + 1
		}
		if at-1 != utf8.RuneCountInString(c.Source) {
			t.Errorf("%s: the blocks end at %d of %d", c.ID, at-1, utf8.RuneCountInString(c.Source))
		}
		if !strings.Contains(c.Text, "picked the first plums") || strings.Contains(c.Text, "\u0000") {
			t.Errorf("%s: the text is %q", c.ID, c.Text)
		}
	}
	if n != 2 {
		t.Errorf("%d lines", n)
	}
}

func TestIsList(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, c := range map[string]struct {
		text string
		want bool
	}{
		"a.jsonl":    {"anything", true},
		"a.JSONL.gz": {"anything", true},
		"a.ndjson":   {"", true},
		"list":       {"\ufeff { \"id\": 1}", true},
		"list.gz":    {packed(`{"id":1}`), true},
		"report.txt": {plums, false},
		"brace.txt":  {"{braces} open this report", false},
		"zip.gz":     {packed(plums), false},
		"torn.gz":    {"\x1f\x8b", false},
		"empty":      {"", false},
	} {
		write(t, name, c.text)
		if got := isList(name); got != c.want {
			t.Errorf("%s is a list: %v", name, got)
		}
	}
	if isList("gone") || isList(".") || !isList("-") {
		t.Error("what is no file is taken wrongly")
	}
}

func TestCaptureNamesTaken(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "x/a.txt", plums)
	write(t, "y/a.txt", plums)
	var out bytes.Buffer
	if err := Run(context.Background(), "capture", []string{"x", "y/a.txt"}, &out, Options{}); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(out.String(), "\n")
	if !strings.HasPrefix(lines[0], `{"id":"a.txt",`) || !strings.HasPrefix(lines[1], `{"id":"y/a.txt",`) {
		t.Errorf("got %q", lines)
	}
}
