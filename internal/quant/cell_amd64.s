//go:build !purego

#include "textflag.h"

// One word each; the kernels spread them over a register.
DATA cellConst<>+0(SB)/4, $0.5
DATA cellConst<>+4(SB)/4, $-3.0
DATA cellConst<>+8(SB)/4, $3.0
DATA cellConst<>+12(SB)/4, $27.0
DATA cellConst<>+16(SB)/4, $9.0
DATA cellConst<>+20(SB)/4, $127.0
DATA cellConst<>+24(SB)/4, $-127.0
DATA cellConst<>+28(SB)/4, $128
GLOBL cellConst<>(SB), RODATA|NOPTR, $32

// AVX-512: constants in Z24 to Z31, in the order above.

#define CONST512 \
	VBROADCASTSS cellConst<>+0(SB), Z24 \
	VBROADCASTSS cellConst<>+4(SB), Z25 \
	VBROADCASTSS cellConst<>+8(SB), Z26 \
	VBROADCASTSS cellConst<>+12(SB), Z27 \
	VBROADCASTSS cellConst<>+16(SB), Z28 \
	VBROADCASTSS cellConst<>+20(SB), Z29 \
	VBROADCASTSS cellConst<>+24(SB), Z30 \
	VPBROADCASTD cellConst<>+28(SB), Z31

// x = Th(x). The constant is the second operand of VMAXPS, which it returns
// when x is NaN.
#define TH512(x, s, t) \
	VMAXPS Z25, x, x \
	VMINPS Z26, x, x \
	VMULPS x, x, s \
	VADDPS s, Z27, t \
	VMULPS t, x, x \
	VMULPS s, Z28, s \
	VADDPS s, Z27, s \
	VDIVPS s, x, x

#define SIG512(x, s, t) \
	VMULPS Z24, x, x \
	TH512(x, s, t) \
	VMULPS Z24, x, x \
	VADDPS Z24, x, x

// The 16 activations of h to memory.
#define QUANTIZE512(h, at) \
	VMULPS    Z29, h, h \
	VMAXPS    Z30, h, h \
	VMINPS    Z29, h, h \
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
	SIG512(Z2, Z8, Z9)
	VMOVUPS   (DI), Z3
	VSUBPS    Z3, Z1, Z1
	VMULPS    Z1, Z0, Z0
	VADDPS    Z0, Z3, Z3
	VMOVUPS   Z3, (DI)
	VMULPS    Z3, Z2, Z2
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
	QUANTIZE512(Z0, (DI))
	ADDQ    $64, SI
	ADDQ    $16, DI
	SUBQ    $16, CX
	JNZ     values
	VZEROUPPER
	RET

// AVX2: the same in Y8 to Y15, eight units at a time.

#define CONST256 \
	VBROADCASTSS cellConst<>+0(SB), Y8 \
	VBROADCASTSS cellConst<>+4(SB), Y9 \
	VBROADCASTSS cellConst<>+8(SB), Y10 \
	VBROADCASTSS cellConst<>+12(SB), Y11 \
	VBROADCASTSS cellConst<>+16(SB), Y12 \
	VBROADCASTSS cellConst<>+20(SB), Y13 \
	VBROADCASTSS cellConst<>+24(SB), Y14 \
	VPBROADCASTD cellConst<>+28(SB), Y15

#define TH256(x, s, t) \
	VMAXPS Y9, x, x \
	VMINPS Y10, x, x \
	VMULPS x, x, s \
	VADDPS s, Y11, t \
	VMULPS t, x, x \
	VMULPS s, Y12, s \
	VADDPS s, Y11, s \
	VDIVPS s, x, x

#define SIG256(x, s, t) \
	VMULPS Y8, x, x \
	TH256(x, s, t) \
	VMULPS Y8, x, x \
	VADDPS Y8, x, x

// The eight activations of h (whose low half is hx) to memory.
#define QUANTIZE256(h, hx, tx, at) \
	VMULPS       Y13, h, h \
	VMAXPS       Y14, h, h \
	VMINPS       Y13, h, h \
	VCVTPS2DQ    h, h \
	VPADDD       Y15, h, h \
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
	CONST256

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
	SIG256(Y2, Y4, Y5)
	VMOVUPS   (DI), Y3
	VSUBPS    Y3, Y1, Y1
	VMULPS    Y1, Y0, Y0
	VADDPS    Y0, Y3, Y3
	VMOVUPS   Y3, (DI)
	VMULPS    Y3, Y2, Y2
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
	CONST256

values:
	VMOVUPS (SI), Y0
	TH256(Y0, Y1, Y2)
	QUANTIZE256(Y0, X0, X1, (DI))
	ADDQ    $32, SI
	ADDQ    $8, DI
	SUBQ    $8, CX
	JNZ     values
	VZEROUPPER
	RET
