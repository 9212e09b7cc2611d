package record

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/corroborate"
	"github.com/readout-project/readout/ingest"
	"github.com/readout-project/readout/internal/pack"
	"github.com/readout-project/readout/store"
)

// Outcome says what became of a report that was to be added.
type Outcome string

// Outcomes.
const (
	Added     Outcome = "added"
	Known     Outcome = "known"     // the record has these bytes
	Forgotten Outcome = "forgotten" // somebody had them forgotten; they are not taken again
)

// Result is what became of one report.
type Result struct {
	Input, ID string
	Outcome   Outcome
	Story     string
	NewStory  bool
	Version   string // the report of the same address that it revises; ""
	Revised   string // the report of the same address that revises it, where that was added before; ""
	Reason    string // why it is kept without being analysed, or was forgotten
}

// Draft is a report that has been read and is not in the record yet.
type Draft struct{ entry store.Entry }

// Served keeps with the draft what validates the page where it is fetched again: the
// ETag and the Last-Modified that it was served with.
func (d *Draft) Served(etag, lastModified string) { d.entry.ETag, d.entry.Changed = etag, lastModified }

// Input is the path or address that the draft was read from.
func (d *Draft) Input() string { return d.entry.Input }

// Validators are the ETag and the Last-Modified of the newest report that was
// fetched from an address; empty for none.
func (r *Record) Validators(ctx context.Context, address string) (etag, lastModified string, err error) {
	f, err := r.db.Asked(ctx, address)
	if errors.Is(err, readout.ErrNotFound) {
		return "", "", nil
	}
	return f.ETag, f.Changed, err
}

// Read reads the bytes of one input. It touches no record, and may run on several
// inputs at once.
func Read(in ingest.Input) (*Draft, error) {
	e, err := entry(in, nil)
	if err != nil {
		return nil, err
	}
	return &Draft{*e}, nil
}

// entry reads an input under the judgements on it.
func entry(in ingest.Input, js []readout.Judgement) (*store.Entry, error) {
	report, err := ingest.Read(in)
	if err != nil {
		return nil, err
	}
	d, err := corrected(report, js)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", in.Name, err)
	}
	e := filed(in, d)
	p := corroborate.ProfileOf(d)
	e.Terms, e.Weights = corroborate.Keys(p)
	e.Profile = pack.Marshal(p)
	return e, nil
}

// filed is what the record lists a report by.
func filed(in ingest.Input, d *readout.Document) *store.Entry {
	report := d.Report
	text := sha256.Sum256([]byte(report.Source))
	c := report.Capture
	e := &store.Entry{Data: in.Data, Document: d, Filed: store.Filed{
		ID: report.ID(), SHA256: c.SHA256, Input: c.Input, Container: in.Container, Address: address(report, in.Address), Media: in.Media, Served: in.Address,
		Received: c.Received.UTC().Truncate(time.Microsecond), State: store.Read, Source: hex.EncodeToString(text[:]), Outlet: report.Outlet.Value, Origin: report.Origin.Value,
		Title: report.Title.Value, Published: report.Published.Value, Known: known(report), Words: len(d.Words), Pipeline: derived(),
	}}
	if reason := annotate.Declines(report); reason != "" {
		e.State, e.Reason = store.Kept, reason
	}
	return e
}

// Add puts a report into the record and into a story. When it returns, the report
// is on the disk. A report that the record has is not added again.
func (r *Record) Add(ctx context.Context, d *Draft) (Result, error) {
	e := d.entry
	out := Result{Input: e.Input, ID: e.ID, Outcome: Added, Reason: e.Reason}
	added, err := r.db.Put(ctx, &e)
	if err != nil {
		return out, fmt.Errorf("add %s: %w", e.Input, err)
	}
	if !added {
		have, err := r.db.Report(ctx, e.ID)
		if err != nil {
			return out, fmt.Errorf("add %s: %w", e.Input, err)
		}
		out.Outcome, out.Story = Known, have.Story
		if have.State == store.Forgotten {
			out.Outcome, out.Reason = Forgotten, have.Reason
		}
		return out, nil
	}
	if err := r.place(ctx, &e, &out); err != nil {
		return out, fmt.Errorf("add %s: the report is kept, but in no story yet: %w", e.Input, err)
	}
	return out, nil
}

// place puts a report that the record has into the story that it belongs to.
func (r *Record) place(ctx context.Context, e *store.Entry, out *Result) error {
	r.placing.Lock()
	defer r.placing.Unlock()
	p, err := profile(e.ID, e.Profile)
	if err != nil {
		return err
	}
	before, err := r.predecessor(ctx, e, p)
	if err != nil {
		return err
	}
	if before.ID != "" {
		out.Story = before.Story
		if e.Known.Before(before.Known) {
			out.Revised = before.ID
		} else {
			out.Version = before.ID
		}
	} else if out.Story, err = r.likeliest(ctx, e, p); err != nil {
		return err
	}
	if out.Story == "" {
		out.Story, out.NewStory = storyID(e.ID), true
	}
	return r.db.Place(ctx, out.Story, []string{e.ID})
}

// likeliest is the story whose reports are most like a new one; "" for none.
func (r *Record) likeliest(ctx context.Context, e *store.Entry, p *corroborate.Profile) (string, error) {
	near, err := r.db.Nearest(ctx, e, corroborate.Nearest)
	if err != nil {
		return "", err
	}
	var list []corroborate.Neighbour
	for _, n := range near {
		q, err := r.profile(ctx, n.Seq)
		if err != nil {
			return "", err
		}
		if q != nil {
			list = append(list, corroborate.Neighbour{Profile: q, Story: n.Story, Size: n.Size})
		}
	}
	return corroborate.Place(p, list), nil
}

// mostProfiles is how many profiles are kept in memory: reports that come one after
// the other have neighbours in common.
const mostProfiles = 2000

// profile is what the report of a number is compared by; nil for one of an older
// program.
func (r *Record) profile(ctx context.Context, seq int64) (*corroborate.Profile, error) {
	if p, ok := r.profiles[seq]; ok {
		return p, nil
	}
	data, err := r.db.Profile(ctx, seq)
	if err != nil {
		return nil, err
	}
	p, err := profile(fmt.Sprint(seq), data)
	if err == nil && p != nil {
		if len(r.profiles) >= mostProfiles {
			clear(r.profiles)
		}
		r.profiles[seq] = p
	}
	return p, err
}

// profile unpacks a profile; nil for one of an older program, which rebuild makes
// again.
func profile(id string, data []byte) (*corroborate.Profile, error) {
	p := new(corroborate.Profile)
	err := pack.Unmarshal(data, p)
	if errors.Is(err, pack.ErrStale) {
		return nil, nil //nolint:nilnil // none is an answer
	}
	if err != nil {
		return nil, fmt.Errorf("profile of report %s: %w", id, err)
	}
	return p, nil
}

// predecessor is the version of a report that was known last before it, else the one
// that was known first after it: a report of the same address with a text of the same
// story. An address alone proves nothing: pages name their front page, and live
// pages are emptied and filled again.
func (r *Record) predecessor(ctx context.Context, e *store.Entry, p *corroborate.Profile) (store.Filed, error) {
	list, err := r.db.Versions(ctx, e.Address)
	if err != nil {
		return store.Filed{}, err
	}
	slices.SortStableFunc(list, func(a, b store.Filed) int {
		later := func(f store.Filed) int { // those known before come first, the latest of them in front
			if f.Known.After(e.Known) {
				return 1
			}
			return 0
		}
		if later(a) != later(b) || later(a) == 1 {
			return cmp.Or(cmp.Compare(later(a), later(b)), a.Known.Compare(b.Known))
		}
		return cmp.Or(b.Known.Compare(a.Known), cmp.Compare(b.Seq, a.Seq))
	})
	for _, v := range list {
		if v.ID == e.ID || v.State == store.Forgotten || v.Story == "" {
			continue
		}
		q, err := r.profile(ctx, v.Seq)
		if err != nil {
			return store.Filed{}, err
		}
		if q != nil && corroborate.Place(p, []corroborate.Neighbour{{Profile: q, Story: v.Story, Size: 1}}) != "" {
			return v, nil
		}
	}
	return store.Filed{}, nil
}

// storyID is the id of a story by its first report.
func storyID(report string) string { return "s" + report[:min(10, len(report))] }

// address is where versions of a report are published: the address that it gives
// for itself, else the one that it was served from, without what changes from visit
// to visit; "" where that is no page of its own.
func address(r *readout.Report, served string) string {
	return cmp.Or(pageOf(r.Canonical.Value), pageOf(served))
}

// pageOf is an address without what changes from visit to visit; "" for what is no
// page of its own.
func pageOf(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || strings.Trim(u.Path, "/") == "" && u.RawQuery == "" {
		return ""
	}
	q := u.Query()
	for k := range q {
		if strings.HasPrefix(k, "utm_") || k == "fbclid" || k == "gclid" {
			q.Del(k)
		}
	}
	out := url.URL{Host: strings.TrimPrefix(strings.ToLower(u.Host), "www."), Path: strings.TrimRight(u.Path, "/"), RawQuery: q.Encode()}
	return strings.TrimPrefix(out.String(), "//")
}

// KnownAt is when a report's text came to be known: when it was last changed or
// published as it says itself (a date counts from its beginning, UTC), else when it
// was received.
func KnownAt(r *readout.Report) time.Time { return known(r) }

func known(r *readout.Report) time.Time {
	for _, v := range []string{r.Modified.Value, r.Published.Value} {
		if t, _, ok := moment(v); ok && (v != r.Modified.Value || v >= r.Published.Value) {
			return t.Truncate(time.Microsecond) // as it is kept
		}
	}
	return r.Capture.Received.UTC().Truncate(time.Microsecond)
}

// states reports whether a report says when it was published or changed.
func states(r *readout.Report) bool {
	_, _, changed := moment(r.Modified.Value)
	_, _, published := moment(r.Published.Value)
	return changed || published
}

// moment reads an RFC 3339 date or date-time; day is true where it is a date.
func moment(s string) (t time.Time, day, ok bool) {
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t, true, true
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.UTC(), false, true
	}
	return time.Time{}, false, false
}
