//go:build !purego

#include "textflag.h"

// Constants, eight times each: a register of AVX2.
#define SPREAD(at, value) \
	DATA cellConst<>+(at+0)(SB)/4, value \
	DATA cellConst<>+(at+4)(SB)/4, value \
	DATA cellConst<>+(at+8)(SB)/4, value \
	DATA cellConst<>+(at+12)(SB)/4, value \
	DATA cellConst<>+(at+16)(SB)/4, value \
	DATA cellConst<>+(at+20)(SB)/4, value \
	DATA cellConst<>+(at+24)(SB)/4, value \
	DATA cellConst<>+(at+28)(SB)/4, value

SPREAD(0, $-3.0)
SPREAD(32, $3.0)
SPREAD(64, $-6.0)
SPREAD(96, $6.0)
SPREAD(128, $27.0)
SPREAD(160, $9.0)
SPREAD(192, $36.0)
SPREAD(224, $432.0)
SPREAD(256, $-127.0)
SPREAD(288, $127.0)
SPREAD(320, $128)
GLOBL cellConst<>(SB), RODATA|NOPTR, $352

// AVX-512: the constants in Z21 to Z31, in the order above.

#define CONST512 \
	VBROADCASTSS cellConst<>+0(SB), Z21 \
	VBROADCASTSS cellConst<>+32(SB), Z22 \
	VBROADCASTSS cellConst<>+64(SB), Z23 \
	VBROADCASTSS cellConst<>+96(SB), Z24 \
	VBROADCASTSS cellConst<>+128(SB), Z25 \
	VBROADCASTSS cellConst<>+160(SB), Z26 \
	VBROADCASTSS cellConst<>+192(SB), Z27 \
	VBROADCASTSS cellConst<>+224(SB), Z28 \
	VBROADCASTSS cellConst<>+256(SB), Z29 \
	VBROADCASTSS cellConst<>+288(SB), Z30 \
	VPBROADCASTD cellConst<>+320(SB), Z31

// The numerator (in x) and denominator (in q) of Th(x). A constant is the
// second operand of VMAXPS, which it returns when x is NaN.
#define TH512(x, q, t) \
	VMAXPS Z21, x, x \
	VMINPS Z22, x, x \
	VMULPS x, x, q \
	VADDPS q, Z25, t \
	VMULPS t, x, x \
	VMULPS q, Z26, q \
	VADDPS q, Z25, q

// The numerator (in x) and denominator (in q) of Sig(x).
#define SIG512(x, q, t) \
	VMAXPS Z23, x, x \
	VMINPS Z24, x, x \
	VMULPS x, x, q \
	VADDPS x, Z24, t \
	VMULPS t, t, x \
	VMULPS t, x, x \
	VMULPS q, Z27, q \
	VADDPS q, Z28, q

// The 16 activations of h to memory.
#define QUANTIZE512(h, at) \
	VMULPS    Z30, h, h \
	VMAXPS    Z29, h, h \
	VMINPS    Z30, h, h \
	VCVTPS2DQ h, h \
	VPADDD    Z31, h, h \
	VPMOVDB   h, at

// func cellAVX512(zx *float32, acc *int32, scale, c *float32, hq *uint8, h int)
TEXT ·cellAVX512(SB), NOSPLIT, $0-48
	MOVQ zx+0(FP), SI
	MOVQ acc+8(FP), R8
	MOVQ scale+16(FP), R9
	MOVQ c+24(FP), DI
	MOVQ hq+32(FP), DX
	MOVQ h+40(FP), CX
	LEAQ (CX*4), R10         // bytes from gate to gate
	CONST512

units:
	VCVTDQ2PS (R8), Z0
	VCVTDQ2PS (R8)(R10*1), Z1
	VCVTDQ2PS (R8)(R10*2), Z2
	VMULPS    (R9), Z0, Z0
	VMULPS    (R9)(R10*1), Z1, Z1
	VMULPS    (R9)(R10*2), Z2, Z2
	VADDPS    (SI), Z0, Z0
	VADDPS    (SI)(R10*1), Z1, Z1
	VADDPS    (SI)(R10*2), Z2, Z2
	SIG512(Z0, Z4, Z5)
	TH512(Z1, Z6, Z7)
	VMOVUPS   (DI), Z3
	VMULPS    Z3, Z6, Z10
	VSUBPS    Z10, Z1, Z1
	VMULPS    Z1, Z0, Z0
	VMULPS    Z4, Z6, Z6
	VDIVPS    Z6, Z0, Z0
	SIG512(Z2, Z8, Z9)
	VADDPS    Z0, Z3, Z3
	VMOVUPS   Z3, (DI)
	VMULPS    Z3, Z2, Z2
	VDIVPS    Z8, Z2, Z2
	QUANTIZE512(Z2, (DX))
	ADDQ      $64, SI
	ADDQ      $64, R8
	ADDQ      $64, R9
	ADDQ      $64, DI
	ADDQ      $16, DX
	SUBQ      $16, CX
	JNZ       units
	VZEROUPPER
	RET

// func tanhAVX512(dst *uint8, z *float32, n int)
TEXT ·tanhAVX512(SB), NOSPLIT, $0-24
	MOVQ dst+0(FP), DI
	MOVQ z+8(FP), SI
	MOVQ n+16(FP), CX
	CONST512

values:
	VMOVUPS (SI), Z0
	TH512(Z0, Z1, Z2)
	VDIVPS  Z1, Z0, Z0
	QUANTIZE512(Z0, (DI))
	ADDQ    $64, SI
	ADDQ    $16, DI
	SUBQ    $16, CX
	JNZ     values
	VZEROUPPER
	RET

// AVX2: the same, eight units at a time, with the constants in memory.

#define TH256(x, q, t) \
	VMAXPS cellConst<>+0(SB), x, x \
	VMINPS cellConst<>+32(SB), x, x \
	VMULPS x, x, q \
	VADDPS cellConst<>+128(SB), q, t \
	VMULPS t, x, x \
	VMULPS cellConst<>+160(SB), q, q \
	VADDPS cellConst<>+128(SB), q, q

#define SIG256(x, q, t) \
	VMAXPS cellConst<>+64(SB), x, x \
	VMINPS cellConst<>+96(SB), x, x \
	VMULPS x, x, q \
	VADDPS cellConst<>+96(SB), x, t \
	VMULPS t, t, x \
	VMULPS t, x, x \
	VMULPS cellConst<>+192(SB), q, q \
	VADDPS cellConst<>+224(SB), q, q

// The eight activations of h (whose low half is hx) to memory.
#define QUANTIZE256(h, hx, tx, at) \
	VMULPS       cellConst<>+288(SB), h, h \
	VMAXPS       cellConst<>+256(SB), h, h \
	VMINPS       cellConst<>+288(SB), h, h \
	VCVTPS2DQ    h, h \
	VPADDD       cellConst<>+320(SB), h, h \
	VEXTRACTI128 $1, h, tx \
	VPACKUSDW    tx, hx, hx \
	VPACKUSWB    hx, hx, hx \
	VMOVQ        hx, at

// func cellAVX2(zx *float32, acc *int32, scale, c *float32, hq *uint8, h int)
TEXT ·cellAVX2(SB), NOSPLIT, $0-48
	MOVQ zx+0(FP), SI
	MOVQ acc+8(FP), R8
	MOVQ scale+16(FP), R9
	MOVQ c+24(FP), DI
	MOVQ hq+32(FP), DX
	MOVQ h+40(FP), CX
	LEAQ (CX*4), R10         // bytes from gate to gate

units:
	VCVTDQ2PS (R8), Y0
	VCVTDQ2PS (R8)(R10*1), Y1
	VCVTDQ2PS (R8)(R10*2), Y2
	VMULPS    (R9), Y0, Y0
	VMULPS    (R9)(R10*1), Y1, Y1
	VMULPS    (R9)(R10*2), Y2, Y2
	VADDPS    (SI), Y0, Y0
	VADDPS    (SI)(R10*1), Y1, Y1
	VADDPS    (SI)(R10*2), Y2, Y2
	SIG256(Y0, Y4, Y5)
	TH256(Y1, Y6, Y7)
	VMOVUPS   (DI), Y3
	VMULPS    Y3, Y6, Y10
	VSUBPS    Y10, Y1, Y1
	VMULPS    Y1, Y0, Y0
	VMULPS    Y4, Y6, Y6
	VDIVPS    Y6, Y0, Y0
	SIG256(Y2, Y8, Y9)
	VADDPS    Y0, Y3, Y3
	VMOVUPS   Y3, (DI)
	VMULPS    Y3, Y2, Y2
	VDIVPS    Y8, Y2, Y2
	QUANTIZE256(Y2, X2, X4, (DX))
	ADDQ      $32, SI
	ADDQ      $32, R8
	ADDQ      $32, R9
	ADDQ      $32, DI
	ADDQ      $8, DX
	SUBQ      $8, CX
	JNZ       units
	VZEROUPPER
	RET

// func tanhAVX2(dst *uint8, z *float32, n int)
TEXT ·tanhAVX2(SB), NOSPLIT, $0-24
	MOVQ dst+0(FP), DI
	MOVQ z+8(FP), SI
	MOVQ n+16(FP), CX

values:
	VMOVUPS (SI), Y0
	TH256(Y0, Y1, Y2)
	VDIVPS  Y1, Y0, Y0
	QUANTIZE256(Y0, X0, X1, (DI))
	ADDQ    $32, SI
	ADDQ    $8, DI
	SUBQ    $8, CX
	JNZ     values
	VZEROUPPER
	RET
