// Package frame reads predicates with their arguments off the dependency trees:
// who does what to whom, where and with what, in the active and the passive, in
// relative clauses and participles, with the subjects that clauses share.
//
// Roles are the two that news needs and trees can give, after Dowty's
// proto-roles (1991): agent and patient; the rest are obliques under their
// preposition.
package frame

import (
	"slices"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/tree"
	"github.com/readout-project/readout/internal/verb"
)

// Role is what an argument is to its predicate.
type Role uint8

// Roles. A Patient undergoes, or is what is meant; an Oblique hangs on by its
// preposition.
const (
	Agent Role = iota
	Patient
	Oblique
)

// Arg is an argument: the head of its noun phrase.
type Arg struct {
	Role Role
	Prep string // folded; "" for none
	Head int32  // index into Document.Words
}

// Frame is a predicate with its arguments.
type Frame struct {
	Word int32 // the word that says what happens; index into Document.Words
	// Verb is the word that carries tense and voice: another one than Word where
	// a noun says what happens ("held talks").
	Verb    int32
	Negated bool
	Args    []Arg
}

// Reader reads the frames of one document.
type Reader struct {
	*tree.Forest
	d     *readout.Document
	lemma []string
}

// New prepares a document. It takes time linear in its words.
func New(d *readout.Document) *Reader {
	r := &Reader{Forest: tree.New(d.Words, d.Sentences), d: d, lemma: make([]string, len(d.Words))}
	for i := range d.Words {
		l := d.Words[i].Lemma
		if l == "" {
			l = d.Words[i].Of(d.Report.Source)
		}
		r.lemma[i] = fold.Key(l)
		if d.Words[i].UPOS == readout.VERB {
			r.lemma[i] = tabled(fold.Key(d.Words[i].Of(d.Report.Source)), r.lemma[i])
		}
	}
	return r
}

// tabled is the lemma of a verb: where the given one is no verb that the tables of forms
// know, and the form is one that they do, that of the tables. An irregular past that
// treebanks hardly have gets its lemma by its ending else ("fled", "flead").
func tabled(form, lemma string) string {
	if r, ok := verb.Known(lemma); ok && r.Form.Has(verb.Base) {
		return lemma
	}
	if r, ok := verb.Known(form); ok && !r.Form.Has(verb.Base) {
		return r.Base
	}
	return lemma
}

// Lemma is the folded lemma of a word.
func (r *Reader) Lemma(w int32) string { return r.lemma[w] }

// Predicates are the predicates among the words [lo, hi), those that others
// hang on first.
func (r *Reader) Predicates(lo, hi int) []int32 {
	var out []int32
	for i := lo; i < hi; i++ {
		if r.predicate(int32(i)) {
			out = append(out, int32(i))
		}
	}
	slices.SortStableFunc(out, func(a, b int32) int { return int(r.Depth[a]) - int(r.Depth[b]) })
	return out
}

func (r *Reader) predicate(w int32) bool {
	x := &r.d.Words[w]
	switch x.Rel.Base() {
	case readout.RelAux, readout.RelCop, readout.RelCase, readout.RelMark, readout.RelAmod, readout.RelCompound, readout.RelFixed, readout.RelFlat:
		return false
	}
	return x.UPOS == readout.VERB || r.child(w, readout.RelCop) >= 0
}

// light are verbs that leave it to their object to say what happens.
var light = map[string]bool{
	"hold": true, "stage": true, "carry": true, "conduct": true, "make": true, "take": true, "give": true, "have": true,
	"undertake": true, "perform": true, "secure": true,
}

// carried are those of them whose passive does the same: who is held is no act.
var carried = map[string]bool{"hold": true, "stage": true, "carry": true, "conduct": true, "undertake": true, "perform": true}

// undergone are verbs that say of their subject, where they have no object, what it
// undergoes (unaccusatives: Perlmutter 1978): who died was killed.
var undergone = map[string]bool{
	"die": true, "perish": true, "succumb": true, "drown": true, "sink": true, "crash": true, "capsize": true, "derail": true,
	"collapse": true, "explode": true, "burn": true,
}

// cut reports a participle without its auxiliary, as headlines have it: "Four killed in
// a fall of rock". The verb has an object in all else that it says.
func (r *Reader) cut(w int32) bool {
	x := &r.d.Words[w]
	return (x.XPOS == readout.TagVBD || x.XPOS == readout.TagVBN) && done[r.lemma[w]] && r.child(w, readout.RelAux, readout.RelXcomp, readout.RelCcomp) < 0
}

var done = map[string]bool{
	"kill": true, "injure": true, "wound": true, "arrest": true, "detain": true, "kidnap": true, "abduct": true, "free": true,
	"release": true, "rescue": true, "evacuate": true, "sentence": true, "convict": true, "indict": true, "jail": true,
}

// aspects are verbs that tell the beginning, the end or the going on of what
// their object or their subject names: "the inquiry will begin".
var aspects = map[string]bool{
	"begin": true, "start": true, "open": true, "continue": true, "resume": true, "end": true, "finish": true, "conclude": true,
}

// states are verbs of which what follows says what somebody is.
var states = map[string]bool{"remain": true, "become": true, "stay": true}

// Of is the frame of a predicate.
func (r *Reader) Of(w int32) Frame {
	f := Frame{Word: w, Verb: w, Negated: r.negated(w)}
	obj := r.child(w, readout.RelObj)
	passive := r.passive(w)
	subject, patient := r.subject(w)
	switch {
	case subject >= 0 && (passive || patient || obj < 0 && (undergone[r.lemma[w]] || r.cut(w))):
		f.add(Patient, "", subject)
	case subject >= 0:
		f.add(Agent, "", subject)
	}
	if obj >= 0 && !states[r.lemma[w]] {
		f.add(Patient, "", r.shared(r.filled(obj, w), w))
	}
	for c := r.First[w]; c >= 0; c = r.Next[c] {
		switch x := &r.d.Words[c]; x.Rel.Base() {
		case readout.RelIobj:
			f.add(Oblique, "to", c)
		case readout.RelObl:
			prep := r.Prep(c)
			if prep == "by" && (passive || patient) && r.acting(c) {
				f.add(Agent, prep, r.filled(c, w))
				continue
			}
			f.add(Oblique, prep, r.filled(c, w))
		}
	}
	if part := r.partOf(w); part >= 0 {
		f.Word = part // "was part of a swap"
	}
	switch light, aspect := light[r.lemma[w]], aspects[r.lemma[w]]; {
	case obj >= 0 && !passive && (light || aspect) && r.d.Words[obj].UPOS == readout.NOUN && r.child(obj, readout.RelNummod) < 0: // "has 12,000 troops" is no act
		f.ofNoun(r, obj)
	case obj < 0 && aspect && subject >= 0 && r.d.Words[subject].UPOS == readout.NOUN && r.d.Words[subject].Mention != readout.Person:
		f.ofNoun(r, subject)
	case passive && carried[r.lemma[w]] && subject >= 0 && r.d.Words[subject].UPOS == readout.NOUN && r.d.Words[subject].Mention != readout.Person:
		f.ofNoun(r, subject) // "protests have been held"
	}
	f.each(r)
	r.nested(&f)
	return f
}

// shared is the noun that a pronoun as object of a joined verb means: the object of
// the verb that it is joined to, "took the men and handed them over". Any other head
// is itself.
func (r *Reader) shared(obj, w int32) int32 {
	if r.d.Words[w].Rel.Base() != readout.RelConj || r.d.Words[obj].UPOS != readout.PRON {
		return obj
	}
	switch r.lemma[obj] {
	case "they", "them", "it", "he", "him", "she", "her":
	default:
		return obj
	}
	if first := r.child(r.Head[w], readout.RelObj); first >= 0 && first < obj {
		return r.filled(first, r.Head[w])
	}
	return obj
}

// partOf is what a predicate noun says that its subject is a part, a kind or an
// outcome of; -1 for none.
func (r *Reader) partOf(w int32) int32 {
	switch r.lemma[w] {
	case "part", "result", "form", "kind", "case":
	default:
		return -1
	}
	for c := r.First[w]; c >= 0; c = r.Next[c] {
		if r.d.Words[c].Rel == readout.RelNmod && r.Prep(c) == "of" && r.d.Words[c].UPOS == readout.NOUN {
			return c
		}
	}
	return -1
}

// Phrasal is the particle of a verb, or the adjective or noun that it makes
// something, folded: "off" of "called off", "public" of "made public"; "" for none.
func (r *Reader) Phrasal(w int32) string {
	if c := r.child(w, readout.RelCompoundPrt); c >= 0 {
		return r.lemma[c]
	}
	if c := r.child(w, readout.RelXcomp); c >= 0 && r.d.Words[c].UPOS != readout.VERB && r.child(c, readout.RelMark) < 0 {
		return r.lemma[c]
	}
	return ""
}

// nested adds what the agent and the patient are of: "confirmed the deaths of
// two soldiers".
func (r *Reader) nested(f *Frame) {
	for _, a := range slices.Clone(f.Args) {
		if a.Role == Oblique {
			continue
		}
		for c := r.First[a.Head]; c >= 0; c = r.Next[c] {
			if r.d.Words[c].Rel == readout.RelNmod && r.Prep(c) == "of" {
				f.add(Oblique, "of", c)
			}
		}
	}
}

// acting reports a noun after "by" that can be who did it: a person, a body or
// a place, or one with an article; not a means ("by helicopter").
func (r *Reader) acting(w int32) bool {
	x := &r.d.Words[w]
	switch x.Mention {
	case readout.TimeType:
		return false
	case readout.Person, readout.Organization, readout.Place:
		return true
	}
	return x.UPOS != readout.NOUN || r.child(w, readout.RelDet, readout.RelNmodPoss, readout.RelNummod) >= 0
}

// ofNoun makes the object of a light verb the word that says what happens.
func (f *Frame) ofNoun(r *Reader, noun int32) {
	f.Word = noun
	f.Args = slices.DeleteFunc(f.Args, func(a Arg) bool { return a.Head == noun })
	for c := r.First[noun]; c >= 0; c = r.Next[c] {
		if x := &r.d.Words[c]; x.Rel.Base() == readout.RelNmod {
			prep := r.Prep(c)
			if prep == "of" {
				f.add(Patient, "", c)
				continue
			}
			f.add(Oblique, prep, c)
		}
	}
}

func (f *Frame) add(role Role, prep string, head int32) {
	a := Arg{role, prep, head}
	if head >= 0 && head != f.Verb && !slices.Contains(f.Args, a) {
		f.Args = append(f.Args, a)
	}
}

// each adds those that an argument is joined to: "ten tourists and two pilots".
func (f *Frame) each(r *Reader) {
	for i := 0; i < len(f.Args); i++ {
		a := f.Args[i]
		for c := r.First[a.Head]; c >= 0 && len(f.Args) < mostArgs; c = r.Next[c] {
			if r.d.Words[c].Rel.Base() == readout.RelConj && r.d.Words[c].UPOS != readout.VERB {
				f.add(a.Role, a.Prep, c)
			}
		}
	}
}

// mostArgs bounds the arguments of a predicate.
const mostArgs = 12

// mostSteps bounds the way to a shared subject.
const mostSteps = 8

// subject is who the predicate is of, its own or one that it shares with the
// clause it hangs on; patient reports one that undergoes it.
func (r *Reader) subject(w int32) (head int32, patient bool) {
	passive := r.passive(w)
	for range mostSteps {
		if s := r.child(w, readout.RelNsubj, readout.RelNsubjPass, readout.RelNsubjOuter); s >= 0 {
			return r.filled(s, w), passive
		}
		h := r.Head[w]
		if h < 0 {
			return -1, false
		}
		rel := r.d.Words[w].Rel.Base()
		if (rel == readout.RelXcomp || rel == readout.RelAdvcl) && done[r.lemma[h]] && (r.cut(h) || r.passive(h)) {
			return -1, false // "killed to protect a boy": by whom is not said
		}
		switch rel {
		case readout.RelConj, readout.RelAdvcl:
			w = h
		case readout.RelXcomp:
			if o := r.child(h, readout.RelObj); o >= 0 {
				return r.filled(o, h), passive
			}
			w = h
		case readout.RelAcl:
			// "hikers abducted by ..." undergo, "a man carrying ..." acts.
			return h, passive
		case readout.RelCcomp:
			return r.strayed(w, h), passive
		default:
			return -1, false
		}
		if r.d.Words[w].UPOS != readout.VERB && r.child(w, readout.RelCop) < 0 {
			return -1, false
		}
	}
	return -1, false
}

// strayed is the subject that a parse gave to the verb of saying behind a clause
// beside that verb's own: "The hikers have been found, the ministry said".
func (r *Reader) strayed(w, h int32) int32 {
	first := r.child(h, readout.RelNsubj, readout.RelNsubjPass)
	if first < 0 || first > w || w > h {
		return -1
	}
	for c := r.Next[first]; c >= 0; c = r.Next[c] {
		if r.d.Words[c].Rel.Base() == readout.RelNsubj && c > w {
			return first
		}
	}
	return -1
}

// passive reports a passive, and a past participle without an auxiliary of its
// own.
func (r *Reader) passive(w int32) bool {
	if r.child(w, readout.RelNsubjPass, readout.RelAuxPass) >= 0 {
		return true
	}
	x := &r.d.Words[w]
	if x.XPOS != readout.TagVBN || r.child(w, readout.RelAux, readout.RelNsubj, readout.RelObj) >= 0 {
		return false
	}
	switch x.Rel.Base() {
	case readout.RelAcl, readout.RelAdvcl:
		return true
	case readout.RelConj:
		return r.Head[w] >= 0 && r.passiveHead(r.Head[w])
	}
	return false
}

func (r *Reader) passiveHead(h int32) bool {
	return r.child(h, readout.RelNsubjPass, readout.RelAuxPass) >= 0 || r.d.Words[h].Rel.Base() == readout.RelAcl && r.d.Words[h].XPOS == readout.TagVBN
}

// filled is the noun that a relative pronoun stands for; any other head is
// itself.
func (r *Reader) filled(a, verb int32) int32 {
	switch r.lemma[a] {
	case "who", "which", "that", "whom":
		for v := range mostSteps {
			if v > 0 {
				verb = r.Head[verb]
			}
			if verb < 0 {
				return a
			}
			if r.d.Words[verb].Rel.Base() == readout.RelAcl {
				return r.Head[verb]
			}
		}
	}
	return a
}

func (r *Reader) negated(w int32) bool {
	for c := r.First[w]; c >= 0; c = r.Next[c] {
		switch r.lemma[c] {
		case "not", "n't", "never", "no":
			return true
		}
	}
	return false
}

// Prep is the preposition of a noun phrase, folded; "" for none.
func (r *Reader) Prep(w int32) string {
	c := r.child(w, readout.RelCase)
	if c < 0 {
		return ""
	}
	return r.lemma[c]
}

func (r *Reader) child(w int32, rels ...readout.Rel) int32 {
	for c := r.First[w]; c >= 0; c = r.Next[c] {
		if slices.Contains(rels, r.d.Words[c].Rel) {
			return c
		}
	}
	return -1
}

// Predicate is the nearest predicate that a word hangs on, itself apart; -1 for
// none.
func (r *Reader) Predicate(w int32) int32 {
	for w = r.Head[w]; w >= 0; w = r.Head[w] {
		if r.predicate(w) {
			return w
		}
	}
	return -1
}
