package record

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/store"
)

// GapQuery says which gaps are asked for.
type GapQuery struct {
	Story string        // id; "" for all
	Older time.Duration // of claims on one root: how long they have stood
	At    time.Time     // the time that it is asked at, of what was known by then; zero for now
	Limit int           // stories that are opened for steps and silences, newest first; 0 for all
}

// Gaps lists what nobody has followed up: claims of weight on one root that are
// older than the query says, next steps whose day has passed without a report of
// the story after it, and silences with no word of the silent one since.
func (r *Record) Gaps(ctx context.Context, q GapQuery) ([]readout.Gap, error) {
	m := Moment{AsOf: q.At}
	if q.At.IsZero() {
		q.At = r.now()
	}
	if err := r.Weigh(ctx, nil); err != nil {
		return nil, err
	}
	claims, err := r.ClaimsAt(ctx, store.ClaimQuery{Story: q.Story, Ledger: string(readout.IsSo), Level: string(readout.Single), Marked: true, Before: q.At.Add(-q.Older)}, m)
	if err != nil {
		return nil, err
	}
	var out []readout.Gap
	for _, c := range claims {
		days := int(q.At.Sub(c.First).Hours() / 24)
		out = append(out, readout.Gap{Kind: readout.OneRoot, Story: c.Story, Claim: c.ID, Text: c.Text, Since: c.First, Why: fmt.Sprintf("on one root for %d days", days)})
	}
	stories := []string{q.Story}
	if q.Story == "" {
		lines, err := r.db.Stories(ctx, q.Limit)
		if err != nil {
			return nil, err
		}
		stories = stories[:0]
		for _, l := range lines {
			stories = append(stories, l.ID)
		}
	}
	for _, id := range stories {
		reading, err := r.Reading(ctx, id, m)
		if errors.Is(err, readout.ErrNotFound) && !m.Now() {
			continue // it had no report then
		}
		if err := r.over(id, anyChange, err); err != nil {
			return nil, err
		}
		if reading == nil {
			continue
		}
		out = append(out, steps(reading, q.At)...)
		out = append(out, silences(reading)...)
	}
	slices.SortStableFunc(out, func(a, b readout.Gap) int {
		return cmp.Or(cmp.Compare(a.Story, b.Story), cmp.Compare(a.Kind, b.Kind), a.Since.Compare(b.Since), cmp.Compare(a.Claim, b.Claim))
	})
	return out, nil
}

// steps are the next steps whose day has passed, with no report of the story known
// after that day.
func steps(r *readout.Reading, at time.Time) []readout.Gap {
	st := &r.Stories[0]
	latest := time.Time{}
	for _, d := range r.Docs {
		if k := known(d.Report); k.After(latest) {
			latest = k
		}
	}
	var out []readout.Gap
	for i := range st.Timeline.Lines {
		l := &st.Timeline.Lines[i]
		day, _, ok := moment(l.Begin[:min(len(l.Begin), len(time.DateOnly))])
		if !l.Ahead || l.Claim < 0 || !ok || !slices.Contains(st.Next, l.Claim) {
			continue
		}
		if over := day.AddDate(0, 0, 1); over.After(at) || !latest.Before(over) {
			continue
		}
		c := &st.Claims[l.Claim]
		out = append(out, readout.Gap{
			Kind: readout.PassedStep, Story: st.ID, Claim: c.ID, Text: c.Text, Since: day,
			Why: "said to come on " + day.Format(time.DateOnly) + "; no report of the story is later than that", Ref: anchor(r, c.Evidence[0].Ref),
		})
	}
	return out
}

// silences are the places where somebody did not answer, with no later report of
// the story that has words of theirs. Where the report does not name the silent
// one, any later report will do.
func silences(r *readout.Reading) []readout.Gap {
	st := &r.Stories[0]
	var out []readout.Gap
	for _, ref := range st.Silence {
		since := known(r.Docs[ref.Report].Report)
		who := silent(r, ref)
		if answered(r, st, since, who) {
			continue
		}
		why := "no report since has their words"
		if len(who) == 0 {
			why = "no report of the story since"
		}
		out = append(out, readout.Gap{
			Kind: readout.Unanswered, Story: st.ID, Text: ref.Span.Of(r.Docs[ref.Report].Report.Source), Since: since, Why: why, Ref: anchor(r, ref),
		})
	}
	return out
}

// silent are the people of the story who are said to be silent at a place.
func silent(r *readout.Reading, ref readout.Ref) []int {
	d := r.Docs[ref.Report]
	var out []int
	for _, a := range d.Attributions {
		if a.Kind != readout.NoAnswer || a.Entity < 0 || !slices.ContainsFunc(append(slices.Clone(a.Cue), a.Source...), ref.Span.Overlaps) {
			continue
		}
		for p := range r.Stories[0].People {
			if slices.Contains(r.Stories[0].People[p].Members, readout.Member{Report: ref.Report, Entity: a.Entity}) {
				out = append(out, p)
			}
		}
	}
	return out
}

func answered(r *readout.Reading, st *readout.Story, since time.Time, who []int) bool {
	if len(who) == 0 {
		return slices.ContainsFunc(r.Docs, func(d *readout.Document) bool { return known(d.Report).After(since) })
	}
	return slices.ContainsFunc(st.Speakers, func(s readout.Speaker) bool {
		return slices.Contains(who, s.Identity) && slices.ContainsFunc(s.Utterances, func(u readout.Utterance) bool {
			return known(r.Docs[u.Report].Report).After(since)
		})
	})
}

// anchor is a place as it is kept beyond a reading.
func anchor(r *readout.Reading, ref readout.Ref) readout.Anchor {
	p := r.Docs[ref.Report].Report
	return readout.Anchor{Report: p.ID(), Span: ref.Span, Exact: ref.Span.Of(p.Source)}
}
