// Package names says how likely two names mean one person, body or place, and
// why. It compares words with words: equal, spelled alike (the costs of letters
// are learned, after Ristad and Yianilos 1998), initials, short forms and words
// that say the same; forms of address and legal forms are set aside. Boosted
// trees (Friedman 2001) weigh what is found; see docs/models/names.md.
//
// A name alone joins nothing: who uses this package asks for evidence beside
// it, as a title, an office or company in common.
package names

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/readout-project/readout"
)

// Match is what a comparison of two names gives.
type Match struct {
	Logit  int    // thousandths of a logit; above zero, rather one than two
	Reason string // what was found, in words; names stand in it folded

	// Whole says that all words of the shorter name but particles have their
	// like in the other, and Extra how many words the longer one has beyond.
	Whole bool
	Extra int
	// Lowest is the likeness of the words least alike among those joined, 0 to
	// 1000; words joined as an initial count 600.
	Lowest int
	// Initials says that one name is the first letters of the other.
	Initials bool
	// Blend says that one name is made of the beginnings of the words of the
	// other ("CENTCOM").
	Blend bool
	// Middle says that the names differ in initials between equal words only.
	Middle bool
	// OtherForm says that both names have a legal form and not the same one.
	OtherForm bool
	// Head says that the last words of both names (the surnames, in most
	// languages) are alike or stand in each other's name.
	Head bool
}

// Score is the match as a number from 0 to 1.
func (m Match) Score() float64 {
	return math.Round(1e4/(1+math.Exp(-float64(m.Logit)/1000))) / 1e4
}

// Compare compares two names of one kind by the embedded model. oneReport says
// that both stand in one report, where a surname alone may stand for the whole.
// The answer is the same in either order.
func Compare(a, b *Name, oneReport bool) Match { return embedded().Compare(a, b, oneReport) }

// Compare compares two names of one kind.
func (m *Model) Compare(a, b *Name, oneReport bool) Match {
	if b.letters < a.letters {
		a, b = b, a
	}
	f, al := m.costs.measure(a, b, oneReport)
	logit := m.score(&f)
	switch f[fCountry] {
	case sameCountry:
		logit = max(logit, known)
	case otherCountry:
		logit = min(logit, -known)
	}
	if a.kind == readout.Person && (a.suffix != "" && b.suffix != "" && a.suffix != b.suffix || al.gendered()) {
		logit = min(logit, -known)
	}
	return Match{
		Logit: logit, Reason: al.reason(&f),
		Whole: f[fApartLess] == 0 && len(al.links) > 0, Extra: f[fApartMore], Lowest: f[fWorst],
		Initials: f[fAcronym] == 2, Blend: f[fAcronym] == 1, Head: al.surnames(), Middle: al.middle(), OtherForm: f[fForms] == otherForms,
	}
}

// known is the logit of what a table of countries settles: two countries are
// two, whatever their letters share.
const known = 3500

// middle reports names that are equal but for initials one of them has within.
func (al *alignment) middle() bool {
	if slices.ContainsFunc(al.links, func(l link) bool { return l.how != equal }) || len(al.links) < 2 {
		return false
	}
	for _, w := range append(al.a.apart(al.fromA), al.b.apart(al.fromB)...) {
		if !w.initial && !w.small {
			return false
		}
	}
	return al.surnames() && al.fromA[0] >= 0 && al.fromB[0] >= 0
}

// gendered reports two surnames of which one is the feminine form of the other
// in Slavic languages: relatives, not one person.
func (al *alignment) gendered() bool {
	for _, l := range al.links {
		x, y := al.a.words[l.a].text, al.b.words[l.b].text
		if len(x) > len(y) {
			x, y = y, x
		}
		for _, end := range [][2]string{{"ov", "ova"}, {"ev", "eva"}, {"in", "ina"}, {"yn", "yna"}, {"ski", "ska"}, {"sky", "skaya"}, {"skiy", "skaya"}, {"skyi", "ska"}} {
			if stem, ok := strings.CutSuffix(x, end[0]); ok && l.a > 0 && l.b > 0 && l.how == spelled && y == stem+end[1] {
				return true
			}
		}
	}
	return false
}

// surnames reports that the last words that are not small are in links.
func (al *alignment) surnames() bool {
	last := func(n *Name, from []int) bool {
		for i := len(n.words) - 1; i >= 0; i-- {
			if !n.words[i].small {
				return from[i] >= 0
			}
		}
		return false
	}
	return last(al.a, al.fromA) && last(al.b, al.fromB)
}

// reason says what the alignment found.
func (al *alignment) reason(f *features) string {
	var out []string
	switch {
	case f[fAcronym] == 2:
		out = append(out, "initials")
	case f[fAcronym] == 1:
		out = append(out, "made of the beginnings of the words")
	case f[fCountry] == sameCountry:
		out = append(out, "words for one country")
	}
	var lists [initials + 1][]string
	for _, l := range al.links {
		x, y := phrase(al.a.words[l.a:l.a+l.na]), phrase(al.b.words[l.b:l.b+l.nb])
		if l.how != equal && (l.how != initials || f[fAcronym] != 2) {
			lists[l.how] = append(lists[l.how], x+", "+y)
		}
	}
	for h, list := range lists {
		if len(list) > 0 {
			out = append(out, fmt.Sprintf("%s (%s)", how(h), strings.Join(list, "; ")))
		}
	}
	switch a, b := rest(al.a, al.fromA), rest(al.b, al.fromB); {
	case f[fAcronym] > 0:
	case a != "" && b != "":
		out = append(out, fmt.Sprintf("different words (%s; %s)", a, b))
	case a+b != "":
		out = append(out, fmt.Sprintf("one has more (%s)", a+b))
	}
	if len(out) == 0 {
		return "same words"
	}
	return strings.Join(out, ", ")
}

func (h how) String() string {
	return [...]string{"same words", "joined", "words that say the same", "spelled alike", "initial", "initials"}[h]
}

func phrase(ws []word) string {
	t := make([]string, len(ws))
	for i := range ws {
		t[i] = ws[i].text
	}
	return strings.Join(t, " ")
}

// rest are the words of a name in no link.
func rest(n *Name, from []int) string {
	var t []string
	for i := range n.words {
		if from[i] < 0 && !n.words[i].small {
			t = append(t, n.words[i].text)
		}
	}
	return strings.Join(t, " ")
}
