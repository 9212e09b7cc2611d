package corroborate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
)

// profiler gathers what the reports say by and of somebody.
type profiler struct {
	r       *readout.Reading
	st      *readout.Story
	p       *readout.Profile
	is      map[readout.Member]bool
	country string // code of a country; ""
	lines   [2]map[readout.StatementAt]int
	own     map[readout.StatementAt]bool // statements listed as its words
	shown   map[readout.StatementAt]bool // all that are listed
}

// fill adds to a profile all but its names and offices.
func fill(r *readout.Reading, p *readout.Profile, asked []string) {
	x := &profiler{r: r, st: &r.Stories[p.Story], p: p, is: map[readout.Member]bool{}, own: map[readout.StatementAt]bool{}, shown: map[readout.StatementAt]bool{}}
	for _, m := range p.Members {
		x.is[m] = true
	}
	if p.Type == readout.Place {
		if c, sense, ok := gazetteer.CountryOf(p.Name()); ok && sense != gazetteer.Capital {
			x.country = c.Code
		}
	}
	x.lines = linesOf(&x.st.Timeline)
	x.said()
	x.speaksAs()
	x.told()
	p.Elsewhere = x.elsewhere()
	p.Absent = x.absent(asked)
}

// linesOf are the lines of a timeline by their statements: those of what is said,
// and those of its being said.
func linesOf(tl *readout.Timeline) [2]map[readout.StatementAt]int {
	out := [2]map[readout.StatementAt]int{{}, {}}
	for i := range tl.Lines {
		l := &tl.Lines[i]
		for _, p := range l.Places {
			by := out[b2i(l.Saying)]
			if k, again := by[p.StatementAt]; !again || tl.Lines[k].Begin == "" {
				by[p.StatementAt] = i
			}
		}
	}
	return out
}

// said lists its own words.
func (x *profiler) said() {
	for i := range x.st.Speakers {
		s := &x.st.Speakers[i]
		if x.p.Person >= 0 && s.Identity != x.p.Person || x.p.Person < 0 && s.Identity >= 0 || s.Unresolved {
			continue
		}
		for _, u := range s.Utterances {
			places := append([]readout.StatementAt{u.StatementAt}, u.Also...)
			if x.p.Person < 0 && !slices.ContainsFunc(places, x.speaks) {
				continue
			}
			places = x.carriers(places, u.Claim)
			for _, at := range places {
				x.own[at] = true
			}
			x.p.Said = append(x.p.Said, x.telling(places, u.Claim, x.lines[1]))
		}
	}
	x.passedOver()
	x.sort(x.p.Said)
}

// speaksAs lists the words for a country's government, other than the country's
// names, that its own words are given to: its capital, "the Marevian side".
func (x *profiler) speaksAs() {
	var at []readout.NameAt
	for _, t := range x.p.Said {
		for _, a := range t.Places {
			hop := x.statement(a).Root()
			source := x.r.Docs[a.Report].Report.Source
			if x.country == "" || hop.Span.Empty() || hop.Span.End > len(source) || hop.Name == "" {
				continue
			}
			words := hop.Span.Of(source)
			if slices.ContainsFunc(x.p.Variants, func(v readout.Variant) bool { return v.Name == words }) ||
				slices.ContainsFunc(at, func(n readout.NameAt) bool { return n.Name == words && n.Ref.Report == a.Report }) {
				continue
			}
			at = append(at, readout.NameAt{Name: words, Ref: readout.Ref{Report: a.Report, Span: hop.Span}})
		}
	}
	x.p.Speaks = variants(at)
}

// passedOver adds words that a report gives to it by name and that are not in the
// list of speakers, as those of a headline, or of a text that another report has
// as well.
func (x *profiler) passedOver() {
	at := map[string]int{}
	for k, t := range x.p.Said {
		for _, a := range t.Places {
			at[x.tellingKey(a, -1)] = k
		}
	}
	claims := claimsOf(x.r.Docs, x.st, readout.WasSaid)
	for _, n := range x.reports() {
		for i := range x.r.Docs[n].Statements {
			a := readout.StatementAt{Report: n, Statement: i}
			if x.own[a] || !x.namedSource(a) {
				continue
			}
			x.own[a], x.shown[a] = true, true
			claim, said := claims[a]
			if !said {
				claim = -1
			}
			key := x.tellingKey(a, -1)
			k, again := at[key]
			if !again {
				at[key] = len(x.p.Said)
				x.p.Said = append(x.p.Said, x.telling([]readout.StatementAt{a}, claim, x.lines[1]))
				continue
			}
			t := &x.p.Said[k]
			*t = x.telling(append(t.Places, a), t.Claim, x.lines[1])
		}
	}
}

// namedSource reports a statement whose source is it by name.
func (x *profiler) namedSource(a readout.StatementAt) bool {
	st := x.statement(a)
	hop := st.Root()
	source := x.r.Docs[a.Report].Report.Source
	if st.Attribution < 0 || !x.is[readout.Member{Report: a.Report, Entity: hop.Entity}] || hop.Unresolved || hop.Kind == readout.NoAnswer ||
		st.Rule == readout.RulePhotoCredit || st.Rule == readout.RuleFragment && st.Form == readout.Indirect || hop.Span.End > len(source) {
		return false
	}
	in := fold.Words(hop.Span.Of(source))
	return slices.ContainsFunc(x.p.Variants, func(v readout.Variant) bool {
		w := nameWords(v.Name)
		return len(w) > 0 && slices.Contains(in, w[len(w)-1])
	})
}

// carriers adds where the words are carried in a report that is passed over in
// the list of speakers, as a copy is.
func (x *profiler) carriers(places []readout.StatementAt, claim int) []readout.StatementAt {
	if claim < 0 {
		return places
	}
	for _, e := range x.st.Claims[claim].Evidence {
		at := readout.StatementAt{Report: e.Report, Statement: e.Statement}
		if e.Statement >= 0 && e.Stance != readout.Denies && !slices.Contains(places, at) {
			places = append(places, at)
		}
	}
	return places
}

// speaks reports a statement whose speaker is the place, or the government of the
// country.
func (x *profiler) speaks(at readout.StatementAt) bool {
	hop := x.statement(at).Root()
	return x.is[readout.Member{Report: at.Report, Entity: hop.Entity}] ||
		x.country != "" && hop.Kind == readout.Body && partyKey(hop.Name) == x.country
}

func (x *profiler) statement(at readout.StatementAt) *readout.Statement {
	return &x.r.Docs[at.Report].Statements[at.Statement]
}

// told lists what is said of it by others: statements that name or mean it, that
// pass on its words, or that say that it gave no answer. One claim is one line,
// and so are the same words in several reports.
func (x *profiler) told() {
	claims := claimsOf(x.r.Docs, x.st, readout.IsSo)
	at := map[string]int{}
	for _, n := range x.reports() {
		mine := x.mentions(n)
		for i := range x.r.Docs[n].Statements {
			a := readout.StatementAt{Report: n, Statement: i}
			in, of := x.of(a, mine)
			if !of {
				continue
			}
			claim, weighed := claims[a]
			if !weighed {
				claim = -1
			}
			key := x.tellingKey(a, claim)
			k, again := at[key]
			if !again {
				k = len(x.p.Told)
				at[key] = k
				x.p.Told = append(x.p.Told, readout.Telling{Claim: claim, Line: -1})
			}
			t := &x.p.Told[k]
			t.Places, t.Mentions = append(t.Places, a), append(t.Mentions, in...)
		}
	}
	for i := range x.p.Told {
		t := &x.p.Told[i]
		mentions := t.Mentions
		*t = x.telling(t.Places, t.Claim, x.lines[0])
		t.Mentions = mentions
	}
	x.sort(x.p.Told)
}

func (x *profiler) reports() []int {
	var out []int
	for _, n := range x.st.Reports {
		if slices.ContainsFunc(x.p.Members, func(m readout.Member) bool { return m.Report == n }) {
			out = append(out, n)
		}
	}
	return out
}

// of gives the mentions in a statement, and whether the statement is of it.
func (x *profiler) of(a readout.StatementAt, mine []readout.Span) (in []readout.Ref, of bool) {
	st := x.statement(a)
	root := st.Root()
	self := x.own[a] || x.is[readout.Member{Report: a.Report, Entity: root.Entity}]
	switch {
	case !speaksUp(st):
		return nil, false
	case root.Kind == readout.NoAnswer:
		of = self
	case self:
		return nil, false
	}
	for _, m := range mine {
		if st.Contains(m) {
			in = append(in, readout.Ref{Report: a.Report, Span: m})
		}
	}
	for _, h := range st.Chain {
		of = of || x.is[readout.Member{Report: a.Report, Entity: h.Entity}]
	}
	return in, of || len(in) > 0
}

// mentions are where a report names or means it: a place only where it acts.
func (x *profiler) mentions(n int) []readout.Span {
	var out []readout.Span
	d := x.r.Docs[n]
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if x.is[readout.Member{Report: n, Entity: m.Entity}] && (x.p.Type != readout.Place || takesPart(d, m.Span)) {
			out = append(out, m.Span)
		}
	}
	return out
}

// locative are the prepositions that make a place of a country.
var locative = map[string]bool{"in": true, "at": true, "near": true, "from": true, "to": true, "of": true, "through": true, "across": true, "into": true, "around": true, "outside": true}

// takesPart reports whether a mention of a place takes part in its clause: as subject
// or object, or as the party that something is done with, by or against.
func takesPart(d *readout.Document, at readout.Span) bool {
	first, _ := slices.BinarySearchFunc(d.Words, at.Start, func(w readout.Word, p int) int { return cmp.Compare(w.Start, p) })
	head := -1
	for i := first; i < len(d.Words) && d.Words[i].End <= at.End; i++ {
		if h := d.Words[i].Head; h < 0 || !at.Contains(d.Words[h].Span) {
			head = i
		}
	}
	for range 4 { // the first of a list says what the others do
		if head < 0 || d.Words[head].Rel.Base() != readout.RelConj {
			break
		}
		head = d.Words[head].Head
	}
	if head < 0 {
		return false
	}
	switch d.Words[head].Rel.Base() {
	case readout.RelNsubj, readout.RelObj, readout.RelIobj:
		return true
	case readout.RelObl, readout.RelNmod:
		if d.Words[head].Rel == readout.RelNmodPoss {
			return false
		}
		for i := max(0, head-6); i < head; i++ {
			if w := &d.Words[i]; w.Head == head && w.Rel.Base() == readout.RelCase {
				return !locative[strings.ToLower(w.Of(d.Report.Source))]
			}
		}
	}
	return false
}

// tellingKey is what statements share that are one line.
func (x *profiler) tellingKey(a readout.StatementAt, claim int) string {
	if claim >= 0 {
		return fmt.Sprint("claim ", claim)
	}
	st := x.statement(a)
	words := fold.Words(st.Of(x.r.Docs[a.Report].Report.Source))
	if len(words) < leastWords {
		return fmt.Sprint("statement ", a)
	}
	return fmt.Sprintf("words %s %s %s", st.Status, strings.Join(fold.Words(st.Root().Name), " "), strings.Join(words, " "))
}

// leastWords of a statement that two reports do not have alike by chance.
const leastWords = 5

// telling is a line with its date.
func (x *profiler) telling(places []readout.StatementAt, claim int, lines map[readout.StatementAt]int) readout.Telling {
	t := readout.Telling{Places: places, Claim: claim, Line: -1}
	for _, a := range places {
		x.shown[a] = true
		if k, dated := lines[a]; dated && (t.Line < 0 || x.st.Timeline.Lines[t.Line].Begin == "") {
			t.Line = k
		}
		if day := dayOf(x.r, a.Report); day != "" && (t.Day == "" || day < t.Day) {
			t.Day = day
		}
	}
	if t.Line >= 0 {
		t.Day = cmp.Or(x.st.Timeline.Lines[t.Line].Begin, t.Day)
	}
	return t
}

// dayOf is the day of a report; "" where it states none.
func dayOf(r *readout.Reading, report int) string {
	day := r.Docs[report].Report.Published.Value
	if len(day) < dayLen || !isDay(day[:dayLen]) {
		return ""
	}
	return day[:dayLen]
}

func (x *profiler) sort(list []readout.Telling) {
	slices.SortStableFunc(list, func(a, b readout.Telling) int {
		p, q := a.Places[0], b.Places[0]
		return cmp.Or(b2i(a.Day == "")-b2i(b.Day == ""), cmp.Compare(a.Day[:min(len(a.Day), dayLen)], b.Day[:min(len(b.Day), dayLen)]),
			b2i(!x.dated(&a))-b2i(!x.dated(&b)), cmp.Compare(a.Day, b.Day), cmp.Compare(p.Report, q.Report),
			cmp.Compare(x.statement(p).Start, x.statement(q).Start))
	})
}

func (x *profiler) dated(t *readout.Telling) bool {
	return t.Line >= 0 && x.st.Timeline.Lines[t.Line].Begin != ""
}

// elsewhere are the places that name it and are in none of the statements, nor
// the source of one.
func (x *profiler) elsewhere() []readout.Ref {
	var out []readout.Ref
	for _, n := range x.reports() {
		d := x.r.Docs[n]
		for _, m := range d.Mentions {
			if m.Kind != readout.Name || !x.is[readout.Member{Report: n, Entity: m.Entity}] {
				continue
			}
			told := false
			for i := range d.Statements {
				st := &d.Statements[i]
				if x.shown[readout.StatementAt{Report: n, Statement: i}] {
					told = told || st.Contains(m.Span) || slices.ContainsFunc(st.Chain, func(h readout.Hop) bool { return h.Span.Overlaps(m.Span) })
				}
			}
			if !told {
				out = append(out, readout.Ref{Report: n, Span: m.Span})
			}
		}
	}
	return out
}

// absent are the reports that were read and do not name it, with where the name
// asked for stands in them all the same.
func (x *profiler) absent(asked []string) []readout.Absence {
	var out []readout.Absence
	if last := len(asked) - 1; x.p.Type == readout.Person && last > 0 && len(asked[last]) >= leastLetters {
		asked = asked[last:] // as the surname would stand alone
	}
	for n, d := range x.r.Docs {
		if slices.ContainsFunc(x.p.Members, func(m readout.Member) bool { return m.Report == n }) ||
			slices.ContainsFunc(x.r.Failed, func(f readout.Failure) bool { return f.Report == n }) {
			continue
		}
		a := readout.Absence{Report: n}
		if x.p.Match != readout.ByOffice {
			a.Word = wordAt(d, asked)
		}
		out = append(out, a)
	}
	return out
}

// leastLetters of a word that is not likely to be another one.
const leastLetters = 4

// wordAt is where words stand one after the other in a report, the first with a
// capital, as a name would.
func wordAt(d *readout.Document, words []string) readout.Span {
	if len(words) == 0 {
		return readout.Span{}
	}
	for i := range d.Tokens {
		if i+len(words) > len(d.Tokens) {
			break
		}
		fit := capital(d.Tokens[i].Of(d.Report.Source))
		for k, w := range words {
			fit = fit && slices.Equal(fold.Words(d.Tokens[i+k].Of(d.Report.Source)), []string{w})
		}
		if fit {
			return d.Tokens[i].Join(d.Tokens[i+len(words)-1].Span)
		}
	}
	return readout.Span{}
}
