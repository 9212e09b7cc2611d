package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/segment"
	"github.com/readout-project/readout/annotate/syntax"
	"github.com/readout-project/readout/internal/conllu"
)

// unlabelled are the news texts that the network reads without labels, under
// the folder of the corpora. Nothing that anything is measured on is among them.
var unlabelled = []string{
	"polnear/train.jsonl.gz",
	"stance/fnc_train_bodies.jsonl.gz",
	"stories/ecbplus_train.jsonl.gz",
}

// Sentences outside these bounds are left out of unlabelled text: crumbs, and
// what is no sentence.
const (
	leastWords = 4
	mostWords  = 80
)

// texts reads the sentences of a file of JSON lines with a key "text". A
// sentence that was seen before is left out: news repeats itself.
func texts(path string, seen map[string]bool) ([]*sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(bufio.NewReader(f))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var out []*sentence
	d := json.NewDecoder(z)
	for {
		var report struct{ Text string }
		if err := d.Decode(&report); err == io.EOF {
			return out, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		// A blank line would begin a document: paragraphs are lines here.
		out = append(out, split(strings.ReplaceAll(report.Text, "\n\n", "\n"), seen)...)
	}
}

func split(text string, seen map[string]bool) []*sentence {
	t := segment.Plain(text)
	var out []*sentence
	for _, s := range t.Sentences {
		ws := t.Words[s.FirstWord:s.LastWord]
		if len(ws) < leastWords || len(ws) > mostWords || seen[text[s.Start:s.End]] {
			continue
		}
		seen[text[s.Start:s.End]] = true
		out = append(out, bare(text, ws))
	}
	return out
}

// bare is a sentence without answers.
func bare(text string, ws []readout.Word) *sentence {
	x := blank(len(ws))
	x.src = &conllu.Sentence{Words: make([]conllu.Word, len(ws))}
	for i, w := range ws {
		x.src.Words[i].Form = text[w.Start:w.End]
		x.forms[i].Read(x.src.Words[i].Form)
	}
	new(syntax.Lexicon).Look(x.forms)
	return x
}

// blank is a sentence of n words whose answers are all unknown.
func blank(n int) *sentence {
	x := &sentence{
		forms: make([]syntax.Form, n), word: make([]int32, n), tag: make([]int32, n),
		head: make([]int32, n), rel: make([]int32, n), mention: make([]int32, n),
	}
	for i := range n {
		x.tag[i], x.head[i], x.rel[i], x.mention[i] = -1, -1, -1, -1
	}
	return x
}
