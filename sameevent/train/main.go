// Train learns the model of package sameevent. Run it from the project's root:
//
//	go run ./sameevent/train [-folds 5 -out FILE] CORPORA_FOLDER
//
// It reads the training part of ECB+ and writes sameevent/data/sameevent.model.
// With -folds it learns on all folds but one at a time, writes the chains of the
// topics put aside to FILE, in the form that score_events.py reads, and leaves
// the model alone. A fold holds whole topics.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/readout-project/readout/annotate/coref"
	"github.com/readout-project/readout/annotate/lemma"
	"github.com/readout-project/readout/annotate/syntax"
	"github.com/readout-project/readout/internal/boost"
	"github.com/readout-project/readout/internal/jsonl"
	"github.com/readout-project/readout/sameevent"
)

type mention struct {
	Sent  int    `json:"sent"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Kind  string `json:"kind"`
	Chain string `json:"chain"`
}

type report struct {
	Doc       string
	Topic     int
	Subtopic  string
	Sentences [][]string
	Mentions  []mention
}

// topic are the reports of one topic with what they are made of.
type topic struct {
	reports []report
	inputs  []sameevent.Input
}

func main() {
	log.SetFlags(0)
	folds := flag.Int("folds", 0, "cross-validate in so many folds")
	out := flag.String("out", "sameevent/data/sameevent.model", "file to write")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("usage: go run ./sameevent/train [-folds N] [-out FILE] CORPORA_FOLDER")
	}
	topics, err := load(filepath.Join(flag.Arg(0), "events", "ecbplus_train.jsonl.gz"))
	if err != nil {
		log.Fatal(err)
	}
	var text string
	if *folds > 1 {
		text, err = validate(topics, *folds)
	} else {
		text, err = sameevent.Learn(golds(topics), sameevent.Standard).Text(boost.Header{
			Name: "sameevent", Version: "1", Task: "mentions of one event across reports", Corpora: []string{"ECB+ train"}, Licence: "CC BY-SA 4.0"})
	}
	if err == nil {
		err = os.WriteFile(*out, []byte(text), 0o644)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// load reads the topics in order of their numbers.
func load(path string) ([]*topic, error) {
	reports, err := jsonl.Read[report](path)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(reports, func(a, b report) int { return a.Topic - b.Topic })
	var out []*topic
	for i, r := range reports {
		if i == 0 || r.Topic != reports[i-1].Topic {
			out = append(out, &topic{})
		}
		t := out[len(out)-1]
		t.reports = append(t.reports, r)
		t.inputs = append(t.inputs, parse(r))
	}
	return out, nil
}

func parse(r report) sameevent.Input {
	d := sameevent.FromTokens(r.Sentences)
	syntax.Parse(d.Report.Source, d.Words, d.Sentences)
	lemma.Fill(d.Report.Source, d.Words)
	d.Mentions, d.Entities = coref.Find(d)
	in := sameevent.Input{ID: r.Doc, Report: sameevent.Read(d)}
	for _, m := range r.Mentions {
		in.Places = append(in.Places, sameevent.Place{Sentence: m.Sent, First: m.Start, Last: m.End, Event: m.Kind == "event"})
	}
	return in
}

func golds(topics []*topic) []sameevent.Gold {
	out := make([]sameevent.Gold, len(topics))
	for i, t := range topics {
		g := &out[i]
		for k, in := range t.inputs {
			g.Reports = append(g.Reports, in.Report)
			g.Stories = append(g.Stories, t.reports[k].Subtopic)
			for j, p := range in.Places {
				if p.Event {
					g.Mentions = append(g.Mentions, in.Event(p))
					g.Chains = append(g.Chains, t.reports[k].Mentions[j].Chain)
				}
			}
		}
	}
	return out
}

// validate gives each topic the chains of a model that was learned without the
// topics of its fold.
func validate(topics []*topic, folds int) (string, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	for k := range folds {
		var rest, aside []*topic
		for i, t := range topics {
			if i%folds == k {
				aside = append(aside, t)
			} else {
				rest = append(rest, t)
			}
		}
		m := sameevent.Learn(golds(rest), sameevent.Standard)
		for _, t := range aside {
			for i, names := range m.Align(t.inputs) {
				mentions := slices.Clone(t.reports[i].Mentions)
				for j := range mentions {
					mentions[j].Chain = fmt.Sprintf("%d:%s", t.reports[i].Topic, names[j])
				}
				if err := e.Encode(map[string]any{"doc": t.reports[i].Doc, "mentions": mentions}); err != nil {
					return "", err
				}
			}
		}
	}
	return b.String(), nil
}
