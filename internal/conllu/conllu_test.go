package conllu

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
)

const sample = `# newdoc id = tide
# global.Entity = GRP-etype-infstat-salience-centering-minspan-link-identity
# newpar
# sent_id = tide-1
1	Oda	Oda	PROPN	NNP	Number=Sing	4	nsubj	_	Entity=(1-person-new-sss-cf1-1-coref-Oda_Vik-Lund)
2-3	doesn't	_	_	_	_	_	_	_	_
2	does	do	AUX	VBZ	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	like	like	VERB	VB	_	0	root	_	_
4.1	it	it	_	_	_	_	_	_	_
5	her	her	PRON	PRP$	_	6	nmod:poss	_	Entity=(2-object-new-nnn-cf2-2-sgl(1-person-giv:act-sss-cf1-1-ana)
6	boat	boat	NOUN	NN	_	4	obj	_	Entity=2)|SpaceAfter=No
7	.	.	PUNCT	.	_	4	punct	_	_

1	Rain	rain	NOUN	NN	_	0	root	_	_

`

func readAll(t *testing.T, text string) []Sentence {
	t.Helper()
	r := NewReader(strings.NewReader(text))
	var all []Sentence
	for {
		s, err := r.Next()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
}

func TestRead(t *testing.T) {
	all := readAll(t, sample)
	if len(all) != 2 {
		t.Fatalf("%d sentences, want 2", len(all))
	}
	s := all[0]
	if s.Doc != "tide" || !s.NewDoc || !s.NewPar || len(s.Fields) != 8 || all[1].Doc != "tide" || all[1].NewDoc {
		t.Errorf("document marks of %+v", s)
	}
	if got := s.Comments; len(got) != 1 || got[0] != "# sent_id = tide-1" {
		t.Errorf("comments %q", got)
	}
	text, spans := s.Text()
	if want := "Oda doesn't like her boat."; text != want {
		t.Errorf("text %q, want %q", text, want)
	}
	for i, w := range s.Words {
		if text[spans[i].Start:spans[i].End] != w.Form {
			t.Errorf("word %d lies at %v, is %q", i, spans[i], w.Form)
		}
	}
	if w := s.Words[1]; w.Token != "doesn't" || w.Joined || w.SpaceAfter || !s.Words[2].Joined || !s.Words[2].SpaceAfter {
		t.Errorf("multiword token %+v %+v", w, s.Words[2])
	}
	if s.Words[3].Head != Root || s.Words[0].Head != 3 {
		t.Errorf("heads %d %d", s.Words[3].Head, s.Words[0].Head)
	}
}

func TestMentions(t *testing.T) {
	s := readAll(t, sample)[0]
	got, err := s.Mentions()
	want := []Mention{
		{First: 0, Last: 1, Type: "person", Group: "1", InfStat: "new", Head: []int{0}, Link: "coref", Identity: "Oda_Vik-Lund"},
		{First: 4, Last: 6, Type: "object", Group: "2", InfStat: "new", Head: []int{5}, Link: "sgl"},
		{First: 4, Last: 5, Type: "person", Group: "1", InfStat: "giv:act", Head: []int{4}, Link: "ana"},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v\nwant %+v", got, err, want)
	}
}

func TestMentionErrors(t *testing.T) {
	for _, v := range []string{"(1-person", "1)", "x", "(1-person)(", ")"} {
		s := Sentence{Words: []Word{{Form: "a", Misc: "Entity=" + v}}}
		if m, err := s.Mentions(); err == nil {
			t.Errorf("%s: %+v, want an error", v, m)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	all := readAll(t, sample)
	var b bytes.Buffer
	w := NewWriter(&b)
	for i := range all {
		_ = w.Write(&all[i])
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	again := readAll(t, b.String())
	if !reflect.DeepEqual(all, again) {
		t.Errorf("read again:\n%s", b.String())
	}
	if want := strings.ReplaceAll(sample, "4.1\tit\tit\t_\t_\t_\t_\t_\t_\t_\n", ""); b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestErrors(t *testing.T) {
	blank := strings.Repeat("\t_", 5)
	for in, want := range map[string]string{
		"1\ta\n":                                                       "line 1: 2 columns, not 10",
		"# x\n\n2\ta\t_\t_\t_\t_\t_\t_\t_\t_\n":                        `line 3: id "2" after word 0`,
		"1\t\t_\t_\t_\t_\t_\t_\t_\t_\n":                                "line 1: empty form",
		"1\ta\t_\t_\t_\t_\t-3" + "\t_\t_\t_\n":                         `line 1: head "-3" of word 1`,
		"1\ta\t_\t_\t_\t_\t5" + "\t_\t_\t_\n\n":                        "line 2: the head of word 1 is 5, the sentence has 1 words",
		"1-2\ta" + blank + "\t_\t_\t_\n1\ta" + blank + "\t_\t_\t_\n\n": "line 3: the multiword token goes on to word 2, the sentence has 1",
		"# " + strings.Repeat("x", maxLine):                            "line 1: longer than 1048576 bytes",
	} {
		r := NewReader(strings.NewReader(in))
		_, err := r.Next()
		if err == nil || err.Error() != want {
			t.Errorf("%.40q: %v, want %s", in, err, want)
		}
		if _, again := r.Next(); !errors.Is(again, err) {
			t.Errorf("%.40q: then %v", in, again)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Add("1-1\ta b\t_\t_\t_\t_\t_\t_\t_\t_\n1\t_\t_\t_\t_\t_\t0\t_\t_\tSpaceAfter=No\n")
	f.Fuzz(func(t *testing.T, in string) {
		r := NewReader(strings.NewReader(in))
		for {
			s, err := r.Next()
			if err != nil {
				return
			}
			check(t, &s)
		}
	})
}

// check writes s, reads it again and compares; spans lie in the text.
func check(t *testing.T, s *Sentence) {
	text, spans := s.Text()
	for i, p := range spans {
		if p.Start < 0 || p.End < p.Start || p.End > len(text) {
			t.Fatalf("word %d at %v of %d bytes", i, p, len(text))
		}
	}
	if ms, err := s.Mentions(); err == nil {
		for _, m := range ms {
			if m.First < 0 || m.Last <= m.First || m.Last > len(s.Words) {
				t.Fatalf("mention %+v", m)
			}
		}
	}
	var b bytes.Buffer
	w := NewWriter(&b)
	_ = w.Write(s)
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	again, err := NewReader(&b).Next()
	if err != nil || len(again.Words) != len(s.Words) {
		t.Fatalf("read again: %v", err)
	}
}
