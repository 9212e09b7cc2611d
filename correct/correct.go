// Package correct applies what people decided on one report: the roles of its
// blocks and its date before it is annotated, time expressions and speakers after.
// What a person decided wins over what the program reads; that is kept where it
// stands, and a judgement that is left out leaves no trace.
//
// Judgements that join or part things of several reports are applied where
// reports are read together, by package corroborate.
package correct

import (
	"slices"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
)

// Annotate makes the document of a report as the judgements have it: the report
// corrected, annotated, and the document corrected. The report itself is not
// changed. Judgements on other reports, undone ones and those of other kinds are
// passed over; those of its own that find no place come back with the reason.
func Annotate(r *readout.Report, js []readout.Judgement) (*readout.Document, []readout.Unplaced) {
	r, out := Report(r, js)
	d := annotate.Document(r)
	return d, append(out, Document(d, js)...)
}

// on are the judgements that hold and that one report must follow, of those that
// a step is for, in order of time; those that say nothing that can be followed
// come back with the reason.
func on(report string, js []readout.Judgement, step func(*readout.Judgement) bool) (list []readout.Judgement, out []readout.Unplaced) {
	for _, j := range js {
		if j.A.Report != report || !j.Holds() || !step(&j) {
			continue
		}
		if err := j.Check(); err != nil {
			out = append(out, readout.Unplaced{Judgement: j, Reason: err.Error()})
			continue
		}
		list = append(list, j)
	}
	slices.SortStableFunc(list, func(a, b readout.Judgement) int { return a.Sequence(&b) })
	slices.SortStableFunc(out, func(a, b readout.Unplaced) int { return a.Judgement.Sequence(&b.Judgement) })
	return list, out
}

// apply follows the judgements in order of time, so that the later wins; do says
// why one cannot be followed.
func apply(list []readout.Judgement, source string, do func(j *readout.Judgement, at readout.Span) string) (out []readout.Unplaced) {
	for i := range list {
		j := &list[i]
		at, found := j.A.In(source)
		reason := "the report does not have the words"
		if found || j.A.Whole() {
			reason = do(j, at)
		}
		if reason != "" {
			out = append(out, readout.Unplaced{Judgement: *j, Reason: reason})
		}
	}
	return out
}
