package brief

import (
	"fmt"
	"io"
	"strings"

	"github.com/readout-project/readout"
)

// dateColumns is the column of dates in a timeline.
const dateColumns = 20

// TimelineText writes the timeline of each story: what has a date of its own, in
// order, then what comes next. An error means that w failed or that the reading
// is broken.
func TimelineText(w io.Writer, r *readout.Reading, opt Options) error {
	if err := check(r); err != nil {
		return err
	}
	p := newPage(w, opt)
	for i := range r.Stories {
		if i > 0 {
			p.blank()
		}
		t := &teller{page: p, view: newView(r, &r.Stories[i])}
		t.whole = true
		t.titled("Timeline: " + t.title())
		t.reports()
		for _, k := range timelineParts {
			t.part(k, opt)
		}
		t.leftOut(opt)
	}
	t := &teller{page: p, view: newView(r, &readout.Story{})}
	t.unread()
	return p.flush()
}

func (v *view) title() string {
	if s := Clean(v.st.Title); s != "" {
		return s
	}
	return "Story without a title"
}

// timelinePart is a section of a timeline.
type timelinePart struct {
	name, key string
	ahead     bool
	placed    bool
}

var timelineParts = []timelinePart{
	{"DATED", "dated", false, true},
	{"NO DAY CAN BE MADE OUT", "unplaced", false, false},
	{"WHAT COMES NEXT", "next", true, true},
	{"NEXT, NO DAY CAN BE MADE OUT", "next-unplaced", true, false},
}

func (k timelinePart) has(l *readout.Dated) bool {
	return l.Ahead == k.ahead && (l.Begin != "") == k.placed
}

// in are the lines of a section.
func (v *view) in(k timelinePart) []*readout.Dated {
	var out []*readout.Dated
	for i := range v.st.Timeline.Lines {
		if l := &v.st.Timeline.Lines[i]; k.has(l) && len(l.Places) > 0 {
			out = append(out, l)
		}
	}
	return out
}

// part writes a section. The first is named even where nothing is in it.
func (t *teller) part(k timelinePart, opt Options) {
	list := t.in(k)
	if len(list) == 0 {
		if k.key == "dated" {
			t.head(k.name, "no statement has a date that can be placed")
		}
		return
	}
	remark := ""
	if k.key == "dated" {
		remark = t.legend()
	}
	t.head(k.name, remark)
	last, often := "", t.often()
	for _, l := range list {
		date := t.when(l)
		shown := date
		if date == last {
			shown = ""
		}
		last = date
		st := normal
		if len(l.Doubts) > 0 {
			st = yellow
		}
		if columns(shown) > dateColumns-4 {
			t.item(st, "", 2, shown)
			shown = ""
		}
		t.item(st, "  "+shown, dateColumns, t.mark(l)+t.dated(l))
		t.text(dateColumns, t.standing(l, often))
		if s := doubtful(l); s != "" {
			t.item(yellow, strings.Repeat(" ", dateColumns)+"doubtful:", dateColumns, s)
		}
		if opt.Why {
			for _, s := range t.whys(l) {
				t.item(dim, strings.Repeat(" ", dateColumns)+"derived:", dateColumns, s)
			}
		}
	}
}

// Marks of lines: how many roots stand behind one, and the track it is on.
const (
	oneRoot   = "○"
	moreRoots = "●"
	marksSay  = moreRoots + " two roots or more, " + oneRoot + " one"
	tracksSay = "; T on the talks, P pressure around them"
)

// mark is that of a line with its track.
func (v *view) mark(l *readout.Dated) string {
	s := oneRoot
	if l.Claim >= 0 && v.st.Claims[l.Claim].Count > 1 {
		s = moreRoots
	}
	if v.st.Card == nil {
		return s + string(glue)
	}
	switch l.Track {
	case readout.TalksTrack:
		return "T" + s + string(glue)
	case readout.PressureTrack:
		return "P" + s + string(glue)
	}
	return string(glue) + s + string(glue)
}

// legend says what the marks mean.
func (v *view) legend() string {
	if v.st.Card == nil {
		return marksSay
	}
	return marksSay + tracksSay
}

// timexOf is the expression that dates a place.
func (v *view) timexOf(p *readout.DatedAt) *readout.Timex {
	return &v.r.Docs[p.Report].Timexes[p.Timex]
}

func (v *view) timexRef(p *readout.DatedAt, timex int) readout.Ref {
	return readout.Ref{Report: p.Report, Span: v.r.Docs[p.Report].Timexes[timex].Span}
}

// when is the date of a line as it is printed: the value where it has a day, the
// words where not. A question mark says that it is doubtful.
func (v *view) when(l *readout.Dated) string {
	p := &l.Places[0]
	t := v.timexOf(p)
	s := quote(v.words(readout.Ref{Report: p.Report, Span: t.Span}), 0)
	if l.Begin != "" {
		s = moment(t.Value)
		if p.Until >= 0 {
			s += " to " + moment(v.r.Docs[p.Report].Timexes[p.Until].Value)
		}
		if t.Mod != "" {
			s = strings.ToLower(Clean(t.Mod)) + " " + s
		}
	}
	if p.Relation != "" && p.Until < 0 {
		s = Clean(p.Relation) + " " + s
	}
	if len(l.Doubts) > 0 {
		s += " ?"
	}
	return s
}

// moment is a value with its day of the week and its hour apart.
func moment(value string) string {
	date, hour, timed := strings.Cut(Clean(value), "T")
	if !timed {
		return weekday(date)
	}
	switch hour {
	case "MO":
		hour = "morning"
	case "MI":
		hour = "midday"
	case "AF":
		hour = "afternoon"
	case "EV":
		hour = "evening"
	case "NI":
		hour = "night"
	case "DT":
		hour = "daytime"
	}
	return weekday(date) + " " + hour
}

// statusOf is the layer of status that the date of a line belongs to.
func (v *view) statusOf(l *readout.Dated) readout.Status {
	st := v.statement(l.Places[0].StatementAt)
	if l.Saying {
		return st.SpeechStatus
	}
	return st.Status
}

// dated is the words of a line, with what stands before them and their places.
func (v *view) dated(l *readout.Dated) string {
	s := quote(v.words(v.at(l.Places[0].StatementAt)), claimColumns)
	switch k := v.statusOf(l); {
	case l.Saying && k != "" && k != readout.Happened && k != readout.Ongoing:
		s = "being said (" + plainStatus(k) + "): " + s
	case l.Saying:
		s = "said: " + s
	case k != "" && k != readout.Happened:
		s = plainStatus(k) + ": " + s
	}
	var places []string
	for i := range l.Places {
		places = merge(places, []string{v.place(v.at(l.Places[i].StatementAt))})
	}
	return s + string(glue) + v.few(places, mostEvidence)
}

func plainStatus(s readout.Status) string { return strings.ReplaceAll(string(s), "-", " ") }

// often counts the dates that each statement has, one for each of its predicates.
func (v *view) often() map[readout.StatementAt]int {
	n := map[readout.StatementAt]int{}
	for i := range v.st.Timeline.Lines {
		if l := &v.st.Timeline.Lines[i]; !l.Saying && len(l.Places) > 0 {
			n[l.Places[0].StatementAt]++
		}
	}
	return n
}

// standing is who says it, the level where several reports do, and which of
// several predicates the date belongs to.
func (v *view) standing(l *readout.Dated, often map[readout.StatementAt]int) string {
	p := &l.Places[0]
	st := v.statement(p.StatementAt)
	s := v.chainOf(p.Report, st)
	if l.Saying && st.Status != "" && st.Status != readout.Happened && st.Status != readout.Ongoing {
		s += "; what was said: " + plainStatus(st.Status)
	}
	if !l.Saying && often[p.StatementAt] > 1 && p.Because != "" {
		s += "; this date " + Clean(p.Because)
	}
	if st.Position.Weak() {
		s += "; in the " + string(st.Position)
	}
	in := map[int]bool{}
	for _, x := range l.Places {
		in[x.Report] = true
	}
	if len(in) > 1 {
		s += fmt.Sprintf("; %d reports", len(in))
	}
	if l.Claim >= 0 {
		if c := &v.st.Claims[l.Claim]; c.Level != readout.Single && c.Level != "" {
			s += "; " + string(c.Level)
		}
	}
	return s
}

// doubtful are the reasons why a date is doubtful, in words.
func doubtful(l *readout.Dated) string {
	var out []string
	for _, d := range l.Doubts {
		out = merge(out, []string{Clean(d.Why)})
	}
	return strings.Join(out, "; ")
}

// noDerivation stands where an expression came without one.
const noDerivation = "no derivation is kept"

// whys is how the date of each place came about: the words, the derivation with
// its anchor or that there is none, and why the expression belongs to the clause.
func (v *view) whys(l *readout.Dated) []string {
	var out []string
	for i := range l.Places {
		p := &l.Places[i]
		t := v.timexOf(p)
		s := quote(v.words(v.timexRef(p, p.Timex)), 0) + string(glue) + v.place(v.timexRef(p, p.Timex)) + ": "
		if t.Derivation == "" {
			s += noDerivation
		} else {
			s += Clean(t.Derivation)
		}
		if p.Because != "" {
			s += "; " + Clean(p.Because)
		}
		also := p.Also
		if p.Until >= 0 {
			also = append([]int{p.Until}, also...)
		}
		for _, k := range also {
			s += "; also " + quote(v.words(v.timexRef(p, k)), 0)
			if d := v.r.Docs[p.Report].Timexes[k].Derivation; d != "" {
				s += " (" + Clean(d) + ")"
			}
		}
		out = append(out, s)
	}
	return out
}

// leftOut counts what has no line, or lists it.
func (t *teller) leftOut(opt Options) {
	tl := &t.st.Timeline
	if len(tl.Undated)+len(tl.Loose) == 0 {
		return
	}
	t.head("LEFT OUT", leftOutText(tl, opt.Undated))
	if !opt.Undated {
		return
	}
	for _, at := range tl.Undated {
		t.item(normal, "  "+t.place(t.at(at)), 8, quote(t.words(t.at(at)), claimColumns))
	}
	for _, x := range tl.Loose {
		t.item(normal, "  "+t.place(t.looseAt(x)), 8, "date: "+quote(t.words(t.looseAt(x)), 0)+", "+looseWhy)
	}
}

const looseWhy = "of a noun or a clause that is no statement of its own"

func (v *view) looseAt(x readout.TimexAt) readout.Ref {
	return readout.Ref{Report: x.Report, Span: v.r.Docs[x.Report].Timexes[x.Timex].Span}
}

func leftOutText(tl *readout.Timeline, listed bool) string {
	s := count(len(tl.Undated), "statement has no date of its own", "statements have no date of their own") +
		"; " + count(len(tl.Loose), "date is", "dates are") + " " + looseWhy
	if !listed {
		s += ". To see them: readout timeline --undated"
	}
	return s
}
