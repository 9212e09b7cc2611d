package stage

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/ingest"
)

// captured is the output line of capture. Offsets are code points into Source.
type captured struct {
	ID        json.RawMessage `json:"id"`
	Source    string          `json:"source"`
	Text      string          `json:"text"`
	Title     string          `json:"title"`
	Byline    []string        `json:"byline"`
	Published string          `json:"published"`
	Modified  string          `json:"modified"`
	Lang      string          `json:"lang"`
	Outlet    string          `json:"outlet"`
	Origin    string          `json:"origin"`
	Canonical string          `json:"canonical"`
	Blocks    []capturedBlock `json:"blocks"`
}

type capturedBlock struct {
	Role   readout.Role `json:"role"`
	Start  int          `json:"start"`
	End    int          `json:"end"`
	Reason string       `json:"reason"`
}

// load is one report to be captured: its id and how its bytes are read. A list
// line that is itself wrong has the error instead.
type load struct {
	id    json.RawMessage
	bytes func() (ingest.Input, error)
	err   error
}

// capture reads the reports that lists name or that the arguments are. An
// argument is a list where its name or its first bytes say so; standard input
// always is one.
func (r *run) capture(files []string) error {
	return Ordered(r.ctx, r.opt.Jobs, r.loads(files), func(l load) answer {
		if l.err != nil {
			return answer{err: l.err}
		}
		return guard(l.id, func() answer { return captureOne(l) })
	}, r.emit)
}

func captureOne(l load) answer {
	in, err := l.bytes()
	if err != nil {
		return refuse(l.id, err)
	}
	report, err := ingest.Read(in)
	if err != nil {
		return refuse(l.id, err)
	}
	return give(captureLine(l.id, report))
}

func captureLine(id json.RawMessage, r *readout.Report) captured {
	c := captured{
		ID: id, Source: r.Source, Text: r.Text(), Title: r.Title.Value, Byline: []string{},
		Published: r.Published.Value, Modified: r.Modified.Value, Lang: r.Lang.Value,
		Outlet: r.Outlet.Value, Origin: r.Origin.Value, Canonical: r.Canonical.Value,
		Blocks: make([]capturedBlock, len(r.Blocks)),
	}
	for _, b := range r.Byline {
		c.Byline = append(c.Byline, b.Value)
	}
	points := readout.NewCodePoints(r.Source)
	for i, b := range r.Blocks {
		start, end := points.Span(b.Span)
		c.Blocks[i] = capturedBlock{Role: b.Role, Start: start, End: end, Reason: b.Reason}
	}
	return c
}

// loads yields the reports of the arguments in their order.
func (r *run) loads(files []string) iter.Seq[load] {
	return func(yield func(load) bool) {
		named := map[string]bool{}
		for _, name := range files {
			read := direct
			if isList(name) {
				read = r.listed
			}
			if !read(name, named, yield) {
				return
			}
		}
	}
}

// listed yields the reports that a list names, their paths taken from its
// folder.
func (r *run) listed(list string, _ map[string]bool, yield func(load) bool) bool {
	folder := "."
	if list != "-" {
		folder = filepath.Dir(list)
	}
	for l := range r.lines([]string{list}) {
		rec, err := parse(l)
		path := ""
		if err == nil {
			path, err = rec.text("html_file", "text_file")
		}
		if err != nil {
			yield(load{err: err})
			return false
		}
		if !yield(load{id: rec.id, bytes: func() (ingest.Input, error) { return loadListed(folder, path) }}) {
			return false
		}
	}
	return true
}

func loadListed(folder, path string) (ingest.Input, error) {
	if path == "" {
		return ingest.Input{}, fmt.Errorf("%w: the line gives no html_file or text_file", readout.ErrFormat)
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(folder, path)
	}
	return ingest.Load(path, ingest.WalkOptions{})
}

// direct yields one report, or the reports of a folder, named as an argument.
// Its id is the name of the file; the whole path where that name is taken.
func direct(arg string, named map[string]bool, yield func(load) bool) bool {
	for in, err := range ingest.Walk([]string{arg}, nil, ingest.WalkOptions{}) {
		if errors.Is(err, ingest.ErrPassedOver) {
			continue // records of an archive that hold no report are none that could not be read
		}
		id := filepath.Base(in.Name)
		if named[id] {
			id = in.Name
		}
		named[id] = true
		raw, fault := json.Marshal(id)
		if !yield(load{id: raw, err: fault, bytes: func() (ingest.Input, error) { return in, err }}) {
			return false
		}
	}
	return true
}

// isList tells a list of reports from a report.
func isList(name string) bool {
	if name == "-" {
		return true
	}
	base := strings.TrimSuffix(strings.ToLower(name), ".gz")
	if strings.HasSuffix(base, ".jsonl") || strings.HasSuffix(base, ".ndjson") {
		return true
	}
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	return startsObject(f)
}

// startsObject reports whether the bytes, plain or gzip, open a JSON object
// with a key.
func startsObject(r io.Reader) bool {
	head := make([]byte, 512)
	n, _ := io.ReadFull(r, head)
	head = head[:n]
	if bytes.HasPrefix(head, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(io.MultiReader(bytes.NewReader(head), r))
		if err != nil {
			return false
		}
		head = head[:cap(head)]
		n, _ = io.ReadFull(z, head)
		head = head[:n]
	}
	head = bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff")))
	return len(head) > 0 && head[0] == '{' && bytes.HasPrefix(bytes.TrimSpace(head[1:]), []byte(`"`))
}
