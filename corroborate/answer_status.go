package corroborate

import (
	"slices"
	"strings"

	"github.com/readout-project/readout"
)

// stands is the answer of a statement that has the claim's proposition: by its
// status, by who says it and by what keeps it at a distance.
func (s *story) stands(a *asked, p *parsed, b *prop, v int, differ *readout.Differing) outcome {
	status, why := p.standing(a, b.st, v)
	if why != "" {
		return no(why)
	}
	own, attributed := a.st.Attribution >= 0, b.st.Attribution >= 0
	if own && !s.heardFrom(a.d, a.st.Root(), b) {
		return no("other words: of " + s.voiceName(b))
	}
	if w := p.faulted(b.st); w != "" {
		return no("the report does not stand by it: “" + w + "”")
	}
	if why := p.lessDenied(a, b.st, v, status); why != "" {
		return no(why)
	}
	out := outcome{status: status, differ: differ}
	soon, later := a.coming(a.acts[0], a.st.Status), p.coming(v, status)
	switch {
	case attributed && b.st.SpeechStatus != a.st.SpeechStatus && (own || b.st.SpeechStatus == readout.DidNotHappen):
		return s.unsaid(b, own, out)
	case soon && negative(status) && (later || sharedOperator(a.st, b.st)), later && soon && negative(a.st.Status):
		out.answer = readout.AnswerDenies
		if negative(status) == negative(a.st.Status) {
			out.answer = readout.AnswerSupports
		}
	case negative(status) && negative(a.st.Status) && later != soon:
		out.answer, out.reason = readout.AnswerDistant, "as did not happen, of another time"
	case mood(status) == "fact" && mood(a.st.Status) == "fact":
		out.answer = readout.AnswerSupports
		if negative(status) != negative(a.st.Status) {
			out.answer = readout.AnswerDenies
		}
	case mood(status) == mood(a.st.Status):
		out.answer = readout.AnswerSupports
	default:
		out.answer, out.reason = readout.AnswerDistant, "as "+strings.ReplaceAll(string(status), "-", " ")
	}
	return s.distanced(b, own, out)
}

// coming reports an act that is still to be, affirmed or negated.
func (p *parsed) coming(v int, status readout.Status) bool {
	return mood(status) == "coming" || negative(status) && slices.ContainsFunc(p.children(v, readout.RelAux), func(c int) bool {
		return p.folded[c] == "will" || p.folded[c] == "shall" || p.folded[c] == "wo"
	})
}

// sharedOperator reports one word, "vote", that gives both their status, to the one
// by what it asks for and to the other by what it turns down.
func sharedOperator(a, b *readout.Statement) bool {
	for f := range strings.SplitSeq(a.Rule, "; ") {
		if op, _, ok := strings.Cut(f, ": "); ok && strings.Contains(b.Rule, op+": ") {
			return true
		}
	}
	return false
}

// distanced puts words of somebody who is not named at a distance, and makes what
// supports but for one value a difference.
func (s *story) distanced(b *prop, own bool, out outcome) outcome {
	if out.differ != nil {
		if out.answer != readout.AnswerSupports {
			return no("it has another " + out.differ.Kind + ", and not as the claim has it")
		}
		out.answer = readout.AnswerDiffers
		return out
	}
	hop := b.st.Root()
	if own || b.st.Attribution < 0 || out.answer != readout.AnswerSupports && out.answer != readout.AnswerDenies {
		return out
	}
	switch {
	case b.st.SpeechStatus != readout.Happened && b.st.SpeechStatus != readout.Ongoing:
		out.reason = "its being said is " + strings.ReplaceAll(string(b.st.SpeechStatus), "-", " ")
	case hop.Unresolved:
		out.reason = "speaker not resolved"
	case !hop.Kind.Named() && !s.voices.newsroomHop(hop):
		out.reason = "source not named"
	case hop.Name == "":
		out.reason = "source not named"
	default:
		return out
	}
	if out.answer == readout.AnswerDenies {
		out.reason = "as a denial; " + out.reason
	}
	out.answer = readout.AnswerDistant
	return out
}

// unsaid is the answer of words that a report says were not said, or not yet.
func (s *story) unsaid(b *prop, own bool, out outcome) outcome {
	switch {
	case !own || out.differ != nil:
		return no("the words were not said")
	case b.st.SpeechStatus == readout.DidNotHappen:
		out.answer, out.reason = readout.AnswerDenies, "it was not said"
	default:
		out.answer, out.reason = readout.AnswerDistant, "its being said is "+strings.ReplaceAll(string(b.st.SpeechStatus), "-", " ")
	}
	return out
}

func (s *story) voiceName(b *prop) string {
	if b.st.Attribution < 0 {
		return "the report's own voice"
	}
	hop := b.st.Root()
	if hop.Unresolved || hop.Name == "" {
		return "somebody whom the report does not settle"
	}
	return "“" + hop.Name + "”"
}

// standing is the status of the act v within its statement. A clause of its own
// can have another status than the statement; where that cannot be told, why
// says so.
func (p *parsed) standing(a *asked, st *readout.Statement, v int) (status readout.Status, why string) {
	list := p.within(st.Span)
	top := p.top(list)
	if top >= 0 && int(p.f.Head[v]) == top && (p.occurs(top) || mood(st.Status) == "coming") && p.rel(v).Base() == readout.RelNsubj {
		top = v // "talks took place", "talks are expected"
	}
	if top >= 0 && p.light(int(max(p.f.Head[v], 0))) && int(p.f.Head[v]) == top {
		top = v // "held talks"
	}
	operator := top >= 0 && strings.Contains(st.Rule, p.d.Words[top].Lemma+": ")
	if v == top {
		if operator && len(a.acts) == 1 && negative(st.Status) {
			return "", "what is negated is not the act itself"
		}
		return p.affirmed(a, st, v, st.Status)
	}
	if why := p.filtered(v, top); why != "" {
		return "", why
	}
	for _, e := range p.d.Events {
		if e.Trigger == p.d.Words[v].Span {
			return p.affirmed(a, st, v, e.Status)
		}
	}
	for i := v; i != top && i >= 0; i = int(p.f.Head[i]) {
		head := int(p.f.Head[i])
		switch p.rel(i).Base() {
		case readout.RelConj, readout.RelParataxis:
			if p.marked(i) {
				return "", "its clause stands apart"
			}
		case readout.RelXcomp, readout.RelCcomp, readout.RelAdvcl, readout.RelAcl:
			hedged := mood(st.Status) != "fact" || negative(st.Status)
			loose := p.rel(i).Base() == readout.RelAdvcl || p.rel(i).Base() == readout.RelAcl
			switch {
			case hedged && !operator && !(loose && st.Status == readout.Conditional):
				return "", "its clause stands apart"
			case !hedged && loose && !p.marked(i) && !p.open(i):
			case !hedged && (head < 0 || !a.said[p.senses[head].lemma] && !a.said[p.senses[head].form]):
				return "", "it stands under other words: “" + p.text(max(head, 0)) + "”"
			}
		default:
			return "", "the act is only named"
		}
	}
	return p.affirmed(a, st, v, st.Status)
}

// marked reports a clause with a modal or a negation of its own.
func (p *parsed) marked(i int) bool {
	for _, c := range p.children(i, readout.RelAux) {
		if p.d.Words[c].XPOS == readout.TagMD {
			return true
		}
	}
	return slices.ContainsFunc(p.children(i, readout.RelAdvmod, readout.RelDet), func(c int) bool { return slices.Contains(turners, p.folded[c]) })
}

// open reports a clause that need not be so: "before it sank", "if it sank", "to
// sink".
func (p *parsed) open(i int) bool {
	if p.d.Words[i].XPOS == readout.TagVB {
		return true
	}
	return slices.Contains([]string{"if", "unless", "before", "until", "whether", "lest", "to"}, p.preposition(i))
}

// turners are words that turn what they stand with.
var turners = []string{
	"no", "not", "never", "without", "neither", "nor", "nobody", "none", "nothing", "against", "unless", "instead", "hardly", "barely", "rather", "n't", "little", "few",
}

// affirmed looks for a negative word beside an act that is told as a fact, which
// the status may not show.
func (p *parsed) affirmed(a *asked, st *readout.Statement, v int, status readout.Status) (readout.Status, string) {
	if negative(status) {
		return status, ""
	}
	for _, w := range p.within(st.Span) {
		if !slices.Contains(turners, p.folded[w]) || slices.Contains(a.words, p.folded[w]) {
			continue
		}
		head := p.f.Head[w]
		if head >= 0 && (int(head) == v || p.f.Under(int32(v), int32(w)) || p.senses[head].in(a.said) && p.f.Under(head, int32(v))) {
			return "", "a negative stands with it: “" + p.d.Words[w].Of(p.d.Report.Source) + "”"
		}
	}
	return status, ""
}

// lessDenied says what a negative has beyond the claim: who did not sign at noon
// may have signed. A negative answers only a claim that says all it says.
func (p *parsed) lessDenied(a *asked, st *readout.Statement, v int, status readout.Status) string {
	if !negative(status) {
		return ""
	}
	r := p.rolesOf(v)
	for _, i := range slices.Concat(r.all(), p.children(v, readout.RelXcomp, readout.RelCcomp, readout.RelAdvcl, readout.RelAdvmod)) {
		var beyond []int
		heads := p.heads(i)
		for _, h := range heads {
			if !st.Contains(p.d.Words[h].Span) || p.senses[h].form == "" || slices.Contains(nobodies, p.folded[h]) || slices.Contains(turners, p.folded[h]) || p.dated(h) && len(a.prop.days) > 0 {
				continue
			}
			if !slices.ContainsFunc(keys(p.bearing(h)), func(k string) bool { return a.said[k] }) {
				beyond = append(beyond, h)
			}
		}
		// Who has seen no letter, email or note has seen no letter.
		if len(beyond) > 0 && !(len(beyond) < len(heads) && p.either(heads)) {
			return "what it negates is more than the claim says: “" + p.text(beyond[0]) + "”"
		}
	}
	return ""
}

// either reports nouns that "or" or "nor" joins.
func (p *parsed) either(heads []int) bool {
	return slices.ContainsFunc(heads, func(h int) bool {
		return slices.ContainsFunc(p.children(h, readout.RelCc), func(c int) bool { return p.folded[c] == "or" || p.folded[c] == "nor" })
	})
}
