package attribution_test

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/attribution"
	"github.com/readout-project/readout/internal/gold"
)

func check(t interface{ Errorf(string, ...any) }, d *readout.Document) {
	if err := d.Check(); err != nil {
		t.Errorf("%v in %q", err, d.Report.Source)
	}
	for i, a := range d.Attributions {
		if a.Rule == "" || a.Kind == "" || a.Form == "" {
			t.Errorf("attribution %d has no rule, kind or form: %+v", i, a)
		}
		for _, c := range a.Content {
			for _, s := range append(append([]readout.Span{}, a.Cue...), a.Source...) {
				if c.Overlaps(s) {
					t.Errorf("attribution %d: source or cue overlaps content in %q", i, d.Report.Source)
				}
			}
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, c := range cases {
		f.Add(gold.MustParse(c).Text)
	}
	f.Add("“a” “b” ”c“ ''d'' said said, \"said")
	f.Add("X, who, said, that, said, according to, according to.")
	f.Add("— Mira Arlen (@arlen) May 3\nWe won.\n— (@a)")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		d := document(strings.Split(text, "\n")...)
		d.Attributions = attribution.Find(d)
		check(t, d)
	})
}

// Any order of sentences gives valid attributions, and twice the same.
func TestAnyOrder(t *testing.T) {
	var texts []string
	for _, c := range cases {
		texts = append(texts, strings.ReplaceAll(gold.MustParse(c).Text, " / ", " "))
	}
	rapid.Check(t, func(t *rapid.T) {
		paragraphs := rapid.SliceOfN(rapid.SampledFrom(texts), 1, 6).Draw(t, "paragraphs")
		d := document(paragraphs...)
		d.Attributions = attribution.Find(d)
		check(t, d)
		if again := attribution.Find(d); !reflect.DeepEqual(d.Attributions, again) {
			t.Errorf("two readings differ")
		}
	})
}

func BenchmarkFind(b *testing.B) {
	var texts []string
	for range 20 {
		for _, c := range cases {
			texts = append(texts, gold.MustParse(c).Text)
		}
	}
	d := document(texts...)
	b.SetBytes(int64(len(d.Report.Source)))
	for b.Loop() {
		attribution.Find(d)
	}
}
