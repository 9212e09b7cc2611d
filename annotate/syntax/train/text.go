package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/readout-project/readout/annotate/segment"
	"github.com/readout-project/readout/annotate/syntax"
	"github.com/readout-project/readout/gazetteer"
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

// split cuts a report into sentences. What the lexicon is sure of is noted as
// mentions: it looks at the whole report, so that a surname has the type of the
// full name before it.
func split(text string, seen map[string]bool) []*sentence {
	t := segment.Plain(text)
	report := make([][]string, len(t.Sentences))
	for i, s := range t.Sentences {
		for _, w := range t.Words[s.FirstWord:s.LastWord] {
			report[i] = append(report[i], text[w.Start:w.End])
		}
	}
	sure := gazetteer.Sure(report)
	var out []*sentence
	for i, s := range t.Sentences {
		n := len(report[i])
		if n < leastWords || n > mostWords || seen[text[s.Start:s.End]] {
			continue
		}
		seen[text[s.Start:s.End]] = true
		x := bare(report[i])
		for k, typ := range sure[i] {
			if m := slices.Index(mentionTypes, typ); m > 0 {
				x.mention[k], x.sure = int32(m), true
			}
		}
		out = append(out, x)
	}
	return out
}

// bare is a sentence without answers.
func bare(words []string) *sentence {
	x := blank(len(words))
	x.src = &conllu.Sentence{Words: make([]conllu.Word, len(words))}
	for i, w := range words {
		x.src.Words[i].Form = w
		x.forms[i].Read(w)
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
