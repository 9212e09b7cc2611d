package brief

import (
	"bufio"
	"io"
	"strings"

	"github.com/readout-project/readout"
)

// WhyMarkdown writes what each item is and opens its places as lists with a
// footnote for each place. Nothing is cut.
func WhyMarkdown(w io.Writer, r *readout.Reading, items []Item, _ Options) error {
	if err := checkItems(r, items); err != nil {
		return err
	}
	n := &notes{at: map[string]int{}}
	b := bufio.NewWriter(w)
	e := newEncoder(r)
	edges := origins(r)
	for _, x := range items {
		m := &chronicle{view: newView(r, &r.Stories[x.story]), w: b, notes: n}
		m.whole = true
		m.why(x, e, edges)
	}
	m := &chronicle{view: newView(r, &readout.Story{}), w: b, notes: n}
	m.unread()
	for i, s := range n.lines {
		m.line("[^%d]: %s", i+1, s)
	}
	return b.Flush()
}

func (m *chronicle) why(x Item, e *encoder, edges [][]edge) {
	places := m.open(x)
	m.line("# %s\n", md(m.called(x)))
	remark := standsIn(places)
	if len(m.r.Stories) > 1 {
		remark += "; story: " + m.title()
	}
	m.line("%s.\n", md(remark))
	if x.kind == claimItem {
		m.line("%s\n", md(m.claimText(&m.st.Claims[x.index], 0)))
	}
	m.facts("", m.defining(x))
	m.head("Evidence")
	side := -1
	for _, p := range places {
		if p.side != side {
			before := ""
			if side >= 0 {
				before = "\n"
			}
			side = p.side
			m.line("%s### Side %d\n", before, side+1)
			if of := m.sideOf(x, side); of != "" {
				m.line("%s\n", md(of))
			}
		}
		text, _, _ := m.marked(p.Ref)
		m.line("- **%s** %s: %s%s", m.place(p.Ref), md(m.outlet(p.Report)), md(text), m.openedCite(p))
		start, end := e.points[p.Report].Span(p.Span)
		m.facts("  ", m.recorded(p, [2]int{start, end}, m.r.Docs[p.Report].Report.Capture.SHA256))
	}
	if x.kind == claimItem {
		for i, j := range m.decidedOn(&m.st.Claims[x.index]) {
			if i == 0 {
				m.head("Corrections and notes")
			}
			m.line("- %s", md(m.decided(&j)))
		}
	}
	m.head("Origins")
	for _, b := range m.graph(places, edges) {
		m.line("%s- %s", strings.Repeat("  ", b.depth), md(b.text))
	}
	table := *m.st
	table.Reports = m.citing(places, edges)
	(&chronicle{view: newView(m.r, &table), w: m.w, notes: m.notes}).sources()
}

func (m *chronicle) openedCite(p opened) string {
	if p.evidence != nil && p.evidence.Ref == p.Ref {
		return m.cite(p.evidence)
	}
	return m.refCite(p.Ref)
}

func (m *chronicle) facts(indent string, list []fact) {
	name := ""
	for _, f := range list {
		if f.name != "" {
			name = f.name
		}
		m.line("%s- %s: %s", indent, name, md(f.value))
	}
}
