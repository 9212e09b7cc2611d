package main

import (
	"io"
	"os"

	"github.com/mattn/go-isatty"
)

// Widths of the brief in columns.
const (
	pipedWidth = 80
	mostWidth  = 100
	leastWidth = 40
)

// terminal gives the file behind a stream where it is a terminal.
func terminal(stream any) (*os.File, bool) {
	f, ok := stream.(*os.File)
	if !ok || !(isatty.IsTerminal(f.Fd()) || isatty.IsCygwinTerminal(f.Fd())) {
		return nil, false
	}
	return f, true
}

// colored decides on colour: when is auto, always or never.
func (p *program) colored(when string) bool {
	switch when {
	case "always":
		return true
	case "never":
		return false
	}
	_, ok := terminal(p.stdout)
	return ok && p.env("NO_COLOR") == "" && p.env("TERM") != "dumb"
}

// width is the width of the terminal up to a readable one; 80 elsewhere.
func width(stdout io.Writer) int {
	f, ok := terminal(stdout)
	if !ok {
		return pipedWidth
	}
	if n := columns(f); n > 0 {
		return max(leastWidth, min(n, mostWidth))
	}
	return pipedWidth
}
