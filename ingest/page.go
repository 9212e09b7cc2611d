package ingest

import (
	"strings"

	"github.com/readout-project/readout"
)

// page is what a format's reader makes: lines in their order, each with role
// and reason, and the metadata that the format or the lines state.
type page struct {
	format string
	lines  []line

	title     readout.Found
	byline    []readout.Found
	published readout.Found
	modified  readout.Found
	lang      readout.Found
	outlet    readout.Found
	origin    readout.Found
	canonical readout.Found
}

// line is one block in the making. text is as stored in the input, with line
// breaks inside it made blanks and white space cut at both ends; it is not
// folded or repaired.
type line struct {
	text    string
	role    readout.Role
	reason  string
	repeats int // line that it repeats, before or after it, -1 for none; read only for RoleRepeat
}

// report joins the lines into Source and Blocks. Lines without text are left
// out: they are no blocks.
func (p *page) report() *readout.Report {
	r := &readout.Report{
		Title: p.title, Byline: p.byline, Published: p.published, Modified: p.modified,
		Lang: p.lang, Outlet: p.outlet, Origin: p.origin, Canonical: p.canonical,
	}
	var b strings.Builder
	block := make([]int, len(p.lines)) // line -> block
	for i, l := range p.lines {
		block[i] = -1
		if l.text == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		k := readout.Block{Role: l.role, Reason: l.reason, Repeats: -1}
		k.Start = b.Len()
		b.WriteString(l.text)
		k.End = b.Len()
		block[i] = len(r.Blocks)
		r.Blocks = append(r.Blocks, k)
	}
	for i, l := range p.lines {
		if l.role == readout.RoleRepeat && block[i] >= 0 && l.repeats >= 0 && l.repeats < len(block) && l.repeats != i {
			r.Blocks[block[i]].Repeats = block[l.repeats]
		}
	}
	r.Source = b.String()
	return r
}
