package attribution

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
	"sync"
)

// task is a decision of the model.
type task uint8

const (
	taskCue          task = iota // whether a word heads a cue
	taskCueEdge                  // where the cue begins and ends
	taskSource                   // which word heads its source, or none
	taskSourceEdge               // where the source begins and ends
	taskContentStart             // where a content begins, right of the cue and left of it
	taskContentStartLeft
	taskContentEnd // where it ends
	taskContentEndLeft
	taskContent // the content as a whole, or none
	taskContentLeft
	taskCarry  // whether a sentence goes on with a speaker
	taskAccept // whether all that was read is an attribution
	numTasks
)

var taskNames = [numTasks]string{
	"cue", "cue edge", "source", "source edge", "content start, right", "content start, left",
	"content end, right", "content end, left", "content, right", "content, left", "carry", "accept",
}

// tableBits is the size of the table of weights of a task, as a power of two.
var tableBits = [numTasks]uint8{20, 16, 17, 17, 17, 17, 18, 18, 17, 17, 14, 17}

// Model is a linear model over hashed features: for each task a table of weights.
// Its file is a header in JSON on lines of its own, a blank line, and the tables in
// their order, a signed byte a weight, in 32nds of a logit.
type Model struct {
	Header Header
	w      [numTasks][]float32 // while it is learned
	q      [numTasks][]byte    // as it is used: signed bytes
}

// Header says what a model file is and what it was learned from.
type Header struct {
	Task    string            `json:"task"`
	Version int               `json:"version"`
	Tables  []Table           `json:"tables"`
	Least   float32           `json:"least"` // logit from which a reading is an attribution
	Corpora []Corpus          `json:"corpora"`
	Seed    uint64            `json:"seed"`
	Epochs  int               `json:"epochs"`
	Scores  map[string]string `json:"scores"`
}

// Table is the weights of one decision.
type Table struct {
	Name string `json:"name"`
	Bits uint8  `json:"bits"`
}

// Corpus names a corpus that a model was learned from.
type Corpus struct {
	Name    string `json:"name"`
	SHA256  string `json:"sha256"`
	Licence string `json:"licence"`
	Used    string `json:"used"`
}

const (
	modelTask    = "attribution: cues, sources, contents"
	modelVersion = 2
	grain        = 32 // steps of a logit
)

//go:embed data/attribution.model
var modelFile []byte

var english = sync.OnceValue(func() *Model {
	m, err := ReadModel(modelFile)
	if err != nil {
		panic(err) // the model is part of the program
	}
	return m
})

func newModel() *Model {
	m := &Model{}
	for t := range m.w {
		m.w[t] = make([]float32, 1<<tableBits[t])
	}
	return m
}

// ReadModel reads a model file; the weights are used where they stand.
func ReadModel(b []byte) (*Model, error) {
	head, rest, ok := bytes.Cut(b, []byte("\n\n"))
	m := &Model{}
	if !ok {
		return nil, fmt.Errorf("read attribution model: no blank line after the header")
	}
	if err := json.Unmarshal(head, &m.Header); err != nil {
		return nil, fmt.Errorf("read attribution model: header: %w", err)
	}
	if m.Header.Task != modelTask || m.Header.Version != modelVersion || len(m.Header.Tables) != int(numTasks) {
		return nil, fmt.Errorf("read attribution model: %q version %d with %d tables; this program needs version %d with %d",
			m.Header.Task, m.Header.Version, len(m.Header.Tables), modelVersion, numTasks)
	}
	for t := range m.q {
		n := 1 << tableBits[t]
		if m.Header.Tables[t] != (Table{taskNames[t], tableBits[t]}) || len(rest) < n {
			return nil, fmt.Errorf("read attribution model: table %q is not what this program needs", m.Header.Tables[t].Name)
		}
		m.q[t], rest = rest[:n:n], rest[n:]
	}
	if len(rest) > 0 {
		return nil, fmt.Errorf("read attribution model: %d bytes behind the tables", len(rest))
	}
	return m, nil
}

// settle makes of a learned model what its file holds: weights in whole steps.
func (m *Model) settle() {
	m.Header.Task, m.Header.Version, m.Header.Tables = modelTask, modelVersion, nil
	for t := range m.w {
		m.Header.Tables = append(m.Header.Tables, Table{taskNames[t], tableBits[t]})
		m.q[t] = make([]byte, len(m.w[t]))
		for i, w := range m.w[t] {
			m.q[t][i] = byte(int8(max(-127, min(127, math.Round(float64(w)*grain)))))
		}
		m.w[t] = nil
	}
}

// Write is the model file.
func (m *Model) Write() ([]byte, error) {
	head, err := json.MarshalIndent(m.Header, "", " ")
	if err != nil {
		return nil, fmt.Errorf("write attribution model: %w", err)
	}
	out := append(head, "\n\n"...)
	for t := range m.q {
		out = append(out, m.q[t]...)
	}
	return out, nil
}

// score is the sum of the weights of features, in logits.
func (m *Model) score(t task, f []feature) float32 {
	shift := 32 - tableBits[t]
	if w := m.w[t]; w != nil {
		s := float32(0)
		for _, x := range f {
			s += w[x>>shift]
		}
		return s
	}
	s, q := int32(0), m.q[t]
	for _, x := range f {
		s += int32(int8(q[x>>shift]))
	}
	return float32(s) / grain
}

// English is the model of the program.
func English() *Model { return english() }
