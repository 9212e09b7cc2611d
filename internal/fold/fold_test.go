package fold

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestKey(t *testing.T) {
	for in, want := range map[string]string{
		"“Señor\u00a0 Peña”":       `"senor pena"`,
		"al‑Būṣaydī":               "al-busaydi",
		"  A\u200bB\tC ":           "ab c",
		"Straße–Øresund":           "strasse-oresund",
		"Foreign Policy’s request": "foreign policy's request",
	} {
		if got := Key(in); got != want {
			t.Errorf("Key(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	for in, want := range map[string]string{
		"The U.S. and Iran’s envoys": "the us and iran envoys",
		"didn’t, 3,700 km (2.5%)":    "didnt 3700 km 2.5",
		"At 10am. Then":              "at 10am then",
		"Plan B. Then":               "plan b then",
	} {
		if got := strings.Join(Words(in), " "); got != want {
			t.Errorf("Words(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzKey(f *testing.F) {
	f.Add("“Señor\u00a0 Peña” – U.S.")
	f.Add("ſ ǅ İ ﬁ ½")
	f.Fuzz(func(t *testing.T, s string) {
		k := Key(s)
		if again := Key(k); again != k {
			t.Errorf("Key is not idempotent: %q -> %q -> %q", s, k, again)
		}
		if l := Line(s); Line(l) != l {
			t.Errorf("Line is not idempotent: %q", s)
		}
		Words(s)
	})
}

func TestWordsOfPlainText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOfN(rapid.SampledFrom([]rune("aBsS1z.,'`-\" \n\t\x00@[{")), 0, 30, -1).Draw(t, "s")
		if got, want := Words(s), keyWords(Key(s)); !slices.Equal(got, want) {
			t.Fatalf("%q: %q, not %q", s, got, want)
		}
	})
}
