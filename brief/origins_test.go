package brief

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

// relayed is a reading of an original, a copy with a block of its own, a report
// that lifts a block, and one that relays.
func relayed(t *testing.T) *readout.Reading {
	const (
		lead = "body: The lighthouse of Skarn went dark on Sunday when its lamp broke, the coast guard said."
		rest = "body: Keeper Tove Lindal rowed out with a spare lamp and had it burning before midnight."
	)
	n := &newsroom{t: t, r: &readout.Reading{}}
	a := n.report("a.txt", "Coast Wire", "Lighthouse dark", "2031-05-06", lead, rest)
	b := n.report("b.txt", "Town Post", "Skarn goes dark", "2031-05-07", lead, "body: Our readers on the island sent pictures of the dark tower all night long.")
	c := n.report("c.txt", "Bay Radio", "A dark night", "2031-05-07", "body: Boats waited outside the harbour of Skarn on Sunday.", rest)
	d := n.report("d.txt", "Lookout", "Lamp fails", "", "body: Coast Wire reported that the lamp of Skarn broke.")
	n.r.Docs[b].Report.Origin = readout.Found{Value: "Coast Wire", Basis: "credit line"}
	n.r.Copies = []readout.Copy{
		{Report: b, Of: a, Share: 0.7, Basis: "credit: credit line"},
		{Report: c, Of: a, Share: 0.4, Partial: true, Basis: unknownDirection, Blocks: []int{1}},
	}
	n.r.Stories = []readout.Story{{ID: "s1", Title: "Lighthouse dark", From: "2031-05-04", To: "2031-05-04", Reports: []int{a, b, c, d},
		Relays: []readout.Relay{{Report: d, Of: "Coast Wire", Match: a, Ref: n.ref(d, "Coast Wire reported")}}}}
	return n.r
}

func TestOriginsText(t *testing.T) {
	var b strings.Builder
	if err := OriginsText(&b, relayed(t), Options{Width: 100}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"own reporting, as far as the inputs show",
		"all   credits Coast Wire: credit line",
		"all   copy of Coast Wire (A), 70 % of the shorter text: credit: credit line",
		"only here: B2 “Our readers on the island",
		"only there: A2 “Keeper Tove Lindal",
		"C2    lifted from Coast Wire (A): direction not established",
		"D1    relays Coast Wire (A): named in the text",
		"“Coast Wire reported”",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

func TestOriginsJSON(t *testing.T) {
	var b strings.Builder
	if err := OriginsJSON(&b, relayed(t), Options{}); err != nil {
		t.Fatal(err)
	}
	var out originsJSON
	if err := json.Unmarshal([]byte(b.String()), &out); err != nil {
		t.Fatal(err)
	}
	if len(out.Edges) != 4 || len(out.Reports) != 4 {
		t.Fatalf("got %+v", out)
	}
	credit, copied, lifted, relay := out.Edges[0], out.Edges[1], out.Edges[2], out.Edges[3]
	if credit.Kind != CreditEdge || credit.Block != nil || credit.Of != "" || credit.Evidence != nil {
		t.Errorf("credit: %+v", credit)
	}
	if copied.Kind != CopyEdge || copied.Of != "A" || *copied.Share != 0.7 || len(copied.Added) != 1 || len(copied.Dropped) != 1 || copied.Direction != "established" {
		t.Errorf("copy: %+v", copied)
	}
	if lifted.Kind != LiftedEdge || *lifted.Block != 2 || lifted.Direction != "not established" || !strings.HasPrefix(lifted.Evidence.Exact, "Keeper") {
		t.Errorf("lifted: %+v", lifted)
	}
	if relay.Kind != RelayEdge || relay.Of != "A" || relay.Evidence.Exact != "Coast Wire reported" {
		t.Errorf("relay: %+v", relay)
	}
}

func TestStories(t *testing.T) {
	var text, line strings.Builder
	if err := StoriesText(&text, relayed(t), Options{Width: 100}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"1 story in 4 reports", "2031-05-04\n", "copy of A; in common: ", "Skarn"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("no %q in\n%s", want, text.String())
		}
	}
	if err := StoriesJSON(&line, relayed(t), Options{}); err != nil {
		t.Fatal(err)
	}
	var out storiesJSON
	if err := json.Unmarshal([]byte(line.String()), &out); err != nil {
		t.Fatal(err)
	}
	if len(out.Stories) != 1 || len(out.Stories[0].Because) != 4 || out.Stories[0].Because[1].CopyOf != "A" || len(out.Stories[0].Because[3].Words) == 0 {
		t.Errorf("got %+v", out)
	}
}
