package lemma

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
)

// sentence reads words written FORM/UPOS/XPOS/REL/HEAD, heads from 1, as a
// document of one sentence or, with "||" between, of several.
func sentence(t testing.TB, notation string) (string, []readout.Word) {
	t.Helper()
	var b strings.Builder
	var words []readout.Word
	for part := range strings.SplitSeq(notation, "||") {
		first := len(words)
		for _, field := range strings.Fields(part) {
			c := strings.Split(field, "/")
			if len(c) != 5 {
				t.Fatalf("%q is not FORM/UPOS/XPOS/REL/HEAD", field)
			}
			u, ok1 := readout.ParseUPOS(c[1])
			x, ok2 := readout.ParseXPOS(c[2])
			r, ok3 := readout.ParseRel(c[3])
			if !ok1 || !ok2 || !ok3 {
				t.Fatalf("%q has an unknown label", field)
			}
			head := 0
			for _, d := range c[4] {
				head = 10*head + int(d-'0')
			}
			head += first - 1
			if c[4] == "0" {
				head = -1
			}
			start := b.Len()
			b.WriteString(c[0])
			words = append(words, readout.Word{Span: readout.Span{Start: start, End: b.Len()}, UPOS: u, XPOS: x, Rel: r, Head: head})
			b.WriteByte(' ')
		}
	}
	return b.String(), words
}

func TestLemmas(t *testing.T) {
	for _, c := range []struct{ words, want string }{
		{"The/DET/DT/det/2 ferries/NOUN/NNS/nsubj/4 had/AUX/VBD/aux/4 gone/VERB/VBN/root/0", "the ferry have go"},
		{"She/PRON/PRP/nsubj/4 was/AUX/VBD/cop/4 n't/PART/RB/advmod/4 me/PRON/PRP/root/0", "she be not I"},
		{"Ochoa/PROPN/NNP/nmod:poss/3 's/PART/POS/case/1 children/NOUN/NNS/root/0", "Ochoa 's child"},
		{"It/PRON/PRP/nsubj/4 ’s/AUX/VBZ/cop/4 the/DET/DT/det/4 Norwegian/ADJ/JJ/root/0", "it be the Norwegian"},
		{"He/PRON/PRP/nsubj/4 wo/AUX/MD/aux/4 n’t/PART/RB/advmod/4 sign/VERB/VB/root/0", "he will not sign"},
		{"Ministers/NOUN/NNS/nsubj/2 signed/VERB/VBD/root/0 two/NUM/CD/nummod/4 treaties/NOUN/NNS/obj/2", "minister sign two treaty"},
		{"Talks/NOUN/NNS/nsubj/2 stopped/VERB/VBD/root/0 in/ADP/IN/case/4 Sandvik/PROPN/NNP/obl/2", "talk stop in Sandvik"},
		{"Better/ADJ/JJR/amod/2 boats/NOUN/NNS/root/0 frobnicated/VERB/VBD/acl/2", "good boat frobnicate"},
		{"United/ADJ/NNP/amod/2 Nations/PROPN/NNPS/root/0", "United Nation"},
		{"3.5/NUM/CD/nummod/2 %/SYM/NN/root/0 ,/PUNCT/,/punct/2 -/PUNCT/HYPH/punct/2", "3.5 % , -"},
	} {
		source, words := sentence(t, c.words)
		Fill(source, words)
		var got []string
		for _, w := range words {
			got = append(got, w.Lemma)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s gives %q, want %q", source, s, c.want)
		}
	}
}

func TestFeatures(t *testing.T) {
	for _, c := range []struct {
		words string
		i     int
		want  string
	}{
		{"They/PRON/PRP/nsubj/3 will/AUX/MD/aux/3 sail/VERB/VB/root/0", 2, "VerbForm=Inf"},
		{"Sail/VERB/VB/root/0 home/ADV/RB/advmod/1 !/PUNCT/./punct/1", 0, "Mood=Imp|VerbForm=Fin"},
		{"to/PART/TO/mark/2 wait/VERB/VB/root/0 and/CCONJ/CC/cc/4 sail/VERB/VB/conj/2", 3, "VerbForm=Inf"},
		{"We/PRON/PRP/nsubj/2 sail/VERB/VBP/root/0", 1, "Mood=Ind|Number=Plur|Person=1|Tense=Pres|VerbForm=Fin"},
		{"I/PRON/PRP/nsubj/3 am/AUX/VBP/cop/3 here/ADV/RB/root/0", 1, "Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin"},
		{"boats/NOUN/NNS/root/0 that/PRON/WDT/nsubj/3 sail/VERB/VBP/acl:relcl/1", 2, "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"},
		{"boats/NOUN/NNS/root/0 that/PRON/WDT/nsubj/3 sail/VERB/VBP/acl:relcl/1", 1, "PronType=Rel"},
		{"It/PRON/PRP/nsubj:pass/3 was/AUX/VBD/aux:pass/3 seen/VERB/VBN/root/0", 2, "Tense=Past|VerbForm=Part|Voice=Pass"},
		{"He/PRON/PRP/nsubj/3 has/AUX/VBZ/aux/3 seen/VERB/VBN/root/0", 2, "Tense=Past|VerbForm=Part"},
		{"They/PRON/PRP/nsubj/2 saw/VERB/VBD/root/0 it/PRON/PRP/obj/2", 2, "Case=Acc|Gender=Neut|Number=Sing|Person=3|PronType=Prs"},
		{"It/PRON/PRP/nsubj/2 sank/VERB/VBD/root/0", 0, "Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs"},
		{"because/ADP/IN/case/3 of/ADP/IN/fixed/1 fog/NOUN/NN/root/0", 0, "ExtPos=ADP"},
		{"older/ADJ/JJR/amod/2 boats/NOUN/NNS/root/0", 0, "Degree=Cmp"},
		{"417/NUM/CD/nummod/2 boats/NOUN/NNS/root/0", 0, "NumForm=Digit|NumType=Card"},
		{"Oslo/PROPN/NNP/root/0 ,/PUNCT/,/punct/1", 1, ""},
	} {
		source, words := sentence(t, c.words)
		Fill(source, words)
		if got := words[c.i].Feats; got != c.want {
			t.Errorf("%s word %d gives %q, want %q", source, c.i+1, got, c.want)
		}
	}
}

// TestTheFirstWordOfEachSentenceLosesItsCapital needs to know where sentences
// begin from the trees alone.
func TestTheFirstWordOfEachSentenceLosesItsCapital(t *testing.T) {
	source, words := sentence(t, "Fog/NOUN/NN/nsubj/2 fell/VERB/VBD/root/0 ./PUNCT/./punct/2 || “/PUNCT/``/punct/2 Stop/VERB/VB/root/0")
	Fill(source, words)
	if words[0].Lemma != "fog" || words[4].Lemma != "stop" {
		t.Errorf("got %q and %q", words[0].Lemma, words[4].Lemma)
	}
}

// TestLemmasShareTheSource is about memory: what is a part of the text is not
// copied.
func TestLemmasShareTheSource(t *testing.T) {
	source, words := sentence(t, strings.Repeat("two/NUM/CD/nummod/2 boats/NOUN/NNS/root/0 || ", 200))
	if n := testing.AllocsPerRun(20, func() { Fill(source, words) }); n > 8 {
		t.Errorf("%v allocations for 400 words", n)
	}
}

func TestAnyTreeAnyForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source := rapid.String().Draw(t, "source")
		n := rapid.IntRange(0, 12).Draw(t, "words")
		words := make([]readout.Word, n)
		for i := range words {
			start := rapid.IntRange(0, len(source)).Draw(t, "start")
			words[i] = readout.Word{
				Span: readout.Span{Start: start, End: rapid.IntRange(start, len(source)).Draw(t, "end")},
				UPOS: readout.UPOS(rapid.IntRange(0, readout.NumUPOS-1).Draw(t, "upos")),
				XPOS: readout.XPOS(rapid.IntRange(0, readout.NumXPOS-1).Draw(t, "xpos")),
				Rel:  readout.Rel(rapid.IntRange(0, readout.NumRel-1).Draw(t, "rel")),
				Head: rapid.IntRange(-2, n+2).Draw(t, "head"),
			}
		}
		Fill(source, words)
		for i, w := range words {
			if w.Lemma == "" && w.Of(source) != "" {
				t.Errorf("word %d, %q, has no lemma", i, w.Of(source))
			}
		}
	})
}

func FuzzFill(f *testing.F) {
	f.Add("The İstanbul ferries’ crew won’t STOP.", byte(3))
	f.Add("\xff\xfe \x00A\u200b", byte(40))
	f.Fuzz(func(t *testing.T, source string, seed byte) {
		var words []readout.Word
		for i, at := 0, 0; at < len(source); i++ {
			end := min(at+1+i%7, len(source))
			words = append(words, readout.Word{
				Span: readout.Span{Start: at, End: end},
				UPOS: readout.UPOS((int(seed) + i) % readout.NumUPOS), XPOS: readout.XPOS((int(seed) * i) % readout.NumXPOS),
				Rel: readout.Rel((int(seed) + 3*i) % readout.NumRel), Head: i*int(seed)%17 - 1,
			})
			at = end
		}
		Fill(source, words)
		for i, w := range words {
			if w.Lemma == "" {
				t.Errorf("word %d, %q, has no lemma", i, w.Of(source))
			}
		}
	})
}

func TestLongChainsTakeLinearTime(t *testing.T) {
	const n = 200_000
	source := strings.Repeat("a ", n)
	words := make([]readout.Word, n)
	for i := range words {
		words[i] = readout.Word{
			Span: readout.Span{Start: 2 * i, End: 2*i + 1}, UPOS: readout.PUNCT, XPOS: readout.TagVB, Rel: readout.RelConj, Head: i - 1,
		}
	}
	Fill(source, words) // quadratic, it would take minutes
	words[0].Head = n - 1
	Fill(source, words)
}

func BenchmarkFill(b *testing.B) {
	source, words := sentence(b, strings.Repeat("The/DET/DT/det/3 old/ADJ/JJ/amod/3 ferries/NOUN/NNS/nsubj/5 had/AUX/VBD/aux/5 "+
		"stopped/VERB/VBN/root/0 in/ADP/IN/case/7 Sandvik/PROPN/NNP/obl/5 because/SCONJ/IN/mark/11 it/PRON/PRP/nsubj/11 "+
		"was/AUX/VBD/cop/11 foggy/ADJ/JJ/advcl/5 ,/PUNCT/,/punct/14 she/PRON/PRP/nsubj/14 said/VERB/VBD/parataxis/5 ./PUNCT/./punct/5 || ", 60))
	for b.Loop() {
		Fill(source, words)
	}
	b.ReportMetric(float64(len(words)*b.N)/b.Elapsed().Seconds(), "words/s")
}
