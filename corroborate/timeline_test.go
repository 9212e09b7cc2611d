package corroborate_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/corroborate"
)

// lineOf is a line of a timeline in short: words of its statement and the value.
func lineOf(docs []*readout.Document, l *readout.Dated) (words, value string) {
	p := l.Places[0]
	d := docs[p.Report]
	return d.Statements[p.Statement].Of(d.Report.Source), d.Timexes[p.Timex].Value
}

// Which date belongs to which clause.
func TestDateOfAClause(t *testing.T) {
	for _, c := range []struct {
		text   string
		words  string // of the line's statement; "" where no line is expected
		value  string
		saying bool
		ahead  bool
	}{
		{"The council approved the budget on Tuesday.", "approved", "2031-05-06", false, false},
		{"On Tuesday, the council approved the budget.", "approved", "2031-05-06", false, false},
		{"The mayor said on Tuesday that the bridge was closed.", "closed", "2031-05-06", true, false},
		{"The mayor said that the bridge was closed on Monday.", "closed", "2031-05-05", false, false},
		{"The mayor criticised Friday's meeting.", "", "", false, false},
		{"The meeting lasted for three hours.", "", "", false, false},
		{"The ministers plan to meet on May 20.", "meet", "2031-05-20", false, true},
		{"The court will rule on June 3, 2031.", "rule", "2031-06-03", false, true},
		{"A second round of talks is expected in the coming days.", "expected", "", false, true},
		{"Ferries have been idle since April 2031.", "idle", "2031-04", false, false},
		{"The ministers signed the treaty in Lindholm on May 2, 2031.", "signed", "2031-05-02", false, false},
		{"The plan is cheaper than in 2019.", "", "", false, false},
		{"The harbour was reopened.", "", "", false, false},
	} {
		docs := []*readout.Document{doc("Coast Wire", "", "2031-05-07", c.text)}
		tl := story(t, docs...).Timeline
		if c.words == "" {
			if len(tl.Lines) > 0 {
				t.Errorf("%s: a line", c.text)
			}
			continue
		}
		if len(tl.Lines) != 1 {
			t.Errorf("%s: %d lines, %d undated, %d loose", c.text, len(tl.Lines), len(tl.Undated), len(tl.Loose))
			continue
		}
		l := &tl.Lines[0]
		words, value := lineOf(docs, l)
		if !strings.Contains(words, c.words) || c.value != "" && value != c.value || l.Saying != c.saying || l.Ahead != c.ahead {
			t.Errorf("%s: %q %s saying %v ahead %v", c.text, words, value, l.Saying, l.Ahead)
		}
		if c.value == "" && l.Begin != "" {
			t.Errorf("%s: a vague date begins at %s", c.text, l.Begin)
		}
	}
}

// Two dates in one sentence stay with their own: the saying and what was said.
func TestSayingAndSaidApart(t *testing.T) {
	docs := []*readout.Document{doc("Coast Wire", "", "2031-05-07", "The mayor said on Tuesday that the bridge was closed on Monday.")}
	got := map[bool]string{}
	for _, l := range story(t, docs...).Timeline.Lines {
		_, got[l.Saying] = lineOf(docs, &l)
	}
	if got[true] != "2031-05-06" || got[false] != "2031-05-05" {
		t.Errorf("saying and said: %v", got)
	}
}

// Two predicates of one statement have a date each.
func TestTwoPredicatesTwoDates(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"The mayor arrived on Monday and left on Wednesday.", []string{"2031-05-05", "2031-05-07"}},
		{"The ferry was built in 1994 and sold to the islands in 2011.", []string{"1994", "2011"}},
		{"The ministers will meet on May 20 and leave on May 21.", []string{"2031-05-20", "2031-05-21"}},
		{"The hearing lasted from Monday to Tuesday.", []string{"2031-05-05"}},
		{"On Monday the mayor came and spoke.", []string{"2031-05-05"}},
	} {
		docs := []*readout.Document{doc("Coast Wire", "", "2031-05-07", c.text)}
		var got []string
		for _, l := range story(t, docs...).Timeline.Lines {
			_, v := lineOf(docs, &l)
			got = append(got, v)
			if len(l.Doubts) > 0 {
				t.Errorf("%s: doubts %v", c.text, l.Doubts)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.text, got, c.want)
		}
	}
}

func TestNoAnchorNoDay(t *testing.T) {
	docs := []*readout.Document{doc("Coast Wire", "", "", "The council approved the budget on Tuesday.")}
	tl := story(t, docs...).Timeline
	if len(tl.Lines) != 1 || tl.Lines[0].Begin != "" || len(tl.Lines[0].Doubts) == 0 || tl.Lines[0].Doubts[0].Kind != readout.NoAnchor {
		t.Errorf("%+v", tl.Lines)
	}
}

// One claim in two reports is one line.
func TestReportsJoinOnALine(t *testing.T) {
	text := "The council of Lindholm approved the plan for a new harbour bridge on Tuesday."
	docs := []*readout.Document{doc("Coast Wire", "", "2031-05-07", text), doc("Lindholm Post", "", "2031-05-07", text)}
	tl := story(t, docs...).Timeline
	if len(tl.Lines) != 1 || len(tl.Lines[0].Places) != 2 {
		t.Errorf("%+v", tl.Lines)
	}
}

// ordered checks what holds of every timeline: the order, a date for each place
// with a derivation, and every statement in one list only.
func ordered(t *testing.T, docs []*readout.Document, reports []int, tl readout.Timeline) {
	t.Helper()
	if !slices.IsSortedFunc(tl.Lines, func(x, y readout.Dated) int {
		return cmp.Or(cmp.Compare(rank(x.Ahead), rank(y.Ahead)), cmp.Compare(rank(x.Begin == ""), rank(y.Begin == "")), cmp.Compare(x.Begin, y.Begin))
	}) {
		t.Error("out of order")
	}
	undated := map[readout.StatementAt]bool{}
	for _, at := range tl.Undated {
		undated[at] = true
	}
	dated := map[readout.StatementAt]bool{}
	for _, l := range tl.Lines {
		if len(l.Places) == 0 {
			t.Fatal("a line without a place")
		}
		for i, p := range l.Places {
			x := docs[p.Report].Timexes[p.Timex]
			if x.Derivation == "" || p.Because == "" {
				t.Errorf("%q has no derivation: %+v", x.Of(docs[p.Report].Report.Source), p)
			}
			if strings.Contains(x.Value, "XXXX") && (l.Begin != "" && i == 0 || len(l.Doubts) == 0 && len(l.Places) == 1) {
				t.Errorf("a part of a date became the day %q", l.Begin)
			}
			dated[p.StatementAt] = true
		}
	}
	for _, r := range reports {
		for i, st := range docs[r].Statements {
			at := readout.StatementAt{Report: r, Statement: i}
			if says := st.Rule != readout.RuleFragment && st.Rule != readout.RulePhotoCredit; (says || dated[at]) && dated[at] == undated[at] {
				t.Errorf("%q: dated and undated are both %v", st.Of(docs[r].Report.Source), dated[at])
			}
		}
	}
}

func rank(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Any two texts give a timeline in order.
func FuzzTimeline(f *testing.F) {
	f.Add("The mayor said on Tuesday that the bridge was closed on Monday, March 3, 2026.", "On Friday they met and signed; in 2019 from May 3 to June 5 they had not.")
	f.Add("Wednesday, March 12, 2026 was a day.\nSoon, recently, in the coming days, next week.", "since 1974 by noon")
	f.Fuzz(func(t *testing.T, a, b string) {
		docs := []*readout.Document{doc("A", "", "2026-03-02", paragraphs(a)...), doc("", "A", "", paragraphs(b)...)}
		for _, s := range corroborate.Read(docs, nil).Stories {
			ordered(t, docs, s.Reports, s.Timeline)
		}
	})
}
