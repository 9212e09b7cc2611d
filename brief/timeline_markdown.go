package brief

import (
	"bufio"
	"io"

	"github.com/readout-project/readout"
)

// timelineHeads are the names of the sections in Markdown.
var timelineHeads = map[string]string{
	"dated": "Dated", "unplaced": "No day can be made out", "next": "What comes next", "next-unplaced": "Next, no day can be made out",
}

// TimelineMarkdown writes the timeline as lists with a footnote for each place.
func TimelineMarkdown(w io.Writer, r *readout.Reading, opt Options) error {
	if err := check(r); err != nil {
		return err
	}
	n := &notes{at: map[string]int{}}
	b := bufio.NewWriter(w)
	for i := range r.Stories {
		m := &chronicle{view: newView(r, &r.Stories[i]), w: b, notes: n}
		m.whole = true
		m.line("# Timeline: %s\n", escape(m.title()))
		m.line("%s", m.counts())
		for _, k := range timelineParts {
			m.part(k, opt)
		}
		m.leftOut(opt)
		m.line("")
	}
	m := &chronicle{view: newView(r, &readout.Story{}), w: b, notes: n}
	m.unread()
	for i, s := range n.lines {
		m.line("[^%d]: %s", i+1, s)
	}
	return b.Flush()
}

func (m *chronicle) part(k timelinePart, opt Options) {
	list := m.in(k)
	if len(list) == 0 {
		if k.key == "dated" {
			m.line("\nNo statement has a date that can be placed.")
		}
		return
	}
	m.head(timelineHeads[k.key])
	if k.key == "dated" {
		m.line("%s\n", md(m.legend()))
	}
	often := m.often()
	for _, l := range list {
		cites := ""
		for i := range l.Places {
			cites += m.statementCite(l.Places[i].StatementAt)
		}
		m.line("- **%s** %s%s%s  \n  %s", md(m.when(l)), md(m.mark(l)), md(m.dated(l)), cites, md(m.standing(l, often)))
		if s := doubtful(l); s != "" {
			m.line("  - doubtful: %s", md(s))
		}
		if opt.Why {
			for _, s := range m.whys(l) {
				m.line("  - derived: %s", md(s))
			}
		}
	}
}

func (m *chronicle) leftOut(opt Options) {
	tl := &m.st.Timeline
	if len(tl.Undated)+len(tl.Loose) == 0 {
		return
	}
	m.head("Left out")
	m.line("%s.", md(leftOutText(tl, opt.Undated)))
	if !opt.Undated {
		return
	}
	m.line("")
	for _, at := range tl.Undated {
		m.line("- %s%s", md(quote(m.words(m.at(at)), 0)), m.statementCite(at))
	}
	for _, x := range tl.Loose {
		m.line("- date: %s, %s%s", md(quote(m.words(m.looseAt(x)), 0)), looseWhy, m.refCite(m.looseAt(x)))
	}
}
