package syntax

import (
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

// tree reads words as FORM/UPOS/XPOS/REL/HEAD, heads from 1 and 0 for the root.
func tree(t *testing.T, text string) (string, []readout.Word, readout.Sentence) {
	t.Helper()
	var b strings.Builder
	var words []readout.Word
	for f := range strings.FieldsSeq(text) {
		p := strings.Split(f, "/")
		u, ok := readout.ParseUPOS(p[1])
		x, ok2 := readout.ParseXPOS(p[2])
		r, ok3 := readout.ParseRel(p[3])
		head := 0
		for _, c := range p[4] {
			head = 10*head + int(c-'0')
		}
		if !ok || !ok2 || !ok3 {
			t.Fatal(f)
		}
		words = append(words, readout.Word{Span: readout.Span{Start: b.Len(), End: b.Len() + len(p[0])}, UPOS: u, XPOS: x, Rel: r, Head: head - 1})
		b.WriteString(p[0] + " ")
	}
	return b.String(), words, readout.Sentence{LastWord: len(words)}
}

// A clause with tense gets the subject that hung on the verb before it, and a clause
// that lacks none is left as it is.
func TestMend(t *testing.T) {
	for _, c := range []struct {
		about, text string
		subject     int // word that becomes one, from 1; 0 for none
		of          int
	}{
		{"a passive", "She/PRON/PRP/nsubj/2 says/VERB/VBZ/root/0 12/NUM/CD/obj/2 of/ADP/IN/case/5 them/PRON/PRP/nmod/3 were/AUX/VBD/aux:pass/7 freed/VERB/VBN/ccomp/2", 3, 7},
		{"the nearer of two verbs", "She/PRON/PRP/nsubj/2 spoke/VERB/VBD/root/0 confirming/VERB/VBG/advcl/2 the/DET/DT/det/5 work/NOUN/NN/obj/3 will/AUX/MD/aux/7 begin/VERB/VB/ccomp/2", 5, 7},
		{"a verb that hangs on the clause itself", "She/PRON/PRP/nsubj/2 said/VERB/VBD/root/0 leaving/VERB/VBG/advcl/7 the/DET/DT/det/5 work/NOUN/NN/obj/3 will/AUX/MD/aux/7 rest/VERB/VB/ccomp/2", 0, 0},
		{"a subject of its own", "She/PRON/PRP/nsubj/2 told/VERB/VBD/root/0 men/NOUN/NNS/obj/2 it/PRON/PRP/nsubj/5 rained/VERB/VBD/ccomp/2", 0, 0},
		{"no tense", "She/PRON/PRP/nsubj/2 saw/VERB/VBD/root/0 men/NOUN/NNS/obj/2 leaving/VERB/VBG/ccomp/2", 0, 0},
		{"a form that is no subject", "It/PRON/PRP/nsubj/2 left/VERB/VBD/root/0 them/PRON/PRP/obj/2 bewildered/VERB/VBD/ccomp/2", 0, 0},
		{"words in quotation marks", "She/PRON/PRP/nsubj/2 told/VERB/VBD/root/0 men/NOUN/NNS/obj/2 \"/PUNCT/``/punct/5 rained/VERB/VBD/ccomp/2", 0, 0},
		{"a word that opens the clause", "She/PRON/PRP/nsubj/2 told/VERB/VBD/root/0 men/NOUN/NNS/obj/2 that/SCONJ/IN/mark/5 rained/VERB/VBD/ccomp/2", 0, 0},
	} {
		source, words, s := tree(t, c.text)
		mend(source, words, s)
		for i, w := range words {
			before := strings.Split(strings.Fields(c.text)[i], "/")
			switch {
			case i+1 == c.subject && (w.Head != c.of-1 || w.Rel.Base() != readout.RelNsubj):
				t.Errorf("%s: %q hangs on %d as %v", c.about, w.Of(source), w.Head+1, w.Rel)
			case i+1 != c.subject && w.Rel.String() != before[3]:
				t.Errorf("%s: %q became %v", c.about, w.Of(source), w.Rel)
			}
		}
		checkTrees(t, words, []readout.Sentence{s})
	}
}
