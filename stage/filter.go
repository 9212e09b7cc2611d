// Package stage runs one stage of the pipeline as a Unix filter: JSON Lines in,
// one line out per line in, in input order, on all cores, in bounded memory.
//
// A stage reads only its own keys and passes over all others; ids are opaque
// and come back as they were given. Spans are converted from byte offsets to
// code points here and nowhere else. A report that cannot be read gives a line
// with its id and the error and the run goes on; malformed JSON ends the run.
//
// One file per stage; filter.go holds what they share.
package stage

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"runtime"
	"strings"

	"github.com/readout-project/readout"
)

// Options of a run.
type Options struct {
	Jobs  int       // reports worked on at once; 0 means as many as there are cores
	Stdin io.Reader // read where no file is named, and for "-"
	Reuse bool      // group: list which texts share passages, instead of groups
	Raw   bool      // syntax: read plain text, a paragraph a line, instead of CoNLL-U
	// Format is what annotate prints: "json", which "" means too, or "conllu".
	Format string
}

const formatCoNLLU = "conllu"

// check finds options that are not for the stage.
func (o Options) check(name string) error {
	switch {
	case o.Raw && name != "syntax":
		return fmt.Errorf("stage %s: %w: --raw is for syntax, which reads plain text", name, readout.ErrInvalid)
	case o.Format == formatCoNLLU && name != "annotate" && name != "syntax":
		return fmt.Errorf("stage %s: %w: --format conllu is for annotate, and what syntax prints", name, readout.ErrInvalid)
	}
	return nil
}

// Unread says at the end of a run that reports could not be read; each has its
// own error line. Internal is set where a bug of the program is the cause.
type Unread struct {
	Stage    string
	N, Of    int
	Internal bool
}

func (e *Unread) Error() string {
	why := "could not be read"
	if e.Internal {
		why = "could not be read, at least one through a fault of the program"
	}
	return fmt.Sprintf("stage %s: %d of %d reports %s; see their lines with \"error\"", e.Stage, e.N, e.Of, why)
}

// Unwrap gives readout.ErrFormat, or nil for a fault of the program.
func (e *Unread) Unwrap() error {
	if e.Internal {
		return nil
	}
	return readout.ErrFormat
}

// def is one stage: its name and what runs it. files are never empty.
type def struct {
	name string
	run  func(r *run, files []string) error
}

// stages are in the order of the pipeline.
var stages = []def{
	{"capture", (*run).capture},
	{"annotate", (*run).annotate},
	{"code", (*run).code},
	{"syntax", (*run).syntax},
	{"names", (*run).names},
	{"check", (*run).check},
	{"group", (*run).group},
	{"align", (*run).align},
}

// Names lists the stages in the order of the pipeline.
func Names() []string {
	names := make([]string, len(stages))
	for i, s := range stages {
		names[i] = s.name
	}
	return names
}

// Run runs the stage over the files, or over opt.Stdin where there are none,
// and writes whole lines to out. The error wraps readout.ErrInvalid where the
// stage or the input is wrong, is an *Unread where reports could not be read,
// and is ctx's where that ended the run.
func Run(ctx context.Context, name string, files []string, out io.Writer, opt Options) error {
	for _, s := range stages {
		if s.name != name {
			continue
		}
		if err := opt.check(name); err != nil {
			return err
		}
		if len(files) == 0 {
			files = []string{"-"}
		}
		if opt.Jobs <= 0 {
			opt.Jobs = runtime.GOMAXPROCS(0)
		}
		r := &run{ctx: ctx, opt: opt, out: out, unread: Unread{Stage: name}}
		if err := s.run(r, files); err != nil {
			return err
		}
		if r.unread.N > 0 {
			return &r.unread
		}
		return nil
	}
	return fmt.Errorf("stage %s: %w: there is no such stage; there are %s", name, readout.ErrInvalid, strings.Join(Names(), ", "))
}

// run is one run of one stage.
type run struct {
	ctx    context.Context
	opt    Options
	out    io.Writer
	unread Unread
}

// answer is what a stage gives for one line of input.
type answer struct {
	line     []byte // with its line break
	unread   bool   // the line says that the report could not be read
	internal bool   // through a fault of the program
	err      error  // ends the run
}

// give makes an answer of a value.
func give(v any) answer {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return answer{err: err}
	}
	return answer{line: b.Bytes()}
}

// refuse is the answer for a report that cannot be read.
func refuse(id json.RawMessage, err error) answer {
	a := give(struct {
		ID    json.RawMessage `json:"id"`
		Error string          `json:"error"`
	}{id, err.Error()})
	a.unread = true
	return a
}

// emit writes one answer. It is called in input order.
func (r *run) emit(a answer) error {
	if a.err != nil {
		return a.err
	}
	r.unread.Of++
	if a.unread {
		r.unread.N++
	}
	r.unread.Internal = r.unread.Internal || a.internal
	_, err := r.out.Write(a.line)
	return err
}

// records runs a stage that answers each record of the lists by itself.
func (r *run) records(files []string, fn func(record) answer) error {
	return Ordered(r.ctx, r.opt.Jobs, r.lines(files), func(l line) answer {
		rec, err := parse(l)
		if err != nil {
			return answer{err: err}
		}
		return guard(rec.id, func() answer { return fn(rec) })
	}, r.emit)
}

// lines reads the lists one after another.
func (r *run) lines(files []string) iter.Seq[line] {
	return func(yield func(line) bool) {
		for _, name := range files {
			in, closer, err := r.open(name)
			if err != nil {
				yield(line{err: err})
				return
			}
			ok := readLines(name, in, yield)
			closer.Close()
			if !ok {
				return
			}
		}
	}
}

func (r *run) open(name string) (io.Reader, io.Closer, error) {
	if name == "-" {
		if r.opt.Stdin == nil {
			return nil, nil, fmt.Errorf("read -: %w: there is no standard input", readout.ErrInvalid)
		}
		return r.opt.Stdin, io.NopCloser(nil), nil
	}
	info, err := os.Stat(name)
	if err == nil && info.IsDir() {
		return nil, nil, fmt.Errorf("read %s: %w: a list is wanted, not a folder", name, readout.ErrInvalid)
	}
	f, err := os.Open(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, fmt.Errorf("read %s: %w: no such file; check the path", name, readout.ErrInvalid)
	case err != nil:
		return nil, nil, fmt.Errorf("%w: %w", readout.ErrInvalid, err)
	}
	return f, f, nil
}

// guard turns a panic over one report into its error line, so that a fault of
// the program costs one report and not the batch; the run's error tells.
func guard(id json.RawMessage, fn func() answer) (a answer) {
	defer func() {
		if p := recover(); p != nil {
			a = refuse(id, fmt.Errorf("fault of the program, please report it: %v", p))
			a.internal = true
		}
	}()
	return fn()
}

// Ordered applies fn to the items on jobs goroutines and hands what it gives to
// emit, one at a time and in the order of the items. It takes items only a few
// ahead of emit, so that memory is bounded by five items for each job. It ends
// with the first error of emit, or with ctx's; items are then not read further.
func Ordered[T, R any](ctx context.Context, jobs int, items iter.Seq[T], fn func(T) R, emit func(R) error) error {
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	type slot struct {
		item T
		out  chan R
	}
	jobs = max(jobs, 1)
	work := make(chan slot)
	queue := make(chan chan R, 4*jobs)
	go func() {
		defer close(queue)
		defer close(work)
		for item := range items {
			s := slot{item, make(chan R, 1)}
			if !send(inner, queue, s.out) || !send(inner, work, s) {
				return
			}
		}
	}()
	for range jobs {
		go func() {
			for s := range work {
				s.out <- fn(s.item)
			}
		}()
	}
	for {
		out, ok := receive(inner, queue)
		if !ok {
			return ctx.Err()
		}
		r, ok := receive(inner, out)
		if !ok {
			return ctx.Err()
		}
		if err := emit(r); err != nil {
			return err
		}
	}
}

func send[T any](ctx context.Context, to chan<- T, v T) bool {
	select {
	case to <- v:
		return true
	case <-ctx.Done():
		return false
	}
}

func receive[T any](ctx context.Context, from <-chan T) (v T, ok bool) {
	select {
	case v, ok = <-from:
		return v, ok
	case <-ctx.Done():
		return v, false
	}
}
