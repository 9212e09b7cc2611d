package quant

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// along runs f once for each path that this processor has.
func along[T any](f func() T) (results []T, paths []path) {
	defer func(was path) { active = was }(active)
	for p := portable; p <= fastest(); p++ {
		active = p
		results, paths = append(results, f()), append(paths, p)
	}
	return results, paths
}

// same fails when the paths differ in what f returns, and returns it.
func same[E comparable](t interface{ Fatalf(string, ...any) }, what string, f func() []E) []E {
	results, paths := along(f)
	for i, got := range results {
		if !slices.Equal(got, results[0]) {
			at := 0
			for at < len(got) && got[at] == results[0][at] {
				at++
			}
			t.Fatalf("%s: %v differs from %v at %d of %d: %v, %v", what, paths[i], paths[0], at, len(got), got[at], results[0][at])
		}
	}
	return results[0]
}

// bits makes floats comparable.
func bits(v []float32) []uint32 {
	b := make([]uint32, len(v))
	for i, x := range v {
		b[i] = math.Float32bits(x)
	}
	return b
}

func fill[E any](n int, value func() E) []E {
	s := make([]E, n)
	for i := range s {
		s[i] = value()
	}
	return s
}

// A kind of values to fill a matrix and its inputs with.
var kinds = []struct {
	name   string
	weight func(*rand.Rand) int8
	input  func(*rand.Rand) uint8
}{
	{"random", func(r *rand.Rand) int8 { return int8(r.IntN(127) - 63) }, func(r *rand.Rand) uint8 { return uint8(1 + r.IntN(255)) }},
	{"highest", func(*rand.Rand) int8 { return 63 }, func(*rand.Rand) uint8 { return 255 }},
	{"lowest", func(*rand.Rand) int8 { return -64 }, func(*rand.Rand) uint8 { return 255 }},
	{"least input", func(*rand.Rand) int8 { return -64 }, func(*rand.Rand) uint8 { return 0 }},
	{"extremes", func(r *rand.Rand) int8 { return []int8{-64, 63}[r.IntN(2)] }, func(r *rand.Rand) uint8 { return []uint8{0, 255}[r.IntN(2)] }},
}

// product is Mul by its definition.
func product(n, k int, w []int8, x []uint8, rows int) []int32 {
	npad, kpad := Pad(n, Lane), Pad(k, 4)
	dst := make([]int32, rows*npad)
	for r := range rows {
		for j := range n {
			for i := range k {
				dst[r*npad+j] += (int32(x[r*kpad+i]) - 128) * int32(w[j*k+i])
			}
		}
	}
	return dst
}

func checkMul(t interface{ Fatalf(string, ...any) }, n, k, rows int, w []int8, x []uint8) {
	m, err := View(n, k, Pack(n, k, w))
	if err != nil {
		t.Fatalf("%v", err)
	}
	name := fmt.Sprintf("%d outputs, %d inputs, %d rows", n, k, rows)
	got := same(t, name, func() []int32 {
		dst := fill(rows*m.NPad()+3, func() int32 { return -7 })
		m.Mul(dst, x, rows)
		return dst
	})
	want := append(product(n, k, w, x, rows), -7, -7, -7)
	if !slices.Equal(got, want) {
		t.Fatalf("%s: got %v, want %v", name, got, want)
	}
}

func TestMul(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, kind := range kinds {
		for _, n := range []int{1, 16, 17, 48, 64, 65, 130, 192} {
			for _, k := range []int{1, 4, 5, 64, 127, 256} {
				for _, rows := range []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 13} {
					w := fill(n*k, func() int8 { return kind.weight(r) })
					x := fill(rows*Pad(k, 4), func() uint8 { return kind.input(r) })
					checkMul(t, n, k, rows, w, x)
				}
			}
		}
	}
}

func TestMulProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, k := rapid.IntRange(1, 200).Draw(t, "n"), rapid.IntRange(1, 300).Draw(t, "k")
		rows, seed := rapid.IntRange(1, 20).Draw(t, "rows"), rapid.Uint64().Draw(t, "seed")
		kind := kinds[rapid.IntRange(0, len(kinds)-1).Draw(t, "kind")]
		r := rand.New(rand.NewPCG(seed, 0))
		w := fill(n*k, func() int8 { return kind.weight(r) })
		x := fill(rows*Pad(k, 4), func() uint8 { return kind.input(r) })
		checkMul(t, n, k, rows, w, x)
	})
}

// The largest matrix that View takes must not overflow a sum.
func TestMulDeep(t *testing.T) {
	for _, c := range []struct {
		w int8
		x uint8
	}{{63, 255}, {-64, 255}, {63, 0}, {-64, 0}} {
		w := fill(maxInputs, func() int8 { return c.w })
		x := fill(5*maxInputs, func() uint8 { return c.x })
		checkMul(t, 1, maxInputs, 5, w, x)
	}
}

func TestMulAffine(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{1, 16, 64, 80, 130} {
		for _, rows := range []int{1, 2, 4, 7, 9} {
			const k = 96
			w := fill(n*k, func() int8 { return int8(r.IntN(127) - 63) })
			x := fill(rows*k, func() uint8 { return uint8(1 + r.IntN(255)) })
			m, err := View(n, k, Pack(n, k, w))
			if err != nil {
				t.Fatal(err)
			}
			npad := m.NPad()
			scale := fill(npad, func() float32 { return float32(r.NormFloat64() * 1e-3) })
			bias := fill(npad, func() float32 { return float32(r.NormFloat64()) })
			got := same(t, "affine", func() []uint32 {
				dst := make([]float32, rows*npad)
				m.MulAffine(dst, x, rows, scale, bias)
				return bits(dst)
			})
			for i, s := range product(n, k, w, x, rows) {
				// In double precision the product is exact, so rounding it
				// gives what one multiplication in single precision gives.
				p := float32(float64(float32(s)) * float64(scale[i%npad]))
				want := float32(float64(p) + float64(bias[i%npad]))
				if got[i] != math.Float32bits(want) {
					t.Fatalf("%d outputs, element %d: got %v, want %v", n, i, math.Float32frombits(got[i]), want)
				}
			}
		}
	}
}

// hard is floats that are likely to be treated differently.
var hard = []float32{
	0, float32(math.Copysign(0, -1)), 1, -1, 3, -3, 6, -6, 2.9999998, -2.9999998, 5.9999995,
	float32(math.Inf(1)), float32(math.Inf(-1)), float32(math.NaN()), -float32(math.NaN()),
	math.MaxFloat32, -math.MaxFloat32, math.SmallestNonzeroFloat32, 1e-39, -1e-39, 1e20, -1e20, 0.5, -0.5,
}

func anyFloat(r *rand.Rand) float32 {
	if r.IntN(4) == 0 {
		return hard[r.IntN(len(hard))]
	}
	return float32(r.NormFloat64() * 2)
}

func TestCell(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for round := range 400 {
		h := Lane * (1 + round%12)
		zx := fill(3*h, func() float32 { return anyFloat(r) })
		acc := fill(3*h, func() int32 { return int32(r.IntN(400001) - 200000) })
		scale := fill(3*h, func() float32 { return float32(r.NormFloat64() * 1e-5) })
		if round%4 == 3 {
			acc = fill(3*h, func() int32 { return int32(r.Uint32()) })
			scale = fill(3*h, func() float32 { return anyFloat(r) })
		}
		start := fill(h, func() float32 { return float32(r.Float64()*2 - 1) })
		same(t, "cell", func() []uint32 {
			c, hq := slices.Clone(start), make([]uint8, h+1)
			for range 3 {
				Cell(zx, acc, scale, c, hq)
			}
			result := bits(c)
			for _, q := range hq {
				result = append(result, uint32(q))
			}
			return result
		})
	}
}

// The cell by its definition in double precision: close, and never outside
// the range of its candidate.
func TestCellMeaning(t *testing.T) {
	th := func(x float64) float64 {
		x = min(max(x, -3), 3)
		return x * (27 + x*x) / (27 + 9*x*x)
	}
	sig := func(x float64) float64 { return 0.5 + 0.5*th(0.5*x) }
	r := rand.New(rand.NewPCG(7, 8))
	const h = 64
	zx := fill(3*h, func() float32 { return float32(r.NormFloat64() * 3) })
	acc := fill(3*h, func() int32 { return int32(r.IntN(20001) - 10000) })
	scale := fill(3*h, func() float32 { return 1e-4 })
	c, hq := make([]float32, h), make([]uint8, h)
	want := make([]float64, h)
	for step := range 50 {
		Cell(zx, acc, scale, c, hq)
		for j := range want {
			z := func(j int) float64 { return float64(zx[j]) + float64(acc[j])*1e-4 }
			want[j] += sig(z(j)) * (th(z(h+j)) - want[j])
			if math.Abs(want[j]-float64(c[j])) > 1e-5 || math.Abs(float64(c[j])) > 1+1e-6 {
				t.Fatalf("step %d, unit %d: state %v, want %v", step, j, c[j], want[j])
			}
			if q := 128 + 127*sig(z(2*h+j))*want[j]; math.Abs(q-float64(hq[j])) > 0.501 {
				t.Fatalf("step %d, unit %d: activation %d, want %v", step, j, hq[j], q)
			}
		}
	}
}

func TestTanh(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for n := range 70 {
		z := fill(n, func() float32 { return anyFloat(r) })
		got := same(t, "tanh", func() []uint8 {
			dst := make([]uint8, n+1)
			Tanh(dst, z)
			return dst
		})
		for i, x := range z {
			if want := Quantize(Th(x)); got[i] != want {
				t.Fatalf("Tanh(%v) = %d, want %d", x, got[i], want)
			}
		}
	}
}

func TestActivations(t *testing.T) {
	nan := float32(math.NaN())
	for _, c := range []struct{ x, th, sig float32 }{
		{0, 0, 0.5}, {3, 1, 0.5 + 0.5*1.5*29.25/47.25}, {-3, -1, 0.5 - 0.5*1.5*29.25/47.25},
		{6, 1, 1}, {-6, -1, 0}, {nan, -1, 0}, {float32(math.Inf(1)), 1, 1},
	} {
		if got := Th(c.x); got != c.th {
			t.Errorf("Th(%v) = %v, want %v", c.x, got, c.th)
		}
		if got := Sig(c.x); math.Abs(float64(got-c.sig)) > 1e-6 {
			t.Errorf("Sig(%v) = %v, want %v", c.x, got, c.sig)
		}
	}
	for x := float32(-3.1); x < 3.1; x += 0.0007 {
		if y := Th(x); math.Abs(float64(y)) > 1+2e-7 || math.Abs(float64(y)-math.Tanh(float64(x))) > 0.025 {
			t.Fatalf("Th(%v) = %v", x, y)
		}
	}
	for _, c := range []struct {
		h    float32
		want uint8
	}{{0, 128}, {1, 255}, {-1, 1}, {2, 255}, {-2, 1}, {nan, 1}, {0.5 / 127, 128}, {1.5 / 127, 130}, {-0.5 / 127, 128}} {
		if got := Quantize(c.h); got != c.want {
			t.Errorf("Quantize(%v) = %d, want %d", c.h, got, c.want)
		}
	}
}

func TestDots(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	value := func() int16 { return int16(r.IntN(4095) - 2047) }
	extreme := func() int16 { return []int16{2047, -2047}[r.IntN(2)] }
	for _, of := range []func() int16{value, extreme, func() int16 { return 2047 }, func() int16 { return -32768 }} {
		for _, d := range []int{16, 48, 128, 256} {
			for n := range 6 {
				for m := range 10 {
					a, b := fill(n*d, of), fill(m*d, of)
					got := same(t, "dots", func() []int32 {
						dst := fill(n*m+1, func() int32 { return -7 })
						Dots(dst, a, b, n, m, d)
						return dst
					})
					for i := range n * m {
						var want int32
						for k := range d {
							want += int32(a[i/m*d+k]) * int32(b[i%m*d+k])
						}
						if got[i] != want {
							t.Fatalf("%d x %d, depth %d: element %d is %d, want %d", n, m, d, i, got[i], want)
						}
					}
					if got[n*m] != -7 {
						t.Fatal("wrote past the result")
					}
				}
			}
		}
	}
}

func TestRound16(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	for n := range 70 {
		for _, scale := range []float32{1, 300, 0.5} {
			x := fill(n, func() float32 { return anyFloat(r) })
			got := same(t, "round16", func() []int16 {
				dst := make([]int16, n+1)
				Round16(dst, x, scale)
				return dst
			})
			for i, v := range x {
				want := math.RoundToEven(max(-2047, min(2047, float64(v*scale))))
				if v != v {
					want = -2047
				}
				if float64(got[i]) != want {
					t.Fatalf("%v*%v rounds to %d, want %v", v, scale, got[i], want)
				}
			}
		}
	}
}

func TestSumQ(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	kinds := []func() int8{
		func() int8 { return int8(r.IntN(255) - 127) }, func() int8 { return -128 }, func() int8 { return 127 },
	}
	for _, n := range []int{0, 1, 15, 16, 32, 64, 100} {
		for _, count := range []int{0, 1, 2, 7, maxRows} {
			for shift := range uint(8) {
				for _, of := range kinds {
					rows := fill(count, func() []int8 { return fill(n, of) })
					got := same(t, "sumq", func() []uint8 {
						dst := make([]uint8, n)
						SumQ(dst, shift, rows...)
						return dst
					})
					for j, q := range got {
						sum := 0
						for _, row := range rows {
							sum += int(row[j])
						}
						want := 128 + min(max(math.Floor(float64(sum)/float64(int(1)<<shift)+0.5), -127), 127)
						if shift == 0 {
							want = 128 + float64(min(max(sum, -127), 127))
						}
						if float64(q) != want {
							t.Fatalf("%d rows, shift %d: sum %d gives %d, want %v", count, shift, sum, q, want)
						}
					}
				}
			}
		}
	}
}

func TestView(t *testing.T) {
	packed := Pack(3, 5, make([]int8, 15))
	for _, c := range []struct {
		n, k int
		in   []int8
		want string
	}{
		{3, 5, packed[1:], "127 packed bytes for 3 outputs by 5 inputs, want 128"},
		{0, 5, packed, "0 outputs"},
		{3, maxInputs + 1, packed, "outputs by"},
		{3, 5, append(slices.Clone(packed[:127]), 64), "outside [-64, 63]"},
		{3, 5, append([]int8{-65}, packed[1:]...), "outside [-64, 63]"},
	} {
		if _, err := View(c.n, c.k, c.in); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("View(%d, %d, %d bytes): error %v, want one about %q", c.n, c.k, len(c.in), err, c.want)
		}
	}
}

func TestMistakesPanic(t *testing.T) {
	m, err := View(20, 6, Pack(20, 6, make([]int8, 120)))
	if err != nil {
		t.Fatal(err)
	}
	i32 := func(n int) []int32 { return make([]int32, n) }
	f32 := func(n int) []float32 { return make([]float32, n) }
	i16 := func(n int) []int16 { return make([]int16, n) }
	u8 := func(n int) []uint8 { return make([]uint8, n) }
	for name, f := range map[string]func(){
		"Pack length":      func() { Pack(2, 2, make([]int8, 3)) },
		"Pack range":       func() { Pack(1, 1, []int8{64}) },
		"Mul no matrix":    func() { Matrix{}.Mul(i32(9), u8(9), 1) },
		"Mul dst":          func() { m.Mul(i32(63), u8(16), 2) },
		"Mul x":            func() { m.Mul(i32(64), u8(15), 2) },
		"Mul rows":         func() { m.Mul(i32(64), u8(15), -1) },
		"Mul huge rows":    func() { m.Mul(i32(64), u8(15), math.MaxInt) },
		"MulAffine scale":  func() { m.MulAffine(f32(64), u8(16), 2, f32(31), f32(32)) },
		"MulAffine bias":   func() { m.MulAffine(f32(64), u8(16), 2, f32(32), f32(31)) },
		"MulAffine no fit": func() { m.MulAffine(f32(64), u8(16), 2, nil, nil) },
		"Cell units":       func() { Cell(f32(48), i32(48), f32(48), f32(15), u8(16)) },
		"Cell zx":          func() { Cell(f32(47), i32(48), f32(48), f32(16), u8(16)) },
		"Cell acc":         func() { Cell(f32(48), i32(47), f32(48), f32(16), u8(16)) },
		"Cell scale":       func() { Cell(f32(48), i32(48), f32(47), f32(16), u8(16)) },
		"Cell hq":          func() { Cell(f32(48), i32(48), f32(48), f32(16), u8(15)) },
		"Tanh":             func() { Tanh(u8(15), f32(16)) },
		"Dots depth":       func() { Dots(i32(9), i16(24), i16(24), 1, 1, 24) },
		"Dots a":           func() { Dots(i32(9), i16(31), i16(32), 2, 2, 16) },
		"Dots b":           func() { Dots(i32(9), i16(32), i16(31), 2, 2, 16) },
		"Dots dst":         func() { Dots(i32(3), i16(32), i16(32), 2, 2, 16) },
		"Round16":          func() { Round16(i16(15), f32(16), 1) },
		"SumQ row":         func() { SumQ(u8(16), 0, make([]int8, 15)) },
		"SumQ shift":       func() { SumQ(u8(16), 8, make([]int8, 16)) },
		"SumQ rows":        func() { SumQ(u8(0), 0, make([][]int8, maxRows+1)...) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if what := fmt.Sprint(recover()); !strings.Contains(what, "quant: "+strings.Fields(name)[0]) {
					t.Errorf("panic %q does not name the function", what)
				}
			}()
			f()
		})
	}
}
