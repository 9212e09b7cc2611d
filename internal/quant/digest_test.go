package quant

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math/rand/v2"
	"slices"
	"testing"
)

// everything is the bytes of what all functions give for values drawn from
// seed: the same on every path, processor and architecture.
func everything(seed uint64) []byte {
	r := rand.New(rand.NewPCG(seed, 0))
	float := func() float32 { return float32(r.IntN(1<<20)-1<<19) / (1 << 17) }
	n, k, rows, h := 1+r.IntN(150), 1+r.IntN(150), 1+r.IntN(9), Lane*(1+r.IntN(6))
	m, err := View(n, k, Pack(n, k, fill(n*k, func() int8 { return int8(r.IntN(127) - 63) })))
	if err != nil {
		panic(err)
	}
	x := fill(rows*m.KPad(), func() uint8 { return uint8(r.IntN(256)) })
	var out []byte
	add := func(v any) { out, _ = binary.Append(out, binary.LittleEndian, v) }

	sums, floats := make([]int32, rows*m.NPad()), make([]float32, rows*m.NPad())
	m.Mul(sums, x, rows)
	m.MulAffine(floats, x, rows, fill(m.NPad(), float), fill(m.NPad(), float))
	add(sums)
	add(floats)

	c, hq := fill(h, func() float32 { return float() / 4 }), make([]uint8, h)
	zx, scale := fill(3*h, float), fill(3*h, func() float32 { return float() / 4096 })
	for range 3 {
		Cell(zx, fill(3*h, func() int32 { return int32(r.IntN(20001) - 10000) }), scale, c, hq)
		add(c)
		add(hq)
	}
	z, quantized, rounded := fill(100, float), make([]uint8, 100), make([]int16, 128)
	Tanh(quantized, z)
	add(quantized)
	SumQ(quantized, 1, fill(100, func() int8 { return int8(r.IntN(256) - 128) }), fill(100, func() int8 { return int8(r.IntN(256) - 128) }))
	add(quantized)
	Round16(rounded, fill(128, float), 300)
	add(rounded)
	dot := make([]int32, 16)
	Dots(dot, rounded, rounded, 4, 4, 32)
	add(dot)
	return out
}

// The digest stands for the meaning of the arithmetic. A model trained before
// it changes has to be measured anew.
func TestEverywhereTheSame(t *testing.T) {
	const want = "2b782c2bb005a2f4c988c8416d5ba1bc35143afb7c77386a5f53ae998e5d5b57"
	got := same(t, "digest", func() []byte {
		digest := sha256.New()
		for seed := range uint64(50) {
			digest.Write(everything(seed))
		}
		return digest.Sum(nil)
	})
	if hex.EncodeToString(got) != want {
		t.Errorf("digest of all results is %x, want %s", got, want)
	}
}

func FuzzPaths(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(func(t *testing.T, seed uint64) {
		same(t, "all functions", func() []byte { return everything(seed) })
	})
}

// FuzzMul takes the values of the weights and inputs from the fuzzer.
func FuzzMul(f *testing.F) {
	f.Add(uint8(17), uint8(5), []byte("weights and inputs, in this order"))
	f.Add(uint8(70), uint8(2), slices.Repeat([]byte{0x40, 0xff, 0x3f, 0x00}, 100))
	f.Fuzz(func(t *testing.T, n, rows uint8, data []byte) {
		outputs, r := 1+int(n), 1+int(rows)%9
		k := len(data) / (outputs + r)
		if k == 0 {
			return
		}
		w := make([]int8, outputs*k)
		for i := range w {
			w[i] = int8(data[i]<<1) >> 1
		}
		x := make([]uint8, r*Pad(k, 4))
		copy(x, data[len(w):])
		checkMul(t, outputs, k, r, w, x)
	})
}

func TestNothingIsAllocated(t *testing.T) {
	m, err := View(80, 64, Pack(80, 64, make([]int8, 80*64)))
	if err != nil {
		t.Fatal(err)
	}
	ints, floats, bytes, shorts := make([]int32, 800), make([]float32, 800), make([]uint8, 800), make([]int16, 800)
	other, more, weights := make([]float32, 800), make([]float32, 800), make([]int8, 64)
	along(func() int {
		n := testing.AllocsPerRun(10, func() {
			m.Mul(ints, bytes, 5)
			m.MulAffine(floats, bytes, 5, other, more)
			Cell(floats, ints, other, more[:48], bytes)
			Tanh(bytes, floats[:50])
			Round16(shorts, floats, 1)
			Dots(ints, shorts, shorts, 5, 5, 64)
			SumQ(bytes[:40], 1, weights, weights)
		})
		if n != 0 {
			t.Errorf("%v: %v allocations", active, n)
		}
		return 0
	})
}
