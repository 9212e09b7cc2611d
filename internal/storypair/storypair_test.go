package storypair

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout/internal/fold"
)

func profile(text string, day int) *Profile {
	l := NewLexicon()
	return l.Profile(nil, l.Words(text), day)
}

const (
	quakeEast  = "A magnitude 5.8 earthquake shook the Harran valley on Sunday, killing four people and cutting the road to Tavsan, officials said."
	quakeEast2 = "Four people died when an earthquake of magnitude 5.8 hit Harran valley on Sunday. The road to Tavsan was cut, said officials."
	quakeWest  = "A magnitude 6.4 earthquake shook the island of Quirimba on Thursday, injuring nine people and damaging the harbour of Lodu, officials said."
	harvest    = "Plum growers in Orlava picked their first fruit two weeks early after a warm spring, the cooperative said."
)

func TestScore(t *testing.T) {
	same, kind, none := score(quakeEast, quakeEast2), score(quakeEast, quakeWest), score(quakeEast, harvest)
	if same < 0.6 || kind > 0.33 || none > kind {
		t.Errorf("one event %.2f, two of one kind %.2f, nothing in common %.2f", same, kind, none)
	}
}

func score(a, b string) float64 { return Score(profile(a, 0), profile(b, 0)) }

func TestDaysOfMonths(t *testing.T) {
	a, b, c := profile("It was on June 5.", 0), profile("On 5 June it was.", 0), profile("On June 6th it was.", 0)
	if Shared(a.Days, b.Days) != 1 || Shared(a.Days, c.Days) != 0 || len(c.Days) != 1 {
		t.Errorf("got %v, %v, %v", a.Days, b.Days, c.Days)
	}
}

// The words are those of package fold, however the text is cut into fields.
func TestWordsAreFolded(t *testing.T) {
	l := NewLexicon()
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.SampledFrom([]rune("ab é.'’,1 \n\t\u00a0\u200b-S\u00a8"))).Draw(t, "text")
		got, want := l.Words(s), fold.Words(s)
		if len(got) != len(want) {
			t.Fatalf("%q: %d words, want %q", s, len(got), want)
		}
		for i := range got {
			if got[i].Hash != Hash(want[i]) {
				t.Fatalf("%q: word %d is not %q", s, i, want[i])
			}
		}
	})
}

// The score of two texts is the same in either order and whatever was read
// before them.
func TestScoreOfTwoAlone(t *testing.T) {
	texts := rapid.SampledFrom([]string{quakeEast, quakeEast2, quakeWest, harvest, "", "Monday.", "5 May 5"})
	rapid.Check(t, func(t *rapid.T) {
		l := NewLexicon()
		l.Words(rapid.String().Draw(t, "before"))
		l.Profile(nil, l.Words(texts.Draw(t, "read before")), 0)
		a, b := texts.Draw(t, "a"), texts.Draw(t, "b")
		p, q := l.Profile(l.Words(a), l.Words(a), 3), l.Profile(nil, l.Words(b), 9)
		m := NewLexicon()
		want := Score(m.Profile(nil, m.Words(b), 9), m.Profile(m.Words(a), m.Words(a), 3))
		if got := Score(p, q); got != want || math.IsNaN(got) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}
