package statement_test

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/statement"
)

// check verifies what every set of statements keeps.
func check(t interface{ Errorf(string, ...any) }, d *readout.Document) {
	if err := d.Check(); err != nil {
		t.Errorf("%v in %q", err, d.Report.Source)
	}
	covered := make([]bool, len(d.Sentences))
	for i, s := range d.Statements {
		b := d.Report.BlockAt(s.Start)
		if b < 0 || !d.Report.Blocks[b].Contains(s.Span) {
			t.Errorf("statement %d crosses a block", i)
		}
		if s.Chain[0].Kind != readout.OwnVoice {
			t.Errorf("statement %d: its chain opens with %s", i, s.Chain[0].Kind)
		}
		if s.Status == "" || s.SpeechStatus == "" || s.Position == "" || s.Form == "" || s.Rule == "" {
			t.Errorf("statement %d lacks a part of its standing: %+v", i, s)
		}
		for k := range d.Sentences {
			covered[k] = covered[k] || d.Sentences[k].Overlaps(s.Span)
		}
	}
	for k := range covered {
		if !covered[k] {
			t.Errorf("no statement in the sentence %q", d.Sentences[k].Of(d.Report.Source))
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, c := range chains {
		f.Add(c.text)
	}
	f.Add("\"a\" said, \"b\" and, but; if")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(strings.ReplaceAll(text, "\n", " "), "?")
		if text == "" || len(text) > 4000 {
			return
		}
		check(t, document(text))
	})
}

// Statements of a paragraph do not hang on the order of reading, and twice
// reading gives the same.
func TestAnyOrder(t *testing.T) {
	var texts []string
	for _, c := range chains {
		texts = append(texts, c.text)
	}
	for _, l := range readLabelled(t) {
		texts = append(texts, l.text)
	}
	rapid.Check(t, func(t *rapid.T) {
		d := document(rapid.SliceOfN(rapid.SampledFrom(texts), 1, 5).Draw(t, "paragraphs")...)
		check(t, d)
		if again := statement.Find(d); !reflect.DeepEqual(d.Statements, again) {
			t.Errorf("two readings differ")
		}
	})
}

func BenchmarkFind(b *testing.B) {
	var texts []string
	for range 20 {
		for _, c := range chains {
			texts = append(texts, c.text)
		}
	}
	d := document(texts...)
	b.SetBytes(int64(len(d.Report.Source)))
	for b.Loop() {
		statement.Find(d)
	}
}
