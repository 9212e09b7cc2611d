package corroborate

import (
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
)

// sharedOffice gives an office that two persons both hold by what is said of
// them: the same title, of the same country or body where both name one.
// against says that one title is given of two countries or bodies, and no other
// in common.
func sharedOffice(a, b []readout.Office) (title string, against bool) {
	for _, x := range a {
		for _, y := range b {
			if titleKey(x) == "" || titleKey(x) != titleKey(y) {
				continue
			}
			p, q := partyKey(x.Of), partyKey(y.Of)
			if p == q || p == "" || q == "" {
				return y.Title, false
			}
			against = true
		}
	}
	return "", against
}

// sharedBody gives a country or body that offices of both are of.
func sharedBody(a, b []readout.Office) (of string, country bool) {
	for _, x := range a {
		for _, y := range b {
			if k := partyKey(x.Of); k != "" && k == partyKey(y.Of) {
				if !isCode(k) {
					return y.Of, false
				}
				of, country = y.Of, true
			}
		}
	}
	return of, country
}

// officeKey is a title with the country or body it belongs to; empty where
// either is missing.
func officeKey(o readout.Office) string {
	of, title := partyKey(o.Of), titleKey(o)
	if of == "" || title == "" {
		return ""
	}
	return of + " " + title
}

// titleKey is the words of a title without country, body, articles and forms of
// address, which many bear, in alphabetical order.
func titleKey(o readout.Office) string {
	of := partyKey(o.Of)
	var title []string
	for _, w := range fold.Words(o.Title) {
		if particles[w] || honorifics[w] || w == "of" || w == "the" || w == "former" {
			continue
		}
		if _, _, ok := gazetteer.CountryOf(w); ok || demonym(w) == of {
			continue
		}
		title = append(title, w)
	}
	slices.Sort(title)
	return strings.Join(title, " ")
}

// partyKey is the country of a country word, else the folded words.
func partyKey(s string) string {
	if s == "" {
		return ""
	}
	if c, _, ok := gazetteer.CountryOf(strings.TrimSuffix(strings.TrimSuffix(fold.Line(s), "'s"), "'")); ok {
		return c.Code
	}
	w := fold.Words(s)
	for len(w) > 0 && w[0] == "the" {
		w = w[1:]
	}
	if len(w) == 1 {
		return demonym(w[0])
	}
	return strings.Join(w, " ")
}

// demonym brings the adjective of a place that no table knows to the place:
// "ardenian" and "ardenia" are "arden".
func demonym(w string) string {
	for _, end := range []string{"ians", "ian", "ans", "an", "ese", "ish", "ia", "is", "i", "a"} {
		if stem, ok := strings.CutSuffix(w, end); ok && len(stem) >= 4 {
			return stem
		}
	}
	return w
}
