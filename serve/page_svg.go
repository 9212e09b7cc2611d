package serve

import (
	"fmt"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
)

// timelineView is the drawing of a timeline, a row for each day and a column for each
// track, and the same as a list.
type timelineView struct {
	Width, Height int
	Columns       []column
	Rows          []timelineRow
	Dots          []dot
	List          []timelineItem
	Rest          int // rows that are not drawn
	NextY         int // where what is ahead begins; 0 for nowhere
}

type column struct {
	X    int
	Name string
}

type timelineRow struct {
	Y    int
	Text string
}

type dot struct {
	X, Y              int
	Hollow, Ahead, On bool
	URL, Label        string
}

type timelineItem struct {
	brief.DatedWords
	Mark, Track, URL string
	Ahead, On        bool
}

// Measures of the drawing of a timeline.
const (
	rowLabel  = 84
	columnGap = 64
	dotGap    = 14
	inRow     = 4 // dots of one track beside each other
	rowTop    = 30
	mostRows  = 150
)

// timelineMaker draws a timeline line by line.
type timelineMaker struct {
	v      timelineView
	tracks []readout.Track
	wide   int // dots of one track in a row
	y      int // of the day that is drawn
	bottom int // of all that is drawn
	day    string
	used   map[readout.Track]int // dots of the day on each track
}

// timeline draws the dated lines of the story.
func (m *storyMaker) timeline() timelineView {
	t := &timelineMaker{tracks: []readout.Track{readout.NoTrack}, wide: 3 * inRow, y: rowTop, bottom: rowTop}
	t.v.Width = rowLabel + 3*columnGap
	if m.st.Card != nil {
		t.tracks, t.wide = []readout.Track{readout.TalksTrack, readout.PressureTrack, readout.NoTrack}, inRow
	}
	for i, track := range t.tracks {
		name := string(track)
		if track == readout.NoTrack {
			name = map[bool]string{true: "events", false: "other"}[len(t.tracks) == 1]
		}
		t.v.Columns = append(t.v.Columns, column{rowLabel + i*columnGap + 8, name})
	}
	for i := range m.st.Timeline.Lines {
		l := &m.st.Timeline.Lines[i]
		if len(l.Places) == 0 {
			continue
		}
		item := m.timelineItem(l)
		t.v.List = append(t.v.List, item)
		if l.Begin != "" && t.row(l) {
			t.dot(l, item)
		}
	}
	t.v.Height = t.bottom + 16
	return t.v
}

// row begins the row of a day where it is another than the last; false where there
// are too many.
func (t *timelineMaker) row(l *readout.Dated) bool {
	date := l.Begin[:min(len(l.Begin), len("2006-01-02"))]
	if day := fmt.Sprint(l.Ahead, date); day != t.day {
		if len(t.v.Rows) >= mostRows {
			t.v.Rest++
			return false
		}
		if t.day != "" {
			t.y = t.bottom + 22
		}
		if l.Ahead && t.v.NextY == 0 {
			t.y += 22
			t.v.NextY = t.y - 16
		}
		t.day, t.used, t.bottom = day, map[readout.Track]int{}, t.y
		t.v.Rows = append(t.v.Rows, timelineRow{t.y, date})
	}
	return t.v.Rest == 0
}

func (t *timelineMaker) dot(l *readout.Dated, item timelineItem) {
	track := max(0, slices.Index(t.tracks, l.Track))
	n := t.used[l.Track]
	t.used[l.Track]++
	d := dot{
		X: t.v.Columns[track].X + n%t.wide*dotGap, Y: t.y + n/t.wide*dotGap, Hollow: item.Mark == "one root", Ahead: l.Ahead, On: item.On, URL: item.URL,
		Label: item.When + ", " + item.Mark + trackWords(l.Track) + ": " + item.Text,
	}
	t.v.Dots = append(t.v.Dots, d)
	t.bottom = max(t.bottom, d.Y)
}

func trackWords(t readout.Track) string {
	if t == readout.NoTrack {
		return ""
	}
	return ", " + string(t)
}

func (m *storyMaker) timelineItem(l *readout.Dated) timelineItem {
	out := timelineItem{DatedWords: m.words.Dated(l), Mark: "one root", Track: string(l.Track), Ahead: l.Ahead}
	if l.Claim >= 0 {
		if m.st.Claims[l.Claim].Count > 1 {
			out.Mark = "two roots or more"
		}
		out.URL, out.On = m.claimURL(l.Claim), l.Claim == m.shown
		return out
	}
	at := l.Places[0].StatementAt
	out.URL = m.placeURL("", readout.Ref{Report: at.Report, Span: m.r.Docs[at.Report].Statements[at.Statement].Span})
	return out
}

// graphView is the drawing of the origin graph: reports and newsrooms one beneath the
// other, arcs from each report to what it comes from; and the same as a list.
type graphView struct {
	Width, Height int
	Nodes         []node
	Arcs          []arc
	List          []graphLine
	All           int    // edges
	More          string // where programs find all of them
}

type node struct {
	Y    int
	Text string
	URL  string // "" for a newsroom without a report
}

type arc struct {
	Path, Kind, Label string
	EndX, EndY        int
}

type graphLine struct{ At, Text, Words string }

// Measures of the drawing of the origin graph.
const (
	graphRow   = 24
	graphTop   = 18
	graphLeft  = 92
	longestArc = 80
	mostNodes  = 40
	mostEdges  = 80 // of the list
)

// grapher draws the origin graph.
type grapher struct {
	v     graphView
	r     *readout.Reading
	words *brief.Words
	at    map[string]int // nodes by what they stand for
}

// graph draws whose reporting each report is. Edges of one kind between two ends are
// one arc. Of many reports only those with an edge are drawn.
func graph(r *readout.Reading, words *brief.Words, edges []brief.Edge) graphView {
	g := &grapher{v: graphView{Width: 420}, r: r, words: words, at: map[string]int{}}
	in := map[int]bool{}
	for _, e := range edges {
		in[e.Report], in[e.Of] = true, true
	}
	for i := range r.Docs {
		if len(r.Docs) <= manyReports || in[i] && len(g.v.Nodes) < mostNodes {
			g.at[brief.Label(i)] = g.node(node{Text: brief.Label(i) + "  " + shorten(words.Outlet(i), 34), URL: "/reports/" + r.Docs[i].Report.ID()})
		}
	}
	drawn := map[string]bool{}
	for _, e := range edges {
		if g.v.All++; g.v.All <= mostEdges {
			g.list(e)
		}
		from, ok := g.at[brief.Label(e.Report)]
		to, there := g.end(e)
		key := fmt.Sprint(e.Kind, from, to)
		if !ok || !there || drawn[key] || to == from {
			continue
		}
		drawn[key] = true
		g.v.Arcs = append(g.v.Arcs, between(g.v.Nodes[from].Y, g.v.Nodes[to].Y, string(e.Kind), brief.Label(e.Report)+": "+e.Line))
	}
	g.v.Height = graphTop + len(g.v.Nodes)*graphRow
	return g.v
}

func (g *grapher) node(n node) int {
	n.Y = graphTop + len(g.v.Nodes)*graphRow
	g.v.Nodes = append(g.v.Nodes, n)
	return len(g.v.Nodes) - 1
}

// end is the node that an edge leads to: a report, or a newsroom without one.
func (g *grapher) end(e brief.Edge) (int, bool) {
	if e.Of >= 0 {
		n, ok := g.at[brief.Label(e.Of)]
		return n, ok
	}
	key := "name " + strings.ToLower(e.Name)
	n, ok := g.at[key]
	if !ok && len(g.v.Nodes) < 2*mostNodes {
		n, ok = g.node(node{Text: shorten(e.Name, 36)}), true
		g.at[key] = n
	}
	return n, ok
}

func (g *grapher) list(e brief.Edge) {
	line := graphLine{At: brief.Label(e.Report), Text: e.Line}
	if e.Block >= 0 {
		line.At = fmt.Sprintf("%s%d", line.At, e.Block+1)
	}
	if !e.At.Span.Empty() {
		line.Words = g.words.Quote(e.At)
	}
	g.v.List = append(g.v.List, line)
}

// between is an arc on the left of the nodes.
func between(from, to int, kind, label string) arc {
	d := from - to
	if d < 0 {
		d = -d
	}
	out := graphLeft - 12 - min(longestArc, 14+d/3)
	offset := map[string]int{"copy": -3, "lifted": 3, "relay": 1, "credit": -1}[kind]
	return arc{fmt.Sprintf("M%d %dC%d %d %d %d %d %d", graphLeft-4, from+offset, out, from+offset, out, to+offset, graphLeft-4, to+offset), kind, label, graphLeft - 4, to + offset}
}

// shorten cuts a name that does not fit, and says so.
func shorten(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return string(r[:most-1]) + "…"
}
