package record

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/corroborate"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/pack"
	"github.com/readout-project/readout/store"
)

// Weigh weighs the stories whose reports or corrections changed, several at once,
// and first groups and places what an interrupted run has left. step is called
// after each story, with how many are done of how many; it may be nil. A story that
// cannot be weighed stops no other: Unweighed names it.
func (r *Record) Weigh(ctx context.Context, step func(done, of int)) error {
	if err := errors.Join(r.groupRest(ctx), r.placeRest(ctx)); err != nil {
		return err
	}
	stale, err := r.db.Stale(ctx, print())
	if err != nil {
		return err
	}
	return each(ctx, stale, step, r.weighOver)
}

// each runs fn on all items, as many at once as there are processors, and gives
// the first error.
func each(ctx context.Context, items []string, step func(done, of int), fn func(context.Context, string) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var mu sync.Mutex
	var wg sync.WaitGroup
	done := 0
	next := make(chan string)
	for range min(runtime.GOMAXPROCS(0), len(items)) {
		wg.Go(func() {
			for item := range next {
				if err := fn(ctx, item); err != nil {
					stop(err)
					continue
				}
				mu.Lock()
				done++
				if step != nil {
					step(done, len(items))
				}
				mu.Unlock()
			}
		})
	}
	for _, item := range items {
		if ctx.Err() != nil {
			break
		}
		next <- item
	}
	close(next)
	wg.Wait()
	if err := context.Cause(ctx); err != nil {
		return err
	}
	return nil
}

func (r *Record) placeRest(ctx context.Context) error {
	list, err := r.db.Unplaced(ctx)
	if err != nil {
		return err
	}
	for _, f := range list {
		e := store.Entry{Filed: f}
		if e.Profile, err = r.db.Profile(ctx, f.Seq); err != nil {
			return err
		}
		p, err := profile(f.ID, e.Profile)
		if err != nil || p == nil {
			return errors.Join(err, fmt.Errorf("report %s: %w; run readout rebuild", f.ID, pack.ErrStale))
		}
		e.Terms, e.Weights = corroborate.Keys(p)
		if err := r.place(ctx, &e, &Result{}); err != nil {
			return err
		}
	}
	return nil
}

// weigh weighs one story and keeps it. Where its reports or corrections change
// meanwhile, it is weighed again.
func (r *Record) weigh(ctx context.Context, story string) (err error) {
	defer caught("story "+story, &err)
	for {
		changes, err := r.db.Changes(ctx, story)
		if err != nil {
			return err
		}
		members, err := r.db.Members(ctx, story)
		if err != nil || len(members) == 0 {
			return err
		}
		js, err := r.db.Judgements(ctx)
		if err != nil {
			return err
		}
		docs, err := r.documents(ctx, members)
		if err != nil {
			return err
		}
		w := weighed(story, current(docs), js)
		w.Members, w.Changes = ids(members), changes
		if kept, err := r.db.Keep(ctx, w); kept || err != nil {
			return err
		}
	}
}

// documents are those of reports of the record. One that another program has made,
// or made before a correction, is read again from its bytes.
func (r *Record) documents(ctx context.Context, list []store.Filed) ([]*readout.Document, error) {
	for _, f := range list {
		if f.Pipeline == derived() || f.State == store.Forgotten {
			continue
		}
		if err := r.reread(ctx, f); err != nil {
			return nil, err
		}
	}
	return r.db.Documents(ctx, ids(list))
}

func ids(list []store.Filed) []string {
	out := make([]string, len(list))
	for i, f := range list {
		out[i] = f.ID
	}
	return out
}

// weighed is the reading of documents as one story.
func weighed(story string, docs []*readout.Document, js []readout.Judgement) *store.Weighed {
	reading := corroborate.ReadStory(docs, js)
	reading.Stories[0].ID = story
	return listed(reading)
}

// listed is the reading of one story with what it is looked up by.
func listed(reading *readout.Reading) *store.Weighed {
	docs := reading.Docs
	w := &store.Weighed{ID: reading.Stories[0].ID, Print: print(), Reading: reading}
	at, dated := make([]time.Time, len(docs)), make([]bool, len(docs))
	for i, d := range docs {
		dated[i] = states(d.Report)
		w.Reports = append(w.Reports, d.Report.ID())
		at[i] = known(d.Report)
		if at[i].After(w.Latest) {
			w.Latest = at[i]
		}
	}
	st := &reading.Stories[0]
	marked := map[int]bool{}
	for _, d := range st.Differences {
		for _, side := range d.Sides {
			for _, c := range side.Claims {
				marked[c] = marked[c] || d.Kind == readout.OnlyOneSays
			}
		}
	}
	for i := range st.Claims {
		w.Claims = append(w.Claims, claimRow(st, i, at, dated, marked[i]))
	}
	w.Names = nameRows(st)
	return w
}

func claimRow(st *readout.Story, i int, at []time.Time, dated []bool, marked bool) store.ClaimRow {
	c := &st.Claims[i]
	row := store.ClaimRow{Marked: marked}
	seen := map[int]bool{}
	for _, e := range c.Evidence {
		seen[e.Report] = true
		if t := at[e.Report]; row.First.IsZero() || t.Before(row.First) {
			row.First, row.Stated = t, dated[e.Report]
		}
	}
	row.Reports = len(seen)
	if len(c.Evidence) > 0 {
		row.Speaker = st.Roots[c.Evidence[0].Root].Name
	}
	return row
}

// nameRows are the names and offices of the story's people and places.
func nameRows(st *readout.Story) []store.NameRow {
	var out []store.NameRow
	add := func(name, kind string) {
		if f := strings.Join(fold.Words(name), " "); f != "" && !slices.ContainsFunc(out, func(n store.NameRow) bool { return n.Folded == f && n.Kind == kind }) {
			out = append(out, store.NameRow{Folded: f, Name: name, Kind: kind, Reports: 1})
		}
	}
	for i := range st.People {
		for _, n := range st.People[i].Names {
			add(n.Name, string(st.People[i].Type))
		}
		for _, o := range st.People[i].Offices {
			add(o.Office.Title, "office")
		}
	}
	for _, n := range st.Where {
		add(n.Name, string(readout.Place))
	}
	return out
}

// earlier orders documents by when they were known.
func earlier(a, b *readout.Document) int {
	return cmp.Or(known(a.Report).Compare(known(b.Report)), a.Report.Capture.Received.Compare(b.Report.Capture.Received), cmp.Compare(a.Report.ID(), b.Report.ID()))
}

// current leaves out the reports that a later version at the same address
// replaces, and puts the rest in the order of when they were known.
func current(docs []*readout.Document) []*readout.Document {
	sorted := slices.Clone(docs)
	slices.SortStableFunc(sorted, earlier)
	last := map[string]int{}
	for i, d := range sorted {
		if a := address(d.Report, d.Report.Capture.Address); a != "" {
			last[a] = i
		}
	}
	var out []*readout.Document
	for i, d := range sorted {
		if k, ok := last[address(d.Report, d.Report.Capture.Address)]; !ok || k == i {
			out = append(out, d)
		}
	}
	return out
}
