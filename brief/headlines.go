package brief

import (
	"github.com/readout-project/readout"
)

// mostHeadlines is how many of them the text form shows.
const mostHeadlines = 4

// headlines is HEADLINE BEYOND THE BODY: headlines, decks and captions that say
// more than the body of their report, with the words of both.
func (t *teller) headlines() {
	if len(t.st.Headlines) == 0 {
		return
	}
	t.head("HEADLINE BEYOND THE BODY", "")
	shown := t.st.Headlines[:min(len(t.st.Headlines), mostHeadlines)]
	for i := range shown {
		x := &shown[i]
		ref := t.at(x.StatementAt)
		about := string(t.statement(x.StatementAt).Position) + ": "
		t.item(normal, "  "+t.place(ref), 8, about+quote(t.words(ref), claimColumns))
		t.text(8, Clean(x.Reason))
		for _, b := range x.Body {
			by := t.placeBy(b)
			t.item(normal, "        "+t.place(b), 14, quote(t.words(b), t.fit(14, by))+" "+by)
		}
	}
	t.more(2, len(t.st.Headlines)-len(shown), "headline", "headlines", "json")
}

// placeBy is the chain of the statement at a place; the outlet where there is none.
func (v *view) placeBy(ref readout.Ref) string {
	d := v.r.Docs[ref.Report]
	for i := range d.Statements {
		if st := &d.Statements[i]; st.Span == ref.Span {
			s := v.chainOf(ref.Report, st)
			if st.Status != "" && st.Status != readout.Happened {
				s += "; status " + string(st.Status)
			}
			return s
		}
	}
	return v.outlet(ref.Report)
}

func (m *chronicle) headlines() {
	if len(m.st.Headlines) == 0 {
		return
	}
	m.head("Headline beyond the body")
	for i := range m.st.Headlines {
		x := &m.st.Headlines[i]
		ref := m.at(x.StatementAt)
		m.line("- %s: %s%s  \n  %s", m.statement(x.StatementAt).Position, md(quote(m.words(ref), 0)), m.statementCite(x.StatementAt), escape(x.Reason))
		for _, b := range x.Body {
			m.line("  - %s%s", md(quote(m.words(b), 0)), m.refCite(b))
		}
	}
}

func (e *encoder) headlines(list []readout.Headline) []headlineJSON {
	out := []headlineJSON{}
	for _, x := range list {
		st := e.r.Docs[x.Report].Statements[x.Statement]
		out = append(out, headlineJSON{
			Report: Label(x.Report), Position: string(st.Position), Kind: string(x.Kind), Why: x.Reason,
			Headline: e.span(readout.Ref{Report: x.Report, Span: st.Span}), Body: e.spans(x.Body),
		})
	}
	return out
}
