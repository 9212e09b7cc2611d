package ingest

import (
	"strings"

	"github.com/readout-project/readout"
)

// ballot is the vote on one field of a page's metadata: every value that
// anything on the page speaks for, with who does. The same value stated twice
// is one candidate.
type ballot struct {
	field *field
	list  []*candidate
	index map[string]*candidate
	seen  []bool // per origin, whether it states anything
	sure  bool   // the field is stated, none is no answer
}

// field is what is voted on: the names of the origins, the most trusted wording
// first, and of the measures of form that the ballot's reader fills in.
type field struct {
	name    string
	origins []string
	forms   []string
}

// width is the number of measures of a candidate.
func (f *field) width() int { return len(f.origins) + len(f.forms) + generalMeasures }

// generalMeasures are those that every field has beside its own: votes, the
// candidate's place by votes, the number of candidates.
const generalMeasures = 3

// measureNames are the names of a candidate's measures in their order.
func (f *field) measureNames() []string {
	out := append(append([]string(nil), f.origins...), "votes", "place", "candidates")
	return append(out, f.forms...)
}

// candidate is a value that may be the field's.
type candidate struct {
	key   string
	found []readout.Found // as its best origin words it
	best  int             // that origin
	from  []bool          // per origin, whether it states the value
	votes int
	block int // where the page shows it, -1 for nowhere
	form  []int
}

// maxCandidates bounds a vote.
const maxCandidates = 120

func newBallot(f *field) *ballot {
	return &ballot{field: f, index: map[string]*candidate{}, seen: make([]bool, len(f.origins))}
}

// add notes that an origin states a value, shown in a block or nowhere (-1).
func (b *ballot) add(origin int, key string, block int, found ...readout.Found) *candidate {
	if key == "" || len(found) == 0 {
		return nil
	}
	c := b.index[key]
	if c == nil {
		if len(b.list) >= maxCandidates {
			return nil
		}
		c = &candidate{key: key, found: found, best: origin, from: make([]bool, len(b.field.origins)), block: block, form: make([]int, len(b.field.forms))}
		b.index[key] = c
		b.list = append(b.list, c)
	}
	if origin < c.best {
		c.found, c.best = found, origin
	}
	if c.block < 0 {
		c.block = block
	}
	if !c.from[origin] {
		c.from[origin] = true
		c.votes++
	}
	b.seen[origin] = true
	return c
}

// What a measure of an origin says: it states nothing, another value, this one.
const (
	statesNothing = iota
	statesOther
	statesThis
)

// measures describes candidate c for the model.
func (b *ballot) measures(c *candidate, out []int) []int {
	for o := range b.field.origins {
		switch {
		case c.from[o]:
			out = append(out, statesThis)
		case b.seen[o]:
			out = append(out, statesOther)
		default:
			out = append(out, statesNothing)
		}
	}
	place := 0
	for _, other := range b.list {
		if other.votes > c.votes {
			place++
		}
	}
	return append(append(out, c.votes, place, len(b.list)), c.form...)
}

// decide is the candidate that the model ranks first, nil where none scores
// above nought, which is the score of none of them, unless the ballot is sure. Of equals, the one from the more trusted origin wins.
func (b *ballot) decide(r *ranker) *candidate {
	var best *candidate
	top := 0
	x := make([]int, 0, b.field.width())
	for _, c := range b.list {
		x = b.measures(c, x[:0])
		s := r.score(x)
		if best == nil || s > top || s == top && c.best < best.best {
			best, top = c, s
		}
	}
	if best == nil || top < 0 && !b.sure {
		return nil
	}
	return best
}

// keyIn says how a key stands to another: 0 for not in it, 1 inside, 2 at its
// end, 3 at its beginning, 4 the same; -3 and -2 where it holds the other at its
// beginning or end.
func keyIn(k, other string) int {
	switch {
	case k == other:
		return 4
	case len(k) < 3 || len(other) < 3:
		return 0
	case strings.HasPrefix(other, k+" "):
		return 3
	case strings.HasSuffix(other, " "+k):
		return 2
	case strings.Contains(other, " "+k+" "):
		return 1
	case strings.HasPrefix(k, other+" "):
		return -3
	case strings.HasSuffix(k, " "+other):
		return -2
	}
	return 0
}
