package correct_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/correct"
	"github.com/readout-project/readout/corroborate"
)

// report makes a report of paragraphs, the first its headline.
func report(paragraphs ...string) *readout.Report {
	r := &readout.Report{Source: strings.Join(paragraphs, "\n"), Outlet: readout.Found{Value: "Coast Wire", Basis: "test"}, Published: readout.Found{Value: "2026-03-02", Basis: "test"}}
	r.Capture.SHA256 = fmt.Sprintf("%-12x", len(r.Source))
	at := 0
	for i, p := range paragraphs {
		role := readout.RoleBody
		if i == 0 {
			role = readout.RoleHeadline
		}
		r.Blocks = append(r.Blocks, readout.Block{Span: readout.Span{Start: at, End: at + len(p)}, Role: role, Reason: "test", Repeats: -1})
		at += len(p) + 1
	}
	return r
}

func sample() *readout.Report {
	return report("Ferry pier of Ostrava Bay closes",
		"The harbour council voted on Friday to close the old ferry pier.",
		"Council leader Marit Solberg opened the session. “We will not put a passenger on those legs,” he said.",
		"The council has no money for a new bridge.",
		"Town Post reported that the dockers had left the talks.",
		"Sign up for our letter",
		"The council has no money for a new bridge.",
		"The ministry did not respond to questions.")
}

// says makes a judgement on words of a report; on the whole of it where there are
// none.
func says(r *readout.Report, kind readout.JudgementKind, words, value string) readout.Judgement {
	j := readout.Judgement{Kind: kind, Value: value, By: "Ada Mellin", At: time.Date(2026, 3, 4, 9, 0, 0, 0, time.UTC), Reason: "seen in print"}
	j.A = readout.Anchor{Report: r.ID(), Exact: words}
	if i := strings.Index(r.Source, words); i >= 0 && words != "" {
		j.A.Span = readout.Span{Start: i, End: i + len(words)}
	}
	return j
}

const basis = "by Ada Mellin, 2026-03-04: seen in print"

func TestReport(t *testing.T) {
	r := sample()
	got, out := correct.Report(r, []readout.Judgement{
		says(r, readout.BlockRole, "Sign up", string(readout.RoleBody)),
		says(r, readout.BlockRole, "opened the session", string(readout.RoleTeaser)),
		says(r, readout.DateIs, "", "2026-03-06T10:00:00Z"),
	})
	if len(out) != 0 {
		t.Fatalf("unplaced: %+v", out)
	}
	if b := got.Blocks[5]; b.Role != readout.RoleBody || b.Reason != basis {
		t.Errorf("put back: %+v", b)
	}
	if b := got.Blocks[2]; b.Role != readout.RoleTeaser || b.Reason != basis {
		t.Errorf("set aside: %+v", b)
	}
	if got.Published != (readout.Found{Value: "2026-03-06T10:00:00Z", Basis: basis}) {
		t.Errorf("published %+v", got.Published)
	}
	if _, err := got.Ledger(); err != nil {
		t.Error(err)
	}
	if r.Blocks[5].Reason != "test" || r.Published.Value != "2026-03-02" {
		t.Error("the report that was given is changed")
	}
}

func TestRepeat(t *testing.T) {
	r := sample()
	j := says(r, readout.BlockRole, "The council has no money for a new bridge.", string(readout.RoleRepeat))
	last := r.Blocks[6].Span
	j.A.Span = last
	got, out := correct.Report(r, []readout.Judgement{j})
	if len(out) != 0 || got.Blocks[6].Role != readout.RoleRepeat || got.Blocks[6].Repeats != 3 || got.Blocks[3].Repeats != -1 {
		t.Errorf("%+v, unplaced %+v", got.Blocks[6], out)
	}
	back := j
	back.Value, back.At = string(readout.RoleBody), j.At.Add(time.Hour)
	got, _ = correct.Report(r, []readout.Judgement{back, j})
	if b := got.Blocks[6]; b.Role != readout.RoleBody || b.Repeats != -1 {
		t.Errorf("the later does not win: %+v", b)
	}
}

func TestUnplaced(t *testing.T) {
	r := sample()
	d := annotate.Document(r)
	for _, c := range []struct {
		name string
		j    readout.Judgement
		want string
	}{
		{"words that are not there", says(r, readout.BlockRole, "the new ferry pier", "body"), "does not have the words"},
		{"two blocks", says(r, readout.BlockRole, "closes\nThe", "body"), "no block holds"},
		{"no other block", says(r, readout.BlockRole, "Sign up", "repeat"), "no other block"},
		{"no role", says(r, readout.BlockRole, "Sign up", "lede"), "no role"},
		{"no date", says(r, readout.DateIs, "", "last Friday"), "no date of publication"},
		{"no day of the calendar", says(r, readout.DateIs, "", "2026-02-30"), "no date of publication"},
		{"no value", says(r, readout.DateIs, "Friday", "the sixth"), "no value"},
		{"no time expression", says(r, readout.DateIs, "ferry pier", "2026-03-06"), "no time expression"},
		{"no words", says(r, readout.SpeakerIs, "did not respond", "Ada"), "nobody says anything"},
	} {
		_, out := correct.Report(r, []readout.Judgement{c.j})
		out = append(out, correct.Document(d, []readout.Judgement{c.j})...)
		if len(out) != 1 || !strings.Contains(out[0].Reason, c.want) {
			t.Errorf("%s: %+v", c.name, out)
		}
	}
	undone := says(r, readout.BlockRole, "nowhere", "body")
	undone.Undone = undone.At
	other := says(r, readout.BlockRole, "nowhere", "body")
	other.A.Report = "elsewhere"
	if _, out := correct.Report(r, []readout.Judgement{undone, other}); len(out) != 0 {
		t.Errorf("undone, or on another report: %+v", out)
	}
}

func TestDate(t *testing.T) {
	r := sample()
	d, out := correct.Annotate(r, []readout.Judgement{says(r, readout.DateIs, "Friday", "2026-02-27")})
	i := slices.IndexFunc(d.Timexes, func(t readout.Timex) bool { return t.Of(r.Source) == "Friday" })
	if len(out) != 0 || i < 0 || d.Timexes[i].Value != "2026-02-27" || d.Timexes[i].Derivation != basis {
		t.Errorf("%+v, unplaced %+v", d.Timexes, out)
	}
	if err := d.Check(); err != nil {
		t.Error(err)
	}
}

// The day of publication is what "Friday" is counted from.
func TestPublishedMovesDates(t *testing.T) {
	r := sample()
	d, _ := correct.Annotate(r, []readout.Judgement{says(r, readout.DateIs, "", "2026-05-04")})
	i := slices.IndexFunc(d.Timexes, func(t readout.Timex) bool { return t.Of(r.Source) == "Friday" })
	if i < 0 || d.Timexes[i].Value != "2026-05-01" {
		t.Errorf("%+v", d.Timexes)
	}
}

func TestSpeaker(t *testing.T) {
	for _, c := range []struct {
		words, name string
		kind        readout.SourceKind
		form        readout.Form
		hops        int
		named       bool
	}{
		{"We will not put a passenger on those legs", "Marit Solberg", readout.Official, readout.Direct, 2, true},
		{"We will not put a passenger on those legs", "Oskar Breuer", readout.NamedPerson, readout.Direct, 2, false},
		{"The council has no money for a new bridge", "the harbour ministry", readout.Body, readout.Indirect, 2, false},
		{"the dockers had left the talks", "Marit Solberg", readout.Official, readout.Indirect, 3, true},
	} {
		r := sample()
		d, out := correct.Annotate(r, []readout.Judgement{says(r, readout.SpeakerIs, c.words, c.name)})
		if len(out) != 0 {
			t.Errorf("%q: %+v", c.words, out)
		}
		if err := d.Check(); err != nil {
			t.Error(err)
		}
		i := slices.IndexFunc(d.Statements, func(s readout.Statement) bool { return strings.Contains(s.Of(r.Source), c.words) })
		if i < 0 {
			t.Fatalf("no statement with %q", c.words)
		}
		st := &d.Statements[i]
		hop := st.Root()
		if hop.Name != c.name || hop.Kind != c.kind || hop.Unresolved || (hop.Entity >= 0) != c.named || len(st.Chain) != c.hops || st.Form != c.form || !strings.Contains(st.Rule, "by Ada Mellin") {
			t.Errorf("%q: %+v", c.words, *st)
		}
		if a := d.Attributions[st.Attribution]; a.Entity != hop.Entity || a.Kind != hop.Kind || !strings.Contains(a.Rule, "by Ada Mellin") {
			t.Errorf("%q: %+v", c.words, a)
		}
	}
}

// Whatever is judged, wherever, the report's ledger and the document hold.
func FuzzCorrect(f *testing.F) {
	f.Add("Friday", "2026-03-06", "body", 40, uint8(0))
	f.Add("“We will", "Marit Solberg", "said", 130, uint8(1))
	f.Add("", "2026-03-06T10:00:00Z", "", -3, uint8(2))
	f.Add("\xa9", "repeat", "x", 1<<40, uint8(3))
	f.Add("The council has no money for a new bridge.", "repeat", "", 0, uint8(3))
	kinds := []readout.JudgementKind{readout.DateIs, readout.SpeakerIs, readout.DateIs, readout.BlockRole, readout.Note, readout.MergeNames}
	base := sample()
	f.Fuzz(func(t *testing.T, words, value, other string, start int, kind uint8) {
		one := readout.Judgement{Kind: kinds[int(kind)%len(kinds)], Value: value, By: "A", At: time.Unix(1, 0)}
		one.A = readout.Anchor{Report: base.ID(), Exact: words, Span: readout.Span{Start: start, End: start + len(words)}}
		two := one
		two.Kind, two.Value, two.At = readout.SpeakerIs, other, time.Unix(2, 0)
		js := []readout.Judgement{one, two}
		r, _ := correct.Report(base, js)
		if _, err := r.Ledger(); err != nil {
			t.Fatal(err)
		}
		for i, b := range r.Blocks {
			if (b.Role == readout.RoleRepeat) != (b.Repeats >= 0) || b.Repeats == i || b.Repeats >= len(r.Blocks) {
				t.Fatalf("block %d: %+v", i, b)
			}
		}
		d, out := correct.Annotate(base, js)
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		if len(out) > len(js) {
			t.Fatalf("%+v", out)
		}
	})
}

// What a person gives to a speaker is theirs in the reading: the root, the claim
// that it was said and the list of speakers.
func TestSpeakerInReading(t *testing.T) {
	a := sample()
	const words = "The council has no money for a new bridge"
	read := func(js ...readout.Judgement) readout.Story {
		d, out := correct.Annotate(a, js)
		r := corroborate.ReadWith([]*readout.Document{d}, nil, js)
		if len(out)+len(r.Unplaced) > 0 || len(r.Stories) != 1 {
			t.Fatalf("unplaced %+v %+v, %d stories", out, r.Unplaced, len(r.Stories))
		}
		return r.Stories[0]
	}
	said := func(s readout.Story) (root string) {
		for _, c := range s.Claims {
			if c.Ledger == readout.WasSaid && strings.Contains(c.Text, words) {
				root = s.Roots[c.Evidence[0].Root].Name
			}
		}
		return root
	}
	speaks := func(s readout.Story) bool {
		return slices.ContainsFunc(s.Speakers, func(x readout.Speaker) bool {
			return x.Name == "Marit Solberg" && x.Identity >= 0 && slices.ContainsFunc(x.Utterances, func(u readout.Utterance) bool { return u.Claim >= 0 && s.Claims[u.Claim].Text == words })
		})
	}
	j := says(a, readout.SpeakerIs, words, "Marit Solberg")
	if s := read(); said(s) != "" || speaks(s) {
		t.Error("own voice has a speaker")
	}
	if s := read(j); said(s) != "Marit Solberg" || !speaks(s) {
		t.Errorf("said by %q: %+v", said(s), s.Speakers)
	}
}
