package brief

import (
	"fmt"
	"io"
	"sort"
	"strings"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// How much of each list the text form shows; what is left out is counted and
// the form that holds it is named.
const (
	mostDays     = 8
	mostPeople   = 12
	mostEvidence = 4
	mostWeighed  = 10
	mostSaid     = 6
	mostSingle   = 6
	mostDiffs    = 8
	mostOnlyOne  = 8
	mostOther    = 6 // relays, silences, next steps, assessments

	claimColumns = 200 // of a claim's words
	quoteColumns = 130 // of other words
	leastColumns = 100 // of words beside a long chain
	gutter       = 9   // of a section that starts beside its name
)

// Text writes the brief for a terminal, folded to opt.Width columns. An error
// means that w failed or that the reading is broken.
func Text(w io.Writer, r *readout.Reading, opt Options) error {
	if err := check(r); err != nil {
		return err
	}
	p := newPage(w, opt)
	if len(r.Stories) != 1 {
		p.text(0, fmt.Sprintf("%s in %s", count(len(r.Stories), "story", "stories"), count(len(r.Docs), "report", "reports")))
	}
	for i := range r.Stories {
		if len(r.Stories) > 1 {
			p.blank()
		}
		t := &teller{page: p, view: newView(r, &r.Stories[i])}
		t.shown, t.need = t.shownDiffs(), opt.Need
		t.story()
	}
	t := &teller{page: p, view: newView(r, &readout.Story{})}
	t.apart()
	t.unread()
	return p.flush()
}

// teller writes one story as text.
type teller struct {
	*page
	*view
	shown []string // numbers of the differences shown
}

func (t *teller) story() {
	t.titled(t.title())
	t.reports()
	t.days()
	t.where()
	t.people()
	t.tolls()
	t.talks()
	l := t.list()
	t.weighed(l)
	t.differences()
	t.onlyOne()
	t.headlines()
	t.relays()
	t.said(l)
	t.speakers(l)
	t.assessed()
	t.next()
	t.silent()
	t.quotations("CORRECTED", t.st.Corrections)
	t.single(l)
	t.needed()
	t.decisions()
	t.aside()
}

// titled writes the head of a story: the title and the counts.
func (t *teller) titled(title string) { t.topped(title, t.counts()) }

// topped writes a title with a remark at the right and a rule below.
func (t *teller) topped(title, counts string) {
	if n := columns(title) + 2 + columns(counts); n <= t.width {
		t.line(t.paint(bold, title) + strings.Repeat(" ", t.width-n+2) + counts)
	} else {
		for _, l := range wrap(title, t.width, 0, 0) {
			t.line(t.paint(bold, l))
		}
		t.text(2, counts)
	}
	t.line(strings.Repeat("=", t.width))
}

// table is the widths of the columns of labels, outlets and dates; no date
// where no report states one.
func (t *teller) table() (mark, outlet, date int) {
	for _, d := range t.st.Reports {
		mark = max(mark, len(Label(d)))
		outlet = max(outlet, columns(t.outlet(d)))
		if f := t.r.Docs[d].Report.Published; f.Stated() {
			date = max(date, columns(day(f)), columns(day(readout.Found{})))
		}
	}
	return mark, min(outlet, t.width/3), min(date, 12)
}

// reports is the table of the story's reports.
func (t *teller) reports() {
	mark, outlet, date := t.table()
	remark := ""
	indent := 2 + mark + 2 + outlet + 2
	if date > 0 {
		indent += date + 2
	} else {
		remark = "none says when it was published"
	}
	t.head("REPORTS", remark)
	copies := t.copies()
	for _, d := range t.st.Reports {
		r := t.r.Docs[d].Report
		title := Clean(r.Title.Value)
		if title == "" {
			title = "no title"
		}
		if len(t.st.Reports) > 8 {
			if short, more := cut(title, t.width-indent-2); more {
				title = short + string(glue) + "…"
			}
		}
		row := "  " + pad(Label(d), mark) + "  " + pad(t.outlet(d), outlet)
		if date > 0 {
			row += "  " + pad(day(r.Published), date)
		}
		t.item(normal, row, indent, title)
		if r.Origin.Stated() && fold.Key(r.Origin.Value) != fold.Key(r.Outlet.Value) {
			t.text(4+mark, "origin "+Clean(r.Origin.Value)+basis(r.Origin.Basis))
		}
		for _, c := range copies[d] {
			t.text(4+mark, copyText(c))
		}
	}
}

func basis(s string) string {
	if s = Clean(s); s == "" {
		return ""
	}
	return " (" + s + ")"
}

// copyText says of what a report is a copy, and why.
func copyText(c readout.Copy) string {
	of := "a report not among these"
	if c.Of >= 0 {
		of = Label(c.Of)
	}
	if c.Partial {
		return fmt.Sprintf("shares %s of its words with %s%s", percent(c.Share), of, basis(c.Basis))
	}
	return "copy of " + of + basis(c.Basis)
}

func percent(share float64) string { return fmt.Sprintf("%.0f%%", 100*share) }

// days is WHEN: each day with the words that give it and the derivation.
func (t *teller) days() {
	days := t.st.Days
	conflicts := t.conflicts()
	if len(days) == 0 && len(conflicts) == 0 {
		t.blank()
		t.item(bold, "WHEN", gutter, unsaid)
		return
	}
	t.head("WHEN", "")
	if len(days) > mostDays {
		days = t.busiest(days)
	}
	for _, d := range days {
		t.item(normal, "  "+weekday(Clean(d.Value)), 18, t.expressions(d))
		if d.Derivation != "" {
			t.item(dim, strings.Repeat(" ", 18)+"derived:", 18, Clean(d.Derivation))
		}
	}
	for _, c := range conflicts {
		t.item(yellow, "  date conflict", 18, c)
	}
	t.more(2, len(t.st.Days)-len(days), "day", "days", "markdown")
}

// weekday puts the day of the week before a full date; others stay.
func weekday(value string) string {
	d, err := time.Parse(time.DateOnly, value)
	if err != nil {
		return value
	}
	return d.Format("Mon ") + value
}

// busiest keeps the days with most expressions, in their order.
func (t *teller) busiest(days []readout.Day) []readout.Day {
	by := make([]int, len(days))
	for i := range by {
		by[i] = i
	}
	sort.SliceStable(by, func(a, b int) bool { return len(days[by[a]].Timexes) > len(days[by[b]].Timexes) })
	by = by[:mostDays]
	sort.Ints(by)
	out := make([]readout.Day, len(by))
	for i, k := range by {
		out[i] = days[k]
	}
	return out
}

// expressions groups the words for one day: “Friday” A15 B13, “Feb. 6” A13.
func (v *view) expressions(d readout.Day) string {
	var order []string
	at := map[string][]string{}
	for _, x := range d.Timexes {
		ref := readout.Ref{Report: x.Report, Span: v.r.Docs[x.Report].Timexes[x.Timex].Span}
		q := quote(v.words(ref), 60)
		if _, ok := at[q]; !ok {
			order = append(order, q)
		}
		at[q] = merge(at[q], []string{v.place(ref)})
	}
	for i, q := range order {
		order[i] = q + string(glue) + v.few(at[q], mostEvidence)
	}
	return strings.Join(order, ", ")
}

// few lists at most n places and counts the others.
func (v *view) few(places []string, n int) string {
	if len(places) > n+1 && !v.whole {
		return strings.Join(places[:n], " ") + fmt.Sprintf(" and %d more", len(places)-n)
	}
	return strings.Join(places, " ")
}

// conflicts are the time expressions whose weekday and date disagree.
func (v *view) conflicts() []string {
	var out []string
	for _, d := range v.st.Reports {
		for _, x := range v.r.Docs[d].Timexes {
			if x.Conflict == "" {
				continue
			}
			ref := readout.Ref{Report: d, Span: x.Span}
			out = append(out, quote(v.words(ref), 60)+string(glue)+v.place(ref)+": "+Clean(x.Conflict))
		}
	}
	return out
}

// people is WHO: names with where each stands, offices verbatim, and why
// spellings were joined.
func (t *teller) people() {
	if len(t.st.People) == 0 {
		t.blank()
		t.item(bold, "WHO", gutter, unsaid)
		return
	}
	t.head("WHO", "")
	var people, bodies []readout.Identity
	for _, x := range t.st.People {
		if x.Type == readout.Person {
			people = append(people, x)
		} else {
			bodies = append(bodies, x)
		}
	}
	byHeard := func(list []readout.Identity) func(a, b int) bool {
		return func(a, b int) bool { return heard(list[a]) > heard(list[b]) }
	}
	sort.SliceStable(people, byHeard(people))
	sort.SliceStable(bodies, byHeard(bodies))
	shown := people[:min(len(people), mostPeople)]
	for _, x := range shown {
		s := t.identity(x)
		if n := heard(x); n > 1 {
			s += fmt.Sprintf("; %d reports", n)
		}
		t.text(2, s)
		if x.Because != "" {
			t.text(6, "merged: "+Clean(x.Because))
		}
	}
	others := t.bodies(bodies)
	t.more(2, len(t.st.People)-len(shown)-others, "name", "names", "json")
}

// bodies lists organizations and places in one paragraph and says how many.
func (t *teller) bodies(list []readout.Identity) int {
	list = list[:min(len(list), mostPeople)]
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = t.identity(x)
		if x.Because != "" {
			out[i] += " (merged: " + Clean(x.Because) + ")"
		}
	}
	if len(out) > 0 {
		t.item(dim, "  also", 8, strings.Join(out, " / "))
	}
	return len(out)
}

func heard(x readout.Identity) int {
	in := map[int]bool{}
	for _, n := range x.Names {
		in[n.Ref.Report] = true
	}
	return len(in)
}

// identity is one line of WHO.
func (v *view) identity(x readout.Identity) string {
	names := grouped{}
	for _, n := range x.Names {
		if v.whole || !shortened(x.Names, n) {
			names.add(Clean(n.Name), v.place(n.Ref))
		}
	}
	s := v.join(names, " = ")
	offices := grouped{}
	for _, o := range x.Offices {
		ref := readout.Ref{Report: o.Report, Span: o.Office.Span}
		offices.add(v.quoteIn(o.Report, o.Office.Title, 80), v.place(ref))
	}
	if len(offices.order) > 0 {
		s += "; " + v.join(offices, ", ")
	}
	return s
}

// shortened reports whether a name is the end of a longer one in the same
// report: the surname of a person named in full.
func shortened(names []readout.NameAt, n readout.NameAt) bool {
	short := fold.Key(n.Name)
	for _, o := range names {
		if o.Ref.Report == n.Ref.Report && strings.HasSuffix(fold.Key(o.Name), " "+short) {
			return true
		}
	}
	return false
}

// grouped keeps strings in order of appearance with the places of each.
type grouped struct {
	order []string
	at    map[string][]string
}

func (g *grouped) add(s, place string) {
	if g.at == nil {
		g.at = map[string][]string{}
	}
	if _, ok := g.at[s]; !ok {
		g.order = append(g.order, s)
	}
	g.at[s] = merge(g.at[s], []string{place})
}

func (v *view) join(g grouped, sep string) string {
	out := make([]string, len(g.order))
	for i, s := range g.order {
		out[i] = s + string(glue) + v.few(g.at[s], 3)
	}
	return strings.Join(out, sep)
}

// more says how much of a list is left out and which form holds it.
func (t *teller) more(indent, n int, one, many, format string) {
	if n > 0 {
		t.text(indent, fmt.Sprintf("%s: --format%c%s", count(n, "more "+one, "more "+many), glue, format))
	}
}
