package stance

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/readout-project/readout/internal/boost"
)

const storm = `The ferry Alda sank off Port Quell on Sunday, the coast guard said. All 40 passengers were saved.

The owner, Varra Lines, said the ship had been inspected in May.`

// denial is a report that is written against a claim.
const denial = `No, the ferry Alda did not sink off Port Quell. The story is a hoax.

The coast guard denied the false report on Monday. "That is fake, it never happened," a spokesman said. The photo was doctored, and the rumour was debunked by Varra Lines.`

func TestJudge(t *testing.T) {
	for _, c := range []struct {
		claim, text string
		want        []Stance
	}{
		{"Ferry Alda sinks off Port Quell", storm, []Stance{Agree, Discuss}},
		{"Hoax: ferry Alda did not sink off Port Quell, coast guard says", denial, []Stance{Agree}},
		{"Minister of finance resigns in Orra over budget vote", storm, []Stance{Unrelated}},
		{"Ferry Alda sinks off Port Quell", "", []Stance{Unrelated}},
	} {
		got := Prepare(c.text).Judge(c.claim)
		ok := false
		for _, w := range c.want {
			ok = ok || got.Stance == w
		}
		if !ok {
			t.Errorf("%q to %.40q: %s, want one of %v", c.claim, c.text, got.Stance, c.want)
		}
	}
}

func TestEvidenceIsTheNearestSentenceFirst(t *testing.T) {
	got := Prepare(storm).Judge("Ferry Alda sinks off Port Quell")
	if len(got.Evidence) == 0 || !strings.HasPrefix(storm[got.Evidence[0].Start:], "The ferry Alda sank") {
		t.Errorf("evidence %v", got.Evidence)
	}
}

func TestTheTextIsReadUpToABound(t *testing.T) {
	long := strings.Repeat("The ferry Älda sank. ", 20_000)
	p := Prepare(long)
	if p.Unread() == 0 || len(p.sentences) > mostSentences {
		t.Errorf("%d sentences, %d bytes unread of %d", len(p.sentences), p.Unread(), len(long))
	}
	if got := Prepare(storm).Unread(); got != 0 {
		t.Errorf("%d bytes of a short report unread", got)
	}
}

// TestModelText reads the embedded model, writes it, and refuses broken ones.
func TestModelText(t *testing.T) {
	head, rest, _ := strings.Cut(modelText, "\n")
	m := embedded()
	text, err := m.Text(boost.Header{})
	if err != nil {
		t.Fatal(err)
	}
	if _, body, _ := strings.Cut(text, "\n"); body != rest {
		t.Error("what is written is not what was read")
	}
	for name, broken := range map[string]string{
		"no header":      rest,
		"a stance fewer": head + "\n" + rest[:strings.Index(rest, "stance 3")],
		"out of order":   head + "\n" + strings.Replace(rest, "stance 0", "stance 1", 1),
		"no number":      head + "\n" + strings.Replace(rest, "node ", "node x", 1),
		"no such line":   head + "\nleaf 1\n" + rest,
		"far measure":    head + "\n" + strings.Replace(rest, "node ", "node 9", 1),
	} {
		if _, err := ParseModel(broken); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// FuzzJudge wants spans of the text, in order, none for what is unrelated, and
// the same verdict twice.
func FuzzJudge(f *testing.F) {
	f.Add("Ferry Alda sinks off Port Quell", storm)
	f.Add("Is it \"true\"? 12 12", denial)
	f.Add("\xff", "a\xffb. \u200b")
	f.Fuzz(func(t *testing.T, claim, text string) {
		p := Prepare(text)
		v := p.Judge(claim)
		if (v.Stance == Unrelated) != (len(v.Evidence) == 0) && p.measure(claim).best >= 0 {
			t.Errorf("%s with %d sentences", v.Stance, len(v.Evidence))
		}
		end := 0
		for _, s := range v.Evidence {
			if s.Start < end || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("evidence %v", v.Evidence)
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[s.Start:s.End]) {
				t.Errorf("evidence %v cuts a code point", s)
			}
			end = s.End
		}
		again := Prepare(text).Judge(claim)
		if again.Stance != v.Stance || len(again.Evidence) != len(v.Evidence) {
			t.Errorf("%v, then %v", v, again)
		}
	})
}

func BenchmarkJudge(b *testing.B) {
	text := strings.Repeat(storm+"\n\n"+denial+"\n\n", 8)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Prepare(text).Judge("Ferry Alda sinks off Port Quell with 40 passengers")
	}
}
