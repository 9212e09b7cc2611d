package export

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
)

// calendarLine is a content line of RFC 5545, unfolded.
type calendarLine struct {
	name, params, value string
}

var contentLine = regexp.MustCompile(`^([A-Z][A-Z0-9-]*)((?:;[A-Z-]+=[^";:,]+)*):(.*)$`)

// calendarLines reads a calendar strictly: CRLF, lines of at most 75 octets that
// are UTF-8 each, no control character, components that close.
func calendarLines(s string) ([]calendarLine, error) {
	body, ok := strings.CutSuffix(s, "\r\n")
	if !ok || strings.ContainsAny(strings.ReplaceAll(s, "\r\n", ""), "\r\n") {
		return nil, fmt.Errorf("a line that does not end in CRLF")
	}
	var out []calendarLine
	var open []string
	for _, l := range strings.Split(body, "\r\n") {
		if len(l) > calendarOctets || !utf8.ValidString(l) {
			return nil, fmt.Errorf("the line %q", l)
		}
	}
	for _, l := range strings.Split(strings.ReplaceAll(body, "\r\n ", ""), "\r\n") {
		m := contentLine.FindStringSubmatch(l)
		if m == nil || strings.ContainsFunc(l, func(r rune) bool { return r < ' ' || r == 0x7F }) {
			return nil, fmt.Errorf("no content line: %q", l)
		}
		out = append(out, calendarLine{m[1], m[2], m[3]})
		switch m[1] {
		case "BEGIN":
			open = append(open, m[3])
		case "END":
			if len(open) == 0 || open[len(open)-1] != m[3] {
				return nil, fmt.Errorf("END:%s closes nothing", m[3])
			}
			open = open[:len(open)-1]
		case "SUMMARY", "DESCRIPTION", "CATEGORIES":
			if regexp.MustCompile(`(^|[^\\])(\\\\)*[,;]`).MatchString(m[3]) {
				return nil, fmt.Errorf("a comma or semicolon that is not escaped: %q", m[3])
			}
		}
	}
	if len(open) > 0 {
		return nil, fmt.Errorf("%v is not closed", open)
	}
	return out, nil
}

// textOf undoes the escapes of a value of type TEXT.
func textOf(s string) string {
	return strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\N`, "\n", `\;`, ";", `\,`, ",").Replace(s)
}

// TestCalendarEvents wants what RFC 5545 asks of each event, and the words.
func TestCalendarEvents(t *testing.T) {
	for name, r := range map[string]*readout.Reading{"quay": quay(t, ""), "examples": exampleReading(t)} {
		list, err := calendarLines(render(t, "ical", r, opt))
		if err != nil {
			t.Fatal(err)
		}
		if list[0].value != "VCALENDAR" || list[1].name != "VERSION" || list[1].value != "2.0" || list[2].name != "PRODID" {
			t.Errorf("%s begins with %v", name, list[:3])
		}
		uids := map[string]bool{}
		var event map[string]calendarLine
		for _, l := range list {
			switch {
			case l.name == "BEGIN":
				event = map[string]calendarLine{}
			case l.name == "END" && l.value == "VEVENT":
				checkEvent(t, event)
				if uids[event["UID"].value] {
					t.Errorf("%s: %s stands twice", name, event["UID"].value)
				}
				uids[event["UID"].value] = true
			default:
				if _, twice := event[l.name]; twice {
					t.Errorf("%s: %s stands twice in an event", name, l.name)
				}
				event[l.name] = l
			}
		}
		if len(uids) < 2 {
			t.Errorf("%s: %d events", name, len(uids))
		}
	}
}

func checkEvent(t *testing.T, e map[string]calendarLine) {
	t.Helper()
	for _, k := range []string{"UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "STATUS"} {
		if e[k].value == "" {
			t.Errorf("an event without %s: %v", k, e)
		}
	}
	if _, err := time.Parse("20060102T150405Z", e["DTSTAMP"].value); err != nil {
		t.Error(err)
	}
	layout := "20060102T150405"
	if e["DTSTART"].params == ";VALUE=DATE" {
		layout = "20060102"
	}
	start, err := time.Parse(layout, e["DTSTART"].value)
	if err != nil {
		t.Error(err)
	}
	if x, ok := e["DTEND"]; ok {
		if end, err := time.Parse(layout, x.value); err != nil || !end.After(start) || x.params != e["DTSTART"].params {
			t.Errorf("%v does not end after %v", x, e["DTSTART"])
		}
	}
	_, words, _ := strings.Cut(textOf(e["SUMMARY"].value), ": ")
	if !strings.HasPrefix(textOf(e["DESCRIPTION"].value), words+"\n") {
		t.Errorf("the description of %q does not begin with its words", words)
	}
}

// TestCalendarDates has one line for each way to date a step.
func TestCalendarDates(t *testing.T) {
	for _, c := range []struct {
		value, until, start, end string
	}{
		{"2031-03-14", "", "DTSTART;VALUE=DATE:20310314", ""},
		{"2031-03-14T10:00", "", "DTSTART:20310314T100000", ""},
		{"2031-03-14TEV", "", "DTSTART;VALUE=DATE:20310314", ""},
		{"2031-03-14", "2031-03-16", "DTSTART;VALUE=DATE:20310314", "DTEND;VALUE=DATE:20310317"},
		{"2031-03-14T10:00", "2031-03-14T12:30", "DTSTART:20310314T100000", "DTEND:20310314T123000"},
		{"2031-03-14T10:00", "2031-03-15", "DTSTART;VALUE=DATE:20310314", "DTEND;VALUE=DATE:20310316"},
		{"2031-12-31", "2031-12-31", "DTSTART;VALUE=DATE:20311231", "DTEND;VALUE=DATE:20320101"},
		{"2031-03", "", "", ""},
		{"2031-W12", "", "", ""},
		{"2031", "", "", ""},
		{"XXXX-03-14", "", "", ""},
		{"P1W", "", "", ""},
		{"FUTURE_REF", "", "", ""},
		{"2031-02-30", "", "", ""},
		{"2031-03-14", "2031-03", "", ""},
		{"2031-03-14", "2031-03-01", "", ""},
		{"", "", "", ""},
	} {
		r := quay(t, "")
		st := &r.Stories[0]
		l := st.Timeline.Lines[3]
		p := &l.Places[0]
		list := r.Docs[p.Report].Timexes
		list[p.Timex].Value = c.value
		if p.Until = -1; c.until != "" {
			r.Docs[p.Report].Timexes = append(list, readout.Timex{Span: list[p.Timex].Span, Value: c.until})
			p.Until = len(list)
		}
		st.Timeline.Lines, st.Next = []readout.Dated{l}, nil
		got := render(t, "ical", r, opt)
		if (c.start != "") != strings.Contains(got, "VEVENT") || !strings.Contains(got, c.start+"\r\n") || !strings.Contains(got, c.end+"\r\n") || c.end == "" && strings.Contains(got, "DTEND") {
			t.Errorf("%q until %q: want %s %s in\n%s", c.value, c.until, c.start, c.end, got)
		}
		left := "X-READOUT-LEFT-OUT:0\r\n"
		if c.start == "" {
			left = "X-READOUT-LEFT-OUT:1\r\n"
		}
		if !strings.Contains(got, left) {
			t.Errorf("%q until %q: no %s", c.value, c.until, left)
		}
	}
}

// TestCalendarLeavesOutDoubt counts what is doubtful, inexact, without a claim or
// without a line.
func TestCalendarLeavesOutDoubt(t *testing.T) {
	for name, c := range map[string]struct {
		change func(r *readout.Reading, l *readout.Dated)
		events int
	}{
		"as it is": {func(*readout.Reading, *readout.Dated) {}, 1},
		"doubtful": {func(_ *readout.Reading, l *readout.Dated) { l.Doubts = []readout.Doubt{{Kind: readout.DateOfNoun}} }, 0},
		"days differ": {func(_ *readout.Reading, l *readout.Dated) {
			l.Doubts = []readout.Doubt{{Kind: readout.DaysDiffer, Why: "x"}}
		}, 1},
		"no claim":     {func(_ *readout.Reading, l *readout.Dated) { l.Claim = -1 }, 0},
		"not ahead":    {func(_ *readout.Reading, l *readout.Dated) { l.Ahead = false }, 0},
		"not exact":    {func(r *readout.Reading, l *readout.Dated) { r.Docs[1].Timexes[l.Places[0].Timex].Mod = "END" }, 0},
		"of a saying":  {func(_ *readout.Reading, l *readout.Dated) { l.Saying = true }, 0},
		"with a limit": {func(_ *readout.Reading, l *readout.Dated) { l.Places[0].Relation = "until" }, 1},
	} {
		r := quay(t, "")
		st := &r.Stories[0]
		c.change(r, &st.Timeline.Lines[3])
		st.Timeline.Lines, st.Next = st.Timeline.Lines[3:4], []int{4}
		got := render(t, "ical", r, opt)
		if n := strings.Count(got, "BEGIN:VEVENT"); n != c.events || !strings.Contains(got, fmt.Sprintf("X-READOUT-LEFT-OUT:%d\r\n", 1-n)) {
			t.Errorf("%s: %d events\n%s", name, n, got)
		}
		if name == "with a limit" && !strings.Contains(got, `SUMMARY:planned\, until: `) {
			t.Errorf("the limit is not named:\n%s", got)
		}
	}
}

// TestCalendarCountsWordsOnce has a step without a line as a claim of each ledger.
func TestCalendarCountsWordsOnce(t *testing.T) {
	r := quay(t, "")
	st := &r.Stories[0]
	twin := st.Claims[3]
	twin.ID, twin.Ledger = "c4b", readout.WasSaid
	st.Claims = append(st.Claims, twin)
	st.Timeline.Lines, st.Next = nil, []int{3, len(st.Claims) - 1}
	if got := render(t, "ical", r, opt); !strings.Contains(got, "X-READOUT-LEFT-OUT:1\r\n") {
		t.Errorf("got\n%s", got)
	}
}

// TestQuoted keeps words verbatim but for a mark without its partner.
func TestQuoted(t *testing.T) {
	for in, want := range map[string]string{
		"a fair start": "“a fair start”", "“a fair start”": "“a fair start”", "“a fair start": "“a fair start”", "a fair start”": "“a fair start”",
		"“a” and “b”": "““a” and “b””", "it was “fair”": "“it was “fair””",
	} {
		if got := quoted(in); got != want || brief.Clean(got) != got {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
}
