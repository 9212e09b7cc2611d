package record

import (
	"context"
	"slices"
	"strings"
	"time"

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

// Correct keeps judgements, all or none, by whom and when they say, and derives anew
// what they touch. They get their numbers, and the time where they have none.
func (r *Record) Correct(ctx context.Context, js ...*readout.Judgement) error {
	if err := r.db.Judge(ctx, js...); err != nil {
		return err
	}
	for _, j := range js {
		if err := r.apply(ctx, j); err != nil {
			return err
		}
	}
	return r.Weigh(ctx, nil)
}

// Undo ends judgements, all or none: what they touch is derived as if they had not
// been made.
func (r *Record) Undo(ctx context.Context, by string, ids ...int64) ([]readout.Judgement, error) {
	js, err := r.db.Undo(ctx, by, time.Time{}, ids...)
	if err != nil {
		return nil, err
	}
	for i := range js {
		if err := r.apply(ctx, &js[i]); err != nil {
			return js, err
		}
	}
	return js, r.Weigh(ctx, nil)
}

// Corrections lists all judgements, undone ones too.
func (r *Record) Corrections(ctx context.Context) ([]readout.Judgement, error) {
	return r.db.Judgements(ctx)
}

// apply reads again, or groups again, what a judgement, made or undone, touches.
func (r *Record) apply(ctx context.Context, j *readout.Judgement) error {
	switch {
	case j.Kind.Reads():
		f, err := r.db.Report(ctx, j.A.Report)
		if err != nil || f.State == store.Forgotten {
			return err
		}
		return r.reread(ctx, f)
	case j.Kind == readout.MergeStories, j.Kind == readout.SplitStories:
		return r.groupRest(ctx)
	}
	return nil
}

// groupRest groups the stories that judgements join or part and that have not been
// grouped by them yet, whatever interrupted the program that kept the judgements.
func (r *Record) groupRest(ctx context.Context) error {
	list, err := r.db.Ungrouped(ctx)
	for _, u := range list {
		f, err := r.db.Report(ctx, u.Reports[0])
		if err != nil {
			return err
		}
		if err = r.regroupAround(ctx, u.Reports[:]); err == nil {
			err = r.db.Grouped(ctx, u.N)
		}
		if err = r.over(f.Story, anyChange, err); err != nil {
			return err
		}
	}
	return err
}

// Unplaced says why a judgement that holds changes nothing; "" where it has found
// its place.
func (r *Record) Unplaced(ctx context.Context, j readout.Judgement) (string, error) {
	if !j.Holds() {
		return "", nil
	}
	f, err := r.db.Report(ctx, j.A.Report)
	if err != nil {
		return "", err
	}
	for _, id := range []string{j.A.Report, j.B.Report} {
		if g, err := r.db.Report(ctx, id); id != "" && err == nil && g.State == store.Forgotten {
			return "report " + id + " is forgotten", nil
		}
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
		if _, late, err := r.replaced(ctx, f, j); late != "" || err != nil {
			return late, err
		}
	case readout.MergeStories, readout.SplitStories:
		other, err := r.db.Report(ctx, j.B.Report)
		if err == nil && (f.Story == other.Story) != (j.Kind == readout.MergeStories) {
			return "a later correction on the same reports stands against it", nil
		}
		return "", err
	default:
		reading, why, err := r.replaced(ctx, f, j)
		if why != "" || err != nil {
			return why, err
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

// replaced is the story of a report, with why a judgement on it says nothing there.
func (r *Record) replaced(ctx context.Context, f store.Filed, j readout.Judgement) (*readout.Reading, string, error) {
	reading, err := r.Reading(ctx, f.Story, Moment{})
	if err != nil {
		return nil, "", err
	}
	return reading, r.unread(ctx, reading, j), nil
}

// unread says of a judgement whose words stand in a report that the reading does not
// rest on, why it does not; "" where it rests on both.
func (r *Record) unread(ctx context.Context, reading *readout.Reading, j readout.Judgement) string {
	for _, id := range []string{j.A.Report, j.B.Report} {
		if id == "" || slices.ContainsFunc(reading.Docs, func(d *readout.Document) bool { return d.Report.ID() == id }) {
			continue
		}
		f, err := r.db.Report(ctx, id)
		switch {
		case err != nil:
		case f.Story != reading.Stories[0].ID:
			return "its reports are in two stories"
		default:
			return "a later version replaces report " + id + "; it counts where that is asked for as of a time before"
		}
	}
	return ""
}

// regroupAround groups the stories of reports anew.
func (r *Record) regroupAround(ctx context.Context, reports []string) (err error) {
	defer caught("stories of reports "+strings.Join(reports, " and "), &err)
	var around []store.Filed
	var seen []string
	for _, id := range reports {
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
func (r *Record) Forget(ctx context.Context, id, by, reason string) (store.Filed, error) {
	f, err := r.db.Report(ctx, id)
	if err != nil {
		return f, err
	}
	if err := r.db.Forget(ctx, f.ID, by, reason, r.now()); err != nil {
		return f, err
	}
	if err := r.Weigh(ctx, nil); err != nil {
		return f, err
	}
	return r.db.Report(ctx, f.ID)
}
