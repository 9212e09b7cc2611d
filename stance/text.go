package stance

import (
	"math"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/segment"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/lexis"
)

// Bounds on what is read of a report and of a claim, so that a hostile one
// costs no more than a long one.
const (
	mostBytes     = 200_000
	mostSentences = 2_000
	mostClaim     = 2_000 // bytes
)

// Text is a report made ready for claims to be held against it.
type Text struct {
	sentences []sentence
	unread    int            // bytes not read
	weight    map[string]int // of a stem, by TF-IDF, in thousandths
	norm      int            // the sum of its squares
}

type sentence struct {
	span  readout.Span
	stems map[string]bool
	order []string // stems in order
	kinds [numKinds]int
	words int
}

// Unread is how many bytes at the end of the text were not read, because it is
// longer than any report.
func (t *Text) Unread() int { return t.unread }

// Prepare cuts the text of a report into sentences and weighs its words.
func Prepare(text string) *Text {
	cut := clip(text, mostBytes)
	t := &Text{unread: len(text) - len(cut), weight: map[string]int{}}
	for _, s := range segment.Plain(cut).Sentences {
		if len(t.sentences) == mostSentences {
			t.unread = len(text) - s.Start
			break
		}
		t.sentences = append(t.sentences, weigh(cut[s.Start:s.End], s.Span))
	}
	for _, s := range t.sentences {
		for _, w := range s.order {
			t.weight[w]++
		}
	}
	for w, n := range t.weight {
		v := int(math.Round((1 + math.Log(float64(n))) * float64(rarity(w))))
		t.weight[w] = v
		t.norm += v * v
	}
	return t
}

// has reports whether the text has the stem.
func (t *Text) has(stem string) bool { return t.weight[stem] > 0 }

// weigh reads the words of a sentence or a claim.
func weigh(text string, span readout.Span) sentence {
	s := sentence{span: span, stems: map[string]bool{}}
	for _, w := range fold.Words(text) {
		s.words++
		if k, ok := kindOf[w]; ok {
			s.kinds[k]++
		}
		if !lexis.Grammar(w) {
			stem := lexis.Stem(w)
			s.stems[stem] = true
			s.order = append(s.order, stem)
		}
	}
	return s
}

// rarity is the weight of a stem, in thousandths.
func rarity(stem string) int { return int(1000 * lexis.IDF(stem)) }

// clip cuts s to at most so many bytes, between code points.
func clip(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most]
}
