package corroborate

import (
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

// A source's words lead to a person only where they can be words for that person.
func TestFittingWords(t *testing.T) {
	const source = "Ada Mellin, the harbour minister of Peru. The Peruvian minister spoke. The port's minister spoke. She spoke. Mellin spoke. Her office spoke. The minister's lawyer spoke."
	d := &readout.Document{Report: &readout.Report{Source: source}}
	at := func(words string) readout.Span {
		i := strings.Index(source, words)
		return readout.Span{Start: i, End: i + len(words)}
	}
	s := &story{r: &readout.Reading{Docs: []*readout.Document{d}}}
	s.people.list = []readout.Identity{{
		Type: readout.Person, Names: []readout.NameAt{{Name: "Ada Mellin", Ref: readout.Ref{Span: at("Ada Mellin")}}},
		Offices: []readout.OfficeAt{{Office: readout.Office{Title: "the harbour minister", Of: "Peru", Span: at("the harbour minister")}}},
	}}
	v := voices{s: s}
	for words, want := range map[string]bool{
		"Ada Mellin": true, "Mellin spoke": true, "the harbour minister": true, "The Peruvian minister": true, "She": true,
		"The port's minister": false, "Her office": false, "The minister's lawyer": false,
	} {
		if got := v.fitting(0, 0, readout.Hop{Name: words, Span: at(words)}); got != want {
			t.Errorf("%q: %v", words, got)
		}
	}
}
