package serve

import (
	"context"
	"slices"
	"sync"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/record"
)

// readings are the stories that were opened last, as they are now. Opening one unpacks
// every layer of all its reports, which takes longer than the rest of a page. They hold
// for one state of the record: any change of it, by whatever program, empties them.
// Who is given a reading must not change it.
type readings struct {
	mu      sync.Mutex
	version int64 // of the record, by the watch
	list    []openStory
	reports int // in all of them
}

type openStory struct {
	id string
	r  *readout.Reading
}

// mostOpen is how many reports the open stories may have together: a report takes up
// about 200 KB.
const mostOpen = 400

// read is a story as it was at a moment.
func (s *Server) read(ctx context.Context, story string, m record.Moment) (*readout.Reading, error) {
	if !m.Now() {
		return s.rec.Reading(ctx, story, m)
	}
	version, err := s.watch.Version(ctx) // before the story is read: what changes meanwhile makes it old, never new
	if err != nil {
		return nil, err
	}
	if r := s.open.find(version, story); r != nil {
		return r, nil
	}
	r, err := s.rec.Reading(ctx, story, m)
	if err == nil {
		s.open.keep(version, story, r)
	}
	return r, err
}

func (o *readings) find(version int64, story string) *readout.Reading {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.at(version)
	i := slices.IndexFunc(o.list, func(x openStory) bool { return x.id == story })
	if i < 0 {
		return nil
	}
	x := o.list[i]
	o.list = append(slices.Delete(o.list, i, i+1), x) // the last that was asked for goes last
	return x.r
}

func (o *readings) keep(version int64, story string, r *readout.Reading) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.at(version); o.version != version || len(r.Docs) > mostOpen || slices.ContainsFunc(o.list, func(x openStory) bool { return x.id == story }) {
		return
	}
	o.list = append(o.list, openStory{story, r})
	o.reports += len(r.Docs)
	for o.reports > mostOpen {
		o.reports -= len(o.list[0].r.Docs)
		o.list = slices.Delete(o.list, 0, 1)
	}
}

// at empties the list where the record is another than it was made from. Versions grow.
func (o *readings) at(version int64) {
	if version > o.version {
		o.version, o.list, o.reports = version, nil, 0
	}
}
