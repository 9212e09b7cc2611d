// Command train learns attribution from PolNeAR and writes the model file that
// annotate/attribution embeds:
//
//	go run ./annotate/attribution/train [-corpora DIR] [-out FILE] [-until DATE]
//
// The same corpus gives the same file, byte for byte. With -until only the articles
// before that day are learned from and the figures are of the later ones: for
// choosing settings.
package main

import (
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/attribution"
	"github.com/readout-project/readout/annotate/lemma"
	"github.com/readout-project/readout/annotate/segment"
	"github.com/readout-project/readout/annotate/syntax"
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
	file := fs.String("out", "annotate/attribution/data/attribution.model", "model file to write")
	until := fs.String("until", "", "learn from the articles before this day, measure on the others")
	epochs := fs.Int("epochs", 5, "passes over the corpus")
	rate := fs.Float64("rate", 0.2, "step of learning")
	least := fs.Float64("least", -0.25, "logit from which a reading is an attribution")
	seed := fs.Uint64("seed", 1, "seed of the order")
	if err := fs.Parse(args); err != nil {
		return err
	}
	path := filepath.Join(*corpora, "polnear", "train.jsonl.gz")
	articles, digest, err := read(path)
	if err != nil {
		return err
	}
	var learn, measure []attribution.Gold
	words := 0
	for _, a := range articles {
		if *until != "" && a.Date >= *until {
			measure = append(measure, a.gold)
			continue
		}
		learn = append(learn, a.gold)
		words += len(a.gold.Document.Words)
	}
	if len(learn) == 0 {
		return fmt.Errorf("no article of %s is before %s", path, *until)
	}
	m := attribution.Learn(learn, attribution.Learning{Epochs: *epochs, Seed: *seed, Rate: *rate, Least: float32(*least)})
	m.Header.Corpora = []attribution.Corpus{{
		Name: "PolNeAR 1.0.0, train", SHA256: digest, Licence: "none stated; numbers only, no text",
		Used: fmt.Sprintf("%d articles with %d words", len(learn), words),
	}}
	if len(measure) > 0 {
		m.Header.Scores = m.Measure(measure)
	}
	b, err := m.Write()
	if err != nil {
		return err
	}
	if err := os.WriteFile(*file, b, 0o644); err != nil {
		return fmt.Errorf("write %s: %w", *file, err)
	}
	sum := sha256.Sum256(b)
	_, err = fmt.Fprintf(out, "%d articles, %d words, %d bytes, sha256 %s\n%v\n", len(learn), words, len(b), hex.EncodeToString(sum[:]), m.Header.Scores)
	return err
}

// article is a line of the corpus.
type article struct {
	Date         string
	Title        string
	Text         string
	Discard      [][2]int
	Attributions []struct{ Source, Cue, Content [][2]int }
	gold         attribution.Gold
}

// read reads the articles of a corpus file and its digest.
func read(path string) ([]*article, string, error) {
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
	var out []*article
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		a := &article{}
		if err := json.Unmarshal(lines.Bytes(), a); err != nil {
			return nil, "", fmt.Errorf("read corpus %s: article %d: %w", path, len(out), err)
		}
		out = append(out, a)
	}
	if err := lines.Err(); err != nil {
		return nil, "", fmt.Errorf("read corpus %s: %w", path, err)
	}
	if _, err := io.Copy(sum, f); err != nil {
		return nil, "", fmt.Errorf("read corpus %s: %w", path, err)
	}
	annotate(out)
	return out, hex.EncodeToString(sum.Sum(nil)), nil
}

// annotate runs the stages whose layers the features are of, on all cores.
func annotate(articles []*article) {
	var wg sync.WaitGroup
	next := make(chan *article)
	for range runtime.NumCPU() {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for a := range next {
				a.annotate()
			}
		}()
	}
	for _, a := range articles {
		next <- a
	}
	close(next)
	wg.Wait()
}

func (a *article) annotate() {
	r := &readout.Report{Source: a.Text, Blocks: paragraphs(a.Text, a.Title)}
	d := &readout.Document{Report: r}
	d.Tokens, d.Sentences = segment.Find(r)
	d.Words = segment.Words(r.Source, d.Sentences)
	syntax.Parse(r.Source, d.Words, d.Sentences)
	lemma.Fill(r.Source, d.Words)
	var at []int // byte of a code point
	for i := range a.Text {
		at = append(at, i)
	}
	at = append(at, len(a.Text))
	spans := func(list [][2]int) []readout.Span {
		var out []readout.Span
		for _, x := range list {
			out = append(out, readout.Span{Start: at[x[0]], End: at[x[1]]})
		}
		return out
	}
	a.gold = attribution.Gold{Document: d, Discard: spans(a.Discard)}
	for _, x := range a.Attributions {
		a.gold.Attributions = append(a.gold.Attributions, readout.Attribution{
			Source: spans(x.Source), Cue: spans(x.Cue), Content: spans(x.Content),
		})
	}
}

// paragraphs are the lines of a text; the first is the headline where it is the
// title.
func paragraphs(text, title string) []readout.Block {
	var out []readout.Block
	for start := 0; start < len(text); {
		end := start + strings.IndexAny(text[start:]+"\n", "\n\r")
		line := text[start:end]
		s := readout.Span{
			Start: end - len(strings.TrimLeft(line, " \t\u00a0")),
			End:   start + len(strings.TrimRight(line, " \t\u00a0")),
		}
		if s.Start < s.End {
			out = append(out, readout.Block{Span: s, Role: readout.RoleBody, Repeats: -1})
		}
		start = end + 1
	}
	if len(out) > 1 && strings.TrimSpace(title) == strings.TrimSpace(out[0].Of(text)) {
		out[0].Role = readout.RoleHeadline
	}
	return out
}
