package coref

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"sync"
)

//go:embed data/coref.model
var modelFile []byte

// Model is the linear model of the ranking. Its file is a header in JSON on lines
// of its own, a blank line, and the weights: for each class and template in their
// order one 16-bit little-endian integer a value, in thousandths of a logit.
type Model struct {
	Header  Header
	weights []byte
}

// Header says what a model file is and what it was learned from.
type Header struct {
	Task    string            `json:"task"`
	Version int               `json:"version"`
	Classes []string          `json:"classes"`
	Values  map[string]int32  `json:"values"` // template -> number of values
	Corpora []Corpus          `json:"corpora"`
	Seed    uint64            `json:"seed"`
	Epochs  int               `json:"epochs"`
	Scores  map[string]string `json:"scores"`
	Weights int               `json:"weights"`
}

// Corpus names a corpus that a model was learned from.
type Corpus struct {
	Name    string `json:"name"`
	SHA256  string `json:"sha256"`
	Licence string `json:"licence"`
	Used    string `json:"used"`
}

const (
	task    = "coreference: ranking of antecedents"
	version = 1
)

// ReadModel reads a model file; the weights are used where they stand.
func ReadModel(b []byte) (*Model, error) {
	head, rest, ok := bytes.Cut(b, []byte("\n\n"))
	m := &Model{}
	if !ok {
		return nil, fmt.Errorf("read coreference model: no blank line after the header")
	}
	if err := json.Unmarshal(head, &m.Header); err != nil {
		return nil, fmt.Errorf("read coreference model: header: %w", err)
	}
	n := int(numClasses) * int(stride)
	if m.Header.Task != task || m.Header.Version != version || m.Header.Weights != n || len(rest) != 2*n {
		return nil, fmt.Errorf("read coreference model: %q version %d with %d weights in %d bytes; this program needs version %d with %d weights",
			m.Header.Task, m.Header.Version, m.Header.Weights, len(rest), version, n)
	}
	m.weights = rest
	return m, nil
}

// Write is the model file.
func (m *Model) Write() ([]byte, error) {
	head, err := json.MarshalIndent(m.Header, "", " ")
	if err != nil {
		return nil, fmt.Errorf("write coreference model: %w", err)
	}
	return append(append(head, "\n\n"...), m.weights...), nil
}

// score is the sum of the weights of features.
func (m *Model) score(f []int32) int32 {
	s := int32(0)
	for _, k := range f {
		s += int32(int16(binary.LittleEndian.Uint16(m.weights[2*k:])))
	}
	return s
}

var english = sync.OnceValue(func() *Model {
	m, err := ReadModel(modelFile)
	if err != nil {
		panic(err) // the model is part of the program
	}
	return m
})
