// Command train makes the model that package lemma embeds.
//
//	train -ud DIR [-out FILE]
//
// DIR holds the English treebanks: ewt-train, ewt-dev, gum-train and gum-dev as
// .conllu.gz, and gum-licences.tsv. Documents of GUM that are for non-commercial
// use only are left out of training. The same files give the same model; it is
// measured on the dev files, and the scores are written into its header.
package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/readout-project/readout/annotate/lemma"
	"github.com/readout-project/readout/internal/conllu"
)

func main() {
	ud := flag.String("ud", "../shared/corpora/ud", "folder with the treebanks")
	out := flag.String("out", "annotate/lemma/data/lemma.model", "model to write")
	wrong := flag.Int("wrong", 0, "print so many of the commonest mistakes on each dev file")
	flag.Parse()
	if err := run(*ud, *out, *wrong); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

// weights of the treebanks. Where their guidelines differ (number of "you",
// person of imperatives), the features are those of the greater one.
const (
	ewtWeight = 2
	gumWeight = 1
)

func run(ud, out string, wrong int) error {
	skip, err := conllu.NonCommercial(filepath.Join(ud, "gum-licences.tsv"))
	if err != nil {
		return err
	}
	var corpus []lemma.Text
	about := []string{"task: lemmas and morphological features of English, Universal Dependencies v2", "version: 1"}
	for _, c := range []struct {
		file, licence string
		weight        int
	}{
		{"ewt-train.conllu.gz", "UD English EWT 2.16, annotations CC BY-SA 4.0", ewtWeight},
		{"gum-train.conllu.gz", "UD English GUM 2.16 without documents for non-commercial use, annotations CC BY 4.0", gumWeight},
	} {
		name := filepath.Join(ud, c.file)
		texts, words, err := read(name, skip, c.weight)
		if err != nil {
			return err
		}
		digest, err := digest(name)
		if err != nil {
			return err
		}
		corpus = append(corpus, texts...)
		about = append(about, fmt.Sprintf("corpus: %s, %d words, sha256 %s, %s", c.file, words, digest, c.licence))
	}
	model, err := lemma.Train(corpus, about)
	if err != nil {
		return err
	}
	for _, dev := range []string{"ewt-dev.conllu.gz", "gum-dev.conllu.gz"} {
		texts, _, err := read(filepath.Join(ud, dev), nil, 1)
		if err != nil {
			return err
		}
		s, err := measure(model, texts, wrong)
		if err != nil {
			return err
		}
		line := fmt.Sprintf("score: %s, gold tags and trees: lemma %.4f, feats %.4f", strings.TrimSuffix(dev, ".conllu.gz"), s.lemma, s.feats)
		fmt.Println(line)
		about = append(about, line)
	}
	if model, err = lemma.Train(corpus, about); err != nil {
		return err
	}
	fmt.Printf("%s: %d bytes, sha256 %x\n", out, len(model), sha256.Sum256(model))
	return os.WriteFile(out, model, 0o644)
}
