package stance

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"github.com/readout-project/readout/internal/boost"
)

//go:embed data/stance.model
var modelText string

// Model is what was learned from headlines and bodies: a forest for each stance
// over the measures of a claim and a text. That of Unrelated is asked first and
// sees only what the two have in common; the others are compared.
type Model struct {
	less  [numStances]int // taken from each logit, in thousandths
	trees [numStances]boost.Forest
}

var embedded = sync.OnceValue(func() *Model {
	m, err := ParseModel(modelText)
	if err != nil {
		panic("stance: the embedded model is broken: " + err.Error())
	}
	return m
})

// decide is the stance that measures speak for.
func (m *Model) decide(values []int) Stance {
	if m.trees[Unrelated].Sum(values[:mKinds])-m.less[Unrelated] > 0 {
		return Unrelated
	}
	best, top := Discuss, 0
	for s := range Unrelated {
		if sum := m.trees[s].Sum(values) - m.less[s]; s == 0 || sum > top {
			best, top = s, sum
		}
	}
	return best
}

// Text is the model as a file.
func (m *Model) Text(h boost.Header) (string, error) {
	head, err := json.Marshal(h)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", head)
	for s := range numStances {
		fmt.Fprintf(&b, "stance %d %d\n", s, m.less[s])
		m.trees[s].Write(&b)
	}
	return b.String(), nil
}

// ParseModel reads the form that Model.Text writes. The error names the line.
func ParseModel(text string) (*Model, error) {
	head, rest, _ := strings.Cut(text, "\n")
	var h boost.Header
	if err := json.Unmarshal([]byte(head), &h); err != nil {
		return nil, fmt.Errorf("model of stances: header: %w", err)
	}
	m, s := &Model{}, Stance(-1)
	n := 1
	for line := range strings.Lines(rest) {
		n++
		kind, v, err := boost.Line(line)
		switch {
		case err != nil:
			return nil, fmt.Errorf("model of stances: line %d: %w", n, err)
		case kind == "stance" && len(v) == 2 && v[0] == int(s)+1 && s+1 < numStances:
			s++
			m.less[s] = v[1]
		case s < 0 || !m.trees[s].Add(kind, v):
			return nil, fmt.Errorf("model of stances: line %d: %q is no line of a model", n, strings.TrimSpace(line))
		}
	}
	if s != Unrelated {
		return nil, fmt.Errorf("model of stances: it has %d stances, not %d", s+1, numStances)
	}
	for s := range numStances {
		if err := m.trees[s].Check(numMeasuresOf(s)); err != nil {
			return nil, fmt.Errorf("model of stances: %s: %w", s, err)
		}
	}
	return m, nil
}

// numMeasuresOf is how many of the measures the forest of a stance sees.
func numMeasuresOf(s Stance) int {
	if s == Unrelated {
		return mKinds
	}
	return numMeasures
}
