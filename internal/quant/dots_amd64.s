//go:build !purego

#include "textflag.h"

// func dotsAVX2(dst *int32, a, b *int16, n, m, d int)
TEXT ·dotsAVX2(SB), NOSPLIT, $0-48
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ n+24(FP), R8
	MOVQ d+40(FP), CX
	SHLQ $1, CX          // bytes of a row
	LEAQ (CX)(CX*2), R10

rowA:
	MOVQ b+16(FP), DX
	MOVQ m+32(FP), R9

four:
	CMPQ  R9, $4
	JLT   rest
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	XORQ  AX, AX

fourDepth:
	VMOVDQU  (SI)(AX*1), Y4
	LEAQ     (DX)(AX*1), BX
	VPMADDWD (BX), Y4, Y5
	VPMADDWD (BX)(CX*1), Y4, Y6
	VPMADDWD (BX)(CX*2), Y4, Y7
	VPMADDWD (BX)(R10*1), Y4, Y8
	VPADDD   Y5, Y0, Y0
	VPADDD   Y6, Y1, Y1
	VPADDD   Y7, Y2, Y2
	VPADDD   Y8, Y3, Y3
	ADDQ     $32, AX
	CMPQ     AX, CX
	JLT      fourDepth

	VPHADDD      Y1, Y0, Y0
	VPHADDD      Y3, Y2, Y2
	VPHADDD      Y2, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPADDD       X1, X0, X0
	VMOVDQU      X0, (DI)
	ADDQ         $16, DI
	LEAQ         (DX)(CX*4), DX
	SUBQ         $4, R9
	JMP          four

rest:
	TESTQ R9, R9
	JZ    nextA

one:
	VPXOR Y0, Y0, Y0
	XORQ  AX, AX

oneDepth:
	VMOVDQU  (SI)(AX*1), Y4
	VPMADDWD (DX)(AX*1), Y4, Y5
	VPADDD   Y5, Y0, Y0
	ADDQ     $32, AX
	CMPQ     AX, CX
	JLT      oneDepth

	VEXTRACTI128 $1, Y0, X1
	VPADDD       X1, X0, X0
	VPHADDD      X0, X0, X0
	VPHADDD      X0, X0, X0
	VMOVD        X0, (DI)
	ADDQ         $4, DI
	ADDQ         CX, DX
	DECQ         R9
	JNZ          one

nextA:
	ADDQ CX, SI
	DECQ R8
	JNZ  rowA
	VZEROUPPER
	RET

DATA roundConst<>+0(SB)/4, $-2047.0
DATA roundConst<>+4(SB)/4, $2047.0
GLOBL roundConst<>(SB), RODATA|NOPTR, $8

// func round16AVX2(dst *int16, x *float32, n int, scale float32)
TEXT ·round16AVX2(SB), NOSPLIT, $0-28
	MOVQ         dst+0(FP), DI
	MOVQ         x+8(FP), SI
	MOVQ         n+16(FP), CX
	VBROADCASTSS scale+24(FP), Y7
	VBROADCASTSS roundConst<>+0(SB), Y5
	VBROADCASTSS roundConst<>+4(SB), Y6

values:
	VMULPS    (SI), Y7, Y0
	VMULPS    32(SI), Y7, Y1
	VMAXPS    Y5, Y0, Y0     // the constant, when the value is NaN
	VMAXPS    Y5, Y1, Y1
	VMINPS    Y6, Y0, Y0
	VMINPS    Y6, Y1, Y1
	VCVTPS2DQ Y0, Y0
	VCVTPS2DQ Y1, Y1
	VPACKSSDW Y1, Y0, Y0
	VPERMQ    $0xd8, Y0, Y0
	VMOVDQU   Y0, (DI)
	ADDQ      $64, SI
	ADDQ      $32, DI
	SUBQ      $16, CX
	JNZ       values
	VZEROUPPER
	RET

DATA sumConst<>+0(SB)/4, $0x81818181 // -127
DATA sumConst<>+4(SB)/4, $0x80808080
GLOBL sumConst<>(SB), RODATA|NOPTR, $8

// func sumQAVX2(dst *uint8, rows *[]int8, n, count, shift int)
TEXT ·sumQAVX2(SB), NOSPLIT, $0-40
	MOVQ         dst+0(FP), DI
	MOVQ         n+16(FP), DX
	MOVQ         shift+32(FP), CX
	VMOVQ        CX, X5
	MOVL         $1, AX
	SHLL         CX, AX
	SHRL         $1, AX
	VMOVD        AX, X4
	VPBROADCASTW X4, Y4               // half of what is shifted out
	VPBROADCASTD sumConst<>+0(SB), X6
	VPBROADCASTD sumConst<>+4(SB), X7
	XORQ         R8, R8

values:
	MOVQ    rows+8(FP), SI
	MOVQ    count+24(FP), R9
	VMOVDQA Y4, Y0

row:
	MOVQ      (SI), R10
	VPMOVSXBW (R10)(R8*1), Y1
	VPADDW    Y1, Y0, Y0
	ADDQ      $24, SI              // a slice header
	DECQ      R9
	JNZ       row

	VPSRAW       X5, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPACKSSWB    X1, X0, X0
	VPMAXSB      X6, X0, X0
	VPXOR        X7, X0, X0
	VMOVDQU      X0, (DI)(R8*1)
	ADDQ         $16, R8
	CMPQ         R8, DX
	JLT          values
	VZEROUPPER
	RET
