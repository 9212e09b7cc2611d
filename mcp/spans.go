package mcp

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
)

// ReportID is the id of a report of the record.
type ReportID string

// Span is words of a report with where they stand. Start and End count Unicode code
// points of the text of the report; Exact is always what stands between them.
type Span struct {
	Report    ReportID `json:"report" jsonschema:"Id of the report."`
	Outlet    string   `json:"outlet" jsonschema:"Who published it; empty where the report does not say."`
	Published string   `json:"published" jsonschema:"Date or time of publication as the report states it; empty where it states none."`
	Start     int      `json:"start" jsonschema:"Code points of the report's text before the words."`
	End       int      `json:"end" jsonschema:"Code points of the report's text up to the end of the words."`
	Exact     string   `json:"exact" jsonschema:"The words, verbatim. Only these may be quoted."`
	LeftOut   int      `json:"left_out" jsonschema:"Code points that the passage goes on after end; 0 where it is whole."`
}

// longestSpan is the number of code points of a passage that are given.
const longestSpan = 1200

// shorten cuts a span that is longer than what is given.
func (x *Span) shorten() {
	if n := utf8.RuneCountInString(x.Exact); n > longestSpan {
		x.Exact = string([]rune(x.Exact)[:longestSpan])
		x.LeftOut = n - longestSpan
		x.End = x.Start + longestSpan
	}
}

// Report is a report of a story.
type Report struct {
	Report    ReportID `json:"report"`
	Outlet    string   `json:"outlet"`
	Origin    string   `json:"origin" jsonschema:"Whose reporting it is, where the report says so."`
	Title     string   `json:"title"`
	Published string   `json:"published"`
	CopyOf    ReportID `json:"copy_of" jsonschema:"Report whose text it passes on; empty for none."`
	Error     string   `json:"error" jsonschema:"Why it was not analysed; empty where it was."`
}

// reportForm is a report in the JSON of package brief, where labels stand for
// reports.
type reportForm struct {
	ID        string `json:"id"`
	SHA256    string `json:"sha256"`
	Outlet    string `json:"outlet"`
	Origin    string `json:"origin"`
	Title     string `json:"title"`
	Published string `json:"published"`
	CopyOf    string `json:"copy_of"`
	Error     string `json:"error"`
}

// labels are the reports of a reading by their labels.
type labels map[string]reportForm

func newLabels(list []reportForm) labels {
	out := labels{}
	for _, r := range list {
		out[r.ID] = r
	}
	return out
}

// id is the id of the report with a label; "" for none.
func (l labels) id(label string) ReportID {
	sum := l[label].SHA256
	return ReportID(sum[:min(12, len(sum))])
}

// name puts ids in the place of labels throughout an answer, and outlet and date
// beside each span. The answer must be a pointer.
func (l labels) name(answer any) {
	every(reflect.ValueOf(answer), func(x any) {
		switch x := x.(type) {
		case *Span:
			if r, ok := l[string(x.Report)]; ok {
				x.Report, x.Outlet, x.Published = l.id(r.ID), r.Outlet, r.Published
			}
			x.shorten()
		case *ReportID:
			if _, ok := l[string(*x)]; ok {
				*x = l.id(string(*x))
			}
		}
	})
}

// every calls fn with each *Span and each other *ReportID below a value.
func every(v reflect.Value, fn func(any)) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			every(v.Elem(), fn)
		}
	case reflect.Slice:
		for i := range v.Len() {
			every(v.Index(i), fn)
		}
	case reflect.Struct, reflect.String:
		if v.CanAddr() && v.Addr().CanInterface() {
			switch x := v.Addr().Interface().(type) {
			case *Span, *ReportID:
				fn(x)
				return
			}
		}
		if v.Kind() == reflect.Struct {
			for i := range v.NumField() {
				every(v.Field(i), fn)
			}
		}
	}
}

// full puts empty lists where there are none, so that a client never meets null.
func full(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			full(v.Elem())
		}
	case reflect.Slice:
		if v.IsNil() && v.CanSet() {
			v.Set(reflect.MakeSlice(v.Type(), 0, 0))
		}
		for i := range v.Len() {
			full(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			full(v.Field(i))
		}
	}
}

// decode reads into a form what a renderer of package brief writes.
func decode(form any, render func(io.Writer) error) error {
	var b bytes.Buffer
	if err := render(&b); err != nil {
		return err
	}
	if err := json.Unmarshal(b.Bytes(), form); err != nil {
		return fmt.Errorf("%w: JSON of the brief: %w", errFault, err)
	}
	return nil
}

// opener finds places of the record again, report by report.
type opener struct {
	s    *server
	docs map[string]*readout.Document
	at   map[string]*readout.CodePoints
}

func (s *server) opener() *opener {
	return &opener{s, map[string]*readout.Document{}, map[string]*readout.CodePoints{}}
}

// report is the document of a report of the record.
func (o *opener) report(ctx context.Context, id string) (*readout.Document, error) {
	if d := o.docs[id]; d != nil {
		return d, nil
	}
	d, err := o.s.r.Document(ctx, id)
	if err != nil {
		return nil, err
	}
	o.docs[id] = d
	o.at[id] = readout.NewCodePoints(d.Report.Source)
	return d, nil
}

// span is the words of an anchor; nil for a whole report and for words that do not
// stand there.
func (o *opener) span(ctx context.Context, a readout.Anchor) (*Span, error) {
	if a.Report == "" || a.Whole() {
		return nil, nil //nolint:nilnil // none is an answer
	}
	d, err := o.report(ctx, a.Report)
	if err != nil {
		return nil, err
	}
	at, ok := a.In(d.Report.Source)
	if !ok {
		return nil, nil //nolint:nilnil // none is an answer
	}
	return o.place(d, at), nil
}

// place is the words of a span of an opened report.
func (o *opener) place(d *readout.Document, at readout.Span) *Span {
	start, end := o.at[d.Report.ID()].Span(at)
	out := spanOf(d.Report)
	out.Start, out.End, out.Exact = start, end, at.Of(d.Report.Source)
	out.shorten()
	return &out
}

func spanOf(r *readout.Report) Span {
	return Span{Report: ReportID(r.ID()), Outlet: r.Outlet.Value, Published: r.Published.Value}
}

// options of the renderers whose JSON is read.
func (s *server) options() brief.Options { return brief.Options{Version: s.opt.Version, All: true} }
