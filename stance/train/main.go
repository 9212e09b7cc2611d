// Train learns the model of package stance. Run it from the project's root:
//
//	go run ./stance/train [-folds 5 -out FILE] CORPORA_FOLDER
//
// It reads the training part of FNC-1 and writes stance/data/stance.model. With
// -folds it learns on all folds but one at a time, writes the stances of the
// pairs put aside to FILE, in the form that score_stance.py reads, and leaves the
// model alone. A fold holds all bodies of a story.
package main

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/readout-project/readout/internal/boost"
	"github.com/readout-project/readout/internal/jsonl"
	"github.com/readout-project/readout/stance"
)

type body struct{ Body, Text, Story string }

type pair struct{ ID, Headline, Body, Stance string }

// example is a pair made ready, with its story.
type example struct {
	stance.Example
	id, story string
}

func main() {
	log.SetFlags(0)
	folds := flag.Int("folds", 0, "cross-validate in so many folds")
	out := flag.String("out", "stance/data/stance.model", "file to write")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("usage: go run ./stance/train [-folds N] [-out FILE] CORPORA_FOLDER")
	}
	all, err := load(filepath.Join(flag.Arg(0), "stance"))
	if err != nil {
		log.Fatal(err)
	}
	var text string
	if *folds > 1 {
		text, err = validate(all, *folds)
	} else {
		text, err = stance.Learn(bare(all), stance.Standard).Text(boost.Header{
			Name: "stance", Version: "1", Task: "how a report stands to a claim", Corpora: []string{"FNC-1 train"}, Licence: "CC BY-SA 4.0"})
	}
	if err == nil {
		err = os.WriteFile(*out, []byte(text), 0o644)
	}
	if err != nil {
		log.Fatal(err)
	}
}

func load(dir string) ([]example, error) {
	bodies, err := jsonl.Read[body](filepath.Join(dir, "fnc_train_bodies.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	pairs, err := jsonl.Read[pair](filepath.Join(dir, "fnc_train_stances.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	text, story := map[string]*stance.Text{}, map[string]string{}
	for _, b := range bodies {
		text[b.Body], story[b.Body] = stance.Prepare(b.Text), b.Story
	}
	out := make([]example, len(pairs))
	for i, p := range pairs {
		is, ok := stance.Named(p.Stance)
		if !ok || text[p.Body] == nil {
			return nil, fmt.Errorf("pair %s: no stance %q, or no body %q", p.ID, p.Stance, p.Body)
		}
		out[i] = example{stance.Example{Claim: p.Headline, Text: text[p.Body], Is: is}, p.ID, story[p.Body]}
	}
	return out, nil
}

func bare(all []example) []stance.Example {
	out := make([]stance.Example, len(all))
	for i, e := range all {
		out[i] = e.Example
	}
	return out
}

// validate gives each pair the stance of a model that was learned without the
// stories of its fold.
func validate(all []example, folds int) (string, error) {
	of := foldsOf(all, folds)
	var b strings.Builder
	e := json.NewEncoder(&b)
	for k := range folds {
		rest := slices.DeleteFunc(slices.Clone(all), func(x example) bool { return of[x.story] == k })
		m := stance.Learn(bare(rest), stance.Standard)
		for _, x := range all {
			if of[x.story] != k {
				continue
			}
			if err := e.Encode(map[string]string{"id": x.id, "stance": m.Judge(x.Text, x.Claim).Stance.String()}); err != nil {
				return "", err
			}
		}
	}
	return b.String(), nil
}

// foldsOf puts each story, the largest first, into the fold with fewest pairs.
func foldsOf(all []example, folds int) map[string]int {
	count := map[string]int{}
	for _, e := range all {
		count[e.story]++
	}
	stories := slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), strings.Compare(a, b))
	})
	size, of := make([]int, folds), map[string]int{}
	for _, s := range stories {
		k := slices.Index(size, slices.Min(size))
		of[s] = k
		size[k] += count[s]
	}
	return of
}
