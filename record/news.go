package record

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/readout-project/readout"
)

// Changes are the news of one story, with the reading that they point into.
type Changes struct {
	Story   readout.StoryLine
	Reading *readout.Reading
	News    []readout.News
}

// News compares every story that changed since a time with what the record held
// then, and gives what became of its claims: the stories with the newest reports
// first. Nothing is written: asked again, it answers the same.
func (r *Record) News(ctx context.Context, since time.Time) ([]Changes, error) {
	return r.NewsAt(ctx, since, Moment{})
}

// NewsAt gives the news since a time as they were at a moment: what the record had come
// to hold by then, of reports that were known by then.
func (r *Record) NewsAt(ctx context.Context, since time.Time, m Moment) ([]Changes, error) {
	lines, err := r.Stories(ctx, 0)
	if err != nil {
		return nil, err
	}
	changed, err := r.changedBetween(ctx, since, m.Held)
	if err != nil {
		return nil, err
	}
	var out []Changes
	for _, line := range lines {
		at, ok := changed[line.ID]
		if !ok {
			continue
		}
		c, err := r.storyNews(ctx, line, span{since, at}, m)
		if errors.Is(err, readout.ErrNotFound) && !m.Now() {
			continue // it had no report then
		}
		if err := r.over(line.ID, anyChange, err); err != nil {
			return nil, err
		}
		if len(c.News) > 0 {
			out = append(out, c)
		}
	}
	return out, nil
}

// span is from when to when news are told.
type span struct{ since, at time.Time }

// StoryNews is what became of the claims of one story since a time, as News gives it;
// false where no report and no correction of it came since.
func (r *Record) StoryNews(ctx context.Context, line readout.StoryLine, since time.Time) (Changes, bool, error) {
	changed, err := r.changedBetween(ctx, since, time.Time{})
	if err != nil {
		return Changes{}, false, err
	}
	at, ok := changed[line.ID]
	if !ok {
		return Changes{}, false, nil
	}
	c, err := r.storyNews(ctx, line, span{since, at}, Moment{})
	return c, true, err
}

// changedBetween are the stories with reports or corrections after a time and not
// after another, if one is given, each with when the last of them came.
func (r *Record) changedBetween(ctx context.Context, since, until time.Time) (map[string]time.Time, error) {
	out := map[string]time.Time{}
	touch := func(story string, at time.Time) {
		if story != "" && at.After(out[story]) && (until.IsZero() || !at.After(until)) {
			out[story] = at
		}
	}
	added, err := r.db.AddedSince(ctx, since)
	if err != nil {
		return nil, err
	}
	for _, f := range added {
		touch(f.Story, f.Added)
	}
	js, err := r.db.Judgements(ctx)
	if err != nil {
		return nil, err
	}
	for _, j := range js {
		for _, at := range []time.Time{j.At, j.Undone} {
			if !at.After(since) {
				continue
			}
			for _, id := range []string{j.A.Report, j.B.Report} {
				if id == "" {
					continue
				}
				f, err := r.db.Report(ctx, id)
				if err != nil {
					return nil, err
				}
				touch(f.Story, at)
			}
		}
	}
	return out, nil
}

func (r *Record) storyNews(ctx context.Context, line readout.StoryLine, s span, m Moment) (c Changes, err error) {
	defer caught("story "+line.ID, &err)
	now, err := r.Reading(ctx, line.ID, m)
	if err != nil {
		return Changes{}, err
	}
	c = Changes{Story: line, Reading: now}
	var docs []*readout.Document
	var js []readout.Judgement
	if !m.Now() {
		c.Story = storyLine(listed(now))
	}
	if !s.since.IsZero() {
		if docs, js, err = r.at(ctx, line.ID, Moment{AsOf: m.AsOf, Held: s.since}); err != nil {
			return Changes{}, err
		}
	}
	if len(docs) == 0 {
		c.News = compare(nil, now, s.at)
		return c, nil
	}
	c.News = compare(weighed(line.ID, docs, js).Reading, now, s.at)
	return c, nil
}

// Bounds of a feed: additions closer together than batch are one step, and of the
// steps the last are told apart.
const (
	batch     = 10 * time.Minute
	mostSteps = 12
)

// Feed tells what became of the claims of a story as the record grew, oldest first:
// the claims of its beginning as new, then the changes of each step.
func (r *Record) Feed(ctx context.Context, line readout.StoryLine) (Changes, error) {
	now, err := r.Reading(ctx, line.ID, Moment{})
	if err != nil {
		return Changes{}, err
	}
	out := Changes{Story: line, Reading: now}
	steps, err := r.steps(ctx, line.ID)
	if err != nil {
		return Changes{}, err
	}
	var before *readout.Reading
	for i, at := range steps {
		after := now
		if i < len(steps)-1 {
			docs, js, err := r.at(ctx, line.ID, Moment{Held: at})
			if err != nil {
				return Changes{}, err
			}
			after = weighed(line.ID, docs, js).Reading
		}
		news := compare(before, after, at)
		if after != now {
			carry(news, after, now)
		}
		out.News = append(out.News, news...)
		before = after
	}
	return out, nil
}

// steps are the ends of the batches in which a story grew.
func (r *Record) steps(ctx context.Context, story string) ([]time.Time, error) {
	members, err := r.db.Members(ctx, story)
	if err != nil {
		return nil, err
	}
	js, err := r.db.Judgements(ctx)
	if err != nil {
		return nil, err
	}
	var at []time.Time
	in := map[string]bool{}
	for _, f := range members {
		in[f.ID] = true
		at = append(at, f.Added)
	}
	for _, j := range js {
		if in[j.A.Report] || in[j.B.Report] {
			at = append(at, j.At)
			if !j.Undone.IsZero() {
				at = append(at, j.Undone)
			}
		}
	}
	slices.SortFunc(at, time.Time.Compare)
	var ends []time.Time
	for i, t := range at {
		if i+1 == len(at) || at[i+1].Sub(t) > batch {
			ends = append(ends, t)
		}
	}
	return ends[max(0, len(ends)-mostSteps):], nil
}

// carry makes the places of news point into a later reading; those of reports that
// a later version replaced fall out.
func carry(news []readout.News, from, to *readout.Reading) {
	at := map[string]int{}
	for i, d := range to.Docs {
		at[d.Report.ID()] = i
	}
	for i := range news {
		kept := news[i].Because[:0]
		for _, ref := range news[i].Because {
			if k, ok := at[from.Docs[ref.Report].Report.ID()]; ok {
				kept = append(kept, readout.Ref{Report: k, Span: ref.Span})
			}
		}
		news[i].Because = kept
	}
}

// compare gives what became of the claims of one story between two readings. A
// claim of before is the one of now that rests on most of its places.
func compare(before, now *readout.Reading, at time.Time) []readout.News {
	st := &now.Stories[0]
	if before == nil {
		var out []readout.News
		for i := range st.Claims {
			out = append(out, readout.News{Kind: readout.NewClaim, Story: st.ID, Claim: st.Claims[i].ID, Text: st.Claims[i].Text, After: standing(st, i), Because: refs(&st.Claims[i], nil), At: at})
		}
		return out
	}
	old := &before.Stories[0]
	match := newMatcher(before, now)
	gone := make([]bool, len(old.Claims))
	for i := range gone {
		gone[i] = true
	}
	var out []readout.News
	for i := range st.Claims {
		c := &st.Claims[i]
		n := readout.News{Story: st.ID, Claim: c.ID, Text: c.Text, After: standing(st, i), At: at}
		b := match.claim(now, c)
		if b < 0 {
			n.Kind, n.Because = readout.NewClaim, refs(c, nil)
			out = append(out, n)
			continue
		}
		gone[b] = false
		n.Before = standing(old, b)
		n.Because = refs(c, func(e readout.Evidence) bool { return len(match.at[spotOf(now, c.Ledger, e)]) > 0 })
		if len(n.Because) == 0 { // two claims of before are one now
			n.Because = refs(c, func(e readout.Evidence) bool { return match.has(now, b, e) })
		}
		n.Kind = became(old, b, st, i)
		if match.reworded(now, b, c) {
			n.Was = old.Claims[b].Text
		}
		if n.Kind == "" && n.Was != "" {
			n.Kind = readout.NowReworded
			n.Because = refs(c, func(e readout.Evidence) bool { return !match.other[spotOf(now, c.Ledger, e)] })
		}
		if n.Kind != "" {
			out = append(out, n)
		}
	}
	for b, g := range gone {
		if g && !match.covered(now, b) {
			out = append(out, readout.News{Kind: readout.NowGone, Story: st.ID, Claim: old.Claims[b].ID, Text: old.Claims[b].Text, Before: standing(old, b), At: at})
		}
	}
	return out
}

// became names the change that matters most between two states of a claim; ""
// where nothing of weight changed.
func became(old *readout.Story, b int, st *readout.Story, i int) readout.NewsKind {
	x, y := &old.Claims[b], &st.Claims[i]
	switch {
	case y.Level == readout.Disputed && x.Level != readout.Disputed:
		return readout.NowDisputed
	case y.Level == readout.Withdrawn && x.Level != readout.Withdrawn:
		return readout.NowGone
	case x.Count < 2 && y.Count >= 2:
		return readout.SecondRoot
	case !named(x) && named(y):
		return readout.NowNamed
	case y.Count < x.Count, x.Level == readout.Disputed && y.Level != readout.Disputed:
		return readout.NowLess
	case reports(y) > reports(x):
		return readout.MoreHeard
	}
	return ""
}

func named(c *readout.Claim) bool {
	return slices.ContainsFunc(c.Voices, func(v readout.Voice) bool { return v.Named })
}

func reports(c *readout.Claim) int {
	seen := map[int]bool{}
	for _, e := range c.Evidence {
		seen[e.Report] = true
	}
	return len(seen)
}

// standing says how a claim stands, as "corroborated, 2 roots".
func standing(st *readout.Story, i int) string {
	c := &st.Claims[i]
	unit := "root"
	if c.Ledger == readout.WasSaid {
		unit = "hearer"
	}
	if c.Count != 1 {
		unit += "s"
	}
	return string(c.Level) + ", " + strconv.Itoa(c.Count) + " " + unit
}

func refs(c *readout.Claim, known func(readout.Evidence) bool) []readout.Ref {
	var out []readout.Ref
	for _, e := range c.Evidence {
		if known == nil || !known(e) {
			out = append(out, e.Ref)
		}
	}
	return out
}
