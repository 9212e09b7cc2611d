package coref

import (
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
)

// findOffices attaches titles and offices to the persons they are said of: the
// title before the name, an apposition on either side, a copula.
func (l *linker) findOffices() {
	for i := range l.ms {
		x := &l.ms[i]
		if x.typ != readout.Person || x.group {
			continue
		}
		if x.kind == readout.Name {
			l.titleBefore(int32(i))
			continue
		}
		if x.kind != readout.Nominal || table().officeNoun(l.key[x.head]) == "" {
			continue
		}
		if j := l.holder(int32(i)); j >= 0 && l.ms[j].typ == readout.Person {
			l.officeOf(j, int32(i))
		}
	}
}

// longestOffice bounds the words of an office on either side of its noun.
const longestOffice = 40

// holder is the mention of which nominal i is said: what it stands in apposition
// to, or has as apposition, or the subject of its copula; -1 for none.
func (l *linker) holder(i int32) int32 {
	h := l.ms[i].head
	if l.words[h].Rel == readout.RelAppos && l.head[h] >= 0 {
		return l.named(l.at[l.head[h]])
	}
	if c := l.has(h, readout.RelAppos); c >= 0 {
		if j := l.named(l.at[c]); j >= 0 {
			return j
		}
	}
	if s := l.has(h, readout.RelNsubj); s >= 0 && l.asserted(h) {
		return l.named(l.at[s])
	}
	return -1
}

func (l *linker) named(j int32) int32 {
	if j < 0 || l.ms[j].kind != readout.Name {
		return -1
	}
	return j
}

// asserted reports whether the copula of h states, in the present or as past, what
// is so: no negation, no modal, no condition.
func (l *linker) asserted(h int32) bool {
	cop := false
	for c := l.child[h]; c >= 0; c = l.next[c] {
		w := &l.words[c]
		switch {
		case w.Rel == readout.RelCop:
			k := l.key[c]
			cop = k == "is" || k == "was" || k == "'s" || k == "are" || k == "were"
		case w.Rel == readout.RelAux, w.Rel == readout.RelMark && (l.key[c] == "if" || l.key[c] == "whether" || l.key[c] == "unless"):
			return false
		case w.Rel == readout.RelAdvmod && (l.lemma(c) == "not" || l.key[c] == "never"):
			return false
		}
	}
	return cop
}

// officeOf reads the office that nominal i names and gives it to person j.
func (l *linker) officeOf(j, i int32) {
	x := &l.ms[i]
	start, end := max(x.start, x.head-longestOffice), x.head+1
	of := ""
	for c := l.child[x.head]; c >= 0; c = l.next[c] {
		switch w := &l.words[c]; {
		case w.Rel == readout.RelNmodPoss && c < x.head:
			of = l.owner(c)
			if (of != "" || l.words[c].UPOS == readout.PRON) && start < l.hi[c] {
				start = l.hi[c]
			}
		case w.Rel == readout.RelNmod && c > x.head && l.lo[c] == end && l.hi[c] <= x.end && l.whole(c):
			if of == "" {
				of = l.owner(c)
			}
			end = l.hi[c]
		}
	}
	if of == "" {
		of, start = l.ownerWithin(start, x.head, start)
	}
	end = l.withoutClauses(x.head, end)
	l.hold(j, start, end, of, x.head)
}

// withoutClauses ends an office before a clause or a comma within it.
func (l *linker) withoutClauses(h, end int32) int32 {
	end = min(end, h+longestOffice)
	for k := h + 1; k < end; k++ {
		switch l.key[k] {
		case ",", "(", ";", ":", "-", "who", "which", "that":
			if l.words[k].XPOS != readout.TagHYPH {
				return k
			}
		}
	}
	return end
}

// owner is the name of the country or body that word c heads or that stands in
// what it heads.
func (l *linker) owner(c int32) string {
	if j := l.at[c]; j >= 0 && l.ms[j].kind == readout.Name && l.ms[j].typ != readout.Person {
		return l.span(l.ms[j].nameLo, l.ms[j].nameHi).Of(l.source)
	}
	if j := l.at[c]; j >= 0 && l.ms[j].typ == readout.Organization && l.ms[j].kind == readout.Nominal {
		return l.span(l.ms[j].start, l.withoutClauses(c, l.ms[j].end)).Of(l.source)
	}
	for k := l.lo[c]; k < min(l.hi[c], l.lo[c]+longestOffice); k++ {
		if j := l.at[k]; j >= 0 && l.ms[j].kind == readout.Name && l.ms[j].typ != readout.Person {
			return l.span(l.ms[j].nameLo, l.ms[j].nameHi).Of(l.source)
		}
	}
	return ""
}

// ownerWithin looks in words [a,b) before a noun of office for a name or an
// adjective of a country: the office begins behind it.
func (l *linker) ownerWithin(a, b, start int32) (string, int32) {
	for k := max(a, b-longestOffice); k < b; k++ {
		if j := l.at[k]; j >= 0 && l.ms[j].kind == readout.Name && l.ms[j].typ != readout.Person && l.ms[j].nameHi <= b {
			lo, hi := l.ms[j].nameLo, l.ms[j].nameHi
			return l.span(lo, hi).Of(l.source), hi
		}
		if _, _, ok := gazetteer.CountryOf(l.form(k)); ok {
			return l.form(k), k + 1
		}
	}
	return "", start
}

// titleBefore reads the title before a name: the words between its owner and the
// bare name, back to an article.
func (l *linker) titleBefore(i int32) {
	x := &l.ms[i]
	end := x.nameLo
	for end > x.start && !l.letters(end-1) && l.key[end-1] != "." {
		end--
	}
	if end <= x.start {
		return
	}
	t := table()
	noun := end - 1
	if l.key[noun] == "." && noun > x.start {
		noun--
	}
	name := t.officeNoun(l.key[noun])
	if name == "" || t.honorific(l.key[noun]) != 0 && t.ranks[l.key[noun]] == "" {
		return
	}
	start := max(x.start, noun-longestOffice)
	of := ""
	for k := max(x.start, noun-longestOffice); k < noun; k++ {
		if l.words[k].UPOS == readout.DET || l.words[k].XPOS == readout.TagPOS {
			start = k + 1
		}
		if l.words[k].XPOS == readout.TagPOS && l.head[k] >= 0 {
			of = l.owner(l.head[k])
		}
	}
	if of == "" {
		of, start = l.ownerWithin(start, noun, start)
	}
	l.hold(i, start, end, of, noun)
}

// hold gives an office to the entity of mention j.
func (l *linker) hold(j, start, end int32, of string, noun int32) {
	if start >= end {
		return
	}
	s := l.span(start, end)
	e := &l.ent[l.of(j)]
	name := table().officeNoun(l.key[noun])
	l.offices = append(l.offices, held{
		Office:  readout.Office{Title: strings.TrimSpace(s.Of(l.source)), Of: of, Span: s},
		mention: j, noun: name, next: e.office,
	})
	e.office = int32(len(l.offices))
}

// holds reports whether an entity is known to hold an office with this noun.
func (l *linker) holds(e int32, noun string) bool {
	for o, n := l.ent[e].office, 0; o > 0 && n < longestOffice; o, n = l.offices[o-1].next, n+1 {
		if l.offices[o-1].noun == noun {
			return true
		}
	}
	return false
}
