package main

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/syntax"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/namedata"
)

// GUM has few names, so that they are learned by heart. In each pass some are
// replaced by others of their type and number of words (after Dai and Adel 2020,
// mention replacement).
const replaceShare = 0.4

// replacer draws names to put in place of others.
type replacer struct {
	lists map[readout.Type][]map[int][][]string // one of the sources is drawn first
	first map[readout.Type]bool                 // the first word heads a name of several
}

func newReplacer(l *namedata.Lists) *replacer {
	single := func(words []string) map[int][][]string {
		out := map[int][][]string{}
		for _, w := range words {
			out[1] = append(out[1], []string{w})
		}
		return out
	}
	return &replacer{
		lists: map[readout.Type][]map[int][][]string{
			readout.Person:       {namedata.ByLength(l.Persons), single(l.Given), single(l.Surname), single(l.Surname)},
			readout.Place:        {namedata.ByLength(l.Countries), namedata.ByLength(l.Regions), namedata.ByLength(l.Cities)},
			readout.Organization: {namedata.ByLength(l.Organizations), namedata.ByLength(l.Organizations), namedata.ByLength(l.Agencies)},
		},
		first: map[readout.Type]bool{readout.Person: true},
	}
}

// run is the proper nouns around the head of a name that belong to it.
type run struct {
	first, last int
	typ         readout.Type
}

// names finds the runs of proper nouns of a sentence that can be replaced: those
// whose head stands where the lists have it.
func (r *replacer) names(s *sentence) []run {
	var out []run
	for h, m := range s.mention {
		if m < 1 || m > 3 || s.src.Words[h].UPOS != "PROPN" {
			continue
		}
		x := run{h, h + 1, mentionTypes[m]}
		part := func(i int) bool {
			return i >= 0 && i < len(s.mention) && s.src.Words[i].UPOS == "PROPN" && int(s.head[i]) == h+1 &&
				(s.rel[i] == int32(readout.RelFlat) || s.rel[i] == int32(readout.RelCompound))
		}
		for part(x.first - 1) {
			x.first--
		}
		for part(x.last) {
			x.last++
		}
		if r.first[x.typ] && h == x.first || !r.first[x.typ] && h == x.last-1 {
			out = append(out, x)
		}
	}
	return out
}

// replace is s with some of its names replaced; s itself if it is without.
func (r *replacer) replace(s *sentence, v *vocabulary, rng *rand.Rand) *sentence {
	var out *sentence
	for _, x := range s.runs {
		if rng.Float64() >= replaceShare {
			continue
		}
		from := r.lists[x.typ]
		some := from[rng.IntN(len(from))][x.last-x.first]
		if len(some) == 0 {
			continue
		}
		if out == nil {
			c := *s
			c.forms = make([]syntax.Form, len(s.forms))
			c.word = append([]int32(nil), s.word...)
			for i := range c.forms {
				c.forms[i].Read(s.src.Words[i].Form)
			}
			out = &c
		}
		for i, w := range some[rng.IntN(len(some))] {
			out.forms[x.first+i].Read(w)
			out.word[x.first+i] = v.row[out.forms[x.first+i].Hash]
		}
	}
	if out == nil {
		return s
	}
	new(syntax.Lexicon).Look(out.forms)
	return out
}

// typed reads what ECB+ tells of the types of heads: sentences of which nothing
// else is known.
func typed(path string) ([]*sentence, error) {
	ss, err := namedata.ECB(path, gazetteer.Kinds)
	if err != nil {
		return nil, err
	}
	var out []*sentence
	for _, t := range ss {
		x := bare(t.Tokens)
		for _, h := range t.Heads {
			x.mention[h.Word] = int32(slices.Index(mentionTypes, h.Type))
		}
		out = append(out, x)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: no mention with a type", path)
	}
	return out, nil
}
