package record

import (
	"context"
	"slices"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/store"
)

// corrected is the document of a report under the judgements on it.
func corrected(report *readout.Report, js []readout.Judgement) (*readout.Document, error) {
	d := annotate.Document(report)
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
