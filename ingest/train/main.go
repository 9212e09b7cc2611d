// Command train makes the model of text lines that package ingest embeds.
//
//	train silver -corpus DIR -skip FILE -out FILE    main text of each page by two extractors
//	train captures -silver FILE -corpus DIR -out DIR pages as saved text with gold, to measure on
//	train fit -silver FILE -corpus DIR -out FILE     the model
//
// The corpus is a folder with gold.jsonl and the pages that it names; skip is a
// list of captures whose pages are left out. The result depends on nothing but
// the files: the order of pages is that of their identifiers, and there is no
// chance in the fit.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("say what to do: silver, captures or fit")
	}
	fs := flag.NewFlagSet(args[0], flag.ContinueOnError)
	corpus := fs.String("corpus", "", "folder with gold.jsonl and the pages")
	skip := fs.String("skip", "", "list of captures whose pages are left out")
	silver := fs.String("silver", "", "file that silver wrote")
	out := fs.String("out", "", "file or folder to write")
	every := fs.Int("every", 1, "take each n-th page only")
	if err := fs.Parse(args[1:]); err != nil {
		return err
	}
	switch args[0] {
	case "silver":
		return makeSilver(*corpus, *skip, *out, *every)
	case "captures":
		return makeCaptures(*silver, *corpus, *out, *every)
	case "fit":
		return fit(*silver, *corpus, *out, *every)
	}
	return fmt.Errorf("unknown command %q: silver, captures or fit", args[0])
}
