package record

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/lexis"
	"github.com/readout-project/readout/store"
)

// Claim finds the story of a claim by the id of the claim. The error wraps
// readout.ErrNotFound.
func (r *Record) Claim(ctx context.Context, id string) (readout.ClaimLine, error) {
	if err := r.Weigh(ctx, nil); err != nil {
		return readout.ClaimLine{}, err
	}
	list, err := r.db.Claims(ctx, store.ClaimQuery{ID: id, Limit: 1})
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("%w: the record has no claim %q; readout claims lists them", readout.ErrNotFound, id)
	}
	if err != nil {
		return readout.ClaimLine{}, err
	}
	return list[0], nil
}

// HistoryOf tells how a claim of a reading came to stand as it does: its evidence by
// the time of its reports, what each was the first to bring, and how the words
// moved.
func HistoryOf(r *readout.Reading, story, claim int) readout.History {
	st := &r.Stories[story]
	c := &st.Claims[claim]
	h := readout.History{Story: story, Claim: claim}
	for i, e := range c.Evidence {
		p := r.Docs[e.Report].Report
		_, day, stated := moment(cmp.Or(p.Modified.Value, p.Published.Value))
		h.Steps = append(h.Steps, readout.HistoryStep{Evidence: i, At: known(p), Stated: stated, Day: day && stated})
	}
	slices.SortStableFunc(h.Steps, func(a, b readout.HistoryStep) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(c.Evidence[a.Evidence].Report, c.Evidence[b.Evidence].Report), cmp.Compare(c.Evidence[a.Evidence].Span.Start, c.Evidence[b.Evidence].Span.Start))
	})
	roots := map[int]bool{}
	seen := map[readout.HistoryMark]bool{}
	for i := range h.Steps {
		s := &h.Steps[i]
		e := c.Evidence[s.Evidence]
		first := func(m readout.HistoryMark, is bool) {
			if is && !seen[m] {
				seen[m] = true
				s.Marks = append(s.Marks, m)
			}
		}
		first(readout.FirstReport, i == 0 && s.Stated)
		first(readout.FirstNamed, st.Roots[e.Root].Kind.Named() && e.Stance == readout.Supports)
		first(readout.FirstDenial, e.Stance == readout.Denies)
		first(readout.WithdrawnByThen, e.Withdrawn != "")
		roots[voiceOf(c, e.Root)] = true
		first(readout.SecondRootSeen, len(roots) == 2)
		if i > 0 {
			s.Reworded = moved(c.Evidence[h.Steps[i-1].Evidence].Exact, e.Exact)
		}
	}
	return h
}

// voiceOf is what a root counts as in a claim; a number below zero for one that
// counts for nothing.
func voiceOf(c *readout.Claim, root int) int {
	for i, v := range c.Voices {
		if slices.Contains(v.Roots, root) {
			return i
		}
	}
	return -1 - root
}

// moved says which words came and which went between two wordings; "" where they
// have the same.
func moved(before, after string) string {
	x, y := fold.Words(before), fold.Words(after)
	only := func(in, out []string) string {
		var list []string
		for _, w := range in {
			if !slices.Contains(out, w) && !slices.Contains(list, w) {
				list = append(list, w)
			}
		}
		return strings.Join(list, " ")
	}
	var parts []string
	if s := only(y, x); s != "" {
		parts = append(parts, "new: "+s)
	}
	if s := only(x, y); s != "" {
		parts = append(parts, "gone: "+s)
	}
	return strings.Join(parts, "; ")
}

// Versions tells what each later version of a report says otherwise than the one
// before it: sentences that came, went or were put in other words, and what became of
// the claims of the story by it, all other reports being as they are. The report is
// named by its id or the beginning of its digest.
func (r *Record) Versions(ctx context.Context, report string, m Moment) ([]readout.VersionChange, error) {
	f, err := r.db.Report(ctx, report)
	if err != nil {
		return nil, err
	}
	if f.State == store.Forgotten {
		return nil, fmt.Errorf("%w: report %s is %s", readout.ErrNotFound, f.ID, f.Reason)
	}
	list, err := r.db.Versions(ctx, f.Address)
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(v store.Filed) bool { return v.State == store.Forgotten || v.Story != f.Story || !m.holds(v) })
	docs, err := r.documents(ctx, list)
	if err != nil {
		return nil, err
	}
	if len(docs) < 2 {
		return nil, nil
	}
	slices.SortStableFunc(docs, earlier)
	now, js, err := r.at(ctx, f.Story, m)
	if err != nil {
		return nil, err
	}
	read := func(d *readout.Document) *readout.Reading {
		return weighed(f.Story, inPlaceOf(now, docs, d), js).Reading
	}
	before := read(docs[0])
	var out []readout.VersionChange
	for i, d := range docs[1:] {
		c := versionChange(docs[i], d)
		after := read(d)
		c.Claims = compare(before, after, c.At)
		for k := range c.Claims {
			c.Claims[k].Because = nil // they would point into a reading that is gone
		}
		before = after
		out = append(out, c)
	}
	return out, nil
}

// versionChange pairs the sentences of two versions.
func versionChange(a, b *readout.Document) readout.VersionChange {
	out := readout.VersionChange{Before: a.Report.ID(), After: b.Report.ID(), At: known(b.Report)}
	atX, x := said(a)
	atY, y := said(b)
	pair(x, y, func(i, k int, same bool) {
		if !same {
			out.Reworded = append(out.Reworded, [2]readout.Anchor{atX[i], atY[k]})
		}
	})
	for i := range x {
		if !x[i].paired {
			out.Dropped = append(out.Dropped, atX[i])
		}
	}
	for k := range y {
		if !y[k].paired {
			out.Added = append(out.Added, atY[k])
		}
	}
	return out
}

// said are the sentences of a version.
func said(d *readout.Document) (at []readout.Anchor, words []wording) {
	for _, s := range d.Sentences {
		exact := s.Of(d.Report.Source)
		at = append(at, readout.Anchor{Report: d.Report.ID(), Span: s.Span, Exact: exact})
		words = append(words, wording{words: fold.Words(exact)})
	}
	return at, words
}

// inPlaceOf is the story's documents of now with one version in the place of the one
// that stands there.
func inPlaceOf(now, versions []*readout.Document, one *readout.Document) []*readout.Document {
	var out []*readout.Document
	for _, d := range now {
		if !slices.ContainsFunc(versions, func(v *readout.Document) bool { return v.Report.ID() == d.Report.ID() }) {
			out = append(out, d)
		}
	}
	return current(append(out, one))
}

// numbered is a claim by its number in a story.
var numbered = regexp.MustCompile(`^[Cc][0-9]{1,6}$`)

// History tells the history of a claim: one named by its number in a story, C12,
// or by its id.
func (r *Record) History(ctx context.Context, story, claim string, m Moment) (*readout.Reading, readout.History, error) {
	if story == "" {
		line, err := r.Claim(ctx, claim)
		switch {
		case err == nil:
			story = line.Story
		case !errors.Is(err, readout.ErrNotFound), !numbered.MatchString(claim):
			return nil, readout.History{}, err
		}
	}
	line, err := r.Story(ctx, story)
	if err != nil {
		return nil, readout.History{}, err
	}
	reading, err := r.Reading(ctx, line.ID, m)
	if err != nil {
		return nil, readout.History{}, err
	}
	for i := range reading.Stories[0].Claims {
		if reading.Stories[0].Claims[i].ID == claim || strings.EqualFold(fmt.Sprintf("C%d", i+1), claim) {
			return reading, HistoryOf(reading, 0, i), nil
		}
	}
	return nil, readout.History{}, fmt.Errorf("%w: story %s has no claim and no report %q", readout.ErrNotFound, line.ID, claim)
}

// Claims lists claims; stories that changed are weighed first.
func (r *Record) Claims(ctx context.Context, q store.ClaimQuery) ([]readout.ClaimLine, error) {
	if err := r.Weigh(ctx, nil); err != nil {
		return nil, err
	}
	return r.db.Claims(ctx, q)
}

// Search finds the blocks of reports in which all words of a query stand.
func (r *Record) Search(ctx context.Context, q store.HitQuery) ([]readout.Hit, error) {
	if err := r.Weigh(ctx, nil); err != nil {
		return nil, err
	}
	return r.db.Search(ctx, q)
}

// Named lists the stories in which a name or an office stands, newest first.
func (r *Record) Named(ctx context.Context, name string, n int) ([]string, error) {
	if err := r.Weigh(ctx, nil); err != nil {
		return nil, err
	}
	return r.db.Bearing(ctx, strings.Join(fold.Words(name), " "), n)
}

// Likely lists the stories whose reports have most of the words of a text, the
// best first. Words that any text has count where there are no others.
func (r *Record) Likely(ctx context.Context, text string, n int) ([]string, error) {
	if err := r.Weigh(ctx, nil); err != nil {
		return nil, err
	}
	var telling []string
	for _, w := range strings.Fields(strings.NewReplacer(`"`, " ", "“", " ", "”", " ").Replace(text)) {
		if words := fold.Words(w); len(words) > 1 || len(words) == 1 && !lexis.Grammar(words[0]) {
			telling = append(telling, w)
		}
	}
	if len(telling) > 0 {
		text = strings.Join(telling, " ")
	}
	return r.db.Likely(ctx, text, n)
}

// CountReports is the number of reports, forgotten ones too.
func (r *Record) CountReports(ctx context.Context) (int, error) { return r.db.CountReports(ctx) }

// Reports lists all reports in the order of adding, forgotten ones too.
func (r *Record) Reports(ctx context.Context) ([]store.Filed, error) { return r.db.Reports(ctx) }

// Report finds a report by its id or the beginning of its digest.
func (r *Record) Report(ctx context.Context, id string) (store.Filed, error) {
	return r.db.Report(ctx, id)
}

// Document is the document of a report, as it is read now.
func (r *Record) Document(ctx context.Context, id string) (*readout.Document, error) {
	f, err := r.db.Report(ctx, id)
	if err != nil {
		return nil, err
	}
	if f.State == store.Forgotten {
		return nil, fmt.Errorf("%w: report %s is %s", readout.ErrNotFound, f.ID, f.Reason)
	}
	return r.document(ctx, f)
}

func (r *Record) document(ctx context.Context, f store.Filed) (*readout.Document, error) {
	docs, err := r.documents(ctx, []store.Filed{f})
	if err != nil {
		return nil, err
	}
	return docs[0], nil
}
