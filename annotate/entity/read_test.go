package entity

import (
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/segment"
)

// hang gives the document of a text words, of which names are flat: the first
// word of each heads the others and a mention of the type. Each name is given by
// its words.
func hang(text string, names map[string]readout.Type) *readout.Document {
	d := document(text)
	d.Words = segment.Words(d.Report.Source, d.Sentences)
	for i := range d.Words {
		w := &d.Words[i]
		w.Head = -1
		typ, first := names[w.Of(d.Report.Source)]
		if !first {
			continue
		}
		w.UPOS, w.Mention, w.Rel = readout.PROPN, typ, readout.RelNsubj
		if i+1 < len(d.Words) {
			d.Words[i+1].UPOS, d.Words[i+1].Head, d.Words[i+1].Rel = readout.PROPN, i, readout.RelFlat
		}
	}
	d.Mentions, d.Entities = Find(d)
	return d
}

// TestNamesThatOnlyTheTreeShows types names without a title, a given name or a
// verb beside them.
func TestNamesThatOnlyTheTreeShows(t *testing.T) {
	text := "The prize for Xander Ulvik was small. Ulvik shrugged. Zemlo Dam held."
	for _, c := range []struct {
		name  string
		text  string
		read  map[string]readout.Type
		names map[string]readout.Type
	}{
		{"read so", text, map[string]readout.Type{"Xander": readout.Person, "Zemlo": readout.Organization}, map[string]readout.Type{
			"Xander Ulvik": readout.Person, "Ulvik": readout.Person, // no organization
		}},
		{"read as nothing", "The prize for Qyro Vebb was small. Zemlo Dam held.", nil, nil},
		{"a person that one goes to", "The prize for Qyro Vebb was small. They went to Qyro Vebb.",
			map[string]readout.Type{"Qyro": readout.Person}, nil},
		{"a thing", "The prize for Qyro Orchestra was small.", map[string]readout.Type{"Qyro": readout.Person}, nil},
		{"a shout", "\"Qyro Vebb! Qyro Vebb!\" they cried.", map[string]readout.Type{"Qyro": readout.Person}, nil},
		{"a village", "The prize was small in the village of Qyro Vebb.", map[string]readout.Type{"Qyro": readout.Person}, nil},
		{"read two ways", "The prize for Qyro Vebb was small.", map[string]readout.Type{"Qyro": readout.Abstract}, nil},
	} {
		d := hang(c.text, c.read)
		got := map[string]readout.Type{}
		for _, m := range d.Mentions {
			if m.Kind == readout.Name {
				got[m.Of(d.Report.Source)] = m.Type
			}
		}
		if len(got) != len(c.names) {
			t.Errorf("%s: names %v, want %v", c.name, got, c.names)
		}
		for n, typ := range c.names {
			if got[n] != typ {
				t.Errorf("%s: %q is %q, want %q", c.name, n, got[n], typ)
			}
		}
	}
}
