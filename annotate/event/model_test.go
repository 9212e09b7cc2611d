package event

import (
	"bytes"
	"strings"
	"testing"
)

func TestBrokenModels(t *testing.T) {
	good, err := embedded().Bytes(Header{Name: "event"})
	if err != nil {
		t.Fatal(err)
	}
	m, err := ReadModel(good)
	if err != nil {
		t.Fatal(err)
	}
	again, err := m.Bytes(Header{Name: "event"})
	if err != nil || !bytes.Equal(good, again) {
		t.Errorf("a model that is read and written is another: %v", err)
	}
	head := bytes.IndexByte(good, '\n') + 1
	swapped := bytes.Clone(good)
	copy(swapped[head+8:], good[head+12:head+16])
	copy(swapped[head+12:], good[head+8:head+12])
	for about, b := range map[string][]byte{
		"empty":        nil,
		"no header":    []byte("{"),
		"version":      []byte(strings.Replace(string(good), `"version":1`, `"version":9`, 1)),
		"cut off":      good[:len(good)-1],
		"header alone": good[:head],
		"no classes":   append(bytes.Clone(good[:head]), make([]byte, 64)...),
		"out of order": swapped,
		"too many":     append(bytes.Clone(good[:head]), bytes.Repeat([]byte{0xff}, 64)...),
	} {
		if _, err := ReadModel(b); err == nil {
			t.Errorf("%s: no error", about)
		}
	}
}

// The tables are data: each row must say something that the program knows.
func TestTables(t *testing.T) {
	x := lexis()
	if len(x.verbs) < 900 || len(x.patterns) < 300 || len(x.nouns) < 100 {
		t.Errorf("%d verbs, %d with patterns, %d nouns", len(x.verbs), len(x.patterns), len(x.nouns))
	}
	for v, typ := range x.verbs {
		if typ < 0 {
			t.Errorf("verb %q is of an unknown type", v)
		}
	}
	for v, list := range x.patterns {
		for _, p := range list {
			if p.typ < 0 || len(p.words) == 0 {
				t.Errorf("verb %q has a broken pattern %v", v, p)
			}
		}
	}
	for name, list := range modes() {
		if typeNo(name) < 0 {
			t.Errorf("modes of the unknown type %q", name)
		}
		for _, m := range list {
			if m.name == "" || len(m.words) == 0 {
				t.Errorf("a mode of %s says nothing", name)
			}
		}
	}
}
