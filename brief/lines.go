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
	wide := len(fmt.Sprint(len(r.Blocks)))
	indent := wide + 4 + len(string(readout.RoleAdvertisement)) + 2
	for i, b := range r.Blocks {
		mark := shareMarks[b.Role.Share()]
		if mark == "" {
			mark = " "
		}
		text, more := cut(Clean(r.BlockText(i)), mostLines*(p.width-indent))
		if more {
			text += string(glue) + "…"
		}
		st := normal
		if b.Role.Share() != readout.ShareArticle {
			st = dim
		}
		p.item(st, fmt.Sprintf("%*d %s %s", wide+1, i+1, mark, b.Role), indent, text)
		why := "why: " + Clean(b.Reason)
		if b.Repeats >= 0 {
			why += fmt.Sprintf("; repeats block %d", b.Repeats+1)
		}
		p.text(indent, why)
	}
	return p.flush()
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
