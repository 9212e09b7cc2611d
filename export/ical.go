package export

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
)

// calendarOctets is the length at which a line is folded (RFC 5545, 3.1).
const calendarOctets = 75

// ICalendar writes what is said to be coming as events of a calendar (RFC 5545): a
// next step that a claim is made of and whose words name a calendar day, each
// TENTATIVE and taking no time. An hour is written only where the words give it, as
// local time without a zone. DTSTAMP is the newest date of the reports, since no
// clock is read. A step whose day is vague, partial, doubtful or missing is left
// out; X-READOUT-LEFT-OUT says how many are.
func ICalendar(w io.Writer, r *readout.Reading, opt Options) error {
	r, err := chosen(r, opt)
	if err != nil {
		return err
	}
	c := &calendar{places: newPlaces(r), w: &bytes.Buffer{}, used: map[string]int{}, stamp: newest(r, r.Stories...)}
	left := 0
	for i := range r.Stories {
		left += c.story(&r.Stories[i])
	}
	out := &calendar{w: &bytes.Buffer{}}
	out.line("BEGIN", "VCALENDAR")
	out.line("VERSION", "2.0")
	out.line("PRODID", calendarText("-//Readout//"+or(maker(opt), "Readout")+"//EN"))
	out.line("X-READOUT-LEFT-OUT", fmt.Sprint(left))
	out.w.Write(c.w.Bytes())
	out.line("END", "VCALENDAR")
	_, err = w.Write(out.w.Bytes())
	return err
}

// calendar writes content lines.
type calendar struct {
	*places
	w     *bytes.Buffer
	used  map[string]int // events of each UID so far
	stamp time.Time
}

// line writes a content line, folded between code points at 75 octets.
func (c *calendar) line(name, value string) {
	s := name + ":" + value
	for room := calendarOctets; len(s) > room; room = calendarOctets - 1 {
		at := room
		for at > 1 && !utf8.RuneStart(s[at]) {
			at--
		}
		c.w.WriteString(s[:at] + "\r\n ")
		s = s[at:]
	}
	c.w.WriteString(s + "\r\n")
}

// calendarText makes a value of type TEXT (3.3.11). Line breaks of the
// description itself are given as "\n".
func calendarText(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`).Replace(brief.Clean(l))
	}
	return strings.Join(lines, `\n`)
}

// story writes the dated steps of a story and counts those that it leaves out.
func (c *calendar) story(st *readout.Story) (left int) {
	seen := map[readout.Ref]bool{}
	for i := range st.Timeline.Lines {
		l := &st.Timeline.Lines[i]
		if !l.Ahead || l.Saying || len(l.Places) == 0 {
			continue
		}
		for _, p := range l.Places {
			seen[statementRef(c.r, p.StatementAt)] = true
		}
		start, end, ok := c.dates(l)
		if !ok || l.Claim < 0 {
			left++
			continue
		}
		c.event(st, l, start, end)
	}
	for _, k := range st.Next {
		known := false
		for _, x := range st.Claims[k].Evidence {
			at := x.Ref
			if x.Statement >= 0 {
				at = statementRef(c.r, readout.StatementAt{Report: x.Report, Statement: x.Statement})
			}
			known = known || seen[at]
			seen[at] = true // the same words may be a claim of each ledger
		}
		if !known {
			left++
		}
	}
	return left
}

// day is a calendar day, with an hour where one is given.
type day struct {
	time.Time
	timed bool
}

func (d day) property(name string) (string, string) {
	if d.timed {
		return name, d.Format("20060102T150405")
	}
	return name + ";VALUE=DATE", d.Format("20060102")
}

// dates are the beginning of a step and, of a range, its end, which is not in it.
// ok is false where the words name no day, or where that is in doubt.
func (c *calendar) dates(l *readout.Dated) (start, end *day, ok bool) {
	for _, d := range l.Doubts {
		if d.Kind != readout.DaysDiffer {
			return nil, nil, false
		}
	}
	p := &l.Places[0]
	list := c.r.Docs[p.Report].Timexes
	if list[p.Timex].Mod != "" {
		return nil, nil, false
	}
	if start, ok = dayIn(list[p.Timex].Value); !ok || p.Until < 0 {
		return start, nil, ok
	}
	if end, ok = dayIn(list[p.Until].Value); !ok || end.Before(start.Time) {
		return nil, nil, false
	}
	if !start.timed || !end.timed {
		start.timed, end.timed = false, false
		start.Time, end.Time = start.Truncate(24*time.Hour), end.Truncate(24*time.Hour).AddDate(0, 0, 1)
	}
	return start, end, end.After(start.Time)
}

// dayIn reads a TIMEX3 value that is a calendar day; of an hour, hours and minutes
// alone.
func dayIn(value string) (*day, bool) {
	date, hour, _ := strings.Cut(value, "T")
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return nil, false
	}
	if h, err := time.Parse("15:04", hour[:min(len(hour), len("15:04"))]); err == nil {
		return &day{t.Add(time.Duration(h.Hour())*time.Hour + time.Duration(h.Minute())*time.Minute), true}, true
	}
	return &day{t, false}, true
}

// event writes a step. Its UID is the claim, so that a later export renews it.
func (c *calendar) event(st *readout.Story, l *readout.Dated, start, end *day) {
	p := &l.Places[0]
	s := &c.r.Docs[p.Report].Statements[p.Statement]
	words := quoted(c.words(statementRef(c.r, p.StatementAt)))
	status := or(strings.ReplaceAll(string(s.Status), "-", " "), "no status")
	if p.Relation != "" && p.Until < 0 {
		status += ", " + p.Relation
	}
	c.line("BEGIN", "VEVENT")
	c.line("UID", c.uid(st, l))
	c.line("DTSTAMP", c.stamp.Format("20060102T150405Z"))
	c.line(start.property("DTSTART"))
	if end != nil {
		c.line(end.property("DTEND"))
	}
	c.line("STATUS", "TENTATIVE")
	c.line("TRANSP", "TRANSPARENT")
	c.line("SUMMARY", calendarText(status+": "+words))
	c.line("DESCRIPTION", calendarText(c.description(st, l)))
	c.line("CATEGORIES", calendarText(or(brief.Clean(st.Title), "Story without a title")))
	c.line("END", "VEVENT")
}

// description is the words of each place with their source line, the standing of
// the claim and how the day came about.
func (c *calendar) description(st *readout.Story, l *readout.Dated) string {
	var out []string
	for i := range l.Places {
		p := &l.Places[i]
		ref := statementRef(c.r, p.StatementAt)
		out = append(out, quoted(c.words(ref)), c.sourceLine(ref, &c.r.Docs[p.Report].Statements[p.Statement]))
	}
	x := &st.Claims[l.Claim]
	out = append(out, fmt.Sprintf("Claim %s: %s, %s", x.ID, x.Level, tally(x)))
	p := &l.Places[0]
	t := &c.r.Docs[p.Report].Timexes[p.Timex]
	s := "Day: " + quoted(t.Of(c.report(p.Report).Source))
	if t.Derivation != "" {
		s += ", derived: " + t.Derivation
	}
	out = append(out, s)
	for _, d := range l.Doubts {
		out = append(out, "Doubtful: "+d.Why)
	}
	for i := range out {
		out[i] = brief.Clean(out[i])
	}
	return strings.Join(out, "\n")
}

// tally is the count of a claim in words.
func tally(c *readout.Claim) string {
	if c.Ledger == readout.WasSaid {
		return count(c.Count, "hearer", "hearers") + " of 1 speaker"
	}
	return count(c.Count, "root", "roots")
}

// uid names an event by its claim; a claim with several days has several.
func (c *calendar) uid(st *readout.Story, l *readout.Dated) string {
	id := calendarText(st.Claims[l.Claim].ID)
	if c.used[id]++; c.used[id] > 1 {
		id = fmt.Sprintf("%s-%d", id, c.used[id])
	}
	return id + "@readout"
}
