package quant

import (
	"fmt"
	"math/rand/v2"
	"syscall"
	"testing"
	"unsafe"
)

// guarded returns n elements that end where readable memory ends (atEnd) or
// begin where it begins, so that a kernel that strays is killed.
func guarded[E any](t *testing.T, n int, atEnd bool) []E {
	t.Helper()
	var e E
	size, page := n*int(unsafe.Sizeof(e)), syscall.Getpagesize()
	inner := Pad(max(size, 1), page)
	mem, err := syscall.Mmap(-1, 0, inner+2*page, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		t.Skip("no memory map:", err)
	}
	t.Cleanup(func() { syscall.Munmap(mem) })
	for _, edge := range [][]byte{mem[:page], mem[page+inner:]} {
		if err := syscall.Mprotect(edge, syscall.PROT_NONE); err != nil {
			t.Skip("no memory protection:", err)
		}
	}
	first := page
	if atEnd {
		first += inner - size
	}
	return unsafe.Slice((*E)(unsafe.Pointer(&mem[first])), n)
}

func TestNothingOutsideIsTouched(t *testing.T) {
	r := rand.New(rand.NewPCG(17, 18))
	for _, atEnd := range []bool{false, true} {
		for round := range 12 {
			name := fmt.Sprintf("at end %v, round %d", atEnd, round)
			t.Run(name, func(t *testing.T) {
				along(func() int { touch(t, r, atEnd); return 0 })
			})
		}
	}
}

func touch(t *testing.T, r *rand.Rand, atEnd bool) {
	n, k, rows := 1+r.IntN(200), 1+r.IntN(90), 1+r.IntN(9)
	packed := guarded[int8](t, PackedLen(n, k), atEnd)
	copy(packed, Pack(n, k, make([]int8, n*k)))
	m, err := View(n, k, packed)
	if err != nil {
		t.Fatal(err)
	}
	floats := func(n int) []float32 { return guarded[float32](t, n, atEnd) }
	x := guarded[uint8](t, rows*m.KPad(), atEnd)
	m.Mul(guarded[int32](t, rows*m.NPad(), atEnd), x, rows)
	m.MulAffine(floats(rows*m.NPad()), x, rows, floats(m.NPad()), floats(m.NPad()))

	h := Lane * (1 + r.IntN(9))
	Cell(floats(3*h), guarded[int32](t, 3*h, atEnd), floats(3*h), floats(h), guarded[uint8](t, h, atEnd))

	v := r.IntN(70)
	Tanh(guarded[uint8](t, v, atEnd), floats(v))
	Round16(guarded[int16](t, v, atEnd), floats(v), 1)
	SumQ(guarded[uint8](t, v, atEnd), 1, guarded[int8](t, v, atEnd), guarded[int8](t, v, atEnd))

	a, b, d := r.IntN(6), r.IntN(10), 16*(1+r.IntN(6))
	Dots(guarded[int32](t, a*b, atEnd), guarded[int16](t, a*d, atEnd), guarded[int16](t, b*d, atEnd), a, b, d)
}
