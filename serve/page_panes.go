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
// claim too or differs from it, else the one with the likest words.
func (m *storyMaker) panes() error {
	left, at, err := m.leftReport()
	if err != nil || left < 0 {
		return err
	}
	spans := m.spansIn(left)
	if !at.Empty() {
		spans = []readout.Span{at}
	}
	lights := lightsOf(spans)
	words := telling(m.r.Docs[left], spans)
	if right, there, near := m.rightReport(left, words); right >= 0 {
		a, b := sameWords(words, telling(m.r.Docs[right], append(there, near...)))
		m.view.Right = m.pane("right", right, append(lightsOf(there), b...))
		lights = append(lights, a...)
		m.choices(left, right)
	}
	m.view.Left = m.pane("left", left, lights)
	return nil
}

// choices lead to the same words with another report beside them.
func (m *storyMaker) choices(left, right int) {
	if len(m.r.Docs) < 3 {
		return
	}
	claim := ""
	if m.shown >= 0 {
		claim = m.st.Claims[m.shown].ID
	}
	for i, d := range m.r.Docs {
		if i != left {
			u := m.link("claim", claim, "report", m.r.Docs[left].Report.ID(), "at", m.q.value("at"), "beside", d.Report.ID()) + "#right"
			m.view.Choices = append(m.view.Choices, choice{brief.Label(i), m.words.Outlet(i), u, i == right})
		}
	}
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

// mostLooked is how many reports are looked through for likest words.
const mostLooked = 40

// rightReport is the report beside the left one, with the words there that carry the
// claim or differ from it, else those that are likest to the words on the left; -1 for
// none.
func (m *storyMaker) rightReport(left int, words []word) (report int, there, near []readout.Span) {
	report = m.report(m.q.value("beside"))
	if report < 0 || report == left {
		report = m.other(left)
	}
	if report >= 0 {
		if there = m.spansIn(report); len(there) == 0 {
			there = m.against(report)
		}
		if s, _ := likest(m.r.Docs[report], words); len(there) == 0 && !s.Empty() {
			near = []readout.Span{s}
		}
		return report, there, near
	}
	best := fewestShared - 1
	for i, d := range m.r.Docs[:min(len(m.r.Docs), mostLooked)] {
		if s, n := likest(d, words); i != left && n > best {
			report, near, best = i, []readout.Span{s}, n
		}
	}
	if report < 0 && len(m.r.Docs) > 1 {
		report = (left + 1) % len(m.r.Docs)
	}
	return report, nil, near
}

// other is a report that carries the selected claim too, of another origin if there is
// one, else one that differs from it; -1 for none.
func (m *storyMaker) other(left int) int {
	if m.shown < 0 {
		return -1
	}
	list := m.st.Claims[m.shown].Evidence
	best, origin := -1, -1
	for _, e := range list {
		if e.Report == left {
			origin = e.Origin
		}
	}
	for _, e := range list {
		switch {
		case e.Report == left:
		case e.Origin != origin:
			return e.Report
		case best < 0:
			best = e.Report
		}
	}
	for _, ref := range m.otherSides() {
		if best < 0 && ref.Report != left {
			best = ref.Report
		}
	}
	return best
}

// otherSides are the words that differ from the selected claim.
func (m *storyMaker) otherSides() []readout.Ref {
	var out []readout.Ref
	for _, d := range m.st.Differences {
		if d.Kind == readout.OnlyOneSays || !slices.ContainsFunc(d.Sides, m.isSide) {
			continue
		}
		for _, s := range d.Sides {
			if !m.isSide(s) {
				out = append(out, s.Evidence...)
			}
		}
	}
	return out
}

// isSide reports a side that the selected claim is on.
func (m *storyMaker) isSide(s readout.Side) bool { return slices.Contains(s.Claims, m.shown) }

// against are the words of a report that differ from the selected claim.
func (m *storyMaker) against(report int) []readout.Span {
	var out []readout.Span
	if m.shown >= 0 {
		for _, ref := range m.otherSides() {
			if ref.Report == report {
				out = append(out, ref.Span)
			}
		}
	}
	return out
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
