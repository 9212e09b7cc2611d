package brief

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/readout-project/readout"
)

// Markdown writes the brief as a chronology with footnotes for the sources: one
// source line for each place cited, after ICD 206 (the report, its outlet, title, day
// and origin; the source as it is described, with its kind and stated access; the
// position; "original not seen" for a relay whose original is not among the reports;
// digest and characters). It holds every claim, cuts nothing and escapes all
// report text. An error means that w failed or that the reading is broken.
func Markdown(w io.Writer, r *readout.Reading, opt Options) error {
	if err := check(r); err != nil {
		return err
	}
	n := &notes{at: map[string]int{}}
	b := bufio.NewWriter(w)
	for i := range r.Stories {
		m := &chronicle{view: newView(r, &r.Stories[i]), w: b, notes: n}
		m.whole, m.need = true, opt.Need
		m.story()
	}
	m := &chronicle{view: newView(r, &readout.Story{}), w: b, notes: n}
	m.apart()
	m.unread()
	for i, s := range n.lines {
		m.line("[^%d]: %s", i+1, s)
	}
	return b.Flush()
}

// chronicle writes one story as Markdown.
type chronicle struct {
	*view
	w     *bufio.Writer
	notes *notes
}

func (m *chronicle) line(format string, args ...any) {
	fmt.Fprintf(m.w, format+"\n", args...) //nolint:errcheck // bufio keeps the error for Flush
}

func (m *chronicle) head(name string) { m.line("\n## %s\n", name) }

func (m *chronicle) story() {
	title := m.st.Title
	if Clean(title) == "" {
		title = "Story without a title"
	}
	m.line("# %s\n", escape(title))
	m.line("%s%s", m.counts(), m.period())
	l := m.list()
	m.chronology(l)
	m.people()
	m.tolls()
	m.talks()
	m.tracks()
	m.differences()
	m.headlines()
	m.relays()
	m.spokenBy()
	m.spoken("Outcome as assessed by", m.st.Assessments, m.asOf)
	m.spoken("Next", m.st.Next, func(int) string { return "" })
	m.silent()
	m.quotations("Corrected", m.st.Corrections)
	m.needed()
	m.decisions()
	m.sources()
}

func (m *chronicle) period() string {
	from, to := escape(m.st.From), escape(m.st.To)
	switch {
	case from == "":
		return ""
	case to == "" || to == from:
		return "; " + from
	}
	return "; " + from + " to " + to
}

// chronology lists the claims under the day that their own words give, then
// the others by level.
func (m *chronicle) chronology(l listing) {
	all := append(append(append([]entry{}, l.weighed...), l.said...), l.single...)
	dated := make([]bool, len(all))
	m.head("Chronology")
	if len(m.st.Days) == 0 {
		m.line("Day: %s.\n", unsaid)
	}
	for _, d := range m.st.Days {
		m.line("### %s\n", escape(weekday(d.Value)))
		m.line("Given by %s.%s\n", md(m.expressions(d)), derived(d))
		for i, e := range all {
			if !dated[i] && m.on(e.claim, d) {
				dated[i] = true
				m.entry(e)
			}
		}
		m.line("")
	}
	for _, c := range m.conflicts() {
		m.line("Date conflict: %s\n", md(c))
	}
	open := false
	for i, e := range all {
		if dated[i] {
			continue
		}
		if !open {
			m.line("### No day in the words\n")
			open = true
		}
		m.entry(e)
	}
}

func derived(d readout.Day) string {
	if d.Derivation == "" {
		return ""
	}
	return " Derived: " + escape(d.Derivation) + "."
}

// on reports whether a piece of evidence holds an expression for the day.
func (m *chronicle) on(c *readout.Claim, d readout.Day) bool {
	for _, e := range c.Evidence {
		for _, x := range d.Timexes {
			if x.Report == e.Report && e.Span.Overlaps(m.r.Docs[x.Report].Timexes[x.Timex].Span) {
				return true
			}
		}
	}
	return false
}

// entry is a claim with its judgement and a footnote for each place.
func (m *chronicle) entry(e entry) {
	c := e.claim
	m.line("- %s%s  \n  **%s**: %s", md(m.tag(c)+m.claimText(c, 0)), m.cites(c), c.Level, md(judgement(e)+m.ruled(e)))
	if s := m.nearTo(e); s != "" {
		m.line("  - near: %s", md(s))
	}
	for i := range c.Evidence {
		x := &c.Evidence[i]
		switch {
		case x.Withdrawn != "":
			m.line("  - withdrawn (%s): %s%s", escape(x.Withdrawn), md(quote(m.words(x.Ref), 0)), m.cite(x))
		case x.Stance == readout.Denies:
			m.line("  - denied: %s%s", md(quote(m.words(x.Ref), 0)), m.cite(x))
		}
	}
}

// cites are the footnotes of a claim's supporting evidence.
func (m *chronicle) cites(c *readout.Claim) string {
	var out []string
	for i := range c.Evidence {
		if x := &c.Evidence[i]; x.Stance != readout.Denies && x.Withdrawn == "" {
			out = merge(out, []string{m.cite(x)})
		}
	}
	return strings.Join(out, "")
}
