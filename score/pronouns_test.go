package score

import (
	"strings"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/coref"
)

// harbour is a gold document about invented people.
const harbour = `# newdoc id = harbour
# global.Entity = GRP-etype
# newpar
1	Oda	Oda	PROPN	NNP	_	2	nsubj	_	Entity=(1-person)
2	met	meet	VERB	VBD	_	0	root	_	_
3	Jon	Jon	PROPN	NNP	_	2	obj	_	Entity=(2-person)|SpaceAfter=No
4	.	.	PUNCT	.	_	2	punct	_	_

1	She	she	PRON	PRP	_	2	nsubj	_	Entity=(1-person)
2	paid	pay	VERB	VBD	_	0	root	_	_
3	him	he	PRON	PRP	_	2	obj	_	Entity=(2-person)|SpaceAfter=No
4	.	.	PUNCT	.	_	2	punct	_	_

1	It	it	PRON	PRP	_	2	expl	_	_
2	rained	rain	VERB	VBD	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_

`

// at is the first word of a form as a mention of an entity.
func at(g *coref.Gold, form string, entity int) readout.Mention {
	for _, w := range g.Document.Words {
		if w.Of(g.Document.Report.Source) == form {
			return readout.Mention{Span: w.Span, Entity: entity}
		}
	}
	return readout.Mention{}
}

func TestPronouns(t *testing.T) {
	docs, err := coref.ReadGold(strings.NewReader(harbour), nil)
	if err != nil {
		t.Fatal(err)
	}
	g := &docs[0]
	for _, c := range []struct {
		name string
		sys  []readout.Mention
		want PronounScore
	}{
		{"nothing found", nil, PronounScore{2, 0, 0}},
		{"all right", []readout.Mention{at(g, "Oda", 0), at(g, "Jon", 1), at(g, "She", 0), at(g, "him", 1)}, PronounScore{2, 2, 2}},
		{"crossed", []readout.Mention{at(g, "Oda", 0), at(g, "Jon", 1), at(g, "She", 1), at(g, "him", 0)}, PronounScore{2, 2, 0}},
		{"one entity for all: the nearest counts", []readout.Mention{at(g, "Oda", 0), at(g, "Jon", 0), at(g, "She", 0), at(g, "him", 0)}, PronounScore{2, 2, 1}},
		{"unresolved", []readout.Mention{at(g, "Oda", 0), at(g, "She", -1), at(g, "him", -1)}, PronounScore{2, 0, 0}},
		{"pronouns alone", []readout.Mention{at(g, "She", 3), at(g, "him", 3)}, PronounScore{2, 0, 0}},
		{"an expletive resolved", []readout.Mention{at(g, "Oda", 0), at(g, "She", 0), at(g, "It", 0)}, PronounScore{2, 2, 1}},
	} {
		if got := Pronouns(g, c.sys, ThirdPerson); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestChains(t *testing.T) {
	docs, err := coref.ReadGold(strings.NewReader(harbour), nil)
	if err != nil {
		t.Fatal(err)
	}
	g := &docs[0]
	right := []readout.Mention{at(g, "Oda", 0), at(g, "Jon", 1), at(g, "She", 0), at(g, "him", 1)}
	if s := Chains(g, right); s.CoNLL() != 1 {
		t.Errorf("right groups: %+v", s)
	}
	one := []readout.Mention{at(g, "Oda", 0), at(g, "Jon", 0), at(g, "She", 0), at(g, "him", 0)}
	// MUC 2/2, 2/3; B-cubed 1, 1/2; CEAF-e one pair of similarity 2*2/6 for two gold groups and one found
	s := Chains(g, one)
	for name, v := range map[string][2]float64{"MUC": {s.MUC.F1(), 0.8}, "B3": {s.B3.F1(), 2.0 / 3}, "CEAF": {s.CEAF.F1(), 2 * (2.0 / 3) / 3}} {
		if d := v[0] - v[1]; d > 1e-9 || d < -1e-9 {
			t.Errorf("%s F1 of one group for all is %.4f, want %.4f", name, v[0], v[1])
		}
	}
	if s := Chains(g, nil); s.CoNLL() != 0 {
		t.Errorf("nothing: %+v", s)
	}
}
