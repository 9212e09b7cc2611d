package corroborate

import (
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

// Who and what stands beside a name is spelled in one way, whichever way the paragraphs
// with the name are gone through.
func TestCompanyIsSpelledInOneWay(t *testing.T) {
	paragraphs := []string{
		"Marit Solberg came from Zorvathia in May.", "Marit Solberg left for ZORVATHIA in June.",
		"Marit Solberg wrote of Zorvathía in July.", "Marit Solberg went to ZorvathIa in August.",
	}
	d := &readout.Document{Report: &readout.Report{Source: strings.Join(paragraphs, "\n")}}
	d.Entities = []readout.Entity{{Type: readout.Person, Name: "Marit Solberg", Names: []string{"Marit Solberg"}}}
	at := 0
	for _, p := range paragraphs {
		d.Report.Blocks = append(d.Report.Blocks, readout.Block{Span: readout.Span{Start: at, End: at + len(p)}, Role: readout.RoleBody, Repeats: -1})
		d.Mentions = append(d.Mentions, readout.Mention{Span: readout.Span{Start: at, End: at + len("Marit Solberg")}, Type: readout.Person, Kind: readout.Name})
		at += len(p) + 1
	}
	first := ""
	for range 200 {
		p := newPool([]*readout.Document{d}, []int{0}, nil, nil)
		text := p.bearers[0].company["word zorvathia"]
		if text == "" {
			t.Fatalf("nothing beside the name: %v", p.bearers[0].company)
		}
		if first == "" {
			first = text
		}
		if text != first {
			t.Fatalf("%q, then %q", first, text)
		}
	}
}
