package brief

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

var footnote = regexp.MustCompile(`(?m)^\[\^\d+\]: ([A-Z]+)(\d+), .+?; sha256 ([0-9a-f]{12}); characters (\d+)–(\d+)\.$`)

// Every footnote says report, outlet, title, day, source, position, digest and
// characters; these are of the report, in the block that it names.
func TestFootnotesAreSourceLines(t *testing.T) {
	r := harbour(t)
	out := render(t, Markdown, r, Options{})
	all := footnote.FindAllStringSubmatch(out, -1)
	if n := strings.Count(out, "\n[^"); n == 0 || n != len(all) {
		t.Fatalf("%d of %d footnotes are source lines:\n%s", len(all), n, out)
	}
	for _, f := range all {
		rep := r.Docs[f[1][0]-'A'].Report
		block, _ := strconv.Atoi(f[2])
		start, _ := strconv.Atoi(f[4])
		end, _ := strconv.Atoi(f[5])
		p := readout.NewCodePoints(rep.Source)
		at := readout.Span{Start: p.ToByte(start), End: p.ToByte(end)}
		if !rep.Blocks[block-1].Contains(at) || !strings.HasPrefix(rep.Capture.SHA256, f[3]) {
			t.Errorf("%s is not where it says", f[0])
		}
	}
	for _, w := range []string{
		"source: Northern Wire \\> Two union members (“said”), “who took part”, unnamed; in the body;",
		"A6, Vale Courier, *Harbour pay accord signed in Port Vale*, 2031-03-12; source: Vale Courier \\> Northern Wire (“reported”)",
	} {
		if !strings.Contains(out, w) {
			t.Errorf("no %q in\n%s", w, out)
		}
	}
}

// A relay of what is not among the reports says so.
func TestFootnotesTellOfAnOriginalNotSeen(t *testing.T) {
	r := harbour(t)
	if out := render(t, Markdown, r, Options{}); strings.Contains(out, "original not seen;") {
		t.Errorf("an original that is there is not seen:\n%s", out)
	}
	r.Docs[1].Report.Outlet.Value, r.Docs[2].Report.Origin.Value = "Southern Wire", "Southern Wire"
	if out := render(t, Markdown, r, Options{}); !strings.Contains(out, "original not seen;") {
		t.Errorf("no original is missed in\n%s", out)
	}
}

// Talks and pressure stand beside each other under their day.
func TestTracksByDay(t *testing.T) {
	r := harbour(t)
	st := &r.Stories[0]
	st.Card = &readout.Card{}
	d := r.Docs[0]
	d.Timexes = append(d.Timexes, readout.Timex{Span: d.Statements[0].Span, Type: readout.Date, Value: "2031-03-11"})
	for i, track := range []readout.Track{readout.TalksTrack, readout.PressureTrack, readout.TalksTrack, readout.NoTrack} {
		st.Timeline.Lines = append(st.Timeline.Lines, readout.Dated{Begin: "2031-03-11", Claim: -1, Track: track, Places: []readout.DatedAt{
			{StatementAt: readout.StatementAt{Report: 0, Statement: min(i, len(d.Statements)-1)}, Timex: len(d.Timexes) - 1, Until: -1}}})
	}
	out := render(t, Markdown, r, Options{})
	rows := regexp.MustCompile(`(?m)^\| (Tue 2031-03-11)? \| “.*”.* \| (“.*”.*)? \|$`).FindAllString(out, -1)
	if !strings.Contains(out, "| Day | Talks | Pressure |") || len(rows) != 2 {
		t.Errorf("%q in\n%s", rows, out)
	}
	st.Card = nil
	if out := render(t, Markdown, r, Options{}); strings.Contains(out, "| Day |") {
		t.Error("a table of talks without talks")
	}
}
