package record

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/corroborate"
	"github.com/readout-project/readout/ingest"
	"github.com/readout-project/readout/store"
)

// Rebuilt says what a rebuild changed and why.
type Rebuilt struct {
	Reports int // in the record
	Reread  int // read again from their bytes
	Changed []RereadReport
	Moved   []MovedReport
	Claims  []ChangedClaim
}

// RereadReport is a report that is read otherwise than before.
type RereadReport struct {
	ID, Input string
	Why       string
}

// MovedReport is a report that is in another story than before.
type MovedReport struct {
	ID, Title, From, To string
}

// ChangedClaim is a claim that came, went, or stands otherwise.
type ChangedClaim struct {
	Story, ID, Text string
	Before, After   string // level and count; "" where it is not there
	Why             string
}

// Rebuild derives everything anew: it reads each report again from its bytes where
// another version of the program read it, or all of them; groups all reports at
// once, and weighs every story that changed. Bytes and judgements stay as they are.
// It may be interrupted and run again.
func (r *Record) Rebuild(ctx context.Context, all bool, step func(what string, done, of int)) (*Rebuilt, error) {
	before, err := r.standing(ctx)
	if err != nil {
		return nil, err
	}
	reports, err := r.db.Reports(ctx)
	if err != nil {
		return nil, err
	}
	reports = slices.DeleteFunc(reports, func(f store.Filed) bool { return f.State == store.Forgotten })
	out := &Rebuilt{Reports: len(reports)}
	if all {
		if err := r.db.Reindex(ctx); err != nil {
			return out, err
		}
	}
	if err := r.rereadAll(ctx, reports, all, out, step); err != nil {
		return out, err
	}
	if err := r.regroupAll(ctx, reports, out, step); err != nil {
		return out, err
	}
	if all {
		if err := r.db.MarkStale(ctx, ids(reports)...); err != nil {
			return out, err
		}
	}
	err = r.Weigh(ctx, func(done, of int) { tell(step, "weighed", done, of) })
	if err != nil {
		return out, err
	}
	after, err := r.standing(ctx)
	if err != nil {
		return out, err
	}
	out.compare(before, after)
	return out, nil
}

func tell(step func(string, int, int), what string, done, of int) {
	if step != nil {
		step(what, done, of)
	}
}

// rereadAll reads reports again from their bytes, several at once.
func (r *Record) rereadAll(ctx context.Context, reports []store.Filed, all bool, out *Rebuilt, step func(string, int, int)) error {
	of := map[string]store.Filed{}
	var list []string
	for _, f := range reports {
		if all || f.Pipeline != derived() {
			of[f.ID] = f
			list = append(list, f.ID)
		}
	}
	out.Reread = len(list)
	var mu sync.Mutex
	left := map[string]string{}
	err := each(ctx, list, func(done, n int) { tell(step, "read again", done, n) }, func(ctx context.Context, id string) error {
		err := r.reread(ctx, of[id])
		_, bytes := r.input(ctx, of[id])
		mu.Lock()
		defer mu.Unlock()
		switch {
		case errors.Is(bytes, store.ErrDamaged):
			left[id] = "its bytes are damaged: it stays as it was read before; add its file again to a new record, or restore a backup"
		case errors.Is(err, ErrFault):
			left[id] = fmt.Sprintf("it stays as it was read before: %v", err)
		default:
			return err
		}
		return nil
	})
	if err != nil || len(list) == 0 {
		return err
	}
	now, err := r.db.Reports(ctx)
	if err != nil {
		return err
	}
	for _, f := range now {
		was, again := of[f.ID]
		switch {
		case !again:
		case left[f.ID] != "":
			out.Changed = append(out.Changed, RereadReport{f.ID, f.Input, left[f.ID]})
		case was.Source != f.Source:
			out.Changed = append(out.Changed, RereadReport{f.ID, f.Input, "its blocks are cut otherwise"})
		case was.Outlet != f.Outlet || was.Published != f.Published || was.Title != f.Title || was.Origin != f.Origin:
			out.Changed = append(out.Changed, RereadReport{f.ID, f.Input, "its title, outlet, origin or date is read otherwise"})
		}
	}
	return nil
}

// input is a report as it was received.
func (r *Record) input(ctx context.Context, f store.Filed) (ingest.Input, error) {
	data, err := r.db.Data(ctx, f.SHA256)
	return ingest.Input{Name: f.Input, Data: data, Received: f.Received, Container: f.Container, Address: f.Served, Media: f.Media}, err
}

// text is what the blocks of an input say.
func text(in ingest.Input) (string, error) {
	report, err := ingest.Read(in)
	if err != nil {
		return "", err
	}
	return report.Source, nil
}

// reread reads a report again from its bytes, under the judgements on it; where one
// comes meanwhile, once more.
func (r *Record) reread(ctx context.Context, f store.Filed) (err error) {
	defer caught("report "+f.ID, &err)
	in, err := r.input(ctx, f)
	if err != nil {
		return err
	}
	for {
		js, err := r.db.JudgementsOn(ctx, f.ID)
		if err != nil {
			return err
		}
		e, err := entry(in, js)
		if err != nil {
			return err
		}
		e.Seq, e.Added = f.Seq, f.Added
		ok, err := r.db.Refresh(ctx, e, js)
		if err != nil {
			return fmt.Errorf("read %s again: %w", f.ID, err)
		}
		if ok {
			r.placing.Lock()
			defer r.placing.Unlock()
			delete(r.profiles, f.Seq)
			return nil
		}
	}
}

// regroupAll groups all reports at once and moves those that belong elsewhere.
func (r *Record) regroupAll(ctx context.Context, reports []store.Filed, out *Rebuilt, step func(string, int, int)) error {
	js, err := r.db.Judgements(ctx)
	if err != nil {
		return err
	}
	tell(step, "grouped", 0, 1)
	moved, err := r.regroup(ctx, reports, js)
	tell(step, "grouped", 1, 1)
	out.Moved = moved
	return err
}

// regroup puts reports into the stories that they make together, and says which
// went elsewhere. A story is named by its first report.
func (r *Record) regroup(ctx context.Context, reports []store.Filed, js []readout.Judgement) ([]MovedReport, error) {
	items := make([]corroborate.Item, len(reports))
	now := make([]store.Filed, len(reports))
	for i, f := range reports {
		docs, err := r.documents(ctx, []store.Filed{f})
		if err != nil {
			return nil, err
		}
		p := docs[0].Report
		items[i] = corroborate.ItemOf(docs[0])
		f.Known, f.Title = known(p), p.Title.Value
		now[i] = f
	}
	var moved []MovedReport
	for _, set := range corroborate.Stories(items, js) {
		first := slices.MinFunc(set, func(a, b int) int {
			return cmp.Or(now[a].Known.Compare(now[b].Known), cmp.Compare(now[a].ID, now[b].ID))
		})
		story := storyID(now[first].ID)
		var in []string
		for _, i := range set {
			if f := now[i]; f.Story != story {
				in = append(in, f.ID)
				moved = append(moved, MovedReport{f.ID, f.Title, f.Story, story})
			}
		}
		if len(in) > 0 {
			if err := r.db.Place(ctx, story, in); err != nil {
				return nil, err
			}
		}
	}
	return renamed(moved, reports), nil
}

// renamed leaves out of the moved reports those whose story has another name only.
func renamed(moved []MovedReport, reports []store.Filed) []MovedReport {
	was := map[string][]string{}
	for _, f := range reports {
		was[f.Story] = append(was[f.Story], f.ID)
	}
	to := map[string][]string{}
	for _, m := range moved {
		to[m.To] = append(to[m.To], m.ID)
	}
	return slices.DeleteFunc(moved, func(m MovedReport) bool {
		return m.From != "" && len(to[m.To]) == len(was[m.From]) && len(was[m.To]) == 0
	})
}

// standing is how every claim of the record stands.
func (r *Record) standing(ctx context.Context) (map[string]readout.ClaimLine, error) {
	lines, err := r.db.Claims(ctx, store.ClaimQuery{})
	if err != nil {
		return nil, err
	}
	out := make(map[string]readout.ClaimLine, len(lines))
	ids := map[string]int{}
	for _, c := range lines {
		// Words that make claims in two stories have one id in both.
		ids[c.ID]++
		out[c.ID+" "+strconv.Itoa(ids[c.ID])] = c
	}
	return out, nil
}

func stands(c readout.ClaimLine) string { return fmt.Sprintf("%s, %d", c.Level, c.Count) }

// compare lists the claims that came, went or stand otherwise.
func (b *Rebuilt) compare(before, after map[string]readout.ClaimLine) {
	why := "it is weighed otherwise"
	switch {
	case len(b.Changed) > 0 && len(b.Moved) > 0:
		why = "reports are read otherwise, or are in another story"
	case len(b.Moved) > 0:
		why = "reports are in another story"
	case len(b.Changed) > 0:
		why = "reports are read otherwise"
	case b.Reread > 0:
		why = "read by another version (" + annotate.Pipeline + ")"
	}
	for _, id := range slices.Sorted(maps.Keys(before)) {
		x, y := before[id], after[id]
		if y.ID == "" {
			b.Claims = append(b.Claims, ChangedClaim{x.Story, x.ID, x.Text, stands(x), "", why})
		} else if stands(x) != stands(y) {
			b.Claims = append(b.Claims, ChangedClaim{y.Story, y.ID, y.Text, stands(x), stands(y), why})
		}
	}
	for _, id := range slices.Sorted(maps.Keys(after)) {
		if before[id].ID == "" {
			b.Claims = append(b.Claims, ChangedClaim{after[id].Story, after[id].ID, after[id].Text, "", stands(after[id]), why})
		}
	}
	slices.SortStableFunc(b.Claims, func(x, y ChangedClaim) int { return strings.Compare(x.Story, y.Story) })
}
