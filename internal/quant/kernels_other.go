//go:build !amd64 || purego

package quant

func fastest() path { return portable }

func multiply(m Matrix, dst []int32, x []uint8, rows int, scale, bias []float32) {
	multiplyPortable(m, dst, x, rows, scale, bias)
}

func cell(zx []float32, acc []int32, scale, c []float32, hq []uint8) {
	cellPortable(zx, acc, scale, c, hq)
}

func tanh(dst []uint8, z []float32) { tanhPortable(dst, z) }

func dots(dst []int32, a, b []int16, n, m, d int) { dotsPortable(dst, a, b, n, m, d) }

func round16(dst []int16, x []float32, scale float32) { round16Portable(dst, x, scale) }

func sumQ(dst []uint8, shift uint, rows [][]int8) { sumQPortable(dst, shift, rows, 0) }
