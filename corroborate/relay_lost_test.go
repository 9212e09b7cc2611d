package corroborate_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
)

// What a relay drops or changes of what it passes on. a is a sentence of the
// report relayed, b that of the relay, as it stands behind "Coast Wire reported
// that"; lost are words listed, kept words that are not, changed a pair listed.
var lostCases = []struct {
	about, a, b string
	lost, kept  []string
	changed     readout.Change
}{
	{about: "access and names", a: "Negotiators Ada Mellin and Tomas Welk met directly at the customs house on Monday, two people briefed on the meeting said.",
		b:    "according to two unnamed people, the negotiators met directly at the customs house on Monday.",
		lost: []string{"briefed on the meeting", "Ada Mellin", "Tomas Welk"}},
	{about: "a surname is a name", a: "Ada Mellin met the dockers directly at the customs house on Monday, two people briefed on the meeting said.",
		b:    "Mellin met the dockers directly at the customs house on Monday, according to two people briefed on the meeting.",
		kept: []string{"Ada Mellin", "briefed on the meeting"}},
	{about: "the source", a: "Engineers found rust in the steel legs of the ferry pier, council leader Marit Solberg said.",
		b: "engineers had found rust in the steel legs of the ferry pier.", lost: []string{"council leader Marit Solberg"}},
	{about: "how long", a: "The negotiators met directly at the customs house for 40 minutes, two people said.",
		b: "the negotiators met directly at the customs house, two people said.", lost: []string{"40 minutes"}},
	{about: "another number", a: "Engineers found rust in eleven steel legs of the ferry pier, the council said.",
		b: "engineers found rust in fourteen steel legs of the ferry pier, the council said.", changed: readout.Change{From: "eleven steel legs", To: "fourteen steel legs"}},
	{about: "the bound of a number", a: "Engineers found rust in at least eleven steel legs of the ferry pier, the council said.",
		b: "engineers found rust in eleven steel legs of the ferry pier, the council said.", changed: readout.Change{From: "at least eleven steel legs", To: "eleven steel legs"}},
	{about: "the same number", a: "Engineers found rust in eleven steel legs of the ferry pier, the council said.",
		b: "engineers found rust in 11 steel legs of the ferry pier, the council said.", kept: []string{"eleven steel legs"}},
	{about: "a hedge", a: "Rust probably weakened the steel legs of the old ferry pier, two engineers said.",
		b: "rust weakened the steel legs of the old ferry pier, two engineers said.", lost: []string{"probably"}},
	{about: "a condition", a: "The harbour council will reopen the ferry pier in May if the ministry pays for new legs, the council said.",
		b: "the harbour council will reopen the ferry pier in May, the council said.", lost: []string{"if the ministry pays for new legs"}},
	{about: "a condition kept", a: "The harbour council will reopen the ferry pier in May if the ministry pays for new legs, the council said.",
		b: "the harbour council will reopen the ferry pier in May if money comes, the council said.", kept: []string{"if the ministry pays for new legs"}},
}

func TestWhatARelayLoses(t *testing.T) {
	for _, c := range lostCases {
		s := story(t, doc("Coast Wire", "", "2026-03-02", wireLead, c.a),
			doc("Town Post", "", "2026-03-03", "The old ferry pier of Ostrava Bay stays shut, the harbour council decided on Monday after rust was found in its steel legs.",
				"Coast Wire reported that "+c.b))
		if len(s.Relays) != 1 || s.Relays[0].Match != 0 {
			t.Errorf("%s: relays %+v", c.about, s.Relays)
			continue
		}
		x := s.Relays[0]
		for _, w := range c.lost {
			if !slices.Contains(x.Lost, w) {
				t.Errorf("%s: %q is not among the lost %q", c.about, w, x.Lost)
			}
		}
		for _, w := range c.kept {
			if slices.Contains(x.Lost, w) {
				t.Errorf("%s: %q is not lost", c.about, w)
			}
		}
		if c.changed.From != "" && !slices.Contains(x.Changed, c.changed) {
			t.Errorf("%s: %q is not among the changed %q", c.about, c.changed, x.Changed)
		}
		if c.changed.From == "" && len(x.Changed) > 0 {
			t.Errorf("%s: changed %q", c.about, x.Changed)
		}
	}
}

// Neither the order of the reports nor a copy changes what a relay lost.
func TestWhatARelayLosesDoesNotDependOnTheOrder(t *testing.T) {
	relay := doc("Town Post", "", "2026-03-03", "The old ferry pier of Ostrava Bay stays shut, the harbour council decided on Monday after rust was found in its steel legs.",
		"Coast Wire reported that, according to two unnamed people, negotiators for the dockers and the port company met directly on Monday.")
	copied := doc("Mirror", "Coast Wire", "2026-03-09", wireLead, wireTalks, "Council leader Marit Solberg said a landing stage would open within two weeks.")
	lost := func(docs []*readout.Document) string {
		out := ""
		for _, x := range story(t, docs...).Relays {
			out += fmt.Sprintf("%q %q\n", x.Lost, x.Changed)
		}
		return out
	}
	want := lost([]*readout.Document{wire(), relay})
	rapid.Check(t, func(rt *rapid.T) {
		docs := rapid.Permutation([]*readout.Document{wire(), relay, copied}).Draw(rt, "order")
		if got := lost(docs); got != want {
			rt.Fatalf("%s\n%s", got, want)
		}
	})
}
