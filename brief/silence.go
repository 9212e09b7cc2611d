package brief

import (
	"slices"

	"github.com/readout-project/readout"
)

// asOf is the day on which a report says something: that of its publication; ""
// where it states none.
func asOf(r *readout.Reading, report int) string {
	if f := r.Docs[report].Report.Published; f.Stated() {
		return day(f)
	}
	return ""
}

// asOf is ", as of DAY" for reports that state their day.
func (v *view) asOf(report int) string {
	if s := asOf(v.r, report); s != "" {
		return ", as of" + string(glue) + s
	}
	return ""
}

// silences are the places where somebody gave no answer. Silence holds for the
// day of the report that tells of it; a copy tells of its original's.
func (v *view) silences() []readout.Ref {
	var out []readout.Ref
	told := map[string]bool{}
	for _, copies := range []bool{false, true} {
		for _, ref := range v.st.Silence {
			key := wordKey(v.words(ref))
			if v.isCopy(ref.Report) != copies || copies && told[key] {
				continue
			}
			told[key] = true
			out = append(out, ref)
		}
	}
	return out
}

// silent is SILENT: who gave no answer, and as of which day.
func (t *teller) silent() {
	list := t.silences()
	if len(list) == 0 {
		return
	}
	t.head("SILENT", "")
	shown := list[:min(len(list), mostOther)]
	for _, ref := range shown {
		t.item(normal, "  "+t.place(ref), 8, tag(silenceItem, slices.Index(t.st.Silence, ref))+quote(t.words(ref), claimColumns)+t.asOf(ref.Report))
	}
	t.more(2, len(list)-len(shown), "place", "places", "json")
}

func (m *chronicle) silent() {
	list := m.silences()
	if len(list) == 0 {
		return
	}
	m.head("Silent")
	for _, ref := range list {
		m.line("- %s%s", md(tag(silenceItem, slices.Index(m.st.Silence, ref))+quote(m.words(ref), 0)+m.asOf(ref.Report)), m.refCite(ref))
	}
}

// silentBy is who is silent in a place, as the report has it.
func silentBy(r *readout.Reading, ref readout.Ref) string {
	by := ""
	for _, st := range r.Docs[ref.Report].Statements {
		if len(st.Chain) > 0 && st.Span == ref.Span && st.Root().Kind == readout.NoAnswer {
			by = st.Root().Name
		}
	}
	return by
}

// silence lists every silence with who is silent, as the report has it.
func (e *encoder) silence(refs []readout.Ref) []silenceJSON {
	out := []silenceJSON{}
	for _, ref := range refs {
		out = append(out, silenceJSON{spanJSON: e.span(ref), By: silentBy(e.r, ref), AsOf: asOf(e.r, ref.Report)})
	}
	return out
}
