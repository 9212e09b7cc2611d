package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
)

// csvColumns are the columns of [CSV] in their order. The first are those of
// PLOVER event data; docs/exports.md says what each holds.
var csvColumns = []string{
	"event_id", "event_date", "event_type", "event_mode", "quad_class", "status",
	"actor_name", "actor_code", "actor_sector", "recipient_name", "recipient_code", "recipient_sector",
	"place_name", "country_code", "date_derivation",
	"story_id", "story_title", "claim_ids", "level", "roots", "hearers", "independence", "reason",
	"reports", "places", "report", "outlet", "published", "title", "origin", "source", "position",
	"wording", "trigger", "start", "end", "also_at", "sha256",
}

// quadClasses are the four classes of PLOVER by type.
var quadClasses = map[string]string{
	"AGREE": "verbal cooperation", "CONSULT": "verbal cooperation", "SUPPORT": "verbal cooperation", "CONCEDE": "verbal cooperation",
	"COOPERATE": "material cooperation", "AID": "material cooperation", "RETREAT": "material cooperation",
	"REQUEST": "verbal conflict", "ACCUSE": "verbal conflict", "REJECT": "verbal conflict", "THREATEN": "verbal conflict",
	"PROTEST": "material conflict", "SANCTION": "material conflict", "MOBILIZE": "material conflict", "COERCE": "material conflict", "ASSAULT": "material conflict",
}

// CSV writes the events of the stories after RFC 4180, with a header: one row an
// event, so that filtering and counting rows counts events. The wording is that of
// its first place that a claim of the row rests on; the further places stand in
// one column. A cell that a spreadsheet would take for a formula (it begins with
// = + - @, a tab, a line break, or the full-width form of one) begins with an
// apostrophe instead.
func CSV(w io.Writer, r *readout.Reading, opt Options) error {
	r, err := chosen(r, opt)
	if err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	rows := [][]string{csvColumns}
	p := newPlaces(r)
	for i := range r.Stories {
		used := map[string]int{}
		for k := range r.Stories[i].Events {
			if h := &r.Stories[i].Events[k]; len(h.Members) > 0 {
				rows = append(rows, p.eventRow(&r.Stories[i], h, brief.EventID(h, used)))
			} else {
				brief.EventID(h, used)
			}
		}
	}
	return out.WriteAll(rows)
}

// eventRow is one event in the order of csvColumns.
func (p *places) eventRow(st *readout.Story, h *readout.Happening, id string) []string {
	so, said := leading(st, h.Claims, readout.IsSo), leading(st, h.Claims, readout.WasSaid)
	main := so
	if main == nil {
		main = said
	}
	first := p.firstOf(h, main)
	m := h.Members[first]
	ref, r := eventRef(p.r, m), p.report(m.Report)
	start, end := p.span(ref)
	row := []string{id, h.Date, h.Type, h.Mode, quadClasses[h.Type], string(h.Status)}
	row = append(row, partyCells(h.Actors)...)
	row = append(row, partyCells(h.Recipients)...)
	row = append(row, h.Place, h.Code, h.Derivation, st.ID, st.Title, claimIDs(st, h.Claims))
	row = append(row, judged(main, so, said)...)
	row = append(row, strconv.Itoa(reportsOf(h)), strconv.Itoa(len(h.Members)))
	row = append(row, brief.Label(m.Report), r.Outlet.Value, r.Published.Value, r.Title.Value)
	row = append(row, p.standing(m)...)
	row = append(row, p.words(ref), p.r.Docs[m.Report].Events[m.Event].Trigger.Of(r.Source), strconv.Itoa(start), strconv.Itoa(end), p.alsoAt(h, first), r.Capture.SHA256)
	for i := range row {
		row[i] = cell(row[i])
	}
	return row
}

// leading is the claim of a ledger that an event is judged by: a disputed one
// first, then the one with the highest count; nil where there is none.
func leading(st *readout.Story, claims []int, ledger readout.ClaimLedger) *readout.Claim {
	var out *readout.Claim
	for _, k := range claims {
		c := &st.Claims[k]
		if c.Ledger != ledger {
			continue
		}
		a, b := c.Level == readout.Disputed, out != nil && out.Level == readout.Disputed
		if out == nil || a && !b || a == b && c.Count > out.Count {
			out = c
		}
	}
	return out
}

// judged are level, roots, hearers, independence and its reason; empty cells where
// no claim rests on the event.
func judged(main, so, said *readout.Claim) []string {
	out := make([]string, 5)
	if main == nil {
		return out
	}
	out[0], out[3], out[4] = string(main.Level), string(main.Independence), main.Reason
	if so != nil {
		out[1] = strconv.Itoa(so.Count)
	}
	if said != nil {
		out[2] = strconv.Itoa(said.Count)
	}
	return out
}

// firstOf is the first member that evidence of the claim stands on, or the first.
func (p *places) firstOf(h *readout.Happening, c *readout.Claim) int {
	if c == nil {
		return 0
	}
	for i, m := range h.Members {
		ref := eventRef(p.r, m)
		if slices.ContainsFunc(c.Evidence, func(e readout.Evidence) bool { return e.Report == m.Report && e.Span.Overlaps(ref.Span) }) {
			return i
		}
	}
	return 0
}

// standing is the origin and the innermost source of an event's statement, and its
// position; empty cells where no statement holds it.
func (p *places) standing(m readout.EventAt) []string {
	for _, s := range p.r.Docs[m.Report].Statements {
		if s.Event == m.Event && len(s.Chain) > 0 {
			return []string{s.Chain[s.Origin()].Name, s.Root().Name, string(s.Position)}
		}
	}
	return []string{"", "", ""}
}

// alsoAt lists the other places of an event: report, start and end.
func (p *places) alsoAt(h *readout.Happening, but int) string {
	var out []string
	for i, m := range h.Members {
		if i != but {
			start, end := p.span(eventRef(p.r, m))
			out = append(out, fmt.Sprintf("%s %d-%d", brief.Label(m.Report), start, end))
		}
	}
	return strings.Join(out, "; ")
}

func reportsOf(h *readout.Happening) int {
	in := map[int]bool{}
	for _, m := range h.Members {
		in[m.Report] = true
	}
	return len(in)
}

func claimIDs(st *readout.Story, claims []int) string {
	var out []string
	for _, k := range claims {
		out = append(out, listed(st.Claims[k].ID))
	}
	return strings.Join(out, "; ")
}

// partyCells are the names, codes and sectors of parties, each joined by "; " in
// one order; a cell without any value is empty.
func partyCells(list []readout.Party) []string {
	out := make([]string, 3)
	for i, get := range []func(readout.Party) string{
		func(x readout.Party) string { return x.Name }, func(x readout.Party) string { return x.Code }, func(x readout.Party) string { return x.Sector },
	} {
		var values []string
		some := false
		for _, x := range list {
			values = append(values, listed(get(x)))
			some = some || get(x) != ""
		}
		if some {
			out[i] = strings.Join(values, "; ")
		}
	}
	return out
}

// listed is a value among others of a cell: a semicolon in it becomes a comma.
func listed(s string) string { return strings.ReplaceAll(s, ";", ",") }

// formulas are what a cell may not begin with, after OWASP on CSV injection.
const formulas = "=+-@\t\r\n＝＋－＠"

// cell makes a value safe in a spreadsheet: clean, and no formula.
func cell(s string) string {
	s = brief.Clean(s)
	if strings.IndexAny(s, formulas) == 0 {
		return "'" + s
	}
	return s
}
