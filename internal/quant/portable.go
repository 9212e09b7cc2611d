package quant

import (
	"math"
)

// multiplyPortable is multiply in plain Go.
func multiplyPortable(m Matrix, dst []int32, x []uint8, rows int, scale, bias []float32) {
	npad, kpad := m.NPad(), m.KPad()
	for first := 0; first < npad; first += block * Lane {
		width := min(block, (npad-first)/Lane)
		step := width * Lane * 4
		tiles := m.packed[first*kpad:]
		for t := range width {
			j := first + t*Lane
			for r := range rows {
				sums := (*[Lane]int32)(dst[r*npad+j:])
				*sums = *(*[Lane]int32)(m.zero[j:])
				multiplyTiles(sums, tiles[t*Lane*4:], x[r*kpad:(r+1)*kpad], step)
				if scale != nil {
					affine(sums, (*[Lane]float32)(scale[j:]), (*[Lane]float32)(bias[j:]))
				}
			}
		}
	}
}

// multiplyTiles adds one row times 16 outputs, whose tiles lie step bytes
// apart.
func multiplyTiles(sums *[Lane]int32, tiles []int8, x []uint8, step int) {
	for at := 0; len(x) >= 4; x, at = x[4:], at+step {
		x0, x1, x2, x3 := int32(x[0]), int32(x[1]), int32(x[2]), int32(x[3])
		w := (*[Lane * 4]int8)(tiles[at:])
		for j := range sums {
			sums[j] += x0*int32(w[4*j]) + x1*int32(w[4*j+1]) + x2*int32(w[4*j+2]) + x3*int32(w[4*j+3])
		}
	}
}

// affine turns sums into the bits of floats where they stand.
func affine(sums *[Lane]int32, scale, bias *[Lane]float32) {
	for j, s := range sums {
		sums[j] = int32(math.Float32bits(float32(float32(s)*scale[j]) + bias[j]))
	}
}

func cellPortable(zx []float32, acc []int32, scale, c []float32, hq []uint8) {
	h := len(c)
	z := func(j int) float32 { return zx[j] + float32(float32(acc[j])*scale[j]) }
	for j := range c {
		in, inUnder := sigParts(z(j))
		cand, candUnder := thParts(z(h + j))
		out, outUnder := sigParts(z(2*h + j))
		c[j] += float32(in*(cand-float32(c[j]*candUnder))) / float32(inUnder*candUnder)
		hq[j] = Quantize(float32(out*c[j]) / outUnder)
	}
}

func tanhPortable(dst []uint8, z []float32) {
	for j, v := range z {
		dst[j] = Quantize(Th(v))
	}
}

func dotsPortable(dst []int32, a, b []int16, n, m, d int) {
	for i := range n {
		p := a[i*d : (i+1)*d]
		for j := range m {
			q := b[j*d:][:len(p)]
			var sum int32
			for k, v := range p {
				sum += int32(v) * int32(q[k])
			}
			dst[i*m+j] = sum
		}
	}
}

func round16Portable(dst []int16, x []float32, scale float32) {
	for i, v := range x {
		t := float32(v * scale)
		if !(t > -2047) {
			t = -2047
		}
		if !(t < 2047) {
			t = 2047
		}
		t = float32(t + roundEven)
		dst[i] = int16(int32(t - roundEven))
	}
}

// sumQPortable does what SumQ says for the elements from first on.
func sumQPortable(dst []uint8, shift uint, rows [][]int8, first int) {
	half := int32(1) << shift >> 1
	for j := first; j < len(dst); j++ {
		s := half
		for _, row := range rows {
			s += int32(row[j])
		}
		dst[j] = uint8(min(max(s>>shift, -127), 127) + 128)
	}
}
