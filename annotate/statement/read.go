package statement

import (
	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// reading of a clause: its standing, and whether its verb looks back from
// another past.
type reading struct {
	status     readout.Status
	speech     readout.Status
	rule       string
	hearsay    bool
	pluperfect bool
}

// read reads the standing of a run.
func (r *reader) read(n run) reading {
	c := r.clause(n)
	got := r.readClause(c)
	got.speech = r.speech(n.attribution, got.speech)
	return got
}

// readClause reads the standing of the proposition that the terms tell.
func (r *reader) readClause(c *clause) reading {
	var words []int
	for i, t := range c.terms {
		if i == 0 || t.Start != c.terms[i-1].Start {
			words = append(words, r.s.wordsIn(t.Span)...)
		}
	}
	w := r.s.clause(words)
	if w < 0 {
		return reading{status: readout.Possible, rule: "no words"}
	}
	x := r.s.at(w)
	got := reading{status: x.status, speech: x.speech, rule: x.rule, hearsay: x.hearsay}
	got.pluperfect = r.s.past(w)
	if r.s.noun(w) && got.status == readout.Happened && !c.hasFinite(0, len(c.terms)) {
		got.status, got.rule = readout.Ongoing, readout.RuleFragment
	}
	if !r.s.local(w).bare || r.s.head(w) >= 0 || got.status != readout.Happened && got.status != readout.Ongoing {
		return got
	}
	return r.guard(got, words)
}

// guard keeps a clause whose verb the tree missed from being told as a fact where
// a modal verb or a negation stands in it.
func (r *reader) guard(got reading, words []int) reading {
	for _, w := range words {
		k := r.s.lower(w)
		switch {
		case r.s.d.Words[w].XPOS == readout.TagMD:
			got.status, got.rule = readout.Possible, got.rule+"; a modal verb without its predicate"
		case (k == "not" || k == "n't" || k == "never") && !r.s.adding(w):
			got.status, got.rule = readout.DidNotHappen, got.rule+"; a negation without its predicate"
			return got
		}
	}
	return got
}

// past reports whether w stands in the pluperfect.
func (s *standings) past(w int) bool {
	for _, a := range s.auxiliaries(w) {
		if fold.Key(s.d.Words[a].Of(s.d.Report.Source)) == "had" {
			return true
		}
	}
	return false
}

// speech says whether the speakers of an attribution are reported to have
// spoken: the outermost that has not decides. tree is what the tree of the
// content says.
func (r *reader) speech(a int, tree readout.Status) readout.Status {
	if tree != "" && tree != readout.Happened {
		return tree
	}
	if a < 0 {
		return readout.Happened
	}
	for _, k := range r.v.outer(a) {
		for _, cue := range r.d.Attributions[k].Cue {
			w := r.s.highest(r.s.wordsIn(cue), nil)
			if w < 0 || r.s.d.Words[w].UPOS != readout.VERB && r.s.d.Words[w].UPOS != readout.NOUN {
				continue
			}
			o, ok := r.s.operator(w, "that")
			if !ok {
				o = operator{voice: says}
			}
			if got := r.s.spoken(w, o, r.s.at(w)); got != readout.Happened {
				return got
			}
		}
	}
	return readout.Happened
}
