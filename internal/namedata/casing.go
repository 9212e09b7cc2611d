package namedata

import (
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout/internal/fold"
)

// Casing counts how a word is written in running news text, away from starts
// of sentences and from lines all in capitals or in title case.
type Casing struct {
	Lower, Upper int // with a small, with a capital first letter
	Reports      int // in which it stands with a capital
	last         int
}

// Casings counts the words of the news texts in corpora (those that serve as
// unlabelled text: polnear/train and stance/fnc_train_bodies), by folded form.
func Casings(corpora string) (map[string]*Casing, error) {
	m := map[string]*Casing{}
	n := 0
	type report struct{ Text string }
	for _, f := range []string{"polnear/train.jsonl.gz", "stance/fnc_train_bodies.jsonl.gz"} {
		err := each(filepath.Join(corpora, f), func(r report) {
			n++
			count(m, r.Text, n)
		})
		if err != nil {
			return nil, err
		}
	}
	return m, nil
}

func count(m map[string]*Casing, text string, report int) {
	for line := range strings.Lines(text) {
		ws := strings.Fields(line)
		small := 0
		for _, w := range ws {
			if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) {
				small++
			}
		}
		if small*3 < len(ws) || len(ws) < 6 {
			continue
		}
		start := true
		for _, w := range ws {
			if !start {
				note(m, w, report)
			}
			start = strings.ContainsAny(w[len(w)-1:], ".:!?\"'”’)-") || strings.ContainsAny(w, "“”\"")
		}
	}
}

func note(m map[string]*Casing, w string, report int) {
	for _, part := range strings.FieldsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' && r != '.' }) {
		part = strings.Trim(part, ".'’")
		first, _ := utf8.DecodeRuneInString(part)
		k := strings.TrimSuffix(fold.Key(part), "'s")
		if k == "" || !unicode.IsLetter(first) {
			continue
		}
		c := m[k]
		if c == nil {
			c = &Casing{}
			m[k] = c
		}
		if unicode.IsLower(first) {
			c.Lower++
			continue
		}
		c.Upper++
		if c.last != report {
			c.last = report
			c.Reports++
		}
	}
}
