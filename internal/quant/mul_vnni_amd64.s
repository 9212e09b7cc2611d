//go:build !purego

#include "textflag.h"

// The weights of four tiles of 16 outputs (Z16 to Z19) times four inputs of
// one row (x, in all lanes).
#define ROW4(x, a, b, c, d) \
	VPDPBUSD Z16, x, a \
	VPDPBUSD Z17, x, b \
	VPDPBUSD Z18, x, c \
	VPDPBUSD Z19, x, d

// Sums to floats where they stand: times scale (Z16 to Z19), plus bias (Z20 to
// Z23), each step rounded.
#define AFFINE1(s, t, a) \
	VCVTDQ2PS a, a \
	VMULPS    s, a, a \
	VADDPS    t, a, a

#define AFFINE4(a, b, c, d) \
	AFFINE1(Z16, Z20, a) \
	AFFINE1(Z17, Z21, b) \
	AFFINE1(Z18, Z22, c) \
	AFFINE1(Z19, Z23, d)

#define STORE4(a, b, c, d) \
	VMOVDQU32 a, (DI) \
	VMOVDQU32 b, 64(DI) \
	VMOVDQU32 c, 128(DI) \
	VMOVDQU32 d, 192(DI) \
	ADDQ      DX, DI

#define LOADAFFINE4 \
	VMOVUPS (R10), Z16 \
	VMOVUPS 64(R10), Z17 \
	VMOVUPS 128(R10), Z18 \
	VMOVUPS 192(R10), Z19 \
	VMOVUPS (R11), Z20 \
	VMOVUPS 64(R11), Z21 \
	VMOVUPS 128(R11), Z22 \
	VMOVUPS 192(R11), Z23

// func mulVNNI4(dst *int32, x *uint8, w *int8, zero *int32, scale, bias *float32, k4, rows, npad int)
TEXT ·mulVNNI4(SB), NOSPLIT, $0-72
	MOVQ dst+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ w+16(FP), R8
	MOVQ zero+24(FP), R9
	MOVQ scale+32(FP), R10
	MOVQ bias+40(FP), R11
	MOVQ k4+48(FP), CX
	MOVQ rows+56(FP), BX
	MOVQ npad+64(FP), DX
	SHLQ $2, DX
	LEAQ (CX*4), R12         // bytes from row to row of x
	LEAQ (R12)(R12*2), R13

four:
	CMPQ      BX, $4
	JLT       rest
	VMOVDQU32 (R9), Z0
	VMOVDQU32 64(R9), Z1
	VMOVDQU32 128(R9), Z2
	VMOVDQU32 192(R9), Z3
	VMOVDQA32 Z0, Z4
	VMOVDQA32 Z1, Z5
	VMOVDQA32 Z2, Z6
	VMOVDQA32 Z3, Z7
	VMOVDQA32 Z0, Z8
	VMOVDQA32 Z1, Z9
	VMOVDQA32 Z2, Z10
	VMOVDQA32 Z3, Z11
	VMOVDQA32 Z0, Z12
	VMOVDQA32 Z1, Z13
	VMOVDQA32 Z2, Z14
	VMOVDQA32 Z3, Z15
	MOVQ      R8, AX
	MOVQ      CX, R14

fourInputs:
	VMOVDQU32    (AX), Z16
	VMOVDQU32    64(AX), Z17
	VMOVDQU32    128(AX), Z18
	VMOVDQU32    192(AX), Z19
	VPBROADCASTD (SI), Z20
	VPBROADCASTD (SI)(R12*1), Z21
	VPBROADCASTD (SI)(R12*2), Z22
	VPBROADCASTD (SI)(R13*1), Z23
	ROW4(Z20, Z0, Z1, Z2, Z3)
	ROW4(Z21, Z4, Z5, Z6, Z7)
	ROW4(Z22, Z8, Z9, Z10, Z11)
	ROW4(Z23, Z12, Z13, Z14, Z15)
	ADDQ         $256, AX
	ADDQ         $4, SI
	DECQ         R14
	JNZ          fourInputs

	TESTQ R10, R10
	JZ    fourStore
	LOADAFFINE4
	AFFINE4(Z0, Z1, Z2, Z3)
	AFFINE4(Z4, Z5, Z6, Z7)
	AFFINE4(Z8, Z9, Z10, Z11)
	AFFINE4(Z12, Z13, Z14, Z15)

fourStore:
	STORE4(Z0, Z1, Z2, Z3)
	STORE4(Z4, Z5, Z6, Z7)
	STORE4(Z8, Z9, Z10, Z11)
	STORE4(Z12, Z13, Z14, Z15)
	ADDQ R13, SI
	SUBQ $4, BX
	JMP  four

rest:
	CMPQ BX, $2
	JLT  lessThanTwo
	JEQ  two

	VMOVDQU32 (R9), Z0
	VMOVDQU32 64(R9), Z1
	VMOVDQU32 128(R9), Z2
	VMOVDQU32 192(R9), Z3
	VMOVDQA32 Z0, Z4
	VMOVDQA32 Z1, Z5
	VMOVDQA32 Z2, Z6
	VMOVDQA32 Z3, Z7
	VMOVDQA32 Z0, Z8
	VMOVDQA32 Z1, Z9
	VMOVDQA32 Z2, Z10
	VMOVDQA32 Z3, Z11

threeInputs:
	VMOVDQU32    (R8), Z16
	VMOVDQU32    64(R8), Z17
	VMOVDQU32    128(R8), Z18
	VMOVDQU32    192(R8), Z19
	VPBROADCASTD (SI), Z20
	VPBROADCASTD (SI)(R12*1), Z21
	VPBROADCASTD (SI)(R12*2), Z22
	ROW4(Z20, Z0, Z1, Z2, Z3)
	ROW4(Z21, Z4, Z5, Z6, Z7)
	ROW4(Z22, Z8, Z9, Z10, Z11)
	ADDQ         $256, R8
	ADDQ         $4, SI
	DECQ         CX
	JNZ          threeInputs

	TESTQ R10, R10
	JZ    threeStore
	LOADAFFINE4
	AFFINE4(Z0, Z1, Z2, Z3)
	AFFINE4(Z4, Z5, Z6, Z7)
	AFFINE4(Z8, Z9, Z10, Z11)

threeStore:
	STORE4(Z0, Z1, Z2, Z3)
	STORE4(Z4, Z5, Z6, Z7)
	STORE4(Z8, Z9, Z10, Z11)
	VZEROUPPER
	RET

two:
	VMOVDQU32 (R9), Z0
	VMOVDQU32 64(R9), Z1
	VMOVDQU32 128(R9), Z2
	VMOVDQU32 192(R9), Z3
	VMOVDQA32 Z0, Z4
	VMOVDQA32 Z1, Z5
	VMOVDQA32 Z2, Z6
	VMOVDQA32 Z3, Z7

twoInputs:
	VMOVDQU32    (R8), Z16
	VMOVDQU32    64(R8), Z17
	VMOVDQU32    128(R8), Z18
	VMOVDQU32    192(R8), Z19
	VPBROADCASTD (SI), Z20
	VPBROADCASTD (SI)(R12*1), Z21
	ROW4(Z20, Z0, Z1, Z2, Z3)
	ROW4(Z21, Z4, Z5, Z6, Z7)
	ADDQ         $256, R8
	ADDQ         $4, SI
	DECQ         CX
	JNZ          twoInputs

	TESTQ R10, R10
	JZ    twoStore
	LOADAFFINE4
	AFFINE4(Z0, Z1, Z2, Z3)
	AFFINE4(Z4, Z5, Z6, Z7)

twoStore:
	STORE4(Z0, Z1, Z2, Z3)
	STORE4(Z4, Z5, Z6, Z7)
	VZEROUPPER
	RET

lessThanTwo:
	TESTQ BX, BX
	JZ    done

	VMOVDQU32 (R9), Z0
	VMOVDQU32 64(R9), Z1
	VMOVDQU32 128(R9), Z2
	VMOVDQU32 192(R9), Z3

oneInputs:
	VPBROADCASTD (SI), Z20
	VPDPBUSD     (R8), Z20, Z0
	VPDPBUSD     64(R8), Z20, Z1
	VPDPBUSD     128(R8), Z20, Z2
	VPDPBUSD     192(R8), Z20, Z3
	ADDQ         $256, R8
	ADDQ         $4, SI
	DECQ         CX
	JNZ          oneInputs

	TESTQ R10, R10
	JZ    oneStore
	LOADAFFINE4
	AFFINE4(Z0, Z1, Z2, Z3)

oneStore:
	STORE4(Z0, Z1, Z2, Z3)

done:
	VZEROUPPER
	RET

#define STORE1(a) \
	VMOVDQU32 a, (DI) \
	ADDQ      DX, DI

// func mulVNNI1(dst *int32, x *uint8, w *int8, zero *int32, scale, bias *float32, k4, rows, npad, step int)
TEXT ·mulVNNI1(SB), NOSPLIT, $0-80
	MOVQ dst+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ w+16(FP), R8
	MOVQ zero+24(FP), R9
	MOVQ scale+32(FP), R10
	MOVQ bias+40(FP), R11
	MOVQ k4+48(FP), CX
	MOVQ rows+56(FP), BX
	MOVQ npad+64(FP), DX
	SHLQ $2, DX
	LEAQ (CX*4), R12         // bytes from row to row of x
	LEAQ (R12)(R12*2), R13

four:
	CMPQ      BX, $4
	JLT       rest
	VMOVDQU32 (R9), Z0
	VMOVDQA32 Z0, Z1
	VMOVDQA32 Z0, Z2
	VMOVDQA32 Z0, Z3
	MOVQ      R8, AX
	MOVQ      CX, R14

fourInputs:
	VMOVDQU32    (AX), Z16
	VPBROADCASTD (SI), Z20
	VPBROADCASTD (SI)(R12*1), Z21
	VPBROADCASTD (SI)(R12*2), Z22
	VPBROADCASTD (SI)(R13*1), Z23
	VPDPBUSD     Z16, Z20, Z0
	VPDPBUSD     Z16, Z21, Z1
	VPDPBUSD     Z16, Z22, Z2
	VPDPBUSD     Z16, Z23, Z3
	ADDQ         step+72(FP), AX
	ADDQ         $4, SI
	DECQ         R14
	JNZ          fourInputs

	TESTQ   R10, R10
	JZ      fourStore
	VMOVUPS (R10), Z16
	VMOVUPS (R11), Z20
	AFFINE1(Z16, Z20, Z0)
	AFFINE1(Z16, Z20, Z1)
	AFFINE1(Z16, Z20, Z2)
	AFFINE1(Z16, Z20, Z3)

fourStore:
	STORE1(Z0)
	STORE1(Z1)
	STORE1(Z2)
	STORE1(Z3)
	ADDQ R13, SI
	SUBQ $4, BX
	JMP  four

rest:
	TESTQ BX, BX
	JZ    done

one:
	VMOVDQU32 (R9), Z0
	MOVQ      R8, AX
	MOVQ      CX, R14

oneInputs:
	VPBROADCASTD (SI), Z20
	VPDPBUSD     (AX), Z20, Z0
	ADDQ         step+72(FP), AX
	ADDQ         $4, SI
	DECQ         R14
	JNZ          oneInputs

	TESTQ   R10, R10
	JZ      oneStore
	VMOVUPS (R10), Z16
	VMOVUPS (R11), Z20
	AFFINE1(Z16, Z20, Z0)

oneStore:
	STORE1(Z0)
	DECQ BX
	JNZ  one

done:
	VZEROUPPER
	RET
