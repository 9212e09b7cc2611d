package corroborate_test

import (
	"slices"
	"testing"

	"github.com/readout-project/readout"
)

// Nobody gets the words of another: whatever stands under a speaker has that
// speaker at the end of its chain, once, and nothing attributed is lost.
func TestSpeakersHaveTheirOwnWords(t *testing.T) {
	a := doc("Coast Wire", "", "2026-03-02", wireLead, "“We will not put a single passenger on those legs again,” council leader Marit Solberg said. She added that a stage would open in May.",
		wireTalks, "A former engineer said the port company had known of the rust.")
	b := doc("Bay Radio", "", "2026-03-02", "The pier of Ostrava Bay closes at once, the harbour council ruled on Monday, and a temporary stage follows.",
		"Marit Solberg, the council leader, said: “We will not put a single passenger on those legs again, whatever the engineers promise.”",
		"A former engineer said nobody had listened to him.")
	s := story(t, a, b)
	docs := []*readout.Document{a, b}
	seen := map[readout.StatementAt]bool{}
	byName := map[string]int{}
	for _, x := range s.Speakers {
		byName[x.Name]++
		for _, u := range x.Utterances {
			for _, at := range append([]readout.StatementAt{u.StatementAt}, u.Also...) {
				if seen[at] {
					t.Errorf("%+v stands twice", at)
				}
				seen[at] = true
				hop := docs[at.Report].Statements[at.Statement].Root()
				if hop.Kind != x.Kind && x.Identity < 0 || hop.Unresolved != x.Unresolved {
					t.Errorf("%q under %q", hop.Name, x.Name)
				}
			}
		}
	}
	if byName["Marit Solberg"] != 1 || byName["A former engineer"] != 2 {
		t.Errorf("speakers %v: one Solberg in both reports, and an engineer in each", byName)
	}
	i := slices.IndexFunc(s.Speakers, func(x readout.Speaker) bool { return x.Name == "Marit Solberg" })
	if i < 0 || len(s.Speakers[i].Reports()) != 2 || len(s.Speakers[i].Utterances[0].Also) != 1 {
		t.Errorf("Solberg's words of both reports are not one: %+v", s.Speakers)
	}
	for r, d := range docs {
		for k := range d.Statements {
			st := &d.Statements[k]
			at := readout.StatementAt{Report: r, Statement: k}
			if st.Attribution >= 0 && st.Rule != readout.RuleFragment && st.Root().Kind != readout.OutletSource && st.Root().Kind != readout.NoAnswer && !seen[at] {
				t.Errorf("%q of %q stands under no speaker", st.Of(d.Report.Source), st.Root().Name)
			}
		}
	}
}
