package stage

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/conllu"
)

// wordsOf is a document of one sentence of n words of one letter.
func wordsOf(n int) *readout.Document {
	d := &readout.Document{Report: &readout.Report{Source: strings.Repeat("a ", n)}}
	for i := range n {
		d.Words = append(d.Words, readout.Word{Span: readout.Span{Start: 2 * i, End: 2*i + 1}, Head: -1})
	}
	d.Sentences = []readout.Sentence{{Span: readout.Span{Start: 0, End: 2*n - 1}, LastWord: n}}
	return d
}

// over is a mention of the words first to last, half-open.
func over(first, last, entity int, typ readout.Type) readout.Mention {
	return readout.Mention{Span: readout.Span{Start: 2 * first, End: 2*last - 1}, Type: typ, Entity: entity}
}

func TestBrackets(t *testing.T) {
	for _, c := range []struct {
		mentions []readout.Mention
		want     string
	}{
		{nil, "_ _ _ _"},
		{[]readout.Mention{over(0, 1, 0, "person")}, "(e1-person) _ _ _"},
		{[]readout.Mention{over(0, 3, 0, "person"), over(2, 3, 1, "place")}, "(e1-person _ (e2-place)e1) _"},
		{[]readout.Mention{over(2, 3, 1, "place"), over(0, 3, 0, "person")}, "(e1-person _ (e2-place)e1) _"},
		{[]readout.Mention{over(0, 2, 0, "person"), over(2, 4, 0, "person")}, "(e1-person e1) (e1-person e1)"},
		{[]readout.Mention{over(0, 4, 0, "person"), over(0, 1, 1, "place"), over(1, 3, -1, "time")}, "(e1-person(e2-place) (e3-time e3) e1)"},
		{[]readout.Mention{over(1, 2, 0, "person"), over(1, 2, 0, "person")}, "_ (e1-person(e1-person)e1) _ _"},
		{[]readout.Mention{over(0, 3, 0, "person"), over(1, 4, 1, "place")}, "(e1-person _ e1) _"}, // crosses
		{[]readout.Mention{over(0, 5, 0, "person")}, "_ _ _ _"},                                    // leaves the sentence
	} {
		d := wordsOf(4)
		d.Words = append(d.Words, readout.Word{Span: readout.Span{Start: 8, End: 9}})
		d.Mentions, d.Entities = c.mentions, make([]readout.Entity, 2)
		got := brackets(d, "e")[:4]
		for i := range got {
			if got[i] == "" {
				got[i] = "_"
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%v gives %s, want %s", c.mentions, s, c.want)
		}
	}
}

// TestBracketsCanBeReadBack writes mentions that nest and some that cross.
func TestBracketsCanBeReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const n = 9
		d := wordsOf(n)
		d.Entities = make([]readout.Entity, 3)
		for range rapid.IntRange(0, 8).Draw(t, "mentions") {
			first := rapid.IntRange(0, n-1).Draw(t, "first")
			d.Mentions = append(d.Mentions, over(first, rapid.IntRange(first+1, n).Draw(t, "last"), rapid.IntRange(-1, 2).Draw(t, "entity"), "person"))
		}
		var out bytes.Buffer
		if err := (treeText{doc: "d"}).write(&out, d); err != nil {
			t.Fatal(err)
		}
		s, err := conllu.NewReader(&out).Next()
		if err != nil {
			t.Fatal(err)
		}
		read, err := s.Mentions()
		if err != nil {
			t.Fatal(err)
		}
		crossing := 0
		for i, a := range d.Mentions {
			for _, b := range d.Mentions[:i] {
				if a.Overlaps(b.Span) && !a.Contains(b.Span) && !b.Contains(a.Span) {
					crossing++
				}
			}
		}
		if len(read) > len(d.Mentions) || crossing == 0 && len(read) != len(d.Mentions) {
			t.Fatalf("%d mentions of %d, %d cross", len(read), len(d.Mentions), crossing)
		}
		groups := map[string]bool{"e1": true, "e2": true, "e3": true}
		for _, m := range read {
			same := func(x readout.Mention) bool {
				return x.Start == 2*m.First && x.End == 2*m.Last-1 && (x.Entity < 0) != groups[m.Group] && (x.Entity < 0 || m.Group == id("e", x.Entity))
			}
			if !slices.ContainsFunc(d.Mentions, same) {
				t.Fatalf("%v was not written", m)
			}
		}
	})
}
