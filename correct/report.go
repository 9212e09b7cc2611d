package correct

import (
	"fmt"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// Report is a copy of a report in which blocks have the roles, and the report the
// day of publication, that people gave them. The report itself is not changed.
// What finds no place comes back with the reason.
func Report(r *readout.Report, js []readout.Judgement) (*readout.Report, []readout.Unplaced) {
	c := *r
	c.Blocks = slices.Clone(r.Blocks)
	list, out := on(r.ID(), js, func(j *readout.Judgement) bool {
		return j.Kind == readout.BlockRole || j.Kind == readout.DateIs && j.A.Whole()
	})
	return &c, append(out, apply(list, r.Source, func(j *readout.Judgement, at readout.Span) string {
		if j.Kind == readout.DateIs {
			c.Published = readout.Found{Value: j.Value, Basis: j.Basis()}
			return ""
		}
		return setRole(&c, j, at)
	})...)
}

// setRole gives the block that holds a span its role.
func setRole(r *readout.Report, j *readout.Judgement, at readout.Span) string {
	i := r.BlockAt(at.Start)
	if i < 0 || !r.Blocks[i].Contains(at) {
		return "no block holds all the words"
	}
	repeats := -1
	if readout.Role(j.Value) == readout.RoleRepeat {
		if repeats = repeated(r, i); repeats < 0 {
			return "no other block has the words of this one"
		}
	}
	b := &r.Blocks[i]
	b.Role, b.Reason, b.Repeats = readout.Role(j.Value), j.Basis(), repeats
	if repeats >= 0 {
		b.Reason += fmt.Sprintf("; the words of block %d", repeats+1)
	}
	return ""
}

// repeated is the block whose words block i gives again: the first that has the
// same words, else the first that has them among others; no repeat itself. -1 for
// none.
func repeated(r *readout.Report, i int) int {
	words := " " + strings.Join(fold.Words(r.BlockText(i)), " ") + " "
	if strings.TrimSpace(words) == "" {
		return -1
	}
	among := -1
	for k := range r.Blocks {
		if k == i || r.Blocks[k].Role == readout.RoleRepeat {
			continue
		}
		switch other := " " + strings.Join(fold.Words(r.BlockText(k)), " ") + " "; {
		case other == words:
			return k
		case among < 0 && strings.Contains(other, words):
			among = k
		}
	}
	return among
}
