package conllu

import (
	"fmt"
	"os"
	"strings"
)

// NonCommercial reads the documents of GUM whose text is for non-commercial use
// only from a table of licences: a line a document, five columns with tabs
// between, the id first and "yes" or "no" last. A table that names none, or has
// another form, is an error: what is trained without it must not be shipped.
func NonCommercial(path string) (map[string]bool, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read licences: %w", err)
	}
	docs := map[string]bool{}
	line := 0
	for l := range strings.Lines(string(b)) {
		line++
		f := strings.Split(strings.TrimSpace(l), "\t")
		switch {
		case len(f) != 5 || line > 1 && f[4] != "yes" && f[4] != "no":
			return nil, fmt.Errorf("%s:%d: want five columns, the last yes or no", path, line)
		case f[4] == "yes":
			docs[f[0]] = true
		}
	}
	if len(docs) == 0 {
		return nil, fmt.Errorf("%s names no document as non-commercial: is it gum-licences.tsv?", path)
	}
	return docs, nil
}
