package quant

import (
	"encoding/binary"
	"errors"
	"fmt"
	"unsafe"
)

// block is how many tiles of Lane outputs lie interleaved: 64 outputs, the
// width of the widest kernel.
const block = 4

// maxInputs keeps 255*64*K well inside an int32.
const maxInputs = 1 << 16

// Matrix is N outputs by K inputs of int8 weights over bytes packed by Pack,
// which it uses in place.
//
// The packed form is made of tiles of 16 outputs by 4 inputs, 64 bytes, the
// four inputs of an output side by side. Four tiles of neighbouring outputs
// and the same inputs follow each other (fewer in the last block when the
// outputs don't fill it), then the next four inputs of the same outputs, then
// the next block of 64 outputs. Rows and columns of padding are zero.
type Matrix struct {
	N, K   int     // outputs and inputs
	packed []int8  // Pad(N, 16) * Pad(K, 4) weights
	zero   []int32 // per output, -128 times the sum of its weights
}

// NPad is the distance between rows of the result: N rounded up to 16.
func (m Matrix) NPad() int { return Pad(m.N, Lane) }

// KPad is the distance between rows of the input: K rounded up to 4.
func (m Matrix) KPad() int { return Pad(m.K, 4) }

// PackedLen is the number of bytes of a packed matrix of n outputs and k
// inputs.
func PackedLen(n, k int) int { return Pad(n, Lane) * Pad(k, 4) }

// offset is where the weight of output j and input k lies in the packed form
// of a matrix with n outputs and k inputs, both padded.
func offset(npad, kpad, j, k int) int {
	tile := j / Lane
	first := tile / block * block
	width := min(block, npad/Lane-first)
	return first*Lane*kpad + (k/4*width+tile-first)*Lane*4 + j%Lane*4 + k%4
}

// Pack brings n*k weights, row by row (one row per output), into the form that
// View reads. It panics when n or k is not positive, when rowMajor has another
// length, or when a weight is outside [-64, 63].
func Pack(n, k int, rowMajor []int8) []int8 {
	if n < 1 || k < 1 || k > maxInputs || len(rowMajor) != n*k {
		panic(fmt.Sprintf("quant: Pack: %d weights for %d outputs by %d inputs", len(rowMajor), n, k))
	}
	npad, kpad := Pad(n, Lane), Pad(k, 4)
	packed := make([]int8, npad*kpad)
	for i, w := range rowMajor {
		if w < -64 || w > 63 {
			panic(fmt.Sprintf("quant: Pack: weight %d of output %d, input %d is outside [-64, 63]", w, i/k, i%k))
		}
		packed[offset(npad, kpad, i/k, i%k)] = w
	}
	return packed
}

// View makes a matrix over packed bytes, which it keeps and never changes. It
// reads them once, for their range and the sums of the rows.
func View(n, k int, packed []int8) (Matrix, error) {
	if n < 1 || k < 1 || k > maxInputs || n > maxInputs {
		return Matrix{}, fmt.Errorf("quant: view matrix: %d outputs by %d inputs: want 1 to %d of each", n, k, maxInputs)
	}
	if want := PackedLen(n, k); len(packed) != want {
		return Matrix{}, fmt.Errorf("quant: view matrix: %d packed bytes for %d outputs by %d inputs, want %d", len(packed), n, k, want)
	}
	if !inRange(packed) {
		return Matrix{}, errors.New("quant: view matrix: a weight is outside [-64, 63]: not made by Pack, or damaged")
	}
	m := Matrix{N: n, K: k, packed: packed, zero: make([]int32, Pad(n, Lane))}
	m.sum()
	return m, nil
}

// Bytes returns b as int8, in place: the weights of an embedded model file.
func Bytes(b []byte) []int8 {
	return unsafe.Slice((*int8)(unsafe.Pointer(unsafe.SliceData(b))), len(b))
}

// inRange reports whether every weight lies in [-64, 63]: whether the two
// highest bits of each byte agree. Packed bytes come in multiples of 64.
func inRange(packed []int8) bool {
	b := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(packed))), len(packed))
	var bad uint64
	for ; len(b) >= 8; b = b[8:] {
		w := binary.LittleEndian.Uint64(b)
		bad |= w ^ w<<1
	}
	return bad&0x8080808080808080 == 0
}

// sum fills zero. With activations that all are 1 and no zero point, the
// product is the sum of the weights.
func (m Matrix) sum() {
	ones := make([]uint8, m.KPad())
	for i := range ones {
		ones[i] = 1
	}
	sums := make([]int32, len(m.zero))
	multiply(m, sums, ones, 1, nil, nil)
	for j, s := range sums {
		m.zero[j] = -128 * s
	}
}

// Mul multiplies rows of activations with the matrix:
//
//	dst[r*NPad+j] = Σ_k (x[r*KPad+k] - 128) * w[j][k]
//
// exactly. What stands in the padding of x is of no consequence; the padding
// of dst becomes 0.
func (m Matrix) Mul(dst []int32, x []uint8, rows int) {
	if !m.check("Mul", len(dst), len(x), rows) {
		return
	}
	multiply(m, dst, x, rows, nil, nil)
}

// MulAffine multiplies as Mul does and maps each sum to a float:
//
//	dst[r*NPad+j] = float32(sum)*scale[j] + bias[j]
//
// The conversion, the product and the sum are each rounded to single
// precision. scale and bias have NPad elements.
func (m Matrix) MulAffine(dst []float32, x []uint8, rows int, scale, bias []float32) {
	if !m.check("MulAffine", len(dst), len(x), rows) {
		return
	}
	need("MulAffine", "scale", len(scale), m.NPad())
	need("MulAffine", "bias", len(bias), m.NPad())
	// The kernels turn the sums into floats where they stand.
	sums := unsafe.Slice((*int32)(unsafe.Pointer(unsafe.SliceData(dst))), len(dst))
	multiply(m, sums, x, rows, scale, bias)
}

// check panics on wrong lengths and reports whether there is anything to do.
func (m Matrix) check(op string, dst, x, rows int) bool {
	if rows < 0 {
		panic("quant: " + op + ": negative number of rows")
	}
	if len(m.packed) == 0 {
		panic("quant: " + op + ": matrix without weights: make it with View")
	}
	// Division, because a product with a huge number of rows could overflow.
	if dst/m.NPad() < rows {
		panic(fmt.Sprintf("quant: %s: dst has %d elements, too few for %d rows of %d", op, dst, rows, m.NPad()))
	}
	if x/m.KPad() < rows {
		panic(fmt.Sprintf("quant: %s: x has %d elements, too few for %d rows of %d", op, x, rows, m.KPad()))
	}
	return rows > 0
}
