// Gen learns the weights of package storypair and writes its table. Run it from
// the project's root:
//
//	go run ./internal/storypair/gen CORPORA_FOLDER [SET_LEFT_OUT]
//
// It reads the grouped reports of stories/news_cluster, stories/fnc_train and
// stories/ecbplus_train (.jsonl.gz), but not the set left out, and fits a
// logistic regression (Newton's method, ridge 1) to the pairs that share words.
// Each report counts alike however large its story is, each set alike, and pairs
// that are not of one story twice. The answer is the same every time.
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/readout-project/readout/internal/storypair"
)

const (
	ridge      = 1.0
	setWeight  = 500.0
	apartTimes = 2.0
	leastBody  = 0.03 // cosine below which a pair teaches nothing
	rounds     = 30
)

// pair is one example: features, whether of one story, and how much it counts.
type pair struct {
	f      []float64
	one    bool
	weight float64
}

func main() {
	log.SetFlags(0)
	if len(os.Args) < 2 || len(os.Args) > 3 {
		log.Fatal("usage: go run ./internal/storypair/gen CORPORA_FOLDER [SET_LEFT_OUT]")
	}
	var pairs []pair
	for _, name := range []string{"news_cluster", "fnc_train", "ecbplus_train"} {
		if len(os.Args) == 3 && os.Args[2] == name {
			continue
		}
		more, err := read(filepath.Join(os.Args[1], "stories", name+".jsonl.gz"))
		if err != nil {
			log.Fatal(err)
		}
		pairs = append(pairs, more...)
	}
	w := fit(pairs)
	var b strings.Builder
	b.WriteString("# feature, weight: made by internal/storypair/gen\n")
	for i, name := range storypair.Names {
		fmt.Fprintf(&b, "%s\t%.4f\n", name, w[i])
	}
	if err := os.WriteFile("internal/storypair/weights.tsv", []byte(b.String()), 0o644); err != nil {
		log.Fatal(err)
	}
}

// read makes the pairs of one set.
func read(name string) ([]pair, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	in := bufio.NewScanner(z)
	in.Buffer(nil, 16<<20)
	lex := storypair.NewLexicon()
	var profiles []*storypair.Profile
	var stories []string
	for in.Scan() {
		var r struct{ Date, Title, Text, Story string }
		if err := json.Unmarshal(in.Bytes(), &r); err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", name, len(stories)+1, err)
		}
		day := 0
		if t, err := time.Parse(time.DateOnly, r.Date); err == nil {
			day = int(t.Unix() / 86400)
		}
		profiles = append(profiles, lex.Profile(lex.Words(r.Title), lex.Words(r.Text), day))
		stories = append(stories, r.Story)
	}
	return examples(profiles, stories), in.Err()
}

func examples(profiles []*storypair.Profile, stories []string) []pair {
	var out []pair
	var at [][2]int
	n := [2][]float64{make([]float64, len(stories)), make([]float64, len(stories))}
	for i := range profiles {
		for j := range i {
			f := storypair.Features(profiles[i], profiles[j])
			if f[2] <= leastBody {
				continue
			}
			p := pair{f: f, one: stories[i] == stories[j]}
			out, at = append(out, p), append(at, [2]int{i, j})
			n[side(p)][i]++
			n[side(p)][j]++
		}
	}
	for k := range out {
		c := n[side(out[k])]
		out[k].weight = (1/c[at[k][0]] + 1/c[at[k][1]]) * setWeight / float64(len(stories))
		if !out[k].one {
			out[k].weight *= apartTimes
		}
	}
	return out
}

func side(p pair) int {
	if p.one {
		return 1
	}
	return 0
}

// fit maximises the penalised likelihood.
func fit(pairs []pair) []float64 {
	n := len(storypair.Names)
	w := make([]float64, n)
	for range rounds {
		a := make([][]float64, n) // Hessian with the gradient behind it
		for i := range a {
			a[i] = make([]float64, n+1)
			a[i][i] = ridge
			if i > 0 {
				a[i][n] = -ridge * w[i]
			}
		}
		for _, p := range pairs {
			z := 0.0
			for i := range w {
				z += w[i] * p.f[i]
			}
			q := 1 / (1 + math.Exp(-z))
			e, c := p.weight*(float64(side(p))-q), p.weight*q*(1-q)
			for i := range w {
				a[i][n] += e * p.f[i]
				for j := range w {
					a[i][j] += c * p.f[i] * p.f[j]
				}
			}
		}
		for i, d := range solve(a) {
			w[i] += d
		}
	}
	return w
}

// solve solves the linear system by Gauss-Jordan elimination; the matrix is
// positive definite.
func solve(a [][]float64) []float64 {
	n := len(a)
	for i := range a {
		for r := range a {
			if r == i {
				continue
			}
			q := a[r][i] / a[i][i]
			for c := i; c <= n; c++ {
				a[r][c] -= q * a[i][c]
			}
		}
	}
	x := make([]float64, n)
	for i := range a {
		x[i] = a[i][n] / a[i][i]
	}
	return x
}
