package storypair

import (
	"cmp"
	_ "embed"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Names are the features of a pair in their order.
var Names = []string{
	"constant", "body-root", "body", "names-root", "lead-root", "lead-in-body-root", "contained",
	"rare-words", "names-shared", "numbers-shared", "numbers-apart", "shorter", "longer", "days-shared", "days-apart",
	"weekdays-shared", "weekdays-apart", "published-gap", "published-far", "rarest", "names-contained", "no-names",
	"body-root-by-length", "contained-by-length",
}

const (
	rareIDF    = 5.0 // a stem in about one report of 150 or fewer
	farDays    = 45
	pseudoIDF  = 10.0 // keeps shares of very short texts from being whole
	pseudoSize = 8.0
)

// Features are the evidence that two reports are of one story: cosines of
// their words, of those of their leads and of their names, what share of the
// shorter stands in the longer, and whether numbers, days, weekdays and the days
// of publication agree.
func Features(a, b *Profile) []float64 {
	if a.Size > b.Size {
		a, b = b, a
	}
	f := make([]float64, len(Names))
	c := inCommon(a, b)
	names := Shared(a.Names.IDs, b.Names.IDs)
	length := math.Log(float64(a.Size) + pseudoSize)
	f[0] = 1
	f[1], f[2] = math.Sqrt(c.cosine), c.cosine
	f[3] = math.Sqrt(dot(a.Names, b.Names))
	f[4] = math.Sqrt(dot(a.Lead, b.Lead))
	f[5] = math.Sqrt(max(dot(a.Lead, b.Body), dot(a.Body, b.Lead)))
	f[6] = c.idf / (min(a.Total, b.Total) + pseudoIDF)
	f[7], f[8] = math.Log1p(float64(c.rare)), math.Log1p(float64(names))
	if len(a.Numbers) > 0 && len(b.Numbers) > 0 {
		n := Shared(a.Numbers, b.Numbers)
		f[9], f[10] = math.Log1p(float64(n)), is(n == 0)
	}
	f[11], f[12] = length, math.Log(float64(b.Size)+pseudoSize)
	if len(a.Days) > 0 && len(b.Days) > 0 {
		n := Shared(a.Days, b.Days)
		f[13], f[14] = is(n > 0), is(n == 0)
	}
	if a.Week != 0 && b.Week != 0 {
		f[15], f[16] = is(a.Week&b.Week != 0), is(a.Week&b.Week == 0)
	}
	if a.Published > 0 && b.Published > 0 {
		gap := math.Abs(float64(a.Published - b.Published))
		f[17], f[18] = math.Log1p(min(gap, 10*farDays)), is(gap > farDays)
	}
	f[19] = c.rarest
	if least := min(len(a.Names.IDs), len(b.Names.IDs)); least > 0 {
		f[20] = float64(names) / float64(least)
	} else {
		f[21] = 1
	}
	f[22], f[23] = f[1]*(length-4), f[6]*(length-4)
	return f
}

func is(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

//go:embed weights.tsv
var weightsTSV string

var weights = sync.OnceValue(func() []float64 {
	w := make([]float64, len(Names))
	for line := range strings.Lines(weightsTSV) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		name, v, _ := strings.Cut(strings.TrimSpace(line), "\t")
		x, err := strconv.ParseFloat(v, 64)
		i := slices.Index(Names, name)
		if err != nil || i < 0 {
			panic("storypair: the embedded table weights.tsv is broken: " + line)
		}
		w[i] = x
	}
	return w
})

// temperature flattens the logistic curve, so that a mean of scores counts how
// strong the evidence is and not only which side it is on.
const temperature = 2

// Score is how likely two reports are of one story, from 0 to 1, on the
// flattened scale on which scores are averaged.
func Score(a, b *Profile) float64 { return Weigh(weights(), Features(a, b)) }

// Weigh is the score of features under the given weights.
func Weigh(w, f []float64) float64 {
	z := 0.0
	for i := range w {
		z += w[i] * f[i]
	}
	return 1 / (1 + math.Exp(-z/temperature))
}

// common is what two bodies of text share.
type common struct {
	cosine, idf, rarest float64
	rare                int
}

func inCommon(a, b *Profile) common {
	var c common
	i, j := 0, 0
	for i < len(a.Body.IDs) && j < len(b.Body.IDs) {
		switch x, y := a.Body.IDs[i], b.Body.IDs[j]; {
		case x < y:
			i++
		case x > y:
			j++
		default:
			idf := float64(a.IDF[i])
			c.cosine += float64(a.Body.Weights[i]) * float64(b.Body.Weights[j])
			c.idf += idf
			c.rarest = max(c.rarest, idf/7)
			if idf > rareIDF {
				c.rare++
			}
			i, j = i+1, j+1
		}
	}
	return c
}

func dot(a, b Vector) float64 {
	s, i, j := 0.0, 0, 0
	for i < len(a.IDs) && j < len(b.IDs) {
		switch x, y := a.IDs[i], b.IDs[j]; {
		case x < y:
			i++
		case x > y:
			j++
		default:
			s += float64(a.Weights[i]) * float64(b.Weights[j])
			i, j = i+1, j+1
		}
	}
	return s
}

// Shared counts what stands in both of two sorted lists without doubles.
func Shared[T cmp.Ordered](a, b []T) int {
	n, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		x, y := a[i], b[j]
		if x == y {
			n++
		}
		if x <= y {
			i++
		}
		if y <= x {
			j++
		}
	}
	return n
}
