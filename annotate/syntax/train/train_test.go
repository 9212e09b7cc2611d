package main

import (
	"crypto/sha256"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/readout-project/readout/annotate/syntax"
	"github.com/readout-project/readout/internal/namedata"
)

// bank is a treebank of two sentences.
const bank = `# newdoc id = GUM_news_sable
# global.Entity = GRP-etype
1	Lena	Lena	PROPN	NNP	_	3	nsubj	_	Entity=(1-person
2	Orlov	Orlov	PROPN	NNP	_	1	flat	_	Entity=1)
3	reached	reach	VERB	VBD	_	0	root	_	_
4	Port	Port	PROPN	NNP	_	5	compound	_	Entity=(2-place
5	Sable	Sable	PROPN	NNP	_	3	obj	_	Entity=2)|SpaceAfter=No
6	.	.	PUNCT	.	_	3	punct	_	_

1	She	she	PRON	PRP	_	2	nsubj	_	Entity=(1-person)
2	left	leave	VERB	VBD	_	0	root	_	_
3	early	early	ADV	RB	_	2	advmod	_	SpaceAfter=No
4	.	.	PUNCT	.	_	2	punct	_	_

`

// TestTrainingIsDeterministic goes twice through all the steps, on a corpus of
// two trees and a few lines of text, and wants the same file.
func TestTrainingIsDeterministic(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bank.conllu")
	if err := os.WriteFile(path, []byte(bank), 0o644); err != nil {
		t.Fatal(err)
	}
	lists := &namedata.Lists{
		Persons: [][]string{{"Amara", "Quill"}, {"Tomas", "Reyl"}}, Given: []string{"Amara"}, Surname: []string{"Quill"},
		Cities: [][]string{{"Old", "Kesten"}, {"Valletta"}}, Countries: [][]string{{"Norland"}},
	}
	var digests [2][32]byte
	for i := range digests {
		c := &corpus{tags: &tagset{}}
		var err error
		if c.gold, err = read(path, nil, c.tags, true); err != nil {
			t.Fatal(err)
		}
		c.plain = split(strings.Repeat("The envoy left Port Sable early. She met Lena Orlov on Friday, her office said.\n", 3), map[string]bool{})
		if len(c.plain) != 2 {
			t.Fatalf("%d sentences of plain text, without doubles 2", len(c.plain))
		}
		c.prepare(newReplacer(lists))
		if len(c.gold[0].runs) != 2 {
			t.Errorf("%d names to replace in the first sentence, want 2", len(c.gold[0].runs))
		}
		o := &options{
			widths: sizes{Word: 8, Affix: 4, Shape: 4, Hidden: 16, Arc: 16, Rel: 16, Mention: 16}, pre: 1, teachers: 2, lessons: 2, passes: 2, last: 1,
			rate: 0.01, batch: 8, seed: 3, drop: dropout{Input: 0.2, Between: 0.2, Head: 0.2, Word: 0.2, Lexicon: 0.2},
		}
		n, err := o.learn(c)
		if err != nil {
			t.Fatal(err)
		}
		file, err := syntax.Build(n.params(c.vocab.hashes, c.tags.list()), []string{"version: test"})
		if err != nil {
			t.Fatal(err)
		}
		digests[i] = sha256.Sum256(file)
	}
	if digests[0] != digests[1] {
		t.Error("the same corpus and seed gave two files")
	}
}

// TestMentionsHeadWords checks which words head mentions, and of which type.
func TestMentionsHeadWords(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bank.conllu")
	if err := os.WriteFile(path, []byte(bank), 0o644); err != nil {
		t.Fatal(err)
	}
	ss, err := read(path, nil, &tagset{}, true)
	if err != nil {
		t.Fatal(err)
	}
	want := [][]int32{{1, 0, 0, 0, 3, 0}, {1, 0, 0, 0}}
	for i, s := range ss {
		for k, m := range s.mention {
			if m != want[i][k] {
				t.Errorf("sentence %d, word %d: type %d, want %d", i, k, m, want[i][k])
			}
		}
	}
	skipped, err := read(path, map[string]bool{"GUM_news_sable": true}, &tagset{}, true)
	if err != nil || len(skipped) != 0 {
		t.Errorf("%d sentences of a document to be left out, %v", len(skipped), err)
	}
}

// TestWeightsFindTheirWords writes weights and reads them with a vocabulary in
// another order.
func TestWeightsFindTheirWords(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	a := toyNet(r)
	was := &vocabulary{hashes: []uint64{11, 12, 13, 14, 15, 16, 17, 18}}
	path := filepath.Join(t.TempDir(), "a.weights")
	if err := a.write(path, was, a.all); err != nil {
		t.Fatal(err)
	}
	b := toyNet(r)
	if err := b.read(path, &vocabulary{row: map[uint64]int32{18: 1, 17: 2, 99: 3}}, b.all); err != nil {
		t.Fatal(err)
	}
	for new, old := range map[int32]int32{0: 0, 1: 8, 2: 7} {
		if !slices.Equal(b.word.row(new), a.word.row(old)) {
			t.Errorf("row %d is not what row %d was", new, old)
		}
	}
	if slices.Equal(b.word.row(3), a.word.row(3)) || !slices.Equal(b.relO.w, a.relO.w) || !slices.Equal(b.affix.w, a.affix.w) {
		t.Error("a new word keeps its own weights, all else is read")
	}
	if err := os.WriteFile(path, []byte("short"), 0o644); err != nil || b.read(path, was, b.all) == nil {
		t.Error("a file of another size was read")
	}
}
