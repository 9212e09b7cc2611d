package score

import (
	"compress/gzip"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/coref"
	"github.com/readout-project/readout/annotate/lemma"
	"github.com/readout-project/readout/annotate/syntax"
)

// gumDev reads the dev part of GUM, or skips where it is absent.
func gumDev(t testing.TB) []coref.Gold {
	t.Helper()
	path := filepath.Join("..", "..", "shared", "corpora", "ud", "gum-dev.conllu.gz")
	f, err := os.Open(path)
	if err != nil {
		if _, err := os.Stat(filepath.Join("..", "..", "shared", "corpora")); err == nil && os.Getenv("CI") == "true" {
			t.Fatalf("the corpora are there, but not GUM dev: %v", err)
		}
		t.Skipf("GUM dev is not there: %v", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	docs, err := coref.ReadGold(z, nil)
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

// TestPronounsOfGUM keeps the resolution of pronouns over gold trees and mention
// types above its bar, and prints the figures, also with one word in ten spoilt.
func TestPronounsOfGUM(t *testing.T) {
	docs := gumDev(t)
	rng := rand.New(rand.NewPCG(7, 7))
	for _, c := range []struct {
		name  string
		noise float64
		read  bool    // tags, trees and types are the program's
		least float64 // floor of F1
	}{{"gold trees and types", 0, false, 0.75}, {"one word in ten spoilt", 0.1, false, 0.68}, {"trees and types as read", 0, true, 0.60}} {
		var third, first PronounScore
		var chains ChainScore
		for i := range docs {
			in := docs[i]
			if c.noise > 0 {
				in = coref.Spoil(in, c.noise, rng)
			}
			if c.read {
				in.Document = reread(in.Document)
			}
			r := coref.Analyse(in.Document, 0)
			mentions := r.Mentions
			third.Add(Pronouns(&docs[i], mentions, ThirdPerson))
			first.Add(Pronouns(&docs[i], mentions, FirstSecond))
			chains.Add(Chains(&docs[i], grouped(r)))
		}
		t.Logf("%s: third person %s; first and second %s", c.name, show(third), show(first))
		t.Logf("%s: gold mentions, MUC %.3f B3 %.3f CEAFe %.3f CoNLL %.3f", c.name, chains.MUC.F1(), chains.B3.F1(), chains.CEAF.F1(), chains.CoNLL())
		if third.F1() < c.least {
			t.Errorf("%s: F1 %.3f is below %.2f", c.name, third.F1(), c.least)
		}
	}
}

// reread is the document with the program's own answers over the gold words.
func reread(gold *readout.Document) *readout.Document {
	d := *gold
	d.Words = make([]readout.Word, len(gold.Words))
	for i, w := range gold.Words {
		d.Words[i] = readout.Word{Span: w.Span, Joined: w.Joined}
	}
	syntax.Parse(d.Report.Source, d.Words, d.Sentences)
	lemma.Fill(d.Report.Source, d.Words)
	return &d
}

// grouped gives each mention its group as entity, so that pronouns without a name
// count as chains, too.
func grouped(r coref.Result) []readout.Mention {
	out := slices.Clone(r.Mentions)
	for i := range out {
		out[i].Entity = r.Groups[i]
	}
	return out
}

func show(p PronounScore) string {
	return fmt.Sprintf("P %.3f R %.3f F1 %.3f (%d right, %d resolved, %d true)", p.Precision(), p.Recall(), p.F1(), p.Right, p.Resolved, p.True)
}
