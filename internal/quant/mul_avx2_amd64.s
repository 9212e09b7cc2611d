//go:build !purego

#include "textflag.h"

// Four inputs of one row (at x) times the weights of a tile (Y8, Y9), added to
// its 16 sums (a, b). Y15 is int16 ones, which add neighbouring products.
#define ROW2(x, a, b) \
	VPBROADCASTD x, Y10 \
	VPMADDUBSW   Y8, Y10, Y11 \
	VPMADDUBSW   Y9, Y10, Y12 \
	VPMADDWD     Y15, Y11, Y11 \
	VPMADDWD     Y15, Y12, Y12 \
	VPADDD       Y11, a, a \
	VPADDD       Y12, b, b

// Sums to floats where they stand: times scale (Y8, Y9), plus bias (Y10, Y11),
// each step rounded.
#define AFFINE2(a, b) \
	VCVTDQ2PS a, a \
	VCVTDQ2PS b, b \
	VMULPS    Y8, a, a \
	VMULPS    Y9, b, b \
	VADDPS    Y10, a, a \
	VADDPS    Y11, b, b

#define LOADAFFINE2 \
	VMOVUPS (R10), Y8 \
	VMOVUPS 32(R10), Y9 \
	VMOVUPS (R11), Y10 \
	VMOVUPS 32(R11), Y11

#define STORE2(a, b) \
	VMOVDQU a, (DI) \
	VMOVDQU b, 32(DI) \
	ADDQ    DX, DI

// func mulAVX2(dst *int32, x *uint8, w *int8, zero *int32, scale, bias *float32, k4, rows, npad, step int)
TEXT ·mulAVX2(SB), NOSPLIT, $0-80
	MOVQ     dst+0(FP), DI
	MOVQ     x+8(FP), SI
	MOVQ     w+16(FP), R8
	MOVQ     zero+24(FP), R9
	MOVQ     scale+32(FP), R10
	MOVQ     bias+40(FP), R11
	MOVQ     k4+48(FP), CX
	MOVQ     rows+56(FP), BX
	MOVQ     npad+64(FP), DX
	SHLQ     $2, DX
	LEAQ     (CX*4), R12         // bytes from row to row of x
	LEAQ     (R12)(R12*2), R13
	VPCMPEQW Y15, Y15, Y15
	VPSRLW   $15, Y15, Y15

four:
	CMPQ    BX, $4
	JLT     rest
	VMOVDQU (R9), Y0
	VMOVDQU 32(R9), Y1
	VMOVDQA Y0, Y2
	VMOVDQA Y1, Y3
	VMOVDQA Y0, Y4
	VMOVDQA Y1, Y5
	VMOVDQA Y0, Y6
	VMOVDQA Y1, Y7
	MOVQ    R8, AX
	MOVQ    CX, R14

fourInputs:
	VMOVDQU (AX), Y8
	VMOVDQU 32(AX), Y9
	ROW2((SI), Y0, Y1)
	ROW2((SI)(R12*1), Y2, Y3)
	ROW2((SI)(R12*2), Y4, Y5)
	ROW2((SI)(R13*1), Y6, Y7)
	ADDQ    step+72(FP), AX
	ADDQ    $4, SI
	DECQ    R14
	JNZ     fourInputs

	TESTQ R10, R10
	JZ    fourStore
	LOADAFFINE2
	AFFINE2(Y0, Y1)
	AFFINE2(Y2, Y3)
	AFFINE2(Y4, Y5)
	AFFINE2(Y6, Y7)

fourStore:
	STORE2(Y0, Y1)
	STORE2(Y2, Y3)
	STORE2(Y4, Y5)
	STORE2(Y6, Y7)
	ADDQ R13, SI
	SUBQ $4, BX
	JMP  four

rest:
	TESTQ BX, BX
	JZ    done

one:
	VMOVDQU (R9), Y0
	VMOVDQU 32(R9), Y1
	MOVQ    R8, AX
	MOVQ    CX, R14

oneInputs:
	VMOVDQU (AX), Y8
	VMOVDQU 32(AX), Y9
	ROW2((SI), Y0, Y1)
	ADDQ    step+72(FP), AX
	ADDQ    $4, SI
	DECQ    R14
	JNZ     oneInputs

	TESTQ R10, R10
	JZ    oneStore
	LOADAFFINE2
	AFFINE2(Y0, Y1)

oneStore:
	STORE2(Y0, Y1)
	DECQ BX
	JNZ  one

done:
	VZEROUPPER
	RET
