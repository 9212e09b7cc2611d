package talks

import (
	"testing"

	"github.com/readout-project/readout"
)

// TestClausesWithinEachOther keeps the longest clause of a place, and names as
// they came.
func TestClausesWithinEachOther(t *testing.T) {
	at := func(start, end int) readout.Ref { return readout.Ref{Span: readout.Span{Start: start, End: end}} }
	for field, want := range map[readout.CardField]string{readout.CardPressure: "troops gather and ships sail", readout.CardPlace: "troops gather"} {
		for _, longFirst := range []bool{false, true} {
			f := filler{card: &readout.Card{Values: map[readout.CardField][]readout.CardValue{}}}
			if longFirst {
				want = "troops gather and ships sail"
				f.add(field, want, "", at(0, 28))
			}
			f.add(field, "troops gather", "", at(0, 13))
			if !longFirst {
				f.add(field, "troops gather and ships sail", "", at(0, 28))
			}
			if got := f.card.Values[field]; got[0].Value != want || field == readout.CardPressure && len(got) != 1 {
				t.Errorf("%s, longest first %t: %+v", field, longFirst, got)
			}
		}
	}
}
