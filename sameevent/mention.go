package sameevent

import (
	"slices"

	"github.com/readout-project/readout"
)

// roles of what takes part in an event.
const (
	agent = iota
	patient
	oblique
	numRoles
)

// Mention is a place of a report that tells of an event.
type Mention struct {
	report            *Report
	sent, first, last int
	head              int   // word
	keys              []int // words that carry the meaning, the head first where it does
	args              [numRoles]argument
	governor          int // word that the head hangs on; -1
	around            bag // words near it that are not its own
	clause            bag // words under it and the word above it
	future, negated   bool
	order             int // among the mentions of the report, set by the topic
}

// argument is who or what fills a role, by several words.
type argument struct {
	heads []id // stems of the heads
	names []id // stems of the names in it, and of what else the report calls it
}

func (a *argument) empty() bool { return len(a.heads) == 0 }

// lightVerbs say little beside what they govern.
var lightVerbs = map[string]bool{
	"take": true, "make": true, "have": true, "give": true, "get": true, "do": true, "be": true, "go": true, "come": true, "put": true, "hold": true, "set": true, "let": true,
}

// Event is the mention that covers the words first to last-1; they lie in one
// sentence of the report. It panics where they do not exist.
func (r *Report) Event(first, last int) *Mention {
	m := &Mention{report: r, first: first, last: last, head: r.top(first, last)}
	m.sent = int(r.words[m.head].sent)
	m.findKeys()
	m.governor = int(r.trees.Head[m.head])
	m.roles()
	m.context()
	return m
}

// At is the mention that covers a span; nil where no word lies in it.
func (r *Report) At(s readout.Span) *Mention {
	first, last := r.within(s)
	if first >= last {
		return nil
	}
	return r.Event(first, last)
}

func (m *Mention) findKeys() {
	r := m.report
	var rest []int
	for i := m.first; i < m.last && i < m.first+20; i++ {
		if w := &r.words[i]; i != m.head && w.kind != grammar && !lightVerbs[w.stem] {
			rest = append(rest, i)
		}
	}
	if h := &r.words[m.head]; len(rest) == 0 || h.kind != grammar && !lightVerbs[h.stem] {
		m.keys = append(m.keys, m.head)
	}
	m.keys = append(m.keys, rest...)
}

// each calls do for the children of a word.
func (r *Report) each(i int, do func(int)) {
	for c := r.trees.First[i]; c >= 0; c = r.trees.Next[c] {
		do(int(c))
	}
}

// roles fills the roles from the tree around the head.
func (m *Mention) roles() {
	r := m.report
	m.fill(m.head)
	if m.governor >= 0 {
		m.inherit(m.head, m.governor)
	}
	r.each(m.head, func(c int) {
		switch f := r.words[c].form; {
		case r.doc.Words[c].UPOS == readout.AUX && (f == "will" || f == "would" || f == "may" || f == "might" || f == "could" || f == "should" || f == "ll"):
			m.future = true
		case f == "to" && r.doc.Words[c].Rel == readout.RelMark:
			m.future = true
		case f == "not" || f == "n't" || f == "never" || f == "no":
			m.negated = true
		}
	})
}

func (m *Mention) fill(head int) {
	r := m.report
	r.each(head, func(c int) {
		if c >= m.first && c < m.last {
			return
		}
		if role := r.role(c); role >= 0 {
			m.add(role, c)
		}
	})
}

// role is what a word is to the word it hangs on; -1 for nothing of the kind.
func (r *Report) role(c int) int {
	switch rel := r.doc.Words[c].Rel; rel {
	case readout.RelNsubj, readout.RelOblAgent, readout.RelCsubj:
		return agent
	case readout.RelNsubjPass, readout.RelObj, readout.RelIobj:
		return patient
	case readout.RelNmodPoss:
		return agent
	case readout.RelNmod, readout.RelObl:
		switch r.caseOf(c) {
		case "of":
			return patient
		case "by":
			return agent
		}
		return oblique
	case readout.RelCompound, readout.RelAmod, readout.RelOblUnmarked, readout.RelNmodUnmarked:
		return oblique
	}
	return -1
}

func (r *Report) caseOf(i int) (form string) {
	r.each(i, func(c int) {
		if form == "" && r.doc.Words[c].Rel == readout.RelCase {
			form = r.words[c].form
		}
	})
	return form
}

// inherit takes what the head shares with the word above it.
func (m *Mention) inherit(below, up int) {
	r := m.report
	switch r.doc.Words[below].Rel.Base() {
	case readout.RelConj, readout.RelXcomp, readout.RelAdvcl, readout.RelObj, readout.RelObl:
		if m.args[agent].empty() {
			r.each(up, func(c int) {
				if role := r.role(c); role == agent && c != below {
					m.add(agent, c)
				}
			})
		}
	case readout.RelAcl:
		role := agent
		if r.doc.Words[below].XPOS == readout.TagVBN && r.doc.Words[below].Rel == readout.RelAcl {
			role = patient
		}
		if m.args[role].empty() {
			m.add(role, up)
		}
	case readout.RelNsubj:
		m.add(oblique, up)
	}
}

// add puts the subtree of a word into a role.
func (m *Mention) add(role, c int) {
	r := m.report
	a := &m.args[role]
	if len(a.heads) >= mostHeads {
		return
	}
	if k := r.words[c].kind; k == content || k == number {
		a.heads = append(a.heads, r.words[c].id)
	} else if r.coref[c] == nil {
		return
	}
	lo, hi := int(r.trees.Lo[c]), int(r.trees.Hi[c])
	for i := max(lo, c-8); i < hi && i < c+12; i++ {
		if r.words[i].kind == content && (r.words[i].name || int(r.trees.Head[i]) == c) && (i < m.first || i >= m.last) {
			a.names = append(a.names, r.words[i].id)
		}
	}
	a.names = append(a.names, r.coref[c]...)
	a.names = append(a.names, a.heads...)
	if len(a.heads) == 0 {
		a.heads = append(a.heads, r.coref[c]...)
	}
	slices.Sort(a.heads)
	slices.Sort(a.names)
	a.heads, a.names = slices.Compact(a.heads), slices.Compact(a.names)
}

// window is how many words on either side are near.
const window = 5

func (m *Mention) context() {
	r := m.report
	s := r.doc.Sentences[m.sent]
	own := func(i int) bool { return i >= m.first && i < m.last }
	m.around = r.bag(max(s.FirstWord, m.first-window), min(s.LastWord, m.last+window), own)
	m.clause = r.bag(max(s.FirstWord, int(r.trees.Lo[m.head]), m.head-25), min(s.LastWord, int(r.trees.Hi[m.head]), m.head+25), own)
}

func meet(a, b []id) bool {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			return true
		}
	}
	return false
}
