package main

import (
	"errors"
	"fmt"
	"iter"
	"runtime"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/fetch"
	"github.com/readout-project/readout/ingest"
	"github.com/readout-project/readout/stage"
)

// errFault marks what went wrong with a report through a fault of the program.
var errFault = errors.New("fault of the program, please report it")

// unread says at the end of a run that reports could not be read; each has had
// its message.
type unread struct {
	n, of int
	fault bool
}

func (e *unread) Error() string {
	if e.n == e.of {
		return "no report could be read"
	}
	return fmt.Sprintf("%d of %d reports could not be read; the rest was done", e.n, e.of)
}

func (e *unread) Unwrap() error {
	if e.fault {
		return errFault
	}
	return readout.ErrFormat
}

// received is one input in order: its value, or why there is none.
type received[T any] struct {
	name  string
	value T
	err   error
}

// reading says what becomes of reports.
type reading[T any] struct {
	read   func(ingest.Input) (T, error) // run on several reports at once
	done   func(T) error                 // run in the order of the arguments
	failed func(readout.Failure) error   // likewise, in the place of a report that cannot be read
}

// run reads the reports that the arguments name, jobs at a time. One that
// cannot be read gets a message on standard error, and the rest is done; the
// error at the end is then an *unread.
func (x reading[T]) run(p *program, args []string, jobs int) error {
	if err := checkJobs(jobs); err != nil {
		return err
	}
	if jobs == 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	sum := unread{}
	bar := newProgress(p.stderr)
	defer bar.clear()
	err := stage.Ordered(p.ctx, jobs, inputs(args, p), func(in received[ingest.Input]) received[T] {
		out := received[T]{name: in.name, err: in.err}
		if in.err == nil {
			out.value, out.err = protect(in.value, x.read)
		}
		return out
	}, func(r received[T]) error {
		if r.err != nil {
			bar.clear()
			p.tell(r.err)
		}
		if errors.Is(r.err, ingest.ErrSeen) || errors.Is(r.err, ingest.ErrPassedOver) || errors.Is(r.err, errUnchanged) {
			return nil
		}
		sum.of++
		bar.step()
		if r.err == nil {
			return x.done(r.value)
		}
		sum.n++
		sum.fault = sum.fault || errors.Is(r.err, errFault)
		return x.failed(failure(r.name, r.err))
	})
	if err == nil && sum.n > 0 {
		return &sum
	}
	return err
}

func checkJobs(n int) error {
	if n < 0 {
		return fmt.Errorf("%w: --jobs %d; give 1 or more", readout.ErrInvalid, n)
	}
	return nil
}

// failure is a report that could not be captured; the reason goes without the
// name, which stands beside it.
func failure(name string, err error) readout.Failure {
	return readout.Failure{Report: -1, Input: name, Reason: strings.TrimPrefix(err.Error(), "read "+name+": ")}
}

func inputs(args []string, p *program) iter.Seq[received[ingest.Input]] {
	return func(yield func(received[ingest.Input]) bool) {
		for in, err := range ingest.Walk(args, p.stdin, ingest.WalkOptions{Fetch: p.fetcher()}) {
			if !yield(received[ingest.Input]{in.Name, in, err}) {
				return
			}
		}
	}
}

// allowPrivate is the variable of the environment that opens addresses in private
// networks, for a desk that keeps reports on a server of its own.
const allowPrivate = "READOUT_ALLOW_PRIVATE"

// errUnchanged marks an address whose page is the one that the record has.
var errUnchanged = errors.New("not changed since it was added")

// validator tells of an address what the page that is known was served with, and
// keeps what a new one was served with.
type validator interface {
	of(address string) (etag, lastModified string, err error)
	keep(address, etag, lastModified string)
}

// fetcher gives what gets addresses; nothing is opened before it is called.
func (p *program) fetcher() func(string) (ingest.Input, error) {
	c := fetch.New(fetch.Options{Version: version, MaxBytes: ingest.MaxBytes, AllowPrivate: p.private || p.env(allowPrivate) == "1"})
	return func(address string) (ingest.Input, error) {
		ask := fetch.Request{Address: address}
		if p.pages != nil {
			var err error
			if ask.ETag, ask.LastModified, err = p.pages.of(address); err != nil {
				return ingest.Input{}, err
			}
		}
		r, err := c.Get(p.ctx, ask)
		switch {
		case err != nil:
			return ingest.Input{}, err
		case r.NotModified:
			return ingest.Input{}, errUnchanged
		case p.pages != nil:
			p.pages.keep(address, r.ETag, r.LastModified)
		}
		return ingest.Input{Data: r.Data, Address: r.Address, Media: r.Media}, nil
	}
}

// protect turns a panic over one report into its error.
func protect[T any](in ingest.Input, read func(ingest.Input) (T, error)) (v T, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("read %s: %w: %v", in.Name, errFault, r)
		}
	}()
	return read(in)
}

// await runs fn to its end, unless the program is interrupted before.
func (p *program) await(fn func() error) error {
	done := make(chan error, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				done <- fmt.Errorf("%w: %v", errFault, r)
			}
		}()
		done <- fn()
	}()
	select {
	case err := <-done:
		return err
	case <-p.ctx.Done():
		return p.ctx.Err()
	}
}
