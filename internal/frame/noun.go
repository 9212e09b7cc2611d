package frame

import "github.com/readout-project/readout"

// Nouns are the nouns among the words [lo, hi) that can name a happening by
// themselves: those for which event holds, as subjects, after a preposition of
// time or place, and as what these are of ("in the crash of the plane").
func (r *Reader) Nouns(lo, hi int, event func(lemma string) bool) []int32 {
	var out []int32
	for i := lo; i < hi; i++ {
		w := int32(i)
		x := &r.d.Words[w]
		if x.UPOS != readout.NOUN || !event(r.lemma[w]) {
			continue
		}
		switch x.Rel.Base() {
		case readout.RelNsubj:
		case readout.RelObj:
			if h := r.Head[w]; h < 0 || !factive[r.lemma[h]] {
				continue
			}
		case readout.RelObl, readout.RelNmod:
			switch r.Prep(w) {
			case "in", "after", "during", "following", "since", "of", "by":
			case "to":
				if h := r.Head[w]; h < 0 || !answering[r.lemma[h]] {
					continue
				}
			default:
				continue
			}
			if h := r.Head[w]; h >= 0 && open[r.lemma[h]] {
				continue
			}
		default:
			continue
		}
		out = append(out, w)
	}
	return out
}

// answering are words of which what follows "to" has happened.
var answering = map[string]bool{"respond": true, "response": true, "react": true, "reaction": true, "reply": true, "answer": true, "refer": true, "reference": true, "due": true}

// open are nouns that leave it open whether what they are of is so.
var open = map[string]bool{
	"risk": true, "fear": true, "threat": true, "possibility": true, "danger": true, "chance": true, "idea": true, "plan": true, "hope": true,
	"prospect": true, "rumour": true, "rumor": true, "claim": true, "denial": true, "accusation": true, "suspicion": true, "charge": true,
	"allegation": true, "likelihood": true, "lack": true, "absence": true, "talk": true, "demand": true, "call": true, "offer": true,
}

// known are words that take the clause that follows for known: "it is tragic that
// two died".
var known = map[string]bool{
	"tragedy": true, "tragic": true, "sad": true, "clear": true, "true": true, "regrettable": true, "fact": true, "shame": true, "miracle": true,
	"see": true, "show": true, "confirm": true, "reveal": true, "find": true, "learn": true, "know": true, "discover": true, "prove": true,
	"regret": true, "remember": true, "notice": true, "note": true, "announce": true,
}

// Deverbal reports a noun that by its ending is made of a verb: "approval",
// "destruction".
func Deverbal(lemma string) bool {
	for _, end := range []string{"tion", "sion", "ment", "oval", "usal", "ival", "aal"} {
		if len(lemma) > len(end)+3 && lemma[len(lemma)-len(end):] == end {
			return true
		}
	}
	return false
}

// oneOfMany reports a noun phrase that may mean any of its kind: "a missile
// launched from there would reach the capital".
func (r *Reader) oneOfMany(w int32) bool {
	if w < 0 || r.d.Words[w].UPOS == readout.PRON || r.d.Words[w].UPOS == readout.DET {
		return true
	}
	c := r.child(w, readout.RelDet)
	return c >= 0 && r.lemma[c] != "the" && r.lemma[c] != "this" && r.lemma[c] != "that" && r.lemma[c] != "these" && r.lemma[c] != "those"
}

// factive are verbs of which the object is told to be so.
var factive = map[string]bool{
	"confirm": true, "regret": true, "mourn": true, "condemn": true, "welcome": true, "celebrate": true, "lament": true,
	"investigate": true, "report": true, "describe": true, "witness": true, "protest": true, "hail": true, "praise": true,
	"criticise": true, "criticize": true, "denounce": true, "survive": true, "follow": true,
}

// OfNoun is the frame of a noun that names a happening: whose it is acts, what
// it is of undergoes.
func (r *Reader) OfNoun(w int32) Frame {
	f := Frame{Word: w, Verb: w}
	for c := r.First[w]; c >= 0; c = r.Next[c] {
		switch x := &r.d.Words[c]; {
		case x.Rel == readout.RelNmodPoss && x.UPOS != readout.PRON:
			f.add(Agent, "", c)
		case x.Rel == readout.RelCompound && x.UPOS == readout.NOUN:
			f.add(Patient, "", c)
		case x.Rel == readout.RelNmod:
			switch prep := r.Prep(c); prep {
			case "of":
				f.add(Patient, "", c)
			case "by":
				f.add(Agent, prep, c)
			default:
				f.add(Oblique, prep, c)
			}
		}
	}
	f.each(r)
	return f
}

// Presupposed reports a predicate in a clause that hangs on another and tells of
// what is so, in the past or the present: "the hikers abducted in May", "when
// the plane crashed".
func (r *Reader) Presupposed(w int32) bool {
	x := &r.d.Words[w]
	switch x.XPOS {
	case readout.TagVBD, readout.TagVBN, readout.TagVBZ, readout.TagVBP, readout.TagVBG:
	default:
		return false
	}
	for c := r.First[w]; c >= 0; c = r.Next[c] {
		y := &r.d.Words[c]
		if y.XPOS == readout.TagMD || y.XPOS == readout.TagTO {
			return false
		}
		if l := r.lemma[c]; y.Rel.Base() == readout.RelMark && l != "that" && l != "when" && l != "after" && l != "as" && l != "while" && l != "since" && l != "because" {
			return false
		}
	}
	switch x.Rel.Base() {
	case readout.RelAcl:
		return x.Rel == readout.RelAclRelcl || x.XPOS != readout.TagVBG && !r.oneOfMany(r.Head[w])
	case readout.RelAdvcl:
		return r.child(w, readout.RelMark) >= 0 || r.child(w, readout.RelAdvmod) >= 0 || x.XPOS == readout.TagVBG
	case readout.RelCcomp, readout.RelCsubj:
		h := r.Head[w]
		return h >= 0 && known[r.lemma[h]] && !r.negated(h)
	case readout.RelConj:
		return r.Head[w] >= 0 && r.Depth[w] > 1 && r.Presupposed(r.Head[w])
	}
	return false
}
