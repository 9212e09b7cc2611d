package record

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/readout-project/readout"
)

// ErrFault marks what went wrong through a fault of the program.
var ErrFault = errors.New("fault of the program, please report it")

// Unweighed says which stories could not be weighed, and why; the others were. Such a
// story stands as it was weighed last, and is tried again when it changes.
type Unweighed struct {
	Stories []string
	Why     map[string]error
}

func (u *Unweighed) Error() string {
	var lines []string
	for _, id := range u.Stories {
		lines = append(lines, fmt.Sprintf("story %s could not be weighed and stands as it was before, the others are as they should be: %v", id, u.Why[id]))
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives what each story failed by.
func (u *Unweighed) Unwrap() []error { return slices.Collect(maps.Values(u.Why)) }

// unweighed is a story that could not be weighed when it had changed so often;
// moments of the past count as anyChange.
type unweighed struct {
	changes int
	why     error
}

const anyChange = -1

// Unweighed are the stories that the record could not weigh as they are now; nil
// for none.
func (r *Record) Unweighed() error {
	r.failing.Lock()
	defer r.failing.Unlock()
	if len(r.failed) == 0 {
		return nil
	}
	out := &Unweighed{Stories: slices.Sorted(maps.Keys(r.failed)), Why: map[string]error{}}
	for id, u := range r.failed {
		out.Why[id] = u.why
	}
	return out
}

// weighOver weighs a story; one that cannot be weighed stops no other.
func (r *Record) weighOver(ctx context.Context, story string) error {
	changes, err := r.db.Changes(ctx, story)
	if err != nil {
		return err
	}
	r.failing.Lock()
	before, failed := r.failed[story]
	r.failing.Unlock()
	if failed && before.changes == changes {
		return nil
	}
	return r.over(story, changes, r.weigh(ctx, story))
}

// over keeps an error that is of one story alone, so that its neighbours go on; any
// other it gives back.
func (r *Record) over(story string, changes int, err error) error {
	r.failing.Lock()
	defer r.failing.Unlock()
	switch {
	case errors.Is(err, ErrFault), errors.Is(err, readout.ErrFormat):
		r.failed[story] = unweighed{changes, err}
		return nil
	case err == nil && changes != anyChange:
		delete(r.failed, story)
	}
	return err
}

// caught makes an error of a panic: no report may end a program that reads others.
func caught(what string, err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%s: %w: %v", what, ErrFault, p)
	}
}
