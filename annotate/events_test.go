package annotate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/statement"
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

// TestStandingOfEvents runs the sets of statuses on coded events: the event whose
// trigger is the clause's own word has its status, and next to none that did not
// happen enters as an occurrence.
func TestStandingOfEvents(t *testing.T) {
	events, right, occurrences, wrong := 0, 0, 0, 0
	for _, r := range standingRows(t) {
		role := readout.RoleBody
		if r.role == "headline" {
			role = readout.RoleHeadline
		}
		d := Document(&readout.Report{Source: r.text, Blocks: []readout.Block{
			{Span: readout.Span{Start: 0, End: len(r.text)}, Role: role, Reason: "test", Repeats: -1},
		}})
		s := statement.Standings(d)
		w := s.Clause(r.clause)
		if w < 0 {
			continue
		}
		for _, e := range d.Events {
			if e.Trigger != d.Words[w].Span && e.Trigger != d.Words[s.Act(w)].Span {
				continue
			}
			events++
			right += ones(string(e.Status) == r.status)
			if e.Status == readout.Happened {
				occurrences++
				if r.status != string(readout.Happened) {
					wrong++
					if r.set != "held" {
						t.Logf("%s entered as happened: %s", r.status, r.text)
					}
				}
			}
		}
	}
	t.Logf("%d events, %d with the right status; %d occurrences, %d of them none", events, right, occurrences, wrong)
	if events < 100 || float64(right) < .93*float64(events) || float64(wrong) > .04*float64(occurrences) {
		t.Error("statuses of events have fallen")
	}
}
