package brief

import (
	"bufio"
	"io"

	"github.com/readout-project/readout"
)

// CheckMarkdown writes what each report has on a claim as lists with a footnote
// for each place. Nothing is cut.
func CheckMarkdown(w io.Writer, r *readout.Reading, k *readout.Checked, _ Options) error {
	if err := checkChecked(r, k); err != nil {
		return err
	}
	m := &chronicle{view: newView(r, &readout.Story{Origins: k.Origins, Roots: k.Roots}), w: bufio.NewWriter(w), notes: &notes{at: map[string]int{}}}
	m.line("# Claim\n\n%s", md(quote(k.Claim.Report.Source, 0)))
	for i := range k.Parts {
		p := &k.Parts[i]
		m.line("\n## Statement %d\n\n%s\n", i+1, md(asks(k, p)))
		for j := range p.Reports {
			m.checked(&p.Reports[j])
		}
		m.line("\n### Summary\n")
		for _, s := range p.Sums {
			m.line("- %s: %s", md(answerName(s.Answer)), summary(s))
		}
	}
	if m.st.Reports = readAnalysed(k); len(m.st.Reports) > 0 {
		m.sources()
	}
	m.unread()
	for i, s := range m.notes.lines {
		m.line("[^%d]: %s", i+1, s)
	}
	return m.w.Flush()
}

// checked writes what one report has.
func (m *chronicle) checked(x *readout.CheckedReport) {
	s := md(m.outlet(x.Report))
	if of := copiedFrom(x); of != "" {
		s += " (" + of + ")"
	}
	m.line("- **%s** %s: **%s**", Label(x.Report), s, md(m.answersOf(x)))
	for i := range x.Found {
		f := &x.Found[i]
		ref := m.refAt(f.StatementAt)
		m.line("  - %s %s%s", md(quote(m.words(ref), 0)), md(m.throughWhom(f)), m.refCite(ref))
	}
	for _, n := range x.Nearest {
		ref := m.refAt(n.StatementAt)
		m.line("  - not taken for it: %s %s%s", md(quote(m.words(ref), 0)), escape(n.Reason), m.refCite(ref))
	}
}
