package statement

import (
	"sort"
	"strings"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// position is where a statement stands. Background is what the report's own
// voice tells of an earlier time: in the past perfect, or with a date that lies
// well before publication and is not the start of what still holds ("since").
func (r *reader) position(s readout.Sentence, st readout.Statement, got reading) readout.Position {
	switch r.d.Report.Blocks[s.Block].Role {
	case readout.RoleHeadline:
		return readout.InHeadline
	case readout.RoleDeck:
		return readout.InDeck
	case readout.RoleCaption:
		return readout.InCaption
	case readout.RoleLead:
		return readout.InLead
	}
	if st.Attribution < 0 && got.pluperfect || r.longPast(st.Span) {
		return readout.InBackground
	}
	return readout.InBody
}

// backgroundAge is how long before publication a date makes background.
const backgroundAge = 45 * 24 * time.Hour

// longPast reports whether all dates in the span lie well before publication.
func (r *reader) longPast(s readout.Span) bool {
	if r.published.IsZero() {
		return false
	}
	old := false
	lo := sort.Search(len(r.dates), func(i int) bool { return r.d.Timexes[r.dates[i]].Start >= s.Start })
	for k := lo; k < len(r.dates) && r.d.Timexes[r.dates[k]].Start < s.End; k++ {
		x := r.d.Timexes[r.dates[k]]
		end, ok := endOf(x.Value)
		if !ok {
			continue
		}
		if r.published.Sub(end) < backgroundAge || r.sinceBefore(x.Start) {
			return false
		}
		old = true
	}
	return old
}

// endOf is the last day of a TIMEX3 date with a year: "2015", "2015-06",
// "2015-06-09".
func endOf(value string) (time.Time, bool) {
	for _, f := range []struct {
		layout            string
		years, months, by int
	}{{"2006", 1, 0, -1}, {"2006-01", 0, 1, -1}, {"2006-01-02", 0, 0, 0}} {
		if len(value) < len(f.layout) || len(value) > len(f.layout) && f.layout != "2006-01-02" {
			continue
		}
		if t, err := time.Parse(f.layout, value[:len(f.layout)]); err == nil {
			return t.AddDate(f.years, f.months, f.by), true
		}
	}
	return time.Time{}, false
}

// sinceBefore reports whether "since" stands up to three words before p.
func (r *reader) sinceBefore(p int) bool {
	t := sort.Search(len(r.d.Tokens), func(i int) bool { return r.d.Tokens[i].Start >= p })
	for k := t - 1; k >= 0 && k >= t-8; k-- {
		if fold.Key(r.d.Tokens[k].Of(r.d.Report.Source)) == "since" {
			return true
		}
	}
	return false
}

// indexDates reads the day of publication and sorts the dates of the document.
func (r *reader) indexDates() {
	if v := r.d.Report.Published.Value; len(v) >= len("2006-01-02") {
		if t, err := time.Parse("2006-01-02", v[:len("2006-01-02")]); err == nil {
			r.published = t
		}
	}
	for i, x := range r.d.Timexes {
		if x.Type == readout.Date || x.Type == readout.Time {
			r.dates = append(r.dates, i)
		}
	}
	sort.SliceStable(r.dates, func(a, b int) bool { return r.d.Timexes[r.dates[a]].Start < r.d.Timexes[r.dates[b]].Start })
}

// credit is the photo credit of a caption: its last sentence, where it has no
// verb and the form of one; empty for none.
func (r *reader) credit(block int) readout.Span {
	if r.d.Report.Blocks[block].Role != readout.RoleCaption {
		return readout.Span{}
	}
	if s, ok := r.credits[block]; ok {
		return s
	}
	return readout.Span{}
}

// indexCredits finds the credits of all captions.
func (r *reader) indexCredits() {
	r.credits = map[int]readout.Span{}
	for i, s := range r.d.Sentences {
		if r.d.Report.Blocks[s.Block].Role != readout.RoleCaption || i+1 < len(r.d.Sentences) && r.d.Sentences[i+1].Block == s.Block || s.First >= s.Last {
			continue
		}
		text := s.Of(r.d.Report.Source)
		c := r.clause(run{first: s.First, last: s.Last, attribution: -1})
		if s.Last-s.First > 25 || c.hasFinite(0, len(c.terms)) || !(isCredit(fold.Key(text)) || strings.Contains(text, "/") && s.Last-s.First <= 10) {
			continue
		}
		left := len(text) - len(strings.TrimLeft(text, "([ "))
		right := len(strings.TrimRight(text, ")]. "))
		if left < right {
			r.credits[s.Block] = readout.Span{Start: s.Start + left, End: s.Start + right}
		}
	}
}

func isCredit(key string) bool {
	for _, w := range data().credits {
		if strings.Contains(key, w) {
			return true
		}
	}
	return false
}
