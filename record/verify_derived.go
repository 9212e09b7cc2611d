package record

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/corroborate"
	"github.com/readout-project/readout/ingest"
	"github.com/readout-project/readout/store"
)

// filed checks that what the record lists and finds a report by is what its document
// gives.
func (v *verifier) filed(ctx context.Context, f store.Filed, in ingest.Input, d *readout.Document) {
	want := filed(in, d).Filed
	want.Seq, want.Added, want.Story, want.ETag, want.Changed = f.Seq, f.Added, f.Story, f.ETag, f.Changed // of the day it was added
	if want != f {
		v.fault("report %s: it is listed otherwise than it is read", f.ID)
	}
	words, err := v.r.db.Words(ctx, f.Seq)
	if err != nil {
		v.fault("report %s: %v", f.ID, err)
	} else if !slices.Equal(words, store.Searched(f.ID, d)) {
		v.fault("report %s: the words that it is searched by are not its words", f.ID)
	}
	if err := v.terms(ctx, f.Seq); err != nil {
		v.fault("report %s: %v", f.ID, err)
	}
}

// terms checks that the terms that a report is looked up by are those of its profile.
func (v *verifier) terms(ctx context.Context, seq int64) error {
	data, err := v.r.db.Profile(ctx, seq)
	if err != nil {
		return err
	}
	p, err := profile("", data)
	if err != nil || p == nil {
		return err
	}
	want := map[uint32]float64{}
	terms, weights := corroborate.Keys(p)
	for i, t := range terms {
		want[t] = float64(weights[i])
	}
	got, err := v.r.db.Terms(ctx, seq)
	if err == nil && !maps.Equal(got, want) {
		v.fault("report number %d: the terms that it is looked up by are not its terms", seq)
	}
	return err
}

// listed checks that what the record lists of a story and finds it by is what the
// story gives.
func (v *verifier) listed(ctx context.Context, id string, w *store.Weighed) {
	want := storyLine(w)
	want.Reports = v.members(id)
	if i := slices.IndexFunc(v.lines, func(l readout.StoryLine) bool { return l.ID == id }); v.lines[i] != want {
		v.fault("story %s: it is listed otherwise than it stands", id)
	}
	list, err := v.r.db.Claims(ctx, store.ClaimQuery{Story: id})
	if err != nil {
		v.fault("story %s: %v", id, err)
		return
	}
	if len(list) != len(w.Claims) {
		v.fault("story %s: the record lists %d claims, the story has %d", id, len(list), len(w.Claims))
		return
	}
	for i := range list {
		if list[i] != claimLine(w, i) {
			v.fault("story %s: claim C%d is listed otherwise than it stands in the story", id, i+1)
		}
	}
	names, err := v.r.db.Names(ctx, id)
	if err != nil {
		v.fault("story %s: %v", id, err)
		return
	}
	order := func(a, b store.NameRow) int { return strings.Compare(a.Kind+"\x00"+a.Folded, b.Kind+"\x00"+b.Folded) }
	slices.SortFunc(names, order)
	if !slices.Equal(names, slices.SortedFunc(slices.Values(w.Names), order)) {
		v.fault("story %s: the names that it is found by are not its names", id)
	}
	v.places(ctx, id, w.Reading)
}

// members is how many reports are in a story.
func (v *verifier) members(story string) int {
	n := 0
	for _, f := range v.of {
		if f.Story == story {
			n++
		}
	}
	return n
}

// places checks that what the record is searched by agrees with the story.
func (v *verifier) places(ctx context.Context, id string, reading *readout.Reading) {
	list, err := v.r.db.Places(ctx, id)
	if err != nil {
		v.fault("story %s: %v", id, err)
		return
	}
	st := &reading.Stories[0]
	want := map[store.Place]int{}
	for _, c := range st.Claims {
		for _, e := range c.Evidence {
			want[store.Place{Story: id, Claim: c.ID, Report: reading.Docs[e.Report].Report.ID(), Speaker: st.Roots[e.Root].Name, Span: e.Span}]++
		}
	}
	for _, p := range list {
		if want[p]--; want[p] < 0 {
			v.fault("story %s: the index has evidence of claim %s in report %s at [%d,%d) that the story has not", id, p.Claim, p.Report, p.Span.Start, p.Span.End)
		}
	}
	for p, n := range want {
		if n > 0 {
			v.fault("story %s: the index lacks evidence of claim %s in report %s at [%d,%d)", id, p.Claim, p.Report, p.Span.Start, p.Span.End)
		}
	}
}
