package gold

import (
	"fmt"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for in, want := range map[string]string{
		"[Q Taxes will rise], [C said] [S the minister].": "Taxes will rise, said the minister. | Q0:Taxes will rise C0:said S0:the minister",
		"[Q [S She] [C said] it], [C wrote] [S Ana].":     "She said it, wrote Ana. | Q0:She said it S1:She C1:said C0:wrote S0:Ana",
		"No span here.":               "No span here. | ",
		`He \[sic\] [C said\]] a\\b.`: `He [sic] said] a\b. | C0:said]`,
		"[a-1:x é]":                   "é | a-1:x0:é",
		"[A ][B ]x":                   "x | A0: B0:",
		"[Person  Ana]":               " Ana | Person0: Ana",
		"[A [B x]][A y]":              "xy | A0:x B1:x A0:y",
	} {
		got, err := Parse(in)
		if err != nil {
			t.Errorf("Parse(%q): %v", in, err)
			continue
		}
		var spans []string
		for _, s := range got.Spans {
			spans = append(spans, fmt.Sprintf("%s%d:%s", s.Label, s.Depth, s.Of(got.Text)))
		}
		if g := got.Text + " | " + strings.Join(spans, " "); g != want {
			t.Errorf("Parse(%q):\n got %s\nwant %s", in, g, want)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for in, want := range map[string]string{
		"a [Q b":   "byte 2: a bracket does not close",
		"a] b":     "byte 1: a bracket closes nothing",
		"a [b]":    "byte 2: a bracket without a label",
		"[1 b]":    "byte 0: a bracket without a label",
		`a \`:      "byte 2: a backslash ends the line",
		"[A [B x]": "byte 0: a bracket does not close",
	} {
		_, err := Parse(in)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Parse(%q) gives the error %v, want %q", in, err, want)
		}
	}
}

func TestWords(t *testing.T) {
	x := MustParse("[S Ana] and [S Bo] [C said] so.")
	if got := strings.Join(x.Words("S"), ","); got != "Ana,Bo" {
		t.Errorf("Words(S) = %s, want Ana,Bo", got)
	}
	if got := x.Labelled("X"); got != nil {
		t.Errorf("Labelled(X) = %v, want none", got)
	}
	defer func() {
		if recover() == nil {
			t.Error("MustParse took a case that does not close")
		}
	}()
	MustParse("[S")
}

func FuzzParse(f *testing.F) {
	f.Add("[Q [S She] [C said] it], [C wrote] [S Ana].")
	f.Add(`\[[A ][B [C ]x]`)
	f.Fuzz(func(t *testing.T, in string) {
		x, err := Parse(in)
		if err != nil {
			return
		}
		for _, s := range x.Spans {
			if s.Start < 0 || s.End < s.Start || s.End > len(x.Text) {
				t.Fatalf("span %v lies outside the text", s)
			}
		}
	})
}
