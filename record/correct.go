package record

import (
	"context"
	"slices"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/correct"
	"github.com/readout-project/readout/ingest"
	"github.com/readout-project/readout/store"
)

// corrected is the document of a report under the judgements on it.
func corrected(report *readout.Report, js []readout.Judgement) (*readout.Document, error) {
	d, _ := correct.Annotate(report, js) // what finds no place is told by Unplaced
	return d, d.Check()
}

// Correct keeps a judgement, by whom and when it says, and derives anew what it
// touches. The judgement gets its number, and the time where it has none.
func (r *Record) Correct(ctx context.Context, j *readout.Judgement) error {
	if j.At.IsZero() {
		j.At = r.now()
	}
	if err := r.db.Judge(ctx, j); err != nil {
		return err
	}
	return r.apply(ctx, j)
}

// Undo ends a judgement: what it touches is derived as if it had not been made.
func (r *Record) Undo(ctx context.Context, id int64, by string) (readout.Judgement, error) {
	j, err := r.db.Undo(ctx, id, by, r.now())
	if err != nil {
		return j, err
	}
	return j, r.apply(ctx, &j)
}

// Corrections lists all judgements, undone ones too.
func (r *Record) Corrections(ctx context.Context) ([]readout.Judgement, error) {
	return r.db.Judgements(ctx)
}

// apply derives anew what a judgement, made or undone, touches.
func (r *Record) apply(ctx context.Context, j *readout.Judgement) error {
	switch j.Kind {
	case readout.BlockRole, readout.DateIs, readout.SpeakerIs:
		f, err := r.db.Report(ctx, j.A.Report)
		if err != nil {
			return err
		}
		if err := r.reread(ctx, f); err != nil {
			return err
		}
	case readout.MergeStories, readout.SplitStories:
		if err := r.regroupAround(ctx, j); err != nil {
			return err
		}
	}
	return r.Weigh(ctx, nil)
}

// Unplaced says why a judgement that holds changes nothing; "" where it has found
// its place.
func (r *Record) Unplaced(ctx context.Context, j readout.Judgement) (string, error) {
	if !j.Holds() || j.Kind == readout.Note {
		return "", nil
	}
	f, err := r.db.Report(ctx, j.A.Report)
	if err != nil {
		return "", err
	}
	var list []readout.Unplaced
	switch j.Kind {
	case readout.BlockRole, readout.DateIs, readout.SpeakerIs:
		in, err := r.input(ctx, f)
		if err != nil {
			return "", err
		}
		report, err := ingest.Read(in)
		if err != nil {
			return "", err
		}
		js, err := r.db.JudgementsOn(ctx, f.ID)
		if err != nil {
			return "", err
		}
		_, list = correct.Annotate(report, js)
	case readout.MergeStories, readout.SplitStories:
		other, err := r.db.Report(ctx, j.B.Report)
		if err == nil && (f.Story == other.Story) != (j.Kind == readout.MergeStories) {
			return "a later correction on the same reports stands against it", nil
		}
		return "", err
	default:
		reading, err := r.Reading(ctx, f.Story, Moment{})
		if err != nil {
			return "", err
		}
		list = reading.Unplaced
	}
	for _, u := range list {
		if u.Judgement.ID == j.ID {
			return u.Reason, nil
		}
	}
	return "", nil
}

// regroupAround groups the stories of two reports anew.
func (r *Record) regroupAround(ctx context.Context, j *readout.Judgement) error {
	var around []store.Filed
	var seen []string
	for _, id := range []string{j.A.Report, j.B.Report} {
		f, err := r.db.Report(ctx, id)
		if err != nil {
			return err
		}
		if f.Story == "" || slices.Contains(seen, f.Story) {
			continue
		}
		seen = append(seen, f.Story)
		members, err := r.db.Members(ctx, f.Story)
		if err != nil {
			return err
		}
		around = append(around, members...)
	}
	js, err := r.db.Judgements(ctx)
	if err != nil {
		return err
	}
	_, err = r.regroup(ctx, around, js)
	return err
}

// Forget removes the bytes and the text of a report for good, and all that rests
// on them; its digest stays, with who had it forgotten, when and why.
func (r *Record) Forget(ctx context.Context, id, by, reason string) error {
	if err := r.db.Forget(ctx, id, by, reason, r.now()); err != nil {
		return err
	}
	return r.Weigh(ctx, nil)
}
