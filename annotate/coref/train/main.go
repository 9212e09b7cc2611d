// Command train learns the ranking of antecedents from GUM and writes the model
// file that annotate/coref embeds:
//
//	go run ./annotate/coref/train [-corpora DIR] [-out FILE]
//
// Only documents whose text may be used commercially are read. The same corpus
// gives the same file, byte for byte.
package main

import (
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/readout-project/readout/annotate/coref"
	"github.com/readout-project/readout/internal/conllu"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	fs := flag.NewFlagSet("train", flag.ContinueOnError)
	corpora := fs.String("corpora", "../shared/corpora", "folder of the corpora")
	file := fs.String("out", "annotate/coref/data/coref.model", "model file to write")
	rounds := fs.Int("rounds", 5, "rounds of learning that are averaged")
	epochs := fs.Int("epochs", 8, "passes over the documents in a round")
	seed := fs.Uint64("seed", 1, "seed of their order")
	noise := fs.Float64("noise", 0.15, "share of words spoilt in every second pass")
	if err := fs.Parse(args); err != nil {
		return err
	}
	closed, err := conllu.NonCommercial(filepath.Join(*corpora, "ud", "gum-licences.tsv"))
	if err != nil {
		return err
	}
	path := filepath.Join(*corpora, "ud", "gum-train.conllu.gz")
	docs, digest, err := read(path, closed)
	if err != nil {
		return err
	}
	words := 0
	for i := range docs {
		words += len(docs[i].Document.Words)
	}
	m := coref.Learn(docs, coref.Learning{Rounds: *rounds, Epochs: *epochs, Seed: *seed, Noise: *noise})
	m.Header.Corpora = []coref.Corpus{{
		Name: "GUM train, UD 2.16", SHA256: digest, Licence: "annotations CC BY 4.0",
		Used: fmt.Sprintf("%d documents with %d words that are not non-commercial", len(docs), words),
	}}
	m.Header.Scores, err = scores(m, filepath.Join(*corpora, "ud", "gum-dev.conllu.gz"))
	if err != nil {
		return err
	}
	b, err := m.Write()
	if err != nil {
		return err
	}
	if err := os.WriteFile(*file, b, 0o644); err != nil {
		return fmt.Errorf("write %s: %w", *file, err)
	}
	sum := sha256.Sum256(b)
	_, err = fmt.Fprintf(out, "%d documents, %d words, %d bytes, sha256 %s\n", len(docs), words, len(b), hex.EncodeToString(sum[:]))
	return err
}

// scores measures the model on the documents of path, which it has not seen.
func scores(m *coref.Model, path string) (map[string]string, error) {
	docs, digest, err := read(path, nil)
	if err != nil {
		return nil, err
	}
	out := map[string]string{"measured on": "GUM dev, UD 2.16, sha256 " + digest}
	for class, share := range m.Accuracy(docs) {
		out["right decisions, "+class] = fmt.Sprintf("%.3f", share)
	}
	return out, nil
}

// read reads the documents of a corpus file without those that are closed; and the digest of the file.
func read(path string, closed map[string]bool) ([]coref.Gold, string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, "", fmt.Errorf("read corpus: %w", err)
	}
	defer f.Close()
	sum := sha256.New()
	z, err := gzip.NewReader(io.TeeReader(f, sum))
	if err != nil {
		return nil, "", fmt.Errorf("read corpus %s: %w", path, err)
	}
	docs, err := coref.ReadGold(z, func(id string) bool { return !closed[id] })
	if err != nil {
		return nil, "", fmt.Errorf("%s: %w", path, err)
	}
	if _, err := io.Copy(sum, f); err != nil {
		return nil, "", fmt.Errorf("read corpus %s: %w", path, err)
	}
	return docs, hex.EncodeToString(sum.Sum(nil)), nil
}
