package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
)

// sources are the files that the network learns from, with what their licences
// say; docs/models/syntax.md has the whole of it.
var sources = []struct{ path, licence string }{
	{"ud/ewt-train.conllu.gz", "UD English EWT 2.16, CC BY-SA 4.0"},
	{"ud/gum-train.conllu.gz", "UD English GUM 2.16 without its non-commercial documents, annotations CC BY 4.0"},
	{"polnear/train.jsonl.gz", "PolNeAR, as plain text, no licence stated"},
	{"stance/fnc_train_bodies.jsonl.gz", "FNC-1, as plain text, no licence stated"},
	{"stories/ecbplus_train.jsonl.gz", "ECB+, as plain text, annotation CC BY 3.0"},
	{"events/ecbplus_train.jsonl.gz", "ECB+, types of mentions, CC BY 3.0"},
}

// header is what the model file says of itself.
func (o *options) header() ([]string, error) {
	lines := []string{
		"task: tags, trees and mention heads of English, UD v2",
		"version: 1",
		"licence: CC BY-SA 4.0",
		fmt.Sprintf("seed: %d", o.seed),
		fmt.Sprintf("steps: %d passes over plain text, %d teachers of %d passes, %d passes, %d at last", o.pre, o.teachers, o.lessons, o.passes, o.last),
	}
	for _, s := range sources {
		b, err := os.ReadFile(filepath.Join(o.corpora, s.path))
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(b)
		lines = append(lines, fmt.Sprintf("corpus: %s sha256 %s (%s)", s.path, hex.EncodeToString(sum[:]), s.licence))
	}
	return lines, nil
}
