package coref

import (
	"bytes"
	"crypto/sha256"
	"strings"
	"testing"
)

// tiny is a corpus of two documents about invented people.
const tiny = `# newdoc id = ferry
# global.Entity = GRP-etype
# newpar
1	Oda	Oda	PROPN	NNP	_	3	nsubj	_	Entity=(1-person
2	Vik	Vik	PROPN	NNP	_	1	flat	_	Entity=1)
3	sold	sell	VERB	VBD	_	0	root	_	_
4	her	her	PRON	PRP$	_	5	nmod:poss	_	Entity=(2-object(1-person)
5	ferry	ferry	NOUN	NN	_	3	obj	_	Entity=2)|SpaceAfter=No
6	.	.	PUNCT	.	_	3	punct	_	_

1	It	it	PRON	PRP	_	2	nsubj	_	Entity=(2-object)
2	sank	sink	VERB	VBD	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_

# newdoc id = choir
# global.Entity = GRP-etype
# newpar
1	The	the	DET	DT	_	2	det	_	Entity=(1-organization
2	choir	choir	NOUN	NN	_	3	nsubj	_	Entity=1)
3	told	tell	VERB	VBD	_	0	root	_	_
4	Jon	Jon	PROPN	NNP	_	3	obj	_	Entity=(2-person)
5	that	that	SCONJ	IN	_	7	mark	_	_
6	he	he	PRON	PRP	_	7	nsubj	_	Entity=(2-person)
7	sang	sing	VERB	VBD	_	3	ccomp	_	SpaceAfter=No
8	.	.	PUNCT	.	_	3	punct	_	_

`

func TestLearnIsDeterministic(t *testing.T) {
	learn := func(seed uint64) []byte {
		docs, err := ReadGold(strings.NewReader(tiny), nil)
		if err != nil || len(docs) != 2 {
			t.Fatalf("%d documents, %v", len(docs), err)
		}
		b, err := Learn(docs, Learning{Epochs: 6, Seed: seed, Noise: 0.1}).Write()
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	a := learn(1)
	if sha256.Sum256(a) != sha256.Sum256(learn(1)) {
		t.Error("the same corpus and seed give two models")
	}
	if bytes.Equal(a, learn(2)) {
		t.Error("the seed changes nothing")
	}
	m, err := ReadModel(a)
	if err != nil {
		t.Fatal(err)
	}
	docs, _ := ReadGold(strings.NewReader(tiny), nil)
	want := map[string]string{"her": "Oda Vik", "It": "her ferry", "he": "Jon"}
	for _, g := range docs {
		r := m.Analyse(g.Document, 0)
		for _, x := range r.Mentions {
			form := x.Of(g.Document.Report.Source)
			if name, ok := want[form]; ok && (x.Entity < 0 || r.Entities[x.Entity].Name != name) {
				t.Errorf("%s is not %s", form, name)
			}
		}
	}
}

func TestReadGoldKeeps(t *testing.T) {
	docs, err := ReadGold(strings.NewReader(tiny), func(id string) bool { return id == "choir" })
	if err != nil || len(docs) != 1 || docs[0].ID != "choir" {
		t.Fatalf("%+v, %v", docs, err)
	}
	if got := docs[0].Document.Report.Source; got != "The choir told Jon that he sang." {
		t.Errorf("text %q", got)
	}
	if m := docs[0].Mentions; len(m) != 3 || m[0].Head != 1 || m[1].Group != m[2].Group {
		t.Errorf("mentions %+v", m)
	}
}

func TestReadModelErrors(t *testing.T) {
	for in, want := range map[string]string{
		"":          "no blank line",
		"{\n\n":     "header",
		"{}\n\nabc": "this program needs",
	} {
		if _, err := ReadModel([]byte(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", in, err, want)
		}
	}
}

// TestMargin: with an unreachable margin no ranked link is made; rules stay.
func TestMargin(t *testing.T) {
	docs, _ := ReadGold(strings.NewReader(tiny), nil)
	r := Analyse(docs[0].Document, certain)
	for i, m := range r.Mentions {
		if m.Of(docs[0].Document.Report.Source) == "her" && (m.Entity >= 0 || r.Margins[i] != 0) {
			t.Errorf("her has entity %d with margin %d", m.Entity, r.Margins[i])
		}
	}
}

func BenchmarkFind(b *testing.B) {
	// One document of many copies of the paragraphs.
	var text strings.Builder
	text.WriteString("# newdoc id = many\n# global.Entity = GRP-etype\n")
	body := strings.ReplaceAll(tiny, "# newdoc id = choir\n", "")
	body = strings.ReplaceAll(body, "# newdoc id = ferry\n", "")
	for range 200 {
		text.WriteString(body)
	}
	docs, err := ReadGold(strings.NewReader(text.String()), nil)
	if err != nil {
		b.Fatal(err)
	}
	words := len(docs[0].Document.Words)
	b.ReportAllocs()
	for b.Loop() {
		Find(docs[0].Document)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
