package readout

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Judgement is what a person decided about the record, against or beside what
// the program reads. Judgements are kept, never changed: a later one on the same
// matter wins, and one can be undone. What they say is derived again with every
// reading.
type Judgement struct {
	ID     int64 // by the record, ascending; 0 outside a record
	Kind   JudgementKind
	A, B   Anchor // what it is about; B for kinds that join or part two things
	Value  string // the role, date, name or note
	By     string // who decided
	At     time.Time
	Reason string
	Undone time.Time // zero while it holds
	UndoBy string
}

// JudgementKind is what a judgement decides.
type JudgementKind string

// Kinds of judgements.
const (
	MergeNames   JudgementKind = "merge-names"   // the names at A and B are of one person, body or place
	SplitNames   JudgementKind = "split-names"   // they are not
	MergeClaims  JudgementKind = "merge-claims"  // the words at A and B make one claim
	SplitClaims  JudgementKind = "split-claims"  // they do not
	MergeStories JudgementKind = "merge-stories" // the reports A and B are of one story
	SplitStories JudgementKind = "split-stories" // they are not
	BlockRole    JudgementKind = "block-role"    // the block at A has the role Value
	DateIs       JudgementKind = "date"          // A is a whole report: published on Value; A is a time expression: its value
	SpeakerIs    JudgementKind = "speaker"       // the words at A are said by Value
	Note         JudgementKind = "note"          // Value is a remark on A
)

// JudgementKinds lists the kinds.
func JudgementKinds() []JudgementKind {
	return []JudgementKind{MergeNames, SplitNames, MergeClaims, SplitClaims, MergeStories, SplitStories, BlockRole, DateIs, SpeakerIs, Note}
}

// Pairs reports whether the kind speaks of two things.
func (k JudgementKind) Pairs() bool {
	switch k {
	case MergeNames, SplitNames, MergeClaims, SplitClaims, MergeStories, SplitStories:
		return true
	}
	return false
}

// Reads reports whether the kind decides how a report itself is read, before it is
// read with others.
func (k JudgementKind) Reads() bool { return k == BlockRole || k == DateIs || k == SpeakerIs }

// Anchor is a place in a report that does not depend on how the report is read:
// its words, with where they stood when they were marked.
type Anchor struct {
	Report string // id of the report
	Span   Span   // into its source; empty for the whole report
	Exact  string // the words of the span
}

// Whole reports whether the anchor is a report as a whole.
func (a Anchor) Whole() bool { return a.Exact == "" }

// In finds the words of the anchor in the source of its report: where they were
// marked, else the place nearest to it. It is false where the source does not have
// them.
func (a Anchor) In(source string) (Span, bool) {
	if a.Exact == "" || !utf8.ValidString(a.Exact) {
		return Span{}, false
	}
	if a.Span.Start >= 0 && a.Span.End <= len(source) && a.Span.Start < a.Span.End && source[a.Span.Start:a.Span.End] == a.Exact {
		return a.Span, true
	}
	best, dist := -1, 0
	for at := 0; ; {
		i := strings.Index(source[at:], a.Exact)
		if i < 0 {
			break
		}
		at += i
		if d := max(at-a.Span.Start, a.Span.Start-at); best < 0 || d < dist {
			best, dist = at, d
		}
		at++
	}
	if best < 0 {
		return Span{}, false
	}
	return Span{Start: best, End: best + len(a.Exact)}, true
}

// Check says what is wrong with a judgement before it is kept; the error wraps
// ErrInvalid.
func (j *Judgement) Check() error {
	fail := func(format string, args ...any) error {
		return fmt.Errorf("%w: correction: "+format, append([]any{ErrInvalid}, args...)...)
	}
	switch {
	case !slices.Contains(JudgementKinds(), j.Kind):
		return fail("there is no kind %q", j.Kind)
	case j.A.Report == "":
		return fail("%s names no report", j.Kind)
	case j.Kind.Pairs() && j.B.Report == "":
		return fail("%s needs two places", j.Kind)
	case !j.Kind.Pairs() && j.B.Report != "":
		return fail("%s takes one place", j.Kind)
	case !j.Kind.Pairs() && strings.TrimSpace(j.Value) == "":
		return fail("%s needs a value", j.Kind)
	case j.Kind == BlockRole && Role(j.Value).Share() == "":
		return fail("there is no role %q", j.Value)
	case j.Kind == DateIs && j.A.Whole() && !fullDate(j.Value):
		return fail("%q is no date of publication: give 2026-02-06 or 2026-02-06T10:00:00Z", j.Value)
	case j.Kind == DateIs && !j.A.Whole() && !timexValue(j.Value):
		return fail("%q is no value of TIMEX3, as 2026-02-06, 2026-02, XXXX-02-06 or P3D", j.Value)
	case (j.Kind == MergeStories || j.Kind == SplitStories) && (!j.A.Whole() || !j.B.Whole()):
		return fail("%s is about whole reports", j.Kind)
	case (j.Kind == MergeStories || j.Kind == SplitStories) && j.A.Report == j.B.Report:
		return fail("%s names one report twice", j.Kind)
	case j.needsWords() && j.A.Whole() || j.Kind.Pairs() && j.needsWords() && j.B.Whole():
		return fail("%s needs words of a report", j.Kind)
	case j.By == "":
		return fail("nobody is named who decides")
	case j.At.IsZero():
		return fail("it has no time")
	}
	return nil
}

func (j *Judgement) needsWords() bool {
	switch j.Kind {
	case MergeNames, SplitNames, MergeClaims, SplitClaims, BlockRole, SpeakerIs:
		return true
	}
	return false
}

// fullDate reports an RFC 3339 full-date or date-time.
func fullDate(v string) bool {
	for _, form := range []string{time.DateOnly, time.RFC3339} {
		if _, err := time.Parse(form, v); err == nil {
			return true
		}
	}
	return false
}

// longestTimex is the number of bytes that a value of TIMEX3 has at most.
const longestTimex = 40

// timexValue reports a string that can be a value of TIMEX3: a day that it gives
// in full is one of the calendar.
func timexValue(v string) bool {
	if v == "" || len(v) > longestTimex || strings.Trim(v, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_-:.+") != "" {
		return false
	}
	switch v {
	case "PRESENT_REF", "PAST_REF", "FUTURE_REF":
		return true
	}
	if v[0] == 'P' {
		return len(v) > 2
	}
	if len(v) < 4 || strings.Trim(v[:4], "0123456789X") != "" {
		return false
	}
	day := v[:min(len(v), len(time.DateOnly))]
	if len(day) < len(time.DateOnly) || strings.ContainsAny(day, "XWTQ") {
		return true
	}
	_, err := time.Parse(time.DateOnly, day)
	return err == nil
}

// Basis says who decided, when and why: "by Ada Mellin, 2026-03-04: wrong year".
// The day is that of UTC.
func (j *Judgement) Basis() string {
	s := "by " + j.By + ", " + j.At.UTC().Format(time.DateOnly)
	if j.Reason != "" {
		s += ": " + j.Reason
	}
	return s
}

// Holds reports a judgement that was not undone.
func (j *Judgement) Holds() bool { return j.Undone.IsZero() }

// Sequence orders judgements by time, then id, then what they say: of two on one
// matter the later wins.
func (j *Judgement) Sequence(o *Judgement) int {
	return cmp.Or(j.At.Compare(o.At), cmp.Compare(j.ID, o.ID), cmp.Compare(j.Kind, o.Kind), j.A.compare(o.A), j.B.compare(o.B),
		cmp.Compare(j.Value, o.Value), cmp.Compare(j.By, o.By), cmp.Compare(j.Reason, o.Reason))
}

func (a Anchor) compare(o Anchor) int {
	return cmp.Or(cmp.Compare(a.Report, o.Report), cmp.Compare(a.Span.Start, o.Span.Start), cmp.Compare(a.Span.End, o.Span.End), cmp.Compare(a.Exact, o.Exact))
}

// Unplaced is a judgement that changes nothing, since what was read has no place
// for it.
type Unplaced struct {
	Judgement Judgement
	Reason    string // in words: what was not found, or what stands against it
}
