package brief

import (
	"bufio"
	"io"
	"strings"

	"github.com/readout-project/readout"
)

// WhoMarkdown writes what the reading has on a name as lists with a footnote for
// each place. Nothing is cut.
func WhoMarkdown(w io.Writer, r *readout.Reading, a *readout.Asked, _ Options) error {
	if err := checkAsked(r, a); err != nil {
		return err
	}
	n := &notes{at: map[string]int{}}
	b := bufio.NewWriter(w)
	m := &chronicle{view: newView(r, &readout.Story{}), w: b, notes: n}
	m.line("%s.\n", md(canMean(a)))
	if len(a.Found) == 0 {
		m.line("%s.\n", md(nobody(r, a)))
	}
	for i := range a.Found {
		f := &a.Found[i]
		x := &chronicle{view: newView(r, &r.Stories[f.Story]), w: b, notes: n}
		x.whole = true
		x.profile(a, f)
		x.line("")
	}
	m.st = tableOf(r, a, true)
	if len(m.st.Reports) > 0 {
		m.sources()
	}
	m.unread()
	for i, s := range n.lines {
		m.line("[^%d]: %s", i+1, s)
	}
	return b.Flush()
}

func (m *chronicle) profile(a *readout.Asked, f *readout.Profile) {
	m.line("# %s, %s\n", escape(f.Name()), kindOf(f.Type))
	remark := m.namedIn(f)
	if s := matched[f.Match]; s != "" {
		remark += "; " + s
	}
	if len(m.r.Stories) > 1 {
		remark += "; story: " + m.title()
	}
	m.line("%s.", md(remark))
	m.head("Names")
	for _, x := range f.Variants {
		m.line("- %s%s", escape(x.Name), m.refCites(x.Places))
	}
	if f.Because != "" {
		m.line("\nJoined: %s.", escape(f.Because))
	}
	for _, s := range m.beside(f) {
		m.line("\n%s", md(s))
	}
	if list := m.officesHeld(f); len(list) > 0 {
		m.head("Offices as stated")
		for _, s := range list {
			m.line("- %s", md(s))
		}
	}
	m.tellings("Said", f, f.Said, m.own(f))
	m.tellings("Said of "+strings.ToLower(pronouns[kindOf(f.Type)]), f, f.Told, m.of(f))
	if len(f.Elsewhere) > 0 {
		m.head("Also named")
		m.line("In none of the statements above.\n")
		for _, ref := range m.sentences(f.Elsewhere) {
			m.line("- %s%s", md(quote(m.words(ref), 0)), m.refCite(ref))
		}
	}
	if len(f.Absent) > 0 {
		m.head("Not named in")
		m.line("%s", md(m.absent(f)))
		for _, s := range m.strays(a, f) {
			m.line("- %s", md(s))
		}
	}
}

func (m *chronicle) refCites(refs []readout.Ref) string {
	var out []string
	for _, ref := range refs {
		out = merge(out, []string{m.refCite(ref)})
	}
	return strings.Join(out, "")
}

func (m *chronicle) tellings(name string, f *readout.Profile, list []readout.Telling, say sayer) {
	m.head(name)
	if len(list) == 0 {
		m.line("%s.", nothing(f, name))
		return
	}
	m.line("%s.\n", m.howMany(list))
	for i := range list {
		x := &list[i]
		cites := ""
		for _, at := range x.Places {
			if k := m.statementCite(at); !strings.Contains(cites, k) {
				cites += k
			}
		}
		m.line("- **%s** %s%s  \n  %s", md(m.dateOf(x)), md(m.saidWords(x.Places[0], 0)), cites, md(m.weight(x, say(x, x.Places[0]))))
		for _, s := range m.others(x, say, true) {
			m.line("  - %s", md(s))
		}
	}
}
