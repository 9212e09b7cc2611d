package names

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/lexis"
)

//go:embed data/address.txt
var addressTXT string

//go:embed data/both.txt
var bothTXT string

//go:embed data/suffixes.txt
var suffixesTXT string

//go:embed data/particles.txt
var particlesTXT string

//go:embed data/forms.txt
var formsTXT string

//go:embed data/qualifiers.txt
var qualifiersTXT string

//go:embed data/written.tsv
var writtenTSV string

//go:embed data/alike.tsv
var alikeTSV string

type tables struct {
	address, both, suffixes, particles, forms, qualifiers, prepositions map[string]bool
	firstNames                                                          map[string]bool   // particles that are given names too
	written                                                             map[string]string // one way of writing words of bodies and places
	alike                                                               map[string][]int  // word -> groups of words that say the same
}

var table = sync.OnceValue(func() *tables {
	t := &tables{address: words(addressTXT), both: words(bothTXT), suffixes: words(suffixesTXT), particles: words(particlesTXT), forms: words(formsTXT), alike: map[string][]int{},
		qualifiers: words(qualifiersTXT), prepositions: words("of for in on at from to near off de del della du des von"), written: map[string]string{},
		firstNames: words("ben abdul abdel abd abdal abu abou van an e y")}
	for line := range strings.Lines(writtenTSV) {
		if w, digits, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && w[0] != '#' {
			t.written[w] = digits
		}
	}
	n := 0
	for line := range strings.Lines(alikeTSV) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		n++
		for w := range strings.FieldsSeq(line) {
			t.alike[w] = append(t.alike[w], n)
		}
	}
	return t
})

func words(text string) map[string]bool {
	m := map[string]bool{}
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for w := range strings.FieldsSeq(line) {
			m[w] = true
		}
	}
	return m
}

const (
	maxWords = 24 // of a name that are compared; what follows is passed over
	maxWord  = 40 // letters of a word
)

// Name is a name made ready for comparing.
type Name struct {
	kind    readout.Type
	words   []word
	titles  []string // forms of address and offices, taken out
	suffix  string   // "jr", "ii", taken out
	forms   []string // legal forms, taken out
	country string   // ISO 3166 code where the whole name is a word for a country
	letters string   // all words in one
	caps    bool     // one word in capitals
}

// word is one word of a name.
type word struct {
	text    string // folded
	letters []byte // numbers of its letters; see letterOf
	sound   string
	class   gazetteer.Class
	weight  int // in thousandths: how much it tells one name from another
	initial bool
	small   bool // a particle or a function word
	digits  bool
	country string // ISO code, of a word for a country in a name of a body or place

	preposition bool
}

// Parse makes a name ready. Forms of address are taken out of persons' names,
// legal forms out of those of bodies, unless nothing else is left; "Busaidi,
// Badr" is put in order. Any text is a name.
func Parse(text string, kind readout.Type) *Name {
	n := &Name{kind: kind}
	line := fold.Line(text)
	ws := fold.Words(inOrder(line, kind))
	if len(ws) > maxWords {
		ws = ws[:maxWords]
	}
	n.caps = len(ws) == 1 && strings.ToUpper(line) == line && strings.ToLower(line) != line
	ws = n.takeOut(ws)
	if kind != readout.Person {
		ws = written(ws)
	}
	for _, w := range ws {
		n.words = append(n.words, newWord(w, kind))
		n.letters += w
	}
	n.givenParticle()
	if c, _, ok := gazetteer.CountryOf(text); ok && kind != readout.Person {
		n.country = c.Code
	}
	return n
}

// written brings words of bodies and places to one way of writing: numbers in
// digits, "UN" in words, American spelling.
func written(ws []string) []string {
	var out []string
	for _, w := range ws {
		if as, ok := table().written[w]; ok {
			out = append(out, strings.Fields(as)...)
		} else {
			out = append(out, w)
		}
	}
	return out
}

// givenParticle makes the first of two words count where it is a particle in
// other names and a given name here: "Ben Rider", "Abdul Rahman".
func (n *Name) givenParticle() {
	if n.kind != readout.Person || len(n.words) < 2 || n.significant() != 1 || !n.words[0].small || !table().firstNames[n.words[0].text] {
		return
	}
	n.words[0].small, n.words[0].weight = false, 700
}

// inOrder puts the surname of "Busaidi, Badr" last.
func inOrder(line string, kind readout.Type) string {
	last, first, ok := strings.Cut(line, ",")
	if !ok || kind != readout.Person || strings.Contains(first, ",") {
		return line
	}
	rest := fold.Words(first)
	if len(rest) == 0 || table().address[rest[0]] {
		return line
	}
	return first + " " + last
}

// takeOut splits forms of address or legal forms off, and leaves something.
func (n *Name) takeOut(ws []string) []string {
	if n.kind != readout.Person {
		return n.takeForms(ws)
	}
	end := len(ws)
	for end > 1 && table().suffixes[ws[end-1]] {
		end--
		n.suffix = ws[end]
		n.titles = append(n.titles, ws[end])
	}
	var keep []string
	for i, w := range ws[:end] {
		// A last word is a surname whatever it means, and "Don Ferncastle" has
		// no other given name.
		if table().address[w] && i < end-1 && (end > 2 || !table().both[w]) {
			n.titles = append(n.titles, w)
		} else {
			keep = append(keep, w)
		}
	}
	if slices.ContainsFunc(keep, func(w string) bool { return !table().particles[w] }) {
		return keep
	}
	n.titles = nil
	return ws
}

const given = gazetteer.Given | gazetteer.GivenMale | gazetteer.GivenFemale

// takeForms takes the article out, and legal forms at either end.
func (n *Name) takeForms(ws []string) []string {
	ws = slices.DeleteFunc(slices.Clone(ws), func(w string) bool { return w == "the" && len(ws) > 1 })
	for len(ws) > 1 && table().forms[ws[len(ws)-1]] {
		n.forms = append(n.forms, ws[len(ws)-1])
		ws = ws[:len(ws)-1]
	}
	for len(ws) > 1 && table().forms[ws[0]] && ws[0] != "group" {
		n.forms = append(n.forms, ws[0])
		ws = ws[1:]
	}
	slices.Sort(n.forms)
	return ws
}

func newWord(w string, kind readout.Type) word {
	if len(w) > maxWord {
		w = strings.ToValidUTF8(w[:maxWord], "")
	}
	x := word{text: w, letters: lettersOf(w), sound: sound(w), class: gazetteer.ClassesFolded(w)}
	x.initial = len(x.letters) == 1 && w[0] >= 'a'
	if kind != readout.Person {
		if c, sense, ok := gazetteer.CountryOf(w); ok && sense != gazetteer.Capital {
			x.country = c.Code
		}
	}
	x.preposition = kind != readout.Person && table().prepositions[w]
	x.digits = w[0] >= '0' && w[0] <= '9'
	particle := table().particles[w]
	switch {
	case kind == readout.Person && particle:
		x.small, x.weight = true, 100
	case kind != readout.Person && (lexis.Grammar(w) || particle && len(w) <= 3):
		x.small, x.weight = true, 50
	case kind == readout.Person && x.initial:
		x.weight = 400
	default:
		x.weight = weigh(w, kind)
	}
	return x
}

// weigh says how much a word tells names apart: in names of bodies and places by
// how rare it is in news, in those of persons by whether many bear it.
func weigh(w string, kind readout.Type) int {
	if kind == readout.Person {
		if gazetteer.GivenName(w) {
			return 700
		}
		return 1000
	}
	return 200 + min(800, int(100*lexis.IDF(lexis.Stem(w))))
}

// Words counts the words that tell a name from another: no particles, no
// function words, no forms of address.
func (n *Name) Words() int { return n.significant() }

// Key is what two names share that differ in particles, forms of address, case
// and diacritics only: the words that Words counts, folded, in their order; all
// words where those are fewer than two. Key is idempotent.
func (n *Name) Key() string {
	var ws []string
	for i := range n.words {
		if !n.words[i].small || n.significant() < 2 {
			ws = append(ws, n.words[i].text)
		}
	}
	return strings.Join(append(ws, n.forms...), " ")
}

// Candidates are keys of which two names that can mean one share at least one:
// the sounds of the words that count, those of a person's first and last
// together, and for bodies the letters that initials begin with. They find too much, never decide.
func (n *Name) Candidates() []string {
	var out []string
	heavy := n.heavy()
	for _, w := range heavy {
		if !w.initial {
			out = append(out, "sound "+w.sound)
		}
	}
	if n.kind != readout.Person {
		for _, w := range heavy[:min(2, len(heavy))] {
			out = append(out, "letter "+w.text[:1])
		}
	}
	if n.kind == readout.Person && len(heavy) > 1 {
		out = append(out, "ends "+heavy[0].sound+" "+heavy[len(heavy)-1].sound)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// significant counts the words that are not small.
func (n *Name) significant() int {
	k := 0
	for i := range n.words {
		if !n.words[i].small {
			k++
		}
	}
	return k
}

func (n *Name) weight() int {
	k := 0
	for i := range n.words {
		k += n.words[i].weight
	}
	return k
}
