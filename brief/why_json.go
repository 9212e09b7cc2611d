package brief

import (
	"io"

	"github.com/readout-project/readout"
)

type whyJSON struct {
	Readout programJSON  `json:"readout"`
	Reports []reportJSON `json:"reports"`
	Found   []itemJSON   `json:"found"`
}

// itemJSON is one item; of claim, difference, relay and silence one is not null.
type itemJSON struct {
	Number     string          `json:"number"`
	Kind       string          `json:"kind" one:"claim|difference|relay|silence"`
	Story      string          `json:"story"`
	Claim      *claimJSON      `json:"claim"`
	Difference *differenceJSON `json:"difference"`
	Relay      *relayJSON      `json:"relay"`
	Silence    *silenceJSON    `json:"silence"`
	Places     []openedJSON    `json:"places"`
	Origins    []originJSON    `json:"origins"`
	Roots      []rootJSON      `json:"roots"`
	Edges      []edgeJSON      `json:"edges"`
	Decided    []decidedJSON   `json:"judgements,omitempty"` // of a claim
}

type openedJSON struct {
	spanJSON
	Block           int          `json:"block"`
	SHA256          string       `json:"sha256"`
	Outlet          string       `json:"outlet"`
	Context         spanJSON     `json:"context"`
	Side            *int         `json:"side"` // index into the sides of the difference; null elsewhere
	Stance          string       `json:"stance" one:"|supports|denies"`
	Origin          string       `json:"origin"` // "" where no claim rests on the words
	Root            string       `json:"root"`
	Withdrawn       string       `json:"withdrawn"`
	Position        string       `json:"position"`
	Form            string       `json:"form"`
	Status          string       `json:"status"`
	Speech          string       `json:"speech"`
	Chain           []hopJSON    `json:"chain"`
	Rule            string       `json:"rule"`
	AttributionRule string       `json:"attribution_rule"`
	Dates           []readDate   `json:"dates"`
	Names           []readPerson `json:"names"`
}

// readDate is a time expression in the words of a place.
type readDate struct {
	spanJSON
	Value      string `json:"value"`
	Mod        string `json:"mod"`
	Derivation string `json:"derivation"`
	Conflict   string `json:"conflict"`
}

// readPerson is a mention in the words of a place, with whom it is read as.
type readPerson struct {
	spanJSON
	Kind   string `json:"kind"`
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// WhyJSON writes the items with all that is recorded of their places as one line
// of JSON. Offsets are code points into the source of their report.
func WhyJSON(w io.Writer, r *readout.Reading, items []Item, opt Options) error {
	if err := checkItems(r, items); err != nil {
		return err
	}
	e := newEncoder(r)
	edges := origins(r)
	out := whyJSON{Readout: programJSON{opt.Version, opt.Pipeline}, Reports: e.reports(), Found: []itemJSON{}}
	for _, x := range items {
		out.Found = append(out.Found, e.item(newView(r, &r.Stories[x.story]), x, edges))
	}
	return encode(w, out)
}

func (e *encoder) item(v *view, x Item, edges [][]edge) itemJSON {
	out := itemJSON{
		Number: x.number(), Kind: x.kind.String(), Story: v.st.ID,
		Places: []openedJSON{}, Origins: []originJSON{}, Roots: []rootJSON{}, Edges: []edgeJSON{},
	}
	switch x.kind {
	case claimItem:
		c := e.claim(v.st, &v.st.Claims[x.index])
		out.Claim = &c
		out.Decided = e.judgements(v.decidedOn(&v.st.Claims[x.index]))
	case differenceItem:
		d := e.difference(v.st, &v.st.Differences[x.index])
		out.Difference = &d
	case relayItem:
		rel := e.relay(v.st.Relays[x.index])
		out.Relay = &rel
	default:
		out.Silence = &e.silence(v.st.Silence[x.index : x.index+1])[0]
	}
	heard, rests, led := map[int]bool{}, map[int]bool{}, map[edgeKey]bool{}
	for _, p := range v.open(x) {
		out.Places = append(out.Places, e.opened(v, p))
		if p.evidence != nil {
			heard[p.evidence.Origin], rests[p.evidence.Root] = true, true
		}
		for _, k := range v.leading(p, edges) {
			key := edgeKey{k.kind, k.report, k.block, k.of, k.name}
			if !led[key] {
				led[key] = true
				out.Edges = append(out.Edges, e.edge(k))
			}
		}
	}
	for i, o := range v.st.Origins {
		if heard[i] {
			out.Origins = append(out.Origins, originJSON(o))
		}
	}
	for i, k := range v.st.Roots {
		if rests[i] {
			out.Roots = append(out.Roots, root(v.st, k))
		}
	}
	return out
}

// edgeKey tells an edge from others.
type edgeKey struct {
	kind              EdgeKind
	report, block, of int
	name              string
}

func (e *encoder) opened(v *view, p opened) openedJSON {
	d := v.r.Docs[p.Report]
	out := openedJSON{
		spanJSON: e.span(p.Ref), Block: d.Report.BlockAt(p.Span.Start) + 1, SHA256: d.Report.Capture.SHA256, Outlet: d.Report.Outlet.Value,
		Context: e.span(readout.Ref{Report: p.Report, Span: v.context(p.Ref)}), Chain: []hopJSON{}, Dates: []readDate{}, Names: []readPerson{},
	}
	if p.side >= 0 {
		out.Side = &p.side
	}
	if x := p.evidence; x != nil {
		out.Origin, out.Root = v.st.Origins[x.Origin].ID, v.st.Roots[x.Root].ID
	}
	if x := p.stance(); x != nil {
		out.Stance, out.Withdrawn = string(x.Stance), x.Withdrawn
	}
	if p.statement >= 0 {
		s := &d.Statements[p.statement]
		out.Position, out.Form, out.Status, out.Speech = string(s.Position), string(s.Form), string(s.Status), string(s.SpeechStatus)
		out.Chain, out.Rule = hops(s.Chain), s.Rule
		if a := s.Attribution; a >= 0 && a < len(d.Attributions) {
			out.AttributionRule = d.Attributions[a].Rule
		}
	}
	for _, x := range v.datesIn(p) {
		out.Dates = append(out.Dates, readDate{e.span(readout.Ref{Report: p.Report, Span: x.Span}), x.Value, x.Mod, x.Derivation, x.Conflict})
	}
	for _, m := range v.namesIn(p) {
		out.Names = append(out.Names, readPerson{e.span(readout.Ref{Report: p.Report, Span: m.Span}), string(m.Kind), d.Entities[m.Entity].Name, m.Reason})
	}
	return out
}
