package corroborate_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/corroborate"
)

// pierLead begins reports of one story.
const pierLead = "The harbour council of Ostrava Bay voted on Monday to close the old ferry pier after rust was found in its steel legs."

// What one report says and whether it is listed where the other has b. said are
// the words listed; "" for none.
var onlyCases = []struct{ about, a, b, said string }{
	{"a named source", "Divers found a crack in the lock gate on Sunday, council leader Marit Solberg said.",
		"Fishermen protested at the town hall.", "Divers found a crack in the lock gate on Sunday"},
	{"an unnamed source with access", "Two barges will carry passengers from Thursday, a person briefed on the plan said.",
		"Fishermen protested at the town hall.", "Two barges will carry passengers from Thursday"},
	{"an unnamed source without access", "Two barges will carry passengers from Thursday, a person said.", "Fishermen protested at the town hall.", ""},
	{"own voice in the body", "Two barges will carry passengers from Thursday.", "Fishermen protested at the town hall.", ""},
	{"the same in other words", "Divers found a crack in the lock gate on Sunday, council leader Marit Solberg said.",
		"On Sunday a crack was found by divers in one gate of the lock.", ""},
	{"the same number in other words", "The council spent 340,000 crowns on paint, council leader Marit Solberg said.",
		"Paint cost the town 340,000 crowns, an auditor found.", ""},
	{"a state, told by the same speaker in other words", "The two trawlers are in the custody of the naval police, council leader Marit Solberg said.",
		"Council leader Marit Solberg said that the trawlers were in the care of the coast guard.", ""},
	{"a feeling", "The fishermen of the bay feel betrayed by the town, council leader Marit Solberg said.", "A crane was hired.", ""},
	{"a pronoun", "It will reopen in spring with new lamps, council leader Marit Solberg said.", "A crane was hired.", ""},
	{"a judgement", "The repair of the steps had grown pointless, council leader Marit Solberg said.", "Fishermen protested at the town hall.", ""},
	{"a wish", "council leader Marit Solberg demanded that the ministry pay for a crane.", "Fishermen protested at the town hall.", ""},
}

// only are the words that one report alone says, each with the silent reports.
func only(s readout.Story, docs []*readout.Document) map[string][]int {
	out := map[string][]int{}
	for _, d := range s.Differences {
		if d.Kind == readout.OnlyOneSays {
			e := d.Sides[0].Evidence[0]
			out[e.Span.Of(docs[e.Report].Report.Source)] = d.Silent
		}
	}
	return out
}

func TestOnlyOneSays(t *testing.T) {
	for _, c := range onlyCases {
		docs := []*readout.Document{
			doc("Coast Wire", "", "2026-03-02", pierLead, c.a),
			doc("Bay Radio", "", "2026-03-02", "Rust in its steel legs has closed the old ferry pier of Ostrava Bay, the harbour council decided on Monday.", c.b),
		}
		got := only(story(t, docs...), docs)
		silent, listed := got[c.said]
		switch {
		case c.said == "" && len(got) > 0 && !onlyIn(got, c.b):
			t.Errorf("%s: listed %v", c.about, got)
		case c.said != "" && (!listed || !slices.Equal(silent, []int{1})):
			t.Errorf("%s: listed %v", c.about, got)
		}
	}
}

// onlyIn reports that all listed words stand in the text.
func onlyIn(got map[string][]int, text string) bool {
	for w := range got {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// wharf are three reports of which each alone says something.
func wharf() []*readout.Document {
	return []*readout.Document{
		doc("Coast Wire", "", "2026-03-02", pierLead, "Divers found a crack in the lock gate on Sunday, council leader Marit Solberg said."),
		doc("Bay Radio", "", "2026-03-02", "Rust in its steel legs has closed the old ferry pier of Ostrava Bay, the harbour council decided on Monday.",
			"Two barges will carry passengers from Thursday, a person briefed on the plan said."),
		doc("Town Post", "", "2026-03-03", "The old ferry pier of Ostrava Bay is shut: the harbour council voted on Monday after engineers saw rust.",
			"Three cranes were hired in Hamburg, engineer Jonas Okafor said."),
	}
}

// loneIn are the differences of the kind by id, each with its silent reports by their
// id.
func loneIn(docs []*readout.Document) map[string]string {
	out := map[string]string{}
	for _, s := range corroborate.Read(docs, nil).Stories {
		for _, d := range s.Differences {
			if d.Kind != readout.OnlyOneSays {
				continue
			}
			var silent []string
			for _, r := range d.Silent {
				silent = append(silent, docs[r].Report.ID())
			}
			slices.Sort(silent)
			out[d.ID] = fmt.Sprint(silent)
		}
	}
	return out
}

func TestWhatOneSaysDoesNotDependOnTheOrder(t *testing.T) {
	want := loneIn(wharf())
	if len(want) < 3 {
		t.Fatalf("%d are listed: the test looks at too little", len(want))
	}
	rapid.Check(t, func(rt *rapid.T) {
		if got := loneIn(rapid.Permutation(wharf()).Draw(rt, "order")); fmt.Sprint(got) != fmt.Sprint(want) {
			rt.Fatalf("%v\n%v", got, want)
		}
	})
}

// A copy is not silent, and does not make two of what one says.
func TestACopySaysNothingAndIsNotSilent(t *testing.T) {
	docs := wharf()
	want := loneIn(docs)
	for i := range docs {
		copied := doc("Mirror", "", "2026-03-09", strings.Split(docs[i].Report.Source, "\n")...)
		if got := loneIn(append(slices.Clone(docs), copied)); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("a copy of report %d changed %v to %v", i, want, got)
		}
	}
}

// Reports of one newsroom are not silent on what another of it says.
func TestOneNewsroomIsNotSilent(t *testing.T) {
	docs := wharf()
	docs = append(docs, doc("Evening Sheet", "Coast Wire", "2026-03-02", "Ostrava Bay loses its old ferry pier, the harbour council ruled on Monday over rusty legs."))
	for words, silent := range only(story(t, docs...), docs) {
		if strings.Contains(words, "Divers") && slices.Contains(silent, 3) {
			t.Errorf("%q: %v are silent", words, silent)
		}
	}
}
