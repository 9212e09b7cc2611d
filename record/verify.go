package record

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"sync"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/pack"
	"github.com/readout-project/readout/store"
)

// Verified says what a verification read and which faults it found.
type Verified struct {
	Reports, Spans, Claims, Corrections, Forgotten int
	Unread                                         int // reports and stories that are to be derived anew when next asked for
	Faults                                         []string
}

// Verify reads the whole record against itself: the file and its indexes; the
// digest of the bytes of every report; the text that they give, read again; every
// span of every piece of evidence against that text, for what it says to be its
// words; the words of every correction. It changes nothing.
func (r *Record) Verify(ctx context.Context, step func(done, of int)) (*Verified, error) {
	out := new(Verified)
	faults, err := r.db.Sound(ctx)
	if err != nil {
		return out, err
	}
	out.Faults = faults
	reports, err := r.db.Reports(ctx)
	if err != nil {
		return out, err
	}
	v := &verifier{r: r, out: out, of: map[string]store.Filed{}}
	var list []string
	for _, f := range reports {
		if f.State == store.Forgotten {
			out.Forgotten++
			continue
		}
		v.of[f.ID] = f
		list = append(list, f.ID)
	}
	out.Reports = len(list)
	if err := each(ctx, list, step, v.over("report", v.report)); err != nil {
		return out, err
	}
	stories, err := r.db.Stories(ctx, 0)
	if err != nil {
		return out, err
	}
	var open []string
	for _, s := range stories {
		if s.Stale {
			out.Unread++
			continue
		}
		open = append(open, s.ID)
	}
	v.lines = stories
	if err := each(ctx, open, nil, v.over("story", v.story)); err != nil {
		return out, err
	}
	return out, v.corrections(ctx)
}

type verifier struct {
	r     *Record
	of    map[string]store.Filed
	lines []readout.StoryLine

	mu  sync.Mutex
	out *Verified
}

func (v *verifier) fault(format string, args ...any) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.out.Faults = append(v.out.Faults, fmt.Sprintf(format, args...))
}

// over makes a fault of what the program falls over, so that the rest is read.
func (v *verifier) over(what string, check func(context.Context, string) error) func(context.Context, string) error {
	return func(ctx context.Context, id string) (err error) {
		func() {
			defer caught(what+" "+id, &err)
			err = check(ctx, id)
		}()
		if errors.Is(err, ErrFault) {
			v.fault("%v", err)
			return nil
		}
		return err
	}
}

func (v *verifier) unread() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.out.Unread++
}

// report checks the digest of a report's bytes and that they give the text that
// its spans point into.
func (v *verifier) report(ctx context.Context, id string) error {
	f := v.of[id]
	in, err := v.r.input(ctx, f)
	if err != nil {
		v.fault("report %s: %v", id, err)
		return nil
	}
	if sum := sha256.Sum256(in.Data); hex.EncodeToString(sum[:]) != f.SHA256 {
		v.fault("report %s: its bytes have the digest %x, not %s", id, sum, f.SHA256)
		return nil
	}
	docs, err := v.r.db.Documents(ctx, []string{id})
	switch {
	case errors.Is(err, pack.ErrStale), err == nil && f.Pipeline != derived():
		v.unread() // of an older program; rebuild reads it again
		return nil
	case err != nil:
		v.fault("report %s: %v", id, err)
		return nil
	}
	again, err := text(in)
	switch {
	case err != nil:
		v.fault("report %s: its bytes cannot be read again: %v", id, err)
	case again != docs[0].Report.Source:
		v.fault("report %s: its bytes, read again, do not give the text that is kept", id)
	}
	if err := docs[0].Check(); err != nil {
		v.fault("report %s: %v", id, err)
		return nil
	}
	v.filed(ctx, f, in, docs[0])
	return nil
}

// story checks every span of a story against the text of its report.
func (v *verifier) story(ctx context.Context, id string) error {
	reading, err := v.r.db.Reading(ctx, id, print())
	switch {
	case errors.Is(err, pack.ErrStale):
		v.unread()
		return nil
	case err != nil:
		v.fault("story %s: %v", id, err)
		return nil
	}
	st := &reading.Stories[0]
	spans := 0
	check := func(what string, at readout.Ref, exact string) {
		spans++
		source := reading.Docs[at.Report].Report.Source
		if at.Span.Start < 0 || at.Span.End > len(source) || at.Span.Start > at.Span.End {
			v.fault("story %s: %s covers [%d,%d) of report %s, which has %d bytes of text", id, what, at.Span.Start, at.Span.End, reading.Docs[at.Report].Report.ID(), len(source))
		} else if exact != "" && at.Span.Of(source) != exact {
			v.fault("story %s: %s is not the text of its span in report %s", id, what, reading.Docs[at.Report].Report.ID())
		}
	}
	for i := range st.Claims {
		for _, e := range st.Claims[i].Evidence {
			check(fmt.Sprintf("evidence of C%d", i+1), e.Ref, e.Exact)
		}
	}
	for i := range st.Differences {
		for _, side := range st.Differences[i].Sides {
			for _, e := range side.Evidence {
				check(fmt.Sprintf("a side of D%d", i+1), e, "")
			}
		}
	}
	v.listed(ctx, id, listed(reading))
	v.mu.Lock()
	v.out.Spans += spans
	v.out.Claims += len(st.Claims)
	v.mu.Unlock()
	return nil
}

// corrections checks that the words of corrections still stand in their reports.
func (v *verifier) corrections(ctx context.Context) error {
	js, err := v.r.db.Judgements(ctx)
	if err != nil {
		return err
	}
	for _, j := range js {
		v.out.Corrections++
		for _, a := range []readout.Anchor{j.A, j.B} {
			if a.Report == "" || a.Whole() || !j.Undone.IsZero() {
				continue
			}
			docs, err := v.r.db.Documents(ctx, []string{a.Report})
			if err != nil {
				continue // said above
			}
			if _, ok := a.In(docs[0].Report.Source); !ok {
				v.fault("correction %d: its words do not stand in report %s any more", j.ID, a.Report)
			}
		}
	}
	return nil
}
