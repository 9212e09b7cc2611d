package main

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/syntax"
	"github.com/readout-project/readout/internal/conllu"
)

// The first eight have rows of their own in the table of words.
var forms = []string{"The", "envoy", "met", "Lena", "Orlov", "in", "Port", "Sable"}

// toy is a few sentences with answers drawn at random.
func toy(r *rand.Rand, lengths ...int) []*sentence {
	var out []*sentence
	for _, n := range lengths {
		s := blank(n)
		s.src = &conllu.Sentence{Words: make([]conllu.Word, n)}
		for i := range n {
			w := r.IntN(len(forms))
			s.src.Words[i].Form = forms[w]
			s.forms[i].Read(forms[w])
			s.word[i] = int32(w + 1)
			s.tag[i], s.mention[i] = int32(r.IntN(5)), int32(r.IntN(len(mentionTypes)+1)-1)
			s.rel[i] = int32(1 + r.IntN(readout.NumRel-1))
			for s.head[i] = int32(r.IntN(n + 1)); int(s.head[i]) == i+1; s.head[i] = int32(r.IntN(n + 1)) {
			}
		}
		new(syntax.Lexicon).Look(s.forms)
		out = append(out, s)
	}
	return out
}

func toyNet(r *rand.Rand) *net {
	n := newNet(sizes{Word: 8, Affix: 4, Shape: 4, Hidden: 16, Arc: 16, Rel: 16, Mention: 16}, 9, 5, r)
	n.count = make([]int, 9)
	return n
}

// TestGradients compares the gradients of every tensor with differences of the
// loss.
func TestGradients(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	n, sents := toyNet(r), toy(r, 7, 4, 1)
	m := newMasked(n, &vocabulary{count: make([]int, 9)}, []int{0, 5, 4, 3, 2, 1, 1, 1, 1}, r)
	tasks := func() float64 {
		p := &pass{n: n, train: true, rng: rand.New(rand.NewPCG(3, 4))}
		p.learn(sents, 1)
		return p.loss
	}
	hidden := func() float64 {
		p := &pass{n: n, train: true, rng: rand.New(rand.NewPCG(3, 4))}
		p.learnMasked(m, sents, 1)
		return p.loss
	}
	checkGradients(t, "tasks", n.all, tasks, r)
	checkGradients(t, "masked", append(n.all[:11:11], m.w, m.b), hidden, r)
}

func checkGradients(t *testing.T, what string, ts []*tensor, loss func() float64, r *rand.Rand) {
	for _, x := range ts {
		clear(x.grad[0])
	}
	loss()
	got := map[*tensor][]float32{}
	for _, x := range ts {
		got[x] = append([]float32(nil), x.grad[0]...)
	}
	for _, x := range ts {
		const step = 1e-2
		top, where := 0.0, 0
		for i, g := range got[x] {
			if math.Abs(float64(g)) > top {
				top, where = math.Abs(float64(g)), i
			}
		}
		for _, i := range []int{where, r.IntN(len(x.w))} {
			was := x.w[i]
			x.w[i] = was + step
			up := loss()
			x.w[i] = was - step
			down := loss()
			x.w[i] = was
			want := (up - down) / (2 * step)
			if g := float64(got[x][i]); math.Abs(g-want) > 0.02+0.05*math.Abs(want) {
				t.Errorf("%s, %s[%d]: gradient %.4f, the loss changes by %.4f", what, x.name, i, g, want)
			}
		}
	}
}

// TestQuantised compares the network in float with the model made of it: of a
// network that has learned its sentences by heart nearly all answers agree.
func TestQuantised(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	n, sents := toyNet(r), toy(r, 9, 8, 7, 7, 5, 3, 2, 1)
	for _, s := range sents { // trees, so that both ways of finding one must agree
		for i := range s.head {
			s.head[i], s.rel[i] = int32(i), int32(readout.RelNsubj)
		}
		s.rel[0] = int32(readout.RelRoot)
	}
	(&job{name: "toy", net: n, data: func(int, *rand.Rand) []*sentence { return sents }, passes: 150, rate: 0.01, size: 20, seed: 1}).fit()
	var tags []syntax.Tag
	for i := range 5 {
		tags = append(tags, syntax.Tag{UPOS: readout.UPOS(i + 1), XPOS: readout.XPOS(i + 1)})
	}
	var hashes []uint64
	for _, w := range forms {
		var f syntax.Form
		f.Read(w)
		hashes = append(hashes, f.Hash)
	}
	file, err := syntax.Build(n.params(hashes, tags), []string{"version: toy"})
	if err != nil {
		t.Fatal(err)
	}
	model, err := syntax.Load(file)
	if err != nil {
		t.Fatal(err)
	}
	p := &pass{n: n}
	p.run(sents)
	heads := p.trees()
	text, ws, cuts := words(sents)
	model.Parse(text, ws, cuts)
	same, all := 0, 0
	for s, sent := range sents {
		for i := range sent.forms {
			w, r := ws[cuts[s].FirstWord+i], p.b.row(s, i)
			all += 3
			if max(w.Head-cuts[s].FirstWord+1, 0) == heads[s][i] {
				same++
			}
			if w.UPOS == tags[greatest(row(p.scores.tag, r, 5))].UPOS {
				same++
			}
			if w.Mention == mentionTypes[greatest(row(p.scores.men, r, len(mentionTypes)))] {
				same++
			}
		}
	}
	if share := float64(same) / float64(all); share < 0.95 {
		t.Errorf("%.3f of the answers agree", share)
	}
}

// TestLabel labels many sentences on all cores and each one alone: the answers
// are the same.
func TestLabel(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	teachers := []*net{toyNet(r), toyNet(r)}
	lengths := make([]int, 3*labelBatch/7)
	for i := range lengths {
		lengths[i] = 4 + r.IntN(7)
	}
	ss := toy(r, lengths...)
	var alone []*sentence
	for _, s := range ss {
		for i := range s.tag {
			s.tag[i], s.head[i], s.rel[i], s.mention[i] = -1, -1, -1, -1
		}
		c := *s
		c.tag, c.head, c.rel, c.mention = slices.Clone(s.tag), slices.Clone(s.head), slices.Clone(s.rel), slices.Clone(s.mention)
		alone = append(alone, &c)
	}
	label(teachers, ss)
	for i, s := range alone {
		label(teachers, []*sentence{s})
		if got := ss[i]; !slices.Equal(got.tag, s.tag) || !slices.Equal(got.head, s.head) || !slices.Equal(got.rel, s.rel) || !slices.Equal(got.mention, s.mention) {
			t.Fatalf("sentence %d: %v %v with others, %v %v alone", i, got.tag, got.head, s.tag, s.head)
		}
	}
}
