package quant

import (
	"math"
)

// depth is how many inputs multiplyPortable unpacks at a time.
const depth = 64

// multiplyPortable is multiply in plain Go. It multiplies two weights at once:
// a word holds w[j] + w[j+8]<<32, and a sum of such words times inputs holds
// both sums, as long as the lower one fits an int32.
func multiplyPortable(m Matrix, dst []int32, x []uint8, rows int, scale, bias []float32) {
	npad, kpad := m.NPad(), m.KPad()
	var pairs [depth][Lane / 2]int64
	for j := 0; j < npad; j += Lane {
		for r := range rows {
			copy(dst[r*npad+j:][:Lane], m.zero[j:])
		}
		for k := 0; k < kpad; k += depth {
			n := min(depth, kpad-k)
			m.unpack(pairs[:n], j, k)
			for r := range rows {
				addPairs((*[Lane]int32)(dst[r*npad+j:]), pairs[:n], x[r*kpad+k:])
			}
		}
		for r := 0; r < rows && scale != nil; r++ {
			affine((*[Lane]int32)(dst[r*npad+j:]), (*[Lane]float32)(scale[j:]), (*[Lane]float32)(bias[j:]))
		}
	}
}

// unpack sets pairs to the weights of the 16 outputs from j on and the inputs
// from k on.
func (m Matrix) unpack(pairs [][Lane / 2]int64, j, k int) {
	npad, kpad := m.NPad(), m.KPad()
	at, step := offset(npad, kpad, j, k), offset(npad, kpad, j, 4)-offset(npad, kpad, j, 0)
	for ; len(pairs) >= 4; pairs, at = pairs[4:], at+step {
		w, four := (*[Lane * 4]int8)(m.packed[at:]), (*[4][Lane / 2]int64)(pairs)
		for p := range Lane / 2 {
			for i := range 4 {
				four[i][p] = int64(w[4*p+i]) + int64(w[4*p+Lane*2+i])<<32
			}
		}
	}
}

// addPairs adds the products of one row of inputs to its 16 sums.
func addPairs(sums *[Lane]int32, pairs [][Lane / 2]int64, x []uint8) {
	x = x[:len(pairs)]
	var s0, s1, s2, s3, s4, s5, s6, s7 int64
	for i := range pairs {
		p, v := &pairs[i], int64(x[i])
		s0 += v * p[0]
		s1 += v * p[1]
		s2 += v * p[2]
		s3 += v * p[3]
		s4 += v * p[4]
		s5 += v * p[5]
		s6 += v * p[6]
		s7 += v * p[7]
	}
	for i, s := range [Lane / 2]int64{s0, s1, s2, s3, s4, s5, s6, s7} {
		low := int32(s)
		sums[i] += low
		sums[i+Lane/2] += int32((s - int64(low)) >> 32)
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
