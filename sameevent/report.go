package sameevent

import (
	"cmp"
	"hash/fnv"
	"math"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/lexis"
	"github.com/readout-project/readout/internal/tree"
)

// Report is a parsed report made ready for its events to be compared: its words
// with stems and weights, and what its sentences are about. It is not changed
// after Read.
type Report struct {
	doc   *readout.Document
	trees *tree.Forest
	words []word
	all   bag   // the content words of the report
	sents []bag // of each sentence
	facts []facts
	names bag
	every facts        // of the whole report
	coref map[int][]id // word that heads a mention -> content words of the other mentions of the entity
}

// facts are what a sentence names, and its numbers and days, sorted.
type facts struct {
	names         bag
	numbers, days []id
}

// Bounds on the words of a sentence, of a report and of a role that are compared.
const (
	mostSentence = 200
	mostReport   = 1500
	mostHeads    = 8
)

// id is the hash of a stem.
type id uint64

func idOf(stem string) id {
	h := fnv.New64a()
	h.Write([]byte(stem))
	return id(h.Sum64())
}

// kind is what a word is for comparing.
type kind uint8

const (
	grammar kind = iota
	content
	number
	weekday
	month
)

type word struct {
	form, stem string
	id         id
	kind       kind
	name       bool
	upos       readout.UPOS
	rarity     int // inverse document frequency in thousandths of a nat
	sent       int32
	groups     []int32 // of the table of frames
}

// term is a word of a bag with its weight.
type term struct {
	id     id
	weight int
}

// bag are words with weights, by id.
type bag []term

// days are the names of days and months.
var days = func() map[string]kind {
	m := map[string]kind{}
	for _, d := range strings.Fields("monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun") {
		m[d] = weekday
	}
	for _, d := range strings.Fields("january february march april june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec") {
		m[d] = month
	}
	return m
}()

// Read makes a document ready. It needs words with tags and trees; mentions with
// entities are used where there are any.
func Read(d *readout.Document) *Report {
	r := &Report{doc: d, trees: tree.New(d.Words, d.Sentences), words: make([]word, len(d.Words)), coref: map[int][]id{}}
	for i := range d.Words {
		r.words[i] = r.word(i)
	}
	r.sents = make([]bag, len(d.Sentences))
	for s, x := range d.Sentences {
		r.sents[s] = r.bag(x.FirstWord, min(x.LastWord, x.FirstWord+mostSentence), nil)
		r.facts = append(r.facts, r.factsOf(x.FirstWord, min(x.LastWord, x.FirstWord+mostSentence)))
	}
	r.names = r.bag(0, min(len(r.words), mostReport), r.noName)
	r.all = r.bag(0, min(len(r.words), mostReport), nil)
	r.every = r.factsOf(0, min(len(r.words), mostReport))
	r.resolve()
	return r
}

func (r *Report) word(i int) word {
	w := &r.doc.Words[i]
	out := word{upos: w.UPOS, sent: r.trees.Sent[i], name: w.UPOS == readout.PROPN}
	parts := fold.Words(w.Of(r.doc.Report.Source))
	if len(parts) == 0 {
		return out
	}
	out.form = strings.Join(parts, "-")
	base := out.form
	if len(parts) == 1 && w.Lemma != "" && !out.name {
		if l := fold.Words(w.Lemma); len(l) == 1 {
			base = l[0]
		}
	}
	out.stem = lexis.Stem(base)
	out.id = idOf(out.stem)
	out.rarity = int(1000 * lexis.IDF(out.stem))
	digit := strings.ContainsAny(out.form, "0123456789")
	switch {
	case days[out.form] != grammar && (out.form != "march" && out.form != "sun" && out.form != "sat" && out.form != "wed" || out.name):
		out.kind = days[out.form]
	case digit || w.UPOS == readout.NUM:
		out.kind = number
	case lexis.Grammar(out.form) || w.UPOS == readout.AUX || w.UPOS == readout.PUNCT || len(out.form) < 2:
		out.kind = grammar
	default:
		out.kind = content
	}
	if out.kind == content {
		out.groups = groupsOf(out.stem)
	}
	return out
}

// bag gathers the words from first on that are no grammar.
func (r *Report) bag(first, last int, skip func(int) bool) bag {
	count := map[id]int{}
	weight := map[id]int{}
	for i := first; i < last; i++ {
		w := &r.words[i]
		if w.kind == grammar || skip != nil && skip(i) {
			continue
		}
		count[w.id]++
		weight[w.id] = w.rarity
	}
	b := make(bag, 0, len(count))
	for k, n := range count {
		b = append(b, term{k, int(float64(weight[k]) * (1 + math.Log(float64(n))))})
	}
	slices.SortFunc(b, func(x, y term) int { return cmp.Compare(x.id, y.id) })
	return b
}

func (r *Report) noName(i int) bool { return !r.words[i].name || r.words[i].kind != content }

func (r *Report) factsOf(first, last int) facts {
	f := facts{names: r.bag(first, last, r.noName)}
	for i := first; i < last; i++ {
		switch w := &r.words[i]; w.kind {
		case number:
			f.numbers = append(f.numbers, w.id)
		case weekday, month:
			f.days = append(f.days, w.id)
		}
	}
	slices.Sort(f.numbers)
	slices.Sort(f.days)
	f.numbers, f.days = slices.Compact(f.numbers), slices.Compact(f.days)
	return f
}

// resolve notes what else the report calls the things that its words mean.
func (r *Report) resolve() {
	d := r.doc
	members := map[int][]int{}
	for i, m := range d.Mentions {
		if m.Entity >= 0 {
			members[m.Entity] = append(members[m.Entity], i)
		}
	}
	for _, ms := range members {
		if len(ms) < 2 || len(ms) > 50 {
			continue
		}
		var all []id
		for _, m := range ms {
			lo, hi := r.within(d.Mentions[m].Span)
			for i := lo; i < hi && i < lo+12; i++ {
				if r.words[i].kind == content {
					all = append(all, r.words[i].id)
				}
			}
		}
		slices.Sort(all)
		all = slices.Compact(all)
		for _, m := range ms {
			if h := r.top(r.within(d.Mentions[m].Span)); h >= 0 {
				r.coref[h] = all
			}
		}
	}
}

// within are the words that lie in a span.
func (r *Report) within(s readout.Span) (first, last int) {
	first, _ = slices.BinarySearchFunc(r.doc.Words, s.Start, func(w readout.Word, at int) int { return cmp.Compare(w.Start, at) })
	for last = first; last < len(r.doc.Words) && r.doc.Words[last].End <= s.End; last++ {
	}
	return first, last
}

// top is the word of a run that hangs on none of it, the first of several that
// are no grammar; -1 for an empty run.
func (r *Report) top(first, last int) int {
	best := -1
	for i := first; i < last; i++ {
		if h := int(r.trees.Head[i]); h >= first && h < last {
			continue
		}
		if best < 0 || r.words[best].kind == grammar && r.words[i].kind != grammar {
			best = i
		}
	}
	return best
}

// cosine of two bags in thousandths.
func cosine(a, b bag, weigh func(term) float64) int {
	var dot, x, y float64
	for _, t := range a {
		v := weigh(t)
		x += v * v
	}
	for _, t := range b {
		v := weigh(t)
		y += v * v
	}
	if x == 0 || y == 0 {
		return 0
	}
	shared(a, b, func(s, t term) { dot += weigh(s) * weigh(t) })
	return int(1000 * dot / (math.Sqrt(x) * math.Sqrt(y)))
}

func plain(t term) float64 { return float64(t.weight) }

func shared(a, b bag, each func(s, t term)) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].id < b[j].id:
			i++
		case a[i].id > b[j].id:
			j++
		default:
			each(a[i], b[j])
			i++
			j++
		}
	}
}
