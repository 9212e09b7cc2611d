package brief

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/readout-project/readout"
)

// Item is one thing of a story that has a number: a claim, a difference, a relay
// or a silence. The number counts within its story.
type Item struct {
	kind         itemKind
	story, index int
}

type itemKind byte

const (
	claimItem      itemKind = 'C'
	differenceItem itemKind = 'D'
	relayItem      itemKind = 'R'
	silenceItem    itemKind = 'S'
)

var itemKinds = []itemKind{claimItem, differenceItem, relayItem, silenceItem}

func (k itemKind) String() string {
	return map[itemKind]string{claimItem: "claim", differenceItem: "difference", relayItem: "relay", silenceItem: "silence"}[k]
}

// of is how many a story has.
func (k itemKind) of(st *readout.Story) int {
	switch k {
	case claimItem:
		return len(st.Claims)
	case differenceItem:
		return len(st.Differences)
	case relayItem:
		return len(st.Relays)
	}
	return len(st.Silence)
}

func number(k itemKind, i int) string { return fmt.Sprintf("%c%d", k, i+1) }

// tag is a number in front of what has it: “[C12] ”. The brackets tell it from a place.
func tag(k itemKind, i int) string { return "[" + number(k, i) + "]" + string(glue) }

// tag of a claim of the story.
func (v *view) tag(c *readout.Claim) string {
	for i := range v.st.Claims {
		if c == &v.st.Claims[i] {
			return tag(claimItem, i)
		}
	}
	return ""
}

func (x Item) number() string { return number(x.kind, x.index) }

// id is what JSON calls the item; "" for relays and silences.
func (x Item) id(st *readout.Story) string {
	switch x.kind {
	case claimItem:
		return st.Claims[x.index].ID
	case differenceItem:
		return st.Differences[x.index].ID
	}
	return ""
}

// Numbered reports whether an id is a number of the brief: C12, D1, R1 or S1.
func Numbered(id string) bool {
	n := strings.TrimLeft(strings.ToUpper(id), "CDRS")
	return len(n) == len(id)-1 && n != "" && strings.Trim(n, "0123456789") == ""
}

// Items finds what a number of the brief, C12, D1, R1 or S1, or an id of its JSON
// means, in every story that has it. An error says what there is and wraps
// readout.ErrNotFound.
func Items(r *readout.Reading, id string) ([]Item, error) {
	var out []Item
	for s := range r.Stories {
		st := &r.Stories[s]
		for _, k := range itemKinds {
			for i := range k.of(st) {
				if x := (Item{k, s, i}); strings.EqualFold(id, x.number()) || id != "" && strings.EqualFold(id, x.id(st)) {
					out = append(out, x)
				}
			}
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%w: there is no %s; %s", readout.ErrNotFound, or(Clean(id), "item without a number"), numbered(r))
	}
	return out, nil
}

// numbered says which numbers there are.
func numbered(r *readout.Reading) string {
	var out []string
	for _, k := range itemKinds {
		most := 0
		for s := range r.Stories {
			most = max(most, k.of(&r.Stories[s]))
		}
		switch {
		case most == 1:
			out = append(out, number(k, 0))
		case most > 1:
			out = append(out, number(k, 0)+" to "+number(k, most-1))
		}
	}
	if len(out) == 0 {
		return "these reports have no claim, difference, relay or silence"
	}
	s := "there are " + strings.Join(out, ", ")
	if n := len(r.Stories); n > 1 {
		s += fmt.Sprintf(", the most that one of %d stories has", n)
	}
	return s
}

// checkItems checks the reading and that it has the items.
func checkItems(r *readout.Reading, items []Item) error {
	if err := check(r); err != nil {
		return err
	}
	for _, x := range items {
		if x.story < 0 || x.story >= len(r.Stories) || x.index < 0 || x.index >= x.kind.of(&r.Stories[x.story]) {
			return fmt.Errorf("brief: there is no %s in story %d", x.number(), x.story+1)
		}
	}
	return nil
}

// opened is one place of an item with what is recorded of it.
type opened struct {
	readout.Ref
	side      int               // of a difference; -1
	evidence  *readout.Evidence // nil where no claim rests on it
	statement int               // of its document; -1
}

// stance is the evidence where it is these words that support or deny the claim; nil
// for words that only introduce them.
func (p opened) stance() *readout.Evidence {
	if p.evidence == nil || !p.evidence.Span.Overlaps(p.Span) {
		return nil
	}
	return p.evidence
}

// open lists the places of an item.
func (v *view) open(x Item) []opened {
	var out []opened
	switch x.kind {
	case claimItem:
		for i := range v.st.Claims[x.index].Evidence {
			e := &v.st.Claims[x.index].Evidence[i]
			out = append(out, opened{e.Ref, -1, e, e.Statement})
		}
	case differenceItem:
		for i, s := range v.st.Differences[x.index].Sides {
			for _, ref := range v.sideRefs(s) {
				out = append(out, v.openAt(ref, i, s.Claims))
			}
		}
	case relayItem:
		out = v.openRelay(&v.st.Relays[x.index])
	default:
		out = append(out, v.openAt(v.st.Silence[x.index], -1, nil))
	}
	return out
}

// openRelay opens the words that say whose reporting it is, then the claims that
// rest on it in the relay and in the report relayed.
func (v *view) openRelay(x *readout.Relay) []opened {
	cue := v.openAt(x.Ref, -1, x.Claims)
	if cue.evidence == nil {
		cue.evidence = v.near(x.Claims, readout.Ref{Report: x.Ref.Report, Span: v.context(x.Ref)})
	}
	if cue.statement < 0 {
		cue.statement = v.through(x)
	}
	out := []opened{cue}
	for _, report := range []int{x.Report, x.Match} {
		for _, k := range x.Claims {
			for i := range v.st.Claims[k].Evidence {
				e := &v.st.Claims[k].Evidence[i]
				known := slices.ContainsFunc(out, func(p opened) bool { return p.Ref == e.Ref })
				if e.Report == report && !known {
					out = append(out, opened{e.Ref, -1, e, e.Statement})
				}
			}
		}
	}
	return out
}

// sideRefs are the words of a side; where it has none of its own, those of its
// claims.
func (v *view) sideRefs(s readout.Side) []readout.Ref {
	if len(s.Evidence) > 0 {
		return s.Evidence
	}
	return v.claimRefs(s.Claims)
}

// openAt opens a place that may be evidence of one of the claims, or of another.
func (v *view) openAt(ref readout.Ref, side int, claims []int) opened {
	p := opened{Ref: ref, side: side, statement: -1}
	if p.evidence = v.near(claims, ref); p.evidence == nil {
		p.evidence = v.cited[ref]
	}
	if p.evidence != nil {
		p.statement = p.evidence.Statement
		return p
	}
	for i, s := range v.r.Docs[ref.Report].Statements {
		if s.Span == ref.Span || p.statement < 0 && s.Contains(ref.Span) {
			p.statement = i
		}
	}
	return p
}

// through is the first statement of the sentence of a relay that has the newsroom
// in its chain; -1.
func (v *view) through(x *readout.Relay) int {
	in := v.context(x.Ref)
	return slices.IndexFunc(v.r.Docs[x.Ref.Report].Statements, func(s readout.Statement) bool {
		return s.Overlaps(in) && slices.ContainsFunc(s.Chain, func(h readout.Hop) bool { return h.Name == x.Of })
	})
}

// context are the sentences that a place stands in; its block where it stands in
// none.
func (v *view) context(ref readout.Ref) readout.Span {
	d := v.r.Docs[ref.Report]
	in := ref.Span
	for _, s := range d.Sentences {
		if s.Overlaps(ref.Span) {
			in = in.Join(s.Span)
		}
	}
	if b := d.Report.BlockAt(ref.Span.Start); in == ref.Span && b >= 0 {
		in = in.Join(d.Report.Blocks[b].Span)
	}
	return in
}

// marks are the brackets around the words of a place in their sentence: doubled
// where the sentence has brackets of its own.
func marks(context string) (open, closing string) {
	if strings.ContainsAny(context, "[]") {
		return "[[", "]]"
	}
	return "[", "]"
}

// marked is the sentence of a place with its words in brackets.
func (v *view) marked(ref readout.Ref) (text, open, closing string) {
	src := v.r.Docs[ref.Report].Report.Source
	in := v.context(ref)
	open, closing = marks(in.Of(src))
	before := strings.TrimSuffix(Clean(src[in.Start:ref.Span.Start]+"."), ".")
	after := strings.TrimPrefix(Clean("."+src[ref.Span.End:in.End]), ".")
	return before + open + Clean(v.words(ref)) + closing + after, open, closing
}

// citing are the reports of places, and of what they are copies of or relay.
func (v *view) citing(places []opened, edges [][]edge) []int {
	var out []int
	add := func(d int) {
		if !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	for _, p := range places {
		add(p.Report)
		for _, e := range v.leading(p, edges) {
			if e.of >= 0 {
				add(e.of)
			}
		}
	}
	slices.Sort(out)
	return out
}

// leading are the edges of the origin graph from a place: those of its report as a
// whole, of its block, and of a relay that its chain or its sentence has.
func (v *view) leading(p opened, edges [][]edge) []edge {
	block := v.r.Docs[p.Report].Report.BlockAt(p.Span.Start)
	in := v.context(p.Ref)
	var out []edge
	for _, e := range edges[p.Report] {
		through := p.statement >= 0 && slices.ContainsFunc(v.r.Docs[p.Report].Statements[p.statement].Chain, func(h readout.Hop) bool { return h.Name == e.name })
		if e.block < 0 || e.block == block && (e.kind != RelayEdge || through || e.at.Span.Overlaps(in)) {
			out = append(out, e)
		}
	}
	return out
}

// graphLine is one line of the origin graph as text.
type graphLine struct {
	depth int // 0 an origin, 1 a root, 2 a place, 3 an edge from it
	text  string
}

// graph leads from the origins over the roots to the places, and from each place
// to what its report or block is copied from, credits or relays. Places that no
// claim rests on have no origin and come last.
func (v *view) graph(places []opened, edges [][]edge) []graphLine {
	var out []graphLine
	list := slices.Clone(places)
	slices.SortStableFunc(list, func(a, b opened) int {
		x, y := heardFrom(a), heardFrom(b)
		return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1]), cmp.Compare(a.Report, b.Report), cmp.Compare(a.Span.Start, b.Span.Start))
	})
	last := ""
	for i, p := range list {
		at := heardFrom(p)
		origin := i == 0 || at[0] != heardFrom(list[i-1])[0]
		if origin {
			out, last = append(out, graphLine{0, v.originOf(p)}), ""
		}
		if p.evidence != nil && (origin || at[1] != heardFrom(list[i-1])[1]) {
			out, last = append(out, graphLine{1, "root: " + v.rootOf(p)}), ""
		}
		lines := v.leads(p, edges)
		if key := fmt.Sprint(lines); key != last {
			out, last = append(out, lines...), key
		}
	}
	return out
}

// leads are the lines of one place.
func (v *view) leads(p opened, edges [][]edge) []graphLine {
	place := v.place(p.Ref) + " " + v.outlet(p.Report)
	if e := p.stance(); e != nil && e.Stance == readout.Denies {
		place += ", denies"
	}
	out := []graphLine{{2, place}}
	for _, e := range v.leading(p, edges) {
		out = append(out, graphLine{3, edgeLine(e)})
	}
	if len(out) == 1 {
		out = append(out, graphLine{3, "own reporting, as far as the inputs show"})
	}
	return out
}

// heardFrom are the numbers of origin and root, beyond all others for a place that
// no claim rests on.
func heardFrom(p opened) [2]int {
	if p.evidence == nil {
		return [2]int{1 << 30, 0}
	}
	return [2]int{p.evidence.Origin, p.evidence.Root}
}

func (v *view) originOf(p opened) string {
	if p.evidence == nil {
		return "counted for no claim"
	}
	o := v.st.Origins[p.evidence.Origin]
	return or(Clean(o.Name), "newsroom not stated") + basis(o.Basis)
}

func (v *view) rootOf(p opened) string {
	x := v.st.Roots[p.evidence.Root]
	s := or(Clean(x.Name), "not named")
	kind := strings.ReplaceAll(Clean(string(x.Kind)), "-", " ")
	if kind != "" && !strings.Contains(s, kind) {
		s += ", " + kind
	}
	return s
}
