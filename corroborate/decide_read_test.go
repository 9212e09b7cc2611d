package corroborate_test

import (
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/corroborate"
)

// words is a place in a document; all of it where there are none.
func words(d *readout.Document, exact string) readout.Anchor {
	a := readout.Anchor{Report: d.Report.ID(), Exact: exact}
	if i := strings.Index(d.Report.Source, exact); i >= 0 && exact != "" {
		a.Span = readout.Span{Start: i, End: i + len(exact)}
	}
	return a
}

func decided(kind readout.JudgementKind, at int, a, b readout.Anchor) readout.Judgement {
	return readout.Judgement{ID: int64(at), Kind: kind, A: a, B: b, By: "Ada Mellin", At: time.Date(2026, 3, 4, at, 0, 0, 0, time.UTC), Reason: "read both"}
}

const byAda = "by Ada Mellin, 2026-03-04: read both"

// holds reports evidence at the words of an anchor.
func holds(docs []*readout.Document, evidence []readout.Evidence, a readout.Anchor) bool {
	return slices.ContainsFunc(evidence, func(e readout.Evidence) bool {
		at, ok := a.In(docs[e.Report].Report.Source)
		return ok && docs[e.Report].Report.ID() == a.Report && at.Overlaps(e.Span)
	})
}

// both is the claim of a reading with evidence at both places.
func both(r *readout.Reading, a, b readout.Anchor) (readout.Claim, bool) {
	for _, s := range r.Stories {
		for _, c := range s.Claims {
			if holds(r.Docs, c.Evidence, a) && holds(r.Docs, c.Evidence, b) {
				return c, true
			}
		}
	}
	return readout.Claim{}, false
}

const (
	radioLead = "The harbour council voted on Monday to close the ferry pier of Ostrava Bay because of rust in the legs."
	formal    = "It was the first formal meeting between the dockers and the port company since the strike."
	faces     = "It was the first face-to-face meeting between the dockers and the port company since the strike."
)

func TestDecidedClaims(t *testing.T) {
	a := doc("Coast Wire", "", "2026-03-02", wireLead, formal, "Engineers found rust in eleven steel legs of the ferry pier, the harbour council said.",
		"Police arrested 47 dockers near the gates after a night of clashes with lorry drivers.")
	b := doc("Bay Radio", "", "2026-03-02", radioLead, faces, "Engineers found rust in eleven steel legs of the ferry pier, the port company said.",
		"At the gates of the harbour forty-seven dockers were arrested, a lawyer for their union said on Monday, and the mayor went home.")
	docs := []*readout.Document{a, b}
	for _, c := range []struct {
		about      string
		kind       readout.JudgementKind
		one, other readout.Anchor
		was, is    bool
	}{
		{"near twins joined", readout.MergeClaims, words(a, strings.TrimSuffix(formal, ".")), words(b, strings.TrimSuffix(faces, ".")), false, true},
		{"parts of statements joined", readout.MergeClaims, words(a, "a night of clashes"), words(b, "the mayor went home"), false, true},
		{"one in two reports parted", readout.SplitClaims, words(a, "Engineers found rust in eleven steel legs"), words(b, "Engineers found rust in eleven steel legs"), true, false},
		{"what is in common parted", readout.SplitClaims, words(a, "Police arrested 47 dockers"), words(b, "forty-seven dockers were arrested"), true, false},
		{"what is joined, joined", readout.MergeClaims, words(a, "Engineers found rust in eleven steel legs"), words(b, "Engineers found rust in eleven steel legs"), true, true},
	} {
		if _, was := both(corroborate.Read(docs, nil), c.one, c.other); was != c.was {
			t.Errorf("%s: in one claim before: %v", c.about, was)
		}
		j := decided(c.kind, 1, c.one, c.other)
		r := corroborate.ReadWith(docs, nil, []readout.Judgement{j})
		claim, is := both(r, c.one, c.other)
		if is != c.is || len(r.Unplaced) > 0 {
			t.Errorf("%s: in one claim: %v, unplaced %+v", c.about, is, r.Unplaced)
		}
		if is && (claim.Suggested || !strings.HasSuffix(claim.Reason, "; one claim "+byAda)) {
			t.Errorf("%s: %+v", c.about, claim)
		}
		back := j
		back.Kind, back.At = map[bool]readout.JudgementKind{true: readout.SplitClaims, false: readout.MergeClaims}[c.kind == readout.MergeClaims], j.At.Add(-time.Hour)
		same(t, c.about+", after the contrary", corroborate.ReadWith(docs, nil, []readout.Judgement{back, j}), r)
		back.At = j.At.Add(time.Hour)
		if _, is := both(corroborate.ReadWith(docs, nil, []readout.Judgement{back, j}), c.one, c.other); is != (back.Kind == readout.MergeClaims) {
			t.Errorf("%s: the contrary, later, does not win", c.about)
		}
		j.Undone = j.At
		same(t, c.about+", undone", corroborate.ReadWith(docs, nil, []readout.Judgement{j}), corroborate.Read(docs, nil))
	}
}

func same(t interface {
	Helper()
	Errorf(string, ...any)
}, about string, got, want *readout.Reading) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: another reading", about)
	}
}

// A match that is only suggested is one no more where somebody says that it is
// one.
func TestConfirming(t *testing.T) {
	a := doc("Coast Wire", "", "2026-03-03", "The passenger ferry that capsized off Port Ellery on Tuesday had no working radio, the harbour office said.", "At least 14 people died, according to the coast guard.")
	b := doc("Town Post", "", "2026-03-03", "At least 14 people died and 23 were missing after a passenger ferry capsized in heavy swell off Port Ellery on Tuesday evening, the coast guard said.")
	docs := []*readout.Document{a, b}
	one, other := words(a, "At least 14 people died"), words(b, "At least 14 people died")
	c, ok := both(corroborate.Read(docs, nil), one, other)
	if !ok || !c.Suggested {
		t.Fatalf("the two are not suggested: %v %+v", ok, c)
	}
	one, other = words(a, c.Evidence[0].Exact), words(b, c.Evidence[1].Exact)
	r := corroborate.ReadWith(docs, nil, []readout.Judgement{decided(readout.MergeClaims, 1, one, other)})
	got, ok := both(r, one, other)
	if !ok || got.Suggested || got.Count != c.Count || got.Level != c.Level || got.ID != c.ID {
		t.Errorf("%+v, before %+v", got, c)
	}
}

// Rules 1 and 2: to join a copy, or a relay, with what it passes on adds nothing.
func TestJoiningAddsNoVoice(t *testing.T) {
	relay := doc("Town Post", "", "2026-03-03", "The old ferry pier of Ostrava Bay stays shut, the harbour council decided on Monday after rust was found in its steel legs.",
		"Coast Wire reported that envoys of both sides saw each other, according to two unnamed people.")
	copied := doc("Lookout", "Coast Wire", "2026-03-04", wireLead, wireTalks, "Council leader Marit Solberg said a landing stage would open within two weeks.")
	docs := []*readout.Document{wire(), relay, copied}
	talks := "Negotiators for the dockers and the port company met directly at the customs house on Monday"
	for _, c := range []struct{ one, other readout.Anchor }{
		{words(docs[0], talks), words(copied, talks)},
		{words(docs[0], talks), words(relay, "envoys of both sides saw each other")},
		{words(copied, talks), words(relay, "envoys of both sides saw each other")},
	} {
		r := corroborate.ReadWith(docs, nil, []readout.Judgement{decided(readout.MergeClaims, 1, c.one, c.other)})
		if claim, ok := both(r, c.one, c.other); !ok || claim.Count != 1 || claim.Level != readout.Relayed {
			t.Errorf("%q and %q: %v %+v", c.one.Exact, c.other.Exact, ok, claim)
		}
	}
}

func TestUnplacedInReading(t *testing.T) {
	docs := pile()
	bus, gone := docs[3], words(docs[0], "no such words")
	for _, c := range []struct {
		about string
		j     readout.Judgement
		want  string // "" for none
	}{
		{"words that are not there", decided(readout.MergeClaims, 1, gone, words(docs[1], "rust")), "does not have the words"},
		{"no name", decided(readout.MergeNames, 1, words(docs[0], "voted"), words(docs[1], "steel")), "no name"},
		{"two stories", decided(readout.MergeClaims, 1, words(docs[0], "voted on Monday"), words(bus, "Nobody was hurt")), "two stories"},
		{"one statement", decided(readout.SplitClaims, 1, words(docs[0], "voted on Monday"), words(docs[0], "old ferry pier")), "one statement"},
		{"two ledgers", decided(readout.MergeClaims, 1, words(docs[0], "Negotiators for the dockers"), words(docs[0], "a landing stage would open within two weeks")), ""},
		{"no time", readout.Judgement{Kind: readout.SplitStories, A: words(docs[0], ""), B: words(bus, ""), By: "Ada"}, "no time"},
		{"another report", decided(readout.MergeStories, 1, words(docs[0], ""), readout.Anchor{Report: "ffffffffffff"}), ""},
		{"a note", func() readout.Judgement {
			j := decided(readout.Note, 1, gone, readout.Anchor{})
			j.Value = "look again"
			return j
		}(), "does not have the words"},
	} {
		r := corroborate.ReadWith(docs, nil, []readout.Judgement{c.j})
		if c.want == "" && len(r.Unplaced) > 0 || c.want != "" && (len(r.Unplaced) != 1 || !strings.Contains(r.Unplaced[0].Reason, c.want)) {
			t.Errorf("%s: %+v", c.about, r.Unplaced)
		}
	}
}

func TestNotes(t *testing.T) {
	docs := pile()
	j := decided(readout.Note, 1, words(docs[0], "rust in eleven steel legs"), readout.Anchor{})
	j.Value = "ask the engineers"
	r := corroborate.ReadWith(docs, nil, []readout.Judgement{j})
	found := 0
	for _, s := range r.Stories {
		for _, c := range s.Claims {
			switch n := r.Notes(&c); {
			case len(n) == 1 && n[0].Value == j.Value && holds(docs, c.Evidence, j.A):
				found++
			case len(n) > 0 || holds(docs, c.Evidence, j.A):
				t.Errorf("%q: %+v", c.Text, n)
			}
		}
	}
	r.Judgements = nil
	same(t, "a note changes nothing", r, corroborate.Read(docs, nil))
	if found == 0 {
		t.Error("no claim has the note")
	}
}

// A copy that is parted from its original has a story with title, days and
// speakers of its own.
func TestCopyInAStoryOfItsOwn(t *testing.T) {
	text := []string{wireLead, wireTalks, "Council leader Marit Solberg said on Monday that a landing stage would open within two weeks of the vote in Ostrava Bay."}
	a, b, c := doc("Coast Wire", "", "2026-03-02", text...), doc("Town Post", "", "2026-03-03", text...), doc("Bay Radio", "", "2026-03-04", text...)
	docs := []*readout.Document{a, b, c}
	r := corroborate.ReadWith(docs, nil, []readout.Judgement{
		decided(readout.SplitStories, 1, words(a, ""), words(b, "")), decided(readout.MergeStories, 2, words(b, ""), words(c, "")),
	})
	if len(r.Stories) != 2 {
		t.Fatalf("%d stories, unplaced %+v", len(r.Stories), r.Unplaced)
	}
	s := r.Stories[1]
	if len(s.Speakers) == 0 || len(s.Days) == 0 || len(s.Origins) != 1 || s.Origins[0].Name != "Town Post" {
		t.Errorf("origins %+v, speakers %+v, days %+v", s.Origins, s.Speakers, s.Days)
	}
	for _, c := range s.Claims {
		if c.Count > 1 {
			t.Errorf("two copies count twice: %+v", c)
		}
	}
}

// drawDecided makes judgements of all kinds that join or part, at words of the
// documents.
func drawDecided(t *rapid.T, docs []*readout.Document) []readout.Judgement {
	kinds := readout.JudgementKinds()[:6]
	draw := func(what string, n int) int { return rapid.IntRange(0, n-1).Draw(t, what) }
	place := func(kind readout.JudgementKind, what string) readout.Anchor {
		d := docs[draw(what, len(docs))]
		if kind == readout.MergeStories || kind == readout.SplitStories {
			return words(d, "")
		}
		var at readout.Span
		if kind == readout.MergeNames || kind == readout.SplitNames {
			at = d.Mentions[draw(what+" mention", len(d.Mentions))].Span
		} else {
			at = d.Statements[draw(what+" statement", len(d.Statements))].Span
			if draw(what+" part", 3) == 0 {
				i := slices.IndexFunc(d.Tokens, func(k readout.Token) bool { return k.Start >= at.Start })
				last := len(d.Tokens) - 1
				at = d.Tokens[min(last, i+draw(what+" first", 4))].Join(d.Tokens[min(last, i+draw(what+" last", 10))].Span)
			}
		}
		return readout.Anchor{Report: d.Report.ID(), Span: at, Exact: at.Of(d.Report.Source)}
	}
	var out []readout.Judgement
	for n := range rapid.IntRange(1, 6).Draw(t, "judgements") {
		kind := rapid.SampledFrom(kinds).Draw(t, "kind")
		j := decided(kind, rapid.IntRange(1, 5).Draw(t, "hour"), place(kind, "a"), place(kind, "b"))
		j.ID = int64(n)
		if j.Check() == nil {
			out = append(out, j)
		}
	}
	return out
}

// wholly is all that a reading says, whatever the order of its reports.
func wholly(r *readout.Reading) string {
	id := func(i int) string { return r.Docs[i].Report.ID() }
	var out []string
	for _, s := range r.Stories {
		for _, i := range s.Reports {
			out = append(out, s.ID+" report "+id(i))
		}
		for _, c := range s.Claims {
			var at []string
			for _, e := range c.Evidence {
				at = append(at, id(e.Report)+" "+e.Exact+" "+s.Origins[e.Origin].Name+" "+s.Roots[e.Root].ID)
			}
			slices.Sort(at)
			out = append(out, fmt.Sprint(c.ID, c.Ledger, c.Level, c.Count, c.Independence, c.Suggested, c.Reason, c.Status, at))
		}
		for _, p := range s.People {
			var at []string
			for _, n := range p.Names {
				at = append(at, id(n.Ref.Report)+" "+n.Name)
			}
			slices.Sort(at)
			out = append(out, fmt.Sprint(p.Type, p.Key, p.Because, at))
		}
		for _, d := range s.Differences {
			out = append(out, fmt.Sprint(d.ID, d.Kind, d.About, len(d.Sides)))
		}
	}
	slices.Sort(out)
	for _, u := range r.Unplaced {
		out = append(out, fmt.Sprint(u.Judgement.ID, u.Reason))
	}
	return strings.Join(out, "\n")
}

// What was decided holds where it has a place, and only reading order is left to
// chance.
func TestDecidedHolds(t *testing.T) {
	docs := append(pile(), doc("Bay Radio", "", "2026-03-02", radioLead, "Engineers found rust in fourteen steel legs of the ferry pier, the port company said.",
		"Marit Solberg, leader of the council, spoke of a landing stage that opens within two weeks."))
	rapid.Check(t, func(t *rapid.T) {
		js := drawDecided(t, docs)
		r := corroborate.ReadWith(docs, nil, js)
		turned := corroborate.ReadWith(rapid.Permutation(docs).Draw(t, "order"), nil, rapid.Permutation(js).Draw(t, "order of judgements"))
		if got, want := wholly(turned), wholly(r); got != want {
			t.Fatalf("in another order\n%s\nnot\n%s", got, want)
		}
		printable(t, r)
		for _, j := range r.Judgements {
			if slices.ContainsFunc(r.Unplaced, func(u readout.Unplaced) bool { return u.Judgement.ID == j.ID }) {
				continue
			}
			_, claim := both(r, j.A, j.B)
			switch j.Kind {
			case readout.MergeClaims, readout.SplitClaims:
				if claim != (j.Kind == readout.MergeClaims) {
					t.Fatalf("%s of %q and %q: in one claim: %v", j.Kind, j.A.Exact, j.B.Exact, claim)
				}
			case readout.MergeStories, readout.SplitStories:
				if one := oneStory(r, j); one != (j.Kind == readout.MergeStories) {
					t.Fatalf("%s: in one story: %v", j.Kind, one)
				}
			}
		}
		if len(js) > 0 {
			undone := slices.Clone(js)
			k := rapid.IntRange(0, len(js)-1).Draw(t, "undone")
			undone[k].Undone = undone[k].At
			same(t, "undone", corroborate.ReadWith(docs, nil, undone), corroborate.ReadWith(docs, nil, slices.Delete(slices.Clone(js), k, k+1)))
		}
	})
}

// printable reports that every place of a reading leads somewhere.
func printable(t interface {
	Helper()
	Fatal(...any)
}, r *readout.Reading) {
	t.Helper()
	for _, form := range []func(io.Writer, *readout.Reading, brief.Options) error{brief.Text, brief.Markdown, brief.JSON} {
		if err := form(io.Discard, r, brief.Options{}); err != nil {
			t.Fatal(err)
		}
	}
}

func oneStory(r *readout.Reading, j readout.Judgement) bool {
	return slices.ContainsFunc(r.Stories, func(s readout.Story) bool {
		in := func(a readout.Anchor) bool {
			return slices.ContainsFunc(s.Reports, func(i int) bool { return r.Docs[i].Report.ID() == a.Report })
		}
		return in(j.A) && in(j.B)
	})
}

// A copy that is joined with its original, statement by statement, raises no
// count.
func TestJoiningACopyRaisesNoCount(t *testing.T) {
	docs := pile()
	highest := func(r *readout.Reading) map[string]int {
		m := map[string]int{}
		for _, s := range r.Stories {
			for _, c := range s.Claims {
				for _, e := range c.Evidence {
					k := string(c.Ledger) + e.Exact
					m[k] = max(m[k], c.Count)
				}
			}
		}
		return m
	}
	rapid.Check(t, func(t *rapid.T) {
		of := docs[rapid.IntRange(0, len(docs)-1).Draw(t, "of")]
		copied := doc("Mirror", rapid.SampledFrom([]string{"", of.Report.Outlet.Value}).Draw(t, "credit"), "2026-03-09", strings.Split(of.Report.Source, "\n")...)
		all := append(slices.Clone(docs), copied)
		var js []readout.Judgement
		for k := range of.Statements {
			if rapid.Bool().Draw(t, "joined") {
				at := of.Statements[k].Of(of.Report.Source)
				js = append(js, decided(readout.MergeClaims, k+1, words(of, at), words(copied, at)))
			}
		}
		before := highest(corroborate.Read(all, nil))
		for k, n := range highest(corroborate.ReadWith(all, nil, js)) {
			if n > before[k] {
				t.Fatalf("%q rises from %d to %d", k, before[k], n)
			}
		}
	})
}

// Any words of two reports, whatever is decided on them, give a sound reading, and
// what is decided holds or is listed.
func FuzzReadWith(f *testing.F) {
	f.Add("voted on Monday", "rust in its steel legs", 0, 90, uint8(2))
	f.Add("Marit Solberg", "Coast Wire", 200, -1, uint8(0))
	f.Add("e", "e", 1<<40, 3, uint8(3))
	f.Add("\xa9", " ", 0, 0, uint8(2))
	docs := pile()
	f.Fuzz(func(t *testing.T, one, other string, at, to int, kind uint8) {
		j := decided(readout.JudgementKinds()[int(kind)%6], 1, words(docs[0], one), words(docs[1], other))
		j.A.Span, j.B.Span = readout.Span{Start: at, End: at + len(one)}, readout.Span{Start: to, End: to + len(other)}
		r := corroborate.ReadWith(docs, nil, []readout.Judgement{j})
		printable(t, r)
		if len(r.Unplaced) > 0 {
			return
		}
		if _, claim := both(r, j.A, j.B); claim != (j.Kind == readout.MergeClaims) && (j.Kind == readout.MergeClaims || j.Kind == readout.SplitClaims) {
			t.Fatalf("%s: in one claim: %v", j.Kind, claim)
		}
	})
}
