//go:build !purego

package quant

import "golang.org/x/sys/cpu"

// fastest is the best path of this processor.
func fastest() path {
	x := &cpu.X86
	switch {
	case x.HasAVX2 && x.HasAVX512F && x.HasAVX512BW && x.HasAVX512VL && x.HasAVX512DQ && x.HasAVX512VNNI:
		return vnni
	case x.HasAVX2:
		return avx2
	}
	return portable
}

// multiply computes sums, or floats in their place when scale isn't nil. It
// goes block by block of outputs, so that the weights of a block stay in the
// nearest cache while the rows pass.
func multiply(m Matrix, dst []int32, x []uint8, rows int, scale, bias []float32) {
	if active == portable {
		multiplyPortable(m, dst, x, rows, scale, bias)
		return
	}
	npad, kpad := m.NPad(), m.KPad()
	for first := 0; first < npad; first += block * Lane {
		width := min(block, (npad-first)/Lane)
		w := m.packed[first*kpad:]
		if active == vnni && width == block {
			s, b := at(scale, first), at(bias, first)
			mulVNNI4(&dst[first], &x[0], &w[0], &m.zero[first], s, b, kpad/4, rows, npad)
			continue
		}
		for t := range width {
			j := first + t*Lane
			s, b := at(scale, j), at(bias, j)
			if active == vnni {
				mulVNNI1(&dst[j], &x[0], &w[t*Lane*4], &m.zero[j], s, b, kpad/4, rows, npad, width*Lane*4)
			} else {
				mulAVX2(&dst[j], &x[0], &w[t*Lane*4], &m.zero[j], s, b, kpad/4, rows, npad, width*Lane*4)
			}
		}
	}
}

// at is the address of v[i], nil when v is.
func at(v []float32, i int) *float32 {
	if v == nil {
		return nil
	}
	return &v[i]
}

func cell(zx []float32, acc []int32, scale, c []float32, hq []uint8) {
	switch active {
	case vnni:
		cellAVX512(&zx[0], &acc[0], &scale[0], &c[0], &hq[0], len(c))
	case avx2:
		cellAVX2(&zx[0], &acc[0], &scale[0], &c[0], &hq[0], len(c))
	default:
		cellPortable(zx, acc, scale, c, hq)
	}
}

func tanh(dst []uint8, z []float32) {
	switch active {
	case vnni:
		tanhAVX512(&dst[0], &z[0], len(z))
	case avx2:
		tanhAVX2(&dst[0], &z[0], len(z))
	default:
		tanhPortable(dst, z)
	}
}

func dots(dst []int32, a, b []int16, n, m, d int) {
	if active == portable {
		dotsPortable(dst, a, b, n, m, d)
		return
	}
	dotsAVX2(&dst[0], &a[0], &b[0], n, m, d)
}

func round16(dst []int16, x []float32, scale float32) {
	if active == portable {
		round16Portable(dst, x, scale)
		return
	}
	round16AVX2(&dst[0], &x[0], len(x), scale)
}

func sumQ(dst []uint8, shift uint, rows [][]int8) {
	if active == portable {
		sumQPortable(dst, shift, rows, 0)
		return
	}
	sumQAVX2(&dst[0], &rows[0], len(dst), len(rows), int(shift))
}

// mulVNNI4 multiplies rows with one block of 64 outputs: k4 groups of four
// inputs; npad elements between rows of dst; floats when scale isn't nil.
//
//go:noescape
func mulVNNI4(dst *int32, x *uint8, w *int8, zero *int32, scale, bias *float32, k4, rows, npad int)

// mulVNNI1 multiplies rows with one tile of 16 outputs, step bytes between
// its groups of inputs.
//
//go:noescape
func mulVNNI1(dst *int32, x *uint8, w *int8, zero *int32, scale, bias *float32, k4, rows, npad, step int)

// mulAVX2 does what mulVNNI1 does.
//
//go:noescape
func mulAVX2(dst *int32, x *uint8, w *int8, zero *int32, scale, bias *float32, k4, rows, npad, step int)

// cellAVX512 steps h units, a positive multiple of 16.
//
//go:noescape
func cellAVX512(zx *float32, acc *int32, scale, c *float32, hq *uint8, h int)

// cellAVX2 does what cellAVX512 does.
//
//go:noescape
func cellAVX2(zx *float32, acc *int32, scale, c *float32, hq *uint8, h int)

// tanhAVX512 maps n values, a positive multiple of 16.
//
//go:noescape
func tanhAVX512(dst *uint8, z *float32, n int)

// tanhAVX2 does what tanhAVX512 does.
//
//go:noescape
func tanhAVX2(dst *uint8, z *float32, n int)

// dotsAVX2 is Dots, for n and m positive.
//
//go:noescape
func dotsAVX2(dst *int32, a, b *int16, n, m, d int)

// round16AVX2 rounds n values, a positive multiple of 16.
//
//go:noescape
func round16AVX2(dst *int16, x *float32, n int, scale float32)

// sumQAVX2 sums the first n values of each of count rows; n is a positive
// multiple of 16.
//
//go:noescape
func sumQAVX2(dst *uint8, rows *[]int8, n, count, shift int)
