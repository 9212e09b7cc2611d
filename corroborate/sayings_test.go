package corroborate_test

import (
	"testing"

	"github.com/readout-project/readout"
)

// What one speaker says is one utterance in other words where nothing else of his
// is more like it; two passages that only share their subject are two.
func TestSayings(t *testing.T) {
	const about = "The tram line through Port Ellery was closed on Monday after two cars left the rails."
	for _, c := range []struct {
		a, b string
		one  bool
	}{
		{"Tram director Mira Tandberg said that the campaign was modelled on a drive against smoking and turned to the most vulnerable passengers.",
			"The campaign was modelled on drives against smoking because of the vulnerability of passengers, tram director Mira Tandberg said.", true},
		{"“I am devastated for the families who have lost a relative and for those who were injured in this crash,” tram director Mira Tandberg said.",
			"“Our hearts go out to the families of the injured, and nobody in this company will forget the crash,” tram director Mira Tandberg said.", false},
		{"Tram director Mira Tandberg said that 20 passengers were treated in the hospital for broken bones.",
			"Tram director Mira Tandberg said that 45 passengers were treated in the hospital for broken bones.", false},
	} {
		s := story(t, doc("Coast Wire", "", "2026-03-03", about, c.a), doc("Town Post", "", "2026-03-03", "Two cars of the tram line through Port Ellery left the rails on Monday.", c.b))
		one := false
		for _, k := range s.Claims {
			one = one || k.Ledger == readout.WasSaid && len(k.Evidence) > 1
		}
		if one != c.one {
			t.Errorf("one utterance %v, want %v: %q, %q", one, c.one, c.a, c.b)
		}
	}
}
