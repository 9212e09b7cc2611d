// Package quant holds the integer kernels on which the networks run: products
// of int8 matrices with uint8 activations, the recurrent cell between them,
// and int16 dot products for biaffine scores.
//
// An activation is a byte q+128 with q in [-127, 127]; a weight is an int8 in
// [-64, 63] (learners should keep to [-63, 63], which is symmetric). With
// that bound the sum of two products fits an int16, so that VPMADDUBSW never
// saturates and every path is exact.
//
// Three paths compute the same: AVX-512 VNNI and AVX2 on amd64, in assembly,
// and portable Go, which is the only one elsewhere and under the build tag
// purego. The path is chosen once, when the program starts; GODEBUG settings
// cpu.avx512f=off and cpu.avx2=off rule paths out. All results agree
// bit for bit: integers are exact, and floats are single precision, each
// multiplication, addition and division rounded by itself (no fused
// multiply-add), in the order that the functions document.
//
// Slices that are too short are mistakes of the caller and panic before any
// kernel runs; no kernel reads or writes outside its slices. A destination
// must not overlap a source. The functions keep no state and may be called
// from any number of goroutines.
package quant

import "strconv"

// A path is one way to compute, slowest first.
type path int

const (
	portable path = iota
	avx2
	vnni
)

func (p path) String() string {
	return [...]string{"portable", "avx2", "avx512-vnni"}[p]
}

// active is set once by the package's initialisation; only tests and
// benchmarks of this package change it.
var active = fastest()

// Path names the way this process computes: "avx512-vnni", "avx2" or
// "portable". Results don't depend on it, only speed does.
func Path() string { return active.String() }

// Lane is the number of outputs in one tile: Matrix pads N to a multiple of
// it, and Cell wants one of its number of units.
const Lane = 16

// Pad returns n rounded up to a multiple of to.
func Pad(n, to int) int { return (n + to - 1) / to * to }

// need panics when a slice called name has fewer than want elements.
func need(op, name string, have, want int) {
	if have < want {
		panic(shortError{op, name, have, want})
	}
}

// shortError is the panic of a caller's slice that is too short.
type shortError struct {
	op, name   string
	have, want int
}

func (e shortError) Error() string {
	return "quant: " + e.op + ": " + e.name + " has " + strconv.Itoa(e.have) +
		" elements, needs " + strconv.Itoa(e.want)
}
