// Train learns the model of package event. Run it from the project's root:
//
//	go run ./annotate/event/train [-folds 5 -out FILE] CORPORA_FOLDER
//
// It reads events_plover (plover_gsr, plv_train, plv_test, petrarch2_validation).
// With -folds it learns on all folds but one at a time, writes the events of the
// sentences put aside to FILE in the form of stage code, and leaves the model
// alone. A sentence that stands in two sets is in one fold.
package main

import (
	"encoding/json"
	"flag"
	"log"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/annotate/event"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/jsonl"
)

type party struct {
	Text string `json:"text"`
	Code string `json:"code"`
}

type record struct {
	ID     string `json:"id"`
	Text   string `json:"text"`
	Events []struct {
		Type    *string  `json:"type"`
		TypeAny []string `json:"type_any"`
		Source  []party  `json:"source"`
		Target  []party  `json:"target"`
	} `json:"events"`
}

var sets = []string{"plover_gsr", "plv_train", "plv_test", "petrarch2_validation"}

func main() {
	log.SetFlags(0)
	folds := flag.Int("folds", 0, "cross-validate in so many folds")
	out := flag.String("out", "annotate/event/data/event.model", "file to write")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("usage: go run ./annotate/event/train [-folds N] [-out FILE] CORPORA_FOLDER")
	}
	var recs []record
	for _, s := range sets {
		r, err := jsonl.Read[record](filepath.Join(flag.Arg(0), "events_plover", s+".jsonl.gz"))
		if err != nil {
			log.Fatal(err)
		}
		recs = append(recs, r...)
	}
	ex := examples(recs)
	texts, err := jsonl.Read[record](filepath.Join(flag.Arg(0), "polnear", "train.jsonl.gz"))
	if err != nil {
		log.Fatal(err)
	}
	news := examples(texts[:min(len(texts), newsTexts)])
	var data []byte
	if *folds > 1 {
		data, err = validate(recs, ex, news, *folds)
	} else {
		data, err = event.Learn(usable(recs, ex, nil), news, event.Standard).Bytes(event.Header{
			Name: "event", Task: "PLOVER events: triggers, types, participants", Corpora: sets, Licence: "CC BY-SA 4.0"})
	}
	if err == nil {
		err = os.WriteFile(*out, data, 0o644)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// newsTexts is how many reports of news are read for sentences without events.
const newsTexts = 250

// examples annotates the sentences, on all cores.
func examples(recs []record) []event.Example {
	out := make([]event.Example, len(recs))
	var wg sync.WaitGroup
	gate := make(chan bool, 4)
	for i, r := range recs {
		wg.Add(1)
		gate <- true
		go func() {
			defer func() { <-gate; wg.Done() }()
			d, standings := annotate.Statements(&readout.Report{Source: r.Text, Blocks: []readout.Block{{
				Span: readout.Span{Start: 0, End: len(r.Text)}, Role: readout.RoleBody, Reason: "training", Repeats: -1}}})
			status := make([]readout.Status, len(d.Words)) // standings are for one goroutine, examples for all folds
			for w := range status {
				if u := d.Words[w].UPOS; u == readout.VERB || u == readout.NOUN {
					status[w], _, _ = standings.At(w)
				}
			}
			out[i] = event.Example{Doc: d, Status: func(w int) readout.Status { return status[w] }}
			for _, e := range r.Events {
				if e.Type == nil {
					continue
				}
				g := event.Gold{Types: append([]string{*e.Type}, e.TypeAny...)}
				for _, x := range e.Source {
					g.Actor = append(g.Actor, words(x))
				}
				for _, x := range e.Target {
					g.Receive = append(g.Receive, words(x))
				}
				out[i].Gold = append(out[i].Gold, g)
			}
		}()
	}
	wg.Wait()
	return out
}

// words are those of a participant; the name of the country where only a code is
// given.
func words(x party) string {
	if x.Text != "" {
		return x.Text
	}
	return x.Code
}

// usable are the examples outside a fold, without sentences whose only events are
// of no type of PLOVER.
func usable(recs []record, ex []event.Example, out func(i int) bool) []event.Example {
	var list []event.Example
	for i := range ex {
		if out != nil && out(i) || len(recs[i].Events) > 0 && len(ex[i].Gold) == 0 {
			continue
		}
		list = append(list, ex[i])
	}
	return list
}

func validate(recs []record, ex, news []event.Example, folds int) ([]byte, error) {
	of := make([]int, len(recs))
	seen := map[string]int{}
	for i, r := range recs {
		key := strings.Join(fold.Words(r.Text), " ")
		if _, ok := seen[key]; !ok {
			seen[key] = len(seen) % folds
		}
		of[i] = seen[key]
	}
	coded := make([]event.Coded, len(recs))
	var wg sync.WaitGroup
	for k := range folds {
		wg.Add(1)
		go func() {
			defer wg.Done()
			m := event.Learn(usable(recs, ex, func(i int) bool { return of[i] == k }), news, event.Standard)
			for i := range recs {
				if of[i] == k {
					coded[i] = event.Code(ex[i].Doc, m.Find(ex[i].Doc, ex[i].Status))
				}
			}
		}()
	}
	wg.Wait()
	var b strings.Builder
	e := json.NewEncoder(&b)
	for i, r := range recs {
		if err := e.Encode(struct {
			ID string `json:"id"`
			event.Coded
		}{r.ID, coded[i]}); err != nil {
			return nil, err
		}
	}
	return []byte(b.String()), nil
}
