package corroborate

import (
	"cmp"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/frame"
	"github.com/readout-project/readout/internal/lexis"
)

// scene is a predicate of a statement with those who take part, made comparable.
type scene struct {
	frame  frame.Frame
	what   string   // concept of the predicate
	weight float32  // of the predicate
	kinds  []string // of act
	// bits are the same; near those of them whose words can stand for each other.
	bits, near kindSet
	takes      []taker
	// agents and patients are those of takes, which seat finds.
	agents, patients []*taker
	none             bool // of nobody or nothing: "no symptoms"
	// clause is the stretch of the predicate with all that hangs on it.
	clause  readout.Span
	numbers []quantity // in the clause
}

// taker is a participant of a scene.
type taker struct {
	role  frame.Role
	prep  string
	joins prepSet  // what the preposition can stand for
	word  int32    // that heads its phrase, in the document
	head  string   // concept of its noun; "" for a pronoun that is not resolved
	bare  bool     // it has no such noun, or a number for it
	bag            // with the stems of the name that it refers to
	codes []string // of countries among the stems
	who   []int    // indexes into Story.People
	count quantity // "23 divers"; empty value for none
	place bool
	named bool     // by a proper name
	next  bool     // one more of its kind: "a second missile", "another boy"
	of    []string // stems of the name of whom or what it is: "the wife of Oskar Breuer"
	age   string
}

// stage reads the scenes of one report.
type stage struct {
	report int
	d      *readout.Document
	frames *frame.Reader
	who    map[readout.Member]int
}

func (s *story) stageOf(report int, who map[readout.Member]int) *stage {
	d := s.r.Docs[report]
	return &stage{report: report, d: d, frames: frame.New(d), who: who}
}

// scenes are the happenings that a statement tells: those that it states, its
// predicate and the ones joined to it ("met and signed", "began to withdraw"),
// and then those that it takes for known ("the hikers abducted in May", "in
// the crash of the plane").
func (g *stage) scenes(at readout.Span) (stated, known []scene) {
	lo, _ := slices.BinarySearchFunc(g.d.Words, at.Start, func(w readout.Word, p int) int { return cmp.Compare(w.Start, p) })
	hi, _ := slices.BinarySearchFunc(g.d.Words, at.End, func(w readout.Word, p int) int { return cmp.Compare(w.Start, p) })
	var main []int32
	for i, w := range g.frames.Predicates(lo, hi) {
		switch {
		case i == 0 || g.joins(w, main):
			main = append(main, w)
			negated, open := g.under(w, main)
			if f := g.frames.Of(w); !open && (f.Word == f.Verb || !g.unreal(f.Word)) {
				f.Negated = f.Negated || negated
				stated = append(stated, g.scene(f))
			}
		case g.frames.Presupposed(w), g.seen(w):
			if f := g.frames.Of(w); !f.Negated {
				known = append(known, g.scene(f))
			}
		}
	}
	for _, w := range g.frames.Nouns(lo, hi, func(lemma string) bool {
		return !things[lemma] && (frame.Deverbal(lemma) || len(acts([]string{lemma})) > 0)
	}) {
		if g.modified(w) || g.unreal(w) {
			continue
		}
		if sc := g.scene(g.frames.OfNoun(w)); len(sc.takes) > 0 {
			known = append(known, sc)
		}
	}
	return stated, known
}

// seen reports an act that somebody was seen in, where that is taken for known: "when
// she was filmed striking a guard".
func (g *stage) seen(w int32) bool {
	h := g.frames.Head[w]
	return g.d.Words[w].XPOS == readout.TagVBG && g.d.Words[w].Rel.Base() == readout.RelXcomp && seeing[g.frames.Lemma(h)] && g.frames.Presupposed(h)
}

var seeing = map[string]bool{"see": true, "picture": true, "film": true, "photograph": true, "show": true, "hear": true, "find": true, "catch": true, "watch": true, "record": true, "spot": true, "begin": true, "start": true, "keep": true}

// unreal reports an act that its modifier leaves open: "the possible release".
func (g *stage) unreal(noun int32) bool {
	for c := g.frames.First[noun]; c >= 0; c = g.frames.Next[c] {
		switch g.frames.Lemma(c) {
		case "possible", "potential", "planned", "proposed", "future", "alleged", "eventual", "expected":
			return true
		}
	}
	return false
}

// modified reports a noun of which its modifiers say that it is one of several:
// "the most recent launch", "a second attack".
func (g *stage) modified(noun int32) bool {
	for c := g.frames.First[noun]; c >= 0; c = g.frames.Next[c] {
		switch g.frames.Lemma(c) {
		case "recent", "last", "late", "previous", "earlier", "early", "first", "second", "third", "fourth", "fifth", "sixth", "other", "another", "any", "every", "each", "no", "such", "future", "possible", "next", "past":
			return true
		}
	}
	return g.d.Words[noun].XPOS == readout.TagNNS
}

// things are nouns of kinds of act that are no acts.
var things = map[string]bool{
	"toll": true, "casualty": true, "victim": true, "missile": true, "rocket": true, "ballot": true, "custody": true, "dead": true,
	"round": true, "session": true, "deal": true, "pact": true, "accord": true, "treaty": true, "agreement": true,
}

// relative reports the noun on which a relative clause or a participle hangs,
// which says of whom it tells.
func (g *stage) relative(t *taker, f *frame.Frame) bool {
	return g.d.Words[f.Verb].Rel.Base() == readout.RelAcl && g.frames.Head[f.Verb] == t.word
}

// joins reports a predicate that says what happens beside or for one of the list.
func (g *stage) joins(w int32, list []int32) bool {
	switch g.d.Words[w].Rel.Base() {
	case readout.RelConj:
		return slices.Contains(list, g.frames.Head[w])
	case readout.RelXcomp:
		// Who stops doing a thing has done it.
		return slices.Contains(list, g.frames.Head[w]) && !ceasing[g.frames.Lemma(g.frames.Head[w])]
	}
	return false
}

// under reports a predicate whose governor is negated: it did not happen where the
// governor is its being done ("had not been able to find"), and is open else ("did
// not agree to sign").
func (g *stage) under(w int32, main []int32) (negated, open bool) {
	h := g.frames.Head[w]
	if g.d.Words[w].Rel.Base() != readout.RelXcomp || !slices.Contains(main, h) || !g.frames.Of(h).Negated {
		return false, false
	}
	return doing[g.frames.Lemma(h)], !doing[g.frames.Lemma(h)]
}

// doing are predicates of which the negative denies what follows.
var doing = map[string]bool{"able": true, "manage": true, "get": true, "begin": true, "start": true, "dare": true, "bother": true, "succeed": true, "appear": true, "seem": true}

var ceasing = map[string]bool{"stop": true, "cease": true, "quit": true, "halt": true, "discontinue": true}

// scene makes a frame comparable and finds the stretch of words that states it.
func (g *stage) scene(f frame.Frame) scene {
	lemma, form := g.frames.Lemma(f.Word), fold.Key(g.d.Words[f.Word].Of(g.d.Report.Source))
	sc := scene{frame: f, what: act(form, lemma)}
	if !things[lemma] || g.d.Words[f.Word].UPOS == readout.VERB {
		sc.kinds = acts([]string{lemma, form, sc.what})
	}
	if p := g.frames.Phrasal(f.Word); p != "" && g.d.Words[f.Word].UPOS == readout.VERB {
		if what, w := phrasal(lemma, p); what != "" {
			sc.what, sc.kinds = what, acts([]string{w})
		}
	}
	sc.bits = kindsOf(sc.kinds)
	sc.near = sc.bits &^ kindsAre().loose
	sc.weight = weightOf(sc.what)
	if sc.what == act(form, lemma) {
		sc.weight = weightOf(plainAct(form, lemma))
	}
	lo, hi := g.frames.Lo[f.Verb], g.frames.Hi[f.Verb]
	sc.clause = readout.Span{Start: g.d.Words[lo].Start, End: g.d.Words[hi-1].End}
	sc.numbers = quantities(words(sc.clause.Of(g.d.Report.Source)))
	for _, a := range f.Args {
		if t, ok := g.taker(a); ok {
			sc.takes = append(sc.takes, t)
			sc.none = sc.none || a.Role != frame.Oblique && g.frames.None(a.Head)
		}
	}
	g.places(&sc, lo, hi)
	sc.seat()
	return sc
}

// places adds the named places in which a scene is, wherever they hang: "at his
// house in Selm".
func (g *stage) places(sc *scene, lo, hi int32) {
	for w := lo; w < hi; w++ {
		x := &g.d.Words[w]
		if x.Mention != readout.Place || x.UPOS != readout.PROPN || x.Rel.Base() != readout.RelNmod && x.Rel.Base() != readout.RelObl {
			continue
		}
		prep := g.frames.Prep(w)
		if !akin(prep, "in") || slices.ContainsFunc(sc.takes, func(t taker) bool { return t.word == w }) || g.frames.Predicate(w) != sc.frame.Verb {
			continue
		}
		if t, ok := g.taker(frame.Arg{Role: frame.Oblique, Prep: prep, Head: w}); ok {
			sc.takes = append(sc.takes, t)
		}
	}
}

// taker reads a participant; false for a time.
func (g *stage) taker(a frame.Arg) (taker, bool) {
	head := &g.d.Words[a.Head]
	if head.Mention == readout.TimeType {
		return taker{}, false
	}
	t := taker{role: a.Role, prep: a.Prep, joins: prepLines()[a.Prep], word: a.Head, place: head.Mention == readout.Place && a.Role == frame.Oblique}
	noun := g.counted(a.Head)
	t.named = g.d.Words[noun].UPOS == readout.PROPN
	t.stems = g.stems(g.frames.Phrase(noun))
	t.count = g.count(a.Head, noun)
	t.age = g.age(noun)
	t.of = g.owner(noun)
	t.next = g.oneMore(noun)
	if t.age != "" && t.count.value == t.age {
		t.count = quantity{} // "4-year-old"
	}
	if g.d.Words[noun].UPOS != readout.PRON && !strings.HasPrefix(g.frames.Lemma(noun), "#") { // what a hashtag is of, its letters do not say
		t.head = concept(g.frames.Lemma(noun))
	}
	g.refers(&t, noun)
	g.apposed(&t, noun)
	t.know(t.stems)
	for _, k := range t.stems {
		if isCode(k) {
			t.codes = append(t.codes, k)
		}
	}
	for _, k := range t.of {
		if isCode(k) && !slices.Contains(t.codes, k) {
			t.codes = append(t.codes, k) // "the government of Norway"
		}
	}
	return t, true
}

// know gives a participant the words that it is known by, once its noun is read.
func (t *taker) know(stems []string) {
	slices.Sort(stems)
	t.bag = newBag(slices.Compact(stems))
	t.bare = t.head == "" || allDigits(t.head)
}

// oneMore reports a noun phrase of others than the one told of before, or of an unknown number.
func (g *stage) oneMore(noun int32) bool {
	for c := g.frames.First[noun]; c >= 0; c = g.frames.Next[c] {
		switch g.frames.Lemma(c) {
		case "second", "third", "fourth", "another", "other", "more", "several":
			return g.d.Words[noun].UPOS == readout.NOUN
		}
	}
	return false
}

// apposed adds the name that stands beside an office or a relation: "the harbour
// master Oskar Breuer".
func (g *stage) apposed(t *taker, noun int32) {
	if len(t.who) > 0 || g.d.Words[noun].UPOS != readout.NOUN {
		return
	}
	for c := g.frames.First[noun]; c >= 0; c = g.frames.Next[c] {
		if x := &g.d.Words[c]; x.Rel.Base() == readout.RelAppos && x.UPOS == readout.PROPN && x.Mention == readout.Person {
			g.refers(t, c)
			return
		}
	}
}

// stems are the concepts of the content words of a phrase.
func (g *stage) stems(phrase []int32) []string {
	var b strings.Builder
	for _, w := range phrase {
		if x := &g.d.Words[w]; x.UPOS != readout.NUM && x.UPOS != readout.PRON && x.Mention != readout.TimeType {
			b.WriteString(x.Of(g.d.Report.Source))
			b.WriteByte(' ')
		}
	}
	var out []string
	for _, f := range words(b.String()) {
		if !lexis.Grammar(f) && !allDigits(f) {
			out = append(out, concept(f))
		}
	}
	return out
}

// parts are nouns that only say how many there are of what follows.
var parts = []string{"dozen", "hundred", "thousand", "score", "number", "group", "most", "all", "some", "pair", "couple", "majority", "half",
	"round", "series", "wave", "package", "set", "kind", "type"}

// mouths are those who speak for what they are of.
var mouths = []string{"spokesman", "spokeswoman", "spokesperson", "representative", "official"}

// counted is the noun of which a number or a part is told: "23 of the divers".
func (g *stage) counted(head int32) int32 {
	switch x := &g.d.Words[head]; {
	case x.UPOS == readout.NUM, x.UPOS == readout.DET, x.UPOS == readout.PRON, slices.Contains(parts, g.frames.Lemma(head)), slices.Contains(mouths, g.frames.Lemma(head)):
	case limbs[g.frames.Lemma(head)]:
		return g.whose(head)
	default:
		return head
	}
	for c := g.frames.First[head]; c >= 0; c = g.frames.Next[c] {
		if g.d.Words[c].Rel.Base() == readout.RelNmod {
			return c
		}
	}
	return head
}

// limbs are parts of a body: what is done to them is done to whose they are.
var limbs = map[string]bool{
	"hand": true, "arm": true, "leg": true, "head": true, "face": true, "back": true, "neck": true, "chest": true, "shoulder": true,
	"finger": true, "foot": true, "stomach": true, "cheek": true, "throat": true, "wrist": true, "knee": true,
}

// whose is the noun that a part is of: "a guard's hand"; the part itself where none
// is named.
func (g *stage) whose(part int32) int32 {
	for c := g.frames.First[part]; c >= 0; c = g.frames.Next[c] {
		if g.d.Words[c].Rel == readout.RelNmodPoss && g.d.Words[c].UPOS != readout.PRON {
			return c
		}
	}
	return part
}

// count is the number of a noun phrase: of its head in "23 of the 90 divers".
func (g *stage) count(head, noun int32) quantity {
	at, lo, hi := int32(-1), int32(0), int32(0)
	if g.d.Words[head].UPOS == readout.NUM {
		at, lo, hi = head, max(head-3, g.frames.Lo[head]), head+1
	}
	for c := g.frames.First[noun]; c >= 0 && at < 0; c = g.frames.Next[c] {
		if g.d.Words[c].Rel.Base() == readout.RelNummod {
			at, lo, hi = c, g.frames.Lo[c], g.frames.Hi[c]
		}
	}
	if at < 0 || noun != head && at != head {
		return quantity{}
	}
	for lo > 0 && g.d.Words[lo].Joined {
		lo--
	}
	if lo > 0 && g.frames.Sent[lo] == g.frames.Sent[lo-1] {
		lo-- // the word before tells "over" from "handed over"
	}
	w := words(g.d.Report.Source[g.d.Words[lo].Start:g.d.Words[hi-1].End])
	for i := range w {
		if v, n := numberAt(w[i:]); n > 0 {
			return quantity{value: v, bound: boundBefore(w[:i])}
		}
	}
	return quantity{}
}

// owner are the stems of the proper name that a noun is of.
func (g *stage) owner(noun int32) []string {
	for c := g.frames.First[noun]; c >= 0; c = g.frames.Next[c] {
		x := &g.d.Words[c]
		if x.Rel.Base() == readout.RelNmod && x.UPOS == readout.PROPN && (x.Rel == readout.RelNmodPoss || g.frames.Prep(c) == "of") {
			out := g.stems(g.frames.Phrase(c))
			slices.Sort(out)
			return slices.Compact(out)
		}
	}
	return nil
}

// age is how old a noun phrase says that somebody is: "a 4-year-old boy", "Ada
// Mellin, 44,"; "" where it does not.
func (g *stage) age(noun int32) string {
	lo, hi := g.frames.Lo[noun], min(g.frames.Hi[noun], noun+6)
	w := words(g.d.Report.Source[g.d.Words[lo].Start:g.d.Words[hi-1].End])
	for i := range w {
		v, n := numberAt(w[i:])
		if n > 0 && i+n+1 < len(w) && (w[i+n] == "year" || w[i+n] == "years") && w[i+n+1] == "old" {
			return v
		}
	}
	if g.d.Words[noun].UPOS != readout.PROPN {
		return ""
	}
	for c := g.frames.First[noun]; c >= 0; c = g.frames.Next[c] {
		x := &g.d.Words[c]
		if v := x.Of(g.d.Report.Source); x.UPOS == readout.NUM && (x.Rel.Base() == readout.RelAppos || x.Rel == readout.RelNmodUnmarked) && len(v) == 2 && allDigits(v) {
			return v
		}
	}
	return ""
}

// longestMention bounds the bytes in which the mention around a word is looked for.
const longestMention = 120

// refers adds whom a participant is, by the innermost mention that holds its
// head, where the report has a name for it.
func (g *stage) refers(t *taker, w int32) {
	at := g.d.Words[w].Span
	i, _ := slices.BinarySearchFunc(g.d.Mentions, at.Start+1, func(m readout.Mention, p int) int { return cmp.Compare(m.Start, p) })
	for i--; i >= 0 && at.Start-g.d.Mentions[i].Start < longestMention; i-- {
		m := &g.d.Mentions[i]
		if !m.Contains(at) || m.Entity < 0 {
			continue
		}
		e := &g.d.Entities[m.Entity]
		if k, ok := g.who[readout.Member{Report: g.report, Entity: m.Entity}]; ok {
			t.who = append(t.who, k)
		}
		if len(e.Names) == 0 && m.Kind != readout.Pronoun {
			return
		}
		for _, f := range fold.Words(e.Name) {
			if !lexis.Grammar(f) && !allDigits(f) {
				t.stems = append(t.stems, concept(f))
				if m.Kind == readout.Pronoun {
					t.head = concept(f)
				}
			}
		}
		if e.Code != "" {
			t.stems = append(t.stems, e.Code)
		}
		return
	}
}

// any reports one who takes part in a scene and whom a test fits.
func (s *scene) any(fits func(t *taker) bool) bool {
	for i := range s.takes {
		if fits(&s.takes[i]) {
			return true
		}
	}
	return false
}

// of are the participants in a role.
func (s *scene) of(r frame.Role) []*taker {
	switch r {
	case frame.Agent:
		return s.agents
	case frame.Patient:
		return s.patients
	}
	return s.in(r)
}

func (s *scene) in(r frame.Role) []*taker {
	var out []*taker
	for i := range s.takes {
		if s.takes[i].role == r {
			out = append(out, &s.takes[i])
		}
	}
	return out
}

// seat finds who takes which part, once all are there.
func (s *scene) seat() { s.agents, s.patients = s.in(frame.Agent), s.in(frame.Patient) }
