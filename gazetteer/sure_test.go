package gazetteer

import (
	"strings"
	"testing"

	"github.com/readout-project/readout"
	"pgregory.net/rapid"
)

// marked writes the sure heads of a report of sentences divided by "|".
func marked(report string) string {
	var in [][]string
	for s := range strings.SplitSeq(report, "|") {
		in = append(in, strings.Fields(s))
	}
	var out []string
	for i, types := range Sure(in) {
		for j, t := range types {
			if t != "" {
				out = append(out, in[i][j]+"="+string(t))
			}
		}
	}
	return strings.Join(out, " ")
}

func TestSure(t *testing.T) {
	for report, want := range map[string]string{
		"": "",
		"Yesterday Maria Quellin met the mayor of the town . | Later on Quellin left the town .": "Maria=person Quellin=person",
		"They said that Mr. Quellin was ill .":                                                   "Quellin=person",
		"He walks from Peru to the West Bank of his dreams .":                                    "Peru=place Bank=place",
		"The baker Maria Quellin sells bread .":                                                  "",
		"She works for the Pump Repair Institute in town .":                                      "Institute=organization",
		"They asked NATO and then the World Health Organization for help .":                      "NATO=organization Organization=organization",
		"MARIA QUELLIN MET THE MAYOR":                                                            "",
		"She saw Jordan there .":                                                                 "",
		"The state of Peru is large and green .":                                                 "",
	} {
		if got := marked(report); got != want {
			t.Errorf("%q: %s, want %s", report, got, want)
		}
	}
}

// TestSureIsTotal tries reports of words that are likely to make runs.
func TestSureIsTotal(t *testing.T) {
	word := rapid.SampledFrom([]string{"Maria", "Quellin", "Mr.", "the", "of", "-", "New", "York", "van", "United", "Nations", "U.S.", "", "\xff", "É", "Bank", "al", "."})
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.SliceOfN(rapid.SliceOfN(word, 0, 12), 0, 4).Draw(t, "report")
		got := Sure(in)
		if len(got) != len(in) {
			t.Fatalf("%d sentences for %d", len(got), len(in))
		}
		for i := range in {
			if len(got[i]) != len(in[i]) {
				t.Fatalf("%d types for %d words", len(got[i]), len(in[i]))
			}
			for j, typ := range got[i] {
				if typ != "" && typ != readout.Person && !capital(in[i][j]) {
					t.Fatalf("%q heads a name", in[i][j])
				}
			}
		}
	})
}
