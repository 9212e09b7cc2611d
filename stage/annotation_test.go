package stage

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

// at is the span of the first occurrence of words in text.
func at(t *testing.T, text, words string) readout.Span {
	t.Helper()
	i := strings.Index(text, words)
	if i < 0 {
		t.Fatalf("%q is not in %q", words, text)
	}
	return readout.Span{Start: i, End: i + len(words)}
}

func TestAnnotationOfNothing(t *testing.T) {
	a := annotation(&readout.Document{Report: &readout.Report{}})
	a.ID, a.Text = json.RawMessage(`"x"`), json.RawMessage(`""`)
	want := `{"id":"x","text":"","published":"","title":"","outlet":"","lang":"","sentences":[],"mentions":[],` +
		`"entities":[],"timexes":[],"attributions":[],"statements":[],"events":[]}` + "\n"
	if got := string(give(a).line); got != want {
		t.Errorf("got %s want %s", got, want)
	}
}

func TestAnnotationForm(t *testing.T) {
	const text = "“Überfällig,” Zoë Ågren, the mayor of Östby, told two guests on Friday."
	span := func(words string) readout.Span { return at(t, text, words) }
	d := &readout.Document{
		Report:    &readout.Report{Source: text, Lang: readout.Found{Value: "en"}},
		Sentences: []readout.Sentence{{Span: readout.Span{End: len(text)}}},
		Mentions:  []readout.Mention{{Span: span("Zoë Ågren"), Type: readout.Person, Kind: readout.Name}, {Span: span("guests"), Type: readout.Person, Kind: readout.Nominal, Entity: -1}},
		Entities: []readout.Entity{{Type: readout.Person, Name: "Zoë Ågren", Names: []string{"Zoë Ågren"}, Roles: []readout.Office{{
			Title: "the mayor of Östby", Of: "Östby", Span: span("the mayor of Östby"),
		}}}},
		Timexes: []readout.Timex{{Span: span("Friday"), Type: readout.Date, Conflict: "no such Friday"}},
		Attributions: []readout.Attribution{
			{Source: []readout.Span{span("Zoë Ågren")}, Cue: []readout.Span{span("told")}, Content: []readout.Span{span("“Überfällig,”")}, Kind: readout.Official, Form: readout.Direct, Within: -1},
			{Content: []readout.Span{span("Überfällig")}, Entity: -1, Kind: readout.Unnamed, Count: 2, Access: span("two guests"), Form: readout.Indirect, Within: 0},
		},
		Statements: []readout.Statement{{Span: span("Überfällig"), Chain: []readout.Hop{{Name: "", Kind: readout.OwnVoice}}, Form: readout.Direct, Status: readout.Happened, Position: readout.InLead, Event: -1}},
		Events:     []readout.Event{{Span: span("told two guests"), Trigger: span("told"), Type: "CONSULT", Actors: []readout.Participant{{Span: span("Zoë Ågren"), Code: "SWE", Sector: "GOV"}}, Date: 0, Place: -1, Status: readout.Happened}},
	}
	got := string(give(annotation(d)).line)
	for _, want := range []string{
		`"sentences":[{"start":0,"end":71}]`,
		`"mentions":[{"start":14,"end":23,"type":"person","kind":"name","entity":"e1"},{"start":54,"end":60,"type":"person","kind":"nominal","entity":""}]`,
		`"entities":[{"id":"e1","type":"person","name":"Zoë Ågren","names":["Zoë Ågren"],"roles":[{"title":"the mayor of Östby","of":"Östby","start":25,"end":43}]}]`,
		`"timexes":[{"start":64,"end":70,"text":"Friday","type":"DATE","value":"","mod":"","derivation":"","conflict":"no such Friday"}]`,
		`{"id":"a1","source":[[14,23]],"cue":[[45,49]],"content":[[0,13]],"entity":"e1","kind":"official","count":null,"access":null,"form":"direct","within":""}`,
		`{"id":"a2","source":[],"cue":[],"content":[[1,11]],"entity":"","kind":"unnamed","count":2,"access":[50,60],"form":"indirect","within":"a1"}`,
		`"statements":[{"id":"s1","start":1,"end":11,"chain":[{"name":"","kind":"own-voice","cue":""}],"form":"direct","status":"happened","position":"lead","event":""}]`,
		`"events":[{"id":"v1","start":45,"end":60,"trigger":[45,49],"type":"CONSULT","mode":"","actors":[{"entity":"e1","text":"Zoë Ågren","code":"SWE","sector":"GOV"}],"recipients":[],"date":{"value":"","derivation":""},"place":null,"status":"happened"}]`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}
