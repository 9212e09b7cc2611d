//go:build !amd64

package gemm

func add(m, n, k int, a []float32, lda int, b []float32, ldb int, c []float32, ldc int) {
	portable(m, n, k, a, lda, b, ldb, c, ldc)
}
