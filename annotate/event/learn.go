package event

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// Example is a document with the events that people found in it.
type Example struct {
	Doc    *readout.Document
	Status func(word int) readout.Status
	Gold   []Gold
}

// Gold is an event as marked: types that are right, and the words for its actors
// and recipients.
type Gold struct {
	Types          []string
	Actor, Receive []string
}

// Learning are the settings of Learn.
type Learning struct {
	Rounds      int
	Rate, Ridge float32
	Least       int // times that a feature must be met
}

// Standard are the settings that the embedded model was learned with.
var Standard = Learning{Rounds: 30, Rate: 0.05, Ridge: 0.002, Least: 2}

// learner learns one table by AdaGrad (Duchi, Hazan and Singer 2011).
type learner struct {
	how     Learning
	classes int
	row     map[uint32]int
	w, g2   []float32
}

func newLearner(how Learning, classes int, all [][]uint32) *learner {
	count := map[uint32]int{}
	for _, f := range all {
		for _, x := range f {
			count[x]++
		}
	}
	l := &learner{how: how, classes: classes, row: map[uint32]int{}}
	for _, f := range all {
		for _, x := range f {
			if _, ok := l.row[x]; !ok && count[x] >= how.Least {
				l.row[x] = len(l.row)
			}
		}
	}
	l.w, l.g2 = make([]float32, len(l.row)*classes), make([]float32, len(l.row)*classes)
	return l
}

func (l *learner) add(scores []float32, f []uint32) {
	for _, x := range f {
		if r, ok := l.row[x]; ok {
			for c := range l.classes {
				scores[c] += l.w[r*l.classes+c]
			}
		}
	}
}

// push moves the weights of features against a gradient, one for each class.
func (l *learner) push(f []uint32, g []float32) {
	for _, x := range f {
		r, ok := l.row[x]
		if !ok {
			continue
		}
		for c, d := range g {
			if d > -1e-4 && d < 1e-4 {
				continue
			}
			i := r*l.classes + c
			d += l.how.Ridge * l.w[i]
			l.g2[i] += d * d
			l.w[i] -= l.how.Rate * d / (float32(math.Sqrt(float64(l.g2[i]))) + 0.1)
		}
	}
}

func (l *learner) table() table {
	t := table{classes: l.classes}
	for k, r := range l.row {
		if slices.ContainsFunc(l.w[r*l.classes:(r+1)*l.classes], func(w float32) bool { return math.Abs(float64(w)) > 0.5/grain }) {
			t.keys = append(t.keys, k)
		}
	}
	slices.Sort(t.keys)
	for _, k := range t.keys {
		r := l.row[k]
		for c := range l.classes {
			w := math.Round(float64(l.w[r*l.classes+c]) * grain)
			t.weights = append(t.weights, int8(max(-127, min(127, w))))
		}
	}
	t.index()
	return t
}

// scene is one sentence of an example, ready for learning.
type scene struct {
	p     *page
	cands []int32
	f     [][]uint32
	whole []uint32
	gold  []Gold
	fit   [][]bool // for each gold event, the candidates that it can happen by
	at    []int    // for each gold event, the likeliest of these
}

// Learn learns a model. The same examples in the same order give the same model.
func Learn(examples, news []Example, how Learning) *Model {
	var scenes []*scene
	for _, e := range examples {
		scenes = append(scenes, scenesOf(e)...)
	}
	for _, e := range news {
		scenes = append(scenes, quietOf(e)...)
	}
	shuffle(scenes)
	m := &Model{}
	var f, whole [][]uint32
	for _, s := range scenes {
		f = append(f, s.f...)
		whole = append(whole, s.whole)
	}
	trigger, sentence := newLearner(how, classes, f), newLearner(how, classes, whole)
	for range how.Rounds {
		for _, s := range scenes {
			s.learn(trigger, sentence)
		}
	}
	m.trigger, m.whole = trigger.table(), sentence.table()
	m.actor = learnRole(scenes, how, func(g Gold) []string { return g.Actor })
	m.receiver = learnRole(scenes, how, func(g Gold) []string { return g.Receive })
	return m
}

// shuffle mixes the scenes, the same way each time.
func shuffle(scenes []*scene) {
	r := rand.New(rand.NewPCG(1, 2))
	r.Shuffle(len(scenes), func(i, j int) { scenes[i], scenes[j] = scenes[j], scenes[i] })
}

// quiet reports a sentence of which no word is in the tables as a trigger: in news
// at large, one that almost surely tells of no event.
func quiet(p *page, cands []int32) bool {
	return !slices.ContainsFunc(cands, func(c int32) bool {
		own, near := p.typesOf(c)
		return own >= 0 && own != none || near >= 0 && near != none
	})
}

// quietOf gives the sentences of a document that tell of no event, as far as the
// tables know.
func quietOf(e Example) []*scene {
	var out []*scene
	for _, s := range scenesOf(e) {
		if len(s.cands) > 0 && quiet(s.p, s.cands) {
			out = append(out, s)
		}
	}
	return out
}

// scenesOf gives the sentences of an example; its events are looked for in the one
// that has the words of their participants.
func scenesOf(e Example) []*scene {
	p := newPage(e.Doc, e.Status)
	var out []*scene
	for s := range e.Doc.Sentences {
		x := &scene{p: p, cands: p.candidates(s)}
		var b bag
		for n, c := range x.cands {
			p.candidate(&b, c, n)
			x.f = append(x.f, slices.Clone(b.f))
		}
		p.sentence(&b, s, x.cands)
		x.whole = slices.Clone(b.f)
		out = append(out, x)
	}
	for _, g := range e.Gold {
		best, most := -1, -1
		for s, x := range out {
			n := 0
			for _, t := range append(slices.Clone(g.Actor), g.Receive...) {
				n += b2i(p.find(s, t) >= 0)
			}
			if len(x.cands) > 0 && n > most {
				best, most = s, n
			}
		}
		if best >= 0 {
			out[best].gold = append(out[best].gold, g)
			out[best].fit = append(out[best].fit, p.fitting(best, out[best].cands, g))
			out[best].at = append(out[best].at, 0)
		}
	}
	return out
}

// find is the head of the words of a sentence that a gold participant is given by,
// -1 where they are not there.
func (p *page) find(s int, text string) int32 {
	want := fold.Words(text)
	if len(want) == 0 {
		return -1
	}
	x := p.d.Sentences[s]
	head := int32(-1)
	for i := x.FirstWord; i < x.LastWord; i++ {
		f := strings.Join(fold.Words(p.form[i]), "")
		if f == "" || !slices.Contains(want, f) || p.words[i].UPOS == readout.DET || p.words[i].UPOS == readout.ADP {
			continue
		}
		if head < 0 || p.Depth[i] < p.Depth[head] {
			head = int32(i)
		}
	}
	return head
}

// fitting says which candidates lie closest to both participants in the tree.
func (p *page) fitting(s int, cands []int32, g Gold) []bool {
	var heads []int32
	for _, side := range [][]string{g.Actor, g.Receive} {
		if len(side) > 0 {
			if h := p.find(s, side[0]); h >= 0 {
				heads = append(heads, h)
			}
		}
	}
	far := make([]int, len(cands))
	least := math.MaxInt
	for i, c := range cands {
		for _, h := range heads {
			far[i] += p.distance(c, h)
		}
		least = min(least, far[i])
	}
	out := make([]bool, len(cands))
	for i := range cands {
		out[i] = far[i] <= least+2
	}
	return out
}

func (p *page) distance(a, b int32) int {
	n := 0
	for a != b && n < 40 {
		if p.Depth[a] >= p.Depth[b] && p.Head[a] >= 0 {
			a = p.Head[a]
		} else if p.Head[b] >= 0 {
			b = p.Head[b]
		} else {
			return 40
		}
		n++
	}
	return n
}

// learn takes one step on a sentence: each event is one of the pairs of a
// candidate and a type, and which candidate is not known; all pairs and "no event"
// compete.
func (s *scene) learn(trigger, sentence *learner) {
	n := len(s.cands)
	if n == 0 {
		return
	}
	score := s.scores(trigger, sentence)
	all := slices.Clone(score)
	softmax(all)
	events := max(1, len(s.gold))
	for k := range events {
		want := make([]float32, len(score))
		if len(s.gold) == 0 {
			want[n*numTypes] = 1
		} else {
			s.posterior(k, score, want)
		}
		g := make([]float32, classes)
		total := make([]float32, classes)
		for i := range n {
			for t := range numTypes {
				d := (all[i*numTypes+t] - want[i*numTypes+t]) / float32(events)
				g[t] = d
				total[t] += d
			}
			g[none] = 0
			trigger.push(s.f[i], g)
		}
		total[none] = (all[n*numTypes] - want[n*numTypes]) / float32(events)
		sentence.push(s.whole, total)
	}
}

// scores are those of all pairs of a candidate and a type, and last "no event".
func (s *scene) scores(trigger, sentence interface{ add([]float32, []uint32) }) []float32 {
	whole := make([]float32, classes)
	sentence.add(whole, s.whole)
	out := make([]float32, 0, len(s.cands)*numTypes+1)
	for i := range s.cands {
		one := slices.Clone(whole)
		trigger.add(one, s.f[i])
		out = append(out, one[:numTypes]...)
	}
	return append(out, whole[none])
}

// posterior spreads an event over the candidates that fit.
func (s *scene) posterior(k int, score, want []float32) {
	var at []int
	for i := range s.cands {
		if !s.fit[k][i] {
			continue
		}
		for _, name := range s.gold[k].Types {
			if t := typeNo(name); t >= 0 {
				at = append(at, i*numTypes+t)
			}
		}
	}
	if len(at) == 0 {
		return
	}
	p := make([]float32, len(at))
	for i, j := range at {
		p[i] = score[j]
	}
	softmax(p)
	best := 0
	for i, j := range at {
		want[j] = p[i]
		if p[i] > p[best] {
			best = i
		}
	}
	s.at[k] = at[best]
}

// learnRole learns who of a sentence's noun phrases is the participant.
func learnRole(scenes []*scene, how Learning, of func(Gold) []string) table {
	type choice struct {
		f     [][]uint32
		right []bool
	}
	var all []choice
	var flat [][]uint32
	for _, s := range scenes {
		for k, g := range s.gold {
			trigger, typ := s.cands[s.at[k]/numTypes], s.at[k]%numTypes
			sent := int(s.p.Sent[trigger])
			var c choice
			var b bag
			any := false
			heads := map[int32]bool{}
			for _, t := range of(g) {
				heads[s.p.find(sent, t)] = true
			}
			for n, h := range s.p.phrases(sent) {
				s.p.participant(&b, trigger, h, typ, n)
				c.f = append(c.f, slices.Clone(b.f))
				c.right = append(c.right, heads[h])
				any = any || heads[h]
			}
			if len(of(g)) > 0 && !any {
				continue
			}
			s.p.participant(&b, trigger, -1, typ, 0)
			c.f = append(c.f, slices.Clone(b.f))
			c.right = append(c.right, !any)
			all = append(all, c)
			flat = append(flat, c.f...)
		}
	}
	l := newLearner(how, 1, flat)
	for range how.Rounds {
		for _, c := range all {
			p := make([]float32, len(c.f))
			var right []float32
			for i, f := range c.f {
				l.add(p[i:i+1], f)
				if c.right[i] {
					right = append(right, p[i])
				}
			}
			softmax(p)
			softmax(right)
			for i, f := range c.f {
				d := p[i]
				if c.right[i] {
					d -= right[0]
					right = right[1:]
				}
				l.push(f, []float32{d})
			}
		}
	}
	return l.table()
}
