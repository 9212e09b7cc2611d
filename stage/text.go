package stage

import (
	"strings"
	"time"
	"unicode"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// textReport makes a report of a text that arrives as it is. Source is the text
// exactly, and the blocks are its lines without the white space around them, so
// that the report need not satisfy Report.Ledger.
func textReport(rec record) (*readout.Report, error) {
	var err error
	value := func(keys ...string) string {
		s, e := rec.text(keys...)
		if e != nil && err == nil {
			err = e
		}
		return s
	}
	r := &readout.Report{Source: value("text")}
	r.Title = found(value("title"), "key title")
	r.Outlet = found(value("outlet"), "key outlet")
	r.Published = found(day(value("published", "dct", "date")), "key published, dct or date")
	r.Blocks = textBlocks(r.Source, r.Title.Value)
	return r, err
}

func found(value, basis string) readout.Found {
	if value == "" {
		return readout.Found{}
	}
	return readout.Found{Value: value, Basis: basis}
}

// textBlocks cuts a text into its lines. A first line that is the title is the
// headline; the first line after it is the lead.
func textBlocks(text, title string) []readout.Block {
	var blocks []readout.Block
	for start := 0; start < len(text); {
		end := start + strings.IndexAny(text[start:]+"\n", "\n\r")
		if s := trim(text, readout.Span{Start: start, End: end}); !s.Empty() {
			blocks = append(blocks, readout.Block{
				Span: s, Role: readout.RoleBody, Reason: "line of the text given", Repeats: -1,
			})
		}
		start = end + 1
	}
	lead := 0
	if len(blocks) > 1 && title != "" && same(blocks[0].Of(text), title) {
		blocks[0].Role, blocks[0].Reason = readout.RoleHeadline, "first line of the text given, equal to the title given"
		lead = 1
	}
	if len(blocks) > 0 {
		blocks[lead].Role, blocks[lead].Reason = readout.RoleLead, "first line of the text given"
	}
	return blocks
}

// same compares folded texts as lines.
func same(a, b string) bool {
	return fold.Line(a) == fold.Line(b)
}

// trim cuts the white space at both ends of a span.
func trim(text string, s readout.Span) readout.Span {
	in := s.Of(text)
	s.Start += len(in) - len(strings.TrimLeftFunc(in, unicode.IsSpace))
	s.End -= len(in) - len(strings.TrimRightFunc(in, unicode.IsSpace))
	return s
}

// dayForms are the forms of a publication date that say one thing only.
var dayForms = []struct{ in, out string }{
	{time.RFC3339, time.RFC3339},
	{"2006-01-02T15:04:05", time.DateOnly},
	{"2006-01-02T15:04", time.DateOnly},
	{"2006-01-02 15:04:05", time.DateOnly},
	{"2006-01-02 15:04", time.DateOnly},
	{"20060102", time.DateOnly},
}

// day is the publication date as a full-date or date-time of RFC 3339; "" for
// another form, which is not guessed at.
func day(s string) string {
	s = strings.TrimSpace(s)
	if _, err := time.Parse(time.DateOnly, s); err == nil {
		return s
	}
	for _, f := range dayForms {
		if t, err := time.Parse(f.in, s); err == nil {
			return t.Format(f.out)
		}
	}
	return ""
}
