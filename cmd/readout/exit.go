package main

import (
	"context"
	"errors"
	"io"
	"syscall"

	"github.com/readout-project/readout"
)

// Exit statuses, as docs/commands.md gives them.
const (
	exitDone        = 0
	exitUnread      = 1 // some report could not be read; the rest was done
	exitInvalid     = 2 // wrong usage, or a malformed list
	exitInternal    = 3
	exitInterrupted = 130 // as shells count a program that SIGINT ended
)

// statuses maps the errors that the program tells apart; the first that fits
// holds, and any other error is internal.
var statuses = []struct {
	err  error
	exit int
}{
	{context.Canceled, exitInterrupted},
	{syscall.EPIPE, exitDone}, // the reader has had enough
	{io.ErrClosedPipe, exitDone},
	{readout.ErrInvalid, exitInvalid},
	{readout.ErrNotFound, exitUnread},
	{readout.ErrFormat, exitUnread},
	{readout.ErrConflict, exitUnread},
}

func status(err error) int {
	if err == nil {
		return exitDone
	}
	for _, s := range statuses {
		if errors.Is(err, s.err) {
			return s.exit
		}
	}
	return exitInternal
}

// quiet reports whether an error needs no message: the one who runs the program
// ended it.
func quiet(err error) bool {
	return errors.Is(err, context.Canceled) || status(err) == exitDone
}
