package talks_test

import (
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/ingest"
	"github.com/readout-project/readout/talks"
)

// Where somebody serves is not where the meeting is held: no part of the world is.
func TestARegionIsNoPlaceOfAMeeting(t *testing.T) {
	text := `Ardenia and Marevia hold talks in Valletta

The envoys of Ardenia and Marevia held talks on water in Valletta on Friday. The top Marevian commander in the Middle East joined the talks in Valletta.

The talks in Valletta lasted six hours. Marevia brought its commander in the Middle East to the talks.
`
	r, err := ingest.Read(ingest.Input{Name: "a.txt", Data: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	card := talks.Of([]*readout.Document{annotate.Document(r)}, []int{0}, nil)
	if card == nil || len(card.Values[readout.CardPlace]) == 0 {
		t.Fatal("no place is read")
	}
	for _, v := range card.Values[readout.CardPlace] {
		if v.Value != "Valletta" {
			t.Errorf("place %q", v.Value)
		}
	}
}
