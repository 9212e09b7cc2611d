package ingest

import (
	_ "embed" // tables
	"strings"
	"sync"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

//go:embed data/end_heads.txt
var endHeadsTable string

//go:embed data/furniture.tsv
var furnitureTable string

//go:embed data/function_words.txt
var functionWordsTable string

// phrase is one row of the table of furniture.
type phrase struct {
	role  readout.Role
	where string
	words string // with a blank at both ends
}

// phraseBook holds the tables of words that saved pages are read with.
type phraseBook struct {
	heads     map[string]bool
	openHeads map[string][]string // by first word
	is        map[string]phrase
	opens     map[string][]phrase // by first word
	anywhere  []phrase            // holds, ends
	functions map[string]bool
	languages map[string]map[string]bool // function words by language
}

var phrases = sync.OnceValue(func() *phraseBook {
	b := &phraseBook{
		heads: map[string]bool{}, openHeads: map[string][]string{}, is: map[string]phrase{}, opens: map[string][]phrase{}, functions: map[string]bool{},
		languages: map[string]map[string]bool{},
	}
	for _, l := range tableLines(endHeadsTable) {
		k := wordKey(l)
		if strings.HasSuffix(l, "...") {
			first, _, _ := strings.Cut(k, " ")
			b.openHeads[first] = append(b.openHeads[first], k+" ")
			continue
		}
		b.heads[k] = true
	}
	for _, l := range tableLines(furnitureTable) {
		f := strings.Split(l, "\t")
		b.add(phrase{role: readout.Role(f[0]), where: f[1], words: wordKey(f[2])})
	}
	for _, l := range tableLines(functionWordsTable) {
		words := strings.Fields(l)
		own := map[string]bool{}
		for _, w := range words[1:] {
			b.functions[w], own[w] = true, true
		}
		b.languages[words[0]] = own
	}
	return b
})

func (b *phraseBook) add(p phrase) {
	switch p.where {
	case "is":
		b.is[p.words] = p
	case "opens", "begins":
		first, _, _ := strings.Cut(p.words, " ")
		b.opens[first] = append(b.opens[first], p)
	default:
		p.words = " " + p.words + " "
		b.anywhere = append(b.anywhere, p)
	}
}

// tableLines are the rows of a table, without empty lines and remarks.
func tableLines(table string) []string {
	var out []string
	for l := range strings.Lines(table) {
		l = strings.TrimRight(l, "\r\n")
		if l != "" && !strings.HasPrefix(l, "#") {
			out = append(out, l)
		}
	}
	return out
}

func wordKey(s string) string { return strings.Join(fold.Words(s), " ") }

// longestFurniture is the number of words up to which a phrase inside a line
// can say what the line is.
const longestFurniture = 60

// furniture finds the phrase that says what a line is, from its words joined by
// blanks.
func (b *phraseBook) furniture(key string, words int) (phrase, bool) {
	if p, ok := b.is[strings.TrimRight(key, " 0123456789")]; ok && p.words != "" {
		return p, true
	}
	first, _, _ := strings.Cut(key, " ")
	for _, p := range b.opens[first] {
		if (key == p.words || strings.HasPrefix(key, p.words+" ")) && (words <= longestFurniture || p.where == "begins") {
			return p, true
		}
	}
	if words > longestFurniture || key == "" {
		return phrase{}, false
	}
	padded := " " + key + " "
	for _, p := range b.anywhere {
		if p.where == "ends" && strings.HasSuffix(padded, p.words) || p.where != "ends" && strings.Contains(padded, p.words) {
			return p, true
		}
	}
	return phrase{}, false
}

// opensHead reports whether the words open with those of a section head that
// names its subject.
func (b *phraseBook) opensHead(key string) bool {
	first, _, _ := strings.Cut(key, " ")
	for _, h := range b.openHeads[first] {
		if strings.HasPrefix(key, h) {
			return true
		}
	}
	return false
}

// head reports whether the words are a section head that ends an article; a
// number of comments or a trailing count does not matter.
func (b *phraseBook) head(key string) bool {
	return b.heads[key] || b.heads[strings.Trim(key, " 0123456789")]
}
