package statement

import (
	"strings"

	"github.com/readout-project/readout"
)

// compose lets governor g, of standing outer, act on clause w.
func (s *standings) compose(w int, l local, g int, c string, outer standing) standing {
	out := standing{speech: outer.speech, status: l.status, rule: l.rule}
	switch c {
	case "kept":
		return s.beside(w, l, outer)
	case "condition":
		return s.hypothesis(w, g, outer)
	case "purpose":
		out.status, out.rule = readout.Wanted, "purpose"
		return out
	case "without":
		out.status, out.rule = invert(l), "without"
		if s.local(g).status == readout.Conditional || s.hasCondition(g) && s.auxWould(g) {
			out.status = readout.Conditional
		}
		return out
	case "temporal", "adjunct":
		return s.meanwhile(w, l, outer)
	}
	o, ok := s.operator(g, c)
	if !ok {
		o, ok = s.customary(w, g, c)
	}
	if !ok {
		return s.plain(w, l, g, c, outer)
	}
	out = s.act1(w, l, g, o, outer)
	if c == "if" && o.yes == effect(readout.Possible) {
		out.status = readout.Possible
	}
	return out
}

// act1 is the effect of an operator.
func (s *standings) act1(w int, l local, g int, o operator, outer standing) standing {
	if outer.rule == notRuledOut {
		outer.status = readout.DidNotHappen // the governor itself was not done
	}
	out := standing{speech: outer.speech, rule: o.lemma}
	eff := o.yes
	if s.noun(w) && s.none(w) {
		l.negated = false // the verb is negated by it
	}
	switch {
	case o.voice == says && s.t.in("boding", o.lemma) && s.speechless(g):
		o.voice = noVoice
	case o.voice == noVoice && s.t.in("finding", o.lemma) && s.tribunal(g):
		o.voice = says
	}
	if o.with != "" && s.withNot(g, o.with) && outer.status != readout.DidNotHappen {
		return standing{status: s.effect(w, l, g, o.no, readout.Happened), speech: s.spoken(g, o, outer), rule: "not; " + o.lemma}
	}
	if o.yes == effect(readout.Denied) && s.turnedDown(w, g) {
		o.yes, o.no, o.voice = negates, implies, noVoice
	}
	if x, ok := s.fate(g, o, outer); ok {
		return x
	}
	if s.torn(g, o) {
		return standing{status: readout.Possible, speech: s.spoken(g, o, outer), rule: "neither; " + o.lemma}
	}
	if s.noun(w) && o.yes == implies && outer.status != readout.DidNotHappen && outer.status != readout.Nearly && s.governs(w) {
		return standing{status: readout.Happened, speech: outer.speech, rule: "noun"} // the bid begins, not what it is for
	}
	if o.voice == says || o.voice == believes {
		out.speech = s.spoken(g, o, outer)
		if s.noun(g) && outer.status == readout.Denied {
			return standing{status: readout.Denied, speech: outer.speech, rule: "denied; " + o.lemma}
		}
		if outer.status == readout.DidNotHappen {
			eff = o.no
		}
		out.status = s.effect(w, l, g, eff, readout.Happened)
		out.hearsay = eff == keeps && s.passive(g) && s.child(g, readout.RelOblAgent) < 0 && !s.noun(g)
	} else {
		status := outer.status
		if status == readout.DidNotHappen {
			eff, status = o.no, readout.Happened
		}
		out.status = s.effect(w, l, g, eff, status)
		out.undone = o.yes == negates && out.status == readout.DidNotHappen && outer.status != readout.DidNotHappen
		out.done = eff == fulfils && status != readout.DidNotHappen
		if out.undone = out.undone || eff == spurned; o.yes == fulfils && outer.status == readout.DidNotHappen {
			out.undone, out.status = true, readout.Happened // a promise that is not kept was made
		}
	}
	out.rule = o.lemma + ": " + string(out.status)
	if outer.rule != "" && (o.voice == noVoice || o.voice == itself) {
		out.rule = outer.rule + "; " + out.rule
	}
	return out
}

// governs reports whether noun w has an infinitive of which it is the operator.
func (s *standings) governs(w int) bool {
	c := s.child(w, readout.RelAcl)
	if c < 0 || !s.infinitive(c) {
		return false
	}
	_, ok := s.operator(w, "to")
	return ok
}

// spoken is whether the speaker at g has spoken.
func (s *standings) spoken(g int, o operator, outer standing) readout.Status {
	if outer.speech != "" && outer.speech != readout.Happened {
		return outer.speech
	}
	if s.noun(g) && s.child(g, readout.RelDet) < 0 || s.d.Words[g].UPOS == readout.ADJ {
		return readout.Happened
	}
	switch outer.status {
	case readout.DidNotHappen, readout.Denied, readout.Nearly:
		if o.voice == believes {
			return readout.Happened
		}
		return readout.DidNotHappen
	case readout.Planned, readout.Expected, readout.Threatened:
		return readout.Expected
	case readout.Possible, readout.Conditional:
		return readout.Possible
	case readout.Wanted, readout.Demanded:
		return readout.Wanted
	}
	return readout.Happened
}

// effect applies an effect to the clause w under a governor of that status.
func (s *standings) effect(w int, l local, g int, eff effect, outer readout.Status) readout.Status {
	settled := outer == readout.Happened || outer == readout.Ongoing
	switch eff {
	case duty:
		if a := s.local(g); a.past && outer == readout.Happened {
			return imply(l, outer)
		}
		eff = effect(readout.Demanded)
	case ability:
		if outer == readout.Happened {
			return imply(l, outer)
		}
		return readout.Possible
	case keeps:
		return s.reported(w, l, g)
	case sure:
		if status := s.reported(w, l, g); status != readout.Planned {
			return status
		}
		return readout.Expected
	case implies, fulfils, spurned:
		return imply(l, outer)
	case negates:
		switch {
		case settled && l.negated:
			return readout.Happened
		case settled, outer == readout.Planned, outer == readout.Expected:
			return readout.DidNotHappen
		}
		return outer // also nearly: "just missed a church"
	}
	if !settled {
		return outer
	}
	return s.coloured(w, l, g, eff)
}

// coloured is the status that a governor that is told as so gives the clause w.
func (s *standings) coloured(w int, l local, g int, eff effect) readout.Status {
	switch status := readout.Status(eff); {
	case eff == likely:
		return s.held(w, l)
	case s.is(g, "about") && s.local(g).past && (s.interrupted(g) || s.interrupted(w)):
		return readout.Nearly
	case status == readout.Threatened && s.speechless(g):
		return readout.Possible // "the fire threatens to reach the mill"
	case status == readout.Planned && s.t.in("boding", strings.ToLower(s.d.Words[g].Lemma)) && s.speechless(g):
		return readout.Expected
	case status == readout.Planned && (s.befalls(w) && !s.noun(w) && s.appointed(g) || s.seeming(g)):
		return readout.Expected
	case status == readout.Possible && s.is(g, "warn") && s.noun(w) && s.t.in("reprisal", strings.ToLower(s.d.Words[w].Lemma)):
		return readout.Threatened
	case status == readout.Planned && s.t.in("vowing", strings.ToLower(s.d.Words[g].Lemma)) && s.harms(w):
		return readout.Threatened
	case status == readout.Wanted && s.is(g, "wish") && l.past && s.pluperfect(w):
		return readout.DidNotHappen
	case (status == readout.Wanted || status == readout.Demanded) && s.achieved(g):
		return imply(l, readout.Happened)
	case (status == readout.Wanted || status == readout.Planned || status == readout.Expected || status == readout.Threatened) && (s.frustrated(g, g) || s.frustrated(w, g)):
		return readout.DidNotHappen
	case (status == readout.Planned || status == readout.Expected) && l.negated:
		return readout.DidNotHappen
	case (status == readout.Planned || status == readout.Expected) && l.status == readout.Conditional && !l.would:
		return readout.Conditional
	default:
		return status
	}
}

func (s *standings) pluperfect(w int) bool {
	for _, a := range s.auxiliaries(w) {
		if s.lower(a) == "had" || s.lower(a) == "were" {
			return true
		}
	}
	return false
}

// achieved reports whether the past wish or attempt at g is told to have succeeded:
// "successfully pushed to move the venue".
func (s *standings) achieved(g int) bool {
	if !s.local(g).past {
		return false
	}
	for c := s.f.First[g]; c >= 0; c = s.f.Next[c] {
		if s.d.Words[c].Rel.Base() == readout.RelAdvmod && s.t.in("achieving", s.lower(int(c))) {
			return true
		}
	}
	return false
}

// frustrated reports whether a "but" behind w, in the past plan or wish at g,
// tells that it came to nothing.
func (s *standings) frustrated(w, g int) bool {
	if l := s.local(w); !s.local(g).past && (l.rule != "is to" || !l.past) {
		return false
	}
	for c := s.f.First[w]; c >= 0; c = s.f.Next[c] {
		if k := s.lower(int(c)); s.t.in("vainly", k) || k == "success" && s.marker(int(c), readout.RelCase) == "without" {
			return true
		}
		if s.d.Words[c].Rel != readout.RelConj || s.marker(int(c), readout.RelCc) != "but" {
			continue
		}
		// what another did against it, or what became of it
		if l := s.local(int(c)); l.negated || s.t.in("failing", strings.ToLower(s.d.Words[c].Lemma)) || l.past && s.child(int(c), readout.RelNsubj, readout.RelNsubjPass) >= 0 {
			return true
		}
	}
	return false
}

func imply(l local, outer readout.Status) readout.Status {
	switch {
	case l.negated && (outer == readout.Happened || outer == readout.Ongoing || outer == readout.Planned || outer == readout.Expected):
		return readout.DidNotHappen
	case l.status == readout.Conditional && !l.would:
		return readout.Conditional
	}
	return outer
}

// held is the status of what somebody believes.
func (s *standings) held(w int, l local) readout.Status {
	switch {
	case l.future && !l.negated, l.would && l.status == readout.Conditional:
		return readout.Expected
	case l.future:
		return readout.DidNotHappen
	case l.status == readout.Conditional || l.status == readout.Demanded:
		return l.status
	}
	return readout.Possible
}

// reported is the status of a clause as its speaker says it: would of a past
// speaker is will, a harm of his own a threat.
func (s *standings) reported(w int, l local, g int) readout.Status {
	status := l.status
	if s.directly(w) {
		return readout.Possible
	}
	if title, _ := s.role(w); title && l.bare && l.rule == "infinitive" && s.d.Words[w].Rel == readout.RelAcl {
		return s.comes(w)
	}
	if l.bare && l.rule == "infinitive" && s.passive(g) && !s.perfect(w) && (s.d.Words[w].XPOS == readout.TagVBG || s.stative(w) && !s.local(g).past) {
		return readout.Ongoing // "is said to be hiding"
	}
	if l.would && status == readout.Conditional && s.reportsPast(g) && s.child(w, readout.RelAdvcl) < 0 {
		status = s.comes(w)
		if l.negated {
			status = readout.DidNotHappen
		}
	}
	if l.bare && l.negated && !s.imperative(w) {
		return readout.DidNotHappen
	}
	if l.bare && status == readout.Demanded && !s.imperative(w) {
		status = readout.Happened
	}
	if s.bare(w) && (s.d.Words[w].Rel == readout.RelCcomp) {
		status = readout.Demanded
	}
	harmful := s.self(w) && s.harms(w) || s.addressee(w) && s.t.in("suffering", strings.ToLower(s.d.Words[w].Lemma))
	lemma := strings.ToLower(s.d.Words[w].Lemma)
	violent := s.t.in("violent", lemma) && s.child(w, readout.RelAuxPass) >= 0 && s.child(w, readout.RelOblAgent) < 0
	harmful = harmful || violent && (s.t.in("executing", lemma) || s.unless(w) || s.unless(g))
	warning := s.t.in("warning", strings.ToLower(s.d.Words[g].Lemma)) && (s.self(w) || (s.harms(w) || s.t.in("punitive", lemma)) && s.child(w, readout.RelAuxPass) >= 0 && s.child(w, readout.RelOblAgent) < 0)
	if status == readout.Conditional && s.self(w) && s.t.in("hostile", strings.ToLower(s.d.Words[w].Lemma)) && (s.unless(w) || s.unless(g)) {
		return readout.Threatened
	}
	switch status {
	case readout.Planned, readout.Expected, readout.Conditional:
		if (harmful || warning) && (l.future || l.would) {
			return readout.Threatened
		}
	}
	return status
}

func (s *standings) perfect(w int) bool {
	for _, a := range s.auxiliaries(w) {
		if s.is(a, "have") {
			return true
		}
	}
	return false
}

// reportsPast reports whether would under g is the will of a past speaker: so it
// is under a noun, and under "avoided saying".
func (s *standings) reportsPast(g int) bool {
	l := s.local(g)
	if l.past || s.noun(g) {
		return true
	}
	h := s.head(g)
	return l.bare && h >= 0 && s.local(h).past
}

// unless reports whether an "unless" hangs on w.
func (s *standings) unless(w int) bool {
	for c := s.f.First[w]; c >= 0; c = s.f.Next[c] {
		if s.marker(int(c), readout.RelMark) == "unless" {
			return true
		}
	}
	return false
}

// addressee: "you will pay for this", "whoever comes near will pay".
func (s *standings) addressee(w int) bool {
	c := s.child(w, readout.RelNsubj, readout.RelCsubj)
	return c >= 0 && (s.lower(c) == "you" || s.lower(c) == "whoever" || s.d.Words[c].Rel == readout.RelCsubj)
}

// appointed: what is set, due or going to be is planned of those who act and
// expected of prices and weather.
func (s *standings) appointed(g int) bool {
	return s.t.in("appointed", strings.ToLower(s.d.Words[g].Lemma))
}

// speechless reports whether the subject of g is a thing that cannot speak.
func (s *standings) speechless(g int) bool {
	c := s.child(g, readout.RelNsubj)
	return c >= 0 && s.inanimate(c) && !s.t.in("document", strings.ToLower(s.d.Words[c].Lemma))
}

// tribunal: who finds or hears by office says so.
func (s *standings) tribunal(g int) bool {
	c := s.child(g, readout.RelNsubj)
	return c >= 0 && s.t.in("tribunal", strings.ToLower(s.d.Words[c].Lemma))
}

// seeming: "looks set to leave".
func (s *standings) seeming(g int) bool {
	h := s.head(g)
	return h >= 0 && s.d.Words[g].Rel == readout.RelXcomp && s.t.in("seeming", strings.ToLower(s.d.Words[h].Lemma))
}

func (s *standings) harms(w int) bool {
	if c := s.child(w, readout.RelCcomp, readout.RelXcomp); c >= 0 && s.is(w, "make") && s.t.in("suffering", strings.ToLower(s.d.Words[c].Lemma)) {
		return true // "make them pay"
	}
	o := s.child(w, readout.RelObj)
	for _, l := range s.lemmas(w) {
		if s.t.in("harm", l) || o >= 0 && s.t.in("harm", l+"+"+strings.ToLower(s.d.Words[o].Lemma)) {
			return true
		}
	}
	return false
}

// imperative: a bare verb without a subject.
func (s *standings) imperative(w int) bool {
	return s.d.Words[w].XPOS == readout.TagVB && s.child(w, readout.RelNsubj, readout.RelNsubjPass) < 0
}

// self reports whether the subject of w can be the speaker's own side.
func (s *standings) self(w int) bool {
	c := s.child(w, readout.RelNsubj)
	if c < 0 {
		return s.child(w, readout.RelCsubj) >= 0
	}
	switch s.lower(c) {
	case "we", "i", "he", "she", "it", "they":
		return true
	}
	p := s.child(c, readout.RelNmodPoss)
	return p >= 0 && s.d.Words[p].UPOS == readout.PRON
}

// plain is a clause or noun under a governor that the table does not know.
func (s *standings) plain(w int, l local, g int, c string, outer standing) standing {
	out := standing{status: l.status, speech: outer.speech, rule: l.rule}
	if s.noun(g) && s.none(g) {
		outer.status = readout.DidNotHappen // "did nothing to stop them"
	}
	switch {
	case c == "if":
		out.status = readout.Possible
		return out
	case l.finite:
		if s.cues[g] && out.speech == "" {
			out.speech = readout.Happened
		}
		out.status = s.reported(w, l, g)
		return out
	case s.noun(w) && !l.negated && outer.status == readout.DidNotHappen && s.child(g, readout.RelExpl) >= 0:
		out.status = readout.DidNotHappen // "there was never any doubt"
		return out
	case s.noun(w) && !l.negated:
		return s.named(w, c, outer)
	case l.negated:
		out.status = readout.DidNotHappen
		return out
	}
	if x := s.d.Words[g]; (c == "to" || c == "oto" || c == "pto") && x.UPOS == readout.VERB && s.child(g, readout.RelCop) < 0 {
		out.status, out.rule = s.effect(w, l, g, effect(readout.Wanted), outer.status), "purpose"
		return out
	}
	out.status, out.rule = imply(l, outer.status), outer.rule
	out.undone = outer.undone
	return out
}

// named is a noun whose governor is no operator: an event that the verb takes
// for given, unless the verb is of what may come and the noun is not definite.
func (s *standings) named(w int, c string, outer standing) standing {
	out := standing{status: readout.Happened, speech: outer.speech, rule: "noun"}
	switch outer.status {
	case readout.Planned, readout.Expected, readout.Conditional, readout.Possible, readout.Wanted, readout.Demanded, readout.Threatened, readout.Denied:
		if d := s.child(w, readout.RelDet); (c == "subj" || c == "obj" || c == "p:obj") && (d < 0 || s.lower(d) != "the") {
			out.status, out.rule = outer.status, outer.rule+"; noun"
		}
	}
	return out
}

// beside is a clause that stands by itself within another: relative clauses,
// because, although.
func (s *standings) beside(w int, l local, outer standing) standing {
	out := standing{status: l.status, speech: outer.speech, rule: l.rule}
	if l.would && l.status == readout.Conditional && outer.status == readout.DidNotHappen {
		out.status = readout.DidNotHappen
	}
	if l.bare && l.negated {
		out.status = readout.DidNotHappen
	}
	if l.rule == "imperative" || l.rule == "no verb" {
		out.status = readout.Happened
	}
	return out
}

// meanwhile is a clause of time or manner: of what is to come, it comes too.
func (s *standings) meanwhile(w int, l local, outer standing) standing {
	out := s.beside(w, l, outer)
	switch outer.status {
	case readout.Planned, readout.Expected, readout.Conditional:
		if out.status == readout.Ongoing || l.bare && !l.negated {
			out.status = outer.status
		}
	}
	if m := s.marker(w, readout.RelMark); m == "before" {
		for _, a := range s.auxiliaries(w) {
			if k := s.lower(a); k == "could" || k == "can" {
				out.status, out.rule = readout.DidNotHappen, "before ... could"
			}
		}
	}
	return out
}

func invert(l local) readout.Status {
	if l.negated {
		return readout.Happened
	}
	return readout.DidNotHappen
}
