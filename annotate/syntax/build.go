package syntax

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/quant"
)

// Params are the parameters of a trained network in float. Matrices are given
// row by row, a row an input; those of a recurrent layer hold the gates i, g and
// o, forward then backward.
type Params struct {
	Sizes
	Tags  []Tag
	Types []readout.Type // without ""
	Vocab []uint64       // hashes of the words; the word at i has row i+1 of WordE

	WordE, AffixE, ShapeE     []float32 // the tables of embeddings
	X                         [Layers][]float32
	B                         [Layers][]float32
	State                     [Layers][2][]float32
	DepW, DepB, HeadW, HeadB  []float32
	Root, ArcU, ArcV          []float32
	RelDep, RelHead           []float32
	RelRoot, RelB, RelW, RelO []float32
	TagW, TagB                []float32
	MenH, MenC, MenW, MenB    []float32 // the hidden layer of mentions and their types
}

// Build quantises a network and writes it as a model file. The lines describe
// it for people: version, corpora, seed, scores, each "key: value".
func Build(p *Params, lines []string) ([]byte, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	b := &builder{}
	for i, t := range p.Types {
		if t == "" {
			return nil, fmt.Errorf("type %d has no name", i)
		}
	}
	b.head(p, lines)
	order, err := vocabularyOrder(p.Vocab)
	if err != nil {
		return nil, err
	}
	hashes := make([]byte, 0, 4*len(order))
	for _, i := range order {
		hashes = binary.LittleEndian.AppendUint32(hashes, wordHash(p.Vocab[i]))
	}
	b.add("vocabulary", hashes)
	b.embeddings(p, order)
	b.inScale = b.embedScale
	for i := range Layers {
		n := strconv.Itoa(i + 1)
		b.dense("x"+n, p.X[i], p.B[i], b.inScale)
		for d := range p.State[i] {
			b.dense("state"+n+"fb"[d:d+1], p.State[i][d], nil, uniform(p.Hidden))
		}
		b.inScale = uniform(2 * p.Hidden)
	}
	b.readouts(p)
	return b.file(), nil
}

// wordHash is what the vocabulary keeps of the hash of a word.
func wordHash(h uint64) uint32 { return uint32(h >> 32) }

func vocabularyOrder(vocab []uint64) ([]int, error) {
	order := make([]int, len(vocab))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return int(int64(wordHash(vocab[a])) - int64(wordHash(vocab[b]))) })
	for i := 1; i < len(order); i++ {
		if wordHash(vocab[order[i]]) == wordHash(vocab[order[i-1]]) {
			return nil, fmt.Errorf("two words of the vocabulary have one hash, %#x: leave one out", wordHash(vocab[order[i]]))
		}
	}
	return order, nil
}

// activation is what one step of an activation stands for: q is 127 times it.
const activation = 1.0 / 127

func uniform(n int) []float32 {
	s := make([]float32, n)
	for i := range s {
		s[i] = activation
	}
	return s
}

// builder collects the arrays of a file.
type builder struct {
	lines []string
	names []string
	data  [][]byte
	// what one step of each input of the next layer and of the embeddings stands for
	inScale, embedScale []float32
}

func (b *builder) head(p *Params, lines []string) {
	add := func(key string, n int) { b.lines = append(b.lines, key+": "+strconv.Itoa(n)) }
	b.lines = append(b.lines, lines...)
	add("word", p.Word)
	add("affix", p.Affix)
	add("shape", p.Shape)
	add("hidden", p.Hidden)
	add("arc", p.Arc)
	add("rel", p.Rel)
	add("mention", p.Mention)
	var tags, types []string
	for _, t := range p.Tags {
		tags = append(tags, t.UPOS.String()+"/"+t.XPOS.String())
	}
	for _, t := range p.Types {
		types = append(types, string(t))
	}
	b.lines = append(b.lines, "tags: "+strings.Join(tags, " "), "types: "+strings.Join(types, " "), "relations: "+relations())
}

func (b *builder) add(name string, data []byte) {
	b.names, b.data = append(b.names, name), append(b.data, data)
}

func (b *builder) floats(name string, f []float32, n int) {
	var out []byte
	for i := range n {
		x := float32(0)
		if i < len(f) {
			x = f[i]
		}
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(x))
	}
	b.add(name, out)
}

// embeddings quantises the three tables. Words take one step for their greatest
// usual value; affixes and shapes are summed, so a step of theirs is finer.
func (b *builder) embeddings(p *Params, order []int) {
	w := p.Word
	rows := append([]float32(nil), p.WordE[:w]...)
	for _, i := range order {
		rows = append(rows, p.WordE[(i+1)*w:(i+2)*w]...)
	}
	word := usual(rows, 0.9995) / 127
	affix := usual(p.AffixE, 0.9995) / 127
	shape := usual(p.ShapeE, 0.9995) / 127
	const finer = 1 << affixShift
	b.add("word", round8(rows, word))
	b.add("affix", round8(p.AffixE, affix))
	b.add("shape", round8(p.ShapeE, shape))
	for range w {
		b.embedScale = append(b.embedScale, word)
	}
	for range p.Affix {
		b.embedScale = append(b.embedScale, affix*finer)
	}
	for range p.Shape {
		b.embedScale = append(b.embedScale, shape*finer)
	}
}

// usual is the magnitude that the share of values stays within.
func usual(x []float32, share float64) float32 {
	a := make([]float32, 0, len(x))
	for _, v := range x {
		if v != 0 {
			a = append(a, float32(math.Abs(float64(v))))
		}
	}
	if len(a) == 0 {
		return 1
	}
	slices.Sort(a)
	return a[min(int(share*float64(len(a))), len(a)-1)]
}

func round8(x []float32, step float32) []byte {
	out := make([]byte, len(x))
	for i, v := range x {
		out[i] = byte(int8(max(min(math.RoundToEven(float64(v/step)), 127), -127)))
	}
	return out
}

// dense quantises a matrix of len(in) inputs, each with a scale of its own for
// every output; in says what a step of each input stands for.
func (b *builder) dense(name string, w, bias []float32, in []float32) {
	k := len(in)
	n := len(w) / k
	q := make([]int8, n*k)
	scale := make([]float32, n)
	row := make([]float64, k)
	for j := range n {
		top := 0.0
		for i := range k {
			row[i] = float64(w[i*n+j]) * float64(in[i])
			top = max(top, math.Abs(row[i]))
		}
		step := top / 63
		if step == 0 {
			step = 1
		}
		scale[j] = float32(step)
		for i := range k {
			q[j*k+i] = int8(math.RoundToEven(row[i] / step))
		}
	}
	b.add(name, unsigned(quant.Pack(n, k, q)))
	pad := quant.Pad(n, quant.Lane)
	b.floats(name+".scale", scale, pad)
	if bias != nil {
		b.floats(name+".bias", bias, pad)
	}
}

func unsigned(x []int8) []byte {
	out := make([]byte, len(x))
	for i, v := range x {
		out[i] = byte(v)
	}
	return out
}

// readouts writes what is read off the last layer.
func (b *builder) readouts(p *Params) {
	at := p.segments(len(p.Tags))
	in := 2 * p.Hidden
	w, bias := make([]float32, in*at.end), make([]float32, at.end)
	put := func(col int, m, mb []float32) {
		n := len(m) / in
		for i := range in {
			copy(w[i*at.end+col:], m[i*n:(i+1)*n])
		}
		copy(bias[col:], mb)
	}
	put(at.dep, p.DepW, p.DepB)
	put(at.head, p.HeadW, p.HeadB)
	put(at.relDep, p.RelDep, p.RelB)
	put(at.relHead, p.RelHead, nil)
	put(at.tag, p.TagW, p.TagB)
	b.dense("heads", w, bias, uniform(in))
	b.dense("arc", p.ArcU, p.ArcV, uniform(p.Arc))
	b.dense("rel", p.RelW, p.RelO, uniform(p.Rel))
	b.dense("mention", p.MenH, p.MenC, append(uniform(in), b.embedScale...))
	b.dense("types", p.MenW, p.MenB, uniform(p.Mention))
	b.floats("root.arc", p.Root, p.Arc)
	b.floats("root.rel", p.RelRoot, p.Rel)
}

// alignment of arrays in a file: a line of the processor's cache.
const alignment = 64

// file puts header and arrays together. Offsets are written with a fixed width,
// so that the header's length is known before them.
func (b *builder) file() []byte {
	text := func(offset int) []byte {
		var h bytes.Buffer
		fmt.Fprintln(&h, Magic)
		for _, l := range b.lines {
			fmt.Fprintln(&h, l)
		}
		for i, n := range b.names {
			offset = quant.Pad(offset, alignment)
			fmt.Fprintf(&h, "array %s: %09d %d\n", n, offset, len(b.data[i]))
			offset += len(b.data[i])
		}
		fmt.Fprintln(&h, "end")
		return h.Bytes()
	}
	out := text(len(text(0)))
	for _, d := range b.data {
		for len(out)%alignment != 0 {
			out = append(out, 0)
		}
		out = append(out, d...)
	}
	return out
}
