package coref

import (
	"strings"
	"unicode/utf8"

	"github.com/readout-project/readout"
)

// names joins the names of one thing: first those that read the same, then short
// ones with the full names that they shorten, wherever only one fits.
func (l *linker) names() {
	first := map[string]int32{}
	var distinct, lone []int32
	for i := range l.ms {
		x := &l.ms[i]
		if x.kind != readout.Name || x.name == "" {
			continue
		}
		if x.typ == readout.Person && x.nameHi-x.nameLo == 1 {
			lone = append(lone, int32(i))
			continue
		}
		k := l.nameKey(x)
		if j, ok := first[k]; ok {
			l.because(int32(i), j, "same name")
			continue
		}
		first[k] = int32(i)
		distinct = append(distinct, int32(i))
	}
	full := l.fullNames(distinct)
	for _, i := range distinct {
		if l.ms[i].typ != readout.Person {
			l.shorten(i, full)
		}
	}
	for _, i := range lone {
		l.lone(i, full["p "+l.ms[i].name], first)
	}
}

// lone joins a name of one word with the person who bears it, else with the same
// name before.
func (l *linker) lone(i int32, bearers []int32, first map[string]int32) {
	if len(bearers) > 0 && l.surname(i, bearers) {
		return
	}
	x := &l.ms[i]
	for _, k := range [...]string{"m ", "f "} {
		other := masculine
		if k == "m " {
			other = feminine
		}
		if x.gender == other {
			continue // "Mr. Quill" is not "Ms. Quill"
		}
		if j, ok := first[k+x.name]; ok {
			l.because(i, j, "same name")
			return
		}
	}
	if x.gender != feminine {
		first["m "+x.name] = i
	}
	if x.gender != masculine {
		first["f "+x.name] = i
	}
}

// nameKey is what two names of one thing have in common: a country's code, or the
// words.
func (l *linker) nameKey(x *mention) string {
	if x.typ == readout.Person {
		return x.name
	}
	if c := country(x.name); c != "" {
		return "= " + c
	}
	return strings.TrimPrefix(x.name, "the ")
}

// fullNames lists the distinct names of more than one word by what may stand
// for them: first and last word of a person, head and initials of others.
func (l *linker) fullNames(distinct []int32) map[string][]int32 {
	full := map[string][]int32{}
	add := func(k string, i int32) {
		for _, j := range full[k] {
			if l.of(j) == l.of(i) {
				return
			}
		}
		if len(full[k]) < 8 {
			full[k] = append(full[k], i)
		}
	}
	for _, i := range distinct {
		x := &l.ms[i]
		if x.nameHi-x.nameLo < 2 {
			continue
		}
		if x.typ == readout.Person {
			if j, ok := sameEnds(l, full, i); ok {
				l.because(i, j, "same first and last name as %s", l.title(j))
			}
			add("p "+l.key[x.nameHi-1], i)
			add("p "+l.key[x.nameLo], i)
			add("e "+l.key[x.nameLo]+" "+l.key[x.nameHi-1], i)
			continue
		}
		add("h "+l.key[x.head], i)
		if a := initials(x.name); len(a) > 1 {
			add("i "+a, i)
		}
	}
	return full
}

// sameEnds is the one earlier person with this first and last name.
func sameEnds(l *linker, full map[string][]int32, i int32) (int32, bool) {
	x := &l.ms[i]
	c := full["e "+l.key[x.nameLo]+" "+l.key[x.nameHi-1]]
	if len(c) != 1 || l.middle(c[0]) != "" && l.middle(i) != "" {
		return 0, false
	}
	return c[0], true
}

func (l *linker) middle(i int32) string {
	x := &l.ms[i]
	return l.phrase(x.nameLo+1, x.nameHi)[0:max(0, l.innerLen(x))]
}

// innerLen is the length of the folded words between first and last name.
func (l *linker) innerLen(x *mention) int {
	if x.nameHi-x.nameLo < 3 {
		return 0
	}
	return len(l.phrase(x.nameLo+1, x.nameHi)) - len(l.key[x.nameHi-1]) - 1
}

// shorten joins a short name with the one full name that it may stand for.
func (l *linker) shorten(i int32, full map[string][]int32) {
	x := &l.ms[i]
	if j, ok := l.only(i, full["h "+l.key[x.head]], func(y *mention) bool { return l.within(x, y) }); ok {
		l.because(i, j, "short for %s", l.title(j))
		return
	}
	if x.nameHi-x.nameLo == 1 && acronym(l.form(x.nameLo)) {
		if j, ok := l.only(i, full["i "+strings.ReplaceAll(x.name, ".", "")], func(*mention) bool { return true }); ok {
			l.because(i, j, "initials of %s", l.title(j))
		}
	}
}

// surname joins a lone name with its bearer. Where there are two bearers, only a
// form of address that fits one of them decides. It reports whether the name is
// dealt with: joined, or open between two.
func (l *linker) surname(i int32, bearers []int32) bool {
	var fit []int32
	for _, j := range bearers {
		e := l.ent[l.of(j)].gender
		if l.of(j) != l.of(i) && e&l.ms[i].gender&human != 0 && !(l.wife(i) && e != feminine) && !l.initialsBeside(i, j) {
			fit = append(fit, j)
		}
	}
	addressed := l.ms[i].gender == masculine || l.ms[i].gender == feminine
	if len(fit) == 1 && (len(bearers) == 1 || addressed) {
		what := "surname"
		if l.key[l.ms[fit[0]].nameLo] == l.ms[i].name {
			what = "first name"
		}
		l.because(i, fit[0], "%s of %s, named %s", what, l.title(fit[0]), l.distance(i, fit[0]))
		return true
	}
	if len(bearers) > 1 && len(fit) > 0 {
		if len(fit) == 1 {
			fit = bearers
		}
		l.reason[i] = "may be " + l.title(fit[0]) + " or " + l.title(fit[1])
		return true
	}
	return false
}

// initialsBeside reports a short word in capitals in a sentence that is not, where
// the full name writes the word otherwise: "UN" is not Kim Jong Un.
func (l *linker) initialsBeside(i, j int32) bool {
	x, y := &l.ms[i], &l.ms[j]
	word := l.words[x.nameLo].Of(l.source)
	if len(word) > 5 || strings.ToUpper(word) != word {
		return false
	}
	for k := y.nameLo; k < y.nameHi; k++ {
		if l.words[k].Of(l.source) == word {
			return false
		}
	}
	s := l.sent[x.head]
	for k := x.nameLo - 1; k >= 0 && l.sent[k] == s; k-- {
		if w := l.words[k].Of(l.source); strings.ToUpper(w) != w {
			return true
		}
	}
	for k := x.nameHi; int(k) < len(l.words) && l.sent[k] == s; k++ {
		if w := l.words[k].Of(l.source); strings.ToUpper(w) != w {
			return true
		}
	}
	return false
}

// wife reports whether a name is addressed as that of a married woman, whose
// husband may be meant by the full name.
func (l *linker) wife(i int32) bool {
	x := &l.ms[i]
	for k := max(x.start, x.nameLo-longestName); k < x.nameLo; k++ {
		if l.key[k] == "mrs." || l.key[k] == "mrs" {
			return true
		}
	}
	return false
}

// only is the one candidate that fits a short name.
func (l *linker) only(i int32, cands []int32, fits func(*mention) bool) (int32, bool) {
	found := int32(-1)
	for _, j := range cands {
		if l.of(j) == l.of(i) || l.ms[j].typ == readout.Person || !fits(&l.ms[j]) {
			continue
		}
		if found >= 0 {
			return 0, false
		}
		found = j
	}
	return found, found >= 0
}

// within reports whether the words of x are among those of the longer name y.
func (l *linker) within(x, y *mention) bool {
	if x.nameHi-x.nameLo >= y.nameHi-y.nameLo {
		return false
	}
	k := y.nameLo
	for i := x.nameLo; i < x.nameHi; i++ {
		if l.key[i] == "the" {
			continue
		}
		for k < y.nameHi && l.key[k] != l.key[i] {
			k++
		}
		if k == y.nameHi {
			return false
		}
		k++
	}
	return true
}

// initials are the first letters of a folded name's words but of, the, and.
func initials(name string) string {
	var b strings.Builder
	for w := range strings.FieldsSeq(name) {
		switch w {
		case "of", "the", "and", "for", "&", "in", "on", "-":
			continue
		}
		r, _ := utf8.DecodeRuneInString(w)
		b.WriteRune(r)
	}
	return b.String()
}

// acronym reports whether a form is of capitals only, with or without stops.
func acronym(form string) bool {
	letters := 0
	for _, r := range form {
		switch {
		case r >= 'A' && r <= 'Z':
			letters++
		case r != '.':
			return false
		}
	}
	return letters > 1
}
