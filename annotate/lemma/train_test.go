package lemma

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"
)

// tiny is a corpus of a few sentences with lemmas and features.
func tiny(t *testing.T) []Text {
	t.Helper()
	var corpus []Text
	for _, c := range []struct{ words, lemmas, feats string }{
		{"Boats/NOUN/NNS/nsubj/2 sank/VERB/VBD/root/0", "boat sink", "Number=Plur Mood=Ind|Tense=Past"},
		{"No/DET/DT/det/2 ferries/NOUN/NNS/root/0", "no ferry", "PronType=Neg Number=Plur"},
		{"Oslo/PROPN/NNP/nsubj/2 waits/VERB/VBZ/root/0", "Oslo wait", "Number=Sing Mood=Ind|Tense=Pres"},
	} {
		source, words := sentence(t, c.words)
		lemmas, feats := strings.Fields(c.lemmas), strings.Fields(c.feats)
		for i := range words {
			words[i].Lemma, words[i].Feats = lemmas[i], feats[i]
		}
		for range 3 {
			corpus = append(corpus, Text{Source: source, Words: words, Weight: 1})
		}
	}
	return corpus
}

// tinyDigest is that of the model of the tiny corpus; it changes with the method.
const tinyDigest = "0687cd49b4fd56ade0cbc949269273bccc0232a31988e83cf1b842ae2698c5d7"

func TestTrainingIsDeterministic(t *testing.T) {
	model, err := Train(tiny(t), []string{"task: test"})
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%x", sha256.Sum256(model)); got != tinyDigest {
		t.Errorf("the model has the digest %s, want %s", got, tinyDigest)
	}
}

func TestTrainedModelKnowsItsCorpusAndItsEndings(t *testing.T) {
	file, err := Train(tiny(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	m, err := Open(string(file))
	if err != nil {
		t.Fatal(err)
	}
	source, words := sentence(t, "The/DET/DT/det/2 cherries/NOUN/NNS/nsubj/3 sank/VERB/VBD/root/0 || Wrecks/NOUN/NNS/root/0")
	m.Fill(source, words)
	for i, want := range []string{"the", "cherry", "sink", "wreck"} {
		if words[i].Lemma != want {
			t.Errorf("%s gives %q, want %q", words[i].Of(source), words[i].Lemma, want)
		}
	}
	if got := words[1].Feats; got != "Number=Plur" {
		t.Errorf("features %q", got)
	}
}

func TestOpenRefusesWhatIsNoModel(t *testing.T) {
	good, err := Train(tiny(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	file := string(good)
	for name, bad := range map[string]string{
		"empty":     "",
		"cut":       file[:len(file)-1],
		"longer":    file + "x",
		"no arrays": magic + "\n\n",
		"renamed":   strings.Replace(file, "array: cases", "array: sizes", 1),
	} {
		if _, err := Open(bad); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestTheEmbeddedModel(t *testing.T) {
	m, err := Open(embedded)
	if err != nil {
		t.Fatal(err)
	}
	if len(embedded) > 600_000 {
		t.Errorf("the model has %d bytes", len(embedded))
	}
	for _, key := range []string{"task: ", "version: ", "corpus: ewt-train", "corpus: gum-train", "score: "} {
		if !strings.Contains(m.header, "\n"+key) {
			t.Errorf("the header has no line %q", key)
		}
	}
	for name, tr := range map[string]trie{"edits": m.edits, "cases": m.cases, "classes": m.classes, "feats": m.feats} {
		checkTrie(t, name, tr)
	}
	for n := range len(m.edits) / nodeSize {
		if l := int(m.edits.label(n)); 2*l+1 >= len(m.editTexts.ends)/4 {
			t.Fatalf("edit %d is not there", l)
		}
	}
	for n := range len(m.feats) / nodeSize {
		if l := int(m.feats.label(n)); l >= len(m.featTexts.ends)/4 {
			t.Fatalf("features %d are not there", l)
		}
	}
}

// checkTrie verifies that children lie behind their node, inside the array and in
// the order of their symbols.
func checkTrie(t *testing.T, name string, tr trie) {
	t.Helper()
	for n := range len(tr) / nodeSize {
		first, last := tr.children(n)
		if first == last {
			continue
		}
		if first <= n || last > len(tr)/nodeSize {
			t.Fatalf("%s: node %d has the children %d to %d of %d", name, n, first, last, len(tr)/nodeSize)
		}
		for k := first + 1; k < last; k++ {
			if tr[k*nodeSize] <= tr[(k-1)*nodeSize] {
				t.Fatalf("%s: the children of node %d are out of order", name, n)
			}
		}
	}
}
