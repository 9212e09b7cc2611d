package record

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/pack"
	"github.com/readout-project/readout/store"
)

// Moment is a state of the record to be asked for; the zero Moment is how it is
// now.
type Moment struct {
	// AsOf leaves out reports whose text was not known by then: by when it was last
	// changed or published, as the report says, else by when it was received. Of a
	// date without a time the report counts from the beginning of that day, UTC.
	AsOf time.Time
	// Held leaves out reports and corrections that the record did not hold by then.
	Held time.Time
}

// Now reports whether the moment is how the record is now.
func (m Moment) Now() bool { return m.AsOf.IsZero() && m.Held.IsZero() }

// Reading is a story as it was at a moment. The error wraps readout.ErrNotFound
// where it had no report then.
func (r *Record) Reading(ctx context.Context, story string, m Moment) (reading *readout.Reading, err error) {
	defer caught("story "+story, &err)
	if m.Now() {
		reading, err := r.db.Reading(ctx, story, print())
		if !errors.Is(err, pack.ErrStale) {
			return reading, err
		}
		if err := r.weigh(ctx, story); err != nil {
			return nil, err
		}
		return r.db.Reading(ctx, story, print())
	}
	docs, js, err := r.at(ctx, story, m)
	if err != nil {
		return nil, err
	}
	if len(docs) == 0 {
		return nil, r.noneBy(ctx, story, m)
	}
	return weighed(story, docs, js).Reading, nil
}

// noneBy says that a story had no report at a moment, and where its reports state no
// date, what to do.
func (r *Record) noneBy(ctx context.Context, story string, m Moment) error {
	members, err := r.db.Members(ctx, story)
	if err != nil {
		return err
	}
	undated := 0
	for _, f := range members {
		if f.Published == "" {
			undated++
		}
	}
	hint := ""
	if undated > 0 && m.Held.IsZero() {
		hint = fmt.Sprintf("; %d of its %d reports state no date and count from when they were received: readout correct date REPORT DAY gives them one", undated, len(members))
	}
	return fmt.Errorf("%w: story %s had no report by %s%s", readout.ErrNotFound, story, m, hint)
}

func (m Moment) String() string {
	switch {
	case m.Held.IsZero():
		return m.AsOf.UTC().Format(time.RFC3339)
	case m.AsOf.IsZero():
		return m.Held.UTC().Format(time.RFC3339) + ", as the record was held"
	}
	return m.AsOf.UTC().Format(time.RFC3339) + ", as the record was held " + m.Held.UTC().Format(time.RFC3339)
}

// at gives the documents and the judgements that a story had at a moment.
func (r *Record) at(ctx context.Context, story string, m Moment) ([]*readout.Document, []readout.Judgement, error) {
	members, err := r.db.Members(ctx, story)
	if err != nil {
		return nil, nil, err
	}
	if len(members) == 0 {
		return nil, nil, fmt.Errorf("%w: the record has no story %q; readout stories lists them", readout.ErrNotFound, story)
	}
	all, err := r.db.Judgements(ctx)
	if err != nil {
		return nil, nil, err
	}
	js, otherwise := m.judged(all)
	var docs []*readout.Document
	for _, f := range members {
		if !m.Held.IsZero() && f.Added.After(m.Held) {
			continue
		}
		var d *readout.Document
		if otherwise[f.ID] {
			d, err = r.readUnder(ctx, f, js)
		} else if m.holds(f) {
			d, err = r.document(ctx, f)
		}
		if err != nil {
			return nil, nil, err
		}
		if d != nil && (m.AsOf.IsZero() || !known(d.Report).After(m.AsOf)) {
			docs = append(docs, d)
		}
	}
	return current(docs), js, nil
}

// holds reports whether a report counts at the moment.
func (m Moment) holds(f store.Filed) bool {
	return (m.AsOf.IsZero() || !f.Known.After(m.AsOf)) && (m.Held.IsZero() || !f.Added.After(m.Held))
}

// judged are the judgements as they were held at the moment, and the reports that
// were read otherwise by them than they are now.
func (m Moment) judged(all []readout.Judgement) (js []readout.Judgement, otherwise map[string]bool) {
	if m.Held.IsZero() {
		return all, nil
	}
	otherwise = map[string]bool{}
	for _, j := range all {
		later, undone := j.At.After(m.Held), j.Undone.After(m.Held)
		if j.Kind.Reads() && (later || undone) {
			otherwise[j.A.Report] = true
		}
		if later {
			continue
		}
		if undone {
			j.Undone, j.UndoBy = time.Time{}, ""
		}
		js = append(js, j)
	}
	return js, otherwise
}

// readUnder reads a report from its bytes under judgements that are not those of now.
func (r *Record) readUnder(ctx context.Context, f store.Filed, js []readout.Judgement) (*readout.Document, error) {
	in, err := r.input(ctx, f)
	if err != nil {
		return nil, err
	}
	e, err := entry(in, js)
	if err != nil {
		return nil, err
	}
	return e.Document, nil
}

// Story finds the story that a name means: its id, or a report in it as Find finds
// it, or the beginning of either id; and where the record has one story only, "".
func (r *Record) Story(ctx context.Context, name string) (readout.StoryLine, error) {
	if err := r.groupRest(ctx); err != nil {
		return readout.StoryLine{}, err
	}
	if name == "" {
		list, err := r.db.Stories(ctx, 2)
		switch {
		case err != nil:
			return readout.StoryLine{}, err
		case len(list) == 0:
			return readout.StoryLine{}, fmt.Errorf("%w: the record is empty; readout add REPORT... adds to it", readout.ErrNotFound)
		case len(list) > 1:
			return readout.StoryLine{}, fmt.Errorf("%w: the record has several stories; name one with --story (readout stories lists them)", readout.ErrInvalid)
		}
		return list[0], nil
	}
	if line, err := r.db.Story(ctx, name); !errors.Is(err, readout.ErrNotFound) {
		return line, err
	}
	digits := name
	if digits[0] == 's' {
		digits = digits[1:]
	}
	list, err := r.db.Find(ctx, digits, pageOf(name))
	if len(list) > 1 && slices.ContainsFunc(list, func(f store.Filed) bool { return f.Story != list[0].Story }) {
		_, err = store.Only(list, name)
	}
	switch {
	case errors.Is(err, readout.ErrNotFound):
		return readout.StoryLine{}, fmt.Errorf("%w: the record has no story and no report %q; readout stories lists them", readout.ErrNotFound, name)
	case err != nil:
		return readout.StoryLine{}, err
	case list[0].Story == "":
		return readout.StoryLine{}, fmt.Errorf("%w: report %s is in no story: %s", readout.ErrNotFound, list[0].ID, list[0].Reason)
	}
	return r.db.Story(ctx, list[0].Story)
}

// Stories lists the stories of the record, those with the newest reports first; all
// where n is 0. Those that changed are weighed first.
func (r *Record) Stories(ctx context.Context, n int) ([]readout.StoryLine, error) {
	if err := r.Weigh(ctx, nil); err != nil {
		return nil, err
	}
	return r.db.Stories(ctx, n)
}

// CountStories is the number of stories of the record.
func (r *Record) CountStories(ctx context.Context) (int, error) { return r.db.CountStories(ctx) }

// Titles are the titles of all stories by their ids.
func (r *Record) Titles(ctx context.Context) (map[string]string, error) {
	list, err := r.db.Stories(ctx, 0)
	out := make(map[string]string, len(list))
	for _, l := range list {
		out[l.ID] = l.Title
	}
	return out, err
}

// Now is the time by the clock of the record.
func (r *Record) Now() time.Time { return r.now() }

// Looked is when somebody last asked for news; the zero time for never.
func (r *Record) Looked(ctx context.Context, who string) (time.Time, error) {
	return r.db.Looked(ctx, who)
}

// Newest is when the record last came to hold a report or a correction; the zero
// time for never.
func (r *Record) Newest(ctx context.Context) (time.Time, error) { return r.db.Newest(ctx) }

// Look keeps when somebody asked for news.
func (r *Record) Look(ctx context.Context, who string, at time.Time) error {
	return r.db.Look(ctx, who, at)
}

// Scrub writes the file anew, so that nothing of what was forgotten stays in it,
// after a Forget that was interrupted.
func (r *Record) Scrub(ctx context.Context) error { return r.db.Scrub(ctx) }
