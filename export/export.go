// Package export writes a [readout.Reading] in the forms that other programs
// take: a chronology with footnotes as Markdown ([Markdown]) or as one page
// without scripts ([HTML]), events as rows ([CSV]), claims as JSON Lines
// ([JSONLines]), spans as W3C Web Annotations with their provenance ([JSONLD]),
// dated next steps as a calendar ([ICalendar]), and what became of claims as a
// feed ([Atom], [JSONFeed]).
//
// Nothing is weighed, dated or filled in here, and no clock is read: the same
// reading gives the same bytes. Text of reports is data: each form escapes it, so
// that it stays inside its field, and characters that could move a cursor,
// reorder a line or hide text are written out as [brief.Clean] does, except in
// JSON, where a value is verbatim and such characters are escaped. Offsets are
// Unicode code points, half-open, into the source of their report. What is
// exported are short spans with references, never whole reports.
//
// docs/exports.md explains each form in the words of those who use it.
package export

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
)

// Options of all forms.
type Options struct {
	Story    string       // id of the one story to write; "" is all
	Version  string       // of the program, in the forms that name what made them
	Pipeline string       // fingerprint of code and models, likewise
	Need     readout.Need // a desk's own rule, which the chronologies answer; zero is none
}

// Form is a form of export under the name that it is asked for by.
type Form struct {
	Name      string // "markdown", "json-ld"
	MediaType string // as registered with IANA
	Write     func(w io.Writer, r *readout.Reading, opt Options) error
	// Feed writes what became of claims; nil for forms that are no feeds.
	Feed func(w io.Writer, r *readout.Reading, news []readout.News, opt Options) error
}

// Forms are all forms, in the order in which they are explained. The feeds among
// them have every claim as new ([NewsOf]).
func Forms() []Form {
	return []Form{
		{"markdown", "text/markdown; charset=utf-8; variant=GFM", Markdown, nil},
		{"html", "text/html; charset=utf-8", HTML, nil},
		{"csv", "text/csv; charset=utf-8; header=present", CSV, nil},
		{"jsonl", "application/jsonl; charset=utf-8", JSONLines, nil},
		{"json-ld", `application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"`, JSONLD, nil},
		{"ical", "text/calendar; charset=utf-8", ICalendar, nil},
		{"atom", "application/atom+xml; charset=utf-8", allNew(Atom), Atom},
		{"jsonfeed", "application/feed+json; charset=utf-8", allNew(JSONFeed), JSONFeed},
	}
}

// allNew is a feed in which every claim is new.
func allNew(feed func(io.Writer, *readout.Reading, []readout.News, Options) error) func(io.Writer, *readout.Reading, Options) error {
	return func(w io.Writer, r *readout.Reading, opt Options) error {
		if err := check(r); err != nil {
			return err
		}
		return feed(w, r, NewsOf(r), opt)
	}
}

// Names are the names of all forms.
func Names() []string {
	var names []string
	for _, f := range Forms() {
		names = append(names, f.Name)
	}
	return names
}

// FormOf is the form of a name; the error wraps readout.ErrInvalid and names all.
func FormOf(name string) (Form, error) {
	for _, f := range Forms() {
		if f.Name == name {
			return f, nil
		}
	}
	return Form{}, fmt.Errorf("%w: there is no form %s; there are %s", readout.ErrInvalid, name, strings.Join(Names(), ", "))
}

// chosen is the reading with the stories that are asked for, checked. The
// documents stay, so that every report keeps its letter.
func chosen(r *readout.Reading, opt Options) (*readout.Reading, error) {
	out := *r
	if opt.Story != "" {
		out.Stories = nil
		for _, st := range r.Stories {
			if st.ID == opt.Story {
				out.Stories = append(out.Stories, st)
			}
		}
		if len(out.Stories) == 0 {
			return nil, fmt.Errorf("export: %w: there is no story %s in the reports; readout stories lists them", readout.ErrNotFound, brief.Clean(opt.Story))
		}
	}
	return &out, check(&out)
}

func (o Options) brief() brief.Options {
	return brief.Options{Version: o.Version, Pipeline: o.Pipeline, Need: o.Need}
}

// errBroken is what every error of check wraps.
var errBroken = errors.New("export: the reading is broken, please report it")

// check verifies the indexes and spans that the forms follow. An error is a bug
// in what made the reading.
func check(r *readout.Reading) error {
	for i, d := range r.Docs {
		if d == nil || d.Report == nil {
			return fmt.Errorf("%w: report %s is missing", errBroken, brief.Label(i))
		}
	}
	for i := range r.Stories {
		st := &r.Stories[i]
		bad := func(what string, k int) error {
			return fmt.Errorf("%w: %s %d of story %s leads nowhere", errBroken, what, k+1, brief.Clean(st.ID))
		}
		for k := range st.Claims {
			for _, e := range st.Claims[k].Evidence {
				if !leads(r, e.Ref) || !within(e.Origin, st.Origins) || !within(e.Root, st.Roots) || e.Statement >= len(r.Docs[e.Report].Statements) {
					return bad("claim", k)
				}
			}
		}
		for k, h := range st.Events {
			for _, m := range h.Members {
				if !within(m.Report, r.Docs) || !within(m.Event, r.Docs[m.Report].Events) || !leads(r, eventRef(r, m)) {
					return bad("event", k)
				}
			}
			for _, c := range h.Claims {
				if !within(c, st.Claims) {
					return bad("event", k)
				}
			}
		}
		for k := range st.Timeline.Lines {
			if !sound(r, st, &st.Timeline.Lines[k]) {
				return bad("line", k)
			}
		}
		for _, k := range st.Next {
			if !within(k, st.Claims) {
				return bad("next step", k)
			}
		}
		for k, d := range st.Reports {
			if !within(d, r.Docs) {
				return bad("report", k)
			}
		}
	}
	return nil
}

func sound(r *readout.Reading, st *readout.Story, l *readout.Dated) bool {
	if l.Claim >= len(st.Claims) {
		return false
	}
	for _, p := range l.Places {
		if !within(p.Report, r.Docs) || !within(p.Statement, r.Docs[p.Report].Statements) ||
			!within(p.Timex, r.Docs[p.Report].Timexes) || p.Until >= len(r.Docs[p.Report].Timexes) || !leads(r, statementRef(r, p.StatementAt)) {
			return false
		}
	}
	return true
}

func within[T any](i int, list []T) bool { return i >= 0 && i < len(list) }

// leads reports whether a place lies in a report, on borders of code points.
func leads(r *readout.Reading, ref readout.Ref) bool {
	if !within(ref.Report, r.Docs) {
		return false
	}
	s, src := ref.Span, r.Docs[ref.Report].Report.Source
	return s.Start >= 0 && s.Start < s.End && s.End <= len(src) && border(src, s.Start) && border(src, s.End)
}

func border(s string, i int) bool { return i == len(s) || s[i]&0xC0 != 0x80 }
