// Package gemm multiplies matrices of float32: what training spends its time on.
//
// On amd64 it uses AVX-512 or AVX2 with fused multiply-add where the processor
// has them; both add the products of one element in the order of k, so they
// agree bit for bit. The portable path rounds twice and may differ in the last
// bit. What is shipped computes in integers (internal/quant) and is the same
// everywhere.
package gemm

// Add computes C += A·B for row-major matrices: A is m×k with lda floats from
// row to row, B k×n with ldb, C m×n with ldc. It panics where a slice is too
// short for its shape.
func Add(m, n, k int, a []float32, lda int, b []float32, ldb int, c []float32, ldc int) {
	if m == 0 || n == 0 || k == 0 {
		return
	}
	if lda < k || ldb < n || ldc < n {
		panic("gemm: a row is shorter than its matrix is wide")
	}
	_, _, _ = a[(m-1)*lda+k-1], b[(k-1)*ldb+n-1], c[(m-1)*ldc+n-1]
	add(m, n, k, a, lda, b, ldb, c, ldc)
}

// portable adds row by row; the inner loop runs along B and C.
func portable(m, n, k int, a []float32, lda int, b []float32, ldb int, c []float32, ldc int) {
	for i := range m {
		ci := c[i*ldc : i*ldc+n]
		for p := range k {
			x := a[i*lda+p]
			bp := b[p*ldb : p*ldb+n]
			for j, v := range bp {
				ci[j] += x * v
			}
		}
	}
}

// Transpose writes the n×m transpose of the m×n matrix a to dst; both are
// without gaps between rows.
func Transpose(dst, a []float32, m, n int) {
	const tile = 16
	for i0 := 0; i0 < m; i0 += tile {
		for j0 := 0; j0 < n; j0 += tile {
			for i := i0; i < min(i0+tile, m); i++ {
				for j := j0; j < min(j0+tile, n); j++ {
					dst[j*m+i] = a[i*n+j]
				}
			}
		}
	}
}
