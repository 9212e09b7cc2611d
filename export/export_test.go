package export

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/corroborate"
	"github.com/readout-project/readout/ingest"
)

var update = flag.Bool("update", false, "write the golden files anew")

var opt = Options{Version: "0.0", Pipeline: "test"}

// examples is the reading of the example newsroom, made once; nothing may change
// it.
var examples = sync.OnceValues(func() (*readout.Reading, error) {
	var docs []*readout.Document
	var failed []readout.Failure
	for in, err := range ingest.Walk([]string{"../examples"}, nil, ingest.WalkOptions{}) {
		if err != nil {
			return nil, err
		}
		r, err := ingest.Read(in)
		if err != nil {
			return nil, err
		}
		r.Capture.Input = filepath.ToSlash(strings.TrimPrefix(r.Capture.Input, "../"))
		if reason := annotate.Declines(r); reason != "" {
			failed = append(failed, readout.Failure{Report: len(docs), Input: r.Capture.Input, Reason: reason})
		}
		docs = append(docs, annotate.Document(r))
	}
	return corroborate.Read(docs, failed), nil
})

func exampleReading(t testing.TB) *readout.Reading {
	t.Helper()
	r, err := examples()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func render(t testing.TB, form string, r *readout.Reading, o Options) string {
	t.Helper()
	f, err := FormOf(form)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b, r, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := errors.Join(os.MkdirAll("testdata", 0o755), os.WriteFile(path, []byte(got), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	a, b := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(a), len(b)) {
		g, w := "(nothing)", "(nothing)"
		if i < len(a) {
			g = a[i]
		}
		if i < len(b) {
			w = b[i]
		}
		if g != w {
			t.Errorf("%s line %d; go test ./export -update writes it anew\n got %s\nwant %s", path, i+1, g, w)
			return
		}
	}
}

var endings = map[string]string{
	"markdown": "md", "html": "html", "csv": "csv", "jsonl": "jsonl", "json-ld": "jsonld", "ical": "ics", "atom": "atom", "jsonfeed": "json",
}

// TestGolden compares every form of a small reading with what was agreed.
func TestGolden(t *testing.T) {
	for _, f := range Forms() {
		golden(t, "quay."+endings[f.Name], render(t, f.Name, quay(t, ""), opt))
	}
	r := quay(t, "")
	var atom, feed bytes.Buffer
	if err := errors.Join(Atom(&atom, r, quayNews(r, ""), opt), JSONFeed(&feed, r, quayNews(r, ""), opt)); err != nil {
		t.Fatal(err)
	}
	golden(t, "news.atom", atom.String())
	golden(t, "news.json", feed.String())
}

// TestExamplesGolden compares the forms of the example newsroom: those that a person
// reads through as a whole, the others at their beginning. All of these is checked
// by what must hold of it, and the Markdown is a golden file of cmd/readout.
func TestExamplesGolden(t *testing.T) {
	r := exampleReading(t)
	for form, lines := range map[string]int{"csv": -1, "ical": -1, "html": 160, "jsonl": 4, "json-ld": 460, "atom": 90, "jsonfeed": 110} {
		got := strings.SplitAfter(render(t, form, r, opt), "\n")
		if lines > 0 {
			got = got[:lines]
		}
		golden(t, "examples."+endings[form], strings.Join(got, ""))
	}
}

func TestSameBytesTwice(t *testing.T) {
	r := exampleReading(t)
	for _, f := range Forms() {
		first := render(t, f.Name, r, opt)
		if again := render(t, f.Name, r, opt); first != again {
			t.Errorf("%s differs between two runs", f.Name)
		}
	}
}

// TestOneStory writes one story alone and names it where there is none.
func TestOneStory(t *testing.T) {
	r := exampleReading(t)
	one, other := r.Stories[0], r.Stories[1]
	for _, f := range Forms() {
		got := render(t, f.Name, r, Options{Story: one.ID})
		for _, w := range []string{"Marevian and Ardenian ministers met in person in Malta", "Ferry"} {
			// No dated step of the first story can be placed.
			if has, want := strings.Contains(got, w), w != "Ferry" && f.Name != "ical"; has != want && f.Name != "markdown" && f.Name != "html" {
				t.Errorf("%s of %s: %q stands in it: %v", f.Name, one.ID, w, has)
			}
		}
		if strings.Contains(got, brief.Clean(other.Title)) || strings.Contains(got, apartHead) {
			t.Errorf("%s of %s has the other story", f.Name, one.ID)
		}
		err := f.Write(io.Discard, r, Options{Story: "s0"})
		if !errors.Is(err, readout.ErrNotFound) || !strings.Contains(err.Error(), "s0") {
			t.Errorf("%s of no story: %v", f.Name, err)
		}
	}
}

func TestMarkdownIsThatOfTheBrief(t *testing.T) {
	r := exampleReading(t)
	var b bytes.Buffer
	if err := brief.Markdown(&b, r, brief.Options{}); err != nil {
		t.Fatal(err)
	}
	if render(t, "markdown", r, Options{}) != b.String() {
		t.Error("the Markdown is another than that of the brief")
	}
}

// TestBrokenReadings wants an error, not a panic, where an index leads nowhere.
func TestBrokenReadings(t *testing.T) {
	for name, spoil := range map[string]func(r *readout.Reading){
		"no report":       func(r *readout.Reading) { r.Docs[1] = nil },
		"evidence beyond": func(r *readout.Reading) { r.Stories[0].Claims[0].Evidence[0].Span.End = 1 << 20 },
		"no origin":       func(r *readout.Reading) { r.Stories[0].Claims[0].Evidence[0].Origin = 9 },
		"no statement":    func(r *readout.Reading) { r.Stories[0].Claims[0].Evidence[0].Statement = 99 },
		"no event":        func(r *readout.Reading) { r.Stories[0].Events[0].Members[0].Event = 7 },
		"no claim":        func(r *readout.Reading) { r.Stories[0].Events[0].Claims = []int{99} },
		"no timex":        func(r *readout.Reading) { r.Stories[0].Timeline.Lines[0].Places[0].Timex = 99 },
		"no next":         func(r *readout.Reading) { r.Stories[0].Next = []int{99} },
		"no such report":  func(r *readout.Reading) { r.Stories[0].Reports = []int{7} },
	} {
		for _, f := range Forms() {
			r := quay(t, "")
			spoil(r)
			if err := f.Write(io.Discard, r, opt); err == nil {
				t.Errorf("%s, %s: no error", f.Name, name)
			}
		}
	}
	r := quay(t, "")
	news := []readout.News{{Kind: readout.NewClaim, Because: []readout.Ref{{Report: 9}}}}
	if err := Atom(io.Discard, r, news, opt); !errors.Is(err, errBroken) {
		t.Errorf("news that leads nowhere: %v", err)
	}
	if _, err := FormOf("pdf"); !errors.Is(err, readout.ErrInvalid) || !strings.Contains(err.Error(), "json-ld") {
		t.Errorf("no form: %v", err)
	}
}

// What is given away names no folder of the machine where it was made, nor who may
// enter a site; it names the address or the file.
func TestNoFormLeaksAFolder(t *testing.T) {
	r := quay(t, "")
	folder := "/home/ada.secret/leaks/"
	for i, d := range r.Docs {
		d.Report.Capture.Input = folder + fmt.Sprintf("page-%d.html#2", i)
	}
	r.Docs[1].Report.Capture.Input = `C:\Users\ada.secret\page-1.eml`
	r.Docs[2].Report.Capture.Address = "https://ada.secret:pass@shore.example/quay?id=7"
	r.Failed = []readout.Failure{{Report: -1, Input: folder + "scan.pdf", Reason: "read " + folder + "scan.pdf: it has no text"}}
	for _, f := range Forms() {
		var b bytes.Buffer
		if err := f.Write(&b, r, Options{}); err != nil {
			t.Fatal(err)
		}
		for _, s := range []string{"ada.secret", "leaks", "/home", "Users"} {
			if strings.Contains(b.String(), s) {
				t.Errorf("%s has %q", f.Name, s)
			}
		}
		if f.Name == "html" {
			for _, s := range []string{"page-0.html#2", "page-1.eml", "https://shore.example/quay?id=7", "scan.pdf"} {
				if !strings.Contains(b.String(), s) {
					t.Errorf("%s lacks %q", f.Name, s)
				}
			}
		}
	}
}
