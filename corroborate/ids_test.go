package corroborate_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/corroborate"
)

// fort are three reports that differ in a number, under two words for what is
// counted.
func fort() []*readout.Document {
	return []*readout.Document{
		doc("Coast Wire", "", "2031-05-07", "Orra has about 12,000 troops on the west bank of the river, its defence ministry said on Tuesday.",
			"The fort at Quell was closed on Monday, the defence ministry of Orra said."),
		doc("Town Post", "", "2031-05-07", "Orra has at least 20,000 soldiers on the west bank of the river, the defence ministry of Selm said on Tuesday.",
			"The fort at Quell was closed on Monday, according to two officials."),
		doc("Bay Echo", "", "2031-05-07", "Orra has about 12,000 troops on the west bank of the river, a defence ministry spokesman said.",
			"Nobody answered at the fort at Quell, which was closed on Monday."),
	}
}

// ids are those of everything that has one, sorted.
func ids(r *readout.Reading) (out []string, differences int) {
	for _, s := range r.Stories {
		out = append(out, s.ID)
		for _, c := range s.Claims {
			out = append(out, c.ID)
		}
		for _, d := range s.Differences {
			out = append(out, d.ID)
			differences++
		}
		for _, o := range s.Origins {
			out = append(out, o.ID)
		}
		for _, o := range s.Roots {
			out = append(out, o.ID)
		}
	}
	slices.Sort(out)
	return out, differences
}

func TestTheOrderOfReportsChangesNoID(t *testing.T) {
	want, differences := ids(corroborate.Read(fort(), nil))
	if differences == 0 {
		t.Fatal("no difference is found: the test looks at nothing")
	}
	rapid.Check(t, func(rt *rapid.T) {
		docs := rapid.Permutation(fort()).Draw(rt, "order")
		if got, _ := ids(corroborate.Read(docs, nil)); !slices.Equal(got, want) {
			rt.Fatalf("%q\n%q", got, want)
		}
	})
}

// A sentence that a report has twice makes claims with ids of their own.
func TestIDsOfClaimsDiffer(t *testing.T) {
	twice := "The mayor of Selm closed the bridge on Monday."
	s := story(t,
		doc("Coast Wire", "", "2026-03-03", filler, twice, "Engineers from Norway looked at its pillars for days.", twice, "Nobody was hurt, the police said.", twice),
		doc("Town Post", "", "2026-03-03", "The war between the Oru Front and the government goes on.", "The bridge of Selm was closed by the mayor on Monday.", "Closing it, the mayor spoke of rust."))
	seen := map[string]string{}
	for _, c := range s.Claims {
		if other, ok := seen[c.ID]; ok {
			t.Errorf("%s is the id of %q and of %q", c.ID, c.Text, other)
		}
		seen[c.ID] = c.Text
	}
}
