package corroborate

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
)

// drawStoryJudgements makes judgements on which reports are of one story.
func drawStoryJudgements(t *rapid.T, docs []*readout.Document) []readout.Judgement {
	var out []readout.Judgement
	for n := range rapid.IntRange(0, 6).Draw(t, "judgements") {
		a := rapid.IntRange(0, len(docs)-1).Draw(t, "a")
		b := rapid.IntRange(0, len(docs)-1).Draw(t, "b")
		kind := rapid.SampledFrom([]readout.JudgementKind{readout.MergeStories, readout.SplitStories}).Draw(t, "kind")
		j := readout.Judgement{ID: int64(n + 1), Kind: kind, By: "Ada", At: time.Unix(int64(rapid.IntRange(1, 4).Draw(t, "at")), 0)}
		j.A.Report, j.B.Report = docs[a].Report.ID(), docs[b].Report.ID()
		if j.A.Report != j.B.Report {
			out = append(out, j)
		}
	}
	return out
}

// The one that was decided last holds, whatever else was decided and how alike
// the reports are.
func TestTheLastOnStoriesHolds(t *testing.T) {
	docs := docsOf(made(40))
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.Permutation(docs).Draw(t, "order")[:12]
		js := drawStoryJudgements(t, in)
		if len(js) == 0 {
			return
		}
		last := slices.MaxFunc(js, func(a, b readout.Judgement) int { return a.Sequence(&b) })
		one := false
		for _, s := range ReadWith(in, nil, js).Stories {
			var has [2]bool
			for _, i := range s.Reports {
				has[0] = has[0] || in[i].Report.ID() == last.A.Report
				has[1] = has[1] || in[i].Report.ID() == last.B.Report
			}
			one = one || has[0] && has[1]
		}
		if one != (last.Kind == readout.MergeStories) {
			t.Fatalf("%s, and in one story: %v", last.Kind, one)
		}
	})
}

// A ruling never holds together what it parts.
func TestRuling(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const n = 8
		r := newRuling(n)
		var parted [][2]int
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			i, j := rapid.IntRange(0, n-1).Draw(t, "i"), rapid.IntRange(0, n-1).Draw(t, "j")
			switch {
			case rapid.Bool().Draw(t, "joins"):
				if ok := r.join(i, j); ok != (r.find(i) == r.find(j)) || ok == r.barred(i, j) {
					t.Fatalf("join %d %d: %v", i, j, ok)
				}
			case r.part(i, j):
				parted = append(parted, [2]int{i, j})
			}
		}
		for _, p := range parted {
			if !r.barred(p[0], p[1]) || r.find(p[0]) == r.find(p[1]) {
				t.Fatalf("%v: %+v", p, r)
			}
		}
		list := rapid.SliceOfNDistinct(rapid.IntRange(0, n-1), 0, n, rapid.ID[int]).Draw(t, "some")
		some := r.among(list)
		for x, i := range list {
			for y, j := range list {
				if some.barred(x, y) != r.barred(i, j) || (some.find(x) == some.find(y)) != (r.find(i) == r.find(j)) {
					t.Fatalf("%v of %+v: %+v", list, r, some)
				}
			}
		}
	})
}

// on makes a judgement on a name of each of two documents of people.
func on(kind readout.JudgementKind, at int64, a, b *readout.Document, name, other string) readout.Judgement {
	anchor := func(d *readout.Document, words string) readout.Anchor {
		x := readout.Anchor{Report: d.Report.ID(), Exact: words}
		x.Span, _ = x.In(d.Report.Source)
		return x
	}
	return readout.Judgement{Kind: kind, A: anchor(a, name), B: anchor(b, other), By: "Ada", At: time.Unix(at, 0), Reason: "seen"}
}

// persons makes documents of people, each with an id.
func persons(lines ...[]string) (docs []*readout.Document, reports []int) {
	for i, l := range lines {
		d := people(l...)
		d.Report.Capture.SHA256 = fmt.Sprintf("%012x", i+1)
		docs, reports = append(docs, d), append(reports, i)
	}
	return docs, reports
}

func TestDecidedNames(t *testing.T) {
	const busiri, bousiri, boosiri = "Tarek al-Busiri | Foreign Minister | Omani", "Tariq al-Bousiri | foreign minister | Oman", "Tareq Boosiri | foreign minister | Oman"
	for _, c := range []struct {
		about      string
		lines      [][]string
		kind       readout.JudgementKind
		a, b       int // documents
		one, other string
		want       []string // as by who; nil where the judgement finds no place
		because    string
	}{
		{"unlike names", [][]string{{"Tarek Hamdani"}, {"Salma Orlov"}}, readout.MergeNames, 0, 1, "Tarek Hamdani", "Salma Orlov", []string{"Salma Orlov = Tarek Hamdani"}, "by Ada, 1970-01-01: seen"},
		{"one name alone", [][]string{{"Tarek Hamdani"}, {"Hamdani"}}, readout.MergeNames, 0, 1, "Tarek Hamdani", "Hamdani", []string{"Hamdani = Tarek Hamdani"}, "by Ada, 1970-01-01: seen"},
		{"beside the reasons of the program", [][]string{{busiri}, {bousiri}, {"Ilian Dravec"}}, readout.MergeNames, 0, 2, "Tarek al-Busiri", "Ilian Dravec", []string{"Ilian Dravec = Tarek al-Busiri = Tariq al-Bousiri"}, "by Ada, 1970-01-01: seen"},
		{"in one report", [][]string{{"Tarek Hamdani", "Salma Orlov"}}, readout.MergeNames, 0, 0, "Tarek Hamdani", "Salma Orlov", []string{"Salma Orlov = Tarek Hamdani"}, "by Ada, 1970-01-01: seen"},
		{"not one who is apart in a report", [][]string{{busiri}, {"Ilian Dravec", bousiri}}, readout.MergeNames, 0, 1, "Tarek al-Busiri", "Ilian Dravec", []string{"Ilian Dravec = Tarek al-Busiri", "Tariq al-Bousiri"}, "by Ada, 1970-01-01: seen"},
		{"one name", [][]string{{"Tarek Hamdani"}, {"Tarek Hamdani"}}, readout.SplitNames, 0, 1, "Tarek Hamdani", "Tarek Hamdani", []string{"Tarek Hamdani", "Tarek Hamdani"}, ""},
		{"one name, the third by office", [][]string{{"Tarek Hamdani | mayor | Selm"}, {"Tarek Hamdani | judge | Peru"}, {"Tarek Hamdani | judge | Peru"}}, readout.SplitNames, 0, 1, "Tarek Hamdani", "Tarek Hamdani", []string{"Tarek Hamdani", "Tarek Hamdani"}, ""},
		{"two spellings", [][]string{{busiri}, {bousiri}}, readout.SplitNames, 0, 1, "Tarek al-Busiri", "Tariq al-Bousiri", []string{"Tarek al-Busiri", "Tariq al-Bousiri"}, ""},
		{"two spellings that a third is like", [][]string{{busiri}, {bousiri}, {boosiri}}, readout.SplitNames, 0, 1, "Tarek al-Busiri", "Tariq al-Bousiri", []string{"Tarek al-Busiri", "Tareq Boosiri", "Tariq al-Bousiri"}, ""},
		{"one entity", [][]string{{"Tarek Hamdani"}}, readout.SplitNames, 0, 0, "Tarek", "Hamdani", nil, ""},
	} {
		docs, reports := persons(c.lines...)
		ds := decideOn(docs, []readout.Judgement{on(c.kind, 1, docs[c.a], docs[c.b], c.one, c.other)})
		ids := identify(docs, reports, nil, ds...)
		switch got := who(ids); {
		case (c.want == nil) != (ds[0].why != ""):
			t.Errorf("%s: %q", c.about, ds[0].why)
		case c.want != nil && !slices.Equal(got, c.want):
			t.Errorf("%s: %q", c.about, got)
		case c.because != "" && !slices.ContainsFunc(ids.list, func(id readout.Identity) bool {
			return len(id.Because) >= len(c.because) && id.Because[len(id.Because)-len(c.because):] == c.because
		}):
			t.Errorf("%s: %+v", c.about, ids.list)
		}
		keys := map[string]bool{}
		for _, id := range ids.list {
			if keys[id.Key] {
				t.Errorf("%s: two have the key %q", c.about, id.Key)
			}
			keys[id.Key] = true
		}
	}
}

// The last that was decided on names holds, the order of reports and judgements
// changes nothing, and nothing else parts what was joined.
func TestDecidedNamesHold(t *testing.T) {
	lines := []string{
		"Tarek al-Busiri | Foreign Minister | Omani", "Tariq al-Bousiri | foreign minister | Oman", "Tareq Boosiri | foreign minister | Oman",
		"Tarek Hamdani", "Sheikh Tarek Hamdani", "Salma Hamdani | president | Peru", "Ilian R. Dravec", "Ilian Dravec", "Ilian Dravec | judge | Peru", "Hamdani", "Dravec",
	}
	rapid.Check(t, func(t *rapid.T) {
		docs, reports := persons(rapid.SliceOfN(rapid.SliceOfNDistinct(rapid.SampledFrom(lines), 1, 3, rapid.ID), 2, 5).Draw(t, "reports")...)
		var js []readout.Judgement
		for n := range rapid.IntRange(1, 6).Draw(t, "judgements") {
			place := func(what string) (*readout.Document, string) {
				d := rapid.SampledFrom(docs).Draw(t, what)
				return d, rapid.SampledFrom(d.Entities).Draw(t, what+" name").Name
			}
			a, one := place("a")
			b, other := place("b")
			kind := rapid.SampledFrom([]readout.JudgementKind{readout.MergeNames, readout.SplitNames}).Draw(t, "kind")
			js = append(js, on(kind, int64(n+1), a, b, one, other))
		}
		ds := decideOn(docs, js)
		ids := identify(docs, reports, nil, ds...)
		last := ds[0]
		together := func(i, j int, a, b readout.Anchor) bool {
			x, y := memberAt(docs, i, a), memberAt(docs, j, b)
			p, in := ids.of[x]
			q, too := ids.of[y]
			return in && too && p == q
		}
		if last.why == "" && together(last.a[0], last.b[0], last.A, last.B) != (last.Kind == readout.MergeNames) {
			t.Fatalf("%s of %q and %q: %+v", last.Kind, last.A.Exact, last.B.Exact, ids.list)
		}
		for _, d := range ds {
			if d.why == "" && together(d.a[0], d.b[0], d.A, d.B) != (d.Kind == readout.MergeNames) {
				t.Fatalf("%s of %q and %q: %+v", d.Kind, d.A.Exact, d.B.Exact, ids.list)
			}
		}
		turned := rapid.Permutation(docs).Draw(t, "order")
		again := identify(turned, reports, nil, decideOn(turned, rapid.Permutation(js).Draw(t, "order of judgements"))...)
		if !slices.Equal(who(ids), who(again)) {
			t.Fatalf("%q, in another order %q", who(ids), who(again))
		}
	})
}

func memberAt(docs []*readout.Document, i int, a readout.Anchor) readout.Member {
	at, _ := a.In(docs[i].Report.Source)
	p := pool{docs: docs}
	return p.bearing([]int{i}, at)[0]
}
