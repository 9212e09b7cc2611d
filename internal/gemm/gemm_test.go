package gemm

import (
	"math"
	"math/rand/v2"
	"testing"
)

func random(r *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = r.Float32() - 0.5
	}
	return x
}

// TestAdd compares with sums in double precision, over shapes with every kind
// of tail, and checks that nothing beside the matrix is written.
func TestAdd(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, s := range [][3]int{{1, 1, 1}, {8, 48, 5}, {9, 49, 300}, {7, 47, 3}, {33, 130, 64}, {1, 100, 520}, {17, 16, 2}} {
		m, n, k := s[0], s[1], s[2]
		lda, ldb, ldc := k+3, n+1, n+5
		a, b, c := random(r, m*lda), random(r, k*ldb), random(r, m*ldc)
		before := append([]float32(nil), c...)
		Add(m, n, k, a, lda, b, ldb, c, ldc)
		for i := range m {
			for j := range ldc {
				want := float64(before[i*ldc+j])
				if j < n {
					for p := range k {
						want += float64(a[i*lda+p]) * float64(b[p*ldb+j])
					}
				}
				if got := float64(c[i*ldc+j]); math.Abs(got-want) > 1e-4 {
					t.Fatalf("%v: C[%d,%d] is %g, want %g", s, i, j, got, want)
				}
			}
		}
	}
}

func TestTranspose(t *testing.T) {
	a := random(rand.New(rand.NewPCG(3, 4)), 35*18)
	b := make([]float32, len(a))
	Transpose(b, a, 35, 18)
	for i := range 35 {
		for j := range 18 {
			if b[j*35+i] != a[i*18+j] {
				t.Fatalf("element %d,%d", i, j)
			}
		}
	}
}

func BenchmarkAdd(b *testing.B) {
	const m, n, k = 256, 576, 384
	r := rand.New(rand.NewPCG(5, 6))
	x, y, z := random(r, m*k), random(r, k*n), make([]float32, m*n)
	for b.Loop() {
		Add(m, n, k, x, k, y, n, z, n)
	}
	b.ReportMetric(2*m*n*k*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
}
