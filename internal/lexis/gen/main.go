// Gen counts in how many news reports each stem stands and writes the table of
// package lexis. Run it from the project's root:
//
//	go run ./internal/lexis/gen CORPORA_FOLDER
//
// It reads polnear/train.jsonl.gz, stories/fnc_train.jsonl.gz and
// stories/ecbplus_train.jsonl.gz as unlabelled text and keeps stems that stand
// in at least 12 reports.
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/lexis"
)

const least = 12

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: go run ./internal/lexis/gen CORPORA_FOLDER")
	}
	df, n := map[string]int{}, 0
	for _, name := range []string{"polnear/train", "stories/fnc_train", "stories/ecbplus_train"} {
		k, err := count(filepath.Join(os.Args[1], name+".jsonl.gz"), df)
		if err != nil {
			log.Fatal(err)
		}
		n += k
	}
	var lines []string
	for s, d := range df {
		if d >= least {
			lines = append(lines, fmt.Sprintf("%s\t%d\n", s, d))
		}
	}
	sort.Strings(lines)
	out := fmt.Sprintf("# stem, reports with it; the line without a stem: all reports\n\t%d\n%s", n, strings.Join(lines, ""))
	if err := os.WriteFile("internal/lexis/data/df.tsv", []byte(out), 0o644); err != nil {
		log.Fatal(err)
	}
}

func count(name string, df map[string]int) (int, error) {
	f, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", name, err)
	}
	n := 0
	in := bufio.NewScanner(z)
	in.Buffer(nil, 16<<20)
	for in.Scan() {
		var r struct{ Title, Text string }
		if err := json.Unmarshal(in.Bytes(), &r); err != nil {
			return n, fmt.Errorf("%s: line %d: %w", name, n+1, err)
		}
		seen := map[string]bool{}
		for _, w := range fold.Words(r.Title + "\n" + r.Text) {
			if s := lexis.Stem(w); !seen[s] {
				seen[s] = true
				df[s]++
			}
		}
		n++
	}
	return n, in.Err()
}
