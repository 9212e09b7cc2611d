package brief

import (
	"strings"

	"github.com/readout-project/readout"
)

// quote puts words of a report in quotation marks, cut at a word border where
// they take more than about max columns (0: no limit); "…" outside the marks
// says so. For the sake of a few last words nothing is cut.
// A quotation mark at either end whose partner the words lack is left out.
// Words that come in one pair of quotation marks of their own keep those.
func quote(words string, max int) string {
	s := whole(Clean(words))
	var more bool
	if max > 0 && columns(s) > max+max/4 {
		s, more = cut(s, max)
	}
	if !quoted(s) {
		s = "“" + s + "”"
	}
	if more {
		s += string(glue) + "…"
	}
	return s
}

// whole cuts a quotation mark at either end that has no partner in s.
func whole(s string) string {
	open, closed, straight := strings.Count(s, "“"), strings.Count(s, "”"), strings.Count(s, `"`)
	switch {
	case open > closed && strings.HasPrefix(s, "“"):
		return strings.TrimPrefix(s, "“")
	case closed > open && strings.HasSuffix(s, "”"):
		return strings.TrimSuffix(s, "”")
	case straight%2 == 1 && strings.HasPrefix(s, `"`):
		return strings.TrimPrefix(s, `"`)
	case straight%2 == 1 && strings.HasSuffix(s, `"`):
		return strings.TrimSuffix(s, `"`)
	}
	return s
}

// quoted reports whether s is one pair of quotation marks with none inside.
func quoted(s string) bool {
	const marks = "“”\"„«»"
	for _, pair := range [][2]string{{"“", "”"}, {`"`, `"`}} {
		in, ok := strings.CutPrefix(s, pair[0])
		if !ok {
			continue
		}
		if in, ok = strings.CutSuffix(in, pair[1]); ok {
			return in != "" && !strings.ContainsAny(in, marks)
		}
	}
	return false
}

// kinds of hops that are named beside the hop, as its words may not show them.
var hopKinds = map[readout.SourceKind]string{
	readout.StateMedia:  "state media",
	readout.PhotoCredit: "photo credit",
	readout.NoAnswer:    "no answer",
}

// chain prints the chain of a piece of evidence from the outlet inwards:
// outlet > source (“cue”) > source (“cue”), “stated access”.
func (v *view) chain(e *readout.Evidence) string {
	if e.Statement < 0 {
		return v.outlet(e.Report) + ", chain not read"
	}
	return v.chainOf(e.Report, &v.r.Docs[e.Report].Statements[e.Statement])
}

// chainOf is the chain of a statement.
func (v *view) chainOf(report int, st *readout.Statement) string {
	hops := st.Chain
	if len(hops) == 0 {
		return v.outlet(report) + ", chain not read"
	}
	out := make([]string, len(hops))
	for i, h := range hops {
		out[i] = v.hop(report, h)
		if i == 0 && Clean(h.Name) == "" {
			out[i] = Label(report) // the table of reports says that no outlet is stated
		}
	}
	if len(hops) == 1 {
		return out[0] + ", own voice"
	}
	return strings.Join(out, " > ")
}

func (v *view) hop(report int, h readout.Hop) string {
	s := Clean(h.Name)
	if s == "" {
		s = "source not named"
	}
	if k := hopKinds[h.Kind]; k != "" && !strings.Contains(strings.ToLower(s), k) {
		s += " [" + k + "]"
	}
	if h.Cue != "" {
		s += " (" + v.quoteIn(report, h.Cue, 0) + ")"
	}
	if access := accessOf(v.r.Docs[report].Report.Source, h); access != "" && !strings.Contains(Clean(h.Name), Clean(access)) {
		s += ", " + quote(access, 60)
	}
	if h.Unresolved {
		s += ", speaker not resolved"
	}
	return s
}

// accessOf is the stated access of a hop; empty where none is or the span leads
// nowhere.
func accessOf(src string, h readout.Hop) string {
	if h.Access.Empty() || h.Access.Start < 0 || h.Access.End > len(src) {
		return ""
	}
	return h.Access.Of(src)
}

// speaker is the innermost hop of a piece of evidence, for lists by speaker.
func (v *view) speaker(e *readout.Evidence) string {
	if e.Statement >= 0 {
		if hops := v.r.Docs[e.Report].Statements[e.Statement].Chain; len(hops) > 1 {
			h := hops[len(hops)-1]
			h.Cue = ""
			return v.hop(e.Report, h)
		}
	}
	return v.outlet(e.Report) + ", own voice"
}

func (v *view) position(e *readout.Evidence) readout.Position {
	if e.Statement < 0 {
		return ""
	}
	return v.r.Docs[e.Report].Statements[e.Statement].Position
}
