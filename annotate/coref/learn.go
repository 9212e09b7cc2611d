package coref

import (
	"encoding/binary"
	"math"
	"math/rand/v2"

	"github.com/readout-project/readout"
)

// Learning says how to learn a model.
type Learning struct {
	Rounds int // how often to learn from nought, each in another order; the weights are averaged
	Epochs int // passes over the documents in a round
	Seed   uint64
	Noise  float64 // share of words whose head or type is spoilt, in every second pass
}

// Learn fits the ranking to annotated documents: for each mention the likelihood
// that one of its true antecedents, or nothing, is chosen is raised by gradient
// ascent with steps after AdaGrad (Duchi, Hazan and Singer 2011). The result
// depends on the documents, their order and the seed alone.
func Learn(docs []Gold, how Learning) *Model {
	n := int(numClasses) * int(stride)
	t := &teacher{w: make([]float64, n), sum: make([]float64, n), avg: make([]float64, n)}
	rng := rand.New(rand.NewPCG(how.Seed, 1))
	for range max(how.Rounds, 1) {
		clear(t.w)
		clear(t.sum)
		t.round(docs, how, rng)
	}
	m := &Model{weights: make([]byte, 2*n)}
	for i, w := range t.avg {
		v := math.Round(w / float64(max(t.passes, 1)) * 1000)
		binary.LittleEndian.PutUint16(m.weights[2*i:], uint16(int16(max(-32767, min(32767, v)))))
	}
	m.Header = Header{Task: task, Version: version, Classes: classNames[:], Values: map[string]int32{}, Seed: how.Seed, Epochs: how.Epochs, Weights: n}
	for _, t := range templates {
		m.Header.Values[t.name] = t.size
	}
	return m
}

// round learns from nought and adds the weights of the later passes to the average.
func (t *teacher) round(docs []Gold, how Learning, rng *rand.Rand) {
	for e := range how.Epochs {
		t.own = e%4 >= 2
		for _, k := range rng.Perm(len(docs)) {
			g := &docs[k]
			if e%2 == 1 && how.Noise > 0 {
				noisy := Spoil(*g, how.Noise, rng)
				g = &noisy
			}
			t.document(g)
		}
		if e >= how.Epochs/2 {
			for i, w := range t.w {
				t.avg[i] += w
			}
			t.passes++
		}
	}
}

// Spoil gives a share of the words another head or mention type, as a parser that
// errs would, and takes from half of the pronouns what their type tells.
func Spoil(g Gold, share float64, rng *rand.Rand) Gold {
	d := *g.Document
	d.Words = append([]readout.Word(nil), d.Words...)
	types := []readout.Type{
		readout.Person, readout.Organization, readout.Place, readout.Abstract, readout.Object, readout.EventType, readout.TimeType,
	}
	for _, s := range d.Sentences {
		for i := s.FirstWord; i < s.LastWord; i++ {
			w := &d.Words[i]
			if rng.Float64() < share && s.LastWord-s.FirstWord > 2 {
				w.Head = s.FirstWord + rng.IntN(s.LastWord-s.FirstWord)
				if w.Head == i {
					w.Head = -1
				}
			}
			odds := share
			if w.UPOS == readout.PRON {
				odds = 3 * share
			}
			switch {
			case rng.Float64() >= odds:
			case w.Mention != "" && w.UPOS != readout.PRON && rng.Float64() < 0.3:
				w.Mention = ""
			case w.Mention != "":
				w.Mention = types[rng.IntN(len(types))]
			case w.UPOS == readout.NOUN && rng.Float64() < 0.5:
				w.Mention = types[rng.IntN(len(types))]
			}
		}
	}
	g.Document = &d
	return g
}

// chosen is the candidate that was likeliest in the last step; -1 for alone.
func (t *teacher) chosen(c []candidate) int32 {
	top := len(c)
	for k := range c {
		if t.p[k] > t.p[top] {
			top = k
		}
	}
	if top == len(c) {
		return -1
	}
	return int32(top)
}

type teacher struct {
	own bool // follow its own links, not the true ones

	w, sum, avg []float64
	passes      int
	feats       [][]int32
	p           []float64
}

func (t *teacher) document(g *Gold) {
	l := newLinker(g.Document, nil)
	group := align(l.ms, g)
	l.run(func(i int32, c []candidate) int32 {
		right := -1
		good := make([]bool, len(c)+1)
		for k := range c {
			if group[i] != "" && group[c[k].at] == group[i] {
				good[k] = true
				if right < 0 {
					right = k
				}
			}
		}
		good[len(c)] = right < 0
		t.step(l, i, c, good)
		if t.own {
			return t.chosen(c)
		}
		return int32(right)
	})
}

// step moves the weights for one mention; the last of good is "alone".
func (t *teacher) step(l *linker, i int32, c []candidate, good []bool) {
	for len(t.feats) <= len(c) {
		t.feats = append(t.feats, nil)
	}
	t.p = t.p[:0]
	top := math.Inf(-1)
	for k := range good {
		if k < len(c) {
			t.feats[k] = l.features(t.feats[k][:0], i, &c[k])
		} else {
			t.feats[k] = l.alone(t.feats[k][:0], i)
		}
		s := 0.0
		for _, f := range t.feats[k] {
			s += t.w[f]
		}
		t.p = append(t.p, s)
		top = max(top, s)
	}
	all, right := 0.0, 0.0
	for k, s := range t.p {
		t.p[k] = math.Exp(s - top)
		all += t.p[k]
		if good[k] {
			right += t.p[k]
		}
	}
	rate, ridge := 0.1, 0.0
	if l.ms[i].class.pronoun() {
		rate, ridge = 0.2, 0.003
	}
	for k, e := range t.p {
		grad := -e / all
		if good[k] && right > 0 {
			grad += e / right
		}
		if math.Abs(grad) < 1e-4 {
			continue
		}
		for _, f := range t.feats[k] {
			t.sum[f] += grad * grad
			t.w[f] += rate * (grad - ridge*t.w[f]) / (1e-1 + math.Sqrt(t.sum[f]))
		}
	}
}

// align gives each mention the group of the true mention with its head: of those
// with one head that which shares most words.
func align(ms []mention, g *Gold) []string {
	byHead := map[int][]int{}
	for k, m := range g.Mentions {
		byHead[m.Head] = append(byHead[m.Head], k)
	}
	out := make([]string, len(ms))
	for i := range ms {
		x := &ms[i]
		best := 0
		for _, k := range byHead[int(x.head)] {
			m := &g.Mentions[k]
			both := min(int(x.end), m.Last) - max(int(x.start), m.First)
			all := max(int(x.end), m.Last) - min(int(x.start), m.First)
			if v := 1000 * both / all; v > best && !(x.group && v < 800) {
				best, out[i] = v, m.Group
			}
		}
	}
	return out
}
