package quant

import (
	"fmt"
	"testing"
)

// benchAlong runs a benchmark on every path of this processor; work is the
// number of units (as multiply-accumulates) in one run of f.
func benchAlong(b *testing.B, name, unit string, work int, f func()) {
	for p := portable; p <= fastest(); p++ {
		b.Run(name+"/"+p.String(), func(b *testing.B) {
			defer func(was path) { active = was }(active)
			active = p
			for b.Loop() {
				f()
			}
			b.ReportMetric(float64(work)*float64(b.N)/b.Elapsed().Seconds()/1e9, "G"+unit+"/s")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func BenchmarkMul(b *testing.B) {
	for _, c := range []struct{ n, k, rows int }{
		{384, 128, 1}, {384, 128, 8}, {384, 128, 24}, {384, 128, 64}, {1024, 384, 30}, {768, 256, 32}, {192, 256, 25}, {48, 128, 25},
	} {
		m, err := View(c.n, c.k, make([]int8, PackedLen(c.n, c.k)))
		if err != nil {
			b.Fatal(err)
		}
		dst, x := make([]int32, c.rows*m.NPad()), make([]uint8, c.rows*m.KPad())
		name := fmt.Sprintf("%dx%d/rows=%d", c.n, c.k, c.rows)
		benchAlong(b, name, "MAC", c.n*c.k*c.rows, func() { m.Mul(dst, x, c.rows) })
	}
}

func BenchmarkMulAffine(b *testing.B) {
	const n, k, rows = 384, 256, 24
	m, err := View(n, k, make([]int8, PackedLen(n, k)))
	if err != nil {
		b.Fatal(err)
	}
	dst, x, scale := make([]float32, rows*n), make([]uint8, rows*k), make([]float32, n)
	benchAlong(b, "384x256/rows=24", "MAC", n*k*rows, func() { m.MulAffine(dst, x, rows, scale, scale) })
}

func BenchmarkCell(b *testing.B) {
	const h = 128
	zx, acc, scale := make([]float32, 3*h), make([]int32, 3*h), make([]float32, 3*h)
	c, hq := make([]float32, h), make([]uint8, h)
	benchAlong(b, "128", "unit", h, func() { Cell(zx, acc, scale, c, hq) })
}

func BenchmarkTanh(b *testing.B) {
	z, dst := make([]float32, 4096), make([]uint8, 4096)
	benchAlong(b, "4096", "value", len(z), func() { Tanh(dst, z) })
}

func BenchmarkDots(b *testing.B) {
	const n, d = 25, 128
	dst, a := make([]int32, n*n), make([]int16, n*d)
	benchAlong(b, "25x25x128", "MAC", n*n*d, func() { Dots(dst, a, a, n, n, d) })
}

func BenchmarkRound16(b *testing.B) {
	x, dst := make([]float32, 4096), make([]int16, 4096)
	benchAlong(b, "4096", "value", len(x), func() { Round16(dst, x, 8) })
}

func BenchmarkSumQ(b *testing.B) {
	dst, rows := make([]uint8, 64), [][]int8{make([]int8, 64), make([]int8, 64), make([]int8, 64), make([]int8, 64)}
	benchAlong(b, "4x64", "value", 4*64, func() { SumQ(dst, 1, rows...) })
}
