package statement

import (
	"strings"

	"github.com/readout-project/readout"
)

// fate is what becomes of a plan, a wish or a request whose noun is g: the sale in
// "dropped plans for a sale", "turned down a request for a sale", "kept its promise
// of a sale". Who denies a plan of his own denies what it is for.
func (s *standings) fate(g int, o operator, outer standing) (standing, bool) {
	if !s.noun(g) {
		return standing{}, false
	}
	if outer.undone && o.voice == says && (o.yes == keeps || o.yes == likely) {
		return standing{status: readout.Denied, speech: readout.Happened, rule: "denied; " + o.lemma}, true
	}
	switch o.yes {
	case negates, implies, duty, effect(readout.Planned), effect(readout.Wanted), effect(readout.Demanded), effect(readout.Threatened), effect(readout.Possible), effect(readout.Expected):
	default:
		return standing{}, false
	}
	switch {
	case outer.done && o.yes != negates:
		return standing{status: outer.status, speech: outer.speech, rule: "done; " + o.lemma}, true
	case o.yes == negates, o.yes == implies && !outer.undone:
		return standing{}, false
	case outer.status == readout.Denied && o.voice == noVoice && s.gainsaid(g):
		return standing{status: readout.Denied, speech: outer.speech, rule: "denied; " + o.lemma}, true
	case outer.status == readout.Denied:
		return standing{status: readout.DidNotHappen, rule: "refused; " + o.lemma}, true
	case outer.undone:
		return standing{status: readout.DidNotHappen, speech: outer.speech, rule: "undone; " + o.lemma}, true
	}
	return standing{}, false
}

func (s *standings) gainsaid(g int) bool {
	v, _ := s.governor(g)
	return v >= 0 && s.t.in("gainsaying", strings.ToLower(s.d.Words[v].Lemma))
}

// torn: "neither confirmed nor denied that it leaked" leaves open what is so.
func (s *standings) torn(g int, o operator) bool {
	if o.yes != effect(readout.Denied) {
		return false
	}
	if h := s.head(g); h >= 0 && s.d.Words[g].Rel == readout.RelConj && s.is(h, "confirm") {
		return true
	}
	c := s.child(g, readout.RelConj)
	return c >= 0 && s.is(c, "confirm")
}

// withNot: "pleaded not guilty".
func (s *standings) withNot(g int, with string) bool {
	for c := s.f.First[g]; c >= 0; c = s.f.Next[c] {
		if s.is(int(c), with) && s.has(int(c), "not") {
			return true
		}
	}
	return false
}

// customary is what a construction says whatever its governor: who is verbed from
// doing does not do it, who is verbed into it does; an infinitive on a noun is its
// purpose, unless the noun is singled out: "the first man to land".
func (s *standings) customary(w, g int, c string) (operator, bool) {
	x := &s.d.Words[g]
	p, _ := strings.CutPrefix(c, "p:")
	switch {
	case x.UPOS == readout.VERB && s.d.Words[w].XPOS == readout.TagVBG && p == "from" && !s.t.in("source", strings.ToLower(x.Lemma)):
		return operator{lemma: "from", yes: negates, no: implies}, true
	case x.UPOS == readout.VERB && s.d.Words[w].XPOS == readout.TagVBG && p == "into" && (c != p || s.child(g, readout.RelObj) >= 0):
		return operator{lemma: "into", yes: implies, no: negates}, true
	case (c == "to" || c == "oto") && s.noun(g) && s.infinitive(w) && !s.none(g):
		if s.singled(g) {
			return operator{lemma: "only", yes: implies, no: negates}, true
		}
		return operator{lemma: "purpose", yes: effect(readout.Wanted), no: negates}, true
	}
	return operator{}, false
}

// singled: the first, the last, the only, the youngest.
func (s *standings) singled(w int) bool {
	for c := s.f.First[w]; c >= 0; c = s.f.Next[c] {
		if x := &s.d.Words[c]; x.XPOS == readout.TagJJS || x.Rel == readout.RelAmod && s.t.in("singling", s.lower(int(c))) {
			return true
		}
	}
	return false
}

// turnedDown: a claim that is rejected is denied, a rise that is rejected does not
// come about.
func (s *standings) turnedDown(w, g int) bool {
	if !s.is(g, "reject") || !s.noun(w) && s.headVerb(w) != g {
		return false
	}
	if d := s.child(w, readout.RelDet); d >= 0 && s.lower(d) == "any" {
		return false
	}
	o, ok := s.operator(w, "that")
	return !ok || o.voice != says
}
