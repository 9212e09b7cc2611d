package gemm

import "golang.org/x/sys/cpu"

//go:noescape
func kernel8(k int, a *float32, lda int, b *float32, ldb int, c *float32, ldc int, mask uint64)

//go:noescape
func kernel1(k int, a *float32, lda int, b *float32, ldb int, c *float32, ldc int, mask uint64)

//go:noescape
func narrow6(k int, a *float32, lda int, b *float32, ldb int, c *float32, ldc int)

//go:noescape
func narrow1(k int, a *float32, lda int, b *float32, ldb int, c *float32, ldc int)

var (
	wide   = cpu.X86.HasAVX512F && cpu.X86.HasAVX512VL
	narrow = cpu.X86.HasAVX2 && cpu.X86.HasFMA
)

// kBlock bounds the rows of B that one pass touches, so that they stay in the
// second-level cache while the rows of A go by.
const kBlock = 256

func add(m, n, k int, a []float32, lda int, b []float32, ldb int, c []float32, ldc int) {
	if !wide && !narrow {
		portable(m, n, k, a, lda, b, ldb, c, ldc)
		return
	}
	for p := 0; p < k; p += kBlock {
		kb := min(kBlock, k-p)
		if wide {
			addWide(m, n, kb, a[p:], lda, b[p*ldb:], ldb, c, ldc)
		} else {
			addNarrow(m, n, kb, a[p:], lda, b[p*ldb:], ldb, c, ldc)
		}
	}
}

func addWide(m, n, k int, a []float32, lda int, b []float32, ldb int, c []float32, ldc int) {
	for j := 0; j < n; j += 48 {
		mask := uint64(1)<<min(48, n-j) - 1
		i := 0
		for ; i+8 <= m; i += 8 {
			kernel8(k, &a[i*lda], lda, &b[j], ldb, &c[i*ldc+j], ldc, mask)
		}
		for ; i < m; i++ {
			kernel1(k, &a[i*lda], lda, &b[j], ldb, &c[i*ldc+j], ldc, mask)
		}
	}
}

func addNarrow(m, n, k int, a []float32, lda int, b []float32, ldb int, c []float32, ldc int) {
	j := 0
	for ; j+16 <= n; j += 16 {
		i := 0
		for ; i+6 <= m; i += 6 {
			narrow6(k, &a[i*lda], lda, &b[j], ldb, &c[i*ldc+j], ldc)
		}
		for ; i < m; i++ {
			narrow1(k, &a[i*lda], lda, &b[j], ldb, &c[i*ldc+j], ldc)
		}
	}
	if j < n {
		portable(m, n-j, k, a, lda, b[j:], ldb, c[j:], ldc)
	}
}
