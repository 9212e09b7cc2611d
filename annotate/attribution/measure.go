package attribution

import (
	"fmt"
	"slices"
)

// tally counts right decisions.
type tally struct {
	right, found, gold int // heads of cues
	cues               int // gold cues whose arguments were read
	cue, source, whole int // edges as in gold
	speaker, content   int // source and content overlap with gold as the scorer asks
	both               int
}

// Measure says how often the decisions of a model are right on gold documents: the
// heads of cues, and for gold heads the rest, within the sentence or quotation that
// the cue stands in.
func (m *Model) Measure(docs []Gold) map[string]string {
	t := &tally{}
	for i := range docs {
		p := newPage(docs[i].Document)
		f := &finder{m: m, p: p}
		f.weigh()
		gold := p.marked(&docs[i])
		t.heads(p, gold, &docs[i], 0)
		for k := range gold {
			if gold[k].head >= 0 {
				t.arguments(f, &gold[k])
			}
		}
	}
	share := func(a, b int) string { return fmt.Sprintf("%.3f", float64(a)/float64(max(b, 1))) }
	return map[string]string{
		"cue heads, precision": share(t.right, t.found), "cue heads, recall": share(t.right, t.gold),
		"cue, both edges": share(t.cue, t.cues), "source, both edges": share(t.source, t.cues),
		"source, overlap": share(t.speaker, t.cues), "content, all words": share(t.whole, t.cues),
		"content, Jaccard index of half": share(t.content, t.cues), "source and content": share(t.both, t.cues),
	}
}

func (t *tally) heads(p *page, gold []marked, g *Gold, least float32) {
	inside, heads := p.goldCues(gold, g)
	for i := range p.words {
		w := int32(i)
		if inside[i] {
			continue
		}
		found := p.odds[i] != 0 && p.odds[i] >= least
		t.found += int(bit(found))
		t.gold += int(bit(heads[w]))
		t.right += int(bit(found && heads[w]))
	}
}

func (t *tally) arguments(f *finder, a *marked) {
	s := f.speech(a.head)
	l, r := f.sides(&s)
	inter, size := 0, 0
	for _, z := range []stretch{l, r} {
		for w := z.from; w < z.to; w++ {
			size++
			inter += int(bit(slices.Contains(a.content, w)))
		}
	}
	union := size + len(a.content) - inter
	speaker := len(a.source) == 0 && s.sourceHead < 0
	for _, w := range a.source {
		speaker = speaker || w >= s.source[0] && w < s.source[1]
	}
	t.cues++
	t.cue += int(bit(run32(a.cue) == s.cue))
	t.source += int(bit(run32(a.source) == s.source))
	t.speaker += int(bit(speaker))
	t.content += int(bit(inter*2 >= union))
	t.whole += int(bit(inter == union))
	t.both += int(bit(speaker && inter*2 >= union))
}
