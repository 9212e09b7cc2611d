package names

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"github.com/readout-project/readout/internal/boost"
)

//go:embed data/names.model
var modelText string

// Model is what was learned from pairs of names: the costs of letters and
// boosted regression trees (Friedman 2001) over the measures of a pair. All its
// arithmetic is on whole numbers, thousandths of a logit, and so the same on
// every machine.
type Model struct {
	costs costs
	base  int
	trees boost.Forest
}

var embedded = sync.OnceValue(func() *Model {
	m, err := ParseModel(modelText)
	if err != nil {
		panic("names: the embedded model is broken: " + err.Error())
	}
	return m
})

// ParseModel reads the form that Model.Text writes. The error names the line.
func ParseModel(text string) (*Model, error) {
	m := &Model{}
	head, rest, _ := strings.Cut(text, "\n")
	var h boost.Header
	if err := json.Unmarshal([]byte(head), &h); err != nil {
		return nil, fmt.Errorf("model of names: header: %w", err)
	}
	row := 0
	for n := 2; rest != ""; n++ {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		kind, v, err := boost.Line(line)
		switch {
		case err != nil:
		case kind == "cost" && row <= numLetters && len(v) == numLetters+1:
			for k, x := range v {
				m.costs.swap[row][k] = int32(x)
			}
			row++
		case kind == "double" && len(v) == 1:
			m.costs.double = int32(v[0])
		case kind == "base" && len(v) == 1:
			m.base = v[0]
		case m.trees.Add(kind, v):
		default:
			err = fmt.Errorf("%q is no line of a model", line)
		}
		if err != nil {
			return nil, fmt.Errorf("model of names: line %d: %w", n, err)
		}
	}
	if err := m.trees.Check(int(numFeatures)); err != nil {
		return nil, fmt.Errorf("model of names: %w", err)
	}
	return m, nil
}

// Text is the model as a file.
func (m *Model) Text(h boost.Header) (string, error) {
	head, err := json.Marshal(h)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", head)
	for _, row := range m.costs.swap {
		b.WriteString("cost")
		for _, x := range row {
			fmt.Fprintf(&b, " %d", x)
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "double %d\nbase %d\n", m.costs.double, m.base)
	m.trees.Write(&b)
	return b.String(), nil
}

// score is the sum of the trees for a pair, in thousandths of a logit.
func (m *Model) score(f *features) int { return m.base + m.trees.Sum(f[:]) }
