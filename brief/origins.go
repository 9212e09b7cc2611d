package brief

import (
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// EdgeKind is how a report depends on another newsroom or report.
type EdgeKind string

// Kinds of edges of the origin graph.
const (
	CopyEdge   EdgeKind = "copy"   // the report is the text of another
	LiftedEdge EdgeKind = "lifted" // a block stands in another report
	CreditEdge EdgeKind = "credit" // the report says that its text is another newsroom's
	RelayEdge  EdgeKind = "relay"  // a passage passes on what a newsroom reported
)

// edge is one edge of the origin graph: whose reporting a report, or a block of
// it, is.
type edge struct {
	kind      EdgeKind
	report    int
	block     int // -1 for the whole report
	of        int // the report it comes from; -1 where that is not among the inputs
	name      string
	share     float64 // of the words; 0 where it is not measured
	reason    string
	direction bool        // false: which passed it on is not established
	at        readout.Ref // the words that show it; an empty span for none
	added     []int       // blocks of report that are not in of
	dropped   []int       // blocks of of that are not in report
}

const unknownDirection = "direction not established"

// origins are the edges of all reports, by report, in a fixed order, with what only
// one of a copy and its original has.
func origins(r *readout.Reading) [][]edge {
	out, read := edges(r), runReader{map[string]uint32{}, map[int]*runs{}}
	for i := range out {
		for k := range out[i] {
			if e := &out[i][k]; e.kind == CopyEdge {
				a, b := read.of(r.Docs[e.report], e.report), read.of(r.Docs[e.of], e.of)
				e.added, e.dropped = a.missing(b), b.missing(a)
			}
		}
	}
	return out
}

// edges are the edges of all reports without what copies leave out.
func edges(r *readout.Reading) [][]edge {
	out := make([][]edge, len(r.Docs))
	for i, d := range r.Docs {
		if f := d.Report.Origin; f.Stated() {
			out[i] = append(out[i], edge{kind: CreditEdge, report: i, block: -1, of: -1, name: f.Value, reason: f.Basis, direction: true})
		}
	}
	for _, c := range r.Copies {
		if c.Of < 0 {
			continue
		}
		e := edge{
			kind: CopyEdge, report: c.Report, block: -1, of: c.Of, name: r.Docs[c.Of].Report.Outlet.Value,
			share: c.Share, reason: c.Basis, direction: c.Basis != unknownDirection,
		}
		if !c.Partial {
			out[c.Report] = append(out[c.Report], e)
			continue
		}
		e.kind, e.share = LiftedEdge, 0
		for _, b := range c.Blocks {
			e.block = b
			e.at = readout.Ref{Report: c.Report, Span: r.Docs[c.Report].Report.Blocks[b].Span}
			out[c.Report] = append(out[c.Report], e)
		}
	}
	for _, st := range r.Stories {
		for _, x := range st.Relays {
			out[x.Report] = append(out[x.Report], edge{
				kind: RelayEdge, report: x.Report, block: r.Docs[x.Report].Report.BlockAt(x.Ref.Span.Start), of: x.Match, name: x.Of,
				reason: "named in the text with a cue of reporting", direction: true, at: x.Ref,
			})
		}
	}
	return out
}

// runLength is how many words a run has by which blocks of two reports are compared.
const runLength = 4

type run [runLength]uint32

// runs are the runs of words of a report.
type runs struct {
	text   map[run]bool
	blocks map[int][]run // of the blocks that are text of its own
}

// runReader gives the runs of reports; each report is read once.
type runReader struct {
	words map[string]uint32 // numbers of words
	read  map[int]*runs
}

func (r *runReader) of(d *readout.Document, report int) *runs {
	if x := r.read[report]; x != nil {
		return x
	}
	x := &runs{map[run]bool{}, map[int][]run{}}
	var text []uint32
	for i, b := range d.Report.Blocks {
		if !b.Role.Text() {
			continue
		}
		from := len(text)
		for _, w := range fold.Words(b.Of(d.Report.Source)) {
			n, ok := r.words[w]
			if !ok {
				n = uint32(len(r.words))
				r.words[w] = n
			}
			text = append(text, n)
		}
		x.blocks[i] = runsIn(text[from:])
	}
	for _, s := range runsIn(text) {
		x.text[s] = true
	}
	r.read[report] = x
	return x
}

func runsIn(words []uint32) []run {
	var out []run
	for i := range words[:max(0, len(words)-runLength+1)] {
		out = append(out, run(words[i:i+runLength]))
	}
	return out
}

// missing are the blocks of a report, text of its own, of whose runs less than half
// stands in another.
func (x *runs) missing(other *runs) []int {
	var out []int
	for _, i := range slices.Sorted(maps.Keys(x.blocks)) {
		found := 0
		for _, s := range x.blocks[i] {
			if other.text[s] {
				found++
			}
		}
		if n := len(x.blocks[i]); n > 0 && 2*found < n {
			out = append(out, i)
		}
	}
	return out
}

// OriginsText writes, for each report, whose reporting it and its blocks are,
// with the words or the reason that show it. An error means that w failed or
// that the reading is broken.
func OriginsText(w io.Writer, r *readout.Reading, opt Options) error {
	if err := check(r); err != nil {
		return err
	}
	p := newPage(w, opt)
	v := newView(r, &readout.Story{})
	for i, edges := range origins(r) {
		if i > 0 {
			p.blank()
		}
		p.item(bold, Label(i), len(Label(i))+2, v.outlet(i)+"  "+Clean(r.Docs[i].Report.Title.Value))
		if len(edges) == 0 {
			p.text(4, "own reporting, as far as the inputs show")
		}
		for _, e := range edges {
			originText(p, v, e)
		}
	}
	t := &teller{page: p, view: v}
	t.unread()
	return p.flush()
}

func originText(p *page, v *view, e edge) {
	at := "all"
	if e.block >= 0 {
		at = fmt.Sprintf("%s%d", Label(e.report), e.block+1)
	}
	p.item(normal, "  "+at, 8, edgeLine(e))
	if !e.at.Span.Empty() {
		p.text(8, quote(v.words(e.at), quoteColumns))
	}
	for _, x := range []struct {
		name   string
		report int
		blocks []int
	}{{"only here", e.report, e.added}, {"only there", e.of, e.dropped}} {
		differing(p, v, x.name, x.report, x.blocks)
	}
}

// edgeLine says what an edge leads to, and why.
func edgeLine(e edge) string {
	of := Clean(e.name)
	switch {
	case e.of >= 0 && of != "":
		of += " (" + Label(e.of) + ")"
	case e.of >= 0:
		of = Label(e.of)
	}
	line := string(e.kind) + " of " + of
	switch e.kind {
	case CreditEdge:
		line = "credits " + of
	case RelayEdge:
		line = "relays " + of
	case LiftedEdge:
		line = "lifted from " + of
	}
	if e.of < 0 && e.kind != CreditEdge {
		line += ", original not seen"
	}
	if e.share > 0 {
		line += fmt.Sprintf(", %.0f %% of the shorter text", 100*e.share)
	}
	if e.reason != "" {
		line += ": " + Clean(e.reason)
	}
	return line
}

// differing lists the blocks that one of two copies has alone: the first few
// with their words.
func differing(p *page, v *view, name string, report int, blocks []int) {
	const most = 3
	for k, b := range blocks {
		if k == most {
			p.text(8, fmt.Sprintf("%s: %d more", name, len(blocks)-most))
			return
		}
		ref := readout.Ref{Report: report, Span: v.r.Docs[report].Report.Blocks[b].Span}
		p.text(8, name+": "+v.place(ref)+" "+quote(v.words(ref), quoteColumns))
	}
}

type originsJSON struct {
	Readout programJSON  `json:"readout"`
	Reports []reportJSON `json:"reports"`
	Edges   []edgeJSON   `json:"edges"`
}

type edgeJSON struct {
	Report    string     `json:"report"`
	Block     *int       `json:"block"` // number; null for the whole report
	Kind      EdgeKind   `json:"kind"`
	Of        string     `json:"of"` // "" where the report is not among the inputs
	Name      string     `json:"name"`
	Share     *float64   `json:"share"`
	Reason    string     `json:"reason"`
	Direction string     `json:"direction"`
	Evidence  *spanJSON  `json:"evidence"`
	Added     []spanJSON `json:"added"`
	Dropped   []spanJSON `json:"dropped"`
}

// OriginsJSON writes the origin graph as one line of JSON: for each edge the
// report, the block (null for the whole report), the kind, what it comes from
// and why. Offsets are code points into the source of their report.
func OriginsJSON(w io.Writer, r *readout.Reading, opt Options) error {
	if err := check(r); err != nil {
		return err
	}
	e := newEncoder(r)
	out := originsJSON{Readout: programJSON{opt.Version, opt.Pipeline}, Reports: e.reports(), Edges: []edgeJSON{}}
	for _, edges := range origins(r) {
		for _, x := range edges {
			out.Edges = append(out.Edges, e.edge(x))
		}
	}
	return encode(w, out)
}

func (e *encoder) edge(x edge) edgeJSON {
	out := edgeJSON{
		Report: Label(x.report), Kind: x.kind, Name: x.name, Reason: x.reason, Direction: "established",
		Added: e.blocks(x.report, x.added), Dropped: e.blocks(x.of, x.dropped),
	}
	if !x.direction {
		out.Direction = "not established"
	}
	if x.of >= 0 {
		out.Of = Label(x.of)
	}
	if x.block >= 0 {
		n := x.block + 1
		out.Block = &n
	}
	if x.share > 0 {
		out.Share = &x.share
	}
	if !x.at.Span.Empty() {
		s := e.span(x.at)
		out.Evidence = &s
	}
	return out
}

func (e *encoder) blocks(report int, blocks []int) []spanJSON {
	out := []spanJSON{}
	for _, b := range blocks {
		out = append(out, e.span(readout.Ref{Report: report, Span: e.r.Docs[report].Report.Blocks[b].Span}))
	}
	return out
}

func newEncoder(r *readout.Reading) *encoder {
	e := &encoder{r: r, points: make([]*readout.CodePoints, len(r.Docs))}
	for i, d := range r.Docs {
		e.points[i] = readout.NewCodePoints(d.Report.Source)
	}
	return e
}
