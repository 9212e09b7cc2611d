package main

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/readout-project/readout/gazetteer"
)

func TestLayOutIsTheSameEachTime(t *testing.T) {
	nodes := map[gazetteer.Hash]gazetteer.Set{}
	for i := range 2000 {
		nodes[gazetteer.HashOf(fmt.Sprint("word", i))] = gazetteer.Set(1) << (i % 34)
	}
	first, err := layOut(nodes)
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		again, err := layOut(nodes)
		if err != nil || !bytes.Equal(first, again) {
			t.Fatal("the same entries give two tables", err)
		}
	}
}

func TestFilterTakesNamesFromEverydayWords(t *testing.T) {
	l := &lexicon{
		entries: map[string]gazetteer.Class{"mill": gazetteer.CityName | gazetteer.PlaceNoun, "mill wheel": gazetteer.OrgName, "quell": gazetteer.CityName},
		small:   map[string]bool{"mill": true, "wheel": true},
	}
	l.filter()
	if l.entries["mill"] != gazetteer.PlaceNoun || l.entries["mill wheel"] != 0 || l.entries["quell"] != gazetteer.CityName {
		t.Errorf("%v", l.entries)
	}
}
