package mcp

import (
	"fmt"

	"github.com/readout-project/readout"
)

// List is a list that may have been cut.
type List[T any] struct {
	Items  []T    `json:"items"`
	All    int    `json:"all" jsonschema:"How many there are in all."`
	Offset int    `json:"offset" jsonschema:"How many before these were passed over."`
	Left   int    `json:"left" jsonschema:"How many after these were left out."`
	Rest   string `json:"rest" jsonschema:"How to ask for those left out; empty where none are."`
}

// cut takes the part of a list that is asked for. The arguments that ask for the
// rest besides offset are those of more: section "claims".
func cut[T any](all []T, p pageArgs, more string) List[T] {
	from := min(p.Offset, len(all))
	to := min(from+p.Limit, len(all))
	out := List[T]{Items: all[from:to:to], All: len(all), Offset: from, Left: len(all) - to}
	if out.Left > 0 {
		out.Rest = fmt.Sprintf("%d more: call again with %soffset %d", out.Left, more, to)
	}
	return out
}

// first takes the first n of a list whose rest another call gives.
func first[T any](all []T, n int, rest string) List[T] {
	to := min(n, len(all))
	out := List[T]{Items: all[:to:to], All: len(all), Left: len(all) - to}
	if out.Left > 0 {
		out.Rest = fmt.Sprintf("%d more: %s", out.Left, rest)
	}
	return out
}

// sections says which lists of an answer with several are given: all from their
// beginning, or one from where is asked.
type sections struct {
	asked string
	page  pageArgs
}

func newSections(asked string, p pageArgs) (sections, error) {
	if asked == "" && p.Offset > 0 {
		return sections{}, fmt.Errorf("%w: offset needs section: it passes over entries of one list", readout.ErrInvalid)
	}
	return sections{asked, p}, nil
}

// of is the page of one list.
func (x sections) of(name string) pageArgs {
	switch x.asked {
	case name:
		return x.page
	case "":
		return pageArgs{Limit: x.page.Limit}
	}
	return pageArgs{}
}

// part cuts one list of an answer with several.
func part[T any](x sections, name string, all []T) List[T] {
	if p := x.of(name); p.Limit > 0 {
		return cut(all, p, fmt.Sprintf("section %q, ", name))
	}
	return first(all, 0, fmt.Sprintf("call again with section %q", name))
}
