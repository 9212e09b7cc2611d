package quant

// maxDepth keeps sums of products of values within ±2047 inside an int32.
const maxDepth = 512

// Dots computes all dot products between n rows of a and m rows of b, each of
// d values:
//
//	dst[i*m+j] = Σ_k a[i*d+k] * b[j*d+k]
//
// d is a multiple of 16, at most 512. The sums are exact when the values lie
// within ±2047, as Round16 makes them; otherwise they wrap.
func Dots(dst []int32, a, b []int16, n, m, d int) {
	if n < 0 || m < 0 || d < 16 || d%16 != 0 || d > maxDepth {
		panic("quant: Dots: depth is not a multiple of 16 up to 512, or a negative number of rows")
	}
	if len(a)/d < n || len(b)/d < m {
		panic("quant: Dots: a or b has fewer rows than it should")
	}
	if n == 0 || m == 0 {
		return
	}
	if len(dst)/m < n {
		panic("quant: Dots: dst is too short")
	}
	dots(dst, a, b, n, m, d)
}

// Round16 sets dst[i] to x[i]*scale, rounded to the nearest integer (to even
// when two are equally near) and clamped to ±2047, for each i below len(x).
// NaN gives -2047.
func Round16(dst []int16, x []float32, scale float32) {
	need("Round16", "dst", len(dst), len(x))
	whole := len(x) / Lane * Lane
	if whole > 0 {
		round16(dst[:whole], x[:whole], scale)
	}
	round16Portable(dst[whole:], x[whole:], scale)
}

// maxRows keeps sums of int8 inside an int16.
const maxRows = 255

// SumQ adds rows of int8 values, as of an embedding, and makes activations of
// the sums: s is divided by 2^shift, rounded (halves upwards), clamped to
// [-127, 127], and 128 is added. Each row has at least len(dst) values; at
// most 255 rows; shift at most 7.
func SumQ(dst []uint8, shift uint, rows ...[]int8) {
	if len(rows) > maxRows || shift > 7 {
		panic("quant: SumQ: more than 255 rows or a shift above 7")
	}
	for _, row := range rows {
		need("SumQ", "a row", len(row), len(dst))
	}
	whole := len(dst) / Lane * Lane
	if whole > 0 && len(rows) > 0 {
		sumQ(dst[:whole], shift, rows)
	} else {
		whole = 0
	}
	sumQPortable(dst, shift, rows, whole)
}
