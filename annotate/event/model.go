package event

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"sync"
)

//go:embed data/event.model
var modelFile []byte

// table is a linear model of several classes over hashed features, a signed byte
// a weight, in 16ths of a logit.
type table struct {
	classes int
	keys    []uint32 // sorted
	weights []int8   // classes for each key
	starts  []int32  // by the first bits of a key, where such keys begin
}

// startBits are the bits of a key that its place is looked up by.
const startBits = 14

func (t *table) index() {
	t.starts = make([]int32, 1<<startBits+1)
	k := 0
	for b := range t.starts {
		for k < len(t.keys) && int(t.keys[k]>>(32-startBits)) < b {
			k++
		}
		t.starts[b] = int32(k)
	}
}

// find is the place of a key, -1 for none.
func (t *table) find(x uint32) int {
	b := x >> (32 - startBits)
	for i := t.starts[b]; i < t.starts[b+1]; i++ {
		if t.keys[i] == x {
			return int(i)
		}
	}
	return -1
}

const grain = 16

// add adds the weights of features to the scores of all classes.
func (t *table) add(scores []float32, f []uint32) {
	for _, x := range f {
		if i := t.find(x); i >= 0 {
			for c, w := range t.weights[i*t.classes : (i+1)*t.classes] {
				scores[c] += float32(w) / grain
			}
		}
	}
}

// of is the score of one class.
func (t *table) of(f []uint32, class int) float32 {
	s := float32(0)
	for _, x := range f {
		if i := t.find(x); i >= 0 {
			s += float32(t.weights[i*t.classes+class]) / grain
		}
	}
	return s
}

// score is add for a table of one class.
func (t *table) score(f []uint32) float32 {
	var s [1]float32
	t.add(s[:], f)
	return s[0]
}

// Model finds and types events, and their actors and recipients.
type Model struct {
	trigger  table // features of a candidate
	whole    table // features of its sentence
	actor    table
	receiver table
}

func (m *Model) tables() []*table { return []*table{&m.trigger, &m.whole, &m.actor, &m.receiver} }

// Header is what a model's file begins with, in JSON on a line.
type Header struct {
	Name    string   `json:"name"`
	Version int      `json:"version"`
	Task    string   `json:"task"`
	Corpora []string `json:"corpora"`
	Licence string   `json:"licence"`
}

const modelVersion = 1

var embedded = sync.OnceValue(func() *Model {
	m, err := ReadModel(modelFile)
	if err != nil {
		panic(err) // the model is part of the program
	}
	return m
})

// ReadModel reads a model's file: a header in JSON, a line break, and for each
// table its classes and keys as uint32, the keys, and the weights.
func ReadModel(b []byte) (*Model, error) {
	head, rest, ok := bytes.Cut(b, []byte("\n"))
	var h Header
	if !ok {
		return nil, fmt.Errorf("read model of events: no header")
	}
	if err := json.Unmarshal(head, &h); err != nil {
		return nil, fmt.Errorf("read model of events: header: %w", err)
	}
	if h.Version != modelVersion {
		return nil, fmt.Errorf("read model of events: version %d; this program needs version %d", h.Version, modelVersion)
	}
	m := &Model{}
	for k, t := range m.tables() {
		if rest, ok = t.read(rest); !ok {
			return nil, fmt.Errorf("read model of events: table %d is cut off or out of order", k+1)
		}
	}
	for k, want := range []int{classes, classes, 1, 1} {
		if m.tables()[k].classes != want {
			return nil, fmt.Errorf("read model of events: table %d has %d classes, not %d", k+1, m.tables()[k].classes, want)
		}
	}
	return m, nil
}

func (t *table) read(b []byte) ([]byte, bool) {
	if len(b) < 8 {
		return nil, false
	}
	t.classes = int(binary.LittleEndian.Uint32(b))
	n := int(binary.LittleEndian.Uint32(b[4:]))
	b = b[8:]
	if t.classes <= 0 || t.classes > classes || n < 0 || len(b)/(4+t.classes) < n {
		return nil, false
	}
	t.keys = make([]uint32, n)
	for i := range t.keys {
		t.keys[i] = binary.LittleEndian.Uint32(b[4*i:])
		if i > 0 && t.keys[i] <= t.keys[i-1] {
			return nil, false
		}
	}
	b = b[4*n:]
	t.weights = make([]int8, n*t.classes)
	for i := range t.weights {
		t.weights[i] = int8(b[i])
	}
	t.index()
	return b[len(t.weights):], true
}

// Bytes is the model as a file.
func (m *Model) Bytes(h Header) ([]byte, error) {
	h.Version = modelVersion
	b, err := json.Marshal(h)
	if err != nil {
		return nil, err
	}
	b = append(b, '\n')
	for _, t := range m.tables() {
		b = binary.LittleEndian.AppendUint32(b, uint32(t.classes))
		b = binary.LittleEndian.AppendUint32(b, uint32(len(t.keys)))
		for _, k := range t.keys {
			b = binary.LittleEndian.AppendUint32(b, k)
		}
		for _, w := range t.weights {
			b = append(b, byte(w))
		}
	}
	return b, nil
}

// softmax turns scores into probabilities in place.
func softmax(s []float32) {
	top := slices.Max(s)
	sum := 0.0
	for i, x := range s {
		e := math.Exp(float64(x - top))
		s[i] = float32(e)
		sum += e
	}
	for i := range s {
		s[i] /= float32(sum)
	}
}
