package quant

// Cell steps the recurrent cell of one sequence once: an LSTM with coupled
// input and forget gates (CIFG; Greff et al. 2017, "LSTM: A Search Space
// Odyssey"), whose state stays in the range of its candidate:
//
//	zi = zx[j]     + float32(acc[j])*scale[j]          input gate
//	zg = zx[H+j]   + float32(acc[H+j])*scale[H+j]      candidate
//	zo = zx[2*H+j] + float32(acc[2*H+j])*scale[2*H+j]  output gate
//	c[j]  = c[j] + Sig(zi)*(Th(zg)-c[j])
//	hq[j] = Quantize(Sig(zo) * c[j])
//
// H is len(c), a multiple of 16. zx holds what the input contributes, acc what
// the state before does (the sums of Matrix.Mul), scale turns these into
// floats; all three have 3*H elements. hq receives H activations.
//
// With P/Q for Sig(zi), N/R for Th(zg) and S/T for Sig(zo), numerators and
// denominators as Sig and Th compute them, and each operation rounded to
// single precision by itself, the order is
//
//	c = c + (P*(N-c*R))/(Q*R)
//	h = (S*c)/T
//
// which saves a division. A z that is NaN acts as one far below zero. c starts
// as zeros or anything else within ±1, where it stays; that all paths agree is
// promised for a c within ±1e6.
func Cell(zx []float32, acc []int32, scale, c []float32, hq []uint8) {
	h := len(c)
	if h%Lane != 0 {
		panic("quant: Cell: number of units is not a multiple of 16")
	}
	need("Cell", "zx", len(zx), 3*h)
	need("Cell", "acc", len(acc), 3*h)
	need("Cell", "scale", len(scale), 3*h)
	need("Cell", "hq", len(hq), h)
	if h > 0 {
		cell(zx, acc, scale, c, hq)
	}
}

// Tanh sets dst[j] = Quantize(Th(z[j])) for each j below len(z).
func Tanh(dst []uint8, z []float32) {
	need("Tanh", "dst", len(dst), len(z))
	whole := len(z) / Lane * Lane
	if whole > 0 {
		tanh(dst[:whole], z[:whole])
	}
	tanhPortable(dst[whole:], z[whole:])
}

// Th is the activation that takes the place of tanh: a rational function that
// meets ±1 with slope 0 at ±3 and is constant beyond (near there, rounding can
// carry it past ±1 by its last bit). NaN counts as -3.
//
//	x = x > -3 ? x : -3;  x = x < 3 ? x : 3;  s = x*x
//	Th = (x*(27+s)) / (27+9*s)
func Th(x float32) float32 {
	n, d := thParts(x)
	return n / d
}

func thParts(x float32) (numerator, denominator float32) {
	if !(x > -3) {
		x = -3
	}
	if !(x < 3) {
		x = 3
	}
	s := float32(x * x)
	return float32(x * (27 + s)), 27 + float32(9*s)
}

// Sig is the gate that belongs to Th: 0.5 + 0.5*Th(0.5*x), which is
//
//	x = x > -6 ? x : -6;  x = x < 6 ? x : 6;  w = x+6
//	Sig = ((w*w)*w) / (432+36*(x*x))
func Sig(x float32) float32 {
	n, d := sigParts(x)
	return n / d
}

func sigParts(x float32) (numerator, denominator float32) {
	if !(x > -6) {
		x = -6
	}
	if !(x < 6) {
		x = 6
	}
	w := float32(x + 6)
	return float32(float32(w*w) * w), 432 + float32(36*float32(x*x))
}

// roundEven added to and taken from a float32 below 2^22 rounds it to the
// nearest integer, to even when two are equally near.
const roundEven = 3 << 22

// Quantize maps h in [-1, 1] to an activation: 128 plus 127*h rounded to the
// nearest integer, to even when two are equally near; what lies outside is
// clamped to 1 and 255, NaN gives 1.
func Quantize(h float32) uint8 {
	t := float32(h * 127)
	if !(t > -127) {
		t = -127
	}
	if !(t < 127) {
		t = 127
	}
	t = float32(t + roundEven)
	return uint8(int32(t-roundEven) + 128)
}
