package main

import (
	"fmt"
	"io"
	"time"
)

// Progress waits before it shows at all, and between two lines.
const (
	progressAfter = time.Second
	progressEvery = 200 * time.Millisecond
)

// progress counts reports on a terminal, on one line that it takes away again.
type progress struct {
	out  io.Writer // nil where there is no terminal
	now  func() time.Time
	next time.Time
	n    int
	on   bool // a line is on the screen
}

func newProgress(stderr io.Writer) *progress {
	if _, ok := terminal(stderr); !ok {
		return &progress{}
	}
	return startProgress(stderr, time.Now)
}

func startProgress(out io.Writer, now func() time.Time) *progress {
	return &progress{out: out, now: now, next: now().Add(progressAfter)}
}

// step counts one report.
func (p *progress) step() {
	p.n++
	p.show(fmt.Sprintf("reading: %d reports", p.n))
}

// of says how far some work is.
func (p *progress) of(what string, done, of int) {
	if done == of {
		p.clear()
		return
	}
	p.show(fmt.Sprintf("%s: %d of %d", what, done, of))
}

func (p *progress) show(line string) {
	if p.out == nil {
		return
	}
	if t := p.now(); t.After(p.next) {
		p.next = t.Add(progressEvery)
		p.on = true
		fmt.Fprint(p.out, "\r"+line+"\x1b[K")
	}
}

// clear takes the line away, for a message or at the end.
func (p *progress) clear() {
	if p.on {
		p.on = false
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}
