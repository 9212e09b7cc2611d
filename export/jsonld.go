package export

import (
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
)

// around is how many code points of a report stand before and after the words of a
// TextQuoteSelector.
const around = 32

// JSONLD writes every piece of evidence as an Annotation of the W3C Web Annotation
// Data Model (2017): the body is the claim, the target the words in their report,
// by position in code points and by quotation with up to 32 code points on either
// side. The source of a target is the digest of the report's bytes (RFC 6920); the
// position is in the text that is read from them. Each target has its chain in
// PROV-O: attributed to the outlet, derived from what a newsroom further in
// reported, with what the innermost speaker or document said as primary source.
func JSONLD(w io.Writer, r *readout.Reading, opt Options) error {
	r, err := chosen(r, opt)
	if err != nil {
		return err
	}
	p := newPlaces(r)
	out := collection{
		Context: []any{annotationContext, ownContext{provNamespace, termsNamespace, vocabulary}},
		Type:    []string{"AnnotationCollection", "prov:Entity"},
		Label:   "Evidence for the claims of " + count(len(r.Stories), "story", "stories"),
		Generator: softwareNode{ID: vocabulary + "program", Type: []string{"Software", "prov:SoftwareAgent"},
			Name: "Readout", Version: opt.Version, Pipeline: opt.Pipeline},
		Derived: []*reportNode{},
	}
	page := &pageNode{Type: "AnnotationPage", Items: []annotation{}}
	key := []string{"collection"}
	for i := range r.Stories {
		st := &r.Stories[i]
		for _, d := range st.Reports {
			out.Derived = append(out.Derived, p.reportNode(d))
			key = append(key, st.ID, reportURI(p.report(d)))
		}
		for k := range st.Claims {
			c := &st.Claims[k]
			for j := range c.Evidence {
				page.Items = append(page.Items, p.annotation(st, c, &c.Evidence[j]))
			}
		}
	}
	out.ID = urn(key...)
	page.ID, page.PartOf = urn(append(key, "page")...), out.ID
	if out.Total = len(page.Items); out.Total > 0 {
		out.First, out.Last = page, page.ID
	}
	raw, err := safeJSON(out, " ")
	if err != nil {
		return err
	}
	_, err = w.Write(raw)
	return err
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// reportNode is a report with what the reading knows it was taken from.
func (p *places) reportNode(d int) *reportNode {
	r := p.report(d)
	out := &reportNode{
		ID: reportURI(r), Type: []string{"prov:Entity"}, Label: brief.Label(d), Title: r.Title.Value, Issued: r.Published.Value, SHA256: r.Capture.SHA256,
	}
	if r.Outlet.Stated() {
		out.Attributed = newsroom("", r.Outlet.Value)
	}
	for _, c := range p.r.Copies {
		if c.Report == d && within(c.Of, p.r.Docs) {
			out.Derived = append(out.Derived, &derivation{ID: reportURI(p.report(c.Of))})
		}
	}
	if r.Origin.Stated() {
		out.Derived = append(out.Derived, &derivation{Type: "prov:Entity", Attributed: newsroom("", r.Origin.Value)})
	}
	return out
}

func newsroom(id, name string) *agentNode {
	return &agentNode{ID: id, Type: []string{"Organization", "prov:Organization"}, Name: name}
}

func (p *places) annotation(st *readout.Story, c *readout.Claim, e *readout.Evidence) annotation {
	start, end := p.span(e.Ref)
	uri := reportURI(p.report(e.Report))
	where := fmt.Sprintf("%d-%d", start, end)
	out := annotation{
		ID: urn("annotation", st.ID, c.ID, string(c.Ledger), uri, where, string(e.Stance)), Type: "Annotation", Motivation: "describing",
		Body: claimNode{
			ID: urn("claim", st.ID, c.ID, string(c.Ledger)), Type: "TextualBody", Value: c.Text, Format: "text/plain", Language: "en",
			Claim: c.ID, Story: st.ID, Ledger: string(c.Ledger), Status: string(c.Status), Level: string(c.Level),
			Count: c.Count, Independence: string(c.Independence), Reason: c.Reason,
		},
		Target: targetNode{ID: urn("words", uri, where), Type: []string{"SpecificResource", "prov:Entity"}, Source: uri, Selector: p.selectors(e.Ref)},
		Stance: string(e.Stance), Withdrawn: e.Withdrawn,
	}
	t := &out.Target
	if r := p.report(e.Report); r.Outlet.Stated() {
		t.Attributed = newsroom("", r.Outlet.Value)
	}
	if s := p.statement(e); s != nil {
		t.Form, t.Position = string(s.Form), string(s.Position)
		t.Derived, t.Primary = hopNodes(st, e, s, 1)
	}
	return out
}

// selectors are the two ways to find the words again.
func (p *places) selectors(ref readout.Ref) []selectorNode {
	start, end := p.span(ref)
	src := p.report(ref.Report).Source
	exact := ref.Span.Of(src)
	prefix, suffix := lastRunes(src[:ref.Span.Start], around), firstRunes(src[ref.Span.End:], around)
	return []selectorNode{
		{Type: "TextPositionSelector", Start: &start, End: &end},
		{Type: "TextQuoteSelector", Exact: &exact, Prefix: &prefix, Suffix: &suffix},
	}
}

// hopNodes is the chain from hop i inwards: derived from a newsroom's reporting, or
// with what a speaker or document says as primary source. The last newsroom has
// the id of the evidence's origin and the last hop that of its root.
func hopNodes(st *readout.Story, e *readout.Evidence, s *readout.Statement, i int) (derived, primary *sourceNode) {
	if i >= len(s.Chain) {
		return nil, nil
	}
	h := s.Chain[i]
	agent := agentOf(h)
	switch {
	case i == len(s.Chain)-1:
		agent.ID = urn("root", st.ID, st.Roots[e.Root].ID)
	case i == s.Origin():
		agent.ID = urn("origin", st.ID, st.Origins[e.Origin].ID)
	}
	out := &sourceNode{Type: "prov:Entity", Attributed: agent, Cue: h.Cue}
	out.Derived, out.Primary = hopNodes(st, e, s, i+1)
	if i == len(s.Chain)-1 && !h.Kind.Newsroom() {
		return nil, out
	}
	return out, nil
}

// agentOf is the agent of a hop with the classes that its kind allows.
func agentOf(h readout.Hop) *agentNode {
	out := &agentNode{Name: h.Name, Kind: string(h.Kind)}
	switch h.Kind {
	case readout.NamedPerson, readout.Official:
		out.Type = []string{"Person", "prov:Person"}
	case readout.Body, readout.OwnVoice, readout.OutletSource, readout.StateMedia:
		out.Type = []string{"Organization", "prov:Organization"}
	default:
		out.Type = []string{"prov:Agent"}
	}
	return out
}

func firstRunes(s string, n int) string {
	at := 0
	for ; n > 0 && at < len(s); n-- {
		_, k := utf8.DecodeRuneInString(s[at:])
		at += k
	}
	return s[:at]
}

func lastRunes(s string, n int) string {
	at := len(s)
	for ; n > 0 && at > 0; n-- {
		_, k := utf8.DecodeLastRuneInString(s[:at])
		at -= k
	}
	return s[at:]
}
