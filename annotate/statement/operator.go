package statement

import (
	"cmp"
	_ "embed"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/verb"
)

//go:embed data/operators.tsv
var operatorsTSV string

// effect is what an operator makes of the clause it governs: a status, or one
// of those below.
type effect string

const (
	duty    effect = "duty"    // demanded now, done in the past: "had to"
	ability effect = "able"    // possible now, done in the past: "was able to"
	keeps   effect = "="       // the clause says itself what it is: factives, verbs of saying
	implies effect = "+"       // so, where the governor is so
	negates effect = "-"       // not so, where the governor is so
	fulfils effect = "done"    // so, and what the noun plans or asks for has come about
	spurned effect = "spurned" // stands itself; what it asks for does not come about
	sure    effect = "sure"    // expected of the future, else what the clause says itself
	likely  effect = "likely"  // expected of the future, possible of what is or was
)

// voice says whether the governor is an act of speech or of thought.
type voice byte

const (
	noVoice  voice = iota
	says           // its subject speaks
	believes       // likewise, and a negated governor speaks too: "does not think that"
	itself         // the governor is told so itself: "is close to collapse"
)

// operator is a row of data/operators.tsv: a governor in a construction.
type operator struct {
	lemma   string
	with    string // a dependent that must be there: short of "stop short"
	form    string // in this form only
	yes, no effect
	voice   voice
}

// slot is a lemma in a construction.
type slot struct{ lemma, construction string }

// parseOperators reads the table; the word before a plus or slash is the
// governor's, the other its dependent.
func parseOperators(table string, classes map[string]map[string]bool) map[slot][]operator {
	out := map[slot][]operator{}
	for _, f := range rows(table, 5) {
		for _, w := range strings.Fields(f[0]) {
			o := operator{lemma: w, yes: effect(f[2]), no: effect(f[3])}
			switch f[4] {
			case "says":
				o.voice = says
			case "believes":
				o.voice = believes
			case "self":
				o.voice = itself
			}
			if with, lemma, ok := strings.Cut(w, "/"); ok {
				o.lemma, o.with = lemma, with
			} else if lemma, with, ok := strings.Cut(w, "+"); ok {
				o.lemma, o.with = lemma, with
			}
			if lemma, form, ok := strings.Cut(o.lemma, "!"); ok {
				o.lemma, o.form = lemma, cmp.Or(form, lemma)
			}
			lemmas := []string{o.lemma}
			if class := classes[strings.ToLower(o.lemma)]; o.lemma != strings.ToLower(o.lemma) {
				lemmas = lemmas[:0]
				for l := range class {
					lemmas = append(lemmas, l)
				}
			}
			for _, l := range lemmas {
				for _, c := range strings.Fields(f[1]) {
					o.lemma = l
					out[slot{l, c}] = append(out[slot{l, c}], o)
				}
			}
		}
	}
	return out
}

// operator is the row for governor g in a construction; the row that asks for a
// dependent comes first.
func (s *standings) operator(g int, construction string) (operator, bool) {
	if g < 0 {
		return operator{}, false
	}
	lemmas := s.lemmas(g)
	for _, c := range alternatives(construction) {
		for _, l := range lemmas {
			var plain *operator
			list := s.t.operators[slot{l, c}]
			for i := range list {
				if f := list[i].form; f != "" && s.lower(g) != f {
					continue
				}
				if list[i].with == "" && plain == nil {
					plain = &list[i]
				}
				if list[i].with != "" && s.accompanied(g, list[i].with) {
					return list[i], true
				}
			}
			if plain != nil {
				return *plain, true
			}
		}
	}
	return s.degree(g, construction)
}

// degree: "too ill to attend", "brave enough to go in".
func (s *standings) degree(g int, construction string) (operator, bool) {
	if u := s.d.Words[g].UPOS; construction != "to" || u != readout.ADJ && u != readout.ADV {
		return operator{}, false
	}
	switch {
	case s.has(g, "too"):
		return operator{lemma: "too", yes: negates, no: implies}, true
	case s.has(g, "enough"):
		return operator{lemma: "enough", yes: implies, no: negates}, true
	}
	return operator{}, false
}

// alternatives are the constructions that stand in for one that has no row.
func alternatives(c string) []string {
	switch c {
	case "sub":
		return []string{"sub", "that"}
	case "pthat":
		return []string{"pthat", "that"}
	case "oto":
		return []string{"oto", "to"}
	case "pto":
		return []string{"pto", "oto", "to"}
	case "opart":
		return []string{"opart", "oto"}
	case "mod":
		return []string{"mod", "obj"}
	case "wh":
		return []string{"wh", "that"}
	}
	if p, ok := strings.CutPrefix(c, "p:"); ok {
		return []string{c, p}
	}
	if p, ok := strings.CutPrefix(c, "r:"); ok {
		return []string{c, p}
	}
	return []string{c}
}

// lemmas are the names a word has in the table: with its particle first, and
// for an adjective in -ed the verb.
func (s *standings) lemmas(g int) []string {
	if s.names[g] == nil {
		s.names[g] = s.namesOf(g)
	}
	return s.names[g]
}

func (s *standings) namesOf(g int) []string {
	w := &s.d.Words[g]
	l := strings.ToLower(w.Lemma)
	var out []string
	for c := s.f.First[g]; c >= 0; c = s.f.Next[c] {
		if r := s.d.Words[c].Rel; r == readout.RelCompoundPrt || r == readout.RelAdvmod && s.t.in("particle", s.lower(int(c))) {
			out = append(out, l+"_"+s.lower(int(c)))
		}
	}
	if p := s.particle(g); p != "" && len(out) == 0 {
		out = append(out, l+"_"+p)
	}
	out = append(out, l)
	switch w.UPOS {
	case readout.ADJ, readout.NOUN:
		b := verbOf(s.lower(g))
		if r, ok := verb.Of(s.lower(g)); ok && w.XPOS == readout.TagNNS && r.Form.Has(verb.Third) {
			b = r.Base
		}
		if b != "" && b != l {
			out = append(out, b)
		}
	case readout.VERB:
		if r, ok := verb.Of(s.lower(g)); ok && r.Base != l {
			out = append(out, r.Base)
		}
	}
	return out
}

// particle is the word behind the verb g that belongs to it though the tree gives
// it to what follows: "called off their merger", "talked out of selling".
func (s *standings) particle(g int) string {
	if g+1 >= len(s.d.Words) || s.f.Sent[g+1] != s.f.Sent[g] || s.d.Words[g].UPOS != readout.VERB {
		return ""
	}
	if k := s.lower(g + 1); s.d.Words[g+1].XPOS == readout.TagRP || s.t.in("particle", k) && s.d.Words[g+1].UPOS == readout.ADP {
		return k
	}
	return ""
}

// accompanied reports whether a dependent of g is the word, or one of the CLASS.
func (s *standings) accompanied(g int, with string) bool {
	if with[0] < 'A' || with[0] > 'Z' {
		return s.has(g, with) || with == "until" && s.till(g)
	}
	class := strings.ToLower(with)
	if class == "unit" && g > 0 && (s.unitIn(g-1) || s.d.Words[g-1].UPOS == readout.NUM) {
		return true // "fell one vote short of"
	}
	for c := s.f.First[g]; c >= 0; c = s.f.Next[c] {
		if s.t.in(class, strings.ToLower(s.d.Words[c].Lemma)) {
			return true
		}
	}
	return false
}

// till: "gave her until Friday".
func (s *standings) till(g int) bool {
	for c := s.f.First[g]; c >= 0; c = s.f.Next[c] {
		if s.marker(int(c), readout.RelCase) == "until" {
			return true
		}
	}
	return false
}

// has reports whether a dependent or the preposition of g has the lemma.
func (s *standings) has(g int, lemma string) bool {
	for c := s.f.First[g]; c >= 0; c = s.f.Next[c] {
		if s.is(int(c), lemma) {
			return true
		}
	}
	return false
}

// is compares a word by its form and its lemma.
func (s *standings) is(w int, lemma string) bool {
	return s.lower(w) == lemma || strings.EqualFold(s.d.Words[w].Lemma, lemma)
}
