package serve

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/record"
)

// mostHeld is how many reports the readings that are held may have together: a report
// takes up about 200 KB.
const mostHeld = 400

// readings holds the readings that were asked for last: a reader goes from claim to
// claim of one story, and taking its documents out of the record takes longer than
// making the page. They hold for one state of the record: any change of it, by whatever
// program, empties them.
type readings struct {
	mu      sync.Mutex
	version int64   // of the record, by the watch
	list    []*held // last used first
}

// held is a reading, which nobody may change, and what is made of it for every page.
type held struct {
	story string
	at    record.Moment
	r     *readout.Reading
	edges func() []brief.Edge
}

// of gives the reading of a story at a moment.
func (c *readings) of(ctx context.Context, s *Server, story string, at record.Moment) (*held, error) {
	version, err := s.watch.Version(ctx) // before the story is read: what changes meanwhile makes it old, never new
	if err != nil {
		return nil, err
	}
	if h := c.find(version, story, at); h != nil {
		return h, nil
	}
	r, err := s.rec.Reading(ctx, story, at)
	if err != nil {
		return nil, err
	}
	h := &held{story, at, r, sync.OnceValue(func() []brief.Edge { return brief.Edges(r) })}
	c.keep(version, h)
	return h, nil
}

func (c *readings) keep(version int64, h *held) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.at(version); c.version != version || len(h.r.Docs) > mostHeld || c.index(h.story, h.at) >= 0 {
		return
	}
	c.list = slices.Insert(c.list, 0, h)
	reports := 0
	for i, x := range c.list {
		if reports += len(x.r.Docs); reports > mostHeld {
			c.list = slices.Delete(c.list, i, len(c.list))
			break
		}
	}
}

func (c *readings) find(version int64, story string, at record.Moment) *held {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at(version)
	i := c.index(story, at)
	if i < 0 {
		return nil
	}
	h := c.list[i]
	c.list = slices.Insert(slices.Delete(c.list, i, i+1), 0, h)
	return h
}

func (c *readings) index(story string, at record.Moment) int {
	return slices.IndexFunc(c.list, func(h *held) bool {
		return h.story == story && h.at.AsOf.Equal(at.AsOf) && h.at.Held.Equal(at.Held)
	})
}

// at empties the list where the record is another than it was made from. Versions grow.
func (c *readings) at(version int64) {
	if version > c.version {
		c.version, c.list = version, nil
	}
}

// storyNews holds the last answer for news of one story.
type storyNews struct {
	mu   sync.Mutex
	last *newsAnswer
}

// newsAnswer is what became of the claims of a story since a time, in one state of the
// record. done is closed when news and err are there.
type newsAnswer struct {
	story   string
	since   time.Time
	version int64
	done    chan struct{}
	news    *brief.Bulletin // nil: nothing changed
	err     error
}

// headWait is how long the page of a story waits for the news of it.
const headWait = 100 * time.Millisecond

// newsOn is what became of the claims of a story since a time; nil for nothing. late
// says that it is not known yet: weighing a long story as it was then takes longer than
// a page may. It goes on, and is there for the next page.
func (q *request) newsOn(line readout.StoryLine, since time.Time) (news *brief.Bulletin, late bool, err error) {
	version, err := q.s.watch.Version(q.Context())
	if err != nil {
		return nil, false, err
	}
	c := &q.s.onStory
	c.mu.Lock()
	a := c.last
	if a == nil || a.story != line.ID || a.version != version || !a.since.Equal(since) {
		a = &newsAnswer{story: line.ID, since: since, version: version, done: make(chan struct{})}
		c.last = a
		q.s.work.Go(func() { a.find(q.s, line) })
	}
	c.mu.Unlock()
	select {
	case <-a.done:
		return a.news, false, a.err
	case <-time.After(headWait):
		return nil, true, nil
	}
}

func (a *newsAnswer) find(s *Server, line readout.StoryLine) {
	defer close(a.done)
	c, changed, err := s.rec.StoryNews(s.life, line, a.since)
	if a.err = err; err == nil && changed && len(c.News) > 0 {
		b := brief.Bulletin(c)
		a.news = &b
	}
}
