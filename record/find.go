package record

import (
	"context"
	"fmt"
	"regexp"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/store"
)

// labelForm is the letter that a brief gives a report of its story.
var labelForm = regexp.MustCompile(`^[A-Z]{1,3}$`)

// Find lists the reports that a name can mean: an id or the beginning of a digest, what
// a report was read from as it was named, the address of its versions, or the letter
// that the brief of a story gives it at a moment; story is what names the story, ""
// where the record has one only. The error wraps readout.ErrNotFound where there is
// none.
func (r *Record) Find(ctx context.Context, name, story string, m Moment) ([]store.Filed, error) {
	if !labelForm.MatchString(name) {
		return r.db.Find(ctx, name, pageOf(name))
	}
	line, err := r.Story(ctx, story)
	if err != nil {
		return nil, fmt.Errorf("report %s: %w", name, err)
	}
	reading, err := r.Reading(ctx, line.ID, m)
	if err != nil {
		return nil, err
	}
	d, err := labelled(reading, name)
	if err != nil {
		return nil, err
	}
	f, err := r.db.Report(ctx, d.Report.ID())
	return []store.Filed{f}, err
}

// FindOne is the one report that a name means. The error says which there are where
// there are several.
func (r *Record) FindOne(ctx context.Context, name, story string, m Moment) (store.Filed, error) {
	list, err := r.Find(ctx, name, story, m)
	if err != nil {
		return store.Filed{}, err
	}
	return store.Only(list, name)
}

// FindForGood is FindOne for what cannot be undone. A letter is not enough: it means
// another report once one is added. The error wraps readout.ErrConflict where it is
// forgotten.
func (r *Record) FindForGood(ctx context.Context, name string) (store.Filed, error) {
	if labelForm.MatchString(name) {
		return store.Filed{}, fmt.Errorf("%w: letters change as reports come; name report %s by its id, which readout stories --story ID lists", readout.ErrInvalid, name)
	}
	f, err := r.FindOne(ctx, name, "", Moment{})
	if err == nil && f.State == store.Forgotten {
		err = fmt.Errorf("%w: report %s is forgotten already: %s", readout.ErrConflict, f.ID, f.Reason)
	}
	return f, err
}

// labelled is the report of a story that a letter means.
func labelled(reading *readout.Reading, name string) (*readout.Document, error) {
	n := 0
	for _, r := range name {
		n = n*26 + int(r-'A') + 1
	}
	if n > len(reading.Docs) {
		return nil, fmt.Errorf("%w: story %s has no report %s, only %d", readout.ErrNotFound, reading.Stories[0].ID, name, len(reading.Docs))
	}
	return reading.Docs[n-1], nil
}
