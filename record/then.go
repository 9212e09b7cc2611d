package record

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/store"
)

// At gives the stories as they were at a moment, those with the newest reports
// first. Those that had no report then are left out.
func (r *Record) At(ctx context.Context, m Moment) ([]readout.StoryLine, error) {
	now, err := r.Stories(ctx, 0)
	if err != nil {
		return nil, err
	}
	var out []readout.StoryLine
	for _, line := range now {
		w, err := r.weighedAt(ctx, line.ID, m)
		if err := r.over(line.ID, anyChange, err); err != nil {
			return nil, err
		}
		if w != nil {
			out = append(out, storyLine(w))
		}
	}
	slices.SortStableFunc(out, func(a, b readout.StoryLine) int { return cmp.Or(b.Latest.Compare(a.Latest), cmp.Compare(a.ID, b.ID)) })
	return out, nil
}

// weighedAt weighs a story as it was at a moment; nil where it had no report.
func (r *Record) weighedAt(ctx context.Context, story string, m Moment) (w *store.Weighed, err error) {
	defer caught("story "+story, &err)
	docs, js, err := r.at(ctx, story, m)
	if err != nil || len(docs) == 0 {
		return nil, err
	}
	return weighed(story, docs, js), nil
}

func storyLine(w *store.Weighed) readout.StoryLine {
	st := &w.Reading.Stories[0]
	out := readout.StoryLine{ID: w.ID, Title: st.Title, From: st.From, To: st.To, Reports: len(w.Reports), Origins: len(st.Origins), Claims: len(st.Claims), Latest: w.Latest}
	for i := range st.Claims {
		switch st.Claims[i].Level {
		case readout.Corroborated:
			out.Corroborated++
		case readout.Disputed:
			out.Disputed++
		}
	}
	return out
}

// ClaimsAt lists claims as Claims does, as they were at a moment.
func (r *Record) ClaimsAt(ctx context.Context, q store.ClaimQuery, m Moment) ([]readout.ClaimLine, error) {
	if m.Now() {
		return r.Claims(ctx, q)
	}
	stories := []string{q.Story}
	if q.Story == "" {
		now, err := r.Stories(ctx, 0)
		if err != nil {
			return nil, err
		}
		stories = stories[:0]
		for _, s := range now {
			stories = append(stories, s.ID)
		}
	}
	var out []readout.ClaimLine
	for _, id := range stories {
		w, err := r.weighedAt(ctx, id, m)
		if err := r.over(id, anyChange, err); err != nil {
			return nil, err
		}
		if w == nil {
			continue
		}
		for i := range w.Claims {
			if c := claimLine(w, i); asked(&c, &q) {
				out = append(out, c)
			}
		}
	}
	if q.Story == "" {
		slices.SortStableFunc(out, func(a, b readout.ClaimLine) int {
			return cmp.Or(b.First.Compare(a.First), cmp.Compare(a.Story, b.Story), cmp.Compare(a.N, b.N))
		})
	}
	if q.Limit > 0 && len(out) > q.Limit {
		out = out[:q.Limit]
	}
	return out, nil
}

func claimLine(w *store.Weighed, i int) readout.ClaimLine {
	st := &w.Reading.Stories[0]
	c, row := &st.Claims[i], &w.Claims[i]
	return readout.ClaimLine{
		Story: w.ID, StoryTitle: st.Title, N: i, ID: c.ID, Text: c.Text, Speaker: row.Speaker, Ledger: c.Ledger, Status: c.Status, Level: c.Level,
		Count: c.Count, Reports: row.Reports, Independence: c.Independence, First: row.First, Stated: row.Stated, Marked: row.Marked,
	}
}

// asked reports whether a claim is one of those that a query asks for.
func asked(c *readout.ClaimLine, q *store.ClaimQuery) bool {
	is := func(want, have string) bool { return want == "" || want == have }
	return is(q.ID, c.ID) && is(q.Level, string(c.Level)) && is(q.Ledger, string(c.Ledger)) && is(q.Status, string(c.Status)) && contains(c.Speaker, q.Speaker) &&
		(!q.Marked || c.Marked) && (q.From.IsZero() || !c.First.Before(q.From)) && (q.Before.IsZero() || c.First.Before(q.Before))
}

// contains reports whether a name has a part, in any case of letters.
func contains(name, part string) bool { return strings.Contains(fold.Key(name), fold.Key(part)) }

// SearchAt finds blocks as Search does, with what claims rested on them at a moment.
func (r *Record) SearchAt(ctx context.Context, q store.HitQuery, m Moment) ([]readout.Hit, error) {
	if m.Now() {
		return r.Search(ctx, q)
	}
	wide := q
	wide.Speaker, wide.Level, wide.Limit = "", "", 1<<30
	hits, err := r.Search(ctx, wide)
	if err != nil {
		return nil, err
	}
	readings := map[string]*store.Weighed{}
	var out []readout.Hit
	for _, h := range hits {
		if q.Limit > 0 && len(out) == q.Limit {
			break
		}
		w, ok := readings[h.Story]
		if !ok && h.Story != "" {
			w, err = r.weighedAt(ctx, h.Story, m)
			if err := r.over(h.Story, anyChange, err); err != nil {
				return nil, err
			}
			readings[h.Story] = w
		}
		if w != nil && slices.Contains(w.Reports, h.Report) && restsOn(&h, w, &q) {
			out = append(out, h)
		}
	}
	return out, nil
}

// restsOn fills in what claims of a story rest on a block, and reports whether they
// are of the level and the speaker that are asked for.
func restsOn(h *readout.Hit, w *store.Weighed, q *store.HitQuery) bool {
	st := &w.Reading.Stories[0]
	var on [][2]string
	for i := range st.Claims {
		for _, e := range st.Claims[i].Evidence {
			v := [2]string{string(st.Claims[i].Level), st.Roots[e.Root].Name}
			if w.Reports[e.Report] == h.Report && e.Span.Overlaps(h.Span) && (q.Level == "" || v[0] == q.Level) && contains(v[1], q.Speaker) && !slices.Contains(on, v) {
				on = append(on, v)
			}
		}
	}
	slices.SortFunc(on, func(a, b [2]string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	h.Level, h.Speakers = "", nil
	store.Fill(h, on)
	return len(on) > 0 || q.Level == "" && q.Speaker == ""
}
