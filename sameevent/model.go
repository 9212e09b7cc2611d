package sameevent

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"github.com/readout-project/readout/internal/boost"
)

// Model is what was learned from reports whose events are known: a forest for
// each step, and where groups stop growing.
type Model struct {
	reports  boost.Forest // two reports of one story
	pair     boost.Forest // two mentions, by themselves
	alone    boost.Forest // two mentions, and how common their heads are in the topic
	together boost.Forest // two mentions, with all others of the topic
	habits   habits
	story    int // mean logit above which reports are put together
	chain    int // mean odds above which mentions are, in thousandths
}

// Text is the model as a file.
func (m *Model) Text(h boost.Header) (string, error) {
	head, err := json.Marshal(h)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\nleast %d %d\n", head, m.story, m.chain)
	m.habits.write(&b)
	for i, f := range m.forests() {
		fmt.Fprintf(&b, "forest %d\n", i)
		f.Write(&b)
	}
	return b.String(), nil
}

func (m *Model) forests() []*boost.Forest {
	return []*boost.Forest{&m.reports, &m.pair, &m.alone, &m.together}
}

//go:embed data/sameevent.model
var modelText string

var embedded = sync.OnceValue(func() *Model {
	m, err := ParseModel(modelText)
	if err != nil {
		panic("sameevent: the embedded model is broken: " + err.Error())
	}
	return m
})

// ParseModel reads the form that Model.Text writes. The error names the line.
func ParseModel(text string) (*Model, error) {
	head, rest, _ := strings.Cut(text, "\n")
	var h boost.Header
	if err := json.Unmarshal([]byte(head), &h); err != nil {
		return nil, fmt.Errorf("model of events: header: %w", err)
	}
	m := &Model{habits: habits{map[id]int{}, map[[2]id]int{}}}
	forests, k, n := m.forests(), -1, 1
	for line := range strings.Lines(rest) {
		n++
		kind, v, err := boost.Line(line)
		switch {
		case err != nil:
			return nil, fmt.Errorf("model of events: line %d: %w", n, err)
		case n == 2 && kind == "least" && len(v) == 2:
			m.story, m.chain = v[0], v[1]
		case n > 2 && kind == "forest" && len(v) == 1 && v[0] == k+1 && k+1 < len(forests):
			k++
		case n > 2 && k < 0 && m.habits.add(kind, v):
		case k < 0 || !forests[k].Add(kind, v):
			return nil, fmt.Errorf("model of events: line %d: %q is no line of a model", n, strings.TrimSpace(line))
		}
	}
	if k != len(forests)-1 {
		return nil, fmt.Errorf("model of events: it has %d forests, not %d", k+1, len(forests))
	}
	for i, measures := range []int{numOfReports, numPair, numFirst, numTogether} {
		if err := forests[i].Check(measures); err != nil {
			return nil, fmt.Errorf("model of events: forest %d: %w", i, err)
		}
	}
	return m, nil
}
