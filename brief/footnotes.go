package brief

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/readout-project/readout"
)

// notes are the footnotes in order of first use; equal ones are one.
type notes struct {
	lines  []string
	at     map[string]int
	points map[int]*readout.CodePoints // of the sources cited so far
}

func (n *notes) cite(s string) string {
	k, ok := n.at[s]
	if !ok {
		n.lines = append(n.lines, s)
		k = len(n.lines)
		n.at[s] = k
	}
	return fmt.Sprintf("[^%d]", k)
}

// characters is a place in code points of the source of its report.
func (n *notes) characters(report int, at readout.Span, source string) string {
	p := n.points[report]
	if p == nil {
		if n.points == nil {
			n.points = map[int]*readout.CodePoints{}
		}
		p = readout.NewCodePoints(source)
		n.points[report] = p
	}
	start, end := p.Span(at)
	return fmt.Sprintf("characters %d–%d", start, end)
}

// cite is the footnote of a piece of evidence.
func (m *chronicle) cite(e *readout.Evidence) string {
	return m.note(e.Ref, e.Statement, m.st.Origins[e.Origin].Name)
}

// statementCite is the footnote of a statement.
func (m *chronicle) statementCite(at readout.StatementAt) string {
	ref := m.at(at)
	if e := m.cited[ref]; e != nil && e.Statement == at.Statement {
		return m.cite(e)
	}
	return m.note(ref, at.Statement, "")
}

// refCite is the footnote of a place that may be no evidence of a claim.
func (m *chronicle) refCite(ref readout.Ref) string {
	if e := m.cited[ref]; e != nil {
		return m.cite(e)
	}
	return m.note(ref, -1, "")
}

// note is a source line after ICD 206: the report, the source as it is described,
// the position, whether the original was seen, and what proves the words. statement
// is -1 where none is recorded, origin "" where it is the one that the chain names.
func (m *chronicle) note(ref readout.Ref, statement int, origin string) string {
	rep := m.r.Docs[ref.Report].Report
	out := []string{m.place(ref) + ", " + m.descriptor(ref.Report)}
	if statement >= 0 {
		s := &m.r.Docs[ref.Report].Statements[statement]
		out = append(out, md("source: "+m.chainOf(ref.Report, s)+described(s)))
		if s.Position != "" {
			out = append(out, "in the "+escape(string(s.Position)))
		}
		if len(s.Chain) > 0 && s.Origin() > 0 && !m.has(or(origin, s.Chain[s.Origin()].Name)) {
			out = append(out, "original not seen")
		}
	}
	if d := rep.Capture.SHA256; d != "" {
		out = append(out, "sha256 "+escape(d[:min(len(d), digestShown)]))
	}
	out = append(out, m.notes.characters(ref.Report, ref.Span, rep.Source))
	return m.notes.cite(strings.Join(out, "; ") + ".")
}

// described is the kind of the innermost source, with the number of unnamed ones as
// the report states it; "" for own voice and for an outlet, which the chain shows.
func described(s *readout.Statement) string {
	if len(s.Chain) < 2 || s.Root().Kind.Newsroom() || hopKinds[s.Root().Kind] != "" {
		return ""
	}
	kind := strings.ReplaceAll(Clean(string(s.Root().Kind)), "-", " ")
	if s.Root().Count > 0 {
		kind += fmt.Sprintf(", %d as stated", s.Root().Count)
	}
	return ", " + kind
}

// has reports whether a report of the outlet is among those read.
func (m *chronicle) has(outlet string) bool {
	for _, d := range m.st.Reports {
		r := m.r.Docs[d].Report
		if outlet != "" && (r.Outlet.Value == outlet || r.Origin.Value == outlet) {
			return true
		}
	}
	return false
}

// descriptor is a report as a source: outlet, title, day, origin.
func (m *chronicle) descriptor(report int) string {
	r := m.r.Docs[report].Report
	out := []string{escape(m.outlet(report))}
	if r.Title.Stated() {
		out = append(out, "*"+escape(r.Title.Value)+"*")
	}
	out = append(out, escape(day(r.Published)))
	if r.Origin.Stated() {
		out = append(out, "origin "+escape(r.Origin.Value))
	}
	return strings.Join(out, ", ")
}

// whence says where a report can be found again, in what may be given away: its
// address, else the name of its file without the folders of the one who read it.
func whence(r *readout.Report) string {
	for _, a := range []string{r.Canonical.Value, r.Capture.Address} {
		if u, err := url.Parse(a); err == nil && u.Host != "" {
			u.User = nil
			return u.String()
		}
	}
	return fileName(r.Capture.Input)
}

// fileName is an input without its folders, in the manner of any system. What is no
// file stays as it is.
func fileName(input string) string {
	if u, err := url.Parse(input); err == nil && u.Host != "" {
		u.User = nil
		return u.String()
	}
	return input[strings.LastIndexAny(input, `/\`)+1:]
}
