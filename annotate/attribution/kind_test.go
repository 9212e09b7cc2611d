package attribution_test

import (
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
)

// read annotates paragraphs with all stages.
func read(paragraphs ...string) *readout.Document {
	return annotate.Document(document(paragraphs...).Report)
}

func TestKindOfSource(t *testing.T) {
	for _, c := range []struct {
		text   string
		kind   readout.SourceKind
		count  int
		access string
	}{
		{"Two officials familiar with the plan said the port would close.", readout.UnnamedOfficial, 2, "familiar with the plan"},
		{"The port would close, two sources briefed on the meeting said.", readout.Unnamed, 2, "briefed on the meeting"},
		{"A diplomat said the port would close.", readout.UnnamedOfficial, 1, ""},
		{"Officials said the port would close.", readout.UnnamedOfficial, 0, ""},
		{"A senior official, who spoke on condition of anonymity, said the port would close.", readout.UnnamedOfficial, 1, "spoke on condition of anonymity"},
		{"Two people who were present said the port would close.", readout.Unnamed, 2, "present"},
		{"Residents said the port had closed.", readout.Group, 0, ""},
		{"The ministry said the port would close.", readout.Body, 0, ""},
		{"The commission’s report says the port is unsafe.", readout.SourceDocument, 0, ""},
		{"Reuters reported that the port would close.", readout.OutletSource, 0, ""},
		{"The Lowen Herald reported that the port would close.", readout.OutletSource, 0, ""},
		{"Norland state media said the port would close.", readout.StateMedia, 0, ""},
		{"Foreign Minister Mira Arlen said the port would close.", readout.Official, 0, ""},
		{"The bank did not respond to a request for comment.", readout.NoAnswer, 0, ""},
	} {
		d := read(c.text)
		if len(d.Attributions) == 0 {
			t.Errorf("%s: nothing read", c.text)
			continue
		}
		a := d.Attributions[0]
		if got := a.Access.Of(d.Report.Source); a.Kind != c.kind || a.Count != c.count || got != c.access {
			t.Errorf("%s: %s %d %q, want %s %d %q", c.text, a.Kind, a.Count, got, c.kind, c.count, c.access)
		}
	}
}

// The possessor of a source is not the source.
func TestEntityIsTheHead(t *testing.T) {
	d := read("Mira Arlen was arrested in Lowen. Mira Arlen’s lawyer, Ola Berg, said the case was weak.", "Her father said it was not.")
	if len(d.Attributions) != 2 {
		t.Fatalf("%d attributions, want 2:\n%s", len(d.Attributions), roles(d))
	}
	if e := d.Attributions[0].Entity; e < 0 || d.Entities[e].Name != "Ola Berg" {
		t.Errorf("the lawyer is entity %d", e)
	}
	if e := d.Attributions[1].Entity; e >= 0 {
		t.Errorf("her father is %s", d.Entities[e].Name)
	}
}

func TestNesting(t *testing.T) {
	for _, text := range []string{
		"Reuters reported that, according to two unnamed sources, the envoys met.",
		"Reuters reported, citing two officials, that the envoys met.",
		"Norland state media quoted the minister as saying that the envoys met.",
		"Arlen said that the mayor had told her that the envoys met.",
	} {
		d := read(text)
		inner := -1
		for i, a := range d.Attributions {
			if a.Within >= 0 {
				inner = i
			}
		}
		if len(d.Attributions) != 2 || inner < 0 {
			t.Errorf("%s: %d attributions, inner %d\n%s", text, len(d.Attributions), inner, roles(d))
		}
	}
}

// Who took the picture is not who speaks below it.
func TestPhotographer(t *testing.T) {
	d := read("The court house of Lowen on Friday, May 3. REUTERS/Mark Arlen", "“Their aim is to frighten people,” he said.")
	for _, a := range d.Attributions {
		if a.Entity >= 0 {
			t.Errorf("%q is %s", a.Source[0].Of(d.Report.Source), d.Entities[a.Entity].Name)
		}
	}
}
