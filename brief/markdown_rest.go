package brief

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/readout-project/readout"
)

func (m *chronicle) people() {
	m.head("Who")
	if len(m.st.People) == 0 {
		m.line("%s", unsaid)
	}
	for _, x := range m.st.People {
		s := md(m.identity(x))
		if x.Because != "" {
			s += " (merged: " + escape(x.Because) + ")"
		}
		m.line("- %s", s)
	}
}

func (m *chronicle) differences() {
	list, only := m.differ()
	m.head("Differences")
	if len(list) == 0 {
		m.line("none found")
	}
	for _, i := range list {
		d := &m.st.Differences[i]
		about := escape(d.About)
		if d.Reason != "" {
			about += ": " + escape(d.Reason)
		}
		m.line("- **D%d %s** %s", i+1, kindNames[d.Kind], about)
		for _, s := range d.Sides {
			refs := s.Evidence
			if len(refs) == 0 {
				refs = m.claimRefs(s.Claims)
			}
			for _, ref := range refs {
				m.line("  - %s%s", md(m.value(s.Value, ref)+quote(m.words(ref), 0)), m.refCite(ref))
			}
		}
	}
	if len(only) == 0 {
		return
	}
	m.head("Only one says")
	for _, i := range only {
		d := &m.st.Differences[i]
		for _, s := range d.Sides {
			for _, ref := range m.sideRefs(s) {
				m.line("- **D%d** %s; %s%s", i+1, md(quote(m.words(ref), 0)), m.notIn(d.Silent), m.refCite(ref))
			}
		}
	}
}

func (m *chronicle) relays() {
	if len(m.st.Relays) == 0 {
		return
	}
	m.head("Relays")
	for i, x := range m.st.Relays {
		s := fmt.Sprintf("- %s%s relays %s: %s%s", md(tag(relayItem, i)), Label(x.Report), escape(x.Of), md(quote(m.words(x.Ref), 0)), m.refCite(x.Ref))
		if x.Match < 0 {
			s += " Original not seen."
		} else {
			s += " Original: " + Label(x.Match) + "."
		}
		if lost := m.lost(x); lost != "" {
			s += " Lost: " + md(lost) + "."
		}
		if changed := m.changed(x); changed != "" {
			s += " Changed: " + md(changed) + "."
		}
		m.line("%s", s)
	}
}

// spoken lists the evidence of claims; of is what stands behind the speaker.
func (m *chronicle) spoken(name string, claims []int, of func(report int) string) {
	m.head(name)
	if len(claims) == 0 {
		m.line("%s", unsaid)
	}
	for _, k := range claims {
		for i := range m.st.Claims[k].Evidence {
			e := &m.st.Claims[k].Evidence[i]
			m.line("- %s: %s%s", md(tag(claimItem, k)+m.speaker(e)+of(e.Report)), md(quote(m.words(e.Ref), 0)), m.cite(e))
		}
	}
}

func (m *chronicle) quotations(head string, refs []readout.Ref) {
	if len(refs) == 0 {
		return
	}
	m.head(head)
	for _, ref := range refs {
		m.line("- %s%s", md(quote(m.words(ref), 0)), m.refCite(ref))
	}
}

// sources lists the reports with what proves which bytes were read.
func (m *chronicle) sources() {
	m.head("Reports")
	copies := m.copies()
	for _, d := range m.st.Reports {
		r := m.r.Docs[d].Report
		l, _ := r.Ledger() // checked before
		s := fmt.Sprintf("- **%s** %s", Label(d), m.descriptor(d))
		for _, c := range copies[d] {
			s += "; " + escape(copyText(c))
		}
		s += fmt.Sprintf("; %d of %s set aside; %s", l.All-l.Article, count(l.All, "block", "blocks"), escape(whence(r)))
		if r.Capture.SHA256 != "" {
			s += "; sha256 " + escape(r.Capture.SHA256)
		}
		m.line("%s", s)
	}
	m.line("")
}

func (m *chronicle) apart() {
	out := apart(m.r)
	if len(out) == 0 {
		return
	}
	m.line("## In no story\n")
	for _, d := range out {
		m.line("- **%s** %s; %s", Label(d), m.descriptor(d), escape(whence(m.r.Docs[d].Report)))
	}
	m.line("")
}

func (m *chronicle) unread() {
	if len(m.r.Failed) == 0 {
		return
	}
	m.line("## Not read\n")
	for _, f := range m.r.Failed {
		name := fileName(f.Input)
		m.line("- %s: %s", escape(name), escape(strings.ReplaceAll(f.Reason, f.Input, name)))
	}
	m.line("")
}

// value is what one side says, where that is not simply its words.
func (v *view) value(value string, ref readout.Ref) string {
	val := Clean(value)
	if val == "" || val == Clean(v.words(ref)) {
		return ""
	}
	return val + ": "
}

// escape makes report text safe in Markdown: it can start no block, link, image,
// code, HTML, table, footnote or automatic link (CommonMark 0.31, 2.4 and GFM 6.9).
func escape(s string) string { return md(Clean(s)) }

// md escapes text that is clean already.
func md(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case glue:
			b.WriteByte(' ')
			continue
		case '\\', '`', '*', '_', '{', '}', '[', ']', '<', '>', '#', '|', '~', '^', '$', '&', '@', '=':
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	out := autolink.ReplaceAllString(b.String(), `$1\$2`)
	if start := opener.FindString(out); start != "" {
		at := len(start) - 1
		out = out[:at] + `\` + out[at:]
	}
	return out
}

var (
	// autolink finds what GFM would make a link: a scheme's colon, the dot of www.
	autolink = regexp.MustCompile(`(?i)\b(https?|ftp|mailto|xmpp|www)([:.])`)
	// opener finds a list marker at the start of a text.
	opener = regexp.MustCompile(`^(?:[-+]|\d{1,9}[.)])`)
)
