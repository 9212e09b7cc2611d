package coref

import (
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

const annotated = `# newdoc id = D1
# global.Entity = GRP-etype
1	Lena	Lena	PROPN	NNP	_	2	nsubj	_	Entity=(1-person)
2	left	leave	VERB	VBD	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_

1	She	she	PRON	PRP	_	2	nsubj	_	Entity=(1-person)
2	slept	sleep	VERB	VBD	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_

`

// TestReread lays a parser's reading over a document: the words and the true
// mentions stay, the layers are the parser's.
func TestReread(t *testing.T) {
	gold, err := ReadGold(strings.NewReader(annotated), nil)
	if err != nil {
		t.Fatal(err)
	}
	read := strings.NewReplacer("VERB\tVBD\t_\t0\troot", "NOUN\tNN\t_\t1\tconj", "2\tnsubj\t_\tEntity=(1-person)", "0\troot\t_\tMention=place").Replace(annotated)
	out, err := Reread(strings.NewReader(read), gold)
	if err != nil {
		t.Fatal(err)
	}
	w := out[0].Document.Words
	if w[0].Head != -1 || w[0].Mention != readout.Place || w[1].UPOS != readout.NOUN || w[1].Head != 0 || w[4].Head != 3 || w[4].Lemma == "" {
		t.Errorf("words %+v", w)
	}
	if w[3].Span != gold[0].Document.Words[3].Span || len(out[0].Mentions) != 2 {
		t.Error("the words or the mentions have moved")
	}
	if g := gold[0].Document.Words; g[0].Mention != readout.Person || g[1].UPOS != readout.VERB {
		t.Error("the document given has changed")
	}
	if _, err := Reread(strings.NewReader(strings.Replace(read, "3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n", "", 1)), gold); err == nil {
		t.Error("a sentence with a word less was taken")
	}
	if _, err := Reread(strings.NewReader(""), gold); err == nil {
		t.Error("an empty file was taken")
	}
}
