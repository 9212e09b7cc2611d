package annotate

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/attribution"
	"github.com/readout-project/readout/annotate/coref"
	"github.com/readout-project/readout/annotate/event"
	"github.com/readout-project/readout/annotate/lemma"
	"github.com/readout-project/readout/annotate/segment"
	"github.com/readout-project/readout/annotate/statement"
	"github.com/readout-project/readout/annotate/syntax"
	"github.com/readout-project/readout/annotate/timex"
)

// megabyte is about 1 MB of news in reports: the examples, again and again, as
// blocks of a line each.
func megabyte(b *testing.B) []*readout.Report {
	files, err := filepath.Glob("../examples/*/*.txt")
	if err != nil || len(files) == 0 {
		b.Fatalf("no examples: %v", err)
	}
	var out []*readout.Report
	for size := 0; size < 1<<20; {
		for _, f := range files {
			t, err := os.ReadFile(f)
			if err != nil {
				b.Fatal(err)
			}
			out = append(out, plain(string(t)))
			size += len(t)
		}
	}
	return out
}

// perSecond runs a reader over 1 MB of news and reports words a second. Run it
// with -cpu 1 on a quiet machine.
func perSecond(b *testing.B, read func(r *readout.Report) int) {
	reports := megabyte(b)
	words := 0
	for b.Loop() {
		for _, r := range reports {
			words += read(r)
		}
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
	b.ReportMetric(0, "ns/op")
}

func trees(r *readout.Report) *readout.Document {
	d := &readout.Document{Report: r}
	d.Tokens, d.Sentences = segment.Find(r)
	d.Words = segment.Words(r.Source, d.Sentences)
	syntax.Parse(r.Source, d.Words, d.Sentences)
	return d
}

// BenchmarkTrees goes from raw text to trees.
func BenchmarkTrees(b *testing.B) {
	perSecond(b, func(r *readout.Report) int { return len(trees(r).Words) })
}

// BenchmarkEngine goes on to lemmas, mentions and coreference.
func BenchmarkEngine(b *testing.B) {
	perSecond(b, func(r *readout.Report) int {
		d := trees(r)
		lemma.Fill(r.Source, d.Words)
		d.Mentions, d.Entities = coref.Find(d)
		return len(d.Words)
	})
}

// BenchmarkWhole makes whole documents: the engine, and the stages of rules.
func BenchmarkWhole(b *testing.B) {
	perSecond(b, func(r *readout.Report) int { return len(Document(r).Words) })
}

// BenchmarkTreesInOne reads the megabyte as one text, in which sentences of like
// length are plenty.
func BenchmarkTreesInOne(b *testing.B) {
	var text strings.Builder
	for _, r := range megabyte(b) {
		text.WriteString(r.Source)
	}
	words := 0
	for b.Loop() {
		t := segment.Plain(text.String())
		syntax.Parse(text.String(), t.Words, t.Sentences)
		words += len(t.Words)
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}

// afterEngine runs a stage on documents that have all layers, and says what it
// takes as a share of the engine's time: words, trees, lemmas, mentions and
// coreference.
func afterEngine(b *testing.B, stage func(d *readout.Document)) {
	reports := megabyte(b)
	var docs []*readout.Document
	words := 0
	start := time.Now()
	for _, r := range reports {
		d := trees(r)
		lemma.Fill(r.Source, d.Words)
		coref.Find(d)
		words += len(d.Words)
	}
	engine := time.Since(start)
	for _, r := range reports {
		docs = append(docs, Document(r))
	}
	for b.Loop() {
		for _, d := range docs {
			stage(d)
		}
	}
	each := b.Elapsed() / time.Duration(b.N)
	b.ReportMetric(float64(words)/each.Seconds(), "words/s")
	b.ReportMetric(100*each.Seconds()/engine.Seconds(), "%engine")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkSaid reads attributions and statements.
func BenchmarkSaid(b *testing.B) {
	afterEngine(b, func(d *readout.Document) {
		d.Attributions = attribution.Find(d)
		d.Statements = statement.Find(d)
	})
}

// BenchmarkDates reads time expressions.
func BenchmarkDates(b *testing.B) {
	afterEngine(b, func(d *readout.Document) { d.Timexes = timex.Find(d) })
}

// BenchmarkEvents codes events. Standings are read as for statements, and counted
// there; what of them only events ask for is counted here.
func BenchmarkEvents(b *testing.B) {
	readings := map[*readout.Document]*statement.Reading{}
	afterEngine(b, func(d *readout.Document) {
		r := readings[d]
		if r == nil {
			r = statement.Standings(d)
			r.Find()
			readings[d] = r
		}
		d.Events = event.Find(d, status(r))
	})
}
