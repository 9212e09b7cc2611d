package corroborate

import (
	"slices"

	"github.com/readout-project/readout"
)

// hearsay are verbs that in the passive pass on what nobody is named for: "is said
// to have signed".
var hearsay = []string{"say", "allege", "report", "accuse", "believe", "think", "rumour", "rumor", "claim", "suspect", "suppose", "understand", "know", "consider", "deem"}

// tidings are nouns that only tell what was said or thought.
var tidings = []string{"report", "claim", "rumour", "rumor", "allegation", "accusation", "suggestion", "idea", "belief", "charge", "suspicion", "fear", "hope", "theory", "assertion"}

// filtered looks on the way from an act up to the top of its statement for words
// through which it is no fact, whatever the act alone is told as: hearsay, "as if",
// a noun that only tells what was said ("rumours that").
func (p *parsed) filtered(v, top int) string {
	for i := v; i != top && i >= 0; i = int(p.f.Head[i]) {
		head := int(p.f.Head[i])
		if head < 0 {
			return ""
		}
		marks := p.children(i, readout.RelMark)
		marked := func(list ...string) bool {
			return slices.ContainsFunc(marks, func(m int) bool { return slices.Contains(list, p.folded[m]) })
		}
		passive := len(p.children(head, readout.RelAuxPass)) > 0
		switch {
		case passive && slices.Contains(hearsay, p.d.Words[head].Lemma),
			p.rel(i).Base() == readout.RelAdvcl && marked("if", "though", "unless", "lest"),
			p.rel(i).Base() == readout.RelAcl && slices.Contains(tidings, p.d.Words[head].Lemma),
			p.rel(i) == readout.RelAcl && marked("that", "whether", "of"):
			return "it stands under other words: “" + p.d.Words[head].Of(p.d.Report.Source) + "”"
		}
	}
	return ""
}

// faults are words by which a report takes back what it passes on.
var faults = []string{"falsely", "wrongly", "mistakenly", "erroneously", "incorrectly", "baselessly", "untruthfully", "misleadingly"}

// faulted is such a word in the sentence of an attributed statement, outside of it.
func (p *parsed) faulted(st *readout.Statement) string {
	if st.Attribution < 0 {
		return ""
	}
	for i := range p.d.Sentences {
		s := &p.d.Sentences[i]
		if !s.Overlaps(st.Span) {
			continue
		}
		for w := s.FirstWord; w < s.LastWord; w++ {
			if at := p.d.Words[w].Span; slices.Contains(faults, p.folded[w]) && !st.Contains(at) {
				return at.Of(p.d.Report.Source)
			}
		}
	}
	return ""
}
