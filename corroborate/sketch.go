package corroborate

import (
	"slices"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/storypair"
)

// Sketch is what a record keeps of a report to find the few others that it may
// belong with, among many, by an index of its own over Terms and over Runs. For a
// new report the candidates are those that share a run, and of those that share
// terms the ones with the largest sum of products of weights; with the reports of
// the candidates' stories they go to [Stories].
//
// Against reading everything at once this can miss, beside what Read misses too
// (two reports of one story with no key term in common):
//
//   - Two stories that grow together, or apart, through reports that are neither
//     candidates nor in the candidates' stories: mean likeness depends on all
//     members, and a report may be more like a story that was not looked at.
//   - A report beyond the number of candidates taken: Read compares with the forty
//     nearest, of those of a crowded term with the 400 next in time.
//   - A short text that stands in a long one on runs that the long one's sketch
//     leaves out: Read indexes those too. One run in three is kept, so that of a copy
//     of forty words hardly ever all are missed.
//
// A reading of everything, made now and then, puts these right.
type Sketch struct {
	Terms   []uint32  // hashes of the stems that weigh most in the report, the heaviest first, at most 24
	Weights []float32 // of Terms, as parts of the report's vector of unit length
	Runs    []uint64  // hashes of runs of five words, sorted: one in three by value; of a text of fewer than forty, all
	Day     int       // of publication, in days since 1970-01-01; 0 for not known
}

// NewSketch is the sketch of a report. It depends on its text, title and date
// alone.
func NewSketch(d *readout.Document) Sketch {
	it := ItemOf(d)
	lex := storypair.NewLexicon()
	p := lex.Profile(lex.Words(it.Title), lex.Words(it.Text), dayNumber(it.Date))
	k := Sketch{Day: p.Published(), Runs: newText(it.Text).shingles}
	k.Terms, k.Weights = p.Keys(keyTerms)
	if len(k.Runs) >= shortRuns {
		k.Runs = slices.DeleteFunc(k.Runs, func(h uint64) bool { return h%sample != 0 })
	}
	return k
}
