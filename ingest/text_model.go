package ingest

import (
	"bytes"
	"compress/gzip"
	_ "embed" // model
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/text_lines.model.gz
var lineModelData []byte

// lineModel is a linear chain over the lines of a text with two states, not
// article and article, after Lafferty, McCallum and Pereira (2001): weights of
// features for the state article and of the changes of state. Weights are whole
// thousandths, so that sums are the same on every machine.
type lineModel struct {
	weights map[uint64]int32
	move    [2][2]int32 // from, to
	start   [2]int32
}

// The model is part of the program: a broken one is a broken build.
var lines = sync.OnceValue(func() *lineModel {
	m, err := readLineModel(lineModelData)
	if err != nil {
		panic(err)
	}
	return m
})

// readLineModel reads a model as TrainLines writes it.
func readLineModel(data []byte) (*lineModel, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("line model: %w", err)
	}
	raw, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("line model: %w", err)
	}
	return parseLineModel(string(raw))
}

// parseLineModel reads the text of a model: a name, a tab and a weight a row.
func parseLineModel(text string) (*lineModel, error) {
	m := &lineModel{weights: map[uint64]int32{}}
	for n, l := range tableLines(text) {
		name, value, ok := cutLast(l, '\t')
		w, err := strconv.ParseInt(value, 10, 32)
		if !ok || err != nil {
			return nil, fmt.Errorf("line model: row %d: %q", n+1, l)
		}
		m.set(name, int32(w))
	}
	return m, nil
}

func cutLast(s string, sep byte) (before, after string, ok bool) {
	i := strings.LastIndexByte(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

func (m *lineModel) set(name string, w int32) {
	switch name {
	case "move 00":
		m.move[0][0] = w
	case "move 01":
		m.move[0][1] = w
	case "move 10":
		m.move[1][0] = w
	case "move 11":
		m.move[1][1] = w
	case "start 0":
		m.start[0] = w
	case "start 1":
		m.start[1] = w
	default:
		template, value, _ := strings.Cut(name, "\t")
		m.weights[featureHash(template, value)] = w
	}
}

// featureHash is FNV-1a over template, tab and value.
func featureHash(template, value string) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	h := uint64(offset)
	for i := range len(template) {
		h = (h ^ uint64(template[i])) * prime
	}
	h = (h ^ '\t') * prime
	for i := range len(value) {
		h = (h ^ uint64(value[i])) * prime
	}
	return h
}

func (m *lineModel) weight(template, value string) int64 {
	return int64(m.weights[featureHash(template, value)])
}

// scores are the lines' own weights for article, without the changes of state.
func (m *lineModel) scores(c *lineContext) []int64 {
	out := make([]int64, len(c.blocks))
	for i := range c.blocks {
		sum := int64(0)
		c.features(i, func(template, value string) { sum += m.weight(template, value) })
		out[i] = sum
	}
	return out
}

// best is the likeliest sequence of states (Viterbi) with the margin of each
// line: how much the best sequence through the other state falls short.
func (m *lineModel) best(scores []int64, bias int64) (article []bool, margin []int64) {
	n := len(scores)
	article, margin = make([]bool, n), make([]int64, n)
	if n == 0 {
		return article, margin
	}
	fwd, bwd := make([][2]int64, n), make([][2]int64, n)
	own := func(i, s int) int64 { return int64(s) * (scores[i] + bias) }
	for i := range fwd {
		for s := range 2 {
			if i == 0 {
				fwd[i][s] = int64(m.start[s]) + own(i, s)
				continue
			}
			fwd[i][s] = own(i, s) + max(fwd[i-1][0]+int64(m.move[0][s]), fwd[i-1][1]+int64(m.move[1][s]))
		}
	}
	for i := n - 2; i >= 0; i-- {
		for s := range 2 {
			bwd[i][s] = max(bwd[i+1][0]+own(i+1, 0)+int64(m.move[s][0]), bwd[i+1][1]+own(i+1, 1)+int64(m.move[s][1]))
		}
	}
	for i := range article {
		margin[i] = fwd[i][1] + bwd[i][1] - fwd[i][0] - bwd[i][0]
		article[i] = margin[i] > 0
	}
	return article, margin
}
