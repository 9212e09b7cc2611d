package ingest

import (
	"fmt"
	"math"
	"sort"
	"strings"
)

// headlineCase is one text with its candidates for the headline.
type headlineCase struct {
	features [][]string
	prior    []float64
	right    []bool
}

// fitHeadlines fits the choice of the headline, a conditional logit over the
// candidate lines, and gives the weights as rows of the model. Where several
// candidates have the words of the title, any of them is right.
func fitHeadlines(samples []LineSample, m *lineModel) string {
	var cases []headlineCase
	for _, s := range samples {
		if s.Title == "" {
			continue
		}
		if c, ok := headlineCaseOf(s, m); ok {
			cases = append(cases, c)
		}
	}
	pruneHeadlines(cases)
	w, g := map[string]float64{}, map[string]float64{}
	for range headlineRounds {
		for _, c := range cases {
			c.learn(w, g)
		}
	}
	names := make([]string, 0, len(w))
	for name := range w {
		names = append(names, name)
	}
	sort.Strings(names)
	var b strings.Builder
	for _, name := range names {
		if v := int32(math.Round(w[name] * 1000)); v != 0 {
			fmt.Fprintf(&b, "%s\t%d\n", name, v)
		}
	}
	return b.String()
}

// Numbers of this fit: the cases are few, so rare features are left out and
// weights are drawn to nothing.
const (
	headlineRounds = 10
	headlineLeast  = 8
	headlineDecay  = 1e-4
)

// pruneHeadlines leaves out features that few cases have.
func pruneHeadlines(cases []headlineCase) {
	n := map[string]int{}
	for _, c := range cases {
		seen := map[string]bool{}
		for _, fs := range c.features {
			for _, f := range fs {
				if !seen[f] {
					seen[f] = true
					n[f]++
				}
			}
		}
	}
	for _, c := range cases {
		for i, fs := range c.features {
			kept := fs[:0]
			for _, f := range fs {
				if n[f] >= headlineLeast {
					kept = append(kept, f)
				}
			}
			c.features[i] = kept
		}
	}
}

func headlineCaseOf(s LineSample, m *lineModel) (headlineCase, bool) {
	r := newTextReader(splitBlocks(s.Text), m)
	r.cutEnd()
	r.cutTop()
	r.bounds()
	var c headlineCase
	if r.start >= len(r.blocks) {
		return c, false
	}
	title := wordKey(s.Title)
	pool := r.headlinePool()
	found := false
	for k, i := range pool.lines {
		var fs []string
		r.headlineFeatures(pool, k, func(template, value string) { fs = append(fs, template+"\t"+value) })
		right := sameTitle(r.shapes[i].key, title)
		found = found || right
		c.features = append(c.features, fs)
		c.prior = append(c.prior, float64(r.headlinePrior(pool, i))/1000)
		c.right = append(c.right, right)
	}
	return c, found && len(c.features) > 1
}

// sameTitle reports whether a line is the title, perhaps without the name of
// the site behind or before it.
func sameTitle(line, title string) bool {
	if line == title {
		return true
	}
	return len(line) >= 12 && len(line)*3 >= len(title)*2 && strings.HasPrefix(title, line+" ")
}

func (c headlineCase) learn(w, g map[string]float64) {
	scores := make([]float64, len(c.features))
	all, right := math.Inf(-1), math.Inf(-1)
	for i, fs := range c.features {
		scores[i] = c.prior[i]
		for _, f := range fs {
			scores[i] += w[f]
		}
		all = logSum(all, scores[i])
		if c.right[i] {
			right = logSum(right, scores[i])
		}
	}
	for i, fs := range c.features {
		d := -math.Exp(scores[i] - all)
		if c.right[i] {
			d += math.Exp(scores[i] - right)
		}
		for _, f := range fs {
			g[f] += d * d
			w[f] += fitRate*d/math.Sqrt(1+g[f]) - headlineDecay*w[f]*math.Abs(d)
		}
	}
}
