package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/readout-project/readout"
)

// runWith runs the program on a plain stream as standard input.
func runWith(ctx context.Context, stdin io.Reader, stdout io.Writer, args ...string) (exit int, stderr string) {
	var b bytes.Buffer
	exit = run(ctx, args, stdin, stdout, &b, func(string) string { return "" })
	return exit, b.String()
}

func TestStatus(t *testing.T) {
	for _, c := range []struct {
		err  error
		want int
	}{
		{nil, 0},
		{fmt.Errorf("read a: %w", readout.ErrFormat), 1},
		{fmt.Errorf("read a: %w", readout.ErrNotFound), 1},
		{fmt.Errorf("write a: %w", readout.ErrConflict), 1},
		{&unread{n: 1, of: 2}, 1},
		{&unread{n: 1, of: 2, fault: true}, 3},
		{fmt.Errorf("list: %w: %w", readout.ErrInvalid, readout.ErrNotFound), 2},
		{errors.New("anything else"), 3},
		{context.Canceled, 130},
		{fmt.Errorf("write standard output: %w", syscall.EPIPE), 0},
	} {
		if got := status(c.err); got != c.want {
			t.Errorf("%v gives %d, want %d", c.err, got, c.want)
		}
	}
}

// broken fails every write with err.
type broken struct{ err error }

func (b broken) Write([]byte) (int, error) { return 0, b.err }

func TestOutputThatFails(t *testing.T) {
	for _, c := range []struct {
		err    error
		exit   int
		stderr string
	}{
		{syscall.EPIPE, 0, ""},
		{io.ErrClosedPipe, 0, ""},
		{syscall.ENOSPC, 3, "readout: write standard output: no space left on device\n"},
	} {
		exit, stderr := runWith(context.Background(), nil, broken{c.err}, "version")
		if exit != c.exit || stderr != c.stderr {
			t.Errorf("%v: exit %d, %q; want %d, %q", c.err, exit, stderr, c.exit, c.stderr)
		}
	}
}

// TestInterrupt has a standard input that never ends.
func TestInterrupt(t *testing.T) {
	for _, args := range [][]string{{"stage", "capture"}, {"lines", "-"}, {"brief", "exit.go", "-"}} {
		ctx, cancel := context.WithCancel(context.Background())
		r, w := io.Pipe()
		time.AfterFunc(20*time.Millisecond, cancel)
		var out bytes.Buffer
		exit, stderr := runWith(ctx, r, &out, args...)
		w.Close()
		if exit != 130 || stderr != "" || out.Len() > 0 {
			t.Errorf("%q: exit %d, %q, %q", args, exit, stderr, out.String())
		}
	}
}

func TestAwaitTurnsAPanicIntoAFault(t *testing.T) {
	p := &program{ctx: context.Background()}
	err := p.await(func() error { panic("it fell over") })
	if !errors.Is(err, errFault) || status(err) != exitInternal {
		t.Errorf("got %v", err)
	}
}

func TestProgressShowsLateAndGoesAway(t *testing.T) {
	var out strings.Builder
	now := time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)
	p := startProgress(&out, func() time.Time { return now })
	for range 30 {
		now = now.Add(60 * time.Millisecond)
		p.step()
	}
	p.clear()
	p.clear()
	want := "\rreading: 17 reports\x1b[K\rreading: 21 reports\x1b[K\rreading: 25 reports\x1b[K\rreading: 29 reports\x1b[K\r\x1b[K"
	if out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

func TestColored(t *testing.T) {
	p := &program{stdout: &bytes.Buffer{}, env: func(string) string { return "" }}
	for when, want := range map[string]bool{"auto": false, "always": true, "never": false} {
		if p.colored(when) != want {
			t.Errorf("%s colours: %v", when, !want)
		}
	}
}

// TestDocs fails where a command, a flag, a stage or an exit status is not in
// docs/commands.md, and where the help of a command has no example.
func TestDocs(t *testing.T) {
	text, err := os.ReadFile("../../docs/commands.md")
	if err != nil {
		t.Fatal(err)
	}
	sections := map[string]string{}
	for _, s := range strings.Split(string(text), "\n## ")[1:] {
		title, body, _ := strings.Cut(s, "\n")
		sections[strings.Trim(title, "`")] = body
	}
	parser, err := newParser(io.Discard, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range parser.Model.Leaves(true) {
		body, ok := sections[n.Name]
		if !ok {
			t.Errorf("docs/commands.md has no section ## `%s`", n.Name)
			continue
		}
		for _, f := range n.Flags {
			if !strings.Contains(body+sections["The record"], "`--"+f.Name) {
				t.Errorf("docs/commands.md does not explain `--%s` of %s", f.Name, n.Name)
			}
		}
		if !strings.Contains(n.Detail, "    readout "+n.Name) {
			t.Errorf("help/%s.txt has no example", n.Name)
		}
	}
}
