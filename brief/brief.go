// Package brief renders a [readout.Reading]: for a terminal ([Text]), as a
// chronology with source footnotes ([Markdown]) and for programs ([JSON]). It
// also prints timelines, what reports have on one person, what stands behind one
// claim ([WhyText]), which reports support or deny a claim from outside ([CheckText]), and the block ledger of one report ([LinesText], [LinesJSON]).
//
// The package decides order, alignment and brevity, nothing else: it weighs
// nothing and fills no gap. Words stand in quotation marks only where they are
// words of a report; a cut is marked outside the marks. Report text is data: no
// control character, terminal escape, bidirectional override or markup of it
// reaches the output of Text or Markdown.
//
// It cannot show the events of a story yet; their list in JSON is empty.
package brief

import (
	"fmt"
	"strings"

	"github.com/readout-project/readout"
)

// Options of all renderers.
type Options struct {
	Width    int    // columns of the text form; 0 is 80, less than 40 is 40
	Color    bool   // bold headings and coloured levels, for a terminal
	Version  string // of the program, for JSON
	Pipeline string // fingerprint of code and models, for JSON
	Why      bool   // derivations in a timeline
	Undated  bool   // in a timeline, list what has no date
	All      bool   // of one person or item, lists that are not cut
	// Need is a desk's own rule, which the brief answers for each claim that
	// something is so; the zero Need is none.
	Need readout.Need
}

const (
	defaultWidth = 80
	leastWidth   = 40
)

func (o Options) width() int {
	switch {
	case o.Width <= 0:
		return defaultWidth
	case o.Width < leastWidth:
		return leastWidth
	}
	return o.Width
}

// unsaid stands in a fixed field that no report fills.
const unsaid = "no report says"

// Label names the report with index i: A, B, ..., Z, AA, AB, ...
func Label(i int) string {
	var b []byte
	for i++; i > 0; i = (i - 1) / 26 {
		b = append(b, byte('A'+(i-1)%26))
	}
	for l, r := 0, len(b)-1; l < r; l, r = l+1, r-1 {
		b[l], b[r] = b[r], b[l]
	}
	return string(b)
}

func labels(reports []int) string {
	out := make([]string, len(reports))
	for i, r := range reports {
		out[i] = Label(r)
	}
	return strings.Join(out, ", ")
}

// count is a number with its noun: "1 report", "2 copies".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// view is one story of a reading with what its renderers look up.
type view struct {
	r     *readout.Reading
	st    *readout.Story
	cited map[readout.Ref]*readout.Evidence // evidence by place, first claim first
	clean map[int]string                    // sources of reports, cleaned when first asked for
	taken map[int][]readout.Copy            // what copies gives
	whole bool                              // lists of places are never cut
	need  readout.Need
}

func newView(r *readout.Reading, st *readout.Story) *view {
	v := &view{r: r, st: st, cited: map[readout.Ref]*readout.Evidence{}, clean: map[int]string{}}
	for i := range st.Claims {
		for j := range st.Claims[i].Evidence {
			e := &st.Claims[i].Evidence[j]
			if v.cited[e.Ref] == nil {
				v.cited[e.Ref] = e
			}
		}
	}
	return v
}

// counts is the head line of a story: reports, origins, relays, copies.
func (v *view) counts() string {
	out := []string{count(len(v.st.Reports), "report", "reports")}
	out = append(out, count(len(v.st.Origins), "origin", "origins"))
	relaying := map[int]bool{}
	for _, x := range v.st.Relays {
		relaying[x.Report] = true
	}
	if n := len(relaying); n > 0 {
		out = append(out, count(n, "relay", "relays"))
	}
	whole, part := 0, 0
	for _, list := range v.copies() {
		if list[0].Partial {
			part++
		} else {
			whole++
		}
	}
	if whole > 0 {
		out = append(out, count(whole, "copy", "copies"))
	}
	if part > 0 {
		out = append(out, count(part, "copy in part", "copies in part"))
	}
	return strings.Join(out, ", ")
}

// copies of the story by report, whole ones first; not to be changed.
func (v *view) copies() map[int][]readout.Copy {
	if v.taken != nil {
		return v.taken
	}
	out := map[int][]readout.Copy{}
	in := map[int]bool{}
	for _, d := range v.st.Reports {
		in[d] = true
	}
	for _, partial := range []bool{false, true} {
		for _, c := range v.r.Copies {
			if in[c.Report] && c.Partial == partial {
				out[c.Report] = append(out[c.Report], c)
			}
		}
	}
	v.taken = out
	return out
}

// words are the verbatim words of a place.
func words(r *readout.Reading, ref readout.Ref) string {
	return ref.Span.Of(r.Docs[ref.Report].Report.Source)
}

// place is the report and block of a reference: A15.
func place(r *readout.Reading, ref readout.Ref) string {
	return fmt.Sprintf("%s%d", Label(ref.Report), r.Docs[ref.Report].Report.BlockAt(ref.Span.Start)+1)
}

func (v *view) words(ref readout.Ref) string { return words(v.r, ref) }
func (v *view) place(ref readout.Ref) string { return place(v.r, ref) }

// source is the source of a report as Clean makes it.
func (v *view) source(report int) string {
	s, ok := v.clean[report]
	if !ok {
		s = Clean(v.r.Docs[report].Report.Source)
		v.clean[report] = s
	}
	return s
}

// quoteIn is quote where the words stand in the report, else the words without
// marks: nothing is quoted that no report says.
func (v *view) quoteIn(report int, words string, max int) string {
	if c := Clean(words); c == "" || !strings.Contains(v.source(report), c) {
		return c
	}
	return quote(words, max)
}

// outlet is the publisher of a report, or that it is not stated.
func (v *view) outlet(report int) string {
	if o := v.r.Docs[report].Report.Outlet; o.Stated() {
		return Clean(o.Value)
	}
	return "outlet not stated"
}

// day is the calendar day of a metadata date; the hour is left to JSON.
func day(f readout.Found) string {
	if len(f.Value) > len("2006-01-02") && f.Value[10] == 'T' {
		return f.Value[:10]
	}
	if f.Stated() {
		return Clean(f.Value)
	}
	return "no date"
}
