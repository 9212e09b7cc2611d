package syntax

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/quant"
)

// Magic is the first line of a model file.
const Magic = "readout model 1 syntax"

// Layers is the number of recurrent layers.
const Layers = 2

// Sizes are the widths of a network.
type Sizes struct {
	Word, Affix, Shape int // of the embeddings; the sum is a multiple of 4
	Hidden             int // units of one direction of a layer, a multiple of 16
	Arc, Rel, Mention  int // multiples of 16
}

// Input is the width of the embeddings together.
func (z Sizes) Input() int { return z.Word + z.Affix + z.Shape }

func (z Sizes) check() error {
	if min(z.Word, z.Affix, z.Shape, z.Hidden, z.Arc, z.Rel, z.Mention) < 1 || z.Input()%4 != 0 ||
		z.Hidden%quant.Lane != 0 || z.Arc%quant.Lane != 0 || z.Rel%quant.Lane != 0 || z.Mention%quant.Lane != 0 {
		return fmt.Errorf("widths %+v: embeddings must add up to a multiple of 4, the others be multiples of %d", z, quant.Lane)
	}
	return nil
}

// Model is a trained network over the bytes of a model file, which it uses in
// place. What it answers never changes, and any number of goroutines may use it.
//
// A file begins with lines of text, "key: value", up to a line "end"; the header
// says what it was trained on. A key that begins with "array " names an array
// and gives its offset and length in bytes. Numbers are little-endian.
type Model struct {
	Sizes
	Header []string // the lines of text, for people
	Tags   []Tag
	Types  []readout.Type // of mentions; the first is "", none

	vocabulary         []byte // sorted 32-bit hashes; the word at i has row i+1
	word, affix, shape []int8
	layers             [Layers]recurrent
	heads              dense // all that is read off the last layer, side by side
	at                 segments
	arcU               dense
	root               []int16   // head vector of the root
	spare              sync.Pool // encoders, for their buffers
	relRoot            []float32
	rel                dense
	mention            [2]dense // a hidden layer over the last layer and the embeddings, and the types
}

// Tag is one answer of the tagger.
type Tag struct {
	UPOS readout.UPOS
	XPOS readout.XPOS
}

// segments says where each head begins in the outputs of the last layer.
type segments struct{ dep, head, relDep, relHead, tag, end int }

func (z Sizes) segments(tags int) segments {
	s := segments{dep: 0}
	s.head = s.dep + z.Arc
	s.relDep = s.head + z.Arc
	s.relHead = s.relDep + z.Rel
	s.tag = s.relHead + z.Rel
	s.end = s.tag + quant.Pad(tags, quant.Lane)
	return s
}

// dense is a matrix with what brings its sums back to floats.
type dense struct {
	quant.Matrix
	scale, bias []float32
}

type recurrent struct {
	x     dense // both directions
	state [2]dense
}

// affixShift is by how many bits rows of affixes are finer than their sum.
const affixShift = 2

// Load makes a model over the bytes of a file.
func Load(file []byte) (*Model, error) {
	r, err := open(file)
	if err != nil {
		return nil, fmt.Errorf("syntax model: %w", err)
	}
	m := &Model{Header: r.lines}
	m.Word, m.Affix, m.Shape = r.number("word"), r.number("affix"), r.number("shape")
	m.Hidden, m.Arc, m.Rel, m.Mention = r.number("hidden"), r.number("arc"), r.number("rel"), r.number("mention")
	r.labels(m)
	if r.err == nil {
		r.arrays(m)
	}
	if r.err != nil {
		return nil, fmt.Errorf("syntax model: %w", r.err)
	}
	return m, nil
}

// reader reads a model file and keeps the first error.
type reader struct {
	file  []byte
	lines []string
	value map[string]string
	err   error
}

// maxHeader bounds the lines of text of a model file.
const maxHeader = 1 << 16

func open(file []byte) (*reader, error) {
	head := file[:min(len(file), maxHeader)]
	end := bytes.Index(head, []byte("\nend\n"))
	if end < 0 || !bytes.HasPrefix(file, []byte(Magic+"\n")) {
		return nil, fmt.Errorf("the file does not begin with %q and a header", Magic)
	}
	r := &reader{file: file, value: map[string]string{}}
	for line := range strings.Lines(string(head[len(Magic)+1 : end+1])) {
		line = strings.TrimSuffix(line, "\n")
		k, v, _ := strings.Cut(line, ": ")
		r.value[k] = v
		if !strings.HasPrefix(k, "array ") {
			r.lines = append(r.lines, line)
		}
	}
	return r, nil
}

func (r *reader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf(format, args...)
	}
}

func (r *reader) number(key string) int {
	n, err := strconv.Atoi(r.value[key])
	if err != nil || n < 1 || n > 1<<16 {
		r.fail("%s is %q", key, r.value[key])
	}
	return n
}

func (r *reader) labels(m *Model) {
	for p := range strings.FieldsSeq(r.value["tags"]) {
		u, x, _ := strings.Cut(p, "/")
		upos, ok := readout.ParseUPOS(u)
		xpos, known := readout.ParseXPOS(x)
		if !ok || !known {
			r.fail("tag %q is not known", p)
		}
		m.Tags = append(m.Tags, Tag{upos, xpos})
	}
	m.Types = append(m.Types, "")
	for p := range strings.FieldsSeq(r.value["types"]) {
		m.Types = append(m.Types, readout.Type(p))
	}
	if len(m.Tags) == 0 || len(m.Types) == 1 {
		r.fail("no tags or no types of mentions")
	}
	if r.value["relations"] != relations() {
		r.fail("the relations are not those of this program")
	}
}

// relations are the names of all relations in the order of readout.Rel.
func relations() string {
	names := make([]string, readout.NumRel)
	for i := range names {
		names[i] = readout.Rel(i).String()
	}
	return strings.Join(names, " ")
}

// bytes is an array of the file.
func (r *reader) bytes(name string) []byte {
	from, length, ok := strings.Cut(r.value["array "+name], " ")
	at, err1 := strconv.Atoi(from)
	n, err2 := strconv.Atoi(length)
	if !ok || err1 != nil || err2 != nil || at < 0 || n < 0 || at > len(r.file) || n > len(r.file)-at {
		r.fail("array %s lies outside the file", name)
		return nil
	}
	return r.file[at : at+n]
}

func (r *reader) int8s(name string, rows, cols int) []int8 {
	b := r.bytes(name)
	if len(b) != rows*cols && r.err == nil {
		r.fail("array %s has %d bytes, not %d times %d", name, len(b), rows, cols)
	}
	return quant.Bytes(b)
}

func (r *reader) floats(name string, n int) []float32 {
	b := r.bytes(name)
	if len(b) != 4*n {
		r.fail("array %s has %d bytes, not %d floats", name, len(b), n)
		return nil
	}
	f := make([]float32, n)
	for i := range f {
		f[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return f
}

// dense reads a matrix of n outputs by k inputs.
func (r *reader) dense(name string, n, k int, biased bool) dense {
	if r.err != nil {
		return dense{}
	}
	m, err := quant.View(n, k, quant.Bytes(r.bytes(name)))
	if err != nil {
		r.fail("array %s: %w", name, err)
		return dense{}
	}
	d := dense{Matrix: m, scale: r.floats(name+".scale", m.NPad())}
	if biased {
		d.bias = r.floats(name+".bias", m.NPad())
	}
	return d
}

func (r *reader) arrays(m *Model) {
	m.vocabulary = r.bytes("vocabulary")
	m.word = r.int8s("word", len(m.vocabulary)/4+1, m.Word)
	m.affix = r.int8s("affix", AffixRows, m.Affix)
	m.shape = r.int8s("shape", ShapeRows, m.Shape)
	if err := m.check(); err != nil {
		r.fail("%w", err)
		return
	}
	in := m.Input()
	for i := range m.layers {
		n := strconv.Itoa(i + 1)
		m.layers[i].x = r.dense("x"+n, 6*m.Hidden, in, true)
		for d := range m.layers[i].state {
			m.layers[i].state[d] = r.dense("state"+n+"fb"[d:d+1], 3*m.Hidden, m.Hidden, false)
		}
		in = 2 * m.Hidden
	}
	m.at = m.segments(len(m.Tags))
	m.heads = r.dense("heads", m.at.end, in, true)
	m.arcU = r.dense("arc", m.Arc, m.Arc, true)
	m.rel = r.dense("rel", readout.NumRel, m.Rel, true)
	m.mention[0] = r.dense("mention", m.Mention, in+m.Input(), true)
	m.mention[1] = r.dense("types", len(m.Types), m.Mention, true)
	m.relRoot = r.floats("root.rel", m.Rel)
	m.root = make([]int16, m.Arc)
	quant.Round16(m.root, r.floats("root.arc", m.Arc), 127)
}
