package corroborate_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/corroborate"
)

// TestTolls: each number by whom, nothing of another
// day, and nothing in a story that does not turn on it.
func TestTolls(t *testing.T) {
	r := corroborate.Read([]*readout.Document{
		doc("Wire", "", "2031-05-07", "At least 14 people were killed when a ferry sank near Bergen on Tuesday, the coast guard said.",
			"The coast guard said that 14 people were dead and 23 people missing.", "In 2019, 40 people were killed when a bridge fell in Lindholm."),
		doc("Town Post", "", "2031-05-08", "A ferry that sank near Bergen on Tuesday killed 17 people, the hospital of Bergen said.",
			"The hospital said that 17 people had been killed and that it was treating the survivors."),
	}, nil)
	var got []string
	for _, st := range r.Stories {
		for _, x := range st.Tolls {
			var labels []string
			for _, c := range x.Counts {
				labels = append(labels, c.Label)
			}
			slices.Sort(labels)
			got = append(got, fmt.Sprint(x.Fate, " ", strings.Join(labels, ", ")))
		}
		var places []string
		for _, w := range st.Where {
			places = append(places, w.Name)
		}
		if !slices.Contains(places, "Bergen") || slices.Contains(places, "Lindholm") {
			t.Errorf("it happened in %v", places)
		}
	}
	if want := []string{"dead 14, 17, at least 14"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	quiet := corroborate.Read([]*readout.Document{doc("Wire", "", "2031-05-07", "Growers in the Orlava valley picked the first plums on Tuesday.",
		"In 2019, 40 people were killed when a bridge fell in the valley.")}, nil)
	if n := len(quiet.Stories[0].Tolls); n > 0 {
		t.Errorf("a story of plums has %d tolls", n)
	}
}
