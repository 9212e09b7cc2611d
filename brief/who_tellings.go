package brief

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// sayer is how a statement stands in a place.
type sayer func(*readout.Telling, readout.StatementAt) string

// tellings lists statements by date, cut to a few unless all are asked for.
func (t *profileTeller) tellings(name string, list []readout.Telling, say sayer) {
	if len(list) == 0 {
		t.head(name, nothing(t.f, name))
		return
	}
	t.head(name, t.howMany(list))
	shown := list
	if !t.all {
		shown = telling(t.view, list, mostTellings)
	}
	most := claimColumns
	if t.all {
		most = 0
	}
	last := ""
	for i := range shown {
		x := &shown[i]
		if date := t.dateOf(x); date != last {
			t.text(2, date)
			last = date
		}
		at := x.Places[0]
		stand := t.weight(x, say(x, at))
		t.item(normal, "    "+t.place(t.at(at)), tellingColumns, t.saidWords(at, most)+" "+stand)
		for _, s := range t.others(x, say, t.all) {
			t.text(tellingColumns, s)
		}
	}
	if n := len(list) - len(shown); n > 0 {
		t.text(2, fmt.Sprintf("%d more: --all", n))
	}
}

// nothing stands where a list of statements is empty.
func nothing(f *readout.Profile, name string) string {
	if strings.EqualFold(name, "said") {
		return "no report has words of this " + kindOf(f.Type)
	}
	return "no statement names this " + kindOf(f.Type)
}

func (v *view) howMany(list []readout.Telling) string {
	in := map[int]bool{}
	for _, x := range list {
		for _, at := range x.Places {
			in[at.Report] = true
		}
	}
	return count(len(list), "statement", "statements") + " in " + count(len(in), "report", "reports")
}

// telling keeps at most n statements in their order: those of more reports first,
// then those that do not stand in a headline or caption, in rounds over the
// reports.
func telling(v *view, list []readout.Telling, n int) []readout.Telling {
	if len(list) <= n {
		return list
	}
	by, round := make([]int, len(list)), make([]int, len(list))
	of := map[int]int{}
	for i := range by {
		by[i], round[i] = i, of[list[i].Places[0].Report]
		of[list[i].Places[0].Report]++
	}
	reports := func(i int) int {
		in := map[int]bool{}
		for _, at := range list[i].Places {
			in[at.Report] = true
		}
		return len(in)
	}
	weak := func(i int) int {
		if v.statement(list[i].Places[0]).Position.Weak() {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(by, func(a, b int) int {
		return cmp.Or(cmp.Compare(reports(b), reports(a)), cmp.Compare(weak(a), weak(b)), cmp.Compare(round[a], round[b]))
	})
	by = by[:n]
	slices.Sort(by)
	out := make([]readout.Telling, n)
	for i, k := range by {
		out[i] = list[k]
	}
	return out
}

// dateOf is the date of a statement as its report gives it, else the day of the
// first report that has it.
func (v *view) dateOf(x *readout.Telling) string {
	switch {
	case v.ownDate(x):
		return v.when(&v.st.Timeline.Lines[x.Line])
	case x.Day != "":
		return "as of " + Clean(x.Day)
	}
	return "no date"
}

// ownDate reports that a report dates the statement.
func (v *view) ownDate(x *readout.Telling) bool {
	return x.Line >= 0 && v.st.Timeline.Lines[x.Line].Begin != "" && len(v.st.Timeline.Lines[x.Line].Places) > 0
}

// saidWords are the words of a statement with what stands before them.
func (v *view) saidWords(at readout.StatementAt, most int) string {
	s := quote(v.words(v.at(at)), most)
	if v.statement(at).Root().Kind == readout.NoAnswer {
		return "no answer: " + s
	}
	return v.saying(&readout.Utterance{StatementAt: at}) + s
}

// own is how words of its own stand: the form, the cue or the chain, the status.
func (v *view) own(f *readout.Profile) sayer {
	return func(_ *readout.Telling, at readout.StatementAt) string { return v.ownWords(f, at) }
}

func (v *view) ownWords(f *readout.Profile, at readout.StatementAt) string {
	s := string(v.statement(at).Form)
	about := v.about(&readout.Speaker{Name: f.Name(), Identity: f.Person}, &readout.Utterance{StatementAt: at})
	if strings.HasPrefix(about, "(") {
		return strings.TrimSpace(s + " " + about)
	}
	return strings.TrimPrefix(strings.TrimSuffix(s+"; "+about, "; "), "; ")
}

// of is how a statement of somebody stands: the words that mean them where these
// are no name, who says it, and the status.
func (v *view) of(f *readout.Profile) sayer {
	return func(x *readout.Telling, at readout.StatementAt) string {
		return strings.TrimPrefix(v.meant(f, x, at)+"; "+v.ofThem(at), "; ")
	}
}

// meant are the words of a statement that mean somebody, where none is a name.
func (v *view) meant(f *readout.Profile, x *readout.Telling, at readout.StatementAt) string {
	names := map[string]bool{}
	for _, n := range f.Variants {
		for _, w := range fold.Words(n.Name) {
			names[w] = true
		}
	}
	var out []string
	for _, ref := range x.Mentions {
		if ref.Report != at.Report || !v.statement(at).Contains(ref.Span) {
			continue
		}
		if slices.ContainsFunc(fold.Words(v.words(ref)), func(w string) bool { return names[w] }) {
			return ""
		}
		out = merge(out, []string{quote(v.words(ref), quoteColumns)})
	}
	if len(out) == 0 {
		return ""
	}
	return "meant by " + strings.Join(out, ", ")
}

func (v *view) ofThem(at readout.StatementAt) string {
	st := v.statement(at)
	s := v.chainOf(at.Report, st)
	if st.Status != "" && st.Status != readout.Happened && st.Status != readout.Ongoing && st.Root().Kind != readout.NoAnswer {
		s += "; status " + string(st.Status)
	}
	if st.Position.Weak() {
		s += "; in the " + string(st.Position)
	}
	return s
}

// weight adds the level of the claim where it has more than one place, and where
// it stands in words that do not name somebody.
func (v *view) weight(x *readout.Telling, s string) string {
	if x.Claim < 0 {
		return s
	}
	c := &v.st.Claims[x.Claim]
	if c.Level == readout.Single || c.Level == "" {
		return s
	}
	s = strings.TrimPrefix(s+"; "+string(c.Level)+": "+tally(c), "; ")
	if rest := v.unnamed(x, c); len(rest) > 0 {
		s += "; without the name " + v.few(rest, mostEvidence)
	}
	return s
}

// unnamed are the places of a claim that are none of the statement's.
func (v *view) unnamed(x *readout.Telling, c *readout.Claim) []string {
	var out, known []string
	for _, at := range x.Places {
		known = merge(known, []string{v.place(v.at(at))})
	}
	for i := range c.Evidence {
		if k := v.place(c.Evidence[i].Ref); c.Ledger == readout.IsSo && !contains(known, k) {
			out = merge(out, []string{k})
		}
	}
	return out
}

// others are the other places of a statement, with their words where these differ
// and how they stand where that differs, and why its date is doubtful.
func (v *view) others(x *readout.Telling, say sayer, all bool) []string {
	var out, same []string
	first := x.Places[0]
	words := map[string]string{wordKey(v.words(v.at(first))): ""} // by words: the place that has them first
	for i, at := range x.Places[1:] {
		if i >= mostEvidence && !all {
			out = append(out, fmt.Sprintf("also in %d more places", len(x.Places)-1-i))
			break
		}
		s := "also" + string(glue) + v.place(v.at(at)) + ":"
		k := wordKey(v.words(v.at(at)))
		of, alike := words[k]
		switch {
		case !alike:
			words[k] = " as " + v.place(v.at(at))
			s += " " + v.saidWords(at, claimColumns) + " " + say(x, at)
		case of == "" && say(x, at) == say(x, first):
			same = merge(same, []string{v.place(v.at(at))})
			continue
		default:
			s += " same words" + of + ", " + say(x, at)
		}
		out = append(out, s)
	}
	if len(same) > 0 {
		out = append(out, "also "+strings.Join(same, " ")+": same words")
	}
	if v.ownDate(x) {
		if why := doubtful(&v.st.Timeline.Lines[x.Line]); why != "" {
			out = append(out, "date doubtful: "+why)
		}
	}
	return out
}
