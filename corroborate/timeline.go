package corroborate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/readout-project/readout"
)

// timeline orders what the reports of the story date. One claim at one time is
// one line; a date of the saying is never one of what was said.
func (s *story) timeline() readout.Timeline {
	out := readout.Timeline{}
	claims := [2]map[readout.StatementAt]int{claimsOf(s.r.Docs, &s.out, readout.IsSo), claimsOf(s.r.Docs, &s.out, readout.WasSaid)}
	b := &timeliner{s: s, at: map[lineKey][]int{}}
	for _, r := range s.out.Reports {
		d := s.r.Docs[r]
		x := newDating(d)
		for i := range d.Statements {
			st := &d.Statements[i]
			if !speaksUp(st) {
				continue
			}
			at := readout.StatementAt{Report: r, Statement: i}
			for k, list := range x.byVerb(i) {
				key := lineKey{claim: claimAt(claims, 0, at)}
				if k > 0 {
					key.verb = d.Words[list[0].verb].Lemma
				}
				b.add(at, list, key)
			}
			if sayings := x.said[st.Attribution]; len(sayings) > 0 {
				b.add(at, sayings, lineKey{claim: claimAt(claims, 1, at), saying: true})
			} else if len(x.by[i]) == 0 {
				out.Undated = append(out.Undated, at)
			}
		}
		for i := range d.Timexes {
			if placing(d, &d.Timexes[i]) && !x.of[i] {
				out.Loose = append(out.Loose, readout.TimexAt{Report: r, Timex: i})
			}
		}
	}
	out.Lines = b.lines()
	return out
}

// claimsOf is the claim of a ledger that each statement is evidence of: the one
// on the whole statement before one on what it has in common with others.
func claimsOf(docs []*readout.Document, st *readout.Story, l readout.ClaimLedger) map[readout.StatementAt]int {
	out := map[readout.StatementAt]int{}
	for _, whole := range []bool{true, false} {
		for c := range st.Claims {
			if st.Claims[c].Ledger != l {
				continue
			}
			for _, e := range st.Claims[c].Evidence {
				if e.Statement < 0 || e.Stance == readout.Denies || (e.Span == docs[e.Report].Statements[e.Statement].Span) != whole {
					continue
				}
				at := readout.StatementAt{Report: e.Report, Statement: e.Statement}
				if _, again := out[at]; !again {
					out[at] = c
				}
			}
		}
	}
	return out
}

func claimAt(claims [2]map[readout.StatementAt]int, first int, at readout.StatementAt) int {
	for _, m := range []map[readout.StatementAt]int{claims[first], claims[1-first]} {
		if c, ok := m[at]; ok {
			return c
		}
	}
	return -1
}

// lineKey is what lines are joined by. A second predicate of a statement has a
// date of its own.
type lineKey struct {
	claim  int
	saying bool
	verb   string
}

type timeliner struct {
	s   *story
	all []readout.Dated
	at  map[lineKey][]int // lines of a claim
}

// add puts a statement on the line of its claim and time, or on a new one.
func (b *timeliner) add(at readout.StatementAt, list []dated, key lineKey) {
	d := b.s.r.Docs[at.Report]
	main := list[0]
	for _, e := range list[1:] {
		if x, y := beginning(d.Timexes[e.timex].Value), beginning(d.Timexes[main.timex].Value); len(x) > len(y) && main.relation != "from" {
			main = e
		}
	}
	place := readout.DatedAt{StatementAt: at, Timex: main.timex, Until: -1, Relation: main.relation, Because: main.because}
	for _, e := range list {
		switch {
		case e.timex == main.timex:
		case place.Until < 0 && main.relation == "from" && (e.relation == "to" || e.relation == "until" || e.relation == "through"):
			place.Until = e.timex
		default:
			place.Also = append(place.Also, e.timex)
		}
	}
	line := readout.Dated{Begin: beginning(d.Timexes[main.timex].Value), Saying: key.saying, Claim: key.claim, Places: []readout.DatedAt{place}}
	if goesOn(d, main.timex) {
		line.Begin = "" // "the last week" of "March" is not last week
	}
	line.Ahead, line.Doubts = b.ahead(at, &line), doubtsOf(d, main)
	if line.Ahead && line.Begin != "" && settled(b.status(at, key.saying)) {
		line.Doubts = append(line.Doubts, readout.Doubt{Kind: readout.AfterReport, Why: "told as happened, though the day is after the report's"})
	}
	if key.claim >= 0 {
		for _, k := range b.at[key] {
			if b.join(&b.all[k], &line) {
				return
			}
		}
	}
	b.at[key] = append(b.at[key], len(b.all))
	b.all = append(b.all, line)
}

// join puts a line on another of the same claim where both give the same time,
// or one of them a part of it.
func (b *timeliner) join(to, from *readout.Dated) bool {
	x, y := b.value(to), b.value(from)
	if to.Ahead != from.Ahead || to.Places[0].Relation != from.Places[0].Relation || x != y && !partOf(x, y) && !partOf(y, x) {
		return false
	}
	if len(from.Begin) > len(to.Begin) {
		to.Begin, to.Doubts = from.Begin, from.Doubts
		to.Places = slices.Insert(to.Places, 0, from.Places[0])
		return true
	}
	to.Places = append(to.Places, from.Places[0])
	return true
}

func (b *timeliner) value(l *readout.Dated) string {
	p := l.Places[0]
	return b.s.r.Docs[p.Report].Timexes[p.Timex].Value
}

// partOf reports whether a value says less than another and nothing against it.
func partOf(part, whole string) bool {
	switch {
	case part == "" || whole == "" || strings.HasSuffix(part, "_REF") || part[0] == 'P' || whole[0] == 'P':
		return false
	case beginning(whole) == "":
		return false
	case strings.HasPrefix(whole, part) && (whole[len(part)] == '-' || whole[len(part)] == 'T'):
		return true
	}
	return strings.HasPrefix(part, "XXXX") && len(whole) >= dayLen && fits(part, whole[:dayLen])
}

func (b *timeliner) status(at readout.StatementAt, saying bool) readout.Status {
	st := &b.s.r.Docs[at.Report].Statements[at.Statement]
	if saying {
		return st.SpeechStatus
	}
	return st.Status
}

func settled(s readout.Status) bool {
	switch s {
	case readout.Planned, readout.Expected, readout.Wanted, readout.Demanded, readout.Threatened, readout.Conditional, readout.Possible:
		return false
	}
	return true
}

// ahead reports what is said to be coming and is not over by the day of the
// report, or lies after it.
func (b *timeliner) ahead(at readout.StatementAt, l *readout.Dated) bool {
	day := b.s.r.Docs[at.Report].Report.Published.Value
	p := &l.Places[0]
	words := b.s.r.Docs[p.Report].Timexes[p.Timex].Of(b.s.r.Docs[p.Report].Report.Source)
	coming := !settled(b.status(at, l.Saying)) || l.Begin == "" && (b.value(l) == "FUTURE_REF" || strings.Contains(strings.ToLower(words), "coming "))
	if len(day) < dayLen || !isDay(day[:dayLen]) || l.Begin == "" {
		return coming && b.value(l) != "PAST_REF"
	}
	day = day[:dayLen]
	n := min(len(day), len(l.Begin))
	if coming {
		return l.Begin[:n] >= day[:n]
	}
	return l.Begin[:n] > day[:n] && p.Relation == ""
}

// goesOn reports an expression that is one with the next: "the last week of March".
func goesOn(d *readout.Document, i int) bool {
	if i+1 >= len(d.Timexes) {
		return false
	}
	t, next := &d.Timexes[i], &d.Timexes[i+1]
	return t.End < next.Start && strings.TrimSpace(d.Report.Source[t.End:next.Start]) == "of"
}

// doubtsOf is what makes the date of one report doubtful.
func doubtsOf(d *readout.Document, e dated) []readout.Doubt {
	t := &d.Timexes[e.timex]
	var out []readout.Doubt
	add := func(k readout.DoubtKind, why string) { out = append(out, readout.Doubt{Kind: k, Why: why}) }
	date, _, _ := strings.Cut(t.Value, "T")
	switch {
	case goesOn(d, e.timex):
		next := d.Timexes[e.timex+1].Of(d.Report.Source)
		add(readout.PartialDate, "the words go on with \"of "+next+"\", which was read as a date of its own")
	case t.Conflict != "":
		add(readout.DateConflict, t.Conflict)
	case t.Type == readout.Duration || strings.HasSuffix(t.Value, "_REF"):
		add(readout.VagueDate, "a stretch of time, no day is given")
	case strings.Contains(date, "X") && strings.Contains(t.Derivation, "no date to count from"):
		add(readout.NoAnchor, "the report gives no date to count from")
	case strings.Contains(date, "X"):
		add(readout.PartialDate, "a part of the date is not known")
	}
	if t.Mod != "" && !(t.Type == readout.Duration && strings.Contains(t.Value, "X")) {
		add(readout.VagueDate, "not exact: "+strings.ToLower(t.Mod))
	}
	if e.noun != "" {
		add(readout.DateOfNoun, "may be the date of \""+e.noun+"\", not of the clause")
	}
	return out
}

// lines are all lines in order, with a doubt where one claim has several days.
func (b *timeliner) lines() []readout.Dated {
	for key, list := range b.at {
		if key.claim < 0 || key.saying {
			continue
		}
		for _, k := range list {
			for _, o := range list {
				if x, y := b.all[k].Begin, b.all[o].Begin; x != "" && y != "" && !strings.HasPrefix(x, y) && !strings.HasPrefix(y, x) {
					b.all[k].Doubts = append(b.all[k].Doubts, readout.Doubt{Kind: readout.DaysDiffer, Why: "another place of the same claim gives " + y})
				}
			}
		}
	}
	place := func(l *readout.Dated) (int, int) {
		p := l.Places[0]
		return p.Report, b.s.r.Docs[p.Report].Statements[p.Statement].Start
	}
	slices.SortStableFunc(b.all, func(x, y readout.Dated) int {
		xr, xs := place(&x)
		yr, ys := place(&y)
		return cmp.Or(b2i(x.Ahead)-b2i(y.Ahead), b2i(x.Begin == "")-b2i(y.Begin == ""), cmp.Compare(x.Begin, y.Begin), cmp.Compare(xr, yr), cmp.Compare(xs, ys))
	})
	return b.all
}

// parts of a year and of a day, by where they begin.
var (
	yearParts = map[string]string{"Q1": "01", "Q2": "04", "Q3": "07", "Q4": "10", "H1": "01", "H2": "07", "SP": "03", "SU": "06", "FA": "09", "WI": "12"}
	dayParts  = map[string]string{"MO": "05", "MI": "12", "AF": "13", "EV": "18", "NI": "21", "DT": "06"}
)

// beginning is where a TIMEX3 value begins, as a text that sorts; "" where its
// year, or a part that it names, is not known.
func beginning(value string) string {
	date, hour, timed := strings.Cut(value, "T")
	date = strings.TrimPrefix(date, "FY")
	for _, c := range date {
		if (c < '0' || c > '9') && !strings.ContainsRune("-QHSPUFAWI", c) {
			return ""
		}
	}
	year, rest, more := strings.Cut(date, "-")
	if len(year) < 2 || len(year) > 4 || strings.Trim(year, "0123456789") != "" {
		return ""
	}
	year += strings.Repeat("0", 4-len(year))
	switch {
	case !more:
		return year
	case rest[:min(len(rest), 1)] == "W" && rest != "WI":
		return weekBegins(year, rest)
	case yearParts[rest] != "":
		return year + "-" + yearParts[rest]
	case strings.Trim(rest, "0123456789-") != "" || len(rest) < 2:
		return ""
	case !timed || len(hour) < 2:
		return year + "-" + rest
	case dayParts[hour[:2]] != "":
		return year + "-" + rest + "T" + dayParts[hour[:2]]
	case strings.Contains(hour, "X"):
		return year + "-" + rest
	}
	return year + "-" + rest + "T" + hour
}

// weekBegins is the first day of an ISO week, "W06" or "W06-WE".
func weekBegins(year, week string) string {
	var y, w int
	number, _, _ := strings.Cut(week[1:], "-")
	if _, err := fmt.Sscanf(year+" "+number, "%d %d", &y, &w); err != nil || w < 1 || w > 53 {
		return ""
	}
	first := time.Date(y, 1, 4, 0, 0, 0, 0, time.UTC)
	first = first.AddDate(0, 0, -(int(first.Weekday())+6)%7+7*(w-1))
	if strings.HasSuffix(week, "-WE") {
		first = first.AddDate(0, 0, 5)
	}
	return first.Format(time.DateOnly)
}
