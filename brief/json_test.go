package brief

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

// An empty list is [], never null, and every span leads to its words.
func TestJSONForm(t *testing.T) {
	out := render(t, JSON, harbour(t), Options{})
	if strings.Contains(out, ":null") {
		t.Error("null in the brief")
	}
	if !strings.HasSuffix(out, "}\n") || strings.Count(out, "\n") != 1 {
		t.Error("not one line")
	}
	for name, r := range map[string]*readout.Reading{
		"no report": {}, "a failure alone": {Failed: []readout.Failure{{Report: -1, Input: "x", Reason: "y"}}},
		"an empty story": {Stories: []readout.Story{{}}},
	} {
		if got := render(t, JSON, r, Options{}); strings.Contains(got, "null") {
			t.Errorf("%s: null in %s", name, got)
		}
	}
}

func TestJSONOffsetsAreCodePoints(t *testing.T) {
	r := harbour(t)
	var form any
	if err := json.Unmarshal([]byte(render(t, JSON, r, Options{})), &form); err != nil {
		t.Fatal(err)
	}
	sources := map[string][]rune{}
	for i, d := range r.Docs {
		sources[Label(i)] = []rune(d.Report.Source)
	}
	n := 0
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			if exact, ok := v["exact"].(string); ok {
				n++
				src := sources[v["report"].(string)]
				if got := string(src[int(v["start"].(float64)):int(v["end"].(float64))]); got != exact {
					t.Errorf("span covers %q, exact is %q", got, exact)
				}
			}
			for _, x := range v {
				walk(x)
			}
		}
	}
	walk(form)
	if n < 20 {
		t.Errorf("%d spans only", n)
	}
}

func TestIdentityID(t *testing.T) {
	a := readout.Identity{Type: readout.Person, Key: "ilse varga", Names: []readout.NameAt{{Name: "Ilse Varga"}, {Name: "Ilse Vargha"}}}
	b := readout.Identity{Type: readout.Person, Key: "ilse varga", Names: []readout.NameAt{{Name: "Ilse Vargha"}}}
	if identityID(a) != identityID(b) {
		t.Error("the names change the id, and not the key")
	}
	b.Type = readout.Organization
	if identityID(a) == identityID(b) {
		t.Error("the type does not change the id")
	}
	b.Type, b.Key = readout.Person, "ilse vargas"
	if identityID(a) == identityID(b) {
		t.Error("the key does not change the id")
	}
}

// A broken reading is an error, not a panic and not a brief.
func TestBrokenReadings(t *testing.T) {
	for name, broken := range map[string]func(*readout.Reading){
		"no report":       func(r *readout.Reading) { r.Docs[1] = nil },
		"ledger":          func(r *readout.Reading) { r.Docs[0].Report.Blocks[2].Role = "leader" },
		"failure":         func(r *readout.Reading) { r.Failed[0].Report = 9 },
		"copy":            func(r *readout.Reading) { r.Copies[0].Of = 9 },
		"story":           func(r *readout.Reading) { r.Stories[0].Reports = []int{9} },
		"root":            func(r *readout.Reading) { r.Stories[0].Roots[0].Origin = -1 },
		"evidence report": func(r *readout.Reading) { r.Stories[0].Claims[0].Evidence[0].Report = 7 },
		"evidence span":   func(r *readout.Reading) { r.Stories[0].Claims[0].Evidence[0].Span.End = 1 << 20 },
		"inside a letter": func(r *readout.Reading) {
			r.Stories[0].Claims[0].Evidence[0].Span.Start = strings.Index(r.Docs[0].Report.Source, "’") + 1
		},
		"evidence origin": func(r *readout.Reading) { r.Stories[0].Claims[0].Evidence[0].Origin = 5 },
		"statement":       func(r *readout.Reading) { r.Stories[0].Claims[0].Evidence[0].Statement = 99 },
		"side":            func(r *readout.Reading) { r.Stories[0].Differences[0].Sides[0].Claims = []int{99} },
		"silent":          func(r *readout.Reading) { r.Stories[0].Differences[1].Silent = []int{-1} },
		"relay":           func(r *readout.Reading) { r.Stories[0].Relays[0].Match = 8 },
		"next":            func(r *readout.Reading) { r.Stories[0].Next = []int{-1} },
		"person":          func(r *readout.Reading) { r.Stories[0].People[0].Names = nil },
		"day":             func(r *readout.Reading) { r.Stories[0].Days[0].Timexes[0].Timex = 12 },
		"silence":         func(r *readout.Reading) { r.Stories[0].Silence[0].Span = readout.Span{} },
	} {
		for form, f := range map[string]renderer{"text": Text, "markdown": Markdown, "json": JSON} {
			r := harbour(t)
			broken(r)
			var b bytes.Buffer
			if err := f(&b, r, Options{}); err == nil || b.Len() > 0 {
				t.Errorf("%s: %s gives %v and %d bytes", name, form, err, b.Len())
			}
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestWriteErrorsAreReturned(t *testing.T) {
	r := harbour(t)
	for form, f := range map[string]renderer{"text": Text, "markdown": Markdown, "json": JSON} {
		if err := f(full{}, r, Options{}); !errors.Is(err, io.ErrShortWrite) {
			t.Errorf("%s: %v", form, err)
		}
	}
	if err := LinesText(full{}, "A", r.Docs[0].Report, Options{}); !errors.Is(err, io.ErrShortWrite) {
		t.Error(err)
	}
	if err := LinesJSON(full{}, "A", r.Docs[0].Report, Options{}); !errors.Is(err, io.ErrShortWrite) {
		t.Error(err)
	}
}

func TestLabel(t *testing.T) {
	for i, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 27: "AB", 701: "ZZ", 702: "AAA"} {
		if got := Label(i); got != want {
			t.Errorf("Label(%d) is %s, want %s", i, got, want)
		}
	}
}
