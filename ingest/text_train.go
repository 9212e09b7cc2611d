package ingest

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"math"
	"sort"
	"strings"
)

// LineSample is a saved text with what is known of its blocks.
type LineSample struct {
	Text   string
	Group  string // samples of one page share it
	Title  string // headline; empty where it is not known or does not stand in the text
	Labels []int8 // for each of TextBlocks(Text): 1 article, 0 not, -1 not known
}

// TextBlocks are the blocks that saved text is cut into, in order.
func TextBlocks(text string) []string {
	bs := splitBlocks(text)
	out := make([]string, len(bs))
	for i, b := range bs {
		out[i] = b.text
	}
	return out
}

// ArticleLines says for each of TextBlocks(text) whether the model alone takes
// it for a line of the article.
func ArticleLines(text string) []bool {
	m := lines()
	a, _ := m.best(m.scores(newContext(splitBlocks(text))), 0)
	return a
}

// Numbers of the fit. Features of words count only where several pages have
// them, so that the model holds no text of one page.
const (
	fitRounds  = 8
	fitRate    = 0.15
	fitDecay   = 2e-6
	wordGroups = 5
	otherMin   = 4
	smallest   = 20 // thousandths; smaller weights are left out
)

// TrainLines fits the model of text lines: a conditional random field with two
// states, by stochastic gradient steps (AdaGrad; Duchi, Hazan and Singer 2011)
// on the likelihood of what is known, summed over what is not. The result
// depends on the samples and their order alone.
func TrainLines(samples []LineSample) ([]byte, error) {
	t := newTrainer()
	for _, s := range samples {
		t.count(s)
	}
	t.prune()
	seqs := make([]trainSequence, 0, len(samples))
	for i, s := range samples {
		q, err := t.sequence(s)
		if err != nil {
			return nil, fmt.Errorf("sample %d: %w", i+1, err)
		}
		seqs = append(seqs, q)
	}
	for range fitRounds {
		for _, q := range seqs {
			t.learn(q)
		}
	}
	body := t.text()
	m, err := parseLineModel(body)
	if err != nil {
		return nil, err
	}
	return compress(body + fitHeadlines(samples, m))
}

type featureCount struct {
	name   string
	n      int
	groups int
	last   string
}

type trainer struct {
	counts map[uint64]*featureCount
	ids    map[uint64]int32
	names  []string
	w, g   []float64 // weights, sums of squared gradients
	chain  [6]float64
	chainG [6]float64
}

// trainSequence holds the features of each line by number.
type trainSequence struct {
	features [][]int32
	labels   []int8
}

func newTrainer() *trainer {
	return &trainer{counts: map[uint64]*featureCount{}, ids: map[uint64]int32{}}
}

func (t *trainer) count(s LineSample) {
	c := newContext(splitBlocks(s.Text))
	for i := range c.blocks {
		c.features(i, func(template, value string) {
			h := featureHash(template, value)
			f := t.counts[h]
			if f == nil {
				f = &featureCount{name: template + "\t" + value}
				t.counts[h] = f
			}
			f.n++
			if f.last != s.Group {
				f.last = s.Group
				f.groups++
			}
		})
	}
}

// ofWords are the templates whose values are words of the page.
var ofWords = map[string]bool{
	"line": true, "word": true, "first": true, "first2": true, "last2": true, "beside0": true, "beside2": true, "head+words": true,
}

func (t *trainer) prune() {
	hashes := make([]uint64, 0, len(t.counts))
	for h, f := range t.counts {
		template, _, _ := strings.Cut(f.name, "\t")
		if ofWords[template] && f.groups < wordGroups || f.groups < otherMin {
			continue
		}
		hashes = append(hashes, h)
	}
	sort.Slice(hashes, func(i, j int) bool { return t.counts[hashes[i]].name < t.counts[hashes[j]].name })
	for i, h := range hashes {
		t.ids[h] = int32(i)
		t.names = append(t.names, t.counts[h].name)
	}
	t.counts = nil
	t.w, t.g = make([]float64, len(t.names)), make([]float64, len(t.names))
}

func (t *trainer) sequence(s LineSample) (trainSequence, error) {
	c := newContext(splitBlocks(s.Text))
	q := trainSequence{labels: s.Labels, features: make([][]int32, len(c.blocks))}
	if len(c.blocks) != len(s.Labels) {
		return q, fmt.Errorf("%d labels for %d blocks", len(s.Labels), len(c.blocks))
	}
	for i := range c.blocks {
		c.features(i, func(template, value string) {
			if id, ok := t.ids[featureHash(template, value)]; ok {
				q.features[i] = append(q.features[i], id)
			}
		})
	}
	return q, nil
}

// learn takes one gradient step on a sequence.
func (t *trainer) learn(q trainSequence) {
	n := len(q.features)
	if n == 0 {
		return
	}
	scores := make([]float64, n)
	for i, fs := range q.features {
		for _, id := range fs {
			scores[i] += t.w[id]
		}
	}
	free, freeMoves := t.expect(scores, nil)
	held, heldMoves := t.expect(scores, q.labels)
	for i, fs := range q.features {
		d := held[i] - free[i]
		if math.Abs(d) < 1e-6 {
			continue
		}
		for _, id := range fs {
			t.g[id] += d * d
			t.w[id] += fitRate*d/math.Sqrt(1+t.g[id]) - fitDecay*t.w[id]
		}
	}
	for k := range t.chain {
		d := heldMoves[k] - freeMoves[k]
		t.chainG[k] += d * d
		t.chain[k] += fitRate * d / math.Sqrt(1+t.chainG[k])
	}
}

// expect is the probability of article for each line and the expected number of
// changes of state (from*2+to) and starts (4, 5), given labels where there are.
func (t *trainer) expect(scores []float64, labels []int8) ([]float64, [6]float64) {
	n := len(scores)
	own := func(i, s int) float64 {
		if labels != nil && labels[i] >= 0 && int(labels[i]) != s {
			return math.Inf(-1)
		}
		return float64(s) * scores[i]
	}
	a, b := make([][2]float64, n), make([][2]float64, n)
	for s := range 2 {
		a[0][s] = t.chain[4+s] + own(0, s)
	}
	for i := 1; i < n; i++ {
		for s := range 2 {
			a[i][s] = own(i, s) + logSum(a[i-1][0]+t.chain[s], a[i-1][1]+t.chain[2+s])
		}
	}
	for i := n - 2; i >= 0; i-- {
		for s := range 2 {
			b[i][s] = logSum(b[i+1][0]+own(i+1, 0)+t.chain[2*s], b[i+1][1]+own(i+1, 1)+t.chain[2*s+1])
		}
	}
	z := logSum(a[n-1][0], a[n-1][1])
	p := make([]float64, n)
	var moves [6]float64
	for i := range p {
		p[i] = math.Exp(a[i][1] + b[i][1] - z)
		if i == 0 {
			moves[4], moves[5] = 1-p[0], p[0]
			continue
		}
		for k := range 4 {
			from, to := k/2, k%2
			moves[k] += math.Exp(a[i-1][from] + t.chain[k] + own(i, to) + b[i][to] - z)
		}
	}
	return p, moves
}

func logSum(x, y float64) float64 {
	if x < y {
		x, y = y, x
	}
	if math.IsInf(y, -1) {
		return x
	}
	return x + math.Log1p(math.Exp(y-x))
}

// text gives the model with the names of the features.
func (t *trainer) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# text lines: weights in thousandths of linear-chain features; see docs/models/text-lines.md\n")
	for k, name := range [6]string{"move 00", "move 01", "move 10", "move 11", "start 0", "start 1"} {
		fmt.Fprintf(&b, "%s\t%d\n", name, int32(math.Round(t.chain[k]*1000)))
	}
	for i, name := range t.names {
		if w := int32(math.Round(t.w[i] * 1000)); w >= smallest || w <= -smallest {
			fmt.Fprintf(&b, "%s\t%d\n", name, w)
		}
	}
	return b.String()
}

func compress(text string) ([]byte, error) {
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := io.WriteString(z, text); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
