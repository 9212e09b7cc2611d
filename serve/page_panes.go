package serve

import (
	"fmt"
	"slices"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
)

// pane is the text of a report beside another.
type pane struct {
	Side, Label, ID, Outlet, Title, Day string
	URL                                 string // the report by itself, at the same words
	Blocks                              []paneBlock
	Lit                                 bool
}

// choice is a report that can be shown beside the other.
type choice struct {
	Label, Outlet, URL string
	Current            bool
}

// panes puts the report with the chosen evidence beside another: one that carries the
// claim too, else the one that is asked for.
func (m *storyMaker) panes() error {
	left, at, err := m.leftReport()
	if err != nil || left < 0 {
		return err
	}
	right := m.rightReport(left)
	ld := m.r.Docs[left]
	spans := m.spansIn(left)
	if !at.Empty() {
		spans = []readout.Span{at}
	}
	lights := lightsOf(spans)
	if right >= 0 {
		rd := m.r.Docs[right]
		other := m.spansIn(right)
		words := telling(ld, spans)
		if len(other) == 0 {
			if s := likest(rd, words); !s.Empty() {
				a, b := sameWords(words, telling(rd, []readout.Span{s}))
				m.view.Right = m.pane("right", right, b)
				lights = append(lights, a...)
			} else {
				m.view.Right = m.pane("right", right, nil)
			}
		} else {
			a, b := sameWords(words, telling(rd, other))
			m.view.Right = m.pane("right", right, append(lightsOf(other), b...))
			lights = append(lights, a...)
		}
	}
	m.view.Left = m.pane("left", left, lights)
	for i, d := range m.r.Docs {
		if i != left && len(m.r.Docs) > 2 {
			claim := ""
			if m.shown >= 0 {
				claim = m.st.Claims[m.shown].ID
			}
			u := m.link("claim", claim, "report", ld.Report.ID(), "at", m.q.value("at"), "beside", d.Report.ID()) + "#right"
			m.view.Choices = append(m.view.Choices, choice{brief.Label(i), m.words.Outlet(i), u, i == right})
		}
	}
	return nil
}

func lightsOf(spans []readout.Span) []light {
	var out []light
	for _, s := range spans {
		out = append(out, light{s, "lit"})
	}
	return out
}

// spansIn are the places of the selected claim in a report.
func (m *storyMaker) spansIn(report int) []readout.Span {
	var out []readout.Span
	if m.shown >= 0 {
		for _, e := range m.st.Claims[m.shown].Evidence {
			if e.Report == report {
				out = append(out, e.Span)
			}
		}
	}
	return out
}

// report is the report of the reading with an id; -1 for none.
func (m *storyMaker) report(id string) int {
	return slices.IndexFunc(m.r.Docs, func(d *readout.Document) bool { return d.Report.ID() == id })
}

// leftReport is the report that the address names, with the place, else the first
// with evidence for the claim outside of headlines, of those that are no copies.
func (m *storyMaker) leftReport() (int, readout.Span, error) {
	if id := m.q.value("report"); id != "" {
		i := m.report(id)
		if i < 0 {
			return -1, readout.Span{}, fmt.Errorf("%w: story %s has no report %s", readout.ErrNotFound, m.st.ID, id)
		}
		at := readout.Span{}
		if text := m.q.value("at"); text != "" {
			var ok bool
			if at, ok = spanOf(m.r.Docs[i].Report, text); !ok {
				return -1, at, fmt.Errorf("%w: report %s has no characters %q", readout.ErrNotFound, id, text)
			}
		}
		return i, at, nil
	}
	if m.shown < 0 {
		return -1, readout.Span{}, nil
	}
	list := m.st.Claims[m.shown].Evidence
	best := list[0].Report
	for _, copies := range []bool{true, false} {
		for _, e := range slices.Backward(list) {
			body := e.Statement < 0 || !m.r.Docs[e.Report].Statements[e.Statement].Position.Weak()
			if e.Stance == readout.Supports && body && (copies || !m.copied(e.Report)) {
				best = e.Report
			}
		}
	}
	return best, readout.Span{}, nil
}

// copied reports a report that is the text of another.
func (m *storyMaker) copied(report int) bool {
	return slices.ContainsFunc(m.r.Copies, func(c readout.Copy) bool { return c.Report == report && c.Of >= 0 && !c.Partial })
}

// rightReport is the report beside the left one; -1 for none.
func (m *storyMaker) rightReport(left int) int {
	if i := m.report(m.q.value("beside")); i >= 0 && i != left {
		return i
	}
	best := -1
	if m.shown >= 0 {
		list := m.st.Claims[m.shown].Evidence
		origin := -1
		for _, e := range list {
			if e.Report == left {
				origin = e.Origin
			}
		}
		for _, e := range list {
			if e.Report != left && (best < 0 || e.Origin != origin) {
				best = e.Report
				if e.Origin != origin {
					return best
				}
			}
		}
	}
	if best < 0 && len(m.r.Docs) > 1 {
		return (left + 1) % len(m.r.Docs)
	}
	return best
}

func (m *storyMaker) pane(side string, report int, lights []light) *pane {
	p := m.r.Docs[report].Report
	at := ""
	for _, l := range lights {
		if l.class == "lit" {
			at = m.chars.of(p, l.Span)
			break
		}
	}
	return &pane{
		Side: side, Label: brief.Label(report), ID: p.ID(), Outlet: m.words.Outlet(report), Title: p.Title.Value, Day: m.words.Day(report),
		URL: address("/reports/"+p.ID(), "at", at), Blocks: blocks(p, lights, "lit-"+side), Lit: at != "",
	}
}
