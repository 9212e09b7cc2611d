package brief

import (
	"fmt"
	"slices"

	"github.com/readout-project/readout"
)

// mostDecided is how many corrections and notes the text of a brief lists.
const mostDecided = 12

// remark is a correction or a note of a reading, in words.
type remark struct {
	at   string // label of its place, "B13"; of a whole report "B"
	text string
}

// remarks are what people decided on the reports of the story, in order of time.
func (v *view) remarks() []remark {
	var out []remark
	for i := range v.r.Judgements {
		j := &v.r.Judgements[i]
		at, ok := v.anchored(j.A)
		if !ok || !slices.Contains(v.st.Reports, at.Report) {
			continue
		}
		out = append(out, remark{v.anchorLabel(j.A, at), v.decided(j)})
	}
	return out
}

// anchored finds the words of an anchor in the reports that are read; the span is
// empty for a whole report.
func (v *view) anchored(a readout.Anchor) (readout.Ref, bool) {
	for i, d := range v.r.Docs {
		if d.Report.ID() == a.Report {
			span, ok := a.In(d.Report.Source)
			return readout.Ref{Report: i, Span: span}, ok || a.Whole()
		}
	}
	return readout.Ref{}, false
}

func (v *view) anchorLabel(a readout.Anchor, at readout.Ref) string {
	if a.Whole() {
		return Label(at.Report)
	}
	return v.place(at)
}

// decided says what a judgement decides, by whom, when and why, and whether it
// changes anything.
func (v *view) decided(j *readout.Judgement) string {
	words := func(a readout.Anchor) string {
		at, ok := v.anchored(a)
		switch {
		case a.Whole() && ok:
			return Label(at.Report)
		case ok:
			return quote(a.Exact, listed/4) + " " + v.place(at)
		}
		return quote(a.Exact, listed/4)
	}
	s := kindWords[j.Kind]
	switch {
	case j.Kind == readout.Note:
		s += ": " + Clean(j.Value)
	case j.Kind.Pairs():
		s += ": " + words(j.A) + " / " + words(j.B)
	default:
		s += ": " + words(j.A) + ": " + Clean(j.Value)
	}
	s += "; " + Clean(j.Basis())
	if why := unplaced(v.r, j); why != "" {
		s += "; changes nothing: " + Clean(why)
	}
	return s
}

// kindWords say what the kinds of judgements decide.
var kindWords = map[readout.JudgementKind]string{
	readout.MergeNames: "one name", readout.SplitNames: "two names", readout.MergeClaims: "one claim", readout.SplitClaims: "no one claim",
	readout.MergeStories: "one story", readout.SplitStories: "two stories", readout.BlockRole: "role of a block", readout.DateIs: "date",
	readout.SpeakerIs: "speaker", readout.Note: "note",
}

// unplaced says why a judgement changes nothing; "" where it has its place.
func unplaced(r *readout.Reading, j *readout.Judgement) string {
	for i := range r.Unplaced {
		if u := &r.Unplaced[i]; u.Judgement == *j {
			return u.Reason
		}
	}
	return ""
}

// decidedOn are the judgements on words that a claim rests on, notes among them, in
// order of time.
func (v *view) decidedOn(c *readout.Claim) []readout.Judgement {
	var out []readout.Judgement
	for _, j := range v.r.Judgements {
		var on []readout.Ref
		for _, a := range []readout.Anchor{j.A, j.B} {
			if at, ok := v.anchored(a); ok && !a.Whole() {
				on = append(on, at)
			}
		}
		if restsOn(c, on) {
			out = append(out, j)
		}
	}
	return out
}

// decisions lists the corrections and notes of the story.
func (t *teller) decisions() {
	list := t.remarks()
	if len(list) == 0 {
		return
	}
	t.head("CORRECTIONS AND NOTES", "")
	wide := 0
	for _, x := range list[:min(len(list), mostDecided)] {
		wide = max(wide, len(x.at))
	}
	for _, x := range list[:min(len(list), mostDecided)] {
		t.item(normal, "  "+x.at, 2+wide+2, x.text)
	}
	if rest := len(list) - mostDecided; rest > 0 {
		t.text(2, fmt.Sprintf("%d more: readout correct", rest))
	}
}

// decisions of a claim that is opened.
func (t *whyTeller) decisions(x Item) {
	if x.kind != claimItem {
		return
	}
	for i, j := range t.decidedOn(&t.st.Claims[x.index]) {
		if i == 0 {
			t.head("CORRECTIONS AND NOTES", "")
		}
		t.text(2, t.decided(&j))
	}
}

func (m *chronicle) decisions() {
	list := m.remarks()
	if len(list) == 0 {
		return
	}
	m.head("Corrections and notes")
	for _, x := range list {
		m.line("- %s %s", x.at, md(x.text))
	}
}

// decidedJSON is a correction or a note on reports that are read. Offsets are code
// points; of a whole report start and end are 0 and exact is "".
type decidedJSON struct {
	ID       int64     `json:"id"`
	Kind     string    `json:"kind"`
	A        spanJSON  `json:"a"`
	B        *spanJSON `json:"b"`
	Value    string    `json:"value"`
	By       string    `json:"by"`
	At       string    `json:"at"`
	Reason   string    `json:"reason"`
	Unplaced string    `json:"unplaced"`
	Claims   []string  `json:"claims"` // ids of the claims that rest on the words
}

func (e *encoder) judgements(list []readout.Judgement) []decidedJSON {
	v := newView(e.r, &readout.Story{})
	var out []decidedJSON
	for i := range list {
		j := &list[i]
		x := decidedJSON{ID: j.ID, Kind: string(j.Kind), Value: j.Value, By: j.By, At: jsonTime(j.At), Reason: j.Reason, Unplaced: unplaced(e.r, j), Claims: []string{}}
		var on []readout.Ref
		x.A, on = e.anchor(v, j.A, on)
		if j.B.Report != "" {
			var b spanJSON
			b, on = e.anchor(v, j.B, on)
			x.B = &b
		}
		for s := range e.r.Stories {
			for k := range e.r.Stories[s].Claims {
				if c := &e.r.Stories[s].Claims[k]; restsOn(c, on) {
					x.Claims = append(x.Claims, c.ID)
				}
			}
		}
		out = append(out, x)
	}
	return out
}

// anchor is an anchor in JSON; the words that it has are added to on.
func (e *encoder) anchor(v *view, a readout.Anchor, on []readout.Ref) (spanJSON, []readout.Ref) {
	at, ok := v.anchored(a)
	switch {
	case !ok:
		return spanJSON{Exact: a.Exact}, on
	case a.Whole():
		return spanJSON{Report: Label(at.Report)}, on
	}
	return e.span(at), append(on, at)
}

func restsOn(c *readout.Claim, places []readout.Ref) bool {
	return slices.ContainsFunc(c.Evidence, func(e readout.Evidence) bool {
		return slices.ContainsFunc(places, func(at readout.Ref) bool { return at.Report == e.Report && at.Span.Overlaps(e.Span) })
	})
}
