package corroborate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/lexis"
)

// prop is a statement made comparable: its content stems with weights, its
// numbers, and where it stands.
type prop struct {
	report, stmt int
	key          string // names it by its report's content and its place there
	st           *readout.Statement
	words        []string // all folded words, for runs
	bag                   // of its content words
	verbs        []string // concepts of its words that can be verbs of content
	sum          float32
	plain        float32 // the part of sum that is no names and no numbers
	numbers      []quantity
	origin, root int
	through      bool     // heard through a newsroom other than the report's own
	days         []string // TIMEX3 values of the days it names, perhaps partial
	stated       []scene  // happenings that it states
	known        []scene  // and that it takes for known
	core         bool     // what it has in common with others, cut out of a statement
	lone         int      // of a core: how much of it the others lack
	saidAs
}

// saidAs is what the words of a proposition say beside its stems: read once,
// since each is compared with many.
type saidAs struct {
	kinds   []string // of act
	manners []manner
	orders  []string
	said    wordRun // the words in their order
	run     wordRun // the same, whatever their endings
	passive bool    // with an agent
	earlier bool    // of other occasions

	kindBits kindSet
}

func newSaidAs(words []string) saidAs {
	kinds := acts(words)
	return saidAs{kinds, manners(words), orders(words), newWordRun(words), newWordRun(stemmed(words)), acting(words), earlier(words), kindsOf(kinds)}
}

// propositions are the statements of the story's reports that assert something
// of the world or pass on words.
func (s *story) propositions() []prop {
	who := s.membership()
	n := 0
	for _, r := range s.out.Reports {
		n += len(s.r.Docs[r].Statements)
	}
	out := make([]prop, 0, n+n/4) // room for cores
	for _, r := range s.out.Reports {
		s.stages[r] = s.stageOf(r, who)
		for i := range s.r.Docs[r].Statements {
			if !asserts(s.r.Docs[r].Report.Source, &s.r.Docs[r].Statements[i]) {
				continue
			}
			if p := s.proposition(r, i); len(p.stems) >= 2 {
				out = append(out, p)
			}
		}
	}
	return out
}

// proposition makes statement i of report r comparable; one with fewer than two
// stems says too little, and names no origin and no root.
func (s *story) proposition(r, i int) prop {
	d := s.r.Docs[r]
	st := &d.Statements[i]
	p := newProp(d, st)
	p.report, p.stmt = r, i
	if len(p.stems) < 2 {
		return p
	}
	p.key = fmt.Sprintf("%s %08d", d.Report.ID(), st.Start)
	p.origin = s.voices.origin(r, st)
	p.root = s.voices.root(r, st, p.origin)
	p.through = s.voices.through(st)
	p.days = daysIn(d, st.Span)
	if g := s.stages[r]; g != nil {
		p.stated, p.known = g.scenes(st.Span)
	}
	return p
}

// shareVerb reports whether two propositions have a verb, or a kind of act, in
// common: the same parties alone make no one claim.
func shareVerb(a, b *prop) bool {
	return a.kindBits&b.kindBits != 0 || slices.ContainsFunc(a.verbs, func(v string) bool { return slices.Contains(b.verbs, v) })
}

// asserts reports a statement that says something that can be so: not silence, a
// photo credit, a question or a fragment without a verb.
func asserts(source string, st *readout.Statement) bool {
	switch k := st.Root().Kind; {
	case k == readout.NoAnswer, k == readout.PhotoCredit:
		return false
	}
	if st.Attribution >= 0 && st.SpeechStatus == readout.DidNotHappen {
		return false // "he did not say that ...", "she does not think that ..."
	}
	return st.Rule != readout.RuleFragment && st.Rule != readout.RulePhotoCredit && !asks(source, st.Span)
}

// asks reports a span that is a question.
func asks(source string, at readout.Span) bool {
	if strings.HasSuffix(strings.TrimRight(at.Of(source), "”\"' "), "?") {
		return true
	}
	return strings.HasPrefix(strings.TrimLeft(source[at.End:min(len(source), at.End+4)], "”\"' "), "?")
}

func newProp(d *readout.Document, st *readout.Statement) prop {
	p := prop{st: st, words: words(st.Of(d.Report.Source))}
	names := namesIn(d, st)
	stems := make([]string, 0, len(p.words))
	for _, w := range p.words {
		if lexis.Grammar(w) {
			continue
		}
		k := concept(w)
		stems = append(stems, k)
		if contentVerb(w) && !names[k] && !slices.Contains(p.verbs, k) {
			p.verbs = append(p.verbs, k)
		}
	}
	slices.Sort(stems)
	p.bag = newBag(slices.Compact(stems))
	for i, k := range p.stems {
		p.sum += p.weight[i]
		p.nominal[i] = p.nominal[i] || names[k]
		if !p.nominal[i] {
			p.plain += p.weight[i]
		}
	}
	p.numbers = quantities(p.words)
	p.saidAs = newSaidAs(p.words)
	return p
}

// namesIn are the concepts of the words that stand in names within a statement:
// in mentions, and outside headlines in words with a capital that do not begin
// it.
func namesIn(d *readout.Document, st *readout.Statement) map[string]bool {
	out := map[string]bool{}
	at := st.Span
	if st.Position != readout.InHeadline {
		for i, f := range strings.Fields(at.Of(d.Report.Source)) {
			if i > 0 && capital(f) {
				for _, w := range words(f) {
					out[concept(w)] = true
				}
			}
		}
	}
	i, _ := slices.BinarySearchFunc(d.Mentions, at.Start, func(m readout.Mention, p int) int { return cmp.Compare(m.Start, p) })
	for ; i < len(d.Mentions) && d.Mentions[i].Start < at.End; i++ {
		if m := d.Mentions[i]; m.Kind == readout.Name {
			for _, w := range words(m.Of(d.Report.Source)) {
				out[concept(w)] = true
			}
		}
	}
	return out
}

// capital reports a word whose first letter is a capital.
func capital(word string) bool {
	for _, r := range word {
		if unicode.IsLetter(r) {
			return unicode.IsUpper(r)
		}
	}
	return false
}

// daysIn are the values of the days that a span names.
func daysIn(d *readout.Document, at readout.Span) []string {
	i, _ := slices.BinarySearchFunc(d.Timexes, at.Start, func(t readout.Timex, p int) int { return cmp.Compare(t.Start, p) })
	var out []string
	for ; i < len(d.Timexes) && d.Timexes[i].Start < at.End; i++ {
		t := d.Timexes[i]
		if at.Contains(t.Span) && (t.Type == readout.Date || t.Type == readout.Time) && len(t.Value) >= dayLen {
			out = append(out, t.Value[:dayLen])
		}
	}
	return out
}

// dayIn compares the days that two propositions name: whether one is of both,
// and whether both name days of which none can be of both.
func dayIn(a, b *prop) (same, apart bool) {
	for _, x := range a.days {
		for _, y := range b.days {
			if x == y || isDay(y) && fits(x, y) || isDay(x) && fits(y, x) {
				return true, false
			}
		}
	}
	return false, len(a.days) > 0 && len(b.days) > 0
}

// likeness compares two propositions by the weight of the stems they share.
type likeness struct {
	count int     // stems shared
	names int     // of them countries and words that news hardly uses
	part  float32 // of the lighter one's weight
	act   float32 // likewise, of the stems that are no names and no numbers
	whole float32 // of the weight of both together
}

func like(a, b *prop) likeness {
	var l likeness
	var w, plain float32
	for i, j, ok := a.next(&b.bag, 0, 0); ok; i, j, ok = a.next(&b.bag, i+1, j+1) {
		l.count++
		if a.nominal[i] || b.nominal[j] {
			l.names++
		} else {
			plain += a.weight[i]
		}
		w += a.weight[i]
	}
	if w > 0 {
		l.part = w / min(a.sum, b.sum)
		l.whole = w / (a.sum + b.sum - w)
	}
	if least := min(a.plain, b.plain); least > 0 {
		l.act = plain / least
	}
	return l
}

// longestRun is the length of the longest run of words that both have.
func longestRun(a, b wordRun) int {
	best := uint16(0)
	var room [64]uint16
	row := append(room[:0], make([]uint16, len(b.heads)+1)...)
	for i, x := range a.heads {
		diag := uint16(0)
		for j, y := range b.heads {
			up := row[j+1]
			row[j+1] = 0
			if x == y && a.words[i] == b.words[j] {
				row[j+1] = diag + 1
				best = max(best, diag+1)
			}
			diag = up
		}
	}
	return int(best)
}

// wordRun is words in their order, with the first bytes of each, which most often
// tell two apart.
type wordRun struct {
	words []string
	heads []uint64
}

// mostOfRun bounds the words of a statement that are compared in their order.
const mostOfRun = 400

func newWordRun(words []string) wordRun {
	r := wordRun{words, make([]uint64, min(len(words), mostOfRun))}
	for i := range r.heads {
		r.heads[i] = headOf(words[i])
	}
	return r
}
