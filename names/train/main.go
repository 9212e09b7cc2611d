// Train learns the model of package names. Run it from the project's root:
//
//	go run ./names/train [-folds 5 -out FILE] CORPORA_FOLDER
//
// It reads names/dev.jsonl.gz without the pairs marked hard and writes
// names/data/names.model. With -folds it learns on all folds but one at a time,
// writes the scores of the pairs put aside to FILE, in the form that
// score_names.py reads, and leaves the model alone. A fold holds all pairs of a
// group of pairs that names join.
package main

import (
	"encoding/json"
	"flag"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/boost"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/jsonl"
	"github.com/readout-project/readout/names"
)

// record is a line of the corpus.
type record struct {
	ID    string       `json:"id"`
	A     string       `json:"a"`
	B     string       `json:"b"`
	Type  readout.Type `json:"type"`
	Scope string       `json:"scope"`
	Label bool         `json:"label"`
	Hard  bool         `json:"hard"`
}

func main() {
	log.SetFlags(0)
	folds := flag.Int("folds", 0, "cross-validate in so many folds")
	out := flag.String("out", "names/data/names.model", "file to write")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("usage: go run ./names/train [-folds N] [-out FILE] CORPORA_FOLDER")
	}
	all, err := jsonl.Read[record](filepath.Join(flag.Arg(0), "names", "dev.jsonl.gz"))
	if err != nil {
		log.Fatal(err)
	}
	recs := slices.DeleteFunc(all, func(r record) bool { return r.Hard })
	var text string
	if *folds > 1 {
		text, err = validate(recs, *folds)
	} else {
		text, err = names.Learn(pairs(recs), names.Standard).Text(boost.Header{
			Name: "names", Version: "1", Task: "do two names mean one person, body or place", Corpora: []string{"names dev"}, Licence: "CC BY-SA 4.0"})
	}
	if err == nil {
		err = os.WriteFile(*out, []byte(text), 0o644)
	}
	if err != nil {
		log.Fatal(err)
	}
}

func pairs(recs []record) []names.Pair {
	out := make([]names.Pair, len(recs))
	for i, r := range recs {
		out[i] = names.Pair{A: r.A, B: r.B, Kind: r.Type, OneReport: r.Scope == "document", Same: r.Label}
	}
	return out
}

// validate scores each pair by a model that was learned without its fold.
func validate(recs []record, folds int) (string, error) {
	of := foldsOf(recs, folds)
	var b strings.Builder
	e := json.NewEncoder(&b)
	for k := range folds {
		var rest []record
		for i, r := range recs {
			if of[i] != k {
				rest = append(rest, r)
			}
		}
		m := names.Learn(pairs(rest), names.Standard)
		for i, r := range recs {
			if of[i] != k {
				continue
			}
			got := m.Compare(names.Parse(r.A, r.Type), names.Parse(r.B, r.Type), r.Scope == "document")
			if err := e.Encode(map[string]any{"id": r.ID, "score": got.Score()}); err != nil {
				return "", err
			}
		}
	}
	return b.String(), nil
}

// foldsOf puts pairs that share a name into one fold, the groups in turn into
// the fold with the fewest pairs.
func foldsOf(recs []record, folds int) []int {
	up := make([]int, len(recs))
	root := func(i int) int {
		for up[i] != i {
			i = up[i]
		}
		return i
	}
	seen := map[string]int{}
	for i, r := range recs {
		up[i] = i
		for _, n := range []string{r.A, r.B} {
			key := strings.Join(fold.Words(n), " ")
			if j, ok := seen[key]; ok {
				up[root(i)] = root(j)
			} else {
				seen[key] = i
			}
		}
	}
	of, size, groups := make([]int, len(recs)), make([]int, folds), map[int]int{}
	for i := range recs {
		g := root(i)
		k, ok := groups[g]
		if !ok {
			for j := range size {
				if size[j] < size[k] {
					k = j
				}
			}
			groups[g] = k
		}
		of[i] = k
		size[k]++
	}
	return of
}
