package attribution

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/describe.tsv
var describeTSV string

//go:embed data/access.tsv
var accessTSV string

// noun is what the head noun of a source says of its kind.
type noun uint8

const (
	unknownNoun noun = iota
	officeNoun
	officialNoun
	postNoun
	spokesmanNoun
	sourceNoun
	personNoun
	collectiveNoun
	bodyNoun
	documentNoun
	outletNoun
	partitiveNoun
	bodyGroupNoun
)

var nounNames = map[string]noun{
	"office": officeNoun, "official": officialNoun, "post": postNoun, "spokesman": spokesmanNoun, "source": sourceNoun,
	"person": personNoun, "collective": collectiveNoun, "body": bodyNoun, "document": documentNoun, "outlet": outletNoun,
	"partitive": partitiveNoun, "bodygroup": bodyGroupNoun,
}

// human reports whether the noun is one for persons.
func (n noun) human() bool { return n >= officeNoun && n <= collectiveNoun }

// opener is how a stated access begins.
type opener struct {
	words   []string
	need    []string // one of these must follow
	unnamed bool     // it tells that the source would not be named
}

// describing is the tables that a source is described by.
type describing struct {
	nouns    map[string]noun
	state    map[string]bool // "state-run"
	hedge    map[string]bool
	formerly map[string]bool
	number   map[string]int
	access   map[string][]opener // by the first word, longest first
}

var describingTables = sync.OnceValue(func() *describing {
	t := &describing{
		nouns: map[string]noun{}, state: map[string]bool{}, hedge: map[string]bool{}, formerly: map[string]bool{},
		number: map[string]int{}, access: map[string][]opener{},
	}
	sets := map[string]map[string]bool{"state": t.state, "hedge": t.hedge, "formerly": t.formerly}
	for _, f := range rows(describeTSV) {
		for _, w := range strings.Fields(f[1]) {
			switch {
			case f[0] == "number":
				k, v, _ := strings.Cut(w, "=")
				t.number[k], _ = strconv.Atoi(v)
			case sets[f[0]] != nil:
				sets[f[0]][w] = true
			default:
				t.nouns[w] = nounNames[f[0]]
			}
		}
	}
	for _, f := range rows(accessTSV) {
		o := opener{words: strings.Fields(f[0]), unnamed: f[1] == "unnamed", need: strings.Fields(f[2])}
		t.access[o.words[0]] = append(t.access[o.words[0]], o)
	}
	for _, o := range t.access {
		for i := 1; i < len(o); i++ {
			for j := i; j > 0 && len(o[j].words) > len(o[j-1].words); j-- {
				o[j], o[j-1] = o[j-1], o[j]
			}
		}
	}
	return t
})
