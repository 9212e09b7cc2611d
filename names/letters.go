package names

import "strings"

// Letters are numbered: a to z, then digits, then all others.
const (
	digitLetter = 26
	otherLetter = 27
	numLetters  = 28
	nothing     = numLetters // the other side of a letter that is left out
)

func letterOf(r rune) byte {
	switch {
	case r >= 'a' && r <= 'z':
		return byte(r - 'a')
	case r >= '0' && r <= '9':
		return digitLetter
	}
	return otherLetter
}

func lettersOf(w string) []byte {
	out := make([]byte, 0, len(w))
	for _, r := range w {
		out = append(out, letterOf(r))
	}
	return out
}

var sounds = strings.NewReplacer("kh", "h", "ck", "k", "gh", "g", "ph", "f", "sch", "sh", "tch", "ch", "dj", "j", "zh", "j", "ts", "s", "tz", "s",
	"q", "k", "c", "k", "x", "k", "w", "v", "u", "u", "y", "i", "z", "s", "h", "")

// sound is a word by its consonants: letters that transliterations exchange made
// one, doubles made single, vowels dropped but for a first one.
func sound(w string) string {
	w = sounds.Replace(w)
	var b []byte
	for i := range len(w) {
		c := w[i]
		vowel := strings.IndexByte("aeiou", c) >= 0
		if vowel && len(b) > 0 || len(b) > 0 && b[len(b)-1] == c {
			continue
		}
		if vowel {
			c = 'a'
		}
		b = append(b, c)
	}
	return string(b)
}

// costs are how unlikely one letter stands for another in two spellings of one
// word, in thousandths of a nat, against its standing there by chance: the
// stochastic edit distance of Ristad and Yianilos (1998) as a ratio. Lower is
// liker; what the same letter costs is below zero.
type costs struct {
	swap   [numLetters + 1][numLetters + 1]int32
	double int32 // leaving out one of two equal letters
}

// distance is the cheapest way from one word to the other.
func (c *costs) distance(a, b []byte) int {
	prev, row := make([]int32, len(b)+1), make([]int32, len(b)+1)
	for j := range b {
		prev[j+1] = prev[j] + c.drop(b, j)
	}
	for i := range a {
		d := c.drop(a, i)
		row[0] = prev[0] + d
		for j := range b {
			row[j+1] = min(prev[j]+c.swap[a[i]][b[j]], prev[j+1]+d, row[j]+c.drop(b, j))
		}
		prev, row = row, prev
	}
	return int(prev[len(b)])
}

func (c *costs) drop(w []byte, i int) int32 {
	if i > 0 && w[i] == w[i-1] {
		return c.double
	}
	return c.swap[w[i]][nothing]
}

// likeness is 1000 for equal words, 0 for words no liker than by chance.
func (c *costs) likeness(a, b []byte) int {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	same := 0
	for _, l := range a {
		same += int(c.swap[l][l])
	}
	for _, l := range b {
		same += int(c.swap[l][l])
	}
	if same >= 0 {
		return 0
	}
	return max(0, min(1000, 2000*c.distance(a, b)/same))
}
