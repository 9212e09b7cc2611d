package names

import "math"

// alikeLetters are letters that spellings in Latin script often exchange; where
// the learning of costs starts.
var alikeLetters = []string{"aeiouy", "ckqgx", "szcx", "dt", "bpvf", "wvu", "jyigz", "mn", "lr", "hg"}

const (
	priorEdits = 400 // edits that the start counts for
	exchange   = 0.05
	chance     = 0.01
	leaving    = 0.05
)

// joint are probabilities of edits: of letters side by side, and of letters
// left out.
type joint [numLetters + 1][numLetters + 1]float64

func frequencies() [numLetters]float64 {
	var q [numLetters]float64
	const letters = "aaaaaaaaaaaabbbcccdddddeeeeeeeeeffggghhhhhiiiiiiiiijjkkkkklllllmmmmmnnnnnnnnooooooopprrrrrrrrsssssssttttttuuuuuvvvwwxyyyyzz"
	for i := range letters {
		q[letters[i]-'a']++
	}
	q[letterOf('q')] = 1
	q[digitLetter], q[otherLetter] = 1, 1
	total := 0.0
	for _, x := range q {
		total += x
	}
	for i := range q {
		q[i] /= total
	}
	return q
}

func firstJoint() joint {
	q := frequencies()
	var p joint
	for a := range q {
		p[a][a] += (1 - exchange - chance - leaving) * q[a]
		p[a][nothing] += leaving / 2 * q[a]
		p[nothing][a] += leaving / 2 * q[a]
		for b := range q {
			p[a][b] += chance * q[a] * q[b]
		}
	}
	var alike joint
	sum := 0.0
	for _, set := range alikeLetters {
		for i := range set {
			for j := range set {
				if i != j {
					a, b := letterOf(rune(set[i])), letterOf(rune(set[j]))
					alike[a][b] += q[a] * q[b]
					sum += q[a] * q[b]
				}
			}
		}
	}
	for a := range alike {
		for b := range alike[a] {
			p[a][b] += exchange * alike[a][b] / sum
		}
	}
	return p
}

func firstCosts() *costs {
	p := firstJoint()
	return p.costs(0.3)
}

// costs are probabilities as log ratios to chance, in thousandths of a nat.
func (p *joint) costs(double float64) *costs {
	q := frequencies()
	c := &costs{}
	for a := range q {
		for b := range q {
			c.swap[a][b] = int32(math.Round(-1000 * math.Log(p[a][b]/(q[a]*q[b]))))
		}
		c.swap[a][nothing] = int32(math.Round(-1000 * math.Log((p[a][nothing]+p[nothing][a])/(2*q[a]))))
		c.swap[nothing][a] = c.swap[a][nothing]
	}
	c.double = int32(math.Round(-1000 * math.Log(double)))
	return c
}

// learn takes one step of expectation and maximisation (on the best paths) over
// the words that the links of true pairs join.
func (c *costs) learn(pairs []Pair) *costs {
	counts := firstJoint()
	for a := range counts {
		for b := range counts[a] {
			counts[a][b] *= priorEdits
		}
	}
	doubles, dropped := 3.0, 10.0
	for _, p := range pairs {
		if !p.Same {
			continue
		}
		al := c.align(Parse(p.A, p.Kind), Parse(p.B, p.Kind))
		for _, l := range al.links {
			if l.how == spelled {
				d, n := c.trace(al.a.words[l.a].letters, al.b.words[l.b].letters, &counts)
				doubles += d
				dropped += n
			}
		}
	}
	sum := 0.0
	for a := range counts {
		for b := range a {
			m := (counts[a][b] + counts[b][a]) / 2
			counts[a][b], counts[b][a] = m, m
		}
		for b := range counts[a] {
			sum += counts[a][b]
		}
	}
	for a := range counts {
		for b := range counts[a] {
			counts[a][b] /= sum
		}
	}
	return counts.costs(doubles / dropped)
}

// trace counts the edits on the cheapest way between two words; of the doubled
// letters, how many were left out and how many there were.
func (c *costs) trace(a, b []byte, counts *joint) (left, doubled float64) {
	d := make([][]int32, len(a)+1)
	for i := range d {
		d[i] = make([]int32, len(b)+1)
		for j := range d[i] {
			switch {
			case i == 0 && j == 0:
			case i == 0:
				d[i][j] = d[i][j-1] + c.drop(b, j-1)
			case j == 0:
				d[i][j] = d[i-1][j] + c.drop(a, i-1)
			default:
				d[i][j] = min(d[i-1][j-1]+c.swap[a[i-1]][b[j-1]], d[i-1][j]+c.drop(a, i-1), d[i][j-1]+c.drop(b, j-1))
			}
		}
	}
	drop := func(w []byte, k int) {
		if k > 0 && w[k] == w[k-1] {
			left++
			return
		}
		counts[w[k]][nothing] += 0.5
		counts[nothing][w[k]] += 0.5
	}
	for _, w := range [][]byte{a, b} {
		for k := 1; k < len(w); k++ {
			if w[k] == w[k-1] {
				doubled++
			}
		}
	}
	for i, j := len(a), len(b); i > 0 || j > 0; {
		switch {
		case i > 0 && j > 0 && d[i][j] == d[i-1][j-1]+c.swap[a[i-1]][b[j-1]]:
			counts[a[i-1]][b[j-1]]++
			i, j = i-1, j-1
		case i > 0 && d[i][j] == d[i-1][j]+c.drop(a, i-1):
			drop(a, i-1)
			i--
		default:
			drop(b, j-1)
			j--
		}
	}
	return left, doubled
}
