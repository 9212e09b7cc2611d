package brief

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/readout-project/readout"
)

var update = flag.Bool("update", false, "write the golden files anew")

type renderer func(io.Writer, *readout.Reading, Options) error

func render(t testing.TB, f renderer, r *readout.Reading, opt Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := f(&b, r, opt); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs from what was printed; go test ./brief -update writes it anew:\n%s", path, got)
	}
}

func TestGolden(t *testing.T) {
	r := harbour(t)
	opt := Options{Version: "0.0", Pipeline: "test"}
	golden(t, "harbour.txt", render(t, Text, r, opt))
	golden(t, "harbour.md", render(t, Markdown, r, opt))
	golden(t, "harbour.json", render(t, JSON, r, opt))
	var lines, asJSON bytes.Buffer
	if err := LinesText(&lines, "A", r.Docs[0].Report, opt); err != nil {
		t.Fatal(err)
	}
	golden(t, "lines.txt", lines.String())
	if err := LinesJSON(&asJSON, "A", r.Docs[0].Report, opt); err != nil {
		t.Fatal(err)
	}
	golden(t, "lines.json", asJSON.String())
}
