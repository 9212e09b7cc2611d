package export

import (
	"fmt"
	"strings"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
)

// places turns bytes into code points, with a table for each report that is asked
// for.
type places struct {
	r      *readout.Reading
	points map[int]*readout.CodePoints
}

func newPlaces(r *readout.Reading) *places {
	return &places{r: r, points: map[int]*readout.CodePoints{}}
}

func (p *places) codePoints(report int) *readout.CodePoints {
	c := p.points[report]
	if c == nil {
		c = readout.NewCodePoints(p.r.Docs[report].Report.Source)
		p.points[report] = c
	}
	return c
}

func (p *places) span(ref readout.Ref) (start, end int) {
	return p.codePoints(ref.Report).Span(ref.Span)
}

func (p *places) report(i int) *readout.Report { return p.r.Docs[i].Report }

// words are the verbatim words of a place.
func (p *places) words(ref readout.Ref) string {
	return ref.Span.Of(p.report(ref.Report).Source)
}

// statement is the statement that evidence rests on; nil where none is recorded.
func (p *places) statement(e *readout.Evidence) *readout.Statement {
	if e.Statement < 0 {
		return nil
	}
	return &p.r.Docs[e.Report].Statements[e.Statement]
}

func statementRef(r *readout.Reading, at readout.StatementAt) readout.Ref {
	return readout.Ref{Report: at.Report, Span: r.Docs[at.Report].Statements[at.Statement].Span}
}

func eventRef(r *readout.Reading, m readout.EventAt) readout.Ref {
	return readout.Ref{Report: m.Report, Span: r.Docs[m.Report].Events[m.Event].Span}
}

// sourceLine says in plain text after ICD 206 where words stand: the report with
// outlet, title, day and origin; the chain from the outlet inwards; the position;
// what proves the words. The statement may be nil.
func (p *places) sourceLine(ref readout.Ref, st *readout.Statement) string {
	r := p.report(ref.Report)
	out := []string{p.place(ref), or(r.Outlet.Value, "outlet not stated")}
	for _, s := range []string{r.Title.Value, or(dayOf(r.Published.Value), "no date")} {
		if s != "" {
			out = append(out, s)
		}
	}
	if r.Origin.Stated() {
		out = append(out, "origin "+r.Origin.Value)
	}
	s := strings.Join(out, ", ")
	if st != nil {
		s += "; source: " + chainWords(st.Chain)
		if st.Position != "" {
			s += "; in the " + string(st.Position)
		}
	}
	if d := r.Capture.SHA256; d != "" {
		s += "; sha256 " + d
	}
	start, end := p.span(ref)
	return brief.Clean(fmt.Sprintf("%s; characters %d–%d", s, start, end))
}

// place is the report and block of a reference: A15.
func (p *places) place(ref readout.Ref) string {
	return fmt.Sprintf("%s%d", brief.Label(ref.Report), p.report(ref.Report).BlockAt(ref.Span.Start)+1)
}

// chainWords is a chain from the outlet inwards in one line.
func chainWords(chain []readout.Hop) string {
	out := make([]string, len(chain))
	for i, h := range chain {
		out[i] = or(h.Name, "source not named")
		if i == 0 {
			out[i] = or(h.Name, "outlet not stated")
		}
		if h.Cue != "" {
			out[i] += " (" + h.Cue + ")"
		}
		if h.Unresolved {
			out[i] += ", speaker not resolved"
		}
	}
	if len(out) == 1 {
		return out[0] + ", own voice"
	}
	return strings.Join(out, " > ")
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// dayOf is the calendar day of a date of metadata.
func dayOf(value string) string {
	if len(value) > len(time.DateOnly) && value[len(time.DateOnly)] == 'T' {
		return value[:len(time.DateOnly)]
	}
	return value
}

// momentOf is a date of metadata as a time: RFC 3339, a day alone at midnight UTC.
func momentOf(value string) (time.Time, bool) {
	for _, form := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateOnly} {
		if t, err := time.Parse(form, value); err == nil {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}

// epoch stands where no report states a date; it is no date that a report of news
// could have, and the same on every run.
var epoch = time.Unix(0, 0).UTC()

// newest is the last date that a report of the stories states as that of its
// publication or change; epoch where none does.
func newest(r *readout.Reading, stories ...readout.Story) time.Time {
	out := epoch
	for i := range stories {
		for _, d := range stories[i].Reports {
			for _, f := range []readout.Found{r.Docs[d].Report.Published, r.Docs[d].Report.Modified} {
				if t, ok := momentOf(f.Value); ok && t.After(out) {
					out = t
				}
			}
		}
	}
	return out
}

// quoted puts verbatim words in quotation marks. A mark at either end that has no
// partner in the words is left out; words that come in one pair keep that.
func quoted(words string) string {
	s := brief.Clean(words)
	open, closed := strings.Count(s, "“"), strings.Count(s, "”")
	switch {
	case open > closed && strings.HasPrefix(s, "“"):
		s = strings.TrimPrefix(s, "“")
	case closed > open && strings.HasSuffix(s, "”"):
		s = strings.TrimSuffix(s, "”")
	case open == 1 && closed == 1 && strings.HasPrefix(s, "“") && strings.HasSuffix(s, "”"):
		return s
	}
	return "“" + s + "”"
}
