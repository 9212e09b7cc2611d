package lemma

import "github.com/readout-project/readout"

// Classes of subjects by what their verb shows of them. Another word stands for
// itself by its Penn tag, from tagged on.
const (
	noSubject byte = iota
	firstSingular
	secondPerson
	firstPlural
	thirdPlural
	thirdSingular
	clausal
	coordinated
	tagged
)

// pronouns are the subjects that the form decides.
var pronouns = map[string]byte{
	"i": firstSingular, "you": secondPerson, "ya": secondPerson, "u": secondPerson, "we": firstPlural,
	"they": thirdPlural, "these": thirdPlural, "those": thirdPlural, "he": thirdSingular,
	"she": thirdSingular, "it": thirdSingular, "this": thirdSingular, "that": thirdSingular,
}

// subjectClass is the class of the subject of the finite verb i. The pronoun of a
// relative clause stands for what the clause belongs to.
func (t *tree) subjectClass(i int) byte {
	a := t.anchor(i, false)
	s := int(t.below[a].subject)
	if s < 0 {
		return noSubject
	}
	if h := t.head(a); h >= 0 && t.words[a].Rel == readout.RelAclRelcl && t.relative(s) {
		s = h
	}
	w := &t.words[s]
	switch {
	case w.Rel.Base() == readout.RelCsubj:
		return clausal
	case t.below[s].has&hasConj != 0:
		return coordinated
	case w.XPOS == readout.TagPRP || w.XPOS == readout.TagDT:
		var space [8]byte
		if form := w.Of(t.source); len(form) <= len(space) {
			key, _ := appendKey(space[:0], form)
			if c, ok := pronouns[string(key)]; ok {
				return c
			}
		}
	}
	return tagged + byte(w.XPOS)
}

// relative reports whether word i is a pronoun of relative clauses.
func (t *tree) relative(i int) bool {
	switch t.words[i].XPOS {
	case readout.TagWDT, readout.TagWP:
		return true
	}
	return t.words[i].XPOS == readout.TagIN && t.words[i].UPOS == readout.PRON
}
