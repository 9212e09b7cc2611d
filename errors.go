package readout

import "errors"

// The four kinds of error that a face of the program tells apart; everything
// else is internal. Wrap them with the operation and the input first.
var (
	// ErrNotFound: the thing named is not there.
	ErrNotFound = errors.New("not found")
	// ErrFormat: the bytes are of a kind that cannot be read.
	ErrFormat = errors.New("unreadable format")
	// ErrConflict: the thing changed meanwhile.
	ErrConflict = errors.New("conflict")
	// ErrInvalid: the request itself is wrong.
	ErrInvalid = errors.New("invalid")
)
