package annotate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

// told prints the events of a document: type, status, actors > recipients.
func told(d *readout.Document) []string {
	var out []string
	side := func(list []readout.Participant) string {
		var s []string
		for _, x := range list {
			s = append(s, x.Span.Of(d.Report.Source))
		}
		return strings.Join(s, "+")
	}
	for _, e := range d.Events {
		out = append(out, fmt.Sprintf("%s %s %s > %s", e.Type, e.Status, side(e.Actors), side(e.Recipients)))
	}
	return out
}

func TestEvents(t *testing.T) {
	for _, c := range []struct{ about, text, want string }{
		{"active", "Norway condemned the government of Sudan on Monday.", "ACCUSE happened Norway > the government of Sudan"},
		{"passive", "Three students were arrested by Kenyan police on Friday.", "COERCE happened Kenyan police > Three students"},
		{"conjoined actors", "Norway and Kenya signed a fishing treaty with Peru.", "SUPPORT happened Norway+Kenya > Peru"},
		{"mutual", "Norwegian and Kenyan ministers met in Geneva on Tuesday.", "CONSULT happened Norwegian and Kenyan ministers+Norwegian and Kenyan ministers > "},
		{"light verb", "Norway held talks with Peru on Tuesday.", "CONSULT happened Norway > Peru"},
		{"planned aid is agreed", "Norway will provide food aid to Sudan next month.", "AGREE planned Norway > Sudan"},
		{"threat", "Kenya threatened to expel the ambassador of Peru.", "THREATEN"},
		{"demand", "Kenya demanded that Peru release the sailors.", "REQUEST"},
		{"refusal", "Peru refused to meet the Kenyan envoy.", "REJECT"},
		{"release", "Peru released 30 Kenyan sailors on Sunday.", "RETREAT"},
		{"protest", "Thousands of students marched against the government in Nairobi.", "PROTEST"},
		{"strike from the air", "Kenyan warplanes bombed a rebel camp near the border.", "ASSAULT"},
		{"sanction", "Norway suspended all aid to Sudan on Tuesday.", "SANCTION"},
		{"denied", "Peru denied that its soldiers had attacked Chile.", ""},
	} {
		got := told(Document(plain(c.text)))
		if !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, c.want) }) {
			t.Errorf("%s: %q\n\tgot  %q\n\twant %q", c.about, c.text, got, c.want)
		}
	}
}
