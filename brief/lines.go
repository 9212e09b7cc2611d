package brief

import (
	"fmt"
	"io"
	"strings"

	"github.com/readout-project/readout"
)

// mostLines is the number of screen lines of one block's text.
const mostLines = 3

// marks of blocks that are not the article, in the ledger for people.
var shareMarks = map[readout.Share]string{readout.ShareRepeat: "=", readout.ShareAside: "-"}

// LinesText writes the block ledger of a report for a terminal: every block
// with its number, role, text and the reason for the role. An error means that
// w failed or that the ledger does not add up.
func LinesText(w io.Writer, label string, r *readout.Report, opt Options) error {
	l, err := r.Ledger()
	if err != nil {
		return fmt.Errorf("lines: %w", err)
	}
	p := newPage(w, opt)
	p.item(bold, Clean(label), columns(Clean(label))+2, Clean(r.Capture.Input))
	p.text(2, fmt.Sprintf("%s = %d article + %s (=) + %d set aside (-)", count(l.All, "block", "blocks"),
		l.Article, count(l.Repeat, "repeat", "repeats"), l.Aside))
	for _, f := range []struct {
		name string
		readout.Found
	}{
		{"title", r.Title}, {"outlet", r.Outlet}, {"origin", r.Origin}, {"published", r.Published},
		{"modified", r.Modified}, {"language", r.Lang}, {"canonical", r.Canonical},
	} {
		found(p, f.name, f.Found)
	}
	for _, b := range r.Byline {
		found(p, "byline", b)
	}
	p.blank()
	blocks(p, r)
	return p.flush()
}

// blocks writes each block with its reason: about three lines of text, one
// of a repeat.
func blocks(p *page, r *readout.Report) {
	wide, role := len(fmt.Sprint(len(r.Blocks))), 0
	for _, b := range r.Blocks {
		role = max(role, len(b.Role))
	}
	indent := wide + 4 + role + 2
	for i, b := range r.Blocks {
		st, mark, most := normal, " ", mostLines
		if m := shareMarks[b.Role.Share()]; m != "" {
			st, mark = dim, m
		}
		if b.Role == readout.RoleRepeat {
			most = 1
		}
		text, more := cut(Clean(r.BlockText(i)), most*(p.width-indent)-8*most+6)
		if more {
			text += string(glue) + "…"
		}
		p.item(st, fmt.Sprintf("%*d %s %s", wide+1, i+1, mark, b.Role), indent, text)
		why := "why: " + Clean(b.Reason)
		if of := fmt.Sprintf("block %d", b.Repeats+1); b.Repeats >= 0 && !strings.HasSuffix(why, of) {
			why += "; repeats " + of
		}
		p.text(indent, why)
	}
}

// found writes a value of metadata with its basis.
func found(p *page, name string, f readout.Found) {
	if f.Stated() {
		p.item(dim, "  "+name, 13, Clean(f.Value)+basis(f.Basis))
	} else if name == "outlet" || name == "published" {
		p.item(dim, "  "+name, 13, "not stated")
	}
}

// LinesJSON writes the block ledger of a report as one line of JSON. Offsets
// are code points into source.
func LinesJSON(w io.Writer, label string, r *readout.Report, _ Options) error {
	l, err := r.Ledger()
	if err != nil {
		return fmt.Errorf("lines: %w", err)
	}
	points := readout.NewCodePoints(r.Source)
	out := linesJSON{ID: label, Input: r.Capture.Input, Source: r.Source, Blocks: []blockJSON{}, Ledger: ledgerJSON(l)}
	for i, b := range r.Blocks {
		start, end := points.Span(b.Span)
		x := blockJSON{
			N: i + 1, Role: string(b.Role), Share: string(b.Role.Share()), Start: start, End: end,
			Reason: b.Reason, Text: strings.ToValidUTF8(r.BlockText(i), "\uFFFD"),
		}
		if b.Repeats >= 0 {
			n := b.Repeats + 1
			x.Repeats = &n
		}
		out.Blocks = append(out.Blocks, x)
	}
	return encode(w, out)
}
